"""Notes (文字): what people typed, kept apart from events so that it can be erased without breaking a chain."""

import secrets
from collections.abc import Iterable, Sequence

from django.utils import timezone

from huiyin.ledger import chain
from huiyin.ledger.models import Note
from huiyin.reading.secrecy import refuse_secret


def keep_note(body: str) -> dict[str, str]:
    """Store a text and return what an event says of it: `{"note": key, "digest": hex}`."""
    return keep_notes([body])[0]


def keep_notes(bodies: Sequence[str]) -> list[dict[str, str]]:
    """Store several texts at once; return what events say of each, in order.

    Raises:
        SecretText: one bears a mark of secrecy.
    """
    refuse_secret(*bodies)
    notes = [Note(salt=secrets.token_hex(16), body=body) for body in bodies]
    Note.objects.bulk_create(notes)
    return [{"note": note.key, "digest": chain.note_digest(note.salt, note.body)} for note in notes]


def note_bodies(keys: Iterable[str]) -> dict[str, str]:
    """Return the texts of notes by key; an erased one is missing."""
    wanted = [key for key in keys if key]
    rows = Note.objects.filter(key__in=wanted, erased_at__isnull=True)
    return {note.key: note.body for note in rows}


def erase_note(key: str) -> None:
    """Erase what a note says; its digest in the events stays and can no longer be compared with anything."""
    Note.objects.filter(key=key).update(body="", salt="", erased_at=timezone.now())
