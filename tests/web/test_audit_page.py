"""The page of the whole trail: what happened in words, whose it was, and filters that say what they do."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.cast import Cast, cast
from tests.ledger.works import brought_to
from tests.web.sure import sign_in

import huiyin.ledger
from huiyin.ledger import units
from huiyin.ledger.models import Stream
from huiyin.ledger.record import Actor
from huiyin.web.proof import words

pytestmark = pytest.mark.django_db
LEDGER = Path(huiyin.ledger.__path__[0])
# An event's type stands in one of these calls of the ledger; a step of a case has its type from its policy.
CALLS = r"""(?:NewEvent|_said|_tell|write)\([^"'()]*"((?:source|statement|policy|calendar|account|unit|case)\.\w+)\""""


def written() -> set[str]:
    """Return the types of events that the ledger writes of itself."""
    return {found for path in LEDGER.rglob("*.py") for found in re.findall(CALLS, path.read_text(encoding="utf-8"))}


def rows(client: Client, **asked: str) -> list[Any]:
    return list(client.get("/audit/", asked).context["rows"])


def test_every_kind_of_event_has_words() -> None:
    """No reader meets a code."""
    known = {kind for named in words.kinds().values() for kind in named}
    assert len(written()) > 30
    assert written() - known == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_trail_speaks_the_readers_language(client: Client, people: Cast, language: str) -> None:
    """Steps have the names of their policy, subjects their own; the person stands with the unit."""
    case = brought_to(people, "closed")
    units.rename_unit(
        unit=people.finance, name="云汀市财税局", short_name="市财税局", on=case.opened_at.date(), by=Actor()
    )
    client.force_login(people.auditor)
    client.cookies.load({"huiyin_language": language, "django_language": language})
    with translation.override(language):
        told = rows(client)
    assert not [row for row in told if re.search(r"^\w+\.\w+$", row["what"])]
    assert {row["about"][0] for row in told} >= {case.title, "云汀市财税局"}
    closing = next(row for row in told if row["event"].type == "commitment.confirmed")
    assert closing["who"].name == people.supervisor.name
    assert closing["who"].unit


def test_one_select_narrows_by_subject_or_by_kind(client: Client, people: Cast) -> None:
    """A subject shows all of its kinds; a kind shows itself alone; one that nobody knows shows nothing."""
    brought_to(people, "closed")
    units.change_unit(unit=people.finance, changes={"duties": "预算"}, by=Actor())
    client.force_login(people.auditor)
    assert {row["event"].stream for row in rows(client, kind="unit")} == {Stream.UNIT}
    assert {row["event"].type for row in rows(client, kind="commitment.accepted")} == {"commitment.accepted"}
    assert rows(client, kind="commitment.") == []
    page = client.get("/audit/", {"kind": "commitment.accepted"}).content.decode()
    assert '<option value="commitment.accepted" selected>签收</option>' in page


def test_steps_of_one_name_are_told_apart_by_the_type_of_case() -> None:
    """No group offers one name twice; all kinds are offered, each once."""
    groups = words.groups()
    for _stream, subject, named in groups:
        assert len(set(named.values())) == len(named), subject
    offered = [kind for _stream, _subject, named in groups for kind in named]
    assert sorted(offered) == sorted(kind for named in words.kinds().values() for kind in named)
    assert [stream for stream, _subject, _named in groups if stream] == list(words.kinds())


def test_days_upside_down_are_said_to_be(client: Client, people: Cast) -> None:
    brought_to(people, "closed")
    client.force_login(people.auditor)
    asked = {"since": "2026-11-20", "until": "2026-11-01"}
    assert "截止日期早于起始日期" in client.get("/audit/", asked).content.decode()
    assert "截止日期早于起始日期" not in client.get("/audit/", {"since": "2999-01-01"}).content.decode()


def test_who_acted_for_somebody_is_found_by_both_names(client: Client, people: Cast) -> None:
    """The one who acted, and the one for whom."""
    units.change_unit(
        unit=people.finance, changes={"duties": "预算"}, by=Actor(people.handler.key, acting_for=people.head.key)
    )
    client.force_login(people.auditor)
    for name in (people.handler.name, people.head.name):
        assert [row["acting_for"] for row in rows(client, who=name)] == [people.head.name]


def test_what_one_may_not_open_has_no_name(client: Client, people: Cast) -> None:
    """The administrator sees that something happened, but not of which case; nor does another city's auditor."""
    case = brought_to(people, "handling")
    other = cast(code="9902", before="other-")
    for person, about in (
        (people.auditor, (case.title, f"/cases/{case.key}/")),
        (people.administrator, None),
        (other.auditor, None),
    ):
        sign_in(client, person)
        told = [row["about"] for row in rows(client, kind="case") if row["event"].stream_key == case.key]
        assert set(told) == {about}
        assert (case.title in client.get("/audit/", {"kind": "case"}).content.decode()) == (about is not None)
