"""Lists as files: exactly the rows that the list holds under the same filters, as the page sends them."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import bench, filed, handled
from tests.congress.recorded import recorded
from tests.ledger.works import brought_to

from huiyin.api.docs import openapi
from huiyin.api.papers import MAKERS

pytestmark = pytest.mark.django_db


def rows(answer: Any) -> list[tuple[Any, ...]]:
    assert answer.status_code == 200, answer.content
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    return [row for row in found[1:] if any(row)]


@pytest.mark.parametrize(
    "asked", [{}, {"closed": "true"}, {"closed": "false"}, {"light": "done"}, {"type": "suggestion"}, {"year": 2026}]
)
def test_the_workbook_holds_the_rows_of_the_list(people: Cast, asked: dict[str, Any]) -> None:
    brought_to(people, "closed")
    brought_to(people, "handling")
    office = Program(people.supervisor)
    listed = office.get("/cases", asked).json()["items"]
    sheet = rows(office.get("/papers/ledger.xlsx", asked))
    assert sorted(str(row[1]) for row in sheet) == sorted(each["title"] for each in listed)


def test_a_filter_that_makes_no_sense_is_refused_and_never_passed_over(people: Cast) -> None:
    """The page leaves out what it does not understand; a program would take the whole for the part."""
    office = Program(people.supervisor)
    for asked in ({"light": "purple"}, {"due_from": "tomorrow"}, {"year": "soon"}):
        assert office.get("/papers/ledger.xlsx", asked).status_code == 422


def test_a_file_is_narrowed_by_what_the_account_may_see(people: Cast) -> None:
    brought_to(people, "draft")
    assert len(rows(Program(people.supervisor).get("/papers/ledger.xlsx"))) == 1
    assert rows(Program(people.handler).get("/papers/ledger.xlsx")) == []
    assert Program(people.deputy).get("/papers/ledger.xlsx").status_code == 403


def test_suggestions_as_files(people: Cast) -> None:
    sits = bench(people)
    case = handled(sits, people)
    filed(sits, title="关于加强农村道路养护的建议", proposals="建议市交通运输局逐村修补，三年内完成。")
    secretary = Program(people.secretary)
    assert len(rows(secretary.get("/papers/suggestions.xlsx"))) == 2
    assert [row[0] for row in rows(secretary.get("/papers/suggestions.xlsx", {"view": "units"}))] == [case.number]
    assert [row[0] for row in rows(secretary.get("/papers/hand-over.xlsx"))] == [case.number]
    for path in ("/papers/hand-over.docx", "/papers/yearly-report.docx", "/papers/ledger.docx"):
        answer = secretary.get(path)
        assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_files_of_the_congress_and_of_figures(people: Cast) -> None:
    scene = recorded(people)
    secretary = Program(people.secretary)
    assert len(rows(secretary.get(f"/congresses/{scene.town.congress.key}/deputies.xlsx"))) == 5
    assert len(rows(secretary.get(f"/meetings/{scene.meeting.key}/attendance.xlsx"))) >= 3
    for path in (f"/sessions/{scene.town.session.key}/said.xlsx", "/papers/statistics.xlsx"):
        assert secretary.get(path).status_code == 200
    for form in ("xlsx", "docx"):
        assert secretary.get(f"/sources/{scene.report.key}/plan.{form}").status_code == 200
    absent = secretary.get("/congresses/zzzzzzzzzzzzzz/deputies.xlsx")
    assert (absent.status_code, absent["Content-Type"]) == (404, "application/problem+json")


def test_more_rows_than_a_file_holds_are_a_problem_not_a_page(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    brought_to(people, "handling")
    monkeypatch.setattr("huiyin.web.ledger.exporting.MOST_ROWS", 0)
    answer = Program(people.supervisor).get("/papers/ledger.xlsx")
    assert (answer.status_code, answer.json()["code"]) == (413, "paper.too_many")


def test_every_paper_has_a_maker() -> None:
    tagged = [
        operation["operationId"]
        for methods in openapi()["paths"].values()
        for operation in methods.values()
        if operation.get("tags") == ["papers"]
    ]
    assert set(tagged) == set(MAKERS)
