"""A task against the time that has passed (序时进度): what share is done, which time counts, and when its light turns.

Told from plain columns, so that a row of a case and an image of its events give the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from huiyin import policy
from huiyin.ledger import milestones, policies
from huiyin.ledger.image import Image
from huiyin.ledger.models import Case
from huiyin.policy.model import Setting

RATES = ("%", "百分点", "‰")  # units of which a part reached by June says nothing about the year
AT_LEAST = ("", "=", ">", ">=", "~")
WORKED_ON_BY = "lead_unit"  # while it is another's turn, the work was handed in and nothing falls further behind
COLUMNS = ("reached_value", "target_value", "base_value", "unit_of_measure", "target_relation", "year", "starts_on")
Days = tuple[date | None, date | None]


def done_share(case: Case, reached: Decimal | None) -> Fraction | None:
    """Return which share of the target is reached; None where a part of it says nothing (a rate, an upper limit)."""
    return _done({**_columns(case), "reached_value": reached})


def schedule(case: Case) -> tuple[date, date] | None:
    """Return the first and last day of the time against which progress is measured; None where neither is known."""
    runs = (run for run in case.state.get("runs", ()) if run.get("clock") == "whole")
    due_on = next((date.fromisoformat(run["deadline"]["due_on"]) for run in runs), None)
    return _span(_columns(case), due_on)


def schedule_light(case: Case, reached: Decimal | None, *, rules: policy.Policy, today: date) -> str:
    """Return `on_time`, `near` or `late` by the rule of the policy, or "" where nothing can be said."""
    done, span = done_share(case, reached), schedule(case)
    if done is None or span is None or thresholds(rules.settings) is None:
        return ""
    return policy.progress_light(policy.elapsed_share(span[0], span[1], today), done, rules.settings)


def behind_days(image: Image) -> Days:
    """Return the days from which on a case is near and late by schedule, if nothing more is reported; None for never.

    The thresholds are those of the version of the policy under which the case runs.
    """
    state, fields = image.state, image.fields
    if state is None or not _worked_on(image):
        return None, None
    done = _done(fields)
    span = _span(fields, _whole_due(state.runs)) if done is not None else None
    if done is None or span is None:
        return None, None
    rules = _rules(image)
    if thresholds(rules.settings) is None:
        return None, None
    return policy.behind_days(span[0], span[1], done, rules.settings)


def milestone_days(image: Image) -> Days:
    """Return from when on the next milestone (阶段节点) is near, and its own day; None where none is waited for.

    How long before its day it is near is the policy's (`milestone_near`, in days): without it, on the day itself.
    """
    if not _worked_on(image):
        return None, None
    following = milestones.first_open(milestones.kept(image.fields["milestones"]))
    if following is None or following.due_on is None:
        return None, None
    near = _rules(image).settings.get("milestone_near")
    return following.due_on - timedelta(days=int(near.value) if near else 0), following.due_on


def _worked_on(image: Image) -> bool:
    """Say whether the lead unit has a task in work: before and after it, nothing falls behind."""
    state = image.state
    return bool(state and not state.closed and image.issued and state.turn == WORKED_ON_BY)


def _rules(image: Image) -> policy.Policy:
    return policies.policy_version(str(image.opened["policy"]), str(image.opened["policy_version"]))


def _columns(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in COLUMNS}


def _done(told: Mapping[str, Any]) -> Fraction | None:
    reached, target = told["reached_value"], told["target_value"]
    if reached is None or target is None or told["unit_of_measure"] in RATES:
        return None
    if told["target_relation"] not in AT_LEAST:
        return None
    base = told["base_value"] or Decimal(0)
    whole = target - base
    return Fraction(reached - base) / Fraction(whole) if whole > 0 else None


def _span(told: Mapping[str, Any], due_on: date | None) -> tuple[date, date] | None:
    year = told["year"]
    ends = due_on or (date(year, 12, 31) if year else None)
    starts = told["starts_on"] or (date(year, 1, 1) if year else None)
    return (starts, ends) if starts and ends and starts < ends else None


def _whole_due(runs: Iterable[policy.Run]) -> date | None:
    return next((run.deadline.due_on for run in runs if run.clock == "whole"), None)


def thresholds(settings: Mapping[str, Setting]) -> tuple[Setting, Setting] | None:
    """Return from how many percentage points behind on a task is yellow and above how many red; None where untold."""
    yellow, red = settings.get("light_yellow_pp"), settings.get("light_red_pp")
    return (yellow, red) if yellow and red else None
