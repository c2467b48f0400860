"""The values of a comparison of targets, schema `huiyin.targets/1`."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec

SCHEMA = "huiyin.targets/1"


class Figure(msgspec.Struct, frozen=True):
    """What a report says of one indicator (指标) for one period.

    `relation` is one of `= ~ >= <= range`; this schema has no `>` and `<`: 超过 and 突破 are `>=`, as 以上 is.
    `value2` is the upper end of a range, else None. `period` is a year (`2026`) or a span of years (`2026-2030`).
    For a span, a growth rate is the yearly average (年均增长); any other figure is what the span comes to or ends at,
    and one that is only the average of its years (年均新增就业46万人) is left out.
    `text[start:end]` of the source is the evidence, from the indicator to the figure.
    """

    indicator: str
    period: str
    relation: str
    value: Decimal
    value2: Decimal | None
    unit: str
    start: int
    end: int
    text: str


class ReportTargets(msgspec.Struct, frozen=True):
    """The targets and results that one report gives, each in text order."""

    source: str
    targets: tuple[Figure, ...]
    results: tuple[Figure, ...]


class TargetsFile(msgspec.Struct, frozen=True):
    """The file that holds several reports."""

    schema: str
    reports: tuple[ReportTargets, ...]


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def to_json(reports: Iterable[ReportTargets]) -> bytes:
    """Return the reports as JSON in UTF-8; values are JSON numbers."""
    return _ENCODER.encode(TargetsFile(SCHEMA, tuple(reports)))
