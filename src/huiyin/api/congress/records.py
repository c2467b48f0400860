"""Records of deliberation (审议发言记录): begun, written, handed to the reader, split by speaker."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import StringConstraints

from huiyin.api.access import viewer
from huiyin.api.congress.finding import meeting_of, record_of, session_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import NO_NUL, SAME, OneLine, PathKey, sent
from huiyin.api.versions import seen, tell
from huiyin.congress import record_versions, records
from huiyin.congress.models import Record, RecordVersion
from huiyin.congress.record_selectors import records_of_session
from huiyin.congress.remarks import confirm_exact
from huiyin.ledger.sources import CHARACTERS

router = Router(tags=["records"])
reads = partial(operation, router, "GET", scope="congress:read", action="record.view")
writes = partial(operation, router, scope="congress:write", action="record.write")
versions = partial(operation, router, "GET", scope="congress:read", action="record.write")  # of the writers' own
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL), OneLine]
Text = Annotated[str, StringConstraints(max_length=CHARACTERS, pattern=NO_NUL)]


class RecordOut(Schema):
    """A record; once it is handed to the reader its text is that of a source and stays. `revision` is of the text."""

    key: str
    meeting: str
    title: str
    origin: str
    revision: int
    timed: bool
    source: str | None
    remarks: int
    confirmed: int
    changed_at: datetime


class RecordDetail(RecordOut):
    """A record with its text."""

    text: str


class RecordList(Schema):
    """The records of a session, in the order of the meetings."""

    items: list[RecordOut]


class RecordDescribed(Schema):
    """What a record is called; `timed` where the place measures speaking time."""

    title: Title
    timed: bool = False


class RecordIn(RecordDescribed):
    """A record to be begun, empty or with a text."""

    text: Text = ""


class RecordChange(Schema):
    """The text as it stands now."""

    text: Text
    title: Title = SAME


class RecordDropped(Schema):
    """The record that is gone."""

    key: str


class VersionOut(Schema):
    """A text that another person's saving took the place of: who wrote it, who replaced it, when (by key)."""

    key: str
    title: str
    written_by: str | None
    written_at: datetime
    replaced_by: str
    replaced_at: datetime


class VersionDetail(VersionOut):
    """Such a text in full."""

    text: str


class VersionList(Schema):
    """The texts of a record that were replaced, the latest first."""

    items: list[VersionOut]


class ConfirmedOut(Schema):
    """Of how many remarks the speaker was confirmed."""

    confirmed: int


def _fields(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("key", "title", "origin", "revision", "timed", "changed_at")}
    meeting, source = row.meeting.key, row.source.key if row.source else None
    return {**plain, "meeting": meeting, "source": source, "remarks": row.n_remarks, "confirmed": row.n_confirmed}


def _detail(request: HttpRequest, key: str) -> RecordDetail:
    row = record_of(viewer(request), key)
    return RecordDetail(**_fields(row), text=row.source.text if row.source else row.text)


@reads("/sessions/{key}/records", says=gettext_noop("List records of deliberation"), gives=RecordList)
def list_records(request: HttpRequest, key: PathKey) -> Any:
    """Those of a session; an editor's account sees what was handed to the reader."""
    rows = records_of_session(viewer(request), session_of(viewer(request), key))
    return RecordList(items=[RecordOut(**_fields(row)) for row in rows])


@reads("/records/{key}", says=gettext_noop("Show a record of deliberation"), gives=RecordDetail)
def get_record(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """With its text; the version of its ETag is that of the text."""
    found = _detail(request, key)
    tell(response, found.revision)
    return found


@writes("POST", "/meetings/{key}/records", says=gettext_noop("Begin a record"), gives=RecordDetail, status=201)
def begin_record(request: HttpRequest, key: PathKey, body: RecordIn) -> Any:
    """Empty, or with a text; one that bears a mark of secrecy is refused and not kept."""
    meeting = meeting_of(viewer(request), key, own=True)
    origin = Record.Origin.PASTED if body.text.strip() else Record.Origin.TYPED

    def do() -> RecordDetail:
        told: dict[str, Any] = {"title": body.title, "timed": body.timed, "text": body.text, "origin": origin.value}
        made = records.begin_record(meeting=meeting, by=viewer(request), at=timezone.now(), **told)
        return _detail(request, made.key)

    return once(request, body, do, status=201)


@writes(
    "POST",
    "/meetings/{key}/record-files",
    says=gettext_noop("Begin a record from a file"),
    gives=RecordDetail,
    status=201,
)
def begin_record_file(request: HttpRequest, key: PathKey, file: File[UploadedFile], body: Form[RecordDescribed]) -> Any:
    """A file of txt, html, docx or pdf, or a transcript in SRT or WebVTT, whose times are kept."""
    meeting, content, name = meeting_of(viewer(request), key, own=True), file.read(), file.name or ""

    opened = records.open_file(content, name)

    def do() -> RecordDetail:
        told: dict[str, Any] = {
            "title": body.title,
            "timed": body.timed,
            "opened": opened,
            "origin": Record.Origin.UPLOADED.value,
        }
        made = records.begin_record(meeting=meeting, by=viewer(request), at=timezone.now(), **told)
        return _detail(request, made.key)

    same = f"{body.model_dump_json()}\n{name}\n{hashlib.sha256(content).hexdigest()}"
    return once(request, same, do, status=201)


@writes("PATCH", "/records/{key}", says=gettext_noop("Write a record"), gives=RecordDetail, versioned=True)
def write_record(request: HttpRequest, key: PathKey, body: RecordChange) -> Any:
    """While it was not handed to the reader; `If-Match` is the version of the text that was seen."""
    record, expected = record_of(viewer(request), key, own=True), seen(request)

    def do() -> RecordDetail:
        told: dict[str, Any] = {"expected": expected, "by": viewer(request), "at": timezone.now()}
        records.save_text(record=record, **told, **sent(body))
        return _detail(request, key)

    return once(request, body, do)


@writes("DELETE", "/records/{key}", says=gettext_noop("Drop a record"), gives=RecordDropped)
def drop_record(request: HttpRequest, key: PathKey) -> Any:
    """One that was not handed to the reader; its text is gone for good."""

    def do() -> RecordDropped:
        record = record_of(viewer(request), key, own=True)
        records.drop_record(record=record, by=viewer(request), at=timezone.now())
        return RecordDropped(key=key)

    return once(request, "", do)


@writes("POST", "/records/{key}/hand-over", says=gettext_noop("Hand a record to the reader"), gives=RecordDetail)
def hand_record_over(request: HttpRequest, key: PathKey) -> Any:
    """It becomes a source, which does not change any more, and is split by speaker."""
    return _done(request, key, records.hand_to_reader)


@writes("POST", "/records/{key}/split", says=gettext_noop("Split a record by speaker anew"), gives=RecordDetail)
def split_record(request: HttpRequest, key: PathKey) -> Any:
    """As long as nothing of the last splitting is decided."""
    return _done(request, key, records.split)


def _done(request: HttpRequest, key: str, act: Callable[..., object]) -> Any:
    record = record_of(viewer(request), key, own=True)

    def do() -> RecordDetail:
        act(record=record, by=viewer(request), at=timezone.now())
        return _detail(request, key)

    return once(request, "", do)


@writes("POST", "/records/{key}/confirm", says=gettext_noop("Confirm all sure speakers"), gives=ConfirmedOut)
def confirm_speakers(request: HttpRequest, key: PathKey) -> Any:
    """Of the remarks whose name one person alone bears on that day."""
    record = record_of(viewer(request), key, own=True)
    told: dict[str, Any] = {"by": viewer(request), "at": timezone.now()}
    return once(request, "", lambda: ConfirmedOut(confirmed=confirm_exact(record=record, **told)))


@versions("/records/{key}/versions", says=gettext_noop("List replaced texts of a record"), gives=VersionList)
def list_record_versions(request: HttpRequest, key: PathKey) -> Any:
    """What somebody had written and another's saving took the place of; nothing of it is lost."""
    record = record_of(viewer(request), key, own=True)
    rows = record.versions.select_related("written_by", "replaced_by").defer("text")
    return VersionList(items=[VersionOut(**_version(row)) for row in rows])


@writes(
    "GET",
    "/records/{key}/versions/{version}",
    says=gettext_noop("Show a replaced text of a record"),
    gives=VersionDetail,
)
def get_record_version(request: HttpRequest, key: PathKey, version: PathKey) -> Any:
    """In full."""
    row = _version_of(request, key, version)
    return VersionDetail(**_version(row), text=row.text)


@writes(
    "POST",
    "/records/{key}/versions/{version}/restore",
    says=gettext_noop("Let a replaced text be the record again"),
    gives=RecordDetail,
    versioned=True,
)
def restore_record_version(request: HttpRequest, key: PathKey, version: PathKey) -> Any:
    """The text that stood there is kept as a version itself; `If-Match` is the version of the text that was seen."""
    row, expected = _version_of(request, key, version), seen(request)

    def do() -> RecordDetail:
        record_versions.restore(version=row, expected=expected, by=viewer(request), at=timezone.now())
        return _detail(request, key)

    return once(request, "", do)


def _version_of(request: HttpRequest, key: str, version: str) -> RecordVersion:
    record = record_of(viewer(request), key, own=True)
    return get_object_or_404(record.versions.select_related("record", "written_by", "replaced_by"), key=version)


def _version(row: RecordVersion) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("key", "title", "written_at", "replaced_at")}
    return {**plain, "written_by": row.written_by.key if row.written_by else None, "replaced_by": row.replaced_by.key}
