"""Which co-handlers have given their opinion (会办意见): that is no work of theirs any more, though they may add to it.

A lead unit that asks for it again, or a case that is handed out anew, makes it work again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from huiyin.ledger.models import Case, Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import UNIT_ROLES
from huiyin.people.viewer import Viewer

OPINION, HAND = "opinion", "co_handler"  # the step, and the hand that takes it
AGAIN = ("return_opinion", "assign", "reassign")  # steps after which it is asked for anew


@dataclass(frozen=True, slots=True)
class GivenOpinion:
    """An opinion as it stands: when it was last given, and its words."""

    on: date
    text: str


def opinion_given(case: Case, viewer: Viewer) -> GivenOpinion | None:
    """Return the last opinion of a viewer's units; None where one of them has still to give its own."""
    rows = case.parties.filter(active=True, part=HAND, unit_id__in=viewer.unit_ids(*UNIT_ROLES))
    units = set(rows.values_list("unit__key", flat=True))
    running = {run["key"] for run in case.state.get("runs", ()) if run["hand"] == HAND and run["stopped_at"] is None}
    if not units or units & running:
        return None
    given = _given(Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__has_key="step"))
    if not units <= set(given):
        return None
    last = max((given[unit] for unit in units), key=lambda event: event.position)
    note = (last.payload.get("notes") or {}).get("text", {}).get("note", "")
    return GivenOpinion(timezone.localdate(last.at), note_bodies([note]).get(note, ""))


def _given(events: Iterable[Event]) -> Mapping[str, Event]:
    """Return the last opinion by unit, without those that were asked for again."""
    found: dict[str, Event] = {}
    for event in sorted(events, key=lambda each: each.position):
        action, unit = event.payload["step"]["action"], _unit_of(event.payload)
        if action == OPINION:
            found[unit] = event
        elif action in AGAIN:
            found = {key: each for key, each in found.items() if unit and key != unit}
    return found


def _unit_of(payload: Mapping[str, Any]) -> str:
    return str((payload.get("given") or {}).get("unit_key") or "")
