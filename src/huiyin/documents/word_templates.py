"""A place's own templates (本地模板): checked when they come in, kept with their history, and the one in force."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from huiyin.congress.events import tell
from huiyin.congress.models import DocumentTemplate
from huiyin.documents import word_kinds
from huiyin.documents.word_check import Fault, faults
from huiyin.documents.word_package import refuse_unfit
from huiyin.errors import CongressError, LedgerError
from huiyin.ledger.files import clean_name, readable
from huiyin.ledger.record import Actor
from huiyin.ledger.scanning import look
from huiyin.people.models import Account, Place
from huiyin.reading.secrecy import refuse_secret


class TemplateFaulty(CongressError):  # noqa: N818  names the fact
    """A template has faults; `code` is `template.faults`, `faults` says which."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("template.faults", count=len(found))
        self.faults = found


@dataclass(frozen=True, slots=True)
class InForce:
    """The template in force: its content, and the place's row, or None where it is the shipped one."""

    content: bytes
    row: DocumentTemplate | None


def checked(*, kind: str, content: bytes, name: str) -> None:
    """Check a template as it comes in, and fill it once with samples.

    Raises:
        CongressError: it is let in by no means (`template.ending`, `.too_large`, `.empty`, `.content`, `.bomb`,
            `.macros`, `.embedded`, `.external`, `.field`; `file.infected`, `file.unscanned`).
        TemplateFaulty: tags in it are wrong.
    """
    refuse_unfit(content, name)
    try:
        look(content, name)
    except LedgerError as error:
        raise CongressError(error.code, **error.values) from error
    refuse_secret(name, *readable(content, "office", name))
    found = faults(content, word_kinds.KINDS[kind].fields)
    if found:
        raise TemplateFaulty(found)


def keep_template(*, kind: str, place: Place, content: bytes, name: str, by: Actor) -> DocumentTemplate:
    """Keep a place's template; from now on it is in force.

    Raises:
        CongressError: as `checked`; `template.same` where it is in force already.
    """
    checked(kind=kind, content=content, name=name)
    sha256 = hashlib.sha256(content).hexdigest()
    last = latest(kind, place)
    if last is not None and last.sha256 == sha256:
        raise CongressError("template.same")
    row = _row(kind, place, by, name=clean_name(name), size=len(content), sha256=sha256)
    random = secrets.token_hex(20)
    row.file.save(f"templates/{random[:2]}/{random}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save()
            tell(row.key, by, "template.kept", at=row.active_from, kind=kind, sha256=sha256)
    except Exception:
        row.file.storage.delete(str(row.file.name))
        raise
    return row


@transaction.atomic
def go_back(*, kind: str, place: Place, by: Actor, row: DocumentTemplate | None = None) -> DocumentTemplate:
    """Put the shipped template in force again, or an earlier one of the place; the history goes on.

    Raises:
        CongressError: `template.same` where it is in force already.
    """
    last = latest(kind, place)
    if (last.sha256 if last else "") == (row.sha256 if row else ""):
        raise CongressError("template.same")
    new = _row(kind, place, by)
    if row is not None:
        new.file, new.name, new.size, new.sha256 = row.file.name, row.name, row.size, row.sha256
    new.save()
    tell(new.key, by, "template.put_back", at=new.active_from, kind=kind, sha256=new.sha256)
    return new


def latest(kind: str, place: Place) -> DocumentTemplate | None:
    """Return the last row of a place and kind."""
    return DocumentTemplate.objects.filter(kind=kind, place=place).order_by("-pk").first()


def in_force(kind: str, place: Place | None) -> InForce:
    """Return the template by which a place makes documents of a kind.

    Raises:
        CongressError: `template.missing`: the file of the place's own is not where it was kept.
    """
    row = latest(kind, place) if place else None
    if row is None or not row.file:
        return InForce(word_kinds.shipped(kind), None)
    return InForce(content_of(row), row)


def document_for(kind: str, place: Place | None, values: dict[str, Any]) -> bytes:
    """Return a document of a kind by the place's template.

    Raises:
        CongressError: the template is missing, or a tag of it cannot be filled.
    """
    return word_kinds.document(kind, in_force(kind, place).content, values)


def content_of(row: DocumentTemplate) -> bytes:
    """Return the content of a kept template, as it was kept.

    Raises:
        CongressError: `template.missing`: it is not there, or not as it was.
    """
    try:
        with row.file.open("rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise CongressError("template.missing", name=row.name) from error
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise CongressError("template.missing", name=row.name)
    return content


def _row(kind: str, place: Place, by: Actor, **more: object) -> DocumentTemplate:
    account = Account.objects.filter(key=by.key).first() if by.key else None
    return DocumentTemplate(kind=kind, place=place, uploaded_by=account, active_from=timezone.now(), **more)
