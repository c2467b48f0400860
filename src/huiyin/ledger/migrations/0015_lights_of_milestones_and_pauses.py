"""Open cases with milestones, and those with a clock that stands still, get the light that they have.

A milestone that is to stand gives a light as a last day does; a clock that stands still turns no further. What a
projection does from now on with each event, for what stands there already, as the rules were when this was written;
`huiyin ledger verify` compares. It can run again. Backwards the columns of milestones go with the migration before;
how a light came about is told by state and milestones, which stay.
"""

from datetime import date, timedelta
from typing import Any

from django.db import migrations
from django.db.models import Q

BATCH = 100  # a statement that changes many rows each in its own way grows with their square
CHANGED = ("due_on", "near_on", "late_on", "milestone_near_on", "milestone_on")
DAY = timedelta(days=1)
Days = tuple[date | None, date | None]


def fill(apps: Any, _editor: Any) -> None:
    """Reckon the days of the light of each open case anew."""
    near = {
        (row.policy, row.version): int(row.content.get("settings", {}).get("milestone_near", {}).get("value", 0))
        for row in apps.get_model("ledger", "PolicyVersion").objects.all()
    }
    model, changed = apps.get_model("ledger", "Case"), []
    rows = model.objects.filter(closed=False).exclude(Q(milestones=[]) & Q(turn="lead_unit"))
    for case in rows.order_by("pk").iterator(chunk_size=BATCH):
        before = [getattr(case, name) for name in CHANGED]
        _put(case, near.get((case.policy, case.policy_version), 0))
        if before != [getattr(case, name) for name in CHANGED]:
            changed.append(case)
        if len(changed) == BATCH:
            model.objects.bulk_update(changed, CHANGED)
            changed = []
    model.objects.bulk_update(changed, CHANGED)


def _put(case: Any, near: int) -> None:
    runs = [run for run in case.state.get("runs", ()) if run["stopped_at"] is None]
    going = [run for run in runs if _stopped_on(run) is None]
    first = min(going, key=lambda run: str(run["deadline"]["late_on"]), default=None)
    case.due_on = _day(first["deadline"]["due_on"]) if first else None
    case.milestone_near_on, case.milestone_on = _milestone(case, near)
    over = case.milestone_on + DAY if case.milestone_on else None
    near_on, late_on = _deadline(runs)
    nears = [each for each in (near_on, case.behind_near_on, case.milestone_near_on) if each]
    lates = [each for each in (late_on, case.behind_late_on, over) if each]
    case.near_on = min(nears, default=None)
    case.late_on = min(lates, default=date.max if nears else None)


def _deadline(runs: list[Any]) -> Days:
    found = [(days[1] or date.max, _day(run["deadline"]["late_on"]), days) for run in runs if any(days := _days(run))]
    return min(found, key=lambda each: each[:2])[2] if found else (None, None)


def _days(run: Any) -> Days:
    near_on, late_on = _day(run["deadline"]["near_on"]), _day(run["deadline"]["late_on"])
    stopped_on = _stopped_on(run)
    if stopped_on is None:
        return near_on, late_on
    return (near_on if stopped_on >= near_on else None), (late_on if stopped_on >= late_on else None)


def _stopped_on(run: Any) -> date | None:
    pauses = run.get("pauses") or ()
    return _day(pauses[-1]["from_on"]) if pauses and not pauses[-1].get("to_on") else None


def _milestone(case: Any, near: int) -> Days:
    if not case.issued or case.turn != "lead_unit":
        return None, None
    waited = [_day(row["due_on"]) for row in case.milestones if row.get("due_on") and not row.get("done_on")]
    due_on = min(waited, default=None)
    return (due_on - timedelta(days=near), due_on) if due_on else (None, None)


def _day(text: str) -> date:
    return date.fromisoformat(text)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_milestone_days")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
