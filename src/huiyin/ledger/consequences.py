"""What a step brings about beyond its policy (后续): a number at take-up, a request to refine, next year's case.

`with_consequences` adds to what was given before the step is recorded; `huiyin.ledger.cases.act` calls it within
its one transaction, and takes the steps that follow there too.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from huiyin import policy
from huiyin.ledger.given import Given
from huiyin.ledger.milestones import kept, reached
from huiyin.ledger.models import Case, CaseParty
from huiyin.ledger.numbers import next_number
from huiyin.ledger.schedule import schedule_light
from huiyin.people.models import Unit

KEPT_NEXT_YEAR = ("category", "topics", "indicator", "unit_of_measure", "target_relation", "target_value", "end_state")


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
    if action == "reassign" and case.contact and given.unit is not None:
        fields["contact"] = ""  # who was the contact of the unit before
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
    """Return the value reached and the light against the schedule (序时进度) as it is at this report."""
    value = (given.report or {}).get("value")
    if value in (None, ""):
        return {}
    so_far = Decimal(str(value))
    light = schedule_light(case, so_far, rules=rules, today=timezone.localdate(at))
    return {"reached_value": so_far, "progress_light": light}
