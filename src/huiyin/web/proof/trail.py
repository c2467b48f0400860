"""The seals of days, and the trail of everything for auditors."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from huiyin.ledger.models import Case, Event, Seal, Source, Stream
from huiyin.ledger.seals import line_of
from huiyin.ledger.trail import people_of
from huiyin.web.access import open_page, page
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
    """Show every event, the newest first; filters by stream, kind, person and days are in the address."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("stream", "type", "who", "since", "until")}
    events = Event.objects.order_by("-pk")
    if asked["stream"] in Stream.values:
        events = events.filter(stream=asked["stream"])
    if asked["type"]:
        events = events.filter(type__startswith=asked["type"])
    if asked["who"]:
        from huiyin.people.models import Account

        people = Account.objects.filter(name__contains=asked["who"]).values("key")
        events = events.filter(actor__in=people)
    since, until = _day(asked["since"]), _day(asked["until"])
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    shown = Paginator(events, ROWS).get_page(request.GET.get("page", "1")[:DIGITS])
    context = {"rows": _rows(list(shown)), "asked": asked, "streams": Stream.values, **_paging(shown, asked)}
    return render(request, "proof/audit.html", context)


def _rows(events: list[Event]) -> list[dict[str, Any]]:
    people = people_of([event.actor for event in events] + [event.acting_for for event in events])
    keys = {event.stream_key for event in events}
    titles = {**dict(Case.objects.filter(key__in=keys).values_list("key", "title"))}
    titles |= dict(Source.objects.filter(key__in=keys).values_list("key", "title"))
    return [
        {
            "event": event,
            "who": people[event.actor].name if event.actor in people else gettext("System"),
            "acting_for": people[event.acting_for].name if event.acting_for in people else "",
            "title": titles.get(event.stream_key, event.stream_key),
        }
        for event in events
    ]


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
