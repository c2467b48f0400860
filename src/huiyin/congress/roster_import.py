"""What a table of deputies would do to the roster (导入预览): row by row added, moved, changed, ended or refused.

A plan is made anew when it is carried out; nothing is written here. A deputy is known by the number of the card
(代表证号), without one by a name that only one sitting deputy bears. An empty cell leaves what is known.
Delegations and groups that the file names and the congress lacks are added. Telephone numbers and mail addresses go
into the vault and are never part of what a plan shows.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huiyin.congress.models import Congress, Delegation, Mandate, Membership
from huiyin.congress.roster_cells import contacts_of, day_of, squeezed
from huiyin.congress.roster_tables import OFFICES, REASONS, word_of
from huiyin.people.models import Deputy, VaultRecord
from huiyin.people.tables import FORMULA, TableRow

LENGTHS = {"number": 20, "name": 40, "delegation": 60, "group": 40, "post": 120, "email": 254}
SEATING = ("delegation", "group", "office")
ACTS = ("add", "move", "change", "end", "same", "refuse")


@dataclass(slots=True)
class Row:
    """What one row would do. `act` is one of `ACTS`; `changes` are field, old words, new words; `notes` are codes."""

    number: int
    name: str
    on: date
    act: str = "same"
    mandate: Mandate | None = None
    deputy: Deputy | None = None  # of a new mandate: who sat in an earlier congress of the place
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)  # code, and the words of the cell
    notes: list[str] = field(default_factory=list)

    def refuse(self, code: str, words: str = "") -> None:
        """Note why it cannot be taken in."""
        self.act = "refuse"
        self.problems.append((code, words))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole file would do; `digest` says of which rows and with what outcome."""

    rows: tuple[Row, ...]
    new_delegations: tuple[str, ...]
    new_groups: tuple[tuple[str, str], ...]  # delegation, group
    untouched: int  # sitting deputies of whom the file says nothing; they stay as they are
    digest: str

    def count(self, act: str) -> int:
        """Return how many rows do this."""
        return sum(row.act == act for row in self.rows)

    @property
    def writes(self) -> int:
        """How many rows write anything."""
        return sum(row.act not in ("same", "refuse") for row in self.rows)


class Known:
    """The roster as it is: looked up once for the whole table."""

    def __init__(self, congress: Congress, on: date) -> None:
        self.congress, self.on = congress, on
        rows = Mandate.objects.filter(congress=congress).select_related("deputy")
        self.by_number: dict[str, Mandate] = {}
        self.by_name: dict[str, list[Mandate]] = defaultdict(list)
        for row in rows:
            if row.number:
                self.by_number[row.number] = row
            if row.to_on is None:
                self.by_name[row.deputy.name].append(row)
        self.seats: dict[int, Membership] = {}
        seats = Membership.objects.filter(mandate__congress=congress).select_related("delegation", "group")
        for seat in seats.order_by("from_on"):
            self.seats[seat.mandate_id] = seat
        self.delegations: dict[str, Delegation] = {}
        for each in congress.delegations.order_by("-position"):
            for name in filter(None, (each.name, each.short_name, each.name.removesuffix("代表团"))):
                self.delegations[name] = each
        groups = congress.delegations.values_list("name", "groups__name")
        self.groups = {(delegation, group) for delegation, group in groups if group}
        kept = VaultRecord.objects.filter(person__deputy__mandates__congress=congress)
        self.kept = set(kept.values_list("person__deputy__pk", "field"))
        before = Deputy.objects.filter(mandates__congress__place=congress.place).exclude(mandates__congress=congress)
        self.earlier: dict[tuple[str, str], list[Deputy]] = defaultdict(list)
        for deputy in before.distinct():
            self.earlier[deputy.name, deputy.post].append(deputy)

    def delegation(self, said: str) -> str:
        """Return the full name of the delegation that a cell means; a new one is called as the cell says."""
        found = self.delegations.get(said) or self.delegations.get(said.removesuffix("代表团"))
        return found.name if found else said


def plan_roster(congress: Congress, table: Sequence[TableRow], *, on: date, replace_contacts: bool = False) -> Plan:
    """Return what the rows of a table would do to the roster as it is now.

    Args:
        on: the day from which changes hold where a row names none.
        replace_contacts: whether telephone numbers and mail addresses that are kept already give way to the file's.
    """
    known = Known(congress, on)
    rows = [_row(each, known, replace_contacts) for each in table]
    _refuse_doubles(rows)
    _refuse_second_heads(rows, known)
    wanted = [row for row in rows if row.act not in ("refuse", "same", "end")]
    named = [(row.values["delegation"], row.values["group"]) for row in wanted if "delegation" in row.values]
    there = {each.name for each in known.delegations.values()}
    touched = {row.mandate.pk for row in rows if row.mandate is not None}
    sitting = {mandate.pk for rows_ in known.by_name.values() for mandate in rows_}
    return Plan(
        rows=tuple(rows),
        new_delegations=tuple(dict.fromkeys(name for name, _group in named if name not in there)),
        new_groups=tuple(dict.fromkeys(pair for pair in named if pair[1] and pair not in known.groups)),
        untouched=len(sitting - touched),
        digest=_digest(rows),
    )


def _row(table: TableRow, known: Known, replace_contacts: bool) -> Row:
    """Return what a row would do, or all that it is refused for; where it is open whom it means, of that alone."""
    cells = dict(table.cells)
    row = Row(table.number, squeezed(cells.get("name", "")).replace(FORMULA, "="), known.on)
    for name, cell in cells.items():
        if cell == FORMULA:
            row.refuse("formula")
        elif len(cell) > LENGTHS.get(name, 60):
            row.refuse("long")
    if not row.name:
        row.refuse("name")
    if row.problems:
        return row
    _find(row, squeezed(cells.get("number", "")), known)
    sure = not row.problems
    on = day_of(cells["on"]) if "on" in cells else known.on
    if on is None:
        row.refuse("day", cells["on"])
    row.on = on or known.on
    if sure and on is not None:
        _fits_days(row, known)
    if sure:
        _read(row, cells, known, replace_contacts)
    else:
        _by_itself(row, cells)
    if row.act != "refuse":
        _decide(row, known)
    return row


def _find(row: Row, number: str, known: Known) -> None:
    """Find whom a row means, by number, else by a name that one sitting deputy alone bears."""
    alike = known.by_name.get(row.name, [])
    if number in known.by_number:
        row.mandate = known.by_number[number]
        if row.mandate.deputy.name != row.name:
            row.refuse("number_of_another", number)
        elif row.mandate.to_on is not None:
            row.refuse("ended", row.mandate.to_on.isoformat())
        return
    if number:
        unnumbered = [each for each in alike if not each.number]
        row.values["number"] = number
        if len(unnumbered) == 1:
            row.mandate = unnumbered[0]
        elif alike:
            row.notes.append("same_name")
    elif len(alike) == 1:
        row.mandate = alike[0]
    elif alike:
        row.refuse("same_name", str(len(alike)))


def _fits_days(row: Row, known: Known) -> None:
    """Refuse a day on which the change cannot begin."""
    term = known.congress
    if row.on < term.from_on or (term.to_on and row.on > term.to_on):
        row.refuse("outside_term", row.on.isoformat())
    elif row.mandate is not None and row.mandate.from_on > row.on:
        row.refuse("before", row.mandate.from_on.isoformat())
    elif row.mandate is not None and (seat := known.seats.get(row.mandate.pk)) and seat.from_on > row.on:
        row.refuse("later", seat.from_on.isoformat())


def _read(row: Row, cells: dict[str, str], known: Known, replace_contacts: bool) -> None:
    """Read what the cells want; what cannot be read refuses the row."""
    if said := cells.get("ended", ""):
        if row.mandate is None:
            row.refuse("not_there")
        if squeezed(said) not in REASONS:
            row.refuse("reason", said)
        else:
            row.values["ended"] = REASONS[squeezed(said)].value
        return
    if "post" in cells:
        row.values["post"] = cells["post"]
    _seat(row, cells, known)
    given, wrong = contacts_of(cells)
    for name in wrong:
        row.refuse(name)
    holder = row.mandate.deputy_id if row.mandate else 0
    row.contacts = {
        name: value for name, value in given.items() if replace_contacts or (holder, name) not in known.kept
    }


def _by_itself(row: Row, cells: dict[str, str]) -> None:
    """Refuse the cells that can be no good whoever is meant."""
    if (said := squeezed(cells.get("ended", ""))) and said not in REASONS:
        row.refuse("reason", cells["ended"])
    if (word := squeezed(cells.get("office", ""))) and word not in OFFICES:
        row.refuse("office", word)
    for name in contacts_of(cells)[1]:
        row.refuse(name)


def _seat(row: Row, cells: dict[str, str], known: Known) -> None:
    """Read where the deputy sits: empty cells keep the seat, but a new delegation brings neither group nor office."""
    now = known.seats.get(row.mandate.pk) if row.mandate else None
    said = squeezed(cells.get("delegation", ""))
    word = squeezed(cells.get("office", ""))
    if word and word not in OFFICES:
        row.refuse("office", word)
    if not said and now is None:
        row.refuse("delegation")
        return
    delegation = known.delegation(said) if said else now.delegation.name  # type: ignore[union-attr]  # checked above
    stays = now is not None and now.delegation.name == delegation
    group = squeezed(cells.get("group", "")) or (now.group.name if stays and now and now.group else "")
    if word and word not in OFFICES:
        return
    office = OFFICES[word].value if word else (now.office if stays and now else Membership.Office.MEMBER.value)
    if office == Membership.Office.CONVENOR and not group:
        row.refuse("convenor")
    row.values |= {"delegation": delegation, "group": group, "office": office}


def _decide(row: Row, known: Known) -> None:
    """Say what a row does; keep only what differs."""
    if row.mandate is None:
        row.act = "add"
        found = known.earlier.get((row.name, row.values.get("post", "")), [])
        if len(found) == 1:
            row.deputy = found[0]
            row.notes.append("sat_before")
        return
    if "ended" in row.values:
        row.act = "end"
        return
    now = known.seats.get(row.mandate.pk)
    old = {
        "number": row.mandate.number,
        "post": row.mandate.deputy.post,
        "delegation": now.delegation.name if now else "",
        "group": now.group.name if now and now.group else "",
        "office": now.office if now else "",
    }
    for name, new in row.values.items():
        if old[name] != new:
            row.changes.append((name, _words(name, old[name]), _words(name, new)))
    moved = any(name in SEATING for name, _old, _new in row.changes)
    row.act = "move" if moved else "change" if row.changes or row.contacts else "same"


def _words(name: str, value: str) -> str:
    return word_of(value) if name == "office" and value else value


def _refuse_doubles(rows: Sequence[Row]) -> None:
    """Refuse the second of two rows about one deputy, or with one number."""
    seen: dict[Any, int] = {}
    for row in rows:
        if row.act == "refuse":
            continue
        who = row.mandate.pk if row.mandate else (row.values.get("number") or (row.name,))
        first = seen.setdefault(who, row.number)
        if first != row.number:
            row.refuse("double", str(first))


def _refuse_second_heads(rows: Sequence[Row], known: Known) -> None:
    """Refuse whoever would be a second head (团长) of a delegation."""
    spoken_for = {row.mandate.pk for row in rows if row.mandate and row.act != "refuse"}
    heads = {
        seat.delegation.name: ""
        for mandate, seat in known.seats.items()
        if seat.office == Membership.Office.HEAD and seat.to_on is None and mandate not in spoken_for
    }
    for row in rows:
        if row.act in ("refuse", "end") or row.values.get("office") != Membership.Office.HEAD:
            continue
        delegation = row.values["delegation"]
        if delegation in heads:
            row.refuse("second_head", delegation)
        heads[delegation] = row.name


def _digest(rows: Sequence[Row]) -> str:
    told = [
        [row.number, row.name, row.on.isoformat(), row.act, row.changes, row.problems, sorted(row.contacts)]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
