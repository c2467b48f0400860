"""The sources made ready for comparing (来源索引): clauses by key, figures by amount, the nearest passage by words."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.checking.claims import Claims
from huiyin.checking.leads import Frames
from huiyin.checking.model import Passage
from huiyin.checking.passages import MASK, Passages
from huiyin.checking.words import words
from huiyin.reading.lexicon import DEFAULT, Lexicons

_MOST_PAIRS = 1000  # of one clause
_COMMON = 400  # a pair of signs in more clauses than this tells nothing


class At(NamedTuple):
    """A clause of a source."""

    source: int
    clause: int


class View:
    """A text with its frames and claims: what is asked about a draft and about each source alike."""

    __slots__ = ("claims", "frames", "passages")

    def __init__(
        self, name: str, text: str, lexicons: Lexicons, index: "Index | None" = None, year: int | None = None
    ) -> None:
        table = words(lexicons)
        self.passages = Passages(name, text, table, lexicons, year, index.names if index else None)
        self.frames = Frames(self.passages, table, index.places if index else ())
        self.claims = Claims(self.passages, self.frames, table)


class Index:
    """All sources, built once and asked for every sentence of every draft."""

    def __init__(self, sources: Sequence[tuple[str, str]], lexicons: Lexicons = DEFAULT) -> None:
        self.words = words(lexicons)
        self.lexicons = lexicons
        self.views = [View(name, text, lexicons) for name, text in sources]
        years = Counter(view.passages.year for view in self.views if view.passages.year).most_common(2)
        self.year = years[0][0] if years and (len(years) == 1 or years[0][1] > years[1][1]) else None
        self._pairs: dict[str, list[At]] | None = None
        self._templates: set[str] | None = None
        self.names: AhoCorasick | None = None
        self.places: frozenset[str] = frozenset()
        self.by_key: dict[str, list[At]] = {}
        self.by_figure: dict[object, list[tuple[At, int]]] = {}
        for number, view in enumerate(self.views):
            figures = view.passages.figures
            for index, clause in enumerate(view.passages.clauses):
                at = At(number, index)
                self.by_key.setdefault(clause.key, []).append(at)
                for figure in clause.figures:
                    self.by_figure.setdefault(figures[figure].amount, []).append((at, figure))
        said = {view.passages.text[m.start : m.end] for view in self.views for m in view.passages.mentions}
        if said:
            self.names = AhoCorasick(sorted(said), matchkind=MatchKind.LeftmostLongest)
        self.places = frozenset[str]().union(*(view.frames.places for view in self.views))

    def clause_count(self) -> int:
        """Return how many clauses the sources have."""
        return sum(len(view.passages.clauses) for view in self.views)

    def _postings(self) -> dict[str, list[At]]:
        """Return the clauses in which each pair of signs stands; made when first needed."""
        if self._pairs is None:
            pairs: dict[str, list[At]] = {}
            for key, places in self.by_key.items():
                for pair in pairs_of(key):
                    if pair in pairs:
                        pairs[pair].extend(places)
                    else:
                        pairs[pair] = list(places)
            self._pairs = pairs
        return self._pairs

    def has_template(self, template: str) -> bool:
        """Tell whether a clause of the sources has the same words but for its names."""
        if self._templates is None:
            self._templates = {
                view.passages.template(index) for view in self.views for index in range(len(view.passages.clauses))
            }
        return bool(template) and template in self._templates

    def nearest(
        self, key: str, context: str = "", amounts: Sequence[object] = (), limit: int = 6
    ) -> list[tuple[float, At]]:
        """Return the clauses most like one by its key, the likest first, as share of its pairs of signs that they have.

        Args:
            context: the key of the sentence around it, which decides between equals.
            amounts: what its figures say; a clause that says one of them too comes before its equals.
        """
        postings, total = self._postings(), max(1, self.clause_count())
        scores: dict[At, float] = {}
        weight_all = 0.0
        for pair in pairs_of(key)[:_MOST_PAIRS]:
            places = postings.get(pair, ())
            weight = log(1 + total / (1 + len(places)))
            weight_all += weight
            if len(places) <= _COMMON:
                for at in places:
                    scores[at] = scores.get(at, 0.0) + weight
        if not scores:
            return []
        said = {at for amount in amounts for at, _ in self.by_figure.get(amount, [])[:_COMMON]}
        best = sorted(scores.items(), key=lambda entry: (-round(entry[1], 6), entry[0] not in said, entry[0]))
        around = set(pairs_of(context[:_MOST_PAIRS]))
        ranked = sorted(
            (-round(score / weight_all, 6), at not in said, -len(around.intersection(pairs_of(self._around(at)))), at)
            for at, score in best[: limit * 3]
        )
        return [(-score, at) for score, _, _, at in ranked[:limit]]

    def _around(self, at: At) -> str:
        """Return the text of the sentence in which a clause stands."""
        passages = self.views[at.source].passages
        own = passages.clauses_of(passages.clauses[at.clause].sentence)
        start = passages.clauses[own.start].start
        return passages.text[start : min(start + _MOST_PAIRS, passages.clauses[own.stop - 1].end)]

    def passage(self, source: int, start: int, end: int) -> Passage:
        """Return a place in a source, given in its normal form, as a passage of its raw text."""
        passages = self.views[source].passages
        first, last = passages.normal.span(start, end)
        return Passage(passages.name, first, last, passages.normal.raw[first:last])


def pairs_of(key: str) -> list[str]:
    """Return, in order and each once, a clause's pairs of neighbouring signs without figures; else its lone signs."""
    pieces = key.split(MASK)
    pairs = dict.fromkeys(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))
    return list(pairs) or [piece for piece in pieces if piece]


@lru_cache(maxsize=4)
def index_of(sources: tuple[tuple[str, str], ...], lexicons: Lexicons) -> Index:
    """Return the index of some sources; the last few are kept, because drafts come one after another."""
    return Index(sources, lexicons)
