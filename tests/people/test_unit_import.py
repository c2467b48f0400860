"""Units from a table: what a row would do is said before anything is written, and why a row is refused."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.cast import Cast

from huiyin.errors import PeopleError
from huiyin.ledger import units
from huiyin.ledger.files import OLE
from huiyin.ledger.models import Event
from huiyin.ledger.record import Actor
from huiyin.people.models import House, Unit, UnitName
from huiyin.people.unit_import import Plan, plan_import
from huiyin.people.unit_tables import COLUMNS, TableRow, read_table, write_template

TODAY = date(2026, 5, 7)
HEADS = ["单位名称", "简称", "别称", "系统", "行政区", "上级单位", "设立日期"]


def book(*rows: list[Any], heads: list[str] = HEADS) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (heads, *rows):
        sheet.append(row)  # type: ignore[union-attr]
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def plan(*rows: list[Any], heads: list[str] = HEADS) -> Plan:
    return plan_import(read_table(book(*rows, heads=heads), "units.xlsx"), today=TODAY)


def told(found: Plan) -> list[tuple[str, list[str]]]:
    return [(row.act, [code for code, _words in row.problems]) for row in found.rows]


def test_rows_add_change_and_leave_as_it_is(people: Cast) -> None:
    """A unit is known by its name in its place; an empty cell leaves what is known."""
    UnitName.objects.create(unit=people.finance, name="财政局", sort=UnitName.Sort.ALIAS)
    found = plan(
        ["云汀市水务局", "市水务局", "水务局、水利局", "政府", None, None, date(2019, 1, 15)],
        ["云汀市财政局", "市财政局", "国库", None, "云汀市", None, None],
        ["云汀市住房和城乡建设局", "市住建局", None, "市政府系统", "990100", None, None],
    )
    assert told(found) == [("add", []), ("change", []), ("same", [])]
    assert found.rows[1].changes == [("aliases", "财政局", "财政局、国库")]
    assert units.apply_import(plan=found, by=Actor(people.administrator.key)) == (1, 1)
    water = Unit.objects.get(name="云汀市水务局")
    assert (water.place, water.house, water.valid_from) == (people.city, House.GOVERNMENT, date(2019, 1, 15))
    assert set(water.names.values_list("name", flat=True)) == {"水务局", "水利局"}
    assert [e.type for e in Event.objects.filter(stream="unit").order_by("pk")] == ["unit.created", "unit.changed"]


def test_a_second_import_changes_nothing(people: Cast) -> None:
    """The same file twice is the same place."""
    rows = (["云汀市水务局", "市水务局", "水务局", "政府", None, None, None],)
    units.apply_import(plan=plan(*rows), by=Actor())
    assert told(plan(*rows)) == [("same", [])]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param([None, "市水务局"], "name", id="no name"),
        pytest.param(["云汀市水务局"], "house", id="no house for a new one"),
        pytest.param(["云汀市水务局", None, None, "军队"], "house", id="unknown house"),
        pytest.param(["云汀市水务局", None, None, "政府", "没有的区"], "place", id="unknown place"),
        pytest.param(["云汀市水务局", None, None, "政府", None, "没有的单位"], "parent", id="unknown unit above"),
        pytest.param(["云汀市水务局", None, None, "政府", None, None, "2026年2月30日"], "day", id="no such day"),
        pytest.param(["=A1", None, None, "政府"], "formula", id="formula as a name"),
        pytest.param(["云汀市水务局", '=HYPERLINK("http://x")', None, "政府"], "formula", id="formula elsewhere"),
        pytest.param(["水" * 81, None, None, "政府"], "long", id="too long"),
        pytest.param(["云汀市建委", None, None, "政府"], "known_as", id="another name of a unit that is there"),
        pytest.param(["云汀市水务局", None, None, "政府", None, "云汀市水务局"], "circle", id="below itself"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_why(people: Cast, row: list[Any], problem: str) -> None:
    """Each with its own reason; nothing is guessed."""
    UnitName.objects.create(unit=people.housing, name="云汀市建委", sort=UnitName.Sort.FORMER)
    found = plan(row + [None] * (7 - len(row)))
    assert told(found) == [("refuse", [problem])]


def test_doubles_circles_and_what_hangs_on_them_are_refused(people: Cast) -> None:
    """The second of two rows; a circle as a whole; whatever stands below a refused row."""
    found = plan(
        ["甲局", None, None, "政府", None, "丙局", None],
        ["乙局", None, None, "政府", None, "甲局", None],
        ["丙局", None, None, "政府", None, "乙局", None],
        ["丁局", None, None, "政府", None, "丙局", None],
        ["戊局", None, None, "政府", None, None, None],
        ["戊局", None, None, "政府", None, None, None],
    )
    assert told(found) == [
        ("refuse", ["circle"]),
        ("refuse", ["circle"]),
        ("refuse", ["circle"]),
        ("refuse", ["parent_refused"]),
        ("add", []),
        ("refuse", ["double"]),
    ]
    assert units.apply_import(plan=found, by=Actor()) == (1, 0)


def test_a_circle_through_a_unit_that_is_there_is_found(people: Cast) -> None:
    """The unit above can be one that the same file hangs below."""
    child = Unit.objects.create(name="住建执法队", house=House.GOVERNMENT, place=people.city, parent=people.housing)
    found = plan([people.housing.name, None, None, None, None, child.name, None])
    assert told(found) == [("refuse", ["circle"])]


def test_units_below_come_after_those_above_whatever_the_order_of_rows(people: Cast) -> None:
    """A tree in one file, leaves first."""
    found = plan(
        ["水库管理站", None, None, "政府", None, "水库处", None],
        ["水库处", None, None, "政府", None, "云汀市水务局", None],
        ["云汀市水务局", None, None, "政府", None, None, None],
    )
    assert units.apply_import(plan=found, by=Actor()) == (3, 0)
    station = Unit.objects.get(name="水库管理站")
    assert station.parent is not None
    assert station.parent.parent == Unit.objects.get(name="云汀市水务局")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv_of_either_encoding_is_read(people: Cast, encoding: str) -> None:
    """As Excel and WPS write it; a cell that begins like a formula is one."""
    text = "单位名称,系统,简称\n云汀市水务局,政府,市水务局\n云汀市林草局,政府,=1+1\n"
    found = plan_import(read_table(text.encode(encoding), "单位.csv"), today=TODAY)
    assert told(found) == [("add", []), ("refuse", ["formula"])]


def _bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        pytest.param(b"x" * (5 * 1024 * 1024 + 1), "a.csv", "table.large", id="too large"),
        pytest.param(b"PK\x03\x04nothing", "a.xlsx", "table.unreadable", id="broken workbook"),
        pytest.param(b"\xd0\xcf\x11\xe0", "a.xls", "table.unreadable", id="old workbook"),
        pytest.param("甲,乙\n丙,丁\n".encode(), "a.csv", "table.heads", id="no column of names"),
        pytest.param(b"", "a.csv", "table.heads", id="empty"),
        pytest.param("单位名称\n".encode() + "甲局\n".encode() * 2001, "a.csv", "table.rows", id="too many rows"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(content: bytes, name: str, code: str) -> None:
    """With a code that says what to do."""
    with pytest.raises(PeopleError, match=code):
        read_table(content, name)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        pytest.param(b"PK\x03\x04nothing", "单位.xlsx", "damaged", id="half a workbook"),
        pytest.param(b"\x00\x01 no archive", "单位.xlsx", "damaged", id="another file called a workbook"),
        pytest.param(OLE + "EncryptedPackage\0".encode("utf-16-le"), "单位.xlsx", "locked", id="with a password"),
        pytest.param(OLE + "Workbook\0".encode("utf-16-le"), "单位.xls", "kind", id="an old workbook"),
        pytest.param(b"%PDF-1.4", "单位.pdf", "kind", id="no table"),
    ],
)
def test_why_a_table_cannot_be_read_is_told_apart(content: bytes, name: str, reason: str) -> None:
    """Damage, a password, and a form that is not taken: each has another way out."""
    with pytest.raises(PeopleError) as refused:
        read_table(content, name)
    assert refused.value.values["reason"] == reason


def test_a_workbook_that_unpacks_to_far_more_is_refused() -> None:
    """Before it is unpacked."""
    with pytest.raises(PeopleError, match=r"table\.large"):
        read_table(_bomb(), "a.xlsx")


def test_the_template_is_read_back_as_it_was_written() -> None:
    """Its heads are known, and words that begin with = stay words."""
    row = {"name": "云汀市水务局", "house": "政府", "duties": "=不是公式"}
    assert read_table(write_template([row]), "t.xlsx") == [TableRow(2, row)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=6), st.sampled_from(["a.csv", "a.tsv", "a.txt"]))
def test_no_table_of_words_breaks_the_reader(rows: list[list[str]], name: str) -> None:
    """Whatever stands in the cells, rows come back or the file is refused."""
    text = "\n".join(["\t".join(heads[0] for heads in COLUMNS.values()), *("\t".join(row) for row in rows)])
    try:
        found = read_table(text.encode("utf-8", "replace"), name)
    except PeopleError as error:
        if not error.code.startswith("table."):
            raise
        found = []
    assert all(row.cells for row in found)


def test_a_name_that_no_workbook_can_hold_is_written_with_a_mark() -> None:
    """Signs that XML has no way to hold stop no table."""
    row = dict.fromkeys(COLUMNS, "") | {"name": "市住建局\x01\ufffe"}
    (read,) = read_table(write_template([row]), "t.xlsx")
    assert read.cells["name"] == "市住建局\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
