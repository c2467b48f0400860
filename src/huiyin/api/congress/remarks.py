"""Remarks (发言): who spoke, where one ends, what it is about, what it leads to. Nothing here ranks or scores them."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field

from huiyin.api.access import today, viewer
from huiyin.api.congress.agendas import DeputyRef
from huiyin.api.congress.finding import own_remark, record_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.problems import Refused
from huiyin.api.references import named
from huiyin.api.shapes import Key, PathKey, Words
from huiyin.api.versions import seen
from huiyin.congress import offers, remarks
from huiyin.congress.attendance import day_of
from huiyin.congress.models import Mandate, Remark
from huiyin.congress.record_selectors import remarks_of
from huiyin.congress.seats import mandates_on
from huiyin.ledger.models import Source, Statement

router = Router(tags=["records"])
reads = partial(operation, router, "GET", scope="congress:read", action="record.view")
writes = partial(operation, router, "POST", scope="congress:write", action="record.write")
Offset = Annotated[int, Field(ge=0, le=2_000_000)]


class ObserverRef(Schema):
    """Somebody who sits in."""

    key: str
    name: str


class AboutOut(Schema):
    """The passage of a report that a remark speaks about; a proposal until it is confirmed."""

    source: str
    start: int
    end: int
    confirmed: bool


class RemarkOut(Schema):
    """What one person said in one go: a span of the record's source. Who that is, is nobody until it is confirmed."""

    key: str
    version: int
    start: int
    end: int
    text: str
    named: str
    state: str
    deputy: DeputyRef | None
    observer: ObserverRef | None
    delegation: str | None
    about: AboutOut | None
    seconds: int | None
    offered_to: list[str]


class RemarkList(Schema):
    """The remarks of a record, in text order."""

    items: list[RemarkOut]


class SpeakerIn(Schema):
    """Who spoke: a deputy or somebody who sits in, by key; with neither, nobody of the roster."""

    deputy: Key | None = None
    observer: Key | None = None


class RemarkSplitIn(Schema):
    """Where the second part begins, in the text of the source."""

    offset: Offset


class AboutIn(Schema):
    """The passage of a report on the meeting's agenda; without a source it speaks about none."""

    source: Key | None = None
    start: Offset = 0
    end: Offset = 0


class SecondsIn(Schema):
    """How long somebody spoke; null is not measured."""

    seconds: Annotated[int, Field(ge=0, le=86_400)] | None


class OfferIn(Schema):
    """A suggestion in a remark, and to which deputy it is offered as a draft."""

    statement: Key
    deputy: Key


class ProposeIn(Schema):
    """A commitment in a remark, and words to the government to which it is proposed."""

    statement: Key
    text: Words = ""


class OfferedOut(Schema):
    """An offer that was made."""

    key: str
    state: str


class CommitmentProposed(Schema):
    """The case of the proposal; it is a task once that government takes it up."""

    case: str


def remark_shown(row: Remark, text: str) -> RemarkOut:
    """Return a remark as callers get it; `text` is that of the source."""
    plain = {name: getattr(row, name) for name in ("key", "version", "start", "end", "named", "state", "seconds")}
    mandate, observer, about = row.mandate, row.observer, row.about
    return RemarkOut(
        **plain,
        text=text[row.start : row.end],
        deputy=DeputyRef(key=mandate.deputy.key, name=mandate.deputy.name) if mandate else None,
        observer=ObserverRef(key=observer.key, name=observer.name) if observer else None,
        delegation=row.delegation.key if row.delegation else None,
        about=AboutOut(
            source=about.key, start=row.about_start or 0, end=row.about_end or 0, confirmed=row.about_confirmed
        )
        if about
        else None,
        offered_to=[each.deputy.key for each in row.offers.all()],
    )


def _list(request: HttpRequest, key: str) -> RemarkList:
    record = record_of(viewer(request), key)
    text = record.source.text if record.source else ""
    return RemarkList(items=[remark_shown(row, text) for row in remarks_of(record)])


@reads("/records/{key}/remarks", says=gettext_noop("List the remarks of a record"), gives=RemarkList)
def list_remarks(request: HttpRequest, key: PathKey) -> Any:
    """Empty before the record was handed to the reader."""
    return _list(request, key)


@writes("/remarks/{key}/speaker", says=gettext_noop("Say who spoke"), gives=RemarkList, versioned=True)
def confirm_speaker(request: HttpRequest, key: PathKey, body: SpeakerIn) -> Any:
    """Somebody of the roster of that day, somebody who sits in, or nobody of either; answers the whole record."""
    remark = own_remark(viewer(request), key)
    who = {"mandate": _mandate(remark, body.deputy), "observer": _observer(remark, body.observer)}
    if all(who.values()):
        raise Refused(422, "remark.one_speaker")
    return _decided(request, remark, body, partial(remarks.confirm_speaker, **who))


def _mandate(remark: Remark, key: str | None) -> Mandate | None:
    meeting = remark.record.meeting
    return named(mandates_on(meeting.session.congress, day_of(meeting)), key, "deputy", by="deputy__key")


def _observer(remark: Remark, key: str | None) -> Any:
    return named(remark.record.meeting.session.observers.all(), key, "observer")


@writes("/remarks/{key}/reopen", says=gettext_noop("Make a remark a draft again"), gives=RemarkList, versioned=True)
def reopen_remark(request: HttpRequest, key: PathKey) -> Any:
    """As long as nothing rests on it."""
    return _decided(request, own_remark(viewer(request), key), "", remarks.reopen)


@writes("/remarks/{key}/split", says=gettext_noop("Split a remark"), gives=RemarkList, versioned=True)
def split_remark(request: HttpRequest, key: PathKey, body: RemarkSplitIn) -> Any:
    """The second part is a new draft."""
    remark = own_remark(viewer(request), key)
    return _decided(request, remark, body, partial(remarks.split_remark, offset=body.offset))


@writes("/remarks/{key}/join", says=gettext_noop("Join the next remark to this one"), gives=RemarkList, versioned=True)
def join_remark(request: HttpRequest, key: PathKey) -> Any:
    """This one goes on saying who spoke."""
    return _decided(request, own_remark(viewer(request), key), "", remarks.join_next)


@writes("/remarks/{key}/about", says=gettext_noop("Say what a remark is about"), gives=RemarkList, versioned=True)
def set_remark_about(request: HttpRequest, key: PathKey, body: AboutIn) -> Any:
    """A passage of a report on the agenda of the meeting."""
    remark = own_remark(viewer(request), key)
    on_agenda = Source.objects.filter(agenda_items__meetings=remark.record.meeting).distinct()
    told: dict[str, Any] = {"source": named(on_agenda, body.source, "source"), "start": body.start, "end": body.end}
    return _decided(request, remark, body, partial(remarks.set_about, **told))


@writes("/remarks/{key}/seconds", says=gettext_noop("Enter speaking time"), gives=RemarkList, versioned=True)
def set_remark_seconds(request: HttpRequest, key: PathKey, body: SecondsIn) -> Any:
    """Only where the place measures it."""
    remark = own_remark(viewer(request), key)
    return _decided(request, remark, body, partial(remarks.set_seconds, seconds=body.seconds))


def _decided(request: HttpRequest, remark: Remark, body: Any, act: Callable[..., object]) -> Any:
    expected, record = seen(request), remark.record.key

    def do() -> RemarkList:
        act(remark=remark, expected=expected, by=viewer(request), at=timezone.now())
        return _list(request, record)

    return once(request, body, do)


@writes("/remarks/{key}/offers", says=gettext_noop("Offer a suggestion of a remark"), gives=OfferedOut, status=201)
def offer_suggestion(request: HttpRequest, key: PathKey, body: OfferIn) -> Any:
    """To a deputy, as a draft; it is a suggestion only once that deputy files it."""
    remark = own_remark(viewer(request), key)
    statement, on = _statement(remark, body.statement), today(request)
    seats = mandates_on(remark.record.meeting.session.congress, on)
    mandate = named(seats.select_related("deputy"), body.deputy, "deputy", by="deputy__key")

    def do() -> OfferedOut:
        told: dict[str, Any] = {"deputy": mandate.deputy, "by": viewer(request), "at": timezone.now()}
        made = offers.offer(remark=remark, statement=statement, **told)
        return OfferedOut(key=made.key, state=made.state)

    return once(request, body, do, status=201)


@writes(
    "/remarks/{key}/proposals",
    says=gettext_noop("Propose a commitment of a remark"),
    gives=CommitmentProposed,
    status=201,
)
def propose_commitment(request: HttpRequest, key: PathKey, body: ProposeIn) -> Any:
    """To the government of the delegation's place; it is a task only once that takes it up."""
    remark = own_remark(viewer(request), key)
    statement = _statement(remark, body.statement)

    def do() -> CommitmentProposed:
        told: dict[str, Any] = {"by": viewer(request), "at": timezone.now(), "text": body.text}
        return CommitmentProposed(case=offers.propose_commitment(remark=remark, statement=statement, **told).key)

    return once(request, body, do, status=201)


def _statement(remark: Remark, key: str) -> Statement:
    rows = Statement.objects.filter(source=remark.record.source_id, start__gte=remark.start, start__lt=remark.end)
    return get_object_or_404(rows.filter(gone=False), key=key)
