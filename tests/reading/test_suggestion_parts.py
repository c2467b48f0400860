"""Parts of a suggestion: headings, labels and lines that open what it asks for or what it tells. All invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.suggestion_parts import announces, asks_below, is_title, restates
from huiyin.reading.suggestion_words import stands, wish_flags


@pytest.mark.parametrize(
    ("heading", "acts", "asks"),
    [
        ("建议内容", False, True),
        ("对策与意见", False, True),
        ("解决停车难的办法", False, True),
        ("案由", False, False),
        ("现状", False, False),
        ("存在的困难和问题", True, False),
        ("存在问题及建议", False, False),
        ("议案内容及方案", False, False),
        ("关于增开公交线路的建议", False, False),
        ("加强源头治理", True, True),
        ("解决停车难问题", True, True),
        ("基层医院", False, None),
    ],
)
def test_what_a_heading_opens(heading: str, acts: bool, asks: bool | None) -> None:
    """What is asked for, what is told, or neither."""
    assert asks_below(heading, acts) is asks


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("关于增开公交线路的建议", True),
        ("案由：加强通村公路管理", True),
        ("市人大代表关于治理河道的议案", True),
        ("建议内容", False),
    ],
)
def test_titles(words: str, title: bool) -> None:
    """A title opens no part."""
    assert is_title(words) is title


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("为此，我们建议：", True),
        ("特要求区政府落实以下事项：", True),
        ("原因如下：", False),
        ("建议增开线路。", False),
    ],
)
def test_lines_that_announce_requests(line: str, asked: bool) -> None:
    """The items may stand on lines of their own."""
    assert announces(line, 0, len(line)) is asked


def test_an_answer_may_restate_the_suggestion() -> None:
    """Below such a heading stand the deputy's words."""
    assert restates("关于建议中反映的问题")
    assert not restates("关于对建议内容的逐条答复")


FORM = """关于增开公交线路的建议
代表姓名 | 沈清
案    由：矿区出行难。站点只有2个。
方    案：
在老矿区增设站点，延长末班车时间。
"""


def test_labels_are_headings() -> None:
    """What stands behind a label is told or asked for as the label says, whoever proposes it speaks."""
    found = [(s.text, s.kind, s.speaker) for s in read(FORM, text_kind="suggestion").statements]
    assert found == [
        ("矿区出行难", "background", "沈清"),
        ("站点只有2个", "background", "沈清"),
        ("在老矿区增设站点", "suggestion", "沈清"),
        ("延长末班车时间", "suggestion", "沈清"),
    ]


def test_each_proposal_of_a_text_has_its_own_deputy() -> None:
    """The next title ends what the one before asked for."""
    text = (
        "关于增开公交线路的建议\n建议人：沈清\n建议：增开线路。\n"
        "关于治理河道的建议\n内容：河道淤塞。\n领衔代表：温如岚\n"
    )
    found = [(s.text, s.kind, s.speaker) for s in read(text, text_kind="suggestion").statements]
    assert found == [("增开线路", "suggestion", "沈清"), ("河道淤塞", "background", "温如岚")]


@pytest.mark.parametrize(
    ("clause", "past", "flags"),
    [
        ("建成停车场12个", True, Context.DEED),
        ("建成停车场12个", False, 0),
        ("农村面貌发生了翻天覆地的变化", False, Context.DEED),
        ("但停车场建设滞后", True, 0),
        ("整治乱停乱放迫在眉睫", False, Cue.VERDICT),
        ("此举有利于振兴乡村", False, Cue.VERDICT),
        ("停车位只有18万个", False, 0),
    ],
)
def test_what_a_deputy_judges_and_tells_as_done(clause: str, past: bool, flags: int) -> None:
    """Deeds need a time in the past unless the words say that something changed."""
    assert wish_flags(clause, past, False) == flags


def test_what_has_come_to_be_holds() -> None:
    """It has no time."""
    assert stands("停车难已成为突出问题")
    assert not stands("近年来建成了停车场")


def test_who_proposes_is_heard_below_every_heading() -> None:
    """A delegation named at the head proposes what stands below the headings, too."""
    text = "关于重修石井路的议案\n临江区代表团\n石井路破损严重。\n解决办法：\n1.多渠道筹措资金。\n"
    assert {s.speaker for s in read(text, text_kind="suggestion").statements} == {"临江区代表团"}


def test_who_is_quoted_is_heard_for_a_sentence() -> None:
    """What a leader said is the leader's; then the deputy goes on."""
    text = "关于修建渡口的建议\n领衔代表：沈清\n周砚秋县长在报告中指出，渡口年久失修。两岸往来要绕行。\n"
    assert [s.speaker for s in read(text, text_kind="suggestion").statements] == ["周砚秋", "沈清"]


def test_a_sheet_of_suggestions_asks_for_nothing_by_its_name() -> None:
    """某县人民代表大会代表建议、批评和意见 is what the sheet is called."""
    text = "石井县第十五届人民代表大会第四次会议代表建议、批评和意见\n第67号\n井水浑浊。\n建议：加强监测。\n"
    assert [s.kind for s in read(text, text_kind="suggestion").statements] == ["background", "suggestion"]


def test_the_name_of_the_form_opens_no_part() -> None:
    """「建议」 at the head of the form says what it is; below a title it says what is asked for."""
    form = "第十四届人民代表大会第三次会议\n建议\n标题：关于发展新能源的建议\n领衔代表：沈清\n外送通道不足。\n"
    assert [(s.kind, s.speaker) for s in read(form).statements] == [("background", "沈清")]
    part = "关于发展新能源的建议\n外送通道不足。\n建议\n扩大交易规模。\n"
    assert [s.kind for s in read(part).statements] == ["background", "suggestion"]


def test_the_first_of_those_who_propose_is_heard() -> None:
    """A form's field may hold several names, or how many there are."""
    for names in ("沈清等12人", "沈清、周砚秋"):
        text = f"议案\n案由：请求修建柳荫大桥\n提案人：{names}\n案据：\n孩子上学要绕行23公里。\n"
        assert [(s.kind, s.speaker) for s in read(text).statements] == [("background", "沈清")]


def test_what_amends_a_law_is_asked_for() -> None:
    """The contents of an amendment are what a motion puts forward; to whom it is sent says nothing."""
    text = (
        "关于修改《物业条例》的议案\n大会主席团：\n一、修改的必要性\n部分条款已不适应。\n"
        "二、修改的主要内容\n1.增加监督条款。\n"
    )
    assert [(s.text, s.kind) for s in read(text).statements] == [
        ("部分条款已不适应", "background"),
        ("增加监督条款", "suggestion"),
    ]


def test_an_item_that_begins_with_a_year() -> None:
    """The number of an item is left outside, whatever follows it."""
    text = "议案\n案由：修桥\n方案：\n3.2026年底前建成通车。\n"
    assert [s.text for s in read(text, text_kind="suggestion").statements] == ["2026年底前建成通车"]
