"""`ledger verify` over many events, by one process (bench/README.md).

    HUIYIN_DATABASE_URL=… python bench/verify.py 100000

Fills the site's empty database with the fictional city (云汀市) as `make demo` does, then copies the histories of its
cases under new keys, hashed anew, with their rows, until there are as many events as asked for. The peer is what no
verification can do without: every row fetched, its payload
read, put into a canonical form and hashed with the standard library, nothing else.
"""

import argparse
import hashlib
import json
import time
from copy import copy
from itertools import count
from typing import Any

import site_setup

BATCH = 50  # copies of each case that are written at once
CASES = "case"


def fill(wanted: int) -> int:
    """Load the city and copy its cases until the ledger has so many events; return how many it has."""
    from django.db import transaction

    from huiyin.demo.city import load_city
    from huiyin.ledger.models import Event

    load_city()
    templates = _templates()
    a_round = sum(len(events) for _case, events in templates)
    numbers = count(1)
    while Event.objects.count() < wanted:
        with transaction.atomic():
            for case, events in templates:
                _copy(case, events, [next(numbers) for _ in range(min(BATCH, wanted // a_round + 1))])
    return Event.objects.count()


def _templates() -> list[tuple[Any, list[Any]]]:
    from huiyin.ledger.models import Case, Event

    bare = {"filing": None, "deputies": None, "evaluations": None}  # whose further rows are not copied
    cases = Case.objects.filter(**bare).select_related("entry").prefetch_related("parties", "reports")
    return [
        (case, list(Event.objects.filter(stream=CASES, stream_key=case.key).order_by("position"))) for case in cases
    ]


def _copy(case: Any, events: list[Any], numbers: list[int]) -> None:
    """Write copies of a case: its entry, row, parties, reports and events; texts are shared."""
    from huiyin.ledger.models import Case, CaseParty, Entry, Event, Progress

    entries = Entry.objects.bulk_create(_with(case.entry, key=f"{case.pk:05}e{n:08}") for n in numbers)
    cases = Case.objects.bulk_create(
        _with(case, key=f"{case.pk:05}c{n:08}", entry=entry, previous=None)
        for n, entry in zip(numbers, entries, strict=True)
    )
    for model, rows in ((CaseParty, case.parties.all()), (Progress, case.reports.all())):
        model.objects.bulk_create(
            _with(row, case=copied) for copied in cases for row in sorted(rows, key=lambda each: each.pk)
        )
    Event.objects.bulk_create(event for copied in cases for event in _chained(copied, events))


def _with(row: Any, **changed: Any) -> Any:
    made = copy(row)
    made._state = copy(row._state)
    made._state.fields_cache = dict(row._state.fields_cache)
    made._prefetched_objects_cache = {}
    made.pk = None
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def _chained(case: Any, events: list[Any]) -> list[Any]:
    """Return the events of a copy, hashed anew."""
    from huiyin.ledger import chain

    made, previous = [], chain.START
    for event in events:
        payload = event.payload
        if "opened" in payload:
            payload = {**payload, "opened": {**payload["opened"], "entry": case.entry.key}}
        row = _with(event, stream_key=case.key, payload=payload, previous_hash=previous)
        row.hash = previous = chain.event_hash(
            stream=row.stream, stream_key=row.stream_key, position=row.position, type=row.type,
            payload_version=row.payload_version, payload=payload, actor=row.actor, acting_for=row.acting_for,
            at=row.at, previous_hash=row.previous_hash,
        )  # fmt: skip
        made.append(row)
    return made


def hashed() -> None:
    """Fetch every event, put it into its canonical form, hash it: the peer."""
    from huiyin.ledger.models import Event
    from huiyin.ledger.verify import COLUMNS

    for row in Event.objects.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=2000):
        payload = json.loads(row[5])
        told = [*row[:5], payload, *row[6:10]]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
        hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Fill the database that the environment names, verify it, and print both speeds with their ratio."""
    parser = argparse.ArgumentParser(description="Measure `ledger verify`.")
    parser.add_argument("events", type=int)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    asked = parser.parse_args()
    site_setup.start()
    site_setup.migrate()
    from huiyin.ledger.models import Event
    from huiyin.ledger.verify import verify

    events = Event.objects.count() or fill(asked.events)
    if asked.profile:
        import cProfile

        cProfile.runctx("verify()", {"verify": verify}, {}, sort="tottime")
        return
    told = {}
    for name, work in (("verify", verify), ("peer", hashed)):
        wall, own = time.perf_counter(), time.process_time()
        found = work()
        told[name] = time.perf_counter() - wall
        speed = events / told[name] * 60
        own = time.process_time() - own
        print(f"{name:8} {events:,} events  {told[name]:.1f} s ({own:.1f} s of its own), {speed:,.0f} a minute")
        if name == "verify" and not found.clean:
            raise SystemExit(f"not clean: {found.problems[:3]}")
    print(f"verify takes {told['verify'] / told['peer']:.1f} times the peer's time")


if __name__ == "__main__":
    main()
