"""Units with their events (单位变动): each change one event in the stream of the unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.ledger import accounts
from huiyin.ledger.models import Stream
from huiyin.ledger.record import Actor, NewEvent, record
from huiyin.people import unit_services as services
from huiyin.people.models import Place, RoleGrant, Unit
from huiyin.people.unit_import import Plan, Row

PLACES = "places"  # key of the stream of places


@transaction.atomic
def create_place(*, code: str, name: str, short_name: str, parent: Place, by: Actor) -> Place:
    """Add a place below another; its government is a unit of its own."""
    place = services.add_place(code=code, name=name, short_name=short_name, parent=parent)
    event = NewEvent("unit.place_added", {"place": code, "name": name, "parent": parent.code})
    record(stream=Stream.UNIT, key=PLACES, events=[event], by=by, at=timezone.now())
    return place


@transaction.atomic
def create_unit(*, name: str, place: Place, house: str, by: Actor, **more: Any) -> Unit:
    """Add a unit."""
    unit = services.add_unit(name=name, place=place, house=house, **more)
    _tell(unit, by, "unit.created", name=name, place=place.code, house=house)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change what is known of a unit, but for its name; return which fields differ now."""
    changed = services.change_unit(unit, changes)
    if changed:
        _tell(unit, by, "unit.changed", fields=changed)
    return changed


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, on: date, by: Actor) -> None:
    """Give a unit a new name from a day on."""
    former = services.rename_unit(unit, name=name, short_name=short_name, on=on)
    _tell(unit, by, "unit.renamed", from_name=former, to_name=name, on=on.isoformat())


@transaction.atomic
def end_unit(*, unit: Unit, on: date, successor: Unit | None, by: Actor, hand_roles: bool = False) -> None:
    """End a unit; its roles can be handed to the successor, person by person."""
    services.end_unit(unit, on=on, successor=successor)
    grants = RoleGrant.objects.filter(unit=unit, valid_to__isnull=True).select_related("account", "unit", "place")
    for grant in grants:
        if hand_roles and successor is not None and not _holds(grant, successor):
            accounts.grant_role(account=grant.account, role=grant.role, unit=successor, from_on=on, by=by)
        accounts.end_grant(grant=grant, on=on, by=by)
    _tell(unit, by, "unit.ended", on=on.isoformat(), successor=successor.key if successor else "")


@transaction.atomic
def apply_import(*, plan: Plan, by: Actor) -> tuple[int, int]:
    """Write what a plan says, all of it or nothing; return how many units were added and changed.

    Rows that the plan refuses are left out: the person has said so, or there are none.
    """
    made: dict[str, Unit] = {}
    added = changed = 0
    for row in plan.in_order():
        values = _resolved(row, made)
        if row.act == "add":
            made[row.handle] = services.add_unit(**values)
            _tell(made[row.handle], by, "unit.created", **_origin(plan, row), name=row.name)
            added += 1
        elif row.unit is not None:
            made[row.handle] = row.unit
            fields = services.change_unit(row.unit, values)
            _tell(row.unit, by, "unit.changed", fields=fields, **_origin(plan, row))
            changed += 1
    return added, changed


def _resolved(row: Row, made: Mapping[str, Unit]) -> dict[str, Any]:
    """Return a row's values with the units that the same file adds in place of their handles."""
    return {
        name: made[value] if name in ("parent", "successor") and isinstance(value, str) else value
        for name, value in row.values.items()
    }


def _origin(plan: Plan, row: Row) -> dict[str, Any]:
    return {"file": plan.digest, "row": row.number}


def _holds(grant: RoleGrant, unit: Unit) -> bool:
    held = RoleGrant.objects.filter(account=grant.account, role=grant.role, unit=unit, valid_to__isnull=True)
    return held.exists()


def _tell(unit: Unit, by: Actor, type: str, **payload: Any) -> None:  # noqa: A002  as events call it
    event = NewEvent(type, payload)
    record(stream=Stream.UNIT, key=unit.key, events=[event], by=by, at=timezone.now())
