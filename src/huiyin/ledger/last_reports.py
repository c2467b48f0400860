"""What the reports of each case say (最近进展、各季度进展): columns of the 台账 that stand elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from huiyin.ledger.models import Case, Progress
from huiyin.ledger.notes import note_bodies


@dataclass(frozen=True, slots=True)
class QuarterReport:
    """What the last report of a quarter says: what was reached, and its words."""

    value: Decimal | None = None
    form: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class LastReport:
    """The last report of a case: state of the works, its words, when; empty where none was made or it was erased.

    `quarters` are the quarters of the case's year of which something was reported, by their number.
    """

    period: str = ""
    value: Decimal | None = None
    form: str = ""
    said: str = ""
    problem: str = ""
    next_step: str = ""
    on: date | None = None
    n_files: int = 0
    quarters: Mapping[int, QuarterReport] = field(default_factory=dict)


def quarter_of(period: str) -> tuple[int, int]:
    """Return year and quarter of a period: 2026-05 and 2026-Q2 are both the second one of 2026."""
    year, _dash, rest = period.partition("-")
    if rest.startswith("Q"):
        return int(year), int(rest[1:])
    return int(year), (int(rest) - 1) // 3 + 1


def last_reports(cases: Iterable[Case]) -> dict[int, LastReport]:
    """Return the last report of each case that has one, by its id; two queries."""
    by_id = {case.pk: case for case in cases}
    last: dict[int, Progress] = {}
    quarters: dict[int, dict[int, Progress]] = {}
    for row in Progress.objects.filter(case_id__in=by_id).order_by("position"):
        last[row.case_id] = row
        year, quarter = quarter_of(row.period)
        if year == by_id[row.case_id].year:
            quarters.setdefault(row.case_id, {})[quarter] = row
    said = [row.said for rows in quarters.values() for row in rows.values()]
    texts = note_bodies([*said, *(key for row in last.values() for key in (row.said, row.problem, row.next_step))])
    return {
        pk: LastReport(
            period=row.period,
            value=row.value,
            form=row.form,
            said=texts.get(row.said, ""),
            problem=texts.get(row.problem, ""),
            next_step=texts.get(row.next_step, ""),
            on=timezone.localdate(row.reported_at),
            n_files=len(row.evidence),
            quarters={
                number: QuarterReport(each.value, each.form, texts.get(each.said, ""))
                for number, each in quarters.get(pk, {}).items()
            },
        )
        for pk, row in last.items()
    }
