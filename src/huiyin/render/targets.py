"""The faces of `huiyin targets`: indicators down, reports across, for the terminal, CSV and a workbook."""

import io
from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from huiyin.render.tables import BOM, Cell, csv_text
from huiyin.render.terminal import Colour, safe
from huiyin.render.words import gettext as _
from huiyin.render.words import language, noted
from huiyin.targets import Figure, Indicator, ReportTargets, indicators

SIGNS = {"=": "", "~": "≈ ", ">=": "≥ ", "<=": "≤ ", "range": ""}
SIZES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
RELATIONS = {  # as people write them, and what they mean
    "=": (noted("equal to"), noted("The report gives this very value.")),
    "~": (noted("about"), noted("The report gives the value with 左右, 约 or the like.")),
    ">=": ("≥", noted("The value or more: 以上, 不低于, 超过.")),
    "<=": ("≤", noted("The value or less: 以内, 不超过.")),
    "range": (noted("range"), noted("From the value to the upper end.")),
}
HEADS = (
    noted("Source"),
    noted("Target or result"),
    noted("Indicator"),
    noted("Period"),
    noted("Relation"),
    noted("Value"),
    noted("Upper end"),
    noted("Unit"),
    noted("Passage"),
    noted("Start"),
    noted("End"),
)


def named(indicator: Indicator) -> str:
    """Return an indicator's name in the language in force."""
    return indicator.zh if language() == "zh" else indicator.en


def figure_words(figure: Figure) -> str:
    """Return a figure as people write it: «≈ 5%», «4.5–5%», «90万亿元»."""
    upper = f"–{_short(figure.value2)}" if figure.value2 is not None else ""
    return f"{SIGNS[figure.relation]}{_short(figure.value)}{upper}{figure.unit}"


def _short(value: Decimal) -> str:
    """Return a value in 万, 亿 or 万亿 where it is that large, without an exponent and idle noughts."""
    word = ""
    for size, name in SIZES:
        if abs(value) >= size:
            value, word = value / size, name
            break
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) + word


def terminal_text(reports: Sequence[ReportTargets], *, width: int, colour: Colour = None) -> str:
    """Return the table for a terminal: one block of targets, one of results."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=colour, force_terminal=colour is not None, highlight=False)
    for part, title in (("targets", _("Targets")), ("results", _("Results"))):
        rows = _matrix(reports, part)
        table = Table(title=title, title_justify="left", header_style="bold", expand=False)
        table.add_column(_("Indicator"))
        for report in reports:
            table.add_column(safe(report.source), justify="right")
        for name, cells in rows:
            table.add_row(name, *(Text("\n".join(cell) or "–") for cell in cells))
        console.print(table if rows else f"{title}: {_('none found')}")
    return out.getvalue()


def _matrix(reports: Sequence[ReportTargets], part: str) -> list[tuple[str, list[list[str]]]]:
    """Return (indicator, per report its figures in words) for the indicators that any report gives."""
    rows = []
    for indicator in indicators():
        cells = [
            [
                f"{figure_words(each)} ({each.period})"
                for each in getattr(report, part)
                if each.indicator == indicator.id
            ]
            for report in reports
        ]
        if any(cells):
            rows.append((named(indicator), cells))
    return rows


def rows_of(reports: Sequence[ReportTargets], *, worded: bool = False) -> list[list[Cell]]:
    """Return one row a figure, in the order of `HEADS`; `worded` has relations in words instead of codes."""
    names = {indicator.id: named(indicator) for indicator in indicators()}
    return [
        [
            report.source,
            _("Target") if part == "targets" else _("Result"),
            names.get(each.indicator, each.indicator),
            each.period,
            _(RELATIONS[each.relation][0]) if worded else each.relation,
            each.value,
            each.value2,
            each.unit,
            each.text,
            each.start,
            each.end,
        ]
        for report in reports
        for part in ("targets", "results")
        for each in getattr(report, part)
    ]


def _legend() -> list[list[Cell]]:
    """Return what the relations mean, and that nobody has confirmed the rows."""
    rows: list[list[Cell]] = [[_(shown), _(meaning)] for shown, meaning in RELATIONS.values()]
    return [*rows, [None, _("A program's reading, confirmed by nobody yet.")]]


def csv_bytes(reports: Sequence[ReportTargets]) -> bytes:
    """Return the rows as CSV that Excel opens, formulas disarmed."""
    return (BOM + csv_text([[_(head) for head in HEADS], *rows_of(reports)])).encode()


def workbook_bytes(reports: Sequence[ReportTargets]) -> bytes:
    """Return a workbook: targets and results side by side, every figure with its passage, and a legend."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    book.remove(book.worksheets[0])
    head_font, fill = Font(bold=True), PatternFill("solid", fgColor="F3E9E3")
    top = Alignment(vertical="top", wrap_text=True)

    def sheet(title: str, head: list[str], rows: list[list[Cell]], widths: list[int]) -> None:
        page = book.create_sheet(title)
        page.append(head)
        for row in rows:
            page.append(row)
        for row_cells in page.iter_rows():
            for cell in row_cells:
                cell.alignment = top
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        for cell in page[1]:
            cell.font, cell.fill = head_font, fill
        for index, size in enumerate(widths):
            page.column_dimensions[page.cell(1, index + 1).column_letter].width = size
        page.freeze_panes = "B2"
        page.auto_filter.ref = page.dimensions

    for part, title in (("targets", _("Targets")), ("results", _("Results"))):
        rows: list[list[Cell]] = [
            [name, *("\n".join(cell) for cell in cells)] for name, cells in _matrix(reports, part)
        ]
        sheet(title, [_("Indicator"), *(report.source for report in reports)], rows, [26, *(20 for _each in reports)])
    sheet(
        _("Passages"),
        [_(head) for head in HEADS],
        rows_of(reports, worded=True),
        [26, 10, 24, 12, 9, 14, 12, 10, 48, 9, 9],
    )
    sheet(_("Legend"), [_("Relation"), _("Meaning")], _legend(), [14, 76])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
