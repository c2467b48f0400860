"""Explanations: each label of a statement with the rule that gave it, and the rules that fitted too."""

from pathlib import Path

import pytest

from huiyin.demo import texts
from huiyin.errors import ReadingError
from huiyin.reading import Explanation, Statement, explain, read
from huiyin.reading.kinds import RULES

TEXT = (
    "▼▼临江区代表团代表一致认为\n报告实事求是。过去一年，临江区新增企业23家，获评全省先进县。\n"
    "沈清代表建议，2026年完善12345热线，增设公交站点3处以上。\n"
)
RULE_KINDS = {rule.name: rule.kind.value for rule in RULES}


def by_statement(text: str, **given: str) -> list[tuple[Statement, list[Explanation]]]:
    """Return each statement of a reading with its explanations."""
    explanations = explain(text, text_kind=given.get("text_kind"))
    return [
        (s, [e for e in explanations if e.statement == s.id])
        for s in read(text, text_kind=given.get("text_kind")).statements
    ]


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_labels_and_rules_are_those_of_the_reading(path: Path) -> None:
    """What is explained is what `read` said: span, kind, period, speaker, figures and names, nothing more or less."""
    text = path.read_text(encoding="utf-8")
    pairs = by_statement(text)
    assert sum(len(found) for _, found in pairs) == len(explain(text))
    for statement, found in pairs:
        labels = {e.label: e for e in found}
        assert (labels["span"].value, labels["span"].rule) == (statement.text, statement.rules[0])
        assert labels["kind"].value == statement.kind
        assert labels["kind"].rule in statement.rules
        assert (labels["period"].value, labels["period"].rule) == (statement.period, statement.rules[-1])
        assert (labels["speaker"].value if "speaker" in labels else None) == statement.speaker
        for label, items in (("measure", statement.measures), ("mention", statement.mentions)):
            assert [(e.start, e.end, e.rule) for e in found if e.label == label] == [
                (item.start, item.end, item.rule) for item in items
            ]


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_losers_fitted_too_and_would_have_said_something_else(path: Path) -> None:
    """Each loser stands behind the winner in the table and is of another kind."""
    order = [rule.name for rule in RULES]
    for explanation in explain(path.read_text(encoding="utf-8")):
        if explanation.label != "kind":
            assert explanation.lost == ()
            continue
        names = [order.index(lost.split("=")[0]) for lost in explanation.lost]
        assert [order.index(explanation.rule), *names] == sorted({order.index(explanation.rule), *names})
        for lost in explanation.lost:
            name, kind = lost.split("=")
            assert RULE_KINDS[name] == kind != explanation.value


def test_a_winner_and_its_losers() -> None:
    """A clear suggestion would have been background if nothing had asked."""
    asked = next(e for e in explain(TEXT) if e.label == "kind" and e.value == "suggestion")
    assert asked.rule == "kind.asks"
    assert asked.lost[-1] == "kind.default=background"


def test_a_number_that_is_no_figure_is_explained() -> None:
    """12345 is the name of a hotline; the explanation says which rule refused it."""
    refused = [e for e in explain(TEXT) if e.label == "no_measure"]
    assert ("12345", "number.no_unit") in [(e.value, e.rule) for e in refused]
    assert all(
        e.statement == f"{s.start}-{s.end}"
        for e in refused
        for s in read(TEXT).statements
        if s.start <= e.start < s.end
    )


def test_a_speaker_is_told_or_inherited() -> None:
    """Who is named in the statement is told there; whoever speaks from a heading is inherited."""
    speakers = [(e.value, e.rule) for e in explain(TEXT) if e.label == "speaker"]
    assert speakers[0] == ("临江区代表团", "speaker.inherited")
    assert ("沈清", "speaker.deputy") in speakers


def test_explanations_are_in_text_order_by_statement() -> None:
    """Statements follow each other; within one, labels come before figures and names, these in text order."""
    found = explain(TEXT)
    starts = [int(e.statement.split("-")[0]) for e in found]
    assert starts == sorted(starts)
    for statement in {e.statement for e in found}:
        spans = [e.start for e in found if e.statement == statement and e.label in ("measure", "mention", "no_measure")]
        assert spans == sorted(spans)


def test_figures_are_shown_with_relation_value_and_unit() -> None:
    """The value is what the reader took the figure for."""
    assert [e.value for e in explain(TEXT) if e.label == "measure"] == ["= 23 家", ">= 3 处"]


def test_nothing_to_explain() -> None:
    """An empty text has no labels."""
    assert explain("") == []


def test_errors_are_those_of_reading() -> None:
    """A lone surrogate is refused here too."""
    with pytest.raises(ReadingError, match=r"text\.surrogate"):
        explain(chr(0xD800))
