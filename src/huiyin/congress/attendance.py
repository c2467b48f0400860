"""Attendance (出席情况): who should be at a meeting, who was, and the counts with their make-up.

Expected (应到) is who sits there on that day: mandates and memberships may begin and end during a session. What is not
recorded (未登记) is not absence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from huiyin.congress.events import tell
from huiyin.congress.models import Attendance, Meeting, Membership, Observer, Session
from huiyin.congress.seats import seats_on
from huiyin.errors import CongressError
from huiyin.ledger.record import Actor

STATES = tuple(Attendance.State.values)
UNRECORDED = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many were expected, and what is recorded of them; the parts add up to `expected`."""

    expected: int
    present: int
    leave: int
    absent: int

    @property
    def unrecorded(self) -> int:
        """Of how many nothing is known."""
        return self.expected - self.present - self.leave - self.absent


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the sheet, a deputy with the seat of that day or an observer; `state` "" means not recorded."""

    key: str
    name: str
    post: str
    state: str
    seat: Membership | None = None
    observer: Observer | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """The sheet of a meeting. `beyond` counts what is recorded of deputies who no longer belong there on that day."""

    deputies: tuple[Line, ...]
    observers: tuple[Line, ...]
    beyond: int

    @property
    def count(self) -> Count:
        """The deputies' count."""
        return _count([line.state for line in self.deputies])

    @property
    def observer_count(self) -> Count:
        """The observers' count."""
        return _count([line.state for line in self.observers])


def roll_of(meeting: Meeting) -> Roll:
    """Return who should be at a meeting, in the order of the roster, with what is recorded of each."""
    rows = list(meeting.attendances.all())
    of_deputies = {row.mandate_id: row.state for row in rows if row.mandate_id is not None}
    of_observers = {row.observer_id: row.state for row in rows if row.observer_id is not None}
    seats = seats_of(meeting)
    expected = {seat.mandate_id for seat in seats}
    return Roll(
        deputies=tuple(_deputy(seat, of_deputies.get(seat.mandate_id, UNRECORDED)) for seat in seats),
        observers=tuple(_observer(row, of_observers.get(row.pk, UNRECORDED)) for row in observers_of(meeting)),
        beyond=sum(mandate not in expected for mandate in of_deputies),
    )


def counts_of(meetings: Iterable[Meeting]) -> dict[int, Count]:
    """Return the deputies' counts of many meetings, by their ids: one look at the roster for each day."""
    meetings = list(meetings)
    recorded: dict[tuple[int, int | None], str] = {
        (row.meeting_id, row.mandate_id): row.state
        for row in Attendance.objects.filter(meeting__in=meetings, mandate__isnull=False)
    }
    days = {(meeting.session.congress, day_of(meeting)) for meeting in meetings}
    seats = {each: list(seats_on(*each)) for each in days}
    presidia = {session: _presidium(session) for session in {meeting.session for meeting in meetings}}
    counts = {}
    for meeting in meetings:
        of_day = seats[meeting.session.congress, day_of(meeting)]
        expected = [seat for seat in of_day if _belongs(seat, meeting, presidia[meeting.session])]
        counts[meeting.pk] = _count([recorded.get((meeting.pk, seat.mandate_id), UNRECORDED) for seat in expected])
    return counts


def day_of(meeting: Meeting) -> date:
    """Return the local day of a meeting: who is expected is decided by it."""
    return timezone.localdate(meeting.starts_at)


def seats_of(meeting: Meeting) -> list[Membership]:
    """Return the seats of those who should be there: all, a delegation, a group, or the presidium."""
    presidium = _presidium(meeting.session)
    of_day = seats_on(meeting.session.congress, day_of(meeting))
    return [seat for seat in of_day if _belongs(seat, meeting, presidium)]


def observers_of(meeting: Meeting) -> list[Observer]:
    """Return who sits in: all of the session in a plenary meeting, a delegation's own in its meetings."""
    if meeting.kind == Meeting.Kind.PRESIDIUM:
        return []
    rows = Observer.objects.filter(session=meeting.session_id).select_related("delegation", "unit")
    if meeting.kind != Meeting.Kind.PLENARY:
        rows = rows.filter(delegation=meeting.delegation_id)
    return list(rows.order_by("delegation__position", "pk"))


@transaction.atomic
def take(*, meeting: Meeting, marks: Mapping[str, str], by: Actor, at: datetime | None = None) -> int:
    """Record who was there, as one event; return of how many something changed.

    Args:
        marks: what is to be recorded, by key of deputy or observer; "" takes back what was recorded.
    Raises:
        CongressError: somebody does not belong to this meeting on that day, or a state is unknown.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    roll = roll_of(meeting)
    lines = {line.key: line for line in (*roll.deputies, *roll.observers)}
    if set(marks) - set(lines):
        raise CongressError("attendance.stranger")
    if set(marks.values()) - {*STATES, UNRECORDED}:
        raise CongressError("attendance.state")
    changed = {key: state for key, state in marks.items() if lines[key].state != state}
    if not changed:
        return 0
    _write(meeting, [(lines[key], state) for key, state in changed.items()])
    told = [{"who": key, "state": state} for key, state in sorted(changed.items())]
    tell(meeting.key, by, "meeting.attendance_taken", at=at, marks=told)
    return len(changed)


def mark_rest_present(*, meeting: Meeting, by: Actor, at: datetime | None = None) -> int:
    """Record all deputies and observers of whom nothing is recorded as present; return how many."""
    roll = roll_of(meeting)
    rest = [line.key for line in (*roll.deputies, *roll.observers) if line.state == UNRECORDED]
    return take(meeting=meeting, marks=dict.fromkeys(rest, Attendance.State.PRESENT.value), by=by, at=at)


def _write(meeting: Meeting, marks: Iterable[tuple[Line, str]]) -> None:
    marks = list(marks)
    mandates = [line.seat.mandate_id for line, _state in marks if line.seat]
    observers = [line.observer.pk for line, _state in marks if line.observer]
    meeting.attendances.filter(mandate__in=mandates).delete()
    meeting.attendances.filter(observer__in=observers).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, mandate=line.seat.mandate if line.seat else None, observer=line.observer, state=state
        )
        for line, state in marks
        if state != UNRECORDED
    )


def _deputy(seat: Membership, state: str) -> Line:
    deputy = seat.mandate.deputy
    return Line(deputy.key, deputy.name, deputy.post, state, seat=seat)


def _observer(row: Observer, state: str) -> Line:
    return Line(row.key, row.name, row.post, state, observer=row)


def _belongs(seat: Membership, meeting: Meeting, presidium: frozenset[int]) -> bool:
    """Return whether somebody who sits there on the day of a meeting should be at it."""
    return {
        Meeting.Kind.PLENARY.value: True,
        Meeting.Kind.DELEGATION.value: seat.delegation_id == meeting.delegation_id,
        Meeting.Kind.GROUP.value: seat.group_id is not None and seat.group_id == meeting.group_id,
        Meeting.Kind.PRESIDIUM.value: seat.mandate_id in presidium,
    }[meeting.kind]


def _presidium(session: Session) -> frozenset[int]:
    return frozenset(session.presidium.values_list("pk", flat=True))


def _count(states: Iterable[str]) -> Count:
    states = list(states)
    by_state = Counter(states)
    return Count(len(states), by_state["present"], by_state["leave"], by_state["absent"])
