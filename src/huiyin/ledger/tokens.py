"""The tokeniser of search (切分): pure, and one for both databases, so that a word of two characters is always found.

A text is folded (width, case), cut at whatever is no letter or digit, and each run becomes its pairs of neighbours
and its last character: 停水三天 → 停水 水三 三天 天. A query is the phrase of its pairs, a single character a prefix.
A short number (第28号) is looked for as it is typed, and as it is written to a width (第0028号).

Characters are spelt with the letters a to p, four for each unit of UTF-16. So no database's own idea of a word, of a
letter or of a locale comes in: both see words of ASCII letters only.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MOST = 12_000  # tokens of a text: PostgreSQL counts no positions beyond 16,383
LONGEST_QUERY = 60  # characters that are looked for; nobody types more, and each pair costs
SPACE, BREAK = " ", "\0"
SHORT_NUMBER = re.compile(r"(?<=第)[1-9][0-9]{0,2}(?=号)")  # as people say a number that is written 第0028号
WIDTHS = (2, 3, 4)  # figures that a number is written with
_SPELT = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another in a text; with `prefix` a single one that begins a token."""

    tokens: tuple[str, ...]
    prefix: bool = False


def tokens(text: str) -> str:
    """Return the tokens of a text, set apart by spaces. White space ends no run: 85 公里 is found as 85公里."""
    folded = "".join(map(_folded, text[:MOST])).replace(SPACE, "")
    found: list[str] = []
    for run in folded.split(BREAK):
        found += (_spelt(run[n : n + 2]) for n in range(len(run)))
    return " ".join(found[:MOST])


def phrases(query: str) -> tuple[tuple[Phrase, ...], ...]:
    """Return what must stand in a text, each in one of its spellings; empty without a letter or a digit."""
    folded = "".join(map(_folded, query[:LONGEST_QUERY])).replace(BREAK, SPACE)
    return tuple(tuple(map(_phrase, _spellings(run))) for run in dict.fromkeys(folded.split()))


def _spellings(run: str) -> Iterable[str]:
    """Return a run as it is typed, then with its short numbers as wide as registers write them."""
    return dict.fromkeys((run, *(_widened(run, width) for width in WIDTHS)))


def _widened(run: str, width: int) -> str:
    return SHORT_NUMBER.sub(lambda number: number[0].zfill(width), run)


def _phrase(run: str) -> Phrase:
    pairs = tuple(_spelt(run[n : n + 2]) for n in range(len(run) - 1))
    return Phrase(pairs) if pairs else Phrase((_spelt(run),), prefix=True)


@lru_cache(maxsize=65_536)
def _folded(character: str) -> str:
    """Return a character in one width and case; what is no letter or digit is a space or a break.

    Each by itself, so that a part of a text folds to a part of what the whole folds to.
    """
    if character.isspace():
        return SPACE
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(each if each.isalnum() else BREAK for each in folded)


@lru_cache(maxsize=262_144)
def _spelt(characters: str) -> str:
    return characters.encode("utf-16-be").hex().translate(_SPELT)
