"""Verification (核验): recompute every hash, compare every row with what its events say, name what is wrong.

One pass over the events in the order of their streams, in bounded memory. Nothing is changed.
"""

import gc
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import msgspec
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from huiyin.errors import LedgerError
from huiyin.ledger import chain
from huiyin.ledger.image import Folding, Image, Told
from huiyin.ledger.models import Case, Event, Note, Seal, Source, Stream
from huiyin.ledger.plain_rows import moment_of, one_of, plain_cases, state_of
from huiyin.ledger.projections import differing_columns, image_of_rows
from huiyin.ledger.source_rows import source_image_of_events, source_image_of_rows
from huiyin.people.openings import verify_openings
from huiyin.reading.collector import collector_at_rest

COLUMNS = (  # in the order in which `chain.event_hash` takes them, but for the last
    "stream", "stream_key", "position", "type", "payload_version", Cast("payload", TextField()), "actor", "acting_for",
    Cast("at", TextField()), "previous_hash", "hash",
)  # fmt: skip
BATCH = 500  # cases, and texts, that are compared at once
NO_MOMENT = datetime.min.replace(tzinfo=UTC)
TOLD = msgspec.json.Decoder(Told)
PAIR = re.compile(r'"digest":"([^"\\]*)","note":"([^"\\]*)"')  # a note in the form that is hashed
HELD = {len("2026-01-12 01:02:03.000456"): "Z", len("2026-01-12 01:02:03"): ".000000Z"}  # a moment as SQLite holds it
MOST = 100  # problems that are listed; the rest is counted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code, the place, and plain values; faces make the sentence.

    Codes: `hash` the event was changed; `chain` it does not follow the one before; `gap` one is missing before it;
    `note` a text is not the one that was recorded; `row` the rows of a case or source do not say what its events say;
    `missing` they are not there; `seal` a day's events are not those that were sealed; `seal_chain` a seal was changed;
    `vault` the record of openings of the vault was.
    """

    code: str
    where: str
    values: dict[str, Any]


@dataclass(slots=True)
class Report:
    """What was looked at and what was found."""

    events: int = 0
    streams: int = 0
    cases: int = 0
    sources: int = 0
    notes: int = 0
    notes_erased: int = 0
    seals: int = 0
    last_hash: str = ""
    wrong: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.wrong == 0

    def add(self, code: str, where: str, **values: Any) -> None:
        """Note a problem; the first `MOST` are kept, all are counted."""
        self.wrong += 1
        if len(self.problems) < MOST:
            self.problems.append(Problem(code, where, values))


Tick = Callable[[int], None]


def verify(*, since: date | None = None, tick: Tick | None = None) -> Report:
    """Verify the whole ledger, or the streams that were added to since a local day, in full.

    Args:
        since: look only at streams with an event on or after this day, and at seals from this day on.
        tick: called now and then with the number of events looked at, for a progress bar.
    """
    report = Report()
    work = _Pass(report, tick)
    with collector_at_rest():  # payloads hold no cycles, and so much that the collector would go through all the time
        for stream, key, rows in _streams(since):
            work.follow(stream, key, rows)
            if stream == Stream.SOURCE:
                _compare_source(report, key)
            work.compare(least=BATCH)
        work.compare()
    _check_orphans(report)
    _check_seals(report, since)
    for broken in verify_openings():
        report.add("vault", f"vault#{broken.position}", reason=broken.reason)
    return report


def _streams(since: date | None) -> Iterator[tuple[str, str, Iterator[tuple[Any, ...]]]]:
    """Yield each stream with its events in order; payloads as the text that the database holds."""
    events = Event.objects.order_by("stream", "stream_key", "position")
    if since is not None:
        start = timezone.make_aware(datetime.combine(since, time.min))
        touched = Event.objects.filter(at__gte=start).values("stream_key")
        events = events.filter(stream_key__in=touched)
    rows = events.values_list(*COLUMNS).iterator(chunk_size=2000)
    for (stream, key), group in groupby(rows, key=lambda row: row[:2]):
        yield stream, key, group


@dataclass(slots=True)
class _Pass:
    """One pass over the events: the report, and what waits for the next comparison with its rows."""

    report: Report
    tick: Tick | None
    images: list[tuple[str, Image]] = field(default_factory=list)
    texts: list[tuple[str, str, str]] = field(default_factory=list)

    def follow(self, stream: str, key: str, rows: Iterator[tuple[Any, ...]]) -> None:
        """Follow one chain; what the events of a case add up to waits to be compared."""
        report, position, previous = self.report, 0, chain.START
        folding = Folding() if stream == Stream.CASE else None
        where = ""
        for row in rows:
            at_position, kind, raw, said_at, row_previous, row_hash = row[2], row[3], row[5], *row[8:11]
            where = f"{stream}:{key}#{at_position}"
            if at_position != position + 1:
                report.add("gap", where, expected=position + 1)
            if row_previous != previous:
                report.add("chain", where)
            at = _moment(said_at)
            if not _keeps(row, at):
                report.add("hash", where, event=kind)
            position, previous = at_position, row_hash
            if named := raw.count('"digest"'):
                self.texts += [(where, *pair) for pair in _notes_in(raw, named)]
            if folding is not None:
                folding = _taken(report, where, folding, raw, at_position, at)
            report.events += 1
            if self.tick is not None and report.events % 2000 == 0:
                self.tick(report.events)
        report.streams += 1
        report.last_hash = previous
        if folding is not None:
            self.images.append((key, folding.image()))

    def compare(self, *, least: int = 1) -> None:
        """Compare what waits with its rows, once there is enough of it."""
        if len(self.images) >= least:
            _compare_cases(self.report, self.images)
            self.images = []
            gc.collect(1)  # what queries leave in cycles
        if len(self.texts) >= least:
            _compare_notes(self.report, self.texts)
            self.texts = []


def _moment(said: str) -> datetime:
    """Return a moment from its text."""
    try:
        return moment_of(said)
    except ValueError:  # "infinity", or no moment at all: no event has that, and its hash says so
        return NO_MOMENT


def _keeps(row: Sequence[Any], at: datetime) -> bool:
    """Say whether an event's row says what its hash was computed from.

    SQLite holds the payload in the very form that is hashed, so that nothing need be written anew; what an older
    version wrote, and PostgreSQL, have it with a blank after each colon.
    """
    stream, key, position, kind, version, raw, actor, acting_for, said_at, previous, row_hash = row
    told: dict[str, Any] = {
        "stream": stream, "stream_key": key, "position": position, "type": kind, "payload_version": version,
        "actor": actor, "acting_for": acting_for, "previous_hash": previous,
    }  # fmt: skip
    if not raw.startswith(" ", raw.find(":") + 1):
        end = HELD.get(len(said_at))
        same = f"{said_at[:10]}T{said_at[11:]}{end}" if end else chain.moment(at)
        if chain.hash_of_text(**told, at=same, payload=raw.encode()) == row_hash:
            return True
    payload = _plain(raw)
    return payload is not None and bool(chain.event_hash(**told, at=at, payload=payload) == row_hash)


def _plain(raw: str) -> Any:
    """Return a payload from its text, None where that is none: somebody has written past the ledger."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError):
        return None


def _taken(report: Report, where: str, folding: Folding, raw: str, position: int, at: datetime) -> Folding | None:
    """Take one more event into a fold; a payload that cannot be folded is a problem, not an end."""
    try:
        folding.take(TOLD.decode(raw), position=position, at=at)
    except Exception as error:  # whatever a forged payload breaks
        report.add("row", where, reason=type(error).__name__)
        return None
    return folding


def _notes_in(raw: str, named: int) -> Iterator[tuple[str, str]]:
    """Yield the notes that a payload names so many times, with the digest it gives; a step has dates only, and many."""
    pairs = PAIR.findall(raw)
    if len(pairs) == named:
        yield from ((note, digest) for digest, note in pairs)
        return
    payload = _plain(raw)
    waiting: list[Any] = (
        [value for name, value in payload.items() if name != "step"] if isinstance(payload, dict) else []
    )
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "note" in value and "digest" in value:
                yield value["note"], value["digest"]
            else:
                waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _compare_notes(report: Report, texts: list[tuple[str, str, str]]) -> None:
    """Compare the texts that still stand with the digests in the events."""
    if not texts:
        return
    notes = Note.objects.filter(key__in=one_of([str(key) for _where, key, _digest in texts]))
    found = {note[0]: note for note in notes.values_list("key", "salt", "body", "erased_at")}
    for where, key, digest in texts:
        note = found.get(key)
        report.notes += 1
        if note is None:
            report.add("note", where, note=key, reason="missing")
        elif note[3] is not None:
            report.notes_erased += 1
        elif chain.note_digest(note[1], note[2]) != digest:
            report.add("note", where, note=key, reason="changed")


def _compare_cases(report: Report, batch: list[tuple[str, Image]]) -> None:
    """Compare the rows of cases with what their events add up to."""
    if not batch:
        return
    rows = plain_cases([key for key, _image in batch])
    for key, image in batch:
        report.cases += 1
        case = rows.get(key)
        if case is None:
            report.add("missing", f"case:{key}")
            continue
        try:
            case.state = state_of(case.state, told=image.state)
            differs = different(image, image_of_rows(case)) + differing_columns(case, image)
        except Exception as error:  # a row that was changed into something no image can hold
            differs = [type(error).__name__]
        if differs:
            report.add("row", f"case:{key}", columns=", ".join(differs))


def different(told: Any, found: Any) -> list[str]:
    """Return the names of what differs between two images, one level into what they map."""
    if told == found:
        return []
    names = []
    for name in told.__dataclass_fields__:
        left, right = getattr(told, name), getattr(found, name)
        if left == right:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            names += [f"{name}.{key}" for key in {**left, **right} if left.get(key) != right.get(key)]
        else:
            names.append(name)
    return names


def _compare_source(report: Report, key: str) -> None:
    """Compare the rows of a source with what its events add up to."""
    report.sources += 1
    source = Source.objects.filter(key=key).select_related("place", "home", "supersedes").first()
    if source is None:
        report.add("missing", f"source:{key}")
        return
    try:
        differs = different(source_image_of_events(key, source=source), source_image_of_rows(source))
    except LedgerError as error:
        report.add("row", f"source:{key}", reason=error.code)
        return
    except Exception as error:  # whatever a forged row breaks
        report.add("row", f"source:{key}", reason=type(error).__name__)
        return
    if differs:
        report.add("row", f"source:{key}", columns=", ".join(differs))


def _check_orphans(report: Report) -> None:
    """Find cases without any event: rows that somebody put in past the ledger."""
    told = Event.objects.filter(stream=Stream.CASE, position=1).values("stream_key")
    for key in Case.objects.exclude(key__in=told).values_list("key", flat=True)[:MOST]:
        report.add("row", f"case:{key}", reason="no event")


def _check_seals(report: Report, since: date | None) -> None:
    """Recompute each day's root and the chain of seals."""
    previous_hash, previous_last = chain.START, 0
    for seal in Seal.objects.order_by("day"):
        where = f"seal:{seal.day}"
        if seal.previous_hash != previous_hash or seal.first_event <= previous_last or seal_value(seal) != seal.hash:
            report.add("seal_chain", where)
        if since is None or seal.day >= since:
            hashes = sealed_hashes(seal.first_event, seal.last_event)
            if len(hashes) != seal.count or chain.merkle_root(hashes) != seal.root:
                report.add("seal", where, sealed=seal.count, found=len(hashes))
            report.seals += 1
        previous_hash, previous_last = seal.hash, max(seal.last_event, previous_last)


def seal_value(seal: Seal) -> str:
    """Return the hash that a seal should have."""
    return chain.seal_hash(
        day=seal.day.isoformat(),
        first_event=seal.first_event,
        last_event=seal.last_event,
        count=seal.count,
        root=seal.root,
        previous_hash=seal.previous_hash,
    )


def sealed_hashes(first: int, last: int) -> list[str]:
    """Return the hashes of a stretch of events in the order of their ids."""
    return list(Event.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("hash", flat=True))


def as_json(report: Report) -> str:
    """Return a report as JSON, for programs; `verified_at` is left to the caller's clock."""
    told = {name: getattr(report, name) for name in ("events", "streams", "cases", "sources", "notes", "notes_erased")}
    problems = [SimpleNamespace(**{"code": p.code, "where": p.where, **p.values}).__dict__ for p in report.problems]
    return json.dumps(
        {"schema": "huiyin.verify/1", **told, "seals": report.seals, "clean": report.clean, "wrong": report.wrong,
         "last_hash": report.last_hash, "problems": problems},
        ensure_ascii=False,
    )  # fmt: skip
