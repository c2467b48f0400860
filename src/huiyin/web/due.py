"""A deadline made ready for its component (期限): its line, its derivation, the weeks around it."""

from datetime import date, timedelta

import msgspec
from django.utils.translation import gettext, pgettext

from huiyin.policy import Calendar, Deadline
from huiyin.policy.model import Clock
from huiyin.web import days
from huiyin.web.derivation import Line, derivation
from huiyin.web.sentences import state_words

WEEKS_SHOWN = 3


class Cell(msgspec.Struct, frozen=True):
    """One day of the grid: `mark` is "", `off`, `make` (a make-up working day), `now`, `end`."""

    words: str
    mark: str


class Due(msgspec.Struct, frozen=True):
    """All that `components/due.html` shows."""

    on: date
    words: str
    light: str
    left: str
    lines: tuple[Line, ...]
    heads: tuple[str, ...]
    cells: tuple[Cell, ...]
    spoken: str


def due_shown(
    deadline: Deadline,
    *,
    today: date,
    light: str,
    calendar: Calendar | None = None,
    left: int | None = None,
    clock: Clock | None = None,
    event: str = "",
) -> Due:
    """Return a deadline ready to be shown; with a calendar the days left are counted and the weeks drawn.

    Args:
        left: working days left, below zero once the last day is over; counted by the calendar where None.
        clock: names the rule and its source.
        event: what started the clock, in words.
    """
    if left is None and calendar is not None:
        left = days_left(deadline, today, calendar)
    cells = grid(deadline, today, calendar) if calendar else ()
    return Due(
        on=deadline.due_on,
        words=_words(deadline, today),
        light=light,
        left=state_words(light, left, over=today > deadline.due_on),
        lines=derivation(deadline, today=today, left=None if light == "done" else left, clock=clock, event=event),
        heads=days.weekday_heads() if cells else (),
        cells=cells,
        spoken=spoken(deadline, today, calendar) if calendar else "",
    )


def _words(deadline: Deadline, today: date) -> str:
    """Return the last day in words, with the time where the limit counts working hours."""
    day = days.day(deadline.due_on, today, with_weekday=True)
    if deadline.due_at is None:
        return day
    return pgettext("moment", "%(date)s, %(time)s") % {"date": day, "time": f"{deadline.due_at:%H:%M}"}


def days_left(deadline: Deadline, today: date, calendar: Calendar) -> int:
    """Return the working days left, the last day included and today not; below zero once it is over."""
    return days_until(deadline.due_on, today, calendar)


def days_until(due_on: date, today: date, calendar: Calendar) -> int:
    """Return the working days left until a last day, by the same count."""
    if today <= due_on:
        return calendar.working_days_between(today, due_on)
    return -calendar.working_days_between(due_on, today)


def weeks(deadline: Deadline, today: date) -> tuple[date, date]:
    """Return the first Monday and the last Sunday of the grid: from today to the last day, three weeks at most.

    Of a long way only its end is drawn, of a long delay its beginning: the last day is always there.
    """
    first, last = sorted((today, deadline.due_on))
    start, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    limit = timedelta(weeks=WEEKS_SHOWN) - timedelta(days=1)
    if end - start > limit:
        start, end = (end - limit, end) if deadline.due_on == last else (start, start + limit)
    return start, end


def grid(deadline: Deadline, today: date, calendar: Calendar) -> tuple[Cell, ...]:
    """Return the days of the weeks shown, Monday first."""
    start, end = weeks(deadline, today)
    return tuple(_cell(start + timedelta(days=n), deadline, today, calendar) for n in range((end - start).days + 1))


def _cell(on: date, deadline: Deadline, today: date, calendar: Calendar) -> Cell:
    working, weekend = calendar.is_working(on), on.weekday() > 4
    words = str(on.day)
    if on == deadline.due_on:
        return Cell(words, "end")
    if on == today:
        return Cell(words, "now")
    if working and weekend:
        return Cell(pgettext("make-up working day", "%(day)s w") % {"day": words}, "make")
    return Cell(words, "" if working else "off")


def spoken(deadline: Deadline, today: date, calendar: Calendar) -> str:
    """Return in words what the grid draws: which days are off, which are made up, which is the last."""
    start, end = weeks(deadline, today)
    shown = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    make_up = [days.day(on, today) for on in shown if on.weekday() > 4 and calendar.is_working(on)]
    off = [days.day(on, today) for on in shown if on.weekday() < 5 and not calendar.is_working(on)]
    parts = [
        gettext("%(stretch)s: last day %(due)s")
        % {"stretch": days.stretch(start, end, today), "due": days.day(deadline.due_on, today)}
    ]
    comma = pgettext("between items", ", ")
    if off:
        parts.append(gettext("days off on weekdays: %(days)s") % {"days": comma.join(off)})
    if make_up:
        parts.append(gettext("weekends worked: %(days)s") % {"days": comma.join(make_up)})
    return pgettext("between clauses", "; ").join(parts)
