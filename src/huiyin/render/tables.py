"""The tables of a reading: statements, measures, mentions, sections and sources as rows, and as CSV.

Cells hold codes and plain values; `workbook.py` puts words in their place.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple
from unicodedata import category

from huiyin.reading.model import Measure, Mention, Statement
from huiyin.render.document import Document, headings_of
from huiyin.render.words import noted

Cell = str | int | Decimal | None
Row = list[Cell]

BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's code page
FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r")  # the full-width signs start a formula as well
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters without a width


class Column(NamedTuple):
    """A column: its field name in CSV, its heading for people, its width in characters, its group of code names."""

    field: str
    heading: str
    width: int
    names: str = ""


class Table(NamedTuple):
    """A table: its name, its title for people, its columns, how a document fills it, how many columns are printed."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Document], Iterator[Row]]
    printed: int


_KIND = Column("kind", noted("Kind"), 9, "kind")
_SPEAKER = Column("speaker", noted("Speaker"), 18)
_PERIOD = Column("period", noted("Period"), 11, "period")
_WHERE = Column("where", noted("Place in the file"), 13)
_CITED = (
    Column("file", noted("File"), 22),
    Column("id", noted("Number"), 13),
    Column("start", noted("Start"), 8),
    Column("end", noted("End"), 8),
)
_PASSAGE = (_KIND, _PERIOD, _SPEAKER, Column("passage", noted("Passage"), 56), _WHERE, *_CITED)


def _statements(document: Document) -> Iterator[Row]:
    reading = document.reading
    headings = headings_of(reading.sections, reading.statements)
    for each, heading in zip(reading.statements, headings, strict=True):
        anchor = each.anchor
        yield [
            heading,
            each.kind,
            each.text,
            each.speaker,
            each.period,
            document.anchor_text(anchor),
            "、".join(place.name for place in each.places),
            ";".join(each.topics),
            each.checkable,
            document.place_of(each.start),
            anchor.from_year if anchor else None,
            anchor.to_year if anchor else None,
            len(each.measures),
            len(each.mentions),
            document.file,
            each.id,
            each.start,
            each.end,
            ";".join(each.rules),
        ]


def _measures(document: Document) -> Iterator[Row]:
    for each in document.reading.statements:
        for measure in each.measures:
            yield [
                measure.subject,
                measure.text,
                measure.relation,
                measure.value,
                measure.unit,
                measure.role,
                *_passage(document, each, measure),
                measure.rule,
            ]


def _mentions(document: Document) -> Iterator[Row]:
    for each in document.reading.statements:
        for mention in each.mentions:
            yield [mention.text, mention.type, *_passage(document, each, mention), mention.rule]


def _passage(document: Document, statement: Statement, part: Measure | Mention) -> Row:
    """Return the cells that lead from a figure or a name to its statement and its place."""
    return [
        statement.kind,
        statement.period,
        statement.speaker,
        statement.text,
        document.place_of(part.start),
        document.file,
        statement.id,
        part.start,
        part.end,
    ]


def _sections(document: Document) -> Iterator[Row]:
    for each in document.reading.sections:
        name, kind = (each.speaker.name, each.speaker.type) if each.speaker else (None, None)
        where = document.place_of(each.start)
        yield [each.level, each.heading, name, kind, where, document.file, each.start, each.end]


def _sources(document: Document) -> Iterator[Row]:
    source = document.reading.source
    statements = document.reading.statements
    yield [
        document.file,
        source.title,
        source.publisher,
        source.published,
        source.url,
        source.text_kind,
        source.length,
        len(statements),
        sum(len(each.measures) for each in statements),
        sum(len(each.mentions) for each in statements),
        source.sha256,
    ]


STATEMENTS = Table(
    "statements",
    noted("Statements"),
    (
        Column("section", noted("Section"), 26),
        _KIND,
        Column("text", noted("Statement's words"), 60),
        _SPEAKER,
        _PERIOD,
        Column("anchor", noted("Time expression"), 12),
        Column("places", noted("Places"), 14),
        Column("topics", noted("Topics"), 22, "topic"),
        Column("checkable", noted("Checkable, 0 to 4"), 9),
        _WHERE,
        Column("from", noted("From year"), 8),
        Column("to", noted("To year"), 8),
        Column("measures", noted("Count of figures"), 8),
        Column("mentions", noted("Count of names"), 8),
        *_CITED,
        Column("rules", noted("Rules"), 36),
    ),
    _statements,
    printed=10,
)
MEASURES = Table(
    "measures",
    noted("Figures"),
    (
        Column("subject", noted("What is measured"), 26),
        Column("text", noted("Figure as written"), 16),
        Column("relation", noted("Relation"), 9, "relation"),
        Column("value", noted("Value"), 20),
        Column("unit", noted("Unit"), 10),
        Column("role", noted("Role"), 8, "role"),
        *_PASSAGE,
        Column("rule", noted("Rule"), 24),
    ),
    _measures,
    printed=11,
)
MENTIONS = Table(
    "mentions",
    noted("Names"),
    (
        Column("text", noted("Name"), 30),
        Column("type", noted("Type of a name"), 10, "mention"),
        *_PASSAGE,
        Column("rule", noted("Rule"), 24),
    ),
    _mentions,
    printed=7,
)
SECTIONS = Table(
    "sections",
    noted("Sections"),
    (
        Column("level", noted("Level"), 7),
        Column("heading", noted("Heading"), 60),
        _SPEAKER,
        Column("speaker_type", noted("Speaker's type"), 14, "speaker"),
        _WHERE,
        *(column for column in _CITED if column.field != "id"),
    ),
    _sections,
    printed=5,
)
SOURCES = Table(
    "sources",
    noted("Sources"),
    (
        Column("file", noted("File"), 24),
        Column("title", noted("Title"), 40),
        Column("publisher", noted("Publisher"), 22),
        Column("published", noted("Published"), 12),
        Column("url", noted("Address"), 30),
        Column("text_kind", noted("Kind of text"), 16, "text_kind"),
        Column("length", noted("Characters"), 11),
        Column("statements", noted("Count of statements"), 9),
        Column("measures", noted("Count of figures"), 9),
        Column("mentions", noted("Count of names"), 9),
        Column("sha256", noted("SHA-256 of the text"), 68),
    ),
    _sources,
    printed=10,
)
TABLES = {table.name: table for table in (STATEMENTS, MEASURES, MENTIONS, SECTIONS, SOURCES)}


def csv_head(table: Table) -> bytes:
    """Return the first line of a CSV file, with the mark that tells Excel the encoding."""
    return (BOM + csv_text([[column.field for column in table.columns]])).encode()


def csv_bytes(table: Table, document: Document) -> bytes:
    """Return the rows of one document as CSV, without a head."""
    return csv_text(table.rows(document)).encode()


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return page.getvalue()


def _plain(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers, without an exponent."""
    if isinstance(cell, str):
        return "'" + cell if _is_formula(cell) else cell
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def _is_formula(cell: str) -> bool:
    """Tell whether the first sign that is seen starts a formula; white space and signs without a width are not."""
    for sign in cell:
        if sign in FORMULA_SIGNS:
            return True
        if not (sign.isspace() or sign in FILLERS or category(sign) in ("Cf", "Cc", "Mn")):
            return False
    return False
