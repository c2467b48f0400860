"""The list of sources (来源): what was taken in, how far its review is, what waits."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import visible_sources, with_counts
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.requests import PageRequest
from huiyin.web.sources import words

SIZE = 25


@page("source.view")
def sources(request: PageRequest) -> HttpResponse:
    """List the sources that the viewer may see."""
    query = request.GET.get("q", "").strip()[:100]
    view = request.GET.get("view", "")
    tabs = _tabs(view, query)
    rows = _filtered(visible_sources(request.viewer), query, view)
    pages = Paginator(rows.order_by("-added_at"), SIZE)
    shown = pages.get_page(request.GET.get("page"))
    keys = [row.pk for row in shown.object_list]
    counted = (
        with_counts(Source.objects.filter(pk__in=keys)).select_related("place", "added_by").defer("text", "shingles")
    )
    known = words.names()
    context = {
        "tabs": tabs,
        "query": query,
        "view": view,
        "rows": [_row(row, known) for row in counted.order_by("-added_at")],
        "words": ngettext("%(n)d source", "%(n)d sources", pages.count) % {"n": pages.count},
        "prev_url": _url(view, query, shown.number - 1) if shown.has_previous() else "",
        "next_url": _url(view, query, shown.number + 1) if shown.has_next() else "",
        "may_add": may(request.viewer, "source.add"),
        "may_review": may(request.viewer, "review.view"),
    }
    return render(request, "sources/list.html", context)


def _filtered(rows: QuerySet[Source], query: str, view: str) -> QuerySet[Source]:
    if query:
        rows = rows.filter(Q(title__icontains=query) | Q(publisher__icontains=query) | Q(text__contains=query))
    if view == "open":
        rows = rows.filter(state=Source.State.READ, withdrawn_at=None, statements__state="draft").distinct()
    elif view == "reading":
        rows = rows.exclude(state=Source.State.READ)
    elif view == "withdrawn":
        rows = rows.filter(withdrawn_at__isnull=False)
    return rows


def _tabs(view: str, query: str) -> list[dict[str, Any]]:
    names = {
        "": gettext("All"),
        "open": gettext("To review"),
        "reading": gettext("Not read yet"),
        "withdrawn": gettext("Out of review"),
    }
    return [{"label": label, "url": _url(name, query), "current": name == view} for name, label in names.items()]


def _url(view: str, query: str, number: int = 1) -> str:
    asked = {"view": view, "q": query, "page": str(number) if number > 1 else ""}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _row(source: Any, known: Any) -> dict[str, Any]:
    return {
        "source": source,
        "kind": known.of("text_kind", source.text_kind),
        "decided": source.n_confirmed + source.n_rejected,
        "fault": words.fault(source) if source.state == Source.State.FAILED else "",
    }
