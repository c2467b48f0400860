"""The description of the interface: committed, complete, and shown to people without anything from elsewhere."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from ninja import Schema
from tests.cast import Cast

from huiyin.api.docs import openapi
from huiyin.people.permissions import TABLE
from huiyin.people.tokens import SCOPES

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"
OPERATIONS = [
    pytest.param(path, method, operation, id=f"{method} {path}")
    for path, methods in openapi()["paths"].items()
    for method, operation in methods.items()
]


def test_the_committed_description_is_the_present_one() -> None:
    """`python -m huiyin.api.description > docs/openapi.json` writes it anew."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == openapi()


def test_the_description_is_openapi_3_1(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.json() == openapi()
    assert answer.json()["openapi"].startswith("3.1.")


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_an_operation_names_scope_action_and_refusals(path: str, method: str, operation: dict[str, Any]) -> None:
    """None is open to whoever comes by; a write may be sent again under a key."""
    assert operation["x-scope"] in SCOPES
    rule = TABLE[operation["x-action"]]
    assert operation["security"]
    assert {"401", "403", "404", "429", "503"} <= set(operation["responses"])
    if method != "get":
        assert rule.writes or rule.anybody
        assert operation["x-scope"].endswith((":write", ":act"))
    if method == "post":
        assert "Idempotency-Key" in {each["name"] for each in operation["parameters"]}


def test_no_two_schemas_bear_one_name() -> None:
    """The description knows a schema by its bare name: of two, one would be described as the other."""
    names = Counter(each.__name__ for each in schemas(Schema) if each.__module__.startswith("huiyin.api."))
    assert len(names) > 100
    assert [name for name, n in names.items() if n > 1] == []


def schemas(of: type[Schema]) -> set[type[Schema]]:
    """Return all schemas below one."""
    return {each for below in of.__subclasses__() for each in (below, *schemas(below))}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_every_operation_and_loads_nothing(people: Cast, language: str) -> None:
    page = Client().get("/api/v1/docs/", headers={"Accept-Language": language})
    assert page.status_code == 200
    text = page.content.decode()
    assert all(f'id="{each.values[2]["operationId"]}"' in text for each in OPERATIONS)  # type: ignore[index]
    assert not re.search(r'(?:src|href)="https?://', text)
    assert ("列出办理事项" in text or "办理" in text) == (language == "zh-hans")


@pytest.mark.parametrize(("path", "status"), [("nowhere", 404), ("cases/none", 401), ("sources/a/b/c", 404)])
def test_below_the_interface_every_refusal_is_a_problem(client: Client, db: None, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["title"] == told["titles"]["zh"]
    assert told["titles"]["en"] != told["titles"]["zh"]
    assert told["request_id"] == answer["X-Request-ID"]
    assert told["hint"]


def test_a_wrong_method_is_told_which_are_right(client: Client, db: None) -> None:
    answer = client.put("/api/v1/cases")
    assert (answer.status_code, answer.json()["code"]) == (405, "method")
    assert "GET" in answer["Allow"]


def test_a_body_that_is_no_json_is_refused(people: Cast) -> None:
    from tests.api.calling import Program

    answer = Program(people.supervisor).post("/cases", "{", X="y")
    assert (answer.status_code, answer.json()["code"]) == (400, "request.unreadable")
