"""Cells of a table of deputies (单元格): names without the spaces that fill them up, days, telephone numbers, mail."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
PHONE = re.compile(r"1\d{10}|0\d{2,3}\d{7,8}|\d{7,8}")
MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def squeezed(cell: str) -> str:
    """Return a cell without white space: 王　芳 is 王芳. Full-width figures and letters become plain ones."""
    return "".join(unicodedata.normalize("NFKC", cell).split())


def day_of(cell: str) -> date | None:
    """Return the day that a cell names, or None where it names none."""
    found = DAY.fullmatch(squeezed(cell))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def contacts_of(cells: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return telephone number and mail address of a row, and which of the two cannot be one."""
    given, wrong = {}, []
    for name, form, marks in (("phone", PHONE, "-－—()（）"), ("email", MAIL, "")):
        value = squeezed(cells.get(name, ""))
        value = value.translate({ord(mark): None for mark in marks})
        if value and not form.fullmatch(value):
            wrong.append(name)
        elif value:
            given[name] = value
    return given, wrong
