"""Lights (亮灯): which one a clock shows today, and which one progress shows against the time that has passed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from huiyin.policy.calendar import DAY
from huiyin.policy.model import Deadline, Run, Setting
from huiyin.policy.moments import local, local_day

MILD_TO_GRAVE = ("done", "on_time", "provisional", "near", "late")


def light_of(what: Deadline | Run, today: date | datetime) -> str:
    """Return the light of a deadline or of a clock: `on_time`, `near`, `late`, `provisional` or `done`.

    A clock that has stopped is `done`, whether it was late says `was_late`; one that stands still shows the light of
    the day on which it stopped. `provisional` is shown in place of `on_time` only: what is near or late says so.

    Args:
        what: the deadline, or the run of a clock.
        today: the day; or a moment, which matters where the limit counts working hours.
    """
    if isinstance(what, Run):
        if what.stopped_at is not None:
            return "done"
        today, what = reached(what, today), what.deadline
    if is_over(what, today):
        return "late"
    if _day(today) >= what.near_on:
        return "near"
    return "provisional" if what.provisional else "on_time"


def is_over(deadline: Deadline, at: date | datetime) -> bool:
    """Say whether the time is over on a day, or at a moment."""
    if deadline.due_at is not None and isinstance(at, datetime):
        return local(at) > deadline.due_at
    return _day(at) >= deadline.late_on


def reached(run: Run, today: date | datetime) -> date | datetime:
    """Return the day or moment up to which a clock has run: where it stands still, the day on which it stopped."""
    if run.pauses and run.pauses[-1].to_on is None:
        return min(_day(today), run.pauses[-1].from_on)
    return run.stopped_at or today


def was_late(run: Run) -> bool:
    """Say whether a clock that has stopped was stopped too late.

    One that stood still when it was stopped is judged by the day on which it stood still: a task that was completed in
    time does not get late while somebody else confirms it.
    """
    return run.stopped_at is not None and is_over(run.deadline, reached(run, run.stopped_at))


def gravest(lights: list[str]) -> str:
    """Return the light among several that asks most for attention; `done` where there is none."""
    return max(lights, key=MILD_TO_GRAVE.index, default="done")


def elapsed_share(start: date, end: date, today: date) -> Fraction:
    """Return which share of a plan's time has passed (序时进度): by the end of September 3/4, months being equal.

    Args:
        start: first day of the plan.
        end: last day of the plan, counted in.
        today: counted in as well.
    """
    begin = _position(start - DAY)
    whole = _position(end) - begin
    if whole <= 0:
        return Fraction(1)
    return min(max((_position(today) - begin) / whole, Fraction(0)), Fraction(1))


def progress_light(elapsed: Fraction | Decimal, done: Fraction | Decimal, settings: Mapping[str, Setting]) -> str:
    """Return `on_time`, `near` or `late` by how far what is done lies behind the time that has passed.

    Args:
        elapsed: share of the time, 0 to 1.
        done: share of the task, 0 to 1 or more.
        settings: the policy's; `light_yellow_pp` percentage points behind are `near`, more than `light_red_pp` are
            `late`.
    """
    behind = (Fraction(elapsed) - Fraction(done)) * 100
    if behind > int(settings["light_red_pp"].value):
        return "late"
    return "near" if behind >= int(settings["light_yellow_pp"].value) else "on_time"


def behind_days(
    start: date, end: date, done: Fraction | Decimal, settings: Mapping[str, Setting]
) -> tuple[date | None, date | None]:
    """Return the days of a plan from which on it is near and late by schedule, if no more is done; None for never.

    From its first day on, `progress_light` of any day is `late` from the second of these days, else `near` from the
    first one. A plan shows no light by schedule before its first day.

    Args:
        start: first day of the plan.
        end: last day, counted in; nothing gets worse after it.
        done: share of the task, 0 to 1 or more.
        settings: as for `progress_light`.
    """

    yellow, red = int(settings["light_yellow_pp"].value), int(settings["light_red_pp"].value)
    near_on = _first_day(start, end, Fraction(done) + Fraction(yellow, 100), past=False)
    late_on = _first_day(start, end, Fraction(done) + Fraction(red, 100), past=True)
    return min((day for day in (near_on, late_on) if day is not None), default=None), late_on


def _first_day(start: date, end: date, share: Fraction, *, past: bool) -> date | None:
    """Return the first day of a plan by which a share of its time has passed, or more than it; None for never."""
    if share > 1 or (past and share == 1):
        return None
    begin, whole = _position(start - DAY), _position(end) - _position(start - DAY)
    if whole <= 0:
        return start
    months = begin + share * whole
    month = floor(months) if past else ceil(months) - 1  # a month's last day is its end, and not the next one's begin
    first = date(month // 12, month % 12 + 1, 1)
    days = (months - month) * _length(first)
    return max(start, first + (floor(days) if past else ceil(days) - 1) * DAY)


def _position(day: date) -> Fraction:
    """Return the end of a day on a scale of months."""
    return day.year * 12 + day.month - 1 + Fraction(day.day, _length(day))


def _length(day: date) -> int:
    """Return how many days the month of a day has."""
    return ((day.replace(day=28) + 4 * DAY).replace(day=1) - DAY).day


def _day(at: date | datetime) -> date:
    return local_day(at) if isinstance(at, datetime) else at
