"""Score any number of readings against their gold readings."""

from collections.abc import Iterable, Sequence

from huiyin.errors import ReadingError
from huiyin.reading.model import Record
from huiyin.scoring.figures import figures, kind_f1
from huiyin.scoring.misses import Miss, misses
from huiyin.scoring.tally import Tally, tally
from huiyin.scoring.values import AnyStatement, Spanned

Pair = tuple[str, Sequence[AnyStatement], Sequence[AnyStatement], str]
"""Text, predicted statements, gold statements, and the document's name."""


class DocumentScore(Record, frozen=True, gc=False):
    """The counts of one document, or of all of them; the figures follow from the counts."""

    name: str
    counts: Tally

    @property
    def figures(self) -> dict[str, float]:
        """The figures by name, in the order in which they are shown."""
        return figures(self.counts)

    @property
    def kind_f1(self) -> dict[str, float]:
        """F1 by character for each kind that the gold has."""
        return kind_f1(self.counts)


class ScoreReport(Record, frozen=True, gc=False):
    """A row for each document, the row over all of them, and the misses by document."""

    documents: tuple[DocumentScore, ...]
    total: DocumentScore
    misses: tuple[Miss, ...]


def score(pairs: Iterable[Pair]) -> ScoreReport:
    """Score each `(text, predicted statements, gold statements, name)` and all together.

    Raises:
        ReadingError: `score.span_outside` for a span that does not lie in its text, `score.text_differs` for one
            whose `text` is not what stands there, `score.value_invalid` for a figure whose value is no number; with
            `document`, `side` (`gold` or `prediction`), `start`, `end`.
    """
    rows: list[DocumentScore] = []
    found: list[Miss] = []
    total = Tally()
    for text, got, gold, name in pairs:
        check_spans(text, gold, name, "gold")
        check_spans(text, got, name, "prediction")
        counts = tally(text, got, gold)
        total += counts
        rows.append(DocumentScore(name, counts))
        found.extend(misses(name, text, got, gold))
    return ScoreReport(tuple(rows), DocumentScore("ALL", total), tuple(found))


def check_spans(text: str, statements: Sequence[AnyStatement], document: str, side: str) -> None:
    """Refuse statements that cite what the text does not have, or no number (codes: see `score`)."""
    for statement in statements:
        spans: tuple[Spanned, ...] = (statement, *statement.measures, *statement.mentions)
        for span in spans:
            place = {"document": document, "side": side, "start": span.start, "end": span.end}
            if not 0 <= span.start < span.end <= len(text):
                raise ReadingError("score.span_outside", **place)
            if span.text is not None and span.text != text[span.start : span.end]:
                raise ReadingError("score.text_differs", **place)
        for measure in statement.measures:
            if not measure.value.is_finite():
                raise ReadingError(
                    "score.value_invalid", document=document, side=side, start=measure.start, end=measure.end
                )
