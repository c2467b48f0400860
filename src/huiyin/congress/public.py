"""What the public sees now (公开快照): kept in this process; what a decision or a step has changed is read again.

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

from huiyin import policy
from huiyin.congress.public_figures import carried_in
from huiyin.congress.public_items import Item, Mark, Named, Report
from huiyin.congress.public_reading import Row, joined, read_rows
from huiyin.congress.public_years import YearsBeside, beside_last_year, year_before
from huiyin.ledger import policies
from huiyin.ledger.models import Case, Event, Publication, Stream
from huiyin.reading.fold import fold

AGAIN = 30.0  # seconds within which changes of cases alone do not make everything be read anew
LONGEST = 300.0  # and those of names: units, rosters
HOUR = 3600.0  # then everything is read anew: words may have been erased, or a file of rules replaced
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

    def beside_last_year(self, report: Report) -> YearsBeside | None:
        """Return what became of the promises of the year before, against a report; it is reckoned once."""
        found: dict[str, YearsBeside | None] = self.__dict__.setdefault("_years", {})
        if report.key not in found:
            found[report.key] = beside_last_year(report, self.reports, self._by_key())
        return found[report.key]

    def carried_into(self, report: Report) -> list[Item]:
        """Return the promises that its publisher carried over into the year of a report, which does not make them."""
        before = year_before(report, self.reports)
        places = (None, before.key if before else None)
        found = carried_in(self.of_kind("commitment"), report.year)
        return [item for item in found if (item.place[0] if item.place else None) in places]

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
    """What is held between requests: rows by the id of their decision, with the versions they were read at."""

    snapshot: Snapshot | None = None
    told: tuple[str, str, str] = ("", "", "")
    versions: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    words: str = ""  # a digest of all that was shown when everything was read
    read_at: float = 0.0
    whole_at: float = 0.0


_kept, _lock = _Kept(), threading.Lock()


def snapshot(today: date) -> Snapshot:
    """Return what the public sees on a day; what has changed since the last time is read, the rest is kept."""
    told = _told()
    held, now = _kept.snapshot, time.monotonic()
    decisions, cases, names = (one == other for one, other in zip(told, _kept.told, strict=True))
    if held is not None and held.day == today and decisions and now - _kept.whole_at < HOUR:
        cases = cases or now - _kept.read_at < AGAIN
        names = names or now - _kept.whole_at < LONGEST
        if cases and names:
            return held
    with _lock:
        held = _kept.snapshot  # another thread may have read meanwhile
        if held is not None and held.day == today and _kept.told == told and now <= _kept.read_at:
            return held
        return _read_again(today, told, now)


def _read_again(today: date, told: tuple[str, str, str], now: float) -> Snapshot:
    """Read what differs; everything on another day, under other rules, or once units and rosters have changed."""
    found = {pk: (version, of) for pk, version, of in _versions()}
    kept = _kept.snapshot
    whole = kept is None or kept.day != today or now - _kept.whole_at >= HOUR
    whole = whole or (_kept.told[2] != told[2] and now - _kept.whole_at >= LONGEST)
    changed = [pk for pk, version in found.items() if whole or version[1] is None or _kept.versions.get(pk) != version]
    rows = {} if whole else {pk: row for pk, row in _kept.rows.items() if pk in found}
    rows.update((row.pk, row) for row in read_rows(today, changed))
    items, marks, reports = joined(rows.values())
    last = max([*(item.changed_at for item in items), *(each.changed_at for each in reports)], default=None)
    now_told = told if whole else (told[0], told[1], _kept.told[2])
    if whole:
        _kept.words = _digest(items)
    stamp = hashlib.sha256(f"{today} {now_told} {_kept.words}".encode()).hexdigest()[:16]
    made = Snapshot(today, stamp, last, tuple(items), tuple(marks), tuple(reports))
    if not whole and kept is not None:
        same = {key: words for key, words in kept.folded.items() if kept.item(key) is made.item(key)}
        made.folded.update(same)
    _kept.rows, _kept.versions, _kept.snapshot, _kept.read_at = rows, found, made, now
    _kept.told = now_told
    _kept.whole_at = now if whole else _kept.whole_at
    return made


def forget() -> None:
    """Read everything anew at the next request."""
    _kept.snapshot = None


def _digest(items: Iterable[Item]) -> str:
    """Return a digest of what is shown, so that a validator changes where only words have."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(item.words().encode())
    return digest.hexdigest()


def _told() -> tuple[str, str, str]:
    """Return what stands decided, how the decided cases stand, and the names of now, as texts that change with them."""
    decided = Publication.objects.aggregate(n=Count("pk"), last=Max("decided_at"), sum=Sum("version"), pk=Max("pk"))
    cases = Case.objects.filter(publication__isnull=False).aggregate(last=Max("changed_at"), sum=Sum("version"))
    named = Event.objects.filter(stream__in=(Stream.UNIT, Stream.CONGRESS)).exclude(type__startswith="publication.")
    loaded = Event.objects.filter(stream=Stream.POLICY).aggregate(last=Max("pk"))
    rules = [policies.current_policy(name).version for name in policy.shipped()]
    return f"{decided} {loaded} {rules}", str(cases), str(named.aggregate(last=Max("pk")))


def _versions() -> Iterable[tuple[int, int, int | None]]:
    return Publication.objects.order_by().values_list("pk", "version", "case__version")


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
