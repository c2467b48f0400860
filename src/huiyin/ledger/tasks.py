"""Tasks (任务) made of confirmed commitments; those of a delegation are proposed to the government of their place.

The fields of the 台账 are filled from what stands in the statement and from nothing else. A commitment voiced in a
delegation is never a task by our doing: it is proposed, and its government takes it up or does not (design §2.7).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger import policies
from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
from huiyin.ledger.last_days import due_named
from huiyin.ledger.models import Case, Passage, Source, Statement
from huiyin.ledger.numbers import next_number
from huiyin.people.models import Place, Role, Unit
from huiyin.people.viewer import Grant, Viewer

KIND = "commitment"
TITLE_LENGTH = 300
CAN_AIM = ("level", "change", "share", "rank")  # roles of a figure that can be aimed at
VOICED = ("deliberation",)  # kinds of text in which a delegation speaks, not a government
VAGUE_FROM = 1  # checkable up to this, without a figure, is 待细化
_QUALIFIED = re.compile(r"(?:及?以[上下内]|左右)(?:的)?[一-鿿]")
_EDGES = re.compile(r"^[\s，,；;、：:]+|[\s，,；;、：:。．.]+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that could become a task: the case that it already has, or why it cannot (`code`), or neither."""

    statement: Statement
    case: Case | None = None
    code: str = ""
    vague: bool = False
    government: Unit | None = None


@dataclass(slots=True)
class Made:
    """What came of making tasks; nothing is passed over in silence."""

    made: list[Case] = field(default_factory=list)
    present: list[tuple[Statement, Case]] = field(default_factory=list)
    refused: list[tuple[Statement, str]] = field(default_factory=list)


def candidates(statements: Iterable[Statement]) -> list[Candidate]:
    """Return for each statement whether it can become a task, is one already, or why it cannot."""
    rows = list(statements)
    have = cases_of(rows)
    governments: dict[str, Unit | None] = {}
    found = []
    for row in rows:
        code = why_not(row)
        voiced = not code and voiced_by_delegation(row)
        if voiced and row.speaker not in governments:
            governments[row.speaker] = government_of(row)
        found.append(
            Candidate(
                statement=row,
                case=have.get(row.pk),
                code="voiced" if voiced else code,
                vague=is_vague(row),
                government=governments.get(row.speaker) if voiced else None,
            )
        )
    return found


def cases_of(statements: Sequence[Statement]) -> dict[int, Case]:
    """Return the current case of each statement that rests in an entry already, by the statement's id."""
    rows = (
        Passage.objects.filter(statement__in=statements, entry__kind=KIND)
        .exclude(entry__cases__stage__in=("withdrawn", "declined"))
        .values_list("statement_id", "entry_id")
    )
    by_entry: dict[int, Case] = {}
    for case in Case.objects.filter(entry_id__in={entry for _, entry in rows}).order_by("pk"):
        by_entry[case.entry_id] = case
    return {statement: by_entry[entry] for statement, entry in rows if statement and entry in by_entry}


def why_not(statement: Statement) -> str:
    """Return the code of why a statement cannot become a task, or ""."""
    if statement.gone:
        return "gone"
    if statement.kind != KIND:
        return "not_commitment"
    return "" if statement.state == Statement.State.CONFIRMED else "not_confirmed"


def voiced_by_delegation(statement: Statement) -> bool:
    """Say whether a commitment was voiced in a delegation, and is another government's to take up."""
    return statement.source.text_kind in VOICED or "代表团" in statement.speaker


def government_of(statement: Statement) -> Unit | None:
    """Return the one government whose place the speaker's or the statement's words name; None where several or none."""
    words = statement.speaker
    named = {str(place.get("code") or place.get("name") or "") for place in statement.places if isinstance(place, dict)}
    found = []
    for unit in Unit.objects.filter(is_government=True, valid_to__isnull=True).select_related("place"):
        place = unit.place
        spoken = bool(words) and any(name and name in words for name in (place.name, place.short_name))
        if spoken or (not words and (place.code in named or place.name in named)):
            found.append(unit)
    return found[0] if len(found) == 1 else None


def is_vague(statement: Statement) -> bool:
    """Say whether a commitment gives no figure and hardly anything else to check it by (待细化)."""
    return statement.checkable <= VAGUE_FROM and not any(map(_can_aim, statement.measures))


def task_title(statement: Statement) -> str:
    """Return the statement's own words without the marks at its edges, cut where a title must end."""
    words = _EDGES.sub("", statement.text)
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1] + "…"


def task_fields(statement: Statement) -> dict[str, Any]:
    """Return the columns of the 台账 that the statement itself fills; the rest stays empty."""
    fields: dict[str, Any] = {"topics": list(statement.topics), "vague": is_vague(statement)}
    aim = aim_of(statement)
    if aim is not None:
        fields |= {
            "indicator": str(aim.get("subject") or "")[:120],
            "unit_of_measure": str(aim.get("unit") or "")[:20],
            "target_relation": str(aim.get("relation") or "")[:2],
            "target_value": _decimal(aim.get("value")),
        }
    anchor = (statement.proposal or {}).get("anchor") or {}
    starts = str(anchor.get("from") or "")
    if len(starts) == len("2026-01-01"):
        fields["starts_on"] = date.fromisoformat(starts)
    return fields


def aim_of(statement: Statement) -> dict[str, Any] | None:
    """Return the figure that a commitment aims at: the first, unless it only says of what sort things are.

    In 新引进亿元以上项目100个 the 亿元以上 qualifies what is counted; the aim is the 100个.
    """
    figures = [measure for measure in statement.measures if _can_aim(measure)]
    return next((each for each in figures if not _qualifies(statement, each)), figures[0] if figures else None)


def due_on_in_text(case: Case) -> date | None:
    """Return the last day that the first passage of a case names, as a proposal for whoever hands it over."""
    first = Passage.objects.filter(entry_id=case.entry_id).select_related("statement").first()
    return due_named(first.statement) if first else None


@transaction.atomic
def make_tasks(*, statements: Sequence[Statement], by: Viewer, at: datetime) -> Made:
    """Make a task of each statement that can be one, in the order of the text.

    Raises:
        LedgerError: `task.house`: the person hands nothing out for the house of a source.
    """
    made = Made()
    for candidate in candidates(statements):
        row = candidate.statement
        if candidate.case is not None:
            made.present.append((row, candidate.case))
        elif candidate.code:
            made.refused.append((row, candidate.code))
        else:
            made.made.append(_open(row, by=by, at=at, numbered=True))
    return made


@transaction.atomic
def propose_commitments(
    *, statements: Sequence[Statement], government: Unit, by: Viewer, at: datetime, text: str = ""
) -> Made:
    """Propose commitments voiced in a delegation to the government of their place; it takes them up or does not."""
    if not government.is_government:
        raise LedgerError("task.government", unit=government.name)
    made = Made()
    for candidate in candidates(statements):
        row = candidate.statement
        if candidate.case is not None:
            made.present.append((row, candidate.case))
        elif candidate.code != "voiced":
            made.refused.append((row, candidate.code or "not_voiced"))
        else:
            case = _open(row, by=by, at=at, numbered=False)
            given = Given(words={"text": text} if text else {}, government=government)
            made.made.append(act(case=case, action="propose", given=given, by=by, at=at, expected=case.version))
    return made


def _open(statement: Statement, *, by: Viewer, at: datetime, numbered: bool) -> Case:
    source = statement.source
    place = place_for(by, source)
    policy_id = policies.policy_id(KIND)
    year = source.year
    number = next_number(policies.current_policy(policy_id), place=place, year=year) if numbered else ""
    return open_case(
        kind=KIND,
        policy_id=policy_id,
        house=source.house,
        place=place,
        title=task_title(statement),
        year=year,
        number=number,
        passages=[Ground(source, statement.start, statement.end, statement)],
        fields=task_fields(statement),
        by=actor_of(by),
        at=at,
    )


def place_for(by: Viewer, source: Source) -> Place:
    """Return the place for which a person hands out tasks of a source.

    Raises:
        LedgerError: `task.house`.
    """
    grants = [
        grant for grant in by.grants if grant.role in (Role.SUPERVISOR, Role.SECRETARY) and _serves(grant, source)
    ]
    if not grants:
        raise LedgerError("task.house", house=source.house)
    return Place.objects.get(pk=grants[0].place_id)


def _serves(grant: Grant, source: Source) -> bool:
    return grant.house == source.house and source.place_id in (None, grant.place_id)


def _qualifies(statement: Statement, measure: dict[str, Any]) -> bool:
    """Say whether a noun follows the figure and its 以上 at once, so that it stands before what it qualifies."""
    end = int(measure.get("end", statement.end)) - statement.start
    return _QUALIFIED.match(statement.text, end) is not None


def _can_aim(measure: Any) -> bool:
    return isinstance(measure, dict) and measure.get("role") in CAN_AIM and _decimal(measure.get("value")) is not None


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None and not isinstance(value, bool) else None
    except InvalidOperation:
        return None
