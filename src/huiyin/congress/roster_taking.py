"""Carrying out the plan of a table of deputies (导入名册): all of it or nothing, each change with its event."""

from typing import Any

from django.db import transaction

from huiyin.congress import delegations, roster
from huiyin.congress.models import Congress, Delegation, Group
from huiyin.congress.roster_import import SEATING, Plan, Row
from huiyin.ledger.record import Actor


@transaction.atomic
def take_in(*, congress: Congress, plan: Plan, by: Actor) -> int:
    """Write what a plan says; return how many deputies it touched. Rows that the plan refuses are left out.

    Raises:
        CongressError, PeopleError: the roster or the vault does not allow it after all; nothing is written.
    """
    places = _Places(congress, plan, by)
    # Whoever leaves or gives up an office goes first, so that the office is free for whoever takes it.
    for row in sorted(plan.rows, key=lambda row: (row.act != "end", row.values.get("office") == "head")):
        if row.act not in ("same", "refuse"):
            _write(congress, row, places, by)
    return plan.writes


class _Places:
    """The delegations and groups of the congress by name, with those that the plan adds."""

    def __init__(self, congress: Congress, plan: Plan, by: Actor) -> None:
        for name in plan.new_delegations:
            delegations.add_delegation(congress=congress, name=name, by=by)
        self.delegations: dict[str, Delegation] = {row.name: row for row in congress.delegations.all()}
        for delegation, name in plan.new_groups:
            delegations.add_group(delegation=self.delegations[delegation], name=name, by=by)
        groups = Group.objects.filter(delegation__congress=congress).select_related("delegation")
        self.groups = {(row.delegation.name, row.name): row for row in groups}

    def seat(self, values: dict[str, Any]) -> roster.Seat:
        """Return the seat that a row wants."""
        group = self.groups.get((values["delegation"], values["group"]))
        return roster.Seat(self.delegations[values["delegation"]], group, values["office"])


def _write(congress: Congress, row: Row, places: _Places, by: Actor) -> None:
    values = row.values
    if row.act == "end" and row.mandate:
        roster.end_mandate(mandate=row.mandate, on=row.on, ended_by=values["ended"], by=by)
        return
    if row.mandate is None:
        deputy = row.deputy or roster.add_deputy(name=row.name, post=values.get("post", ""))
        number = values.get("number", "")
        roster.elect(congress=congress, deputy=deputy, seat=places.seat(values), from_on=row.on, number=number, by=by)
    else:
        deputy = row.mandate.deputy
        changed = {name for name, _old, _new in row.changes}
        if "post" in changed:
            roster.change_deputy(deputy=deputy, changes={"post": values["post"]}, by=by)
        if "number" in changed:
            roster.change_number(mandate=row.mandate, number=values["number"], by=by)
        if changed & set(SEATING):
            roster.move(mandate=row.mandate, seat=places.seat(values), on=row.on, by=by)
    roster.seal_contacts(deputy=deputy, contacts=row.contacts, by=by)
