"""The last day that a statement names (期限), as a proposal for a person; nothing is guessed.

The reader says which year a time expression means (到2028年底 → 2028); month and day, where some stand beside it, are
read here: 9月底前 → 30 September, 5月1日 → 1 May. A year alone ends on 31 December.
"""

import calendar
import re
from datetime import date

from huiyin.ledger.models import Statement

_MONTH = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>1[0-2]|[1-9])月(?:(?P<day>[12]\d|3[01]|[1-9])日)?")
_HALF = re.compile(r"(?P<half>上半年|前三季度|一季度|二季度|三季度)")
HALVES = {"上半年": (6, 30), "前三季度": (9, 30), "一季度": (3, 31), "二季度": (6, 30), "三季度": (9, 30)}


def due_named(statement: Statement | None) -> date | None:
    """Return the last day that the time expression in force gives (2026年 → 31 December), or None."""
    if statement is None:
        return None
    anchor = (statement.proposal or {}).get("anchor") or {}
    ends = str(anchor.get("to") or "")
    if len(ends) == len("2026-12-31"):
        return date.fromisoformat(ends)
    if not anchor:
        return None
    year = int(ends) if len(ends) == len("2026") and ends.isdigit() else statement.source.year
    found = _MONTH.search(statement.text)
    if found is not None:
        year = int(found["year"]) if found["year"] else year
        return _day(year, int(found["month"]), int(found["day"]) if found["day"] else None)
    half = _HALF.search(statement.text)
    if half is not None:
        return _day(year, *HALVES[half["half"]])
    return _day(int(ends), 12, 31) if ends.isdigit() else None


def _day(year: int | None, month: int, day: int | None) -> date | None:
    """Return a day, the last of its month where none is given; None for one that does not exist."""
    if year is None or not 1900 <= year <= 2200:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is not None and day > last:
        return None
    return date(year, month, day or last)
