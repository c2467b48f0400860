"""A plan brings in what it says: no column is dropped without a word, and every task rests on a text."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Cast
from tests.ledger.test_imports import GOOD, HEAD, workbook
from tests.ledger.works import AT, TODAY, seen_by, statements

from huiyin.ledger.imports import plan
from huiyin.ledger.imports.figures import figure_in, figure_of
from huiyin.ledger.models import Case, Source
from huiyin.ledger.projections import image_of_events, image_of_rows

FULL = [
    "序号", "任务类别", "工作任务", "量化目标", "牵头领导", "牵头单位", "责任单位", "责任人", "起始时间", "阶段节点",
    "完成时限", "备注", "电话",
]  # fmt: skip
ROW = [
    "任务3", "城乡建设", "加装电梯", "加装60部以上", "程以宁副市长",
    "市住建局", "市财政局", "顾庭13900000001", "2026年3月1日",
    "6月底完成选址；年底前完工", "12月底前", "重点", "13900000001",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("改造管网85公里以上", ("改造管网", ">=", "85", "公里")),
        ("≥85公里", (None, ">=", "85", "公里")),
        ("不低于1,200户", (None, ">=", "1200", "户")),
        ("能耗下降２．５％左右", ("能耗下降", "~", "2.5", "%")),
        ("控制在3%以内", (None, "<=", "3", "%")),
        ("提高2个百分点", ("提高", "=", "2", "百分点")),
    ],
)
def test_one_number_of_a_figure_is_the_target(words: str, found: tuple[str | None, str, str, str]) -> None:
    columns = figure_in(words)
    assert (columns.get("indicator"), columns["target_relation"]) == found[:2]
    assert (columns["target_value"], columns["unit_of_measure"]) == (Decimal(found[2]), found[3])


@pytest.mark.parametrize("words", ["建成投用", "新建3所、改建2所", "2026年底完工", "3个标准化社区服务中心"])
def test_other_words_of_a_figure_are_the_end_state_as_they_stand(words: str) -> None:
    assert figure_in(words) == {"end_state": words, "vague": False}


@pytest.mark.parametrize(
    ("figure", "indicator", "unit", "found"),
    [
        ("85", "改造管网长度", "公里", ("改造管网长度", "=", "85", "公里")),
        ("≥85", "", "公里", (None, ">=", "85", "公里")),
        ("改造管网85公里以上", "管网改造", "千米", ("管网改造", ">=", "85", "公里")),
    ],
    ids=["columns of their own", "a unit alone", "a unit that stands with the figure"],
)
def test_indicator_and_unit_may_have_columns_of_their_own(
    figure: str, indicator: str, unit: str, found: tuple[str | None, str, str, str]
) -> None:
    columns = figure_of(figure, indicator=indicator, unit=unit)
    assert (columns.get("indicator"), columns["target_relation"]) == found[:2]
    assert (columns["target_value"], columns["unit_of_measure"]) == (Decimal(found[2]), found[3])


def test_indicator_and_unit_stand_without_a_figure_too() -> None:
    assert figure_of("", indicator="电梯", unit="部") == {"indicator": "电梯", "unit_of_measure": "部"}


@pytest.mark.django_db
def test_a_plan_with_columns_for_indicator_and_unit_writes_both(people: Cast) -> None:
    head = ["序号", "工作任务", "指标", "目标值", "计量单位", "牵头单位"]
    paper, _rows, (case,) = taken(people, workbook(head, ["1", "加装电梯", "加装数量", "60", "部", "市住建局"]))
    assert paper.unknown == ()
    assert (case.indicator, case.target_value, case.unit_of_measure) == ("加装数量", Decimal(60), "部")


def taken(people: Cast, content: bytes, *, hand_over: bool = True) -> tuple[plan.Paper, list[plan.PlanRow], list[Case]]:
    report = Source.objects.filter(text_kind="report").first() or statements(people)["figure"].source
    paper = plan.paper_in(content, "分工方案.xlsx", year=2026)
    rows = plan.preview(paper.duties, source=report, place=people.city, on=TODAY)
    options: dict[str, Any] = {"by": seen_by(people.supervisor), "at": AT, "skip_refused": False}
    return paper, rows, plan.take_in(rows, source=report, paper=paper, hand_over=hand_over, **options)


@pytest.mark.django_db
def test_every_column_of_a_plan_is_written_or_named(people: Cast) -> None:
    paper, rows, (case,) = taken(people, workbook(FULL, ROW))
    assert paper.unknown == ("备注", "电话")
    assert rows[0].notes == [("no_match", "")]
    assert (case.number, case.category, case.stage) == ("任务3", "城乡建设", "assigned")
    assert (case.leader, case.contact) == (people.leader.key, people.handler.key)
    assert (case.target_relation, case.target_value, case.unit_of_measure) == (">=", Decimal(60), "部")
    assert (case.starts_on, case.milestones[0]["due_on"]) == (date(2026, 3, 1), "2026-06-30")
    assert case.parties.get(part="responsible_unit").unit == people.finance
    assert image_of_events(case.key) == image_of_rows(case)


@pytest.mark.django_db
def test_a_row_that_no_statement_fits_rests_on_the_plan_itself(people: Cast) -> None:
    """The plan is kept once, as a source out of review; numbers of persons do not come into it."""
    _paper, _rows, (own, fits) = taken(people, workbook(HEAD, ["1", "加装电梯60部", "市住建局", "", ""], GOOD))
    passage = own.entry.passages.get()
    assert (passage.quote, passage.source.text_kind, passage.source.title) == ("加装电梯60部", "plan", "分工方案")
    assert passage.source.text[passage.start : passage.end] == "加装电梯60部"
    assert passage.source.withdrawn_at is not None
    assert fits.entry.passages.get().source.text_kind == "report"
    taken(people, workbook(FULL, ROW))
    assert not Source.objects.filter(text__contains="1390000").exists()


def test_lines_that_name_a_person_stay_out_of_the_text() -> None:
    words = "1.加装电梯60部\n牵头单位：市住建局\n联系人：某某13900000001\n量化目标：60部以上\n阶段节点：6月底选址"
    paper = plan.paper_in(words.encode(), "分工方案.txt", year=2026)
    assert "1390000" not in paper.text
    (duty,) = paper.duties
    assert (duty.lead, duty.person, duty.figure, duty.milestones) == (
        ("市住建局",), "某某13900000001", "60部以上", "6月底选址",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_plan_brought_in_twice_changes_nothing(people: Cast) -> None:
    content = workbook(HEAD, ["1", "加装电梯60部", "市住建局", "", ""])
    taken(people, content)
    _paper, rows, written = taken(people, content)
    assert ([row.does for row in rows], written, Case.objects.count()) == (["present"], [], 1)


@pytest.mark.django_db
def test_who_has_no_account_is_told(people: Cast) -> None:
    row = [*ROW[:4], "某某副市长", *ROW[5:7], "某某", *ROW[8:]]
    _paper, (found,), (case,) = taken(people, workbook(FULL, row), hand_over=False)
    assert found.notes == [("leader_unknown", "某某副市长"), ("contact_unknown", "某某"), ("no_match", "")]
    assert (case.leader, case.contact, case.stage) == ("", "", "draft")
    assert case.parties.get(part="responsible_unit").unit == people.finance
