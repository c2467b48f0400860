"""The cost of a check grows as the text grows: ten times the text takes about ten times the calls."""

import pytest
from tests.counting import calls

from huiyin.checking import check
from huiyin.checking.index import index_of

FEW = 100  # times the unit
MOST = 11.0
HOSTILE = {
    "clauses without an owner": "新增企业5家，",
    "bodies in one line": "临江区教育局，",
    "years in one line": "2026年，",
    "names in one line": "云汀市青石大道，",
    "sentences of one line": "2025年，全市增长5%。",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_ten_times_the_text_takes_about_ten_times_the_calls(unit: str) -> None:
    """What holds for a clause from those before it is kept, not sought again from each clause after it."""

    def cost(count: int) -> int:
        index_of.cache_clear()
        return calls(lambda: check(unit * count, [("source", unit * count)]))

    cost(1)  # what is built once is built now
    assert cost(10 * FEW) / cost(FEW) <= MOST
