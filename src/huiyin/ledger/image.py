"""What the events of a case add up to (现状): a pure fold, so that every row of a case can be rebuilt and compared.

A case event's payload may hold, each optional:
`opened` (entry, case_type, policy, policy_version, house, place, year, number, title),
`step` (a `huiyin.policy.Step` as JSON),
`moved` (house and place of the government that took it up; policy and version to which it was moved),
`fields` (columns of the 台账),
`parties` ([unit key, part, `add` | `end` | `accept`]), `deputies` ([deputy key, part, `add` | `end`]),
`filed` (how a deputy's item was filed), `evaluation` (deputy, attitude, result; its reason is a note),
`merged_into` (key of the case it is handled with), `promised_in` (key of the case in whose reply it stands),
`report` (a progress report), `issued`, `supervision`,
`notes` ({what it is: {note, digest}}), `attachments` ([{attachment, sha256}]).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

import msgspec

from huiyin import policy

FIELDS: dict[str, type] = {  # columns that `fields` may set, with what they hold
    "title": str,
    "number": str,
    "category": str,
    "topics": list,
    "indicator": str,
    "unit_of_measure": str,
    "base_value": Decimal,
    "target_relation": str,
    "target_value": Decimal,
    "reached_value": Decimal,
    "end_state": str,
    "leader": str,
    "contact": str,
    "milestones": list,
    "starts_on": date,
    "vague": bool,
    "progress_light": str,
    "year": int,
}
PLAIN = ("opened", "merged_into", "promised_in", "issued", "supervision")  # kept as an event says them


class Told(TypedDict, total=False):
    """What a fold takes of a payload; `verify` reads no more of one, and the step as what it is."""

    step: policy.Step
    opened: Mapping[str, Any]
    moved: Mapping[str, Any]
    fields: Mapping[str, Any]
    parties: Sequence[Any]
    deputies: Sequence[Any]
    filed: Mapping[str, Any]
    evaluation: Mapping[str, Any]
    merged_into: Any
    promised_in: Any
    report: Mapping[str, Any]
    issued: Any
    supervision: Any
    given: Any
    notes: Any


EMPTY: Mapping[str, Any] = {  # before any event says otherwise
    name: {str: "", list: [], bool: False}.get(sort) for name, sort in FIELDS.items()
}


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report as its event tells it; keys of notes and attachments."""

    position: int
    unit: str
    period: str
    value: Decimal | None
    share: Decimal | None
    form: str
    said: str
    problem: str
    next_step: str
    evidence: tuple[str, ...]
    uses: tuple[str, ...]
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Party:
    """A unit's part in the case; one that ended stays, inactive."""

    unit: str
    part: str
    active: bool = True
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """A deputy's part in the case: `filer` or `cosigner`; one that ended stays, inactive."""

    deputy: str
    part: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """One deputy's evaluation of one round, as its event tells it."""

    position: int
    round: int
    deputy: str
    attitude: str
    result: str
    reason: str
    evaluated_at: datetime
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A case as its events tell it; units, places and accounts by key or code."""

    opened: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=lambda: dict(EMPTY))
    state: policy.State | None = None
    parties: tuple[Party, ...] = ()
    deputies: tuple[Signer, ...] = ()
    filed: Mapping[str, Any] = field(default_factory=dict)
    evaluations: tuple[Judged, ...] = ()
    merged_into: str = ""
    promised_in: str = ""
    reports: tuple[Report, ...] = ()
    issued: bool = False
    supervision: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0

    @property
    def lead(self) -> str:
        """Key of the lead unit (牵头单位), or ""."""
        return next((party.unit for party in self.parties if party.active and party.part == "lead_unit"), "")

    def in_hand(self, hand: str) -> tuple[str, ...]:
        """Return the keys of the units that are a hand now."""
        return tuple(party.unit for party in self.parties if party.active and party.part == hand)


NO_EVENT = Image()


def fold(events: Iterable[Any]) -> Image:
    """Return what events (rows or anything with their attributes) of one case add up to, in order."""
    folding = Folding()
    for event in events:
        folding.take(event.payload, position=event.position, at=event.at)
    return folding.image()


def advance(image: Image, payload: Mapping[str, Any], *, position: int, at: datetime) -> Image:
    """Return the image after one more event."""
    folding = Folding(image)
    folding.take(payload, position=position, at=at)
    return folding.image()


class Folding:
    """A fold under way: takes events one after another, and gives the image that they add up to.

    An image is a value, and making one for every event costs more than all that an event says. An event that cannot be
    folded raises in `take`; what was taken before is of no use then.
    """

    def __init__(self, image: Image = NO_EVENT) -> None:
        self._before = image
        self._round = image.state.round if image.state else 1
        self._fields = dict(image.fields)
        self._parties = {(party.unit, party.part): party for party in image.parties}
        self._deputies = {(signer.deputy, signer.part): signer for signer in image.deputies}
        self._evaluations = list(image.evaluations)
        self._reports = list(image.reports)
        self._steps: list[policy.Step] = []
        self._changes: dict[str, Any] = {}

    def take(self, payload: Mapping[str, Any], *, position: int, at: datetime) -> None:
        """Add one more event."""
        changes = self._changes
        changes["version"], changes["changed_at"] = position, at
        for name in PLAIN:
            if name in payload:
                changes[name] = payload[name]
        if "opened" in payload:
            changes["opened_at"] = at
        if "filed" in payload:
            changes["filed"] = _filed(payload["filed"])
        if "evaluation" in payload:
            self._evaluations.append(_judged(self._round, payload, position, at))
        step = msgspec.convert(payload["step"], policy.Step) if "step" in payload else None  # itself, where it is one
        if step:
            self._take_step(step, at)
        if "moved" in payload:
            changes["opened"] = {**changes.get("opened", self._before.opened), **payload["moved"]}
        if "fields" in payload:
            self._fields.update((name, _read(name, value)) for name, value in payload["fields"].items())
        if "parties" in payload:
            _change_parties(self._parties, payload["parties"])
        if step and (unit := _part_accepted(step, payload)) and (unit, "part_handler") in self._parties:
            _change_parties(self._parties, [(unit, "part_handler", "accept")])
        if "deputies" in payload:
            for deputy, part, change in payload["deputies"]:
                self._deputies[deputy, part] = Signer(deputy, part, change == "add")
        if "report" in payload:
            self._reports.append(_report(payload["report"], position, at))

    def _take_step(self, step: policy.Step, at: datetime) -> None:
        self._steps.append(step)
        self._round = step.round
        self._changes["closed_at"] = at if step.closed else None

    def image(self) -> Image:
        """Return what was taken, added to what was there before."""
        if self._steps:
            self._changes["state"] = policy.fold(self._steps, self._before.state or policy.NOTHING)
        return replace(
            self._before,
            fields=dict(self._fields),
            parties=tuple(self._parties.values()),
            deputies=tuple(self._deputies.values()),
            evaluations=tuple(self._evaluations),
            reports=tuple(self._reports),
            **self._changes,
        )


def _filed(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how an item was filed, the wish as the key of its note."""
    return {
        "session": told.get("session", ""),
        "at_session": told["at_session"],
        "paper": told.get("paper", False),
        "publish": told["publish"],
        "wish": told.get("wish", {}).get("note", ""),
    }


def _judged(in_round: int, payload: Mapping[str, Any], position: int, at: datetime) -> Judged:
    """Return an evaluation; it is of the round in which it was given, whatever the step leads to."""
    told, notes = payload["evaluation"], payload.get("notes", {})
    signed = payload.get("given", {}).get("signed_on")
    return Judged(
        position=position,
        round=in_round,
        deputy=told.get("deputy", ""),
        attitude=told.get("attitude", ""),
        result=told.get("result", ""),
        reason=(notes.get("reason") or notes.get("text") or {}).get("note", ""),
        evaluated_at=at,
        signed_on=date.fromisoformat(signed) if signed else None,
    )


def _read(name: str, value: Any) -> Any:
    sort = FIELDS[name]
    if value is None:
        return None
    if sort is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if sort is date else value


def _change_parties(rows: dict[tuple[str, str], Party], changes: Iterable[tuple[str, str, str]]) -> None:
    for unit, part, change in changes:
        before = rows.get((unit, part))
        kept = change != "add" and before is not None and before.accepted
        rows[unit, part] = Party(unit, part, active=change != "end", accepted=change == "accept" or kept)


def _part_accepted(step: policy.Step, payload: Mapping[str, Any]) -> str:
    """Return the unit that accepts its part (分办签收): what it gives says which it is, no list of parties does."""
    if step.action != "accept":
        return ""
    return str(payload.get("given", {}).get("unit_key") or "")


def _report(told: Mapping[str, Any], position: int, at: datetime) -> Report:
    return Report(
        position=position,
        unit=told.get("unit", ""),
        period=told["period"],
        value=Decimal(told["value"]) if told.get("value") is not None else None,
        share=Decimal(told["share"]) if told.get("share") is not None else None,
        form=told.get("form", ""),
        said=told.get("said", {}).get("note", ""),
        problem=told.get("problem", {}).get("note", ""),
        next_step=told.get("next", {}).get("note", ""),
        evidence=tuple(told.get("evidence", ())),
        uses=tuple(told.get("uses", ())),
        reported_at=at,
    )
