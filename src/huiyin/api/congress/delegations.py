"""Delegations (代表团) and their groups (代表小组)."""

from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import actor, viewer
from huiyin.api.congress.finding import congress_of, delegation_of, own_congress
from huiyin.api.congress.terms import PlaceCode
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import place_named
from huiyin.api.shapes import NO_NUL, SAME, OneLine, PathKey, sent
from huiyin.congress import delegations
from huiyin.congress.models import Delegation, Group

router = Router(tags=["congress"])
reads = partial(operation, router, "GET", scope="congress:read", action="congress.view")
writes = partial(operation, router, scope="congress:write", action="congress.change")
FullName = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL), OneLine]
ShortName = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL), OneLine]
GroupName = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=NO_NUL), OneLine]


class GroupOut(Schema):
    """A group of a delegation."""

    key: str
    name: str


class DelegationOut(Schema):
    """A delegation with its groups; `place` is the one that elected it."""

    key: str
    congress: str
    name: str
    short_name: str
    place: str | None
    position: int
    groups: list[GroupOut]


class DelegationList(Schema):
    """The delegations in their order."""

    items: list[DelegationOut]


class DelegationIn(Schema):
    """A delegation to be added after those that are there."""

    name: FullName
    short_name: ShortName = ""
    place: PlaceCode | None = None


class DelegationChange(Schema):
    """What is to be changed of a delegation."""

    name: FullName = SAME
    short_name: ShortName = SAME
    place: PlaceCode | None = SAME
    position: Annotated[int, Field(ge=1, le=999)] = SAME


class GroupIn(Schema):
    """The name of a group."""

    name: GroupName


def shown(row: Delegation) -> DelegationOut:
    """Return a delegation as callers get it."""
    plain = {name: getattr(row, name) for name in ("key", "name", "short_name", "position")}
    groups = [GroupOut(key=each.key, name=each.name) for each in row.groups.order_by("name")]
    return DelegationOut(**plain, congress=row.congress.key, place=row.place.code if row.place else None, groups=groups)


@reads("/congresses/{key}/delegations", says=gettext_noop("List delegations"), gives=DelegationList)
def list_delegations(request: HttpRequest, key: PathKey) -> Any:
    """Those of a congress, in the order in which briefings name them."""
    congress = congress_of(viewer(request), key)
    rows = congress.delegations.select_related("congress", "place").order_by("position", "pk")
    return DelegationList(items=[shown(row) for row in rows])


@reads("/delegations/{key}", says=gettext_noop("Show a delegation"), gives=DelegationOut)
def get_delegation(request: HttpRequest, key: PathKey) -> Any:
    """Its names and groups; who sits in it the roster says (`/congresses/{key}/deputies?delegation=`)."""
    return shown(delegation_of(viewer(request), key))


@writes("POST", "/congresses/{key}/delegations", says=gettext_noop("Add a delegation"), gives=DelegationOut, status=201)
def add_delegation(request: HttpRequest, key: PathKey, body: DelegationIn) -> Any:
    """After those that are there."""
    congress, place = own_congress(viewer(request), key), place_named(body.place)

    def do() -> DelegationOut:
        told: dict[str, Any] = {"name": body.name, "short_name": body.short_name, "place": place}
        return shown(delegations.add_delegation(congress=congress, by=actor(request), **told))

    return once(request, body, do, status=201)


@writes("PATCH", "/delegations/{key}", says=gettext_noop("Change a delegation"), gives=DelegationOut)
def change_delegation(request: HttpRequest, key: PathKey, body: DelegationChange) -> Any:
    """Its names, its place, its order."""
    delegation = delegation_of(viewer(request), key, own=True)
    changes = sent(body)
    if "place" in changes:
        changes["place"] = place_named(body.place)

    def do() -> DelegationOut:
        delegations.change_delegation(delegation=delegation, changes=changes, by=actor(request))
        return shown(delegation_of(viewer(request), key))

    return once(request, body, do)


@writes("POST", "/delegations/{key}/groups", says=gettext_noop("Add a group"), gives=DelegationOut, status=201)
def add_group(request: HttpRequest, key: PathKey, body: GroupIn) -> Any:
    """A group of a delegation."""
    delegation = delegation_of(viewer(request), key, own=True)

    def do() -> DelegationOut:
        delegations.add_group(delegation=delegation, name=body.name, by=actor(request))
        return shown(delegation)

    return once(request, body, do, status=201)


@writes("PATCH", "/groups/{key}", says=gettext_noop("Rename a group"), gives=DelegationOut)
def rename_group(request: HttpRequest, key: PathKey, body: GroupIn) -> Any:
    """It keeps its members."""
    group = get_object_or_404(Group.objects.select_related("delegation"), key=key)
    delegation = delegation_of(viewer(request), group.delegation.key, own=True)

    def do() -> DelegationOut:
        delegations.rename_group(group=group, name=body.name, by=actor(request))
        return shown(delegation)

    return once(request, body, do)
