"""Receipts (可验的回执) and bundles (核验包): what an outsider needs to check a history without trusting us.

A receipt names one event by its hash and, once the event's day is sealed, carries the path from that hash to the day's
root. It proves that the history up to it was not altered after the root was published, and nothing about what came
later. It holds no personal data: erasing a text or forgetting a person does not break it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from huiyin.errors import LedgerError
from huiyin.ledger import chain
from huiyin.ledger.models import Event, Note, Receipt, Seal
from huiyin.ledger.seals import seal_of
from huiyin.ledger.verify import sealed_hashes
from huiyin.people.keys import ALPHABET

SCHEMA, BUNDLE = "huiyin.receipt/1", "huiyin.bundle/1"
BODY = 9  # characters of a code before its check character


def issue_receipt(*, event: Event, at: datetime) -> Receipt:
    """Return the receipt for an event; the same event has one receipt."""
    where = {"stream": event.stream, "stream_key": event.stream_key, "position": event.position}
    found = Receipt.objects.filter(**where).first()
    if found is not None:
        return found
    for attempt in range(8):  # two events with one code: one in 10^13, and then the next code is taken
        try:
            with transaction.atomic():
                code = code_of(event.hash, attempt)
                return Receipt.objects.create(code=code, event_hash=event.hash, issued_at=at, **where)
        except IntegrityError:
            again = Receipt.objects.filter(**where).first()
            if again is not None:
                return again
    raise LedgerError("receipt.no_code")


def issue_first_receipts(events: Sequence[Event]) -> list[Receipt]:
    """Return a receipt for each of several events that have just been written, each of the moment of its event."""
    codes = [code_of(event.hash) for event in events]
    if len(set(codes)) < len(codes) or Receipt.objects.filter(code__in=codes).exists():
        return [issue_receipt(event=event, at=event.at) for event in events]
    made = [
        Receipt(
            code=code,
            event_hash=event.hash,
            issued_at=event.at,
            stream=event.stream,
            stream_key=event.stream_key,
            position=event.position,
        )
        for code, event in zip(codes, events, strict=True)
    ]
    return Receipt.objects.bulk_create(made)


def code_of(event_hash: str, attempt: int = 0) -> str:
    """Return the code of a receipt: nine characters drawn from the hash and one that catches a slip of the pen."""
    number = int.from_bytes(hashlib.sha256(f"{event_hash}:{attempt}".encode()).digest()[:8])
    body = ""
    for _character in range(BODY):
        number, digit = divmod(number, len(ALPHABET))
        body += ALPHABET[digit]
    return (body + check_character(body)).upper()


def check_character(body: str) -> str:
    """Return the character of the weighted sum modulo 31 (weights 2, 3, …): finds nearly every slip and swap."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body.lower(), 2))
    return ALPHABET[total % 31]


def tidy_code(typed: str) -> str:
    """Return a typed code as it is kept: look-alikes read as Crockford says (O is 0, I and L are 1), no separators."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower().translate(str.maketrans("oil", "011", "- "))
    return plain.upper()


def receipt_for(code: str) -> Receipt | None:
    """Return the receipt with a code as somebody typed it; None where there is none or the code has a slip."""
    plain = tidy_code(code)
    if len(plain) != BODY + 1 or any(character not in ALPHABET for character in plain.lower()):
        return None
    if check_character(plain[:BODY]) != plain[BODY].lower():
        return None
    return Receipt.objects.filter(code=plain).first()


def told(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as its file says it; `sealed` is None until the event's day has been sealed."""
    event = Event.objects.get(stream=receipt.stream, stream_key=receipt.stream_key, position=receipt.position)
    return {
        "schema": SCHEMA,
        "code": receipt.code,
        "stream": receipt.stream,
        "key": receipt.stream_key,
        "position": receipt.position,
        "at": chain.moment(event.at),
        "event_hash": receipt.event_hash,
        "sealed": path_to_root(event),
    }


def path_to_root(event: Event) -> dict[str, Any] | None:
    """Return day, root and the siblings from an event up to it; None while its day is open."""
    seal = seal_of(event.pk)
    if seal is None:
        return None
    before = Event.objects.filter(pk__gte=seal.first_event, pk__lt=event.pk).count()
    path = chain.merkle_path(sealed_hashes(seal.first_event, seal.last_event), before)
    return {"day": seal.day.isoformat(), "root": seal.root, "path": [list(step) for step in path]}


def bundle(
    *, stream_key: str = "", day: date | None = None, made_at: datetime, with_notes: bool = False
) -> Iterator[str]:
    """Yield the lines of a bundle: one stream, the events of one sealed day, or everything, with all seals.

    Args:
        with_notes: add the texts as well, so that their digests can be checked; they may name people.
    """
    events = _chosen(stream_key, day)
    head = {"stream_key": stream_key, "day": day.isoformat() if day else None}
    yield _line({"schema": BUNDLE, "made_at": chain.moment(made_at), **head})
    for seal in Seal.objects.order_by("day").iterator():
        names = ("first_event", "last_event", "count", "root", "previous_hash", "hash")
        yield _line({"seal": {"day": seal.day.isoformat(), **{name: getattr(seal, name) for name in names}}})
    for event in events.iterator(chunk_size=2000):
        yield _line({"event": event_row(event)})
        if with_notes:
            yield from map(_line, _notes_of(event.payload))


def event_row(event: Event) -> dict[str, Any]:
    """Return an event as a bundle holds it: all that its hash covers, its id, and the hash."""
    return {
        "id": event.pk,
        "stream": event.stream,
        "stream_key": event.stream_key,
        "position": event.position,
        "type": event.type,
        "payload_version": event.payload_version,
        "payload": event.payload,
        "actor": event.actor,
        "acting_for": event.acting_for,
        "at": chain.moment(event.at),
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }


def _chosen(stream_key: str, day: date | None) -> QuerySet[Event]:
    events = Event.objects.order_by("pk")
    if stream_key:
        events = events.filter(stream_key=stream_key)
        if not events.exists():
            raise LedgerError("bundle.no_such_stream", key=stream_key)
    if day is not None:
        seal = Seal.objects.filter(day=day).first()
        if seal is None:
            raise LedgerError("bundle.day_not_sealed", day=day.isoformat())
        events = events.filter(pk__gte=seal.first_event, pk__lte=seal.last_event)
    return events


def _notes_of(payload: Any) -> Iterator[dict[str, Any]]:
    if isinstance(payload, dict) and "note" in payload and "digest" in payload:
        note = Note.objects.filter(key=payload["note"], erased_at__isnull=True).first()
        if note is not None:
            yield {"note": {"key": note.key, "salt": note.salt, "body": note.body}}
    elif isinstance(payload, dict):
        for inner in payload.values():
            yield from _notes_of(inner)
    elif isinstance(payload, list):
        for inner in payload:
            yield from _notes_of(inner)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
