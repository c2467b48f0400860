"""Search over everything (检索): cases, statements, sources, units, each as far as the viewer may see it."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.ledger.lights import listed_light
from huiyin.ledger.models import Statement
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.search import found_newest
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.tokens import phrases
from huiyin.people.models import Unit
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.ledger.rows import stage_words
from huiyin.web.links import link
from huiyin.web.requests import PageRequest

SHOWN = 8
AROUND = 60


@page("desk.view")
@require_GET
def search(request: PageRequest) -> HttpResponse:
    """Show the newest of each sort in whose words the query stands, with the way to all of them."""
    query = request.GET.get("q", "").strip()[:100].replace("\0", "")
    groups = [group for group in _groups(request, query) if group["rows"]] if phrases(query) else []
    context = {
        "query": query,
        "asked": bool(query),
        "askable": bool(phrases(query)),
        "groups": groups,
        "title": gettext("Search: %(words)s") % {"words": query} if query else gettext("Search"),
    }
    return render(request, "ledger/search.html", context)


def _groups(request: PageRequest, query: str) -> list[dict[str, Any]]:
    viewer = request.viewer
    groups = [_cases(request, query)] if may(viewer, "case.view") else []
    if may(viewer, "source.view"):
        groups += [_statements(request, query), _sources(request, query)]
    if may(viewer, "units.view"):
        groups.append(_units(request, query))
    return groups


def _group(title: str, found: list[dict[str, Any]], more: str = "") -> dict[str, Any]:
    """Return what a group shows; it was asked for one row more than it shows."""
    return {"title": title, "rows": found[:SHOWN], "more": len(found) > SHOWN, "more_url": more}


def _cases(request: PageRequest, query: str) -> dict[str, Any]:
    rows = found_newest(visible_cases(request.viewer), query, most=SHOWN + 1, beside=("lead_unit",))
    found = [
        {
            "url": link("case", case.key),
            "words": case.title,
            "sub": [case.number, case.lead_unit.label if case.lead_unit else "", stage_words(case)],
            "light": listed_light(case, request.today),
        }
        for case in rows
    ]
    more = f"{link('ledger')}?{urlencode({'q': query})}" if may(request.viewer, "ledger.view") else ""
    return _group(pgettext("search", "Cases"), found, more)


def _statements(request: PageRequest, query: str) -> dict[str, Any]:
    rows = Statement.objects.filter(source__in=visible_sources(request.viewer).values("pk"), gone=False)
    found = [
        {
            "url": link("statement", row.key),
            "quote": _cut(row.text, query),
            "sub": [row.source.title],
            "start": row.start,
            "end": row.end,
            "kind": row.kind,
        }
        for row in found_newest(rows, query, most=SHOWN + 1, beside=("source",))
    ]
    return _group(pgettext("search", "Statements"), found)


def _cut(text: str, query: str) -> str:
    """Return the words around the first place of a query, where a text is long."""
    at = max(text.casefold().find(query.split()[0].casefold()), 0)
    start = max(at - AROUND, 0)
    end = start + 2 * AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _sources(request: PageRequest, query: str) -> dict[str, Any]:
    rows = visible_sources(request.viewer).defer("text", "shingles", "places_of_text")
    found = [
        {"url": link("source", row.key), "words": row.title, "sub": [row.publisher, str(row.published_on or "")]}
        for row in found_newest(rows, query, most=SHOWN + 1)
    ]
    more = f"{link('sources')}?{urlencode({'q': query})}" if link("sources") else ""
    return _group(pgettext("search", "Sources"), found, more)


def _units(request: PageRequest, query: str) -> dict[str, Any]:
    """Return units by any of their names; there are few, so that they need no index."""
    named = Q(name__icontains=query) | Q(short_name__icontains=query) | Q(names__name__icontains=query)
    rows = Unit.objects.valid_on(request.today).filter(named).select_related("place").distinct().order_by("name")
    found = [
        {
            "url": f"{link('ledger')}?{urlencode({'unit': unit.key, 'part': 'any'})}",
            "words": unit.name,
            "sub": [unit.short_name, unit.place.name],
        }
        for unit in rows[: SHOWN + 1]
    ]
    return _group(pgettext("search", "Units"), found)
