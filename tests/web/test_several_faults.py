"""A form of the congress with several faults says all of them at once, each at its field."""

import pytest
from django.test import Client
from tests.cast import Cast
from tests.congress.seated import BY, Seated, seated
from tests.web.sure import sign_in

from huiyin.congress import sessions
from huiyin.congress.models import Meeting, Question, Session

pytestmark = pytest.mark.django_db
SESSION = {"number": "5", "year": "2026", "opens_on": "2021-01-08", "closes_on": "2021-01-07"}
MEETING = {"kind": "group", "on": "2026-03-01", "starts": "09:00", "ends": "08:00"}
ELECTION = {"name": "沈未晞", "number": "001", "delegation": "{river}", "office": "head", "on": "2021-01-01"}
QUESTION = {"text": "问？", "on": "2026-03-01"}
# address, what is sent, and of which fields something is said
FORMS: dict[str, tuple[str, dict[str, str], set[str]]] = {
    "session": ("/congress/{congress}/sessions/new/", SESSION, {"number", "opens_on", "closes_on"}),
    "congress": (
        "/congress/new/",
        {"place": "{place}", "level": "prefecture", "number": "17", "from_on": "2022-01-06", "to_on": "2021-01-01"},
        {"number", "to_on"},
    ),
    "changed session": ("/sessions/{session}/edit/", {**SESSION, "number": "6"}, {"number", "opens_on", "closes_on"}),
    "meeting": ("/sessions/{session}/meetings/new/", MEETING, {"delegation", "group", "ends", "on"}),
    "meeting without a day": (
        "/sessions/{session}/meetings/new/",
        {**MEETING, "on": "", "room": "长" * 90},
        {"delegation", "group", "on", "room"},
    ),
    "election": ("/congress/{congress}/deputies/new/", ELECTION, {"number", "on", "office"}),
    "election without a name": (
        "/congress/{congress}/deputies/new/",
        {**ELECTION, "name": "", "office": "convenor"},
        {"name", "number", "on", "group"},
    ),
    "move": (
        "/deputies/{deputy}/move/",
        {"delegation": "{stone}", "group": "{first}", "office": "head", "on": "2021-01-01"},
        {"group", "office", "on"},
    ),
    "question": ("/sessions/{session}/questions/new/", QUESTION, {"text", "asked_by", "unit", "on"}),
    "question of a stranger": (
        "/sessions/{session}/questions/new/",
        {**QUESTION, "asked_by": "查无此人"},
        {"text", "asked_by", "unit", "on"},
    ),
    "opinion": (
        "/congress-opinions/new/",
        {"congress": "{congress}", "title": "", "meeting": "第三十次会议", "text": "短", "held_on": "2026-05-01"}
        | {"due_on": "2099-05-01"},
        {"title", "text", "to"},
    ),
}


@pytest.fixture
def town(people: Cast) -> Seated:
    made = seated(people)
    sessions.open_session(congress=made.congress, number=6, year=2027, opens_on=made.session.opens_on, by=BY)
    return made


@pytest.mark.parametrize("which", FORMS)
def test_all_faults_are_said_at_once_each_at_its_field(client: Client, people: Cast, town: Seated, which: str) -> None:
    """What could not be read and what the service refuses stand together; nothing is written."""
    path, sent, wanted = FORMS[which]
    keys = {
        "congress": town.congress.key,
        "session": town.session.key,
        "river": town.river.key,
        "stone": town.stone.key,
        "first": town.first.key,
        "deputy": town.mandates["阮青禾"].deputy.key,
        "place": people.city.code,
    }
    before = [model.objects.count() for model in (Session, Meeting, Question)]
    clerk = sign_in(client, people.secretary)
    answer = clerk.post(path.format(**keys), {name: value.format(**keys) for name, value in sent.items()})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == wanted
    assert all(len(each) == 1 for each in answer.context["form"].errors.values())
    page = answer.content.decode()
    assert all(f'id="id_{name}' in page for name in wanted)
    assert all(str(said) in page for each in answer.context["form"].errors.values() for said in each)
    assert [model.objects.count() for model in (Session, Meeting, Question)] == before
