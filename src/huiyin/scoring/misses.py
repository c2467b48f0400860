"""The list of misses: where a reading and a gold reading part, for whoever improves the rules.

A miss has one of these types (the part before the dot is the figure that it costs):

- `kind.wrong`, `kind.unread`, `kind.stray`: characters of a gold statement with another kind, or that no statement
  covers; characters outside any gold statement that were read as one;
- `speaker.wrong`, `period.wrong`: characters with another speaker or period, both sides having read a statement;
- `statement.missed`, `statement.extra`: a gold span that was not read exactly, a read span that the gold lacks;
- `measure.missed`, `measure.extra`, `measure.differs`: `differs` is the right place with another value,
  unit or relation;
- `mention.missed`, `mention.extra`, `mention.span`, `mention.type`: the last two overlap a gold name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from huiyin.reading.model import Record
from huiyin.scoring.tally import (
    NOBODY,
    Cells,
    S,
    all_measures,
    all_mentions,
    overlapping,
    pair,
    same_measure,
    same_mention,
    same_type,
    shared_characters,
)
from huiyin.scoring.values import AnyMeasure, AnyMention, AnyStatement

_PLAIN_DIGITS = 30  # longer numbers are shown with an exponent


class Miss(Record, frozen=True, gc=False):
    """One disagreement: `want` is what the gold says and `got` what was read, None for nothing.

    `characters` counts what a wrong label or a stray passage costs, and is 0 for spans. `rules` name what gave
    the wrong answer, where the reading says so.
    """

    document: str
    type: str
    start: int
    end: int
    passage: str
    want: str | None
    got: str | None
    characters: int = 0
    rules: tuple[str, ...] = ()


def misses(name: str, text: str, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]) -> tuple[Miss, ...]:
    """Return the misses of one document in text order."""
    cells = shared_characters(text, got, gold)
    found = [
        *_label_misses(name, text, cells, got, gold),
        *_statement_misses(name, text, got, gold),
        *_measure_misses(name, text, all_measures(got), all_measures(gold)),
        *_mention_misses(name, text, all_mentions(got), all_mentions(gold)),
    ]
    return tuple(sorted(found, key=lambda miss: (miss.start, miss.end, miss.type)))


def _label_misses(
    name: str, text: str, cells: Cells, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]
) -> Iterator[Miss]:
    """Wrong kinds, speakers and periods, one for each gold statement and wrong value."""
    # Several read statements with the same wrong value in one gold statement are one miss.
    wrong: Counter[tuple[int, str, Any]] = Counter()
    rules: dict[tuple[int, str, Any], tuple[str, ...]] = {}
    for (g, p), number in cells.items():
        if g == NOBODY:
            if p != NOBODY:
                read = got[p]
                passage = text[read.start : read.end]
                yield Miss(
                    name, "kind.stray", read.start, read.end, passage, None, read.kind, number, tuple(read.rules)
                )
            continue
        if p == NOBODY:
            wrong[g, "kind.unread", None] += number
            continue
        for field in ("kind", "speaker", "period"):
            value = getattr(got[p], field)
            if value != getattr(gold[g], field):
                key = (g, f"{field}.wrong", value)
                wrong[key] += number
                rules.setdefault(key, tuple(got[p].rules))
    for (g, sort, value), number in wrong.items():
        wanted = gold[g]
        want = getattr(wanted, sort.partition(".")[0])
        passage = text[wanted.start : wanted.end]
        yield Miss(name, sort, wanted.start, wanted.end, passage, want, value, number, rules.get((g, sort, value), ()))


def _statement_misses(
    name: str, text: str, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]
) -> Iterator[Miss]:
    """Spans that only one side has; the other side's statements at that place are shown, joined by ` | `."""
    for sort, side, other in (("statement.missed", gold, got), ("statement.extra", got, gold)):
        known = {(s.start, s.end) for s in other}
        by_start = sorted(other, key=lambda s: (s.start, s.end))
        first = 0
        for s in sorted({(s.start, s.end): s for s in side}.values(), key=lambda s: (s.start, s.end)):
            # Whatever ends before this start ends before every later one, as far as it stands in front.
            while first < len(by_start) and by_start[first].end <= s.start:
                first += 1
            if (s.start, s.end) in known:
                continue
            there: list[str] = []
            for candidate in by_start[first:]:
                if candidate.start >= s.end:
                    break
                if overlapping(candidate, s):
                    there.append(text[candidate.start : candidate.end])
            passage, beside = text[s.start : s.end], " | ".join(there) or None
            missed = sort == "statement.missed"
            want, read = (passage, beside) if missed else (beside, passage)
            yield Miss(name, sort, s.start, s.end, passage, want, read, 0, () if missed else tuple(s.rules))


def _measure_misses(name: str, text: str, got: Sequence[AnyMeasure], gold: Sequence[AnyMeasure]) -> Iterator[Miss]:
    left_got, left_gold = _left(got, gold, same_measure)
    differing = pair(left_got, left_gold, overlapping)
    for p, g in differing:
        read, wanted = left_got[p], left_gold[g]
        passage = text[wanted.start : wanted.end]
        rules = (read.rule,) if read.rule else ()
        want, value = figure_words(wanted), figure_words(read)
        yield Miss(name, "measure.differs", wanted.start, wanted.end, passage, want, value, 0, rules)
    rest_got, rest_gold = _without(left_got, left_gold, differing)
    for m in rest_gold:
        yield Miss(name, "measure.missed", m.start, m.end, text[m.start : m.end], figure_words(m), None)
    for m in rest_got:
        rules = (m.rule,) if m.rule else ()
        yield Miss(name, "measure.extra", m.start, m.end, text[m.start : m.end], None, figure_words(m), 0, rules)


def _mention_misses(name: str, text: str, got: Sequence[AnyMention], gold: Sequence[AnyMention]) -> Iterator[Miss]:
    def words(mention: AnyMention) -> str:
        return f"{mention.type} {text[mention.start : mention.end]}"

    left_got, left_gold = _left(got, gold, same_mention)
    for sort, same in (("mention.span", same_type), ("mention.type", overlapping)):
        differing = pair(left_got, left_gold, same)
        for p, g in differing:
            read, wanted = left_got[p], left_gold[g]
            passage = text[wanted.start : wanted.end]
            rules = (read.rule,) if read.rule else ()
            yield Miss(name, sort, wanted.start, wanted.end, passage, words(wanted), words(read), 0, rules)
        left_got, left_gold = _without(left_got, left_gold, differing)
    for m in left_gold:
        yield Miss(name, "mention.missed", m.start, m.end, text[m.start : m.end], words(m), None)
    for m in left_got:
        rules = (m.rule,) if m.rule else ()
        yield Miss(name, "mention.extra", m.start, m.end, text[m.start : m.end], None, words(m), 0, rules)


def _left(got: Sequence[S], gold: Sequence[S], same: Callable[[S, S], bool]) -> tuple[list[S], list[S]]:
    """What neither side's pairing has used."""
    return _without(got, gold, pair(got, gold, same))


def _without(got: Sequence[S], gold: Sequence[S], pairs: Sequence[tuple[int, int]]) -> tuple[list[S], list[S]]:
    used_got, used_gold = {p for p, _ in pairs}, {g for _, g in pairs}
    return (
        [item for index, item in enumerate(got) if index not in used_got],
        [item for index, item in enumerate(gold) if index not in used_gold],
    )


def figure_words(measure: AnyMeasure) -> str:
    """Return value, unit and relation as shown in a miss: `8100000000 元 =`."""
    value = measure.value
    digits = value.as_tuple()
    exponent = digits.exponent
    if isinstance(exponent, int) and len(digits.digits) + abs(exponent) <= _PLAIN_DIGITS:
        shown = f"{value.normalize() if value else Decimal(0):f}"
    else:
        shown = str(value)
    return f"{shown} {measure.unit} {measure.relation}" if measure.unit else f"{shown} {measure.relation}"
