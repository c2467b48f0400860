"""The letter of a reply: shown as it will look, and as DOCX or PDF; and the promises in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from huiyin.congress.letter_text import letter_paragraphs
from huiyin.congress.letters import letter_of
from huiyin.congress.promises import (
    Promise,
    make_promise,
    other_sentences,
    proposed_promises,
    read_replies,
    replies_of,
)
from huiyin.documents.issued_letter import letter_docx
from huiyin.documents.reply_letter import attachment_lines, letter_pdf, note_apart_from
from huiyin.documents.word import DOCX
from huiyin.errors import CongressError, HuiyinError
from huiyin.ledger.models import Case, Source
from huiyin.ledger.relations import visible_cases
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.errors import error_page
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.suggestions import words
from huiyin.web.template_words import said


def _case(request: PageRequest, key: str) -> Case:
    rows = visible_cases(request.viewer).select_related("lead_unit", "place", "entry")
    return get_object_or_404(rows, key=key)


@page("case.view")
@require_GET
def reply_letter(request: PageRequest, key: str, position: int) -> HttpResponse:
    """Show the letter of an issued reply as it will look on paper."""
    case = _case(request, key)
    letter = letter_of(case, position)
    if letter is None:
        raise Http404
    text, note = note_apart_from(letter.text)
    context = {
        "case": case,
        "letter": letter,
        "paragraphs": letter_paragraphs(text),
        "attachments": attachment_lines(letter),
        "note": note,
        "position": position,
        "crumbs": [
            {"label": case.number or case.title, "url": link("case", case.key)},
            {"label": gettext("Letter of the reply"), "url": ""},
        ],
    }
    return render(request, "suggestions/letter.html", context)


@page("case.view")
@require_GET
def reply_letter_file(request: PageRequest, key: str, position: int, form: str) -> HttpResponseBase:
    """Send the letter as DOCX, by the template of the place that handles the case, or as PDF."""
    case = _case(request, key)
    letter = letter_of(case, position)
    if letter is None or form not in ("docx", "pdf"):
        raise Http404
    if form == "pdf":
        content, kind = letter_pdf(letter), "application/pdf"
    else:
        try:
            content = letter_docx(letter, case.place)
        except CongressError as error:
            return error_page(request, 422, said=(gettext("The template cannot be filled"), said(error)))
        kind = DOCX
    response = HttpResponse(content, content_type=kind)
    name = f"{letter.number or letter.title}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response


@page("promise.view", change="promise.make")
def reply_promises(request: PageRequest, key: str) -> HttpResponseBase:
    """Show what the reader takes for promises in the last reply; the unit confirms each with its day."""
    case = _case(request, key)
    if not replies_of(case):
        raise Http404
    wrong: dict[str, str] = {}
    sources = read_replies(case=case, by=request.viewer, at=timezone.now()) if _owns(request, case) else []
    rows, earlier, others = _sentences(case, sources)
    nothing = ""
    if request.method == "POST":
        if not sources:
            return HttpResponse(status=403)
        made = 0
        for row in (*rows, *earlier, *others):
            key_ = row.statement.key
            if row.case is None and request.POST.get(f"take_{key_}"):
                made += _make(request, case, row.statement, wrong)
        if made:
            messages.success(
                request, ngettext("%(n)d promise is on record.", "%(n)d promises are on record.", made) % {"n": made}
            )
        ticked = any(name.startswith("take_") for name in request.POST)
        if ticked and not wrong:
            return redirect("reply_promises", case.key)
        if not ticked:
            nothing = gettext("Nothing is ticked, so nothing was put on record. Tick what your unit has promised.")
        rows, earlier, others = _sentences(case, sources)
    context = {
        **_promises(request, case),
        "open": _as_rows(request, rows, wrong),
        "earlier": _as_rows(request, earlier, wrong),
        "others": _as_rows(request, others, wrong),
        "nothing": nothing,
    }
    context["others_open"] = any(row["taken"] for row in context["others"])
    return render(request, "suggestions/promises.html", context, status=422 if wrong or nothing else 200)


def _sentences(case: Case, sources: list[Source]) -> tuple[list[Promise], list[Promise], list[Promise]]:
    """Return what the reader takes for promises in the last reply and in earlier ones, and what else the last one says.

    Nothing to who confirms none. What the last reply says again is not asked twice.
    """
    if not sources:
        return [], [], []
    proposed = proposed_promises(case, sources[0])
    others = other_sentences(case, sources[0], proposed)
    said = {each.statement.text for each in (*proposed, *others)}
    before = [each for source in sources[1:] for each in proposed_promises(case, source)]
    return proposed, [each for each in before if each.statement.text not in said], others


def _owns(request: PageRequest, case: Case) -> bool:
    """Say whether somebody is of the unit that replied: whose promises they are."""
    return may(request.viewer, "promise.make") and case.lead_unit_id in request.viewer.unit_ids(
        "unit_handler", "unit_head"
    )


def _make(request: PageRequest, case: Case, statement: Any, wrong: dict[str, str]) -> int:
    typed = request.POST.get(f"due_{statement.key}", "")
    try:
        due_on = date.fromisoformat(typed)
    except ValueError:
        wrong[statement.key] = gettext("Say until when: a promise without a day cannot be followed.")
        return 0
    try:
        make_promise(case=case, statement=statement, due_on=due_on, by=request.viewer, at=timezone.now())
    except HuiyinError as error:
        wrong[statement.key] = words.refused(error)
        return 0
    return 1


def _as_rows(request: PageRequest, rows: Iterable[Promise], wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the sentences that are no promise on record yet, as they were filled in."""
    return [
        {
            "statement": row.statement,
            "due": request.POST.get(f"due_{row.statement.key}") or (row.due_on.isoformat() if row.due_on else ""),
            "taken": bool(request.POST.get(f"take_{row.statement.key}")),
            "wrong": wrong.get(row.statement.key, ""),
        }
        for row in rows
        if row.case is None
    ]


def _promises(request: PageRequest, case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "mine": _owns(request, case),
        "made": list(visible_cases(request.viewer).filter(promised_in=case).order_by("pk")),
        "crumbs": [
            {"label": case.number or case.title, "url": link("case", case.key)},
            {"label": gettext("Promises in the reply"), "url": ""},
        ],
    }
