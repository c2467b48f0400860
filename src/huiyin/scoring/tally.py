"""Counts that compare a reading with a gold reading (GUIDELINES «How a reading is scored»).

Everything is counted before anything is divided, so that the figures over all documents come from the sum of
the counts and each percentage can show its make-up.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from huiyin.reading.model import Kind, Record
from huiyin.scoring.values import AnyMeasure, AnyMention, AnyStatement, Spanned

NOBODY = -1
"""Stands for «no statement covers this character» where statements are given by their index."""

S = TypeVar("S", bound=Spanned)

_BLOCK = 128  # code points to a drawer of the index that finds overlapping spans; any value gives the same pairs


class Count(Record, frozen=True, gc=False):
    """How many were found right (`hit`), were read (`got`) and stand in the gold (`want`)."""

    hit: int = 0
    got: int = 0
    want: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.hit + other.hit, self.got + other.got, self.want + other.want)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return self.hit / self.got if self.got else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where the gold has none."""
        return self.hit / self.want if self.want else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 where there is nothing to find and nothing was read."""
        return 2 * self.hit / (self.got + self.want) if self.got + self.want else 1.0


class Tally(Record, frozen=True, gc=False):
    """All counts of one document, or of several added up.

    `characters` counts the letters, digits and Han characters of the gold statements; `kind`, `speaker` and
    `period` how many of them carry the right value; `stray` how many characters outside any gold statement
    were read as part of one. `kinds` counts characters by kind.
    """

    characters: int = 0
    kind: int = 0
    speaker: int = 0
    period: int = 0
    stray: int = 0
    kinds: Mapping[str, Count] = {}
    statement_span: Count = Count()
    statement: Count = Count()
    measure_span: Count = Count()
    measure: Count = Count()
    mention: Count = Count()
    mention_relaxed: Count = Count()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            characters=self.characters + other.characters,
            kind=self.kind + other.kind,
            speaker=self.speaker + other.speaker,
            period=self.period + other.period,
            stray=self.stray + other.stray,
            kinds={k: self.kinds.get(k, Count()) + other.kinds.get(k, Count()) for k in {**self.kinds, **other.kinds}},
            statement_span=self.statement_span + other.statement_span,
            statement=self.statement + other.statement,
            measure_span=self.measure_span + other.measure_span,
            measure=self.measure + other.measure,
            mention=self.mention + other.mention,
            mention_relaxed=self.mention_relaxed + other.mention_relaxed,
        )


Cells = Mapping[tuple[int, int], int]
"""How many counted characters lie in gold statement `g` and read statement `p` at once: `{(g, p): n}`."""


def tally(text: str, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]) -> Tally:
    """Count how `got`, read from `text`, agrees with `gold`; both must lie in the text."""
    cells = shared_characters(text, got, gold)
    spans = {(s.start, s.end): s.kind for s in got}
    gold_spans = {(s.start, s.end): s.kind for s in gold}
    measures, gold_measures = all_measures(got), all_measures(gold)
    mentions, gold_mentions = all_mentions(got), all_mentions(gold)

    def count(read: Sequence[S], wanted: Sequence[S], same: Callable[[S, S], bool]) -> Count:
        return Count(len(pair(read, wanted, same)), len(read), len(wanted))

    return Tally(
        **_labels(cells, got, gold),
        kinds=_kinds(cells, got, gold),
        statement_span=Count(len(spans.keys() & gold_spans.keys()), len(spans), len(gold_spans)),
        statement=Count(len(spans.items() & gold_spans.items()), len(spans), len(gold_spans)),
        measure_span=count(measures, gold_measures, overlapping),
        measure=count(measures, gold_measures, same_measure),
        mention=count(mentions, gold_mentions, same_mention),
        mention_relaxed=count(mentions, gold_mentions, same_type),
    )


def shared_characters(text: str, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]) -> Cells:
    """Count the letters, digits and Han characters that each pair of statements shares."""
    read_by, wanted_by = _owners(len(text), got), _owners(len(text), gold)
    return Counter((g, p) for char, g, p in zip(text, wanted_by, read_by, strict=True) if char.isalnum())


def _owners(length: int, statements: Iterable[AnyStatement]) -> list[int]:
    """The index of the statement that covers each position; of two that overlap, the later one."""
    owners = [NOBODY] * length
    for index, statement in enumerate(statements):
        owners[statement.start : statement.end] = [index] * (statement.end - statement.start)
    return owners


def _labels(cells: Cells, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]) -> dict[str, int]:
    counts = {"characters": 0, "kind": 0, "speaker": 0, "period": 0, "stray": 0}
    for (g, p), number in cells.items():
        if g == NOBODY:
            counts["stray"] += number if p != NOBODY else 0
            continue
        counts["characters"] += number
        if p != NOBODY:
            counts["kind"] += number * (got[p].kind == gold[g].kind)
            counts["speaker"] += number * (got[p].speaker == gold[g].speaker)
            counts["period"] += number * (got[p].period == gold[g].period)
    return counts


def _kinds(cells: Cells, got: Sequence[AnyStatement], gold: Sequence[AnyStatement]) -> dict[str, Count]:
    kinds: defaultdict[str, Count] = defaultdict(Count, {kind.value: Count() for kind in Kind})
    for (g, p), number in cells.items():
        wanted = gold[g].kind if g != NOBODY else None
        read = got[p].kind if p != NOBODY else None
        if wanted is not None:
            kinds[wanted] += Count(want=number, hit=number if read == wanted else 0)
        if read is not None:
            kinds[read] += Count(got=number)
    return dict(kinds)


def all_measures(statements: Iterable[AnyStatement]) -> list[AnyMeasure]:
    """The figures of all statements, in the order given."""
    return [measure for statement in statements for measure in statement.measures]


def all_mentions(statements: Iterable[AnyStatement]) -> list[AnyMention]:
    """The names of all statements, in the order given."""
    return [mention for statement in statements for mention in statement.mentions]


def overlapping(a: Spanned, b: Spanned) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def same_measure(a: AnyMeasure, b: AnyMeasure) -> bool:
    """Whether a figure that was read gives the amount, unit and relation of the gold one `b` it overlaps."""
    # In binary floating point, as the definition has it: at the edge of the tolerance decimals decide otherwise.
    read, wanted = float(a.value), float(b.value)
    close = abs(read - wanted) <= 1e-3 * max(1e-9, abs(wanted))
    return close and a.unit == b.unit and a.relation == b.relation and overlapping(a, b)


def same_mention(a: AnyMention, b: AnyMention) -> bool:
    """Whether two names have the same span and type."""
    return a.start == b.start and a.end == b.end and a.type == b.type


def same_type(a: AnyMention, b: AnyMention) -> bool:
    """Whether two names of one type overlap."""
    return a.type == b.type and overlapping(a, b)


def pair(predicted: Sequence[S], wanted: Sequence[S], same: Callable[[S, S], bool]) -> list[tuple[int, int]]:
    """Pair each predicted item with the first free wanted one that is `same`; as indices `(predicted, wanted)`.

    `same` must imply that the two overlap: only such pairs are tried, so that the time grows with the
    number of items and not with its square.
    """
    drawers: defaultdict[int, list[int]] = defaultdict(list)
    for index, item in enumerate(wanted):
        for block in range(item.start // _BLOCK, (item.end - 1) // _BLOCK + 1):
            drawers[block].append(index)
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for number, item in enumerate(predicted):
        blocks = range(item.start // _BLOCK, (item.end - 1) // _BLOCK + 1)
        for index in sorted({index for block in blocks for index in drawers.get(block, ())} - taken):
            if same(item, wanted[index]):
                taken.add(index)
                pairs.append((number, index))
                break
    return pairs
