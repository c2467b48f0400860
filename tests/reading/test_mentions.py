"""Names are found by their form, typed by what stands around them, and generic phrases are none."""

import pytest

from huiyin.reading.mentions import find_mentions


def names(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in find_mentions(text)]


CASES = {
    "title_marks": ("《政府工作报告》总结成绩客观全面。", [("政府工作报告", "document")]),
    "unknown_county": ("云汀县将持续发力。", [("云汀县", "place")]),
    "session": ("出席市三届人大二次会议的代表", [("市三届人大二次会议", "organisation")]),
    "plan_period": ("今年是“十五五”开局之年。", [("十五五", "programme")]),
    "quoted_number_with_tail": ("坚持以“2+6”赛道为总路径", [("“2+6”赛道", "programme")]),
    "listed_works": (
        "加快推进青石抽水蓄能、汀庄高速等重大项目建设",
        [("青石抽水蓄能", "project"), ("汀庄高速", "project")],
    ),
    "honour_after_verb": ("获评全省县域经济先进县，", [("全省县域经济先进县", "honour")]),
    "responsible_offices": (
        "（市发展改革委牵头，市统计局、临江区政府负责）",
        [("市发展改革委", "organisation"), ("市统计局", "organisation"), ("临江区政府", "organisation")],
    ),
    "hotline_place": ("A市A3区的业主反映问题", [("A市A3区", "place")]),
    "campaign": ("深入实施消费环境提升行动，", [("消费环境提升行动", "programme")]),
    "generic_phrases": ("推进重点项目、老旧小区改造和主导产业发展。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    """Each form of name is found whole and typed; ordinary words are not."""
    assert names(text) == expected
