"""CSV: rows that lead back to the text, and nothing that a spreadsheet would run."""

import csv
import io

import pytest

from huiyin.render.document import Document, headings_of
from huiyin.render.tables import MEASURES, TABLES, csv_bytes, csv_head
from render.cases import TEXT, document, mention, reading, statement


def rows(name: str, shown: Document) -> list[dict[str, str]]:
    """Return a CSV file as a spreadsheet would read it."""
    data = csv_head(TABLES[name]) + csv_bytes(TABLES[name], shown)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_the_mark_that_excel_needs() -> None:
    """UTF-8 with a byte order mark, lines ended as Windows does."""
    assert csv_head(MEASURES).startswith(b"\xef\xbb\xbfsubject,")
    assert csv_head(MEASURES).endswith(b"\r\n")


def test_every_row_cites_its_place() -> None:
    """`start` and `end` of each row cut the very words out of the text."""
    for name in ("statements", "measures", "mentions"):
        found = rows(name, document())
        assert found
        assert all(TEXT[int(row["start"]) : int(row["end"])] == row["text"] for row in found), name


def test_statements_table_holds_what_a_clerk_asks_for() -> None:
    """Section, kind, time expression and its years, places, topics."""
    fourth = rows("statements", document())[3]
    assert fourth["section"] == "二、2026年工作安排"
    assert (fourth["kind"], fourth["period"], fourth["checkable"]) == ("commitment", "current", "4")
    assert (fourth["anchor"], fourth["from"], fourth["to"]) == ("2026年工作安排", "2026", "2026")
    assert rows("statements", document())[2]["places"] == "临江区"


def test_figures_stay_numbers() -> None:
    """A value has no exponent and no apostrophe, also below zero."""
    found = {row["text"]: row for row in rows("measures", document())}
    assert (found["6.2%"]["value"], found["6.2%"]["relation"]) == ("6.2", "'=")
    assert found["3%"]["relation"] == "<="


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", " =", "\u200b=", "\ufeff\u2060 +", "\u3164@"]
)
def test_a_formula_is_shown_and_not_run(start: str) -> None:
    """A text cell that begins like a formula gets an apostrophe."""
    text = f"{start}cmd|' /C calc'!A0。"
    shown = Document(
        "x",
        text,
        reading(text, (statement(text, text[:-1], "background", mentions=(mention(text, text[:-1], "project"),)),)),
    )
    assert rows("statements", shown)[0]["text"] == "'" + text[:-1]
    assert rows("mentions", shown)[0]["text"] == "'" + text[:-1]


def test_sections_and_sources_are_tables_too() -> None:
    """One row a heading, one row a source with its counts."""
    assert [row["heading"] for row in rows("sections", document())] == ["一、2025年工作回顾", "二、2026年工作安排"]
    source = rows("sources", document())[0]
    assert (source["statements"], source["measures"], source["mentions"]) == ("7", "4", "3")


def test_the_narrowest_heading_is_named() -> None:
    """A statement before the first heading has none."""
    shown = document().reading
    assert headings_of(shown.sections, shown.statements)[0] == "一、2025年工作回顾"
    assert headings_of((), shown.statements) == [""] * 7
