"""Administration by programs: units, places, names, deputising, rules; nothing that opens an account or gives roles."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.utils import timezone
from tests.api.calling import Program, with_second_factor
from tests.cast import Cast

from huiyin.api.docs import openapi
from huiyin.ledger import policies
from huiyin.ledger.models import Event
from huiyin.people.models import Deputising, RoleGrant, Unit

pytestmark = pytest.mark.django_db
SECRETS = ("password", "secret", "otp", "recovery", "token", "digest", "session_key")


@pytest.fixture
def administrator(people: Cast) -> Program:
    return Program(with_second_factor(people.administrator))


def test_a_token_is_no_way_round_the_second_factor(people: Cast) -> None:
    """An administrator without one is let in nowhere but to set it up; a token of that account opens nothing."""
    program = Program(people.administrator)
    for path in ("/accounts", "/units", "/cases"):
        answer = program.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor")
    with_second_factor(people.administrator)
    assert program.get("/accounts").status_code == 200


def test_a_token_is_no_way_round_where_the_place_asks_more_roles(people: Cast, settings: Any) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, second_factor=("supervisor",))
    program = Program(people.supervisor)
    answer = program.get("/cases")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor")
    assert Program(people.secretary).get("/cases").status_code == 200
    with_second_factor(people.supervisor)
    assert program.get("/cases").status_code == 200


def test_a_unit_is_added_changed_renamed_and_ended(people: Cast, administrator: Program) -> None:
    body = {"name": "市水务局", "place": people.city.code, "house": "government", "aliases": ["市水利局"]}
    unit = administrator.post("/units", body)
    assert unit.status_code == 201, unit.content
    path = f"/units/{unit.json()['key']}"
    changed = administrator.patch(path, {"parent": people.office.key, "duties": "供水"}).json()
    assert (changed["parent"]["key"], changed["duties"], changed["aliases"]) == (
        people.office.key,
        "供水",
        ["市水利局"],
    )
    assert administrator.patch(path, {"parent": unit.json()["key"]}).json()["code"] == "unit.circle"
    assert administrator.patch(path, []).status_code == 400, "a body is an object"
    renamed = administrator.post(f"{path}/rename", {"name": "市水务管理局", "on": "2026-03-01"}).json()
    assert (renamed["name"], renamed["former"]) == (
        "市水务管理局",
        [{"name": "市水务局", "valid_to": "2026-02-28"}],
    )
    ended = administrator.post(f"{path}/end", {"on": "2026-12-31", "successor": people.housing.key}).json()
    assert (ended["valid_to"], ended["successor"]["key"]) == ("2026-12-31", people.housing.key)
    assert administrator.post("/units", {**body, "name": people.housing.name}).json()["code"] == "unit.name_taken"
    assert Program(people.supervisor).post("/units", body).status_code == 403


def test_a_unit_that_ends_gives_nobody_a_role_elsewhere(people: Cast, administrator: Program) -> None:
    body = {"on": timezone.localdate().isoformat(), "successor": people.finance.key}
    administrator.post(f"/units/{people.housing.key}/end", body)
    assert not RoleGrant.objects.filter(account=people.handler, unit=people.finance).exists()


def test_a_place_is_added(people: Cast, administrator: Program) -> None:
    body = {"code": "990103", "name": "青石区", "short_name": "青石", "parent": people.city.code}
    made = administrator.post("/places", body).json()["items"]
    assert [each["code"] for each in made] == ["990100", "990102", "990103"]
    assert administrator.post("/places", body).json()["code"] == "place.code_taken"


def test_accounts_are_read_and_corrected_and_say_nothing_that_opens_them(people: Cast, administrator: Program) -> None:
    listed = administrator.get("/accounts", {"role": "unit_handler"}).json()["items"]
    assert people.handler.key in [each["key"] for each in listed]
    told = administrator.get(f"/accounts/{people.handler.key}").content.decode()
    assert people.handler.password not in told
    path = f"/accounts/{people.handler.key}"
    assert administrator.patch(path, {"name": "顾庭（新）"}).json()["name"] == "顾庭（新）"
    administrator.patch(path, {"username": "root"})
    people.handler.refresh_from_db()
    assert people.handler.username != "root"
    assert administrator.post(f"{path}/end-sessions").json() == {"sessions": 0}
    assert Program(people.auditor).get("/accounts").status_code == 200
    assert Program(people.auditor).patch(path, {"name": "某"}).status_code == 403


def test_no_schema_of_the_interface_has_a_secret() -> None:
    """Neither among what is sent nor among what is answered."""
    for name, schema in openapi()["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert not any(word in field for word in SECRETS), f"{name}.{field}"


def arrangement(absent: Any, acting: Any) -> dict[str, str]:
    today = timezone.localdate()
    days = {"from_on": today.isoformat(), "to_on": (today + timedelta(days=5)).isoformat()}
    return {"absent": absent.key, "acting": acting.key, **days}


def test_a_head_arranges_for_the_own_staff_and_nobody_for_everybody(people: Cast, administrator: Program) -> None:
    """A token that could lend anybody's roles to anybody would give roles."""
    head = Program(people.head)
    made = head.post("/deputising", arrangement(people.handler, people.head))
    assert made.status_code == 201, made.content
    assert head.post("/deputising", arrangement(people.secretary, people.head)).status_code == 403
    assert administrator.post("/deputising", arrangement(people.secretary, people.handler)).status_code == 403
    assert Program(people.handler).post("/deputising", arrangement(people.handler, people.head)).status_code == 403
    ended = head.post(f"/deputising/{made.json()['id']}/end").json()
    assert ended["ended_on"]
    assert head.post(f"/deputising/{made.json()['id']}/end").status_code == 404
    assert len(head.get("/deputising").json()["items"]) == Deputising.objects.count() == 1


POLICY = """schema = "huiyin.policy/1"
id = "commitment.yunting"
extends = "commitment.general"
"""


def test_rules_are_read_and_a_broken_file_is_refused_with_its_place(people: Cast, administrator: Program) -> None:
    listed = administrator.get("/policies").json()["items"]
    assert "commitment.general" in [each["id"] for each in listed]
    told = administrator.get("/policies/commitment.general").json()
    assert told["content"]["stages"]
    assert administrator.get("/policies/commitment.nowhere").status_code == 404
    events = Event.objects.count()
    broken = administrator.post("/policies", {"name": "x.toml", "text": "clocks = 3"})
    assert broken.status_code == 422
    assert Event.objects.count() == events
    assert Program(people.secretary).post("/policies", {"name": "x.toml", "text": POLICY}).status_code == 403


def test_a_notice_of_holidays_makes_a_year_certain(people: Cast, administrator: Program) -> None:
    year = timezone.localdate().year + 1
    before = {each["year"]: each["provisional"] for each in administrator.get("/calendar").json()["years"]}
    assert before[year]
    text = f'year = {year}\nsource = "关于{year}年部分节假日安排的通知"\n[off]\nnew_years_day = [{year}-01-01]\n'
    loaded = administrator.post("/calendar", {"name": "notice.toml", "text": text})
    assert loaded.status_code == 201, loaded.content
    try:
        after = {each["year"]: each["provisional"] for each in loaded.json()["years"]}
        assert not after[year]
    finally:
        policies.forget_loaded()


def test_notices_are_read(people: Cast) -> None:
    office = Program(people.supervisor)
    assert office.get("/notices").json() == {"items": [], "next": None, "unread": 0}
    assert office.post("/notices/read").json() == {"unread": 0}


def test_units_stay_as_they_are_where_a_change_is_refused(people: Cast, administrator: Program) -> None:
    before = Unit.objects.get(pk=people.finance.pk)
    assert administrator.patch(f"/units/{before.key}", {"house": None}).status_code == 422
    assert administrator.patch(f"/units/{before.key}", {}).json()["house"] == before.house
