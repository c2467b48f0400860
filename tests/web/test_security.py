"""What docs/security.md says is met here: headers, cookies under TLS, security events."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import Cast

from huiyin.site.log import Line

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
PASSWORD = "correct horse 云汀"  # noqa: S105  of everybody in the cast

NAMES = [("0", "sessionid", "csrftoken"), ("1", "__Host-session", "__Host-csrf")]


@pytest.mark.django_db
def test_private_pages_are_asked_for_again_and_forgotten_when_one_leaves(client: Client, people: Cast) -> None:
    client.force_login(people.supervisor)
    page = client.get(reverse("desk"))
    assert page["Cache-Control"] == "private, no-cache"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


@pytest.mark.django_db
def test_who_came_in_and_who_did_not_is_logged_without_what_was_typed(
    client: Client, people: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "huiyin.security")
    for login, password in (("supervisor", "wrong"), ("my secret", "wrong"), ("supervisor", PASSWORD)):
        client.post(reverse("account_login"), {"login": login, "password": password})
    client.get(reverse("accounts"))
    client.post(reverse("account_logout"))
    told = [each.getMessage() for each in caplog.records if each.name == "huiyin.security"]
    key = people.supervisor.key
    assert told == [
        f"login failed account={key} from=127.0.0.1",
        "login failed account=unknown from=127.0.0.1",
        f"login account={key} from=127.0.0.1",
        f"refused account={key} GET '/accounts/'",
        f"logout account={key} from=127.0.0.1",
    ]
    assert "my secret" not in str(told)


@pytest.mark.parametrize(
    ("tls", "session", "csrf"), [("0", "sessionid", "csrftoken"), ("1", "__Host-session", "__Host-csrf")]
)
def test_cookies_under_tls_are_this_host_s_alone(tmp_path: Path, tls: str, session: str, csrf: str) -> None:
    code = (
        "from huiyin.site import settings as s; from django.conf import global_settings as g;"
        "print(*(getattr(s, n, getattr(g, n)) for n in ('SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME',"
        " 'SESSION_COOKIE_SECURE', 'SESSION_COOKIE_PATH', 'SESSION_COOKIE_DOMAIN', 'CSRF_COOKIE_HTTPONLY')))"
    )
    own = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_TLS": tls, "HUIYIN_HOSTS": "huiyin.example"}
    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | own, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == [session, csrf, str(tls == "1"), "/", "None", "True"]


def test_times_in_the_log_say_their_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment is the same wherever the line is read."""
    made = settings.LOGGING["formatters"]["line"]
    line = made["()"]
    assert line == "huiyin.site.log.Line"
    record = logging.LogRecord("huiyin.security", logging.INFO, "", 0, "login", None, None)
    record.created, record.request_id = 1_778_636_412.345, "5a8b-dca2"
    told = Line(made["format"], style=made["style"]).format(record)
    assert told == "2026-05-13T09:40:12.345+08:00 INFO huiyin.security 5a8b-dca2 login"


def rows() -> list[list[str]]:
    """Return the rows of the page's tables: number, what, where met or the gap."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+\.\d+", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_item_says_where_it_is_met_or_what_is_missing() -> None:
    """No row without its answer."""
    assert len(rows()) > 80
    assert [row[0] for row in rows() if len(row) != 3 or not row[1] or not row[2]] == []


def test_every_test_that_is_named_exists() -> None:
    """A file and, behind `::`, a function in it."""
    for path, name in re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8")):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, f"{path}::{name}"
