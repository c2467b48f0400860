"""The agenda (议程) of a session, its presidium (主席团), and who sits in without a vote (列席)."""

from functools import partial
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import actor, today, viewer
from huiyin.api.cases import UnitRef
from huiyin.api.congress.finding import own_session, session_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import all_named, named, unit_named
from huiyin.api.shapes import NO_NUL, SAME, Key, OneLine, PathKey, Short, sent
from huiyin.congress import selectors, sessions
from huiyin.congress.models import AgendaItem, Observer, Session
from huiyin.congress.seats import mandates_on
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.models import Deputy
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer

router = Router(tags=["congress"])
reads = partial(operation, router, "GET", scope="congress:read", action="congress.view")
writes = partial(operation, router, scope="congress:write", action="congress.change")
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL), OneLine]
PersonName = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=NO_NUL), OneLine]


class AgendaItemOut(Schema):
    """An item of the agenda; `source` is the report that the site keeps, null where the account may not read it."""

    key: str
    position: int
    title: str
    treatment: str
    source: str | None


class AgendaOut(Schema):
    """The agenda, in order."""

    items: list[AgendaItemOut]


class AgendaItemIn(Schema):
    """An item to be put at the end of the agenda."""

    title: Title
    treatment: AgendaItem.Treatment
    source: Key | None = None


class AgendaItemChange(Schema):
    """What is to be changed of an item."""

    title: Title = SAME
    treatment: AgendaItem.Treatment = SAME
    source: Key | None = SAME


class MoveIn(Schema):
    """Which way."""

    up: bool


class DeputyRef(Schema):
    """A deputy."""

    key: str
    name: str


class PresidiumOut(Schema):
    """Who presides."""

    members: list[DeputyRef]


class PresidiumIn(Schema):
    """Who is to preside: all members, by key of the deputy."""

    members: Annotated[list[Key], Field(max_length=500)]


class ObserverOut(Schema):
    """Somebody who sits in; in the meetings of one delegation where one is named."""

    key: str
    name: str
    post: str
    unit: UnitRef | None
    delegation: str | None


class ObserverList(Schema):
    """Who sits in."""

    items: list[ObserverOut]


class ObserverIn(Schema):
    """Somebody who is to sit in."""

    name: PersonName
    post: Short = ""
    unit: Key | None = None
    delegation: Key | None = None


@reads("/sessions/{key}/agenda", says=gettext_noop("Show the agenda of a session"), gives=AgendaOut)
def get_agenda(request: HttpRequest, key: PathKey) -> Any:
    """Its items in order."""
    return _agenda(viewer(request), session_of(viewer(request), key))


def _agenda(by: Viewer, session: Session) -> AgendaOut:
    rows = list(session.agenda.select_related("source").order_by("position"))
    ids = [row.source_id for row in rows if row.source_id]
    seen = set(visible_sources(by).filter(pk__in=ids).values_list("pk", flat=True)) if may(by, "source.view") else set()
    return AgendaOut(
        items=[
            AgendaItemOut(
                key=row.key,
                position=row.position,
                title=row.title,
                treatment=row.treatment,
                source=row.source.key if row.source and row.source_id in seen else None,
            )
            for row in rows
        ]
    )


@writes("POST", "/sessions/{key}/agenda", says=gettext_noop("Add an item to the agenda"), gives=AgendaOut, status=201)
def add_item(request: HttpRequest, key: PathKey, body: AgendaItemIn) -> Any:
    """At the end; a report that the site keeps goes with it by its key."""
    session = own_session(viewer(request), key)
    source = named(visible_sources(viewer(request)), body.source, "source")

    def do() -> AgendaOut:
        told: dict[str, Any] = {"title": body.title, "treatment": body.treatment.value, "source": source}
        sessions.add_item(session=session, by=actor(request), **told)
        return _agenda(viewer(request), session)

    return once(request, body, do, status=201)


@writes("PATCH", "/agenda/{key}", says=gettext_noop("Change an item of the agenda"), gives=AgendaOut)
def change_item(request: HttpRequest, key: PathKey, body: AgendaItemChange) -> Any:
    """Its words, what is done with it, or its report."""
    item = _own_item(viewer(request), key)
    changes = sent(body)
    if "source" in changes:
        changes["source"] = named(visible_sources(viewer(request)), body.source, "source")

    def do() -> AgendaOut:
        sessions.change_item(item=item, changes=changes, by=actor(request))
        return _agenda(viewer(request), item.session)

    return once(request, body, do)


@writes("POST", "/agenda/{key}/move", says=gettext_noop("Move an item of the agenda"), gives=AgendaOut)
def move_item(request: HttpRequest, key: PathKey, body: MoveIn) -> Any:
    """It changes places with its neighbour; at the end nothing happens."""
    item = _own_item(viewer(request), key)

    def do() -> AgendaOut:
        sessions.move_item(item=item, up=body.up, by=actor(request))
        return _agenda(viewer(request), item.session)

    return once(request, body, do)


@writes("DELETE", "/agenda/{key}", says=gettext_noop("Take an item off the agenda"), gives=AgendaOut)
def remove_item(request: HttpRequest, key: PathKey) -> Any:
    """Those after it move up."""

    def do() -> AgendaOut:
        item = _own_item(viewer(request), key)
        session = item.session
        sessions.remove_item(item=item, by=actor(request))
        return _agenda(viewer(request), session)

    return once(request, "", do)


def _own_item(by: Viewer, key: str) -> AgendaItem:
    item = get_object_or_404(AgendaItem.objects.select_related("session"), key=key)
    item.session = own_session(by, item.session.key)
    return item


@reads("/sessions/{key}/presidium", says=gettext_noop("Show the presidium"), gives=PresidiumOut)
def get_presidium(request: HttpRequest, key: PathKey) -> Any:
    """Who presides over a session."""
    return _presidium(session_of(viewer(request), key))


def _presidium(session: Session) -> PresidiumOut:
    rows = session.presidium.select_related("deputy").order_by("number", "pk")
    return PresidiumOut(members=[DeputyRef(key=row.deputy.key, name=row.deputy.name) for row in rows])


@writes("PUT", "/sessions/{key}/presidium", says=gettext_noop("Set the presidium"), gives=PresidiumOut)
def set_presidium(request: HttpRequest, key: PathKey, body: PresidiumIn) -> Any:
    """These deputies, and no others, preside."""
    session = own_session(viewer(request), key)
    on = selectors.shown_on(session, today(request))
    seats = mandates_on(session.congress, on)
    deputies = all_named(Deputy.objects.filter(pk__in=seats.values("deputy_id")), body.members, "members")

    def do() -> PresidiumOut:
        sessions.set_presidium(session=session, members=seats.filter(deputy__in=deputies), by=actor(request))
        return _presidium(session)

    return once(request, body, do)


@reads("/sessions/{key}/observers", says=gettext_noop("List who sits in"), gives=ObserverList)
def list_observers(request: HttpRequest, key: PathKey) -> Any:
    """Without a vote, by law or by decision of the standing committee; not for deputies."""
    session = session_of(viewer(request), key)
    if not viewer(request).has(*selectors.STAFF):
        raise PermissionDenied
    return _observers(session)


def _observers(session: Session) -> ObserverList:
    rows = session.observers.select_related("unit", "delegation").order_by("delegation__position", "pk")
    return ObserverList(
        items=[
            ObserverOut(
                key=row.key,
                name=row.name,
                post=row.post,
                unit=UnitRef(key=row.unit.key, name=row.unit.name) if row.unit else None,
                delegation=row.delegation.key if row.delegation else None,
            )
            for row in rows
        ]
    )


@writes("POST", "/sessions/{key}/observers", says=gettext_noop("Let somebody sit in"), gives=ObserverList, status=201)
def add_observer(request: HttpRequest, key: PathKey, body: ObserverIn) -> Any:
    """In plenary meetings, or in those of a delegation."""
    session = own_session(viewer(request), key)
    delegation = named(session.congress.delegations.all(), body.delegation, "delegation")
    unit = unit_named(body.unit)

    def do() -> ObserverList:
        told: dict[str, Any] = {"name": body.name, "post": body.post, "unit": unit, "delegation": delegation}
        sessions.add_observer(session=session, by=actor(request), **told)
        return _observers(session)

    return once(request, body, do, status=201)


@writes("DELETE", "/observers/{key}", says=gettext_noop("Let somebody sit in no longer"), gives=ObserverList)
def remove_observer(request: HttpRequest, key: PathKey) -> Any:
    """Refused where something of that person is on record."""

    def do() -> ObserverList:
        row = get_object_or_404(Observer.objects.select_related("session"), key=key)
        session = own_session(viewer(request), row.session.key)
        sessions.remove_observer(observer=row, by=actor(request))
        return _observers(session)

    return once(request, "", do)
