"""The calendar: working days (工作日) by the yearly notices, and how lengths of time are counted by it."""

import calendar as months
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from huiyin.policy.hours import OFFICE_HOURS, OfficeHours
from huiyin.policy.model import Limit, Names
from huiyin.policy.moments import SHANGHAI, local
from huiyin.policy.notices import Notice, Statutory, notice_from, read_folder, read_notice, shipped_notices, statutory

DAY = timedelta(days=1)
SATURDAY = 5
VERSION_DIGITS = 16
OwnNotice = Notice | Mapping[str, Any] | Path | str


class Calendar:
    """Which days are worked, by the notices in force; immutable, what changes it returns another one.

    A year without a notice is provisional (暂定): weekends and statutory days are off in it, and nothing is made up
    for.
    """

    def __init__(
        self,
        notices: Iterable[Notice] = (),
        *,
        rule: Statutory | None = None,
        hours: OfficeHours = OFFICE_HOURS,
    ) -> None:
        self._notices = tuple(notices)
        self._rule = rule or statutory()
        self.hours = hours
        self._off: dict[date, str] = {}
        self._make_up: dict[date, str] = {}
        self._names = dict(self._rule.names)
        self._sources: dict[int, str] = {}
        for notice in self._notices:
            self._take(notice)
        self._versions: dict[int, str] = {}
        self._working: dict[int, list[date]] = {}

    @classmethod
    def shipped(cls, *, extra: Iterable[OwnNotice] = ()) -> Self:
        """Return the calendar of the shipped notices, and of a place's own.

        Args:
            extra: notices, what `notice_content` made of them, files, or folders of files; later ones go before.
        """
        return cls((*shipped_notices(), *_read_all(extra)))

    def with_notices(self, *notices: Notice) -> Self:
        """Return a calendar that knows these notices too."""
        return type(self)((*self._notices, *notices), rule=self._rule, hours=self.hours)

    def without(self, year: int) -> Self:
        """Return a calendar that knows no notice of a year."""
        kept = [notice for notice in self._notices if notice.year != year]
        return type(self)(kept, rule=self._rule, hours=self.hours)

    def with_hours(self, hours: OfficeHours) -> Self:
        """Return a calendar with other office hours (工作时间)."""
        return self if hours == self.hours else type(self)(self._notices, rule=self._rule, hours=hours)

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose notice is loaded."""
        return tuple(sorted(self._sources))

    def is_provisional(self, year: int) -> bool:
        """Say whether a year has no notice yet."""
        return year not in self._sources

    def source(self, year: int) -> str:
        """Return where the days off of a year come from."""
        return self._sources.get(year, self._rule.source)

    def version(self, year: int) -> str:
        """Return what a year's days are known by: the year, or `provisional`, and a digest of its days."""
        if year not in self._versions:
            days = [(str(day), self.why_off(day)) for day in _days_of(year) if self._is_marked(day)]
            digest = hashlib.sha256(json.dumps(days).encode()).hexdigest()[:VERSION_DIGITS]
            self._versions[year] = f"{'provisional' if self.is_provisional(year) else year}-{digest}"
        return self._versions[year]

    def why_off(self, day: date) -> str:
        """Return the code of the holiday, `weekend`, or "" for a working day."""
        if day in self._make_up:
            return ""
        if day in self._off:
            return self._off[day]
        if self.is_provisional(day.year):
            holiday = self._rule.lunar.get(day) or self._rule.fixed.get((day.month, day.day), "")
            if holiday:
                return holiday
        return "weekend" if day.weekday() >= SATURDAY else ""

    def is_working(self, day: date) -> bool:
        """Say whether a day is worked."""
        return not self.why_off(day)

    def made_up(self, day: date) -> str:
        """Return the holiday that a day makes up for (调休上班), or ""."""
        return self._make_up.get(day, "")

    def name(self, holiday: str) -> Names:
        """Return what a holiday is called; a code that has no names is its own."""
        return self._names.get(holiday) or Names(holiday, holiday)

    def rolled(self, day: date) -> date:
        """Return the day itself if it is worked, else the next one that is."""
        while not self.is_working(day):
            day += DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days come after `start`, up to and with `end`; negative if `end` is earlier.

        `add(start, n working days) == end` means that there are n between them.
        """
        if end < start:
            return -self.working_days_between(end, start)
        total = sum(len(self._worked(year)) for year in range(start.year, end.year))
        return total + bisect_right(self._worked(end.year), end) - bisect_right(self._worked(start.year), start)

    def back(self, day: date, working_days: int) -> date:
        """Return the working day that many working days before a day."""
        while working_days > 0:
            day -= DAY
            working_days -= self.is_working(day)
        return day

    def add(self, start: date, limit: Limit) -> date:
        """Return the last day of a limit; `start` is not counted, and a last day that is not worked moves to the next.

        Working hours are reckoned from the opening of the office on the day after; see `add_hours` for a moment.

        Raises:
            ValueError: the limit is `given` and has no length.
        """
        if limit.unit == "wd":
            return self.add_working_days(start, limit.amount)
        if limit.unit == "d":
            return self.rolled(start + limit.amount * DAY)
        if limit.unit == "m":
            return self.rolled(add_months(start, limit.amount))
        if limit.unit == "wh":
            midnight = datetime.combine(start + DAY, datetime.min.time(), SHANGHAI)
            return self.add_hours(midnight, limit.amount).date()
        raise ValueError("a limit that is given has no length")

    def add_working_days(self, start: date, amount: int) -> date:
        """Return the working day that many working days after a day."""
        day = start
        while amount > 0:
            day += DAY
            amount -= self.is_working(day)
        return day

    def add_hours(self, at: datetime, hours: int) -> datetime:
        """Return the moment when that many working hours (工作时) have passed, in local time."""
        moment, left = local(at), hours * 60
        day = moment.date()
        after = moment.hour * 60 + moment.minute
        while True:
            if self.is_working(day):
                minute, left = self.hours.pass_on(after, left)
                if left == 0:
                    return datetime.combine(day, datetime.min.time(), moment.tzinfo) + timedelta(minutes=minute)
            day, after = day + DAY, 0

    def _take(self, notice: Notice) -> None:
        """Put a notice over what is known."""
        if not notice.adds:
            for held in (self._off, self._make_up):
                for day in [day for day in held if day.year == notice.year]:
                    del held[day]
            self._sources[notice.year] = notice.source
        for day in (*notice.off, *notice.make_up):
            self._off.pop(day, None)
            self._make_up.pop(day, None)
        self._off |= notice.off
        self._make_up |= notice.make_up
        self._names |= notice.names

    def _is_marked(self, day: date) -> bool:
        """Say whether a day is other than its weekday says."""
        return self.why_off(day) not in ("", "weekend") or day in self._make_up

    def _worked(self, year: int) -> list[date]:
        """Return the working days of a year in order."""
        if year not in self._working:
            self._working[year] = [day for day in _days_of(year) if self.is_working(day)]
        return self._working[year]


def add_months(day: date, amount: int) -> date:
    """Return the same day that many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + step * DAY for step in range(366 if months.isleap(year) else 365)]


def _read_all(extra: Iterable[OwnNotice]) -> Iterable[Notice]:
    for each in extra:
        if isinstance(each, Notice):
            yield each
        elif isinstance(each, Mapping):
            yield notice_from(each)
        elif Path(each).is_dir():
            yield from read_folder(Path(each))
        else:
            yield read_notice(Path(each))
