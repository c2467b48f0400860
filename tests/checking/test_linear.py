"""The cost of a check grows as its texts do: ten times of both take about ten times the calls, on hostile text too."""

import pytest
from tests.counting import calls

from huiyin.checking import check
from huiyin.checking.index import index_of

FEW, ONE_LINE = 1_000, 2_200  # characters; a sentence is cut at 300 clauses
MOST = 13.0
# The draft's text and the source's, each again and again.
HOSTILE = {
    "equal lines": ("全市新增企业5家，培育规上工业企业46家。\n", "全市新增企业5家，培育规上工业企业46家。\n"),
    "equal lines with another figure": ("全市新增企业5家。\n", "全市新增企业6家。\n"),
    "equal lines in other words": ("减少企业5家\n", "新增企业5家\n"),
    "equal clauses in one line": ("新增企业5家，", "新增企业5家，"),
    "equal words in one line": ("推进改革，", "推进改革，"),
    "bodies in one line": ("临江区教育局，", "临江区教育局，"),
    "years in one line": ("2026年，", "2026年，"),
    "sentences of one line": ("2025年，临江区增长5%。", "2025年，临江区增长5%。"),
    "headings": ("一、工作回顾\n", "一、工作回顾\n"),
    "letters without an end": ("中", "中"),
}


def cost(draft: str, source: str, length: int) -> int:
    """Return the calls of one check, the index built anew."""
    one, other = (draft * length)[:length], (source * length)[:length]
    index_of.cache_clear()
    return calls(lambda: check(one, [("源", other)]))


@pytest.mark.parametrize("name", HOSTILE)
def test_ten_times_the_text_takes_about_ten_times_the_calls(name: str) -> None:
    """What is sought among equal lines is bounded, so each further line costs the same."""
    draft, source = HOSTILE[name]
    few = ONE_LINE if "in one line" in name else FEW
    cost(draft, source, 10)  # what is built once is built now
    assert cost(draft, source, 10 * few) / cost(draft, source, few) <= MOST


@pytest.mark.parametrize("name", ["equal clauses in one line", "sentences of one line"])
def test_what_holds_for_a_clause_is_kept(name: str) -> None:
    """Who and when a clause is about is not sought again, back to the head of its line, by each clause after it."""
    draft, source = HOSTILE[name]
    few = 100 * len(draft)  # so few that the cut at 300 clauses does not hide it
    cost(draft, source, 10)
    assert cost(draft, source, 10 * few) / cost(draft, source, few) <= 11.0


def test_one_of_many_equal_lines_is_enough() -> None:
    """The first of a thousand equal lines is taken without a look at the others."""
    line = "全市新增企业5家，培育规上工业企业46家。\n"
    cost(line, line, 10)
    assert cost(line, line, 20_000) / 20_000 < 60  # calls a character
