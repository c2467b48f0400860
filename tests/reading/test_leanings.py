"""Leanings: weak cues weighed together tell a judgement from a fact. All sentences are invented."""

import pytest

from huiyin.reading.kinds import Context
from huiyin.reading.leanings import ENOUGH, leanings
from huiyin.reading.lexicon import DEFAULT

JUDGED = [
    ("物业对业主的诉求敷衍了事", "，"),
    ("谁信呢", "？"),
    ("这就是他们的服务态度吗", "？"),
    ("这简直是抢钱", "！"),
    ("停车位太少了", "。"),
    ("他们根本不把居民的利益放在眼里", "。"),
    ("我们觉得这个站点更有潜力", "。"),
    ("难道老人就不用看病了", "？"),
    ("真的很让人寒心", "！"),
]
TOLD = [
    ("物业说下个月答复", "。"),
    ("路很窄", "。"),
    ("我昨天去窗口办理", "，"),
    ("门口每天停着12台车", "。"),
    ("由于态度太差", "，"),
    ("请问这个站点什么时候建好", "？"),
    ("开发商已经找过我们", "。"),
    ("家住云河小区3栋", "，"),
    ("他们经常在楼下烧烤", "！"),
]


@pytest.mark.parametrize(("clause", "mark"), JUDGED)
def test_several_weak_cues_make_a_judgement(clause: str, mark: str) -> None:
    """Degree and worth, interests that are hurt, questions that nobody wants answered."""
    assert leanings(DEFAULT).weigh(clause, mark, 0) >= ENOUGH


@pytest.mark.parametrize(("clause", "mark"), TOLD)
def test_what_happened_or_is_asked_weighs_against_it(clause: str, mark: str) -> None:
    """Counts, days, places, what was said and done, a question that wants an answer, a cause."""
    assert leanings(DEFAULT).weigh(clause, mark, 0) < ENOUGH


def test_a_judgement_before_it_weighs_too() -> None:
    """The clause behind a judgement in one sentence leans to be one."""
    weigh = leanings(DEFAULT).weigh
    assert weigh("影响也大", "。", Context.AFTER_APPRAISAL) == weigh("影响也大", "。", 0) + 1


def test_a_group_counts_once() -> None:
    """More words of one group say no more."""
    weigh = leanings(DEFAULT).weigh
    assert weigh("利益和形象", "。", 0) == weigh("利益", "。", 0) == 1


def test_a_longer_word_hides_a_shorter_one() -> None:
    """太阳 is no 太."""
    assert leanings(DEFAULT).weigh("太阳能", "。", 0) == 0
