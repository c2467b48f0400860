"""Topics: which of the 26 a statement is about."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import calls

from huiyin.errors import ReadingError
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.topics import find_topics, topic_names


def topics_of(text: str, lexicons: Lexicons = DEFAULT) -> tuple[str, ...]:
    """Return the topics of a text that is one statement."""
    return find_topics(text, [(0, len(text))], lexicons)[0]


ONE_EACH = {
    "economy": "地区生产总值增长5.5%左右",
    "investment": "固定资产投资完成310亿元",
    "investment_promotion": "大力开展招商引资",
    "industry": "规上工业企业达到412家",
    "mining_steel": "铁矿石产量稳中有升",
    "biomedicine": "推动原料药基地建设",
    "energy": "抽水蓄能电站主体开工",
    "science": "攻克一批关键核心技术",
    "digital": "算力规模翻一番",
    "commerce": "社会消费品零售总额增长6%",
    "culture_tourism": "接待游客突破900万人次",
    "agriculture": "新建高标准农田3.2万亩",
    "rural": "建设和美乡村示范村18个",
    "business_environment": "持续优化营商环境",
    "state_assets": "深化国资国企改革",
    "finance": "一般公共预算收入增长4%",
    "urban_renewal": "改造老旧小区46个",
    "utilities": "更新供热管网38公里",
    "transport": "临江大桥建成通车",
    "water": "完成3座病险水库除险加固",
    "environment": "优良天数比例达到91.2%",
    "education": "新增义务教育学位2600个",
    "health": "市第二人民医院投入使用",
    "welfare": "城镇新增就业2.1万人以上",
    "safety": "深入开展重大事故隐患排查整治",
    "governance": "12345热线与网格联动",
}


@pytest.mark.parametrize(("code", "text"), ONE_EACH.items(), ids=ONE_EACH)
def test_each_topic_has_words_that_settle_it(code: str, text: str) -> None:
    """A plain statement of each topic gets this topic first."""
    assert topics_of(text)[0] == code


def test_there_are_twenty_six_topics_with_names_in_both_languages() -> None:
    """The codes of the file are the 26 of the field, each named in Chinese and English."""
    assert set(topic_names("zh")) == set(ONE_EACH)
    assert all(topic_names("zh").values())
    assert all(name.isascii() and name for name in topic_names("en").values())


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("营造风清气正的政治生态", ()),
        ("走中国特色社会主义道路", ()),
        ("推动新能源汽车下乡", ("industry",)),
        ("扎实开展主题教育", ()),
        ("稳定高校毕业生就业", ("welfare",)),
        ("提高企业效益", ()),
        ("我们迎难而上、奋勇争先", ()),
    ],
    ids=["ecology-of-politics", "road-as-figure", "longest-word", "officials", "graduates", "across-words", "none"],
)
def test_a_word_inside_another_is_not_found(text: str, topics: tuple[str, ...]) -> None:
    """The longest word wins, and a word under `stop` hides the shorter ones in it."""
    assert topics_of(text) == topics


def test_the_heaviest_topic_comes_first_and_at_most_three_are_kept() -> None:
    """Topics are ranked by weight; a fourth one is left out."""
    assert topics_of("完善医院、学校布局，医疗水平再上台阶") == ("health", "education")
    assert len(topics_of("统筹公路、水库、学校、医院、养老院建设")) == 3


def test_hints_count_only_together() -> None:
    """One hint says nothing; two of the same topic do."""
    assert topics_of("年内竣工") == ()
    assert topics_of("一批项目年内竣工") == ("investment",)


def test_each_statement_answers_for_its_own_words() -> None:
    """A word outside the bounds, or across one, belongs to no statement."""
    text = "教育：推动旅游升级，建设学校"
    assert find_topics(text, [(3, 9), (10, 14)]) == [("culture_tourism",), ("education",)]
    assert find_topics("修建公路", [(0, 3), (3, 4)]) == [(), ()]
    assert find_topics("", []) == []


def test_a_place_adds_words_and_silences_others(tmp_path: Path) -> None:
    """A folder of one's own extends a topic and may stop a shipped word."""
    (tmp_path / "topics.toml").write_text('stop = ["步行街"]\n[topic.utilities]\nsure = ["暖心泵"]\n', encoding="utf-8")
    local = Lexicons(tmp_path)
    assert topics_of("新装暖心泵40台", local) == ("utilities",)
    assert topics_of("新装暖心泵40台") == ()
    assert topics_of("提升步行街", local) == ()
    assert topics_of("提升步行街") == ("commerce",)


def test_a_list_of_the_wrong_shape_is_refused(tmp_path: Path) -> None:
    """Words that are no list of strings name the file and the key."""
    (tmp_path / "topics.toml").write_text('[topic.utilities]\nsure = "暖心泵"\n', encoding="utf-8")
    with pytest.raises(ReadingError) as caught:
        find_topics("暖", [(0, 1)], Lexicons(tmp_path))
    assert caught.value.code == "lexicon.invalid"
    assert "sure" in str(caught.value)


@given(st.text(alphabet=st.sampled_from("项目竣工医院学校旅游𣲗，。 x"), max_size=60), st.data())
def test_any_bounds_give_one_answer_each(text: str, data: st.DataObject) -> None:
    """There is one tuple per statement, the same as for the statement read alone, and reading twice agrees."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    bounds = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = find_topics(text, bounds)
    assert len(found) == len(bounds)
    assert found == find_topics(text, bounds)
    assert all(len(topics) <= 3 and len(set(topics)) == len(topics) for topics in found)


def test_time_is_linear_on_repeated_words() -> None:
    """Ten times the text costs about ten times the time, whatever stands in it."""
    text = "项目" * 20_000
    bounds = [(at, at + 10) for at in range(0, len(text), 10)]

    def cost(times: int) -> int:
        longer = [(start + len(text) * n, end + len(text) * n) for n in range(times) for start, end in bounds]
        return calls(lambda: find_topics(text * times, longer))

    assert cost(10) < 11 * cost(1)
