"""Sources (来源): listed, shown, taken in, withdrawn and shared."""

import hashlib
from datetime import date, datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import HttpUrl, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.finding import reviewable, source_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.problems import Refused
from huiyin.api.shapes import NO_NUL, Day, Key, Line, OneLine, PathKey, Short, Year
from huiyin.api.versions import tell
from huiyin.ledger import sources
from huiyin.ledger.jobs import later
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import visible_sources, with_counts
from huiyin.people.models import House, Place
from huiyin.reading import TextKind
from huiyin.reading import sources as files

router = Router(tags=["sources"])


class Counts(Schema):
    """How many statements stand, and how many are decided."""

    all: int
    draft: int
    confirmed: int
    rejected: int


class SourceOut(Schema):
    """One version of one text."""

    key: str
    version: int
    title: str
    publisher: str
    published_on: date | None
    url: str
    text_kind: str
    year: int | None
    place: str | None
    house: str
    shared: bool
    state: str
    fault: str | None
    sha256: str
    length: int
    original_name: str
    supersedes: str | None
    blind_review: bool
    withdrawn_at: datetime | None
    added_at: datetime
    statements: Counts


class SourcePage(Schema):
    """A page of sources."""

    items: list[SourceOut]
    next: str | None


class TextOut(Schema):
    """The text as stored; offsets of statements count its code points."""

    key: str
    sha256: str
    text: str


class Described(Schema):
    """What is said of a source when it is taken in."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL), OneLine]
    text_kind: TextKind = TextKind.OTHER
    publisher: Short = ""
    published_on: Day | None = None
    url: HttpUrl | None = None
    year: Year | None = None
    place: Line | None = None
    supersedes: Key | None = None
    blind_review: bool = False
    shared: bool = False


class SourceIn(Described):
    """A text with what is said of it."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=sources.CHARACTERS, pattern=NO_NUL)]


class ReasonIn(Schema):
    """Why."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=NO_NUL)]


class SourceFilter(Paging):
    """Which sources."""

    house: Annotated[House | None, Query(None)]
    state: Annotated[Source.State | None, Query(None)]
    year: Annotated[Year | None, Query(None)]
    sha256: Annotated[str | None, Query(None, pattern=r"^[0-9a-f]{64}$")]


def shown(source: Source) -> SourceOut:
    """Return a source that has its counts as callers get it."""
    return SourceOut(
        **{name: getattr(source, name) for name in PLAIN},
        place=source.place.code if source.place else None,
        fault=source.fault["code"] if source.fault else None,
        supersedes=source.supersedes.key if source.supersedes else None,
        statements=Counts(
            all=source.n_all,  # type: ignore[attr-defined]  # annotated by `with_counts`
            draft=source.n_draft,  # type: ignore[attr-defined]
            confirmed=source.n_confirmed,  # type: ignore[attr-defined]
            rejected=source.n_rejected,  # type: ignore[attr-defined]
        ),
    )


OWN = ("place", "fault", "supersedes", "statements")
PLAIN = tuple(name for name in SourceOut.model_fields if name not in OWN)


def counted(key: str) -> SourceOut:
    """Return a source anew, with its counts."""
    return shown(with_counts(Source.objects.filter(key=key).select_related("place", "supersedes")).get())


@operation(
    router,
    "GET",
    "/sources",
    says=gettext_noop("List sources"),
    scope="sources:read",
    action="source.view",
    gives=SourcePage,
)
def list_sources(request: HttpRequest, which: Query[SourceFilter]) -> Any:
    """The sources that the account may see, newest first."""
    asked = {
        name: value for name in ("house", "state", "year", "sha256") if (value := getattr(which, name)) is not None
    }
    rows = visible_sources(viewer(request)).filter(**asked).defer("text", "shingles")
    found, after = part(rows, which)
    keys = [each.pk for each in found]
    full = with_counts(
        Source.objects.filter(pk__in=keys).select_related("place", "supersedes").defer("text", "shingles")
    )
    by_pk = {each.pk: each for each in full}
    return SourcePage(items=[shown(by_pk[pk]) for pk in keys], next=after)


@operation(
    router,
    "GET",
    "/sources/{key}",
    says=gettext_noop("Show a source"),
    scope="sources:read",
    action="source.view",
    gives=SourceOut,
)
def get_source(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """What a source is, and how far its reading and review are."""
    source = source_of(viewer(request), key)
    tell(response, source.version)
    return counted(source.key)


@operation(
    router,
    "GET",
    "/sources/{key}/text",
    says=gettext_noop("Get the text of a source"),
    scope="sources:read",
    action="source.view",
    gives=TextOut,
)
def get_source_text(request: HttpRequest, key: PathKey) -> Any:
    """The text; it never changes."""
    source = source_of(viewer(request), key)
    return TextOut(key=source.key, sha256=source.sha256, text=source.text)


@operation(
    router,
    "GET",
    "/sources/{key}/original",
    says=gettext_noop("Download the file of a source"),
    scope="sources:read",
    action="source.view",
    gives=None,
)
def get_source_original(request: HttpRequest, key: PathKey) -> Any:
    """The file as it was handed in; 404 where the text was pasted or sent as text."""
    source = source_of(viewer(request), key)
    if not source.original:
        raise Http404
    return download(source.original.open("rb"), source.original_name, "application/octet-stream")


def download(file: Any, name: str, content_type: str) -> FileResponse:
    """Return a file as an attachment that no browser opens in place."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@operation(
    router,
    "POST",
    "/sources",
    says=gettext_noop("Take a text in"),
    scope="sources:write",
    action="source.add",
    gives=SourceOut,
    status=201,
)
def add_source(request: HttpRequest, body: SourceIn) -> Any:
    """The text is kept as it is and read in the background; `state` tells how far that is."""
    return once(request, body, lambda: _added(request, body, sources.open_pasted(body.text)), status=201)


@operation(
    router,
    "POST",
    "/source-files",
    says=gettext_noop("Take a file in"),
    scope="sources:write",
    action="source.add",
    gives=SourceOut,
    status=201,
)
def add_source_file(request: HttpRequest, file: File[UploadedFile], body: Form[Described]) -> Any:
    """A file of txt, html, docx or pdf; the file itself is kept beside its text."""
    content, name = file.read(), file.name or ""
    digest = hashlib.sha256(content).hexdigest()

    opened = sources.open_upload(content, name)

    def do() -> SourceOut:
        return _added(request, body, opened, sources.Original(name, content))

    return once(request, f"{body.model_dump_json()}\n{name}\n{digest}", do, status=201)


@transaction.atomic
def _added(
    request: HttpRequest, body: Described, opened: files.Source, original: sources.Original | None = None
) -> SourceOut:
    by = viewer(request)
    older = source_of(by, body.supersedes) if body.supersedes else None
    place = Place.objects.filter(code=body.place).first() if body.place else None
    if body.place and place is None:
        raise Refused(422, "place.unknown", place=body.place)
    described = sources.Description(
        title=body.title,
        text_kind=body.text_kind.value,
        publisher=body.publisher,
        published_on=body.published_on,
        url=str(body.url or "")[:500],
        year=body.year,
        place=place,
    )
    source = sources.add_source(
        opened=opened,
        described=described,
        original=original,
        supersedes=older,
        blind_review=body.blind_review,
        shared=body.shared,
        by=by,
        at=timezone.now(),
    )
    later("read_source", source.key)
    return counted(source.key)


@operation(
    router,
    "POST",
    "/sources/{key}/withdraw",
    says=gettext_noop("Take a source out of review"),
    scope="sources:write",
    action="review.change",
    gives=SourceOut,
)
def withdraw_source(request: HttpRequest, key: PathKey, body: ReasonIn) -> Any:
    """It stays where entries cite it, and it can come back."""
    return _changed(request, key, body)


@operation(
    router,
    "POST",
    "/sources/{key}/resume",
    says=gettext_noop("Take a source into review again"),
    scope="sources:write",
    action="review.change",
    gives=SourceOut,
)
def resume_source(request: HttpRequest, key: PathKey) -> Any:
    """A withdrawn source comes back."""
    return _changed(request, key, None)


def _changed(request: HttpRequest, key: str, body: ReasonIn | None) -> Any:
    """Withdraw for a reason, resume without one; where it is so already nothing happens."""
    source, by, at = reviewable(viewer(request), key), viewer(request), timezone.now()

    def do() -> SourceOut:
        if body is not None and source.withdrawn_at is None:
            sources.withdraw_source(source=source, reason=body.reason, by=by, at=at)
        elif body is None and source.withdrawn_at is not None:
            sources.resume_source(source=source, by=by, at=at)
        return counted(key)

    return once(request, body or "", do)


@operation(
    router,
    "POST",
    "/sources/{key}/share",
    says=gettext_noop("Let a source be seen beyond its house"),
    scope="sources:write",
    action="review.change",
    gives=SourceOut,
)
def share_source(request: HttpRequest, key: PathKey) -> Any:
    """For a text that has been published."""
    source = reviewable(viewer(request), key)

    def do() -> SourceOut:
        if not source.shared:
            sources.share_source(source=source, by=viewer(request), at=timezone.now())
        return counted(key)

    return once(request, "", do)


__all__ = ["download", "router"]
