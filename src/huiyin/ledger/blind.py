"""Blind double review (背靠背复核): two people decide apart, neither sees the other's word until both have spoken.

A decision is one person's own (`Confirmation`); the statement stays a draft until two decisions agree, or until a
difference is settled side by side. How often two people agree is told per kind, with what it is counted from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from huiyin.errors import LedgerError
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Confirmation, Event, Source, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.record import NewEvent, record
from huiyin.ledger.review_writing import held, images, seen, write
from huiyin.ledger.source_image import StatementImage
from huiyin.people.viewer import Viewer
from huiyin.reading import Kind

FIELDS = ("start", "end", "kind", "period", "measures", "mentions")  # what two people may differ on
FINAL = ("confirmed", "rejected")
Decision = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement on which two people decided differently; `words` are who said what."""

    key: str
    words: tuple[tuple[str, Decision], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two people agreed: `same` of `all`; for a kind, of the statements to which either gave it."""

    kind: str
    same: int
    all: int


def give(
    source: Source,
    decisions: Mapping[str, Decision],
    found: Mapping[str, StatementImage],
    *,
    notes: Mapping[str, str] | None = None,
    by: Viewer,
    at: datetime,
) -> Event:
    """Keep one person's decisions; where they agree with another's, the statement is settled by the same event.

    Raises:
        LedgerError: `review.settled`: it is decided already; `review.two_have_spoken`: it waits to be settled.
    """
    own, others = _words(source, decisions, by.key)
    given, was_given, changes = [], [], []
    for key, decision in decisions.items():
        image = found[key]
        if image.state in FINAL:
            raise LedgerError("review.settled", statement=key)
        if len(others.get(key, ())) > 1:
            raise LedgerError("review.two_have_spoken", statement=key)
        mine = {**_as_it_stands(image), **own.get(key, {}), **decision}
        given.append([key, mine])
        was_given.append([key, own.get(key)])
        other = next(iter(others.get(key, ())), None)
        if other is not None and mine["state"] in FINAL and same(mine, other):
            changes.append((key, _settled(mine)))
    extra: dict[str, Any] = {"given": given, "was_given": was_given}
    if notes:
        extra["notes"] = {"reason": notes}
    return write(source, "statement.given", changes=changes, before=found, extra=extra, by=by, at=at)


def take_back(
    source: Source, key: str, found: Mapping[str, StatementImage], *, by: Viewer, at: datetime
) -> Event | None:
    """Take back one's own decision, as long as it is not settled."""
    own, _others = _words(source, (key,), by.key)
    if found[key].state in FINAL:
        raise LedgerError("review.settled", statement=key)
    if key not in own:
        return None
    payload = {"given": [[key, None]], "was_given": [[key, own[key]]], "changes": [], "was": []}
    events = [NewEvent("statement.taken_back", payload)]
    return record(stream=Stream.SOURCE, key=source.key, events=events, by=actor_of(by), at=at)[0]


@transaction.atomic
def settle(
    *, source: Source, key: str, version: int, word_of: str, reason: str = "", by: Viewer, at: datetime
) -> Event:
    """Settle a difference by taking one of the two decisions; `word_of` is the account whose it is.

    Raises:
        LedgerError: `review.no_such_word`: that person has not decided.
        StaleWrite: it was settled meanwhile.
    """
    source = held(source)
    found = images(source, (key,))
    seen(found[key], version)
    row = Confirmation.objects.filter(statement__key=key, account__key=word_of).first()
    if row is None or row.decision["state"] not in FINAL:
        raise LedgerError("review.no_such_word", statement=key)
    extra = {"notes": {"why": keep_note(reason.strip())}} if reason.strip() else {}
    changes = [(key, _settled(row.decision))]
    return write(source, "statement.settled", changes=changes, before=found, extra=extra, by=by, at=at)


def same(one: Decision, other: Decision) -> bool:
    """Return whether two decisions say the same; of something rejected nothing else matters."""
    if one["state"] != other["state"]:
        return False
    return one["state"] == "rejected" or all(one.get(name) == other.get(name) for name in FIELDS)


def differences(source: Source) -> list[Difference]:
    """Return the drafts on which two people have decided differently, in text order."""
    rows = Confirmation.objects.filter(
        statement__source=source, statement__state="draft", statement__gone=False
    ).select_related("statement", "account")
    words: dict[str, list[tuple[str, Decision]]] = {}
    for row in rows.order_by("statement__start", "at"):
        if row.decision["state"] in FINAL:
            words.setdefault(row.statement.key, []).append((row.account.key, row.decision))
    return [Difference(key, tuple(both)) for key, both in words.items() if len(both) > 1]


def agreement(source: Source) -> list[Agreement]:
    """Return how often two people agreed, first over all statements that both decided, then kind by kind."""
    rows = Confirmation.objects.filter(statement__source=source).order_by("at").values_list("statement_id", "decision")
    pairs: dict[int, list[str]] = {}
    for statement, decision in rows:
        if decision["state"] in FINAL:
            pairs.setdefault(statement, []).append(_label(decision))
    both = [labels[:2] for labels in pairs.values() if len(labels) > 1]
    found = [Agreement("", sum(one == other for one, other in both), len(both))]
    for kind in (*Kind, "rejected"):
        either = [pair for pair in both if kind in pair]
        found.append(Agreement(str(kind), sum(one == other for one, other in either), len(either)))
    return found


def _label(decision: Decision) -> str:
    return "rejected" if decision["state"] == "rejected" else str(decision["kind"])


def _as_it_stands(image: StatementImage) -> dict[str, Any]:
    return {"start": image.start, "end": image.end, "kind": image.kind, "period": image.period, "state": "draft"}


def _settled(decision: Decision) -> dict[str, Any]:
    """Return the patch by which a decision becomes the statement's."""
    names = ("state", "reason") if decision["state"] == "rejected" else ("state", *FIELDS)
    return {name: decision[name] for name in names if name in decision}


def _words(source: Source, keys: Any, account: str) -> tuple[dict[str, Decision], dict[str, list[Decision]]]:
    """Return what this person and what others have said of statements."""
    rows = Confirmation.objects.filter(statement__source=source, statement__key__in=list(keys))
    own: dict[str, Decision] = {}
    others: dict[str, list[Decision]] = {}
    for key, who, decision in rows.order_by("at").values_list("statement__key", "account__key", "decision"):
        if who == account:
            own[key] = decision
        elif decision["state"] in FINAL:
            others.setdefault(key, []).append(decision)
    return own, others
