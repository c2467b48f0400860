"""Hands (手): which accounts are a hand of a case on a day, for whoever is to be told or to act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from huiyin.ledger.models import Case, CaseParty
from huiyin.people.models import Role, RoleGrant

UNIT_ROLES = (Role.UNIT_HANDLER, Role.UNIT_HEAD)
HOUSE_HANDS: dict[str, str] = {  # which role of the house is a hand
    "supervisor": Role.SUPERVISOR,
    "secretariat": Role.SECRETARY,
    "leader": Role.LEADER,
}
DEPUTIES = {"deputy": ("filer", "cosigner"), "filer": ("filer",), "cosigner": ("cosigner",)}


@dataclass(frozen=True, slots=True)
class _Granted:
    """A role that somebody holds for a unit; `home` is the house of the case."""

    account: int
    role: str
    unit: int
    home: bool


class Hands:
    """The people of one case on one day.

    The database is asked twice for all hands of units and houses together, and once each time for deputies.
    """

    def __init__(self, case: Case, on: date) -> None:
        self._case, self._on = case, on

    def of(self, hand: str, key: str = "") -> set[int]:
        """Return the accounts that are a hand; `key` narrows it to one unit."""
        if hand in DEPUTIES:
            return self._signers(DEPUTIES[hand])
        offices = self._units(CaseParty.Part.OFFICE)
        if hand == "assigner":
            hand = "supervisor" if offices else "secretariat"
        if hand in HOUSE_HANDS:
            role = HOUSE_HANDS[hand]
            return {each.account for each in self._grants if each.role == role and (each.home or each.unit in offices)}
        part = {"unit_head": "lead_unit", "government": CaseParty.Part.PROPOSED}.get(hand, hand)
        roles = (Role.LEADER,) if hand == "government" else (Role.UNIT_HEAD,) if hand == "unit_head" else UNIT_ROLES
        return self._of_units(self._units(part, key), roles)

    def of_units(self, keys: Collection[str]) -> set[int]:
        """Return the people of units that have, or had, a part."""
        return self._of_units({unit for unit, key, _part, _active in self._parties if key in keys}, UNIT_ROLES)

    @cached_property
    def _parties(self) -> list[tuple[int, str, str, bool]]:
        return list(self._case.parties.values_list("unit_id", "unit__key", "part", "active"))

    @cached_property
    def _grants(self) -> list[_Granted]:
        case, on = self._case, self._on
        home = Q(role__in=HOUSE_HANDS.values(), unit__house=case.house, unit__place_id=case.place_id)
        valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        units = {unit for unit, *_told in self._parties}
        grants = RoleGrant.objects.filter(home | Q(unit_id__in=units), valid, account__is_active=True)
        told = grants.values_list("account_id", "role", "unit_id", "unit__house", "unit__place_id")
        return [
            _Granted(account, role, unit, home=(house, place) == (case.house, case.place_id))
            for account, role, unit, house, place in told
        ]

    def _units(self, part: str, key: str = "") -> set[int]:
        return {unit for unit, own, does, active in self._parties if active and does == part and key in ("", own)}

    def _of_units(self, units: Collection[int], roles: Sequence[str]) -> set[int]:
        return {each.account for each in self._grants if each.unit in units and each.role in roles}

    def _signers(self, parts: Sequence[str]) -> set[int]:
        """Return the accounts of the deputies who signed; who has none is told on paper."""
        signed = self._case.deputies.filter(active=True, part__in=parts, deputy__account__is_active=True)
        return set(signed.values_list("deputy__account_id", flat=True))
