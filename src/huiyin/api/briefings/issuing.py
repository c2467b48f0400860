"""Issuing (印发) of briefings and digests: what would be issued and what hinders it; issued, withdrawn, corrected."""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.briefings.finding import own_briefing
from huiyin.api.briefings.papers import BriefingDetail, detail
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import NO_NUL, Day, PathKey
from huiyin.congress import briefings_issuing
from huiyin.congress.models import Briefing
from huiyin.errors import CongressError

router = Router(tags=["briefings"])
issues = partial(operation, router, "POST", scope="briefings:write", action="briefing.write", gives=BriefingDetail)
Reason = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]


class FindingOut(Schema):
    """Something that no passage supports: in the title, the note, or the item of that key."""

    where: str
    type: str
    start: int
    end: int
    text: str
    nearest: str
    elsewhere: bool


class ReadyOut(Schema):
    """What would be issued now: its digest `seen`, what the check marked, what hinders it, the next free numbers."""

    seen: str
    sheet: dict[str, Any]
    findings: list[FindingOut]
    hinders: list[str]
    number: int
    total: int


class IssueIn(Schema):
    """The day that it bears and what was seen; numbers for a briefing; a reason where something is marked."""

    seen: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    on: Day
    number: Annotated[int, Field(ge=1, le=99_999)] | None = None
    total: Annotated[int, Field(ge=1, le=999_999)] | None = None
    reason: Reason = ""


class WithdrawIn(Schema):
    """Why it is withdrawn; whoever opens it reads that."""

    reason: Reason


@operation(
    router,
    "GET",
    "/briefings/{key}/ready",
    says=gettext_noop("Show what would be issued"),
    scope="briefings:read",
    action="briefing.write",
    gives=ReadyOut,
)
def get_briefing_ready(request: HttpRequest, key: PathKey) -> Any:
    """With the digest that issuing asks for."""
    row = own_briefing(viewer(request), key)
    if not row.is_draft:
        raise CongressError("briefing.issued")
    now = briefings_issuing.ready(row)
    number, total = briefings_issuing.next_numbers(row)
    return ReadyOut(
        seen=now.seen,
        sheet=asdict(now.sheet),
        findings=[FindingOut(**asdict(each)) for each in now.findings],
        hinders=[each.code for each in now.hinders],
        number=number,
        total=total,
    )


@issues("/briefings/{key}/issue", says=gettext_noop("Issue a briefing or digest"))
def issue_briefing(request: HttpRequest, key: PathKey, body: IssueIn) -> Any:
    """What it says is frozen."""
    row = own_briefing(viewer(request), key)

    def do() -> BriefingDetail:
        briefings_issuing.issue(briefing=row, by=viewer(request), at=timezone.now(), **body.model_dump())
        return detail(request, key)

    return once(request, body, do)


@issues("/briefings/{key}/withdraw", says=gettext_noop("Withdraw a briefing or digest"))
def withdraw_briefing(request: HttpRequest, key: PathKey, body: WithdrawIn) -> Any:
    """It keeps its number."""
    row = own_briefing(viewer(request), key)

    def do() -> BriefingDetail:
        told: dict[str, Any] = {"reason": body.reason, "by": viewer(request), "at": timezone.now()}
        briefings_issuing.withdraw(briefing=row, **told)
        return detail(request, key)

    return once(request, body, do)


@issues("/briefings/{key}/correct", says=gettext_noop("Begin a corrected briefing"), status=201)
def correct_briefing(request: HttpRequest, key: PathKey) -> Any:
    """A draft with the same items, which takes the place of the issued one as soon as it is issued itself."""
    row: Briefing = own_briefing(viewer(request), key)

    def do() -> BriefingDetail:
        made = briefings_issuing.correct(briefing=row, by=viewer(request), at=timezone.now())
        return detail(request, made.key)

    return once(request, "", do, status=201)
