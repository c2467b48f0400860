"""The faces of `huiyin targets`: figures as people write them."""

from decimal import Decimal

import pytest

from huiyin.render.targets import figure_words
from huiyin.targets import Figure


@pytest.mark.parametrize(
    ("relation", "value", "upper", "unit", "expected"),
    [
        ("=", "90000000000000", None, "元", "90万亿元"),
        (">=", "1250000000", None, "元", "≥ 12.5亿元"),
        (">=", "18000", None, "人", "≥ 1.8万人"),
        ("~", "5", None, "%", "≈ 5%"),
        ("range", "4.5", "5", "%", "4.5–5%"),
        ("<=", "-3", None, "", "≤ -3"),
    ],
    ids=["万亿", "亿", "万", "about", "range", "no unit"],
)
def test_figures_are_short(relation: str, value: str, upper: str | None, unit: str, expected: str) -> None:
    """Large ones in 万, 亿 and 万亿, with the unit right behind."""
    top = Decimal(upper) if upper else None
    figure = Figure("gdp", "2026", relation, Decimal(value), top, unit, 0, 1, "x")
    assert figure_words(figure) == expected
