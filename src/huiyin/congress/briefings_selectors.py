"""Which briefings and digests (简报、摘编) a person sees, and of what words one can be made; the viewer comes first.

Who writes them sees the drafts of the own place; who reads them sees what was issued.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from huiyin.congress.briefings import words_of
from huiyin.congress.models import Briefing, Delegation, Meeting, Record, Remark, Session
from huiyin.congress.selectors import places_of, sessions_visible_to
from huiyin.ledger.models import Statement
from huiyin.people.permissions import allowed_roles, may
from huiyin.people.viewer import Viewer


def briefings_visible_to(viewer: Viewer) -> QuerySet[Briefing]:
    """Return the briefings and digests that a viewer may see, newest first."""
    if not may(viewer, "briefing.view"):
        return Briefing.objects.none()
    drafts = Q(place__in=own_places(viewer))
    rows = Briefing.objects.filter(Q(place__in=places_of(viewer)) & (drafts | ~Q(state=Briefing.State.DRAFT)))
    return rows.select_related("session__congress__place", "meeting__delegation", "meeting__group", "delegation")


def own_places(viewer: Viewer) -> frozenset[int]:
    """Return the places for which a viewer writes briefings."""
    return viewer.place_ids(*allowed_roles("briefing.write"))


def writes(viewer: Viewer, briefing: Briefing) -> bool:
    """Return whether a viewer may change this one."""
    return briefing.place_id in own_places(viewer)


def own_sessions(viewer: Viewer) -> QuerySet[Session]:
    """Return the sessions of which a viewer may make a briefing, newest first."""
    return sessions_visible_to(viewer).filter(congress__place__in=own_places(viewer))


@dataclass(frozen=True, slots=True)
class Choices:
    """Of what in a session a briefing can be made: what has a record that was handed to the reader."""

    meetings: tuple[Meeting, ...]
    delegations: tuple[Delegation, ...]
    days: tuple[date, ...]


def choices_of(session: Session) -> Choices:
    """Return the meetings, delegations and days of a session that have remarks."""
    rows = Meeting.objects.filter(session=session, records__remarks__isnull=False).distinct()
    meetings = list(rows.select_related("delegation", "group").order_by("starts_at", "delegation__position", "pk"))
    heard = Remark.objects.filter(record__meeting__session=session)
    whose = Q(pk__in=heard.values("delegation")) | Q(pk__in=[each.delegation_id for each in meetings])
    days = sorted({timezone.localdate(each.starts_at) for each in meetings})
    return Choices(tuple(meetings), tuple(Delegation.objects.filter(whose).order_by("position", "pk")), tuple(days))


def records_of(briefing: Briefing) -> QuerySet[Record]:
    """Return the records that a briefing is made of; of a delegation those in which it is heard."""
    rows = Record.objects.filter(meeting__session=briefing.session, source__isnull=False, source__withdrawn_at=None)
    if briefing.meeting_id:
        rows = rows.filter(meeting=briefing.meeting)
    elif briefing.on:
        rows = rows.filter(meeting__starts_at__date=briefing.on)
    return rows


def remarks_of(briefing: Briefing) -> QuerySet[Remark]:
    """Return the remarks that a briefing can choose of, in the order of the meetings and of what was said."""
    rows = Remark.objects.filter(record__in=records_of(briefing))
    if briefing.delegation_id:
        own = Q(delegation=briefing.delegation)
        rows = rows.filter(own | Q(delegation__isnull=True, record__meeting__delegation=briefing.delegation))
    rows = rows.select_related(
        "record__source", "record__meeting__delegation", "delegation", "mandate__deputy", "observer"
    )
    return rows.order_by("record__meeting__starts_at", "record_id", "start")


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement of a record: in which remark, and of which delegation; `sits_in` is said by no deputy."""

    statement: Statement
    remark: Remark | None
    delegation: Delegation | None
    meeting: Meeting
    sits_in: bool
    start: int  # in the source; behind the name that leads the remark in

    @property
    def text(self) -> str:
        """The words, without the name that leads them in."""
        return self.statement.text[self.start - self.statement.start :]

    @property
    def usable(self) -> bool:
        """Whether it can stand in the block of a delegation."""
        return self.delegation is not None and not self.sits_in


def heard(briefing: Briefing, *, pks: Iterable[int] | None = None) -> list[Heard]:
    """Return the confirmed statements that a digest is made of, in the order of the meetings and of what was said.

    Args:
        pks: only these statements.
    """
    records = list(records_of(briefing).select_related("meeting__delegation", "source").order_by("meeting__starts_at"))
    place = {record.source_id: (n, record) for n, record in enumerate(records)}
    rows = Statement.objects.filter(source__in=place, state=Statement.State.CONFIRMED, gone=False)
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    remarks: dict[int, list[Remark]] = {}
    found = Remark.objects.filter(record__in=records).select_related("delegation", "observer", "mandate__deputy")
    for each in found.order_by("start"):
        remarks.setdefault(each.record_id, []).append(each)
    said = []
    for row in sorted(rows, key=lambda each: (place[each.source_id][0], each.start)):
        record = place[row.source_id][1]
        holds = [r for r in remarks.get(record.pk, ()) if r.start <= row.start and row.end <= r.end]
        remark = holds[0] if holds else None
        delegation = (remark.delegation if remark else None) or record.meeting.delegation
        sits_in = remark is not None and remark.observer_id is not None
        start = row.start
        if remark is not None:
            remark.record = record
            begins = words_of(remark)[0]
            start = begins if row.start < begins < row.end else row.start
        if briefing.delegation_id in (None, delegation.pk if delegation else None):
            said.append(Heard(row, remark, delegation, record.meeting, sits_in, start))
    return said
