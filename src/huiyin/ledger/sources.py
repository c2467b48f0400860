"""Taking texts in (收录来源): a file or a pasted text becomes a source that never changes; reading follows later.

Words that people see of a source (title, publisher) stay out of events: these name the notes that hold them.
"""

import hashlib
from collections.abc import Sequence
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
from huiyin.ledger.notes import keep_note, keep_notes
from huiyin.ledger.record import First, NewEvent, record, record_first
from huiyin.ledger.scanning import look
from huiyin.ledger.source_rows import added_of, project_first_sources
from huiyin.people.keys import new_key
from huiyin.people.models import Account, House, Place
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind
from huiyin.reading import sources as files
from huiyin.reading.secrecy import refuse_secret

CHARACTERS = 1_000_000  # of one source: thirty county reports; more is split by whoever holds it
WORDS = ("title", "publisher")  # of a source, that its events know by notes
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


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that is to be taken in, and when; the rest is what `add_source` says of it."""

    opened: files.Source
    described: Description
    at: datetime
    original: Original | None = None
    supersedes: Source | None = None
    blind_review: bool = False
    shared: bool = False


def open_upload(content: bytes, name: str) -> files.Source:
    """Return the text that a handed-in file holds.

    Raises:
        ReadingError: what is wrong with the file (`huiyin.reading.sources`).
        LedgerError: `source.too_long`: more characters than one source may have; `file.infected`, `file.unscanned`.
        SecretText: text, page head or name bears a mark of secrecy.
    """
    refuse_secret(name)
    look(content, name)
    opened = files.open_stream(BytesIO(content), name=name)
    return bounded(opened)


def open_pasted(text: str) -> files.Source:
    """Return a pasted text as if it had come in a file; line ends are those of the text as stored."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return bounded(files.open_source(plain.encode("utf-8", "surrogatepass"), kind="txt"))


def bounded(opened: files.Source) -> files.Source:
    """Return a text unless it is too long for one source, secret, or holds what no database keeps."""
    if len(opened.text) > CHARACTERS:
        raise LedgerError("source.too_long", length=len(opened.text), limit=CHARACTERS)
    if "\x00" in opened.text:
        raise LedgerError("source.nul", offset=opened.text.index("\x00"))
    refuse_secret(opened.text, opened.margins)
    return opened


def house_of(viewer: Viewer) -> tuple[str, int]:
    """Return the house for which somebody takes a text in, and where it sits; without one, the government."""
    grants = [grant for grant in viewer.grants if grant.role in ADDERS]
    if not grants:
        raise LedgerError("source.no_house")
    first = next((grant for grant in grants if grant.house), grants[0])
    return first.house or House.GOVERNMENT.value, first.place_id


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
    home = home or Place.objects.get(pk=own_home)
    incoming = Incoming(opened, described, at, original, supersedes, blind_review=blind_review, shared=shared)
    return add_sources([incoming], house=house or own_house, home=home, by=by)[0]


@transaction.atomic
def add_sources(incoming: Sequence[Incoming], *, house: str, home: Place, by: Viewer) -> list[Source]:
    """Take several texts in, all or none, and return them in order; no text of them may stand there twice.

    Raises:
        LedgerError: `source.duplicate` (with `source`): the same text is in this house already.
        SecretText: text, page head, file name or description bears a mark of secrecy.
    """
    for each in incoming:
        described = each.described
        refuse_secret(each.opened.text, each.opened.margins, described.title, described.publisher, described.url)
        refuse_secret(each.original.name if each.original else "")
    account = Account.objects.get(pk=by.account_id)
    rows = [_source(each, house, home, account) for each in incoming]
    digests = [row.sha256 for row in rows]
    twin = Source.objects.filter(sha256__in=digests, house=house, home=home).first()
    if twin is not None or len(set(digests)) < len(digests):
        raise LedgerError("source.duplicate", source=twin.key if twin else "")
    for row, each in zip(rows, incoming, strict=True):
        if each.original:
            row.original.save(f"sources/{row.key}", File(BytesIO(each.original.content)), save=False)
    Source.objects.bulk_create(rows)
    told = keep_notes([getattr(row, name) for row in rows for name in WORDS])
    firsts = []
    for at, row in enumerate(rows):
        words = dict(zip(WORDS, told[at * len(WORDS) :], strict=False))
        payload = {"added": {**added_of(row), "words": words}, "shared": row.shared}
        firsts.append(First(row.key, NewEvent("source.added", payload), row.added_at))
    record_first(stream=Stream.SOURCE, firsts=firsts, project=project_first_sources, by=actor_of(by))
    made = Source.objects.in_bulk([row.key for row in rows], field_name="key")
    return [made[row.key] for row in rows]


def _source(incoming: Incoming, house: str, home: Place, account: Account) -> Source:
    described, text, original = incoming.described, incoming.opened.text, incoming.original
    return Source(
        key=new_key(),
        title=described.title[:200],
        publisher=described.publisher[:120],
        published_on=described.published_on,
        url=described.url,
        text_kind=described.text_kind,
        year=described.year,
        place=described.place,
        house=house,
        home=home,
        shared=incoming.shared,
        text=text,
        sha256=text_digest(text),
        length=len(text),
        places_of_text=[msgspec.to_builtins(mark) for mark in incoming.opened.places],
        shingles=likeness.sketch(likeness.shingles(text)),
        original_name=original.name[:200] if original else "",
        original_sha256=hashlib.sha256(original.content).hexdigest() if original else "",
        supersedes=incoming.supersedes,
        blind_review=incoming.blind_review,
        parts=PARTS,
        added_by=account,
        added_at=incoming.at,
    )


def text_digest(text: str) -> str:
    """Return the digest by which a text is known as one that is there already."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


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
