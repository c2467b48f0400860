"""Accounts with their events (账号变动): who may sign in, with which roles, who acts for whom; each change one event.

Streams are of accounts; payloads name accounts and units by key, roles by code, changed fields by name, never values.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.errors import PeopleError
from huiyin.ledger.models import Stream
from huiyin.ledger.record import Actor, NewEvent, record
from huiyin.people import credentials, services
from huiyin.people.models import Account, Deputising, Place, Role, RoleGrant, Unit


@transaction.atomic
def create_account(
    *, username: str, name: str, by: Actor, email: str = "", password: str | None = None
) -> tuple[Account, str]:
    """Make an account; return it with its one-time password ("" where a password was given)."""
    account, told = services.add_account(username=username, name=name, email=email, password=password)
    _tell(account, by, "account.created")
    return account, told


@transaction.atomic
def change_account(*, account: Account, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change name, user name, e-mail or settings of an account; return which fields differ now."""
    changed = services.change_fields(account, changes)
    if changed:
        _tell(account, by, "account.changed", fields=changed)
    return changed


@transaction.atomic
def reset_password(*, account: Account, by: Actor) -> str:
    """Give an account a one-time password and sign it out everywhere; return the password."""
    told = services.set_one_time_password(account)
    ended = credentials.end_sessions(account)
    _tell(account, by, "account.password_reset", sessions=ended)
    return told


@transaction.atomic
def note_password_changed(*, account: Account, by: Actor) -> None:
    """Record that a person set a password of their own."""
    _tell(account, by, "account.password_changed")


@transaction.atomic
def reset_second_factor(*, account: Account, by: Actor) -> int:
    """Remove the second factor, for instance after a phone was lost, and sign the account out everywhere."""
    removed = credentials.drop_second_factor(account)
    ended = credentials.end_sessions(account)
    _tell(account, by, "account.second_factor_reset", removed=removed, sessions=ended)
    return removed


@transaction.atomic
def end_sessions(*, account: Account, by: Actor) -> int:
    """Sign an account out everywhere."""
    ended = credentials.end_sessions(account)
    _tell(account, by, "account.sessions_ended", sessions=ended)
    return ended


@transaction.atomic
def untie_sign_on(*, account: Account, by: Actor) -> int:
    """Untie the identities of single sign-on from an account, so that another can be tied."""
    removed, _by_model = account.socialaccount_set.all().delete()  # type: ignore[attr-defined]  # allauth's relation
    _tell(account, by, "account.sign_on_untied", removed=removed)
    return int(removed)


@transaction.atomic
def grant_role(
    *,
    account: Account,
    role: str,
    by: Actor,
    from_on: date,
    unit: Unit | None = None,
    place: Place | None = None,
    to_on: date | None = None,
) -> RoleGrant:
    """Give a role for a unit or a place from a day, until a day where one is named."""
    grant = services.add_grant(account=account, role=role, unit=unit, place=place, from_on=from_on, to_on=to_on)
    _tell(account, by, "account.role_granted", **_named(grant))
    return grant


@transaction.atomic
def end_grant(*, grant: RoleGrant, on: date, by: Actor) -> None:
    """End a role with a day."""
    account, named = grant.account, _named(grant)
    services.close_grant(grant, on=on)
    _tell(account, by, "account.role_ended", **named | {"to": on.isoformat()})


@transaction.atomic
def set_deputising(
    *, absent: Account, acting: Account, from_on: date, to_on: date, set_by: Account, by: Actor
) -> Deputising:
    """Let one act for another between two days, both included."""
    row = services.add_deputising(absent=absent, acting=acting, from_on=from_on, to_on=to_on, set_by=set_by)
    said = {"acting": acting.key, "from": from_on.isoformat(), "to": to_on.isoformat()}
    _tell(absent, by, "account.deputy_set", **said)
    return row


@transaction.atomic
def end_deputising(*, deputising: Deputising, on: date, by: Actor) -> None:
    """End deputising before its day; it no longer holds on `on`."""
    if deputising.ended_on is not None:
        raise PeopleError("deputising.ended")
    deputising.ended_on = on
    deputising.save(update_fields=["ended_on"])
    _tell(deputising.absent, by, "account.deputy_ended", acting=deputising.acting.key, on=on.isoformat())


@transaction.atomic
def note_acting(*, account: Account, absent: Account, begins: bool, by: Actor) -> None:
    """Record that a person begins or stops acting for another in a session."""
    _tell(account, by, "account.acting_began" if begins else "account.acting_ended", absent=absent.key)


@transaction.atomic
def leave(
    *, account: Account, on: date, by: Actor, successor: Account | None = None, handed: Iterable[RoleGrant] = ()
) -> None:
    """Close the account of somebody who left (离岗); roles that are handed over go to the successor from that day.

    Cases belong to units and stay where they are; what changes is who holds the unit's roles.

    Raises:
        PeopleError: nobody would administer the site; the successor is closed or the leaver.
    """
    if successor is not None and (successor.pk == account.pk or not successor.is_active):
        raise PeopleError("handover.successor")
    if RoleGrant.objects.filter(_lasting(on), account=account, role=Role.ADMINISTRATOR).exists():
        services.keep_an_administrator(but=account, on=on)
    handed_keys = _hand_over(account, handed, successor, on=on, by=by)
    for grant in RoleGrant.objects.filter(_lasting(on), account=account):
        _close(grant, on)
    for row in Deputising.objects.filter(absent=account, ended_on__isnull=True) | Deputising.objects.filter(
        acting=account, ended_on__isnull=True
    ):
        end_deputising(deputising=row, on=on, by=by)
    account.is_active, account.left_on = False, on
    account.save(update_fields=["is_active", "left_on"])
    ended = credentials.end_sessions(account)
    said = {"on": on.isoformat(), "successor": successor.key if successor else "", "handed": handed_keys}
    _tell(account, by, "account.left", **said, sessions=ended)


@transaction.atomic
def reopen(*, account: Account, by: Actor) -> str:
    """Open a closed account again, without any role; return its one-time password."""
    if account.is_active:
        raise PeopleError("account.open")
    account.is_active, account.left_on = True, None
    account.save(update_fields=["is_active", "left_on"])
    told = services.set_one_time_password(account)
    _tell(account, by, "account.reopened")
    return told


def _hand_over(
    account: Account, handed: Iterable[RoleGrant], successor: Account | None, *, on: date, by: Actor
) -> list[dict[str, str]]:
    """Give the successor the roles that are handed over, but those that are held already; return what they are."""
    said = []
    for grant in handed:
        if successor is None or grant.account_id != account.pk:
            raise PeopleError("handover.successor")
        try:
            with transaction.atomic():
                grant_role(account=successor, role=grant.role, unit=grant.unit, place=grant.place, from_on=on, by=by)
        except PeopleError as error:
            if error.code != "grant.held":
                raise
        said.append({"role": grant.role, "unit": grant.unit.key if grant.unit else ""})
    return said


def _lasting(on: date) -> Q:
    """Return which roles hold beyond a day."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=on)


def _close(grant: RoleGrant, on: date) -> None:
    """End a grant of somebody who leaves, whatever it is; one that had not begun is taken away."""
    if grant.valid_from > on:
        grant.delete()
        return
    grant.valid_to = on
    grant.save(update_fields=["valid_to"])


def _named(grant: RoleGrant) -> dict[str, str]:
    return {
        "role": grant.role,
        "unit": grant.unit.key if grant.unit else "",
        "place": grant.place.code if grant.place else "",
        "from": grant.valid_from.isoformat(),
        "to": grant.valid_to.isoformat() if grant.valid_to else "",
    }


def _tell(account: Account, by: Actor, type: str, **payload: Any) -> None:  # noqa: A002  as events call it
    event = NewEvent(type, payload)
    record(stream=Stream.ACCOUNT, key=account.key, events=[event], by=by, at=timezone.now())
