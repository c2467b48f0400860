"""The light of a case (灯): computed from its stored dates and today, never stored."""

from datetime import date

from django.db.models import Q

from huiyin.ledger.models import Case

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
