"""Records of deliberation (审议发言记录): begun, written, handed to the reader once, and split into remarks.

While a record is written its text is a draft, no event; `revision` tells two writers apart. Handed to the reader it is
a source that never changes, and remarks are spans of it. A text that bears a mark of secrecy is refused and not kept.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from huiyin.congress import transcripts
from huiyin.congress.attendance import day_of
from huiyin.congress.events import tell
from huiyin.congress.models import Meeting, Record, RecordVersion, Remark
from huiyin.congress.own_texts import take_in
from huiyin.congress.remark_proposals import proposed_remarks
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.cases import actor_of
from huiyin.ledger.sources import CHARACTERS, Description, Original, open_upload
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind
from huiyin.reading.secrecy import refuse_secret

TITLE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """What was handed in as a file: its text, with the times of a transcript, and the file itself."""

    text: str
    marks: tuple[tuple[int, int, int], ...] = ()
    name: str = ""
    content: bytes = b""


def open_file(content: bytes, name: str) -> Opened:
    """Return the text of a handed-in file: txt, docx, pdf, html, or a transcript in SRT or WebVTT.

    Raises:
        ReadingError, LedgerError: what is wrong with the file; CongressError: with a transcript (`transcript.…`), or
            `text.secret`.
    """
    refuse_secret(name)
    text = plain(open_upload(content, name).text)
    if transcripts.is_transcript(text, name):
        found = transcripts.transcript_of(text)
        return Opened(found.text, found.marks, name, content)
    return Opened(text, (), name, content)


@transaction.atomic
def begin_record(
    *,
    meeting: Meeting,
    title: str,
    origin: str,
    by: Viewer,
    at: datetime,
    text: str = "",
    opened: Opened | None = None,
    timed: bool = False,
) -> Record:
    """Begin a record of a meeting, empty, with a pasted text, or out of a file.

    Raises:
        CongressError: `text.secret` (with `mark`), `record.too_long`, `record.title_too_long`.
    """
    text = plain(opened.text if opened else text)
    _fits(text, title)
    record = Record(
        meeting=meeting,
        title=title,
        origin=origin,
        text=text,
        timed=timed,
        time_marks=[list(mark) for mark in opened.marks] if opened else [],
        written_by_id=by.account_id,
        changed_by_id=by.account_id,
        created_at=at,
        changed_at=at,
    )
    if opened and opened.content:
        record.original_name = opened.name[:TITLE]
        record.original.save(f"records/{record.key}", ContentFile(opened.content), save=False)
    record.save(force_insert=True)
    tell(record.key, actor_of(by), "record.begun", at=at, meeting=meeting.key, origin=origin)
    return record


@transaction.atomic
def save_text(
    *,
    record: Record,
    text: str,
    expected: int,
    by: Viewer,
    at: datetime,
    title: str = "",
    in_place: bool = False,
) -> Record:
    """Keep what was typed so far; the same text again changes nothing.

    What somebody else wrote and what is then missing stays as a version of its own (`RecordVersion`).

    Args:
        in_place: a person chose this text over the one that stands there, which is kept whosever it is.
    Raises:
        CongressError: `record.handed`, `text.secret`, `record.too_long`, `record.title_too_long`.
        StaleWrite: somebody else has changed the text since revision `expected` was shown.
    """
    record = held(record)
    text, title = plain(text), title or record.title
    _fits(text, title)
    if text == record.text and title == record.title:
        return record
    if record.revision != expected:
        raise StaleWrite("stale", expected=expected, found=record.revision)
    if (in_place or record.changed_by_id != by.account_id) and loses(record.text, text):
        _keep_version(record, by, at)
    if text != record.text:
        record.time_marks = transcripts.shifted(record.time_marks, record.text, text)
    record.text, record.title = text, title
    record.revision += 1
    record.changed_by_id, record.changed_at = by.account_id, at
    record.save(update_fields=["text", "title", "time_marks", "revision", "changed_by", "changed_at"])
    return record


@transaction.atomic
def drop_record(*, record: Record, by: Viewer, at: datetime) -> None:
    """Throw a record away that was not handed to the reader.

    Raises:
        CongressError: `record.handed`.
    """
    record = held(record)
    key, meeting, file = record.key, record.meeting.key, record.original
    if file:
        transaction.on_commit(lambda: file.storage.delete(str(file.name)))
    record.delete()
    tell(key, actor_of(by), "record.dropped", at=at, meeting=meeting)


@transaction.atomic
def hand_to_reader(*, record: Record, by: Viewer, at: datetime) -> Record:
    """Make a source of a record, once, and split it by speaker; the source is read behind the page.

    Raises:
        CongressError: `record.handed`, `record.empty`, `text.secret`, `record.twice` (with `source`).
    """
    record = held(record)
    if not record.text.strip():
        raise CongressError("record.empty")
    _fits(record.text, record.title)
    meeting = record.meeting
    congress = meeting.session.congress
    described = Description(
        title=record.title,
        text_kind=TextKind.DELIBERATION.value,
        publisher=str(meeting.delegation or "")[:120],
        published_on=day_of(meeting),
        year=meeting.session.year,
        place=congress.place,
    )
    source = take_in(record.text, described, twice="record.twice", original=_original(record), by=by, at=at)
    record.source = source
    record.changed_by_id, record.changed_at = by.account_id, at
    record.save(update_fields=["source", "changed_by", "changed_at"])
    tell(record.key, actor_of(by), "record.handed", at=at, source=source.key, meeting=meeting.key)
    split(record=record, by=by, at=at)
    return record


@transaction.atomic
def split(*, record: Record, by: Viewer, at: datetime) -> list[Remark]:
    """Split a record into remarks, anew where nothing of the last splitting is decided yet.

    Raises:
        CongressError: `record.not_handed`; `record.decided`: a person has decided on a remark already, or
            something rests on one.
    """
    record = Record.objects.select_for_update(of=("self",)).select_related("source", "meeting").get(pk=record.pk)
    source = record.source
    if source is None:
        raise CongressError("record.not_handed")
    rests = Q(decided_at__isnull=False) | Q(offers__isnull=False) | Q(questions__isnull=False)
    if record.remarks.filter(rests).exists():
        raise CongressError("record.decided")
    record.remarks.all().delete()
    rows = Remark.objects.bulk_create(proposed_remarks(record, source))
    tell(record.key, actor_of(by), "record.split", at=at, remarks=len(rows))
    return list(record.remarks.order_by("start"))


def held(record: Record) -> Record:
    """Return a record that is held until the end of the transaction, and is still being written.

    Raises:
        CongressError: `record.handed`.
    """
    rows = Record.objects.select_for_update(of=("self",))
    row = rows.select_related("meeting__session__congress__place", "meeting__delegation").get(pk=record.pk)
    if row.source_id is not None:
        raise CongressError("record.handed")
    return row


def loses(before: str, after: str) -> bool:
    """Return whether lines of a text are missing in another: then the former is worth keeping."""
    return bool(_lines(before) - _lines(after))


def _lines(text: str) -> Counter[str]:
    return Counter(line for each in text.splitlines() if (line := each.strip()))


def _keep_version(record: Record, by: Viewer, at: datetime) -> None:
    RecordVersion.objects.create(
        record=record,
        title=record.title,
        text=record.text,
        revision=record.revision,
        written_by_id=record.changed_by_id,
        written_at=record.changed_at,
        replaced_by_id=by.account_id,
        replaced_at=at,
    )


def _original(record: Record) -> Original | None:
    if not record.original:
        return None
    with record.original.open("rb") as file:
        return Original(record.original_name, file.read())


def _fits(text: str, title: str) -> None:
    refuse_secret(title, text)
    if len(title) > TITLE:
        raise CongressError("record.title_too_long", length=len(title), limit=TITLE)
    if len(text) > CHARACTERS:
        raise CongressError("record.too_long", length=len(text), limit=CHARACTERS)


def plain(text: str) -> str:
    """Return a text as it is kept: line ends of one kind, nothing that no database keeps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "".join(each for each in text if not "\ud800" <= each <= "\udfff") if not text.isascii() else text
