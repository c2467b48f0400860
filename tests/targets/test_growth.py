"""The cost of reading targets grows as the text grows: ten times the text takes about ten times the calls."""

import pytest
from tests.counting import calls

from huiyin.targets import read_targets

FEW = 1_500  # characters
MOST = 13.0
HOSTILE = {
    "targets only": "目标",
    "figures after targets": "目标5%，",
    "targets in one line": "目标是地区生产总值增长5%左右，",
    "lines of targets": "2026年主要预期目标：\n",
    "lists without an end": "主要预期目标：地区生产总值增长5%；\n",
    "bullets": "——目标：GDP增长5%；\n",
    "names without figures": "固定资产投资、",
    "growth of one name": "地区生产总值增长5%、",
    "dealt out": "分别增长5%、",
    "yearly averages": "目标年均增长5%，",
    "plan headings": "一、“十五五”工作目标\n",
    "looking back": "去年增长5%。",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_ten_times_the_text_takes_about_ten_times_the_calls(unit: str) -> None:
    """What a stretch says is looked up, not read again for each word 目标 before it."""
    read_targets(unit, year=2026)  # what is built once is built now

    def cost(length: int) -> int:
        return calls(lambda: read_targets((unit * length)[:length], year=2026))

    assert cost(10 * FEW) / max(cost(FEW), 1) <= MOST


def test_a_line_of_nothing_but_targets_is_passed_over() -> None:
    """Without a figure there is no target, and no word 目标 is looked at twice."""
    text = "2026年工作\n" + "目标" * 40_000
    assert calls(lambda: read_targets(text, year=2026)) < 10_000
