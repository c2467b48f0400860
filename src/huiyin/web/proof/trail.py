"""The seals of days, and the trail of everything for auditors."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext, pgettext

from huiyin.congress.selectors import (
    congresses_visible_to,
    delegations_visible_to,
    deputies_visible_to,
    meetings_visible_to,
    sessions_visible_to,
)
from huiyin.ledger.models import Event, Seal, Stream
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.seals import line_of
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.trail import all_events, people_of
from huiyin.ledger.units import PLACES
from huiyin.people.models import Account, Unit
from huiyin.web.access import open_page, page
from huiyin.web.congress.words import congress_title, meeting_title, session_title
from huiyin.web.links import link
from huiyin.web.proof import words
from huiyin.web.requests import PageRequest

ROWS = 50
DIGITS = 18  # of a page number that anybody types


@page("integrity.view")
def seals(request: PageRequest) -> HttpResponse:
    """List the days that were sealed, the newest first."""
    pages = Paginator(Seal.objects.order_by("-day"), ROWS)
    shown = pages.get_page(request.GET.get("page", "1")[:DIGITS])
    rows = [{"seal": seal, "root": seal.root, "line": line_of(seal)} for seal in shown]
    return render(request, "proof/seals.html", {"rows": rows, **_paging(shown, {})})


@open_page
def roots(request: PageRequest) -> HttpResponse:
    """Publish the roots as lines; they say nothing of what happened, only that it cannot be changed any more."""
    lines = "".join(line_of(seal) + "\n" for seal in Seal.objects.order_by("day"))
    return HttpResponse(lines, content_type="text/plain; charset=ascii")


@page("integrity.view")
def audit(request: PageRequest) -> HttpResponse:
    """Show every event, the newest first; filters by kind, person and days are in the address."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("kind", "who", "since", "until")}
    kinds = words.kinds()
    events = all_events(kind=asked["kind"], who=asked["who"], since=_day(asked["since"]), until=_day(asked["until"]))
    shown = Paginator(events, ROWS).get_page(request.GET.get("page", "1")[:DIGITS])
    context = {
        "rows": _rows(request, list(shown), kinds),
        "asked": asked,
        "narrowed": any(asked.values()),
        "subjects": [(stream, subject, named.items()) for stream, subject, named in words.groups()],
        "upside_down": bool(asked["since"] and asked["until"] and asked["until"] < asked["since"]),
        **_paging(shown, asked),
    }
    return render(request, "proof/audit.html", context)


def _rows(request: PageRequest, events: list[Event], kinds: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    people = people_of([event.actor for event in events] + [event.acting_for for event in events])
    subjects = _subjects(request, events)
    return [
        {
            "event": event,
            "what": kinds[event.stream].get(event.type, event.type),
            "who": people.get(event.actor),
            "acting_for": people[event.acting_for].name if event.acting_for in people else "",
            "subject": words.subject_words(event.stream),
            "about": subjects.get((event.stream, event.stream_key)),
        }
        for event in events
    ]


def _subjects(request: PageRequest, events: list[Event]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what each stream is about, by name and address; what the viewer may not open has neither.

    Of a draft of another house, or of another city, it is seen that something was entered, not what.
    """
    keys = {event.stream_key for event in events}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    named: tuple[tuple[str, str, str, QuerySet[Any]], ...] = (
        (Stream.CASE, "title", "case", visible_cases(request.viewer)),
        (Stream.SOURCE, "title", "source", visible_sources(request.viewer)),
        (Stream.ACCOUNT, "name", "account_page", Account.objects.all()),
        (Stream.UNIT, "name", "unit_page", Unit.objects.all()),
        (Stream.CONGRESS, "name", "deputy_page", deputies_visible_to(request.viewer)),
        (Stream.CONGRESS, "name", "delegation_page", delegations_visible_to(request.viewer)),
    )
    for stream, field, view, open_ in named:
        names = open_.filter(key__in=keys).values_list("key", field)
        found |= {(stream, key): (name, link(view, key)) for key, name in names}
    found |= _of_congress(request, keys)
    found[Stream.UNIT, PLACES] = (pgettext("navigation", "Places"), link("places"))
    return found | {(Stream.POLICY, key): (words.rules_words(key), link("policies")) for key in keys}


def _of_congress(request: PageRequest, keys: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the congresses, sessions and meetings that streams are about, as far as the viewer may open them."""
    congresses = congresses_visible_to(request.viewer).filter(key__in=keys)
    sessions = sessions_visible_to(request.viewer).filter(key__in=keys)
    meetings = meetings_visible_to(request.viewer).filter(key__in=keys)
    named = {row.key: (congress_title(row), link("roster", row.key)) for row in congresses}
    named |= {row.key: (session_title(row), link("session_page", row.key)) for row in sessions}
    named |= {row.key: (meeting_title(row), link("meeting_page", row.key)) for row in meetings}
    return {(Stream.CONGRESS.value, key): what for key, what in named.items()}


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _paging(shown: Any, asked: dict[str, str]) -> dict[str, Any]:
    kept = {name: value for name, value in asked.items() if value}

    def address(number: int) -> str:
        return "?" + urlencode({**kept, "page": number})

    return {
        "words": gettext("Page %(n)s of %(all)s") % {"n": shown.number, "all": shown.paginator.num_pages},
        "count": shown.paginator.count,
        "prev_url": address(shown.previous_page_number()) if shown.has_previous() else "",
        "next_url": address(shown.next_page_number()) if shown.has_next() else "",
    }
