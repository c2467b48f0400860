"""`python bench/run.py [--quick] [--only ROW] [--format table|json]`: measure and show (README.md)."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import cold_start
import growth
import marks
import memory
import page
import peers
import placing
import reading
from measuring import Row, one_core
from plan import Plan
from texts import choose

GROUPS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "reading": reading.rows,
    "peers": peers.rows,
    "placing": placing.rows,
    "cold_start": cold_start.rows,
    "growth": growth.rows,
    "memory": memory.rows,
    "marks": marks.rows,
    "page": page.rows,
}
FREE = {"memory"}  # groups that may use all cores: what they measure is not speed


def main() -> int:
    """Return 0, or 1 if a row could not be measured for a fault; a target that was missed is shown, not a fault."""
    asked = _arguments()
    chosen = [name for name in GROUPS if not asked.only or name in asked.only]
    python, why = None, "the peers are left out, as was asked"
    if not asked.no_peers and {"reading", "peers", "placing", "cold_start"} & set(chosen):
        python, why = peers.environment(install=not asked.quick)
    plan = Plan(
        texts=choose(),
        quick=asked.quick,
        rounds=asked.rounds or (2 if asked.quick else 5),
        growth_bytes=(asked.growth_kb or (20 if asked.quick else 200)) * 1000,
        folder_mb=asked.folder_mb or (50 if asked.quick else 1000),
        peers=python,
        no_peers=why,
    )
    began = time.perf_counter()
    rows: list[Row] = []
    faults: list[str] = []
    with one_core() as pinned:
        for name in chosen:
            if name not in FREE:
                _measure(name, plan, rows, faults)
    for name in chosen:
        if name in FREE:
            _measure(name, plan, rows, faults)
    rows.sort(key=lambda row: chosen.index(_group(row)))
    about = _about(plan, pinned, time.perf_counter() - began)
    if asked.format == "json":
        print(json.dumps({"schema": "huiyin.bench/1", **about, "rows": [r.as_json() for r in rows]}, indent=1))
    else:
        _show(rows, about)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Huiyin's reader, alone and beside other packages.")
    parser.add_argument("--quick", action="store_true", help="in about a minute; never installs the peers")
    parser.add_argument("--only", action="append", choices=GROUPS, metavar="ROW", help=f"of: {', '.join(GROUPS)}")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--no-peers", action="store_true", help="measure Huiyin alone, peers installed or not")
    parser.add_argument("--rounds", type=int, help="how often each thing is measured  [5; quick: 2]")
    parser.add_argument("--growth-kb", type=int, help="length of the shorter text of growth  [200; quick: 20]")
    parser.add_argument("--folder-mb", type=int, help="size of the folder of memory  [1000; quick: 50]")
    return parser.parse_args()


def _measure(name: str, plan: Plan, rows: list[Row], faults: list[str]) -> None:
    """Gather the rows of a group; a fault of the benchmark or the reader ends the group, not the run."""
    began = time.perf_counter()
    try:
        for row in GROUPS[name](plan):
            rows.append(row)
    except Exception as error:
        if os.environ.get("HUIYIN_DEBUG"):
            raise
        faults.append(f"{name}: {type(error).__name__}: {error}")
        rows.append(Row(name, "could not be measured", note=faults[-1], skipped=True))
    print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)


def _about(plan: Plan, pinned: str, seconds: float) -> dict[str, Any]:
    """Return what was measured where."""
    return {
        "texts": plan.texts.origin,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, {pinned}",
        "load_average": [round(value, 2) for value in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "rounds": plan.rounds,
        "quick": plan.quick,
        "no_peers": plan.no_peers,
        "seconds": round(seconds, 1),
    }


def _show(rows: Sequence[Row], about: dict[str, Any]) -> None:
    """Print the table, wide where nothing limits it, then what holds for all of it."""
    console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 170, highlight=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("what", "Huiyin", "against", "ratio (least–most)", "must reach", ""):
        table.add_column(name, overflow="fold", no_wrap=not name)
    for before, row in zip((None, *rows), rows, strict=False):
        if before and _group(before) != _group(row):
            table.add_section()
        note = "" if row.note == about["no_peers"] else row.note
        what = f"{escape(row.what)}\n[dim]{escape(note)}[/dim]" if note else escape(row.what)
        table.add_row(what, *map(escape, (row.ours, row.against, row.ratio, row.target)), _verdict(row))
    console.print(table)
    missed = [row.id for row in rows if row.reached is False]
    skipped = [row.id for row in rows if row.skipped]
    console.print(f"Texts: {about['texts']}. Machine: {about['machine']}; load {about['load_average']}.")
    console.print(f"Medians of {about['rounds']} rounds, in turn, by processor time; {about['seconds']} s in all.")
    console.print(f"Missed: {', '.join(missed) or 'nothing'}.")
    if skipped:
        console.print(f"NOT MEASURED: {', '.join(skipped)}. {about['no_peers']}")


def _group(row: Row) -> str:
    return row.id.partition(".")[0]


def _verdict(row: Row) -> str:
    if row.skipped:
        return "skipped"
    return {True: "[green]reached[/green]", False: "[red]MISSED[/red]", None: ""}[row.reached]


if __name__ == "__main__":
    sys.exit(main())
