"""Accepted is what every unit of a part has accepted, and in time what was answered in time: old rows say so too.

Reads the events, as the fold does, and writes only what differs, so that it can run again. There is no way back but
the same: the rows repeat the events.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import migrations
from django.utils import timezone

BATCH = 500


def _in_batches(rows: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield columns of rows some at a time; which rows is settled before any is changed."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield from list(rows.model.objects.filter(pk__in=pks[start : start + BATCH]).values_list("pk", *columns))


def accept_parts(apps: Any, _schema: Any) -> None:
    """Mark the units that accepted their part, and the cases whose every part was accepted."""
    event, party, case = (apps.get_model("ledger", name) for name in ("Event", "CaseParty", "Case"))
    cases = case.objects.filter(parties__part="part_handler").distinct()
    for pk, key, accepted in _in_batches(cases, "key", "accepted"):
        have: dict[str, bool] = {}
        for told in event.objects.filter(stream="case", stream_key=key).order_by("position").values_list("payload"):
            _fold(have, told[0])
        rows = list(party.objects.filter(case_id=pk).select_related("unit"))
        parts = [row for row in rows if row.part == "part_handler"]
        for row in parts:
            if row.accepted != have.get(row.unit.key, False):
                row.accepted = not row.accepted
                row.save(update_fields=["accepted"])
        signs = [row for row in parts if row.active] or [row for row in rows if row.active and row.part == "lead_unit"]
        now = bool(signs) and all(row.accepted for row in signs)
        if now != accepted:
            case.objects.filter(pk=pk).update(accepted=now)


def _fold(have: dict[str, bool], payload: dict[str, Any]) -> None:
    for unit, part, change in payload.get("parties", ()):
        if part == "part_handler":
            have[unit] = change == "accept" or (change != "add" and have.get(unit, False))
    unit = str(payload.get("given", {}).get("unit_key") or "")
    if payload.get("step", {}).get("action") == "accept" and unit in have:
        have[unit] = True


def judge_by_the_clock(apps: Any, _schema: Any) -> None:
    """Judge closed cases by the day on which their clock ended, as that of a suggestion does with the reply."""
    case = apps.get_model("ledger", "Case")
    for pk, state in _in_batches(case.objects.filter(closed=True, in_time=False), "state"):
        whole = [run for run in state.get("runs", ()) if run.get("hand") == "whole"]
        last = whole[-1] if whole else None
        if last is None or not last["stopped_at"]:
            continue
        if last["pauses"] and last["pauses"][-1]["to_on"] is None:
            continue  # was judged by the day on which it was handed in
        on = timezone.localdate(datetime.fromisoformat(last["stopped_at"]))
        if on < date.fromisoformat(last["deadline"]["late_on"]):
            case.objects.filter(pk=pk).update(in_time=True)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_statistics_from_an_index")]
    operations = [
        migrations.RunPython(accept_parts, migrations.RunPython.noop),
        migrations.RunPython(judge_by_the_clock, migrations.RunPython.noop),
    ]
