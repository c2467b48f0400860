"""Numbers for people (编号): 任务 2026-061, given by the pattern of a policy, one series for a place and a year.

`[settings.number]` of a policy holds the pattern; `{year}` and `{n:03}` are filled in, nothing else.
"""

import re

from django.db import connection
from django.db.models.functions import Length

from huiyin import policy
from huiyin.ledger.models import Case
from huiyin.people.models import Place

DEFAULT = "{year}-{n:03}"
_PARTS = re.compile(r"\{year\}|\{n(?::0(?P<width>[1-9]))?\}")


def next_number(rules: policy.Policy, *, place: Place, year: int | None) -> str:
    """Return the next free number of a place and a year; call it inside the transaction that uses it.

    A case without a year has none: the number would be of no series.
    """
    if year is None:
        return ""
    setting = rules.settings.get("number")
    pattern = str(setting.value) if setting else DEFAULT
    _hold(place, year, rules.case_type)
    head = _filled(pattern.partition("{n")[0], year, 0)
    tail = _filled(re.sub(r"^.*?\{n[^}]*\}", "", pattern), year, 0)
    taken = Case.objects.filter(
        case_type=rules.case_type, year=year, place=place, number__startswith=head, number__endswith=tail
    ).order_by(Length("number").desc(), "-number")
    last = 0
    for number in taken.values_list("number", flat=True)[:20]:
        middle = number[len(head) : len(number) - len(tail) if tail else None]
        if middle.isascii() and middle.isdigit():
            last = int(middle)
            break
    return _filled(pattern, year, last + 1)


def number_of(rules: policy.Policy, *, year: int, n: int) -> str:
    """Return a number as the pattern of a policy writes it."""
    setting = rules.settings.get("number")
    return _filled(str(setting.value) if setting else DEFAULT, year, n)


def _filled(pattern: str, year: int, n: int) -> str:
    """Return a pattern with the year and the number put in."""
    return _PARTS.sub(
        lambda part: str(year) if part.group() == "{year}" else str(n).zfill(int(part["width"] or 1)), pattern
    )


def _hold(place: Place, year: int, case_type: str) -> None:
    """Let those who number in one series wait for one another; SQLite's immediate transaction already does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"number:{case_type}:{place.code}:{year}"]
            )
