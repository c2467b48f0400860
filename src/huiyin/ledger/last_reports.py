"""What the last report of each case says (最近进展): columns of the 台账 that stand elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from huiyin.ledger.models import Case, Progress
from huiyin.ledger.notes import note_bodies


@dataclass(frozen=True, slots=True)
class LastReport:
    """The last report of a case: state of the works, its words, when; empty where none was made or it was erased."""

    form: str = ""
    said: str = ""
    problem: str = ""
    next_step: str = ""
    on: date | None = None
    n_files: int = 0


def last_reports(cases: Iterable[Case]) -> dict[int, LastReport]:
    """Return the last report of each case that has one, by its id; two queries."""
    last: dict[int, Progress] = {}
    for row in Progress.objects.filter(case_id__in=[case.pk for case in cases]).order_by("position"):
        last[row.case_id] = row
    texts = note_bodies(key for row in last.values() for key in (row.said, row.problem, row.next_step))
    return {
        pk: LastReport(
            form=row.form,
            said=texts.get(row.said, ""),
            problem=texts.get(row.problem, ""),
            next_step=texts.get(row.next_step, ""),
            on=timezone.localdate(row.reported_at),
            n_files=len(row.evidence),
        )
        for pk, row in last.items()
    }
