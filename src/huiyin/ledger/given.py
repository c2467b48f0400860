"""What is handed in with a new case or with a step of one; values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huiyin.ledger.models import Case, Source, Statement
from huiyin.people.models import Deputy, Unit


@dataclass(frozen=True, slots=True)
class Ground:
    """What a new entry rests on: a statement of a source, or a bare span of one."""

    source: Source
    start: int
    end: int
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a person hands in with a step: words, choices, units and files.

    `words` are kept as notes by name (`reason`, `text`, `said`, `problem`, `next`); `values` are dates, codes and
    numbers by name (`until`, `outcome`, `due_on`, `unit_key` …); `fields` are columns of the 台账 that a step settles.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    unit: Unit | None = None
    government: Unit | None = None
    office: Unit | None = None  # of the government, which hands out in a second step
    into: Case | None = None  # the item with which this one is handled (并案)
    part_units: Sequence[Unit] = ()
    co_units: Sequence[Unit] = ()
    responsible_units: Sequence[Unit] = ()
    attachments: Sequence[Mapping[str, str]] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] | None = None
    deputies: Sequence[tuple[Deputy, str]] = ()  # who signed, and as what: `filer`, `cosigner`
