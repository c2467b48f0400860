"""Tables that a clerk fills in (表格): what a workbook or CSV file says, row by row, as words; nothing is judged here.

A file may be 5 MB and 2,000 rows; a workbook is refused where it unpacks to far more. Formulas are not computed: a cell
that holds one is marked, and its row refused later.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from huiyin.errors import PeopleError, ReadingError
from huiyin.people.lines import seen_lines
from huiyin.reading.secrecy import refuse_secret
from huiyin.reading.sources.packed import packed_words
from huiyin.reading.sources.sniff import sniff
from huiyin.render.workbook import UNWRITABLE

MOST_OCTETS, MOST_UNPACKED = 5 * 1024 * 1024, 60 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2000, 40, 4000
LOOKED_AT = 10  # lines in which the heads may stand
# What openpyxl raises on a broken workbook; a SyntaxError is that of its XML.
BROKEN = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, SyntaxError)
FORMULA = "\x00formula"  # stands in a cell that holds a formula; no text of a file contains it


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as the file has it: its number there, and its cells by field."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sort of table: its columns, and how its template looks.

    Args:
        columns: by field the heads by which a column is known; the first is written.
        needed: the field without whose column a line is not taken for the heads.
        wide: fields that get a wide column.
        choices: by field the words that the template offers.
        longest, most_rows, most_octets: how long a cell and how large a file may be.
    """

    title: str
    columns: Mapping[str, tuple[str, ...]]
    needed: str = "name"
    wide: frozenset[str] = frozenset()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    longest: int = LONGEST_CELL
    most_rows: int = MOST_ROWS
    most_octets: int = MOST_OCTETS


def read_table(content: bytes, file_name: str, layout: Layout) -> list[TableRow]:
    """Return the rows of a file; empty ones are left out.

    Raises:
        PeopleError: the file is too large, of another sort, or lacks the column that is needed.
        SecretText: its name, a cell or a page head bears a mark of secrecy.
    """
    refuse_secret(file_name)
    if len(content) > layout.most_octets:
        raise PeopleError("table.large", limit_mb=layout.most_octets // 1024**2)
    lines = _workbook(content, layout) if content[:2] == b"PK" else _csv(content, file_name, layout)
    return list(_rows(lines, layout))


def write_table(layout: Layout, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Return a workbook with the heads, the choices that the layout offers, and the rows given."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(layout.title)
    for column, (name, heads) in enumerate(layout.columns.items(), 1):
        cell = sheet.cell(1, column, heads[0])
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = 34 if name in layout.wide else 18
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(layout.columns, 1):
            said = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", row.get(name, ""))
            cell = sheet.cell(number, column, said or None)
            cell.data_type = "s" if cell.value is not None else cell.data_type  # never a formula
    for name, words in layout.choices.items():
        choice = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
        sheet.add_data_validation(choice)
        letter = get_column_letter(list(layout.columns).index(name) + 1)
        choice.add(f"{letter}2:{letter}{layout.most_rows + 1}")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _workbook(content: bytes, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise PeopleError("table.large", limit_mb=layout.most_octets // 1024**2)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except BROKEN:
        raise PeopleError("table.unreadable", reason="damaged") from None
    refuse_secret_table(content)
    sheet = book.worksheets[0] if book.worksheets else None
    if sheet is None:
        raise PeopleError("table.unreadable", reason="damaged")
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            words = [FORMULA if cell.data_type == "f" else _words(cell.value, layout.longest) for cell in cells]
            refuse_secret("\t".join(words).strip("\t"))
            yield number, words
    except BROKEN:  # rows are read one by one: a fault shows where it stands
        raise PeopleError("table.unreadable", reason="damaged") from None


def refuse_secret_table(content: bytes) -> None:
    """Refuse a workbook or document that bears a mark of secrecy on any sheet, or in a page head or foot.

    Raises:
        SecretText: `text.secret`.
    """
    try:
        words = packed_words(content)
    except ReadingError:  # what cannot be read as a table is refused where it is read
        return
    refuse_secret(words)


def _csv(content: bytes, file_name: str, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    if not file_name.lower().endswith((".csv", ".txt", ".tsv")) or b"\x00" in content:
        raise PeopleError("table.unreadable", reason=_why_unreadable(content, file_name))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise PeopleError("table.unreadable")
    first = text.split("\n", 1)[0]
    delimiter = max((",", "\t", ";", "，"), key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            cut = cells[:MOST_COLUMNS]
            words = [FORMULA if cell.startswith("=") else _words(cell, layout.longest) for cell in cut]
            refuse_secret("\t".join(words).strip("\t"))
            yield number, words
    except csv.Error:
        raise PeopleError("table.unreadable") from None


def _why_unreadable(content: bytes, file_name: str) -> str:
    """Return what hinders a file that is neither a workbook nor plain text: `locked`, `damaged` or `kind`."""
    try:
        sniff(content, file_name)
    except ReadingError as error:
        return "locked" if error.code == "source.encrypted" else "kind"
    return "damaged" if file_name.lower().endswith((".xlsx", ".xlsm")) else "kind"


def _rows(lines: Iterator[tuple[int, list[str]]], layout: Layout) -> Iterator[TableRow]:
    """Yield the rows below the line of heads, which is the first that names the column that is needed."""
    fields: dict[int, str] = {}
    count = 0
    for number, cells in lines:
        if not fields:
            fields = _heads(cells, layout)
            if not fields and number >= LOOKED_AT:
                break
            continue
        row = {name: cells[index] for index, name in fields.items() if index < len(cells) and cells[index]}
        if not row:
            continue
        count += 1
        if count > layout.most_rows:
            raise PeopleError("table.rows", limit=layout.most_rows)
        yield TableRow(number, row)
    if not fields:
        raise PeopleError("table.heads", wanted=layout.columns[layout.needed][0])


def _heads(cells: list[str], layout: Layout) -> dict[int, str]:
    known = {head: name for name, heads in layout.columns.items() for head in heads}
    found = {index: known[head] for index, cell in enumerate(cells) if (head := cell.strip("*＊ ").lower()) in known}
    return found if layout.needed in found.values() else {}


def _words(value: Any, longest: int) -> str:
    """Return a cell as words; days in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return seen_lines(str(value)).strip()[:longest]
