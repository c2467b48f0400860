"""The values of written numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading.numerals import adjacent_values, arabic_value, chinese_value


@pytest.mark.parametrize(
    ("digits", "multipliers", "value"),
    [
        ("81", "亿", "8100000000"),
        ("1.5", "万", "15000"),
        ("3.20", "", "3.2"),
        ("1,234", "", "1234"),
        ("１２．５", "", "12.5"),
        ("2", "万亿", "2000000000000"),
        ("100", "", "100"),
    ],
)
def test_arabic_value(digits: str, multipliers: str, value: str) -> None:
    """Multipliers are folded in and no exponent or trailing zero is left."""
    assert str(arabic_value(digits, multipliers)) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("三十七", 37),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三万五千", 35000),
        ("三万八", 38000),
        ("两千三", 2300),
        ("一百五", 150),
        ("二十五", 25),
        ("一亿两千万", 120000000),
        ("二〇二六", 2026),
        ("百", 100),
        ("千万", 10000000),
        ("万八", 18000),
    ],
)
def test_chinese_value(numeral: str, value: int) -> None:
    """A Chinese numeral has the value that it names."""
    assert chinese_value(numeral) == value


def test_chinese_decimals() -> None:
    """点 divides the whole part from the decimals."""
    assert chinese_value("三点五") == Decimal("3.5")
    assert chinese_value("十二点〇五") == Decimal("12.05")


@pytest.mark.parametrize("numeral", ["", "十五五", "三点", "点五", "三点十"])
def test_no_number(numeral: str) -> None:
    """A run of numerals that names no number has no value."""
    assert chinese_value(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "low", "high"),
    [
        ("五六", 5, 6),
        ("七八十", 70, 80),
        ("十七八", 17, 18),
        ("两三", 2, 3),
        ("三五百", 300, 500),
        ("三四万", 30000, 40000),
    ],
)
def test_adjacent_numerals(numeral: str, low: int, high: int) -> None:
    """Two digits side by side are the ends of a range."""
    assert adjacent_values(numeral) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("numeral", ["五", "三十", "十五五", "六五", "二〇二六", "一百零五"])
def test_not_adjacent(numeral: str) -> None:
    """Other numerals are no range."""
    assert adjacent_values(numeral) is None


@given(st.text(alphabet="〇零一二三四五六七八九两十百千万亿点", max_size=14))
def test_any_run_is_read_or_refused(numeral: str) -> None:
    """Any run of numerals has a value of zero or more, or none; reading it never fails."""
    value = chinese_value(numeral)
    assert value is None or value >= 0
    adjacent_values(numeral)


@pytest.mark.parametrize("digits", ["1" * 40, "1" + ",000" * 12, "9" * 30 + ".5"], ids=["plain", "grouped", "decimal"])
def test_numbers_longer_than_the_decimal_context(digits: str) -> None:
    """A number of more digits than the context of decimals holds has a value all the same."""
    assert arabic_value(digits).is_finite()
    assert arabic_value(digits, "万亿").is_finite()
