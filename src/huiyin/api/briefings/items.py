"""What stands in a briefing or digest: remarks and statements chosen or left out; items written, moved, joined."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.briefings.finding import own_briefing, own_item
from huiyin.api.briefings.papers import BriefingDetail, detail
from huiyin.api.congress.agendas import MoveIn
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import NO_NUL, SAME, Key, PathKey
from huiyin.api.versions import seen
from huiyin.congress import briefings, digests
from huiyin.congress.briefings_selectors import heard, remarks_of
from huiyin.congress.briefings_statements import choose_statements
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage
from huiyin.ledger.models import Statement

router = Router(tags=["briefings"])
changes = partial(operation, router, scope="briefings:write", action="briefing.write", gives=BriefingDetail)
Keys = Annotated[list[Key], Field(max_length=2000)]
Text = Annotated[str, StringConstraints(max_length=briefings.LONGEST, pattern=NO_NUL)]
Reason = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


class HeardOut(Schema):
    """A confirmed statement that could stand in it, or does; `usable` is false for what no delegation said."""

    statement: str
    remark: str | None
    delegation: str | None
    text: str
    usable: bool
    used: bool
    left_out: str


class HeardRemark(Schema):
    """A remark of which a briefing can choose."""

    remark: str
    delegation: str | None
    text: str
    used: bool


class ChoicesOut(Schema):
    """What can stand in it, and how the confirmed statements are accounted for: used, left out, open, stale."""

    remarks: list[HeardRemark]
    statements: list[HeardOut]
    account: dict[str, int]


class ChooseIn(Schema):
    """What is put in: remarks as a whole, statements by themselves."""

    remarks: Keys = []
    statements: Keys = []


class StatementsIn(Schema):
    """Statements that are brought in."""

    statements: Annotated[Keys, Field(min_length=1)]


class LeaveIn(StatementsIn):
    """Statements that are left out, and why."""

    reason: Reason


class BriefingItemChange(Schema):
    """What is to be printed; `unnamed` hides who said it."""

    text: Text
    unnamed: bool = SAME


class JoinIn(Schema):
    """The point that says both."""

    into: Key


class PartIn(Schema):
    """The part of its block."""

    part: BriefingItem.Part


class PointSplitIn(Schema):
    """The passage of which a point of its own is made."""

    passage: Annotated[int, Field(ge=1, le=9_000_000_000_000_000)]


@operation(
    router,
    "GET",
    "/briefings/{key}/choices",
    says=gettext_noop("Show what can stand in a briefing"),
    scope="briefings:read",
    action="briefing.write",
    gives=ChoicesOut,
)
def get_briefing_choices(request: HttpRequest, key: PathKey) -> Any:
    """Remarks and confirmed statements of what it is made of."""
    row = own_briefing(viewer(request), key)
    told = heard(row)
    passages = list(row.passages.values_list("statement_id", "remark_id"))
    used = {statement for statement, _remark in passages}
    whole = {remark for statement, remark in passages if statement is None}
    reasons = dict(row.left_out.values_list("statement_id", "reason"))
    account = digests.account_of(row, told)
    return ChoicesOut(
        remarks=[
            HeardRemark(
                remark=each.key,
                delegation=each.delegation.key if each.delegation else None,
                text=briefings.words_of(each)[1],
                used=each.pk in whole,
            )
            for each in remarks_of(row)
        ],
        statements=[
            HeardOut(
                statement=each.statement.key,
                remark=each.remark.key if each.remark else None,
                delegation=each.delegation.key if each.delegation else None,
                text=each.text,
                usable=each.usable,
                used=each.statement.pk in used,
                left_out=reasons.get(each.statement.pk, ""),
            )
            for each in told
        ],
        account={name: len(getattr(account, name)) for name in ("used", "left", "open", "stale")},
    )


@changes("POST", "/briefings/{key}/items", says=gettext_noop("Put remarks into a briefing"))
def choose_for_briefing(request: HttpRequest, key: PathKey, body: ChooseIn) -> Any:
    """At its end, in the order in which they were said; what is in it already stays where it is."""

    def act(row: Briefing) -> None:
        briefings.choose_remarks(briefing=row, remarks=remarks_of(row).filter(key__in=body.remarks), at=timezone.now())
        if body.statements:
            choose_statements(briefing=row, statements=_pks(body.statements), at=timezone.now())

    return _of_briefing(request, key, body, act)


@changes("POST", "/briefings/{key}/bring-in", says=gettext_noop("Bring statements into a digest"))
def bring_into_digest(request: HttpRequest, key: PathKey, body: StatementsIn) -> Any:
    """That were left out or open."""

    def act(row: Briefing) -> None:
        digests.bring_in(briefing=row, statements=_pks(body.statements), at=timezone.now())

    return _of_briefing(request, key, body, act)


@changes("POST", "/briefings/{key}/leave-out", says=gettext_noop("Leave statements out of a digest"))
def leave_out_of_digest(request: HttpRequest, key: PathKey, body: LeaveIn) -> Any:
    """With the reason; nothing is left out without a word."""

    def act(row: Briefing) -> None:
        told: dict[str, Any] = {"reason": body.reason, "by": viewer(request), "at": timezone.now()}
        digests.leave_out(briefing=row, statements=_pks(body.statements), **told)

    return _of_briefing(request, key, body, act)


def _pks(keys: list[str]) -> list[int]:
    return list(Statement.objects.filter(key__in=keys).values_list("pk", flat=True))


def _of_briefing(request: HttpRequest, key: str, body: Schema, act: Callable[[Briefing], None]) -> Any:
    row = own_briefing(viewer(request), key)

    def do() -> BriefingDetail:
        act(row)
        return detail(request, key)

    return once(request, body, do)


@changes("PATCH", "/briefing-items/{key}", says=gettext_noop("Write an item"), versioned=True)
def write_item(request: HttpRequest, key: PathKey, body: BriefingItemChange) -> Any:
    """What was said stays in its passages; `If-Match` is the version of the item."""
    expected = seen(request)

    def act(item: BriefingItem) -> None:
        told: dict[str, Any] = {"by": viewer(request), "at": timezone.now(), "expected": expected}
        briefings.write_item(item=item, text=body.text, unnamed=body.unnamed, **told)

    return _of_item(request, key, body, act)


@changes("DELETE", "/briefing-items/{key}", says=gettext_noop("Take an item out"))
def drop_item(request: HttpRequest, key: PathKey) -> Any:
    """In a digest its statements are open again."""
    return _of_item(request, key, "", lambda item: briefings.drop_item(item=item, at=timezone.now()))


@changes("POST", "/briefing-items/{key}/move", says=gettext_noop("Move an item"))
def move_briefing_item(request: HttpRequest, key: PathKey, body: MoveIn) -> Any:
    """It changes places with its neighbour, in a digest within its part of its block."""
    return _of_item(request, key, body, lambda item: briefings.move_item(item=item, up=body.up, at=timezone.now()))


@changes("POST", "/briefing-items/{key}/join", says=gettext_noop("Join a point to another"))
def join_points(request: HttpRequest, key: PathKey, body: JoinIn) -> Any:
    """Both are said once, in the words of the other."""

    def act(item: BriefingItem) -> None:
        into = get_object_or_404(BriefingItem, key=body.into, briefing=item.briefing)
        digests.join_points(item=item, into=into, at=timezone.now())

    return _of_item(request, key, body, act)


@changes("POST", "/briefing-items/{key}/part", says=gettext_noop("Put a point into another part"))
def put_in_part(request: HttpRequest, key: PathKey, body: PartIn) -> Any:
    """Of the block in which it stands."""

    def act(item: BriefingItem) -> None:
        digests.put_in_part(item=item, part=body.part.value, at=timezone.now())

    return _of_item(request, key, body, act)


@changes("POST", "/briefing-items/{key}/split", says=gettext_noop("Make a point of one passage"))
def split_point(request: HttpRequest, key: PathKey, body: PointSplitIn) -> Any:
    """The point keeps its other passages."""

    def act(item: BriefingItem) -> None:
        rows = ItemPassage.objects.select_related("briefing", "item", "source").filter(item=item)
        digests.split_out(passage=get_object_or_404(rows, pk=body.passage), at=timezone.now())

    return _of_item(request, key, body, act)


def _of_item(request: HttpRequest, key: str, body: Schema | str, act: Callable[[BriefingItem], object]) -> Any:

    def do() -> BriefingDetail:
        item = own_item(viewer(request), key)
        briefing = item.briefing.key
        act(item)
        return detail(request, briefing)

    return once(request, body, do)
