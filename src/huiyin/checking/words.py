"""Words of a check (核对用词): the lexicons turned into patterns, once for each set of them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from huiyin.reading.lexicon import Lexicons


class Words(NamedTuple):
    """The patterns that comparing needs; `relations` gives the sign of a comparator, `levels` a level's scope words."""

    neutral: re.Pattern[str]
    filler: re.Pattern[str]
    neutral_first: re.Pattern[str]
    neutral_last: tuple[str, ...]
    saying: re.Pattern[str]
    verb_first: re.Pattern[str]
    verb_last: re.Pattern[str]
    anaphor: re.Pattern[str]
    modal: re.Pattern[str]
    joiners: re.Pattern[str]
    rel_before: re.Pattern[str]
    rel_after: re.Pattern[str]
    relations: dict[str, str]
    same: tuple[re.Pattern[str], dict[str, str]]
    either: tuple[tuple[str, str], ...]
    units: dict[str, str]
    levels: dict[str, frozenset[str]]
    scope: re.Pattern[str]
    ordinary: re.Pattern[str]
    verbs: frozenset[str]


def split(value: Any) -> list[str]:
    """Return the words of a lexicon entry: a string, or a list of them, of words set apart by white space."""
    return value.split() if isinstance(value, str) else [word for line in value for word in line.split()]


def any_of(terms: Iterable[str]) -> str:
    """Return the pattern of some words, the longest first."""
    listed = sorted(set(terms), key=lambda term: (-len(term), term))
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"


@lru_cache(maxsize=8)
def words(lexicons: Lexicons) -> Words:
    """Return the patterns for these lexicons."""
    own, compare = lexicons.table("checking"), lexicons.table("comparators")
    before = {word: sign for sign, listed in compare["before"].items() for word in split(listed)}
    after = {word: sign for sign, listed in compare["after"].items() for word in split(listed)}
    change = [verb for verb in split(compare["change"]["verbs"]) if not verb.endswith(("了", "约"))]
    movable, saying = split(own["movable"]), any_of(split(own["sayings"]))
    groups = [line.split() for line in own["same"]]
    alike = {word: group[0] for group in groups for word in group}
    levels = {sign: frozenset(listed.split()) for sign, listed in own["levels"].items()}
    verb = any_of([*change, *movable])
    return Words(
        neutral=re.compile(any_of(split(own["neutral"]))),
        filler=re.compile(any_of(split(own["filler"]))),
        neutral_first=re.compile(f"{any_of(split(own['neutral_first']))}+"),
        neutral_last=tuple(split(own["neutral_last"])),
        saying=re.compile(f"{any_of(split(own['said_by']))}*{saying}?$"),
        verb_first=re.compile(any_of(movable)),
        verb_last=re.compile(f"{verb}(?:[到至])?$"),
        anaphor=re.compile(any_of(split(own["anaphors"]))),
        modal=re.compile(any_of(split(own["modal"]))),
        joiners=re.compile(any_of(split(own["joiners"]))),
        rel_before=re.compile(f"{any_of(before)}(?=(?:达到?|了|的)?$)"),
        rel_after=re.compile(any_of(after)),
        relations={**before, **after},
        same=(re.compile(any_of(alike)), alike),
        either=tuple((pair.split()[0], pair.split()[1]) for pair in own["either"]),
        units={word: group.split()[0] for group in own["units"] for word in group.split()},
        levels=levels,
        scope=re.compile(any_of(word for listed in levels.values() for word in listed)),
        ordinary=re.compile(any_of(split(own["ordinary"]["words"]))),
        verbs=frozenset(word for row in lexicons.rows("vocabulary") if row[0] == "v" for word in row[1].split()),
    )
