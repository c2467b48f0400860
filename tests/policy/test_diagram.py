"""The diagram of a policy: everything that the policy says, nothing that a strict CSP forbids."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from huiyin.policy import diagram, load, shipped
from huiyin.policy.diagram import _Drawing, lanes
from huiyin.policy.model import Names
from huiyin.policy.names import name_of

SVG = "{http://www.w3.org/2000/svg}"


def parsed(name: str, language: str = "zh", **options: str) -> ElementTree.Element:
    return ElementTree.fromstring(diagram(load(name), language, **options))  # type: ignore[arg-type]  # noqa: S314


def texts(drawn: ElementTree.Element, kind: str) -> list[str]:
    return [each.text or "" for each in drawn.iter(f"{SVG}text") if each.get("class") == kind]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", shipped())
def test_every_stage_and_action_is_there(name: str, language: str) -> None:
    """Stages with whose turn it is; each action beside an arrow or in the list below; in one language."""
    policy, drawn = load(name), parsed(name, language)
    assert texts(drawn, "stage-name") == [
        getattr(stage.names, language) for stage in (*policy.stages,) if not stage.closed
    ] + [getattr(stage.names, language) for stage in policy.stages if stage.closed]
    turns = [getattr(name_of("hand", stage.turn), language) for stage in policy.stages if stage.turn]
    assert texts(drawn, "stage-turn") == turns
    below = " ".join(texts(drawn, "staying"))
    for each in policy.transitions:
        name_ = getattr(each.names, language)
        assert any(name_ in label for label in texts(drawn, "edge-label")) or name_ in below, each.code
    assert "None" not in ElementTree.tostring(drawn, encoding="unicode")


@pytest.mark.parametrize("name", shipped())
def test_it_can_be_heard_too(name: str) -> None:
    """A title and every arrow in words, bound to the picture by ids of its own."""
    policy, drawn = load(name), parsed(name, prefix="p7")
    assert drawn.get("role") == "img"
    title, told = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert (title.get("id"), told.get("id")) == (drawn.get("aria-labelledby"), drawn.get("aria-describedby"))
    assert title.text == policy.names.zh
    for each in policy.transitions:
        if each.to_stage and each.to_stage not in each.from_stages:
            assert each.names.zh in (told.text or ""), each.code
    assert {each.get("id") for each in drawn.iter() if each.get("id")} == {"p7-title", "p7-description", "p7-arrow"}


@pytest.mark.parametrize("name", shipped())
def test_nothing_that_a_strict_policy_of_content_forbids(name: str) -> None:
    """No style, no script, no handler, no reference out of the page."""
    text = diagram(load(name))
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href=|javascript:", text)
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#policy-arrow"}
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", shipped())
def test_all_lies_within_the_picture_and_boxes_apart(name: str, language: str) -> None:
    """No box over another, no label over another, nothing beyond the rim."""
    drawn = parsed(name, language)
    width, height = float(drawn.get("width", 0)), float(drawn.get("height", 0))
    boxes = [
        tuple(float(each.get(key, 0)) for key in ("x", "y", "width", "height")) for each in drawn.iter(f"{SVG}rect")
    ]
    for x, y, wide, tall in boxes:
        assert 0 <= x <= width - wide
        assert 0 <= y <= height - tall
    for (x, y, wide, tall), (x2, y2, *_rest) in combinations(boxes, 2):
        assert abs(x - x2) >= wide or abs(y - y2) >= tall
    places = [(each.get("x"), each.get("y"), each.get("text-anchor")) for each in drawn.iter(f"{SVG}text")]
    assert len(places) == len(set(places))
    for x, y, _anchor in places:
        assert 0 < float(x or 0) < width
        assert 0 < float(y or 0) < height


def test_the_stage_of_a_case_is_shown() -> None:
    """And no other one."""
    classes = [each.get("class") or "" for each in parsed("commitment.general", current="handling").iter(f"{SVG}rect")]
    assert [each for each in classes if "stage-current" in each] == ["stage stage-current"]
    assert [each for each in classes if "stage-start" in each] == ["stage stage-start"]
    assert sum("stage-closed" in each for each in classes) == 4


def test_the_same_actions_from_several_stages_share_a_lane() -> None:
    """One name, one way told; those that lead back have another lane than those that lead on."""
    drawn = parsed("suggestion.general")
    told = drawn.findtext(f"{SVG}desc") or ""
    for way in (
        "已登记、已转政府办公室、已退回 → 分别办理：分别交办",
        "已交办、办理中 → 并案办理：并案",
        "已登记 → 并案办理：并案",
    ):
        assert f"；{way}；" in told
    assert texts(drawn, "edge-label").count("分别交办") == 1


def test_no_two_arrows_touch_a_box_at_one_place() -> None:
    """On the busiest box of all that ship."""
    drawing = _Drawing(load("suggestion.general"), "zh", "p", "")
    for code in drawing.row:
        touched = [
            *(
                each
                for arrow, (starts, _end) in zip(drawing.looped, drawing.loops, strict=True)
                for each, start in zip(starts, arrow.starts, strict=True)
                if start == code
            ),
            *(end for arrow, (_starts, end) in zip(drawing.looped, drawing.loops, strict=True) if arrow.end == code),
        ]
        assert len(touched) == len(set(touched)), code


def test_names_of_a_place_are_escaped() -> None:
    """A name may hold any sign."""
    policy = load("commitment.general")
    odd = replace(policy, names=Names("<督查> & “交办”", "x"))
    assert "&lt;督查&gt; &amp; “交办”" in diagram(odd)
    assert ElementTree.fromstring(diagram(odd, prefix='a"b')) is not None  # noqa: S314


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_no_two_arrows_share_a_lane_where_they_run(spans: list[tuple[float, float]]) -> None:
    """Stretches in one lane are apart, and no lane is left empty."""
    found = lanes(spans)
    for (one, lane), (other, other_lane) in combinations(zip(spans, found, strict=True), 2):
        assert lane != other_lane or max(one) < min(other) or max(other) < min(one)
    assert set(found) == set(range(max(found, default=-1) + 1))
