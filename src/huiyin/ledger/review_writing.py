"""How a decision of review is written: the rows held, their versions compared, one event with its way back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Event, Source, Statement, Stream
from huiyin.ledger.record import NewEvent, hold, record
from huiyin.ledger.source_image import StatementImage, as_patch
from huiyin.ledger.source_rows import image_of_row
from huiyin.people.viewer import Viewer

Patches = Sequence[tuple[str, Mapping[str, Any]]]
Made = Sequence[tuple[str, str, Mapping[str, Any]]]


def held(source: Source) -> Source:
    """Return a source whose statements nobody else changes until the transaction ends.

    Raises:
        LedgerError: `review.withdrawn`, `review.unread`: there is nothing to review now.
    """
    hold(Stream.SOURCE, source.key)
    found = Source.objects.select_for_update().get(pk=source.pk)
    if found.withdrawn_at is not None:
        raise LedgerError("review.withdrawn")
    if found.state != Source.State.READ:
        raise LedgerError("review.unread")
    return found


def images(source: Source, keys: Iterable[str]) -> dict[str, StatementImage]:
    """Return statements of a source by key, as they are now.

    Raises:
        LedgerError: `review.statement_missing`: one of them is not of this source.
    """
    wanted = list(keys)
    rows = Statement.objects.filter(source=source, key__in=wanted).select_related("decided_by")
    found = {row.key: image_of_row(row) for row in rows}
    for key in wanted:
        if key not in found:
            raise LedgerError("review.statement_missing", statement=key)
    return found


def seen(image: StatementImage, version: int) -> StatementImage:
    """Return a statement unless it is another by now than the one that the person saw.

    Raises:
        StaleWrite: with `statement`, `expected`, `found`.
    """
    if image.version != version or image.gone:
        raise StaleWrite("stale", statement=image.key, expected=version, found=image.version)
    return image


def write(
    source: Source,
    event: str,
    *,
    changes: Patches,
    before: Mapping[str, StatementImage],
    made: Made = (),
    extra: Mapping[str, Any] | None = None,
    by: Viewer,
    at: datetime,
) -> Event:
    """Write one decision: what becomes of statements, and what they had been, so that it can be undone."""
    was = [[key, as_patch(before[key], _restored(patch), source.text)] for key, patch in changes]
    was += [[key, {"gone": True}] for key, _of, _patch in made]
    payload: dict[str, Any] = {"changes": [[key, dict(patch)] for key, patch in changes], "was": was}
    if made:
        payload["made"] = [[key, of, dict(patch)] for key, of, patch in made]
    events = [NewEvent(event, {**payload, **(extra or {})})]
    return record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at)[0]


def _restored(patch: Mapping[str, Any]) -> list[str]:
    """Return the fields that a way back sets; the reason of a rejection goes with its state."""
    names = [name for name in patch if name not in ("by", "at")]
    return [*names, "reason"] if "state" in names and "reason" not in names else names
