"""Days and moments in the reader's language (日期); a year is said only where it is not this one."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy

MONTHS = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)
WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
HEADS = (  # of the columns of a week
    pgettext_lazy("Monday, narrow", "M"),
    pgettext_lazy("Tuesday, narrow", "T"),
    pgettext_lazy("Wednesday, narrow", "W"),
    pgettext_lazy("Thursday, narrow", "T"),
    pgettext_lazy("Friday, narrow", "F"),
    pgettext_lazy("Saturday, narrow", "S"),
    pgettext_lazy("Sunday, narrow", "S"),
)


def month(number: int) -> str:
    """Return the name of a month: 5月, May."""
    return str(MONTHS[number - 1])


def weekday(on: date) -> str:
    """Return the name of the day in the week: 周三, Wed."""
    return str(WEEKDAYS[on.weekday()])


def weekday_heads() -> tuple[str, ...]:
    """Return the heads of a week's columns, Monday first: 一 二 三; M T W."""
    return tuple(map(str, HEADS))


def day(on: date, today: date | None = None, *, with_weekday: bool = False) -> str:
    """Return a day in words; its year is said only where it is not that of `today`."""
    if on.year == (today or timezone.localdate()).year:
        words = pgettext("date", "%(day)d %(month)s") % {"day": on.day, "month": month(on.month)}
    else:
        words = full_day(on)
    if with_weekday:
        return pgettext("date", "%(date)s, %(weekday)s") % {"date": words, "weekday": weekday(on)}
    return words


def full_day(on: date) -> str:
    """Return a day with its year: 2026年1月8日, 8 January 2026."""
    values = {"day": on.day, "month": month(on.month), "year": on.year}
    return pgettext("date", "%(day)d %(month)s %(year)d") % values


def stretch(first: date, last: date, today: date | None = None) -> str:
    """Return a stretch of days: 5月1日至5日, 1 to 5 May."""
    if first == last:
        return day(first, today)
    if (first.year, first.month) == (last.year, last.month):
        if (get_language() or "").startswith("zh"):  # the month stands with the first day, in English with the last
            return f"{day(first, today)}至{last.day}日"
        return pgettext("date", "%(from)s to %(to)s") % {"from": first.day, "to": day(last, today)}
    return pgettext("date", "%(from)s to %(to)s") % {"from": day(first, today), "to": day(last, today)}


def full_moment(at: datetime) -> str:
    """Return a moment with its day and year, for what is printed or kept as a file: 2026年5月13日 09:40."""
    local = timezone.localtime(at)
    values = {"date": full_day(local.date()), "time": f"{local.hour:02}:{local.minute:02}"}
    return pgettext("moment", "%(date)s, %(time)s") % values


def moment(at: datetime, now: datetime | None = None) -> str:
    """Return a moment in local time: 今天 08:56, 昨天 18:05, 5月6日 17:42."""
    local, present = timezone.localtime(at), timezone.localtime(now)
    clock = f"{local.hour:02}:{local.minute:02}"
    if local.date() == present.date():
        return gettext("today %(time)s") % {"time": clock}
    if local.date() == present.date() - timedelta(days=1):
        return gettext("yesterday %(time)s") % {"time": clock}
    return pgettext("moment", "%(date)s, %(time)s") % {"date": day(local.date(), present.date()), "time": clock}
