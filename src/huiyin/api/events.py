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
from huiyin.api.shapes import PathKey
from huiyin.ledger.models import Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.trail import is_internal, note_keys, people_of

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


class EventFilter(Paging):
    """Which events."""

    type: Annotated[str | None, Query(None, pattern=r"^[a-z_]{1,20}\.[a-z_]{1,40}$")]


def events_shown(events: Iterable[Event]) -> list[EventOut]:
    """Return events as callers get them, with names and texts."""
    events = list(events)
    people = people_of(key for event in events for key in (event.actor, event.acting_for))
    texts = note_bodies(key for event in events for key in note_keys(event.payload).values())

    def actor(key: str) -> ActorOut | None:
        person = people.get(key)
        return ActorOut(key=key, name=person.name, unit=person.unit) if person else None

    return [
        EventOut(
            case=event.stream_key,
            position=event.position,
            type=event.type,
            action=str(event.payload.get("step", {}).get("action", "")),
            at=event.at,
            actor=actor(event.actor),
            acting_for=actor(event.acting_for),
            payload=event.payload,
            texts={} if is_internal(event.payload) else _texts_of(event, texts),
            previous_hash=event.previous_hash,
            hash=event.hash,
        )
        for event in events
    ]


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


def _page(rows: Any, which: EventFilter) -> EventPage:
    found, after = part(rows, which, oldest_first=True)
    last = cursor(found[-1].pk) if found else None
    return EventPage(items=events_shown(found), next=after or last)
