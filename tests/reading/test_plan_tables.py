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


def test_a_row_with_bars_is_cut_into_its_cells() -> None:
    """Pages leave tables as lines with bars; units and days alone in a cell say nothing."""
    text = "| 序号 | 重点工作 | 责任单位 | 完成时限 |\n| 1 | 实施老旧小区改造35个 | 市住建局 | 11月底 |\n"
    found = read(text)
    assert found.source.text_kind == "plan"
    assert [(s.text, s.kind) for s in found.statements] == [("实施老旧小区改造35个", "commitment")]


def test_fields_in_one_line_are_statements_each() -> None:
    """Who leads, who answers and by when may stand behind the task without a break."""
    text = "1.改造危旧房36户。责任领导：方知远  责任人：林月  完成时限：2026年9月\n"
    assert [(s.text, s.kind) for s in read(text, text_kind="plan").statements] == [
        ("改造危旧房36户", "commitment"),
        ("责任领导：方知远", "background"),
        ("责任人：林月", "background"),
        ("完成时限：2026年9月", "background"),
    ]


def test_what_follows_the_bracket_of_the_task_before_is_a_task() -> None:
    """A paragraph may hold several tasks, each with its units in brackets."""
    text = "（二）扩大投资。\n争取资金15亿元以上。（市发展改革委牵头）加快云汀港二期建设。（市交通运输局牵头）\n"
    assert [s.text for s in read(text, text_kind="plan").statements] == [
        "扩大投资",
        "争取资金15亿元以上",
        "市发展改革委牵头",
        "加快云汀港二期建设",
        "市交通运输局牵头",
    ]


def test_an_office_alone_in_a_cell_signs_nothing() -> None:
    """Who issues a plan signs with a date."""
    cells = "任务名称\n新建城市公园3个\n责任单位\n市园林局\n完成时间\n10月底\n"
    assert [(s.text, s.speaker) for s in read(cells, text_kind="plan").statements] == [("新建城市公园3个", None)]
    signed = read(cells + "云汀市人民政府办公室\n2026年1月9日\n", text_kind="plan")
    assert [s.speaker for s in signed.statements] == ["云汀市人民政府办公室"]
