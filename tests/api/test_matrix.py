"""Every operation on an object × every role that may × one's own, another city's and none, out of the description.

Roles that may not are refused whatever the object: `test_access_matrix.py`.
"""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.api.calling import Program, with_second_factor
from tests.api.test_access_matrix import ABSENT, NAMED
from tests.cast import Cast, cast
from tests.ledger.works import SPANS, a_source, a_statement, brought_to

from huiyin.api.docs import openapi
from huiyin.ledger.files import keep_file
from huiyin.people.models import Role
from huiyin.people.permissions import TABLE

HOLDERS = {role: {"operator": "operator", "grid_worker": "grid_worker"}.get(role, role) for role in Role.values}
HOLDERS |= {"unit_handler": "handler", "unit_head": "head"}
OPERATIONS = [
    (method, path, operation["x-action"])
    for path, methods in openapi()["paths"].items()
    for method, operation in methods.items()
]
NOUNS = ("sources", "statements", "cases", "attachments", "entries")
ON_OBJECTS = [
    each for each in OPERATIONS if each[1].removeprefix("/api/v1/").split("/")[0] in NOUNS and "{key}" in each[1]
]
# Who is let in sees one's own: the case of the city is handed out to the unit, the report belongs to the government.
SEES_THE_CASE = {
    *("supervisor", "unit_handler", "unit_head", "leader", "analyst", "auditor", "editor"),
}


def objects(people: Cast) -> dict[str, str]:
    """Return a key for each sort of object that an address can name, by the noun before it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    source = a_source(people, home=people.city)
    case = brought_to(people, "handling")
    file = SimpleUploadedFile("附件.txt", "路段清单".encode())
    kept = keep_file(file, stream_key=case.key, by=people.handler, at=timezone.now())
    return {
        "sources": source.key,
        "statements": a_statement(source, SPANS["figure"]).key,
        "cases": case.key,
        "attachments": kept.key,
        "entries": case.entry.key,
    }


def address(path: str, keys: dict[str, str]) -> str:
    """Return the address of an operation below the root, with the keys of objects in it."""
    noun = path.removeprefix("/api/v1/").split("/")[0]
    told = path.removeprefix("/api/v1").replace("{key}", keys.get(noun, ABSENT))
    return re.sub(r"\{(\w+)\}", lambda found: NAMED.get(found[1], ABSENT), told)


def send(program: Program, method: str, to: str) -> Any:
    cache.clear()  # the throttle is tested elsewhere
    if method == "get":
        return program.get(to)
    return program.delete(to) if method == "delete" else program.post(to, {}, If_Match='"1"')


def said(content: bytes) -> str:
    """Return what an answer says; a workbook says what its parts do."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.fixture
def world(db: None) -> tuple[Cast, dict[str, str], dict[str, str]]:
    people = cast()
    return people, objects(people), objects(cast(code="9902", before="other-"))


@pytest.mark.parametrize("role", Role.values)
def test_a_role_reaches_what_it_may_see_and_nothing_of_another_city(
    world: tuple[Cast, dict[str, str], dict[str, str]], role: str
) -> None:
    """Another city's and what is not there: 404; one's own with nothing sent: no fault of ours."""
    people, own, other = world
    program = Program(with_second_factor(getattr(people, HOLDERS[role])))
    wrong = []
    for method, path, action in ON_OBJECTS:
        rule = TABLE[action]
        if not (rule.anybody or role in rule.roles):
            continue
        for whose, keys in (("own", own), ("other", other), ("none", {})):
            status = send(program, method, address(path, keys)).status_code
            if whose == "own":
                fits = status < 500 and status != 401
                if method == "get" and path.endswith("/cases/{key}"):
                    fits = status == (200 if role in SEES_THE_CASE else 404)
            else:
                fits = status in (404, 422)  # 422: what was sent is looked at before the object
            if not fits:
                wrong.append(f"{method} {path} ({whose}): {status}")
    assert wrong == []


def test_lists_hold_nothing_of_another_city(world: tuple[Cast, dict[str, str], dict[str, str]]) -> None:
    """Whatever a list gives to whomever, no key of the other city stands in it."""
    people, _own, other = world
    found = []
    for role in ("supervisor", "secretary", "auditor", "analyst", "leader"):
        program = Program(getattr(people, HOLDERS[role]))
        for method, path, _action in OPERATIONS:
            if method == "get" and "{" not in path:
                text = said(send(program, method, address(path, {})).getvalue())
                found += [f"{role}: {path}" for key in other.values() if key in text]
    assert found == []
