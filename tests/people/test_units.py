"""Units over time: a new name keeps the old one, an ended unit leads to its successor, nothing stands below itself."""

from datetime import date

import pytest
from tests.cast import Cast

from huiyin.errors import PeopleError
from huiyin.ledger import units
from huiyin.ledger.models import Event
from huiyin.ledger.record import Actor
from huiyin.people.models import House, RoleGrant, Unit, UnitName
from huiyin.people.selectors import unit_by_name

BY = Actor("a" * 14)


def test_a_renamed_unit_is_found_by_both_names_each_in_its_time(people: Cast) -> None:
    """The former name ends the day before; back to it later, it is the name again."""
    housing, old = people.housing, people.housing.name
    units.rename_unit(unit=housing, name="云汀市建设局", short_name="市建设局", on=date(2026, 5, 1), by=BY)
    former = UnitName.objects.get(unit=housing, name=old)
    assert (former.sort, former.valid_to) == ("former", date(2026, 4, 30))
    for name in (old, "市住建局", "云汀市建设局", "市建设局"):
        assert unit_by_name(name, date(2026, 5, 7)) == housing
    assert unit_by_name(old, date(2025, 1, 1)) == housing
    units.rename_unit(unit=housing, name=old, short_name="市住建局", on=date(2027, 1, 1), by=BY)
    assert set(housing.names.values_list("name", flat=True)) == {"云汀市建设局", "市建设局"}
    assert [e.type for e in Event.objects.filter(stream_key=housing.key)] == ["unit.renamed", "unit.renamed"]


def test_an_ended_unit_hands_over_what_stands_below_it_and_its_roles(people: Cast) -> None:
    """To its successor; the roles person by person, where that is wished."""
    child = Unit.objects.create(name="住建执法队", house=House.GOVERNMENT, place=people.city, parent=people.housing)
    units.end_unit(unit=people.housing, on=date(2026, 6, 30), successor=people.finance, by=BY, hand_roles=True)
    child.refresh_from_db()
    assert child.parent == people.finance
    held = RoleGrant.objects.filter(account__in=[people.handler, people.head], valid_to__isnull=True)
    assert {(grant.account, grant.role, grant.unit) for grant in held} == {
        (people.handler, "unit_handler", people.finance),
        (people.head, "unit_head", people.finance),
    }
    assert unit_by_name("市住建局", date(2026, 7, 1)) == people.finance
    assert unit_by_name("市住建局", date(2026, 6, 30)) == people.housing


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda p: units.change_unit(unit=p.housing, changes={"parent": p.housing}, by=BY), "unit.circle"),
        (lambda p: units.change_unit(unit=p.housing, changes={"parent": child_of(p)}, by=BY), "unit.circle"),
        (
            lambda p: units.create_unit(name=p.housing.name, place=p.city, house=House.GOVERNMENT, by=BY),
            "unit.name_taken",
        ),
        (
            lambda p: units.rename_unit(unit=p.housing, name=p.finance.name, short_name="", on=date(2026, 1, 1), by=BY),
            "unit.name_taken",
        ),
        (
            lambda p: units.rename_unit(unit=p.housing, name=p.housing.name, short_name="", on=date(2026, 1, 1), by=BY),
            "unit.same_name",
        ),
        (
            lambda p: units.end_unit(unit=p.housing, on=date(2026, 1, 1), successor=p.housing, by=BY),
            "unit.successor",
        ),
        (
            lambda p: units.end_unit(unit=child_of(p).parent, on=date(2026, 1, 1), successor=None, by=BY),
            "unit.children",
        ),
        (
            lambda p: units.end_unit(unit=begun(p), on=date(2025, 12, 31), successor=None, by=BY),
            "unit.ends_before",
        ),
    ],
)
def test_what_cannot_be_is_refused(people: Cast, change: object, code: str) -> None:
    """And nothing is written."""
    with pytest.raises(PeopleError, match=code):
        change(people)  # type: ignore[operator]
    assert not Event.objects.exists()


def begun(people: Cast) -> Unit:
    return Unit.objects.create(name="市数据局", house=House.GOVERNMENT, place=people.city, valid_from=date(2026, 1, 1))


def child_of(people: Cast) -> Unit:
    return Unit.objects.create(name="住建执法队", house=House.GOVERNMENT, place=people.city, parent=people.housing)
