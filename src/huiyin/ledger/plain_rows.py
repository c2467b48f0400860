"""Rows of many cases with the attributes of their models and nothing else of them, for `ledger verify`.

Making models of a million rows takes longer than all that is compared of them. What is read here has the attributes
that `projections.image_of_rows` and `differing_columns` ask for, so that there is one reading of rows, not two.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Model, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Evaluation, Progress

OWN = tuple(field.attname for field in Case._meta.concrete_fields if field.name != "state")
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

LISTS = {"evidence", "uses"}  # JSON, which is read three times as fast from its text


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


def plain_cases(keys: Sequence[str]) -> dict[str, Any]:
    """Return the rows of cases by key, with all rows that an image needs."""
    filed = (f"filing__{name}" for name in ("pk", *FILED))
    rows = Case.objects.filter(key__in=one_of(keys)).order_by()
    found, by_id = {}, {}
    for row in rows.values_list(Cast("state", TextField()), *OWN, *KEYS.values(), *filed):
        case = SimpleNamespace(**dict(zip(OWN, row[1:], strict=False)))
        case.state = msgspec.json.decode(row[0])
        for name, key in zip(KEYS, row[1 + len(OWN) :], strict=False):
            setattr(case, name, None if key is None else SimpleNamespace(key=key, code=key))
        is_filed, *columns = row[1 + len(OWN) + len(KEYS) :]
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
    asked = [Cast(column, TextField()) if column in LISTS else column for column in columns]
    for case_id, key, *values in rows.values_list("case_id", f"{whose}__key", *asked):
        row = SimpleNamespace(**dict(zip(columns, values, strict=True)))
        for column in LISTS & row.__dict__.keys():
            setattr(row, column, msgspec.json.decode(getattr(row, column)))
        setattr(row, whose, None if key is None else SimpleNamespace(key=key))
        if case_id in cases:
            getattr(cases[case_id], name).append(row)
