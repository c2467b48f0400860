"""Statistics (统计): cases counted by lead unit, type or month, each number by a condition that the list knows too.

Counted are cases that were handed over and stand (`listing.counted_as_task`). Cases under different policies count by
different rules: they come in tables of their own and are never added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from huiyin.ledger.lights import light_is
from huiyin.ledger.listing import Filters, counted_as_task, listed
from huiyin.ledger.models import Case
from huiyin.people.viewer import Viewer

GROUPS = ("unit", "type", "month")
# What is counted: the column, and the filters by which the list shows exactly these cases.
COLUMNS: dict[str, dict[str, Any]] = {
    "assigned": {},
    "accepted": {"accepted": True},
    "sent_back": {"sent_back": True},
    "extended": {"extended": True},
    "vague": {"vague": True},
    "done": {"light": "done"},
    "in_time": {"light": "done", "in_time": True},
    "done_late": {"light": "done", "in_time": False},
    "late": {"light": "late"},
    "near": {"light": "near"},
    "on_time": {"light": "on_time"},
    "no_word": {"light": "no_word"},
}
LEFT_OUT = ("draft", "proposed", "withdrawn", "declined")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it counts together, by name and by filters, and its numbers by column."""

    name: str
    filters: Filters
    counts: dict[str, int]


@dataclass(slots=True)
class Scheme:
    """The cases under one policy, line by line, with their sum."""

    policy: str
    filters: Filters
    lines: list[Line] = field(default_factory=list)
    total: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tables by scheme, and how many cases were left out, by why; `draft` is whatever was not handed over yet."""

    schemes: tuple[Scheme, ...]
    left_out: dict[str, int]


def statistics(viewer: Viewer, filters: Filters, *, by: str, today: date) -> Statistics:
    """Count the visible cases that the filters let through, by lead unit, type or month of assignment."""
    asked = msgspec.structs.replace(filters, counted=None)
    everything = listed(viewer, asked, today=today, counting=True)
    found = _grouped(everything.filter(counted_as_task()), by, today)
    schemes: dict[str, Scheme] = {}
    for row in found:
        scheme = schemes.get(row["policy"])
        if scheme is None:
            within = msgspec.structs.replace(asked, policy=row["policy"], counted=True)
            scheme = schemes[row["policy"]] = Scheme(row["policy"], within, total=dict.fromkeys(COLUMNS, 0))
        counts = {name: row[f"n_{name}"] for name in COLUMNS}
        name, narrowed = _line(row, by, scheme.filters)
        scheme.lines.append(Line(name, narrowed, counts))
        for column, number in counts.items():
            scheme.total[column] += number
    return Statistics(tuple(schemes.values()), _left_out(everything))


def _grouped(rows: QuerySet[Case], by: str, today: date) -> Iterable[dict[str, Any]]:
    counts: dict[str, Any] = {
        f"n_{name}": Count("pk", filter=_condition(shown, today)) for name, shown in COLUMNS.items()
    }
    if by == "month":
        by_month: Any = rows.annotate(month=TruncMonth("issued_on")).values("policy", "month")
        return _told(by_month.annotate(**counts).order_by("policy", "month"))
    if by == "type":
        by_type: Any = rows.values("policy", "case_type")
        return _told(by_type.annotate(**counts).order_by("policy", "case_type"))
    unit = ("lead_unit", "lead_unit__key", "lead_unit__name", "lead_unit__short_name")
    by_unit: Any = rows.values("policy", *unit)
    return _told(by_unit.annotate(**counts).order_by("policy", "-n_assigned", "lead_unit"))


def _told(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Return rows of `values` as what they are; which columns they have is known when the query is."""
    return rows


def _condition(shown: dict[str, Any], today: date) -> Q:
    rest = {name: value for name, value in shown.items() if name != "light"}
    wanted = Q(pk__isnull=False, **rest)
    return wanted & light_is(shown["light"], today) if "light" in shown else wanted


def _line(row: dict[str, Any], by: str, filters: Filters) -> tuple[str, Filters]:
    """Return what a line is called by the database, and the filters that show its cases; "" where it has no value."""
    if by == "month":
        first: date | None = row["month"]
        if first is None:
            return "", filters
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        start, end = max(filters.issued_from or first, first), min(filters.issued_to or last, last)
        return f"{first:%Y-%m}", msgspec.structs.replace(filters, issued_from=start, issued_to=end)
    if by == "type":
        return row["case_type"], msgspec.structs.replace(filters, type=row["case_type"])
    name = row["lead_unit__short_name"] or row["lead_unit__name"] or ""
    return name, msgspec.structs.replace(filters, lead=row["lead_unit__key"] or "")


def _left_out(rows: QuerySet[Case]) -> dict[str, int]:
    """Count what is not counted, by why: each case once."""
    stages = {name: Q(stage=name) for name in LEFT_OUT[1:]}
    counts = {name: Count("pk", filter=stage) for name, stage in stages.items()}
    draft = Count("pk", filter=Q(issued=False) & ~Q(stage__in=LEFT_OUT[1:]))
    found = rows.exclude(counted_as_task()).aggregate(draft=draft, **counts)
    return {name: found[name] for name in LEFT_OUT}
