"""The tasks of a report in the order of its text (分解): what a plan lists, and what it leaves out."""

from dataclasses import dataclass

from django.db.models import Min, Q

from huiyin.ledger.listing import NOT_TASKS, kept_back
from huiyin.ledger.models import Case, Passage, Source
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.tasks import KIND
from huiyin.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the passages of the report on which it rests, in text order."""

    case: Case
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks of a report; of those that are left out only how many, `hidden` what the viewer may not see."""

    tasks: tuple[Task, ...]
    proposed: int
    dropped: int
    hidden: int

    @property
    def waiting(self) -> int:
        """How many have no lead unit yet."""
        return sum(task.case.lead_unit is None for task in self.tasks)


def plan_of(viewer: Viewer, source: Source) -> Plan:
    """Return the plan of a report, as far as a viewer may see it.

    A task that was rolled over into a later year stands once, as it was made of this report.
    """
    of_report = Q(case_type=KIND, entry__passages__source=source, previous__isnull=True)
    seen = visible_cases(viewer).filter(of_report)
    first = Min("entry__passages__start", filter=Q(entry__passages__source=source))
    ids = seen.exclude(stage__in=NOT_TASKS).order_by().values("pk")
    cases = Case.objects.filter(pk__in=ids).annotate(first=first).order_by("first", "pk")
    cases = cases.select_related("lead_unit", "place")
    passages: dict[int, list[Passage]] = {}
    for row in Passage.objects.filter(source=source).order_by("start", "end"):
        passages.setdefault(row.entry_id, []).append(row)
    return Plan(
        tasks=tuple(Task(case, tuple(passages.get(case.entry_id, ()))) for case in cases),
        proposed=_count(seen.filter(stage="proposed")),
        dropped=_count(seen.filter(stage__in=("withdrawn", "declined"))),
        hidden=kept_back(viewer, Case.objects.filter(of_report).exclude(stage__in=NOT_TASKS)),
    )


def _count(rows) -> int:  # type: ignore[no-untyped-def]  # a query of cases
    return rows.order_by().values("pk").distinct().count()  # type: ignore[no-any-return]
