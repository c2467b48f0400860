"""Drafts (草稿) of suggestions, motions and inquiries: begun, written, co-signed, filed; a deputy's own or paper."""

import hashlib
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from huiyin.api.access import today, viewer
from huiyin.api.cases import UnitRef
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import all_named, named
from huiyin.api.shapes import NO_NUL, SAME, Key, OneLine, PathKey, sent
from huiyin.api.versions import seen, tell
from huiyin.congress import drafts, filing
from huiyin.congress.models import Congress, Cosigning, Kind, SuggestionDraft
from huiyin.ledger import files
from huiyin.ledger.models import Attachment
from huiyin.ledger.scanning import look_at_uploads
from huiyin.people.models import Account, Deputy, Role
from huiyin.people.viewer import Viewer

router = Router(tags=["suggestions"])
reads = partial(operation, router, "GET", scope="suggestions:read", action="suggestion.draft")
writes = partial(operation, router, scope="suggestions:write", action="suggestion.write")
Title = Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL), OneLine]
Part = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
Wish = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]


class FileOut(Schema):
    """A file that is kept with a draft."""

    key: str
    name: str
    size: int
    sha256: str


class CosignerOut(Schema):
    """A deputy who was asked; `stands` once the text as it is now is confirmed, `waits` while an answer is due."""

    deputy: str
    name: str
    state: str
    stands: bool
    waits: bool


class DraftOut(Schema):
    """A draft as lists show it; it is nobody else's to see until it is filed."""

    key: str
    revision: int
    kind: str
    title: str
    congress: str
    drafter: str
    paper: bool
    created_at: datetime
    changed_at: datetime


class DraftList(Schema):
    """One's own drafts, and those that one enters from paper."""

    items: list[DraftOut]


class DraftDetail(DraftOut):
    """A draft with what is written, who signs it, and what filing still lacks; `text` is how it would be filed."""

    grounds: str
    proposals: str
    wish: str
    publish: bool | None
    respondent: UnitRef | None
    files: list[FileOut]
    cosigners: list[CosignerOut]
    missing: list[str]
    signers_least: int
    signers_missing: int
    at_session: bool
    text: str


class DraftIn(Schema):
    """In which congress, and what it is to be."""

    congress: Key
    kind: Kind = Kind.SUGGESTION


class PaperDraftIn(DraftIn):
    """For which deputy something that came on paper is entered."""

    deputy: Key


class DraftChange(Schema):
    """What is written; what is left out stays. `publish` says whether text and reply may be published."""

    kind: Kind = SAME
    title: Title = SAME
    grounds: Part = SAME
    proposals: Part = SAME
    wish: Wish = SAME
    publish: bool | None = SAME
    respondent: Key | None = SAME


class InviteIn(Schema):
    """Who is asked to co-sign."""

    deputies: Annotated[list[Key], Field(min_length=1, max_length=drafts.INVITED)]


class FilingIn(Schema):
    """Whether a motion that too few have signed is filed as a suggestion."""

    as_suggestion: bool = False


class FiledOut(Schema):
    """What filing brought about: the case, the source of its text, and the receipt by which it can be followed."""

    case: str
    source: str
    receipt: str


class DraftDropped(Schema):
    """The draft that is gone."""

    key: str


def _fields(row: SuggestionDraft) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("key", "revision", "kind", "title", "created_at", "changed_at")}
    paper = row.entered_by_id is not None
    return {**plain, "congress": row.congress.key, "drafter": row.drafter.key, "paper": paper}


def _detail(request: HttpRequest, key: str) -> DraftDetail:
    row, on = _own(viewer(request), key), today(request)
    signers = filing.signers_of(row, on=on)
    asked = row.cosignings.exclude(state=Cosigning.State.WITHDRAWN).select_related("deputy", "draft").order_by("pk")
    plain = {name: getattr(row, name) for name in ("grounds", "proposals", "wish", "publish")}
    return DraftDetail(
        **_fields(row),
        **plain,
        respondent=UnitRef(key=row.respondent.key, name=row.respondent.name) if row.respondent else None,
        files=[_file(each) for each in drafts.attachments_of(row)],
        cosigners=[
            CosignerOut(
                deputy=each.deputy.key, name=each.deputy.name, state=each.state, stands=each.stands, waits=each.waits
            )
            for each in asked
        ],
        missing=filing.missing_of(row),
        signers_least=signers.least,
        signers_missing=signers.missing,
        at_session=filing.occasion(row.congress, on=on).at_session,
        text=filing.text_of(row, signers.cosigners)[0],
    )


def _file(row: Attachment) -> FileOut:
    return FileOut(key=row.key, name=row.name, size=row.size, sha256=row.sha256)


def _own(by: Viewer, key: str) -> SuggestionDraft:
    return get_object_or_404(drafts.own_drafts(by).select_related("respondent"), key=key)


@reads("/drafts", says=gettext_noop("List one's own drafts"), gives=DraftList)
def list_drafts(request: HttpRequest) -> Any:
    """Those that are not filed yet."""
    rows = drafts.own_drafts(viewer(request)).order_by("-changed_at", "-pk")
    return DraftList(items=[DraftOut(**_fields(row)) for row in rows])


@reads("/drafts/{key}", says=gettext_noop("Show a draft"), gives=DraftDetail)
def get_draft(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """With what filing still lacks; the version of its ETag is that of the text."""
    found = _detail(request, key)
    tell(response, found.revision)
    return found


@operation(
    router,
    "POST",
    "/drafts",
    says=gettext_noop("Begin a draft"),
    scope="suggestions:write",
    action="suggestion.own",
    gives=DraftDetail,
    status=201,
)
def begin_draft(request: HttpRequest, body: DraftIn) -> Any:
    """By the deputy whose account the token has, in a congress in which that deputy sits."""
    by = viewer(request)
    seats = drafts.seats(by.account_id, on=today(request))
    seat = named(seats, body.congress, "congress", by="congress__key")
    return once(request, body, lambda: _begun(request, seat.congress, seat.deputy, body), status=201)


@operation(
    router,
    "POST",
    "/paper-drafts",
    says=gettext_noop("Begin a draft of what came on paper"),
    scope="suggestions:write",
    action="suggestion.paper",
    gives=DraftDetail,
    status=201,
)
def begin_paper_draft(request: HttpRequest, body: PaperDraftIn) -> Any:
    """Signatures on paper count as confirmed."""
    on = today(request)
    rows = Congress.objects.filter(place_id__in=viewer(request).place_ids(Role.SECRETARY), from_on__lte=on)
    congress = named(rows.select_related("place"), body.congress, "congress")
    deputy = named(drafts.sitting(congress, on=on), body.deputy, "deputy")
    return once(request, body, lambda: _begun(request, congress, deputy, body, paper=True), status=201)


def _begun(
    request: HttpRequest, congress: Congress, deputy: Deputy, body: DraftIn, *, paper: bool = False
) -> DraftDetail:
    told: dict[str, Any] = {"by": viewer(request), "at": timezone.now(), "paper": paper, "kind": body.kind.value}
    return _detail(request, drafts.start_draft(congress=congress, drafter=deputy, **told).key)


@writes("PATCH", "/drafts/{key}", says=gettext_noop("Write a draft"), gives=DraftDetail, versioned=True)
def write_draft(request: HttpRequest, key: PathKey, body: DraftChange) -> Any:
    """A changed text has to be confirmed by its co-signers anew."""
    draft, expected = _own(viewer(request), key), seen(request)
    told: dict[str, Any] = {name: getattr(draft, name) for name in drafts.Written.__dataclass_fields__} | sent(body)
    if "respondent" in body.model_fields_set:
        asked = filing.respondents(draft.congress, on=today(request))
        told["respondent"] = named(asked, body.respondent, "respondent")

    def do() -> DraftDetail:
        written = drafts.Written(**told)
        drafts.write_draft(draft=draft, written=written, at=timezone.now(), expected=expected)
        return _detail(request, key)

    return once(request, body, do)


@writes("DELETE", "/drafts/{key}", says=gettext_noop("Throw a draft away"), gives=DraftDropped)
def drop_draft(request: HttpRequest, key: PathKey) -> Any:
    """With its invitations and files."""

    def do() -> DraftDropped:
        draft = _own(viewer(request), key)
        drafts.drop_draft(draft=draft)
        return DraftDropped(key=key)

    return once(request, "", do)


@writes("POST", "/drafts/{key}/files", says=gettext_noop("Add a file to a draft"), gives=FileOut, status=201)
def add_draft_file(request: HttpRequest, key: PathKey, file: File[UploadedFile]) -> Any:
    """Checked by its content; it goes over to the case when the draft is filed."""
    draft, digest = _own(viewer(request), key), hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    look_at_uploads([file])

    def do() -> FileOut:
        account = Account.objects.get(pk=viewer(request).account_id)
        with ExitStack() as undo, transaction.atomic():
            kept: list[Attachment] = []
            undo.callback(files.discard, kept)
            told: dict[str, Any] = {
                "stream": drafts.STREAM,
                "stream_key": draft.key,
                "by": account,
                "at": timezone.now(),
            }
            kept.append(files.keep_file(file, **told))
            undo.pop_all()
        return _file(kept[0])

    return once(request, f"{file.name}\n{digest}", do, status=201)


@writes("DELETE", "/drafts/{key}/files/{file}", says=gettext_noop("Take a file out of a draft"), gives=DraftDetail)
def drop_draft_file(request: HttpRequest, key: PathKey, file: PathKey) -> Any:
    """It is gone for good."""

    def do() -> DraftDetail:
        draft = _own(viewer(request), key)
        drafts.drop_file(draft=draft, file=get_object_or_404(drafts.attachments_of(draft), key=file))
        return _detail(request, key)

    return once(request, "", do)


@writes("POST", "/drafts/{key}/cosigners", says=gettext_noop("Ask deputies to co-sign"), gives=DraftDetail)
def invite_cosigners(request: HttpRequest, key: PathKey, body: InviteIn) -> Any:
    """Each confirms the text as it stands; of a draft from paper the signatures stand there already."""
    draft = _own(viewer(request), key)
    sitting = drafts.sitting(draft.congress, on=today(request))
    deputies = all_named(sitting, body.deputies, "deputies")

    def do() -> DraftDetail:
        drafts.invite(draft=draft, deputies=deputies, at=timezone.now())
        return _detail(request, key)

    return once(request, body, do)


@writes("DELETE", "/drafts/{key}/cosigners/{deputy}", says=gettext_noop("Take an invitation back"), gives=DraftDetail)
def withdraw_invitation(request: HttpRequest, key: PathKey, deputy: PathKey) -> Any:
    """Whether it was answered or not."""

    def do() -> DraftDetail:
        row = get_object_or_404(_own(viewer(request), key).cosignings, deputy__key=deputy)
        drafts.withdraw_invitation(cosigning=row)
        return _detail(request, key)

    return once(request, "", do)


@writes("POST", "/drafts/{key}/file", says=gettext_noop("File a draft"), gives=FiledOut, status=201)
def file_draft(request: HttpRequest, key: PathKey, body: FilingIn) -> Any:
    """Its text becomes a source, a case opens, and the deputy gets a receipt; from then on the case tells the rest."""

    def do() -> FiledOut:
        draft = _own(viewer(request), key)
        act = filing.file_as_suggestion if body.as_suggestion and draft.kind == Kind.MOTION else filing.file_draft
        done = act(draft=draft, by=viewer(request), at=timezone.now())
        return FiledOut(case=done.case.key, source=done.source.key, receipt=done.receipt.code)

    return once(request, body, do, status=201)
