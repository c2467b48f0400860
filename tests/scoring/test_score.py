"""Scores on an invented text: what each kind of error costs, and that the misses account for it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.errors import ReadingError
from huiyin.scoring import NAMES, score
from huiyin.scoring.misses import figure_words
from huiyin.scoring.values import FiledMeasure, FiledMention, FiledStatement
from scoring.cases import GOLD, TEXT, at, measure, mention, replaced, statement, statements


def total(got: tuple[FiledStatement, ...], gold: tuple[FiledStatement, ...] = GOLD) -> dict[str, float]:
    return score([(TEXT, got, gold, "云汀")]).total.figures


def types(got: tuple[FiledStatement, ...]) -> list[str]:
    return [miss.type for miss in score([(TEXT, got, GOLD, "云汀")]).misses]


def with_statement(index: int, **changes: object) -> tuple[FiledStatement, ...]:
    changed = replaced(GOLD[index], **changes)
    return (*GOLD[:index], changed, *GOLD[index + 1 :])


def test_a_reading_equal_to_the_gold_scores_one_throughout() -> None:
    """A reading that equals its gold reading scores 1 in every figure and has no miss."""
    report = score([(TEXT, GOLD, GOLD, "云汀")])
    assert report.total.figures == dict.fromkeys(NAMES, 1.0)
    assert report.misses == ()
    assert [row.name for row in report.documents] == ["云汀"]
    assert report.total.kind_f1 == {"achievement": 1.0, "commitment": 1.0}


def test_an_empty_reading_scores_nothing() -> None:
    """Nothing read: every figure is 0 and every gold item is a miss."""
    report = score([(TEXT, (), GOLD, "云汀")])
    assert set(report.total.figures.values()) == {0.0}
    assert {miss.type for miss in report.misses} == {
        "kind.unread",
        "statement.missed",
        "measure.missed",
        "mention.missed",
    }


def test_nothing_to_find_and_nothing_read() -> None:
    """Where neither side has a statement, F1 figures are 1 and shares of characters 0."""
    figures = total((), ())
    assert figures.pop("kind_accuracy") == figures.pop("speaker") == figures.pop("period") == 0.0
    assert set(figures.values()) == {1.0}


SPANS = {"statement_span_f1", "statement_f1"}
LABELS = {"kind_accuracy", "kind_f1", "speaker", "period"}
ONE_ERROR = [
    pytest.param(
        with_statement(2, kind="suggestion"),
        {"kind_accuracy", "kind_f1", "statement_f1"},
        ["kind.wrong"],
        id="kind",
    ),
    pytest.param(with_statement(2, period="long"), {"period"}, ["period.wrong"], id="period"),
    pytest.param(with_statement(2, speaker=None), {"speaker"}, ["speaker.wrong"], id="speaker"),
    pytest.param(
        with_statement(1, measures=(measure("3亿元", "3", "亿元"), measure("5%", "5", "%"))),
        {"measure_f1"},
        ["measure.differs"],
        id="multiplier-not-folded",
    ),
    pytest.param(
        with_statement(1, measures=(measure("3亿元", "300000000", "元", ">"), measure("5%", "5", "%"))),
        {"measure_f1"},
        ["measure.differs"],
        id="relation",
    ),
    pytest.param(
        with_statement(1, measures=GOLD[1].measures[:1]),
        {"measure_f1", "measure_span_f1"},
        ["measure.missed"],
        id="figure-missed",
    ),
    pytest.param(
        with_statement(2, measures=(measure("12", "12", "路"),)),
        {"measure_f1", "measure_span_f1"},
        ["measure.extra"],
        id="name-as-figure",
    ),
    pytest.param(
        with_statement(0, mentions=(mention("临江区", "place"), mention("大桥", "project"))),
        {"mention_f1"},
        ["mention.span"],
        id="name-too-short",
    ),
    pytest.param(
        with_statement(0, mentions=(mention("临江区", "place"), mention("云汀大桥", "place"))),
        {"mention_f1", "mention_relaxed_f1"},
        ["mention.type"],
        id="name-of-another-type",
    ),
    pytest.param(
        with_statement(0, end=at("云汀大桥")[0]),
        SPANS | LABELS,
        ["statement.extra", "kind.unread", "statement.missed"],
        id="cut-short",
    ),
    pytest.param(
        GOLD[:2],
        SPANS | LABELS | {"mention_f1", "mention_relaxed_f1"},
        ["kind.unread", "statement.missed", "mention.missed"],
        id="statement-missed",
    ),
]


@pytest.mark.parametrize(("got", "lowered", "expected"), ONE_ERROR)
def test_one_error_costs_its_own_figures(
    got: tuple[FiledStatement, ...], lowered: set[str], expected: list[str]
) -> None:
    """One error lowers exactly the figures that it belongs to, and stands in the list of misses under its type."""
    assert {name for name, value in total(got).items() if value < 1.0} == lowered
    assert types(got) == expected


def test_a_miss_shows_place_passage_and_both_sides() -> None:
    """A figure misread is shown with its place, what the gold says, what was read and by which rule."""
    wrong = measure("3亿元", "3", "亿元", rule="measure.plain")
    report = score([(TEXT, with_statement(1, measures=(wrong, GOLD[1].measures[1])), GOLD, "云汀")])
    (miss,) = report.misses
    assert (miss.start, miss.end) == at("3亿元")
    assert (miss.document, miss.passage, miss.want, miss.got) == ("云汀", "3亿元", "300000000 元 =", "3 亿元 =")
    assert miss.rules == ("measure.plain",)


def test_a_statement_cut_in_two_is_one_missed_and_two_extra() -> None:
    """A gold statement read as two is missed once, beside what was read there, and the two are extra."""
    halves = (statement("完成投资3亿元", measures=GOLD[1].measures[:1]), statement("同比增长5%"))
    report = score([(TEXT, (GOLD[0], *halves, GOLD[2]), GOLD, "云汀")])
    spans = [(miss.type, miss.passage, miss.got) for miss in report.misses if miss.type.startswith("statement")]
    assert spans == [
        ("statement.extra", "完成投资3亿元", "完成投资3亿元"),
        ("statement.missed", "完成投资3亿元，同比增长5%", "完成投资3亿元 | 同比增长5%"),
        ("statement.extra", "同比增长5%", "同比增长5%"),
    ]


def test_characters_outside_the_gold_that_were_read_are_stray() -> None:
    """Letters and digits outside any gold statement count as stray; punctuation counts nowhere."""
    gold = GOLD[:2]
    report = score([(TEXT, GOLD, gold, "云汀")])
    stray = [miss for miss in report.misses if miss.type == "kind.stray"]
    assert [miss.characters for miss in stray] == [12 + 1]
    assert report.total.counts.stray == 13
    assert report.total.figures["kind_accuracy"] == 1.0


def test_the_row_over_all_comes_from_summed_counts() -> None:
    """ALL is no mean of means: it weighs a document by what it holds."""
    short = (TEXT, (), GOLD[:1], "短")
    report = score([(TEXT, GOLD, GOLD, "全"), short])
    assert report.total.counts.characters == sum(row.counts.characters for row in report.documents)
    assert report.total.figures["mention_f1"] == pytest.approx(2 * 3 / (3 + 5))


BAD_SPANS = [
    pytest.param(FiledStatement(0, len(TEXT) + 1, "background"), "score.span_outside", id="beyond-the-end"),
    pytest.param(FiledStatement(-1, 3, "background"), "score.span_outside", id="before-the-start"),
    pytest.param(FiledStatement(3, 3, "background"), "score.span_outside", id="empty"),
    pytest.param(FiledStatement(0, 3, "background", text="青石区"), "score.text_differs", id="other-text"),
    pytest.param(
        FiledStatement(0, 3, "background", mentions=(FiledMention(0, 99, "place"),)),
        "score.span_outside",
        id="name-beyond-the-end",
    ),
    pytest.param(
        FiledStatement(0, 3, "background", measures=(FiledMeasure(0, 1, Decimal("sNaN"), "", "="),)),
        "score.value_invalid",
        id="value-no-number",
    ),
]


@pytest.mark.parametrize(("bad", "code"), BAD_SPANS)
@pytest.mark.parametrize("side", ["gold", "prediction"])
def test_what_is_not_in_the_text_or_no_number_is_refused(bad: FiledStatement, code: str, side: str) -> None:
    """A reading or gold reading that cites what the text does not have is refused, not scored."""
    got, gold = ((bad,), GOLD) if side == "prediction" else (GOLD, (bad,))
    with pytest.raises(ReadingError) as caught:
        score([(TEXT, got, gold, "云汀")])
    assert (caught.value.code, caught.value.values["side"]) == (code, side)


def test_a_long_number_is_not_written_out() -> None:
    """A value with a huge exponent is shown as it came, not as a megabyte of noughts."""
    huge = FiledMeasure(0, 1, Decimal("1e999999"), "元", "=")
    assert len(figure_words(huge)) < 30
    assert figure_words(FiledMeasure(0, 1, Decimal("5.50"), "", "~")) == "5.5 ~"


@settings(deadline=None)
@given(st.lists(statements(len(TEXT)), max_size=6), st.lists(statements(len(TEXT)), max_size=6))
def test_misses_account_for_every_lost_point(got: list[FiledStatement], gold: list[FiledStatement]) -> None:
    """For any two readings, the misses of a figure add up to what the counts say was lost."""
    report = score([(TEXT, got, gold, "任意")])
    counts, sorts = report.total.counts, [miss.type for miss in report.misses]
    span = counts.statement_span
    assert sorts.count("statement.missed") == span.want - span.hit
    assert sorts.count("statement.extra") == span.got - span.hit
    differs = sorts.count("measure.differs")
    assert sorts.count("measure.missed") + differs == counts.measure.want - counts.measure.hit
    assert sorts.count("measure.extra") + differs == counts.measure.got - counts.measure.hit
    near = sorts.count("mention.span") + sorts.count("mention.type")
    assert sorts.count("mention.missed") + near == counts.mention.want - counts.mention.hit
    assert sorts.count("mention.extra") + near == counts.mention.got - counts.mention.hit
    lost = {sort: sum(m.characters for m in report.misses if m.type == sort) for sort in sorts}
    assert lost.get("kind.wrong", 0) + lost.get("kind.unread", 0) == counts.characters - counts.kind
    assert lost.get("kind.stray", 0) == counts.stray
