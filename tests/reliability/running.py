"""A real site from outside: server and worker as processes, killed as a power cut would, asked over HTTP and SQL.

Server and worker are started by the commands that `huiyin serve` uses, each in a session of its own, so that a kill
meets the whole family.
"""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tests.site.processes import environment, run

ROOT = Path(__file__).parent.parent.parent
PATH = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))  # our modules and the tests' own
SECONDS = 120  # of patience on a busy machine; nothing is measured


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(done: Callable[[], Any], what: str) -> Any:
    """Return the first true answer; fails, saying what was waited for, when patience ends."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        answer = done()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {SECONDS} s in vain: {what}")


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class RunningSite:
    """A home and a database with processes on them. `told` is what `founding` printed."""

    home: Path
    database: str
    told: dict[str, Any]
    more: dict[str, str] = field(default_factory=dict)  # variables of the environment
    port: int = field(default_factory=free_port)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def postgresql(self) -> bool:
        return self.database.startswith("postgres")

    def serve(self, *before: str) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers."""
        process = self.start(*before, sys.executable, "-m", "gunicorn", "--config", "python:huiyin.site.server")
        until(lambda: self.alive() or process.poll() is not None, "the server's first answer")
        assert process.poll() is None, self.log()
        return process

    def work(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        return self.start(sys.executable, "-m", "django", "work", *options)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        variables = {**environment(self.home, self.database), "HUIYIN_BIND": f"127.0.0.1:{self.port}", **self.more}
        variables |= {"DJANGO_SETTINGS_MODULE": "huiyin.site.settings", "PYTHONPATH": PATH}
        with (self.home.parent / "log").open("ab") as log:
            process = subprocess.Popen(command, env=variables, stdout=log, stderr=log, start_new_session=True)
        self.processes.append(process)
        return process

    def kill(self, *processes: subprocess.Popen[bytes]) -> None:
        """Kill processes (all, where none is named) with their children, without a word."""
        for process in processes or self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log(self) -> str:
        return (self.home.parent / "log").read_text(encoding="utf-8", errors="replace")

    def alive(self) -> bool:
        try:
            return self.call("GET", "/-/health/").status == 200
        except (OSError, HTTPException):
            return False

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send one request on a connection of its own; a mapping as body goes as JSON.

        Raises:
            OSError, HTTPException: no whole answer came.
        """
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, dict):
            named["Content-Type"] = "application/json"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)) as connection:
            connection.request(method, path, content, named)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())

    def api(self, who: str, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Call the interface with the token of somebody of the cast."""
        return self.call(method, f"/api/v1{path}", body, Authorization=f"Bearer {self.told['tokens'][who]}", **headers)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database itself (`?` holds a place), or change it as only somebody with the database can."""
        if self.postgresql:
            import psycopg

            with psycopg.connect(self.database, autocommit=True) as connection:
                cursor = connection.execute(sql.replace("?", "%s"), values)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.home / "huiyin.sqlite3", timeout=SECONDS)) as plain, plain:
            return plain.execute(sql, values).fetchall()

    def verified(self) -> dict[str, Any]:
        """Return what `huiyin ledger verify` says."""
        done = run(self.home, "huiyin", "ledger", "verify", "--format", "json", database=self.database)
        assert done.stdout, done.stderr
        return dict(json.loads(done.stdout))

    def after_two_minutes(self) -> None:
        """Let two minutes have passed for the workers, so that nobody waits until a dead one is missed."""
        earlier = "beat_at - interval '2 minutes'" if self.postgresql else "datetime(beat_at, '-2 minutes')"
        self.rows(f"UPDATE huiyin_site_workerbeat SET beat_at = {earlier}")  # noqa: S608  one of two constants
        self.rows("DELETE FROM huiyin_site_scheduledrun WHERE length(period) = 16")  # what runs once a minute
