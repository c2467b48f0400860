"""The light of a case (灯): computed from its stored dates and today, never stored.

Three rules give it, and the worst of them is shown: the last day of the clock that ends first (时限), how far what was
reported lies behind the time that has passed (序时进度), and the milestone that is to stand next (阶段节点). The days
on which each turns stand in the case, those of the last two as they are if no more is reported (`schedule`), so that a
light goes on with time.
"""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import Q

from huiyin.ledger.models import Case
from huiyin.ledger.schedule import WORKED_ON_BY, Days
from huiyin.policy.model import Run

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
    return _turned(*days_of_run(first), today) if first else ""


def by_milestone(case: Case, today: date) -> str:
    """Return `late` or `near` where the next milestone (阶段节点) says so, else ""."""
    if case.closed or case.milestone_on is None:
        return ""
    return "late" if today > case.milestone_on else _turned(case.milestone_near_on, None, today)


def first_run(case: Case) -> Run | None:
    """Return the clock that gives a case its light by last day: of those that run, the one that ends first."""
    running = [run for run in case.state.get("runs", ()) if run["stopped_at"] is None]
    return _first(msgspec.convert(running, list[Run]))


def deadline_days(running: Iterable[Run]) -> Days:
    """Return the days on which a case turns near and late by its clocks that have not ended."""
    first = _first(running)
    return days_of_run(first) if first else (None, None)


def days_of_run(run: Run) -> Days:
    """Return the days on which a clock turns near and late; one that stands still keeps the light that it had.

    What it has not become by the day on which it stopped, it does not become meanwhile (`policy.light_of`).
    """
    near_on, late_on = run.deadline.near_on, run.deadline.late_on
    if not run.paused:
        return near_on, late_on
    stopped_on = run.pauses[-1].from_on
    return (near_on if stopped_on >= near_on else None), (late_on if stopped_on >= late_on else None)


def _first(running: Iterable[Run]) -> Run | None:
    speaking = [run for run in running if days_of_run(run) != (None, None)]
    return min(speaking, key=lambda run: (days_of_run(run)[1] or date.max, run.deadline.late_on), default=None)


def causes(case: Case, today: date) -> tuple[str, ...]:
    """Return which rules give a case its light where that is near or late: `deadline`, `schedule`, `milestone`."""
    light = case_light(case, today)
    if light not in ("near", "late"):
        return ()
    told = {
        "deadline": by_deadline(case, today),
        "schedule": by_schedule(case, today),
        "milestone": by_milestone(case, today),
    }
    return tuple(name for name, code in told.items() if code == light)


def by_no_clock(case: Case, today: date) -> bool:
    """Say whether a case is near or late by other rules than a last day: by schedule, or by a milestone."""
    found = causes(case, today)
    return bool(found) and "deadline" not in found


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
