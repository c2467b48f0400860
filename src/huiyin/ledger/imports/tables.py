"""Tables of workbooks and documents: read with limits, their columns recognised by the words in the head."""

import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.opc.exceptions import PackageNotFoundError

from huiyin.errors import LedgerError
from huiyin.people.tables import BROKEN, refuse_secret_table
from huiyin.reading.sources.sniff import ZIP_MAGICS

HEADERS = Path(__file__).parent / "headers.toml"
MOST_ROWS = 5000
MOST_COLUMNS = 60
MOST_UNPACKED = 200 * 1024 * 1024
LOOKED_AT = 15  # rows in which a head may stand
SPREADSHEET, DOCUMENT = "xl/", "word/"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `at` says where it stands, `cells` are texts by what their column means."""

    at: int
    cells: Mapping[str, str]
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of all tables of a file, and the heads of columns that were not understood."""

    rows: tuple[TableRow, ...]
    unknown: tuple[str, ...] = ()


@cache
def headers(group: str) -> dict[str, str]:
    """Return what words in a head mean."""
    raw = tomllib.loads(HEADERS.read_text(encoding="utf-8"))[group]
    return {word: meaning for meaning, words in raw.items() for word in words}


def table_rows(content: bytes, *, group: str) -> list[TableRow]:
    """Return the rows of `tables_in`."""
    return list(tables_in(content, group=group).rows)


def tables_in(content: bytes, *, group: str) -> Tables:
    """Return the rows of the tables in a workbook or document whose heads are known; none where there is none.

    Raises:
        LedgerError: `import.unreadable`, `import.too_long`.
        SecretText: it bears a mark of secrecy.
    """
    sort = _sort(content)
    if sort:
        refuse_secret_table(content)
    try:
        grids = list(_sheets(content) if sort == SPREADSHEET else _tables(content) if sort == DOCUMENT else ())
    except (*BROKEN, PackageNotFoundError) as error:
        raise LedgerError("import.unreadable") from error
    unknown = [head for grid in grids for head in _not_understood(grid, group)]
    rows = [row for grid in grids for row in _of_grid(grid, group)]
    return Tables(tuple(rows), tuple(dict.fromkeys(unknown)))


def _sort(content: bytes) -> str:
    """Return whether this is a workbook or a document; "" for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                raise LedgerError("import.too_long", most=MOST_ROWS)
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        if content.startswith(ZIP_MAGICS):  # the first half of a workbook or a document
            raise LedgerError("import.unreadable") from error
        return ""
    return next((part for part in (SPREADSHEET, DOCUMENT) if any(each.startswith(part) for each in names)), "")


def _sheets(content: bytes) -> Iterator[list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
            grid = [list(row) for row in rows]
            if len(grid) > MOST_ROWS:
                raise LedgerError("import.too_long", most=MOST_ROWS)
            yield grid
    finally:
        book.close()


def _tables(content: bytes) -> Iterator[list[list[Any]]]:
    for table in docx.Document(io.BytesIO(content)).tables:
        if len(table.rows) > MOST_ROWS:
            raise LedgerError("import.too_long", most=MOST_ROWS)
        yield [[cell.text for cell in row.cells[:MOST_COLUMNS]] for row in table.rows]


def _of_grid(grid: Sequence[Sequence[Any]], group: str) -> Iterator[TableRow]:
    """Yield the rows under the head of a grid; a cell that is merged downwards counts for each row."""
    top, columns = _head(grid, group)
    if top is None:
        return
    for at, row in enumerate(grid[top + 1 :], top + 2):
        cells: dict[str, str] = {}
        days: dict[str, date] = {}
        for place, meaning in columns.items():
            cell = row[place] if place < len(row) else None
            if isinstance(cell, (date, datetime)):
                days[meaning] = cell.date() if isinstance(cell, datetime) else cell
            cells[meaning] = _text(cell)
        if any(cells.values()):
            yield TableRow(at, cells, days)


def _head(grid: Sequence[Sequence[Any]], group: str) -> tuple[int | None, dict[int, str]]:
    """Return in which row the head stands and what its columns mean; None where no row is one."""
    for top, row in enumerate(grid[:LOOKED_AT]):
        columns = columns_of([_text(cell) for cell in row], group)
        if "content" in columns.values() and len(columns) > 1:
            return top, columns
    return None, {}


def _not_understood(grid: Sequence[Sequence[Any]], group: str) -> list[str]:
    """Return the heads of a grid that mean nothing here; a second column of one meaning is left out, too."""
    top, columns = _head(grid, group)
    if top is None:
        return []
    return ["".join(words.split()) for at, cell in enumerate(grid[top]) if (words := _text(cell)) and at not in columns]


def columns_of(head: Sequence[str], group: str) -> dict[int, str]:
    """Return what the columns of a head mean, by their place; each meaning once, the first fitting column."""
    known = headers(group)
    found: dict[int, str] = {}
    for place, words in enumerate(head):
        bare = "".join(words.split())
        fitting = [word for word in known if word in bare and len(bare) <= len(word) + 8]
        meaning = known[max(fitting, key=lambda word: (bare == word, len(word)))] if fitting else ""
        if meaning and meaning not in found.values():
            found[place] = meaning
    return found


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return str(cell).strip()
