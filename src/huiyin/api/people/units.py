"""Units (单位) and places (行政区划): shown, added, changed, renamed, ended."""

from datetime import date
from functools import partial
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import actor, today
from huiyin.api.cases import UnitRef
from huiyin.api.congress.terms import PlaceCode
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.references import named, place_named, unit_named
from huiyin.api.shapes import NO_NUL, SAME, Day, Key, OneLine, PathKey, sent
from huiyin.ledger import units
from huiyin.people.models import House, Place, Unit, UnitName

router = Router(tags=["people"])
reads = partial(operation, router, "GET", scope="people:read", action="units.view")
writes = partial(operation, router, scope="people:write", action="units.change")
FullName = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_NUL), OneLine]
ShortName = Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL), OneLine]
PlaceName = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL), OneLine]
PlaceShort = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL), OneLine]
Aliases = Annotated[list[FullName], Field(max_length=40)]
CreditCode = Annotated[str, StringConstraints(pattern=r"^([0-9A-HJ-NPQRTUWXY]{18})?$")]
Duties = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]


class UnitOut(Schema):
    """A unit to which something can be handed."""

    key: str
    name: str
    short_name: str
    house: str
    place: str
    is_government: bool


class UnitPage(Schema):
    """A page of units."""

    items: list[UnitOut]
    next: str | None


class UnitFilter(Paging):
    """Which units."""

    name: Annotated[str | None, Query(None, max_length=80, pattern=NO_NUL, description="a part of the name")]


class FormerOut(Schema):
    """A former name, and the last day of it."""

    name: str
    valid_to: date | None


class UnitDetail(Schema):
    """A unit with its names over time, what it stands below, and what took over from it."""

    key: str
    name: str
    short_name: str
    aliases: list[str]
    former: list[FormerOut]
    house: str
    place: str
    parent: UnitRef | None
    is_government: bool
    credit_code: str
    duties: str
    valid_from: date | None
    valid_to: date | None
    successor: UnitRef | None


class UnitIn(Schema):
    """A unit to be added."""

    name: FullName
    place: PlaceCode
    house: House
    short_name: ShortName = ""
    aliases: Aliases = []
    parent: Key | None = None
    is_government: bool = False
    credit_code: CreditCode = ""
    duties: Duties = ""
    valid_from: Day | None = None


class UnitChange(Schema):
    """What is to be changed of a unit, but for its name; what is left out stays."""

    place: PlaceCode = SAME
    house: House = SAME
    short_name: ShortName = SAME
    aliases: Aliases = SAME
    parent: Key | None = SAME
    is_government: bool = SAME
    credit_code: CreditCode = SAME
    duties: Duties = SAME
    valid_from: Day | None = SAME


class RenameIn(Schema):
    """A new name from a day on; the former one still leads to the unit."""

    name: FullName
    short_name: ShortName = ""
    on: Day


class UnitEndIn(Schema):
    """The last day of a unit, and which one takes over."""

    on: Day
    successor: Key | None = None


class PlaceOut(Schema):
    """A place."""

    code: str
    name: str
    short_name: str
    parent: str | None


class PlaceList(Schema):
    """All places."""

    items: list[PlaceOut]


class PlaceIn(Schema):
    """A place below another."""

    code: PlaceCode
    name: PlaceName
    short_name: PlaceShort = ""
    parent: PlaceCode


def _ref(unit: Unit | None) -> UnitRef | None:
    return UnitRef(key=unit.key, name=unit.name) if unit else None


PLAIN = ("key", "name", "short_name", "house", "is_government", "credit_code", "duties", "valid_from", "valid_to")


def unit_shown(key: str) -> UnitDetail:
    """Return a unit as callers get it, 404 where there is none."""
    unit = get_object_or_404(Unit.objects.select_related("place", "parent", "successor"), key=key)
    names = list(unit.names.order_by("name"))
    return UnitDetail(
        **{name: getattr(unit, name) for name in PLAIN},
        aliases=[each.name for each in names if each.sort == UnitName.Sort.ALIAS],
        former=[
            FormerOut(name=each.name, valid_to=each.valid_to) for each in names if each.sort == UnitName.Sort.FORMER
        ],
        place=unit.place.code,
        parent=_ref(unit.parent),
        successor=_ref(unit.successor),
    )


@operation(
    router, "GET", "/units", says=gettext_noop("List units"), scope="cases:read", action="units.view", gives=UnitPage
)
def list_units(request: HttpRequest, which: Query[UnitFilter]) -> Any:
    """The units of today; steps name them by key."""
    rows = Unit.objects.valid_on(today(request)).select_related("place")
    if which.name:
        rows = rows.filter(Q(name__icontains=which.name) | Q(short_name__icontains=which.name))
    found, after = part(rows, which, oldest_first=True)
    plain = ("key", "name", "short_name", "house", "is_government")
    items = [UnitOut(**{name: getattr(row, name) for name in plain}, place=row.place.code) for row in found]
    return UnitPage(items=items, next=after)


@reads("/units/{key}", says=gettext_noop("Show a unit"), gives=UnitDetail)
def get_unit(request: HttpRequest, key: PathKey) -> Any:
    """With its former names."""
    return unit_shown(key)


@writes("POST", "/units", says=gettext_noop("Add a unit"), gives=UnitDetail, status=201)
def add_unit(request: HttpRequest, body: UnitIn) -> Any:
    """Of a place and a house."""
    given = body.model_dump() | {"place": place_named(body.place), "parent": unit_named(body.parent, "parent")}
    return once(request, body, lambda: unit_shown(units.create_unit(by=actor(request), **given).key), status=201)


@writes("PATCH", "/units/{key}", says=gettext_noop("Change a unit"), gives=UnitDetail)
def change_unit(request: HttpRequest, key: PathKey, body: UnitChange) -> Any:
    """Renaming is an operation of its own."""
    unit = get_object_or_404(Unit, key=key)
    changes = sent(body)
    if "place" in changes:
        changes["place"] = place_named(body.place)
    if "parent" in changes:
        changes["parent"] = unit_named(body.parent, "parent")

    def do() -> UnitDetail:
        units.change_unit(unit=unit, changes=changes, by=actor(request))
        return unit_shown(key)

    return once(request, body, do)


@writes("POST", "/units/{key}/rename", says=gettext_noop("Rename a unit"), gives=UnitDetail)
def rename_unit(request: HttpRequest, key: PathKey, body: RenameIn) -> Any:
    """From a day on."""
    unit = get_object_or_404(Unit.objects.select_related("place"), key=key, valid_to__isnull=True)

    def do() -> UnitDetail:
        units.rename_unit(unit=unit, by=actor(request), **body.model_dump())
        return unit_shown(key)

    return once(request, body, do)


@writes("POST", "/units/{key}/end", says=gettext_noop("End a unit"), gives=UnitDetail)
def end_unit(request: HttpRequest, key: PathKey, body: UnitEndIn) -> Any:
    """Its roles end with it; giving people roles in the successor is for a person, on the pages."""

    def do() -> UnitDetail:
        unit = get_object_or_404(Unit.objects.select_related("place"), key=key, valid_to__isnull=True)
        successor = unit_named(body.successor, "successor")
        units.end_unit(unit=unit, on=body.on, successor=successor, by=actor(request))
        return unit_shown(key)

    return once(request, body, do)


@reads("/places", says=gettext_noop("List places"), gives=PlaceList)
def list_places(request: HttpRequest) -> Any:
    """Each with the one in which it lies."""
    return _places()


def _places() -> PlaceList:
    rows = Place.objects.select_related("parent").order_by("code")
    plain = ("code", "name", "short_name")
    items = [
        PlaceOut(**{name: getattr(row, name) for name in plain}, parent=row.parent.code if row.parent else None)
        for row in rows
    ]
    return PlaceList(items=items)


@writes("POST", "/places", says=gettext_noop("Add a place"), gives=PlaceList, status=201)
def add_place(request: HttpRequest, body: PlaceIn) -> Any:
    """Its government is a unit of its own."""
    parent = named(Place.objects.all(), body.parent, "parent", by="code")

    def do() -> PlaceList:
        units.create_place(by=actor(request), **(body.model_dump() | {"parent": parent}))
        return _places()

    return once(request, body, do, status=201)
