"""Formal inquiries of a session (质询案): the list with what the presidium decided; they are written as drafts are."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from huiyin.congress import drafts
from huiyin.congress.filing import occasion
from huiyin.congress.inquiries import Round, inquiries_visible_to, respondent_of, rounds_of
from huiyin.congress.models import Kind, Session
from huiyin.ledger import policies
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Case, CaseDeputy
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.cases.suggestion import round_words
from huiyin.web.congress import common
from huiyin.web.congress.words import session_title
from huiyin.web.ledger.views import light_legend
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named


@page("inquiry.view")
@require_GET
def inquiries(request: PageRequest, key: str) -> HttpResponse:
    """List the formal inquiries of a session: by whom, to whom, what the presidium decided, how it was answered."""
    session = common.session_of(request, key)
    rows = list(inquiries_visible_to(request.viewer, session))
    rounds = rounds_of(rows)
    context = {
        "session": session,
        "title": session_title(session),
        "rows": [_row(request, each, rounds[each.key]) for each in rows],
        "write_url": _write(request, session),
        "may_paper": may(request.viewer, "suggestion.paper") and common.changes(request, session.congress),
        "policies_url": link("policies"),
        "lights": light_legend(),
        "tabs": common.tabs(request, session.congress, session, "inquiries"),
    }
    return render(request, "congress/inquiries.html", context)


def _write(request: PageRequest, session: Session) -> str:
    """Return where a deputy begins an inquiry; "" where none can be put now, or not by this person."""
    if not may(request.viewer, "suggestion.own"):
        return ""
    seats = drafts.seats(request.viewer.account_id, on=request.today).filter(congress=session.congress)
    when = occasion(session.congress, on=request.today)
    open_now = when.at_session and when.session == session
    return f"{reverse('file_suggestion')}?kind={Kind.INQUIRY}" if open_now and seats.exists() else ""


def _row(request: PageRequest, case: Case, rounds: list[Round]) -> dict[str, Any]:
    stage = policies.policy_version(case.policy, case.policy_version).stage(case.stage)
    signed = case.signed  # type: ignore[attr-defined]  # prefetched
    filer = next((each.deputy.name for each in signed if each.part == CaseDeputy.Part.FILER), "")
    return {
        "case": case,
        "stage": named(stage.names) if stage else case.stage,
        "light": case_light(case, request.today),
        "filer": filer,
        "n_others": len(signed) - 1,
        "respondent": respondent_of(case) or case.lead_unit,
        "rounds": [round_words(each) for each in rounds],
    }
