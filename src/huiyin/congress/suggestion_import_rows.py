"""One row of a table of suggestions (登记表的一行): read against the roster of its day; nobody and nothing is guessed.

What the table says of units goes into the wish for the handling, where whoever hands over reads it.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from django.utils import timezone

from huiyin import policy
from huiyin.congress.drafts import Written
from huiyin.congress.filing import missing_of, occasion, rules_for, signers_by, text_of
from huiyin.congress.models import Congress, Kind, SuggestionDraft
from huiyin.congress.papers import Paper
from huiyin.congress.roster_cells import day_of, squeezed
from huiyin.congress.seated_deputies import Problem, SeatedDeputies
from huiyin.congress.suggestion_history import RESULTS, STATES, History, steps_to, way
from huiyin.congress.suggestion_import_tables import KINDS, LONG, PUBLISH
from huiyin.ledger import policies
from huiyin.ledger.models import Case
from huiyin.ledger.numbers import number_of
from huiyin.ledger.sources import text_digest
from huiyin.ledger.step_choices import CATEGORIES
from huiyin.ledger.unit_names import split_names
from huiyin.people.models import Deputy, Unit
from huiyin.people.selectors import units_by_name
from huiyin.people.tables import FORMULA, TableRow

LATEST_HISTORY = 4000  # characters of what an older system tells of the handling
LENGTHS = {
    "title": 100,
    "grounds": LONG,
    "proposals": LONG,
    "cosigners": 4000,
    "wish": 300,
    "number": 40,
    "history": LATEST_HISTORY,
}
WISH = 300
NUMBERED = re.compile(r"(.+?)[（(]([^（）()]+)[)）]")
BREAK = re.compile(r"\r\n?")


@dataclass(slots=True)
class Row:
    """What one row would do. `act` is `file`, `same` or `refuse`; problems and notes are codes, each with its words."""

    number: int
    title: str
    act: str = "file"
    filer: str = ""
    cosigners: tuple[str, ...] = ()
    on: date | None = None
    paper: Paper | None = None
    digest: str = ""  # of the text as it would be filed
    case: Case | None = None  # where the text is on record
    units: str = ""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, words: str = "") -> None:
        """Note why it cannot be taken in."""
        self.act = "refuse"
        self.problems.append((code, words))


class Known:
    """The congress as it is: looked up once for the whole table."""

    def __init__(self, congress: Congress, at: datetime) -> None:
        self.congress, self.at, self.today = congress, at, at.astimezone().date()
        self.seated = SeatedDeputies(congress)
        self.rules = cache(lambda kind: rules_for(kind, congress))
        self.occasion = cache(lambda on: occasion(congress, on=on))
        self.units = cache(lambda name: units_by_name(name, self.today, place=congress.place))


def read_row(table: TableRow, known: Known) -> Row:
    """Return what a row would do by itself; whether it is on record already is for the whole table to say."""
    cells = table.cells
    row = Row(table.number, " ".join(cells.get("title", "").replace(FORMULA, "=").split()))
    for name, cell in cells.items():
        if cell == FORMULA:
            row.refuse("formula")
        elif len(cell) > LENGTHS.get(name, 200):
            row.refuse("long_title" if name == "title" else "long")
    if not row.title:
        row.refuse("title")
    if row.act == "refuse":
        return row
    on = _day(row, cells.get("filed_on", ""), known)
    kind = KINDS.get(squeezed(cells.get("kind", "")) or "建议")
    if kind is None:
        row.refuse("kind", cells["kind"])
    deputies = _deputies(row, cells, known, on)
    written = Written(
        kind=kind or Kind.SUGGESTION.value,
        title=row.title,
        grounds=BREAK.sub("\n", cells.get("grounds", "")),
        proposals=BREAK.sub("\n", cells.get("proposals", "")),
        wish=_wish(row, cells, known),
        publish=_publish(row, squeezed(cells.get("publish", ""))),
    )
    for name in missing_of(
        SuggestionDraft(title=row.title, grounds=written.grounds, proposals=written.proposals, publish=False)
    ):
        row.refuse(f"short_{name}")
    history = _history(row, cells, known, kind, on)
    category = _category(row, squeezed(cells.get("category", "")))
    if deputies and row.act != "refuse":
        at = known.at if row.on is None else min(known.at, timezone.make_aware(datetime.combine(on, time(9))))
        number = _number(squeezed(cells.get("number", "")), written.kind, known, on)
        row.paper = Paper(deputies[0], deputies[1:], written, at, number, category, history)
        _signed(row, row.paper, known)
    return row


def _day(row: Row, cell: str, known: Known) -> date:
    """Return the day on which an item was put forward; today where the row names none."""
    if not cell:
        row.notes.append(("today", ""))
        return known.today
    row.on = day_of(cell)
    term = known.congress
    if row.on is None:
        row.refuse("day", cell)
    elif row.on > known.today:
        row.refuse("day_ahead", cell)
    elif row.on < term.from_on or (term.to_on and row.on > term.to_on):
        row.refuse("outside_term", cell)
    return row.on if row.on and row.act == "file" else known.today


def _deputies(row: Row, cells: dict[str, str], known: Known, on: date) -> tuple[Deputy, ...]:
    """Return who files and who co-signs; nobody where one of them cannot be found."""
    name, number = _named(cells.get("filer", ""))
    row.filer = name
    if not name:
        row.refuse("filer")
        return ()
    told = [(name, number or squeezed(cells.get("filer_number", "")))]
    told += [_named(each) for each in _names(cells.get("cosigners", ""), known)]
    row.cosigners = tuple(name for name, _number in told[1:])
    found = []
    for name, number in told:
        deputy = known.seated.find(name, number, on)
        if not isinstance(deputy, Deputy):
            row.refuse(*deputy)
        elif deputy in found:
            row.notes.append(("signs_twice", name))
        else:
            found.append(deputy)
    return tuple(found) if row.act != "refuse" else ()


def _named(cell: str) -> tuple[str, str]:
    """Return the name and the number of the card that stand in a cell: 李华（023）, or a name alone."""
    plain = cell.strip()
    found = NUMBERED.fullmatch(plain)
    return (squeezed(found[1]), squeezed(found[2])) if found else (squeezed(plain), "")


def _names(cell: str, known: Known) -> list[str]:
    """Return the names of a cell; white space sets them apart only where it does not fill up one name (李　华)."""
    names: list[str] = []
    for part in split_names(cell):
        whole = _named(part)[0] in known.seated.by_name
        names += [part] if whole else part.split()
    return names


def _publish(row: Row, said: str) -> bool:
    """Return whether text and reply may be published: never unless the table says so."""
    if not said:
        row.notes.append(("publish_unsaid", ""))
    elif said not in PUBLISH:
        row.refuse("publish", said)
    return bool(PUBLISH.get(said, False))


def _category(row: Row, said: str) -> str:
    if said and said not in CATEGORIES:
        row.notes.append(("category", said))
    return said if said in CATEGORIES else ""


def _wish(row: Row, cells: dict[str, str], known: Known) -> str:
    """Return the wish with what the table says of units; a unit that has no such name today is noted."""
    parts = [cells["wish"]] if cells.get("wish") else []
    units = []
    handed_out = "assign" in STATES.get(
        squeezed(cells.get("state", "")), ()
    )  # they have it, and need not be wished for
    for name, words in () if handed_out else (("lead", "主办单位"), ("co", "会办单位")):
        named = [squeezed(each) for each in split_names(cells.get(name, ""))]
        row.notes += [("unit", each) for each in named if len(known.units(each)) != 1]
        if named:
            units.append(f"{words}：{'、'.join(named)}")
    row.units = "；".join(units)
    wish = "；".join([*parts, *([f"登记表所列{row.units}"] if units else [])])
    if len(wish) > WISH:
        row.refuse("long_wish")
    return wish


def _history(row: Row, cells: dict[str, str], known: Known, kind: str | None, on: date) -> History | None:
    """Return how far the item has come in an older system; None where the row says nothing of it, as of a new one."""
    state, judged = squeezed(cells.get("state", "")), squeezed(cells.get("result", ""))
    result = RESULTS.get(judged, "")
    steps = steps_to(state, result) if state else ()
    if judged and not result:
        row.refuse("evaluation", judged)
    if steps is None:
        row.refuse("state", state)
    if row.act == "refuse" or not steps:
        return None
    if kind != Kind.SUGGESTION.value:
        row.refuse("state_motion", state)
        return None
    lead, co = [_units(row, cells.get(name, ""), known) if "assign" in steps else () for name in ("lead", "co")]
    if "assign" in steps and len(lead) != 1:
        row.refuse("state_lead", state)
    days = {name: _handled(row, cells, name, known, needed=step in steps) for name, step in NEEDED_DAYS.items()}
    told = [on, *(day for day in days.values() if day)]
    if told != sorted(told):
        row.refuse("days_order")
    if row.act == "refuse":
        return None
    history = History(
        steps, lead[0] if lead else None, co, **days, result=result, text=cells.get("history", "").strip()
    )
    rules = known.rules(kind)
    filed_at = min(known.at, timezone.make_aware(datetime.combine(on, time(9))))
    begun = policy.fold([policy.begin(rules, actor="", at=filed_at, calendar=policies.calendar())])
    found = way(rules, begun, history, at=known.at)
    if isinstance(found, policy.Refusal):
        row.refuse("state_rules", state)
    row.notes.append(("as_state", state))
    return history


NEEDED_DAYS = {"assigned_on": "assign", "replied_on": "reply"}  # days without which a state cannot be reached


def _units(row: Row, cell: str, known: Known) -> tuple[Unit, ...]:
    """Return the units of a cell; one that has no such name refuses the row."""
    found = []
    for name in split_names(cell):
        units = known.units(squeezed(name))
        if len(units) == 1:
            found.append(units[0])
        else:
            row.refuse("state_unit", squeezed(name))
    return tuple(found)


def _handled(row: Row, cells: dict[str, str], name: str, known: Known, *, needed: bool) -> date | None:
    cell = cells.get(name, "")
    day = day_of(cell) if cell else None
    if (cell or needed) and day is None:
        row.refuse(name, cell)
    elif day is not None and day > known.today:
        row.refuse("day_ahead", cell)
    return day


def _number(said: str, kind: str, known: Known, on: date) -> str:
    """Return a number as the rules of the place write it where the table gives figures alone."""
    if said.isascii() and said.isdigit():
        return number_of(known.rules(kind), year=known.occasion(on).year, n=int(said[:9]))
    return said


def _signed(row: Row, paper: Paper, known: Known) -> None:
    """Refuse a motion that too few have signed, and note the digest of the text as it would be filed."""
    draft = paper.draft(known.congress)
    signers = signers_by(known.rules(draft.kind), list(paper.cosigners))
    if signers.missing:
        row.refuse("motion_signers", str(signers.least))
    row.digest = text_digest(text_of(draft, list(paper.cosigners))[0])
