"""Targets of the planned year and results of the past one. The reports are invented."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.targets import SCHEMA, indicators, read_targets, to_json
from huiyin.targets.passages import planned_year

REPORT = """政府工作报告
——2026年1月20日在云汀省第十四届人民代表大会第四次会议上
一、2025年工作回顾
过去一年，地区生产总值由5万亿元增加到5.3万亿元、增长5.1%，规上工业增加值增长6.2%，居民消费价格下降0.1%。
五年来，地区生产总值年均增长5.6%，城镇新增就业300万人。临江区地区生产总值增长9%。
二、“十五五”时期主要目标任务
到2030年，地区生产总值年均增长5%以上，常住人口城镇化率达到70%。
三、2026年工作安排
{targets}
各位代表！
"""

Row = tuple[str, str, str, str | None]


def targets_of(passage: str) -> list[Row]:
    """Return indicator, relation and values of the targets that a passage sets for 2026."""
    report = read_targets(REPORT.format(targets=passage))
    return [
        (one.indicator, one.relation, str(one.value), None if one.value2 is None else str(one.value2))
        for one in report.targets
        if one.period == "2026"
    ]


PASSAGES: list[tuple[str, str, list[Row]]] = [
    (
        "one sentence",
        (
            "今年经济社会发展主要预期目标是：地区生产总值增长5%左右，城镇新增就业70万人以上，"
            "城镇调查失业率控制在5.5%以内，居民消费价格涨幅2%，居民收入增长与经济增长同步。"
        ),
        [
            ("gdp_growth", "~", "5", None),
            ("new_urban_jobs", ">=", "700000", None),
            ("urban_unemployment", "<=", "5.5", None),
            ("cpi", "=", "2", None),
        ],
    ),
    (
        "range and shared verb",
        (
            "建议经济社会发展主要预期目标为：全省生产总值增长5%-5.5%，固定资产投资、社会消费品零售总额均增长4%以上，"
            "规上工业增加值增长6%。"
        ),
        [
            ("gdp_growth", "range", "5", "5.5"),
            ("fixed_investment_growth", ">=", "4", None),
            ("retail_growth", ">=", "4", None),
            ("industrial_growth", "=", "6", None),
        ],
    ),
    (
        "dealt out in order",
        (
            "今年主要预期目标：GDP增长5%左右，外贸进出口、实际使用外资分别增长3%、8%，"
            "城镇和农村居民人均可支配收入分别增长4%左右和6%左右。"
        ),
        [
            ("gdp_growth", "~", "5", None),
            ("trade_growth", "=", "3", None),
            ("fdi_growth", "=", "8", None),
            ("urban_income_growth", "~", "4", None),
            ("rural_income_growth", "~", "6", None),
        ],
    ),
    (
        "a list of lines",
        "今年的主要预期目标是：\n——经济增长7%以上，力争达到8%；\n——新增城镇就业5万人；\n——城镇登记失业率4%以内。",
        [
            ("gdp_growth", ">=", "7", None),
            ("new_urban_jobs", "=", "50000", None),
            ("registered_unemployment", "<=", "4", None),
        ],
    ),
    (
        "parts are not the whole",
        (
            "今年主要预期目标是：地区生产总值增长5%左右，其中云汀市地区生产总值增长6%；民间固定资产投资增长9%，"
            "一般公共预算收入与经济增长同步，跨境电商进出口增长20%，单位地区生产总值能耗降低3%，城镇调查失业率5.5%左右。"
        ),
        [
            ("gdp_growth", "~", "5", None),
            ("private_investment_growth", "=", "9", None),
            ("energy_intensity_cut", "=", "3", None),
            ("urban_unemployment", "~", "5.5", None),
        ],
    ),
    (
        "level and growth",
        "今年主要预期目标是：地区生产总值达5.6万亿元、增长5%左右，社会消费品零售总额增速由负转正、增长2%左右。",
        [("gdp", "=", "5600000000000", None), ("gdp_growth", "~", "5", None), ("retail_growth", "~", "2", None)],
    ),
    (
        "levels first, then their growth",
        "今年主要预期目标是：接待游客8000万人次、旅游收入900亿元，分别增长9%、10%，居民消费价格涨幅2%左右。",
        [
            ("tourists", "=", "80000000", None),
            ("tourists_growth", "=", "9", None),
            ("tourism_revenue_growth", "=", "10", None),
            ("cpi", "~", "2", None),
        ],
    ),
    (
        "the last of a list belongs to the last name",
        "今年主要预期目标是：规上服务业营业收入和社会消费品零售总额分别增长8%、5%左右，居民消费价格涨幅2%左右。",
        [("retail_growth", "~", "5", None), ("cpi", "~", "2", None)],
    ),
    (
        "named afterwards",
        "地区生产总值增长5%左右、固定资产投资增长3%左右、粮食产量保持在500亿斤以上，是今年要完成的任务。",
        [
            ("gdp_growth", "~", "5", None),
            ("fixed_investment_growth", "~", "3", None),
            ("grain_output", ">=", "50000000000", None),
        ],
    ),
    (
        "other wordings of a growth and of a mean",
        (
            "今年主要预期目标是：地区生产总值增长5%左右，外贸进出口保持正增长、力争增长5%，地方级财政收入剔除减税降费等因素后增长3%，"
            "城镇调查失业率全年平均5.5%左右。"
        ),
        [
            ("gdp_growth", "~", "5", None),
            ("trade_growth", "=", "5", None),
            ("budget_revenue_growth", "=", "3", None),
            ("urban_unemployment", "~", "5.5", None),
        ],
    ),
]


@pytest.mark.parametrize(("passage", "expected"), [row[1:] for row in PASSAGES], ids=[row[0] for row in PASSAGES])
def test_targets(passage: str, expected: list[Row]) -> None:
    """Each indicator of the passage has its relation and value; parts of the whole have none."""
    assert targets_of(passage) == expected


def test_results_carry_their_period() -> None:
    """Results of the past year, of the past five years and targets of the coming plan are kept apart."""
    report = read_targets(REPORT.format(targets="今年主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。"))
    assert [(one.indicator, one.period, one.value) for one in report.results] == [
        ("gdp", "2025", Decimal(5300000000000)),
        ("gdp_growth", "2025", Decimal("5.1")),
        ("industrial_growth", "2025", Decimal("6.2")),
        ("cpi", "2025", Decimal("-0.1")),
        ("gdp_growth", "2021-2025", Decimal("5.6")),
        ("new_urban_jobs", "2021-2025", Decimal(3000000)),
    ]
    assert [(one.indicator, one.value) for one in report.targets if one.period == "2026-2030"] == [
        ("gdp_growth", Decimal(5)),
        ("urbanisation", Decimal(70)),
    ]


PLAN = """政府工作报告
——2026年1月20日在云汀省第十四届人民代表大会第四次会议上
一、2025年和“十四五”时期工作回顾
一年来，地区生产总值增长5.1%。高质量编制“十五五”规划。居民消费价格上涨0.2%。
五年来，地区生产总值年均增长5.6%。城镇新增就业人数年均超过31万人。年均新增农村劳动力转移就业12万人。
{plan}
三、2026年工作安排
今年主要预期目标是：地区生产总值增长4.8%左右，城镇新增就业30万人以上，居民消费价格涨幅2%左右。
"""

Told = list[tuple[str, str, str]]

PLANS: list[tuple[str, str, Told]] = [
    (
        "outline and its indicators one by one",
        (
            "二、目标任务和2026年工作\n《纲要（草案）》明确了主要指标：一是围绕经济，其中地区生产总值年均增长5.2%左右。"
            "二是围绕民生，其中城镇调查失业率5.3%左右。三是围绕安全，其中粮食综合生产能力410亿斤左右。"
        ),
        [("gdp_growth", "~", "5.2"), ("urban_unemployment", "~", "5.3"), ("grain_output", "~", "41000000000")],
    ),
    (
        "a single yearly average",
        "未来五年的奋斗目标是：改革取得新突破；全省生产总值年均增长6%以上；人民生活达到新高度。",
        [("gdp_growth", ">=", "6")],
    ),
    (
        "paragraphs that begin with their number",
        (
            "“十五五”时期，要努力实现以下目标任务：\n一是实力提升。地区生产总值年均增长5%以上。\n"
            "二是生活改善。城镇调查失业率控制在5.4%左右。"
        ),
        [("gdp_growth", ">=", "5"), ("urban_unemployment", "~", "5.4")],
    ),
    (
        "a heading of results and targets",
        (
            "二、“十四五”时期成就和“十五五”时期主要目标\n过去五年，研发经费投入年均增长9%。\n"
            "《纲要草案》设置了8项主要指标，包括：地区生产总值年均增速5%，城镇调查失业率控制在5%以内。"
        ),
        [("gdp_growth", "=", "5"), ("urban_unemployment", "<=", "5")],
    ),
    (
        "a heading that leaves the years to the one above",
        (
            "二、“十五五”时期总体考虑\n（一）发展目标\n主要指标包括：地区生产总值年均增长5%左右，"
            "常住人口城镇化率达到70%，城镇新增就业年均32万人。"
        ),
        [("gdp_growth", "~", "5"), ("urbanisation", "=", "70")],
    ),
    ("a far year is no year of the plan", "展望远景目标，到2035年，森林覆盖率达到44%，城镇化率达到80%。", []),
]


@pytest.mark.parametrize(("plan", "expected"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_targets_of_the_plan(plan: str, expected: Told) -> None:
    """What is told of the coming plan is a target of its years and never a result."""
    report = read_targets(PLAN.format(plan=plan))
    planned = [one for one in report.targets if one.period == "2026-2030"]
    assert [(one.indicator, one.relation, str(one.value)) for one in planned] == expected
    assert [one.indicator for one in report.targets if one.period == "2026"] == ["gdp_growth", "new_urban_jobs", "cpi"]
    assert [(one.indicator, one.period) for one in report.results if one.indicator != "rd_growth"] == [
        ("gdp_growth", "2025"),
        ("cpi", "2025"),
        ("gdp_growth", "2021-2025"),
    ]


@pytest.mark.parametrize(
    "ahead",
    [
        "二、“十五五”时期主要任务\n粮食产量达到300亿斤。",
        "二、2026年重点任务\n粮食产量达到300亿斤。",
        "今后五年，粮食产量达到300亿斤。",
        "到2030年，粮食产量达到300亿斤。",
        "《纲要（草案）》提请审议。粮食产量达到300亿斤。",
        "“十五五”时期的目标已经明确。要接续奋斗。粮食产量达到300亿斤，地区生产总值年均增长5%。",
    ],
    ids=["plan heading", "year heading", "coming years", "last year of the plan", "outline", "after a word on targets"],
)
def test_what_is_to_come_is_no_result(ahead: str) -> None:
    """A figure in or after words on what is to come is not a result, even where the report lists no targets."""
    text = f"2026年1月20日在云汀省人民代表大会上\n过去一年，地区生产总值增长5%。\n{ahead}\n"
    report = read_targets(text)
    assert [(one.indicator, one.period) for one in report.results] == [("gdp_growth", "2025")]


def test_results_go_on_when_the_report_looks_back_again() -> None:
    """Words on the plan in the middle of a review do not end it."""
    text = (
        "2026年1月20日在云汀省人民代表大会上\n过去一年，“十五五”规划纲要草案编制完成。\n"
        "一年来，粮食产量300亿斤。五年来，城镇新增就业150万人。"
    )
    assert [(one.indicator, one.period) for one in read_targets(text).results] == [
        ("grain_output", "2025"),
        ("new_urban_jobs", "2021-2025"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("城镇新增就业年均46万人", []),
        ("年均新增城镇就业30万人", []),
        ("每年城镇新增就业30万人", []),
        ("年接待游客由1亿人次增加到2亿人次", []),
        ("单位地区生产总值能耗年均下降3%", []),
        ("单位地区生产总值能耗下降13%", [("energy_intensity_cut", "13")]),
        ("PM2.5年均浓度27微克/立方米", [("pm25", "27")]),
        ("地区生产总值年均增长5.5%、达到3万亿元", [("gdp", "3000000000000"), ("gdp_growth", "5.5")]),
        ("“小巨人”出口增长37%", []),
    ],
)
def test_a_yearly_average_is_not_the_sum(sentence: str, expected: list[tuple[str, str]]) -> None:
    """A span has no level that is only the average of its years; a yearly rate of growth is its own."""
    report = read_targets(f"2026年1月20日在云汀省人民代表大会上\n五年来，{sentence}。")
    assert sorted((one.indicator, str(one.value)) for one in report.results) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值先后突破4万亿元、5万亿元", [("gdp", "5000000000000")]),
        ("经济总量接连迈上4万亿元和5万亿元台阶", [("gdp", "5000000000000")]),
        ("地区生产总值从2020年的3.8万亿元增加到2025年的5万亿元", [("gdp", "5000000000000")]),
        ("粮食产量500亿斤，3万多农户受益", [("grain_output", "50000000000")]),
    ],
    ids=["one after another", "joined by and", "risen from a year's", "another count after a comma"],
)
def test_of_levels_passed_one_after_another_the_last_holds(sentence: str, expected: list[tuple[str, str]]) -> None:
    """What a level rose from, or passed on the way, is not what was reached."""
    report = read_targets(f"2026年1月20日在云汀省人民代表大会上\n过去一年，{sentence}。")
    assert [(one.indicator, str(one.value)) for one in report.results] == expected


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("长春市发挥带动作用，地区生产总值增长6%", False),
        ("其中，长春市扩大开放，地区生产总值增长6%", False),
        ("省会（长春）地区生产总值增长6%", False),
        ("RCEP进出口增长6%", False),
        ("（一）地区生产总值增长6%", True),
        ("吉林省稳中求进，地区生产总值增长6%", True),
    ],
)
def test_a_part_needs_no_quotation_marks(sentence: str, whole: bool) -> None:
    """A division that begins the sentence, a bracket or Latin letters before the name make it a part's."""
    text = f"吉林省政府工作报告\n2026年1月20日在吉林省人民代表大会上\n各位代表：\n过去一年，全省向好。{sentence}。"
    assert bool(read_targets(text).results) == whole


def test_a_list_of_lines_with_labels() -> None:
    """Lines that begin with what they are about belong to the list that was announced."""
    passage = (
        "主要预期目标如下：\n经济增长：地区生产总值增长5%左右。\n就业：城镇新增就业45万人以上。\n各位代表：\n同志们好。"
    )
    assert targets_of(passage) == [("gdp_growth", "~", "5", None), ("new_urban_jobs", ">=", "450000", None)]


def test_short_names_of_trade_and_retail() -> None:
    """社零 and 外贸 alone are what they are short for."""
    passage = "今年主要预期目标是：经济增长5%左右，社零增长5%左右，外贸增长3%左右。"
    assert [row[0] for row in targets_of(passage)] == ["gdp_growth", "retail_growth", "trade_growth"]


def test_evidence_stands_in_the_text() -> None:
    """Each figure cites the words from its indicator to the number."""
    text = REPORT.format(targets="今年主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。")
    report = read_targets(text, source="report.txt")
    assert report.source == "report.txt"
    for figure in (*report.targets, *report.results):
        assert text[figure.start : figure.end] == figure.text
    assert "地区生产总值增长5%左右" in [figure.text for figure in report.targets]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("——2026年1月20日在云汀省人民代表大会上", 2026),
        ("（二〇二六年一月二十日）政府工作报告", 2026),
        ("2025年12月28日在云汀市人民代表大会上", 2026),
        ("一、2025年工作回顾", 2026),
        ("做好2027年工作，要坚持稳中求进", 2027),
        ("三、2027年工作\n到2030年达到3%", 2027),
        ("2026年的春天，到2030年达到3%", 2026),
        ("没有年份", None),
    ],
)
def test_planned_year(text: str, year: int | None) -> None:
    """The planned year is that of the session, a December session plans the next one, a review looks a year back."""
    assert planned_year(text) == year


def test_a_given_year_wins() -> None:
    """A year that is given is not looked for."""
    report = read_targets("今年主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。", year=2030)
    assert {figure.period for figure in report.targets} == {"2030"}


def test_json() -> None:
    """Values are JSON numbers, a missing upper end is null."""
    report = read_targets(
        "今年主要预期目标是：地区生产总值增长4.5%—5%，居民消费价格涨幅2%左右。", year=2026, source="a.txt"
    )
    parsed = json.loads(to_json([report]))
    assert parsed["schema"] == SCHEMA
    assert parsed["reports"][0]["source"] == "a.txt"
    first, second = parsed["reports"][0]["targets"]
    assert (first["value"], first["value2"], first["relation"]) == (4.5, 5, "range")
    assert (second["value"], second["value2"], second["unit"]) == (2, None, "%")


def test_indicators_are_named_in_both_languages() -> None:
    """Every indicator has an own id, a Chinese and an English name."""
    known = indicators()
    assert len({one.id for one in known}) == len(known)
    assert all(one.zh and one.en for one in known)


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    """Reading never fails, and what it finds stands in the text."""
    report = read_targets("今年主要预期目标是：地区生产总值" + text, year=2026)
    assert all(figure.start < figure.end for figure in (*report.targets, *report.results))
