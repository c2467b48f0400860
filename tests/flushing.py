"""Emptying the database between tests that commit: what is only added to there must go too, triggers or not."""

import threading
from collections.abc import Iterable
from typing import Any

from django.core.signals import request_finished, request_started

PATIENCE = 60  # seconds on a busy machine; nothing is measured


class Requests:
    """The requests that a live server is answering: a page may ask for something when its test has ended already."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.threads: set[int] = set()  # each answers one at a time; a test's own client runs in the main one
        request_started.connect(self.begun)
        request_finished.connect(self.ended)

    def begun(self, **_signal: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            with self.changed:
                self.threads.add(threading.get_ident())

    def ended(self, **_signal: Any) -> None:
        with self.changed:
            self.threads.discard(threading.get_ident())
            self.changed.notify_all()

    def wait(self) -> None:
        """Return when none is being answered: while one reads, SQLite refuses to drop a trigger."""
        with self.changed:
            self.changed.wait_for(lambda: not self.threads, timeout=PATIENCE)


def flush_all(operations: type[Any]) -> None:
    """Let a backend's flush pass the triggers that keep events, seals and openings from being deleted."""
    plain, requests = operations.execute_sql_flush, Requests()

    def flush(self: Any, sql_list: Iterable[str]) -> None:
        requests.wait()
        before, after = _around(self.connection)
        plain(self, [*before, *sql_list, *after])

    operations.execute_sql_flush = flush


def _around(connection: Any) -> tuple[list[str], list[str]]:
    """Return what lifts the triggers and what puts them back; PostgreSQL does the latter by itself."""
    if connection.vendor == "postgresql":
        return ["SET LOCAL session_replication_role = replica"], []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%only added to%'")
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]
