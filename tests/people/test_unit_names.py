"""A unit is found by whatever name a text of its day uses."""

from datetime import date

import pytest
from tests.cast import Cast

from huiyin.people.models import House, Unit, UnitName
from huiyin.people.selectors import unit_by_name, units_by_name


@pytest.fixture
def city(people: Cast) -> Cast:
    """Give the cast an alias, a former name, and a unit that ended with a successor."""
    housing, finance = people.housing, people.finance
    alias, former = UnitName.Sort.ALIAS, UnitName.Sort.FORMER
    UnitName.objects.create(unit=housing, name="住建局", sort=alias)
    UnitName.objects.create(unit=housing, name="云汀市建设委员会", sort=former, valid_to=date(2019, 1, 14))
    UnitName.objects.create(unit=housing, name="建委（筹）", sort=former, valid_to=date(2009, 6, 30))
    UnitName.objects.create(unit=finance, name="财局", sort=alias, valid_from=date(2022, 1, 1))
    planning = Unit.objects.create(
        name="云汀市发展和改革委员会", short_name="市发展改革委", house=House.GOVERNMENT, place=people.city
    )
    Unit.objects.create(
        name="云汀市粮食局",
        short_name="市粮食局",
        house=House.GOVERNMENT,
        place=people.city,
        valid_to=date(2024, 2, 29),
        successor=planning,
    )
    return people


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        pytest.param("云汀市住房和城乡建设局", date(2026, 1, 8), "市住建局", id="full name"),
        pytest.param("市住建局", date(2026, 1, 8), "市住建局", id="short name"),
        pytest.param("住建局", date(2026, 1, 8), "市住建局", id="alias"),
        pytest.param(" 市 住建局\n", date(2026, 1, 8), "市住建局", id="white space inside"),
        pytest.param("云汀市建设委员会", date(2018, 5, 1), "市住建局", id="former name in its time"),
        pytest.param("云汀市建设委员会", date(2026, 1, 8), "市住建局", id="former name used after its time"),
        pytest.param("建委(筹)", date(2026, 1, 8), "市住建局", id="half-width brackets"),
        pytest.param("市粮食局", date(2023, 5, 1), "市粮食局", id="ended unit in its time"),
        pytest.param("市粮食局", date(2026, 1, 8), "市发展改革委", id="ended unit gives its successor"),
        pytest.param("市林草局", date(2026, 1, 8), None, id="unknown"),
        pytest.param("  ", date(2026, 1, 8), None, id="empty"),
        pytest.param("局", date(2026, 1, 8), None, id="part of a name is no name"),
    ],
)
def test_finds_a_unit_by_name(city: Cast, name: str, on: date, found: str | None) -> None:
    """Full, short, other and former names lead to the unit; an ended one leads to its successor."""
    unit = unit_by_name(name, on)
    assert (unit.label if unit else None) == found


def test_a_name_that_two_places_share_is_not_guessed(city: Cast) -> None:
    """Where city and district both have 财政局, only the place decides."""
    UnitName.objects.create(unit=city.finance, name="财政局", sort=UnitName.Sort.ALIAS)
    district = Unit.objects.create(
        name="临溪区财政局", short_name="财政局", house=House.GOVERNMENT, place=city.district
    )
    UnitName.objects.create(unit=district, name="区财政局", sort=UnitName.Sort.ALIAS)
    today = date(2026, 1, 8)
    assert unit_by_name("区财政局", today) == district
    assert unit_by_name("财政局", today, place=city.district) == district
    assert units_by_name("财政局", today, place=city.district) == (district,)


def test_two_units_of_one_alias_give_none(city: Cast) -> None:
    """An alias of two units is not guessed either."""
    for unit in (city.finance, city.housing):
        UnitName.objects.create(unit=unit, name="财住专班", sort=UnitName.Sort.ALIAS)
    today = date(2026, 1, 8)
    assert unit_by_name("财住专班", today) is None
    assert set(units_by_name("财住专班", today)) == {city.finance, city.housing}


def test_a_name_that_came_later_is_weaker_than_one_of_the_day(city: Cast) -> None:
    """In 2018 the name 云汀市建设委员会 still belonged to housing, whoever carries it today."""
    heir = Unit.objects.create(
        name="云汀市建设委员会", house=House.GOVERNMENT, place=city.city, valid_from=date(2021, 1, 1)
    )
    assert unit_by_name("云汀市建设委员会", date(2018, 5, 1)) == city.housing
    assert unit_by_name("云汀市建设委员会", date(2026, 1, 8)) == heir
