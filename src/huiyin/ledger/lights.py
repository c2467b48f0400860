"""The light of a case (灯): computed from its stored dates and today, never stored."""

from datetime import date

from huiyin.ledger.models import Case


def case_light(case: Case, today: date) -> str:
    """Return `done`, `late`, `near`, `provisional` or `on_time`."""
    if case.closed:
        return "done"
    if case.late_on is not None and today >= case.late_on:
        return "late"
    if case.near_on is not None and today >= case.near_on:
        return "near"
    return "provisional" if case.provisional else "on_time"
