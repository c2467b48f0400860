"""A plan of work brought in (导入分工方案): shown row by row first, then written in one transaction or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError, StepRefused
from huiyin.ledger import policies
from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
from huiyin.ledger.imports.duties import Duty, duties_of_rows, duties_of_text, without_persons
from huiyin.ledger.imports.figures import figure_of
from huiyin.ledger.imports.matching import Match, Matcher
from huiyin.ledger.imports.tables import TableRow, tables_in
from huiyin.ledger.jobs import later
from huiyin.ledger.milestones import MOST as MOST_MILESTONES
from huiyin.ledger.milestones import in_words
from huiyin.ledger.models import Case, Passage, Source, Statement
from huiyin.ledger.numbers import next_number
from huiyin.ledger.sources import Description, add_source, open_pasted, text_digest, withdraw_source
from huiyin.ledger.task_people import leaders_at, people_of_unit
from huiyin.ledger.tasks import KIND, TITLE_LENGTH, cases_of, place_for, task_fields, voiced_by_delegation
from huiyin.people.models import Account, Place, Unit
from huiyin.people.selectors import units_by_name
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind, sources
from huiyin.reading.secrecy import refuse_secret

MOST = 1000
PERSONAL = ("person",)  # columns that stay out of the source
KEPT = "分工方案导入时留存，任务已逐条登记，不再审核。"  # why the plan is no text to be reviewed


@dataclass(slots=True)
class PlanRow:
    """One line of a plan as it would be taken in: `faults` refuse it, `notes` only say something."""

    duty: Duty
    lead: Unit | None = None
    responsible: list[Unit] = field(default_factory=list)
    co: list[Unit] = field(default_factory=list)
    leader: Account | None = None
    contact: Account | None = None
    year: int | None = None
    match: Match | None = None
    case: Case | None = None  # the task that its statement already is
    faults: list[tuple[str, str]] = field(default_factory=list)  # code, the name that it is about
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def numbered(self) -> bool:
        """Whether the plan gives a number of its own; a running figure tells the order only."""
        return bool(self.duty.number.strip("0123456789.、（）() "))

    @property
    def does(self) -> str:
        """What taking it in does: `refused`, `present`, `assign` (a task that is there), `open`."""
        if self.faults:
            return "refused"
        if self.case is not None:
            return "assign" if self.case.stage == "draft" else "present"
        return "open"


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan as it was handed in: its tasks, its text, and the heads of columns that were not understood.

    The text of a table is made of the columns that are understood. What names who answers in person (责任人, 联系人) is
    left out of it: telephone numbers stand there often, and none may come into a source.
    """

    duties: tuple[Duty, ...]
    title: str
    text: str
    unknown: tuple[str, ...] = ()


def duties_in(content: bytes, name: str, *, year: int | None) -> list[Duty]:
    """Return the tasks of a plan (`paper_in`)."""
    return list(paper_in(content, name, year=year).duties)


def paper_in(content: bytes, name: str, *, year: int | None) -> Paper:
    """Return a plan: its tasks from its tables where they have known heads, else from its lines.

    Raises:
        LedgerError: `import.unreadable`, `import.too_long`, `import.nothing`.
        ReadingError: the file holds no text.
    """
    tables = tables_in(content, group="plan")
    found = duties_of_rows(tables.rows, year=year) if tables.rows else []
    text, unknown = "\n".join(_line(row) for row in tables.rows), tables.unknown
    if not found and not name.lower().endswith(".xlsx"):
        opened = sources.open_source(content, name=name)
        refuse_secret(opened.text, opened.margins)
        text, unknown = without_persons(opened.text), ()
        found = duties_of_text(opened.text, year=year)
    if not found:
        raise LedgerError("import.nothing", name=name)
    if len(found) > MOST:
        raise LedgerError("import.too_long", most=MOST)
    return Paper(tuple(found), name.rpartition(".")[0] or name, text, unknown)


def _line(row: TableRow) -> str:
    return "\t".join(cell for meaning, cell in row.cells.items() if cell and meaning not in PERSONAL)


def preview(duties: Iterable[Duty], *, source: Source | None, place: Place, on: date) -> list[PlanRow]:
    """Return what taking a plan in would do, row by row; writes nothing."""
    matcher = Matcher(_commitments(source)) if source else None
    year = source.year if source else None
    rows = [_row(duty, matcher, place, on, year) for duty in duties]
    have = cases_of([row.match.statement for row in rows if row.match])
    before_now = _taken_in(rows, source) if source else {}
    seen: dict[str, int] = {}
    for row in rows:
        if row.match:
            row.case = have.get(row.match.statement.pk)
        elif row.duty.content in before_now:
            row.case = before_now[row.duty.content]
        before = seen.setdefault(row.duty.content, row.duty.at)
        if before != row.duty.at:
            row.faults.append(("twice", str(before)))
    _refuse_numbers(rows, place, year)
    return rows


def _taken_in(rows: Iterable[PlanRow], report: Source) -> dict[str, Case]:
    """Return the tasks that rest on these very words of a plan that was taken in before, by the words."""
    words = {row.duty.content for row in rows if row.match is None}
    plans = Source.objects.filter(text_kind=TextKind.PLAN, house=report.house, home=report.home, year=report.year)
    passages = Passage.objects.filter(source__in=plans, quote__in=words, entry__kind=KIND)
    quotes = dict(passages.values_list("entry_id", "quote"))
    cases = Case.objects.filter(entry_id__in=quotes).exclude(stage__in=("withdrawn", "declined"))
    return {quotes[case.entry_id]: case for case in cases.order_by("pk")}


def _commitments(source: Source) -> list[Statement]:
    rows = Statement.objects.filter(source=source, gone=False).exclude(state=Statement.State.REJECTED)
    return [row for row in rows.filter(kind=KIND).select_related("source") if not voiced_by_delegation(row)]


def _row(duty: Duty, matcher: Matcher | None, place: Place, on: date, year: int | None) -> PlanRow:
    row = PlanRow(duty, year=year, match=matcher.best(duty.content) if matcher else None)
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
    _persons(row, place)
    row.notes += [("collective", name) for name in duty.dropped]
    if duty.first_leads:
        row.notes.append(("first_leads", ""))
    if duty.due and duty.due_on is None:
        row.notes.append(("due_not_a_day", duty.due))
    if matcher is not None and row.match is None:
        row.notes.append(("no_match", ""))
    return row


def _refuse_numbers(rows: Iterable[PlanRow], place: Place, year: int | None) -> None:
    """Refuse a number of the plan's own that another case of the year has, or that stands twice."""
    seen = set(Case.objects.filter(place=place, year=year, case_type=KIND).values_list("number", flat=True))
    for row in rows:
        if row.numbered and row.case is None:
            row.faults += [("number_taken", row.duty.number)] if row.duty.number in seen else []
            seen.add(row.duty.number)


def _persons(row: PlanRow, place: Place) -> None:
    """Find the leader and the contact that a row names; who has no account of that name is told and left out."""
    duty = row.duty
    if duty.leader:
        row.leader = _named(duty.leader, leaders_at(place.pk))
        row.notes += [] if row.leader else [("leader_unknown", duty.leader)]
    if duty.person:
        row.contact = _named(duty.person, people_of_unit(row.lead.pk)) if row.lead else None
        row.notes += [] if row.contact else [("contact_unknown", duty.person)]


def _named(words: str, people: Iterable[Account]) -> Account | None:
    """Return the one person whose name stands in a cell; None where nobody's or several persons' does."""
    bare = "".join(words.split())
    found = [each for each in people if each.name and each.name in bare]
    return found[0] if len(found) == 1 else None


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
    paper: Paper | None = None,
    hand_over: bool,
    skip_refused: bool,
    by: Viewer,
    at: datetime,
) -> list[Case]:
    """Write what a preview showed: all of it, or nothing.

    Args:
        paper: the plan itself; it is kept as a source, on which rows rest that no statement of the report fits.
        hand_over: assign each task to its lead unit at once; else it waits as a draft.
        skip_refused: leave refused rows out; without it a single one refuses the whole.
    Raises:
        LedgerError: `import.refused`: rows are refused and nobody said to skip them.
    """
    refused = [row for row in rows if row.does == "refused"]
    if refused and not skip_refused:
        raise LedgerError("import.refused", rows=len(refused))
    meant = [row for row in rows if row.does in ("open", "assign")]
    grounds = _grounds(meant, paper, source, by, at) if paper else {}
    written = []
    for row in meant:
        case = row.case or _opened(row, source, grounds.get(id(row)), by, at)
        written.append(_handed_over(case, row, by, at) if hand_over else _prepared(case, row, by, at))
    return written


def _grounds(rows: Sequence[PlanRow], paper: Paper, source: Source, by: Viewer, at: datetime) -> dict[int, Ground]:
    """Keep the plan as a source where rows rest on it, and return the place of each of these in its text."""
    places: dict[int, tuple[int, int]] = {}
    end = 0
    for row in rows:
        words = row.duty.content
        start = paper.text.find(words, end) if row.match is None and row.case is None else -1
        start = paper.text.find(words) if start < 0 and row.match is None and row.case is None else start
        if start >= 0:
            end = start + len(words)
            places[id(row)] = (start, end)
    kept = _kept(paper, source, by, at) if places else None
    return {key: Ground(kept, *place) for key, place in places.items()} if kept else {}


def _kept(paper: Paper, report: Source, by: Viewer, at: datetime) -> Source:
    """Return the plan as a source of its report's house: what is there already, or a new one that nobody reviews."""
    opened = open_pasted(paper.text)
    there = Source.objects.filter(sha256=text_digest(opened.text), house=report.house, home=report.home).first()
    if there is not None:
        return there
    described = Description(paper.title, text_kind=TextKind.PLAN.value, year=report.year, place=report.place)
    kept = add_source(opened=opened, described=described, house=report.house, home=report.home, by=by, at=at)
    later("read_source", kept.key)
    return withdraw_source(source=kept, reason=KEPT, by=by, at=at)


def _columns(row: PlanRow) -> dict[str, Any]:
    """Return the columns of the 台账 that a row of the plan fills; what it leaves open stays as it is."""
    duty = row.duty
    told = {
        "leader": row.leader.key if row.leader else "",
        "contact": row.contact.key if row.contact else "",
        "category": duty.category[:60],
        "starts_on": duty.starts_on,
        "milestones": [each.plain() for each in in_words(duty.milestones, year=_year(row))[:MOST_MILESTONES]],
    }
    return {name: value for name, value in told.items() if value} | figure_of(
        duty.figure, indicator=duty.indicator, unit=duty.unit
    )


def _year(row: PlanRow) -> int | None:
    return row.match.statement.source.year if row.match else row.case.year if row.case else row.year


def _opened(row: PlanRow, source: Source, place_in_plan: Ground | None, by: Viewer, at: datetime) -> Case:
    statement = row.match.statement if row.match else None
    place = place_for(by, source)
    policy_id = policies.policy_id(KIND)
    fields: dict[str, Any] = (task_fields(statement) if statement else {}) | _columns(row)
    ground = [Ground(source, statement.start, statement.end, statement)] if statement else []
    ground += [place_in_plan] if place_in_plan is not None and not ground else []
    number = row.duty.number if row.numbered else ""
    return open_case(
        kind=KIND,
        policy_id=policy_id,
        house=source.house,
        place=place,
        title=_cut(row.duty.content),
        year=source.year,
        number=number or next_number(policies.current_policy(policy_id), place=place, year=source.year),
        passages=ground,
        fields=fields,
        by=actor_of(by),
        at=at,
    )


def _cut(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"


def _prepared(case: Case, row: PlanRow, by: Viewer, at: datetime) -> Case:
    """Write on a task that is not handed over what its row says, responsible units as well; its lead waits."""
    fields = _columns(row) if row.case is not None else {}
    given = Given(responsible_units=row.responsible, fields=fields)
    if not (row.responsible or fields):
        return case
    try:
        return act(case=case, action="amend", given=given, by=by, at=at, expected=case.version)
    except StepRefused as refusal:  # older rules, nothing new, or not for this person: it stays as it is
        if refusal.code in ("step.nothing_given", "step.unknown_action", "step.wrong_role"):
            return case
        raise


def _handed_over(case: Case, row: PlanRow, by: Viewer, at: datetime) -> Case:
    given = Given(
        unit=row.lead,
        co_units=row.co,
        responsible_units=row.responsible,
        values={"due_on": row.duty.due_on} if row.duty.due_on else {},
        fields=_columns(row) if row.case is not None else {},
    )
    return act(case=case, action="assign", given=given, by=by, at=at, expected=case.version)
