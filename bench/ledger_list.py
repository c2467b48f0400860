"""The list page of 50 cases, filtered by unit and light, in a small and in a large ledger (bench/README.md).

    python bench/ledger_list.py SMALL_URL LARGE_URL

Both addresses name databases that `bench/ledger_data.py` filled. The peer is a list as Django's paginator makes it:
`icontains`, offset, a full count; its template shows the same rows.
"""

import argparse
import html
import json
import os
import re
import statistics
import subprocess
import sys
import time
from typing import Any

import site_setup

ROUNDS = 25
PAGES = {
    "first": "/ledger/?unit={unit}&light=late",
    "near": "/ledger/?unit={unit}&light=near",
    "light alone": "/ledger/?light=late",
    "all, newest": "/ledger/?order=new",
    "all, by last day": "/ledger/",
    "any part": "/ledger/?unit={unit}&part=any&light=late",
}


def measure() -> dict[str, Any]:
    """Return for each page its queries, its time on the clock and of this process, in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from ledger_data import TODAY

    from huiyin.people.models import Unit
    from huiyin.web import middleware

    middleware.timezone.localdate = lambda *_: TODAY  # type: ignore[assignment]  # the day the data was made for
    unit = Unit.objects.get(name="云汀市第007局")
    found: dict[str, Any] = {}
    for who in ("supervisor", "handler"):
        client = site_setup.signed_in(who)
        for name, path in PAGES.items():
            if who == "handler" and name != "light alone":
                continue
            address = path.format(unit=unit.key)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            rows = answer.content.count(b"<tr><td")
            clock, own = [], []
            for _ in range(ROUNDS):
                began, used = time.perf_counter(), time.process_time()
                client.get(address)
                clock.append((time.perf_counter() - began) * 1000)
                own.append((time.process_time() - used) * 1000)
            database = sum(float(each["time"]) for each in queries.captured_queries) * 1000
            found[f"{name}, {who}"] = {
                "rows": rows,
                "queries": len(queries.captured_queries),
                "clock_ms": round(statistics.median(clock), 1),
                "own_ms": round(statistics.median(own), 1),
                "database_ms": round(database, 1),
            }
    found["second page, supervisor"] = _second(client=site_setup.signed_in("supervisor"), unit=unit)
    found["peer"] = _peer(unit)
    return found


def _second(client: Any, unit: Any) -> dict[str, Any]:
    """Follow the list to its twentieth page, and measure that."""
    address = f"/ledger/?light=late&unit={unit.key}&size=20"
    for _ in range(20):
        following = re.search(r'href="([^"]+)" rel="next"', client.get(address).content.decode())
        address = html.unescape(following[1]) if following else address
    clock = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        clock.append((time.perf_counter() - began) * 1000)
    return {"clock_ms": round(statistics.median(clock), 1)}


def _peer(unit: Any) -> dict[str, Any]:
    """Return the time of the same rows by Django's paginator: count and offset; and of a search by `icontains`."""
    from django.core.paginator import Paginator
    from ledger_data import RARE, TODAY

    from huiyin.ledger.lights import light_is
    from huiyin.ledger.models import Case

    rows = Case.objects.filter(light_is("late", TODAY), lead_unit=unit).order_by("due_on")
    found = {}
    for name, wanted in (
        ("paginator", rows),
        ("icontains", Case.objects.filter(entry__passages__quote__icontains=RARE).order_by("-pk")),
    ):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            pages = Paginator(wanted.select_related("lead_unit", "place"), 50)
            list(pages.get_page(1).object_list)
            times.append((time.perf_counter() - began) * 1000)
        found[f"{name}_ms"] = round(statistics.median(times), 1)
    return found


def main() -> None:
    """Measure both ledgers in turn, each in a process of its own, and print the figures with their ratio."""
    parser = argparse.ArgumentParser(description="Measure the list page in a small and a large ledger.")
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--one", action="store_true", help="measure the database of the environment")
    asked = parser.parse_args()
    if asked.one:
        site_setup.start()
        site_setup.collect_static()
        print(json.dumps(measure(), ensure_ascii=False))
        return
    told = []
    for url in asked.urls:
        environment = {**os.environ, "HUIYIN_DATABASE_URL": url}
        run = subprocess.run(  # noqa: S603  this file itself
            [sys.executable, __file__, "--one"], env=environment, capture_output=True, text=True, check=True
        )
        told.append(json.loads(run.stdout.splitlines()[-1]))
    for name, small in told[0].items():
        large = told[-1][name]
        ratio = large["clock_ms"] / small["clock_ms"] if "clock_ms" in small else 0
        print(f"{name:28} {small}  {large}  ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
