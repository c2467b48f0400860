"""Notices (消息) of the account that a token acts as."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.ledger.models import Notice
from huiyin.ledger.notices import read_notices, unread_count
from huiyin.ledger.relations import visible_cases

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """A notice; `case` is null where the account may not see it (any longer), or where it is about none."""

    code: str
    case: str | None
    at: datetime
    read_at: datetime | None


class NoticePage(Schema):
    """A page of notices, newest first."""

    items: list[NoticeOut]
    next: str | None
    unread: int


class NoticeFilter(Paging):
    """Which notices."""

    unread: Annotated[bool, Query(False)]


class ReadOut(Schema):
    """How many are unread now."""

    unread: int


reads = partial(operation, router, "GET", scope="cases:read", action="own.view")


@reads("/notices", says=gettext_noop("List notices"), gives=NoticePage)
def list_notices(request: HttpRequest, which: Query[NoticeFilter]) -> Any:
    """What the account was told of."""
    by = viewer(request)
    rows = Notice.objects.filter(account_id=by.account_id).select_related("case")
    if which.unread:
        rows = rows.filter(read_at__isnull=True)
    found, after = part(rows, which)
    ids = [each.case_id for each in found if each.case_id]
    seen = set(visible_cases(by).filter(pk__in=ids).values_list("pk", flat=True))
    items = [
        NoticeOut(
            code=each.code,
            case=each.case.key if each.case and each.case_id in seen else None,
            at=each.at,
            read_at=each.read_at,
        )
        for each in found
    ]
    return NoticePage(items=items, next=after, unread=unread_count(by.account_id))


@operation(
    router,
    "POST",
    "/notices/read",
    says=gettext_noop("Mark all notices as read"),
    scope="cases:act",
    action="own.change",
    gives=ReadOut,
)
def mark_notices_read(request: HttpRequest) -> Any:
    """All of the account."""
    account = viewer(request).account_id

    def do() -> ReadOut:
        read_notices(account, at=timezone.now())
        return ReadOut(unread=unread_count(account))

    return once(request, "", do)
