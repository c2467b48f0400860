"""Publication by programs: what would be public is shown field by field, then released, withheld or withdrawn."""

import pytest
from django.test import Client
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.published import Published

from huiyin.congress.public_figures import STATES
from huiyin.ledger.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(place: Published) -> Published:
    return place


@pytest.fixture
def people(place: Published) -> Cast:
    return place.people


def test_a_case_is_released_held_and_withdrawn(people: Cast, town: Published, client: Client) -> None:
    editor = Program(people.editor)
    path = f"/publication/cases/{town.hidden_task.key}"
    shown = editor.get(path).json()
    assert (shown["state"], shown["version"], shown["hinders"]) == ("", 0, "")
    state = next(each["value"] for each in shown["fields"] if each["name"] == "state")
    assert state in STATES, "as the public counts it, not the stage of handling"
    out = editor.post(f"{path}/release", {"held": ["said"]}, If_Match=editor.tag(path))
    assert out.status_code == 200, out.content
    assert (out.json()["state"], out.json()["held"]) == ("released", ["said"])
    assert client.get(out.json()["permalink"]).status_code == 200
    stale = editor.post(f"{path}/hold", {"reason": "mistake"}, If_Match='"0"')
    assert stale.status_code == 412
    back = editor.post(f"{path}/hold", {"reason": "mistake"}, If_Match=editor.tag(path)).json()
    assert (back["state"], back["reason"]) == ("withdrawn", "mistake")
    words = editor.post(f"{path}/hold", {"reason": "other"}, If_Match=editor.tag(path))
    assert (words.status_code, words.json()["code"]) == (422, "publication.reason")
    assert editor.post(f"{path}/release", {}).status_code == 428


def test_what_hinders_is_said_before_and_after(people: Cast, town: Published) -> None:
    editor = Program(people.editor)
    path = f"/publication/cases/{town.refused.key}"
    hinders = editor.get(path).json()["hinders"]
    assert hinders == "publication.consent"
    refused = editor.post(f"{path}/release", {}, If_Match=editor.tag(path))
    assert (refused.status_code, refused.json()["code"]) == (422, hinders)


def test_many_are_released_and_each_refusal_is_named(people: Cast, town: Published) -> None:
    editor = Program(people.editor)
    ready = editor.get("/publication/cases", {"state": "ready"}).json()
    assert town.hidden.key in [each["key"] for each in ready["items"]]
    body = {"cases": [town.hidden.key, town.refused.key, "zzzzzzzzzzzzzz"], "reports": [town.report.key]}
    told = editor.post("/publication/release", body).json()
    assert {each["key"]: each["code"] for each in told["refused"]} == {
        town.refused.key: "publication.consent",
        "zzzzzzzzzzzzzz": "not_found",
    }
    assert Publication.objects.get(case=town.hidden).state == "released"


def test_only_who_decides_sees_what_is_to_be_decided(people: Cast, town: Published) -> None:
    for who in (people.supervisor, people.handler, people.deputy, people.auditor):
        assert Program(who).get("/publication/cases").status_code == 403
    assert Program(people.secretary).get(f"/publication/reports/{town.report.key}").json()["sort"] == "reports"
