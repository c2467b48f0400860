"""Statistics: every number is the length of the list that it leads to, and schemes are never added up."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.cast import Cast
from tests.ledger.works import seen_by
from tests.web.test_ledger import TODAY, cases, people, whole_ledger

from huiyin.ledger.listing import Filters, listed
from huiyin.ledger.models import Case
from huiyin.ledger.statistics import COLUMNS, GROUPS, statistics

__all__ = ["cases", "people", "whole_ledger"]


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.django_db
def test_a_number_is_the_list_that_it_leads_to(people: Cast, cases: dict[str, Case], by: str) -> None:
    """The filters of each cell, taken together, list as many cases as the cell says."""
    import msgspec

    Case.objects.filter(pk=cases["done"].pk).update(in_time=False)
    viewer = seen_by(people.supervisor, TODAY)
    found = statistics(viewer, Filters(year=2026), by=by, today=TODAY)
    assert found.left_out == {"draft": 1, "proposed": 0, "withdrawn": 0, "declined": 0}
    (scheme,) = found.schemes
    assert scheme.total["assigned"] == 5
    for filters, counts in [(scheme.filters, scheme.total), *((line.filters, line.counts) for line in scheme.lines)]:
        shown = {
            name: listed(viewer, msgspec.structs.replace(filters, **column), today=TODAY).count()
            for name, column in COLUMNS.items()
        }
        assert shown == counts
    lights = ("done", "late", "near", "on_time", "no_word")
    assert sum(scheme.total[name] for name in lights) == scheme.total["assigned"]


@pytest.mark.django_db
def test_only_what_is_visible_is_counted(people: Cast, cases: dict[str, Case]) -> None:
    """A unit counts its own cases; somebody without a role counts nothing."""
    totals = [
        sum(scheme.total["assigned"] for scheme in statistics(seen_by(who), Filters(), by="unit", today=TODAY).schemes)
        for who in (people.supervisor, people.handler, people.co_handler, people.nobody)
    ]
    assert totals == [5, 3, 2, 0]


@pytest.mark.django_db
def test_schemes_are_never_added_up(client: Client, people: Cast, cases: dict[str, Case]) -> None:
    """Cases under two policies stand in two tables, and the page says why; the workbook has a sheet for each."""
    Case.objects.filter(pk=cases["late"].pk).update(policy="reply_promise.general", case_type="reply_promise")
    client.force_login(people.supervisor)
    page = client.get("/statistics/")
    assert [scheme["assigned"] for scheme in page.context["schemes"]] == [4, 1]
    assert page.context["several"]
    answer = client.get("/statistics/export/?by=type")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert len(book.sheetnames) == 3
    assert [row[1] for row in book.worksheets[0].iter_rows(values_only=True, min_row=2)] == [4, 4]


@pytest.mark.parametrize("query", ["", "?by=unit", "?by=month&year=2026", "?by=zzz&unit=x&part=any", "?light=late"])
@pytest.mark.django_db
def test_the_page_opens_whatever_is_asked(client: Client, people: Cast, cases: dict[str, Case], query: str) -> None:
    """Filters of the list work here too."""
    client.force_login(people.supervisor)
    assert client.get(f"/statistics/{query}").status_code == 200
