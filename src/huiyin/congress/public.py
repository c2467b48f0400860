"""What the public sees now (公开快照): read once, kept in this process until a decision or a case has changed.

Lists, search, feeds and data are made of what is shown and of nothing else, so that no filter and no word can tell of
what is not. A decision shows at once; a change of a case within half a minute; new names of units within five.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Sum

from huiyin.congress.public_items import Item, Mark, Named, Report
from huiyin.congress.public_reading import read_all
from huiyin.ledger.models import Case, Event, Publication, Stream
from huiyin.reading.fold import fold

AGAIN = 30.0  # seconds within which changes of cases alone do not make everything be read anew
LONGEST = 300.0
MOST_FOUND = 200
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Snapshot:
    """Everything that is public on a day; `stamp` changes with it."""

    day: date
    stamp: str
    changed_at: datetime | None
    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    reports: tuple[Report, ...]
    folded: dict[str, str] = field(default_factory=dict)  # words of items, as search compares them

    def item(self, key: str) -> Item | None:
        """Return the item of a page, or None."""
        return self._by_key().get(key)

    def _by_key(self) -> dict[str, Item]:
        found = self.__dict__.get("_keys")
        if found is None:
            found = {item.key: item for item in self.items}
            self.__dict__["_keys"] = found
        return found

    def mark(self, key: str) -> Mark | None:
        """Return the mark of what is not shown, or None."""
        return next((each for each in self.marks if each.key == key), None)

    def report(self, key: str) -> Report | None:
        """Return a report, or None."""
        return next((each for each in self.reports if each.key == key), None)

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of some types, newest release first."""
        return [item for item in self.items if item.kind in kinds]

    def units(self) -> list[Named]:
        """Return the units that answer for something that is shown, most first."""
        return _counted(item.lead for item in self.items if item.lead)

    def delegations(self) -> list[Named]:
        """Return the delegations of deputies who filed something that is shown, most first."""
        return _counted(
            signer.delegation for item in self.items for signer in item.filers[:1] if signer.delegation is not None
        )


def _counted(named: Iterable[Named]) -> list[Named]:
    counts: dict[Named, int] = {}
    for each in named:
        counts[each] = counts.get(each, 0) + 1
    return sorted(counts, key=lambda each: (-counts[each], each.name))


@dataclass(slots=True)
class _Kept:
    snapshot: Snapshot | None = None
    decisions: str = ""
    cases: str = ""
    made_at: float = 0.0


_kept, _lock = _Kept(), threading.Lock()


def snapshot(today: date) -> Snapshot:
    """Return what the public sees on a day."""
    decisions, cases = _states()
    now = time.monotonic()
    held = _kept.snapshot
    fresh = held is not None and held.day == today and _kept.decisions == decisions and now - _kept.made_at < LONGEST
    if held is not None and fresh and (_kept.cases == cases or now - _kept.made_at < AGAIN):
        return held
    with _lock:
        items, marks, reports = read_all(today)
        changed = max([*(item.changed_at for item in items), *(each.changed_at for each in reports)], default=None)
        told = f"{today} {decisions} {cases}"
        stamp = hashlib.sha256(told.encode()).hexdigest()[:16]
        made = Snapshot(today, stamp, changed, tuple(items), tuple(marks), tuple(reports))
        _kept.snapshot, _kept.decisions, _kept.cases, _kept.made_at = made, decisions, cases, now
    return made


def forget() -> None:
    """Read everything anew at the next request."""
    _kept.snapshot = None


def _states() -> tuple[str, str]:
    """Return what stands decided, and how the decided cases stand, each as a text that changes with it."""
    decided = Publication.objects.aggregate(n=Count("pk"), last=Max("decided_at"), sum=Sum("version"), pk=Max("pk"))
    cases = Case.objects.filter(publication__isnull=False).aggregate(last=Max("changed_at"), sum=Sum("version"))
    rules = Event.objects.filter(stream=Stream.POLICY).aggregate(last=Max("pk"))
    return str(sorted(decided.items(), key=str)) + str(rules), str(sorted(cases.items(), key=str))


def search(shown: Snapshot, query: str) -> list[Item]:
    """Return the items in whose shown words every part of a query stands, at most `MOST_FOUND`, newest first."""
    parts = fold(query[:LONGEST_QUERY]).casefold().split()[:6]
    if not parts:
        return []
    found = []
    for item in shown.items:
        words = shown.folded.get(item.key)
        if words is None:
            words = shown.folded[item.key] = fold(item.words()).casefold()
        if all(part in words for part in parts):
            found.append(item)
            if len(found) == MOST_FOUND:
                break
    return found


def narrowed(items: Iterable[Item], **wanted: str) -> list[Item]:
    """Return the items that filters let through; each looks at what is shown only, so that nothing hidden is told.

    Args:
        wanted: `kind`, `year`, `unit` (key), `delegation` (key), `state` (a light, `open` or `closed`).
    """
    checks: list[Callable[[Item], bool]] = []
    for name, value in wanted.items():
        if value:
            checks.append(_check(name, value))
    return [item for item in items if all(check(item) for check in checks)]


def _check(name: str, value: str) -> Callable[[Item], bool]:
    if name == "kind":
        return lambda item: item.kind == value
    if name == "year":
        return lambda item: str(item.year or "") == value
    if name == "unit":
        return lambda item: value in {each.key for each in (*((item.lead,) if item.lead else ()), *item.co)}
    if name == "delegation":
        return lambda item: any(each.delegation is not None and each.delegation.key == value for each in item.filers)
    if name == "state":
        if value in ("open", "closed"):
            return lambda item: "state" in item.shows and item.closed == (value == "closed")
        return lambda item: item.light == value
    raise ValueError(name)
