"""Progress (进度) and files (附件) of cases; a report itself is a step, sent as one."""

import hashlib
from contextlib import ExitStack
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile

from huiyin.api.access import viewer
from huiyin.api.cases import UnitRef
from huiyin.api.finding import case_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.shapes import PathKey
from huiyin.api.sources import download
from huiyin.ledger import files
from huiyin.ledger.models import Attachment, Progress, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.scanning import look_at_uploads
from huiyin.people.models import Account

router = Router(tags=["cases"])


class ReportOut(Schema):
    """One report of progress, with the forms that it fills."""

    position: int
    unit: UnitRef | None
    period: str
    value: Decimal | None
    share: Decimal | None
    form: str
    said: str
    problem: str
    next_step: str
    evidence: list[str]
    uses: list[str]
    reported_at: datetime


class ReportPage(Schema):
    """A page of reports."""

    items: list[ReportOut]
    next: str | None


class AttachmentOut(Schema):
    """A file as it was kept; an uploaded one is part of the trail once a step names it."""

    key: str
    case: str
    name: str
    content_type: str
    size: int
    sha256: str
    added_at: datetime


class AttachmentPage(Schema):
    """A page of files."""

    items: list[AttachmentOut]
    next: str | None


@operation(
    router,
    "GET",
    "/cases/{key}/progress",
    says=gettext_noop("List the progress of a case"),
    scope="cases:read",
    action="case.view",
    gives=ReportPage,
)
def list_progress(request: HttpRequest, key: PathKey, which: Query[Paging]) -> Any:
    """The reports of a case, oldest first."""
    rows = Progress.objects.filter(case=case_of(viewer(request), key)).select_related("unit")
    found, after = part(rows, which, oldest_first=True)
    texts = note_bodies(note for row in found for note in (row.said, row.problem, row.next_step))
    items = [_report(row, texts) for row in found]
    return ReportPage(items=items, next=after)


def _report(row: Progress, texts: dict[str, str]) -> ReportOut:
    notes: dict[str, Any] = {name: texts.get(getattr(row, name), "") for name in ("said", "problem", "next_step")}
    plain = {
        name: getattr(row, name)
        for name in ("position", "period", "value", "share", "form", "evidence", "uses", "reported_at")
    }
    unit = UnitRef(key=row.unit.key, name=row.unit.name) if row.unit else None
    return ReportOut(unit=unit, **plain, **notes)


def _file(row: Attachment) -> AttachmentOut:
    plain = {name: getattr(row, name) for name in ("key", "name", "content_type", "size", "sha256", "added_at")}
    return AttachmentOut(case=row.stream_key, **plain)


@operation(
    router,
    "GET",
    "/cases/{key}/attachments",
    says=gettext_noop("List the files of a case"),
    scope="cases:read",
    action="file.view",
    gives=AttachmentPage,
)
def list_attachments(request: HttpRequest, key: PathKey, which: Query[Paging]) -> Any:
    """All files that were handed in with a case, oldest first."""
    case = case_of(viewer(request), key)
    found, after = part(Attachment.objects.filter(stream=Stream.CASE, stream_key=case.key), which, oldest_first=True)
    return AttachmentPage(items=[_file(row) for row in found], next=after)


@operation(
    router,
    "POST",
    "/cases/{key}/attachments",
    says=gettext_noop("Upload a file for a case"),
    scope="cases:act",
    action="file.add",
    gives=AttachmentOut,
    status=201,
)
def add_attachment(request: HttpRequest, key: PathKey, file: File[UploadedFile]) -> Any:
    """Checked by its content, images made anew; name its key as `evidence` of a step afterwards."""
    case, by = case_of(viewer(request), key), viewer(request)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    look_at_uploads([file])

    def do() -> AttachmentOut:
        account = Account.objects.get(pk=by.account_id)
        with ExitStack() as undo, transaction.atomic():
            kept: list[Attachment] = []
            undo.callback(files.discard, kept)
            kept.append(files.keep_file(file, stream_key=case.key, by=account, at=timezone.now()))
            undo.pop_all()
        return _file(kept[0])

    return once(request, f"{file.name}\n{digest}", do, status=201)


@operation(
    router,
    "GET",
    "/attachments/{key}",
    says=gettext_noop("Describe a file"),
    scope="cases:read",
    action="file.view",
    gives=AttachmentOut,
)
def get_attachment(request: HttpRequest, key: PathKey) -> Any:
    """What a file is."""
    return _file(_found(request, key))


@operation(
    router,
    "GET",
    "/attachments/{key}/content",
    says=gettext_noop("Download a file"),
    scope="cases:read",
    action="file.view",
    gives=None,
)
def get_attachment_content(request: HttpRequest, key: PathKey) -> Any:
    """The file, as a download."""
    row = _found(request, key)
    return download(row.file.open("rb"), row.name, row.content_type)


def _found(request: HttpRequest, key: str) -> Attachment:
    row = Attachment.objects.filter(key=key, stream=Stream.CASE).first()
    if row is None or not visible_cases(viewer(request)).filter(key=row.stream_key).exists():
        raise Http404
    return row
