"""Items of answers: promised unless something says that they were done. All invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.answer_words import could_harm, in_a_month, leader_asks, says_how_many, settled
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.letter_words import (
    answer_flags,
    by_a_day,
    numbered,
    outside_titles,
    tells_measures,
    tells_past,
)

HEAD = "沈清代表：\n您提出的建议收悉，现答复如下：\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1.强化宣传引导。\n", ["commitment"]),
        ("我局采取了以下措施：\n1.强化宣传引导。\n", ["achievement", "achievement"]),
        ("一是加强项目支持。截至目前，已安排资金2亿元。\n", ["achievement", "achievement"]),
    ],
)
def test_items(text: str, kinds: list[str]) -> None:
    """What was announced before them, and what is told after, decides."""
    found = [s.kind for s in read(HEAD + text, text_kind="reply").statements]
    assert found[2:] == kinds


def test_numbers_of_items() -> None:
    """1., （一）, 一是."""
    assert numbered("1.强化", 2)
    assert numbered("（一）强化", 3)
    assert numbered("；一是强化", 3)
    assert not numbered("我局强化", 2)


def test_what_tells_that_things_were_done() -> None:
    """In a heading or a sentence before the items, or in the words after the first."""
    assert tells_measures("采取了以下措施")
    assert tells_measures("工作开展情况")
    assert tells_measures("我局抓好此项工作，取得了一定成效")
    assert not tells_measures("力争取得更大成效")
    assert not tells_measures("下一步工作")
    assert tells_past("加强支持。截至目前，", 5, 12)
    assert not tells_past("加强支持。健全机制。", 5, 10)
    assert tells_past("坚持全面发动。印发手册3000本，吸引2万人次观看。", 7, 24)
    assert not tells_past("坚持全面发动。今后印发手册3000本。", 7, 17)


@pytest.mark.parametrize(
    ("ask", "words", "answer"),
    [
        (could_harm, "会给通行车辆造成危险", True),
        (could_harm, "将给居民带来便利", False),
        (says_how_many, "全市现有文化馆12家", True),
        (says_how_many, "全市新建文化馆12家", False),
        (leader_asks, "总书记在考察时强调", True),
        (leader_asks, "总书记考察云汀", False),
        (in_a_month, "今年6月，我局组织调研", True),
        (in_a_month, "今年6月底前完工", False),
    ],
)
def test_what_a_clause_of_an_answer_tells(ask: object, words: str, answer: bool) -> None:
    """Each question is answered from the words alone."""
    assert callable(ask)
    assert ask(words) is answer


@pytest.mark.parametrize(
    ("text", "main", "flags"),
    [
        ("您家门口的路灯已安排修复", 0, Cue.ACTS),  # done for the reader, not by the reader
        ("如能整治，您可以申请", 5, Context.READER),
        ("如果获批，将及时公布", 5, Context.WHENEVER),
        ("如果获批，无需申请", 5, Context.READER | Cue.NORM),
        ("经研究，您可以申请补贴", 4, Context.READER),
        ("需审批后施工，街道会加强巡查", 0, Cue.NORM | Cue.FUTURE),
    ],
)
def test_what_a_clause_of_an_answer_shows(text: str, main: int, flags: int) -> None:
    """Whom it speaks of, whether it supposes, cites a rule or promises."""
    assert answer_flags(text, main) == flags


def test_a_count_keeps_what_else_is_known_of_its_clause() -> None:
    """What there is, and how many, is told beside a rule."""
    assert settled("全市现有文化馆12家", 0, Cue.YING, 0) == Cue.YING | Cue.NORM | Cue.COPULA


@pytest.mark.parametrize(
    ("text", "told"), [("2027年底前完成", True), ("2027年 6月底前", False), ("2027年前完成", False)]
)
def test_a_year_that_goes_on_to_a_last_day(text: str, told: bool) -> None:
    """底前 may follow at once."""
    assert by_a_day(text, 5) is told


def test_what_stands_in_a_title_says_nothing_of_its_clause() -> None:
    """Title marks alone suffice; where there are none, all is kept."""
    found = [("建设", 5), ("建设", 13)]
    assert outside_titles("落实《加快建设方案》，加快建设", found, 1) == found[1:]
    assert outside_titles("落实加快建设方案，加快建设", found, 1) == found


def test_only_the_first_words_of_an_item_are_looked_at() -> None:
    """What is to come behind them makes no item of what was counted a promise."""
    text = "1.新增路灯300盏。下一步将继续新增。"
    assert not tells_past(text, 0, len(text))
    assert tells_past("1.发放补贴300件。下一步将继续发放。", 0, 11)
