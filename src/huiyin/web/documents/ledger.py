"""The ledger as a Word table (台账): the rows that the list holds, in its order, by the place's template."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from huiyin.documents.word_fields import Link
from huiyin.documents.word_kinds import MOST_ROWS
from huiyin.ledger.last_reports import LastReport, last_reports
from huiyin.ledger.listing import in_order, listed, unlisted
from huiyin.ledger.models import Case
from huiyin.ledger.people_said import Said, said_of
from huiyin.web.access import page
from huiyin.web.cases.task_fields import milestones_words
from huiyin.web.cases.words import QUARTERS, form_words, quarter_words, supervision_words
from huiyin.web.documents.common import day_words, head, home_of, in_chinese, send, too_many, whole_due
from huiyin.web.ledger.asked import asked, chips, choices_asked, choices_told
from huiyin.web.ledger.rows import Row, citation, rows_and_more, rows_of
from huiyin.web.ledger.words import type_words
from huiyin.web.numbers import scaled
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import light_words

CHUNK = 500


@page("ledger.export")
@require_GET
@in_chinese
def ledger_table(request: PageRequest, *, language: str) -> HttpResponse:
    """Send the whole list as DOCX; with more rows than a Word file should hold nothing is cut, it is refused."""
    wanted = asked(request.GET)
    rows = listed(request.viewer, wanted.filters, today=request.today)
    count = rows[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        return too_many(request, language)
    _none, extra = rows_and_more((), request.today, choices_asked(request.viewer, request.today))
    filters = chips(wanted, choices_told(extra), request.viewer, request.today)
    place = home_of(request)
    names = {"place": place.name if place else "", "year": wanted.filters.year or ""}
    title = gettext("Ledger of %(place)s, %(year)s") if names["year"] else gettext("Ledger of %(place)s")
    values = head(
        request,
        title=title % names,
        path=wanted.url(),
        count=count,
        hidden=unlisted(request.viewer, wanted.filters, today=request.today),
        filters="；".join(f"{each['name']} {each['words']}" for each in filters),
    )
    values["cases"] = list(_rows(request, in_order(rows, wanted.order, most=MOST_ROWS, chunk=CHUNK)))
    return send(request, "ledger_table", values, language=language)


def _rows(request: PageRequest, cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    left, number = iter(cases), 0
    while chunk := list(islice(left, CHUNK)):
        reports, said = last_reports(chunk), said_of(chunk)
        for row in rows_of(chunk, request.today):
            number += 1
            last = reports.get(row.case.pk, LastReport())
            yield _values(request, row, number, last, said[row.case.pk])


def _values(request: PageRequest, row: Row, number: int, last: LastReport, said: Said) -> dict[str, Any]:
    case = row.case
    return {
        "index": number,
        "number": case.number,
        "title": case.title,
        "type": type_words(case.case_type),
        "category": case.category,
        "year": case.year,
        "source": citation(row.beside),
        "passage": row.beside.quote,
        "indicator": case.indicator,
        "unit_of_measure": case.unit_of_measure,
        "base": scaled(case.base_value),
        "target": row.target,
        "reached": row.reached,
        "leader": said.leader,
        "contact": said.contact,
        "lead": row.lead,
        "responsible": "、".join(row.beside.units("responsible_unit")),
        "co_handlers": "、".join(row.beside.units("co_handler")),
        "starts_on": day_words(case.starts_on),
        "assigned_on": day_words(case.issued_on),
        "milestones": milestones_words(case, today=request.today),
        "due_on": day_words(whole_due(case)),
        "next_due": day_words(case.due_on),
        "stage": row.stage,
        "light": light_words(row.light),
        "supervision": supervision_words(case.supervision),
        "supervision_words": said.supervision,
        "form": form_words(last.form) if last.form else "",
        "progress": last.said,
        "problem": last.problem,
        "next_step": last.next_step,
        "reported_on": day_words(last.on),
        **{f"quarter_{number}": quarter_words(last, number, case.unit_of_measure) for number in QUARTERS},
        "closed_on": day_words(timezone.localdate(case.closed_at)) if case.closed_at else "",
        "closed_by": said.closed_by,
        "link": Link(case.number or "—", request.build_absolute_uri(row.url)),
    }
