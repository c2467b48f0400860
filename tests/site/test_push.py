"""The robot of a 企业微信 group and the gateway of short messages, against a fake of each that really listens."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.ledger.works import assigned

from huiyin.errors import HuiyinError
from huiyin.ledger import channels
from huiyin.ledger.channels import Message
from huiyin.ledger.models import Delivery
from huiyin.people.models import Account
from huiyin.site.environment import read_environment
from huiyin.site.push import GroupRobot, ShortMessages, read_people, register_channels

MESSAGE = Message("请签收：改造老旧小区供热二次管网85公里", "https://example.cn/cases/abc/")
WHO = Account(username="Handler", name="承办员")


class Fake(HTTPServer):
    """Answers as it is told, and keeps what was asked."""

    status, answer = 200, b'{"errcode": 0, "errmsg": "ok"}'

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[dict[str, Any], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/send?key=k"


class Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((json.loads(body), self.headers.get("Authorization", "")))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def fake() -> Iterator[Fake]:
    server = Fake()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_robot_calls_a_person_and_tells_the_group_nothing_of_the_case(fake: Fake) -> None:
    """The name there and the address; neither step nor title, which others of the group may not see."""
    robot = GroupRobot(fake.url, {"handler": "ZhangSan"})
    assert robot.reaches(WHO)
    assert not robot.reaches(Account(username="head"))
    assert robot.send(WHO, MESSAGE)
    ((told, _header),) = fake.asked
    assert (told["msgtype"], told["text"]["mentioned_list"]) == ("text", ["ZhangSan"])
    assert MESSAGE.url in told["text"]["content"]
    assert "供热" not in told["text"]["content"]


@pytest.mark.parametrize(
    ("status", "answer"), [(200, b'{"errcode": 45009, "errmsg": "limit"}'), (200, b"no json"), (500, b"{}"), (302, b"")]
)
def test_what_the_robot_does_not_take_is_tried_again(fake: Fake, status: int, answer: bytes) -> None:
    fake.status, fake.answer = status, answer
    assert not GroupRobot(fake.url, {"handler": "ZhangSan"}).send(WHO, MESSAGE)


def test_a_short_message_goes_to_the_gateway_with_its_key(fake: Fake) -> None:
    fake.answer = b"accepted"
    gateway = ShortMessages(fake.url, "secret-key", {"handler": "13900000000"})
    assert gateway.send(WHO, MESSAGE)
    ((told, header),) = fake.asked
    assert (told["phone"], header) == ("13900000000", "Bearer secret-key")
    assert MESSAGE.url in told["text"]
    assert "供热" not in told["text"]
    fake.status = 429
    assert not gateway.send(WHO, MESSAGE)


def test_a_gateway_that_is_away_raises_nothing_and_logs_no_number(caplog: pytest.LogCaptureFixture) -> None:
    gateway = ShortMessages("http://127.0.0.1:1/send", "secret-key", {"handler": "13900000000"})
    assert not gateway.send(WHO, MESSAGE)
    assert "ConnectError" in caplog.text
    assert "13900000000" not in caplog.text
    assert "secret-key" not in caplog.text


@pytest.mark.django_db
def test_each_notice_goes_out_once_and_to_those_of_the_list(people: Cast, fake: Fake) -> None:
    assigned(people)
    robot = GroupRobot(fake.url, {"handler": "ZhangSan"})
    told: dict[str, Any] = {"at": datetime(2026, 3, 2, 2, tzinfo=UTC), "words": lambda _: "", "url": lambda _: "/x/"}
    assert channels.deliver(robot, **told) == 1
    assert channels.deliver(robot, **told) == 0
    assert (len(fake.asked), Delivery.objects.filter(channel="wecom").count()) == (1, 1)


def test_the_list_of_people(tmp_path: Path) -> None:
    """Lines of name, tab and what it is there; a line that is none is named."""
    file = tmp_path / "people.tsv"
    file.write_text("# 用户名\t企业微信账号\nHandler\tZhangSan\n\nhead\tLiSi\n", encoding="utf-8")
    assert read_people(file, setting="X") == {"handler": "ZhangSan", "head": "LiSi"}
    file.write_text("handler ZhangSan\n", encoding="utf-8")
    for path, line in ((file, 1), (tmp_path / "none.tsv", 0)):
        with pytest.raises(HuiyinError) as raised:
            read_people(path, setting="HUIYIN_WECOM_PEOPLE")
        assert (raised.value.code, raised.value.values["line"]) == ("setting.people", line)


def test_channels_are_there_where_they_are_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "_CHANNELS", {})
    file = tmp_path / "people.tsv"
    file.write_text("handler\t13900000000\n", encoding="utf-8")
    register_channels(read_environment({"HUIYIN_HOME": str(tmp_path)}))
    assert channels.registered() == ()
    variables = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_SMS_URL": "https://sms.example.cn/send"}
    variables |= {"HUIYIN_SMS_PEOPLE": str(file), "HUIYIN_WECOM_PEOPLE": str(file)}
    variables |= {"HUIYIN_WECOM_ROBOT": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"}
    register_channels(read_environment(variables))
    assert {each.code for each in channels.registered()} == {"wecom", "sms"}
    for lacking in ("HUIYIN_SMS_PEOPLE", "HUIYIN_WECOM_PEOPLE"):
        with pytest.raises(HuiyinError, match=r"setting\.together"):
            read_environment({name: value for name, value in variables.items() if name != lacking})
