"""What others ask of a deputy: to co-sign (附议), and to look at passages offered as drafts (转为草稿)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from huiyin.api.access import viewer
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import PathKey
from huiyin.api.versions import seen, tell
from huiyin.congress import drafts, offers
from huiyin.congress.models import Cosigning, Offer

router = Router(tags=["suggestions"])
reads = partial(operation, router, "GET", scope="suggestions:read", action="suggestion.cosign")
answers = partial(operation, router, "POST", scope="suggestions:write", action="suggestion.answer")
offered = partial(operation, router, "GET", scope="suggestions:read", action="offer.view")
taking = partial(operation, router, "POST", scope="suggestions:write", action="offer.answer")


class InvitationOut(Schema):
    """An invitation to co-sign, by the key of its draft; `revision` is the version of the text."""

    draft: str
    revision: int
    kind: str
    title: str
    drafter: str
    state: str
    waits: bool
    invited_at: datetime


class InvitationDetail(InvitationOut):
    """An invitation with the text."""

    grounds: str
    proposals: str


class InvitationList(Schema):
    """What a deputy was asked to co-sign, newest first."""

    items: list[InvitationOut]


class OfferOut(Schema):
    """A passage of a remark, offered as a draft; `draft` is the one that was opened of it."""

    key: str
    state: str
    text: str
    record: str
    offered_at: datetime
    draft: str | None


class OfferList(Schema):
    """What was offered to a deputy, newest first."""

    items: list[OfferOut]


def _fields(row: Cosigning) -> dict[str, Any]:
    draft = row.draft
    plain = {name: getattr(draft, name) for name in ("revision", "kind", "title")}
    told: dict[str, Any] = {"state": row.state, "waits": row.waits, "invited_at": row.invited_at}
    return {**plain, **told, "draft": draft.key, "drafter": draft.drafter.name}


def _detail(request: HttpRequest, key: str) -> InvitationDetail:
    row: Cosigning = get_object_or_404(drafts.invitations(viewer(request)), draft__key=key)
    return InvitationDetail(**_fields(row), grounds=row.draft.grounds, proposals=row.draft.proposals)


@reads("/invitations", says=gettext_noop("List invitations to co-sign"), gives=InvitationList)
def list_invitations(request: HttpRequest) -> Any:
    """Of drafts that are not filed yet."""
    rows = drafts.invitations(viewer(request)).order_by("-invited_at", "-pk")
    return InvitationList(items=[InvitationOut(**_fields(row)) for row in rows])


@reads("/invitations/{key}", says=gettext_noop("Show an invitation to co-sign"), gives=InvitationDetail)
def get_invitation(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """With the text; the version of its ETag is that of the text."""
    found = _detail(request, key)
    tell(response, found.revision)
    return found


@answers("/invitations/{key}/confirm", says=gettext_noop("Co-sign"), gives=InvitationDetail, versioned=True)
def confirm_cosigning(request: HttpRequest, key: PathKey) -> Any:
    """The text that was read: `If-Match` says which version."""
    return _answered(request, key, confirms=True, revision=seen(request))


@answers("/invitations/{key}/decline", says=gettext_noop("Do not co-sign"), gives=InvitationDetail)
def decline_cosigning(request: HttpRequest, key: PathKey) -> Any:
    """No reason is asked."""
    return _answered(request, key, confirms=False, revision=0)


def _answered(request: HttpRequest, key: str, *, confirms: bool, revision: int) -> Any:
    row: Cosigning = get_object_or_404(drafts.invitations(viewer(request)), draft__key=key)

    def do() -> InvitationDetail:
        drafts.answer(cosigning=row, confirms=confirms, revision=revision, at=timezone.now())
        return _detail(request, key)

    return once(request, "", do)


def _offer(row: Offer) -> OfferOut:
    return OfferOut(
        key=row.key,
        state=row.state,
        text=row.statement.text,
        record=row.remark.record.title,
        offered_at=row.offered_at,
        draft=row.draft.key if row.draft else None,
    )


@offered("/offers", says=gettext_noop("List what was offered as drafts"), gives=OfferList)
def list_offers(request: HttpRequest) -> Any:
    """Passages of remarks that the secretariat offered to the deputy."""
    return OfferList(items=[_offer(row) for row in offers.own_offers(viewer(request))])


@offered("/offers/{key}", says=gettext_noop("Show what was offered"), gives=OfferOut)
def get_offer(request: HttpRequest, key: PathKey) -> Any:
    """The passage, and what became of it."""
    return _offer(get_object_or_404(offers.own_offers(viewer(request)), key=key))


@taking("/offers/{key}/take", says=gettext_noop("Take an offer as a draft"), gives=OfferOut)
def take_offer(request: HttpRequest, key: PathKey) -> Any:
    """It is no suggestion until the deputy files it."""
    return _settled(request, key, offers.take)


@taking("/offers/{key}/decline", says=gettext_noop("Leave an offer"), gives=OfferOut)
def decline_offer(request: HttpRequest, key: PathKey) -> Any:
    """Nothing follows from that."""
    return _settled(request, key, offers.decline)


def _settled(request: HttpRequest, key: str, act: Callable[..., object]) -> Any:
    row = get_object_or_404(offers.own_offers(viewer(request)), key=key)

    def do() -> OfferOut:
        act(offer=row, by=viewer(request), at=timezone.now())
        return _offer(offers.own_offers(viewer(request)).get(pk=row.pk))

    return once(request, "", do)
