"""What a person is to a case, and which cases one sees: a row for each role, part and stage."""

from datetime import date

import pytest
from tests.cast import Cast, account
from tests.congress.deputies import bench, filed, seen
from tests.ledger.works import opened, seen_by

from huiyin.ledger.models import Case, CaseDeputy, CaseParty
from huiyin.ledger.relations import case_roles, office_of, visible_cases, with_units_below
from huiyin.people.models import House, Place, Role, RoleGrant, Unit

pytestmark = pytest.mark.django_db
PART = CaseParty.Part


def a_case(
    people: Cast, *parts: tuple[str, Unit], issued: bool = True, active: bool = True, place: Place | None = None
) -> Case:
    """Return a case of the city's government, or another's, in which units have these parts and no others."""
    case = opened(people, place=place)
    CaseParty.objects.filter(case=case).delete()
    for part, unit in parts:
        CaseParty.objects.create(case=case, unit=unit, part=part, active=active)
    Case.objects.filter(pk=case.pk).update(issued=issued)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("name", "drafts", "issued"),
    [
        ("supervisor", True, True),
        ("leader", True, True),
        ("auditor", True, True),
        ("analyst", False, True),
        ("editor", False, True),
        ("secretary", False, False),  # of another house
        ("district_leader", False, False),  # of another place
        ("handler", False, False),  # no part in it
        ("head", False, False),
        ("deputy", False, False),
        ("operator", False, False),
        ("grid_worker", False, False),
        ("administrator", False, False),
        ("nobody", False, False),
    ],
)
def test_who_sees_the_cases_of_a_house(people: Cast, name: str, drafts: bool, issued: bool) -> None:
    viewer = seen_by(getattr(people, name))
    draft, handed_out = a_case(people, issued=False), a_case(people)
    assert set(visible_cases(viewer)) == {case for case, sees in ((draft, drafts), (handed_out, issued)) if sees}


@pytest.mark.parametrize(
    ("role", "where", "sees"),
    [
        pytest.param(Role.AUDITOR, "office", True, id="an auditor of the house"),
        pytest.param(Role.AUDITOR, "congress", False, id="an auditor of the other house"),
        pytest.param(Role.AUDITOR, "district", False, id="an auditor of another place"),
        pytest.param(Role.ANALYST, "district", False, id="an analyst of another place"),
        pytest.param(Role.EDITOR, "district", False, id="an editor of another place"),
        pytest.param(Role.SUPERVISOR, "congress", False, id="a supervisor of the other house"),
        pytest.param(Role.SUPERVISOR, "district_government", False, id="a supervisor of another place"),
    ],
)
def test_house_and_place_of_a_role_count(people: Cast, role: str, where: str, sees: bool) -> None:
    there = getattr(people, where)
    unit, place = (None, there) if isinstance(there, Place) else (there, None)
    RoleGrant.objects.create(account=people.nobody, role=role, unit=unit, place=place, valid_from=date(2020, 1, 1))
    a_case(people)
    assert visible_cases(seen_by(people.nobody)).exists() is sees


@pytest.mark.parametrize("active", [True, False], ids=["has", "had"])
@pytest.mark.parametrize("issued", [True, False], ids=["issued", "draft"])
@pytest.mark.parametrize("part", PART.values)
@pytest.mark.parametrize("role", [Role.UNIT_HANDLER, Role.UNIT_HEAD, Role.LEADER])
def test_a_unit_sees_what_was_issued_and_in_which_it_has_or_had_a_part(
    people: Cast, role: str, part: str, issued: bool, active: bool
) -> None:
    """So do those above it, not those below or beside it."""
    above = Unit.objects.create(name="上级局", short_name="上级局", house=House.COURT, place=people.district)
    within = Unit.objects.create(name="科", short_name="科", house=House.COURT, place=people.district, parent=above)
    below = Unit.objects.create(name="组", short_name="组", house=House.COURT, place=people.district, parent=within)
    a_case(people, (part, within), issued=issued, active=active)
    sees = [
        visible_cases(seen_by(account(f"p{n}", "田序", (role, unit)))).exists()
        for n, unit in enumerate((above, within, below, people.press))
    ]
    assert sees == [issued, issued, False, False]


@pytest.mark.parametrize("part", PART.values)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SECRETARY])
@pytest.mark.parametrize("issued", [True, False], ids=["issued", "draft"])
def test_an_office_goes_on_seeing_what_it_proposed_or_hands_out(
    people: Cast, role: str, part: str, issued: bool
) -> None:
    """To another government, of whose house and place it is not; a draft there is not its business."""
    a_case(people, (part, people.district_government), issued=issued)
    person = account("elsewhere", "田序", (role, people.district_government))
    assert visible_cases(seen_by(person)).exists() is (issued and part in ("supervisor", "office"))


def test_a_deputy_sees_what_that_deputy_filed_or_co_signed_though_it_was_withdrawn(people: Cast) -> None:
    sits = bench(people)
    case = filed(sits, cosigners=1).case
    CaseDeputy.objects.filter(case=case, part="cosigner").update(active=False)
    filer, cosigner, other, _last = (seen(deputy) for deputy in sits.deputies)
    assert [visible_cases(viewer).filter(pk=case.pk).exists() for viewer in (filer, cosigner, other)] == [
        True,
        True,
        False,
    ]
    assert [case_roles(viewer, case) for viewer in (filer, cosigner, other)] == [{"deputy@filer"}, set(), set()]
    CaseDeputy.objects.filter(case=case).update(active=True)
    assert case_roles(cosigner, case) == {"deputy@cosigner"}


def test_a_deputy_who_works_in_a_unit_is_both(people: Cast) -> None:
    """One and the same person, on either side."""
    sits = bench(people)
    case = filed(sits).case
    CaseParty.objects.create(case=case, unit=people.housing, part=PART.LEAD)
    for role, unit in ((Role.UNIT_HEAD, people.housing), (Role.SECRETARY, people.congress)):
        RoleGrant.objects.create(account=people.deputy, role=role, unit=unit, valid_from=date(2020, 1, 1))
    assert case_roles(seen(people.deputy), case) == {"deputy@filer", "unit_head@lead_unit", "secretary@house"}


def test_a_deputy_without_the_role_is_none(people: Cast) -> None:
    """A mandate that is over: the role has ended, the row of the deputy stays."""
    sits = bench(people)
    case = filed(sits).case
    RoleGrant.objects.filter(account=people.deputy).update(valid_to=date(2020, 1, 2))
    viewer = seen(people.deputy)
    assert (case_roles(viewer, case), visible_cases(viewer).exists()) == (frozenset(), False)


def test_what_one_sees_by_several_roles_adds_up(people: Cast) -> None:
    third, fourth, fifth = (
        Place.objects.create(code=f"990{n}00", name=f"第{n}市", short_name=f"第{n}") for n in (3, 4, 5)
    )
    sits = bench(people)
    person = people.deputy
    for role, unit, place in (
        (Role.ANALYST, None, third),
        (Role.SUPERVISOR, people.office, None),
        (Role.AUDITOR, None, people.district),
        (Role.EDITOR, None, fifth),
        (Role.UNIT_HANDLER, people.press, None),
    ):
        RoleGrant.objects.create(account=person, role=role, unit=unit, place=place, valid_from=date(2020, 1, 1))
    sees = [
        a_case(people, issued=False),
        a_case(people, issued=False, place=people.district),
        a_case(people, place=third),
        a_case(people, place=fifth),
        a_case(people, (PART.OFFICE, people.office), place=fourth),
        filed(sits).case,
        a_case(people, (PART.LEAD, people.press), place=fourth),
    ]
    a_case(people, (PART.OFFICE, people.district_government), (PART.LEAD, people.housing), place=fourth)
    assert set(visible_cases(seen(person))) == set(sees)


@pytest.mark.parametrize(
    ("part", "role", "hand"),
    [
        *(
            (part, role, f"{role}@{part}")
            for part in ("lead_unit", "responsible_unit", "co_handler", "part_handler")
            for role in ("unit_handler", "unit_head")
        ),
        ("lead_unit", "supervisor", ""),
        ("lead_unit", "leader", ""),
        ("office", "supervisor", "supervisor@supervisor"),
        ("office", "unit_head", ""),
        ("proposed", "leader", "leader@government"),
        ("proposed", "supervisor", ""),
        ("supervisor", "supervisor", ""),
    ],
)
def test_a_role_of_a_unit_with_a_part_is_a_hand(people: Cast, part: str, role: str, hand: str) -> None:
    """Of the unit that has the part, while it has it."""
    case = a_case(people, (part, people.district_government))
    person = account("elsewhere", "田序", (role, people.district_government))
    assert case_roles(seen_by(person), case) == ({hand} if hand else set())
    beside = account("beside", "田序", (role, people.press))
    assert case_roles(seen_by(beside), case) == set()
    CaseParty.objects.filter(case=case).update(active=False)
    assert case_roles(seen_by(person), case) == set()


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("supervisor", {"supervisor@house"}),
        ("leader", {"leader@house"}),
        ("secretary", set()),  # of another house
        ("district_leader", set()),  # of another place
        ("head", set()),  # no house role
        ("auditor", set()),
    ],
)
def test_house_roles_count_in_their_house_and_place(people: Cast, name: str, roles: set[str]) -> None:
    assert case_roles(seen_by(getattr(people, name)), a_case(people)) == roles


def test_a_secretary_acts_on_the_cases_of_the_congress(people: Cast) -> None:
    case = filed(bench(people)).case
    assert case_roles(seen(people.secretary), case) == {"secretary@house"}


def test_the_office_is_the_one_that_hands_out_now(people: Cast) -> None:
    case = a_case(people, (PART.OFFICE, people.office), (PART.LEAD, people.housing))
    other = a_case(people, (PART.LEAD, people.finance))
    assert (office_of(case), office_of(other)) == (people.office, None)
    CaseParty.objects.filter(case=case).update(active=False)
    assert office_of(case) is None


def test_units_come_with_all_below_them(people: Cast) -> None:
    """A ring, which the pages refuse to make, does not hold anybody up."""
    within = Unit.objects.create(
        name="科", short_name="科", house=House.GOVERNMENT, place=people.city, parent=people.housing
    )
    below = Unit.objects.create(name="组", short_name="组", house=House.GOVERNMENT, place=people.city, parent=within)
    assert with_units_below(frozenset({people.housing.pk})) == {people.housing.pk, within.pk, below.pk}
    assert with_units_below(frozenset({within.pk, people.finance.pk})) == {within.pk, below.pk, people.finance.pk}
    assert with_units_below(frozenset()) == frozenset()
    Unit.objects.filter(pk=people.housing.pk).update(parent=below)
    assert with_units_below(frozenset({within.pk})) == {people.housing.pk, within.pk, below.pk}
