"""Who is looking (查看人): the roles that hold today, for which units and places, and for whom this person acts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.people.models import Account, Deputising, Role, RoleGrant, Unit

LENT_BY_HEADS = frozenset({Role.UNIT_HANDLER, Role.UNIT_HEAD})
PERSONAL = (Role.ADMINISTRATOR, Role.DEPUTY)  # nobody deputises in these; a mandate cannot be passed on


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that holds today: for one unit with all below it, or for a whole place (then `unit_id` is None)."""

    role: str
    unit_id: int | None
    place_id: int
    house: str | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person as permissions see one. `acting_for` is the absent person whose roles are added, or None."""

    account_id: int
    key: str
    name: str
    grants: tuple[Grant, ...]
    acting_for: int | None = None
    acting_for_key: str = ""
    acting_for_name: str = ""

    @property
    def roles(self) -> frozenset[str]:
        """All roles held, for whatever unit."""
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: str) -> bool:
        """Return whether one of the roles is held, for whatever unit."""
        return not self.roles.isdisjoint(roles)

    def unit_ids(self, *roles: str) -> frozenset[int]:
        """Return the units for which one of the roles is held directly."""
        return frozenset(g.unit_id for g in self.grants if g.unit_id is not None and g.role in roles)

    def works_at(self, house: str, place_id: int | None, *roles: str) -> bool:
        """Return whether one of the roles is held in this house of this place; without roles, any."""
        found = (g for g in self.grants if not roles or g.role in roles)
        return any(g.house == house and g.place_id == place_id for g in found if g.house)

    def place_ids(self, *roles: str) -> frozenset[int]:
        """Return the places in which one of the roles is held."""
        return frozenset(g.place_id for g in self.grants if g.role in roles)

    @property
    def home_id(self) -> int | None:
        """The place in which a viewer works: that of the first role; its templates are used."""
        return self.grants[0].place_id if self.grants else None


NOBODY = Viewer(account_id=0, key="", name="", grants=())


def viewer_of(account: Account, *, today: date, acting_for: Account | None = None) -> Viewer:
    """Return who an account is today.

    Args:
        account: the person at the keyboard.
        today: local day; grants and deputising count from and until it, both included.
        acting_for: the absent person; ignored unless this person deputises for that one today.
    """
    grants = _grants(account, today)
    if acting_for is not None and deputises(account, acting_for, today=today):
        own = {(g.role, g.unit_id, g.place_id) for g in grants}
        added = tuple(
            g
            for g in _grants(acting_for, today)
            if (g.role, g.unit_id, g.place_id) not in own and g.role not in PERSONAL
        )
        return Viewer(
            account.pk, account.key, account.name, grants + added, acting_for.pk, acting_for.key, acting_for.name
        )
    return Viewer(account.pk, account.key, account.name, grants)


def deputises(account: Account, absent: Account, *, today: date) -> bool:
    """Return whether an account acts for another today."""
    return (
        Deputising.objects.filter(acting=account, absent=absent, from_on__lte=today, to_on__gte=today)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
        .exists()
    )


def may_arrange(viewer: Viewer, absent: Account) -> bool:
    """Return whether a viewer may let others act for somebody.

    An administrator for everybody; the others for themselves and those in their charge.
    """
    return viewer.has(Role.ADMINISTRATOR) or in_charge_of(viewer, absent)


def in_charge_of(viewer: Viewer, absent: Account) -> bool:
    """Return whether somebody is the viewer, or one whose roles are all those of a handler or head in units it heads.

    So nobody can lend out, or get hold of, more than that.
    """
    if viewer.account_id == absent.pk:
        return True
    units = viewer.unit_ids(Role.UNIT_HEAD)
    grants = list(RoleGrant.objects.filter(account=absent, valid_to__isnull=True))
    return bool(grants) and all(grant.role in LENT_BY_HEADS and grant.unit_id in units for grant in grants)


def _grants(account: Account, today: date) -> tuple[Grant, ...]:
    if not account.is_active:
        return ()
    rows = (
        RoleGrant.objects.filter(account=account, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .select_related("unit")
        .order_by("pk")
    )
    return tuple(_grant(row) for row in rows)


def _grant(row: RoleGrant) -> Grant:
    unit: Unit | None = row.unit
    if unit is not None:
        return Grant(row.role, unit.pk, unit.place_id, unit.house)
    if row.place_id is None:
        raise ValueError("a grant is for a unit or a place")  # the database forbids it
    return Grant(row.role, None, row.place_id, None)
