"""Who may call: a token that works, of the right scope, whose account the table allows it and the selectors show it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.test import Client
from django.utils import timezone
from tests.api.calling import ROOT, Program, secret_of
from tests.cast import Cast
from tests.ledger.works import a_source, brought_to

from huiyin.api.app import Strict
from huiyin.ledger.models import Event
from huiyin.ledger.program_tokens import make_token, revoke_token
from huiyin.ledger.record import Actor
from huiyin.people.models import Token
from huiyin.people.tokens import SCOPES

pytestmark = pytest.mark.django_db


def ask(secret: str) -> Any:
    return Client().get(f"{ROOT}/cases", headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nothing"}, {"Authorization": "Basic eDp5"}])
def test_without_a_token_that_works_nothing_is_told(people: Cast, header: dict[str, str]) -> None:
    answer = Client().get(f"{ROOT}/cases", headers=header)
    assert answer.status_code == 401
    assert answer.json()["code"] == "token"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_of_a_browser_is_no_token(client: Client, people: Cast) -> None:
    client.force_login(people.supervisor)
    assert client.get(f"{ROOT}/cases").status_code == 401


@pytest.mark.parametrize("method", ["get", "post"])
def test_over_plain_http_nothing_is_answered_and_nobody_sent_on(people: Cast, settings: Any, method: str) -> None:
    """A program that is sent on to HTTPS would send its token in the clear each time; people are sent on."""
    settings.SECURE_SSL_REDIRECT = True
    sent = {"Authorization": f"Bearer {secret_of(people.supervisor)}"}
    refused = getattr(Client(), method)(f"{ROOT}/cases", headers=sent)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["code"] == "plain"
    assert "HTTPS" in refused.json()["detail"]
    assert Token.objects.get().last_used_on is None
    assert Client().get(f"{ROOT}/cases", headers=sent, secure=True).status_code == 200
    for page in ("/desk/", f"{ROOT}/docs/"):
        assert Client().get(page).url == f"https://testserver{page}"


def test_one_value_is_meant_once(people: Cast) -> None:
    """Of two, one part of the way may look at the first and another at the last; a list takes several."""
    program = Program(people.supervisor)
    for address in ("/cases?light=late&light=done", "/cases?q=a&q=a", "/cases?limit=5&light=late&limit=6"):
        refused = program.get(address)
        assert (refused.status_code, refused.json()["code"]) == (422, "query.twice")
    assert refused.json()["values"] == {"names": "limit"}
    assert "limit" in refused.json()["detail"]
    assert program.get("/cases?light=late&limit=5").status_code == 200
    assert Strict().parse_querydict(QueryDict("n=1&n=2&m=3"), ["n"], HttpRequest()) == {"n": ["1", "2"], "m": "3"}


@pytest.mark.parametrize("how", ["revoked", "expired", "closed"])
def test_a_token_ends(people: Cast, how: str) -> None:
    secret = secret_of(people.supervisor)
    token = Token.objects.get()
    assert ask(secret).status_code == 200
    if how == "revoked":
        revoke_token(token=token, by=Actor(people.administrator.key), at=timezone.now())
    elif how == "expired":
        Token.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    else:
        people.supervisor.is_active = False
        people.supervisor.save()
    assert ask(secret).status_code == 401


def test_a_token_is_kept_as_a_digest_and_told_of_in_the_trail(people: Cast) -> None:
    today = timezone.localdate()
    by = Actor(people.administrator.key)
    token, secret = make_token(
        name="督查大屏",
        account=people.analyst,
        scopes=["cases:read"],
        expires_on=today + timedelta(days=5),
        made_by=people.administrator,
        today=today,
        by=by,
        at=timezone.now(),
    )
    assert secret not in str(Token.objects.values().get())
    revoke_token(token=token, by=by, at=timezone.now())
    revoke_token(token=Token.objects.get(), by=by, at=timezone.now())
    told = Event.objects.filter(stream="account", stream_key=people.analyst.key).order_by("pk")
    assert [event.type for event in told] == ["account.token_made", "account.token_revoked"]
    assert "督查大屏" not in str(told[0].payload)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_its_own_operations_only(people: Cast, scope: str) -> None:
    program = Program(people.supervisor, (scope,))
    asked = {
        "sources:read": "/sources",
        "cases:read": "/cases",
        "events:read": "/events",
        "statistics:read": "/statistics/cases",
    }
    for other, path in asked.items():
        answer = program.get(path)
        assert answer.status_code == (200 if other == scope else 403)
        if other != scope:
            assert answer.json()["code"] == "scope"


SEES = {"supervisor", "handler", "head", "co_handler", "leader", "analyst", "auditor", "editor"}


@pytest.mark.parametrize(
    "who",
    ["supervisor", "secretary", "handler", "co_handler", "district_leader", "deputy", "analyst", "auditor", "nobody"],
)
def test_a_program_sees_what_its_account_sees(people: Cast, who: str) -> None:
    """Not visible is 404 and not in the list; no role at all is 403."""
    case = brought_to(people, "handling")
    program = Program(getattr(people, who))
    listed = program.get("/cases")
    if who == "nobody":
        assert listed.status_code == 403
        return
    keys = [each["key"] for each in listed.json()["items"]]
    assert keys == ([case.key] if who in SEES else [])
    for path in ("", "/events", "/progress", "/attachments"):
        assert program.get(f"/cases/{case.key}{path}").status_code == (200 if who in SEES else 404)
    assert len(program.get("/events").json()["items"]) == (3 if who in SEES else 0)
    assert len(program.get("/entries").json()["items"]) == (1 if who in SEES else 0)


def test_a_draft_never_leaves_its_house(people: Cast) -> None:
    case = brought_to(people, "draft")
    assert Program(people.supervisor).get(f"/cases/{case.key}").status_code == 200
    for other in (people.handler, people.secretary, people.analyst):
        assert Program(other).get(f"/cases/{case.key}").status_code == 404


def test_what_may_be_seen_but_not_reviewed_is_refused(people: Cast) -> None:
    source = a_source(people, shared=True, home=people.city)
    assert Program(people.secretary).get(f"/sources/{source.key}").status_code == 200
    answer = Program(people.secretary).get(f"/sources/{source.key}/statements")
    assert (answer.status_code, answer.json()["code"]) == (403, "role")
    assert Program(people.handler).get(f"/sources/{source.key}/statements").status_code == 403


def test_too_many_requests_are_told_when_to_come_again(people: Cast, settings: Any) -> None:
    cache.clear()
    settings.API_REQUESTS_A_MINUTE = 3
    program = Program(people.supervisor)
    answers = [program.get("/cases") for _ in range(8)]
    refused = [each for each in answers if each.status_code == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert Program(people.supervisor).get("/cases").status_code == 200
