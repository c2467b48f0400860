"""Passages for a model end where a paragraph or a sentence does, and lose nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.engines.pieces import halves, pieces

CASES = [
    pytest.param("甲甲。\n乙乙。\n丙丙。", 8, ["甲甲。\n乙乙。\n", "丙丙。"], id="paragraphs-together"),
    pytest.param("甲甲。乙乙。丙", 5, ["甲甲。", "乙乙。丙"], id="at-a-sentence"),
    pytest.param("甲甲，乙乙", 4, ["甲甲，", "乙乙"], id="at-a-comma"),
    pytest.param("甲甲甲甲甲", 2, ["甲甲", "甲甲", "甲"], id="anywhere"),
    pytest.param("甲\n\n\n\n\n乙", 3, ["甲\n\n", "乙"], id="blank-ones-left-out"),
    pytest.param("", 5, [], id="nothing"),
]


@pytest.mark.parametrize(("text", "budget", "expected"), CASES)
def test_where_a_text_is_cut(text: str, budget: int, expected: list[str]) -> None:
    """A paragraph's end before a sentence's, a sentence's before a comma, a comma before anything."""
    assert [text[start:end] for start, end in pieces(text, budget)] == expected


@settings(deadline=None)
@given(st.text("甲，。\n ", max_size=60), st.integers(1, 10))
def test_passages_cover_all_that_is_no_blank(text: str, budget: int) -> None:
    """No passage is too long, none overlaps another, and what lies between them is white space."""
    at = 0
    for start, end in pieces(text, budget):
        assert text[at:start].strip() == ""
        assert 0 < end - start <= budget
        at = end
    assert text[at:].strip() == ""


@settings(deadline=None)
@given(st.text("甲，。\n", min_size=3, max_size=60))
def test_halves_join_to_the_whole(text: str) -> None:
    """Both halves have something in them, and together they are the passage."""
    (start, cut), (again, end) = halves(text, 0, len(text))
    assert (start, again, end) == (0, cut, len(text))
    assert 0 < cut < len(text)
