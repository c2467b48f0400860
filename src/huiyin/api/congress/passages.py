"""The passages behind the counts of what was said (一览所据原文), and the remarks about a paragraph of a report."""

from datetime import date
from functools import partial
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from huiyin.api.access import viewer
from huiyin.api.congress.finding import session_of
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, stretch
from huiyin.api.papers import GlanceAsked
from huiyin.api.references import named
from huiyin.api.shapes import NO_NUL, Key, PathKey
from huiyin.congress.attendance import day_of
from huiyin.congress.glance import Asked
from huiyin.congress.glance_passages import Cell, drew_at, passages, remarks_behind, statements_behind
from huiyin.congress.models import Remark, Session
from huiyin.ledger.models import Source

router = Router(tags=["records"])
reads = partial(operation, router, "GET", scope="congress:read", action="glance.view")


class PassagesAsked(GlanceAsked, Paging):
    """Which number: of a topic, of a delegation by key, that name something; "-" is none, left out is any."""

    topic: Annotated[str, Query("", pattern=r"^([a-z_]{1,40}|-)?$")]
    delegation: Annotated[str, Query("", pattern=r"^([0-9a-z]{1,20}|-)?$")]
    name: Annotated[str, Query("", max_length=80, pattern=NO_NUL)]


class RemarksAsked(GlanceAsked, Paging):
    """Which paragraph of which report, as `drew` of what was said has it."""

    about: Annotated[Key, Query()]
    at: Annotated[int, Query(ge=0, le=2_000_000), Field(description="where the paragraph begins")]


class SaidPassage(Schema):
    """A passage of a record: its place in the source, its words, and of which delegation it counts."""

    source: str
    start: int
    end: int
    text: str
    record: str
    meeting: str
    day: date
    delegation: str | None
    confirmed: bool


class SaidPassagePage(Schema):
    """A page of passages, with how many there are."""

    count: int
    items: list[SaidPassage]
    next: str | None


def _asked(request: HttpRequest, session: Session, which: GlanceAsked) -> Asked:
    item = named(session.agenda.all(), which.item, "item")
    return Asked(session, which.day, item, drafts=which.drafts)


@reads("/sessions/{key}/said/passages", says=gettext_noop("List the passages behind a count"), gives=SaidPassagePage)
def list_said_passages(request: HttpRequest, key: PathKey, which: Query[PassagesAsked]) -> Any:
    """Every number of what was said opens its list; in the order of the records."""
    asked = _asked(request, session_of(viewer(request), key), which)
    found = statements_behind(viewer(request), asked, Cell(which.topic, which.delegation, which.name))
    shown, after = stretch(found, which)
    items = [
        SaidPassage(
            source=each.statement.source.key,
            start=each.statement.start,
            end=each.statement.end,
            text=each.statement.source.text[each.statement.start : each.statement.end],
            record=each.statement.source.record.key,
            meeting=each.statement.source.record.meeting.key,
            day=day_of(each.statement.source.record.meeting),
            delegation=each.delegation.key if each.delegation else None,
            confirmed=each.statement.state == each.statement.State.CONFIRMED,
        )
        for each in passages(shown)
    ]
    return SaidPassagePage(count=len(found), items=items, next=after)


@reads("/sessions/{key}/said/remarks", says=gettext_noop("List the remarks about a paragraph"), gives=SaidPassagePage)
def list_said_remarks(request: HttpRequest, key: PathKey, which: Query[RemarksAsked]) -> Any:
    """The confirmed ones first; `confirmed` says whether a person agreed that they speak about it."""
    by = viewer(request)
    asked = _asked(request, session_of(by, key), which)
    about = get_object_or_404(Source, key=which.about)
    drew = drew_at(by, asked, about, which.at)
    if drew is None:
        raise Http404
    rows = remarks_behind(by, asked, about, drew.start)
    shown: list[Remark]
    shown, after = stretch(rows, which)
    items = [
        SaidPassage(
            source=row.record.source.key,
            start=row.start,
            end=row.end,
            text=row.record.source.text[row.start : row.end],
            record=row.record.key,
            meeting=row.record.meeting.key,
            day=day_of(row.record.meeting),
            delegation=row.delegation.key if row.delegation else None,
            confirmed=row.about_confirmed,
        )
        for row in shown
        if row.record.source
    ]
    return SaidPassagePage(count=rows.count(), items=items, next=after)
