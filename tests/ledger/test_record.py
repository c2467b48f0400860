"""Events are only added to, in order, each chained to the one before."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger import chain, check_receipt
from huiyin.ledger.models import Event
from huiyin.ledger.record import LARGEST, Actor, NewEvent, record

AT = datetime(2026, 1, 9, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(*types: str, expected: int | None = None) -> list[Event]:
    events = [NewEvent(each, {"n": 1, "名": "值"}) for each in types]
    return record(stream="policy", key="k" * 14, events=events, by=Actor("a" * 14), at=AT, expected=expected)


def test_positions_count_up_and_hashes_chain() -> None:
    first, second = write("policy.loaded", "policy.changed")
    assert (first.position, second.position) == (1, 2)
    assert first.previous_hash == chain.START
    assert second.previous_hash == first.hash


def test_a_write_for_an_older_version_is_refused() -> None:
    write("policy.loaded")
    with pytest.raises(StaleWrite) as caught:
        write("policy.changed", expected=0)
    assert caught.value.values == {"expected": 0, "found": 1}
    assert Event.objects.count() == 1


def forge() -> None:
    Event.objects.update(type="policy.forged")


def delete() -> None:
    Event.objects.all().delete()


def empty() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_event CASCADE")


COLUMNS = "stream, stream_key, position, payload_version, payload, actor, acting_for, at, previous_hash, hash, type"


def put_in_place_of(statement: str) -> None:
    """Write the first event anew as a forged one, by a statement that lets it take the place of the old one."""
    kept = COLUMNS.removesuffix(", type")
    with connection.cursor() as cursor:
        old = f"SELECT {kept}, 'policy.forged' FROM ledger_event"  # noqa: S608  names of our own
        cursor.execute(statement.format(columns=COLUMNS, old=old))


def replace() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no REPLACE")
    put_in_place_of("INSERT OR REPLACE INTO ledger_event ({columns}) {old}")


def replace_by_id() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no REPLACE")
    with connection.cursor() as cursor:
        values = "stream, 'z', 9, payload_version, payload, actor, acting_for, at, previous_hash, hash, 'policy.forged'"
        old = f"SELECT id, {values} FROM ledger_event"  # noqa: S608  names of our own
        cursor.execute(f"REPLACE INTO ledger_event (id, {COLUMNS}) {old}")


def upsert() -> None:
    put_in_place_of(
        "INSERT INTO ledger_event ({columns}) {old} WHERE true "
        "ON CONFLICT (stream, stream_key, position) DO UPDATE SET type = 'policy.forged'"
    )


@pytest.mark.parametrize("attempt", [forge, delete, empty, replace, replace_by_id, upsert])
def test_the_database_refuses_to_change_or_delete_an_event(attempt: Callable[[], None]) -> None:
    write("policy.loaded")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        attempt()
    assert Event.objects.get().type == "policy.loaded"


GUARDS = {  # by database: how to ask for the triggers of a table, and what their names end in
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'",
        {"only_added", "not_emptied"},
    ),
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        {"no_update", "no_delete", "no_replace"},
    ),
}


@pytest.mark.parametrize("table", ["ledger_event", "ledger_seal", "people_vaultopening"])
def test_all_that_is_only_added_to_is_guarded_alike(table: str) -> None:
    """Events, seals and openings of the vault have every guard that their database can have."""
    ask, wanted = GUARDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(ask, [table])
        names = {name.removeprefix(f"{table}_") for (name,) in cursor.fetchall()}
    assert names >= wanted


@pytest.mark.parametrize("value", [1.5, b"x", "a\x00b", "\ud800", {1, 2}, 2**53, -(2**53)])
def test_a_payload_holds_only_what_both_databases_keep_alike(value: object) -> None:
    with pytest.raises(LedgerError, match=r"event\.payload"):
        record(stream="policy", key="k" * 14, events=[NewEvent("x", {"v": value})], by=Actor(), at=AT)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(PLAIN)
def test_the_canonical_form_is_the_one_outsiders_check_with(value: object) -> None:
    """The stand-alone script has the standard library only."""
    assert chain.canonical(value) == check_receipt.canonical(value)


def test_a_stored_event_hashes_to_its_own_hash() -> None:
    write("policy.loaded")
    event = Event.objects.get()
    names = ("stream", "stream_key", "position", "type", "payload_version", "payload", "actor", "acting_for", "at")
    fields = {name: getattr(event, name) for name in names}
    assert chain.event_hash(**fields, previous_hash=event.previous_hash) == event.hash
