"""The table of access of the interface: every operation × every role, against what the table of permissions says.

Nothing is in the hand: keys that nothing has, bodies that are empty. So a role that may is told what is missing (404,
422, 428) or gets an empty list, and a role that may not is told so (403) before anything else is looked at.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.api.calling import ROOT, secret_of, with_second_factor
from tests.cast import Cast
from tests.web.test_access_table import ABSENT, HOLDERS

from huiyin.api.docs import openapi
from huiyin.people.models import Role, RoleGrant
from huiyin.people.permissions import may
from huiyin.people.tokens import SCOPES
from huiyin.people.viewer import viewer_of

pytestmark = pytest.mark.django_db
OPERATIONS = [
    (method, path, operation) for path, methods in openapi()["paths"].items() for method, operation in methods.items()
]
NAMED = {  # parts of an address that are no key
    "act": "confirm",
    "action": "accept",
    "form": "docx",
    "kind": "ledger_table",
    "name": "commitment.nowhere",
    "position": "1",
    "row": "1",
    "sort": "cases",
}


def address(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: NAMED.get(found[1], ABSENT), path)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Two of three answers are refusals; what the log says of them is tested elsewhere."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def asked(client: Client, method: str, path: str, operation: dict[str, Any], secret: str) -> Any:
    client.cookies.clear()
    headers = {"Authorization": f"Bearer {secret}", "If-Match": '"1"'}
    if method == "get":
        return client.get(address(path), headers=headers)
    kinds = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in kinds:
        return client.post(address(path), {}, headers=headers)
    return getattr(client, method)(address(path), {}, content_type="application/json", headers=headers)


def wrong_answers(secret: str, expected: Any) -> list[str]:
    client, wrong = Client(raise_request_exception=False), []
    for method, path, operation in OPERATIONS:
        cache.clear()
        answer = asked(client, method, path, operation, secret)
        must = expected(operation)
        code = answer.json().get("code") if answer.status_code >= 400 else ""
        refused = answer.status_code in (401, 403) and code in ("token", "scope", "role", "second_factor")
        if answer.status_code in (405, 500, 503) or refused != must:
            wrong.append(f"{method} {path}: {answer.status_code} {code}, must {'be' if must else 'not be'} refused")
    return wrong


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_let_in_where_the_table_says_and_nowhere_else(people: Cast, role: str) -> None:
    person = with_second_factor(getattr(people, HOLDERS[Role(role)]))
    viewer = viewer_of(person, today=timezone.localdate())
    assert viewer.roles == {role}
    assert wrong_answers(secret_of(person), lambda operation: not may(viewer, operation["x-action"])) == []


def test_who_has_no_role_reaches_the_own_things_only(people: Cast) -> None:
    viewer = viewer_of(people.nobody, today=timezone.localdate())
    assert wrong_answers(secret_of(people.nobody), lambda operation: not may(viewer, operation["x-action"])) == []


def test_without_a_token_nothing_is_let_in(people: Cast) -> None:
    assert wrong_answers("nothing", lambda _operation: True) == []


def test_without_its_scope_an_operation_is_closed(people: Cast) -> None:
    """Every operation, with a token of all scopes but the one that it names, of one who holds every role."""
    person = with_second_factor(people.administrator)
    for role in set(Role.values) - {Role.ADMINISTRATOR}:
        where = {"place": people.city} if role == Role.DEPUTY else {"unit": people.congress}
        RoleGrant.objects.create(account=person, role=role, valid_from="2020-01-01", **where)
    secrets = {scope: secret_of(person, tuple(each for each in SCOPES if each != scope)) for scope in SCOPES}
    client = Client(raise_request_exception=False)
    for method, path, operation in OPERATIONS:
        cache.clear()
        answer = asked(client, method, path, operation, secrets[operation["x-scope"]])
        assert (answer.status_code, answer.json()["code"]) == (403, "scope"), f"{method} {path}"


def test_every_scope_has_an_operation() -> None:
    assert {operation["x-scope"] for _method, _path, operation in OPERATIONS} == set(SCOPES)
    assert all(path.startswith(ROOT) for _method, path, _operation in OPERATIONS)
