"""Import of units (单位导入): a file is shown row by row before anything is written; the template to fill in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from huiyin.ledger import units as services
from huiyin.ledger.cases import actor_of
from huiyin.people.unit_import import plan_import, present_rows, words_of
from huiyin.people.unit_tables import TableRow, read_table, write_template
from huiyin.web.access import page
from huiyin.web.errors import error_page
from huiyin.web.people.forms import posted
from huiyin.web.people.trail import field_words
from huiyin.web.people.words import problem_words
from huiyin.web.requests import PageRequest
from huiyin.web.table_import import XLSX, PreviewTooOld, TableForm, pack, unpack

PURPOSE = "units"


@page("units.change", change="units.change")
def units_import(request: PageRequest) -> HttpResponseBase:
    """Take a file, and show what it would do."""
    form = TableForm(posted(request), request.FILES if request.method == "POST" else None, read=read_table)
    if request.method == "POST" and form.is_valid():
        return _preview(request, form.rows)
    return render(request, "people/units_import.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@page("units.change", change="units.change")
def import_carry_out(request: PageRequest) -> HttpResponseBase:
    """Write what the preview showed; where something has changed since, show it anew and write nothing."""
    try:
        rows, _more = unpack(request, PURPOSE)
    except PreviewTooOld:
        said = (gettext("This preview is too old"), gettext("Send the file once more. Nothing was written."))
        return error_page(request, 409, said=said)
    plan = plan_import(rows, today=request.today)
    if plan.digest != request.POST.get("seen"):
        messages.warning(
            request, gettext("Units have changed since; look at the preview once more. Nothing was written.")
        )
        return _preview(request, rows, status=409)
    if plan.count("refuse") and not request.POST.get("skip"):
        messages.error(request, gettext("Mend the refused rows in the file, or say that they are to be skipped."))
        return _preview(request, rows, status=422)
    added, changed = services.apply_import(plan=plan, by=actor_of(request.viewer))
    words = [
        ngettext("%(n)d unit added", "%(n)d units added", added) % {"n": added},
        ngettext("%(n)d changed", "%(n)d changed", changed) % {"n": changed},
    ]
    messages.success(request, gettext("%(added)s, %(changed)s.") % {"added": words[0], "changed": words[1]})
    return redirect("units")


@page("units.change")
def units_table(request: PageRequest) -> HttpResponse:
    """Give the template, with the present units in it where they are asked for."""
    rows = present_rows(request.today) if request.GET.get("filled") else []
    answer = HttpResponse(write_template(rows), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="units.xlsx"'
    return answer


def _preview(request: PageRequest, rows: list[TableRow], status: int = 200) -> HttpResponse:
    plan = plan_import(rows, today=request.today)
    context = {
        "plan": plan,
        "rows": [_shown(row) for row in plan.rows],
        "counts": {act: plan.count(act) for act in ("add", "change", "same", "refuse")},
        "packed": pack(request, PURPOSE, rows),
        "nothing": not plan.count("add") + plan.count("change"),
    }
    return render(request, "people/units_preview.html", context, status=status)


def _shown(row: Any) -> dict[str, Any]:
    """Return a row of the preview: what it does, in words."""
    added = [(field_words(name), words_of(_named(value))) for name, value in row.values.items() if name != "name"]
    return {
        "number": row.number,
        "name": row.name,
        "act": row.act,
        "changes": [(field_words(name), old, new) for name, old, new in row.changes],
        "values": [(name, words) for name, words in added if words] if row.act == "add" else [],
        "problems": [problem_words(code, words) for code, words in row.problems],
    }


def _named(value: Any) -> Any:
    """Return the row of this file that a handle means, in words."""
    if isinstance(value, str) and value.startswith("row:"):
        return gettext("row %(n)s of this file") % {"n": value[4:]}
    return value
