"""Key points: the lines of a report that is told in points are running text. All of it is invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.fold import fold
from huiyin.reading.key_points import points_as_text
from huiyin.reading.layout import Role, lay_out

POINTS = (
    "一图读懂政府工作报告\n2025年工作回顾\n经济增长\n"
    "地区生产总值增长5.2%\n• 工业增加值增长6.1%\n"
    "新增高速公路149公里\n"
    "• 临江大桥建成通车\n发展民生事业\n"
    "新建学校8所、医院2家\n城镇新增就业3.2万人\n【2026年主要目标】\n地区生产总值增长5%左右\n"
)


def roles(text: str) -> list[tuple[str, Role]]:
    """Return each line of a report with what it is taken for."""
    folded = fold(text)
    return [(folded[line.start : line.end], line.role) for line in points_as_text(folded, lay_out(folded))]


def test_points_are_text_and_what_they_stand_under_are_headings() -> None:
    """A figure, a bullet or a word of what was reached makes a point; a phrase alone or in 【】 is a heading."""
    found = roles(POINTS)
    assert [line for line, role in found if role is Role.HEADING] == [
        "一图读懂政府工作报告",
        "2025年工作回顾",
        "经济增长",
        "发展民生事业",
        "【2026年主要目标】",
    ]
    assert len([line for line, role in found if role is Role.TEXT]) == len(found) - 5


def test_points_are_read_by_the_part_above_them() -> None:
    """What stands under the review is done, what stands under the aims is promised."""
    statements = read(POINTS).statements
    assert [str(each.kind) for each in statements] == ["achievement"] * 6 + ["commitment"]
    assert statements[1].text == "工业增加值增长6.1%"


def test_the_later_of_two_years_is_planned() -> None:
    """Two years that head points are the one that went by and the one to come, with or without 年."""
    text = POINTS.replace("2025年工作回顾", "2025年").replace("【2026年主要目标】", "2026 新云汀 开新局")
    assert [str(each.kind) for each in read(text).statements] == ["achievement"] * 6 + ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "一、2025年工作回顾\n3个项目\n过去一年，经济增长5.2%。\n新建学校8所。\n",
        "云汀县政府工作报告\n改造老旧小区58个\n各位代表，我们深化改革。\n",
    ],
    ids=["sentences", "one-heading-with-a-figure"],
)
def test_headings_of_a_report_in_full_stay(text: str) -> None:
    """A report in sentences has headings with figures, too."""
    folded = fold(text)
    assert points_as_text(folded, lay_out(folded)) == lay_out(folded)
