"""Deputies (代表) and their seats over time: the roster of a day, elections, moves, ends; contacts for the vault."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import actor, today, viewer
from huiyin.api.congress.agendas import PersonName
from huiyin.api.congress.finding import congress_of, deputy_of, own_congress, own_mandate
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.references import named
from huiyin.api.shapes import NO_NUL, SAME, Day, Key, OneLine, PathKey, Short, sent
from huiyin.congress import roster, selectors
from huiyin.congress.models import Congress, Delegation, Group, Mandate, Membership
from huiyin.people.models import Deputy
from huiyin.people.viewer import Viewer

router = Router(tags=["congress"])
reads = partial(operation, router, "GET", scope="congress:read", action="congress.view")
writes = partial(operation, router, scope="congress:write", action="congress.change")
CardNumber = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL), OneLine]


class SeatOut(Schema):
    """Where somebody sits, from when until when, both included."""

    delegation: str
    group: str | None
    office: str
    from_on: date
    to_on: date | None


class MandateOut(Schema):
    """A seat in a congress, with where it was held, latest first."""

    congress: str
    number: str
    from_on: date
    to_on: date | None
    ended_by: str
    seats: list[SeatOut]


class DeputyOut(Schema):
    """A deputy with the seats that the account may see; telephone numbers and addresses are in the vault."""

    key: str
    name: str
    post: str
    mandates: list[MandateOut]


class DeputyPage(Schema):
    """A page of the roster."""

    items: list[DeputyOut]
    next: str | None


class RosterFilter(Paging):
    """Which deputies."""

    q: Annotated[str, Query("", max_length=40, pattern=NO_NUL, description="a part of a name, a post or a number")]
    delegation: Annotated[Key | None, Query(None)]
    state: Annotated[Literal["", "valid", "ended"], Query("valid")]
    on: Annotated[Day | None, Query(None, description="the day; today where it is left out")]


class SeatIn(Schema):
    """Where somebody is to sit from a day."""

    delegation: Key
    group: Key | None = None
    office: Membership.Office = Membership.Office.MEMBER
    on: Day


class ElectedIn(SeatIn):
    """A newly elected deputy."""

    name: PersonName
    post: Short = ""
    number: CardNumber = ""


class DeputyChange(Schema):
    """What is to be corrected of a deputy."""

    name: PersonName = SAME
    post: Short = SAME
    number: CardNumber = SAME


class SeatEndIn(Schema):
    """The last day of a seat, and why it ends."""

    on: Day
    ended_by: Mandate.EndedBy


class ContactsIn(Schema):
    """What goes into the vault; what is left out stays as it is there."""

    phone: Annotated[str, Field(pattern=r"^(\+?[0-9-]{5,20})?$")] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")] = ""


class SealedOut(Schema):
    """Which contacts the vault took; they are never given back here."""

    sealed: list[str]


def mandate_shown(row: Mandate, seats: Iterable[Membership] | None = None) -> MandateOut:
    """Return a seat with where it was held, latest first; `seats` where they are at hand."""
    if seats is None:
        seats = row.memberships.select_related("delegation", "group").order_by("-from_on")
    plain = {name: getattr(row, name) for name in ("number", "from_on", "to_on", "ended_by")}
    held = [
        SeatOut(
            delegation=seat.delegation.key,
            group=seat.group.key if seat.group else None,
            office=seat.office,
            from_on=seat.from_on,
            to_on=seat.to_on,
        )
        for seat in seats
    ]
    return MandateOut(congress=row.congress.key, **plain, seats=held)


def deputy_shown(deputy: Deputy, by: Viewer) -> DeputyOut:
    """Return a deputy with all seats that the account may see."""
    rows = Mandate.objects.filter(deputy=deputy, congress__in=selectors.congresses_visible_to(by))
    mandates = [mandate_shown(row) for row in rows.select_related("congress").order_by("-from_on")]
    return DeputyOut(key=deputy.key, name=deputy.name, post=deputy.post, mandates=mandates)


@reads("/congresses/{key}/deputies", says=gettext_noop("List the roster"), gives=DeputyPage)
def list_deputies(request: HttpRequest, key: PathKey, which: Query[RosterFilter]) -> Any:
    """The deputies of a congress on a day, in the order in which they were entered."""
    congress = congress_of(viewer(request), key)
    asked = {"words": which.q, "delegation": which.delegation or "", "state": which.state}
    rows = selectors.roster(congress, on=which.on or today(request), **asked)
    found, after = part(rows.select_related("congress", "deputy"), which, oldest_first=True)
    items = [_seated(row) for row in found]
    return DeputyPage(items=items, next=after)


def _seated(row: Any) -> DeputyOut:
    """Return a mandate of the roster, with the seats that were fetched with it, as its deputy."""
    told: dict[str, Any] = {name: getattr(row.deputy, name) for name in ("key", "name", "post")}
    return DeputyOut(**told, mandates=[mandate_shown(row, row.seats)])


@reads("/deputies/{key}", says=gettext_noop("Show a deputy"), gives=DeputyOut)
def get_deputy(request: HttpRequest, key: PathKey) -> Any:
    """Post and seats over time."""
    return deputy_shown(deputy_of(viewer(request), key), viewer(request))


@writes("POST", "/congresses/{key}/deputies", says=gettext_noop("Enter a deputy"), gives=DeputyOut, status=201)
def elect_deputy(request: HttpRequest, key: PathKey, body: ElectedIn) -> Any:
    """Newly elected, such as in a by-election; whole rosters come by import."""
    congress = own_congress(viewer(request), key)
    seat = _seat(congress, body)

    @transaction.atomic
    def do() -> DeputyOut:
        deputy = roster.add_deputy(name=body.name, post=body.post)
        told: dict[str, Any] = {"seat": seat, "from_on": body.on, "number": body.number}
        roster.elect(congress=congress, deputy=deputy, by=actor(request), **told)
        return deputy_shown(deputy, viewer(request))

    return once(request, body, do, status=201)


@writes("PATCH", "/deputies/{key}", says=gettext_noop("Correct a deputy's entry"), gives=DeputyOut)
def change_deputy(request: HttpRequest, key: PathKey, body: DeputyChange) -> Any:
    """Name, post and the number of the card."""
    mandate = own_mandate(viewer(request), key)

    @transaction.atomic
    def do() -> DeputyOut:
        changes = sent(body)
        if "number" in changes:
            roster.change_number(mandate=mandate, number=changes.pop("number"), by=actor(request))
        deputy = Deputy.objects.get(pk=mandate.deputy_id)
        roster.change_deputy(deputy=deputy, changes=changes, by=actor(request))
        return deputy_shown(Deputy.objects.get(pk=deputy.pk), viewer(request))

    return once(request, body, do)


@writes("POST", "/deputies/{key}/move", says=gettext_noop("Change a deputy's seat"), gives=DeputyOut)
def move_deputy(request: HttpRequest, key: PathKey, body: SeatIn) -> Any:
    """Another delegation, group or office from a day; until the day before it is as it was."""
    mandate = own_mandate(viewer(request), key)
    seat = _seat(mandate.congress, body)

    def do() -> DeputyOut:
        roster.move(mandate=mandate, seat=seat, on=body.on, by=actor(request))
        return deputy_shown(mandate.deputy, viewer(request))

    return once(request, body, do)


@writes("POST", "/deputies/{key}/end", says=gettext_noop("End a deputy's seat"), gives=DeputyOut)
def end_deputy(request: HttpRequest, key: PathKey, body: SeatEndIn) -> Any:
    """The day is its last; the role of a deputy ends with it."""

    def do() -> DeputyOut:
        mandate = own_mandate(viewer(request), key)
        roster.end_mandate(mandate=mandate, on=body.on, ended_by=body.ended_by.value, by=actor(request))
        return deputy_shown(mandate.deputy, viewer(request))

    return once(request, body, do)


@writes("POST", "/deputies/{key}/contacts", says=gettext_noop("Put contacts into the vault"), gives=SealedOut)
def seal_contacts(request: HttpRequest, key: PathKey, body: ContactsIn) -> Any:
    """They go in and do not come out here: the vault is opened by a person, with a reason."""
    mandate = own_mandate(viewer(request), key, ended=True)

    def do() -> SealedOut:
        told: dict[str, Any] = {"phone": body.phone.replace("-", ""), "email": body.email}
        return SealedOut(sealed=roster.seal_contacts(deputy=mandate.deputy, contacts=told, by=actor(request)))

    return once(request, body, do)


def _seat(congress: Congress, body: SeatIn) -> roster.Seat:
    delegation = named(Delegation.objects.filter(congress=congress), body.delegation, "delegation")
    group = named(Group.objects.filter(delegation__congress=congress), body.group, "group")
    return roster.Seat(delegation, group, body.office.value)
