"""What a text says of its indicators (指标表述): the pairs of the whole text, found once, asked stretch by stretch."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.measures import find_measures
from huiyin.targets.indicators import patterns
from huiyin.targets.pairing import Pair, pairs_in
from huiyin.targets.passages import Passage

_YEARLY = re.compile(r"(?:年均|每年|(?<!全)年平均)(?!(?:分别|均|实际|名义)*(?:[增升降]|提高|下降|上升|减少|浓度|值))")
_AMONG = re.compile("(?:其中[，,：:]?)?")
_OPENING = re.compile(r"[^。；！？;\n]+")
_LONGEST = 12  # signs of a name
_HEAD = 600  # characters; before its first sentence ends, a report names its own place
_BORDER = re.compile("[，。；,;：\n]")


@lru_cache(maxsize=1)
def _divisions() -> frozenset[str]:
    """Return the full names of all divisions, those of two signs left out."""
    return frozenset(row[1] for row in DEFAULT.rows("places") if 3 <= len(row[1]) <= _LONGEST)


class Said:
    """The pairs of indicators and figures of a text that hold for one year, and those that hold for several."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._head = text[:_HEAD].partition("。")[0]
        self._measures = find_measures(text)
        self._starts = [measure.start for measure in self._measures]
        self._borders = [match.end() for match in _BORDER.finditer(text)]
        # For a year and for a span: each indicator's pairs in the order of the text, with where their names begin.
        self._pairs: tuple[dict[str, _Row], dict[str, _Row]] = ({}, {})
        for pair in self._all():
            for is_span in (False, True):
                if not self._is_other(pair, is_span):
                    rows = self._pairs[is_span]
                    row = rows.get(pair.indicator.id)
                    if row is None:
                        row = rows[pair.indicator.id] = _Row()
                    row.add(pair)

    def _all(self) -> Iterator[Pair]:
        """Yield all pairs; no pair crosses a line, and a line without figures is passed over."""
        low = 0
        while low < len(self._measures):
            start = self._text.rfind("\n", 0, self._starts[low]) + 1
            end = self._text.find("\n", self._starts[low])
            end = end if end >= 0 else len(self._text)
            high = bisect_left(self._starts, end, low)
            parts = self._parts(start, end)
            for pair in pairs_in(self._text, start, end, self._measures[low:high], patterns()):
                at = bisect_right(parts, (pair.name.start, len(self._text))) - 1
                if at < 0 or parts[at][1] <= pair.name.start:
                    yield pair
            low = high

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the sentences of a line that a division begins, which is not the report's own: they are about a part.

        长春市发挥带动作用，地区生产总值增长6%: in a report of 吉林省 that is no growth of the whole.
        """
        found = []
        for sentence in _OPENING.finditer(self._text, start, end):
            among = _AMONG.match(self._text, sentence.start())
            at = among.end() if among else sentence.start()
            names = (self._text[at : at + size] for size in range(3, _LONGEST + 1))
            if any(name in _divisions() and name not in self._head for name in names):
                found.append(sentence.span())
        return found

    def has_figures(self, start: int, end: int) -> bool:
        """Tell whether any figure begins in a stretch."""
        low = bisect_left(self._starts, start)
        return low < len(self._starts) and self._starts[low] < end

    def within(self, passage: Passage) -> list[Pair]:
        """Return what a passage says of each indicator, in its order; what it says first holds."""
        if not self.has_figures(passage.start, passage.end):
            return []
        firsts = (row.first(passage.start, passage.end) for row in self._pairs[passage.is_span].values())
        return sorted(
            (pair for pair in firsts if pair is not None), key=lambda pair: (pair.amount.start, pair.name.start)
        )

    def _is_other(self, pair: Pair, is_span: bool) -> bool:
        """Tell whether a pair holds for something else: a yearly rate for a year, the sum for an average."""
        if pair.indicator.growth:
            yearly = "年均" in pair.between or "平均" in pair.between
            return yearly != is_span and not pair.indicator.plain and pair.amount.unit == "%"
        clause = self._clause(pair.name.start)
        if is_span and (self._text.startswith("年", clause) or (pair.indicator.cut and "年均" in pair.between)):
            return True
        words = self._text[clause : pair.name.start] + "|" + self._text[pair.name.end : pair.amount.start]
        return _YEARLY.search(words) is not None

    def _clause(self, at: int) -> int:
        """Return where the clause in which an offset lies begins."""
        index = bisect_left(self._borders, at + 1)
        return self._borders[index - 1] if index else 0


class _Row:
    """The pairs of one indicator."""

    __slots__ = ("_pairs", "_starts")

    def __init__(self) -> None:
        self._pairs: list[Pair] = []
        self._starts: list[int] = []

    def add(self, pair: Pair) -> None:
        """Put a pair in its place; one that takes up an earlier name (分别) goes before those in between."""
        at = bisect_right(self._starts, pair.name.start)
        self._starts.insert(at, pair.name.start)
        self._pairs.insert(at, pair)

    def first(self, start: int, end: int) -> Pair | None:
        """Return the first pair of a stretch, or None."""
        at = bisect_left(self._starts, start)
        pair = self._pairs[at] if at < len(self._pairs) else None
        return pair if pair is not None and pair.amount.start < end else None
