"""Cases that were reported on get the days on which they turn near and late by schedule.

What a projection does from now on with each event, for what stands there already, as the rules were when this was
written; `huiyin ledger verify` compares. It can run again, and backwards: the days of the deadlines are in the state.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
from django.db import migrations

from huiyin import policy
from huiyin.policy.model import Setting

BATCH = 100  # a statement that changes many rows each in its own way grows with their square
RATES = ("%", "百分点", "‰")
AT_LEAST = ("", "=", ">", ">=", "~")
SHOWN = ("near_on", "late_on", "behind_near_on", "behind_late_on")


def _reported(apps: Any) -> Any:
    cases = apps.get_model("ledger", "Case").objects.filter(
        closed=False,
        issued=True,
        turn="lead_unit",
        reached_value__isnull=False,
        target_value__isnull=False,
        target_relation__in=AT_LEAST,
    )
    return cases.exclude(unit_of_measure__in=RATES)


def fill(apps: Any, _editor: Any) -> None:
    """Reckon the days of each case by the version of the policy under which it runs."""
    settings = {
        (row.policy, row.version): msgspec.convert(row.content.get("settings", {}), dict[str, Setting])
        for row in apps.get_model("ledger", "PolicyVersion").objects.all()
    }
    _change(apps, lambda case: _behind(case, settings.get((case.policy, case.policy_version), {})))


def empty(apps: Any, _editor: Any) -> None:
    """Leave the days of the deadlines alone."""
    _change(apps, lambda _case: (None, None))


def _change(apps: Any, behind: Any) -> None:
    model, changed = apps.get_model("ledger", "Case"), []
    for case in _reported(apps).order_by("pk").iterator(chunk_size=BATCH):
        _put(case, *behind(case))
        changed.append(case)
        if len(changed) == BATCH:
            model.objects.bulk_update(changed, SHOWN)
            changed = []
    model.objects.bulk_update(changed, SHOWN)


def _put(case: Any, behind_near_on: date | None, behind_late_on: date | None) -> None:
    running = [run["deadline"] for run in case.state.get("runs", ()) if run["stopped_at"] is None]
    first = min(running, key=lambda told: str(told["late_on"]), default=None)
    own = [date.fromisoformat(first[name]) if first else None for name in ("near_on", "late_on")]
    nears = [each for each in (own[0], behind_near_on) if each]
    lates = [each for each in (own[1], behind_late_on) if each]
    case.behind_near_on, case.behind_late_on = behind_near_on, behind_late_on
    case.near_on = min(nears, default=None)
    case.late_on = min(lates, default=date.max if nears else None)


def _behind(case: Any, settings: dict[str, Setting]) -> tuple[date | None, date | None]:
    base = case.base_value or Decimal(0)
    whole = case.target_value - base
    runs = (run for run in case.state.get("runs", ()) if run["clock"] == "whole")
    due = next((date.fromisoformat(run["deadline"]["due_on"]) for run in runs), None)
    ends = due or (date(case.year, 12, 31) if case.year else None)
    starts = case.starts_on or (date(case.year, 1, 1) if case.year else None)
    if (
        whole <= 0
        or not starts
        or not ends
        or starts >= ends
        or not {"light_yellow_pp", "light_red_pp"} <= set(settings)
    ):
        return None, None
    return policy.behind_days(starts, ends, Fraction(case.reached_value - base) / Fraction(whole), settings)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_light_by_schedule")]
    operations = [migrations.RunPython(fill, empty)]
