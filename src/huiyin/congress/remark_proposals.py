"""What is proposed for a record's remarks (初步判断): where each lies, who may have spoken, what it may be about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiyin.congress import transcripts
from huiyin.congress.attendance import day_of
from huiyin.congress.models import AgendaItem, Meeting, Observer, Record, Remark
from huiyin.congress.remark_matching import EXACT, Candidate, Person, candidates
from huiyin.congress.remark_passages import Passage, Report, paragraphs
from huiyin.congress.remark_splitting import Piece, split
from huiyin.congress.seats import seats_on
from huiyin.ledger.models import Source, SourceReading, Statement


def proposed_remarks(record: Record, source: Source) -> list[Remark]:
    """Return the remarks of a record as they are proposed, not yet stored; nothing of them is decided."""
    people = people_of(record.meeting)
    names = {person.name for person in people}
    report, heard = report_of(record.meeting), names_in(source)
    pieces = split(source.text, names=names, spoken=_spoken(source, names))
    return [_remark(record, piece, people, report, heard) for piece in pieces]


def people_of(meeting: Meeting) -> list[Person]:
    """Return who may have spoken: all who sit in the congress on the day of a meeting, and who sits in."""
    seats = seats_on(meeting.session.congress, day_of(meeting))
    found = [
        Person(
            "mandate",
            seat.mandate_id,
            seat.mandate.deputy.name,
            seat.mandate.deputy.post,
            seat.delegation_id,
            seat.office,
            seat.mandate.number,
        )
        for seat in seats
    ]
    rows = Observer.objects.filter(session=meeting.session_id).order_by("delegation__position", "pk")
    return found + [Person("observer", row.pk, row.name, row.post, row.delegation_id) for row in rows]


def report_of(meeting: Meeting) -> Report:
    """Return the paragraphs of the reports on a meeting's agenda."""
    found: list[Passage] = []
    for item in AgendaItem.objects.filter(meetings=meeting, source__isnull=False).select_related("source"):
        if item.source is not None:
            found += paragraphs(item.source.text, source=item.source.pk, names=names_in(item.source))
    return Report(found)


def names_in(source: Source) -> list[tuple[int, str]]:
    """Return where a source's statements name something, and what."""
    rows = Statement.objects.filter(source=source, gone=False).values_list("mentions", flat=True)
    return [(int(each["start"]), str(each["text"])) for mentions in rows for each in mentions if isinstance(each, dict)]


def exact(found: Sequence[Candidate]) -> Person | None:
    """Return the person that a name means without doubt, None where it may be another."""
    return found[0].person if len(found) == 1 and found[0].why == EXACT else None


def proposed_for(found: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Return candidates as a remark keeps them."""
    return [{each.person.kind: each.person.pk, "why": each.why} for each in found]


def spoken_in(record: Record, start: int, end: int) -> int | None:
    """Return the seconds of a part of a record by its time marks, where its place measures speaking time."""
    return transcripts.seconds_within(record.time_marks, start, end) if record.timed else None


def _remark(
    record: Record,
    piece: Piece,
    people: Sequence[Person],
    report: Report,
    heard: Sequence[tuple[int, str]],
) -> Remark:
    """Return a piece as a remark with what is proposed for it; nothing of it is decided."""
    meeting, source = record.meeting, record.source
    found = candidates(piece.named, people, post=piece.post, delegation=meeting.delegation_id)
    sole = exact(found)
    observer = sole is not None and sole.kind == "observer"
    text = source.text[piece.said : piece.end] if source else ""
    names = {words for at, words in heard if piece.start <= at < piece.end}
    near = report.near(text, names=names, most=1)
    about = near[0].passage if near else None
    return Remark(
        record=record,
        start=piece.start,
        end=piece.end,
        named=piece.named[:120],
        proposed=proposed_for(found),
        delegation_id=None if observer else (sole.delegation if sole else meeting.delegation_id),
        about_id=about.source if about else None,
        about_start=about.start if about else None,
        about_end=about.end if about else None,
        seconds=spoken_in(record, piece.start, piece.end),
    )


def _spoken(source: Source, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return where the reading of a source, if it is read, heard somebody who may have spoken."""
    known = set(names)
    reading = SourceReading.objects.filter(source=source).order_by("-pk").first()
    told: Sequence[Mapping[str, Any]] = reading.reading["statements"] if reading else ()
    return [(int(each["start"]), str(each["speaker"])) for each in told if each["speaker"] in known]
