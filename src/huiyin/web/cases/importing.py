"""Bringing in a plan of work or the cases of an older system: first the preview row by row, then all or nothing.

Between the two pages the rows travel in the form itself, signed; nothing is written before somebody has said so.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.errors import HuiyinError, LedgerError
from huiyin.ledger.imports import older, plan
from huiyin.ledger.imports.duties import Duty
from huiyin.ledger.imports.tables import TableRow
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import house_sources
from huiyin.people.models import Place
from huiyin.people.permissions import OFFICE, may
from huiyin.web.access import page
from huiyin.web.cases import words
from huiyin.web.forms import Form
from huiyin.web.links import link
from huiyin.web.numbers import size
from huiyin.web.requests import PageRequest

SALT = "huiyin.import"
DAYS = ("due_on", "starts_on")  # of a task of a plan
KEPT_FOR = 4 * 3600  # seconds for which a preview can still be taken in


class PlanForm(Form):
    """The file of a plan, the report that it decomposes, and whether its tasks are handed over at once."""

    source = forms.ModelChoiceField(queryset=Source.objects.none())
    file = forms.FileField()
    hand_over = forms.BooleanField(required=False, initial=True)

    def __init__(self, request: PageRequest, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reports = house_sources(request.viewer, *OFFICE).exclude(text_kind="deliberation")
        self.fields["source"].queryset = self.reports  # type: ignore[attr-defined]
        self.fields["source"].label = gettext("Report that the plan decomposes")
        self.fields["file"].label = gettext("File of the plan")
        self.fields["file"].help_text = gettext(
            "XLSX or DOCX with a table, or a text with brackets like （甲局牵头，乙局、丙局配合）; at most %(limit)s."
        ) % {"limit": size(settings.UPLOAD_LIMIT_BYTES)}
        self.fields["hand_over"].label = gettext("Hand each task over to its lead unit at once")


class OlderForm(Form):
    """The workbook of an older system."""

    file = forms.FileField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = gettext("Workbook with running cases")
        self.fields["file"].help_text = gettext(
            "XLSX with the columns 编号, 任务内容, 年度, 状态, 牵头单位, 配合单位, 交办日期, 完成时限, 办理经过; "
            "others are passed over."
        )


@page("case.import", change="case.import")
def import_plan(request: PageRequest) -> HttpResponseBase:
    """Ask for a plan, show what taking it in would do, and take it in."""
    if "rows" in request.POST:
        return _take_plan(request)
    form = PlanForm(request, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        source: Source = form.cleaned_data["source"]
        content = _content(form)
        try:
            paper = plan.paper_in(content, form.cleaned_data["file"].name, year=source.year) if content else None
        except HuiyinError as error:
            form.add_error("file", words.import_words(error))
        else:
            if paper:
                return _plan_preview(request, source, paper, bool(form.cleaned_data["hand_over"]))
    return _asked(request, form, title=gettext("Bring in a plan of work"), kind="plan")


def _content(form: forms.Form) -> bytes:
    """Return the content of the file; empty, with an error on the field, where it is too large."""
    upload = form.cleaned_data["file"]
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        error = LedgerError("file.too_large", name=upload.name, size=upload.size, limit=settings.UPLOAD_LIMIT_BYTES)
        form.add_error("file", words.fault_words(error))
        return b""
    content: bytes = upload.read()
    return content


def _asked(request: PageRequest, form: forms.Form, *, title: str, kind: str) -> HttpResponse:
    other = link("import_older") if kind == "plan" else link("import_plan")
    context: dict[str, Any] = {"form": form, "title": title, "kind": kind, "other_url": other}
    context["crumbs"] = _crumbs(request, title)
    if isinstance(form, PlanForm):
        context |= {"no_reports": not form.reports.exists(), "may_add": may(request.viewer, "source.add")}
    return render(request, "cases/import.html", context, status=422 if form.errors else 200)


def _crumbs(request: PageRequest, title: str) -> list[dict[str, str]]:
    """Return where these pages lie: below the ledger, or the desk of an administrator, who does not see the ledger."""
    seen = may(request.viewer, "ledger.view")
    first = {"label": gettext("Ledger"), "url": link("ledger")}
    if not seen:
        first = {"label": pgettext("navigation", "Desk"), "url": link("desk")}
    return [first, {"label": title, "url": ""}]


def _plan_preview(
    request: PageRequest, source: Source, paper: plan.Paper, hand_over: bool, *, status: int = 200
) -> HttpResponse:
    place = source.place or Place.objects.get(pk=min(request.viewer.place_ids(*OFFICE)))
    rows = plan.preview(paper.duties, source=source, place=place, on=request.today)
    kept = {"source": source.key, "hand_over": hand_over, "duties": [_plain(each) for each in paper.duties]}
    kept |= {"title": paper.title, "text": paper.text, "unknown": paper.unknown}
    title = gettext("Bring in a plan of work")
    context = {
        "title": title,
        "text": source.title,
        "crumbs": _crumbs(request, title),
        "kind": "plan",
        "unknown": "、".join(paper.unknown),
        "rows": [_plan_row(row) for row in rows],
        "kept": signing.dumps(kept, salt=SALT, compress=True),
        "hand_over": hand_over,
        **_counts([row.does for row in rows]),
    }
    return render(request, "cases/import_preview.html", context, status=status)


def _counts(does: Sequence[str]) -> dict[str, int]:
    return {f"n_{code}": sum(each == code for each in does) for code in ("open", "assign", "present", "refused")}


def _plain(duty: Duty) -> dict[str, Any]:
    days = {name: day.isoformat() if (day := getattr(duty, name)) else None for name in DAYS}
    return {**asdict(duty), **days}


def _duty(kept: dict[str, Any]) -> Duty:
    names = {name: tuple(kept[name]) for name in ("lead", "responsible", "co", "dropped")}
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in DAYS}
    return Duty(**{**kept, **names, **days})


def _plan_row(row: plan.PlanRow) -> dict[str, Any]:
    duty = row.duty
    return {
        "at": duty.at,
        "number": duty.number,
        "content": duty.content,
        "lead": _units(row.lead and [row.lead], duty.lead),
        "responsible": _units(row.responsible, duty.responsible),
        "co": _units(row.co, duty.co),
        "others": _columns(row),
        "due_on": duty.due_on,
        "due": duty.due,
        "match": row.match,
        "match_url": link("statement", row.match.statement.key) if row.match else "",
        "score": round(row.match.score * 100) if row.match else 0,
        "case": row.case,
        "does": row.does,
        "does_words": words.does_words(row.does),
        "faults": [words.row_words(code, name) for code, name in row.faults],
        "notes": [words.row_words(code, name) for code, name in row.notes],
    }


def _columns(row: plan.PlanRow) -> list[tuple[str, str]]:
    """Return what else a row fills, as it stands in the plan."""
    duty = row.duty
    told = [
        (gettext("Leader in charge"), row.leader.name if row.leader else ""),
        (pgettext("of a task", "Contact"), row.contact.name if row.contact else ""),
        (gettext("Target"), " ".join(filter(None, (duty.indicator, duty.figure, duty.unit)))),
        (gettext("Category"), duty.category),
        (gettext("Milestones"), duty.milestones),
    ]
    return [(name, words_) for name, words_ in told if words_]


def _units(found: Any, names: Sequence[str]) -> str:
    """Return the units that were found; the names as they stand where one was not."""
    return "、".join(unit.name for unit in found) if found and len(found) == len(names) else "、".join(names)


def _take_plan(request: PageRequest) -> HttpResponseBase:
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        messages.error(request, gettext("The preview is too old. Bring the file in once more; nothing was written."))
        return redirect("import_plan")
    source = house_sources(request.viewer, *OFFICE).filter(key=kept["source"]).first()
    if source is None:
        return redirect("import_plan")
    duties = tuple(_duty(each) for each in kept["duties"])
    paper = plan.Paper(duties, kept["title"], kept["text"], tuple(kept["unknown"]))
    place = source.place or Place.objects.get(pk=min(request.viewer.place_ids(*OFFICE)))
    rows = plan.preview(duties, source=source, place=place, on=request.today)
    try:
        written = plan.take_in(
            rows,
            source=source,
            paper=paper,
            hand_over=bool(kept["hand_over"]),
            skip_refused="skip" in request.POST,
            by=request.viewer,
            at=timezone.now(),
        )
    except LedgerError as error:
        messages.error(request, words.import_words(error))
        return _plan_preview(request, source, paper, bool(kept["hand_over"]), status=422)
    said = ngettext("%(n)d task was written.", "%(n)d tasks were written.", len(written)) % {"n": len(written)}
    messages.success(request, said)
    return redirect("source_tasks", source.key)


@page("case.import", change="case.import")
def import_older(request: PageRequest) -> HttpResponseBase:
    """Ask for the workbook of an older system, show what taking it in would do, and take it in."""
    title = gettext("Take over running cases")
    if "rows" in request.POST:
        return _take_older(request, title)
    form = OlderForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = _content(form)
        try:
            place = older.home_of(request.viewer)[1]
            rows, unknown = older.preview(content, place=place, on=request.today) if content else ([], ())
        except HuiyinError as error:
            form.add_error("file", words.import_words(error))
        else:
            if rows:
                return _older_preview(request, rows, title, unknown=unknown)
    return _asked(request, form, title=title, kind="older")


def _older_preview(
    request: PageRequest, rows: list[older.OlderRow], title: str, *, unknown: Sequence[str], status: int = 200
) -> HttpResponse:
    table = [
        {"at": row.row.at, "cells": row.row.cells, "days": {k: v.isoformat() for k, v in row.row.days.items()}}
        for row in rows
    ]
    context = {
        "title": title,
        "text": "",
        "crumbs": _crumbs(request, title),
        "kind": "older",
        "rows": [
            {
                "at": row.row.at,
                "number": row.row.cells.get("number", ""),
                "content": row.title,
                "lead": row.lead.name if row.lead else row.row.cells.get("lead", ""),
                "co": _units(row.co, ()) or row.row.cells.get("co", ""),
                "due_on": row.day("due"),
                "stage": row.row.cells.get("stage", ""),
                "does": row.does,
                "does_words": words.does_words(row.does),
                "faults": [words.row_words(code, name) for code, name in row.faults],
            }
            for row in rows
        ],
        "unknown": "、".join(unknown),
        "kept": signing.dumps({"table": table, "unknown": list(unknown)}, salt=SALT, compress=True),
        **_counts([row.does for row in rows]),
    }
    return render(request, "cases/import_preview.html", context, status=status)


def _take_older(request: PageRequest, title: str) -> HttpResponseBase:
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        messages.error(request, gettext("The preview is too old. Bring the file in once more; nothing was written."))
        return redirect("import_older")
    house, place = older.home_of(request.viewer)
    table = [
        TableRow(each["at"], each["cells"], {k: date.fromisoformat(v) for k, v in each["days"].items()})
        for each in kept["table"]
    ]
    rows = older.checked(table, place=place, on=request.today)
    try:
        written = older.take_in(
            rows,
            house=house,
            place=place,
            skip_refused="skip" in request.POST,
            by=request.viewer,
            at=timezone.now(),
        )
    except LedgerError as error:
        messages.error(request, words.import_words(error))
        return _older_preview(request, rows, title, unknown=kept["unknown"], status=422)
    said = ngettext("%(n)d case was taken over.", "%(n)d cases were taken over.", len(written)) % {"n": len(written)}
    messages.success(request, said)
    return redirect("desk")
