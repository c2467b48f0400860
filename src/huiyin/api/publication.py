"""What goes public (公开): what can be decided, how it would read; released, withheld, withdrawn."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.shapes import NO_NUL, Code, Key, PathKey
from huiyin.api.versions import seen, tell
from huiyin.congress import public_desk
from huiyin.congress.publishing import hold_back, may_be_public, refusal_of, release, release_all
from huiyin.ledger.models import Case, Publication, Source
from huiyin.ledger.search import matching
from huiyin.people.viewer import Viewer

router = Router(tags=["publication"])
reads = partial(operation, router, "GET", scope="publication:read", action="publication.view")
decides = partial(operation, router, "POST", scope="publication:write", action="publication.decide")
Sort = Literal["cases", "reports"]


class DecisionOut(Schema):
    """What is decided of a case or a report; `state` "" where nobody has. `permalink` stays for good."""

    sort: Sort
    key: str
    title: str
    number: str
    state: str
    version: int
    reason: str
    words: str
    held: list[str]
    decided_for: str | None
    decided_at: datetime | None
    permalink: str | None


class DecisionPage(Schema):
    """A page of cases of which the account may decide; `counts` by how they stand."""

    items: list[DecisionOut]
    next: str | None
    counts: dict[str, int]


class DecisionList(Schema):
    """The reports of which the account may decide."""

    items: list[DecisionOut]


class DecisionFilter(Paging):
    """Which cases."""

    state: Annotated[Literal[public_desk.STATES], Query("ready")]  # type: ignore[valid-type]
    type: Annotated[Code | None, Query(None)]
    q: Annotated[str, Query("", max_length=100, pattern=NO_NUL)]


class FieldOut(Schema):
    """A field as the public would read it; `masked` marks stand in it, `why` says why it is held back.

    The state of a promise is a code: kept, other_outcome, on_time, late or no_word.
    """

    name: str
    value: str
    masked: int
    why: str


class DecisionDetail(DecisionOut):
    """A decision with what would be shown, of a report no fields; `hinders` is why it cannot be released now, or ""."""

    hinders: str
    fields: list[FieldOut]


class ReleaseIn(Schema):
    """The fields that stay back though the rules would show them."""

    held: Annotated[list[Code], Field(max_length=40)] = []


class HoldIn(Schema):
    """Why the public does not see it; both are read by the public, so that they name nobody."""

    reason: Publication.Reason
    words: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] = ""


class ReleaseManyIn(Schema):
    """Cases and reports to be released."""

    cases: Annotated[list[Key], Field(max_length=500)] = []
    reports: Annotated[list[Key], Field(max_length=500)] = []


class NotReleased(Schema):
    """What could not be released, and why."""

    key: str
    code: str


class ReleaseManyOut(Schema):
    """How many were released, and what was refused; one that is refused holds up no other."""

    released: int
    refused: list[NotReleased]


def _thing(by: Viewer, sort: Sort, key: str) -> Case | Source:
    rows: Any = public_desk.decidable_cases(by) if sort == "cases" else public_desk.decidable_reports(by)
    found: Case | Source = get_object_or_404(rows, key=key)
    return found


def _fields(thing: Case | Source) -> dict[str, Any]:
    row: Publication | None = getattr(thing, "publication", None)
    told: dict[str, Any] = {name: getattr(row, name, "") for name in ("state", "reason", "words")}
    return {
        **told,
        "sort": "cases" if isinstance(thing, Case) else "reports",
        "key": thing.key,
        "title": thing.title,
        "number": getattr(thing, "number", ""),
        "version": row.version if row else 0,
        "held": list(row.held) if row else [],
        "decided_for": row.decided_for.name if row and row.decided_for else None,
        "decided_at": row.decided_at if row else None,
        "permalink": reverse("public_permalink", args=[row.key]) if row else None,
    }


def _detail(by: Viewer, sort: Sort, key: str) -> DecisionDetail:
    thing = _thing(by, sort, key)
    if isinstance(thing, Source):
        return DecisionDetail(
            **_fields(thing), hinders="" if may_be_public(thing) else "publication.not_shared", fields=[]
        )
    told, hinders = _fields(thing), refusal_of(thing, getattr(thing, "publication", None))
    fields = [
        FieldOut(name=each.name, value=each.value, masked=each.masked, why=each.why)
        for each in public_desk.preview_of(thing)[1]
    ]
    return DecisionDetail(**told, hinders=hinders, fields=fields)


@reads("/publication/cases", says=gettext_noop("List what can be published"), gives=DecisionPage)
def list_decidable(request: HttpRequest, which: Query[DecisionFilter]) -> Any:
    """By how it stands: ready, released, withheld, withdrawn, not yet."""
    rows = public_desk.decidable_cases(viewer(request))
    if which.type:
        rows = rows.filter(case_type=which.type)
    if which.q.strip():
        rows = rows.filter(pk__in=matching(Case.objects.all(), which.q).values("pk"))
    counts = dict(public_desk.counts(rows))
    found, after = part(rows.filter(public_desk.in_state(which.state)), which)
    return DecisionPage(items=[DecisionOut(**_fields(case)) for case in found], next=after, counts=counts)


@reads("/publication/reports", says=gettext_noop("List reports that can be published"), gives=DecisionList)
def list_decidable_reports(request: HttpRequest) -> Any:
    """Their promises are shown with them."""
    rows = public_desk.decidable_reports(viewer(request))
    return DecisionList(items=[DecisionOut(**_fields(row)) for row in rows])


@reads("/publication/{sort}/{key}", says=gettext_noop("Show what would be published"), gives=DecisionDetail)
def get_decision(request: HttpRequest, response: HttpResponse, sort: Sort, key: PathKey) -> Any:
    """Field by field as the public would read it; the version of its ETag is that of the decision, 0 before one."""
    found = _detail(viewer(request), sort, key)
    tell(response, found.version)
    return found


@decides("/publication/{sort}/{key}/release", says=gettext_noop("Release"), gives=DecisionDetail, versioned=True)
def release_thing(request: HttpRequest, sort: Sort, key: PathKey, body: ReleaseIn) -> Any:
    """The public sees it from now on, as far as the rules show it."""
    thing = _thing(viewer(request), sort, key)
    held = [name for name in body.held if isinstance(thing, Case)]
    return _decided(request, sort, thing, body, partial(release, held=held))


@decides(
    "/publication/{sort}/{key}/hold", says=gettext_noop("Withhold or withdraw"), gives=DecisionDetail, versioned=True
)
def hold_thing(request: HttpRequest, sort: Sort, key: PathKey, body: HoldIn) -> Any:
    """Withheld what was never public, withdrawn what was; its address says so."""
    thing = _thing(viewer(request), sort, key)
    return _decided(request, sort, thing, body, partial(hold_back, reason=body.reason.value, words=body.words))


def _decided(request: HttpRequest, sort: Sort, thing: Case | Source, body: Schema, act: Callable[..., object]) -> Any:
    expected = seen(request)

    def do() -> DecisionDetail:
        act(thing=thing, by=viewer(request), at=timezone.now(), expected=expected)
        return _detail(viewer(request), sort, thing.key)

    return once(request, body, do)


@decides("/publication/release", says=gettext_noop("Release many"), gives=ReleaseManyOut)
def release_many(request: HttpRequest, body: ReleaseManyIn) -> Any:
    """What is released already stays as it is; what the account may not decide of is passed over as not found."""
    by = viewer(request)
    things: list[Case | Source] = list(public_desk.decidable_cases(by).filter(key__in=body.cases))
    things += public_desk.decidable_reports(by).filter(key__in=body.reports)
    missing = {*body.cases, *body.reports} - {each.key for each in things}

    def do() -> ReleaseManyOut:
        done, refused = release_all(things=things, by=by, at=timezone.now())
        told = [NotReleased(key=each.key, code=code) for each, code in refused]
        return ReleaseManyOut(
            released=done, refused=[*told, *(NotReleased(key=key, code="not_found") for key in sorted(missing))]
        )

    return once(request, body, do)
