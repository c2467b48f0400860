"""Which paragraph of a report a remark speaks about (所议段落): proposed by the words that both have; pure.

Sentence is held against sentence. Pairs of characters that few sentences of the report have weigh more than those of
all; names that the readings found in both weigh more still. Below the threshold nothing is proposed: a remark may speak
of no paragraph at all. A person settles it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from huiyin.congress.remark_words import COMMON

THRESHOLD = 0.16
NAMED = 0.08  # for a name that both have
MOST_NAMED = 0.24
FEWEST = 3  # pairs of a sentence
SHORTEST = 20  # characters of a paragraph; a heading says too little
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")
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
        self.passages = list(passages)  # in the order of the reports
        self._of: list[int] = []  # sentence by sentence, the paragraph that it stands in
        pairs_of = []
        for number, passage in enumerate(passages):
            for pairs in _sentences(passage.text):
                self._of.append(number)
                pairs_of.append(pairs)
        counted = Counter(pair for pairs in pairs_of for pair in pairs)
        self._weights = {pair: log((len(pairs_of) + 1) / count) ** 2 for pair, count in counted.items()}
        self._rarest = log(len(pairs_of) + 1) ** 2
        self._sizes = [sqrt(sum(self._weights[pair] for pair in pairs)) for pairs in pairs_of]
        self._having: dict[str, list[int]] = defaultdict(list)
        for at, pairs in enumerate(pairs_of):
            for pair in pairs:
                self._having[pair].append(at)

    def near(self, remark: str, *, names: Collection[str] = (), most: int = 5) -> list[Near]:
        """Return the paragraphs nearest to a remark, nearest first; none where nothing is near enough.

        A paragraph is as near as the nearest two sentences, one of each.
        """
        best: dict[int, float] = {}
        for mine in _sentences(remark):
            size = sqrt(sum(self._weights.get(pair, self._rarest) for pair in mine))
            shared: dict[int, float] = defaultdict(float)
            for pair in mine:
                for at in self._having.get(pair, ()):
                    shared[at] += self._weights[pair]
            for at, weight in shared.items():
                number = self._of[at]
                best[number] = max(best.get(number, 0.0), weight / (size * self._sizes[at]))
        found = []
        for number, share in best.items():
            passage = self.passages[number]
            named = min(NAMED * sum(name in names for name in passage.names), MOST_NAMED)
            if share + named >= THRESHOLD:
                found.append(Near(passage, min(share + named, 1.0)))
        return sorted(found, key=lambda each: (-each.share, each.passage.start))[:most]


def nearest_sentence(remark: str, paragraph: str) -> tuple[int, int]:
    """Return where the sentence of a paragraph stands that shares most with a remark, to be shown of a long one."""
    mine = _pairs(remark)
    spans = [match.span() for match in _SENTENCE.finditer(paragraph)] or [(0, len(paragraph))]
    return max(spans, key=lambda span: len(mine & _pairs(paragraph[span[0] : span[1]])))


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


def _sentences(text: str) -> list[frozenset[str]]:
    found = (_pairs(match.group()) for match in _SENTENCE.finditer(text))
    return [pairs for pairs in found if len(pairs) >= FEWEST]


def _pairs(text: str) -> frozenset[str]:
    runs = _HAN.findall(text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) - COMMON
