"""What was said, at a glance (审议一览): the matrix, names, passages of the report; every number opens its passages.

There is no list by speaker, no filter and no order by kind: whoever speaks in a meeting is not held to account for it.
"""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress.attendance import day_of
from huiyin.congress.glance import DREW, MOST, NAMED, NONE, Asked, Drew, Glance, glance
from huiyin.congress.models import Session
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.words import session_title
from huiyin.web.requests import PageRequest
from huiyin.web.sources.words import names
from huiyin.web.workbooks import Cell as Value
from huiyin.web.workbooks import Sheet, download

SHORT = 90  # characters of a paragraph in the table


@page("glance.view")
@require_GET
def glance_page(request: PageRequest, key: str) -> HttpResponse:
    """Show what was said in a session."""
    session = common.session_of(request, key)
    asked = asked_for(request, session)
    found = glance(request.viewer, asked)
    meetings = session.meetings.filter(records__isnull=False).distinct()
    columns = _columns(found)
    context = {
        "session": session,
        "title": session_title(session),
        "asked": asked,
        "found": found,
        "columns": [(name, url_of(asked, "glance_passages", delegation=key)) for key, name in columns],
        "rows": [_row(asked, row.topic, row.counts, row.total, columns) for row in found.rows],
        "totals": _cells(asked, found.totals, columns, ""),
        "every_url": url_of(asked, "glance_passages"),
        "named": [
            (each, names().of("mention", each.type), url_of(asked, "glance_passages", name=each.name))
            for each in found.named
        ],
        "most": NAMED,
        "drew": [_drew(asked, each) for each in found.drew],
        "made": made_words(found, asked),
        "as_of": days.moment(timezone.now()),
        "days": [(on.isoformat(), days.day(on, with_weekday=True)) for on in sorted({day_of(row) for row in meetings})],
        "items": session.agenda.filter(meetings__records__isnull=False).distinct().order_by("position"),
        "export_url": url_of(asked, "glance_table"),
        "tabs": common.tabs(request, session.congress, session, "glance"),
    }
    return render(request, "congress/glance.html", context)


def asked_for(request: PageRequest, session: Session) -> Asked:
    """Return what the address asks for; what makes no sense is passed over."""
    try:
        on = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        on = None
    item = session.agenda.filter(key=request.GET.get("item", "")[:40]).first()
    return Asked(session, on, item, drafts=request.GET.get("drafts") == "1")


def url_of(asked: Asked, view: str, **more: str) -> str:
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
        {"n": counts.get(key, 0), "label": name, "url": url_of(asked, "glance_passages", delegation=key, **told)}
        for key, name in columns
    ]


def _row(
    asked: Asked, topic: str, counts: dict[str, int], total: int, columns: list[tuple[str, str]]
) -> dict[str, Any]:
    return {
        "name": topic_words(topic),
        "cells": _cells(asked, counts, columns, topic),
        "total": total,
        "url": url_of(asked, "glance_passages", topic=topic),
    }


def _drew(asked: Asked, each: Drew) -> dict[str, Any]:
    url = url_of(asked, "glance_remarks", about=each.source.key, at=str(each.start))
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
            "%(n)d statement is of no known delegation: it stands in no remark, or nobody has confirmed who spoke.",
            "%(n)d statements are of no known delegation: they stand in no remark, or nobody has confirmed who spoke.",
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


def asked_words(asked: Asked) -> list[str]:
    """Return what was asked for, in words."""
    return [
        days.full_day(asked.on) if asked.on else "",
        asked.item.title if asked.item else "",
        gettext("with drafts") if asked.drafts else gettext("confirmed only"),
    ]


@page("glance.view")
@require_GET
def glance_table(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the figures as XLSX, with what they are made of."""
    session = common.session_of(request, key)
    asked = asked_for(request, session)
    found = glance(request.viewer, asked)
    columns = _columns(found)
    head = [(gettext("Topic"), 20), *((name, 12) for _key, name in columns), (gettext("Total"), 12)]
    rows: list[list[Value]] = [
        [topic_words(row.topic), *(row.counts.get(key, 0) for key, _name in columns), row.total] for row in found.rows
    ]
    rows.append([gettext("Statements"), *(found.totals.get(key, 0) for key, _name in columns), found.statements])
    named: list[list[Value]] = [
        [each.shown, names().of("mention", each.type), each.count, each.delegations] for each in found.named
    ]
    drew: list[list[Value]] = [[each.quote, each.source.title, each.confirmed, each.proposed] for each in found.drew]
    filters: list[list[Value]] = [[gettext("Filter"), words] for words in asked_words(asked) if words]
    made: list[list[Value]] = [[gettext("Make-up"), words] for words in made_words(found, asked)]
    about: list[list[Value]] = [
        [gettext("Session"), session_title(session)],
        [gettext("As of"), days.moment(timezone.now())],
        [gettext("Address of this list"), request.build_absolute_uri(url_of(asked, "glance"))],
        *filters,
        *made,
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
            ((pgettext("of a project", "Name"), 40), (gettext("Kind"), 12), (count, 12), (gettext("Delegations"), 12)),
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
        Sheet(gettext("Make-up"), ((gettext("What"), 20), (gettext("In detail"), 80)), about),
    ]
    return download(sheets, f"{session_title(session)} {gettext('At a glance')}")
