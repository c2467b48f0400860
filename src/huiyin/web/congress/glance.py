"""What was said, at a glance (审议一览): the matrix, names, passages of the report; every number opens its passages.

There is no list by speaker, no filter and no order by kind: whoever speaks in a meeting is not held to account for it.
"""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress.attendance import day_of
from huiyin.congress.glance import DREW, MOST, NAMED, NONE, Asked, Drew, Glance, drew_remarks, glance
from huiyin.congress.glance_passages import Behind, Cell, passages, remarks_behind, statements_behind
from huiyin.congress.models import Record, Session
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import visible_sources
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.words import meeting_title, session_title
from huiyin.web.requests import PageRequest
from huiyin.web.sources.showing import passage
from huiyin.web.sources.words import names
from huiyin.web.workbooks import Cell as Value
from huiyin.web.workbooks import Sheet, download

A_PAGE = 30
SHORT = 90  # characters of a paragraph in the table


@page("glance.view")
@require_GET
def glance_page(request: PageRequest, key: str) -> HttpResponse:
    """Show what was said in a session."""
    session = common.session_of(request, key)
    asked = _asked(request, session)
    found = glance(request.viewer, asked)
    meetings = {row.meeting for row in Record.objects.filter(meeting__session=session).select_related("meeting")}
    columns = _columns(found)
    context = {
        "session": session,
        "title": session_title(session),
        "asked": asked,
        "found": found,
        "columns": [(name, _url(asked, "glance_passages", delegation=key)) for key, name in columns],
        "rows": [_row(asked, row.topic, row.counts, row.total, columns) for row in found.rows],
        "totals": _cells(asked, found.totals, columns, ""),
        "every_url": _url(asked, "glance_passages"),
        "named": [
            (each, names().of("mention", each.type), _url(asked, "glance_passages", name=each.name))
            for each in found.named
        ],
        "most": NAMED,
        "drew": [_drew(asked, each) for each in found.drew],
        "made": made_words(found, asked),
        "as_of": days.moment(timezone.now()),
        "days": [(on.isoformat(), days.day(on, with_weekday=True)) for on in sorted({day_of(row) for row in meetings})],
        "items": session.agenda.filter(meetings__records__isnull=False).distinct().order_by("position"),
        "export_url": _url(asked, "glance_table"),
        "tabs": common.tabs(request, session.congress, session, "glance"),
    }
    return render(request, "congress/glance.html", context)


def _asked(request: PageRequest, session: Session) -> Asked:
    """Return what the address asks for; what makes no sense is passed over."""
    try:
        on = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        on = None
    item = session.agenda.filter(key=request.GET.get("item", "")[:40]).first()
    return Asked(session, on, item, drafts=request.GET.get("drafts") == "1")


def _url(asked: Asked, view: str, **more: str) -> str:
    """Return the address of what is asked, or of the passages behind one number of it."""
    told = {
        "day": asked.on.isoformat() if asked.on else "",
        "item": asked.item.key if asked.item else "",
        "drafts": "1" if asked.drafts else "",
        **more,
    }
    said = urlencode({name: value for name, value in told.items() if value})
    return reverse(view, args=[asked.session.key]) + (f"?{said}" if said else "")


def _columns(found: Glance) -> list[tuple[str, str]]:
    columns = [(each.key, each.label) for each in found.delegations]
    return [*columns, (NONE, gettext("No delegation"))] if found.homeless else columns


def topic_words(code: str) -> str:
    """Return what a topic is called."""
    return gettext("Without a topic") if code == NONE else names().of("topic", code)


def _cells(asked: Asked, counts: dict[str, int], columns: list[tuple[str, str]], topic: str) -> list[dict[str, Any]]:
    told = {"topic": topic} if topic else {}
    return [
        {"n": counts.get(key, 0), "label": name, "url": _url(asked, "glance_passages", delegation=key, **told)}
        for key, name in columns
    ]


def _row(
    asked: Asked, topic: str, counts: dict[str, int], total: int, columns: list[tuple[str, str]]
) -> dict[str, Any]:
    return {
        "name": topic_words(topic),
        "cells": _cells(asked, counts, columns, topic),
        "total": total,
        "url": _url(asked, "glance_passages", topic=topic),
    }


def _drew(asked: Asked, each: Drew) -> dict[str, Any]:
    url = _url(asked, "glance_remarks", about=each.source.key, at=str(each.start))
    quote = each.quote if len(each.quote) <= SHORT else each.quote[:SHORT] + "…"
    return {"each": each, "quote": quote, "url": url}


def made_words(found: Glance, asked: Asked) -> list[str]:
    """Return what the numbers are made of, sentence by sentence."""
    told = {"n": found.statements, "read": found.read, "confirmed": found.confirmed, "records": found.records}
    counted = (
        gettext("%(n)d statements out of %(records)d records, drafts with them; %(confirmed)d of these are confirmed.")
        if asked.drafts
        else gettext("%(n)d confirmed statements of %(read)d that were read out of %(records)d records.")
    )
    words = [counted % told]
    if found.several:
        said = ngettext(
            "%(n)d statement has several topics and stands in each of their rows; in the sum it counts once.",
            "%(n)d statements have several topics and stand in each of their rows; in the sum they count once.",
            found.several,
        )
        words.append(said % {"n": found.several})
    if found.off_topic:
        said = ngettext("%(n)d statement has no topic.", "%(n)d statements have no topic.", found.off_topic)
        words.append(said % {"n": found.off_topic})
    if found.homeless:
        said = ngettext(
            "%(n)d statement is of no delegation that is known: it stands in no remark, or nobody has confirmed who spoke.",
            "%(n)d statements are of no delegation that is known: they stand in no remark, or nobody has confirmed who "
            "spoke.",
            found.homeless,
        )
        words.append(said % {"n": found.homeless})
    if found.unread:
        said = ngettext(
            "%(n)d record is not read yet and not counted.",
            "%(n)d records are not read yet and not counted.",
            found.unread,
        )
        words.append(said % {"n": found.unread})
    if found.cut:
        words.append(gettext("Only the first %(n)d statements are counted; choose a day.") % {"n": MOST})
    return words


@page("glance.view")
@require_GET
def glance_passages(request: PageRequest, key: str) -> HttpResponse:
    """Show the passages behind a number."""
    session = common.session_of(request, key)
    asked = _asked(request, session)
    cell = Cell(**{name: request.GET.get(name, "").strip()[:80] for name in ("topic", "delegation", "name")})
    pages = Paginator(statements_behind(request.viewer, asked, cell), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    rows = passages(shown.object_list)
    seen = _seen(request, [each.statement.source_id for each in rows])
    told = {name: getattr(cell, name) for name in ("topic", "delegation", "name")}
    n = ngettext("%(n)d passage", "%(n)d passages", pages.count) % {"n": pages.count}
    context = {
        "title": _cell_words(session, cell),
        "text": " · ".join(filter(None, (session_title(session), *_asked_words(asked)))),
        "words": n,
        "rows": [_passage(each, each.statement.source_id in seen) for each in rows],
        **_turning(asked, "glance_passages", shown, told),
        "back": _url(asked, "glance"),
        "crumbs": _crumbs(asked, gettext("Passages")),
    }
    return render(request, "congress/glance_passages.html", context)


@page("glance.view")
@require_GET
def glance_remarks(request: PageRequest, key: str) -> HttpResponse:
    """Show the remarks that speak about a paragraph of a report."""
    session = common.session_of(request, key)
    asked = _asked(request, session)
    at = request.GET.get("at", "")
    about = get_object_or_404(Source, key=request.GET.get("about", "")[:40])
    drew = next(
        (
            each
            for each in drew_remarks(request.viewer, asked)
            if each.source == about and at.isdecimal() and each.start == int(at[:9])
        ),
        None,
    )
    if drew is None:
        raise Http404
    pages = Paginator(remarks_behind(request.viewer, asked, about, drew.start), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    rows = list(shown.object_list)
    seen = _seen(request, [about.pk, *(row.record.source_id or 0 for row in rows)])
    context = {
        "title": gettext("What was said about a passage of the report"),
        "text": " · ".join(filter(None, (session_title(session), *_asked_words(asked)))),
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
        "back": _url(asked, "glance"),
        "crumbs": _crumbs(asked, gettext("Remarks")),
    }
    return render(request, "congress/glance_passages.html", context)


def _seen(request: PageRequest, sources: list[int]) -> set[int]:
    return set(visible_sources(request.viewer).filter(pk__in=sources).values_list("pk", flat=True))


def _turning(asked: Asked, view: str, shown: Any, told: dict[str, str]) -> dict[str, str]:
    def url(number: int) -> str:
        return _url(asked, view, **told, page=str(number))

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


def _asked_words(asked: Asked) -> list[str]:
    return [
        days.full_day(asked.on) if asked.on else "",
        asked.item.title if asked.item else "",
        gettext("with drafts") if asked.drafts else gettext("confirmed only"),
    ]


def _crumbs(asked: Asked, here: str) -> common.Crumbs:
    return common.of_session(asked.session, (gettext("At a glance"), _url(asked, "glance")), (here, ""))


@page("glance.view")
@require_GET
def glance_table(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the figures as XLSX, with what they are made of."""
    session = common.session_of(request, key)
    asked = _asked(request, session)
    found = glance(request.viewer, asked)
    columns = _columns(found)
    head = [(gettext("Topic"), 20), *((name, 12) for _key, name in columns), (gettext("Together"), 12)]
    rows: list[list[Value]] = [
        [topic_words(row.topic), *(row.counts.get(key, 0) for key, _name in columns), row.total] for row in found.rows
    ]
    rows.append([gettext("Statements"), *(found.totals.get(key, 0) for key, _name in columns), found.statements])
    named: list[list[Value]] = [
        [each.shown, names().of("mention", each.type), each.count, each.delegations] for each in found.named
    ]
    drew: list[list[Value]] = [[each.quote, each.source.title, each.confirmed, each.proposed] for each in found.drew]
    about: list[list[Value]] = [
        [gettext("Session"), session_title(session)],
        [gettext("As of"), days.moment(timezone.now())],
        [gettext("Address of this list"), request.build_absolute_uri(_url(asked, "glance"))],
        *([gettext("Filter"), words] for words in _asked_words(asked) if words),
        *([gettext("Make-up"), words] for words in made_words(found, asked)),
        [
            gettext("Shown at most"),
            gettext("%(names)d names, %(passages)d passages") % {"names": NAMED, "passages": DREW},
        ],
    ]
    count = pgettext("of statements", "Statements")
    sheets = [
        Sheet(gettext("Topics by delegation"), head, rows),
        Sheet(
            gettext("Projects and programmes"),
            ((gettext("Name"), 40), (gettext("Kind"), 12), (count, 12), (gettext("Delegations"), 12)),
            named,
        ),
        Sheet(
            gettext("Passages of reports"),
            (
                (gettext("Passage"), 80),
                (gettext("Report"), 30),
                (gettext("Remarks, confirmed"), 14),
                (gettext("Remarks, proposed"), 14),
            ),
            drew,
        ),
        Sheet(gettext("About"), ((gettext("What"), 20), (gettext("Value"), 80)), about),
    ]
    return download(sheets, f"{session_title(session)} {gettext('At a glance')}")
