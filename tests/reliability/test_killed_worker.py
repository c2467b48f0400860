"""A worker is killed amid a job: another one does it to its end, and what comes of it is there once.

What is promised: inside the database a job happens once, however often it is begun. Outside of it nobody can promise
that, so each kind of telling has its own rule: another program is told **at least once**, under the same delivery
number, by which it knows a repetition; a mail is sent **at most once**: what it would have said stays unread on the
page of notices.
"""

import socketserver
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from tests.reliability.running import RunningSite, until

from huiyin import reading

SENTENCE = "2026年，改造老旧小区供热二次管网{}公里以上，新增停车泊位{}个。去年完成供热改造60公里。\n"
TEXT = "".join(SENTENCE.format(number, number) for number in range(1, 2001))
DIGEST = "import django; django.setup(); from huiyin.site.regular import send_digests; send_digests()"


class Held:
    """Something outside that is told: it notes what comes, and keeps the teller waiting until it is let go."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.came, self.go_on = threading.Semaphore(0), threading.Event()

    def take(self, what: str) -> None:
        self.got.append(what)
        self.came.release()
        self.go_on.wait(120)


def serving(server: socketserver.BaseServer) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def program() -> Iterator[tuple[Held, str]]:
    """A program that is told of events, and its address."""
    held = Held()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            held.take(self.headers["Huiyin-Delivery"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    for _each in serving(server):
        yield held, f"http://127.0.0.1:{server.server_port}/hook"


@pytest.fixture
def mailbox() -> Iterator[tuple[Held, str]]:
    """A mail server that takes everything, and its address; it notes to whom each whole mail goes."""
    held = Held()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            to = ""
            while line := self.rfile.readline():
                verb = line[:4].upper()
                to = line.decode().partition("<")[2].partition(">")[0] if verb == b"RCPT" else to
                if verb == b"DATA":
                    self.say("354 go on")
                    while self.rfile.readline() not in (b".\r\n", b""):
                        pass
                    held.take(to)
                self.say("221 bye" if verb == b"QUIT" else "250 ok")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    for _each in serving(server):
        yield held, f"smtp://127.0.0.1:{server.server_address[1]}?from=huiyin@example.cn"


def test_a_source_is_read_once_though_its_worker_is_killed_twice(site: RunningSite) -> None:
    """Once before anything is kept, once amid the writing of its statements."""
    site.serve()
    body = {"title": "大报告", "text_kind": "report", "text": TEXT, "year": 2026}
    assert site.api("supervisor", "POST", "/sources", body).status == 201
    state = "SELECT 1 FROM ledger_source WHERE state = 'reading' AND parts_done >= ?"
    for parts in (0, 2):
        worker = site.work()
        until(lambda parts=parts: site.rows(state, parts), "the reading to begin")
        site.kill(worker)
        assert site.rows("SELECT 1 FROM ledger_source WHERE state = 'reading'"), "the kill came too late"
        assert not site.rows("SELECT 1 FROM ledger_statement")
        site.after_two_minutes()
    site.work()
    until(lambda: site.rows("SELECT 1 FROM ledger_source WHERE state = 'read'"), "the reading to end")
    assert_read_once(site)


def assert_read_once(site: RunningSite) -> None:
    wanted = sorted((each.start, each.end) for each in reading.read(TEXT, year=2026, text_kind="report").statements)
    assert sorted(site.rows('SELECT start, "end" FROM ledger_statement')) == wanted
    assert len(site.rows("SELECT 1 FROM ledger_sourcereading")) == 1
    assert len(site.rows("SELECT 1 FROM ledger_event WHERE type = 'source.read'")) == 1
    done = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
    until(lambda: site.rows(done), "the end of the job to be noted")
    assert site.rows("SELECT times FROM huiyin_site_rescue") == [(2,)]
    assert site.verified()["clean"]


def test_a_program_is_told_again_under_the_same_number(site: RunningSite, program: tuple[Held, str]) -> None:
    """The worker is killed when the program has heard it and before that is noted."""
    held, url = program
    site.more["HUIYIN_WEBHOOKS_PRIVATE"] = "1"
    (last,) = site.rows("SELECT max(id) - 1 FROM ledger_event WHERE stream = 'case'")[0]
    site.rows("UPDATE ledger_webhook SET url = ?, active = ?, last_event = ?", url, True, last)
    worker = site.work()
    assert held.came.acquire(timeout=120), site.log()
    site.kill(worker)
    assert site.rows("SELECT state, tries FROM ledger_webhookdelivery") == [("waiting", 0)]
    held.go_on.set()
    site.after_two_minutes()
    site.work()
    told = "SELECT 1 FROM ledger_webhookdelivery WHERE state = 'done'"
    until(lambda: site.rows(told), "the program to be told")
    assert len(held.got) == 2
    assert len(set(held.got)) == 1


def test_no_mail_is_sent_twice(site: RunningSite, mailbox: tuple[Held, str]) -> None:
    """The sender is killed amid the first mail; the next run mails the others, and never that one again."""
    held, url = mailbox
    site.more["HUIYIN_EMAIL_URL"] = url
    for name in ("handler", "head"):
        site.rows(
            "UPDATE people_account SET email = ?, digest_by_mail = ? WHERE username = ?",
            f"{name}@example.cn",
            True,
            name,
        )
    unread = site.rows("SELECT count(*) FROM ledger_notice WHERE read_at IS NULL")
    sender = site.start(sys.executable, "-c", DIGEST)
    assert held.came.acquire(timeout=120), site.log()
    site.kill(sender)
    held.go_on.set()
    for _run in range(2):
        assert site.start(sys.executable, "-c", DIGEST).wait(timeout=120) == 0, site.log()
    assert sorted(held.got) == ["handler@example.cn", "head@example.cn"]
    assert site.rows("SELECT count(*) FROM ledger_notice WHERE read_at IS NULL") == unread
