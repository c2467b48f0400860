"""What a table of units would do (导入预览): row by row what is added, changed from what to what, or refused and why.

A plan is made anew when it is carried out, so that it always speaks of the database as it is; nothing is written here.
An empty cell leaves what is known as it is. A unit is known by its name in its place.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huiyin.people.models import House, Place, Unit, UnitName
from huiyin.people.selectors import spellings_of, units_by_name
from huiyin.people.unit_tables import FORMULA, HOUSES, TableRow

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
BETWEEN = re.compile(r"[、,，;；/\n]+")
LENGTHS = {"name": 80, "short_name": 40, "duties": 4000}
YES, NO = ("是", "yes", "true", "1", "y"), ("否", "no", "false", "0", "n")


def kept_code(typed: str) -> str:
    """Return a credit code (统一社会信用代码) as it is kept, in plain capitals; "" for what is none."""
    code = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    return code if CREDIT_CODE.fullmatch(code) else ""


@dataclass(slots=True)
class Row:
    """What one row would do. `act` is add, change, same or refuse; `changes` are field, old words, new words."""

    number: int
    name: str
    act: str = "same"
    unit: Unit | None = None
    values: dict[str, Any] = field(default_factory=dict)  # parent: a unit, None, or the handle of a row of this file
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # code, and the words of the cell

    @property
    def handle(self) -> str:
        """What other rows of the file call it."""
        return f"row:{self.number}"

    def refuse(self, code: str, words: str = "") -> None:
        """Note why it cannot be taken in."""
        self.act = "refuse"
        self.problems.append((code, words))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole file would do; `digest` says of which rows and with what outcome."""

    rows: tuple[Row, ...]
    digest: str

    def count(self, act: str) -> int:
        """Return how many rows do this."""
        return sum(row.act == act for row in self.rows)

    def in_order(self) -> Iterator[Row]:
        """Yield what is to be written, a unit before those that stand below it."""
        waiting = [row for row in self.rows if row.act in ("add", "change")]
        done: set[str] = {row.handle for row in self.rows if row.act == "same"}
        while waiting:
            ready = [row for row in waiting if not isinstance(p := row.values.get("parent"), str) or p in done]
            if not ready:
                return  # a circle; the plan has refused it
            yield from ready
            done |= {row.handle for row in ready}
            waiting = [row for row in waiting if row not in ready]


def plan_import(table: Sequence[TableRow], *, today: date) -> Plan:
    """Return what the rows of a table would do to the units as they are now."""
    context = _Context(today)
    rows = [_row(each, context) for each in table]
    _refuse_doubles(rows)
    for row, each in zip(rows, table, strict=True):
        _parent(row, each.cells.get("parent", ""), rows, context)
    _refuse_circles(rows)
    _refuse_orphans(rows)
    for row in rows:
        _decide(row)
    return Plan(tuple(rows), _digest(rows))


class _Context:
    """What is looked up once for the whole table: places, and the only place where there is one alone."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.places: dict[str, Place] = {}
        for place in Place.objects.order_by("pk"):
            for name in filter(None, (place.code, place.name, place.short_name)):
                self.places.setdefault(name, place)
        tops = list(Place.objects.filter(parent__isnull=True)[:2])
        self.top = tops[0] if len(tops) == 1 else None


def _row(table: TableRow, context: _Context) -> Row:
    cells = dict(table.cells)
    row = Row(table.number, "".join(cells.get("name", "").split()).replace(FORMULA, "="))
    for name, cell in cells.items():
        if cell == FORMULA:
            row.refuse("formula", name)
        elif len(cell) > LENGTHS.get(name, 200):
            row.refuse("long", name)
    if row.problems:
        return row
    if not row.name:
        row.refuse("name")
        return row
    place = context.places.get(cells["place"]) if "place" in cells else context.top
    if place is None:
        row.refuse("place", cells.get("place", ""))
        return row
    row.unit = Unit.objects.filter(name__in=spellings_of(row.name), place=place, valid_to__isnull=True).first()
    if row.unit is None:
        others = [unit for unit in units_by_name(row.name, context.today, place=place) if unit.place_id == place.pk]
        if others:
            row.refuse("known_as", others[0].name)
        row.values |= {"name": row.name, "place": place}
    _read(row, cells)
    return row


def _read(row: Row, cells: dict[str, str]) -> None:
    """Read the cells that stand for themselves; what cannot be read refuses the row."""
    for name in ("short_name", "duties"):
        if name in cells:
            row.values[name] = cells[name]
    if "aliases" in cells:
        row.values["aliases"] = tuple(dict.fromkeys(filter(None, map(str.strip, BETWEEN.split(cells["aliases"])))))
    if "credit_code" in cells:
        code = kept_code(cells["credit_code"])
        if code:
            row.values["credit_code"] = code
        else:
            row.refuse("credit_code", cells["credit_code"])
    if "is_government" in cells:
        said = cells["is_government"].lower()
        if said not in YES + NO:
            row.refuse("yes_or_no", said)
        row.values["is_government"] = said in YES
    _read_house(row, cells.get("house", ""))
    for name in ("valid_from", "valid_to"):
        if name in cells:
            _read_day(row, name, cells[name])
    first, last = row.values.get("valid_from"), row.values.get("valid_to")
    if first and last and last < first:
        row.refuse("days")


def _read_house(row: Row, said: str) -> None:
    if not said:
        if row.unit is None:
            row.refuse("house")
        return
    found = HOUSES.get(said) or next((house for word, house in HOUSES.items() if word in said), None)
    if found is None and said in House.values:
        found = House(said)
    if found is None:
        row.refuse("house", said)
    else:
        row.values["house"] = found.value


def _read_day(row: Row, name: str, said: str) -> None:
    found = DAY.fullmatch("".join(said.split()))
    try:
        row.values[name] = date(*map(int, found.groups())) if found else None
    except ValueError:
        found = None
    if found is None:
        row.values.pop(name, None)
        row.refuse("day", said)


def _refuse_doubles(rows: Sequence[Row]) -> None:
    """Refuse the second of two rows about one unit."""
    seen: dict[tuple[str, Any], int] = {}
    for row in rows:
        if row.act == "refuse":
            continue
        place = row.unit.place_id if row.unit else row.values["place"].pk
        first = seen.setdefault((row.name, place), row.number)
        if first != row.number:
            row.refuse("double", str(first))


def _parent(row: Row, said: str, rows: Sequence[Row], context: _Context) -> None:
    """Find the unit above: a row of this file, or a unit that is there."""
    if not said or row.act == "refuse":
        return
    place = row.unit.place if row.unit else row.values["place"]
    own = [each for each in rows if each.name == "".join(said.split()) and each.unit is None]
    if own:
        row.values["parent"] = own[0].handle
        return
    found = units_by_name(said, context.today, place=place)
    if len(found) == 1:
        row.values["parent"] = found[0]
    else:
        row.refuse("parent_many" if found else "parent", said)


def _refuse_circles(rows: Sequence[Row]) -> None:
    """Refuse every row that would stand below itself, by rows of this file and units that are there."""
    above = dict(Unit.objects.values_list("pk", "parent_id"))
    by_handle = {row.handle: row for row in rows}
    of_unit = {row.unit.pk: row for row in rows if row.unit is not None}

    def node_of(row: Row) -> Any:
        return row.unit.pk if row.unit is not None else row.handle

    def next_of(node: Any) -> Any:
        row = by_handle.get(node) if isinstance(node, str) else of_unit.get(node)
        if row is not None and "parent" in row.values:
            parent = row.values["parent"]
            return parent.pk if isinstance(parent, Unit) else parent
        return above.get(node)

    for row in rows:
        if "parent" not in row.values:
            continue
        node, seen = next_of(node_of(row)), set()
        while node is not None and node not in seen:
            if node == node_of(row):
                row.refuse("circle")
                break
            seen.add(node)
            node = next_of(node)


def _refuse_orphans(rows: Sequence[Row]) -> None:
    """Refuse rows whose unit above is refused, down the whole tree."""
    refused = {row.handle for row in rows if row.act == "refuse"}
    found = True
    while found:
        found = False
        for row in rows:
            if row.act != "refuse" and row.values.get("parent") in refused:
                row.refuse("parent_refused")
                refused.add(row.handle)
                found = True


def _decide(row: Row) -> None:
    """Say whether a row adds, changes or leaves as it is; keep only what differs."""
    if row.act == "refuse":
        return
    if row.unit is None:
        row.act = "add"
        return
    for name, new in list(row.values.items()):
        old = _known(row.unit, name)
        if old == new or (name == "aliases" and set(new) <= set(old)):
            del row.values[name]
            continue
        if name == "aliases":
            row.values[name] = new = tuple(dict.fromkeys((*old, *new)))
        row.changes.append((name, words_of(old), words_of(new)))
    row.act = "change" if row.changes else "same"


def _known(unit: Unit, name: str) -> Any:
    if name == "aliases":
        return tuple(unit.names.filter(sort=UnitName.Sort.ALIAS).order_by("name").values_list("name", flat=True))
    return getattr(unit, name)


def words_of(value: Any) -> str:
    """Return a value of a unit as words of the table."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return YES[0] if value else NO[0]
    if isinstance(value, tuple):
        return "、".join(value)
    words = {house.value: word for word, house in HOUSES.items()}
    return words.get(value, str(value)) if isinstance(value, str) else str(value)


def _digest(rows: Sequence[Row]) -> str:
    told = [[row.number, row.name, row.act, row.changes, row.problems] for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def present_rows(today: date) -> list[dict[str, str]]:
    """Return the units of a day as rows of the table, so that it can be changed and taken in again."""
    units = Unit.objects.valid_on(today).select_related("place", "parent").prefetch_related("names")
    return [_as_row(unit) for unit in units.order_by("place__code", "house", "name")]


def _as_row(unit: Unit) -> dict[str, str]:
    aliases = "、".join(sorted(each.name for each in unit.names.all() if each.sort == UnitName.Sort.ALIAS))
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "aliases": aliases,
        "house": words_of(str(unit.house)),
        "place": unit.place.name,
        "parent": unit.parent.name if unit.parent else "",
        "is_government": words_of(unit.is_government),
        "credit_code": unit.credit_code,
        "duties": unit.duties,
        "valid_from": words_of(unit.valid_from),
        "valid_to": words_of(unit.valid_to),
    }
