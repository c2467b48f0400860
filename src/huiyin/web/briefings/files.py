"""A briefing as it will look, for reading and for print, and as DOCX or PDF."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from huiyin.congress.briefings_selectors import writes
from huiyin.congress.briefings_sheet import sheet_of
from huiyin.congress.events import events_of
from huiyin.congress.models import Briefing
from huiyin.documents.briefing import MARKS, briefing_docx, briefing_pdf
from huiyin.ledger.notes import note_bodies
from huiyin.web.access import page
from huiyin.web.briefings import common
from huiyin.web.briefings.words import LIGHTS, name_of, scope_words, trail_words
from huiyin.web.congress.words import session_title
from huiyin.web.people.trail import event_steps
from huiyin.web.requests import PageRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("briefing.view")
def briefing_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a briefing as it will look on paper."""
    briefing = common.briefing_of(request, key)
    events = events_of(briefing.key)
    successor = briefing.corrections.exclude(state=Briefing.State.DRAFT).order_by("pk").first()
    reason = note_bodies([briefing.reason]).get(briefing.reason, "") if briefing.reason else ""
    context: dict[str, Any] = {
        "briefing": briefing,
        "title": name_of(briefing),
        "of": scope_words(briefing),
        "session": session_title(briefing.session),
        "light": LIGHTS[briefing.state],
        "sheet": sheet_of(briefing),
        "mine": writes(request.viewer, briefing),
        "successor": successor,
        "successor_name": name_of(successor) if successor else "",
        "replaces_name": name_of(briefing.replaces) if briefing.replaces else "",
        "reason": reason,
        "trail": event_steps(events, words=trail_words(events)),
        "crumbs": common.crumbs_of(briefing),
    }
    return render(request, "briefings/page.html", context)


@page("briefing.view")
@require_GET
def briefing_file(request: PageRequest, key: str, form: str) -> HttpResponse:
    """Send a briefing as DOCX or PDF; of a draft it says on each page that it is one."""
    briefing = common.briefing_of(request, key)
    if form not in ("docx", "pdf"):
        raise Http404
    make, kind = (briefing_docx, DOCX) if form == "docx" else (briefing_pdf, "application/pdf")
    content = make(sheet_of(briefing), on=briefing.issued_on, mark=MARKS.get(briefing.state, ""))
    response = HttpResponse(content, content_type=kind)
    name = f"{name_of(briefing)}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
