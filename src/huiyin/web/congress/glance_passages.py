"""The passages behind the figures of what was said (一览所据原文), and the remarks about a passage of a report."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from huiyin.congress.attendance import day_of
from huiyin.congress.glance import NONE, Asked
from huiyin.congress.glance_passages import Behind, Cell, drew_at, passages, remarks_behind, statements_behind
from huiyin.congress.models import Record, Session
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import visible_sources
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.glance import asked_for, asked_words, topic_words, url_of
from huiyin.web.congress.words import meeting_title, session_title
from huiyin.web.requests import PageRequest
from huiyin.web.sources.showing import passage

A_PAGE = 30


@page("glance.view")
@require_GET
def glance_passages(request: PageRequest, key: str) -> HttpResponse:
    """Show the passages behind a number."""
    session = common.session_of(request, key)
    asked = asked_for(request, session)
    cell = Cell(**{name: request.GET.get(name, "").strip()[:80] for name in ("topic", "delegation", "name")})
    pages = Paginator(statements_behind(request.viewer, asked, cell), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    rows = passages(list(shown.object_list))
    seen = _seen(request, [each.statement.source_id for each in rows])
    told = {name: getattr(cell, name) for name in ("topic", "delegation", "name")}
    n = ngettext("%(n)d passage", "%(n)d passages", pages.count) % {"n": pages.count}
    context = {
        "title": _cell_words(session, cell),
        "text": " · ".join(filter(None, (session_title(session), *asked_words(asked)))),
        "words": n,
        "rows": [_passage(each, each.statement.source_id in seen) for each in rows],
        **_turning(asked, "glance_passages", shown, told),
        "back": url_of(asked, "glance"),
        "crumbs": _crumbs(asked, gettext("Passages")),
    }
    return render(request, "congress/glance_passages.html", context)


@page("glance.view")
@require_GET
def glance_remarks(request: PageRequest, key: str) -> HttpResponse:
    """Show the remarks that speak about a paragraph of a report."""
    session = common.session_of(request, key)
    asked = asked_for(request, session)
    at = request.GET.get("at", "")
    about = get_object_or_404(Source, key=request.GET.get("about", "")[:40])
    drew = drew_at(request.viewer, asked, about, int(at[:9])) if at.isdecimal() else None
    if drew is None:
        raise Http404
    pages = Paginator(remarks_behind(request.viewer, asked, about, drew.start), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    rows = list(shown.object_list)
    seen = _seen(request, [about.pk, *(row.record.source_id or 0 for row in rows)])
    context = {
        "title": gettext("What was said about a passage of the report"),
        "text": " · ".join(filter(None, (session_title(session), *asked_words(asked)))),
        "words": ngettext("%(n)d remark", "%(n)d remarks", pages.count) % {"n": pages.count},
        "about": _shown(about, drew.start, drew.end, about.pk in seen),
        "rows": [
            {
                **_shown(row.record.source, row.start, row.end, row.record.source_id in seen),
                "source": _where(row.record),
                "on": day_of(row.record.meeting),
                "delegation": row.delegation,
                "state": gettext("Confirmed") if row.about_confirmed else gettext("Proposed by overlap"),
            }
            for row in rows
        ],
        **_turning(asked, "glance_remarks", shown, {"about": about.key, "at": str(drew.start)}),
        "back": url_of(asked, "glance"),
        "crumbs": _crumbs(asked, gettext("Remarks")),
    }
    return render(request, "congress/glance_passages.html", context)


def _seen(request: PageRequest, sources: list[int]) -> set[int]:
    return set(visible_sources(request.viewer).filter(pk__in=sources).values_list("pk", flat=True))


def _turning(asked: Asked, view: str, shown: Any, told: dict[str, str]) -> dict[str, str]:
    def url(number: int) -> str:
        return url_of(asked, view, **told, page=str(number))

    return {
        "prev_url": url(shown.previous_page_number()) if shown.has_previous() else "",
        "next_url": url(shown.next_page_number()) if shown.has_next() else "",
    }


def _shown(source: Any, start: int, end: int, seen: bool) -> dict[str, Any]:
    return {
        "pieces": passage(source.text, start, end),
        "start": start,
        "end": end,
        "source": source.title,
        "on": source.published_on,
        "url": f"{reverse('source', args=[source.key])}?at={start}-{end}#at" if seen else "",
    }


def _passage(each: Behind, seen: bool) -> dict[str, Any]:
    row = each.statement
    record: Record = row.source.record
    return {
        **_shown(row.source, row.start, row.end, seen),
        "source": _where(record),
        "on": day_of(record.meeting),
        "delegation": each.delegation,
        "state": str(row.get_state_display()),
    }


def _where(record: Record) -> str:
    """Return of which meeting a passage is, and what its record is called."""
    meeting, own = meeting_title(record.meeting), record.title
    return meeting if own == meeting else f"{meeting} · {own}"


def _cell_words(session: Session, cell: Cell) -> str:
    delegation = session.congress.delegations.filter(key=cell.delegation).first()
    parts = [
        topic_words(cell.topic) if cell.topic else "",
        gettext("No delegation") if cell.delegation == NONE else str(delegation or ""),
        cell.name,
    ]
    return " · ".join(filter(None, parts)) or gettext("All that was said")


def _crumbs(asked: Asked, here: str) -> common.Crumbs:
    return common.of_session(asked.session, (gettext("At a glance"), url_of(asked, "glance")), (here, ""))
