"""Opinions of people who write to an office: told by their form, apart from facts and questions. All are invented."""

import pytest

from huiyin.reading.opinions import judges

JUDGED = [
    "这条路晚上十分危险",
    "物业的服务态度太差",
    "存在严重的安全隐患",
    "给老人出行带来诸多不便",
    "噪音严重影响居民休息",
    "停车费过高",
    "更气人的是没人承认",
    "这是一件好事",
    "居住环境远远不如从前",
    "增设站点有利于整治拥堵",
    "工作人员完全没有责任心",
]
TOLD = [
    "小区有三栋楼",
    "路灯坏了三个月",
    "停车费每月300元",
    "为什么服务态度这么差",
    "是否存在安全隐患",
    "物业公司拒绝维修",
    "每天晚上十点停水",
    "执法人员到过现场",
]


@pytest.mark.parametrize("clause", JUDGED)
def test_a_judgement_is_told_by_its_form(clause: str) -> None:
    """A degree with a worth, harm to something valued, what good it would do."""
    assert judges(clause)


@pytest.mark.parametrize("clause", TOLD)
def test_a_fact_or_a_question_is_none(clause: str) -> None:
    """Counts, prices, deeds and whatever is asked."""
    assert not judges(clause)
