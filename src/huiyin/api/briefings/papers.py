"""Briefings and digests (简报、摘编): listed, shown as they will be printed, begun, headed, thrown away."""

from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.briefings.finding import briefing_of, own_briefing
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.problems import Refused
from huiyin.api.references import named
from huiyin.api.shapes import NO_NUL, SAME, Day, Key, Line, OneLine, PathKey, Short, sent
from huiyin.api.sources import download
from huiyin.api.versions import seen, tell
from huiyin.congress import briefings
from huiyin.congress.briefings_selectors import briefings_visible_to, own_sessions, remarks_of, writes
from huiyin.congress.briefings_sheet import items_of, sheet_of
from huiyin.congress.digests import start_digest
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage
from huiyin.documents import made_briefing
from huiyin.ledger.notes import note_bodies

router = Router(tags=["briefings"])
reads = partial(operation, router, "GET", scope="briefings:read", action="briefing.view")
changes = partial(operation, router, scope="briefings:write", action="briefing.write")
Masthead = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_NUL), OneLine]
Organ = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL), OneLine]
NoteWords = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]


class BriefingOut(Schema):
    """A briefing or a digest; `number` is that of the session, `total` that of the place; a digest has none."""

    key: str
    version: int
    form: str
    session: str
    scope: str
    meeting: str | None
    delegation: str | None
    on: date | None
    state: str
    masthead: str
    title: str
    organ: str
    number: int | None
    total: int | None
    issued_on: date | None
    replaces: str | None
    changed_at: datetime


class BriefingPage(Schema):
    """A page of briefings."""

    items: list[BriefingOut]
    next: str | None


class BriefingFilter(Paging):
    """Which briefings."""

    form: Annotated[Briefing.Form | None, Query(None)]
    state: Annotated[Briefing.State | None, Query(None)]
    session: Annotated[Key | None, Query(None)]


class ItemPassageOut(Schema):
    """The words of a record that an item is made of; `id` is what splits it out."""

    id: int
    source: str
    start: int
    end: int
    original: str


class BriefingItemOut(Schema):
    """A remark of a briefing, or a point of a digest; `text` is what will be printed."""

    key: str
    version: int
    position: int
    part: str
    delegation: str | None
    text: str
    unnamed: bool
    edited: bool
    passages: list[ItemPassageOut]


class BriefingDetail(BriefingOut):
    """A briefing with its sheet, every word that will be or was printed; items only while it can be changed.

    `reason` is why it was withdrawn.
    """

    note: str
    report_to: str
    send_to: str
    issue_to: str
    copies: int | None
    reason: str
    sheet: dict[str, Any]
    items: list[BriefingItemOut]


class BriefingIn(Schema):
    """Of what it is made: a meeting, a delegation or a day; a digest also of the whole session, with none of them.

    With `all_remarks` a briefing begins with all remarks in it; a digest always begins with what is confirmed.
    """

    form: Briefing.Form
    session: Key
    meeting: Key | None = None
    delegation: Key | None = None
    on: Day | None = None
    title: Short = ""
    all_remarks: bool = False


class HeadIn(Schema):
    """What is to be changed of head and foot."""

    masthead: Masthead = SAME
    title: Short = SAME
    organ: Organ = SAME
    note: NoteWords = SAME
    report_to: Line = SAME
    send_to: Line = SAME
    issue_to: Line = SAME
    copies: Annotated[int, Field(ge=1, le=99_999)] | None = SAME


class BriefingDropped(Schema):
    """The draft that is gone."""

    key: str


PLAIN = (
    *("key", "version", "form", "scope", "on", "state", "masthead", "title", "organ", "number", "total"),
    *("issued_on", "changed_at"),
)
MORE = ("note", "report_to", "send_to", "issue_to", "copies")


def fields_of(row: Briefing) -> dict[str, Any]:
    """Return a briefing as lists show it."""
    named_ = {name: getattr(row, name) for name in ("session", "meeting", "delegation", "replaces")}
    keys = {name: each.key if each else None for name, each in named_.items()}
    return {**{name: getattr(row, name) for name in PLAIN}, **keys}


def detail(request: HttpRequest, key: str) -> BriefingDetail:
    """Return a briefing as a whole."""
    row = briefing_of(viewer(request), key)
    mine = row.is_draft and writes(viewer(request), row)
    return BriefingDetail(
        **fields_of(row),
        **{name: getattr(row, name) for name in MORE},
        reason=note_bodies([row.reason]).get(row.reason, "") if row.reason else "",
        sheet=asdict(sheet_of(row)),
        items=[item_shown(each) for each in items_of(row)] if mine else [],
    )


def item_shown(row: BriefingItem) -> BriefingItemOut:
    """Return an item with its passages."""
    plain = {name: getattr(row, name) for name in ("key", "version", "position", "part", "text", "unnamed")}
    passages = [_passage(each) for each in row.passages.all()]
    whose = row.delegation.key if row.delegation else None
    return BriefingItemOut(**plain, delegation=whose, edited=row.edited_at is not None, passages=passages)


def _passage(row: ItemPassage) -> ItemPassageOut:
    told: dict[str, Any] = {name: getattr(row, name) for name in ("start", "end", "original")}
    return ItemPassageOut(id=row.pk, source=row.source.key, **told)


@reads("/briefings", says=gettext_noop("List briefings and digests"), gives=BriefingPage)
def list_briefings(request: HttpRequest, which: Query[BriefingFilter]) -> Any:
    """Who writes them sees the drafts of the own place; who reads them sees what was issued."""
    asked = {"form": which.form, "state": which.state, "session__key": which.session}
    rows = briefings_visible_to(viewer(request)).filter(**{name: value for name, value in asked.items() if value})
    found, after = part(rows.select_related("replaces"), which)
    return BriefingPage(items=[BriefingOut(**fields_of(row)) for row in found], next=after)


@reads("/briefings/{key}", says=gettext_noop("Show a briefing or digest"), gives=BriefingDetail)
def get_briefing(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """The version of its ETag is that of head and foot; an item has its own."""
    found = detail(request, key)
    tell(response, found.version)
    return found


@reads("/briefings/{key}/file.{form}", says=gettext_noop("Download a briefing or digest"), gives=None)
def get_briefing_file(request: HttpRequest, key: PathKey, form: Literal["docx", "pdf", "html"]) -> Any:
    """As DOCX by the template of the place, as PDF, or as one HTML file; a draft says on each page that it is one."""
    row = briefing_of(viewer(request), key)
    content = made_briefing.briefing_file(row, form)
    return download(BytesIO(content), f"{row.title or row.masthead}.{form}", made_briefing.KINDS[form])


@changes("POST", "/briefings", says=gettext_noop("Begin a briefing or digest"), gives=BriefingDetail, status=201)
def begin_briefing(request: HttpRequest, body: BriefingIn) -> Any:
    """A draft; nothing is issued by that."""
    session = named(own_sessions(viewer(request)), body.session, "session")
    told: dict[str, Any] = {
        "meeting": named(session.meetings.all(), body.meeting, "meeting"),
        "delegation": named(session.congress.delegations.all(), body.delegation, "delegation"),
        "on": body.on,
    }
    told = {name: value for name, value in told.items() if value is not None}
    if len(told) > 1 or (not told and body.form == Briefing.Form.BRIEFING):
        raise Refused(422, "briefing.one_scope")

    def do() -> BriefingDetail:
        common = {"session": session, "by": viewer(request), "at": timezone.now(), "title": body.title, **told}
        if body.form == Briefing.Form.DIGEST:
            return detail(request, start_digest(**common).key)
        made = briefings.start_briefing(form=body.form.value, **common)
        if body.all_remarks:
            briefings.choose_remarks(briefing=made, remarks=remarks_of(made), at=timezone.now())
        return detail(request, made.key)

    return once(request, body, do, status=201)


@changes("PATCH", "/briefings/{key}", says=gettext_noop("Change head and foot"), gives=BriefingDetail, versioned=True)
def change_briefing(request: HttpRequest, key: PathKey, body: HeadIn) -> Any:
    """Of a draft; what is left out stays."""
    row, expected = own_briefing(viewer(request), key), seen(request)

    def do() -> BriefingDetail:
        briefings.change_head(briefing=row, changes=sent(body), at=timezone.now(), expected=expected)
        return detail(request, key)

    return once(request, body, do)


@changes("DELETE", "/briefings/{key}", says=gettext_noop("Throw a draft of a briefing away"), gives=BriefingDropped)
def drop_briefing(request: HttpRequest, key: PathKey) -> Any:
    """Records and statements stay as they are."""

    def do() -> BriefingDropped:
        row = own_briefing(viewer(request), key)
        briefings.drop_briefing(briefing=row, by=viewer(request), at=timezone.now())
        return BriefingDropped(key=key)

    return once(request, "", do)
