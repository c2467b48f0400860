"""Last year's promises against this year (去年承诺、今年兑现): what became of each, and what the new report says of it.

What became of a promise is what people recorded when its task was closed, or that they rolled it over (结转) into the
ledger of the next year; nothing is judged here. The passage of the new report is found by the words that both share,
and shown as such.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from huiyin.congress.public_items import Item, Report

VERDICTS = ("kept", "exceeded", "rolled_over", "missed", "not_mentioned")
MISSED = ("partly", "late", "changed", "dropped")
LEAST = 4  # characters in a row that both have, figures not counted
SHARE = 1 / 3  # of the promise's characters, so that a word of every report is no sign


@dataclass(frozen=True, slots=True)
class Held:
    """A promise of last year: its place there, what became of it, and where the new report speaks of it, or None.

    `verdict` is one of `VERDICTS`, "" while nothing is recorded; the item's outcome says more exactly what was. Of what
    was rolled over the item is that of the new year.
    """

    item: Item
    start: int
    end: int
    verdict: str
    said: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class YearsBeside:
    """A report and the one of the year before, with what became of its promises."""

    last: Report
    this: Report
    rows: tuple[Held, ...]

    def count(self, verdict: str) -> int:
        """Return how many promises came to a verdict."""
        return sum(row.verdict == verdict for row in self.rows)


def year_before(report: Report, reports: Iterable[Report]) -> Report | None:
    """Return the report of the same publisher for the year before, or None."""
    if report.year is None:
        return None
    same = (each for each in reports if each.publisher == report.publisher and each.year == report.year - 1)
    return next(same, None)


def beside_last_year(report: Report, reports: Iterable[Report], items: dict[str, Item]) -> YearsBeside | None:
    """Return the promises of the year before against a report; None where there is no such report, or no promise."""
    last = year_before(report, reports)
    if last is None:
        return None
    index = _Index(report)
    rows = []
    for start, end, key in last.promises:
        item = items.get(key)
        if item is None or ("outcome" not in item.shows and item.closed):
            continue  # closed, and its outcome is held back: nothing can be said of it
        said = index.find(last.text[start:end])
        rows.append(Held(item, start, end, verdict_of(item, said is not None), said))
    return YearsBeside(last, report, tuple(rows)) if rows else None


def verdict_of(item: Item, mentioned: bool) -> str:
    """Return what became of a promise by what was recorded; where nothing was, that the report is silent, or "".

    A promise that was rolled over stays so, whatever becomes of it later: it was not kept in its own year.
    """
    if item.rolled:
        return "rolled_over"
    if item.outcome_code in ("kept", "exceeded"):
        return item.outcome_code
    if item.outcome_code in MISSED:
        return "missed"
    return "" if mentioned else "not_mentioned"


class _Index:
    """The achievements of a report by the runs of characters in them."""

    def __init__(self, report: Report) -> None:
        self.text, self.passages = report.text, report.achieved
        self.grams: dict[str, list[int]] = {}
        for n, (start, end) in enumerate(report.achieved):
            for gram in _grams(report.text[start:end]):
                self.grams.setdefault(gram, []).append(n)

    def find(self, promise: str) -> tuple[int, int] | None:
        """Return the passage that shares the longest run of characters with a promise, if that is long enough."""
        near = sorted({n for gram in _grams(promise) for n in self.grams.get(gram, ())})
        whole, best, longest = _weight(promise), None, 0
        for n in near:
            start, end = self.passages[n]
            shared = _shared(promise, self.text[start:end])
            if shared > longest:
                best, longest = self.passages[n], shared
        return best if longest >= LEAST and longest >= whole * SHARE else None


def _grams(words: str) -> set[str]:
    return {words[at : at + LEAST] for at in range(len(words) - LEAST + 1)}


def _shared(one: str, other: str) -> int:
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return _weight(one[found.a : found.a + found.size])


def _weight(words: Sequence[str]) -> int:
    """Return how many characters of a text say something: figures and marks do not."""
    return sum(sign.isalpha() for sign in words)
