"""What a person is to a case (关系): the roles that count in it, and which cases a person may see at all."""

from django.db.models import Q, QuerySet

from huiyin.ledger.models import Case, CaseDeputy, CaseParty
from huiyin.people.models import Role, Unit
from huiyin.people.viewer import Viewer

HOUSE_ROLES = (Role.SUPERVISOR, Role.SECRETARY, Role.LEADER)  # act on cases of their house in their place
UNIT_ROLES = (Role.UNIT_HANDLER, Role.UNIT_HEAD)
HANDS: dict[str, tuple[str, ...]] = {  # which roles of a unit act for its part
    **dict.fromkeys(("lead_unit", "co_handler", "part_handler", "responsible_unit"), UNIT_ROLES),
    CaseParty.Part.OFFICE: (Role.SUPERVISOR,),
    CaseParty.Part.PROPOSED: (Role.LEADER,),
}
HAND_NAMES = {CaseParty.Part.PROPOSED.value: "government", CaseParty.Part.OFFICE.value: "supervisor"}


def case_roles(viewer: Viewer, case: Case) -> frozenset[str]:
    """Return the roles that a viewer has in this case; what a policy's `by` names.

    Staff of a unit with a part carry its hand, as the policy's transitions ask for it: `unit_handler@lead_unit`,
    `unit_head@co_handler`, `leader@government`; who hands out in an office of the government is
    `supervisor@supervisor`; a deputy of the case is `deputy@filer` or `deputy@cosigner`. Who supervises or leads in its
    house is `supervisor@house` and so on.
    """
    roles = {
        f"{grant.role}@house"
        for grant in viewer.grants
        if grant.role in HOUSE_ROLES and (grant.house, grant.place_id) == (case.house, case.place_id)
    }
    parts = list(case.parties.filter(active=True).values_list("unit_id", "part"))
    for grant in viewer.grants:
        for unit_id, part in parts:
            if grant.unit_id == unit_id and grant.role in HANDS.get(part, ()):
                roles.add(f"{grant.role}@{HAND_NAMES.get(part, part)}")
    if viewer.has(Role.DEPUTY):
        signed = case.deputies.filter(active=True, deputy__account_id=viewer.account_id)
        roles |= {f"deputy@{part}" for part in signed.values_list("part", flat=True)}
    return frozenset(roles)


def office_of(case: Case) -> Unit | None:
    """Return the office of the government through which a case was handed out (转交办机构), if it was."""
    return Unit.objects.filter(parties__case=case, parties__part=CaseParty.Part.OFFICE, parties__active=True).first()


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that a viewer may see.

    House staff and auditors see their house in their place, drafts too; a unit sees what was issued and in which it has
    or had a part, its own and those of the units below it; a deputy sees what that deputy filed or co-signed; analysts
    and editors see what was issued. An office that proposed a commitment to another government goes on seeing what
    becomes of it.
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
    proposers = viewer.unit_ids(Role.SUPERVISOR, Role.SECRETARY)
    if proposers:  # what they proposed to another government stays theirs to read; what they hand out, too
        parts = (CaseParty.Part.SUPERVISOR, CaseParty.Part.OFFICE)
        proposed = CaseParty.objects.filter(unit_id__in=proposers, part__in=parts)
        seen |= Q(issued=True, pk__in=proposed.values("case_id"))
    if viewer.has(Role.DEPUTY):
        signed = CaseDeputy.objects.filter(deputy__account_id=viewer.account_id)
        seen |= Q(pk__in=signed.values("case_id"))
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
