"""Meetings (会议) of a session: listed, planned, changed, cancelled; who was there (出席情况)."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import actor, viewer
from huiyin.api.congress.finding import meeting_of, own_session, session_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import all_named, named
from huiyin.api.shapes import NO_NUL, SAME, Day, Key, Moment, OneLine, PathKey, sent
from huiyin.congress import attendance, meetings, selectors
from huiyin.congress.models import AgendaItem, Delegation, Group, Meeting, Session
from huiyin.congress.quorum import quorum_of

router = Router(tags=["congress"])
reads = partial(operation, router, "GET", scope="congress:read", action="congress.view")
writes = partial(operation, router, scope="congress:write", action="congress.change")
Room = Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL), OneLine]
Items = Annotated[list[Key], Field(max_length=100)]


class MeetingOut(Schema):
    """A meeting: of all, of a delegation, of a group, of the presidium."""

    key: str
    session: str
    kind: str
    delegation: str | None
    group: str | None
    starts_at: datetime
    ends_at: datetime | None
    room: str
    agenda: list[str]


class MeetingList(Schema):
    """The meetings of a session, in order."""

    items: list[MeetingOut]


class MeetingFilter(Schema):
    """Which meetings."""

    on: Annotated[Day | None, Query(None)]
    kind: Annotated[Meeting.Kind | None, Query(None)]
    delegation: Annotated[Key | None, Query(None)]


class MeetingIn(Schema):
    """A meeting to be planned; `agenda` are the items with which it deals."""

    kind: Meeting.Kind
    delegation: Key | None = None
    group: Key | None = None
    starts_at: Moment
    ends_at: Moment | None = None
    room: Room = ""
    agenda: Items = []


class MeetingChange(Schema):
    """What is to be changed of a meeting."""

    kind: Meeting.Kind = SAME
    delegation: Key | None = SAME
    group: Key | None = SAME
    starts_at: Moment = SAME
    ends_at: Moment | None = SAME
    room: Room = SAME
    agenda: Items = SAME


class CancelledOut(Schema):
    """The meeting that is in the plan no longer."""

    key: str


class AttendanceLine(Schema):
    """One person on the sheet: a deputy, or somebody who sits in; `state` "" means that nothing is recorded."""

    key: str
    name: str
    post: str
    observer: bool
    state: str


class CountOut(Schema):
    """How many deputies were expected, and what is recorded of them; not recorded is not absent."""

    expected: int
    present: int
    leave: int
    absent: int
    unrecorded: int


class QuorumOut(Schema):
    """How a meeting stands: reached, missed, or open while the answer hangs on those not recorded yet."""

    state: str
    needed: int
    base: int
    present: int
    source: str
    confirmed: bool


class AttendanceOut(Schema):
    """The sheet of a meeting; `beyond` counts what is recorded of deputies who no longer belong there on that day.

    `quorum` is null where no rule asks anything of its kind of meeting.
    """

    on: date
    lines: list[AttendanceLine]
    count: CountOut
    quorum: QuorumOut | None
    beyond: int


class AttendanceIn(Schema):
    """What is to be recorded, by key of deputy or observer; "" takes back; `rest_present` fills in all others."""

    marks: Annotated[dict[Key, Literal["present", "leave", "absent", ""]], Field(max_length=2000)] = {}
    rest_present: bool = False


def shown(row: Meeting) -> MeetingOut:
    """Return a meeting as callers get it."""
    plain = {name: getattr(row, name) for name in ("key", "kind", "starts_at", "ends_at", "room")}
    return MeetingOut(
        **plain,
        session=row.session.key,
        delegation=row.delegation.key if row.delegation else None,
        group=row.group.key if row.group else None,
        agenda=[item.key for item in sorted(row.agenda.all(), key=lambda item: item.position)],
    )


@reads("/sessions/{key}/meetings", says=gettext_noop("List meetings"), gives=MeetingList)
def list_meetings(request: HttpRequest, key: PathKey, which: Query[MeetingFilter]) -> Any:
    """A deputy's account sees those of all, of the own delegation, and of the presidium where it is of that."""
    session = session_of(viewer(request), key)
    rows = selectors.meetings_visible_to(viewer(request)).filter(session=session).prefetch_related("agenda")
    asked = {"kind": which.kind, "delegation__key": which.delegation, "on": which.on}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return MeetingList(items=[shown(row) for row in rows])


@reads("/meetings/{key}", says=gettext_noop("Show a meeting"), gives=MeetingOut)
def get_meeting(request: HttpRequest, key: PathKey) -> Any:
    """When, where, whose, and what about."""
    return shown(meeting_of(viewer(request), key))


@writes("POST", "/sessions/{key}/meetings", says=gettext_noop("Plan a meeting"), gives=MeetingOut, status=201)
def plan_meeting(request: HttpRequest, key: PathKey, body: MeetingIn) -> Any:
    """Of all, of a delegation, of a group, or of the presidium."""
    session = own_session(viewer(request), key)
    planned = _resolved(session, body.model_dump())

    def do() -> MeetingOut:
        made = meetings.plan_meeting(session=session, by=actor(request), **planned)
        return shown(meeting_of(viewer(request), made.key))

    return once(request, body, do, status=201)


@writes("PATCH", "/meetings/{key}", says=gettext_noop("Change a meeting"), gives=MeetingOut)
def change_meeting(request: HttpRequest, key: PathKey, body: MeetingChange) -> Any:
    """What is left out stays."""
    meeting = meeting_of(viewer(request), key, own=True)
    changes = _resolved(meeting.session, sent(body))

    def do() -> MeetingOut:
        meetings.change_meeting(meeting=meeting, changes=changes, by=actor(request))
        return shown(meeting_of(viewer(request), key))

    return once(request, body, do)


@writes("DELETE", "/meetings/{key}", says=gettext_noop("Cancel a meeting"), gives=CancelledOut)
def cancel_meeting(request: HttpRequest, key: PathKey) -> Any:
    """Refused once something of it is on record: then it has taken place."""

    def do() -> CancelledOut:
        meeting = meeting_of(viewer(request), key, own=True)
        meetings.cancel_meeting(meeting=meeting, by=actor(request))
        return CancelledOut(key=key)

    return once(request, "", do)


def _resolved(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent of a meeting with what its keys name."""
    found = dict(given)
    if "delegation" in found:
        rows = Delegation.objects.filter(congress=session.congress_id)
        found["delegation"] = named(rows, found["delegation"], "delegation")
    if "group" in found:
        groups = Group.objects.filter(delegation__congress=session.congress_id)
        found["group"] = named(groups, found["group"], "group")
    if "agenda" in found:
        found["agenda"] = all_named(AgendaItem.objects.filter(session=session), found["agenda"], "agenda")
    return found


@operation(
    router,
    "GET",
    "/meetings/{key}/attendance",
    says=gettext_noop("Show who was at a meeting"),
    scope="congress:read",
    action="attendance.view",
    gives=AttendanceOut,
)
def get_attendance(request: HttpRequest, key: PathKey) -> Any:
    """Everybody who should be there on that day, with what is recorded."""
    return _sheet(meeting_of(viewer(request), key))


@operation(
    router,
    "POST",
    "/meetings/{key}/attendance",
    says=gettext_noop("Record who was at a meeting"),
    scope="congress:write",
    action="attendance.take",
    gives=AttendanceOut,
)
def take_attendance(request: HttpRequest, key: PathKey, body: AttendanceIn) -> Any:
    """One event for all that is sent."""
    meeting = meeting_of(viewer(request), key, own=True)

    def do() -> AttendanceOut:
        attendance.take(meeting=meeting, marks=body.marks, by=actor(request))
        if body.rest_present:
            attendance.mark_rest_present(meeting=meeting, by=actor(request))
        return _sheet(meeting_of(viewer(request), key))

    return once(request, body, do)


def _sheet(meeting: Meeting) -> AttendanceOut:
    roll = attendance.roll_of(meeting)
    names = ("expected", "present", "leave", "absent", "unrecorded")
    lines = [
        AttendanceLine(
            key=line.key, name=line.name, post=line.post, observer=line.observer is not None, state=line.state
        )
        for line in (*roll.deputies, *roll.observers)
    ]
    count = CountOut(**{name: getattr(roll.count, name) for name in names})
    told: dict[str, Any] = {"count": count, "quorum": _quorum(meeting, roll), "beyond": roll.beyond}
    return AttendanceOut(on=attendance.day_of(meeting), lines=lines, **told)


def _quorum(meeting: Meeting, roll: attendance.Roll) -> QuorumOut | None:
    found = quorum_of(meeting, roll.count)
    if found is None:
        return None
    told: dict[str, Any] = {name: getattr(found, name) for name in ("state", "needed", "base", "present")}
    return QuorumOut(**told, source=found.rule.source, confirmed=found.rule.confirmed)
