"""The figures of GUIDELINES «How a reading is scored», from counts."""

from huiyin.reading.model import Kind
from huiyin.scoring.tally import Tally

NAMES = (
    "kind_accuracy",
    "kind_f1",
    "statement_span_f1",
    "statement_f1",
    "measure_f1",
    "measure_span_f1",
    "mention_f1",
    "mention_relaxed_f1",
    "speaker",
    "period",
)
"""The figures in the order in which they are shown."""


def figures(counts: Tally) -> dict[str, float]:
    """Return the figures, each from 0 to 1; a figure about things that neither side has is 1.

    A document without any gold character has nothing to be right about: accuracy, speaker and period are 0 there.
    """
    characters = counts.characters or 1
    kinds = kind_f1(counts).values()
    values = (
        counts.kind / characters,
        sum(kinds) / len(kinds) if kinds else 1.0,
        counts.statement_span.f1,
        counts.statement.f1,
        counts.measure.f1,
        counts.measure_span.f1,
        counts.mention.f1,
        counts.mention_relaxed.f1,
        counts.speaker / characters,
        counts.period / characters,
    )
    return dict(zip(NAMES, values, strict=True))


def kind_f1(counts: Tally) -> dict[str, float]:
    """Return F1 by character for each kind that occurs in the gold."""
    return {kind.value: counts.kinds[kind].f1 for kind in Kind if kind in counts.kinds and counts.kinds[kind].want}
