"""Who is looking: what grants come to, from which day to which, and for whom somebody acts or may arrange it."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Cast, account

from huiyin.people.models import Deputising, Role, RoleGrant
from huiyin.people.viewer import NOBODY, Grant, Viewer, deputises, in_charge_of, may_arrange, viewer_of

TODAY = date(2026, 3, 2)
VIEWER = Viewer(
    account_id=7,
    key="k",
    name="简白",
    grants=(
        Grant("unit_handler", unit_id=11, place_id=1, house="government"),
        Grant("unit_head", unit_id=12, place_id=2, house="government"),
        Grant("editor", unit_id=13, place_id=2, house="press"),
        Grant("analyst", unit_id=None, place_id=3, house=None),
    ),
)


def test_roles_units_and_places_are_those_of_the_grants() -> None:
    assert VIEWER.roles == {"unit_handler", "unit_head", "editor", "analyst"}
    assert VIEWER.unit_ids("unit_handler", "analyst") == {11}
    assert VIEWER.unit_ids("unit_handler", "unit_head") == {11, 12}
    assert VIEWER.place_ids("unit_head", "analyst", "auditor") == {2, 3}
    assert VIEWER.unit_ids() == VIEWER.place_ids() == frozenset()
    assert (VIEWER.home_id, NOBODY.home_id) == (1, None)


@pytest.mark.parametrize(
    ("roles", "held"),
    [(("unit_head",), True), (("auditor", "editor"), True), (("auditor", "leader"), False), ((), False)],
    ids=str,
)
def test_one_role_of_those_named_is_enough(roles: tuple[str, ...], held: bool) -> None:
    assert VIEWER.has(*roles) is held


@pytest.mark.parametrize(
    ("house", "place_id", "roles", "there"),
    [
        pytest.param("government", 1, (), True, id="with whatever role"),
        pytest.param("government", 1, ("unit_handler",), True, id="with the role named"),
        pytest.param("government", 1, ("unit_head",), False, id="the role is held elsewhere"),
        pytest.param("government", 2, ("unit_handler", "unit_head"), True, id="one of two roles"),
        pytest.param("press", 1, (), False, id="another house of that place"),
        pytest.param("government", 3, (), False, id="another place"),
        pytest.param("government", None, (), False, id="no place"),
        pytest.param("", 3, (), False, id="a role for a whole place is in no house"),
    ],
)
def test_who_works_in_a_house_of_a_place(house: str, place_id: int | None, roles: tuple[str, ...], there: bool) -> None:
    assert VIEWER.works_at(house, place_id, *roles) is there


def test_nobody_is_no_account_and_holds_nothing() -> None:
    assert (NOBODY.account_id, NOBODY.key, NOBODY.name, NOBODY.grants, NOBODY.acting_for) == (0, "", "", (), None)


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False), (0, None, True), (1, None, False)],
    ids=str,
)
def test_a_grant_holds_from_its_first_day_to_its_last(people: Cast, first: int, last: int | None, held: bool) -> None:
    RoleGrant.objects.create(
        account=people.nobody,
        role=Role.ANALYST,
        place=people.city,
        valid_from=TODAY + timedelta(days=first),
        valid_to=None if last is None else TODAY + timedelta(days=last),
    )
    grants = viewer_of(people.nobody, today=TODAY).grants
    assert grants == ((Grant("analyst", None, people.city.pk, None),) if held else ())


def test_a_grant_for_a_unit_is_one_in_its_place_and_house_and_the_first_given_comes_first(people: Cast) -> None:
    RoleGrant.objects.create(account=people.handler, role=Role.ANALYST, place=people.district, valid_from=TODAY)
    viewer = viewer_of(people.handler, today=TODAY)
    assert viewer == Viewer(
        account_id=people.handler.pk,
        key=people.handler.key,
        name="顾庭",
        grants=(
            Grant("unit_handler", people.housing.pk, people.city.pk, "government"),
            Grant("analyst", None, people.district.pk, None),
        ),
    )


def test_all_grants_come_in_one_query(people: Cast, django_assert_num_queries: Any) -> None:
    """Every page asks who is looking."""
    for unit in (people.finance, people.office, people.press):
        RoleGrant.objects.create(account=people.handler, role=Role.UNIT_HANDLER, unit=unit, valid_from=TODAY)
    with django_assert_num_queries(1):
        assert len(viewer_of(people.handler, today=TODAY).grants) == 4


def test_a_closed_account_holds_nothing(people: Cast) -> None:
    people.handler.is_active = False
    assert viewer_of(people.handler, today=TODAY).grants == ()


def arranged(people: Cast, first: int, last: int, ended: int | None = None) -> None:
    Deputising.objects.create(
        absent=people.head,
        acting=people.co_handler,
        from_on=TODAY + timedelta(days=first),
        to_on=TODAY + timedelta(days=last),
        ended_on=None if ended is None else TODAY + timedelta(days=ended),
        set_by=people.head,
    )


@pytest.mark.parametrize(
    ("days", "acts"),
    [
        pytest.param((0, 0), True, id="one day, today"),
        pytest.param((1, 3), False, id="from tomorrow"),
        pytest.param((-3, -1), False, id="to yesterday"),
        pytest.param((-1, 3, 1), True, id="ends tomorrow"),
        pytest.param((-1, 3, 0), False, id="ended today"),
    ],
)
def test_who_deputises_does_so_between_the_days(people: Cast, days: tuple[int, ...], acts: bool) -> None:
    arranged(people, *days)
    assert deputises(people.co_handler, people.head, today=TODAY) is acts
    assert not deputises(people.head, people.co_handler, today=TODAY)
    assert not deputises(people.co_handler, people.leader, today=TODAY)
    assert not deputises(people.handler, people.head, today=TODAY)
    viewer = viewer_of(people.co_handler, today=TODAY, acting_for=people.head)
    assert viewer.acting_for == (people.head.pk if acts else None)
    assert viewer.has(Role.UNIT_HEAD) is acts


def test_who_deputises_holds_the_other_s_roles_once_and_never_a_mandate(people: Cast) -> None:
    """The same role for another unit or place is one more; one that is held already is not."""
    for role, unit, place in (
        (Role.UNIT_HANDLER, people.finance, None),  # as the one at the keyboard
        (Role.UNIT_HANDLER, people.housing, None),
        (Role.DEPUTY, None, people.city),
        (Role.ADMINISTRATOR, None, people.city),
    ):
        RoleGrant.objects.create(account=people.head, role=role, unit=unit, place=place, valid_from=TODAY)
    arranged(people, 0, 0)
    viewer = viewer_of(people.co_handler, today=TODAY, acting_for=people.head)
    assert [(grant.role, grant.unit_id) for grant in viewer.grants] == [
        ("unit_handler", people.finance.pk),
        ("unit_head", people.housing.pk),
        ("unit_handler", people.housing.pk),
    ]
    assert (viewer.account_id, viewer.key, viewer.name) == (people.co_handler.pk, people.co_handler.key, "许清和")
    assert (viewer.acting_for, viewer.acting_for_key, viewer.acting_for_name) == (
        people.head.pk,
        people.head.key,
        "闻修远",
    )


@pytest.mark.parametrize(
    ("who", "absent", "in_charge", "arranges"),
    [
        pytest.param("handler", "handler", True, True, id="oneself"),
        pytest.param("nobody", "nobody", True, True, id="oneself, without a role"),
        pytest.param("head", "handler", True, True, id="a head, a handler of the unit"),
        pytest.param("handler", "head", False, False, id="a handler, the head"),
        pytest.param("head", "co_handler", False, False, id="a head, a handler of another unit"),
        pytest.param("head", "secretary", False, False, id="a head, the secretariat"),
        pytest.param("head", "nobody", False, False, id="a head, somebody without a role"),
        pytest.param("administrator", "secretary", False, True, id="an administrator, everybody"),
    ],
)
def test_who_may_let_others_act_for_whom(people: Cast, who: str, absent: str, in_charge: bool, arranges: bool) -> None:
    viewer, other = viewer_of(getattr(people, who), today=TODAY), getattr(people, absent)
    assert in_charge_of(viewer, other) is in_charge
    assert may_arrange(viewer, other) is arranges


@pytest.mark.parametrize(
    ("role", "where", "ended", "in_charge"),
    [
        pytest.param(Role.UNIT_HANDLER, "finance", None, False, id="a handler elsewhere too"),
        pytest.param(Role.UNIT_HANDLER, "finance", TODAY, True, id="elsewhere no longer"),
        pytest.param(Role.LEADER, "housing", None, False, id="leads the unit too"),
        pytest.param(Role.UNIT_HEAD, "housing", None, True, id="heads the unit too"),
    ],
)
def test_a_head_is_in_charge_of_those_who_are_no_more_than_that(
    people: Cast, role: str, where: str, ended: date | None, in_charge: bool
) -> None:
    """So nobody gets hold of more by acting for somebody."""
    other = account("other", "田序", (Role.UNIT_HANDLER, people.housing))
    RoleGrant.objects.create(
        account=other, role=role, unit=getattr(people, where), valid_from=date(2020, 1, 1), valid_to=ended
    )
    assert in_charge_of(viewer_of(people.head, today=TODAY), other) is in_charge
