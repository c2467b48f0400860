"""Reminders while writing: one item, one matter (一事一议), read out of who is asked for what; never a block."""

import pytest

from huiyin.congress.reminders import bodies_apart, reminders

ROAD = "建议市交通局尽快修复港城路破损路面"
MONEY = "建议市财政局提高村级公用经费补助标准"
BUSES = "建议市教育局增加校车班次"
PARKING = (
    "一、请市住房城乡建设局结合城市更新新增停车泊位500个。\n二、请市公安局交警支队加强违停管理，规范停车秩序。\n"
    "三、请市财政局安排停车泊位建设资金。"
)


@pytest.mark.parametrize(
    ("title", "text", "bodies"),
    [
        ("关于几项民生问题的建议", f"{ROAD}。{MONEY}。{BUSES}。", ["市交通局", "市财政局", "市教育局"]),
        ("关于几项民生问题的建议", f"一、{ROAD}。\n二、{MONEY}。\n三、{BUSES}。", ["市交通局", "市财政局", "市教育局"]),
        ("关于几项民生问题的建议", f"（一）{ROAD}。\n（二）{BUSES}。", ["市交通局", "市教育局"]),
        ("关于修复港城路的建议", f"{ROAD}。{BUSES}。", ["市交通局", "市教育局"]),
        ("关于增加停车泊位的建议", PARKING, []),
        ("关于修复港城路的建议", f"一、{ROAD}。\n二、建议市城市管理局加强对港城路货车的管理。", []),
        ("关于增加校车的建议", f"{BUSES}。建议市教育局改善校门口的秩序。", []),
        ("关于修复港城路的建议", f"市财政局去年安排了资金，市教育局也反映过。{ROAD}。", []),
        ("关于几项民生问题的建议", "", []),
    ],
    ids=["running", "numbered", "brackets", "two", "one-matter", "one-road", "one-body", "in-passing", "empty"],
)
def test_bodies_that_are_asked_for_different_things(title: str, text: str, bodies: list[str]) -> None:
    """Three bureaux with one matter are one matter; a body that is only named is asked for nothing."""
    assert bodies_apart(title, text) == bodies
    shown = [each.found for each in reminders(title, text) if each.ground == "several_matters"]
    assert shown == (["、".join(bodies)] if bodies else [])


def test_a_set_phrase_is_named_rather_than_the_bodies() -> None:
    """One reminder for one ground; a title with two things is still told."""
    (told,) = reminders("关于修路的建议", f"今天说两件事。{ROAD}。{BUSES}。")
    assert (told.ground, told.found) == ("several_matters", "两件事")
    assert [each.found for each in reminders("关于修路和校车的建议", ROAD)] == ["关于修路和校车的建议"]
