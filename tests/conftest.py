"""What all tests need: the catalogue of messages compiled, and one language whatever the machine's locale."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.operations import BaseDatabaseOperations
    from tests.cast import Cast

settings.register_profile("huiyin", deadline=None)  # nothing is timed in tests: a busy machine proves nothing
settings.load_profile("huiyin")

LOCALE = Path(__file__).parent.parent / "src" / "huiyin" / "locale"

os.environ["HUIYIN_LANG"] = "zh"  # before anything of ours is imported: help texts are made then


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogue() -> None:
    """Compile the catalogue where it is older than its source; several test processes may do so at once."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = compiled.with_suffix(f".{os.getpid()}.part")
        with source.open("rb") as po, part.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        part.replace(compiled)


@pytest.fixture
def people(db: None) -> "Cast":
    """The fictional city with one person per role (tests/cast.py)."""
    from tests.cast import cast

    return cast()


@pytest.fixture(autouse=True, scope="session")
def database_can_be_emptied() -> "Iterator[None]":
    """Let the test runner empty the database after tests with real transactions; the triggers refuse it to anybody else."""
    from django.db import connection
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty = BaseDatabaseOperations.execute_sql_flush
    guarded = ("ledger_event", "ledger_seal", "people_vaultopening")

    def without_triggers(self: "BaseDatabaseOperations", statements: "Sequence[str]") -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in guarded:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                empty(self, statements)
                for table in guarded:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            empty(self, statements)
            for _name, sql in triggers:
                cursor.execute(sql)

    BaseDatabaseOperations.execute_sql_flush = without_triggers  # type: ignore[method-assign]
    yield
    BaseDatabaseOperations.execute_sql_flush = empty  # type: ignore[method-assign]
