"""The list as a workbook (导出): the rows that the list holds, in its order, each with where its words stand."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.ledger.listing import in_order, listed
from huiyin.ledger.models import Case
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import supervision_words
from huiyin.web.errors import error_page
from huiyin.web.ledger.asked import asked, chips, choices_asked, choices_told
from huiyin.web.ledger.rows import Row, citation, rows_and_more, rows_of
from huiyin.web.ledger.words import orders, type_words
from huiyin.web.numbers import grouped
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import light_words
from huiyin.web.workbooks import Cell, Sheet, download

MOST_ROWS = 50_000
CHUNK = 500


@page("ledger.export")
@require_GET
def ledger_export(request: PageRequest) -> HttpResponseBase:
    """Send the whole list as XLSX; with more rows than a file should hold nothing is cut, it is refused."""
    wanted = asked(request.GET)
    rows = listed(request.viewer, wanted.filters, today=request.today)
    count = rows[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        return _too_many(request)
    _none, extra = rows_and_more((), request.today, choices_asked(request.viewer, request.today))
    offered = choices_told(extra)
    filters = chips(wanted, offered, request.viewer, request.today)
    address = request.build_absolute_uri(wanted.url())
    said = [
        (gettext("Rows"), grouped(count)),
        (gettext("As of"), days.moment(timezone.now())),
        (gettext("Order"), dict(orders())[wanted.order]),
        (gettext("Address of this list"), address),
        *((each["name"], each["words"]) for each in filters),
    ]
    sheets = [
        Sheet(pgettext("navigation", "Ledger"), columns(), _lines(rows, wanted.order, request.today)),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("Value"), 80)), said),
    ]
    return download(sheets, f"{pgettext('navigation', 'Ledger')}-{request.today.isoformat()}")


def _too_many(request: PageRequest) -> HttpResponse:
    title = gettext("Too many rows for one file")
    text = gettext("The list holds more than %(n)s rows. Add a filter, a year or a unit, and export it in parts.") % {
        "n": grouped(MOST_ROWS)
    }
    return error_page(request, 413, said=(title, text))


def _lines(rows: QuerySet[Case], order: str, today: date) -> Iterator[list[Cell]]:
    cases = iter(in_order(rows, order, most=MOST_ROWS, chunk=CHUNK))
    while chunk := list(islice(cases, CHUNK)):
        yield from map(line, rows_of(chunk, today))


def columns() -> list[tuple[str, int]]:
    """Return the heads of the columns with their widths."""
    return [
        (gettext("Number"), 16),
        (gettext("Case"), 48),
        (gettext("Type"), 12),
        (gettext("Year"), 8),
        (gettext("Stage"), 12),
        (gettext("Light"), 10),
        (gettext("Lead unit"), 18),
        (gettext("Others with a part"), 24),
        (gettext("Indicator"), 18),
        (gettext("Target"), 14),
        (gettext("Reached"), 14),
        (gettext("Unit of measure"), 10),
        (gettext("Last day"), 12),
        (gettext("Assigned on"), 12),
        (gettext("Last report"), 12),
        (gettext("Closed on"), 12),
        (gettext("To be refined"), 10),
        (gettext("Supervision"), 12),
        (gettext("Words of the source"), 60),
        (gettext("Where they stand"), 40),
    ]


def line(row: Row) -> list[Cell]:
    """Return a row of the list as the cells of a sheet."""
    case = row.case
    return [
        case.number,
        case.title,
        type_words(case.case_type),
        case.year,
        row.stage,
        light_words(row.light),
        row.lead,
        _together(row.co),
        case.indicator,
        case.target_value if case.target_value is not None else case.end_state,
        case.reached_value,
        case.unit_of_measure,
        case.due_on,
        case.issued_on,
        case.last_report_on,
        case.closed_at,
        pgettext("filter", "yes") if case.vague else "",
        supervision_words(case.supervision),
        row.beside.quote,
        citation(row.beside),
    ]


def _together(names: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(names)
