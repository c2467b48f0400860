"""A briefing as it will look, for reading and for print, and as DOCX, PDF or HTML."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from huiyin.congress.briefings_selectors import writes
from huiyin.congress.briefings_sheet import sheet_of
from huiyin.congress.events import events_of
from huiyin.congress.models import Briefing
from huiyin.documents import made_briefing
from huiyin.errors import CongressError
from huiyin.ledger.notes import note_bodies
from huiyin.web.access import page
from huiyin.web.briefings import common
from huiyin.web.briefings.words import LIGHTS, name_of, scope_words, trail_words
from huiyin.web.congress.words import session_title
from huiyin.web.errors import error_page
from huiyin.web.people.trail import event_steps
from huiyin.web.requests import PageRequest
from huiyin.web.template_words import said


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
def briefing_file(request: PageRequest, key: str, form: str) -> HttpResponseBase:
    """Send a briefing as DOCX, PDF or HTML; of a draft it says on each page that it is one."""
    briefing = common.briefing_of(request, key)
    if form not in made_briefing.KINDS:
        raise Http404
    try:
        content = made_briefing.briefing_file(briefing, form)
    except CongressError as error:
        return error_page(request, 422, said=(gettext("The template cannot be filled"), said(error)))
    response = HttpResponse(content, content_type=made_briefing.KINDS[form])
    name = f"{name_of(briefing)}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
