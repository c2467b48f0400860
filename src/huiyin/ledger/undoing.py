"""Undoing and doing again (撤销、重做): one's own last decision of review, by a new event.

The way back stands in each event (`was`). What somebody else has changed since is not undone over his head.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Event, Source, Stream
from huiyin.ledger.record import NewEvent, record
from huiyin.ledger.review_writing import held, images
from huiyin.ledger.source_image import StatementImage, as_patch
from huiyin.people.viewer import Viewer

UNDONE, REDONE = "review.undone", "review.redone"
DECISIONS = (
    "statement.confirmed",
    "statement.rejected",
    "statement.reopened",
    "statement.changed",
    "statement.split",
    "statement.joined",
    "statement.given",
    "statement.taken_back",
    "statement.settled",
)


@transaction.atomic
def undo(*, source: Source, by: Viewer, at: datetime) -> Event:
    """Undo one's own last decision on a source.

    Raises:
        LedgerError: `review.nothing_to_undo`, `review.undo_overtaken`.
    """
    source = held(source)
    done, _undone = decisions_of(source, by.key)
    if not done:
        raise LedgerError("review.nothing_to_undo")
    event = Event.objects.get(stream=Stream.SOURCE, stream_key=source.key, position=done[-1][1])
    return _turn(source, event, UNDONE, {"undoes": done[-1][0]}, by, at)


@transaction.atomic
def redo(*, source: Source, by: Viewer, at: datetime) -> Event:
    """Do again what one has undone last.

    Raises:
        LedgerError: `review.nothing_to_redo`, `review.undo_overtaken`.
    """
    source = held(source)
    _done, undone = decisions_of(source, by.key)
    if not undone:
        raise LedgerError("review.nothing_to_redo")
    event = Event.objects.get(stream=Stream.SOURCE, stream_key=source.key, position=undone[-1][1])
    return _turn(source, event, REDONE, {"redoes": undone[-1][0]}, by, at)


def decisions_of(source: Source, account: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return a person's decisions that stand, and those undone, oldest first.

    Each is the position of the decision and that of the event which last made it so or undid it.
    """
    rows = Event.objects.filter(
        stream=Stream.SOURCE, stream_key=source.key, actor=account, type__in=(*DECISIONS, UNDONE, REDONE)
    )
    done: list[tuple[int, int]] = []
    undone: list[tuple[int, int]] = []
    for position, event in rows.order_by("position").values_list("position", "type"):
        if event == UNDONE:
            undone.append((done.pop()[0], position))
        elif event == REDONE:
            done.append((undone.pop()[0], position))
        else:
            done.append((position, position))
            undone.clear()
    return done, undone


def _turn(source: Source, event: Event, name: str, told: Mapping[str, int], by: Viewer, at: datetime) -> Event:
    """Write the event that sets back what another did."""
    payload = event.payload
    back = [(key, dict(patch)) for key, patch in payload.get("was", ())]
    present = images(source, [key for key, _patch in back])
    expected = dict(payload.get("changes", ())) | {key: patch for key, _of, patch in payload.get("made", ())}
    for key, patch in expected.items():
        if present[key].gone != patch.get("gone", False) or not _stands(present[key], patch, source.text):
            raise LedgerError("review.undo_overtaken", statement=key)
    turned: dict[str, Any] = {
        **told,
        "changes": [[key, patch] for key, patch in back],
        "was": [[key, as_patch(present[key], _names(patch), source.text)] for key, patch in back],
    }
    if "given" in payload:
        turned |= {"given": payload["was_given"], "was_given": payload["given"]}
    events = [NewEvent(name, turned)]
    return record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at)[0]


def _stands(image: StatementImage, patch: Mapping[str, Any], text: str) -> bool:
    """Return whether a statement still is what a patch made it."""
    names = _names(patch)
    present = as_patch(image, names, text)
    return all(present[name] == patch[name] for name in names)


def _names(patch: Mapping[str, Any]) -> list[str]:
    return [name for name in patch if name not in ("by", "at")]
