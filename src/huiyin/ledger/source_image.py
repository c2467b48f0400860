"""What the events of a source add up to (审阅现状): a pure fold, so that every statement can be rebuilt and compared.

A source event's payload may hold, each optional:
`added` (what the source is: digests, codes, days), `read` (`reader`, `schema`, `reading`: digest of what was read,
`statements`: how many), `reread` (`gone`: keys, `made`: numbers of statements of the new reading, `updated`: [key,
number]), `withdrawn`, `shared`, `changes` and `was` ([[key, patch], …]: what became of statements, what they had been),
`made` ([[key, of, patch], …]: statements begun as a copy of another), `given` ([[key, decision or None], …]: one
person's own word in a blind review), `undoes` and `redoes` (a position), `notes`.

A patch sets fields of a statement: `start`, `end`, `kind`, `period`, `speaker`, `measures`, `mentions`, `topics`,
`places`, `state`, `reason` (a note), `gone`; with `by` and `at` where somebody else's decision is restored. Words that
the text has never stand in it: a speaker or a subject is a span.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from huiyin.ledger import chain

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
Patch = Mapping[str, Any]
JUDGED = ("start", "end", "kind", "period", "speaker", "measures", "mentions")  # what a person judges of a statement


@dataclass(frozen=True, slots=True)
class StatementImage:
    """A statement as the events tell it; its words follow from the text of the source."""

    key: str
    start: int
    end: int
    kind: str
    speaker: str
    period: str
    topics: list[str]
    places: list[dict[str, str]]
    measures: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    checkable: int
    state: str = "draft"
    proposal: Mapping[str, Any] | None = None
    reader: str = ""
    reason: str = ""  # key of the note that says why it was rejected
    version: int = 1
    decided_by: str = ""
    decided_at: datetime | None = None
    gone: bool = False

    @property
    def changed_by_hand(self) -> bool:
        """Whether it differs from what the machine proposed, or the machine proposed nothing."""
        return self.proposal is None or any(getattr(self, name) != self.proposal[name] for name in JUDGED)


@dataclass(frozen=True, slots=True)
class SourceImage:
    """A source and its statements as its events tell them."""

    added: Mapping[str, Any] = field(default_factory=dict)
    reader: str = ""
    withdrawn: bool = False
    shared: bool = False
    statements: Mapping[str, StatementImage] = field(default_factory=dict)
    given: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)  # by statement and account
    version: int = 0


def reading_digest(reading: Mapping[str, Any]) -> str:
    """Return the digest by which an event names what was read."""
    return hashlib.sha256(chain.canonical(reading)).hexdigest()


def statement_key(source_key: str, position: int, number: int) -> str:
    """Return the key of a statement that an event makes: the same at every rebuilding, guessable by nobody."""
    digest = hashlib.sha256(f"{source_key}:{position}:{number}".encode()).digest()
    bits = int.from_bytes(digest[:9]) >> 2
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(65, -1, -5))


def fold(events: Iterable[Any], *, key: str, text: str, readings: Mapping[str, Mapping[str, Any]]) -> SourceImage:
    """Return what the events of one source add up to, in order.

    Args:
        readings: what each reader read, by the reader's name; an event names it by its digest.
    """
    image = SourceImage()
    statements: dict[str, StatementImage] = {}
    given: dict[tuple[str, str], Mapping[str, Any]] = {}
    for event in events:
        payload = event.payload
        changed = advanced(statements, event, key=key, text=text, readings=readings)
        statements.update(changed)
        for statement, decision in payload.get("given", ()):
            if decision is None:
                given.pop((statement, event.actor), None)
            else:
                given[statement, event.actor] = decision
        image = replace(
            image,
            added=payload.get("added", image.added),
            reader=payload["read"]["reader"] if "read" in payload else image.reader,
            withdrawn=payload.get("withdrawn", image.withdrawn),
            shared=payload.get("shared", image.shared),
            version=event.position,
        )
    return replace(image, statements=statements, given=given)


def advanced(
    statements: Mapping[str, StatementImage],
    event: Any,
    *,
    key: str,
    text: str,
    readings: Mapping[str, Mapping[str, Any]],
) -> dict[str, StatementImage]:
    """Return the statements that one event makes or changes, as they are after it."""
    payload = event.payload
    found: dict[str, StatementImage] = {}
    if "read" in payload:
        told = payload["read"]
        reading = readings[told["reader"]]
        if "reread" in payload:
            found |= _reread(statements, payload["reread"], event, key=key, reading=reading, reader=told["reader"])
        else:
            for number in range(told["statements"]):
                made = of_reading(reading["statements"][number], told["reader"])
                name = statement_key(key, event.position, number)
                found[name] = replace(made, key=name)
    for name, of, patch in payload.get("made", ()):
        begun = replace(statements[of], key=name, proposal=None, version=0, decided_by="", decided_at=None)
        found[name] = patched(begun, patch, text=text, by=event.actor, at=event.at)
    for name, patch in payload.get("changes", ()):
        found[name] = patched(found.get(name) or statements[name], patch, text=text, by=event.actor, at=event.at)
    return found


def touched(payload: Mapping[str, Any]) -> set[str]:
    """Return the keys of the statements that must be known before an event can be applied."""
    keys = {name for name, _patch in payload.get("changes", ())} | {of for _name, of, _patch in payload.get("made", ())}
    reread = payload.get("reread", {})
    return keys | set(reread.get("gone", ())) | {name for name, _number in reread.get("updated", ())}


def of_reading(read: Mapping[str, Any], reader: str) -> StatementImage:
    """Return a statement as a reader proposes it; its key is still to be given."""
    proposed = {
        "start": read["start"],
        "end": read["end"],
        "kind": read["kind"],
        "period": read["period"],
        "speaker": read["speaker"] or "",
        "measures": list(read["measures"]),
        "mentions": list(read["mentions"]),
    }
    return StatementImage(
        key="",
        **proposed,
        topics=list(read["topics"]),
        places=list(read["places"]),
        checkable=read["checkable"],
        proposal={**proposed, "anchor": read["anchor"], "rules": list(read["rules"])},
        reader=reader,
    )


def _reread(
    statements: Mapping[str, StatementImage],
    told: Mapping[str, Any],
    event: Any,
    *,
    key: str,
    reading: Mapping[str, Any],
    reader: str,
) -> dict[str, StatementImage]:
    """Return what a newer reading changes: drafts only, as the event lists them."""
    found = {}
    for name in told["gone"]:
        before = statements[name]
        found[name] = replace(before, gone=True, version=before.version + 1)
    for name, number in told["updated"]:
        fresh = of_reading(reading["statements"][number], reader)
        found[name] = replace(fresh, key=name, version=statements[name].version + 1)
    for number in told["made"]:
        fresh = of_reading(reading["statements"][number], reader)
        name = statement_key(key, event.position, number)
        found[name] = replace(fresh, key=name)
    return found


def patched(statement: StatementImage, patch: Patch, *, text: str, by: str, at: datetime) -> StatementImage:
    """Return a statement after a patch."""
    changes: dict[str, Any] = {"version": statement.version + 1}
    for name, value in patch.items():
        if name == "speaker":
            changes[name] = words_of(value, text)
        elif name == "measures":
            changes[name] = [_measure(each, text) for each in value]
        elif name == "mentions":
            changes[name] = [{**each, "text": text[each["start"] : each["end"]]} for each in value]
        elif name not in ("by", "at"):
            changes[name] = list(value) if isinstance(value, (list, tuple)) else value
    if "state" in patch:
        open_again = patch["state"] == "draft"
        restored = patch.get("at")
        changes["decided_by"] = "" if open_again else patch.get("by", by)
        changes["decided_at"] = None if open_again else datetime.fromisoformat(restored) if restored else at
    return replace(statement, **changes)


def _measure(told: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {**told, "text": text[told["start"] : told["end"]], "subject": words_of(told["subject"], text)}


def words_of(value: Any, text: str) -> str:
    """Return the words that a span stands for; a plain string stands for itself."""
    return text[value[0] : value[1]] if isinstance(value, (list, tuple)) else str(value)


def as_patch(statement: StatementImage, names: Iterable[str], text: str) -> dict[str, Any]:
    """Return the fields of a statement as a patch that would restore them."""
    patch: dict[str, Any] = {}
    for name in names:
        value = getattr(statement, name)
        if name == "speaker":
            patch[name] = span_of(value, text, statement.start)
        elif name == "measures":
            patch[name] = [measure_told(each, text) for each in value]
        elif name == "mentions":
            patch[name] = [{part: each[part] for part in ("start", "end", "type", "rule")} for each in value]
        else:
            patch[name] = value
    if "state" in patch and statement.state != "draft":
        patch["by"] = statement.decided_by
        patch["at"] = statement.decided_at.isoformat() if statement.decided_at else ""
    return patch


def measure_told(measure: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return a figure as a payload holds it: its words and its subject's by their places."""
    told = {name: measure[name] for name in ("start", "end", "value", "unit", "relation", "role", "rule")}
    return {**told, "subject": span_of(measure["subject"], text, measure["start"])}


def span_of(words: str, text: str, near: int) -> list[int] | str:
    """Return where words stand, last before a place or else first in the text; themselves where they do not."""
    if not words:
        return ""
    at = text.rfind(words, 0, near)
    at = at if at >= 0 else text.find(words)
    return [at, at + len(words)] if at >= 0 else words
