"""Whoever made a reading: what it cites must stand in the text, and its values must be known."""

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.reading import read
from huiyin.reading.validate import Fault, validate

TEXT = "云汀市2026年政府工作报告\n去年，临江区新建云汀大桥，完成投资3.5亿元，同比增长15%。\n今年将新增学位1200个以上。"


def sound() -> dict[str, Any]:
    """A reading of the text as JSON gives it, without a fault."""
    start = TEXT.index("完成投资")
    end = TEXT.index("。\n今年")
    return {
        "schema": "huiyin.reading/1",
        "statements": [
            statement("去年，临江区新建云汀大桥", mentions=[name("云汀大桥", "project")]),
            {
                **statement(TEXT[start:end]),
                "measures": [figure("3.5亿元", 350000000, "元"), figure("15%", 15, "%", "change")],
            },
        ],
    }


def place(words: str) -> dict[str, Any]:
    """Where words stand in the text for the first time."""
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


def statement(words: str, **fields: Any) -> dict[str, Any]:
    """A statement with its least fields."""
    return {**place(words), "kind": "achievement", "period": "past", "speaker": "市政府", **fields}


def figure(words: str, value: Any, unit: str, role: str = "level") -> dict[str, Any]:
    """A figure."""
    return {**place(words), "value": value, "unit": unit, "relation": "=", "role": role}


def name(words: str, sort: str) -> dict[str, Any]:
    """A name."""
    return {**place(words), "type": sort}


Change = Callable[[dict[str, Any]], object]
FAULTS: dict[str, tuple[Change, str]] = {
    "statements-missing": (lambda r: r.pop("statements"), "shape"),
    "another-schema": (lambda r: r.update(schema="huiyin.reading/9"), "schema"),
    "source-of-another-length": (lambda r: r.update(source={"length": 3}), "source.length"),
    "source-of-another-text": (lambda r: r.update(source={"sha256": "00"}), "source.sha256"),
    "unknown-sort-of-text": (lambda r: r.update(source={"text_kind": "poem"}), "source.text_kind"),
    "section-outside": (lambda r: r.update(sections=[{"start": 0, "end": 999}]), "span.outside"),
    "no-object": (lambda r: r["statements"].append("x"), "shape"),
    "offset-a-word": (lambda r: r["statements"][0].update(start="1"), "shape"),
    "offset-true": (lambda r: r["statements"][0].update(start=True), "shape"),
    "beyond-the-end": (lambda r: r["statements"][1].update(end=999), "span.outside"),
    "before-the-start": (lambda r: r["statements"][0].update(start=-1), "span.outside"),
    "other-words": (lambda r: r["statements"][0].update(text="临江区"), "span.text"),
    "backwards": (lambda r: r["statements"].reverse(), "span.order"),
    "twice": (lambda r: r["statements"].append(r["statements"][1]), "span.overlap"),
    "another-id": (lambda r: r["statements"][0].update(id="1-2"), "id"),
    "unknown-kind": (lambda r: r["statements"][0].update(kind="praise"), "kind"),
    "unknown-period": (lambda r: r["statements"][0].update(period="soon"), "period"),
    "unknown-topic": (lambda r: r["statements"][0].update(topics=["weather"]), "topic"),
    "checkable-beyond-four": (lambda r: r["statements"][0].update(checkable=5), "checkable"),
    "anchor-outside": (lambda r: r["statements"][0].update(anchor={"start": 0, "end": 999}), "span.outside"),
    "invented-speaker": (lambda r: r["statements"][0].update(speaker="李某某"), "speaker.absent"),
    "nameless-speaker": (lambda r: r["statements"][0].update(speaker=""), "speaker.absent"),
    "figure-elsewhere": (lambda r: r["statements"][0].update(measures=[figure("15%", 15, "%")]), "span.stray"),
    "figures-backwards": (lambda r: r["statements"][1]["measures"].reverse(), "span.order"),
    "unknown-relation": (lambda r: r["statements"][1]["measures"][0].update(relation="=="), "relation"),
    "unknown-role": (lambda r: r["statements"][1]["measures"][0].update(role="speed"), "role"),
    "another-value": (lambda r: r["statements"][1]["measures"][0].update(value=3.5), "figure.value"),
    "value-no-number": (lambda r: r["statements"][1]["measures"][0].update(value="sNaN"), "figure.value"),
    "another-unit": (lambda r: r["statements"][1]["measures"][1].update(unit="百分点"), "figure.unit"),
    "part-of-a-figure": (lambda r: r["statements"][1].update(measures=[figure("3.5亿", 350000000, "")]), "figure.span"),
    "words-for-a-figure": (lambda r: r["statements"][1].update(measures=[figure("完成", 1, "")]), "figure.unread"),
    "unknown-type": (lambda r: r["statements"][0]["mentions"][0].update(type="bridge"), "type"),
    "name-twice": (lambda r: r["statements"][0]["mentions"].append(name("大桥", "project")), "span.overlap"),
}  # fmt: skip


def test_a_sound_reading_has_no_fault() -> None:
    """The reading that the faults below are made from has none."""
    assert validate(sound(), TEXT) == []


@pytest.mark.parametrize(("change", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_found(change: Change, code: str) -> None:
    """One thing changed for the worse is found under its code, and first."""
    reading = copy.deepcopy(sound())
    change(reading)
    assert [fault.code for fault in validate(reading, TEXT)][:1] == [code]


TOLD: list[tuple[Change, Fault]] = [
    (lambda r: r["statements"][1].update(end=999), Fault("span.outside", ("statements", 1), "28..999", "0..62")),
    (
        lambda r: r["statements"][0].update(kind="praise"),
        Fault("kind", ("statements", 0, "kind"), "praise"),
    ),
    (
        lambda r: r["statements"][0].update(period="soon"),
        Fault("period", ("statements", 0, "period"), "soon"),
    ),
    (
        lambda r: r["statements"][0].update(checkable=5),
        Fault("checkable", ("statements", 0, "checkable"), "5", "0..4"),
    ),
    (
        lambda r: r["statements"][1]["measures"].reverse(),
        Fault("span.order", ("statements", 1, "measures", 1), "32..37", "42..45"),
    ),
    (
        lambda r: r["statements"][1]["measures"][1].update(unit="百分点"),
        Fault("figure.unit", ("statements", 1, "measures", 1, "unit"), "百分点", "%"),
    ),
]


@pytest.mark.parametrize(("change", "fault"), TOLD, ids=[fault.code for _, fault in TOLD])
def test_a_fault_is_told_whole(change: Change, fault: Fault) -> None:
    """Where it is, what is said there and what the text or the schema says instead."""
    reading = copy.deepcopy(sound())
    change(reading)
    assert validate(reading, TEXT) == [fault]


def test_a_text_with_half_a_character_is_checked_too() -> None:
    """A lone surrogate has no digest of its own; the reading is compared all the same."""
    assert [fault.code for fault in validate({**sound(), "source": {"length": 3}}, TEXT + "\ud800")] == [
        "source.length"
    ]


def test_a_fault_tells_where_and_what() -> None:
    """The path leads to the part, beside what it says and what the text says."""
    reading = sound()
    reading["statements"][1]["measures"][1]["value"] = 51
    assert validate(reading, TEXT) == [
        Fault("figure.value", ("statements", 1, "measures", 1, "value"), "51", "15"),
    ]


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, {"statements": None}, {"statements": [None, 3, [], {}]}])
def test_junk_is_a_fault_not_a_crash(junk: Any) -> None:
    """What is no reading at all is told so."""
    assert {fault.code for fault in validate(junk, TEXT)} == {"shape"}


def test_our_own_reading_has_no_fault() -> None:
    """The rule reader passes the check that other readers have to pass, as values and as JSON."""
    reading = read(TEXT)
    assert reading.statements
    assert validate(reading, TEXT) == []
    assert validate(msgspec.json.decode(msgspec.json.encode(reading)), TEXT) == []


@settings(deadline=None)
@given(st.text("云汀市代表团认为，建议增长5.5%亿元万个以上十三年《》“”。\n", max_size=80))
def test_whatever_we_read_has_no_fault(text: str) -> None:
    """For any text, the rule reader's reading holds to it."""
    assert validate(read(text), text) == []


@settings(deadline=None)
@given(st.text("增长约5.三十百万亿千%％个元倍至—-，。", max_size=30), st.decimals(0, 100, places=1))
def test_a_falsified_figure_never_passes(text: str, wrong: Decimal) -> None:
    """A figure with another value than its characters give is a fault, whatever the text."""
    reading = read(text)
    raw = msgspec.to_builtins(reading, builtin_types=(Decimal,))
    for item in raw["statements"]:
        for measure in item["measures"]:
            true = measure["value"]
            measure["value"] = wrong
            found = [fault.code for fault in validate(raw, text)]
            assert found == (["figure.value"] if wrong != true else [])
            measure["value"] = true
