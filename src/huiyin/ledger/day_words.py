"""Days in the words of plans (时限的写法): the last day that 6月底前, 三季度 or 2026年6月30日 names, or none."""

import calendar
import re
from datetime import date

_FULL = re.compile(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?")
_MONTH = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(底|末|份)?(?:之前|前)?$")
_QUARTER = re.compile(r"(?:(20\d\d)年)?第?([一二三四1-4])季度")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def day_in(text: str, *, year: int | None) -> date | None:
    """Return the last day that a deadline in words names; None where it names none, nothing is guessed.

    `6月前` names no day: it may mean the end of May or of June.
    """
    words = "".join(text.split())
    full = _FULL.search(words)
    if full:
        return _day(int(full[1]), int(full[2]), int(full[3]))
    stated = re.match(r"(20\d\d)年", words)
    in_year = int(stated[1]) if stated else year
    if in_year is None:
        return None
    if re.search(r"(?:年底|年末|年内|全年|12月底|12月末)(?:之前|前)?$", words) or re.fullmatch(r"20\d\d年", words):
        return date(in_year, 12, 31)
    if re.search(r"上半年(?:底|末)?(?:之前|前)?$", words):
        return date(in_year, 6, 30)
    quarter = _QUARTER.search(words)
    if quarter:
        month = 3 * (_QUARTERS.get(quarter[2]) or int(quarter[2]))
        return date(in_year, month, calendar.monthrange(in_year, month)[1])
    month_found = _MONTH.search(words)
    if month_found and (month_found[3] or not words.endswith("前")):
        month = int(month_found[2])
        return date(in_year, month, calendar.monthrange(in_year, month)[1]) if 1 <= month <= 12 else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_START = re.compile(
    r"(?:20\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?|(?:20\d\d年)?(?:\d{1,2}月(?:底|末|份)?|第?[一二三四1-4]季度|上半年(?:底|末)?|年底|年末|年内)|20\d\d年)"
    r"(?:之前|以前|前)?"
)


def day_at_start(text: str, *, year: int | None) -> tuple[date | None, int]:
    """Return the last day that the words at the start of a text name, and how many characters name it."""
    found = _START.match(text)
    day = day_in(found[0], year=year) if found else None
    return (day, found.end()) if found and day else (None, 0)
