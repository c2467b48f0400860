"""What answers tell that is no deed of an office: told apart from what was done. All sentences are invented."""

import pytest

from huiyin.reading.answer_facts import is_no_deed_done, names_office, others_did

UNDONE = [
    "该线路没有设置公共停车位",
    "现场未发现违规施工",
    "附近无公共厕所",
    "该地块不属于我镇管辖",
    "导致路面损坏严重",
    "因而无法验收",
    "水质符合国家标准",
    "该项目停工至今",
    "双方存在经济纠纷",
    "河岸地势较低",
    "该片区位置十分偏远",
]
DONE = [
    "要求店主不得占道经营",
    "确保施工期间无安全事故",
    "我局不断加大巡查力度",
    "免费为老人办理证件",
    "对未办证的行为进行处罚",
    "已将该路列入计划",
    "责令该厂停产",
    "在没有食堂的社区新建食堂",
    "主要是在改造还没有通气的老楼",
    "整治成效较好",
]


@pytest.mark.parametrize("clause", UNDONE)
def test_what_is_not_so_or_came_of_something_is_no_deed(clause: str) -> None:
    """Negated predicates and consequences."""
    assert is_no_deed_done(clause, 0)


@pytest.mark.parametrize("clause", DONE)
def test_a_ban_or_a_word_that_only_looks_negated_is_a_deed(clause: str) -> None:
    """What is forbidden or prevented was done; 不断 and 免费 deny nothing."""
    assert not is_no_deed_done(clause, 0)


@pytest.mark.parametrize(
    "clause", ["消费者已经退货", "钟某某收到通知书", "该公司提交了材料", "经查，部分业主长期占用通道"]
)
def test_what_those_did_whom_it_is_about(clause: str) -> None:
    """The applicant, a shop, residents act; no office does."""
    assert others_did(clause)


@pytest.mark.parametrize("clause", ["社区上门走访居民", "我局约谈了该公司", "该公司已完成整改", "业主反映的问题已解决"])
def test_what_an_office_did_about_them(clause: str) -> None:
    """An office is named, or what was complained of is mended."""
    assert not others_did(clause)


def test_offices_are_known_by_their_names() -> None:
    """Own side, bodies and those who work for them."""
    assert names_office("执法人员赶到现场")
    assert names_office("我街道高度重视")
    assert not names_office("水质符合标准")
