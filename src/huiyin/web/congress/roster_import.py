"""Import of the roster (名册导入): a file is shown row by row before anything is written; the template to fill in."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_POST

from huiyin.congress.models import Congress, Mandate
from huiyin.congress.roster_import import ACTS, Row, plan_roster
from huiyin.congress.roster_tables import LAYOUT, read_roster, word_of
from huiyin.congress.roster_taking import take_in
from huiyin.errors import CongressError, PeopleError
from huiyin.ledger.cases import actor_of
from huiyin.people.tables import TableRow, write_table
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.words import congress_title, field_words, note_words, problem_words, said
from huiyin.web.errors import error_page
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.table_import import XLSX, PreviewTooOld, TableForm, pack, unpack

PURPOSE = "roster"


@page("roster.import", change="roster.import")
def roster_import(request: PageRequest, key: str) -> HttpResponseBase:
    """Take a file, and show what it would do."""
    congress = common.own_congress_of(request, key)
    form = TableForm(posted(request), request.FILES if request.method == "POST" else None, read=read_roster)
    first = congress.from_on if not congress.mandates.exists() else request.today
    options = forms.RosterOptions(posted(request), initial={"on": first})
    if request.method == "POST" and form.is_valid() and options.is_valid():
        return _preview(request, congress, form.rows, options.cleaned_data)
    context = {
        "congress": congress,
        "form": form,
        "options": options,
        "text": congress_title(congress),
        "crumbs": common.of_congress(congress, (gettext("Import the roster"), "")),
    }
    return render(request, "congress/roster_import.html", context, status=422 if form.errors or options.errors else 200)


@require_POST
@page("roster.import", change="roster.import")
def roster_take(request: PageRequest, key: str) -> HttpResponseBase:
    """Write what the preview showed; where something has changed since, show it anew and write nothing."""
    congress = common.own_congress_of(request, key)
    try:
        rows, more = unpack(request, f"{PURPOSE} {key}")
    except PreviewTooOld:
        told = (gettext("This preview is too old"), gettext("Send the file once more. Nothing was written."))
        return error_page(request, 409, said=told)
    asked = {"on": date.fromisoformat(more["on"]), "replace_contacts": more["replace_contacts"]}
    plan = plan_roster(congress, rows, **asked)
    if plan.digest != request.POST.get("seen"):
        again = gettext("The roster has changed since; look at the preview once more. Nothing was written.")
        messages.warning(request, again)
        return _preview(request, congress, rows, asked, status=409)
    if plan.count("refuse") and not request.POST.get("skip"):
        messages.error(request, gettext("Mend the refused rows in the file, or say that they are to be skipped."))
        return _preview(request, congress, rows, asked, status=422)
    try:
        n = take_in(congress=congress, plan=plan, by=actor_of(request.viewer))
    except (CongressError, PeopleError) as error:
        messages.error(request, gettext("%(reason)s Nothing was written.") % {"reason": said(error)})
        return _preview(request, congress, rows, asked, status=422)
    words = ngettext("The roster is up to date: %(n)d deputy.", "The roster is up to date: %(n)d deputies.", n)
    messages.success(request, words % {"n": n})
    return redirect("roster", key)


@page("roster.import")
def roster_template(request: PageRequest, key: str) -> HttpResponse:
    """Give the template to fill in."""
    common.own_congress_of(request, key)
    answer = HttpResponse(write_table(LAYOUT), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="deputies.xlsx"'
    return answer


def _preview(
    request: PageRequest, congress: Congress, rows: list[TableRow], asked: dict[str, Any], status: int = 200
) -> HttpResponse:
    plan = plan_roster(congress, rows, **asked)
    more = {"on": asked["on"].isoformat(), "replace_contacts": asked["replace_contacts"]}
    context = {
        "congress": congress,
        "plan": plan,
        "on": asked["on"],
        "rows": [_shown(row, asked["on"]) for row in plan.rows],
        "counts": {act: plan.count(act) for act in ACTS},
        "sealed": sum(bool(row.contacts) for row in plan.rows if row.act != "refuse"),
        "packed": pack(request, f"{PURPOSE} {congress.key}", rows, **more),
        "crumbs": _crumbs(congress),
    }
    return render(request, "congress/roster_preview.html", context, status=status)


def _crumbs(congress: Congress) -> common.Crumbs:
    back = reverse("roster_import", args=[congress.key])
    return common.of_congress(congress, (gettext("Import the roster"), back), (gettext("Preview of the import"), ""))


def _shown(row: Row, on: date) -> dict[str, Any]:
    """Return a row of the preview: what it does, in words; contacts by name only."""

    def called(name: str) -> str:
        return pgettext("deputy", "Number") if name == "number" else field_words(name)

    added = [(name, word_of(value) if name == "office" else value) for name, value in row.values.items()]
    return {
        "number": row.number,
        "name": row.name,
        "act": row.act,
        "on": row.on if row.on != on else None,
        "ended": str(Mandate.EndedBy(row.values["ended"]).label) if row.act == "end" else "",
        "values": [(called(name), words) for name, words in added if words] if row.act == "add" else [],
        "changes": [(called(name), old, new) for name, old, new in row.changes] if row.act != "refuse" else [],
        "sealed": [field_words(name) for name in row.contacts] if row.act != "refuse" else [],
        "problems": [problem_words(code, words) for code, words in row.problems],
        "notes": [note_words(code) for code in row.notes] if row.act != "refuse" else [],
    }
