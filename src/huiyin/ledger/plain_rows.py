"""Rows of many cases with the attributes of their models and nothing else of them, for `ledger verify`.

Making models of a million rows takes longer than all that is compared of them. What is read here has the attributes
that `projections.image_of_rows` and `differing_columns` ask for, so that there is one reading of rows, not two.
Days, moments and JSON are asked for as text and read here, two to three times as fast as by their fields.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Model, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from huiyin import policy
from huiyin.ledger.chain import canonical
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Evaluation, Progress

OWN = tuple(field.attname for field in Case._meta.concrete_fields)
KEYS = {
    "entry": "entry__key",
    "place": "place__code",
    "merged_into": "merged_into__key",
    "promised_in": "promised_in__key",
}
FILED = ("session", "at_session", "paper", "publish", "wish")
BESIDE: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {  # what lies beside a case: whose key, and its columns
    "parties": (CaseParty, "unit", ("pk", "unit_id", "part", "active", "accepted")),
    "deputies": (CaseDeputy, "deputy", ("pk", "part", "active")),
    "evaluations": (
        Evaluation,
        "deputy",
        ("position", "round", "attitude", "result", "reason", "evaluated_at", "signed_on"),
    ),
    "reports": (
        Progress,
        "unit",
        (
            "position",
            "period",
            "value",
            "share",
            "form",
            "said",
            "problem",
            "next_step",
            "evidence",
            "uses",
            "reported_at",
        ),
    ),
}

STATE = msgspec.json.Decoder(policy.State)


class Rows(list[Any]):
    """Rows beside a case, asked for as a model's are."""

    def all(self) -> "Rows":
        """Return all of them."""
        return self


def one_of(values: Sequence[str]) -> RawSQL:
    """Return many values as one parameter, for `__in`; each of its own costs, and SQLite takes no thousand."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(values)])
    return RawSQL("SELECT value FROM json_each(%s)", [msgspec.json.encode(list(values)).decode()])


def moment_of(said: str) -> datetime:
    """Return a moment from its text: PostgreSQL writes its offset, SQLite holds UTC without one."""
    at = datetime.fromisoformat(said)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def state_of(said: str, *, told: policy.State | None) -> Any:
    """Return the state that a row says (`plain_cases` leaves its text), the told one itself where it says the same.

    SQLite holds it in the form in which it is compared; reading a state takes ten times as long as writing one. What
    is no state (no step was taken yet, or it was forged) is returned as it stands.
    """
    if told and canonical(told) == said.encode():
        return told
    try:
        return STATE.decode(said)
    except msgspec.ValidationError:
        return msgspec.json.decode(said)


def _or_itself(read: Callable[[str], Any], said: str) -> Any:
    """Return what a text says, or the text: no day and no JSON, it will differ from what the events say."""
    try:
        return read(said)
    except (ValueError, msgspec.DecodeError):
        return said


def _reader_of(column: Field[Any, Any]) -> Callable[[str], Any] | None:
    if column.name == "state":
        return str
    sorts: tuple[tuple[type, Callable[[str], Any]], ...] = (
        (DateTimeField, moment_of), (DateField, date.fromisoformat), (JSONField, msgspec.json.decode),
    )  # fmt: skip
    return next((read for sort, read in sorts if isinstance(column, sort)), None)


def _read(rows: QuerySet[Any], *further: str, columns: Sequence[str]) -> Iterator[list[Any]]:
    """Yield rows: columns of other tables as the database gives them, then own ones."""
    names = {column.attname: column for column in rows.model._meta.concrete_fields}
    readers = {name: read for name in columns if name in names and (read := _reader_of(names[name]))}
    asked = [Cast(name, TextField()) if name in readers else name for name in columns]
    placed = [(place, readers[name]) for place, name in enumerate(columns, len(further)) if name in readers]
    for row in map(list, rows.values_list(*further, *asked)):
        for place, read in placed:
            if row[place] is not None:
                row[place] = _or_itself(read, row[place])
        yield row


def plain_cases(keys: Sequence[str]) -> dict[str, Any]:
    """Return the rows of cases by key, with all rows that an image needs; the state as its text (`state_of`)."""
    further = (*KEYS.values(), *(f"filing__{name}" for name in ("pk", *FILED)))
    rows = Case.objects.filter(key__in=one_of(keys)).order_by()
    found, by_id = {}, {}
    for row in _read(rows, *further, columns=OWN):
        case = SimpleNamespace(**dict(zip(OWN, row[len(further) :], strict=True)))
        for name, key in zip(KEYS, row, strict=False):
            setattr(case, name, None if key is None else SimpleNamespace(key=key, code=key))
        is_filed, *columns = row[len(KEYS) : len(further)]
        case.filing = None if is_filed is None else SimpleNamespace(**dict(zip(FILED, columns, strict=True)))
        for name in BESIDE:
            setattr(case, name, Rows())
        found[case.key] = by_id[case.id] = case
    for name in BESIDE:
        _put_beside(by_id, name, keys)
    return found


def _put_beside(cases: dict[int, Any], name: str, keys: Sequence[str]) -> None:
    """Put the rows of one sort beside their cases."""
    model, whose, columns = BESIDE[name]
    manager: Any = model._default_manager
    rows = manager.filter(case__key__in=one_of(keys)).order_by()
    for case_id, key, *values in _read(rows, "case_id", f"{whose}__key", columns=columns):
        row = SimpleNamespace(**dict(zip(columns, values, strict=True)))
        setattr(row, whose, None if key is None else SimpleNamespace(key=key))
        if case_id in cases:
            getattr(cases[case_id], name).append(row)
