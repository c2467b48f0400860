"""Deadlines (期限) that explain themselves: the last day, when the light turns, and every line of the reckoning.

Counting: the day of the start is not counted; a month later is the same day of that month, or its last; a last day that
is not worked moves to the next one. A clock may say otherwise (`counts_start`, `rolls`).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from huiyin.policy.calendar import DAY, Calendar, add_months
from huiyin.policy.lengths import parse_limits
from huiyin.policy.model import Clock, Deadline, Extension, Limit, Pause, Policy, Reason
from huiyin.policy.moments import local

BY_TABLE = ("wd", "wh")  # units for which each day's standing in the calendar counts


def deadline(
    clock: Clock,
    started_at: datetime,
    *,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    given_on: date | None = None,
) -> Deadline:
    """Return the last day of a clock that started then, with its derivation.

    Args:
        clock: its limit, and how it is counted.
        started_at: the moment of the start; its local day is not counted unless the clock says so.
        calendar: working days and office hours.
        pauses: stretches in which the clock stood still; one that has not ended does not move the last day yet, and a
            last day that was given is not moved at all.
        extensions: decided extensions; one that names an earlier day than the last changes nothing.
        given_on: the last day, where the clock's limit is `given`.
    Raises:
        ValueError: the limit is `given` and no day was named, or the moment has no time zone.
    """
    return _Reckoning(clock, started_at, calendar, given_on).told(sorted_events(pauses, extensions))


def sorted_events(pauses: Iterable[Pause], extensions: Iterable[Extension]) -> list[Pause | Extension]:
    """Return what befell a clock in the order of days; on one day a pause comes before a decision."""
    events: list[Pause | Extension] = [*pauses, *extensions]
    return sorted(events, key=lambda each: each.from_on if isinstance(each, Pause) else each.decided_on)


def reminders(policy: Policy, due: Deadline, *, calendar: Calendar) -> tuple[date, ...]:
    """Return the days on which a policy reminds (临期提醒) before a last day, the earliest first."""
    setting = policy.settings.get("remind_before")
    before = parse_limits(str(setting.value)) if setting else ()
    return tuple(sorted({_before(due.due_on, limit, calendar) for limit in before}))


def _before(due_on: date, limit: Limit, calendar: Calendar) -> date:
    """Return the day that lies a length of time before a last day."""
    if limit.unit == "wd":
        return calendar.back(due_on, limit.amount)
    if limit.unit == "d":
        return due_on - timedelta(days=limit.amount)
    if limit.unit == "m":
        return add_months(due_on, -limit.amount)
    return due_on


class _Reckoning:
    """The reckoning of one deadline: `raw` is the last day before it is rolled, `reasons` the lines so far."""

    def __init__(self, clock: Clock, started_at: datetime, calendar: Calendar, given_on: date | None) -> None:
        self.limit, self.clock, self.calendar = clock.limit, clock, calendar
        self.started_at = local(started_at)
        self.start = self.started_at.date()
        self.due_at: datetime | None = None
        self.rolls = clock.rolls and clock.limit.unit in ("d", "m")
        self.counted_until = self.start
        self.years: set[int] = set()
        self.reasons = [Reason("start", self.start, {"at": self.started_at.isoformat()})]
        self.raw = self._base(given_on)

    def told(self, events: list[Pause | Extension]) -> Deadline:
        """Return the deadline after all that befell the clock."""
        for event in events:
            if isinstance(event, Pause):
                self._pause(event)
            else:
                self._extend(event)
        due_on = self._settled()
        if due_on != self.raw:
            self.reasons.append(Reason("rolled", due_on, {"from": str(self.raw)}))
            self.reasons += self._days_off(self.raw - DAY, due_on)
        near_on = max(self._near(due_on), self.start)
        counted = sorted(self.years)
        missing = [year for year in counted if self.calendar.is_provisional(year)]
        self.reasons += [Reason("provisional_year", date(year, 1, 1), {"year": year}) for year in missing]
        self.reasons.append(Reason("due", due_on, {"at": self.due_at.isoformat() if self.due_at else ""}))
        return Deadline(
            due_on=due_on,
            due_at=self.due_at,
            near_on=min(near_on, due_on),
            late_on=due_on + DAY,
            provisional=bool(missing),
            calendars={str(year): self.calendar.version(year) for year in counted},
            reasons=tuple(self.reasons),
        )

    def _base(self, given_on: date | None) -> date:
        """Return the last day that the limit alone gives."""
        unit, amount = self.limit.unit, self.limit.amount
        if unit == "given":
            if given_on is None:
                raise ValueError(f"the clock {self.clock.code} needs the day that was given")
            self.reasons.append(Reason("given", given_on, {}))
            return given_on
        first = self.start
        if self.clock.counts_start and unit != "wh":
            first -= DAY
        elif unit != "wh":
            self.reasons.append(Reason("start_not_counted", self.start, {}))
        self.reasons.append(Reason("limit", self.start, {"amount": amount, "unit": unit}))
        if unit == "m":
            return self._months_after(first, amount)
        if unit == "d":
            return first + amount * DAY
        if unit == "wh":
            self.due_at = self.calendar.add_hours(self.started_at, amount)
            return self._counted_to(first - DAY, self.due_at.date())
        return self._counted_to(first, self.calendar.add_working_days(first, amount))

    def _months_after(self, first: date, amount: int) -> date:
        """Return the day months later, with a line if that month is too short."""
        last = add_months(first, amount)
        if last.day != first.day:
            self.reasons.append(Reason("month_end", last, {"wanted": first.day}))
        return last

    def _counted_to(self, after: date, end: date) -> date:
        """Return `end`, with a line for each stretch in between that is off or made up."""
        self.years |= set(range(after.year, end.year + 1))
        self.reasons += self._days_off(after, end)
        return end

    def _days_off(self, after: date, end: date) -> Iterator[Reason]:
        """Yield the lines for the days after one day up to another: weekends, holidays, make-up workdays."""
        day = after + DAY
        while day <= end:
            why, made_up = self.calendar.why_off(day), self.calendar.made_up(day)
            last = day
            while why and last < end and self.calendar.why_off(last + DAY) == why:
                last += DAY
            if why:
                yield self._off_line(why, day, last)
            elif made_up:
                names = self.calendar.name(made_up)
                notice = self.calendar.version(day.year)
                yield Reason("make_up_day", day, {"zh": names.zh, "en": names.en, "notice": notice})
            day = last + DAY

    def _off_line(self, why: str, day: date, last: date) -> Reason:
        """Return the line for one stretch of days off."""
        values: dict[str, str | int | bool] = {"to": str(last), "days": (last - day).days + 1}
        if why == "weekend":
            return Reason("weekend", day, values)
        names, year = self.calendar.name(why), day.year
        values |= {"zh": names.zh, "en": names.en, "notice": self.calendar.version(year)}
        return Reason("holiday", day, values | {"provisional": self.calendar.is_provisional(year)})

    def _settled(self) -> date:
        """Return the last day as it stands, rolled where the clock rolls."""
        if not self.rolls:
            return self.raw
        due_on = self.calendar.rolled(self.raw)
        self.years |= {self.raw.year, due_on.year}
        return due_on

    def _pause(self, pause: Pause) -> None:
        """Move the last day by what a pause took from the time that was left; no day is given back twice."""
        settled, from_on = self._settled(), max(pause.from_on, self.counted_until)
        if from_on >= settled or self.limit.unit == "given":
            return  # the time was over: nothing is given back; and a day that was named does not move
        if pause.to_on is None:
            self.reasons.append(Reason("pause", from_on + DAY, {"to": "", "days": 0}))
            return
        by_table = self.limit.unit in BY_TABLE
        span = (pause.to_on - from_on).days
        days = self.calendar.working_days_between(from_on, pause.to_on) if by_table else span
        if days <= 0:
            return
        self.counted_until = pause.to_on
        self.reasons.append(Reason("pause", from_on + DAY, {"to": str(pause.to_on), "days": days}))
        base = self.raw if from_on < self.raw else settled
        if by_table:
            self.raw = self._counted_to(base, self.calendar.add_working_days(base, days))
        else:
            self.raw, self.rolls = base + days * DAY, self.clock.rolls
        self._move_moment()

    def _extend(self, extension: Extension) -> None:
        """Take the day that was decided, if it is later; a decided day is not rolled."""
        settled = self._settled()
        if extension.until_on <= settled:
            return
        values: dict[str, str | int | bool] = {"until": str(extension.until_on), "from": str(settled)}
        self.reasons.append(Reason("extension", extension.decided_on, values))
        self.raw, self.rolls = extension.until_on, False
        self._move_moment()

    def _move_moment(self) -> None:
        """Keep the time of day of the last moment on another last day."""
        if self.due_at is not None:
            self.due_at = datetime.combine(self.raw, self.due_at.timetz())

    def _near(self, due_on: date) -> date:
        """Return the first day on which the light is near."""
        near_on = _before(due_on, self.clock.near, self.calendar)
        if self.clock.near.unit == "wd":
            self.years |= set(range(near_on.year, due_on.year + 1))
        return near_on
