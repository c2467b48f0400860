"""What is known of people and units (读取): a unit by whatever name a text uses, trees of units, roles held."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from huiyin.people.models import Account, Deputising, Place, RoleGrant, Unit, UnitName

ACCOUNT_STATES = ("open", "closed", "one_time", "unguarded")
_STATES = {
    "open": Q(is_active=True),
    "closed": Q(is_active=False),
    "one_time": Q(is_active=True, must_change_password=True),
    "unguarded": Q(is_active=True, guarded=False),
}
FULL_WIDTH = str.maketrans("()", "（）")


def unit_by_name(name: str, on: date, *, place: Place | None = None) -> Unit | None:
    """Return the one unit that a name means on a day, or None where there is none, or more than one.

    Args:
        name: as a text has it: the full name, the short one, an alias (简称) or a former name (曾用名).
        on: the day of the text; names are looked up as they held then.
        place: prefer units of this place where several places have one of that name.
    A unit that had ended by then gives its successor (承接单位).
    """
    found = units_by_name(name, on, place=place)
    return found[0] if len(found) == 1 else None


def units_by_name(name: str, on: date, *, place: Place | None = None) -> tuple[Unit, ...]:
    """Return all units that a name can mean on a day, the strongest sort of match only; of `place` where it has any.

    Sorts of match, strongest first: its name or short name of that day, an alias or former name that held that day,
    any name that it ever had.
    """
    spellings = spellings_of(name)
    if not spellings:
        return ()
    for found in (_named(spellings, on), _also_named(spellings, on), _ever_named(spellings)):
        units = tuple({unit.pk: unit for unit in (successor_on(each, on) for each in found) if unit}.values())
        if units:
            here = tuple(unit for unit in units if place is not None and unit.place_id == place.pk)
            return here or units
    return ()


def successor_on(unit: Unit, on: date) -> Unit | None:
    """Return the unit itself where it exists on a day, else the one that took over from it; None where nobody did."""
    seen: set[int] = set()
    found: Unit | None = unit
    while found is not None and found.pk not in seen:
        if found.valid_to is None or found.valid_to >= on:
            return found
        seen.add(found.pk)
        found = found.successor
    return None


def spellings_of(name: str) -> tuple[str, ...]:
    """Return the ways in which a name may be stored: without white space, in full and in half width."""
    bare = "".join(name.split())
    folded = unicodedata.normalize("NFKC", bare)
    return tuple(dict.fromkeys(each for each in (bare, folded, folded.translate(FULL_WIDTH)) if each))


def unit_tree(*, on: date, words: str = "", house: str = "", ended: bool = False) -> list[tuple[int, Unit]]:
    """Return units with their depth, each below the one it belongs to; a search gives a flat list.

    Args:
        words: part of any name that a unit has or had.
        house: only units of this house.
        ended: those that no longer exist on the day, too.
    """
    found = Unit.objects.all() if ended else Unit.objects.valid_on(on)
    if house:
        found = found.filter(house=house)
    found = found.select_related("place", "successor").prefetch_related("names").order_by("place__code", "house", "pk")
    if words:
        named = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(names__name__icontains=words)
        return [(0, unit) for unit in found.filter(named).distinct()]
    units = list(found)
    known = {unit.pk for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    return list(_walk(below, None, 0))


def _walk(below: Mapping[int | None, Sequence[Unit]], top: int | None, depth: int) -> Iterator[tuple[int, Unit]]:
    for unit in below.get(top, ()):
        yield depth, unit
        yield from _walk(below, unit.pk, depth + 1)


def grants_of(account: Account, *, on: date) -> QuerySet[RoleGrant]:
    """Return the roles that a person holds on a day or later, with the place or unit of each."""
    holding = RoleGrant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), account=account)
    return holding.select_related("unit", "place").order_by("role", "pk")


def all_grants_of(account: Account) -> QuerySet[RoleGrant]:
    """Return all roles that a person holds, held or will hold, newest first."""
    return account.grants.select_related("unit", "place").order_by("-valid_from", "-pk")


def accounts_matching(
    *, words: str = "", role: str = "", unit_key: str = "", state: str = "", on: date
) -> QuerySet[Account]:
    """Return accounts by name, with the roles of the day in `held`.

    Args:
        words: part of a name, a user name or an e-mail address.
        role: only who holds this role on the day; `unit_key`: only who holds a role for that unit.
        state: one of `ACCOUNT_STATES`, or "" for all.
    """
    holding = RoleGrant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    found = Account.objects.annotate(guarded=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type="totp")))
    if words:
        found = found.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words))
    if role:
        found = found.filter(pk__in=holding.filter(role=role).values("account_id"))
    if unit_key:
        found = found.filter(pk__in=holding.filter(unit__key=unit_key).values("account_id"))
    if state:
        found = found.filter(_STATES.get(state, Q(pk__in=[])))
    held = holding.select_related("unit", "place").order_by("role", "pk")
    return found.order_by("name", "username").prefetch_related(Prefetch("grants", queryset=held, to_attr="held"))


def session_count(account: Account) -> int:
    """Return at how many places somebody is signed in."""
    return int(UserSession.objects.filter(user=account).count())


def deputising_of(account: Account) -> QuerySet[Deputising]:
    """Return the arrangements of a person, as the absent or as the acting one, newest first."""
    rows = Deputising.objects.filter(Q(absent=account) | Q(acting=account))
    return rows.select_related("absent", "acting", "set_by").order_by("-from_on", "-pk")


def acts_for(account: Account, *, on: date) -> QuerySet[Deputising]:
    """Return the arrangements under which somebody may act for others on a day."""
    rows = Deputising.objects.filter(acting=account, from_on__lte=on, to_on__gte=on)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).select_related("absent")


def _named(spellings: tuple[str, ...], on: date) -> Iterable[Unit]:
    """Return units whose present name it is and was on that day already: none renamed to it only later."""
    renamed_later = Q(names__sort=UnitName.Sort.FORMER, names__valid_to__gte=on)
    current = Unit.objects.valid_on(on).filter(Q(name__in=spellings) | Q(short_name__in=spellings))
    return current.exclude(renamed_later & Q(name__in=spellings)).select_related("successor").distinct()


def _also_named(spellings: tuple[str, ...], on: date) -> Iterable[Unit]:
    held = UnitName.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        name__in=spellings,
    )
    return Unit.objects.valid_on(on).filter(pk__in=held.values("unit_id")).select_related("successor")


def _ever_named(spellings: tuple[str, ...]) -> Iterable[Unit]:
    named = Q(name__in=spellings) | Q(short_name__in=spellings)
    also = Q(pk__in=UnitName.objects.filter(name__in=spellings).values("unit_id"))
    return Unit.objects.filter(named | also).select_related("successor")
