"""Folding: marks that mean the same look the same, and no offset moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading.fold import fold, fold_message

PAIRS = [
    ("half-width-comma", "改革,开放", "改革，开放"),
    ("half-width-semicolon", "改革;开放", "改革；开放"),
    ("half-width-colon", "目标:增收", "目标：增收"),
    ("half-width-ends", "好!是吗?", "好！是吗？"),
    ("half-width-brackets", "(一)改革", "（一）改革"),
    ("tortoise-shell-brackets", "云政办发〔2026〕3号", "云政办发（2026）3号"),
    ("full-width-point", "1．改革", "1.改革"),
    ("small-full-stop", "1﹒改革", "1.改革"),
    ("half-width-ideographic-stop", "改革｡", "改革。"),
    ("full-width-percent", "增长５％", "增长５%"),
    ("no-break-space", "各位\u00a0代表", "各位 代表"),
    ("corner-quotes", "「一网通办」", "“一网通办”"),
    ("double-corner-quotes", "『一窗』", "‘一窗’"),
    ("carriage-return", "甲\r\n乙\r丙", "甲\n\n乙\n丙"),
    ("line-separators", "甲\u2028乙\u2029丙\x85丁\v戊\f己", "甲\n乙\n丙\n丁\n戊\n己"),
    ("tab-between-cells", "单位\t数值", "单位\n数值"),
    ("straight-quotes-by-turns", '"一网"与"一窗"', "“一网”与“一窗”"),
    ("odd-straight-quote-stays", '"一网"与"一窗', '“一网”与"一窗'),
    ("straight-quotes-end-with-the-line", '"一网\n"一窗"', '"一网\n“一窗”'),
    ("lone-straight-quote", '长度5"', '长度5"'),
    ("nothing-to-fold", "改革，开放。", "改革，开放。"),
    ("empty", "", ""),
    ("beyond-the-bmp", "𣲗溪村,增收", "𣲗溪村，增收"),
]


@pytest.mark.parametrize(("text", "folded"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_marks_that_mean_the_same_become_one(text: str, folded: str) -> None:
    """GUIDELINES «Offsets»: full-width and half-width punctuation mean the same."""
    assert fold(text) == folded


@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(",;:!?()\"'「」『』\r\n\t%．"))
    )
)
def test_folding_never_moves_an_offset(text: str) -> None:
    """The copy is as long as the text, letters and digits stand where they stood, folding again changes nothing."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(old == new for old, new in zip(text, folded, strict=True) if old.isalnum())
    assert fold(folded) == folded


MESSAGES = [
    ("item-inside-a-line", "反映两件事，1、停水2、停电", "反映两件事，；、停水；、停电"),
    ("dot-as-full-stop", "小区停水.请尽快解决.", "小区停水。请尽快解决。"),
    ("decimal-point-stays", "每吨3.5元", "每吨3.5元"),
    ("item-at-the-head-stays", "1、停水", "1、停水"),
    ("latin-dot-stays", "见www.example.com", "见www.example.com"),
    ("amount-stays", "共3台", "共3台"),
]


@pytest.mark.parametrize(("text", "folded"), [row[1:] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
def test_what_people_type_is_folded_further(text: str, folded: str) -> None:
    """A dot after a Chinese character ends a sentence, a digit with a mark sets an item off; lengths stay."""
    assert fold_message(text) == folded
    assert len(folded) == len(text)
