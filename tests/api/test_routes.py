"""Whatever a page can do, the interface can: every address is named beside its operations, or excused in one line."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern
from tests.web.test_access_table import OURS

from huiyin.api.docs import openapi

FILE = tomllib.loads((Path(__file__).parent / "routes.toml").read_text(encoding="utf-8"))
MAPPED: dict[str, list[str]] = FILE["operations"]
EXCUSED: list[dict[str, Any]] = FILE["excused"]
REASONS = {route: each["why"] for each in EXCUSED for route in each["routes"]}
PAGES: dict[str, URLPattern] = {str(each.name): each for _route, each in OURS}
OPERATIONS = {
    operation["operationId"]: (method, operation)
    for methods in openapi()["paths"].values()
    for method, operation in methods.items()
}
# Addresses whose operations ask another row of the table than the page, each for its own reason.
OTHERWISE = {
    "desk": "what waits is the list of cases with `mine`",
    "search": "each kind of thing has a list of its own with words to look for",
    "ledger": "the list of cases is everybody's who may see a case",
    "ledger_bulk": "the same",
    "reporting": "the same",
    "opinions": "the same",
    "plan": "the tasks of a report are the list of cases with its source",
    "source_tasks": "statements are read by who may review them",
    "case_receipt": "a receipt is taken, so that it is a write of the account's own",
    "case_watch": "a case is seen by who may see it, followed by who has an account",
    "my_suggestions": "drafts are seen by who writes them from paper, too",
    "case": "files and the trail have rows of their own, for the same roles",
    "case_step": "files are handed in by themselves, before the step that names them",
}


def test_each_address_has_one_entry_and_each_entry_an_address() -> None:
    """A new page without an operation, or a reason for having none, fails here."""
    named = Counter([*MAPPED, *(route for each in EXCUSED for route in each["routes"])])
    assert set(PAGES) - set(named) == set()
    assert set(named) - set(PAGES) == set()
    assert [route for route, n in named.items() if n > 1] == []


def test_each_operation_that_is_named_is_there_and_each_that_is_there_is_named() -> None:
    """An operation that no page has is one that nobody weighed: it stands in the file, or is not there."""
    named = {operation for operations in MAPPED.values() for operation in operations}
    assert named - set(OPERATIONS) == set()
    assert set(OPERATIONS) - named == set()


@pytest.mark.parametrize("name", MAPPED)
def test_an_operation_asks_what_its_page_asks(name: str) -> None:
    """Looking asks the row for looking, acting the row for acting; a page that acts has an operation that does."""
    looks, acts = PAGES[name].callback.access  # type: ignore[attr-defined]
    asked = {(method != "get", operation["x-action"]) for method, operation in map(OPERATIONS.get, MAPPED[name])}  # type: ignore[misc]
    if acts:
        assert any(writes for writes, _action in asked), f"{name} acts, and no operation of it does"
    if name not in OTHERWISE:
        assert {action for writes, action in asked if writes} <= {acts}
        assert {action for writes, action in asked if not writes} <= {looks, acts}


@pytest.mark.parametrize("name", PAGES)
def test_what_asks_a_person_again_has_no_operation(name: str) -> None:
    """A page that asks once more who one is opens what a token must not: it is excused for just that reason."""
    sure = getattr(PAGES[name].callback, "sure", False)
    excused = {route for each in EXCUSED if each.get("sure") for route in each["routes"]}
    assert (name in excused) == sure
