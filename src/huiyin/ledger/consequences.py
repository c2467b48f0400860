"""What a step brings about beyond its policy (后续): a number at take-up, a request to refine, next year's case.

`with_consequences` adds to what was given before the step is recorded; `huiyin.ledger.cases.act` calls it within
its one transaction, and takes the steps that follow there too.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from huiyin import policy
from huiyin.ledger.given import Given
from huiyin.ledger.milestones import kept, reached
from huiyin.ledger.models import Case, CaseParty
from huiyin.ledger.numbers import next_number
from huiyin.people.models import Unit

KEPT_NEXT_YEAR = ("category", "topics", "indicator", "unit_of_measure", "target_relation", "target_value", "end_state")
RATES = ("%", "百分点", "‰")  # units of which a part reached by June says nothing about the year
AT_LEAST = ("", "=", ">", ">=", "~")


def with_consequences(case: Case, action: str, given: Given, *, rules: policy.Policy, at: datetime) -> Given:
    """Return what was given together with the columns that follow from it."""
    fields: dict[str, Any] = {}
    if action == "take_up" and not case.number:
        government = Unit.objects.select_related("place").get(
            parties__case=case, parties__part=CaseParty.Part.PROPOSED, parties__active=True
        )
        fields["number"] = next_number(rules, place=government.place, year=case.year)
    if action == "register" and not case.number:
        fields["number"] = next_number(rules, place=case.place, year=case.year)
    if action == "report":
        fields |= _reached(case, given, rules, at)
        done = given.values.get("milestones_done")
        if done:
            on = timezone.localdate(at)
            fields["milestones"] = [each.plain() for each in reached(kept(case.milestones), done, on=on)]
    if action == "refine" and (given.fields.get("target_value") is not None or given.fields.get("end_state")):
        fields["vague"] = False
    return replace(given, fields={**fields, **given.fields}) if fields else given


def _reached(case: Case, given: Given, rules: policy.Policy, at: datetime) -> dict[str, Any]:
    """Return the value reached and the light against the schedule (序时进度)."""
    value = (given.report or {}).get("value")
    if value in (None, ""):
        return {}
    so_far = Decimal(str(value))
    light = schedule_light(case, so_far, rules=rules, at=at)
    return {"reached_value": so_far, "progress_light": light or ""}


def done_share(case: Case, reached: Decimal | None) -> Fraction | None:
    """Return which share of the target is reached; None where a part of it says nothing (a rate, an upper limit)."""
    if reached is None or case.target_value is None or case.unit_of_measure in RATES:
        return None
    if case.target_relation not in AT_LEAST:
        return None
    base = case.base_value or Decimal(0)
    whole = case.target_value - base
    return Fraction(reached - base) / Fraction(whole) if whole > 0 else None


def schedule(case: Case) -> tuple[date, date] | None:
    """Return the first and last day of the time against which progress is measured; None where neither is known."""
    whole = next((run for run in case.state.get("runs", ()) if run.get("clock") == "whole"), None)
    ends = date.fromisoformat(whole["deadline"]["due_on"]) if whole else None
    if ends is None and case.year:
        ends = date(case.year, 12, 31)
    starts = case.starts_on or (date(case.year, 1, 1) if case.year else None)
    return (starts, ends) if starts and ends and starts < ends else None


def schedule_light(case: Case, reached: Decimal | None, *, rules: policy.Policy, at: datetime) -> str:
    """Return `on_time`, `near` or `late` by the rule of the policy, or "" where nothing can be said."""
    done, span = done_share(case, reached), schedule(case)
    if done is None or span is None or "light_red_pp" not in rules.settings:
        return ""
    elapsed = policy.elapsed_share(span[0], span[1], timezone.localtime(at).date())
    return policy.progress_light(elapsed, done, rules.settings)
