"""Cue words (线索词) as bits: one scan of the whole text tells, for every clause, which groups it touches."""

from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.lexicon import Lexicons


class Cue:
    """The groups of `cues.toml`, one bit each; plain integers, because clauses are many and enum arithmetic is slow."""

    APPRAISE: Final = 1 << 0
    REPORT_NOUN: Final = 1 << 1
    DONE: Final = 1 << 2
    LE: Final = 1 << 3
    UNDER_WAY: Final = 1 << 4
    WILL: Final = 1 << 5
    FUTURE: Final = 1 << 6
    JIANG: Final = 1 << 7
    YAO: Final = 1 << 8
    ASK: Final = 1 << 9
    YING: Final = 1 << 10
    PROBLEM: Final = 1 << 11
    AWARE: Final = 1 << 12
    OCCASION: Final = 1 << 13
    LABEL: Final = 1 << 14
    YEAR_IS: Final = 1 << 15
    SAYING: Final = 1 << 16
    CALL: Final = 1 << 17
    FACT: Final = 1 << 18
    MEETING: Final = 1 << 19
    VERDICT: Final = 1 << 20
    EMOTION: Final = 1 << 21
    LEADER: Final = 1 << 22
    PLEASE: Final = 1 << 23
    SIGNIFICANCE: Final = 1 << 24
    ACTS: Final = 1 << 25
    MAXIM: Final = 1 << 26
    AWARD: Final = 1 << 27
    PRAISE: Final = 1 << 28
    NORM: Final = 1 << 29
    COPULA: Final = 1 << 30
    ENSURE: Final = 1 << 31
    ALREADY: Final = 1 << 65
    OUGHT: Final = 1 << 66
    COMPLAINT: Final = 1 << 67
    NEGATED: Final = 1 << 70


class CueScanner:
    """All cue words of a `Lexicons` in one automaton."""

    def __init__(self, lexicons: Lexicons) -> None:
        groups = lexicons.table("cues")["anywhere"]
        bits: dict[str, int] = {}
        for group, words in groups.items():
            bit: int = 0 if group == "none" else getattr(Cue, group.upper())
            for word in words.split():
                bits[word] = bits.get(word, 0) | bit
        self.bits = list(bits.values())
        self._automaton = AhoCorasick(list(bits), matchkind=MatchKind.LeftmostLongest)

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """Return `(word, start, end)` of each cue word, in text order, disjoint; its groups are `bits[word]`."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        return found


@lru_cache(maxsize=8)
def scanner(lexicons: Lexicons) -> CueScanner:
    """Return the scanner of these lexicons, built once."""
    return CueScanner(lexicons)
