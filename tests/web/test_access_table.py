"""The table of access: every address × every role × looking and sending, against what the table of permissions says.

A view without an action fails, and so does a new address that answers a role otherwise than its action allows. Where an
address names an object, it is asked for one of the own city, one of another city, and one that is not there.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone
from tests.web.sure import sign_in
from tests.web.world import World

from huiyin.people.models import Role
from huiyin.people.permissions import TABLE, may
from huiyin.people.viewer import NOBODY, Viewer, viewer_of

PROGRAMS = ("api/",)  # programs come with a token of their own, not with a role
ABSENT = "zzzzzzzzzzzzzz"  # a key that nothing has
# Who holds each role in the cast; a role without a person fails.
HOLDERS = {
    Role.SECRETARY: "secretary",
    Role.SUPERVISOR: "supervisor",
    Role.UNIT_HANDLER: "handler",
    Role.UNIT_HEAD: "head",
    Role.DEPUTY: "deputy",
    Role.OPERATOR: "operator",
    Role.GRID_WORKER: "grid_worker",
    Role.ANALYST: "analyst",
    Role.EDITOR: "editor",
    Role.LEADER: "leader",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}
# Addresses that refuse on more than the role: who may send there at all is tested with the page itself.
NARROWER = {"deputising", "arrangement_end"}
# Addresses of what belongs to the site and to no one place: its administrator keeps accounts and units of all places,
# units are known everywhere, kinds of documents are code.
OF_THE_SITE = {
    *(
        "account_page",
        "account_edit",
        "account_leave",
        "grant_new",
        "password_reset",
        "second_factor_reset",
        "account_sessions_end",
    ),
    *("sign_on_untie", "unit_page", "unit_edit", "unit_rename", "unit_end", "arrangement_end"),
    *("word_template", "word_template_back", "word_template_file"),
}
# Addresses with a key for which nothing is made here: their objects are tested with their own pages.
NOT_ASKED = {
    # the same for everybody (test_public_pages), or of the way in (test_sign_on)
    *("public_delegation", "public_feed", "public_missing", "public_permalink", "public_promises_page", "public_share"),
    *("public_suggestions_page", "public_table", "public_unit", "openid_connect_callback", "openid_connect_login"),
    # open to whoever holds the code, by design (test_receipts); pages without an object of anybody
    *("receipt", "receipt_file", "gallery_error", "policy"),
    # one's own alone (test_ledger, test_account_pages, test_sources_pages), or the administrator's of the site
    *("ledger_view_delete", "session_end", "act_for", "source_proposed", "account_reopen", "grant_end"),
    *("token_end", "webhook", "webhook_active", "telling_again", "vault_forget", "vault_person"),
    # parts of pages that are asked for above
    *("glance_remarks", "reply_letter_file"),
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each
        else:
            yield from patterns(each, route)


OURS = [(route, each) for route, each in patterns(get_resolver()) if not route.startswith(PROGRAMS)]


def addresses(world: World) -> Iterator[tuple[str, str, tuple[str, str], str]]:
    """Yield name, address, actions and whose of every page: of objects that are there, elsewhere, and nowhere."""
    for _route, each in OURS:
        access = each.callback.access  # type: ignore[attr-defined]
        kinds = each.pattern.converters.items()
        missing = {name: 999_999 if isinstance(kind, IntConverter) else ABSENT for name, kind in kinds}
        name = str(each.name)
        yield name, reverse(name, kwargs=missing), access, "none"
        if name in world.there:
            yield name, reverse(name, kwargs=world.there[name]), access, "own"
        if name in world.elsewhere and name not in OF_THE_SITE:
            yield name, reverse(name, kwargs=world.elsewhere[name]), access, "other"


def expected(viewer: Viewer, name: str, access: tuple[str, str], *, sends: bool) -> str:
    """Return what a request must come to: in, out (403), log-in, or no such method."""
    looks, changes = access
    if not looks:
        return "in"
    if viewer is NOBODY:
        return "log in"
    asked = changes if sends else looks
    if not asked:
        return "method"
    if not may(viewer, asked):
        return "out"
    return "any" if sends and name in NARROWER else "in"


def came_to(answer: Any) -> str:
    """Return what a request came to; a fault of ours is never right."""
    if answer.status_code == 302 and answer.url.startswith("/account/login/"):
        return "log in"
    words = {403: "out", 404: "not there", 405: "method"}
    return words.get(answer.status_code, "fault" if answer.status_code >= 500 else "in")


def fits(must: str, came: str, whose: str, *, open_page: bool, sends: bool) -> bool:
    """Return whether a request came to what it must.

    A view of one method says so to whom it lets in, and one that takes only POST to everybody; the way in leads to the
    log-in page by itself. What is another city's is not there, for whomever the table lets in.
    """
    if came == "method":
        return must in ("in", "any", "method") or not sends
    if came == "log in":
        return must == "log in" or open_page
    if must in ("in", "any") and whose == "other":
        return came in ("not there", "out") if must == "any" else came == "not there"
    if must == "any":
        return came in ("in", "out", "not there")
    return came == must or (must == "in" and came == "not there")


def wrong_answers(client: Client, world: World, viewer: Viewer) -> list[str]:
    wrong = []
    for name, address, access, whose in addresses(world):
        if name == "account_logout" and viewer is not NOBODY:
            continue  # it does what it says
        for sends in (False, True):
            must = expected(viewer, name, access, sends=sends)
            if whose == "other" and must not in ("in", "any"):
                continue  # refused before anything is looked up, as for the other two
            cache.clear()
            try:
                answer = client.post(address) if sends else client.get(address)
            except Exception as error:
                wrong.append(f"{'POST' if sends else 'GET'} {address}: {error!r}")
                continue
            came = came_to(answer)
            if not fits(must, came, whose, open_page=not access[0], sends=sends):
                said = f"{'POST' if sends else 'GET'} {name} ({whose}): {came} ({answer.status_code}), must be {must}"
                wrong.append(said)
    return wrong


@pytest.fixture(autouse=True)
def short_error_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of three answers are refusals; what their pages look like is tested elsewhere, here it is which they are."""
    monkeypatch.setattr("huiyin.web.errors._rendered", lambda _request, template, _context, **_how: template)


@pytest.mark.parametrize(("route", "each"), OURS, ids=[route or "/" for route, _each in OURS])
def test_a_page_has_a_row_in_the_access_table(route: str, each: URLPattern) -> None:
    """A view without an action is a hole; `huiyin.web.access` closes it. Each address has a name."""
    access = getattr(each.callback, "access", None)
    assert access is not None, f"{route} has no @page(…) or @open_page"
    assert all(action in TABLE for action in access if action)
    assert each.name


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_let_in_where_the_table_says_and_nowhere_else(client: Client, world: World, role: str) -> None:
    """Every address, looked at and sent to with nothing in the hand; what another city has is not there."""
    person = getattr(world.people, HOLDERS[Role(role)])
    sign_in(client, person)
    viewer = viewer_of(person, today=timezone.localdate())
    assert viewer.roles == {role}
    assert wrong_answers(client, world, viewer) == []


def test_who_has_no_role_reaches_the_own_account_only(client: Client, world: World) -> None:
    """An account alone opens nothing of the place."""
    sign_in(client, world.people.nobody)
    viewer = viewer_of(world.people.nobody, today=timezone.localdate())
    assert wrong_answers(client, world, viewer) == []


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(client: Client, world: World) -> None:
    """From every address but those of the way in, and comes back afterwards."""
    assert wrong_answers(client, world, NOBODY) == []


def test_every_address_that_names_an_object_was_asked_for_one(world: World) -> None:
    """A new address with a key gets an object in `objects`, or stands here with the reason why it has none."""
    keyed = {str(each.name).removesuffix("_en") for _route, each in OURS if each.pattern.converters}
    assert keyed - set(world.there) == NOT_ASKED


def test_an_auditor_changes_nothing_but_the_own_account() -> None:
    """No row of the table lets an auditor write."""
    writing = [name for name, rule in TABLE.items() if rule.writes and Role.AUDITOR in rule.roles]
    assert writing == []
