"""Quotes are placed only where nothing but one place is possible, as many as can stand in order."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.engines.locate import Lost, Placed, locate

CASES = [
    pytest.param("甲乙丙", ["甲", "丙"], [(0, 0, 1), (1, 2, 3)], [], id="in-order"),
    pytest.param("甲乙丙", ["丁"], [], [(0, "not_found")], id="not-in-the-text"),
    pytest.param("甲乙丙", [""], [], [(0, "not_found")], id="empty"),
    pytest.param("甲甲", ["甲", "甲"], [(0, 0, 1), (1, 1, 2)], [], id="as-many-as-there-are"),
    pytest.param("甲乙甲", ["甲"], [], [(0, "ambiguous")], id="two-places"),
    pytest.param("甲乙甲", ["乙", "甲"], [(0, 1, 2), (1, 2, 3)], [], id="a-neighbour-decides"),
    pytest.param("甲乙甲丙", ["甲", "丙"], [(1, 3, 4)], [(0, "ambiguous")], id="a-neighbour-that-does-not"),
    pytest.param("甲乙丙丁", ["丁", "甲", "乙", "丙"], [(1, 0, 1), (2, 1, 2), (3, 2, 3)], [(0, "out_of_order")],
                 id="the-most-that-fit"),
    pytest.param("甲乙丙", ["甲乙", "乙丙", "丙"], [(0, 0, 2), (2, 2, 3)], [(1, "out_of_order")], id="no-overlap"),
    pytest.param("甲" * 300, ["甲"], [], [(0, "ambiguous")], id="everywhere"),
    pytest.param("甲", ["甲", "甲"], [(0, 0, 1)], [(1, "out_of_order")], id="more-than-there-is-room-for"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quotes", "placed", "lost"), CASES)
def test_placing(text: str, quotes: list[str], placed: list[tuple[int, int, int]], lost: list[tuple[int, str]]) -> None:
    """What is placed, and why the rest is not."""
    assert locate(quotes, text, 0, len(text)) == ([Placed(*p) for p in placed], [Lost(*one) for one in lost])


def test_only_the_passage_is_searched() -> None:
    """What stands before or after the passage does not count, not even in part."""
    assert locate(["甲乙"], "甲乙甲乙甲乙", 1, 5) == ([Placed(0, 2, 4)], [])


def test_a_place_that_does_not_fit_is_none() -> None:
    """The caller can rule places out."""
    placed, lost = locate(["5%"], "15%与5%", 0, 6, lambda start, _end: start != 1)
    assert (placed, lost) == ([Placed(0, 4, 6)], [])


@settings(deadline=None)
@given(st.text("甲乙丙", max_size=30), st.lists(st.text("甲乙丙丁", max_size=3), max_size=8))
def test_placed_quotes_stand_in_order_and_each_quote_is_accounted_for(text: str, quotes: list[str]) -> None:
    """Whatever is asked, what is placed stands there, one after another; the rest is listed once each."""
    placed, lost = locate(quotes, text, 0, len(text))
    assert all(text[p.start : p.end] == quotes[p.number] for p in placed)
    assert all(a.end <= b.start and a.number < b.number for a, b in pairwise(placed))
    assert sorted([p.number for p in placed] + [one.number for one in lost]) == list(range(len(quotes)))


@settings(deadline=None)
@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=8))
def test_a_text_quoted_from_end_to_end_is_placed_whole(parts: list[str]) -> None:
    """If the quotes are the whole text in order, all are found, however often one repeats."""
    text = "".join(parts)
    placed, lost = locate(parts, text, 0, len(text))
    assert lost == []
    assert "".join(text[p.start : p.end] for p in placed) == text
