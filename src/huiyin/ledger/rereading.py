"""Re-reading (重读): what a newer reader would say of a source, shown first and applied to drafts alone.

What a person decided, changed, cut or joined stays as it is, and the newer reading has no say in the passages that
it covers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger.cases import actor_of
from huiyin.ledger.jobs import reading_of
from huiyin.ledger.lexicon import reader_name
from huiyin.ledger.models import Event, Source, SourceReading, Stream
from huiyin.ledger.record import NewEvent, record
from huiyin.ledger.review_writing import held
from huiyin.ledger.source_image import JUDGED, StatementImage, of_reading, reading_digest
from huiyin.ledger.source_rows import image_of_row
from huiyin.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft that the newer reader reads otherwise: its key, its number in the new reading, the fields that differ."""

    key: str
    number: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A newer reading against what stands: numbers are places in the list of the new reading's statements."""

    reader: str
    same: int = 0
    changed: tuple[Changed, ...] = ()
    new: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # decided or changed by hand, where the new reading says otherwise
    readings: Sequence[Mapping[str, Any]] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Whether applying it would change nothing."""
        return not (self.changed or self.new or self.gone)


def can_reread(source: Source, *, reader: str = "") -> bool:
    """Return whether this version of the reader has not had its say on a source."""
    if source.state != Source.State.READ:
        return False
    reader = reader or reader_name()
    last = source.readings.order_by("-pk").first()
    applied = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key, type="source.reread").last()
    current = applied.payload["read"]["reader"] if applied else _first_reader(source)
    return reader != current or (last is not None and last.reader != current)


def compare(source: Source, *, reader: str = "") -> Comparison:
    """Return what a newer reading would change; it is read now and kept, nothing is applied."""
    return _compared(source, reading_of(source, reader=reader))


@transaction.atomic
def apply(*, source: Source, reader: str = "", by: Viewer, at: datetime) -> Comparison:
    """Let drafts be as a newer reader reads them; all that a person touched stays.

    Raises:
        LedgerError: `review.reread_same`: there is nothing to apply.
    """
    source = held(source)
    kept = reading_of(source, reader=reader)
    found = _compared(source, kept)
    if found.empty:
        raise LedgerError("review.reread_same")
    told = {
        "reader": kept.reader,
        "schema": kept.schema,
        "reading": reading_digest(kept.reading),
        "statements": len(found.readings),
    }
    reread = {
        "gone": list(found.gone),
        "made": list(found.new),
        "updated": [[each.key, each.number] for each in found.changed],
    }
    events = [NewEvent("source.reread", {"read": told, "reread": reread})]
    record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at)
    return found


def _compared(source: Source, kept: SourceReading) -> Comparison:
    fresh = kept.reading["statements"]
    present = [image_of_row(row) for row in source.statements.filter(gone=False).select_related("decided_by")]
    # In a blind review a draft that somebody has had his say on is no longer the machine's alone.
    spoken = set(source.statements.filter(confirmations__isnull=False).values_list("key", flat=True))
    by_hand = [image for image in present if _by_hand(image) or image.key in spoken]
    hands = {image.key for image in by_hand}
    drafts = {(image.start, image.end): image for image in present if image.key not in hands}
    same, changed, new = 0, [], []
    against: set[str] = set()
    met: set[tuple[int, int]] = set()
    at = 0
    for number, told in enumerate(fresh):
        span = (told["start"], told["end"])
        while at < len(by_hand) and by_hand[at].end <= span[0]:
            at += 1
        if at < len(by_hand) and by_hand[at].start < span[1]:
            if _differs(by_hand[at], told, kept.reader):
                against.add(by_hand[at].key)
            continue
        draft = drafts.get(span)
        if draft is None:
            new.append(number)
            continue
        met.add(span)
        fields = _differs(draft, told, kept.reader)
        same += not fields
        if fields:
            changed.append(Changed(draft.key, number, fields))
    gone = tuple(image.key for span, image in drafts.items() if span not in met)
    return Comparison(kept.reader, same, tuple(changed), tuple(new), gone, tuple(sorted(against)), fresh)


def _by_hand(image: StatementImage) -> bool:
    return image.state != "draft" or image.changed_by_hand


def _differs(image: StatementImage, told: Mapping[str, Any], reader: str) -> tuple[str, ...]:
    fresh = of_reading(told, reader)
    return tuple(name for name in (*JUDGED, "topics", "places") if getattr(image, name) != getattr(fresh, name))


def _first_reader(source: Source) -> str:
    event = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key, type="source.read").first()
    return event.payload["read"]["reader"] if event else ""
