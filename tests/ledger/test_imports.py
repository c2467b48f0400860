"""Plans of work and older cases are brought in row by row as they stand; what is unclear is refused, never guessed."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from tests.cast import Cast
from tests.ledger.works import AT, SENTENCES, TODAY, seen_by, statements

from huiyin.errors import LedgerError
from huiyin.ledger.day_words import day_in
from huiyin.ledger.imports import older, plan
from huiyin.ledger.imports.duties import bracket_duties, duties_of_text
from huiyin.ledger.imports.tables import columns_of, table_rows
from huiyin.ledger.models import Case, Event
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.people.models import Unit

DEMO = Path(__file__).parents[2] / "src/huiyin/demo/texts/plan-2026.txt"


@pytest.mark.parametrize(
    ("inside", "lead", "responsible", "co"),
    [
        ("甲局牵头，乙局、丙局配合", ["甲局"], [], ["乙局", "丙局"]),
        ("甲委牵头，乙办、丙厅等按职责分工负责", ["甲委"], ["乙办", "丙厅"], []),
        ("甲局、乙委分别牵头，丙局按职责分工负责", ["甲局", "乙委"], ["丙局"], []),
        ("甲局、乙局按职责分工负责", [], ["甲局", "乙局"], []),
        ("甲委牵头，乙局，各县（区）政府、高新区管委会按职责分工负责", ["甲委"], ["乙局", "高新区管委会"], []),
        ("甲局牵头负责", ["甲局"], [], []),
        ("甲局主办，乙局协办", ["甲局"], [], ["乙局"]),
    ],
    ids=["lead and co", "and others", "two leads", "nobody leads", "collective", "leads and answers", "other words"],
)
def test_a_bracket_tells_who_leads_and_who_takes_part(
    inside: str, lead: list[str], responsible: list[str], co: list[str]
) -> None:
    assert bracket_duties(inside)[0] == {"lead": lead, "responsible": responsible, "co": co}


@pytest.mark.parametrize(
    ("line", "content", "lead", "others"),
    [
        ("1.新建学校4所。（甲局牵头，乙局配合）", "新建学校4所", "甲局", ("乙局",)),
        ("2.增长5%。〔甲委牵头，各县（区）政府负责〕", "增长5%", "甲委", ()),
        ("3.建成园区（甲区政府牵头）。", "建成园区", "甲区政府", ()),
        (
            "4.甲局、乙局、丙局按职责分工负责推进改革（甲局、乙局、丙局按职责分工负责）",
            "甲局、乙局、丙局按职责分工负责推进改革",
            "甲局",
            ("乙局", "丙局"),
        ),
    ],
    ids=["round", "outer bracket", "before the full stop", "first listed leads"],
)
def test_a_line_of_a_plan(line: str, content: str, lead: str, others: tuple[str, ...]) -> None:
    (duty,) = duties_of_text(line, year=2026)
    assert (duty.content, duty.lead, duty.responsible + duty.co) == (content, (lead,), others)


@pytest.mark.parametrize("text", ["全市（含高新区）增长5%。", "（一）重点任务", "见附件（2026年版）"])
def test_other_brackets_name_nobody(text: str) -> None:
    assert duties_of_text(text, year=2026) == []


def test_the_plan_of_the_demo_is_read_whole() -> None:
    """Brackets at the end and in the middle of a line, and units named on lines of their own."""
    found = duties_of_text(DEMO.read_text(encoding="utf-8"), year=2026)
    assert [(duty.content[:9], duty.lead) for duty in found] == [
        ("地区生产总值增长5", ("市发展改革委",)),
        ("规上工业增加值增长", ("市工信局",)),
        ("城镇新增就业2万人", ("市人力资源社会保障局",)),
        ("滚动实施亿元以上项", ("市发展改革委",)),
        ("开工建设临江智能网", ("临江区政府",)),
        ("云汀港二期", ("市交通运输局",)),
        ("加快鹿鸣山抽水蓄能", ("云汀县政府",)),
        ("改造老旧小区46个", ("市住房城乡建设局",)),
        ("新建、改扩建中小学", ("市教育局",)),
        ("深化“12345+", ("市营商局",)),
    ]
    school = found[8]
    assert (school.responsible, school.due_on) == (("市财政局", "市自然资源局"), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年6月30日", date(2026, 6, 30)),
        ("2026-06-30", date(2026, 6, 30)),
        ("6月底前", date(2026, 6, 30)),
        ("2027年2月底", date(2027, 2, 28)),
        ("9月", date(2026, 9, 30)),
        ("年底前", date(2026, 12, 31)),
        ("上半年", date(2026, 6, 30)),
        ("三季度", date(2026, 9, 30)),
        ("2026年", date(2026, 12, 31)),
        ("6月前", None),
        ("持续推进", None),
        ("2026年13月40日", None),
        ("", None),
    ],
)
def test_a_deadline_in_words_names_a_day_or_none(words: str, day: date | None) -> None:
    assert day_in(words, year=2026) == day


@pytest.mark.parametrize(
    ("head", "meanings"),
    [
        (
            ["序号", "任务内容", "牵头领导", "牵头单位", "责任单位", "完成时限"],
            ["number", "content", "leader", "lead", "responsible", "due"],
        ),
        (["序 号", "重点工作任务", "牵头单位（部门）", "配合单位", "备注"], ["number", "content", "lead", "co"]),
        (["姓名", "电话"], []),
    ],
)
def test_columns_are_known_by_their_heads(head: list[str], meanings: list[str]) -> None:
    assert list(columns_of(head, "plan").values()) == meanings


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(*rows: list[str]) -> bytes:
    made = docx.Document()
    table = made.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


HEAD = ["序号", "任务内容", "牵头单位", "配合单位", "完成时限"]


@pytest.mark.parametrize("make", [workbook, document])
def test_a_table_is_read_from_either_sort_of_file(make: Any) -> None:
    content = make(
        ["2026年重点工作分解表", "", "", "", ""], HEAD, ["1", "改造管网85公里", "市住建局", "市财政局", "12月底前"]
    )
    (duty,) = plan.duties_in(content, "plan.xlsx" if make is workbook else "plan.docx", year=2026)
    assert (duty.content, duty.lead, duty.co, duty.due_on) == (
        "改造管网85公里",
        ("市住建局",),
        ("市财政局",),
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (workbook(["姓名", "电话"], ["甲", "乙"]), "a.xlsx", "import.nothing"),
        ("全是空话。".encode(), "a.txt", "import.nothing"),
        (b"PK\x03\x04broken", "a.xlsx", "import.unreadable"),
    ],
    ids=["other table", "no bracket", "broken"],
)
def test_a_file_without_tasks_says_so(content: bytes, name: str, code: str) -> None:
    with pytest.raises(LedgerError) as caught:
        plan.duties_in(content, name, year=2026)
    assert caught.value.code == code


def rows_for(people: Cast, *rows: list[Any]) -> list[plan.PlanRow]:
    source = statements(people)["figure"].source
    duties = plan.duties_in(workbook(HEAD, *rows), "p.xlsx", year=2026)
    return plan.preview(duties, source=source, place=people.city, on=TODAY)


GOOD = ["1", "改造老旧小区供热二次管网85公里以上", "市住建局", "市财政局", "12月底前"]


@pytest.mark.django_db
def test_a_row_finds_its_statement_and_its_units(people: Cast) -> None:
    (row,) = rows_for(people, GOOD)
    assert row.match is not None
    assert (row.match.statement.text, row.lead, row.co, row.does) == (
        SENTENCES["figure"],
        people.housing,
        [people.finance],
        "open",
    )
    assert row.match.score > 0.8


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["1", "改造管网", "市气象台", "", ""], ("unit_unknown", "市气象台")),
        (["1", "改造管网", "", "", ""], ("no_lead", "")),
        (["1", "", "市住建局", "", ""], ("no_content", "")),
        (["1", "改造管网", "市住建局", "市档案馆", ""], ("unit_unknown", "市档案馆")),
    ],
    ids=["unknown lead", "no lead", "no content", "unknown co-handler"],
)
def test_an_unclear_row_is_refused_with_its_reason(people: Cast, row: list[str], fault: tuple[str, str]) -> None:
    (found,) = rows_for(people, row)
    assert fault in found.faults
    assert found.does == "refused"


@pytest.mark.django_db
def test_nothing_is_half_written(people: Cast) -> None:
    """One refused row refuses all, unless somebody says to skip it."""
    rows = rows_for(people, GOOD, ["2", "另一项任务", "市气象台", "", ""])
    source = rows[0].match.statement.source if rows[0].match else None
    assert source is not None
    options: dict[str, Any] = {"source": source, "hand_over": True, "by": seen_by(people.supervisor), "at": AT}
    with pytest.raises(LedgerError, match=r"import\.refused"):
        plan.take_in(rows, skip_refused=False, **options)
    assert not Case.objects.exists()
    (case,) = plan.take_in(rows, skip_refused=True, **options)
    assert (case.stage, case.lead_unit, case.due_on is not None) == ("assigned", people.housing, True)
    assert case.entry.passages.get().quote == SENTENCES["figure"]
    again = rows_for_again(rows, people)
    assert [row.does for row in again] == ["present", "refused"]


def rows_for_again(rows: list[plan.PlanRow], people: Cast) -> list[plan.PlanRow]:
    assert rows[0].match is not None
    return plan.preview([row.duty for row in rows], source=rows[0].match.statement.source, place=people.city, on=TODAY)


OLD = ["编号", "任务内容", "年度", "状态", "牵头单位", "配合单位", "交办日期", "完成时限", "办理结果", "办理经过"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "stage", "closed"),
    [
        ("待交办", "draft", False),
        ("已交办", "assigned", False),
        ("办理中", "handling", False),
        ("待核实", "awaiting_confirmation", False),
        ("已销号", "closed", True),
    ],
)
def test_an_older_case_comes_in_as_one_event(people: Cast, state: str, stage: str, closed: bool) -> None:
    table = workbook(
        OLD,
        [
            "旧-7",
            "改造管网",
            2026,
            state,
            "市住建局",
            "市财政局",
            "2026年1月15日",
            "2026年12月31日",
            "如期完成",
            "已完成可研批复",
        ],
    )
    rows, _unknown = older.preview(table, place=people.city, on=TODAY)
    (case,) = older.take_in(
        rows, house="government", place=people.city, skip_refused=False, by=seen_by(people.supervisor), at=AT
    )
    assert (case.number, case.stage, case.closed) == ("旧-7", stage, closed)
    event = Event.objects.get(stream_key=case.key)
    assert event.type == "case.imported"
    assert "可研批复" not in str(event.payload)
    assert image_of_events(case.key) == image_of_rows(case)
    again, _unknown = older.preview(table, place=people.city, on=TODAY)
    assert again[0].faults == [("number_taken", "旧-7")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({3: "搁置"}, ("stage_unknown", "搁置")),
        ({2: "去年"}, ("no_year", "去年")),
        ({4: "市气象台"}, ("unit_unknown", "市气象台")),
        ({6: "年初"}, ("no_day", "年初")),
    ],
)
def test_an_older_row_that_is_unclear_is_refused(people: Cast, change: dict[int, str], fault: tuple[str, str]) -> None:
    row: list[Any] = ["旧-8", "改造管网", 2026, "办理中", "市住建局", "", "2026年1月15日", "", "", ""]
    for place, value in change.items():
        row[place] = value
    (found,), _unknown = older.preview(workbook(OLD, row), place=people.city, on=TODAY)
    assert found.faults == [fault]


@pytest.mark.django_db
def test_a_column_of_an_older_table_that_is_not_understood_is_named(people: Cast) -> None:
    """It is passed over, but not without a word: somebody may have meant it."""
    row: list[Any] = ["旧-9", "改造管网", 2026, "办理中", "市住建局", "", "2026年1月15日", "", "", "", "三类", "甲乙"]
    rows, unknown = older.preview(workbook([*OLD, "紧急程度", "来文字号"], row), place=people.city, on=TODAY)
    assert [each.faults for each in rows] == [[]]
    assert unknown == ("紧急程度", "来文字号")


def test_a_workbook_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.ledger.imports.tables.MOST_ROWS", 3)
    with pytest.raises(LedgerError, match=r"import\.too_long"):
        table_rows(workbook(HEAD, *[["1", "x", "y", "", ""]] * 6), group="plan")


@pytest.mark.django_db
def test_a_former_name_still_finds_its_unit(people: Cast) -> None:
    Unit.objects.get(pk=people.housing.pk).names.create(name="市建设局", sort="former")
    (row,) = rows_for(people, ["1", "改造管网", "市建设局", "", ""])
    assert row.lead == people.housing
