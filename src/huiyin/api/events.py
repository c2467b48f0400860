"""Events (经过) of cases: those of one case, and the stream of all, oldest first, for programs that follow along."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.finding import case_of
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, cursor, part
from huiyin.api.shapes import NO_NUL, Day, PathKey
from huiyin.ledger.models import Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.trail import Person, all_events, is_internal, note_keys, people_of
from huiyin.people.viewer import Viewer

router = Router(tags=["events"])


class ActorOut(Schema):
    """Who acted; null is the system itself."""

    key: str
    name: str
    unit: str


class EventOut(Schema):
    """One event; `texts` are what was typed with it, by what it is; `hash` is its place in the chain of the case."""

    case: str
    position: int
    type: str
    action: str
    at: datetime
    actor: ActorOut | None
    acting_for: ActorOut | None
    payload: dict[str, Any]
    texts: dict[str, str]
    previous_hash: str
    hash: str


class EventPage(Schema):
    """A page of events; `next` is null only on an empty page: the last one's is where to go on later."""

    items: list[EventOut]
    next: str | None


class AuditedOut(Schema):
    """One event of anything, without what it holds: what it is of (`stream`, `key`), who acted and when.

    `key` is null where the account may not open what it is of.
    """

    stream: str
    key: str | None
    position: int
    type: str
    at: datetime
    actor: ActorOut | None
    acting_for: ActorOut | None
    previous_hash: str
    hash: str


class AuditedPage(Schema):
    """A page of the trail of everything, newest first."""

    items: list[AuditedOut]
    next: str | None


class AuditFilter(Paging):
    """Which events: of a stream or a type, by whom, between which days."""

    kind: Annotated[str, Query("", pattern=r"^([a-z_]{1,20}(\.[a-z_]{1,40})?)?$")]
    who: Annotated[str, Query("", max_length=60, pattern=NO_NUL, description="a part of the name")]
    since: Annotated[Day | None, Query(None)]
    until: Annotated[Day | None, Query(None)]


class EventFilter(Paging):
    """Which events."""

    type: Annotated[str | None, Query(None, pattern=r"^[a-z_]{1,20}\.[a-z_]{1,40}$")]


def events_shown(events: Iterable[Event]) -> list[EventOut]:
    """Return events as callers get them, with names and texts."""
    events = list(events)
    people = people_of(key for event in events for key in (event.actor, event.acting_for))
    texts = note_bodies(key for event in events for key in note_keys(event.payload).values())

    return [
        EventOut(
            case=event.stream_key,
            position=event.position,
            type=event.type,
            action=str(event.payload.get("step", {}).get("action", "")),
            at=event.at,
            actor=_actor(people, event.actor),
            acting_for=_actor(people, event.acting_for),
            payload=event.payload,
            texts={} if is_internal(event.payload) else _texts_of(event, texts),
            previous_hash=event.previous_hash,
            hash=event.hash,
        )
        for event in events
    ]


def _actor(people: Mapping[str, Person], key: str) -> ActorOut | None:
    person = people.get(key)
    return ActorOut(key=key, name=person.name, unit=person.unit) if person else None


def _texts_of(event: Event, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts[key] for name, key in note_keys(event.payload).items() if key in texts}


@operation(
    router,
    "GET",
    "/events",
    says=gettext_noop("Follow the events"),
    scope="events:read",
    action="trail.view",
    gives=EventPage,
)
def list_events(request: HttpRequest, which: Query[EventFilter]) -> Any:
    """Events of all cases that the account may see, oldest first; `after` the last `next` brings what came since."""
    keys = visible_cases(viewer(request)).order_by().values("key")
    rows = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys)
    return _page(rows.filter(type=which.type) if which.type else rows, which)


@operation(
    router,
    "GET",
    "/cases/{key}/events",
    says=gettext_noop("Show the trail of a case"),
    scope="events:read",
    action="trail.view",
    gives=EventPage,
)
def list_case_events(request: HttpRequest, key: PathKey, which: Query[EventFilter]) -> Any:
    """The trail of one case, oldest first."""
    case = case_of(viewer(request), key)
    rows = Event.objects.filter(stream=Stream.CASE, stream_key=case.key)
    return _page(rows.filter(type=which.type) if which.type else rows, which)


@operation(
    router,
    "GET",
    "/audit/events",
    says=gettext_noop("Show the trail of everything"),
    scope="events:read",
    action="integrity.view",
    gives=AuditedPage,
)
def audit_events(request: HttpRequest, which: Query[AuditFilter]) -> Any:
    """For whoever audits: that something was done, by whom and when; what was said stays with what it was said of."""
    rows = all_events(kind=which.kind, who=which.who.strip(), since=which.since, until=which.until)
    found, after = part(rows, which)
    people = people_of(key for event in found for key in (event.actor, event.acting_for))
    closed = _closed_to(viewer(request), found)
    items = [
        AuditedOut(
            stream=event.stream,
            key=None if event.stream_key in closed else event.stream_key,
            position=event.position,
            type=event.type,
            at=event.at,
            actor=_actor(people, event.actor),
            acting_for=_actor(people, event.acting_for),
            previous_hash=event.previous_hash,
            hash=event.hash,
        )
        for event in found
    ]
    return AuditedPage(items=items, next=after)


def _closed_to(by: Viewer, events: Iterable[Event]) -> set[str]:
    """Return the keys of the cases and sources of some events that the account may not open."""
    closed: set[str] = set()
    for stream, open_ in ((Stream.CASE, visible_cases(by)), (Stream.SOURCE, visible_sources(by))):
        keys = {event.stream_key for event in events if event.stream == stream}
        closed |= keys - set(open_.filter(key__in=keys).values_list("key", flat=True))
    return closed


def _page(rows: Any, which: EventFilter) -> EventPage:
    found, after = part(rows, which, oldest_first=True)
    last = cursor(found[-1].pk) if found else None
    return EventPage(items=events_shown(found), next=after or last)
