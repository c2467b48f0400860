"""Taking texts in (收录来源): a file or a pasted text becomes a source that never changes; reading follows later.

Words that people see of a source (title, publisher) stay out of events: these name the notes that hold them.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import msgspec
from django.core.files.base import File
from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger import likeness
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Source, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.record import NewEvent, record
from huiyin.ledger.source_rows import added_of
from huiyin.people.keys import new_key
from huiyin.people.models import Account, House, Place
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind
from huiyin.reading import sources as files

CHARACTERS = 1_000_000  # of one source: thirty county reports; more is split by whoever holds it
PARTS = 3  # steps of reading that are counted: read, checked, stored
ADDERS = ("supervisor", "secretary", "editor", "analyst")


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a source when it is taken in; proposed by the text, settled by a person."""

    title: str
    text_kind: str = TextKind.OTHER.value
    publisher: str = ""
    published_on: date | None = None
    url: str = ""
    year: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it was handed in; kept beside the text that was drawn from it."""

    name: str
    content: bytes


def open_upload(content: bytes, name: str) -> files.Source:
    """Return the text that a handed-in file holds.

    Raises:
        ReadingError: what is wrong with the file (`huiyin.reading.sources`).
        LedgerError: `source.too_long`: more characters than one source may have.
    """
    opened = files.open_stream(BytesIO(content), name=name)
    return bounded(opened)


def open_pasted(text: str) -> files.Source:
    """Return a pasted text as if it had come in a file; line ends are those of the text as stored."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return bounded(files.open_source(plain.encode("utf-8", "surrogatepass"), kind="txt"))


def bounded(opened: files.Source) -> files.Source:
    """Return a text unless it is too long for one source, or holds what no database keeps."""
    if len(opened.text) > CHARACTERS:
        raise LedgerError("source.too_long", length=len(opened.text), limit=CHARACTERS)
    if "\x00" in opened.text:
        raise LedgerError("source.nul", offset=opened.text.index("\x00"))
    return opened


def house_of(viewer: Viewer) -> tuple[str, int]:
    """Return the house for which somebody takes a text in, and where it sits; without one, the government."""
    grants = [grant for grant in viewer.grants if grant.role in ADDERS]
    if not grants:
        raise LedgerError("source.no_house")
    first = next((grant for grant in grants if grant.house), grants[0])
    return first.house or House.GOVERNMENT.value, first.place_id


@transaction.atomic
def add_source(
    *,
    opened: files.Source,
    described: Description,
    original: Original | None = None,
    supersedes: Source | None = None,
    blind_review: bool = False,
    shared: bool = False,
    house: str | None = None,
    home: Place | None = None,
    by: Viewer,
    at: datetime,
) -> Source:
    """Take a text in; it waits to be read (`huiyin.ledger.jobs.read_source`).

    Args:
        opened: the text, from `open_upload` or `open_pasted`.
        original: the file itself, None for a pasted text.
        supersedes: the source of which this is a new version.
        shared: whether it may be seen beyond the house (a published text).
        house, home: whose it is; that of the person's first office where they are not given.
    Raises:
        LedgerError: `source.duplicate` (with `source`): the same text is in this house already.
    """
    own_house, own_home = house_of(by) if house is None or home is None else (house, home.pk)
    house, home_id = house or own_house, home.pk if home else own_home
    digest = hashlib.sha256(opened.text.encode("utf-8")).hexdigest()
    twin = Source.objects.filter(sha256=digest, house=house, home_id=home_id).first()
    if twin is not None:
        raise LedgerError("source.duplicate", source=twin.key)
    source = Source(
        key=new_key(),
        title=described.title[:200],
        publisher=described.publisher[:120],
        published_on=described.published_on,
        url=described.url,
        text_kind=described.text_kind,
        year=described.year,
        place=described.place,
        house=house,
        home_id=home_id,
        shared=shared,
        text=opened.text,
        sha256=digest,
        length=len(opened.text),
        places_of_text=[msgspec.to_builtins(mark) for mark in opened.places],
        shingles=likeness.sketch(likeness.shingles(opened.text)),
        original_name=original.name[:200] if original else "",
        original_sha256=hashlib.sha256(original.content).hexdigest() if original else "",
        supersedes=supersedes,
        blind_review=blind_review,
        parts=PARTS,
        added_by=Account.objects.get(pk=by.account_id),
        added_at=at,
    )
    if original:
        source.original.save(f"sources/{source.key}", File(BytesIO(original.content)), save=False)
    source.save()
    words = {name: keep_note(getattr(source, name)) for name in ("title", "publisher")}
    payload = {"added": {**added_of(source), "words": words}, "shared": shared}
    events = [NewEvent("source.added", payload)]
    record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at, expected=0)
    return Source.objects.get(pk=source.pk)


def withdraw_source(*, source: Source, reason: str, by: Viewer, at: datetime) -> Source:
    """Take a source out of review; it stays where entries cite it, and it can come back."""
    return _said(source, "source.withdrawn", {"withdrawn": True}, reason, by, at)


def resume_source(*, source: Source, reason: str = "", by: Viewer, at: datetime) -> Source:
    """Take a withdrawn source into review again."""
    return _said(source, "source.resumed", {"withdrawn": False}, reason, by, at)


def share_source(*, source: Source, by: Viewer, at: datetime) -> Source:
    """Let a source be seen beyond its house: it has been published."""
    return _said(source, "source.shared", {"shared": True}, "", by, at)


@transaction.atomic
def _said(source: Source, event: str, payload: dict[str, object], reason: str, by: Viewer, at: datetime) -> Source:
    notes = {"notes": {"reason": keep_note(reason)}} if reason else {}
    events = [NewEvent(event, {**payload, **notes})]
    record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at)
    return Source.objects.get(pk=source.pk)
