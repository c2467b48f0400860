"""A session in which nobody does anything ends; what was typed is not lost, a page left open does not help."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.cast import Cast

import huiyin.web
from huiyin.site.environment import read_environment

WEB = Path(huiyin.web.__file__).parent
CHINESE = {"accept-language": "zh-hans"}
BY_ITSELF = {"x-by-itself": "1"}


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Let each test begin with what the database has."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client(people: Cast) -> Client:
    """Return a client that somebody signed in with."""
    client = Client(headers=CHINESE)
    client.force_login(people.supervisor)
    client.get("/account/sessions/")
    return client


def leave(client: Client, minutes: int) -> str:
    """Let minutes pass without anything done; return the key of the session."""
    key = str(client.session.session_key)
    UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now() - timedelta(minutes=minutes))
    cache.clear()
    return key


@pytest.mark.parametrize(("value", "minutes"), [("", 120), ("30", 30), ("0", 0)])
def test_the_place_sets_the_limit(tmp_path: Path, value: str, minutes: int) -> None:
    assert read_environment({"HUIYIN_HOME": str(tmp_path), "HUIYIN_IDLE_MINUTES": value}).idle_minutes == minutes


@pytest.mark.parametrize(("limit", "away", "status"), [(120, 119, 200), (120, 121, 302), (20, 21, 302), (0, 700, 200)])
def test_after_the_limit_the_next_page_asks_to_sign_in(
    client: Client, settings: Any, limit: int, away: int, status: int
) -> None:
    settings.IDLE_SECONDS = limit * 60
    leave(client, away)
    answer = client.get("/account/sessions/?page=1")
    assert answer.status_code == status
    if status == 302:
        assert answer.url == "/account/login/?next=%2Faccount%2Fsessions%2F%3Fpage%3D1"


def test_the_session_is_gone_the_person_is_told_and_the_log_has_it(
    client: Client, people: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """The key that the browser still holds opens nothing, also where no limit holds any more."""
    caplog.set_level(logging.INFO, "huiyin.security")
    key = leave(client, 121)
    old = client.cookies["sessionid"].value
    page = client.get("/desk/", follow=True).content.decode()
    assert "您超过 120 分钟没有操作，已自动退出" in page
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(session_key=key).exists()
    assert [each.getMessage() for each in caplog.records if each.name == "huiyin.security"] == [
        f"idle account={people.supervisor.key} from=127.0.0.1"
    ]
    client.cookies["sessionid"] = old
    assert client.get("/desk/").status_code == 302


def test_a_form_that_was_sent_too_late_gives_back_what_was_typed(client: Client) -> None:
    """Words are on the page, files are named, nothing is saved; passwords and what is for the vault are not shown."""
    leave(client, 121)
    typed = {
        "single_keys": "on",
        "name": "林砚秋改",
        "email": "lin@example.org",
        "password": "geheim 1234",
        "vault_phone": "13800000000",
    }
    answer = client.post("/account/?x=1", {**typed, "paper": SimpleUploadedFile("佐证.pdf", b"x")})
    shown = answer.content.decode()
    assert answer.status_code == 401
    assert "<h1>登录已过期" in shown
    assert all(each in shown for each in ("林砚秋改", "lin@example.org", "佐证.pdf"))
    assert not any(each in shown for each in ("geheim 1234", "13800000000"))
    assert ">on</textarea>" not in shown, "a ticked box is no text"
    assert 'href="/account/login/?next=%2Faccount%2F%3Fx%3D1" target="_blank"' in shown


def test_a_form_without_words_leads_to_the_log_in_page_and_a_fragment_says_401(client: Client) -> None:
    """The page below the fragment keeps what was typed and opens its dialog."""
    leave(client, 121)
    assert client.post("/account/", {"name": "新名字"}, headers={"hx-request": "true"}).status_code == 401
    assert client.post("/account/", {"csrfmiddlewaretoken": "x" * 64}).url.startswith("/account/login/?next=")


@pytest.mark.parametrize(("headers", "lives"), [({}, True), (BY_ITSELF, False)])
def test_what_a_page_asks_by_itself_keeps_no_session_alive(
    client: Client, headers: dict[str, str], lives: bool
) -> None:
    """It is answered while the session lasts, and told when it has ended."""
    key = leave(client, 119)
    assert client.get("/desk/", headers=headers).status_code == 200
    seen = UserSession.objects.get(session_key=key).last_seen_at
    assert (timezone.now() - seen < timedelta(minutes=1)) is lives
    if not lives:
        leave(client, 121)
        assert client.get("/desk/", headers={**headers, "hx-request": "true"}).status_code == 401


def test_the_process_remembers_while_nothing_can_be_written(client: Client) -> None:
    """A page that was looked at counts although its note in the database is older."""
    client.get("/desk/")
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=500))
    assert client.get("/desk/").status_code == 200


def test_whatever_asks_without_a_person_says_so() -> None:
    """Each timer of a script, and each part of a page that loads itself anew; a new one fails until it does."""
    timers = [path for path in WEB.glob("static/web/*.js") if "setInterval" in path.read_text(encoding="utf-8")]
    assert {path.name for path in timers} == {"records.js", "review.js"}
    assert all('"X-By-Itself"' in path.read_text(encoding="utf-8") for path in timers)
    parts = [
        tag
        for path in WEB.glob("templates/**/*.html")
        for tag in re.findall(r'hx-trigger="[^"]*(?:every|load)[^"]*"[^>]*', path.read_text(encoding="utf-8"))
    ]
    assert len(parts) == 1
    assert all('"X-By-Itself"' in tag for tag in parts)
