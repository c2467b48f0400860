"""A plan of work brought in (导入分工方案): shown row by row first, then written in one transaction or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger import policies
from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
from huiyin.ledger.imports.duties import Duty, duties_of_rows, duties_of_text
from huiyin.ledger.imports.matching import Match, Matcher
from huiyin.ledger.imports.tables import table_rows
from huiyin.ledger.models import Case, Source, Statement
from huiyin.ledger.numbers import next_number
from huiyin.ledger.tasks import KIND, TITLE_LENGTH, cases_of, place_for, task_fields, voiced_by_delegation
from huiyin.people.models import Place, Unit
from huiyin.people.selectors import units_by_name
from huiyin.people.viewer import Viewer
from huiyin.reading import sources
from huiyin.reading.secrecy import refuse_secret

MOST = 1000


@dataclass(slots=True)
class PlanRow:
    """One line of a plan as it would be taken in: `faults` refuse it, `notes` only say something."""

    duty: Duty
    lead: Unit | None = None
    responsible: list[Unit] = field(default_factory=list)
    co: list[Unit] = field(default_factory=list)
    match: Match | None = None
    case: Case | None = None  # the task that its statement already is
    faults: list[tuple[str, str]] = field(default_factory=list)  # code, the name that it is about
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def does(self) -> str:
        """What taking it in does: `refused`, `present`, `assign` (a task that is there), `open`."""
        if self.faults:
            return "refused"
        if self.case is not None:
            return "assign" if self.case.stage == "draft" else "present"
        return "open"


def duties_in(content: bytes, name: str, *, year: int | None) -> list[Duty]:
    """Return the tasks of a plan: from its tables where they have known heads, else from its lines.

    Raises:
        LedgerError: `import.unreadable`, `import.too_long`, `import.nothing`.
        ReadingError: the file holds no text.
    """
    rows = table_rows(content, group="plan")
    found = duties_of_rows(rows, year=year) if rows else []
    if not found and not name.lower().endswith(".xlsx"):
        opened = sources.open_source(content, name=name)
        refuse_secret(opened.text, opened.margins)
        found = duties_of_text(opened.text, year=year)
    if not found:
        raise LedgerError("import.nothing", name=name)
    if len(found) > MOST:
        raise LedgerError("import.too_long", most=MOST)
    return found


def preview(duties: Iterable[Duty], *, source: Source | None, place: Place, on: date) -> list[PlanRow]:
    """Return what taking a plan in would do, row by row; writes nothing."""
    matcher = Matcher(_commitments(source)) if source else None
    rows = [_row(duty, matcher, place, on) for duty in duties]
    have = cases_of([row.match.statement for row in rows if row.match])
    seen: dict[str, int] = {}
    for row in rows:
        if row.match:
            row.case = have.get(row.match.statement.pk)
        before = seen.setdefault(row.duty.content, row.duty.at)
        if before != row.duty.at:
            row.faults.append(("twice", str(before)))
    return rows


def _commitments(source: Source) -> list[Statement]:
    rows = Statement.objects.filter(source=source, gone=False).exclude(state=Statement.State.REJECTED)
    return [row for row in rows.filter(kind=KIND).select_related("source") if not voiced_by_delegation(row)]


def _row(duty: Duty, matcher: Matcher | None, place: Place, on: date) -> PlanRow:
    row = PlanRow(duty, match=matcher.best(duty.content) if matcher else None)
    if not duty.content:
        row.faults.append(("no_content", ""))
    if not duty.lead:
        row.faults.append(("no_lead", ""))
    for part, names in (("lead", duty.lead), ("responsible", duty.responsible), ("co", duty.co)):
        for name in names:
            unit = _unit(name, row, place, on)
            if unit is None:
                continue
            if part == "lead":
                row.lead = unit
            else:
                getattr(row, part).append(unit)
    row.notes += [("collective", name) for name in duty.dropped]
    if duty.first_leads:
        row.notes.append(("first_leads", ""))
    if duty.due and duty.due_on is None:
        row.notes.append(("due_not_a_day", duty.due))
    if matcher is not None and row.match is None:
        row.notes.append(("no_match", ""))
    return row


def _unit(name: str, row: PlanRow, place: Place, on: date) -> Unit | None:
    found = units_by_name(name, on, place=place)
    if len(found) == 1:
        return found[0]
    row.faults.append(("unit_unknown" if not found else "unit_several", name))
    return None


@transaction.atomic
def take_in(
    rows: Sequence[PlanRow],
    *,
    source: Source,
    hand_over: bool,
    skip_refused: bool,
    by: Viewer,
    at: datetime,
) -> list[Case]:
    """Write what a preview showed: all of it, or nothing.

    Args:
        hand_over: assign each task to its lead unit at once; else it waits as a draft.
        skip_refused: leave refused rows out; without it a single one refuses the whole.
    Raises:
        LedgerError: `import.refused`: rows are refused and nobody said to skip them.
    """
    refused = [row for row in rows if row.does == "refused"]
    if refused and not skip_refused:
        raise LedgerError("import.refused", rows=len(refused))
    written = []
    for row in rows:
        if row.does in ("open", "assign"):
            case = row.case or _opened(row, source, by, at)
            written.append(_handed_over(case, row, by, at) if hand_over else case)
    return written


def _opened(row: PlanRow, source: Source, by: Viewer, at: datetime) -> Case:
    statement = row.match.statement if row.match else None
    place = place_for(by, source)
    policy_id = policies.policy_id(KIND)
    fields: dict[str, Any] = task_fields(statement) if statement else {}
    ground = [Ground(source, statement.start, statement.end, statement)] if statement else []
    return open_case(
        kind=KIND,
        policy_id=policy_id,
        house=source.house,
        place=place,
        title=_cut(row.duty.content),
        year=source.year,
        number=next_number(policies.current_policy(policy_id), place=place, year=source.year),
        passages=ground,
        fields=fields,
        by=actor_of(by),
        at=at,
    )


def _cut(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"


def _handed_over(case: Case, row: PlanRow, by: Viewer, at: datetime) -> Case:
    given = Given(
        unit=row.lead,
        co_units=row.co,
        responsible_units=row.responsible,
        values={"due_on": row.duty.due_on} if row.duty.due_on else {},
    )
    return act(case=case, action="assign", given=given, by=by, at=at, expected=case.version)
