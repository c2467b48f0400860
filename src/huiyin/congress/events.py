"""Events of the congress (人大事件): one per change, in the stream of the thing that was changed.

Payloads name deputies, delegations, meetings by key and changed fields by name; names and posts stay in their rows.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from huiyin.ledger.models import Event, Stream
from huiyin.ledger.record import Actor, NewEvent, record
from huiyin.reading.secrecy import refuse_secret_words

NEWEST = 50


def tell(key: str, by: Actor, type: str, *, at: datetime | None = None, **payload: Any) -> None:  # noqa: A002  as events call it
    """Record one change of the thing that has this key."""
    event = NewEvent(type, payload)
    record(stream=Stream.CONGRESS, key=key, events=[event], by=by, at=at or timezone.now())


def write(row: Model, changes: Mapping[str, Any]) -> list[str]:
    """Write the fields of a row that differ; return their names.

    Raises:
        SecretText: words of them bear a mark of secrecy.
    """
    refuse_secret_words(changes)
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def events_of(*keys: str) -> list[Event]:
    """Return the newest events of these things, newest first."""
    rows = Event.objects.filter(stream=Stream.CONGRESS, stream_key__in=keys)
    return list(rows.order_by("-at", "-position")[:NEWEST])


def day(value: Any) -> str:
    """Return a day as payloads hold it; "" where there is none."""
    return value.isoformat() if value else ""


def keys(rows: Iterable[Any]) -> list[str]:
    """Return the keys of rows, in order."""
    return [row.key for row in rows]
