"""The roster over time (代表名册): who is elected, moves to another delegation, takes an office, leaves.

Days are inclusive: who moves on a day was in the old delegation until the day before. A row that has not held for a
day yet is changed in place; memberships of one mandate never overlap.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from huiyin.congress.events import day, tell, write
from huiyin.congress.models import Congress, Delegation, Group, Mandate, Membership
from huiyin.errors import CongressError, refuse
from huiyin.ledger import accounts
from huiyin.ledger.record import Actor
from huiyin.people import vault
from huiyin.people.models import Deputy, Role, RoleGrant
from huiyin.reading.secrecy import refuse_secret

CONTACTS = ("phone", "email")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a deputy sits: the delegation, a group of it, and the office there."""

    delegation: Delegation
    group: Group | None = None
    office: str = Membership.Office.MEMBER

    def parts(self) -> dict[str, Any]:
        """Return its parts by name."""
        return {"delegation": self.delegation, "group": self.group, "office": self.office}


def seat_faults(
    congress: Congress,
    *,
    delegation: Delegation | None,
    group: Group | None,
    office: str | None,
    on: date | None,
    but: Mandate | None = None,
) -> Iterator[CongressError]:
    """Yield all that hinders somebody from sitting so from a day; None is what a form could not read.

    The delegation is of another congress, the group of another delegation, a convenor (召集人) has no group, or the
    delegation has a head (团长) already, other than that of `but`.
    """
    if delegation is not None and delegation.congress_id != congress.pk:
        yield CongressError("delegation.other_congress")
    if group is not None and delegation is not None and group.delegation_id != delegation.pk:
        yield CongressError("group.other_delegation")
    if office == Membership.Office.CONVENOR and group is None:
        yield CongressError("office.without_group")
    if office == Membership.Office.HEAD and delegation is not None and on is not None:
        heads = Membership.objects.filter(delegation=delegation, office=Membership.Office.HEAD).exclude(to_on__lt=on)
        if (heads.exclude(mandate=but) if but else heads).exists():
            yield CongressError("office.head_taken")


def election_faults(
    congress: Congress, *, number: str | None, on: date | None, deputy: Deputy | None = None
) -> Iterator[CongressError]:
    """Yield all that hinders a seat from being given under a number from a day, to a deputy who is known already."""
    if on is not None and (on < congress.from_on or (congress.to_on and on > congress.to_on)):
        yield CongressError("mandate.outside_term")
    if on is not None and deputy is not None:
        held = Mandate.objects.filter(congress=congress, deputy=deputy)
        if any(row.to_on is None or row.to_on >= on for row in held):
            yield CongressError("mandate.held")
    yield from number_faults(congress, number=number)


def number_faults(congress: Congress, *, number: str | None) -> Iterator[CongressError]:
    """Yield whether the number of a card (代表证号) is another deputy's."""
    if number and Mandate.objects.filter(congress=congress, number=number).exists():
        yield CongressError("mandate.number_taken")


def move_faults(mandate: Mandate, *, on: date | None) -> Iterator[CongressError]:
    """Yield what hinders a seat from changing on a day."""
    if on is None:
        return
    if on < mandate.from_on or (mandate.to_on and on > mandate.to_on):
        yield CongressError("mandate.not_valid")
    now = mandate.memberships.order_by("-from_on").first()
    if now is not None and now.from_on > on:
        yield CongressError("roster.later_change", on=now.from_on)


@transaction.atomic
def elect(
    *,
    congress: Congress,
    deputy: Deputy,
    seat: Seat,
    from_on: date,
    by: Actor,
    number: str = "",
) -> Mandate:
    """Give a person a seat in a congress from a day: at the election, or later in a by-election (补选).

    Raises:
        CongressError: the person sits there on that day already, the number is taken, or the day lies outside the term.
    """
    refuse(
        (
            *election_faults(congress, number=number, on=from_on, deputy=deputy),
            *seat_faults(congress, **seat.parts(), on=from_on),
        )
    )
    mandate = Mandate.objects.create(congress=congress, deputy=deputy, number=number, from_on=from_on)
    _sit(mandate, seat, from_on)
    told: dict[str, Any] = {"congress": congress.key, "delegation": seat.delegation.key, "office": seat.office}
    tell(deputy.key, by, "deputy.elected", **told, on=day(from_on))
    return mandate


def add_deputy(*, name: str, post: str = "") -> Deputy:
    """Make a person who can be elected; the event is that of the election.

    Raises:
        SecretText: name or post bear a mark of secrecy.
    """
    refuse_secret(name, post)
    return Deputy.objects.create(name=name, post=post)


@transaction.atomic
def move(*, mandate: Mandate, seat: Seat, on: date, by: Actor) -> bool:
    """Let a deputy sit elsewhere, or in another office, from a day; return whether anything changes.

    Raises:
        CongressError: the mandate does not hold on that day, or a later change is entered already.
    """
    refuse((*move_faults(mandate, on=on), *seat_faults(mandate.congress, **seat.parts(), on=on, but=mandate)))
    now = mandate.memberships.order_by("-from_on").first()
    if now is not None and (now.delegation_id, now.group_id, now.office) == _ids(seat):
        return False
    if now is not None and now.from_on == on:
        write(now, {"delegation": seat.delegation, "group": seat.group, "office": seat.office})
    else:
        if now is not None:
            write(now, {"to_on": on - timedelta(days=1)})
        _sit(mandate, seat, on)
    told: dict[str, Any] = {
        "delegation": seat.delegation.key,
        "group": seat.group.key if seat.group else "",
        "office": seat.office,
    }
    tell(mandate.deputy.key, by, "deputy.moved", **told, on=day(on))
    return True


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, ended_by: str, by: Actor) -> None:
    """End a seat with a day, which is its last; the log-in's role of a deputy ends with it.

    Raises:
        CongressError: it has ended already, had not begun, or a later change is entered.
    """
    if mandate.to_on is not None:
        raise CongressError("mandate.ended")
    refuse(move_faults(mandate, on=on))
    if ended_by not in Mandate.EndedBy.values:
        raise CongressError("mandate.reason")
    now = mandate.memberships.order_by("-from_on").first()
    if now is not None:
        write(now, {"to_on": on})
    write(mandate, {"to_on": on, "ended_by": ended_by})
    tell(mandate.deputy.key, by, "deputy.mandate_ended", congress=mandate.congress.key, on=day(on), reason=ended_by)
    _end_role(mandate, on, by)


@transaction.atomic
def change_deputy(*, deputy: Deputy, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Correct the name or the post of a deputy; return which fields differ now."""
    if unknown := set(changes) - {"name", "post"}:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    changed = write(deputy, changes)
    if changed:
        tell(deputy.key, by, "deputy.changed", fields=changed)
    return changed


@transaction.atomic
def change_number(*, mandate: Mandate, number: str, by: Actor) -> bool:
    """Correct the number of a deputy's card (代表证号); return whether it differs."""
    if number == mandate.number:
        return False
    refuse(number_faults(mandate.congress, number=number))
    write(mandate, {"number": number})
    tell(mandate.deputy.key, by, "deputy.changed", fields=["number"])
    return True


@transaction.atomic
def seal_contacts(*, deputy: Deputy, contacts: Mapping[str, str], by: Actor) -> list[str]:
    """Put phone and mail address of a deputy into the vault; return which were put. Empty ones are passed over.

    Raises:
        PeopleError: the vault cannot be written (`vault.…`).
    """
    given = {name: value for name, value in contacts.items() if value}
    if unknown := set(given) - set(CONTACTS):
        raise ValueError(f"no contact of a deputy: {sorted(unknown)}")
    if not given:
        return []
    if deputy.person is None:
        write(deputy, {"person": vault.add_person()})
    for name, value in given.items():
        vault.put(person=deputy.person, field=name, value=value)  # type: ignore[arg-type]  # made just above
    tell(deputy.key, by, "deputy.contacts_sealed", fields=sorted(given))
    return sorted(given)


def _sit(mandate: Mandate, seat: Seat, from_on: date) -> None:
    Membership.objects.create(
        mandate=mandate, delegation=seat.delegation, group=seat.group, office=seat.office, from_on=from_on
    )


def _ids(seat: Seat) -> tuple[int, int | None, str]:
    return seat.delegation.pk, seat.group.pk if seat.group else None, seat.office


def _end_role(mandate: Mandate, on: date, by: Actor) -> None:
    """End the deputy's role for the place of the congress, unless another seat there goes on."""
    account, place = mandate.deputy.account, mandate.congress.place
    if (
        account is None
        or Mandate.objects.filter(deputy=mandate.deputy, congress__place=place, to_on__isnull=True).exists()
    ):
        return
    held = RoleGrant.objects.filter(account=account, role=Role.DEPUTY, place=place, valid_to__isnull=True)
    for grant in held.select_related("account", "unit", "place"):
        accounts.end_grant(grant=grant, on=on, by=by)
