"""Tables of plans that were copied as text. All invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.plan_tables import requires

TABLE = """云汀市人民政府办公室关于印发2026年重点任务分解表的通知
序号
重点任务
责任单位
完成时限
1
地区生产总值增长5.5%左右
市发展改革委
12月底前
2
新建人行天桥2座
市住建局
9月投入使用
"""


def test_the_tasks_of_a_table_are_statements() -> None:
    """Units and dates that stand alone are none."""
    found = [(s.text, s.kind) for s in read(TABLE, text_kind="plan").statements]
    assert found == [
        ("地区生产总值增长5.5%左右", "commitment"),
        ("新建人行天桥2座", "commitment"),
        ("9月投入使用", "commitment"),
    ]


def test_a_task_with_its_units_in_brackets_is_no_heading() -> None:
    """Neither are the lines that say who answers for it."""
    text = "（一）城镇新增就业3.5万人（市人社局牵头，各区负责）\n责任单位：市财政局\n"
    found = [(s.text, s.kind) for s in read(text, text_kind="plan").statements]
    assert found == [
        ("城镇新增就业3.5万人（市人社局牵头，各区负责）", "commitment"),
        ("责任单位：市财政局", "background"),
    ]


@pytest.mark.parametrize(
    ("heading", "told"), [("工作要求", True), ("有关要求", True), ("主要目标", False), ("总体要求", False)]
)
def test_headings_below_which_all_units_are_told(heading: str, told: bool) -> None:
    """What is required of the plan's own side is no such heading."""
    assert requires(heading) is told
