"""Import of suggestions (建议导入): a table is shown row by row before anything is filed; the template to fill in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from huiyin.congress.models import Congress
from huiyin.congress.suggestion_import import ACTS, Plan, plan_suggestions
from huiyin.congress.suggestion_import_rows import Row
from huiyin.congress.suggestion_import_tables import MEGABYTES, MOST_ON_PAGE, layout, read_suggestions
from huiyin.congress.suggestion_import_taking import take_in
from huiyin.errors import HuiyinError
from huiyin.people.models import Role
from huiyin.people.tables import TableRow, write_table
from huiyin.web.access import page
from huiyin.web.errors import error_page
from huiyin.web.links import link
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.suggestions import words
from huiyin.web.suggestions.forms import congress_name
from huiyin.web.suggestions.import_words import note_words, problem_words
from huiyin.web.table_import import XLSX, PreviewTooOld, TableForm, pack, unpack

PURPOSE = "suggestions"
SHOWN = 200  # rows of a preview that are whole; refused ones and those with a note are shown always


@page("suggestion.import", change="suggestion.import")
def suggestion_import(request: PageRequest) -> HttpResponseBase:
    """Take a file for a congress, and show what it would do."""
    congresses = _congresses(request)
    form = TableForm(posted(request), request.FILES if request.method == "POST" else None, read=read_suggestions)
    form.fields["table"].help_text = gettext(
        "XLSX or CSV, at most %(mb)d MB and %(n)d rows. Nothing is filed before you have seen it."
    ) % {"mb": MEGABYTES, "n": MOST_ON_PAGE}
    asked = next((each for each in congresses if each.key == request.POST.get("congress")), None)
    if request.method == "POST":
        if form.is_valid() and asked is not None:
            return _preview(request, asked, form.rows)
        if asked is None:
            form.add_error(None, gettext("Say for which congress."))
    context = {
        "form": form,
        "congresses": [(each.key, congress_name(each), each == (asked or congresses[0])) for each in congresses],
        "crumbs": _crumbs(gettext("Import suggestions")),
        "most": MOST_ON_PAGE,
    }
    return render(request, "suggestions/import.html", context, status=422 if form.errors else 200)


@require_POST
@page("suggestion.import", change="suggestion.import")
def suggestion_take(request: PageRequest) -> HttpResponseBase:
    """File what the preview showed, all of it or nothing; where something has changed since, show it anew."""
    try:
        rows, more = unpack(request, PURPOSE)
    except PreviewTooOld:
        told = (gettext("This preview is too old"), gettext("Send the file once more. Nothing was written."))
        return error_page(request, 409, said=told)
    congress = next((each for each in _congresses(request) if each.key == more["congress"]), None)
    if congress is None:
        raise Http404
    plan = plan_suggestions(congress, rows, at=timezone.now())
    if plan.digest != request.POST.get("seen"):
        messages.warning(
            request, gettext("Something has changed since; look at the preview once more. Nothing was written.")
        )
        return _preview(request, congress, rows, plan, status=409)
    if plan.count("refuse") and not request.POST.get("skip"):
        messages.error(request, gettext("Mend the refused rows in the file, or say that they are to be skipped."))
        return _preview(request, congress, rows, plan, status=422)
    try:
        n = take_in(congress=congress, plan=plan, by=request.viewer)
    except HuiyinError as error:
        reason = words.refused(error)
        messages.error(request, gettext("%(reason)s Nothing was written.") % {"reason": reason})
        return _preview(request, congress, rows, status=422)
    done = ngettext("%(n)d suggestion is filed; it waits to be registered.", "%(n)d suggestions are filed; they wait to be registered.", n)  # fmt: skip  # noqa: E501
    messages.success(request, done % {"n": n})
    return redirect(f"{link('suggestions')}?view=filed")


@page("suggestion.import")
def suggestion_template(_request: PageRequest) -> HttpResponse:
    """Give the template to fill in."""
    answer = HttpResponse(write_table(layout()), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="suggestions.xlsx"'
    return answer


def _congresses(request: PageRequest) -> list[Congress]:
    """Return the congresses that somebody may file for from paper, the newest first."""
    rows = Congress.objects.filter(place_id__in=request.viewer.place_ids(Role.SECRETARY), from_on__lte=request.today)
    return list(rows.select_related("place").order_by("-from_on", "-pk"))


def _preview(
    request: PageRequest, congress: Congress, rows: list[TableRow], plan: Plan | None = None, *, status: int = 200
) -> HttpResponse:
    plan = plan or plan_suggestions(congress, rows, at=timezone.now())
    told = [row for at, row in enumerate(plan.rows) if at < SHOWN or row.act == "refuse" or row.notes]
    context = {
        "congress": congress_name(congress),
        "plan": plan,
        "rows": [_shown(row) for row in told],
        "more": len(plan.rows) - len(told),
        "counts": {act: plan.count(act) for act in ACTS},
        "packed": pack(request, PURPOSE, rows, congress=congress.key),
        "crumbs": _crumbs(gettext("Preview of the import"), back=True),
    }
    return render(request, "suggestions/import_preview.html", context, status=status)


def _crumbs(last: str, *, back: bool = False) -> list[dict[str, str]]:
    before = [{"label": gettext("Import suggestions"), "url": link("suggestion_import")}] if back else []
    return [{"label": gettext("Suggestions"), "url": link("suggestions")}, *before, {"label": last, "url": ""}]


def _shown(row: Row) -> dict[str, Any]:
    """Return a row of the preview: what it does, in words."""
    paper = row.paper
    return {
        "number": row.number,
        "title": row.title,
        "act": row.act,
        "filer": row.filer,
        "cosigners": "、".join(row.cosigners),
        "on": row.on,
        "label": paper.number if paper else "",
        "motion": bool(paper and paper.written.kind == "motion"),
        "category": paper.category if paper else "",
        "units": row.units,
        "case": row.case,
        "problems": [problem_words(code, about) for code, about in row.problems],
        "notes": [note_words(code, about) for code, about in row.notes] if row.act == "file" else [],
    }
