"""Workbooks (XLSX) of what a page shows: written row by row, every text a text and never a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from huiyin.render.workbook import UNWRITABLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # characters of a cell
IN_MEMORY = 2_000_000  # octets of a finished file; a longer one lies on the disk while it is sent
A4 = 9
FOOT = 200  # characters of a foot; Excel takes 255 of all three parts together
Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns with their widths, its rows; rows are taken one at a time."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    foot: str = ""  # at the foot of each printed page, before its number


class _Writer:
    """Makes cells; styles are looked up once, since openpyxl is slow at that."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        head: Any = WriteOnlyCell(sheet)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="FFEFEDE7")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        text: Any = WriteOnlyCell(sheet)
        text.alignment = Alignment(wrap_text=True, vertical="top")
        number: Any = WriteOnlyCell(sheet)
        number.alignment, number.number_format = Alignment(vertical="top"), "#,##0.######"
        day: Any = WriteOnlyCell(sheet)
        day.alignment, day.number_format = Alignment(vertical="top"), "yyyy-mm-dd"
        self.head, self.text, self.number, self.day = head._style, text._style, number._style, day._style

    def cell(self, value: Cell, *, head: bool = False) -> Any:
        """Return a cell; whatever begins with `=`, `+`, `-` or `@` stays a text."""
        cell: Any = WriteOnlyCell(self.sheet)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            cell.value = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)[:LONGEST]
            cell.data_type, cell._style = "s", self.head if head else self.text
        elif isinstance(value, datetime):
            cell.value, cell._style = timezone.make_naive(value).date(), self.day
        elif isinstance(value, date):
            cell.value, cell._style = value, self.day
        else:
            cell.value = value
            cell._style = self.number
        return cell


def written(sheets: Iterable[Sheet]) -> IO[bytes]:
    """Return a file, at its beginning, that holds the sheets."""
    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(each.name[:31])
        sheet.freeze_panes = "A2"
        sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = A4, "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        sheet.oddFooter.left.text = UNWRITABLE.sub("", each.foot).replace("&", "&&")[:FOOT] or None
        sheet.oddFooter.right.text = "&P / &N"
        for number, (_head, width) in enumerate(each.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        writer = _Writer(sheet)
        sheet.append([writer.cell(head, head=True) for head, _width in each.columns])
        for row in each.rows:
            sheet.append([writer.cell(value) for value in row])
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    book.save(file)
    file.seek(0)
    return file


def download(sheets: Iterable[Sheet], name: str) -> FileResponse:
    """Return a response that sends the sheets as a file of this name, without `.xlsx`."""
    response = FileResponse(written(sheets), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or ""
    return response
