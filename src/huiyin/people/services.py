"""Changes of accounts, grants and deputising (写入): what the rules of people allow, and the rows.

No events here: `huiyin.ledger.accounts` calls these and records, in one transaction.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from huiyin.errors import PeopleError, refuse
from huiyin.people.credentials import one_time_limit, one_time_password
from huiyin.people.models import Account, Deputising, Place, Role, RoleGrant, Unit
from huiyin.reading.secrecy import refuse_secret

LONGEST_DEPUTISING_DAYS = 366
CHANGEABLE = frozenset({"username", "name", "email", "language", "single_keys", "digest_by_mail"})
USERNAME_MARKS = frozenset("-_.@")


def add_account(*, username: str, name: str, email: str = "", password: str | None = None) -> tuple[Account, str]:
    """Make an account; without a password it gets a one-time one, which is returned and kept nowhere.

    Raises:
        PeopleError: the user name is taken or cannot be one.
        SecretText: the person's name bears a mark of secrecy.
    """
    refuse_secret(name)
    username = username_kept(username)
    told = "" if password is not None else one_time_password()
    until = one_time_limit(timezone.now()) if told else None
    account = Account.objects.create_user(
        username,
        password or told,
        name=name.strip(),
        email=email,
        must_change_password=bool(told),
        one_time_until=until,
    )
    return account, told


def change_fields(account: Account, changes: Mapping[str, Any]) -> list[str]:
    """Write changed fields of an account; return which differ now.

    Raises:
        PeopleError: the new user name is taken or cannot be one.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    refuse_secret(changes.get("name") or "")
    before = Account.objects.get(pk=account.pk)
    changes = dict(changes)
    if "username" in changes and changes["username"] != before.username:
        changes["username"] = username_kept(changes["username"], but=account)
    changed = sorted(name for name, value in changes.items() if getattr(before, name) != value)
    for name in changed:
        setattr(account, name, changes[name])
    if changed:
        account.save(update_fields=changed)
    return changed


def set_one_time_password(account: Account) -> str:
    """Give an account a new one-time password and return it."""
    told = one_time_password()
    account.set_password(told)
    account.must_change_password, account.one_time_until = True, one_time_limit(timezone.now())
    account.save(update_fields=["password", "must_change_password", "one_time_until"])
    return told


def add_grant(
    *, account: Account, role: str, unit: Unit | None, place: Place | None, from_on: date, to_on: date | None
) -> RoleGrant:
    """Give a role for one unit or one place.

    Raises:
        PeopleError: neither or both are named, the days are turned round, or the role is held there already.
    """
    if (unit is None) == (place is None):
        raise PeopleError("grant.unit_or_place")
    if role not in Role.values:
        raise PeopleError("grant.role", role=role)
    if to_on is not None and to_on < from_on:
        raise PeopleError("days.turned_round")
    held = RoleGrant.objects.filter(account=account, role=role, unit=unit, place=place)
    if held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=from_on)).exists():
        raise PeopleError("grant.held")
    return RoleGrant.objects.create(
        account=account, role=role, unit=unit, place=place, valid_from=from_on, valid_to=to_on
    )


def close_grant(grant: RoleGrant, *, on: date) -> None:
    """End a role with a day; one that had not begun is taken away.

    Raises:
        PeopleError: it is the last open grant of an administrator (`administrator.last`).
    """
    if grant.role == Role.ADMINISTRATOR:
        keep_an_administrator(but=grant.account, on=on)
    if grant.valid_from > on:
        grant.delete()
        return
    grant.valid_to = on
    grant.save(update_fields=["valid_to"])


def keep_an_administrator(*, but: Account, on: date) -> None:
    """Make sure that somebody else administers the site.

    Raises:
        PeopleError: nobody would (`administrator.last`).
    """
    others = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, account__is_active=True, valid_from__lte=on)
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exclude(account=but)
    if not others.exists():
        raise PeopleError("administrator.last")


def add_deputising(*, absent: Account, acting: Account, from_on: date, to_on: date, set_by: Account) -> Deputising:
    """Let one act for another between two days; only within the houses of the absent, so that no draft leaves its own.

    Raises:
        PeopleError: the days, the persons or their houses do not fit.
    """
    refuse(deputising_faults(absent=absent, acting=acting, from_on=from_on, to_on=to_on))
    if not houses_of(absent, on=from_on) <= houses_of(acting, on=from_on):
        raise PeopleError("deputising.house")
    overlapping = Deputising.objects.filter(
        absent=absent, acting=acting, from_on__lte=to_on, to_on__gte=from_on, ended_on__isnull=True
    )
    if overlapping.exists():
        raise PeopleError("deputising.twice")
    return Deputising.objects.create(absent=absent, acting=acting, from_on=from_on, to_on=to_on, set_by=set_by)


def deputising_faults(
    *, absent: Account | None, acting: Account | None, from_on: date | None, to_on: date | None
) -> Iterator[PeopleError]:
    """Yield what is wrong with the days and the persons each for itself; None is what a form could not read."""
    if from_on is not None and to_on is not None:
        if to_on < from_on:
            yield PeopleError("days.turned_round")
        elif (to_on - from_on).days > LONGEST_DEPUTISING_DAYS:
            yield PeopleError("deputising.too_long", days=LONGEST_DEPUTISING_DAYS)
    if acting is not None and absent is not None and absent.pk == acting.pk:
        yield PeopleError("deputising.oneself")
    elif acting is not None and not acting.is_active:
        yield PeopleError("deputising.closed_account")


def houses_of(account: Account, *, on: date) -> set[str]:
    """Return the houses of the units for which a person holds a role on a day."""
    grants = RoleGrant.objects.filter(account=account, unit__isnull=False, valid_from__lte=on)
    grants = grants.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return set(grants.values_list("unit__house", flat=True))


def username_kept(username: str, *, but: Account | None = None) -> str:
    """Return a user name as it is kept; letters, figures and few marks, never two that differ in case only.

    Raises:
        PeopleError: `username.form`, `username.taken` (by another account than `but`).
    """
    name = Account.normalize_username(username).strip()
    if not 2 <= len(name) <= 60 or not all(each.isalnum() or each in USERNAME_MARKS for each in name):
        raise PeopleError("username.form")
    taken = Account.objects.filter(username__iexact=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise PeopleError("username.taken")
    return name
