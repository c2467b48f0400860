"""The seals of days, and the trail of everything for auditors."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext, pgettext

from huiyin.ledger.models import Case, Event, Seal, Source, Stream
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.seals import line_of
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.trail import people_of
from huiyin.ledger.units import PLACES
from huiyin.people.models import Account, Unit
from huiyin.web.access import open_page, page
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
    shown = Paginator(_events(asked, kinds), ROWS).get_page(request.GET.get("page", "1")[:DIGITS])
    context = {
        "rows": _rows(request, list(shown), kinds),
        "asked": asked,
        "subjects": [(stream, words.subject_words(stream), named.items()) for stream, named in kinds.items()],
        **_paging(shown, asked),
    }
    return render(request, "proof/audit.html", context)


def _events(asked: Mapping[str, str], kinds: Mapping[str, Mapping[str, str]]) -> QuerySet[Event]:
    events = Event.objects.order_by("-pk")
    if asked["kind"] in kinds:
        events = events.filter(stream=asked["kind"])
    elif asked["kind"]:
        events = events.filter(type=asked["kind"])
    if asked["who"]:
        people = Account.objects.filter(name__contains=asked["who"]).values("key")
        events = events.filter(Q(actor__in=people) | Q(acting_for__in=people))
    since, until = _day(asked["since"]), _day(asked["until"])
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    return events


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
            "about": subjects.get((event.stream, event.stream_key), (event.stream_key, "")),
        }
        for event in events
    ]


def _subjects(request: PageRequest, events: list[Event]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what each stream is about by name, and its address where the viewer may open it."""
    keys = {event.stream_key for event in events}
    cases, sources = visible_cases(request.viewer), visible_sources(request.viewer)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for stream, model, field, view, open_ in (
        (Stream.CASE, Case, "title", "case", cases),
        (Stream.SOURCE, Source, "title", "source", sources),
        (Stream.ACCOUNT, Account, "name", "account_page", Account.objects.all()),
        (Stream.UNIT, Unit, "name", "unit_page", Unit.objects.all()),
    ):
        names = dict(model.objects.filter(key__in=keys).values_list("key", field))
        opened = set(open_.filter(key__in=keys).values_list("key", flat=True))
        found |= {(stream, key): (name, link(view, key) if key in opened else "") for key, name in names.items()}
    found[Stream.UNIT, PLACES] = (pgettext("navigation", "Places"), link("places"))
    return found | {(Stream.POLICY, key): (words.rules_words(key), link("policies")) for key in keys}


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
