"""The plan of tasks of a report (分工方案): a page, a workbook, a Word file; the same rows in each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.documents.decomposition import duty
from huiyin.documents.word_fields import Link
from huiyin.documents.word_kinds import MOST_ROWS
from huiyin.ledger.decomposition import Plan, Task, plan_of
from huiyin.ledger.listing import beside
from huiyin.ledger.models import Case
from huiyin.ledger.task_people import person_names
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.documents.common import day_words, foot_of, head, in_chinese, send, too_many, whole_due
from huiyin.web.ledger.rows import target_words
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sources.finding import source_of
from huiyin.web.workbooks import Cell, Sheet, download

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the plan, ready to be shown."""

    number: int
    case: Case
    quotes: list[tuple[str, str]]  # words of the report, and where they stand
    target: str
    leader: str
    lead: str
    responsible: list[str]
    co: list[str]

    @property
    def due_on(self) -> date | None:
        """The last day for the whole of the task."""
        return whole_due(self.case)

    @property
    def duty(self) -> str:
        """The units in the inline form."""
        return duty(self.lead, [*self.responsible, *self.co])


@page("ledger.export")
@require_GET
def plan(request: PageRequest, key: str) -> HttpResponse:
    """Show the plan of a report."""
    source = source_of(request, key)
    found = plan_of(request.viewer, source)
    context = {
        "source": source,
        "rows": _rows(found),
        "left_out": _left_out(found),
        "waiting": found.waiting,
        "words": ngettext("%(n)d task", "%(n)d tasks", len(found.tasks)) % {"n": len(found.tasks)},
        "as_of": days.moment(timezone.now()),
        "tasks_url": link("source_tasks", source.key),
        "crumbs": [
            {"label": gettext("Sources"), "url": reverse("sources")},
            {"label": source.title, "url": reverse("source", args=[source.key])},
            {"label": gettext("Plan of tasks"), "url": ""},
        ],
    }
    return render(request, "documents/plan.html", context)


@page("ledger.export")
@require_GET
@in_chinese
def plan_word(request: PageRequest, key: str, *, language: str) -> HttpResponse:
    """Send the plan as DOCX."""
    source = source_of(request, key)
    found = plan_of(request.viewer, source)
    if len(found.tasks) > MOST_ROWS:
        return too_many(request, language)
    title = gettext("Plan of tasks: %(source)s") % {"source": source.title}
    path = reverse("plan", args=[key])
    values = head(request, title=title, path=path, count=len(found.tasks), hidden=found.hidden)
    values |= {"report": source.title, "publisher": source.publisher, "year": source.year or ""}
    values |= {"waiting": found.waiting or "", "tasks": [_values(request, row) for row in _rows(found)]}
    return send(request, "decomposition", values, language=language)


def _values(request: PageRequest, row: Row) -> dict[str, Any]:
    case = row.case
    return {
        "index": row.number,
        "number": case.number,
        "title": case.title,
        "passage": "\n".join(words for words, _where in row.quotes),
        "place_in_text": " ".join(where for _words, where in row.quotes),
        "category": case.category,
        "indicator": case.indicator,
        "target": row.target,
        "leader": row.leader,
        "lead": row.lead,
        "responsible": "、".join(row.responsible),
        "co_handlers": "、".join(row.co),
        "due_on": day_words(whole_due(case)),
        "duty": row.duty,
        "link": Link(case.number or "—", request.build_absolute_uri(reverse("case", args=[case.key]))),
    }


@page("ledger.export")
@require_GET
def plan_workbook(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the plan as XLSX."""
    source = source_of(request, key)
    found = plan_of(request.viewer, source)
    about = [
        (gettext("Rows"), str(len(found.tasks))),
        (gettext("As of"), days.full_moment(timezone.now())),
        (gettext("Report"), source.title),
        (gettext("Address of this list"), request.build_absolute_uri(reverse("plan", args=[key]))),
        *((words, str(n)) for words, n in _left_out(found)),
    ]
    sheets = [
        Sheet(gettext("Plan of tasks"), _columns(), [_cells(row) for row in _rows(found)], foot_of(about)),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("In detail"), 80)), about),
    ]
    return download(sheets, f"{gettext('Plan of tasks')}-{request.today.isoformat()}")


def _columns() -> list[tuple[str, int]]:
    return [
        (gettext("No."), 8),
        (pgettext("of an item", "Number"), 16),
        (gettext("Words of the source"), 60),
        (gettext("Where they stand"), 16),
        (gettext("Category"), 12),
        (gettext("Indicator"), 18),
        (gettext("Target"), 16),
        (gettext("Leader in charge"), 14),
        (gettext("Lead unit"), 20),
        (gettext("Responsible units"), 24),
        (gettext("Co-handlers"), 24),
        (gettext("Last day"), 12),
        (gettext("Units inline"), 40),
    ]


def _cells(row: Row) -> list[Cell]:
    case = row.case
    return [
        row.number,
        case.number,
        "\n".join(words for words, _where in row.quotes),
        " ".join(where for _words, where in row.quotes),
        case.category,
        case.indicator,
        row.target,
        row.leader,
        row.lead,
        "、".join(row.responsible),
        "、".join(row.co),
        whole_due(case),
        row.duty,
    ]


def _rows(found: Plan) -> list[Row]:
    rows: list[Row] = []
    for at in range(0, len(found.tasks), CHUNK):
        tasks = found.tasks[at : at + CHUNK]
        cases = [task.case for task in tasks]
        near, leaders = beside(cases)[0], person_names(cases)
        for task in tasks:
            parts = near[task.case.pk]
            rows.append(_row(len(rows) + 1, task, leaders.get(task.case.leader, ""), parts.units))
    return rows


def _row(number: int, task: Task, leader: str, units: Any) -> Row:
    case = task.case
    return Row(
        number=number,
        case=case,
        quotes=[(each.quote, f"[{each.start}:{each.end}]") for each in task.passages],
        target=target_words(case),
        leader=leader,
        lead=case.lead_unit.label if case.lead_unit else "",
        responsible=units("responsible_unit"),
        co=units("co_handler"),
    )


def _left_out(found: Plan) -> list[tuple[str, int]]:
    """Return what the plan leaves out and why."""
    told = [
        (gettext("Proposed to other governments, not taken up yet"), found.proposed),
        (gettext("Withdrawn or not taken up"), found.dropped),
        (gettext("Withheld, neither listed nor counted"), found.hidden),
    ]
    return [(words, n) for words, n in told if n]
