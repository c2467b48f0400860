"""Charts drawn on the server (图表): an SVG and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT, LEFT, FLOOR, TOP = 640, 185, 34, 150, 24
LABELS, NARROWER = 12, 2  # labels that fit side by side; on a phone one in two of them


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart: where it stands, and what it says."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    value: int
    named: bool
    wide: bool  # its label is left out on a phone


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns over a floor, with lines at round numbers."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    left: int = LEFT


def columns(values: Sequence[tuple[str, int]]) -> Chart | None:
    """Return a chart of values by label, from zero; None where there is nothing to draw."""
    if not values or not any(value for _label, value in values):
        return None
    top = _round_up(max(value for _label, value in values))
    step = (WIDTH - LEFT) / len(values)
    every = ceil(len(values) / LABELS)  # labels that would run into each other are left out, the table has them all
    drawn = []
    for n, (label, value) in enumerate(values):
        height = (FLOOR - TOP) * value / top
        x = LEFT + n * step + step * 0.2
        from_last = len(values) - 1 - n
        named, wide = from_last % every == 0, from_last % (every * NARROWER) > 0
        drawn.append(
            Column(_r(x), _r(FLOOR - height), _r(step * 0.6), _r(height), _r(x + step * 0.3), label, value, named, wide)
        )
    lines = tuple((_r(FLOOR - (FLOOR - TOP) * part / top), part) for part in sorted({0, top // 2, top}))
    return Chart(tuple(drawn), lines)


def _round_up(value: int) -> int:
    """Return the next number that halves evenly and is easy to read."""
    for step in (2, 4, 6, 8, 10):
        if value <= step:
            return step
    unit = int(10 ** (len(str(value)) - 1))
    return int(ceil(value / unit) * unit)


def _r(value: float) -> float:
    return round(value, 1)
