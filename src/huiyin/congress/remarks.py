"""Remarks (发言): who spoke, where one ends and the next begins, which paragraph of the report it is about.

The machine proposes, a person decides. Who spoke is somebody of the roster of that day, somebody who sits in, or nobody
of either. The delegation is that of the day of the meeting and stays when a deputy moves on. No page, filter, export or
statistic ranks remarks by tone or holds them against anybody (代表法): nothing here would serve one.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from huiyin.congress.attendance import day_of
from huiyin.congress.events import tell
from huiyin.congress.models import Mandate, Observer, Offer, Record, Remark
from huiyin.congress.remark_matching import EXACT, candidates
from huiyin.congress.remark_passages import Near
from huiyin.congress.remark_proposals import exact, people_of, proposed_for, report_of, spoken_in
from huiyin.congress.remark_splitting import label_of
from huiyin.congress.seats import seats_on
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Source
from huiyin.people.viewer import Viewer

LONGEST_SECONDS = 24 * 3600


@transaction.atomic
def confirm_speaker(
    *,
    remark: Remark,
    expected: int,
    by: Viewer,
    at: datetime,
    mandate: Mandate | None = None,
    observer: Observer | None = None,
) -> Remark:
    """Say who spoke; without a mandate and an observer it was nobody of the roster.

    Raises:
        StaleWrite: the remark was changed meanwhile.
        CongressError: `remark.not_sitting`: the person does not sit in this congress on that day, or does not sit in.
    """
    remark = held(remark, expected)
    meeting = remark.record.meeting
    delegation: int | None = None
    if mandate is not None:
        seat = seats_on(meeting.session.congress, day_of(meeting)).filter(mandate=mandate).first()
        if seat is None:
            raise CongressError("remark.not_sitting")
        delegation = seat.delegation_id
    elif observer is not None:
        if observer.session_id != meeting.session_id:
            raise CongressError("remark.not_sitting")
    elif not remark.named:
        delegation = meeting.delegation_id  # what is told of all is said by the delegation that met
    who = mandate.deputy.key if mandate else observer.key if observer else ""
    changes = {
        "mandate": mandate,
        "observer": observer,
        "delegation_id": delegation,
        "state": Remark.State.CONFIRMED,
    }
    return _decided(remark, "remark.confirmed", changes, by, at, who=who)


@transaction.atomic
def confirm_exact(*, record: Record, by: Viewer, at: datetime) -> int:
    """Confirm all drafts whose name one person alone bears; return how many."""
    rows = list(exact_drafts(record))
    for remark in rows:
        first = remark.proposed[0]
        mandate = Mandate.objects.select_related("deputy").get(pk=first["mandate"]) if "mandate" in first else None
        observer = Observer.objects.get(pk=first["observer"]) if "observer" in first else None
        confirm_speaker(remark=remark, expected=remark.version, mandate=mandate, observer=observer, by=by, at=at)
    return len(rows)


def exact_drafts(record: Record) -> list[Remark]:
    """Return the drafts whose name one person alone bears."""
    rows = record.remarks.filter(state=Remark.State.DRAFT).order_by("start")
    return [row for row in rows if len(row.proposed) == 1 and row.proposed[0]["why"] == EXACT]


@transaction.atomic
def reopen(*, remark: Remark, expected: int, by: Viewer, at: datetime) -> Remark:
    """Make a remark a draft again.

    Raises:
        StaleWrite; CongressError: `remark.offered`: an offer to a deputy or a question rests on it.
    """
    remark = held(remark, expected)
    _bears_nothing(remark)
    changes = {"mandate": None, "observer": None, "state": Remark.State.DRAFT}
    return _decided(remark, "remark.reopened", changes, by, at)


@transaction.atomic
def split_remark(*, remark: Remark, offset: int, expected: int, by: Viewer, at: datetime) -> Remark:
    """Split a remark at an offset of the source; the second part is a new draft, which is returned.

    Raises:
        StaleWrite; CongressError: `remark.offset`: nothing would be left on one side; `remark.offered`.
    """
    remark = held(remark, expected)
    _bears_nothing(remark)
    text = _text(remark)
    end = remark.start + len(text[remark.start : offset].rstrip()) if remark.start < offset < remark.end else 0
    start = offset + len(text[offset : remark.end]) - len(text[offset : remark.end].lstrip())
    if not remark.start < end <= start < remark.end:
        raise CongressError("remark.offset")
    second = Remark(record=remark.record, start=start, end=remark.end, version=1)
    _propose(second, text)
    _decided(remark, "remark.split", {"end": end, "seconds": _seconds(remark, remark.start, end)}, by, at, at_=offset)
    second.seconds = _seconds(remark, start, second.end)
    second.save(force_insert=True)
    return second


@transaction.atomic
def join_next(*, remark: Remark, expected: int, by: Viewer, at: datetime) -> Remark:
    """Join the next remark to this one, which goes on saying who spoke.

    Raises:
        StaleWrite; CongressError: `remark.last`: there is no next one; `remark.offered`.
    """
    remark = held(remark, expected)
    after = (
        remark.record.remarks.select_for_update(of=("self",)).filter(start__gt=remark.start).order_by("start").first()
    )
    if after is None:
        raise CongressError("remark.last")
    _bears_nothing(after)
    end, key = after.end, after.key
    both = [each for each in (remark.seconds, after.seconds) if each is not None]
    after.delete()
    return _decided(remark, "remark.joined", {"end": end, "seconds": sum(both) if both else None}, by, at, other=key)


@transaction.atomic
def set_about(
    *,
    remark: Remark,
    expected: int,
    by: Viewer,
    at: datetime,
    source: Source | None = None,
    start: int = 0,
    end: int = 0,
) -> Remark:
    """Say which passage of a report a remark speaks about; none where no source is given.

    Raises:
        StaleWrite; CongressError: `remark.passage`: it is no passage of a report on the meeting's agenda.
    """
    remark = held(remark, expected)
    if source is None:
        nothing = {"about": None, "about_start": None, "about_end": None, "about_confirmed": False}
        return _decided(remark, "remark.about_nothing", nothing, by, at)
    on_agenda = remark.record.meeting.agenda.filter(source=source).exists()
    if not on_agenda or not 0 <= start < end <= source.length:
        raise CongressError("remark.passage")
    changes = {"about": source, "about_start": start, "about_end": end, "about_confirmed": True}
    return _decided(remark, "remark.about_set", changes, by, at, source=source.key, start=start, end=end)


@transaction.atomic
def set_seconds(*, remark: Remark, seconds: int | None, expected: int, by: Viewer, at: datetime) -> Remark:
    """Enter how long somebody spoke, where the place measures it.

    Raises:
        StaleWrite; CongressError: `remark.not_timed`, `remark.seconds`.
    """
    remark = held(remark, expected)
    if not remark.record.timed:
        raise CongressError("remark.not_timed")
    if seconds is not None and not 0 <= seconds <= LONGEST_SECONDS:
        raise CongressError("remark.seconds")
    return _decided(remark, "remark.timed", {"seconds": seconds}, by, at)


def passages_near(remark: Remark, *, most: int = 5) -> list[Near]:
    """Return the paragraphs of the reports that a remark may speak about, nearest first."""
    return report_of(remark.record.meeting).near(_text(remark)[remark.start : remark.end], most=most)


def held(remark: Remark, expected: int) -> Remark:
    """Return a remark as it stands, held until the end of the transaction.

    Raises:
        StaleWrite: it was changed since version `expected` was shown, or is gone.
    """
    rows = Remark.objects.select_for_update(of=("self",)).select_related(
        "record__source", "record__meeting__session__congress", "mandate__deputy", "observer"
    )
    row = rows.filter(pk=remark.pk).first()
    if row is None or row.version != expected:
        raise StaleWrite("stale", expected=expected, found=row.version if row else 0)
    return row


def _decided(
    remark: Remark, event: str, changes: dict[str, Any], by: Viewer, at: datetime, at_: int | None = None, **told: Any
) -> Remark:
    """Write what a person decided on a remark, with its event in the record's stream."""
    for name, value in changes.items():
        setattr(remark, name, value)
    remark.version += 1
    remark.decided_by_id, remark.decided_at = by.account_id, at
    remark.save()
    if at_ is not None:
        told["offset"] = at_
    tell(remark.record.key, actor_of(by), event, at=at, remark=remark.key, **told)
    return remark


def _propose(remark: Remark, text: str) -> None:
    """Fill in what is proposed of a part that has just been cut off: who, and what about."""
    record = remark.record
    people = people_of(record.meeting)
    part = text[remark.start : remark.end]
    named, post, _said = label_of(part, names={person.name for person in people})
    found = candidates(named, people, post=post, delegation=record.meeting.delegation_id)
    sole = exact(found)
    remark.named, remark.proposed = named[:120], proposed_for(found)
    if sole is None or sole.kind == "mandate":
        remark.delegation_id = sole.delegation if sole else record.meeting.delegation_id
    near = report_of(record.meeting).near(part, most=1)
    if near:
        passage = near[0].passage
        remark.about_id, remark.about_start, remark.about_end = passage.source, passage.start, passage.end


def _seconds(remark: Remark, start: int, end: int) -> int | None:
    return spoken_in(remark.record, start, end)


def _text(remark: Remark) -> str:
    source = remark.record.source
    return source.text if source else ""


def _bears_nothing(remark: Remark) -> None:
    """Make sure that neither an offer nor a question rests on a remark."""
    if Offer.objects.filter(remark=remark).exists() or remark.questions.exists():
        raise CongressError("remark.offered")
