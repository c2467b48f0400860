"""Meetings (会议): planning, changing, cancelling."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.congress.events import keys, tell, write
from huiyin.congress.models import Meeting, Session
from huiyin.errors import CongressError, refuse
from huiyin.ledger.record import Actor
from huiyin.reading.secrecy import refuse_secret

# Deputies meet by delegation, and all of them in the preparatory meeting (预备会议), before a session opens.
EARLIEST = timedelta(days=31)
FIELDS = frozenset({"kind", "delegation", "group", "starts_at", "ends_at", "room"})
OF_WHOM: dict[str, tuple[bool, bool]] = {  # whether a kind of meeting names a delegation, and a group
    Meeting.Kind.PLENARY: (False, False),
    Meeting.Kind.PRESIDIUM: (False, False),
    Meeting.Kind.DELEGATION: (True, False),
    Meeting.Kind.GROUP: (True, True),
}


@transaction.atomic
def plan_meeting(*, session: Session, by: Actor, **planned: Any) -> Meeting:
    """Plan a meeting; `planned` are the fields of a meeting and `agenda`, the items that it deals with.

    Raises:
        CongressError: it does not say whose meeting it is, lies long before the session or after it, or ends before it
            starts.
        SecretText: its room bears a mark of secrecy.
    """
    agenda = planned.pop("agenda", ())
    refuse_secret(planned.get("room") or "")
    meeting = Meeting(session=session, **planned)
    refuse(meeting_faults(meeting))
    meeting.save(force_insert=True)
    meeting.agenda.set(agenda)
    whose = meeting.delegation.key if meeting.delegation else ""
    tell(meeting.key, by, "meeting.planned", session=session.key, kind=meeting.kind, delegation=whose)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change a meeting; return which fields differ now.

    Raises:
        CongressError: as in `plan_meeting`; or it would be another's meeting while something of it is recorded.
    """
    changes = dict(changes)
    agenda = changes.pop("agenda", None)
    if unknown := set(changes) - FIELDS:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    row = Meeting.objects.select_related("session", "delegation", "group").get(pk=meeting.pk)
    before = (row.kind, row.delegation_id, row.group_id)
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, changes[name])
    refuse(meeting_faults(row, before=before))
    write(Meeting.objects.get(pk=row.pk), {name: getattr(row, name) for name in changed})
    if agenda is not None and keys(row.agenda.order_by("position")) != keys(agenda):
        row.agenda.set(agenda)
        changed.append("agenda")
    if changed:
        tell(row.key, by, "meeting.changed", fields=changed)
    return changed


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor) -> None:
    """Take a meeting that does not take place out of the plan.

    Raises:
        CongressError: attendance is recorded, or what was said or asked there: it has taken place.
    """
    if meeting.attendances.exists():
        raise CongressError("meeting.recorded")
    if _has_words(meeting):
        raise CongressError("meeting.has_words")
    key, session = meeting.key, meeting.session.key
    meeting.delete()
    tell(key, by, "meeting.cancelled", session=session)


def _has_words(meeting: Meeting) -> bool:
    """Say whether what was said or asked in a meeting is on record."""
    return meeting.records.exists() or meeting.questions.exists()


def as_planned(session: Session, planned: Mapping[str, Any], meeting: Meeting | None = None) -> Meeting:
    """Return a meeting as it would be, not written yet: a new one, or `meeting` with what is changed."""
    row = Meeting(session=session) if meeting is None else Meeting.objects.select_related("session").get(pk=meeting.pk)
    for name in FIELDS & set(planned):
        setattr(row, name, planned[name])
    return row


def meeting_faults(
    meeting: Meeting, *, before: tuple[str, int | None, int | None] | None = None
) -> Iterator[CongressError]:
    """Yield all that hinders a meeting from being held so; a moment that a form could not read is None.

    Args:
        before: kind, delegation and group that the meeting had, by id: whose it is stays once something is recorded.
    """
    yield from _whose(meeting)
    anothers = before is not None and before != (meeting.kind, meeting.delegation_id, meeting.group_id)
    if anothers and (meeting.attendances.exists() or _has_words(meeting)):
        yield CongressError("meeting.recorded")
    if meeting.starts_at is None:
        return
    if meeting.ends_at is not None and meeting.ends_at <= meeting.starts_at:
        yield CongressError("meeting.ends_before")
    on, session = timezone.localdate(meeting.starts_at), meeting.session
    if on < session.opens_on - EARLIEST or (session.closes_on and on > session.closes_on):
        yield CongressError("meeting.outside_session")


def _whose(meeting: Meeting) -> Iterator[CongressError]:
    """Yield what is wrong with whose meeting it is, by its kind."""
    if meeting.kind not in OF_WHOM:
        return
    wants_delegation, wants_group = OF_WHOM[meeting.kind]
    if (meeting.delegation is not None and not wants_delegation) or (meeting.group is not None and not wants_group):
        yield CongressError("meeting.of_all")
    if wants_delegation and meeting.delegation is None:
        yield CongressError("meeting.delegation")
    if wants_group and meeting.group is None:
        yield CongressError("meeting.group")
    if meeting.delegation and meeting.delegation.congress_id != meeting.session.congress_id:
        yield CongressError("delegation.other_congress")
    if meeting.group and meeting.delegation and meeting.group.delegation_id != meeting.delegation.pk:
        yield CongressError("group.other_delegation")
