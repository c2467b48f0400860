"""The record of openings (查阅记录): who opened whose data, which fields, why; chained by hash, only added to."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from huiyin.people.models import Account, Person, VaultOpening

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the record was changed: the position, and what does not fit there (`gap`, `chain`, `hash`)."""

    position: int
    reason: str


def note_opening(
    *,
    act: str,
    reason: str,
    at: datetime,
    person: Person | None = None,
    fields: Sequence[str] = (),
    by: Account | None = None,
    acting_for: Account | None = None,
) -> VaultOpening:
    """Add an entry to the record; `by` is None where the operator's command acted."""
    with transaction.atomic():
        _hold()
        last = VaultOpening.objects.order_by("-position").first()
        opening = VaultOpening(
            position=last.position + 1 if last else 1,
            at=at,
            account=by,
            acting_for=acting_for,
            person=person,
            fields=sorted(fields),
            act=act,
            reason=reason,
            previous_hash=last.hash if last else START,
        )
        opening.hash = hash_of(opening)
        opening.save(force_insert=True)
    return opening


def hash_of(opening: VaultOpening) -> str:
    """Return the hash of an entry: its whole row, persons and accounts by key, and the hash before it."""
    row = [
        opening.position,
        opening.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        opening.account.key if opening.account else "",
        opening.acting_for.key if opening.acting_for else "",
        opening.person.key if opening.person else "",
        opening.fields,
        opening.act,
        opening.reason,
        opening.previous_hash,
    ]
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify_openings() -> Iterator[Broken]:
    """Yield where the record of openings was changed; nothing where it is whole."""
    position, previous = 0, START
    rows = VaultOpening.objects.order_by("position").select_related("account", "acting_for", "person")
    for opening in rows.iterator(chunk_size=2000):
        if opening.position != position + 1:
            yield Broken(position + 1, "gap")
        elif opening.previous_hash != previous:
            yield Broken(opening.position, "chain")
        if opening.hash != hash_of(opening):
            yield Broken(opening.position, "hash")
        position, previous = opening.position, opening.hash


def _hold() -> None:
    """Let writers of the record wait for one another; SQLite's immediate transaction already does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people.vault', 0))")
