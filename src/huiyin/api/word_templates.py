"""Word templates of the place (文书模板): the one in force, its history, a new one, and the way back."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import File, Path, Router, Schema
from ninja.files import UploadedFile

from huiyin.api.access import viewer
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.problems import Refused
from huiyin.api.shapes import SAME, Key, PathKey
from huiyin.api.sources import download
from huiyin.congress.models import DocumentTemplate
from huiyin.documents import word_templates as services
from huiyin.documents.word import DOCX
from huiyin.documents.word_fields import Field
from huiyin.documents.word_kinds import KINDS, Kind, shipped, tried
from huiyin.documents.word_package import MOST_OCTETS
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Place

router = Router(tags=["templates"])
reads = partial(operation, router, "GET", scope="briefings:read", action="template.view")
writes = partial(operation, router, "POST", scope="briefings:write", action="template.change")
KindCode = Annotated[str, Path(pattern=f"^({'|'.join(KINDS)})$")]


class TagOut(Schema):
    """What a template may ask for: both names, what it gives, and the tags inside of it; `many` is a list of them."""

    zh: str
    en: str
    gives: str
    sample: str
    many: bool
    fields: list["TagOut"]


class TemplateOut(Schema):
    """A template that is or was in force; `shipped` says that from then on it was the shipped one."""

    key: str
    shipped: bool
    name: str
    size: int
    sha256: str
    uploaded_by: str | None
    active_from: datetime


class TemplateKindOut(Schema):
    """A kind of document, and the last of its templates; null is the shipped one, never changed."""

    code: str
    name: str
    last: TemplateOut | None


class TemplateKindList(Schema):
    """The kinds of documents that have a template."""

    items: list[TemplateKindOut]


class TemplateDetail(TemplateKindOut):
    """A kind with the history of its templates, the latest first, and its tags."""

    history: list[TemplateOut]
    tags: list[TagOut]


class BackIn(Schema):
    """Which template of the history is to be in force again; the shipped one where it is left out."""

    key: Key = SAME


@reads("/templates", says=gettext_noop("List Word templates"), gives=TemplateKindList)
def list_templates(request: HttpRequest) -> Any:
    """By kind of document."""
    place = _place(request)
    return TemplateKindList(
        items=[TemplateKindOut(**_kind_fields(kind, services.latest(kind.code, place))) for kind in KINDS.values()]
    )


@reads("/templates/{kind}", says=gettext_noop("Show a Word template"), gives=TemplateDetail)
def get_template(request: HttpRequest, kind: KindCode) -> Any:
    """With its history and all tags."""
    return _detail(request, kind)


@reads("/templates/{kind}/files/{which}", says=gettext_noop("Download a Word template"), gives=None)
def get_template_file(request: HttpRequest, kind: KindCode, which: PathKey) -> Any:
    """`shipped`, `sample` (the one in force, filled with samples), or one of the history by its key."""
    found, place = KINDS[kind], _place(request)
    if which == "shipped":
        content = shipped(kind)
    elif which == "sample":
        content = tried(kind, services.in_force(kind, place).content)
    else:
        content = services.content_of(_of_history(kind, place, which))
    return download(BytesIO(content), f"{found.name}-{which}.docx", DOCX)


@writes("/templates/{kind}", says=gettext_noop("Put a Word template in force"), gives=TemplateDetail)
def put_template(request: HttpRequest, kind: KindCode, file: File[UploadedFile]) -> Any:
    """Checked and filled with samples first; each fault is told with its tag and place, and nothing is changed."""
    place, name, content = _place(request), file.name or "", file.read(MOST_OCTETS + 1)

    def do() -> TemplateDetail:
        told: dict[str, Any] = {"kind": kind, "place": place, "by": actor_of(viewer(request))}
        try:
            services.keep_template(content=content, name=name, **told)
        except services.TemplateFaulty as error:
            raise Refused(422, error.code, faults=[asdict(each) for each in error.faults]) from error
        return _detail(request, kind)

    return once(request, f"{name}\n{hashlib.sha256(content).hexdigest()}", do)


@writes("/templates/{kind}/back", says=gettext_noop("Put an earlier template in force again"), gives=TemplateDetail)
def put_template_back(request: HttpRequest, kind: KindCode, body: BackIn) -> Any:
    """The shipped one, or one of the history; the history goes on."""
    place = _place(request)
    row = _of_history(kind, place, body.key) if body.key else None

    def do() -> TemplateDetail:
        services.go_back(kind=kind, place=place, row=row, by=actor_of(viewer(request)))
        return _detail(request, kind)

    return once(request, body, do)


def _place(request: HttpRequest) -> Place:
    return get_object_or_404(Place, pk=viewer(request).home_id)


def _of_history(kind: str, place: Place, key: str) -> DocumentTemplate:
    return get_object_or_404(DocumentTemplate.objects.exclude(file=""), kind=kind, place=place, key=key)


def _detail(request: HttpRequest, kind: str) -> TemplateDetail:
    rows = DocumentTemplate.objects.filter(kind=kind, place=_place(request)).select_related("uploaded_by")
    found = list(rows.order_by("-pk"))
    return TemplateDetail(
        **_kind_fields(KINDS[kind], found[0] if found else None),
        history=[_shown(row) for row in found],
        tags=[_tag(each) for each in KINDS[kind].fields],
    )


def _kind_fields(kind: Kind, last: DocumentTemplate | None) -> dict[str, Any]:
    return {"code": kind.code, "name": str(kind.name), "last": _shown(last) if last else None}


def _shown(row: DocumentTemplate) -> TemplateOut:
    plain = {name: getattr(row, name) for name in ("key", "name", "size", "sha256", "active_from")}
    return TemplateOut(**plain, shipped=not row.file, uploaded_by=row.uploaded_by.key if row.uploaded_by else None)


def _tag(field: Field) -> TagOut:
    plain = {name: str(getattr(field, name)) for name in ("zh", "en", "gives", "sample")}
    return TagOut(**plain, many=field.many, fields=[_tag(each) for each in field.fields])
