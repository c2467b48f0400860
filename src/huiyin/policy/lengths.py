"""Lengths of time as policy files write them: `5 wd`, `20 d`, `3 m`, `4 wh`."""

import re

from huiyin.policy.model import Limit

LIMIT = re.compile(r"([1-9]\d{0,3}) (wd|d|m|wh)")


def parse_limit(text: str) -> Limit | None:
    """Return the length of time that is written so, or None."""
    found = LIMIT.fullmatch(text)
    return Limit(int(found[1]), found[2]) if found else None


def parse_limits(text: str) -> tuple[Limit, ...]:
    """Return several lengths with commas between them; nothing where one of them is not so written."""
    found = [parse_limit(each.strip()) for each in text.split(",")]
    return tuple(each for each in found if each) if all(found) else ()
