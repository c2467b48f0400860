"""Cue words (线索词) as bits: one scan of the whole text tells, for every clause, which groups it touches."""

from enum import IntFlag, auto
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.lexicon import Lexicons


class Cue(IntFlag):
    """The groups of `cues.toml`, one bit each; `HEAD_…` bits tell that the word opens the main clause."""

    NONE = 0
    APPRAISE = auto()
    REPORT_NOUN = auto()
    DONE = auto()
    LE = auto()
    UNDER_WAY = auto()
    WILL = auto()
    FUTURE = auto()
    JIANG = auto()
    YAO = auto()
    ASK = auto()
    YING = auto()
    PROBLEM = auto()
    AWARE = auto()
    OCCASION = auto()
    LABEL = auto()
    YEAR_IS = auto()
    SAYING = auto()
    CALL = auto()
    FACT = auto()
    MEETING = auto()
    VERDICT = auto()
    EMOTION = auto()
    LEADER = auto()
    PLEASE = auto()
    SIGNIFICANCE = auto()
    ACTS = auto()
    MAXIM = auto()


class CueScanner:
    """All cue words of a `Lexicons` in one automaton."""

    def __init__(self, lexicons: Lexicons) -> None:
        groups = lexicons.table("cues")["anywhere"]
        bits: dict[str, int] = {}
        for group, words in groups.items():
            bit = 0 if group == "none" else int(Cue[group.upper()])
            for word in words.split():
                bits[word] = bits.get(word, 0) | bit
        self._bits = list(bits.values())
        self._automaton = AhoCorasick(list(bits), matchkind=MatchKind.LeftmostLongest)

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """Return `(start, end, bits)` of each cue word, in text order, disjoint."""
        bits = self._bits
        return [
            (start, end, bits[word])
            for word, start, end in self._automaton.find_matches_as_indexes(folded)
            if bits[word]
        ]


@lru_cache(maxsize=8)
def scanner(lexicons: Lexicons) -> CueScanner:
    """Return the scanner of these lexicons, built once."""
    return CueScanner(lexicons)
