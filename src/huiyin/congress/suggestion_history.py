"""How far an item of an older system has come (办理状态): read from its row, and taken over as one event.

The stage is reached by the steps that the rules of the place know, on the days of the table, so that clocks run as they
would have; they are then folded into one `case.imported`. What the table tells in words becomes a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import msgspec
from django.utils import timezone

from huiyin import policy
from huiyin.congress.suggestion_import_tables import DATA
from huiyin.errors import CongressError
from huiyin.ledger import policies
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Case, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.numbers import next_number
from huiyin.ledger.projections import image_of_rows
from huiyin.ledger.record import NewEvent, record
from huiyin.people.models import Unit
from huiyin.people.viewer import Viewer

STATES: Mapping[str, tuple[str, ...]] = {
    word: tuple(steps["steps"]) for steps in DATA["states"].values() for word in steps["words"]
}
RESULTS: Mapping[str, str] = {word: code for code, words in DATA["results"].items() for word in words}
HANDS = {"accept": "unit_head", "send_back": "unit_head", "reply": "unit_head", "evaluate": "deputy", "redo": "deputy"}
WORDS = "由原系统转入，原系统未载明具体内容。"  # stands in for words that an older table does not hold
LATE = ("reply", "evaluate", "redo", "remind_evaluation", "close", "close_unevaluated")  # on the day of the reply


@dataclass(frozen=True, slots=True)
class History:
    """What a row tells of the handling; `steps` lead to its state."""

    steps: tuple[str, ...]
    lead: Unit | None = None
    co: tuple[Unit, ...] = ()
    assigned_on: date | None = None
    replied_on: date | None = None
    result: str = ""
    text: str = ""


def steps_to(state: str, result: str) -> tuple[str, ...] | None:
    """Return the steps to a state by its word; None for a word that is none.

    Closed with a good evaluation goes by evaluating, without one by the reminder for it.
    """
    steps = STATES.get(state)
    if steps is None or steps[-1:] != ("close",):
        return steps
    ends = ("evaluate", "close") if result in ("satisfied", "basically") else ("remind_evaluation", "close_unevaluated")
    return (*steps[:-1], *ends)


def way(rules: policy.Policy, state: policy.State, history: History, *, at: datetime) -> policy.Step | policy.Refusal:
    """Return the one step that stands for the way to the state of a row, or why the rules know no such way.

    Args:
        state: where the item stands as it was filed.
        at: now; nothing is later.
    """
    calendar = policies.calendar()
    changes: list[policy.ClockChange] = []
    keys = {
        "lead_unit": (history.lead.key,) if history.lead else (),
        "unit_head": (history.lead.key,) if history.lead else (),
        "co_handler": tuple(unit.key for unit in history.co),
    }
    step: policy.Step | policy.Refusal | None = None
    moment = state.turns[-1].from_at if state.turns else at
    for action in history.steps:
        day = None if action == "register" else history.replied_on if action in LATE else history.assigned_on
        moment = max(moment, _moment(day, at)) if day else moment
        step = policy.next_step(
            rules,
            state,
            action,
            roles=frozenset({HANDS.get(action, "secretary")}),
            actor="",
            given=_given(action, history),
            at=moment,
            calendar=calendar,
            keys=keys,
        )
        if isinstance(step, policy.Refusal):
            return step
        state = policy.advance(state, step)
        changes += step.clocks
    if step is None:
        return policy.Refusal("unknown_action", {"action": ""})
    return msgspec.structs.replace(step, action="import", event="case.imported", at=at, clocks=tuple(changes))


def _given(action: str, history: History) -> dict[str, object]:
    given: dict[str, object] = {"reason": WORDS, "text": WORDS, "evidence": [""], "letter_number": WORDS}
    given |= {"letter_on": history.replied_on, "signed_on": history.replied_on}
    if action == "assign":
        given |= {"unit": history.lead.key if history.lead else "", "co_units": [unit.key for unit in history.co]}
    if action == "reply":
        given["outcome"] = "in_progress"
    if action in ("evaluate", "redo"):
        given |= {"result": history.result, "attitude": history.result}
    return given


def _moment(day: date, at: datetime) -> datetime:
    """Return nine o'clock of a day, not later than now."""
    return min(timezone.make_aware(datetime.combine(day, time(9))), at)


def take_over(case: Case, history: History, *, by: Viewer, at: datetime) -> None:
    """Write the history of an item that has just been filed, as one event; call it within a transaction.

    Raises:
        CongressError: `history.step`: the rules of the place know no way to its state.
    """
    rules = policies.policy_version(case.policy, case.policy_version)
    step = way(rules, image_of_rows(case).state or policy.NOTHING, history, at=at)
    if isinstance(step, policy.Refusal):
        raise CongressError("history.step", why=step.code)
    payload: dict[str, Any] = {"step": msgspec.to_builtins(step)}
    if history.lead is not None:
        accepted = [[history.lead.key, "lead_unit", "accept"]] if "accept" in history.steps else []
        co = [[unit.key, "co_handler", "add"] for unit in history.co]
        payload |= {"parties": [[history.lead.key, "lead_unit", "add"], *accepted, *co], "issued": True}
    if not case.number:
        payload["fields"] = {"number": next_number(rules, place=case.place, year=case.year)}
    if history.result:
        payload["evaluation"] = {"deputy": "", "attitude": "", "result": history.result}
    if history.text:
        payload["notes"] = {"text": keep_note(history.text)}
    new = NewEvent("case.imported", payload)
    record(stream=Stream.CASE, key=case.key, events=[new], by=actor_of(by), at=at, expected=case.version)
