"""Time anchors: which years an expression means and which period it sets, seen from the year of the document."""

from itertools import pairwise

import pytest

from huiyin.reading.anchors import chinese_year, document_year, find_anchors, latest_year
from huiyin.reading.fold import fold


def anchors(text: str, year: int | None = 2026) -> list[tuple[str, int | None, int | None, str]]:
    """Return text, first and last year and period of each anchor."""
    return [(text[w.start : w.end], w.first, w.last, w.period) for w in find_anchors(fold(text), year)]


ONE = [
    ("this-year-by-number", "2026年，新建学校8所", "2026年", 2026, 2026, "current"),
    ("year-before", "2025年，新建学校8所", "2025年", 2025, 2025, "past"),
    ("year-after", "2027年，新建学校8所", "2027年", 2027, 2027, "long"),
    ("end-of-this-year", "2026年底前完工", "2026年底", 2026, 2026, "current"),
    ("until-2030", "到2030年，森林覆盖率达45%", "到2030年", 2026, 2030, "long"),
    ("until-the-end-of-2027", "力争到2027年底全部完工", "到2027年底", 2026, 2027, "long"),
    ("until-this-year", "到2026年底全部完工", "到2026年底", 2026, 2026, "current"),
    ("until-a-past-year", "到2020年，全县脱贫", "到2020年", 2026, 2020, "past"),
    ("range-dash", "2026—2030年，年均增长6%", "2026—2030年", 2026, 2030, "long"),
    ("range-hyphen", "2021-2025年，年均增长5%", "2021-2025年", 2021, 2025, "past"),
    ("range-to", "2027年至2029年，建成通车", "2027年至2029年", 2027, 2029, "long"),
    ("since-a-year", "2023年以来，新增车位1.43万个", "2023年以来", 2023, None, "past"),
    ("since-an-election", "换届以来，人大工作不断加强", "换届以来", None, None, "past"),
    ("years-gone-in-figures", "过去5年，新建学校8所", "过去5年", None, None, "past"),
    ("han-digits", "二〇三五年，基本实现现代化", "二〇三五年", 2035, 2035, "long"),
    ("han-digits-zero", "二零二五年，财政收入增长", "二零二五年", 2025, 2025, "past"),
    ("han-digits-this-year", "二〇二六年，办好十件实事", "二〇二六年", 2026, 2026, "current"),
    ("until-han-digits", "到二〇三〇年，森林覆盖率达45%", "到二〇三〇年", 2026, 2030, "long"),
    ("past-one-year", "过去一年，攻坚克难", "过去一年", 2025, 2025, "past"),
    ("last-year", "去年，新增学位1620个", "去年", 2025, 2025, "past"),
    ("one-year-back", "一年来，政务服务提速", "一年来", 2025, 2025, "past"),
    ("five-years-back", "五年来，总量翻番", "五年来", None, None, "past"),
    ("past-five-years", "过去五年，总量翻番", "过去五年", None, None, "past"),
    ("recent-years", "近年来，停车难有所缓解", "近年来", None, None, "past"),
    ("these-years", "这五年，总量翻番", "这五年", None, None, "past"),
    ("this-year", "今年，新建学校8所", "今年", 2026, 2026, "current"),
    ("since-this-year", "今年以来，新建学校8所", "今年以来", 2026, None, "past"),
    ("within-the-year", "年内完成改造", "年内", 2026, 2026, "current"),
    ("next-step", "下一步，加大巡查力度", "下一步", None, None, "current"),
    ("from-now", "今后，加大巡查力度", "今后", None, None, "current"),
    ("coming-five-years", "未来五年，城镇化率提高", "未来五年", None, None, "long"),
    ("five-years-from-now", "今后五年，城镇化率提高", "今后五年", None, None, "long"),
    ("some-time-from-now", "今后一个时期，城镇化率提高", "今后一个时期", None, None, "long"),
    ("next-year", "明年完成改造", "明年", 2027, 2027, "long"),
    ("date", "1月9日，代表团举行会议", "1月9日", None, None, "past"),
    ("dates", "1月9日至11日，代表团举行会议", "1月9日至11日", None, None, "past"),
    ("as-of", "截至2025年底，保有量31万辆", "截至2025年底", None, 2025, "past"),
    ("plan-fifteenth", "“十五五”时期，年均增长6%", "“十五五”时期", 2026, 2030, "long"),
    ("plan-fifteenth-unmarked", "十五五期间，年均增长6%", "十五五期间", 2026, 2030, "long"),
    ("plan-fifteenth-end", "到“十五五”末，城镇化率达70%", "“十五五”末", 2026, 2030, "long"),
    ("plan-fourteenth", "“十四五”时期，年均增长5%", "“十四五”时期", 2021, 2025, "past"),
    ("plan-fourteenth-since", "“十四五”以来，年均增长5%", "“十四五”以来", 2021, 2025, "past"),
    ("plan-fifteenth-since", "“十五五”以来，新建食堂6个", "“十五五”以来", 2026, 2030, "past"),
    ("plan-tenth", "“十五”期间，年均增长9%", "“十五”期间", 2001, 2005, "past"),
    ("plan-ninth", "“九五”期间，年均增长8%", "“九五”期间", 1996, 2000, "past"),
    ("plan-in-corner-quotes", "「十五五」时期，年均增长6%", "「十五五」时期", 2026, 2030, "long"),
]

FAULTS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "span", "first", "last", "period"),
    [
        pytest.param(
            *row[1:],
            id=row[0],
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[row[0]])] if row[0] in FAULTS else [],
        )
        for row in ONE
    ],
)
def test_an_expression_means_these_years(
    text: str, span: str, first: int | None, last: int | None, period: str
) -> None:
    """Seen from 2026, the expression stands where it is found and sets its period."""
    assert anchors(text) == [(span, first, last, period)]


NONE = [
    ("than-last-year", "工业增加值比去年增长6%"),
    ("against-last-year", "财政收入较上年增长6%"),
    ("like-last-year", "与去年持平"),
    ("phone-number", "拨打2026123热线"),
    ("year-of-a-document", "贯彻2026年度计划第2号文"),
    ("edition", "执行2026年版目录"),
    ("plan-name-alone", "编制“十五五”规划"),
    ("numeral-before-five", "三五成群"),
    ("han-number", "二千零二十六户"),
    ("date-with-its-year-is-one", "五月的云汀"),
]


@pytest.mark.parametrize("text", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_what_only_looks_like_a_time_sets_none(text: str) -> None:
    """A year that is compared with, a number, or a name is no anchor."""
    assert anchors(text) == []


@pytest.mark.parametrize(
    ("year", "plan"),
    [(2020, "long"), (2021, "long"), (2023, "long"), (2024, "long"), (2025, "past"), (2026, "past"), (None, "none")],
)
def test_a_plan_period_is_ahead_until_it_is_over(year: int | None, plan: str) -> None:
    """“十四五” (2021 to 2025) is reviewed from its last year on; without a year nobody can tell."""
    assert anchors("“十四五”时期，年均增长5%", year) == [("“十四五”时期", 2021, 2025, plan)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("去年，新增学位", "past"),
        ("今年，新增学位", "current"),
        ("2026年，新增学位", "none"),
        ("过去五年，总量翻番", "past"),
    ],
    ids=["last-year", "this-year", "number", "five-years"],
)
def test_without_a_year_words_still_tell(text: str, period: str) -> None:
    """Where the year of the document is unknown, a word keeps its period and a number has none."""
    assert [when.period for when in find_anchors(text, None)] == [period]


def test_anchors_are_ordered_and_disjoint() -> None:
    """Of two that overlap, the earlier one stays."""
    text = "2025年以来，到2030年，今年和“十五五”时期，过去五年，1月9日至2月1日。"
    found = find_anchors(text, 2026)
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [text[w.start : w.end] for w in found] == [
        "2025年以来", "到2030年", "今年", "“十五五”时期", "过去五年", "1月9日", "2月1日",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("digits", "year"),
    [("2026", 2026), ("二〇二六", 2026), ("二零二六", 2026), ("二〇二", None), ("二〇二百", None), ("", None)],
)
def test_a_year_in_chinese_digits(digits: str, year: int | None) -> None:
    """Four digits, Chinese or Arabic, are a year."""
    assert chinese_year(digits) == year


YEARS = [
    ("session-date", "云汀市政府工作报告\n——2026年1月9日在云汀市第十七届人民代表大会第五次会议上\n", 2026),
    ("session-date-in-brackets", "政府工作报告\n（2026年1月9日在市十七届人大五次会议上）\n2025年工作回顾", 2026),
    ("session-date-in-han", "政府工作报告\n（二〇二六年一月九日在市十七届人大五次会议上）\n", 2026),
    ("told-of-before-this-year", "沈清说，2009年，我们作出了贡献。对今年的工作，大家充满信心。", 2010),
    ("under-whose-lead", "大家认为，2013年，在市委正确领导下，市政府应对困难。", 2014),
    ("planned-in-this-year", "沈清说，2009年，我们要作出贡献，已完成了规划。今年的工作很重。", 2009),
    ("session-outranks-title", "2025年政府工作报告\n（2026年1月9日在市人代会上）\n", 2026),
    ("congress-late-in-the-year", "——2025年12月27日在云汀县第十八届人民代表大会第五次会议上\n2025年的主要工作", 2026),
    ("committee-late-in-the-year", "——2025年12月27日在云汀县第十八届人大常委会第五次会议上\n", 2025),
    ("title", "云汀市2026年政府工作报告\n各位代表：\n", 2026),
    ("title-with-place-behind", "2026年云汀市人民政府工作报告\n", 2026),
    ("reviewed-and-planned", "一、2025年工作回顾\n成绩显著。\n二、2026年工作安排\n", 2026),
    ("reviewed-alone", "一、2025年工作回顾\n成绩显著。\n", 2026),
    ("work-of-a-year-looked-back-on", "报告分两个部分，一是2025年政府工作回顾，二是对2026年工作的安排。", 2026),
    ("year-that-deputies-looked-back-on", "1月10日，代表们在回顾市政府2025年工作时表示，成绩显著。\n", 2026),
    ("year-just-past", "刚刚过去的2025年，是极不平凡的一年。\n", 2026),
    ("planned-alone", "2026年重点工作\n新建学校。\n", 2026),
    ("published", "云汀要闻\n发布时间：2026-01-11\n会议召开。\n", 2026),
    ("latest-named", "2024年开工，2026年完工，2026年投用。", 2026),
    ("distant-goal-left-out", "2026年开工，到2035年建成示范区。", 2026),
    ("says-nothing", "改革不断深化。", None),
]


@pytest.mark.parametrize(("text", "year"), [row[1:] for row in YEARS], ids=[row[0] for row in YEARS])
def test_the_year_of_a_document(text: str, year: int | None) -> None:
    """Session before title before reviewed and planned year before date of publication before any year named."""
    assert document_year(fold(text)) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年以来新增车位，2025年底达到1万个。", 2025),
        ("力争到2030年建成，2025年已开工。", 2025),
        ("2026年底前完工，2025年已开工。", 2025),
        ("留言时间：2025/4/12", 2025),
        ("没有年份。", None),
    ],
    ids=["latest", "goal-left-out", "deadline-left-out", "slashes", "none"],
)
def test_the_latest_year_that_a_letter_names(text: str, year: int | None) -> None:
    """Goals that a letter sets are not years that have come."""
    assert latest_year(fold(text)) == year
