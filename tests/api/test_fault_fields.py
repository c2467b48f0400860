"""What is wrong with a request names its field, as the operation calls it."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, TITLE, a_draft, bench

import huiyin
from huiyin.api.docs import openapi
from huiyin.api.faults import FIELDS, path_of

SOURCES = Path(huiyin.__file__).parent


def taken() -> set[str]:
    """Return the names of all fields that requests have."""
    parts = openapi()["components"]["schemas"]
    return {name for part in parts.values() for name in part.get("properties", {})}


def test_every_field_that_is_named_is_one_that_a_request_has() -> None:
    known = taken()
    assert {name for names in FIELDS.values() for name in names} - known == set()


def test_every_code_that_has_a_field_is_raised_somewhere() -> None:
    """A code that nothing raises any more would mislead who reads the table."""
    raised = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path.name != "faults.py")
    found = {code for code in FIELDS if f'"{code}"' in raised or re.search(rf'"{code.split(".")[1]}"', raised)}
    assert set(FIELDS) - found - {"motion.signers", "inquiry.signers"} == set()


@pytest.mark.parametrize(
    ("where", "field"),
    [
        (("body", "body", "title"), "title"),
        (("body", "body", "agenda", 0), "agenda.0"),
        (("body", "body"), "body"),
        (("query", "limit"), "limit"),
        (("form", "text"), "text"),
        ((), ""),
    ],
)
def test_where_in_the_request_it_came_is_left_out(where: tuple[Any, ...], field: str) -> None:
    assert path_of(where) == field


@pytest.mark.django_db
def test_a_draft_that_lacks_several_things_names_each(people: Cast) -> None:
    draft = a_draft(bench(people), title="", proposals="")
    answer = Program(people.deputy).post(f"/drafts/{draft.key}/file", {})
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "draft.incomplete"), told
    assert [each["where"] for each in told["faults"]] == ["title", "proposals"]


@pytest.mark.django_db
def test_what_is_referred_to_and_is_not_there_names_its_field(people: Cast) -> None:
    told = Program(people.supervisor).post("/sources", {"title": "方案", "text": GROUNDS, "place": "000000"}).json()
    assert told["faults"] == [{"where": "place", "code": "place.unknown"}]


@pytest.mark.django_db
def test_a_mark_of_secrecy_is_said_where_it_stands(people: Cast) -> None:
    draft = a_draft(bench(people))
    deputy, where = Program(people.deputy), f"/drafts/{draft.key}"
    sent = {"title": TITLE, "grounds": f"机密★\n{GROUNDS}"}
    told = deputy.patch(where, sent, If_Match=deputy.tag(where)).json()
    assert told["faults"] == [{"where": "grounds", "code": "text.secret"}]
