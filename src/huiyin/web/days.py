"""Days and moments in the reader's language (日期); a year is said only where it is not this one."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext


def month(number: int) -> str:
    """Return the name of a month: 5月, May."""
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )[number - 1]


def weekday(on: date) -> str:
    """Return the name of the day in the week: 周三, Wed."""
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )[on.weekday()]


def weekday_heads() -> tuple[str, ...]:
    """Return the heads of a week's columns, Monday first: 一 二 三; M T W."""
    return (
        pgettext("Monday, narrow", "M"),
        pgettext("Tuesday, narrow", "T"),
        pgettext("Wednesday, narrow", "W"),
        pgettext("Thursday, narrow", "T"),
        pgettext("Friday, narrow", "F"),
        pgettext("Saturday, narrow", "S"),
        pgettext("Sunday, narrow", "S"),
    )


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


def moment(at: datetime, now: datetime | None = None) -> str:
    """Return a moment in local time: 今天 08:56, 昨天 18:05, 5月6日 17:42."""
    local, present = timezone.localtime(at), timezone.localtime(now)
    clock = f"{local.hour:02}:{local.minute:02}"
    if local.date() == present.date():
        return gettext("today %(time)s") % {"time": clock}
    if local.date() == present.date() - timedelta(days=1):
        return gettext("yesterday %(time)s") % {"time": clock}
    return pgettext("moment", "%(date)s, %(time)s") % {"date": day(local.date(), present.date()), "time": clock}
