"""Open data (开放数据): what the pages show as CSV and JSON, and the dictionary that says what each column means."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from huiyin.congress.public import Snapshot
from huiyin.congress.public_figures import state_of
from huiyin.congress.public_items import Item, Report
from huiyin.render.tables import csv_text
from huiyin.web.public import parts
from huiyin.web.public.links import public_url
from huiyin.web.public.serving import PublicRequest, public_page, show

BOM = "\ufeff"
FORMS = ("csv", "json")
Row = dict[str, Any]

COLUMNS: dict[str, dict[str, Any]] = {  # by table: each column with what it means
    "suggestions": {
        "id": gettext_lazy("Permanent id; the page is at the address in url"),
        "url": gettext_lazy("Address of the page"),
        "kind": gettext_lazy("suggestion (建议) or motion (议案)"),
        "number": gettext_lazy("Number given when it was registered"),
        "year": gettext_lazy("Year of the session"),
        "title": gettext_lazy("Title as filed"),
        "filer": gettext_lazy("Deputy who filed it, with consent"),
        "cosigners": gettext_lazy("Deputies who co-signed it"),
        "delegation": gettext_lazy("Delegation of the filing deputy on that day"),
        "lead_unit": gettext_lazy("Unit that replies"),
        "co_units": gettext_lazy("Units that give it an opinion"),
        "stage": gettext_lazy("Where it stands, in the words of the place"),
        "outcome": gettext_lazy("Outcome by a neutral code; never to be compared between places that grade otherwise"),
        "replied_on": gettext_lazy("Day of the last reply"),
        "reply_number": gettext_lazy("Number of the last reply"),
        "evaluation": gettext_lazy("What the deputy found of the result: satisfied, basically, unsatisfied"),
        "text": gettext_lazy("Text as filed; numbers and addresses of persons are marks"),
        "reply": gettext_lazy("Text of the last reply; numbers and addresses of persons are marks"),
        "changed_on": gettext_lazy("Day of the last change"),
    },
    "promises": {
        "id": gettext_lazy("Permanent id; the page is at the address in url"),
        "url": gettext_lazy("Address of the page"),
        "kind": gettext_lazy("commitment (of a report) or reply_promise (of a reply)"),
        "number": gettext_lazy("Number of the task"),
        "year": gettext_lazy("Year of the ledger in which it stands"),
        "carried_over": gettext_lazy("true where it was carried over from the ledger of the year before"),
        "title": gettext_lazy("Words of the promise"),
        "lead_unit": gettext_lazy("Unit that answers for it"),
        "co_units": gettext_lazy("Units that help"),
        "state": gettext_lazy(
            "kept, other_outcome (closed otherwise), on_time, late, no_word (no report yet, which is not “not done”)"
        ),
        "outcome": gettext_lazy("Outcome by a neutral code, once closed"),
        "due_on": gettext_lazy("Last day"),
        "due_provisional": gettext_lazy("true while a yearly notice of holidays is missing"),
        "target": gettext_lazy("Figure aimed at"),
        "reached": gettext_lazy("Figure of the last report"),
        "unit_of_measure": gettext_lazy("Unit of both figures"),
        "reported_on": gettext_lazy("Day of the last report"),
        "report": gettext_lazy("Permanent id of the report in which it stands"),
        "start": gettext_lazy("Where its words begin in that report, in code points"),
        "end": gettext_lazy("Where they end"),
        "made_in": gettext_lazy("Permanent id of the suggestion in whose reply it was promised"),
        "changed_on": gettext_lazy("Day of the last change"),
    },
    "supervision": {
        "id": gettext_lazy("Permanent id; the page is at the address in url"),
        "url": gettext_lazy("Address of the page"),
        "kind": gettext_lazy("opinion of the standing committee (审议意见) or formal inquiry (质询案)"),
        "number": gettext_lazy("Number given when it was registered"),
        "year": gettext_lazy("Year"),
        "title": gettext_lazy("Title"),
        "meeting": gettext_lazy("Meeting of the committee, and the report that it deliberated"),
        "filer": gettext_lazy("Deputy who filed it, with consent"),
        "cosigners": gettext_lazy("Deputies who co-signed it"),
        "lead_unit": gettext_lazy("Unit that replies"),
        "co_units": gettext_lazy("Units that help"),
        "stage": gettext_lazy("Where it stands, in the words of the place"),
        "replied_on": gettext_lazy("Day of the last reply"),
        "reply_number": gettext_lazy("Number of the last reply"),
        "text": gettext_lazy("Text of the opinion or the inquiry; numbers and addresses of persons are marks"),
        "reply": gettext_lazy("Text of the last reply; numbers and addresses of persons are marks"),
        "changed_on": gettext_lazy("Day of the last change"),
    },
    "reports": {
        "id": gettext_lazy("Permanent id; the page is at the address in url"),
        "url": gettext_lazy("Address of the page"),
        "title": gettext_lazy("Title"),
        "publisher": gettext_lazy("Who published it"),
        "published_on": gettext_lazy("Day on which it was published"),
        "year": gettext_lazy("Year for which it plans"),
        "promises_public": gettext_lazy("Promises that are followed in public"),
        "promises_checkable": gettext_lazy("Promises that people confirmed and that can be checked"),
        "promises_vague": gettext_lazy("Promises that give nothing to check them by, in no count"),
        "text": gettext_lazy("The text"),
    },
}


def titles() -> dict[str, str]:
    """Return what the tables are called."""
    return {
        "suggestions": gettext("Suggestions and motions"),
        "promises": gettext("Promises"),
        "supervision": gettext("Supervision by the congress"),
        "reports": gettext("Work reports"),
    }


@public_page
def dictionary(request: PublicRequest) -> HttpResponse:
    """Say which data there are, and what each column means."""
    tables = []
    for name, title in titles().items():
        tables.append(
            {
                "name": name,
                "title": title,
                "n": len(_rows(request, name)),
                "columns": COLUMNS[name],
                "files": [(form.upper(), public_url("public_table", name, form)) for form in FORMS],
            }
        )
    data = {
        "@type": "Dataset",
        "name": gettext("Open data of Huiyin"),
        "url": request.build_absolute_uri(),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv" if form == "csv" else "application/json",
                "contentUrl": request.build_absolute_uri(public_url("public_table", name, form)),
            }
            for name in COLUMNS
            for form in FORMS
        ],
    }
    title = gettext("Open data")
    text = gettext("What these pages show, as tables for programs")
    return show(request, "public/data.html", {"title": title, "text": text, "tables": tables, "data": data})


@public_page
def table(request: PublicRequest, name: str, form: str) -> HttpResponse:
    """Send one table whole."""
    if name not in COLUMNS or form not in FORMS:
        raise Http404
    rows = _rows(request, name)
    if form == "json":
        told = {"schema": "huiyin.public/1", "table": name, "as_of": request.shown.day.isoformat()}
        text = json.dumps({**told, "rows": rows}, ensure_ascii=False, indent=1)
        return HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    cells = [[_cell(row[column]) for column in COLUMNS[name]] for row in rows]
    answer = HttpResponse(BOM + csv_text([list(COLUMNS[name]), *cells]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="huiyin-{name}.csv"'
    return answer


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "；".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


def _rows(request: PublicRequest, name: str) -> list[Row]:
    shown: Snapshot = request.shown

    def url(key: str) -> str:
        return request.build_absolute_uri(public_url("public_permalink", key))

    if name == "reports":
        return [_report(each, url) for each in shown.reports]
    if name == "suggestions":
        return [_filed(each, url, name) for each in shown.of_kind(*parts.SUGGESTIONS)]
    if name == "supervision":
        return [_filed(each, url, name) for each in shown.of_kind(*parts.SUPERVISION)]
    return [_promise(each, url) for each in shown.of_kind(*parts.PROMISES)]


def _filed(item: Item, url: Callable[[str], str], table: str) -> Row:
    """Return what was filed and answered, as the columns of its table."""
    reply = item.replies[0] if item.replies else None
    delegation = next((each.delegation.name for each in item.filers if each.delegation), None)
    told = {
        "id": item.key,
        "url": url(item.key),
        "kind": item.kind,
        "number": item.number or None,
        "year": item.year,
        "title": item.title or None,
        "meeting": item.meeting or None,
        "filer": [each.name for each in item.filers],
        "cosigners": [each.name for each in item.cosigners],
        "delegation": delegation,
        "lead_unit": item.lead.name if item.lead else None,
        "co_units": [each.name for each in item.co],
        "stage": item.stage.zh or None,
        "outcome": item.outcome_code or None,
        "replied_on": item.replied_on.isoformat() if item.replied_on else None,
        "reply_number": reply.number if reply else None,
        "evaluation": item.grades[-1].result if item.grades else None,
        "text": "\n".join(item.text) or None,
        "reply": reply.plain if reply else None,
        "changed_on": item.changed_on.isoformat(),
    }
    return {column: told[column] for column in COLUMNS[table]}


def _promise(item: Item, url: Callable[[str], str]) -> Row:
    progress, place = item.progress, item.place
    return {
        "id": item.key,
        "url": url(item.key),
        "kind": item.kind,
        "number": item.number or None,
        "year": item.year,
        "carried_over": item.rolled if state_of(item) else None,
        "title": item.title or None,
        "lead_unit": item.lead.name if item.lead else None,
        "co_units": [each.name for each in item.co],
        "state": state_of(item) or None,
        "outcome": item.outcome_code or None,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "due_provisional": item.provisional,
        "target": _number(progress.target) if progress else None,
        "reached": _number(progress.value) if progress else None,
        "unit_of_measure": (progress.unit or None) if progress else None,
        "reported_on": progress.on.isoformat() if progress and progress.on else None,
        "report": place[0] if place else None,
        "start": place[1] if place else None,
        "end": place[2] if place else None,
        "made_in": item.made_in or None,
        "changed_on": item.changed_on.isoformat(),
    }


def _number(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _report(report: Report, url: Callable[[str], str]) -> Row:
    return {
        "id": report.key,
        "url": url(report.key),
        "title": report.title,
        "publisher": report.publisher or None,
        "published_on": report.on.isoformat() if report.on else None,
        "year": report.year,
        "promises_public": len(report.promises),
        "promises_checkable": report.checkable,
        "promises_vague": report.vague,
        "text": report.text,
    }
