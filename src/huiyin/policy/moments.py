"""Local days and moments: everything that a policy counts is counted in China's one time zone."""

from datetime import date, datetime, timedelta, timezone

# No summer time since 1991, and no notice is older than 2004: a fixed offset needs no time zone data.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def local(at: datetime) -> datetime:
    """Return a moment as clocks in China show it.

    Raises:
        ValueError: the moment has no time zone, so that nobody knows when it is.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(SHANGHAI)


def local_day(at: datetime) -> date:
    """Return the day on which a moment falls in China."""
    return local(at).date()
