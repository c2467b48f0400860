"""The table of access: every address × every role × looking and sending, against what the table of permissions says.

A view without an action fails, and so does a new address that answers a role otherwise than its action allows. Where an
address names an object, it is asked for one that is there, for one that is not, and for another city's, which must be
as if it were not there.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from tests.web.sure import sign_in
from tests.web.world import World

from huiyin.people.models import Account, Role
from huiyin.people.permissions import TABLE, may
from huiyin.people.viewer import NOBODY, Viewer, viewer_of

PROGRAMS = ("api/",)  # programs come with a token of their own, not with a role
BACK = re.compile(rb'action="/i18n/setlang/">.*?name="next" value="([^"]*)"')  # where the page's own bar leads back
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
NARROWER = {"deputising", "arrangement_end", "case_step"}
# Accounts and units, and who stands in for whom, are the installation's; not one city's.
OF_ALL_CITIES = ("people.", "units.", "deputising.")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each
        else:
            yield from patterns(each, route)


OURS = [(route, each) for route, each in patterns(get_resolver()) if not route.startswith(PROGRAMS)]


def addresses(world: World) -> Iterator[tuple[str, str, str, tuple[str, str]]]:
    """Yield name, address, whose it is and actions of every page: objects that are there, not there, another city's."""
    for _route, each in OURS:
        access = each.callback.access  # type: ignore[attr-defined]
        kinds = each.pattern.converters.items()
        name = str(each.name)
        missing = {name: 999_999 if isinstance(kind, IntConverter) else ABSENT for name, kind in kinds}
        yield name, reverse(name, kwargs=missing), "nobody's", access
        own, other = world.there.get(name), world.elsewhere.get(name)
        if own:
            yield name, reverse(name, kwargs=own), "own", access
        if other and other != own:
            yield name, reverse(name, kwargs=other), "elsewhere", access


ACTIONS = {str(each.name): " ".join(each.callback.access) for _route, each in OURS}  # type: ignore[attr-defined]


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
    return {403: "out", 405: "method"}.get(answer.status_code, "fault" if answer.status_code >= 500 else "in")


def nothing_counted(client: Client) -> None:
    """Empty the cache, which counts tries; that the session was seen stays, or each page would note it anew."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    seen = [f"huiyin.web.{mark}.{cookie.value}" for mark in ("acted", "seen")] if cookie else []
    kept = cache.get_many(seen)
    cache.clear()
    cache.set_many(kept)


@dataclass
class Walk:
    """What a person's walk through all addresses came to."""

    client: Client
    viewer: Viewer
    world: World
    keys: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def look(self) -> "Walk":
        """Open every address; note who is let in wrongly, and which keys pages and files tell of that may be opened."""
        for name, address, whose, access in self._addresses():
            answer = self._sent("GET", name, address, whose, access)
            if answer is None:
                continue
            if not answer.streaming and (back := BACK.search(answer.content)) and unescape(back[1].decode()) != address:
                self.wrong.append(f"{address}: a change of language would lead to {back[1].decode()}")
            if self._tells(name, whose, access):
                self._listen(name, address, answer)
        return self

    def send(self) -> "Walk":
        """Send to every address with nothing in the hand; after `look`, since some of it may do something."""
        for name, address, whose, access in self._addresses():
            self._sent("POST", name, address, whose, access)
        return self

    def _addresses(self) -> Iterator[tuple[str, str, str, tuple[str, str]]]:
        for each in addresses(self.world):
            if each[0] != "account_logout" or self.viewer is NOBODY:  # it does what it says
                yield each

    def _answer(self, method: str, address: str, query: dict[str, str] | None = None) -> Any:
        nothing_counted(self.client)
        self.asked.clear()
        return self.client.post(address) if method == "POST" else self.client.get(address, query or {})

    def _sent(self, method: str, name: str, address: str, whose: str, access: tuple[str, str]) -> Any:
        sends = method == "POST"
        try:
            answer = self._answer(method, address)
        except Exception as error:
            self.wrong.append(f"{method} {address}: {error!r}")
            return None
        must, came = expected(self.viewer, name, access, sends=sends), came_to(answer)
        fits = must == came or (must == "any" and came in ("in", "out"))
        if whose == "elsewhere" and must in ("in", "any") and not access[sends].startswith(OF_ALL_CITIES):
            must, fits = "gone", answer.status_code == 404 or (must == "any" and came == "out")
        # A view of one method says so to whom it lets in, and one that takes only POST to everybody; the way in
        # leads to the log-in page by itself.
        fits |= came == "method" and (must == "in" or not sends)
        fits |= came == "log in" and not access[0]
        if not fits:
            self.wrong.append(f"{method} {name} ({whose}): {came} ({answer.status_code}), must be {must}")
        return answer

    def _tells(self, name: str, whose: str, access: tuple[str, str]) -> bool:
        """Say whether an address can tell of somebody's: where nothing is there, the same address is asked with one."""
        if not access[0] or access[0].startswith(OF_ALL_CITIES) or not may(self.viewer, access[0]):
            return False
        return whose == "own" or (whose == "nobody's" and not self.world.there.get(name))

    def _listen(self, name: str, address: str, answer: Any) -> None:
        """Note the keys in an answer that the address does not name; where it searches, by several words."""
        searches = "q" in self.asked
        for words in ("", *WORDS) if searches else ("",):
            if words:
                answer = self._answer("GET", address, {"q": words})
            if answer.status_code != 200:
                return
            said = told_by(answer)
            self.told |= {(f"{name}?q={words}", key) for key in self.keys if key in said and key not in address}


@pytest.fixture(autouse=True)
def short_refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two of three answers are refusals; what pages and log say of them is tested elsewhere, here it is which it is."""
    monkeypatch.setattr("huiyin.web.errors._rendered", lambda _request, template, _context, **_how: template)
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(("route", "each"), OURS, ids=[route or "/" for route, _each in OURS])
def test_a_page_has_a_row_in_the_access_table(route: str, each: URLPattern) -> None:
    """A view without an action is a hole; `huiyin.web.access` closes it. Each address has a name."""
    access = getattr(each.callback, "access", None)
    assert access is not None, f"{route} has no @page(…) or @open_page"
    assert all(action in TABLE for action in access if action)
    assert each.name


@pytest.fixture
def walk(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Walk]:
    """Sign a person in (nobody: None) and return their walk, which hears what pages ask of their addresses."""

    def walk_of(person: Account | None, keys: set[str] | None = None) -> Walk:
        viewer = NOBODY
        if person is not None:
            sign_in(client, person)
            viewer = viewer_of(person, today=timezone.localdate())
        made = Walk(client, viewer, world, keys or set())

        def noting(query: QueryDict, name: str) -> Any:
            made.asked.append(name)
            return MultiValueDict.__getitem__(query, name)

        monkeypatch.setattr(QueryDict, "__getitem__", noting)
        return made

    return walk_of


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_let_in_where_the_table_says_and_told_of_no_other_city(
    walk: Callable[..., Walk], world: World, role: str
) -> None:
    """Every address, looked at and sent to with nothing in the hand.

    Whatever is opened or downloaded, with whatever words: no key of the other city's objects stands in it. That the
    same walk finds one's own shows that it can find something.
    """
    others, own = of_others(world), of_one_s_own(world)
    walked = walk(getattr(world.people, HOLDERS[Role(role)]), others | own)
    assert walked.viewer.roles == {role}
    walked.look().send()
    assert walked.wrong == []
    told = {key for _page, key in walked.told}
    assert {each for each in walked.told if each[1] in others} == set()
    assert len(told & own) > FOUND.get(Role(role), 0), "pages tell of nothing that one may see"


def test_who_has_no_role_reaches_the_own_account_only(walk: Callable[..., Walk], world: World) -> None:
    """An account alone opens nothing of the place."""
    assert walk(world.people.nobody).look().send().wrong == []


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(walk: Callable[..., Walk]) -> None:
    """From every address but those of the way in, and comes back afterwards."""
    assert walk(None).look().send().wrong == []


WORDS = ("停车", "陆闻舟", "2026", "云汀")  # what is looked for; the two cities are alike, so that each has hits
FOUND = {Role.SECRETARY: 20}  # more than so many keys of the own city's objects are told of


def of_others(world: World) -> set[str]:
    """Return the keys of the other city's objects."""
    return {
        value
        for name, named in world.elsewhere.items()
        if not ACTIONS[name].startswith(OF_ALL_CITIES)
        for value in named.values()
        if isinstance(value, str) and value not in world.there.get(name, {}).values()
    }


def of_one_s_own(world: World) -> set[str]:
    """Return the keys of the own city's objects; what is shorter stands in pages by chance."""
    return {key for named in world.there.values() for key in map(str, named.values()) if len(key) > 9}


def told_by(answer: Any) -> str:
    """Return all that an answer says; what is packed (XLSX, DOCX) unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return str(content.decode(errors="replace"))
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_an_auditor_changes_nothing_but_the_own_account() -> None:
    """No row of the table lets an auditor write."""
    writing = [name for name, rule in TABLE.items() if rule.writes and Role.AUDITOR in rule.roles]
    assert writing == []
