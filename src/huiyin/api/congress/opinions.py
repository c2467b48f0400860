"""Deliberation opinions of a standing committee (常委会审议意见): listed, entered; the rest is steps of their cases."""

from datetime import date
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import today, viewer
from huiyin.api.cases import CaseOut, fields_of
from huiyin.api.congress.agendas import Title
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.problems import Refused
from huiyin.api.references import all_named, named
from huiyin.api.shapes import NO_NUL, Day, Key, Line, OneLine, Short
from huiyin.congress import opinions
from huiyin.congress.models import Congress
from huiyin.ledger.given import Ground
from huiyin.ledger.models import Case
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.models import House, Role, Unit

router = Router(tags=["questions"])
reads = partial(operation, router, "GET", scope="congress:read", action="opinion.view")
Long = Annotated[str, StringConstraints(max_length=100_000, pattern=NO_NUL)]


class OpinionOut(CaseOut):
    """The case of an opinion, with the meeting of the committee; null where the case began elsewhere."""

    meeting: str | None
    held_on: date | None
    report: str | None


class OpinionPage(Schema):
    """A page of opinions."""

    items: list[OpinionOut]
    next: str | None


class OpinionFilter(Paging):
    """Which opinions."""

    closed: Annotated[bool | None, Query(None)]


class OpinionIn(Schema):
    """An opinion: its text, or the source that holds it; `to` are the bodies that have to report, each with a case."""

    congress: Key
    title: Title
    meeting: Annotated[Short, Field(min_length=1)]
    held_on: Day
    report: Line = ""
    number: Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL), OneLine] = ""
    text: Long = ""
    source: Key | None = None
    to: Annotated[list[Key], Field(max_length=20)] = []
    due_on: Day | None = None


class EnteredOut(Schema):
    """The cases that were opened."""

    cases: list[CaseOut]


@reads("/committee-opinions", says=gettext_noop("List deliberation opinions"), gives=OpinionPage)
def list_opinions(request: HttpRequest, which: Query[OpinionFilter]) -> Any:
    """Those that the account may see, newest first."""
    rows = opinions.opinions_visible_to(viewer(request)).select_related("entry", "turn_unit")
    if which.closed is not None:
        rows = rows.filter(closed=which.closed)
    found, after = part(rows, which)
    return OpinionPage(items=[_shown(case, today(request)) for case in found], next=after)


def _shown(case: Case, on: date) -> OpinionOut:
    meant = getattr(case, "committee_opinion", None)
    names = ("meeting", "held_on", "report")
    told: dict[str, Any] = {name: getattr(meant, name, None) for name in names}
    return OpinionOut(**fields_of(case, on), **told)


@operation(
    router,
    "POST",
    "/committee-opinions",
    says=gettext_noop("Enter a deliberation opinion"),
    scope="congress:write",
    action="opinion.enter",
    gives=EnteredOut,
    status=201,
)
def enter_opinion(request: HttpRequest, body: OpinionIn) -> Any:
    """With nobody named it waits to be handed over."""
    by, on = viewer(request), today(request)
    congresses = Congress.objects.filter(place_id__in=by.place_ids(Role.SECRETARY), from_on__lte=on)
    congress = named(congresses.select_related("place"), body.congress, "congress")
    held = visible_sources(by).filter(house=House.CONGRESS, withdrawn_at__isnull=True)
    source = named(held, body.source, "source")
    if bool(body.text.strip()) == (source is not None):
        raise Refused(422, "opinion.one_text")
    to = all_named(Unit.objects.valid_on(on), body.to, "to")
    names = ("title", "meeting", "held_on", "number", "report", "text")

    def do() -> EnteredOut:
        made = opinions.enter_opinion(
            congress=congress,
            opinion=opinions.Opinion(**{name: getattr(body, name) for name in names}),
            passage=Ground(source, 0, len(source.text)) if source else None,
            to=to,
            due_on=body.due_on,
            by=by,
            at=timezone.now(),
        )
        rows = Case.objects.filter(pk__in=[case.pk for case in made]).order_by("pk")
        found = rows.select_related("entry", "place", "lead_unit", "turn_unit")
        return EnteredOut(cases=[CaseOut(**fields_of(case, on)) for case in found])

    return once(request, body, do, status=201)
