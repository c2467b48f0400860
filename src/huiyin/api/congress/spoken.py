"""What was said in a session, counted (审议一览), and speaking time (发言时长); never by tone, never ranked."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.congress.finding import session_of
from huiyin.api.operations import operation
from huiyin.api.papers import GlanceAsked
from huiyin.api.references import named
from huiyin.api.shapes import PathKey
from huiyin.congress.glance import Asked, glance
from huiyin.congress.speaking_time import is_measured, speaking_time

router = Router(tags=["records"])
MADE_OF = ("records", "read", "unread", "several", "off_topic", "homeless", "cut")


class TopicOut(Schema):
    """One topic: how many statements by key of delegation, "-" for none; a topic "-" is what has none."""

    topic: str
    counts: dict[str, int]
    total: int


class NamedOut(Schema):
    """A project or programme: how many statements name it, of how many delegations."""

    name: str
    type: str
    count: int
    delegations: int


class DrewOut(Schema):
    """A paragraph of a report, and how many remarks speak about it: confirmed by a person, or proposed."""

    source: str
    start: int
    end: int
    quote: str
    confirmed: int
    proposed: int


class GlanceOut(Schema):
    """What was said, with its make-up: what was counted, and what was left out."""

    statements: int
    confirmed: int
    topics: list[TopicOut]
    named: list[NamedOut]
    drew: list[DrewOut]
    made_of: dict[str, int]


class SpokenOut(Schema):
    """What somebody said: remarks, of how many the time is known, and the sum of that."""

    name: str
    number: str
    remarks: int
    timed: int
    seconds: int


class DelegationSpoken(Schema):
    """The people of a delegation who spoke, in the order of the roster; null for who sits in and for nobody."""

    delegation: str | None
    people: list[SpokenOut]


class SpeakingOut(Schema):
    """Speaking time; not measured is not zero."""

    measured: bool
    items: list[DelegationSpoken]


@operation(
    router,
    "GET",
    "/sessions/{key}/said",
    says=gettext_noop("Count what was said in a session"),
    scope="congress:read",
    action="glance.view",
    gives=GlanceOut,
)
def get_glance(request: HttpRequest, key: PathKey, which: Query[GlanceAsked]) -> Any:
    """By topic and delegation; there is no figure by speaker and none by kind."""
    session = session_of(viewer(request), key)
    item = named(session.agenda.all(), which.item, "item")
    found = glance(viewer(request), Asked(session, which.day, item, drafts=which.drafts))
    return GlanceOut(
        statements=found.statements,
        confirmed=found.confirmed,
        topics=[TopicOut(**asdict(row)) for row in found.rows],
        named=[
            NamedOut(name=each.shown, type=each.type, count=each.count, delegations=each.delegations)
            for each in found.named
        ],
        drew=[
            DrewOut(
                source=each.source.key,
                start=each.start,
                end=each.end,
                quote=each.quote,
                confirmed=each.confirmed,
                proposed=each.proposed,
            )
            for each in found.drew
        ],
        made_of={name: int(getattr(found, name)) for name in MADE_OF},
    )


@operation(
    router,
    "GET",
    "/sessions/{key}/speaking-time",
    says=gettext_noop("Show speaking time"),
    scope="congress:read",
    action="record.view",
    gives=SpeakingOut,
)
def get_speaking_time(request: HttpRequest, key: PathKey) -> Any:
    """Where the place measures it."""
    session = session_of(viewer(request), key)
    items = [
        DelegationSpoken(
            delegation=each.delegation.key if each.delegation else None,
            people=[SpokenOut(**asdict(person)) for person in each.people],
        )
        for each in speaking_time(session)
    ]
    return SpeakingOut(measured=is_measured(session), items=items)
