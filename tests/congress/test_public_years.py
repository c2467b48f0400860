"""Last year's promises against this year: what was recorded, and where the new report speaks of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from huiyin.congress.public_items import Item, Report
from huiyin.congress.public_years import beside_last_year, verdict_of, year_before

LAST = "改造老旧小区55个。加装电梯50部。力争临江大桥6月底前通车。石渡县人民医院门诊楼9月底前投入使用。"
THIS = "改造老旧小区58个，惠及居民2.4万户。临江大桥、环湖东路建成通车。市第二人民医院新院区投入使用。"


def an_item(key: str, outcome: str = "", **more: Any) -> Item:
    now = timezone.now()
    shows = frozenset(("title", "outcome", "state"))
    told = {"outcome_code": outcome, "closed": bool(outcome), "title": key, **more}
    return Item(key, "commitment", 2025, shows, now, now, **told)


def a_report(year: int, text: str, **more: Any) -> Report:
    told = {"publisher": "云汀市人民政府", "headings": (), "promises": (), "checkable": 0, "vague": 0, **more}
    on = date(year, 1, 9)
    return Report(key=f"r{year}", title=f"{year}年报告", on=on, year=year, text=text, changed_at=timezone.now(), **told)


def sentences(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for each in text.split("。")[:-1]:
        found.append((at, at + len(each)))
        at += len(each) + 1
    return found


PROMISES = tuple((start, end, f"p{n}") for n, (start, end) in enumerate(sentences(LAST)))
OLD = a_report(2025, LAST, promises=PROMISES)
NEW = a_report(2026, THIS, achieved=tuple(sentences(THIS)))


def test_each_promise_has_its_outcome_and_the_words_of_the_new_report() -> None:
    """Found by the longest run of characters that both have; a word that many reports use is no sign."""
    outcomes = {"p0": "exceeded", "p1": "partly", "p2": "late", "p3": ""}
    items = {key: an_item(key, code) for key, code in outcomes.items()}
    found = beside_last_year(NEW, [NEW, OLD], items)
    assert found is not None
    said = [THIS[row.said[0] : row.said[1]] if row.said else "" for row in found.rows]
    assert said == ["改造老旧小区58个，惠及居民2.4万户", "", "临江大桥、环湖东路建成通车", ""]
    assert [row.verdict for row in found.rows] == ["exceeded", "missed", "missed", "not_mentioned"]
    assert [found.count(code) for code in ("kept", "exceeded", "missed", "not_mentioned")] == [0, 1, 2, 1]


@pytest.mark.parametrize(
    ("outcome", "mentioned", "verdict"),
    [
        ("kept", False, "kept"),
        ("exceeded", True, "exceeded"),
        *((code, True, "missed") for code in ("partly", "late", "changed", "dropped")),
        ("", False, "not_mentioned"),
        ("no_word", False, "not_mentioned"),
        ("", True, ""),  # the report speaks of it, and nobody has said what that comes to: no verdict of a machine
        ("unclear", True, ""),
    ],
)
def test_a_verdict_is_what_people_recorded(outcome: str, mentioned: bool, verdict: str) -> None:
    assert verdict_of(an_item("p", outcome), mentioned) == verdict


@pytest.mark.parametrize("outcome", ["", "partly", "kept"])
def test_what_rolled_over_stays_so(outcome: str) -> None:
    """The report may be silent, and the new year may keep it: it went on, and was not kept in its own year."""
    assert verdict_of(an_item("p", outcome, rolled=True), mentioned=False) == "rolled_over"


def test_what_is_not_public_is_in_no_count() -> None:
    """A promise that is no item, and one whose outcome is held back."""
    held = replace(an_item("p1", closed=True), shows=frozenset(("title", "state")))
    found = beside_last_year(NEW, [NEW, OLD], {"p0": an_item("p0", "kept"), "p1": held})
    assert found is not None
    assert [row.item.key for row in found.rows] == ["p0"]


def test_only_the_same_publisher_and_the_year_before() -> None:
    assert year_before(NEW, [NEW, OLD]) == OLD
    assert year_before(NEW, [NEW, replace(OLD, publisher="白鹭县人民政府")]) is None
    assert year_before(NEW, [NEW, replace(OLD, year=2024)]) is None
    assert beside_last_year(OLD, [NEW, OLD], {}) is None
