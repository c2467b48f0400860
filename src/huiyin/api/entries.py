"""Entries (事项): what must be answered for, with the words on which it rests."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.cases import PassageOut, passages_of
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.shapes import Code, PathKey, Year
from huiyin.ledger.models import Entry
from huiyin.ledger.relations import visible_cases
from huiyin.people.viewer import Viewer

router = Router()


class EntryOut(Schema):
    """Something that must be answered for, with the cases of it that the account may see."""

    key: str
    kind: str
    title: str
    year: int | None
    created_at: datetime
    cases: list[str]


class EntryDetail(EntryOut):
    """An entry with the words on which it rests."""

    passages: list[PassageOut]


class EntryPage(Schema):
    """A page of entries."""

    items: list[EntryOut]
    next: str | None


class EntryFilter(Paging):
    """Which entries."""

    kind: Annotated[Code | None, Query(None)]
    year: Annotated[Year | None, Query(None)]


def _fields(entry: Entry, by: Viewer) -> dict[str, Any]:
    cases = visible_cases(by).filter(entry=entry).order_by("pk").values_list("key", flat=True)
    plain = {name: getattr(entry, name) for name in ("key", "kind", "title", "year", "created_at")}
    return {**plain, "cases": list(cases)}


@operation(
    router,
    "GET",
    "/entries",
    says=gettext_noop("List entries"),
    scope="cases:read",
    action="case.view",
    gives=EntryPage,
)
def list_entries(request: HttpRequest, which: Query[EntryFilter]) -> Any:
    """The entries of all cases that the account may see, newest first."""
    by = viewer(request)
    rows = Entry.objects.filter(pk__in=visible_cases(by).order_by().values("entry_id"))
    asked = {name: value for name in ("kind", "year") if (value := getattr(which, name)) is not None}
    found, after = part(rows.filter(**asked), which)
    return EntryPage(items=[EntryOut(**_fields(entry, by)) for entry in found], next=after)


@operation(
    router,
    "GET",
    "/entries/{key}",
    says=gettext_noop("Show an entry"),
    scope="cases:read",
    action="case.view",
    gives=EntryDetail,
)
def get_entry(request: HttpRequest, key: PathKey) -> Any:
    """An entry with the words on which it rests."""
    by = viewer(request)
    entry = get_object_or_404(Entry.objects.filter(pk__in=visible_cases(by).order_by().values("entry_id")), key=key)
    case = visible_cases(by).filter(entry=entry).order_by("pk").first()
    return EntryDetail(**_fields(entry, by), passages=passages_of(case, by) if case else [])
