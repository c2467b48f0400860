"""Seals (日封): the Merkle root over a day's events, chained to the seal before, written out to be published.

A seal covers the events from the one after the last seal up to the last one of its local day, in the order of their
ids. What is written later under an earlier moment (an imported history) falls into the seal of the day it was written.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huiyin.errors import LedgerError
from huiyin.ledger import chain
from huiyin.ledger.models import Event, Seal
from huiyin.ledger.verify import sealed_hashes


def seal_missed(*, today: date) -> list[Seal]:
    """Seal every day that is over and not yet sealed, the oldest first; days without any event get no seal."""
    made: list[Seal] = []
    last = Seal.objects.order_by("-day").first()
    first_open = Event.objects.filter(pk__gt=last.last_event if last else 0).order_by("pk").first()
    if first_open is None:
        return made
    day = timezone.localdate(first_open.at)
    if last is not None:
        day = max(day, last.day + timedelta(days=1))
    while day < today:
        seal = seal_day(day, today=today)
        if seal is not None:
            made.append(seal)
        day += timedelta(days=1)
    return made


def seal_day(day: date, *, today: date) -> Seal | None:
    """Seal one day; returns the seal there is when it was sealed before, None when the day holds no event.

    Raises:
        LedgerError: `seal.day_not_over`, or `seal.later_exists`: days are sealed in order.
    """
    if day >= today:
        raise LedgerError("seal.day_not_over", day=day.isoformat())
    with transaction.atomic():
        found = Seal.objects.filter(day=day).first()
        if found is not None:
            return found
        last = Seal.objects.order_by("-day").first()
        if last is not None and last.day > day:
            raise LedgerError("seal.later_exists", day=day.isoformat(), later=last.day.isoformat())
        seal = _sealed(day, last)
    if seal is not None:
        publish(seal)
    return seal


def _sealed(day: date, last: Seal | None) -> Seal | None:
    after = last.last_event if last else 0
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    last_event = Event.objects.filter(pk__gt=after, at__lt=end).aggregate(last=Max("pk"))["last"]
    if last_event is None:
        return None
    hashes = sealed_hashes(after + 1, last_event)
    values = {
        "first_event": after + 1,
        "last_event": last_event,
        "count": len(hashes),
        "root": chain.merkle_root(hashes),
        "previous_hash": last.hash if last else chain.START,
    }
    value = chain.seal_hash(day=day.isoformat(), **values)
    return Seal.objects.create(day=day, hash=value, sealed_at=timezone.now(), **values)


def line_of(seal: Seal) -> str:
    """Return a seal as the line that is published: day, number of events, root, hash of the seal."""
    return f"{seal.day.isoformat()} {seal.count} {seal.root} {seal.hash}"


def publish(seal: Seal) -> None:
    """Write the line of a seal into the folder for publication, where one is set (HUIYIN_SEALS)."""
    folder: Path | None = settings.ENVIRONMENT.seal_folder
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seal.day.isoformat()}.txt"
    part = path.with_suffix(".part")
    part.write_text(line_of(seal) + "\n", encoding="ascii")
    part.replace(path)


def seal_of(event_id: int) -> Seal | None:
    """Return the seal that covers an event, or None while its day is not sealed."""
    return Seal.objects.filter(first_event__lte=event_id, last_event__gte=event_id).first()
