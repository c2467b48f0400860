"""Search on the database: rows follow what is shown, and are cleared for good."""

import pytest
from tests.cast import Cast
from tests.ledger.works import AT, a_source, assigned, opened, seen_by, statements

from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Case, CaseWords, Source, Statement, StatementWords, Stream
from huiyin.ledger.record import NewEvent, record
from huiyin.ledger.search import forget_search, index_sources, index_statements, matching, reindex


def found(query: str) -> list[str]:
    return sorted(matching(Case.objects.all(), query).values_list("number", flat=True))


@pytest.mark.parametrize("query", ["供热", "管网", "热", "2026-061", "改造 管网", "里程", "市住建局", "财政"])
def test_a_case_is_found_by_its_words(people: Cast, query: str) -> None:
    """Number, title, indicator and the units that have a part."""
    assigned(people)
    assert found(query) == ["任务 2026-061"]


@pytest.mark.parametrize("query", ["供水", "热供", "2027", "供热 停水"])
def test_what_does_not_stand_there_is_not_found(people: Cast, query: str) -> None:
    """A phrase is looked for as a phrase, and all phrases must stand."""
    assigned(people)
    assert found(query) == []


def test_search_follows_a_change(people: Cast) -> None:
    """A new title is found and the old one no longer, as soon as the event is written."""
    case = opened(people)
    change = NewEvent("case.changed", {"fields": {"title": "新建社区食堂12座"}})
    record(stream=Stream.CASE, key=case.key, events=[change], by=actor_of(seen_by(people.supervisor)), at=AT)
    assert (found("食堂"), found("管网")) == (["任务 2026-061"], [])


def test_forgetting_clears_the_rows(people: Cast) -> None:
    """What is forgotten is found no more, statements of a source with it."""
    rows = statements(people)
    index_statements(rows.values())
    source = Source.objects.get()
    index_sources([source])
    case = opened(people)
    assert matching(Statement.objects.all(), "政务服务").count() == 1
    assert matching(Source.objects.all(), "工作报告").count() == 1
    assert forget_search(source.key) == 4
    assert forget_search(case.key) == 1
    assert not matching(Statement.objects.all(), "政务服务").exists()
    assert not matching(Source.objects.all(), "工作报告").exists()
    assert found("供热") == []


def test_a_statement_that_is_gone_is_not_found(people: Cast) -> None:
    """Splitting or withdrawing a statement takes its words out."""
    rows = statements(people)
    index_statements(rows.values())
    rows["vague"].gone = True
    index_statements([rows["vague"]])
    assert sorted(StatementWords.objects.values_list("pk", flat=True)) == sorted(
        row.pk for name, row in rows.items() if name != "vague"
    )


def test_reindexing_brings_back_what_was_there(people: Cast) -> None:
    """Words can be written anew from the rows, and come out the same."""
    assigned(people)
    a_source(people)
    before = list(CaseWords.objects.values_list("pk", "tokens"))
    CaseWords.objects.all().delete()
    assert found("供热") == []
    assert dict(reindex()) == {"cases": 1, "sources": 1}
    assert list(CaseWords.objects.values_list("pk", "tokens")) == before
    assert found("供热") == ["任务 2026-061"]


def test_marks_alone_narrow_nothing(people: Cast) -> None:
    """A query without a letter or digit is no query."""
    opened(people)
    assert found("。，") == ["任务 2026-061"]


@pytest.mark.parametrize(
    ("query", "known"),
    [("供热", True), ("改造 管网", True), ("供热二次管网", True), ("热供", False), ("供", True), ("任务", True)],
)
def test_words_of_many_rows_are_found_the_other_way(
    people: Cast, monkeypatch: pytest.MonkeyPatch, query: str, known: bool
) -> None:
    """What stands in more rows than are asked for by their ids is looked for, and counted, in ways of its own."""
    monkeypatch.setattr("huiyin.ledger.search.FEW", 0)
    assigned(people)
    rows = Case.objects.all()
    assert matching(rows, query).exists() == known
    assert matching(rows, query, counting=True).count() == known
    assert [each.number for each in matching(rows, query).order_by("-pk")] == ["任务 2026-061"] * known


@pytest.mark.parametrize("few", [4000, 0])
@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("建议第28号", True),
        ("第28号 供热", True),
        ("第28号 停水", False),
        ("建议第8号", False),
        ("市政府令第8号", True),
        ("令第8号的配套", True),
        ("第2号", False),
    ],
)
def test_a_short_number_is_found_as_it_is_typed_and_as_it_is_written_to_a_width(
    people: Cast, monkeypatch: pytest.MonkeyPatch, few: int, query: str, known: bool
) -> None:
    """Each way of asking takes either spelling, and no end of another number."""
    monkeypatch.setattr("huiyin.ledger.search.FEW", few)
    opened(people, indicator="12号线供热：建议第0028号，市政府令第8号的配套细则")
    rows = Case.objects.all()
    assert matching(rows, query).count() == known
    assert matching(rows, query, counting=True).count() == known
