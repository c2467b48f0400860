"""What a person is to a case (关系): the roles that count in it, and which cases a person may see at all."""

from django.db.models import Q, QuerySet

from huiyin.ledger.models import Case, CaseParty
from huiyin.people.models import Role, Unit
from huiyin.people.viewer import Viewer

HOUSE_ROLES = (Role.SUPERVISOR, Role.SECRETARY, Role.LEADER)  # act on cases of their house in their place
UNIT_ROLES = (Role.UNIT_HANDLER, Role.UNIT_HEAD)
CO_ROLES = {Role.UNIT_HANDLER: "co_handler", Role.UNIT_HEAD: "co_head"}  # the same persons where their unit only helps


def case_roles(viewer: Viewer, case: Case) -> frozenset[str]:
    """Return the roles that a viewer has in this case; what a policy's `by` names.

    A handler or head of the lead unit is `unit_handler` or `unit_head`; of a helping unit `co_handler` or `co_head`; of
    a government to which a commitment is proposed, `leader`. Supervisors, secretaries and leaders count in their house.
    """
    roles = {
        grant.role
        for grant in viewer.grants
        if grant.role in HOUSE_ROLES and _of_house(grant.house, grant.place_id, case)
    }
    parts = {(unit, part) for unit, part in case.parties.filter(active=True).values_list("unit_id", "part")}
    for grant in viewer.grants:
        if grant.unit_id is None:
            continue
        for part in CaseParty.Part.values:
            if (grant.unit_id, part) not in parts:
                continue
            if part in (CaseParty.Part.LEAD, CaseParty.Part.PART_HANDLER) and grant.role in UNIT_ROLES:
                roles.add(grant.role)
            elif part in (CaseParty.Part.CO_HANDLER, CaseParty.Part.RESPONSIBLE) and grant.role in CO_ROLES:
                roles.add(CO_ROLES[Role(grant.role)])
            elif part == CaseParty.Part.PROPOSED and grant.role == Role.LEADER:
                roles.add(Role.LEADER)
    return frozenset(roles)


def _of_house(house: str | None, place_id: int, case: Case) -> bool:
    return house == case.house and place_id == case.place_id


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that a viewer may see.

    House staff and auditors see their house in their place, drafts too; a unit sees what was issued and in which it has
    or had a part, its own and those of the units below it; analysts and editors see what was issued.
    """
    return Case.objects.filter(_visible(viewer))


def _visible(viewer: Viewer) -> Q:
    seen = Q(pk__in=[])
    for grant in viewer.grants:
        if grant.role in (*HOUSE_ROLES, Role.AUDITOR) and grant.house:
            seen |= Q(house=grant.house, place_id=grant.place_id)
        elif grant.role == Role.AUDITOR:
            seen |= Q(place_id=grant.place_id)
        elif grant.role in (Role.ANALYST, Role.EDITOR):
            seen |= Q(place_id=grant.place_id, issued=True)
    units = with_units_below(viewer.unit_ids(*UNIT_ROLES, Role.LEADER))
    if units:
        of_units = CaseParty.objects.filter(unit_id__in=units).values("case_id")
        seen |= Q(issued=True, pk__in=of_units)
    return seen


def with_units_below(unit_ids: frozenset[int]) -> frozenset[int]:
    """Return units with all that stand below them in the tree."""
    found, level = set(unit_ids), set(unit_ids)
    while level:
        level = set(Unit.objects.filter(parent_id__in=level).values_list("pk", flat=True)) - found
        found |= level
    return frozenset(found)
