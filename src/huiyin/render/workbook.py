"""The workbook of a reading (XLSX): statements, figures, names, sections and sources, and a legend.

Rows are written as they come (openpyxl's write-only mode), so a workbook of many sources needs little memory.
"""

import io
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.render.document import Document
from huiyin.render.legend import MEANINGS, PARTS
from huiyin.render.tables import MEASURES, MENTIONS, SECTIONS, SOURCES, STATEMENTS, Cell, Row, Table
from huiyin.render.words import Language, Names, noted
from huiyin.render.words import gettext as _

LEGEND = noted("Legend")
SHEETS = (STATEMENTS, MEASURES, MENTIONS, SECTIONS, SOURCES)
ROWS_OF_A_SHEET = 1_048_576  # Excel's own limit; further rows go to a further sheet
CHARACTERS_OF_A_CELL = 32_767
A4 = 9  # the format's number of the paper
LINE = 14  # points of a line of text
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no way to hold them

INK, RULE, HEAD = "FF1B1E22", "FFDDDAD2", "FFEFEDE7"
TINTS = {
    "appraisal": ("FF6B3A86", "FFF4EBF8"),
    "achievement": ("FF1B6643", "FFE3F2E9"),
    "commitment": ("FF1F4A97", "FFE5ECFA"),
    "suggestion": ("FF8A4700", "FFFCECD9"),
    "background": ("FF565B64", "FFF0EFEB"),
}
FACE = "Microsoft YaHei"


def rows_of(document: Document) -> list[list[Row]]:
    """Return the rows of one document for each sheet, in the order of `SHEETS`; they can be sent between processes."""
    return [list(table.rows(document)) for table in SHEETS]


class Book:
    """A workbook that grows by one document after another."""

    def __init__(self, language: Language = "zh", lexicons: Lexicons = DEFAULT) -> None:
        self.names = Names(language, lexicons)
        self.book = Workbook(write_only=True)
        self.styles = _Styles(self.book)
        self.sheets = [_Sheet(self, table) for table in SHEETS]

    def add(self, rows: Iterable[Iterable[Row]]) -> None:
        """Append the rows of one document, sheet by sheet."""
        for sheet, added in zip(self.sheets, rows, strict=True):
            for row in added:
                sheet.append(row)

    def save(self, target: Path | IO[bytes]) -> None:
        """Add the legend and write the file."""
        for sheet in self.sheets:
            sheet.close()
        self._legend()
        self.book.save(target)

    def word(self, message: str) -> str:
        """Return a message in the workbook's language."""
        return _(message, self.names.language)

    def _legend(self) -> None:
        """Add the sheet that says what each code and column means."""
        sheet = self.book.create_sheet(self.word(LEGEND))
        sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = A4, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for letter, width in zip("ABC", (18, 18, 76), strict=True):
            sheet.column_dimensions[letter].width = width
        for group, title, remark in PARTS:
            sheet.append([self.styles.cell(sheet, self.word(title), head=True), None, None])
            if remark:
                sheet.append([None, None, self.styles.cell(sheet, self.word(remark))])
            for code in self.names.table(group) if group else ():
                name = self.names.of(group, code)
                shown = f"{self.names.mark(code)} {name}" if group == "kind" else name
                cells = [self.styles.cell(sheet, shown, kind=code), self.styles.cell(sheet, code)]
                sheet.append([*cells, self.styles.cell(sheet, self.word(MEANINGS.get((group, code), "")))])
            sheet.append([])


class _Styles:
    """The few cell styles, each worked out once: openpyxl looks a style up by its content, dear per cell."""

    def __init__(self, book: Workbook) -> None:
        sheet = book.create_sheet("models")
        ink, line = Font(name=FACE, size=10, color=INK), Border(bottom=Side(style="hair", color=RULE))
        self.text = _model(sheet, ink, Alignment(wrap_text=True, vertical="top"), line)
        self.count = _model(sheet, ink, Alignment(horizontal="center", vertical="top"), line)
        self.whole = _model(sheet, ink, Alignment(horizontal="right", vertical="top"), line, number="#,##0")
        self.fraction = _model(
            sheet, ink, Alignment(horizontal="right", vertical="top"), line, number="#,##0.##########"
        )
        self.head = _model(
            sheet,
            Font(name=FACE, size=10, bold=True, color=INK),
            Alignment(wrap_text=True, vertical="center"),
            Border(bottom=Side(style="thin", color=INK)),
            fill=PatternFill("solid", fgColor=HEAD),
        )
        self.kinds = {
            kind: _model(
                sheet,
                Font(name=FACE, size=10, bold=True, color=dark),
                Alignment(vertical="top"),
                line,
                fill=PatternFill("solid", fgColor=tint),
            )
            for kind, (dark, tint) in TINTS.items()
        }
        book.remove(sheet)

    def cell(self, sheet: Any, value: Cell, *, head: bool = False, kind: str = "") -> Any:
        """Return a cell that shows `value`; a text is always stored as a text, never as a formula."""
        if isinstance(value, str):
            cell: Any = WriteOnlyCell(sheet, value=_writable(value))
            cell.data_type = "s"
            cell._style = (self.head if head else self.kinds.get(kind, self.text))._style
            return cell
        cell = WriteOnlyCell(sheet)
        cell.value = value
        if isinstance(value, Decimal):
            cell._style = (self.whole if value == value.to_integral_value() else self.fraction)._style
        else:
            cell._style = self.count._style
        return cell


def _model(
    sheet: Any, font: Font, alignment: Alignment, border: Border, *, fill: PatternFill | None = None, number: str = ""
) -> Any:
    """Return a cell that carries a style."""
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = font, alignment, border
    if fill is not None:
        cell.fill = fill
    if number:
        cell.number_format = number
    return cell


class _Sheet:
    """One table of the workbook, on as many sheets as its rows need."""

    def __init__(self, book: Book, table: Table) -> None:
        self.book = book
        self.table = table
        self.number = 0
        self.sheet: Any = None
        self.rows = ROWS_OF_A_SHEET
        self._open()

    def append(self, row: Row) -> None:
        """Write one row, with words in place of codes."""
        if self.rows >= ROWS_OF_A_SHEET:
            self.close()
            self._open()
        styles = self.book.styles
        cells, lines = [], 1
        for column, value in zip(self.table.columns, row, strict=True):
            shown = self._named(column.names, value) if column.names and isinstance(value, str) else value
            kind = value if column.names == "kind" and isinstance(value, str) else ""
            cells.append(styles.cell(self.sheet, shown, kind=kind))
            if isinstance(shown, str):
                lines = max(lines, -(-_columns(shown) // (column.width - 1)))
        self.rows += 1
        if lines > 1:  # not every program works out the height of wrapped text by itself
            self.sheet.row_dimensions[self.rows].height = min(lines, 26) * LINE + 2
        self.sheet.append(cells)
        self.sheet.row_dimensions.pop(self.rows, None)  # written; kept, it would cost memory for each row

    def close(self) -> None:
        """Put a filter on the columns and say what is printed, now that the number of rows is known."""
        last, printed = get_column_letter(len(self.table.columns)), get_column_letter(self.table.printed)
        self.sheet.auto_filter.ref = f"A1:{last}{self.rows}"
        self.sheet.print_area = f"A1:{printed}{self.rows}"

    def _open(self) -> None:
        self.number += 1
        title = self.book.word(self.table.title)
        self.sheet = self.book.book.create_sheet(title if self.number == 1 else f"{title} {self.number}")
        for position, column in enumerate(self.table.columns, start=1):
            self.sheet.column_dimensions[get_column_letter(position)].width = column.width
        self.sheet.freeze_panes = "A2"
        self.sheet.sheet_view.zoomScale = 100
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.print_title_rows = "1:1"
        self.sheet.row_dimensions[1].height = 2 * LINE + 4
        word, styles = self.book.word, self.book.styles
        self.sheet.append([styles.cell(self.sheet, word(column.heading), head=True) for column in self.table.columns])
        self.rows = 1

    def _named(self, group: str, value: str) -> str:
        """Return the names of the codes in a cell (`;` between several)."""
        names = self.book.names
        if group == "topic":
            return "、".join(names.of(group, code) for code in value.split(";") if code)
        return names.of(group, value)


def workbook_bytes(document: Document, language: Language = "zh", lexicons: Lexicons = DEFAULT) -> bytes:
    """Return the workbook of one document."""
    book = Book(language, lexicons)
    book.add(rows_of(document))
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _columns(text: str) -> int:
    """Return the width of a text in characters of a spreadsheet; a Han character takes two, near enough."""
    return len(text) + sum(character > "\u2e7f" for character in text)


def _writable(text: str) -> str:
    """Return a text that a cell can hold: no characters that XML lacks, not longer than Excel allows."""
    text = UNWRITABLE.sub("\ufffd", text)
    return text if len(text) <= CHARACTERS_OF_A_CELL else text[: CHARACTERS_OF_A_CELL - 1] + "…"
