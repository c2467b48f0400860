"""The only writer of events: one transaction holds the event, its hash, and the projection that follows from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger import chain
from huiyin.ledger.models import Event

type_ = type
Projector = Callable[[Event, Any], None]  # the event, and the rows of its stream where the writer has just read them
PROJECTORS: dict[str, Projector] = {}  # by stream; filled by `huiyin.ledger.projections`


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, as events keep it: keys of accounts; both empty is the system itself."""

    key: str = ""
    acting_for: str = ""


SYSTEM = Actor()
LARGEST = 2**53 - 1  # a whole number that every reader of JSON holds exactly
LAST = "SELECT position, hash FROM ledger_event WHERE stream = %s AND stream_key = %s ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is about to be written. `payload` holds ids, codes, dates, whole numbers and digests only."""

    type: str
    payload: Mapping[str, Any]
    payload_version: int = 1


@dataclass(frozen=True, slots=True)
class First:
    """The first event of a new stream, and when it happened."""

    key: str
    event: NewEvent
    at: datetime


def record(
    *,
    stream: str,
    key: str,
    events: Sequence[NewEvent],
    by: Actor,
    at: datetime,
    expected: int | None = None,
    rows: Any = None,
) -> list[Event]:
    """Write events to a stream, in order, and bring its projection up to date; all of it or nothing.

    Args:
        stream: a `Stream` value; `key` is the key of the case, source, policy or account.
        expected: the version the person saw (position of the last event); None where no page was shown.
        rows: the rows of the stream, read since it was held (`hold`), so that they need not be read again.
    Returns:
        the events as stored.
    Raises:
        StaleWrite: the stream has moved on since `expected`.
        LedgerError: a payload holds something that events may not hold (`event.payload`).
    """
    with transaction.atomic():
        hold(stream, key)
        position, previous = _last(stream, key)
        if expected is not None and expected != position:
            raise StaleWrite("stale", expected=expected, found=position)
        stored = []
        for new in events:
            position += 1
            event = _event(stream, key, position, previous, new, by, at)
            previous = event.hash
            stored.append(event)
        Event.objects.bulk_create(stored)
        project = PROJECTORS.get(stream)
        if project is not None:
            for event in stored:
                project(event, rows)
                rows = None  # they have changed
    return stored


def record_first(
    *, stream: str, firsts: Sequence[First], project: Callable[[Sequence[Event]], None], by: Actor
) -> list[Event]:
    """Begin several streams, one event each, and write their rows by `project`; all of it or nothing.

    Their keys must be new: nobody else knows them yet, so that nobody has to wait. The database refuses a second first.

    Raises:
        LedgerError: a payload holds something that events may not hold (`event.payload`).
    """
    with transaction.atomic():
        stored = [_event(stream, each.key, 1, chain.START, each.event, by, each.at) for each in firsts]
        Event.objects.bulk_create(stored)
        project(stored)
    return stored


def hold(stream: str, key: str) -> None:
    """Let writers of one stream wait for one another until the transaction ends; on SQLite they do so already.

    Whoever decides by what stands holds the stream before looking, and decides by nothing that is being changed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{stream}:{key}"])


def _last(stream: str, key: str) -> tuple[int, str]:
    """Return position and hash of the last event of a stream.

    Written out, because for every event Django would take longer over making this query than over writing the event.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST, [stream, key])
        found = cursor.fetchone()
    return (int(found[0]), str(found[1])) if found else (0, chain.START)


def _event(stream: str, key: str, position: int, previous: str, new: NewEvent, by: Actor, at: datetime) -> Event:
    payload = _plain(new.payload, new.type)
    fields: dict[str, Any] = {
        "stream": stream,
        "stream_key": key,
        "position": position,
        "type": new.type,
        "payload_version": new.payload_version,
        "payload": payload,
        "actor": by.key,
        "acting_for": by.acting_for,
        "at": at,
        "previous_hash": previous,
    }
    return Event(**fields, hash=chain.event_hash(**fields))


def _plain(value: Any, where: str) -> Any:
    """Return a value as JSON keeps it; refuse what two databases or two programs would print differently."""
    if value is None or isinstance(value, (str, bool, int)):
        if isinstance(value, str) and ("\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)):
            raise LedgerError("event.payload", type=where, reason="character")
        if isinstance(value, int) and abs(value) > LARGEST:
            raise LedgerError("event.payload", type=where, reason="number")
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(inner, where) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner, where) for inner in value]
    raise LedgerError("event.payload", type=where, reason=type_(value).__name__)
