"""A table of deputies: what each row would do is said before anything is written, and why a row is refused."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.congress.seated import BY, NAMES, OPENS, TERM, Seated

from huiyin.congress import roster
from huiyin.congress.models import Congress, Delegation, Group, Mandate
from huiyin.congress.roster import Seat
from huiyin.congress.roster_import import Plan, plan_roster
from huiyin.congress.roster_tables import LAYOUT, read_roster
from huiyin.congress.roster_taking import take_in
from huiyin.congress.seats import mandates_on
from huiyin.ledger.models import Event
from huiyin.people import vault
from huiyin.people.tables import TableRow, write_table

HEADS = ["代表证号", "姓名", "代表团", "小组", "职务", "单位及职务", "手机", "邮箱", "生效日期", "职务终止原因"]


def book(*rows: list[Any], heads: list[str] = HEADS) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (heads, *rows):
        sheet.append(row)  # type: ignore[union-attr]
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def plan(town: Seated, *rows: list[Any], on: date = OPENS, **asked: Any) -> Plan:
    return plan_roster(town.congress, read_roster(book(*rows), "名册.xlsx"), on=on, **asked)


def told(found: Plan) -> list[tuple[str, list[str]]]:
    return [(row.act, [code for code, _words in row.problems]) for row in found.rows]


ROWS = [
    pytest.param(["006", "沈未晞", "青石区代表团"], "add", [], id="a new number is a new deputy"),
    pytest.param([None, "沈未晞", "青石"], "add", [], id="a new name without number, the delegation by its short name"),
    pytest.param(["006", "阮青禾", "青石区代表团"], "add", [], id="the same name with another number is somebody else"),
    pytest.param(["005", "阮青禾", "青石区代表团"], "same", [], id="what is known already"),
    pytest.param(["005", "阮　青禾", "青石区"], "same", [], id="spaces in a name, a delegation without its last word"),
    pytest.param([None, "阮青禾"], "same", [], id="an empty cell leaves what is known"),
    pytest.param(["005", "阮青禾", "临溪区代表团", "第一小组"], "move", [], id="another delegation is a move"),
    pytest.param(["003", "闻一苇", None, "第一小组", "召集人"], "move", [], id="an office is a move"),
    pytest.param(["005", "阮青禾", None, None, None, "云汀港务 理货员"], "change", [], id="another post"),
    pytest.param(["005", "阮青禾", None, None, None, None, "13800990005"], "change", [], id="a telephone number alone"),
    pytest.param(["005", "阮青禾", *[None] * 7, "辞职"], "end", [], id="a reason ends the seat"),
    pytest.param(["005", "阮青禾", *[None] * 7, "累了"], "refuse", ["reason"], id="no reason that the law knows"),
    pytest.param(["006", "沈未晞", *[None] * 7, "辞职"], "refuse", ["not_there"], id="nobody whose seat could end"),
    pytest.param(["005", "阮青山", "青石区代表团"], "refuse", ["number_of_another"], id="the number of another name"),
    pytest.param(["006", None, "青石区代表团"], "refuse", ["name"], id="no name"),
    pytest.param(["006", "沈未晞"], "refuse", ["delegation"], id="a new deputy without delegation"),
    pytest.param(["006", "沈未晞", "青石区代表团", None, "书记"], "refuse", ["office"], id="no office of a delegation"),
    pytest.param(
        ["006", "沈未晞", "青石区代表团", None, "召集人"], "refuse", ["convenor"], id="a convenor of no group"
    ),
    pytest.param(["006", "沈未晞", "青石区代表团", None, "团长"], "refuse", ["second_head"], id="a second head"),
    pytest.param(["006", "沈未晞", "青石区", *[None] * 3, "12-34"], "refuse", ["phone"], id="no telephone number"),
    pytest.param(["006", "沈未晞", "青石区", *[None] * 4, "shen@"], "refuse", ["email"], id="no mail address"),
    pytest.param(["006", "沈未晞", "青石区", *[None] * 5, "下周"], "refuse", ["day"], id="no day"),
    pytest.param(
        ["006", "沈未晞", "青石区", *[None] * 5, "2021-01-01"], "refuse", ["outside_term"], id="before the term"
    ),
    pytest.param(["005", "阮青禾", "临溪区", *[None] * 5, "2022-01-05"], "refuse", ["outside_term"], id="too early"),
    pytest.param(["006", "=A1", "青石区"], "refuse", ["formula"], id="a formula"),
    pytest.param(
        ["006", "沈未晞", None, None, "书记", None, "12-34", "shen@", "2021-01-01"],
        "refuse",
        ["outside_term", "office", "delegation", "phone", "email"],
        id="all that is wrong with a row",
    ),
    pytest.param(
        ["005", "阮青山", None, None, "书记", None, "12-34", None, "下周", "累了"],
        "refuse",
        ["number_of_another", "day", "reason", "office", "phone"],
        id="of somebody whom nobody knows what can be no good whoever it is",
    ),
    pytest.param(["006", None, "长" * 61], "refuse", ["long", "name"], id="no name, and a cell that is too long"),
    pytest.param(["006", "沈" * 41, "青石区"], "refuse", ["long"], id="a name that is too long"),
]


@pytest.mark.parametrize(("row", "act", "problems"), ROWS)
def test_what_a_row_would_do(town: Seated, row: list[Any], act: str, problems: list[str]) -> None:
    """One row at a time against the roster of the cast; nothing is written."""
    before = Event.objects.count()
    assert told(plan(town, row)) == [(act, problems)]
    assert Event.objects.count() == before


def test_two_of_one_name_are_told_apart_by_number_alone(town: Seated) -> None:
    """Without the number nobody knows who is meant; an ended seat's number is not given again."""
    twin = roster.add_deputy(name="阮青禾")
    roster.elect(congress=town.congress, deputy=twin, seat=Seat(town.river), from_on=TERM, number="009", by=BY)
    assert told(plan(town, [None, "阮青禾", "临溪区代表团"])) == [("refuse", ["same_name"])]
    assert told(plan(town, ["009", "阮青禾", "临溪区代表团"])) == [("same", [])]
    roster.end_mandate(mandate=town.mandates["阮青禾"], on=OPENS, ended_by="moved", by=BY)
    assert told(plan(town, ["005", "阮青禾", "临溪区代表团"])) == [("refuse", ["ended"])]


def test_a_number_that_was_missing_is_taken_from_the_file(town: Seated) -> None:
    """The only deputy of that name who has none."""
    new = roster.add_deputy(name="沈未晞")
    mandate = roster.elect(congress=town.congress, deputy=new, seat=Seat(town.river), from_on=TERM, by=BY)
    found = plan(town, ["010", "沈未晞"])
    assert [(row.act, row.changes) for row in found.rows] == [("change", [("number", "", "010")])]
    take_in(congress=town.congress, plan=found, by=BY)
    mandate.refresh_from_db()
    assert mandate.number == "010"


def test_the_second_row_about_one_deputy_is_refused(town: Seated) -> None:
    """Whether by number, or by a name without one."""
    found = plan(
        town,
        ["005", "阮青禾", "临溪区"],
        [None, "阮青禾", "青石区"],
        ["006", "沈未晞", "青石区"],
        ["006", "林行止", "青石区"],
    )
    assert told(found) == [("move", []), ("refuse", ["double"]), ("add", []), ("refuse", ["double"])]


def test_a_head_can_be_replaced_within_one_file(town: Seated) -> None:
    """In whatever order the two rows stand."""
    found = plan(town, ["005", "阮青禾", None, None, "团长"], ["004", "苗向晚", None, None, "团员"])
    assert told(found) == [("move", []), ("move", [])]
    take_in(congress=town.congress, plan=found, by=BY)
    heads = town.stone.memberships.filter(office="head", to_on__isnull=True)
    assert [row.mandate.deputy.name for row in heads] == ["阮青禾"]


def test_a_later_change_is_not_overtaken(town: Seated) -> None:
    """A row for a day before what is entered already."""
    roster.move(mandate=town.mandates["阮青禾"], seat=Seat(town.river), on=date(2026, 2, 1), by=BY)
    assert told(plan(town, ["005", "阮青禾", "青石区"])) == [("refuse", ["later"])]


def test_an_empty_congress_is_filled_with_delegations_and_groups(town: Seated) -> None:
    """The first file of a term: everything comes along, from the first day of the term."""
    later = Congress.objects.create(place=town.congress.place, level="prefecture", number=18, from_on=date(2027, 1, 5))
    rows = read_roster(
        book(
            ["001", "岑望川", "临溪区代表团", "第一小组", "团长", "云汀重工 工程师", "138 0099 0001", "cen@example.cn"],
            ["002", "沈未晞", "临溪区代表团", "第一小组", "召集人"],
            ["003", "林行止", "白鹭县代表团"],
        ),
        "名册.xlsx",
    )
    found = plan_roster(later, rows, on=date(2027, 1, 5))
    assert found.new_delegations == ("临溪区代表团", "白鹭县代表团")
    assert found.new_groups == (("临溪区代表团", "第一小组"),)
    assert take_in(congress=later, plan=found, by=BY) == 3
    assert [row.name for row in Delegation.objects.filter(congress=later)] == ["临溪区代表团", "白鹭县代表团"]
    assert Group.objects.filter(delegation__congress=later).count() == 1
    head = Mandate.objects.get(congress=later, number="001")
    assert head.deputy == town.mandates["岑望川"].deputy, "who sat before with the same post is the same person"
    assert vault.kept_fields(head.deputy.person) == [("email", ""), ("phone", "")]
    assert mandates_on(later, date(2027, 1, 5)).count() == 3


def test_a_second_import_changes_nothing(town: Seated) -> None:
    """Not even telephone numbers, which nobody can compare: what the vault holds stays, unless it is to be replaced."""
    rows = [
        ["005", "阮青禾", "临溪区代表团", "第一小组", None, "云汀港务 理货员", "13800990005"],
        ["006", "沈未晞", "青石区"],
    ]
    take_in(congress=town.congress, plan=plan(town, *rows), by=BY)
    before = Event.objects.count()
    again = plan(town, *rows)
    assert told(again) == [("same", []), ("same", [])]
    assert take_in(congress=town.congress, plan=again, by=BY) == 0
    assert Event.objects.count() == before
    assert told(plan(town, *rows, replace_contacts=True)) == [("change", []), ("same", [])]


def test_no_contact_stands_in_what_a_plan_shows(town: Seated) -> None:
    """Changes, notes, problems and digest know only that there is one."""
    found = plan(town, ["005", "阮青禾", *[None] * 4, "13800990005", "ruan@example.cn"])
    row = found.rows[0]
    assert sorted(row.contacts) == ["email", "phone"]
    assert "13800990005" not in f"{row.changes} {row.problems} {row.notes} {row.values} {found.digest}"


def test_who_is_not_in_the_file_stays(town: Seated) -> None:
    """They are counted, so that a short file is noticed."""
    found = plan(town, ["005", "阮青禾", "临溪区"])
    assert found.untouched == len(NAMES) - 1
    take_in(congress=town.congress, plan=found, by=BY)
    assert mandates_on(town.congress, OPENS).count() == len(NAMES)


def test_the_template_has_the_heads_that_are_read() -> None:
    """What it is filled with comes back; offices are offered as choices."""
    row = {"number": "001", "name": "岑望川", "delegation": "临溪区代表团", "office": "团长", "phone": "13800990001"}
    content = write_table(LAYOUT, [row])
    assert read_roster(content, "t.xlsx") == [TableRow(2, row)]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == HEADS
    assert {str(each.sqref).split(":")[0] for each in sheet.data_validations.dataValidation} == {"E2", "J2"}
