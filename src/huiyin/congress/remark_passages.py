"""Which paragraph of a report a remark speaks about (所议段落): proposed by the words that both have; pure.

Pairs of characters that few paragraphs of the report have weigh more than those of all; names that the readings found
in both weigh more still. Below the threshold nothing is proposed: a remark may speak of no paragraph at all. A person
settles it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from huiyin.congress.remark_words import COMMON

THRESHOLD = 0.14
NAMED = 0.06  # for a name that both have
MOST_NAMED = 0.18
SHORTEST = 20  # characters of a paragraph; a heading says too little
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report; `names` are the names that a reading found in it."""

    source: int
    start: int
    end: int
    text: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph with how much of a remark it shares, 0 to 1."""

    passage: Passage
    share: float


class Report:
    """The paragraphs of the reports of a meeting, weighed once for all its remarks."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = [(passage, _pairs(passage.text)) for passage in passages]
        counted = Counter(pair for _passage, pairs in self._passages for pair in pairs)
        n = len(self._passages)
        self._weights = {pair: log((n + 1) / count) for pair, count in counted.items()}
        self._sizes = [sqrt(sum(self._weights[pair] ** 2 for pair in pairs)) for _passage, pairs in self._passages]

    @property
    def passages(self) -> list[Passage]:
        """All paragraphs, in the order of the reports."""
        return [passage for passage, _pairs in self._passages]

    def near(self, remark: str, *, names: Collection[str] = (), most: int = 5) -> list[Near]:
        """Return the paragraphs nearest to a remark, nearest first; none where nothing is near enough."""
        mine = _pairs(remark)
        rare = log(len(self._passages) + 1) if self._passages else 0.0
        size = sqrt(sum(self._weights.get(pair, rare) ** 2 for pair in mine))
        if not size:
            return []
        found = []
        for (passage, pairs), other in zip(self._passages, self._sizes, strict=True):
            shared = sum(self._weights[pair] ** 2 for pair in mine & pairs)
            named = sum(name in names for name in passage.names)
            share = shared / (size * other) if other else 0.0
            share += min(NAMED * named, MOST_NAMED) if shared else 0.0
            if share >= THRESHOLD:
                found.append(Near(passage, min(share, 1.0)))
        return sorted(found, key=lambda each: (-each.share, each.passage.start))[:most]


def paragraphs(text: str, *, source: int = 0, names: Iterable[tuple[int, str]] = ()) -> list[Passage]:
    """Return the paragraphs of a report that say something; `names` are offsets and words of what a reading found."""
    found, placed = [], sorted(names)
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if end - start >= SHORTEST:
            inside = frozenset(words for offset, words in placed if start <= offset < end and len(words) > 2)
            found.append(Passage(source, start, end, text[start:end], inside))
        at += len(line) + 1
    return found


def _pairs(text: str) -> frozenset[str]:
    runs = _HAN.findall(text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) - COMMON
