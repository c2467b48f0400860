"""A reply that is issued says something, and leaves no place of its form empty."""

import pytest

from huiyin.errors import LedgerError
from huiyin.ledger.reply_gaps import THANKS, VIEWS, form_of_reply, gaps_of, refuse_unfilled, with_view

FORM = form_of_reply("关于增设临江公园充电桩的建议", ["增设充电桩", "公布分布图"])
POINTS = ("（一）关于增设充电桩", "（二）关于公布分布图")
FILLED = (
    FORM.replace("工作\n\n二", "工作\n　　我局已装充电桩十二个。\n二")
    .replace("增设充电桩：", "增设充电桩：年内再装八个。")
    .replace("公布分布图：", "公布分布图：\n　　已在网站公布。")
    .replace("打算\n\n感谢", "打算\n　　每季度公布一次进展。\n感谢")
    .replace("联系人：　　　联系电话：　　　　", "联系人：方知远　联系电话：0000-0000000")
)


@pytest.mark.parametrize("text", ["", " \n　\n", FORM, FORM.replace("\n\n", "\n")])
@pytest.mark.parametrize("action", ["reply", "correct_reply"])
def test_a_form_alone_is_no_reply(text: str, action: str) -> None:
    with pytest.raises(LedgerError) as caught:
        refuse_unfilled(action, text)
    assert (caught.value.code, caught.value.values["need"]) == ("reply.empty", "text")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (FILLED.replace("　　我局已装充电桩十二个。\n", ""), "一、已开展的工作"),
        (FILLED.replace("：年内再装八个。", "："), "（一）关于增设充电桩"),
        (FILLED.replace("　　已在网站公布。\n", ""), "（二）关于公布分布图"),
        (FILLED.replace("　　每季度公布一次进展。\n", ""), "三、下一步打算"),
        (FILLED.replace("方知远", "　　"), "联系人"),
        (FILLED.replace("0000-0000000", ""), "联系电话"),
        (FORM.replace("工作\n\n二", "工作\n已装。\n二"), "、".join((*POINTS, "三、下一步打算", "联系人", "联系电话"))),
    ],
)  # fmt: skip
def test_what_was_left_empty_is_named(text: str, missing: str) -> None:
    with pytest.raises(LedgerError) as caught:
        refuse_unfilled("reply", text)
    assert (caught.value.code, caught.value.values["missing"]) == ("reply.unfilled", missing)


@pytest.mark.parametrize(
    "text",
    [
        FILLED,
        "您提出的建议收悉。现答复如下：已经办结。",
        "一、加强管理\n二、加强宣传\n三、下一步打算\n按季公布。",
        FILLED.replace("三、下一步打算\n　　每季度公布一次进展。\n", ""),  # a heading that was taken out
    ],
)
def test_headings_of_ones_own_stand_as_they_like(text: str) -> None:
    assert gaps_of(text) == []
    refuse_unfilled("reply", text)


def test_a_draft_may_be_unfilled() -> None:
    """It goes to the head of the unit, and nowhere else."""
    refuse_unfilled("draft_reply", FORM)
    refuse_unfilled("reply", None)  # whether words are needed at all is for the policy to say


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("今年计划投入____万元，年内完成。", "“今年计划投入____万元”"),
        ("　　经研究，由{{单位}}负责。", "“由{{单位}}负责”"),
        ("已建成充电桩【　　】个。", "“已建成充电桩【　　】个”"),
        ("工作进展：（请填写工作进展）", "“（请填写工作进展）”"),
        ("将于××××年×月底前完成。", "“将于××××年×月底前完成”"),
        ("新增泊位XX个。", "“新增泊位XX个”"),
        ("云汀市住房和城乡建设局\n　　　　年　　月　　日", "“　　　　年　　月　　日”"),
    ],
)
@pytest.mark.parametrize("action", ["reply", "correct_reply", "answer", "report"])
def test_blanks_of_a_template_are_named_with_the_words_around_them(action: str, text: str, place: str) -> None:
    with pytest.raises(LedgerError) as caught:
        refuse_unfilled(action, f"您提出的建议收悉。\n{text}")
    assert (caught.value.code, caught.value.values["missing"]) == ("reply.unfilled", place)
    refuse_unfilled("draft_reply", text)


@pytest.mark.parametrize(
    "text",
    [
        "反映人王××已经得到答复。",
        "详见《方案》（附件1）、【政策解读】栏目和 a_b.pdf。",
        "（一）关于选址：已完成。（二）关于资金：已列入2026年预算（待市人大批准）。",
        "设备型号为XX-20，6×8米，2026年 5月 1日前建成。",
        "停车泊位（个）增加一成。",
    ],
)
def test_what_is_no_blank_is_left_alone(text: str) -> None:
    refuse_unfilled("reply", text)


VIEW = "市财政局：市级补助已列入预算，每桩补助2000元。"


def test_the_words_of_a_co_handler_go_before_what_comes_next() -> None:
    """Under one heading, each once, with whose they are; no word that stood there is moved or lost."""
    once = with_view(FILLED, "市财政局", "　　市级补助已列入预算，每桩补助2000元。\n")
    assert once == FILLED.replace("\n\n三、", f"\n{VIEWS}\n{VIEW}\n\n三、")
    assert with_view(once, "市财政局", "市级补助已列入预算，每桩补助2000元。") == once
    twice = with_view(once, "市发改委", "同意。")
    assert f"{VIEWS}\n{VIEW}\n市发改委：同意。\n\n三、" in twice
    assert gaps_of(twice) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("已办结。", f"已办结。\n{VIEWS}\n市财政局：同意。\n"),
        (f"已办结。\n{THANKS}", f"已办结。\n{VIEWS}\n市财政局：同意。\n{THANKS}\n"),
        ("已办结。\n\n（联系人：甲）", f"已办结。\n{VIEWS}\n市财政局：同意。\n\n（联系人：甲）\n"),
        ("", f"{VIEWS}\n市财政局：同意。\n"),
    ],
)  # fmt: skip
def test_a_reply_of_another_form_takes_them_at_its_end(text: str, whole: str) -> None:
    assert with_view(text, "市财政局", "同意。") == whole


def test_a_co_handlers_words_answer_no_point_of_the_form() -> None:
    """What the deputy proposed is for the unit to answer; a heading without any words is a gap, too."""
    begun = with_view(FORM, "市财政局", "同意。")
    assert gaps_of(begun)[:3] == ["一、已开展的工作", *POINTS]
    assert VIEWS in gaps_of(FILLED.replace("\n三、", f"\n{VIEWS}\n三、"))
