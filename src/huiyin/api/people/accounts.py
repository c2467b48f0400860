"""Accounts (账号) and who acts for whom (代理): read, names corrected, sessions ended, leave arranged.

What opens an account and what it may do is not for a token: passwords, second factors, roles and closing ask a person
who says once more who it is (docs/decisions/0029).
"""

from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from pydantic import StringConstraints

from huiyin.api.access import actor, today, viewer
from huiyin.api.cases import UnitRef
from huiyin.api.congress.agendas import PersonName
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.references import named
from huiyin.api.shapes import NO_NUL, SAME, Day, Key, PathKey, sent
from huiyin.ledger import accounts
from huiyin.people.credentials import has_second_factor
from huiyin.people.models import Account, Deputising, Role, RoleGrant
from huiyin.people.selectors import accounts_matching, all_grants_of, deputising_of
from huiyin.people.viewer import in_charge_of

router = Router(tags=["people"])
reads = partial(operation, router, "GET", scope="people:read", action="people.view")
writes = partial(operation, router, scope="people:write", action="people.change")
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")]


class GrantOut(Schema):
    """A role for a unit or for a whole place, from when until when."""

    role: str
    unit: UnitRef | None
    place: str | None
    valid_from: date
    valid_to: date | None


class AccountOut(Schema):
    """An account; nothing of what opens it but whether there is a second factor."""

    key: str
    username: str
    name: str
    is_active: bool
    left_on: date | None
    second_factor: bool
    grants: list[GrantOut]


class AccountPage(Schema):
    """A page of accounts, with the roles of today."""

    items: list[AccountOut]
    next: str | None


class AccountFilter(Paging):
    """Which accounts."""

    q: Annotated[str, Query("", max_length=60, pattern=NO_NUL, description="a part of a name or user name")]
    role: Annotated[Role | None, Query(None)]
    unit: Annotated[Key | None, Query(None)]
    state: Annotated[Literal["", "open", "closed", "one_time", "unguarded"], Query("")]


class AccountChange(Schema):
    """What is to be corrected; the user name, by which somebody signs in, is not for a token."""

    name: PersonName = SAME
    email: Email = SAME


class EndedOut(Schema):
    """At how many places the account was signed out."""

    sessions: int


class DeputisingOut(Schema):
    """Who acts for whom, both days included; `ended_on` where it ended before."""

    id: int
    absent: str
    absent_name: str
    acting: str
    acting_name: str
    from_on: date
    to_on: date
    ended_on: date | None


class DeputisingList(Schema):
    """The arrangements of the account, as the absent or as the acting one, newest first."""

    items: list[DeputisingOut]


class DeputisingIn(Schema):
    """Who is away, who acts, from when until when."""

    absent: Key
    acting: Key
    from_on: Day
    to_on: Day


def _grant(row: RoleGrant) -> GrantOut:
    told: dict[str, Any] = {"role": row.role, "valid_from": row.valid_from, "valid_to": row.valid_to}
    unit = UnitRef(key=row.unit.key, name=row.unit.name) if row.unit else None
    return GrantOut(**told, unit=unit, place=row.place.code if row.place else None)


def _account(row: Account, grants: Any, *, second_factor: bool) -> AccountOut:
    plain = {name: getattr(row, name) for name in ("key", "username", "name", "is_active", "left_on")}
    return AccountOut(**plain, second_factor=second_factor, grants=[_grant(each) for each in grants])


def _detail(key: str) -> AccountOut:
    row = get_object_or_404(Account, key=key)
    return _account(row, all_grants_of(row), second_factor=has_second_factor(row))


@reads("/accounts", says=gettext_noop("List accounts"), gives=AccountPage)
def list_accounts(request: HttpRequest, which: Query[AccountFilter]) -> Any:
    """With the roles of today."""
    asked = {"words": which.q, "role": which.role or "", "unit_key": which.unit or "", "state": which.state}
    found, after = part(accounts_matching(on=today(request), **asked), which, oldest_first=True)
    items: list[Any] = list(found)
    return AccountPage(items=[_account(row, row.held, second_factor=row.guarded) for row in items], next=after)


@reads("/accounts/{key}", says=gettext_noop("Show an account"), gives=AccountOut)
def get_account(request: HttpRequest, key: PathKey) -> Any:
    """With all roles that it holds, held or will hold."""
    return _detail(key)


@writes("PATCH", "/accounts/{key}", says=gettext_noop("Correct a name or mail address"), gives=AccountOut)
def change_account(request: HttpRequest, key: PathKey, body: AccountChange) -> Any:
    """What is left out stays."""
    account = get_object_or_404(Account, key=key)

    def do() -> AccountOut:
        accounts.change_account(account=account, changes=sent(body), by=actor(request))
        return _detail(key)

    return once(request, body, do)


@writes("POST", "/accounts/{key}/end-sessions", says=gettext_noop("Sign an account out everywhere"), gives=EndedOut)
def end_account_sessions(request: HttpRequest, key: PathKey) -> Any:
    """Tokens are not sessions: they end on the page of programs."""
    account = get_object_or_404(Account, key=key)
    return once(request, "", lambda: EndedOut(sessions=accounts.end_sessions(account=account, by=actor(request))))


def _arrangement(row: Deputising) -> DeputisingOut:
    told: dict[str, Any] = {name: getattr(row, name) for name in ("from_on", "to_on", "ended_on")}
    people: dict[str, Any] = {"absent": row.absent.key, "absent_name": row.absent.name}
    people |= {"acting": row.acting.key, "acting_name": row.acting.name}
    return DeputisingOut(id=row.pk, **people, **told)


@operation(
    router,
    "GET",
    "/deputising",
    says=gettext_noop("List who acts for whom"),
    scope="people:read",
    action="own.view",
    gives=DeputisingList,
)
def list_deputising(request: HttpRequest) -> Any:
    """The arrangements of the account; an administrator's sees the newest of all."""
    by = viewer(request)
    rows = deputising_of(Account.objects.get(pk=by.account_id))
    if by.has(Role.ADMINISTRATOR):
        rows = Deputising.objects.select_related("absent", "acting").order_by("-from_on", "-pk")
    return DeputisingList(items=[_arrangement(row) for row in rows[:200]])


@operation(
    router,
    "POST",
    "/deputising",
    says=gettext_noop("Arrange who acts"),
    scope="people:write",
    action="deputising.set",
    gives=DeputisingOut,
    status=201,
)
def set_deputising(request: HttpRequest, body: DeputisingIn) -> Any:
    """For the account itself, or for the staff of a unit that it heads; not for everybody, whatever its roles."""
    open_accounts = Account.objects.filter(is_active=True)
    absent = named(open_accounts, body.absent, "absent")
    acting = named(open_accounts, body.acting, "acting")
    if not in_charge_of(viewer(request), absent):
        raise PermissionDenied

    def do() -> DeputisingOut:
        told: dict[str, Any] = {"from_on": body.from_on, "to_on": body.to_on, "by": actor(request)}
        me = Account.objects.get(pk=viewer(request).account_id)
        row = accounts.set_deputising(absent=absent, acting=acting, set_by=me, **told)
        return _arrangement(row)

    return once(request, body, do, status=201)


@operation(
    router,
    "POST",
    "/deputising/{row}/end",
    says=gettext_noop("End an arrangement"),
    scope="people:write",
    action="deputising.set",
    gives=DeputisingOut,
)
def end_deputising(request: HttpRequest, row: Annotated[int, Path(ge=1, le=2_000_000_000)]) -> Any:
    """From now on nobody acts under it."""

    def do() -> DeputisingOut:
        found = get_object_or_404(Deputising.objects.select_related("absent", "acting"), pk=row, ended_on__isnull=True)
        if not in_charge_of(viewer(request), found.absent):
            raise PermissionDenied
        accounts.end_deputising(deputising=found, on=today(request), by=actor(request))
        return _arrangement(found)

    return once(request, "", do)
