"""`ledger.record` by two processes, beside bare inserts of the same rows in the same run (bench/README.md).

    HUIYIN_DATABASE_URL=… python bench/record.py

Each process writes streams of its own, one transaction an event, as people do; then as many rows again are put in
bare: no lock, no hash, no look at what came before. The database is thrown away afterwards.
"""

import argparse
import json
import os
import subprocess
import sys
import time

import site_setup

PROCESSES = 2
SECONDS = 5
PAYLOAD = {"fields": {"vague": False, "year": 2026}, "given": {"due_on": "2026-12-31"}}


def written(way: str, name: str) -> dict[str, float]:
    """Write events for some seconds in one way; return how many, and in what time."""
    from django.db import transaction
    from django.utils import timezone

    from huiyin.ledger.models import Event
    from huiyin.ledger.record import SYSTEM, NewEvent, record

    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        key = f"{name}{count // 20:07}"
        at = timezone.now()
        if way == "record":
            record(stream="bench", key=key, events=[NewEvent("bench.written", PAYLOAD)], by=SYSTEM, at=at)
        else:
            with transaction.atomic():
                Event.objects.bulk_create(
                    [
                        Event(
                            stream="bare", stream_key=key, position=count % 20 + 1, type="bench.written",
                            payload_version=1, payload=PAYLOAD, actor="", acting_for="", at=at,
                            previous_hash="0" * 64, hash=f"{name}{count:057}",
                        )
                    ]
                )  # fmt: skip
        count += 1
    return {"events": count, "seconds": time.perf_counter() - began}


def both(way: str) -> float:
    """Return events a second of all processes together."""
    runs = [
        subprocess.Popen(
            [sys.executable, __file__, "--way", way, "--name", f"{way[0]}{number}{os.getpid() % 100_000:05}"],
            env=os.environ, stdout=subprocess.PIPE, text=True,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    told = [json.loads(run.communicate()[0].splitlines()[-1]) for run in runs]
    return sum(each["events"] / each["seconds"] for each in told)


def main() -> None:
    """Measure both ways in turn."""
    parser = argparse.ArgumentParser(description="Measure how fast events are recorded.")
    parser.add_argument("--way", choices=("record", "bare"))
    parser.add_argument("--name", default="")
    asked = parser.parse_args()
    site_setup.start()
    if asked.way:
        print(json.dumps(written(asked.way, asked.name)))
        return
    from django.db import connection

    site_setup.migrate()
    connection.close()
    ours, bare = both("record"), both("bare")
    print(f"{connection.vendor}: record {ours:.0f}/s, bare {bare:.0f}/s, ratio {ours / bare:.2f}")


if __name__ == "__main__":
    main()
