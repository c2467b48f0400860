"""The driver: what a reading is made of, what can be given, what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from huiyin.errors import ReadingError
from huiyin.reading import (
    SCHEMA,
    Anchor,
    Lexicons,
    Measure,
    Mention,
    Place,
    Section,
    Speaker,
    Statement,
    TextKind,
    read,
)

TEXT = (
    "云汀市政府工作报告\n（2026年1月9日在云汀市第十七届人民代表大会第五次会议上）\n各位代表：\n"
    "一、2025年工作回顾\n过去一年，全市财政收入88亿元、增长4.5%，月汀湖获评省级美丽河湖。\n"
    "二、2026年工作安排\n（一）办好民生实事。6月底前，临江区新增学位1620个。\n"
)


def test_a_whole_statement() -> None:
    """Every field of a statement has its value, each at its place."""
    statement = read(TEXT).statements[-1]
    (measure,), (mention,) = statement.measures, statement.mentions
    at = TEXT.index("6月底前")
    assert statement == Statement(
        id=f"{at}-{at + 17}",
        start=at,
        end=at + 17,
        text="6月底前，临江区新增学位1620个",
        kind="commitment",
        speaker="市政府",
        period="current",
        anchor=None,
        places=statement.places,
        topics=statement.topics,
        measures=(
            Measure(at + 12, at + 17, "1620个", Decimal(1620), "个", "=", "level", measure.subject, measure.rule),
        ),
        mentions=(Mention(at + 5, at + 8, "临江区", "place", mention.rule),),
        checkable=3,
        rules=("clause.time", "kind.plan", "period.plan"),
    )
    assert [place.name for place in statement.places] == ["临江区"]
    assert "education" in statement.topics


def test_sections_reach_from_heading_to_heading() -> None:
    """A section is a heading and what stands below it; the sections cover the text from the first heading on."""
    sections = read(TEXT).sections
    assert [(s.heading, s.level) for s in sections] == [
        ("云汀市政府工作报告", 4),
        ("2025年工作回顾", 1),
        ("2026年工作安排", 1),
    ]
    assert sections[0].start == 0
    assert [s.end for s in sections] == [*(s.start for s in sections[1:]), len(TEXT)]
    assert {s.speaker for s in sections} == {Speaker("市政府", "report")}


def test_what_stands_before_the_first_heading_is_a_section_of_its_own() -> None:
    """It has no heading and level 0."""
    text = "过去一年，全市经济稳中有进，各项事业取得了新的成绩。\n一、工作安排\n新建学校8所。\n"
    assert read(text, text_kind=TextKind.REPORT).sections[0] == Section(
        0, text.index("一、"), "", Speaker("市政府", "report"), 0
    )


def test_schema_and_sort() -> None:
    """A reading names its schema and what sort of text it took the source for."""
    reading = read(TEXT)
    assert reading.schema == SCHEMA == "huiyin.reading/1"
    assert reading.source.text_kind == "report"


@pytest.mark.parametrize("text", ["", "\n\n", "　", "。。。", "123", "🎉", "（）", "▼▼"])
def test_a_text_without_a_statement_is_an_empty_reading(text: str) -> None:
    """Nothing found is a value, no error."""
    reading = read(text)
    assert reading.statements == ()
    assert reading.source.length == len(text)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("改革\ud800开放", 2), ("\udfff", 0), ("𣲗溪村\udc00", 3)],
    ids=["high", "low", "after-a-rare-han"],
)
def test_a_lone_surrogate_is_refused(text: str, offset: int) -> None:
    """It cannot be stored as UTF-8; the error says where it stands."""
    with pytest.raises(ReadingError) as raised:
        read(text)
    assert raised.value.code == "text.surrogate"
    assert raised.value.values == {"offset": offset}


def test_a_character_beyond_the_bmp_counts_as_one() -> None:
    """Offsets are code points."""
    text = "𣲗溪村、何𬭎村新增农户12户。"
    statement = read(text, text_kind=TextKind.REPORT).statements[0]
    assert (statement.start, statement.end) == (0, len(text) - 1)
    measure = statement.measures[0]
    assert text[measure.start : measure.end] == measure.text == "12户"


@pytest.mark.parametrize("kind", ["", "Report", "工作报告", "article"])
def test_an_unknown_sort_of_text_is_refused(kind: str) -> None:
    """The error lists those that are known."""
    with pytest.raises(ReadingError) as raised:
        read(TEXT, text_kind=kind)
    assert raised.value.code == "text.kind"
    assert raised.value.values == {"given": kind, "known": [str(k) for k in TextKind]}


@pytest.mark.parametrize(
    ("year", "period", "anchor"),
    [(2026, "current", (2026, 2026)), (2025, "long", (2026, 2026)), (2027, "past", (2026, 2026))],
)
def test_the_year_can_be_given(year: int, period: str, anchor: tuple[int, int]) -> None:
    """The same year is planned, beyond the plan or gone, by when it was spoken of."""
    statement = read("2026年，是学校建设年。", year=year, text_kind=TextKind.DELIBERATION).statements[0]
    assert (statement.period, statement.anchor) == (period, Anchor(0, 5, *anchor))


def test_an_anchor_is_in_force_until_another() -> None:
    """Statements after it in the paragraph carry it, with its own place."""
    text = "2026年，新建学校8所，改造医院2家。到2030年，新增学位5000个。\n城镇化率提高。"
    anchors = [s.anchor for s in read(text, text_kind=TextKind.REPORT, year=2026).statements]
    assert anchors == [Anchor(0, 5, 2026, 2026), Anchor(0, 5, 2026, 2026), Anchor(20, 26, 2026, 2030), None]


def test_the_place_can_be_given() -> None:
    """A statement that names none is about the place that is given; one that names its own is not."""
    reading = read("新建学校8所。沈阳市新建学校9所。", place="云汀市", text_kind=TextKind.REPORT, year=2026)
    assert reading.statements[0].places == (Place("云汀市", ""),)
    assert [place.name for place in reading.statements[1].places] == ["沈阳市"]


def test_a_place_adds_its_own_words(tmp_path: Path) -> None:
    """A folder of lexicons changes a reading without touching code."""
    text = "市民中心启幕啦。"
    before = read(text, text_kind=TextKind.REPORT, year=2026).statements[0]
    (tmp_path / "cues.toml").write_text('[anywhere]\noccasion = "启幕啦"\n', encoding="utf-8")
    after = read(text, text_kind=TextKind.REPORT, year=2026, lexicons=Lexicons(tmp_path)).statements[0]
    assert (before.kind, after.kind) == ("achievement", "background")


def test_figures_and_names_outside_statements_are_dropped() -> None:
    """What stands in a heading belongs to no statement."""
    text = "一、投入88亿元建设临江大桥\n新建学校8所。\n"
    statements = read(text, text_kind=TextKind.REPORT, year=2026).statements
    assert [m.text for s in statements for m in s.measures] == ["8所"]
    assert [m.text for s in statements for m in s.mentions] == []


def test_full_width_digits_are_figures() -> None:
    """The stored text is cited, the value is a number."""
    measure = read("新建学校８所。", text_kind=TextKind.REPORT, year=2026).statements[0].measures[0]
    assert (measure.text, measure.value) == ("８所", Decimal(8))


@pytest.mark.parametrize(
    "head", ["政府工作报告。云汀日报记者沈清摄", "政府工作报告。云汀日报记者 沈清 摄", "新华社云汀1月9日电"]
)
def test_what_stands_above_a_report_makes_no_article_of_it(head: str) -> None:
    """A picture's caption or an agency's name is furniture above a report that is given in full."""
    last = read(f"{head}\n{TEXT}", year=2026).statements[-1]
    assert (str(last.kind), last.speaker) == ("commitment", read(TEXT, year=2026).statements[-1].speaker)


LOOKS_BACK = "完善工作机制，形成26份调研报告。邀请代表276人次座谈，召开现场会5次。加强法规宣传，群众知晓率达93.6%。"
LOOKS_AHEAD = "深入实施技术改造，培育新兴产业，推进园区建设。完善公共服务，改造老旧小区，建设示范片区。"


@pytest.mark.parametrize(("excerpt", "kind"), [(LOOKS_BACK, "achievement"), (LOOKS_AHEAD, "commitment")])
def test_an_excerpt_shows_its_part(excerpt: str, kind: str) -> None:
    """Without heading or year, exact figures and deeds counted tell a review; verbs of doing alone tell a plan."""
    assert {str(each.kind) for each in read(f"{excerpt}\n", text_kind=TextKind.REPORT).statements} == {kind}
    headed = read(f"四、抓好各项工作\n{excerpt}\n五、密切联系群众\n{excerpt}\n", text_kind=TextKind.REPORT)
    assert {str(each.kind) for each in headed.statements} == {kind}


SITUATION = (
    "当前，发展仍处于重要战略机遇期，政策支撑更加有力。但经济下行压力仍然较大。\n"
    "我们必须坚定信心，推动各项工作再上新台阶。\n"
)


def test_how_things_stand_is_no_plan() -> None:
    """What a report weighs before it plans is background, until it says what must be done."""
    kinds = [str(each.kind) for each in read(SITUATION, text_kind=TextKind.REPORT, year=2026).statements]
    assert kinds == ["background"] * 3 + ["commitment"] * 2


def test_within_the_year_is_no_plan_in_a_review() -> None:
    """In a review 年内 is the year that went by."""
    text = "一、2025年工作回顾\n年内建成学校8所，完成投资1.2亿元。\n年内发放补助3.4亿元。\n新增就业1.2万人。\n"
    assert str(read(text).statements[-1].kind) == "achievement"


def test_what_stands_above_the_plan_of_an_excerpt_is_the_review() -> None:
    """A heading in the middle says nothing of what stands above it; its words do."""
    statements = read(f"{LOOKS_BACK}\n二、2026年工作安排\n{LOOKS_AHEAD}\n", text_kind=TextKind.REPORT).statements
    kinds = [str(each.kind) for each in statements]
    assert kinds == sorted(kinds)
    assert set(kinds) == {"achievement", "commitment"}


def test_a_session_and_its_report_in_one_paragraph() -> None:
    """Who gave the report is told; what the report says is the government's."""
    text = "11日，大会隆重开幕，市长沈清作政府工作报告。记者从报告中获悉，2026年主要预期目标是：生产总值增长6%左右。"
    kinds = [str(each.kind) for each in read(text, text_kind=TextKind.REPORT, year=2026).statements]
    assert kinds == ["background", "background", "commitment"]


def test_a_stray_line_holds_no_part_open() -> None:
    """A page's number within the review is no heading that all below belongs to."""
    plain = TEXT.replace("工作安排", "经济社会发展总体要求和政策取向").replace("6月底前，", "")
    stray = plain.replace("二、", "2.5\n二、")
    assert [each.kind for each in read(stray).statements] == [each.kind for each in read(plain).statements]
