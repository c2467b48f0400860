"""Emptying the database between tests that commit: what is only added to there must go too, triggers or not."""

from collections.abc import Iterable
from typing import Any


def flush_all(operations: type[Any]) -> None:
    """Let a backend's flush pass the triggers that keep events, seals and openings from being deleted."""
    plain = operations.execute_sql_flush

    def flush(self: Any, sql_list: Iterable[str]) -> None:
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
