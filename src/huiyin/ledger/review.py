"""Review (审阅): a person confirms, mends, splits, joins or rejects what the machine proposed; every act one event.

Each takes the version of the statement that the person saw; a statement that has moved on raises `StaleWrite`.
In a blind review (背靠背复核) decisions are kept apart until two people have spoken (`huiyin.ledger.blind`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger import blind
from huiyin.ledger.models import Event, Source, Statement
from huiyin.ledger.notes import keep_note
from huiyin.ledger.review_writing import held, images, seen, write
from huiyin.ledger.source_image import StatementImage, as_patch, statement_key
from huiyin.ledger.statement_spans import Found, Span, carried, cut, inside, tidy
from huiyin.people.viewer import Viewer
from huiyin.reading import Kind, Period

DRAFT, CONFIRMED, REJECTED = "draft", "confirmed", "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did: the event, or None where nothing was left to do; `skipped` had changed since they were seen."""

    event: Event | None
    keys: tuple[str, ...]
    skipped: tuple[str, ...] = ()


@transaction.atomic
def confirm(*, source: Source, statements: Mapping[str, int], by: Viewer, at: datetime) -> Outcome:
    """Confirm statements, given with the version that was seen; several at once leave out what has moved on.

    Raises:
        StaleWrite: the only one has been changed by somebody else.
    """
    source = held(source)
    found = images(source, statements)
    if len(found) == 1:
        for key, version in statements.items():
            seen(found[key], version)
    fit = [
        key
        for key, version in statements.items()
        if found[key].version == version and not found[key].gone and found[key].state != CONFIRMED
    ]
    skipped = tuple(key for key in statements if found[key].version != statements[key])
    if not fit:
        return Outcome(None, (), skipped)
    if source.blind_review:
        event = blind.give(source, {key: {"state": CONFIRMED} for key in fit}, found, by=by, at=at)
        return Outcome(event, tuple(fit), skipped)
    changes = [(key, {"state": CONFIRMED}) for key in fit]
    event = write(source, "statement.confirmed", changes=changes, before=found, by=by, at=at)
    return Outcome(event, tuple(fit), skipped)


@transaction.atomic
def reject(*, source: Source, key: str, version: int, reason: str, by: Viewer, at: datetime) -> Outcome:
    """Say that something is no statement, and why.

    Raises:
        LedgerError: `review.reason_missing`.
    """
    if not reason.strip():
        raise LedgerError("review.reason_missing")
    source = held(source)
    found = images(source, (key,))
    seen(found[key], version)
    note = keep_note(reason.strip())
    patch = {"state": REJECTED, "reason": note["note"]}
    if source.blind_review:
        return Outcome(blind.give(source, {key: patch}, found, notes=note, by=by, at=at), (key,))
    event = write(
        source,
        "statement.rejected",
        changes=[(key, patch)],
        before=found,
        extra={"notes": {"reason": note}},
        by=by,
        at=at,
    )
    return Outcome(event, (key,))


@transaction.atomic
def reopen(*, source: Source, key: str, version: int, by: Viewer, at: datetime) -> Outcome:
    """Make a decided statement a draft again."""
    source = held(source)
    found = images(source, (key,))
    seen(found[key], version)
    if source.blind_review:
        return Outcome(blind.take_back(source, key, found, by=by, at=at), (key,))
    event = write(source, "statement.reopened", changes=[(key, {"state": DRAFT})], before=found, by=by, at=at)
    return Outcome(event, (key,))


@transaction.atomic
def set_label(
    *, source: Source, key: str, version: int, kind: str = "", period: str = "", by: Viewer, at: datetime
) -> Outcome:
    """Give a statement another kind (类别) or period (时段); what was confirmed stays so, by this person now.

    Raises:
        LedgerError: `review.kind`, `review.period`: no such kind or period.
    """
    if kind and kind not in set(Kind):
        raise LedgerError("review.kind", given=kind)
    if period and period not in set(Period):
        raise LedgerError("review.period", given=period)
    source = held(source)
    found = images(source, (key,))
    before = seen(found[key], version)
    asked = {"kind": kind or before.kind, "period": period or before.period}
    if source.blind_review:
        return Outcome(blind.give(source, {key: asked}, found, by=by, at=at), (key,))
    patch: dict[str, Any] = {name: value for name, value in asked.items() if value != getattr(before, name)}
    if not patch:
        return Outcome(None, (key,))
    if before.state == CONFIRMED:
        patch["state"] = CONFIRMED
    event = write(source, "statement.changed", changes=[(key, patch)], before=found, by=by, at=at)
    return Outcome(event, (key,))


@transaction.atomic
def set_span(*, source: Source, key: str, version: int, start: int, end: int, by: Viewer, at: datetime) -> Outcome:
    """Move the ends of a statement; a neighbour that is still a draft gives way, a decided one does not.

    Raises:
        LedgerError: `review.overlaps` (with `statement`), `review.span_empty`, `review.span_outside`.
    """
    source = held(source)
    span = tidy(source.text, start, end)
    found = images(source, (key,))
    before = seen(found[key], version)
    if span == (before.start, before.end):
        return Outcome(None, (key,))
    if source.blind_review:
        decision = {"start": span[0], "end": span[1]}
        return Outcome(blind.give(source, {key: decision}, found, by=by, at=at), (key,))
    changes = [(key, _moved(source, before, span))]
    for neighbour in _overlapping(source, span, key):
        found[neighbour.key] = neighbour
        changes.append((neighbour.key, _moved(source, neighbour, _given_way(source, neighbour, span))))
    event = write(source, "statement.changed", changes=changes, before=found, by=by, at=at)
    return Outcome(event, tuple(each for each, _patch in changes))


@transaction.atomic
def split(*, source: Source, key: str, version: int, cut_at: int, by: Viewer, at: datetime) -> Outcome:
    """Make two drafts of one statement; the first keeps its key and what cites it.

    Raises:
        LedgerError: `review.cut_outside`, `review.blind_spans`.
    """
    source = _not_blind(held(source))
    found = images(source, (key,))
    before = seen(found[key], version)
    first, second = cut(source.text, (before.start, before.end), cut_at)
    fresh = statement_key(source.key, source.version + 1, 0)
    patch = _moved(source, before, first) | _open_again(before)
    other = _moved(source, before, second) | {"start": second[0], "state": DRAFT, "reason": ""}
    event = write(
        source,
        "statement.split",
        changes=[(key, patch)],
        made=[(fresh, key, other)],
        before=found,
        by=by,
        at=at,
    )
    return Outcome(event, (key, fresh))


@transaction.atomic
def join(*, source: Source, key: str, version: int, by: Viewer, at: datetime) -> Outcome:
    """Join a statement to the one above it, which keeps its kind and its key.

    Raises:
        LedgerError: `review.nothing_above`, `review.blind_spans`.
    """
    source = _not_blind(held(source))
    found = images(source, (key,))
    lower = seen(found[key], version)
    above = statement_above(source, lower.start)
    if above is None:
        raise LedgerError("review.nothing_above")
    found |= images(source, (above.key,))
    upper = found[above.key]
    span = (upper.start, max(upper.end, lower.end))
    parts = ((upper.start, upper.end), (lower.start, lower.end))
    patch = {"end": span[1]} | _open_again(upper)
    for name in ("measures", "mentions"):
        kept = [*getattr(upper, name), *getattr(lower, name)]
        patch[name] = _told(source, upper, name, carried(kept, _pool(source, span, name), span, parts))
    changes = [(upper.key, patch), (key, {"gone": True})]
    event = write(source, "statement.joined", changes=changes, before=found, by=by, at=at)
    return Outcome(event, (upper.key, key))


@transaction.atomic
def set_findings(
    *,
    source: Source,
    key: str,
    version: int,
    measures: list[dict[str, Any]],
    mentions: list[dict[str, Any]],
    by: Viewer,
    at: datetime,
) -> Outcome:
    """Give a statement its figures (量值) and names (名称), checked before by `huiyin.ledger.findings`."""
    source = held(source)
    found = images(source, (key,))
    before = seen(found[key], version)
    asked = {"measures": measures, "mentions": mentions}
    if source.blind_review:
        decision = {name: _told(source, before, name, values) for name, values in asked.items()}
        return Outcome(blind.give(source, {key: decision}, found, by=by, at=at), (key,))
    patch = {
        name: _told(source, before, name, values) for name, values in asked.items() if values != getattr(before, name)
    }
    if not patch:
        return Outcome(None, (key,))
    event = write(source, "statement.changed", changes=[(key, patch)], before=found, by=by, at=at)
    return Outcome(event, (key,))


def statement_above(source: Source, start: int) -> Statement | None:
    """Return the statement that stands before a place, leaving out what is gone or rejected."""
    rows = source.statements.filter(gone=False, start__lt=start).exclude(state=REJECTED)
    return rows.order_by("-start").first()


def _not_blind(source: Source) -> Source:
    if source.blind_review:
        raise LedgerError("review.blind_spans")
    return source


def _open_again(image: StatementImage) -> dict[str, Any]:
    """Return the patch that makes a decided statement a draft; what it says is no longer what was decided."""
    return {} if image.state == DRAFT else {"state": DRAFT, "reason": ""}


def _moved(source: Source, image: StatementImage, span: Span) -> dict[str, Any]:
    """Return the patch that gives a statement a new span, with the figures and names that then lie in it."""
    old = (image.start, image.end)
    patch: dict[str, Any] = {}
    if span[0] != old[0]:
        patch["start"] = span[0]
    if span[1] != old[1]:
        patch["end"] = span[1]
    for name in ("measures", "mentions"):
        values = carried(getattr(image, name), _pool(source, span, name), span, (old,))
        if values != getattr(image, name):
            patch[name] = _told(source, image, name, values)
    return patch


def _told(source: Source, image: StatementImage, name: str, values: list[dict[str, Any]]) -> Any:
    changed = StatementImage(**{**_fields(image), name: values})
    return as_patch(changed, (name,), source.text)[name]


def _fields(image: StatementImage) -> dict[str, Any]:
    return {name: getattr(image, name) for name in image.__slots__}


def _pool(source: Source, span: Span, name: str) -> list[Found]:
    """Return what the machine found in and around a span, whichever statement it gave it to."""
    rows = source.statements.filter(start__lt=span[1], end__gt=span[0], proposal__isnull=False)
    proposals = filter(None, rows.values_list("proposal", flat=True))
    return [each for proposal in proposals for each in inside(proposal[name], span)]


def _overlapping(source: Source, span: Span, key: str) -> list[StatementImage]:
    rows = source.statements.filter(gone=False, start__lt=span[1], end__gt=span[0]).exclude(key=key)
    return list(images(source, rows.exclude(state=REJECTED).values_list("key", flat=True)).values())


def _given_way(source: Source, neighbour: StatementImage, span: Span) -> Span:
    """Return what is left of a neighbour.

    Raises:
        LedgerError: `review.overlaps`: it is decided, or nothing of it would be left.
    """
    if neighbour.state != DRAFT or (span[0] <= neighbour.start and neighbour.end <= span[1]):
        raise LedgerError("review.overlaps", statement=neighbour.key)
    if neighbour.start < span[0]:
        if neighbour.end > span[1]:
            raise LedgerError("review.overlaps", statement=neighbour.key)
        return neighbour.start, cut(source.text, (neighbour.start, neighbour.end), span[0])[0][1]
    return cut(source.text, (neighbour.start, neighbour.end), span[1])[1][0], neighbour.end
