"""Checkability: a point each for a figure or name, a deadline, an owner and an end state."""

import pytest

from huiyin.reading import DEFAULT, TextKind, read
from huiyin.reading.checkable import checkable, deadlines, end_states

POINTS = [
    ("nothing", 0, "进一步解放思想。"),
    ("figure", 1, "新增泊位1800个。"),
    ("name-of-a-programme", 1, "贯彻实施《民法典》。"),
    ("end-state", 1, "主体工程全面竣工。"),
    ("deadline", 1, "上半年见到成效。"),
    ("figure-and-end-state", 2, "建成停车楼4座。"),
    ("figure-and-deadline", 2, "6月底前新增泊位1800个。"),
    ("name-that-is-an-owner", 2, "云汀市教育局主动作为。"),
    ("owner-figure-and-end-state", 3, "云汀市教育局建成学校8所。"),
    ("all-four", 4, "9月底前，云汀市教育局建成学校8所。"),
    ("two-figures-count-once", 1, "新增泊位1800个，其中老旧小区310个。"),
]


@pytest.mark.parametrize(("points", "text"), [row[1:] for row in POINTS], ids=[row[0] for row in POINTS])
def test_points(points: int, text: str) -> None:
    """The first statement of the text has so many points; nobody speaks here."""
    statement = read(text, text_kind=TextKind.OTHER, year=2026).statements[0]
    assert statement.speaker is None
    assert statement.checkable == points


@pytest.mark.parametrize(("_", "points", "text"), POINTS, ids=[row[0] for row in POINTS])
def test_a_statement_alone_has_the_same_points(_: str, points: int, text: str) -> None:
    """What other engines find is counted as what we read; who says it is one more, unless an owner is named."""
    found = read(text, text_kind=TextKind.OTHER, year=2026).statements[0]
    alone = checkable(found.text, found.measures, found.mentions, False, DEFAULT)
    said = checkable(found.text, found.measures, found.mentions, True, DEFAULT)
    assert (alone, said) == (points, points + ("教育局" not in text))


def test_a_speaker_owns_what_is_said() -> None:
    """A commitment in a report has an owner: the government that makes it."""
    text = "现在，我代表市人民政府，向大会报告工作。2026年，新增泊位1800个。"
    statement = read(text, text_kind=TextKind.REPORT, year=2026).statements[-1]
    assert (statement.speaker, statement.checkable) == ("市政府", 2)


@pytest.mark.parametrize(
    "text",
    [
        "6月底前",
        "12月25日前",
        "3个月内",
        "10个工作日内",
        "7日内",
        "30天内",
        "到2027年",
        "至二〇三〇年",
        "上半年",
        "一季度",
        "年底前",
        "入冬前",
        "汛期前",
        "5月中旬前",
    ],
)
def test_deadlines(text: str) -> None:
    """A day, month, quarter, half-year or season before which something is to be done, or a year until which."""
    assert deadlines(f"力争{text}完成", DEFAULT)


@pytest.mark.parametrize("text", ["今年", "下一步", "5月1日起", "3天时间", "每月25日", "2026年"])
def test_no_deadlines(text: str) -> None:
    """A year by itself, a beginning or a span of time bounds nothing."""
    assert deadlines(f"{text}开展工作", DEFAULT) == []


@pytest.mark.parametrize("word", ["竣工", "投产", "通车", "获批", "验收", "全覆盖", "印发", "交付", "开工"])
def test_end_states(word: str) -> None:
    """What somebody can go and see."""
    assert end_states(f"项目{word}", DEFAULT) == [2]


@pytest.mark.parametrize("words", ["不断优化", "深入推进", "取得进展"])
def test_no_end_states(words: str) -> None:
    """What nobody can see done."""
    assert end_states(f"项目{words}", DEFAULT) == []


def test_places_are_in_text_order() -> None:
    """Words and dates are found apart and given together in order."""
    assert deadlines("6月底前开工，上半年投产，到2027年达产，年底前验收", DEFAULT) == [0, 7, 13, 22]
    assert end_states("6月底前开工，上半年投产", DEFAULT) == [4, 10]
