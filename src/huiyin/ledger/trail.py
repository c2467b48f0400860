"""The trail of a case (经过): its events with the names of those who acted and the texts of their notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from huiyin.ledger.models import Attachment, Case, Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import UNIT_ROLES
from huiyin.people.models import Account, RoleGrant
from huiyin.people.viewer import Viewer

INTERNAL = ("draft_reply", "return_draft")  # what is said in them stays in the unit until its head has signed


@dataclass(frozen=True, slots=True)
class Person:
    """Who acted: the name, the unit for which, and the key of the account."""

    name: str = ""
    unit: str = ""
    key: str = ""


SYSTEM = Person()


@dataclass(frozen=True, slots=True)
class Row:
    """One event as people read it. `texts` are the notes by what they are; an erased one is missing."""

    position: int
    type: str
    action: str
    at: datetime
    actor: Person
    acting_for: Person | None
    payload: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()


def trail_of(case: Case, *, since: int = 0, viewer: Viewer | None = None) -> list[Row]:
    """Return the events of a case after a position, newest first. Whoever may see the case may see its trail.

    Drafts of replies are seen in the unit that writes them and nowhere else; without a viewer they are left out.
    """
    events = list(
        Event.objects.filter(stream=Stream.CASE, stream_key=case.key, position__gt=since).order_by("-position")
    )
    people = people_of(each for event in events for each in (event.actor, event.acting_for))
    texts = note_bodies(key for event in events for key in note_keys(event.payload).values())
    files = {each.key: each for each in Attachment.objects.filter(stream=Stream.CASE, stream_key=case.key)}
    inside = viewer is not None and case.lead_unit_id in viewer.unit_ids(*UNIT_ROLES)
    rows = [_row(event, people, texts, files) for event in events]
    return rows if inside else [_as_seen_outside(row) for row in rows]


def _as_seen_outside(row: Row) -> Row:
    return replace(row, texts={}, files=()) if is_internal(row.payload) else row


def all_events(
    *, kind: str = "", who: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """Return the events of everything, for whoever audits; newest first.

    Args:
        kind: a stream (`case`, `source` …), or a type of event (`case.opened`).
        who: a part of the name of who acted, or of whom somebody acted for.
        since: the first local day; `until`: the last.
    """
    events = Event.objects.order_by("-pk")
    if kind:
        events = events.filter(stream=kind) if kind in Stream.values else events.filter(type=kind)
    if who:
        people = Account.objects.filter(name__contains=who).values("key")
        events = events.filter(Q(actor__in=people) | Q(acting_for__in=people))
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    return events


def people_of(keys: Iterable[str]) -> dict[str, Person]:
    """Return names and units of accounts by key."""
    wanted = {key for key in keys if key}
    accounts = Account.objects.filter(key__in=wanted)
    units: dict[int, str] = {}
    for grant in RoleGrant.objects.filter(Q(unit__isnull=False), account__key__in=wanted).select_related("unit"):
        if grant.unit is not None:
            units.setdefault(grant.account_id, grant.unit.label)
    return {account.key: Person(account.name, units.get(account.pk, ""), account.key) for account in accounts}


def _row(event: Event, people: Mapping[str, Person], texts: Mapping[str, str], files: Mapping[str, Attachment]) -> Row:
    payload = event.payload
    return Row(
        position=event.position,
        type=event.type,
        action=str(payload.get("step", {}).get("action", "")),
        at=event.at,
        actor=people.get(event.actor, SYSTEM),
        acting_for=people.get(event.acting_for) if event.acting_for else None,
        payload=payload,
        texts={name: texts[key] for name, key in note_keys(payload).items() if key in texts},
        files=tuple(
            files[each["attachment"]] for each in payload.get("attachments", ()) if each["attachment"] in files
        ),
    )


def is_internal(payload: Mapping[str, Any]) -> bool:
    """Say whether what was said in an event stays in the unit: drafts of replies, and why they were returned."""
    return payload.get("step", {}).get("action", "") in INTERNAL


def note_keys(payload: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys of an event's notes by what they are."""
    keys = {name: each["note"] for name, each in payload.get("notes", {}).items()}
    report = payload.get("report", {})
    return keys | {
        name: report[name]["note"] for name in ("said", "problem", "next") if isinstance(report.get(name), dict)
    }
