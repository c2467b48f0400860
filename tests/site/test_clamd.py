"""Files are scanned by a clamd daemon: a fake one that speaks INSTREAM, over TCP and over a Unix socket."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.api.calling import ROOT, Program
from tests.cast import Cast
from tests.ledger.works import brought_to
from tests.web.sure import sign_in

from huiyin.documents.word_kinds import shipped
from huiyin.errors import HuiyinError, LedgerError
from huiyin.ledger import files, scanning
from huiyin.ledger.models import Attachment, Case
from huiyin.ledger.sources import open_upload
from huiyin.site import clamd
from huiyin.site.environment import read_environment

BAD = b"%PDF-1.7\nbad to the bone"
GOOD = b"%PDF-1.7\ngood"


class Daemon(socketserver.BaseRequestHandler):
    """Finds `bad`; takes 200 KB at most; `what.answers` instead where that is set."""

    def handle(self) -> None:
        line = self.request.makefile("rb")
        assert line.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", line.read(4))[0]:
            content += line.read(length)
        self.server.seen.append(content)  # type: ignore[attr-defined]
        found = b"stream: Eicar-Test FOUND" if b"bad" in content else b"stream: OK"
        if len(content) > 200_000:
            found = b"INSTREAM size limit exceeded. ERROR"
        self.request.sendall((self.server.answers or found) + b"\0")  # type: ignore[attr-defined]


def _served(server: Any) -> Any:
    server.seen, server.answers = [], b""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


@pytest.fixture
def daemon() -> Iterator[Any]:
    server = _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon))
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def scanned(daemon: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the site ask the daemon."""
    monkeypatch.setattr(scanning, "SCANNERS", [clamd.scanner(address(daemon))])
    return daemon


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the site ask where nobody listens."""
    monkeypatch.setattr(scanning, "SCANNERS", [clamd.scanner("127.0.0.1:1")])


def address(daemon: Any) -> str:
    return f"127.0.0.1:{daemon.server_address[1]}"


@pytest.mark.parametrize("content", [b"", b"good", b"x" * clamd.PIECE, b"x" * (2 * clamd.PIECE + 7), b"so bad"])
def test_a_file_goes_over_as_it_is(daemon: Any, content: bytes) -> None:
    """Of whatever length; what was found has a name."""
    assert clamd.scanner(address(daemon))(content) == ("Eicar-Test" if b"bad" in content else "")
    assert daemon.seen == [content]


def test_a_unix_socket_will_do(tmp_path: Path) -> None:
    server = _served(socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd.ctl"), Daemon))
    assert clamd.scanner(str(tmp_path / "clamd.ctl"))(BAD) == "Eicar-Test"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("answer", [b"stream: broken ERROR", b"PONG", b" FOUND", b"\xff\xfe"])
def test_an_answer_that_says_neither_is_a_fault(daemon: Any, answer: bytes) -> None:
    """Never a file without a virus."""
    daemon.answers = answer
    with pytest.raises(OSError, match="clamd answered"):
        clamd.scanner(address(daemon))(GOOD)


def test_a_file_that_is_too_long_for_the_daemon_is_a_fault(daemon: Any) -> None:
    with pytest.raises(OSError, match="size limit"):
        clamd.scanner(address(daemon))(b"x" * 300_000)


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_nobody_there_is_a_fault(where: str) -> None:
    with pytest.raises(OSError, match=r"refused|No such file"):
        clamd.scanner(where)(GOOD)


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("", True),
        ("clamav:3310", True),
        ("[::1]:3310", True),
        ("/run/clamd.ctl", True),
        ("clamav", False),
        (":1", False),
    ],
)
def test_the_setting_names_a_host_with_its_port_or_a_socket(tmp_path: Path, value: str, taken: bool) -> None:
    variables = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_CLAMD": value}
    if taken:
        assert read_environment(variables).clamd == value
        return
    with pytest.raises(HuiyinError, match=r"setting\.clamd"):
        read_environment(variables)


def test_a_text_is_looked_at_before_it_is_opened(scanned: Any) -> None:
    with pytest.raises(LedgerError, match=r"file\.infected"):
        open_upload(b"bad words", "a.txt")
    assert open_upload("好话。".encode(), "a.txt").text == "好话。"


@pytest.mark.django_db
def test_an_attachment_that_nobody_looked_at_is(people: Cast, scanned: Any) -> None:
    """Whoever calls `keep_file` need not think of it; what was looked at before is not looked at twice."""
    told = {"stream_key": "k", "by": people.handler, "at": people.handler.joined_at}
    with pytest.raises(LedgerError, match=r"file\.infected"):
        files.keep_file(SimpleUploadedFile("a.pdf", BAD), **told)
    upload = SimpleUploadedFile("a.pdf", GOOD)
    scanning.look_at_uploads([upload])
    assert files.keep_file(upload, **told).size == len(GOOD)
    assert scanned.seen == [BAD, GOOD]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "code"), [(BAD, 422), (GOOD, 201)])
def test_programs_are_told(people: Cast, scanned: Any, content: bytes, code: int) -> None:
    """With the sentence of the pages, without the name of what was found."""
    case = brought_to(people, "handling")
    answer = sent(Program(people.handler), case.key, content)
    assert answer.status_code == code
    if code == 422:
        assert answer.json()["code"] == "file.infected"
        assert "病毒查杀" in answer.json()["detail"]
        assert "Eicar" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("silent")
def test_programs_come_again_while_nothing_can_be_scanned(people: Cast) -> None:
    answer = sent(Program(people.handler), brought_to(people, "handling").key, GOOD)
    assert (answer.status_code, answer.json()["code"]) == (503, "file.unscanned")
    assert answer["Retry-After"] == "60"
    assert not Attachment.objects.exists()


def sent(program: Program, key: str, content: bytes) -> Any:
    file = SimpleUploadedFile("a.pdf", content)
    return program.client.post(f"{ROOT}/cases/{key}/attachments", {"file": file}, headers=program.headers)


@pytest.mark.django_db
@pytest.mark.usefixtures("silent")
def test_what_was_typed_stays_while_nothing_can_be_scanned(client: Client, people: Cast) -> None:
    """The step is not taken; its form comes back with the words and says why the file was not taken."""
    case = brought_to(people, "handling")
    client.force_login(people.head)
    words = "道路已经修复，等待验收。"
    fields = {"version": case.version, "text": words, "evidence": SimpleUploadedFile("验收单.pdf", GOOD)}
    answer = client.post(reverse("case_step", args=[case.key, "complete"]), fields)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "暂时无法对“验收单.pdf”进行病毒查杀" in shown
    assert words in shown
    assert "请重新选择文件：验收单.pdf" in shown
    assert Case.objects.get(pk=case.pk).version == case.version
    assert not Attachment.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize(
    ("who", "name", "kind"), [("supervisor", "source_new", "file"), ("administrator", "word_template", "template")]
)
def test_texts_and_templates_are_not_taken_unscanned(
    client: Client, people: Cast, who: str, name: str, kind: str
) -> None:
    """A page, not a fault; what nobody could look at is not kept."""
    sign_in(client, getattr(people, who))
    content = shipped("ledger_table") if kind == "template" else "好话。".encode()
    file = SimpleUploadedFile("a.docx" if kind == "template" else "a.txt", content)
    answer = client.post(reverse(name, args=["ledger_table"] if kind == "template" else []), {kind: file})
    assert answer.status_code == 422
    assert "进行病毒查杀，未接收该文件" in answer.content.decode()
