"""Congresses in their terms (届) and their sessions (次): listed, shown, founded, opened, changed."""

from datetime import date
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field

from huiyin.api.access import actor, today, viewer
from huiyin.api.congress.finding import congress_of, own_congress, own_session, session_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.problems import Refused
from huiyin.api.references import place_named
from huiyin.api.shapes import SAME, Day, PathKey, Year, sent
from huiyin.congress import selectors, sessions
from huiyin.congress.models import Congress, Session

router = Router(tags=["congress"])
reads = partial(operation, router, "GET", scope="congress:read", action="congress.view")
writes = partial(operation, router, scope="congress:write", action="congress.change")
Number = Annotated[int, Field(ge=1, le=99)]
Seats = Annotated[int, Field(ge=1, le=5000)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]


class CongressOut(Schema):
    """A congress in its term."""

    key: str
    place: str
    level: str
    number: int
    from_on: date
    to_on: date | None
    size: int | None
    sessions: list[str]


class CongressList(Schema):
    """The congresses that the account may see, newest first in each place."""

    items: list[CongressOut]


class CongressIn(Schema):
    """A congress to be founded, of a place in which the account has a role."""

    place: PlaceCode
    level: Congress.Level
    number: Number
    from_on: Day
    to_on: Day | None = None
    size: Seats | None = None


class CongressChange(Schema):
    """What is to be changed of a congress."""

    level: Congress.Level = SAME
    number: Number = SAME
    from_on: Day = SAME
    to_on: Day | None = SAME
    size: Seats | None = SAME


class SessionOut(Schema):
    """A session."""

    key: str
    congress: str
    number: int
    year: int
    opens_on: date
    closes_on: date | None


class SessionList(Schema):
    """The sessions that the account may see, newest first."""

    items: list[SessionOut]


class SizeOut(Schema):
    """A delegation with its size on the day, its groups, and who heads it."""

    delegation: str
    name: str
    members: int
    groups: int
    heads: list[str]


class SessionDetail(SessionOut):
    """A session as of a day: today while it sits, else its first or last day."""

    on: date
    valid: Annotated[int, Field(description="how many deputies hold a seat on the day")]
    delegations: list[SizeOut]
    presidium: int
    observers: int
    meetings: int


class SessionIn(Schema):
    """A session to be opened."""

    number: Number
    year: Year
    opens_on: Day
    closes_on: Day | None = None


class SessionChange(Schema):
    """What is to be changed of a session."""

    number: Number = SAME
    year: Year = SAME
    opens_on: Day = SAME
    closes_on: Day | None = SAME


def congress_shown(row: Congress) -> CongressOut:
    """Return a congress as callers get it."""
    plain = {name: getattr(row, name) for name in ("key", "level", "number", "from_on", "to_on", "size")}
    keys = list(row.sessions.order_by("-opens_on").values_list("key", flat=True))
    return CongressOut(**plain, place=row.place.code, sessions=keys)


def session_fields(row: Session) -> dict[str, Any]:
    """Return a session as lists show it."""
    plain = {name: getattr(row, name) for name in ("key", "number", "year", "opens_on", "closes_on")}
    return {**plain, "congress": row.congress.key}


@reads("/congresses", says=gettext_noop("List congresses"), gives=CongressList)
def list_congresses(request: HttpRequest) -> Any:
    """Those of the places of the account and of the places above them."""
    return CongressList(items=[congress_shown(row) for row in selectors.congresses_visible_to(viewer(request))])


@reads("/congresses/{key}", says=gettext_noop("Show a congress"), gives=CongressOut)
def get_congress(request: HttpRequest, key: PathKey) -> Any:
    """Its term, its seats, its sessions."""
    return congress_shown(congress_of(viewer(request), key))


@writes("POST", "/congresses", says=gettext_noop("Found a congress"), gives=CongressOut, status=201)
def found_congress(request: HttpRequest, body: CongressIn) -> Any:
    """A congress in its term, of a place in which the account has a role."""
    place = place_named(body.place)
    if place is None or place.pk not in {grant.place_id for grant in viewer(request).grants}:
        raise Refused(422, "reference.unknown", where="place", key=body.place)

    def do() -> CongressOut:
        given = body.model_dump(exclude={"place"})
        return congress_shown(sessions.found_congress(place=place, by=actor(request), **given))

    return once(request, body, do, status=201)


@writes("PATCH", "/congresses/{key}", says=gettext_noop("Change a congress"), gives=CongressOut)
def change_congress(request: HttpRequest, key: PathKey, body: CongressChange) -> Any:
    """Level, number, days or seats; what is left out stays."""
    congress = own_congress(viewer(request), key)

    def do() -> CongressOut:
        sessions.change_congress(congress=congress, changes=sent(body), by=actor(request))
        return congress_shown(congress_of(viewer(request), key))

    return once(request, body, do)


@reads("/sessions", says=gettext_noop("List sessions"), gives=SessionList)
def list_sessions(request: HttpRequest) -> Any:
    """The sessions that the account may see, newest first."""
    rows = selectors.sessions_visible_to(viewer(request))
    return SessionList(items=[SessionOut(**session_fields(row)) for row in rows])


@reads("/sessions/{key}", says=gettext_noop("Show a session"), gives=SessionDetail)
def get_session(request: HttpRequest, key: PathKey) -> Any:
    """Its days, and the sizes of its delegations."""
    return session_shown(request, session_of(viewer(request), key))


def session_shown(request: HttpRequest, session: Session) -> SessionDetail:
    """Return a session with its delegations."""
    on = selectors.shown_on(session, today(request))
    sizes = selectors.sizes(session.congress, on)
    return SessionDetail(
        **session_fields(session),
        on=on,
        valid=sum(each.members for each in sizes),
        delegations=[
            SizeOut(
                delegation=each.delegation.key,
                name=each.delegation.name,
                members=each.members,
                groups=each.groups,
                heads=[head.name for head in each.heads],
            )
            for each in sizes
        ],
        presidium=session.presidium.count(),
        observers=session.observers.count(),
        meetings=selectors.meetings_visible_to(viewer(request)).filter(session=session).count(),
    )


@writes("POST", "/congresses/{key}/sessions", says=gettext_noop("Open a session"), gives=SessionDetail, status=201)
def open_session(request: HttpRequest, key: PathKey, body: SessionIn) -> Any:
    """A session of the congress."""
    congress = own_congress(viewer(request), key)

    def do() -> SessionDetail:
        made = sessions.open_session(congress=congress, by=actor(request), **body.model_dump())
        return session_shown(request, session_of(viewer(request), made.key))

    return once(request, body, do, status=201)


@writes("PATCH", "/sessions/{key}", says=gettext_noop("Change a session"), gives=SessionDetail)
def change_session(request: HttpRequest, key: PathKey, body: SessionChange) -> Any:
    """Number, year or days; what is left out stays."""
    session = own_session(viewer(request), key)

    def do() -> SessionDetail:
        sessions.change_session(session=session, changes=sent(body), by=actor(request))
        return session_shown(request, session_of(viewer(request), key))

    return once(request, body, do)
