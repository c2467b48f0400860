"""The light of a case (灯): computed from its stored dates and today, never stored.

Two rules give it, and the worse of both is shown: the last day of the clock that ends first (时限), and how far what
was reported lies behind the time that has passed (序时进度). The days on which each turns stand in the case, those of
the schedule as they are if no more is reported (`schedule.behind_days`), so that a light goes on with time.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from huiyin.ledger.models import Case
from huiyin.ledger.schedule import WORKED_ON_BY

# SQLite finds no index for `closed` or `NOT closed`, which Django writes of a bare boolean.
OPEN, CLOSED = Q(closed__in=(False,)), Q(closed__in=(True,))
LISTED = ("late", "near", "on_time", "no_word", "done")  # each case has one of these in lists and figures


def case_light(case: Case, today: date) -> str:
    """Return `done`, `late`, `near`, `provisional` or `on_time`."""
    if case.closed:
        return "done"
    if case.late_on is not None and today >= case.late_on:
        return "late"
    if case.near_on is not None and today >= case.near_on:
        return "near"
    return "provisional" if case.provisional else "on_time"


def by_schedule(case: Case, today: date) -> str:
    """Return `late` or `near` where the schedule alone says so, else ""."""
    return "" if case.closed else _turned(case.behind_near_on, case.behind_late_on, today)


def progress_light(case: Case, today: date) -> str:
    """Return how a case stands against the schedule today, "" where nothing can be said.

    Of what was handed in or is closed it is how it stood at the last report.
    """
    if case.closed or case.turn != WORKED_ON_BY or not case.progress_light:
        return case.progress_light
    return by_schedule(case, today) or "on_time"


def by_deadline(case: Case, today: date) -> str:
    """Return `late` or `near` where the last day of the clock that ends first says so, else ""."""
    first = None if case.closed else first_run(case)
    if first is None:
        return ""
    told = first["deadline"]
    return _turned(date.fromisoformat(told["near_on"]), date.fromisoformat(told["late_on"]), today)


def first_run(case: Case) -> dict[str, Any] | None:
    """Return the running clock that ends first, as the row holds it; None where none runs."""
    running = [run for run in case.state.get("runs", ()) if run["stopped_at"] is None]
    return min(running, key=lambda run: str(run["deadline"]["late_on"]), default=None)


def causes(case: Case, today: date) -> tuple[str, ...]:
    """Return which rules give a case its light where that is near or late: `deadline`, `schedule` or both."""
    light = case_light(case, today)
    if light not in ("near", "late"):
        return ()
    told = {"deadline": by_deadline(case, today), "schedule": by_schedule(case, today)}
    return tuple(name for name, code in told.items() if code == light)


def by_schedule_alone(case: Case, today: date) -> bool:
    """Say whether a case is near or late by the schedule and not by a last day."""
    return causes(case, today) == ("schedule",)


def _turned(near_on: date | None, late_on: date | None, today: date) -> str:
    if late_on is not None and today >= late_on:
        return "late"
    return "near" if near_on is not None and today >= near_on else ""


def listed_light(case: Case, today: date) -> str:
    """Return the one of `LISTED` by which lists and figures count a case: on time is told apart from not reported."""
    light = case_light(case, today)
    if light in ("late", "near", "done"):
        return light
    return "no_word" if case.last_report_on is None else "on_time"


def light_is(code: str, today: date) -> Q:
    """Return the condition that a case has a light of `LISTED`, `open` (any but done) or `provisional`.

    Either both days stand in a case or none, the near one first (`projections`); one bound on each is what an index
    can begin from.
    """
    if code == "done":
        return CLOSED
    if code == "open":
        return OPEN
    if code == "late":
        return OPEN & Q(late_on__lte=today)
    if code == "near":
        return OPEN & Q(near_on__lte=today, late_on__gt=today)
    rest = OPEN & (Q(near_on__gt=today) | Q(late_on__isnull=True))
    if code == "provisional":
        return rest & Q(provisional=True)
    return rest & Q(last_report_on__isnull=code == "no_word")
