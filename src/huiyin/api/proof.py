"""Proof (凭证): a receipt for a place in the history of a case, and the seals of days."""

from datetime import date
from functools import partial
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from huiyin.api.access import viewer
from huiyin.api.finding import case_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.shapes import PathKey
from huiyin.ledger.models import Event, Seal, Stream
from huiyin.ledger.receipts import issue_receipt
from huiyin.ledger.seals import line_of

router = Router(tags=["events"])
reads = partial(operation, router, "GET", scope="events:read", action="integrity.view")


class ReceiptOut(Schema):
    """A receipt: its code, with which anybody can check it at /receipts/, and the event to which it belongs."""

    code: str
    case: str
    position: int


class ReceiptIn(Schema):
    """Of which place in the history; the present end where it is left out."""

    position: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None


class SealOut(Schema):
    """The seal of a day: its root, and the line that is published."""

    day: date
    root: str
    line: str


class SealPage(Schema):
    """A page of seals, newest first."""

    items: list[SealOut]
    next: str | None


@operation(
    router,
    "POST",
    "/cases/{key}/receipt",
    says=gettext_noop("Take a receipt of a case"),
    scope="cases:act",
    action="own.change",
    gives=ReceiptOut,
)
def take_receipt(request: HttpRequest, key: PathKey, body: ReceiptIn) -> Any:
    """The same place always has the same receipt."""
    case = case_of(viewer(request), key)
    events = Event.objects.filter(stream=Stream.CASE, stream_key=case.key)
    if body.position is not None:
        events = events.filter(position=body.position)
    event = events.order_by("-position").first()
    if event is None:
        raise Http404

    def do() -> ReceiptOut:
        code = issue_receipt(event=event, at=timezone.now()).code
        return ReceiptOut(code=code, case=case.key, position=event.position)

    return once(request, body, do)


@reads("/seals", says=gettext_noop("List the seals of days"), gives=SealPage)
def list_seals(request: HttpRequest, which: Query[Paging]) -> Any:
    """Whoever keeps the lines elsewhere sees whether history was changed."""
    found, after = part(Seal.objects.all(), which)
    return SealPage(items=[SealOut(day=seal.day, root=seal.root, line=line_of(seal)) for seal in found], next=after)
