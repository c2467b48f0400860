"""Running cases of an older system (原系统在办事项): one row a case, its history one `case.imported` event.

The stage is reached by the steps that the policy knows, with the dates of the table, so that clocks run as they would;
they are then folded into the one event. What the table says in words becomes a note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from huiyin import policy
from huiyin.errors import LedgerError
from huiyin.ledger import policies
from huiyin.ledger.cases import actor_of
from huiyin.ledger.day_words import day_in
from huiyin.ledger.imports.duties import names_in
from huiyin.ledger.imports.tables import TableRow, tables_in
from huiyin.ledger.models import Case, Entry, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.numbers import next_number
from huiyin.ledger.record import NewEvent, record
from huiyin.people.keys import new_key
from huiyin.people.models import House, Place, Role, Unit
from huiyin.people.permissions import OFFICE
from huiyin.people.selectors import units_by_name
from huiyin.people.viewer import Viewer
from huiyin.reading.sources.sniff import ZIP_MAGICS

KIND = "commitment"
STAGES = {  # words of other systems, and the steps that lead there
    "待交办": (),
    "已交办": ("assign",),
    "待签收": ("assign",),
    "已退回": ("assign", "send_back"),
    "办理中": ("assign", "accept"),
    "在办": ("assign", "accept"),
    "进行中": ("assign", "accept"),
    "推进中": ("assign", "accept"),
    "正在办理": ("assign", "accept"),
    "待核实": ("assign", "accept", "complete"),
    "待销号": ("assign", "accept", "complete"),
    "已完成": ("assign", "accept", "complete", "confirm"),
    "已销号": ("assign", "accept", "complete", "confirm"),
    "办结": ("assign", "accept", "complete", "confirm"),
    "已办结": ("assign", "accept", "complete", "confirm"),
}
HANDS = {"assign": "supervisor", "accept": "unit_head", "send_back": "unit_head", "complete": "unit_head"}
WORDS = "由原系统转入，原系统未载明具体内容。"  # stands in for reasons that an older table does not hold
OUTCOMES = {"如期": "kept", "完成": "kept", "超额": "exceeded", "部分": "partly", "逾期": "late", "调整": "changed"}


@dataclass(slots=True)
class OlderRow:
    """One row of the table as it would be taken in."""

    row: TableRow
    title: str
    year: int | None
    steps: tuple[str, ...] = ()
    lead: Unit | None = None
    co: list[Unit] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def does(self) -> str:
        """What taking it in does."""
        return "refused" if self.faults else "open"

    def day(self, name: str) -> date | None:
        """Return a day of the row; None where it names none."""
        return self.row.days.get(name) or day_in(self.row.cells.get(name, ""), year=self.year)


def home_of(viewer: Viewer) -> tuple[str, Place]:
    """Return the house and place for which a viewer takes cases over: the office's own, else the government's."""
    grants = [grant for grant in viewer.grants if grant.role in OFFICE and grant.house]
    if grants:
        return str(grants[0].house), Place.objects.get(pk=grants[0].place_id)
    return House.GOVERNMENT.value, Place.objects.get(pk=min(viewer.place_ids(Role.ADMINISTRATOR)))


def preview(content: bytes, *, place: Place, on: date) -> tuple[list[OlderRow], tuple[str, ...]]:
    """Return what taking the table in would do, row by row, and the columns that are passed over; writes nothing.

    Raises:
        LedgerError: `import.unreadable`, `import.too_long`, `import.nothing`.
    """
    table = tables_in(content, group="cases")
    if not table.rows:
        raise LedgerError("import.nothing" if content.startswith(ZIP_MAGICS) else "import.unreadable", name="")
    return checked(table.rows, place=place, on=on), table.unknown


def checked(table: Iterable[TableRow], *, place: Place, on: date) -> list[OlderRow]:
    """Return the rows of a table as they would be taken in."""
    rows = [_row(row, place, on) for row in table]
    _refuse_numbers(rows, place)
    return rows


def _row(row: TableRow, place: Place, on: date) -> OlderRow:
    cells = row.cells
    year = cells.get("year", "")[:4]
    found = OlderRow(row, cells.get("content", "")[:300], int(year) if year.isdecimal() else None)
    if not found.title:
        found.faults.append(("no_content", ""))
    if found.year is None:
        found.faults.append(("no_year", cells.get("year", "")))
    stage = cells.get("stage", "")
    if stage in STAGES:
        found.steps = STAGES[stage]
    else:
        found.faults.append(("stage_unknown", stage))
    found.lead = _one(cells.get("lead", ""), found, place, on)
    for name in names_in(cells.get("co", ""))[0]:
        unit = _one(name, found, place, on)
        found.co += [unit] if unit else []
    if found.steps and found.lead is None and not cells.get("lead"):
        found.faults.append(("no_lead", ""))
    if found.steps and found.day("assigned") is None:
        found.faults.append(("no_day", cells.get("assigned", "")))
    return found


def _one(name: str, found: OlderRow, place: Place, on: date) -> Unit | None:
    if not name:
        return None
    units = units_by_name(name, on, place=place)
    if len(units) != 1:
        found.faults.append(("unit_unknown" if not units else "unit_several", name))
        return None
    return units[0]


def _refuse_numbers(rows: Iterable[OlderRow], place: Place) -> None:
    """Refuse numbers that are taken, here or higher up in the table; a second import changes nothing."""
    seen: set[tuple[int | None, str]] = set(Case.objects.filter(place=place).values_list("year", "number"))
    for row in rows:
        number = (row.year, row.row.cells.get("number", ""))
        if number[1] and number in seen:
            row.faults.append(("number_taken", number[1]))
        seen.add(number)


@transaction.atomic
def take_in(
    rows: Iterable[OlderRow], *, house: str, place: Place, skip_refused: bool, by: Viewer, at: datetime
) -> list[Case]:
    """Write the rows, one event each: all of them, or nothing.

    Raises:
        LedgerError: `import.refused`: rows are refused and nobody said to skip them.
    """
    known = list(rows)
    refused = sum(row.does == "refused" for row in known)
    if refused and not skip_refused:
        raise LedgerError("import.refused", rows=refused)
    return [_imported(row, house, place, by, at) for row in known if row.does == "open"]


def _imported(row: OlderRow, house: str, place: Place, by: Viewer, at: datetime) -> Case:
    rules = policies.current_policy(policies.policy_id(KIND))
    policies.keep_version(rules)
    cells, key = row.row.cells, new_key()
    entry = Entry.objects.create(kind=KIND, title=row.title, year=row.year, created_at=at)
    payload: dict[str, Any] = {
        "opened": {
            "entry": entry.key,
            "case_type": rules.case_type,
            "policy": rules.id,
            "policy_version": rules.version,
            "house": house,
            "place": place.code,
        },
        "step": msgspec.to_builtins(_step(rules, row, at)),
        "fields": {
            "title": row.title,
            "year": row.year,
            "number": cells.get("number") or next_number(rules, place=place, year=row.year),
            **_figures(cells),
        },
        "parties": _parties(row),
        "issued": bool(row.steps),
    }
    history = cells.get("history", "")
    if history:
        payload["notes"] = {"text": keep_note(history)}
    record(
        stream=Stream.CASE,
        key=key,
        events=[NewEvent("case.imported", payload)],
        by=actor_of(by),
        at=at,
        expected=0,
    )
    return Case.objects.get(key=key)


def _step(rules: policy.Policy, row: OlderRow, at: datetime) -> policy.Step:
    """Return the one step that stands for the way to the row's stage, its clocks as they run by now."""
    calendar = policies.calendar()
    lead = (row.lead.key,) if row.lead else ()
    keys = {"lead_unit": lead, "co_handler": tuple(unit.key for unit in row.co)}
    assigned_at = _moment(row.day("assigned"), at)
    state = policy.fold([policy.begin(rules, actor="", at=assigned_at, calendar=calendar)])
    last: policy.Step | None = None
    moment = assigned_at
    for action in row.steps:
        moment = max(moment, _moment(row.day({"accept": "accepted", "confirm": "closed"}.get(action, "assigned")), at))
        step = policy.next_step(
            rules,
            state,
            action,
            roles=frozenset({HANDS.get(action, "supervisor")}),
            actor="",
            given=_given(action, row),
            at=assigned_at if action == "send_back" else moment,
            calendar=calendar,
            keys=keys,
        )
        if isinstance(step, policy.Refusal):
            raise LedgerError("import.step", row=row.row.at, action=action, why=step.code)
        state, last = policy.advance(state, step), step
    first = last or policy.begin(rules, actor="", at=at, calendar=calendar)
    return msgspec.structs.replace(
        first,
        action="import",
        event="case.imported",
        at=at,
        clocks=tuple(policy.ClockChange("start", run) for run in state.runs),
    )


def _given(action: str, row: OlderRow) -> dict[str, object]:
    given: dict[str, object] = {"reason": WORDS, "text": WORDS, "evidence": [""]}
    if action == "assign":
        given["unit"] = row.lead.key if row.lead else ""
        if row.co:
            given["co_units"] = [unit.key for unit in row.co]
        if row.day("due"):
            given["due_on"] = row.day("due")
    if action == "confirm":
        words = row.row.cells.get("outcome", "")
        given["outcome"] = next((code for word, code in OUTCOMES.items() if word in words), "kept")
    return given


def _moment(day: date | None, at: datetime) -> datetime:
    """Return nine o'clock of a day, not later than now; now where there is no day."""
    if day is None:
        return at
    return min(timezone.make_aware(datetime.combine(day, time(9))), at)


def _parties(row: OlderRow) -> list[list[str]]:
    changes = [[row.lead.key, "lead_unit", "add"]] if row.lead else []
    if row.lead and "accept" in row.steps:
        changes.append([row.lead.key, "lead_unit", "accept"])
    return changes + [[unit.key, "co_handler", "add"] for unit in row.co]


def _figures(cells: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column, name in (("target", "target_value"), ("reached", "reached_value")):
        value = _decimal(cells.get(column, ""))
        if value is not None:
            fields[name] = format(value, "f")
    if cells.get("indicator"):
        fields["indicator"] = cells["indicator"][:120]
    if cells.get("unit"):
        fields["unit_of_measure"] = cells["unit"][:20]
    return fields


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
