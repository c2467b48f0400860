"""Who and what people said of a case, beside its reports: columns of the 台账 that stand in its events."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.ledger.models import Case, Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.task_people import person_names
from huiyin.people.models import Account

SUPERVISING = ("remind", "supervise", "list_for_supervision")


@dataclass(frozen=True, slots=True)
class Said:
    """Leader in charge, contact, the last words of the supervision (督查意见), who closed it (销号人); else ""."""

    leader: str
    contact: str
    supervision: str
    closed_by: str


def said_of(cases: Sequence[Case]) -> dict[int, Said]:
    """Return what people said of each case, by its id; four queries, fewer where nothing is there."""
    names, closers = person_names(cases), _closers(cases)
    words = _last_words(cases)
    return {
        case.pk: Said(
            leader=names.get(case.leader, ""),
            contact=names.get(case.contact, ""),
            supervision=words.get(case.key, ""),
            closed_by=closers.get(case.key, ""),
        )
        for case in cases
    }


def _last_words(cases: Sequence[Case]) -> dict[str, str]:
    """Return the last words of the supervision, by the key of the case."""
    keys = [case.key for case in cases if case.supervision]
    if not keys:
        return {}
    events = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys, payload__step__action__in=SUPERVISING)
    notes: dict[str, str] = {}
    for key, payload in events.order_by("position").values_list("stream_key", "payload"):
        told = payload.get("notes", {})
        note = (told.get("text") or told.get("reason") or {}).get("note")
        if note:
            notes[key] = note
    texts = note_bodies(notes.values())
    return {key: texts[note] for key, note in notes.items() if note in texts}


def _closers(cases: Sequence[Case]) -> dict[str, str]:
    """Return who took the step that closed a case, by its key; nobody where it came closed from an older system."""
    keys = [case.key for case in cases if case.closed]
    if not keys:
        return {}
    events = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys, payload__step__closed=True)
    actors = dict(events.exclude(type="case.imported").order_by("position").values_list("stream_key", "actor"))
    names = dict(Account.objects.filter(key__in=set(actors.values())).values_list("key", "name"))
    return {key: names[actor] for key, actor in actors.items() if actor in names}
