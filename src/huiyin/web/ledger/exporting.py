"""The list as a workbook (导出): the rows that the list holds, in its order, each with where its words stand."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.ledger.last_reports import LastReport, last_reports
from huiyin.ledger.listing import in_order, listed, unlisted
from huiyin.ledger.models import Case
from huiyin.ledger.people_said import Said, said_of
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.task_fields import milestones_words
from huiyin.web.cases.words import QUARTERS, form_words, quarter_head, quarter_words, supervision_words
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
    hidden = unlisted(request.viewer, wanted.filters, today=request.today)
    said = [
        (gettext("Rows"), grouped(count)),
        (gettext("Withheld, neither listed nor counted"), grouped(hidden)),
        (gettext("As of"), days.full_moment(timezone.now())),
        (gettext("Order"), dict(orders())[wanted.order]),
        (gettext("Address of this list"), address),
        *((each["name"], each["words"]) for each in filters),
    ]
    sheets = [
        Sheet(pgettext("navigation", "Ledger"), columns(), _lines(rows, wanted.order, request.today), _foot(said)),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("In detail"), 80)), said),
    ]
    return download(sheets, f"{pgettext('navigation', 'Ledger')}-{request.today.isoformat()}")


def _too_many(request: PageRequest) -> HttpResponse:
    title = gettext("Too many rows for one file")
    text = gettext("The list holds more than %(n)s rows. Add a filter, a year or a unit, and export it in parts.") % {
        "n": grouped(MOST_ROWS)
    }
    return error_page(request, 413, said=(title, text))


def _foot(said: list[tuple[str, str]]) -> str:
    """Return what stands at the foot of each printed page: rows, withheld, as of when, by which filters."""
    told = [said[0], *([said[1]] if said[1][1] != "0" else []), said[2], *said[5:]]
    return "  ".join(f"{name} {value}" for name, value in told)


def _lines(rows: QuerySet[Case], order: str, today: date) -> Iterator[list[Cell]]:
    cases = iter(in_order(rows, order, most=MOST_ROWS, chunk=CHUNK))
    while chunk := list(islice(cases, CHUNK)):
        reports, said = last_reports(chunk), said_of(chunk)
        for row in rows_of(chunk, today):
            yield line(row, reports.get(row.case.pk, LastReport()), said[row.case.pk], today)


def columns() -> list[tuple[str, int]]:
    """Return the heads of the columns with their widths."""
    return [
        (pgettext("of an item", "Number"), 16),
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
        (pgettext("filter", "Supervision"), 12),
        (gettext("Words of the source"), 60),
        (gettext("Where they stand"), 40),
        (gettext("Category"), 12),
        (gettext("Value at the beginning"), 14),
        (gettext("Leader in charge"), 14),
        (gettext("First day"), 12),
        (gettext("State of the works"), 16),
        (gettext("Done so far"), 48),
        (gettext("Problem"), 36),
        (gettext("Next step"), 36),
        (gettext("Files of evidence"), 10),
        (gettext("Responsible units"), 24),
        (pgettext("of a task", "Contact"), 12),
        (gettext("Milestones"), 40),
        (gettext("Words of the supervision"), 36),
        (gettext("Closed by"), 12),
        (gettext("Light by"), 14),
        *((quarter_head(number), 36) for number in QUARTERS),
    ]


def line(row: Row, last: LastReport, said: Said, today: date) -> list[Cell]:
    """Return a row of the list as the cells of a sheet, with what its last report and its people say."""
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
        case.category,
        case.base_value,
        said.leader,
        case.starts_on,
        form_words(last.form) if last.form else "",
        last.said,
        last.problem,
        last.next_step,
        last.n_files or None,
        _together(row.beside.units("responsible_unit")),
        said.contact,
        milestones_words(case, today=today),
        said.supervision,
        said.closed_by,
        row.why.rules,
        *(quarter_words(last, number, case.unit_of_measure) for number in QUARTERS),
    ]


def _together(names: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(names)
