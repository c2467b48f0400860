"""What the ledger knows of accounts and units (读取): their events, and what is open in units that are handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from huiyin.ledger.models import Case, Event, Stream
from huiyin.people.models import Unit

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Open:
    """How much is open in a unit: cases in which it has a part, those whose turn is its own, those that are late."""

    unit: Unit
    cases: int
    turn: int
    late: int


def account_events(key: str) -> list[Event]:
    """Return the newest events of an account, newest first."""
    return _events(Stream.ACCOUNT, key)


def unit_events(key: str) -> list[Event]:
    """Return the newest events of a unit, newest first."""
    return _events(Stream.UNIT, key)


def open_in_units(unit_ids: Sequence[int], *, today: date) -> list[Open]:
    """Return what is open in units, as counts: who hands over need not be allowed to read the cases."""
    found = []
    for unit in Unit.objects.filter(pk__in=unit_ids).order_by("name"):
        part = Q(pk__in=unit.parties.filter(active=True).values("case_id")) | Q(turn_unit=unit)
        counts = Case.objects.filter(part, closed=False).aggregate(
            cases=Count("pk"),
            turn=Count("pk", filter=Q(turn_unit=unit)),
            late=Count("pk", filter=Q(late_on__lte=today)),
        )
        found.append(Open(unit, **counts))
    return found


def led_by(key: str) -> int:
    """Return how many open cases name somebody as leader in charge (牵头领导)."""
    return Case.objects.filter(leader=key, closed=False).count()


def _events(stream: str, key: str) -> list[Event]:
    return list(Event.objects.filter(stream=stream, stream_key=key).order_by("-position")[:NEWEST])
