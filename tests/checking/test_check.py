"""What the checker supports and what it refuses, case by case."""

import pytest

from checking.cases import REPORT, SOURCES
from huiyin.checking import CheckReport, Verdict, check
from huiyin.errors import ReadingError

TRUE = [
    "地区生产总值达到1286.4亿元、增长5.6%，总量升至全省第7位。",
    "2025年，云汀市地区生产总值达到1286.4亿元，同比增长5.6%。",
    "全市GDP增长5.6%。",
    "地区生产总值128640000000元。",
    "地区生产总值１２８６．４亿元，增长百分之五点六。",
    "去年，第二产业增加值增长5%。",
    "规模以上工业增加值增长7.8%，高于全省2.1个百分点。",
    "城镇居民人均可支配收入增长4.9%，农村居民人均可支配收入增长6.4%。",
    "2025年，规上工业企业新增46家，总数达到412家。",
    "5G基站总数增加到3650座。",
    "新增养老床位600张。",
    "改造老旧小区58个，惠及居民24000户。",
    "涉企检查频次下降30%。",
    "报告提出，2026年地区生产总值增长5.5%左右，固定资产投资增长5%至6%。",
    "其中10亿元以上项目28个。",
    "临江区规上工业总产值突破200亿元。",
    "青石区空气优良天数增加11天。",
    "周砚秋代表建议，在老矿山社区增设2个以上公交站点。",
    "汀澜生物获评省制造业单项冠军企业。",
]
FALSE = {
    "one digit": ("地区生产总值达到1286.5亿元。", "1286.5亿元", Verdict.FIGURE_DIFFERS),
    "55 is not 65": ("改造老旧小区65个。", "65个", Verdict.FIGURE_DIFFERS),
    "unit": ("一般公共预算收入88.06万元。", "88.06万元", Verdict.FIGURE_DIFFERS),
    "points and percent": ("税收占比提高1.2%。", "1.2%", Verdict.FIGURE_DIFFERS),
    "relation": ("城镇新增就业2万人左右。", "2万人", Verdict.FIGURE_DIFFERS),
    "relation left out": ("城镇新增就业2万人。", "2万人", Verdict.FIGURE_DIFFERS),
    "direction": ("地区生产总值下降5.6%。", "5.6%", Verdict.NAME_DIFFERS),
    "subject": ("一般公共预算收入增长5.6%。", "5.6%", Verdict.FIGURE_DIFFERS),
    "one of a list": ("第一产业增加值增长5%。", "5%", Verdict.NAME_DIFFERS),
    "end of a range": ("固定资产投资增长5%。", "5%", Verdict.FIGURE_DIFFERS),
    "place": ("全省地区生产总值增长5.6%。", "5.6%", Verdict.NAME_DIFFERS),
    "district": ("青石区规上工业总产值突破200亿元。", "200亿元", Verdict.NAME_DIFFERS),
    "district for city": ("全市规上工业总产值突破200亿元。", "200亿元", Verdict.NAME_DIFFERS),
    "year": ("2026年，地区生产总值增长5.6%。", "5.6%", Verdict.FIGURE_DIFFERS),
    "before for after": ("5G基站总数2100座。", "2100座", Verdict.NAME_DIFFERS),
    "list swapped": ("城镇、农村居民人均可支配收入分别增长6.4%、4.9%。", "6.4%", Verdict.NAME_DIFFERS),
    "will left out": ("接待游客1500万人次以上。", "1500万人次", Verdict.NAME_DIFFERS),
    "name": ("汀澜生物入选国家级绿色工厂名单，新增专利5件。", "5件", Verdict.NOT_FOUND),
    "speaker": ("韩砺行代表建议，将公交末班车延后1小时。", "1", Verdict.NAME_DIFFERS),
    "code": ("深入实施“1+4+N”产业倍增计划。", "1+4+N", Verdict.FIGURE_DIFFERS),
    "telephone": ("12346热线受理群众诉求31.6万件。", "12346", Verdict.FIGURE_DIFFERS),
    "subject with a numeral": ("6G基站总数由2100座增加到3650座。", "2100座", Verdict.NAME_DIFFERS),
    "no subject": ("增长5.6%。", "5.6%", Verdict.FIGURE_DIFFERS),
    "invented": ("群众满意度达到98%。", "98%", Verdict.NOT_FOUND),
}


def held(draft: str) -> CheckReport:
    return check(draft, SOURCES)


@pytest.mark.parametrize("draft", TRUE)
def test_what_the_sources_say_is_supported(draft: str) -> None:
    """The same claim finds its source, also in other words; each source passage is where it says."""
    report = held(draft)
    assert [s.verdict for s in report.sentences] == ["supported"] * len(report.sentences)
    texts = dict(SOURCES)
    for item in (item for sentence in report.sentences for item in sentence.items):
        assert item.source is not None
        assert texts[item.source.source][item.source.start : item.source.end] == item.source.text


@pytest.mark.parametrize(("draft", "words", "verdict"), FALSE.values(), ids=FALSE.keys())
def test_what_differs_gets_no_source(draft: str, words: str, verdict: Verdict) -> None:
    """A figure with another value, unit, relation, subject, place or year is refused."""
    report = held(draft)
    found = [item for sentence in report.sentences for item in sentence.items if item.text == words]
    assert found
    assert found[0].source is None
    assert found[0].verdict == verdict
    assert not report.supported


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("云汀重工、鹭洲电子入选国家级绿色工厂名单。", "鹭洲电子"),
        ("汀澜生物获评国家制造业单项冠军企业。", "国家制造业单项冠军企业"),
        ("鹭远电子获评省制造业单项冠军企业。", "鹭远电子"),
    ],
    ids=["one character", "level", "swapped"],
)
def test_another_name_is_refused(draft: str, name: str) -> None:
    """A name counts only where it stands in the passage itself; the sentence is never called supported."""
    sentence = held(draft).sentences[0]
    assert sentence.verdict != Verdict.SUPPORTED
    assert all(item.source is None for item in sentence.items if item.text == name)


def test_the_nearest_passage_shows_both_figures() -> None:
    """A changed figure is told beside what the source has in its stead."""
    sentence = held("一般公共预算收入88.06亿元，增长4.6%。").sentences[0]
    changed = sentence.items[-1]
    assert (changed.text, changed.verdict) == ("4.6%", "figure_differs")
    assert changed.nearest is not None
    assert changed.nearest.text == "4.5%"
    assert sentence.nearest is not None
    assert "一般公共预算收入88.06亿元，增长4.5%" in sentence.nearest.text
    assert [item.verdict for item in sentence.items if item.text == "88.06亿元"] == ["supported"]


def test_a_second_mention_has_its_own_place() -> None:
    """Of two equal lines each finds its own, in order."""
    text = "甲乙镇新增企业5家。\n丙丁镇减少企业3家。\n甲乙镇新增企业5家。\n"
    places = [
        item.source.start
        for s in check(text, [("a", text)]).sentences
        for item in s.items
        if item.text == "5家" and item.source
    ]
    assert places == [text.index("5家"), text.rindex("5家")]


@pytest.mark.parametrize(
    "run",
    ["2025", "１２３４", "十七", "5G", "1+10", "12345", "0000-1234567", "〔2026〕3号", "PM2.5", "三", "Ⅳ", "①", "百"],
)
def test_every_run_of_numerals_is_listed(run: str) -> None:
    """Whether or not the reader takes it for a figure, each numeral lies in an item that is no name."""
    draft = f"关于{run}事项的说明。"
    items = [item for sentence in held(draft).sentences for item in sentence.items if item.type != "name"]
    for at, sign in enumerate(draft):
        if sign in run and sign not in "+-〔〕号GPM.":
            assert any(item.start <= at < item.end for item in items), sign


def test_an_ordinary_word_does_not_decide() -> None:
    """进一步 is listed, and a sentence that only adds it to its source's words stays what it was."""
    items = held("进一步改造老旧小区58个。").sentences[0].items
    assert [(item.text, item.binding) for item in items] == [("一", False), ("58个", True)]


def test_what_follows_a_false_beginning_is_refused() -> None:
    """A figure whose sentence begins with somebody else's name is not taken for that one's."""
    draft = "过去一年，青石区聚焦主责主业，规上工业总产值突破200亿元，新增省级专精特新企业3家。"
    figures = [item for item in held(draft).sentences[0].items if item.type == "figure" and item.binding]
    assert {item.text for item in figures} >= {"200亿元", "3家"}
    assert all(item.source is None for item in figures if item.text in ("200亿元", "3家"))


def test_sentences_may_be_joined() -> None:
    """Two whole sentences of the sources in one draft sentence are both found."""
    draft = "鹿鸣山抽水蓄能电站完成投资18.6亿元，5G基站总数由2100座增加到3650座。"
    assert held(draft).supported


def test_the_record_is_the_published_schema() -> None:
    """The JSON form has the fields of huiyin.check/1 and no others."""
    record = held("改造老旧小区65个。新增养老床位600张。").record()
    assert list(record) == ["schema", "sentences"]
    assert record["schema"] == "huiyin.check/1"
    assert [list(sentence) for sentence in record["sentences"]] == [["start", "end", "text", "verdict", "items"]] * 2
    items = [item for sentence in record["sentences"] for item in sentence["items"]]
    assert all(list(item) == ["start", "end", "text", "type", "verdict", "source"] for item in items)
    assert items[0]["source"] is None
    assert list(items[1]["source"]) == ["source", "start", "end", "text"]


def test_the_year_of_the_draft_decides_what_last_year_is() -> None:
    """去年 in a draft of 2027 is 2026, of which the report says other things."""
    draft = "去年，地区生产总值增长5.6%。"
    assert check(draft, SOURCES).supported
    assert not check(draft, SOURCES, year=2027).supported


CONTEXT = """云汀市政府工作报告
我们看到，2025年是云汀市攻坚克难的一年。改造老旧小区58个，惠及居民2.4万户。去年，5G基站总数达到3650座。
市委高度重视临江区的发展。新增省级专精特新企业3家。青石区新增养老床位600张。
"""


@pytest.mark.parametrize(
    ("draft", "unsupported"),
    [
        ("我们看到，2024年是云汀市攻坚克难的一年。改造老旧小区58个，惠及居民2.4万户。", ["58个", "2.4万户"]),
        ("我们看到，2024年是云汀市攻坚克难的一年。去年，5G基站总数达到3650座。", []),
        ("市委高度重视青石区的发展。新增省级专精特新企业3家。", ["3家"]),
        ("市委高度重视青石区的发展。青石区新增养老床位600张。", []),
        ("我们看到，2024年是云汀市攻坚克难的一年。\n改造老旧小区58个，惠及居民2.4万户。", []),
        ("我们看到，2025年是云汀市攻坚克难的一年。改造老旧小区58个，惠及居民2.4万户。", []),
    ],
    ids=["year", "own year", "place", "own place", "another line", "nothing changed"],
)
def test_a_year_or_place_changed_in_the_sentence_before_holds_for_its_followers(
    draft: str, unsupported: list[str]
) -> None:
    """Also where it does not open its sentence; what names its own year or place is left alone."""
    report = check(draft, [("报告", CONTEXT)])
    items = [item for sentence in report.sentences for item in sentence.items if item.type == "figure" and item.binding]
    assert [item.text for item in items if item.source is None and item.text[0] in "0123456789"] == unsupported


def test_another_date_is_shown_alone() -> None:
    """The year that the source has in its stead, not the whole clause."""
    sentence = check("我们看到，2024年是云汀市攻坚克难的一年。", [("报告", CONTEXT)]).sentences[0]
    assert [item.nearest.text for item in sentence.items if item.text == "2024年" and item.nearest] == ["2025年"]


def test_an_empty_draft_has_no_sentences() -> None:
    """Nothing said, nothing to support."""
    assert check("", SOURCES).sentences == ()
    assert check("　\n\n", SOURCES).supported


def test_without_sources_nothing_is_supported() -> None:
    """Every sentence is unsupported where there is nothing to hold it against."""
    assert {s.verdict for s in check(REPORT, []).sentences} <= {"not_found"}


def test_a_lone_surrogate_is_refused() -> None:
    """Half a character is an error with its place, in the draft or in a source."""
    for draft, sources in (("增长\ud8005%", SOURCES), ("增长5%", [("a", "增长\udc00")])):
        with pytest.raises(ReadingError) as caught:
            check(draft, sources)
        assert caught.value.code == "text.surrogate"
