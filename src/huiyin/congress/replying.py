"""Writing the reply (起草答复): a text to begin with, point by point against what the deputy proposed."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from huiyin.congress.models import Kind
from huiyin.congress.promises import replies_of
from huiyin.ledger.models import Case, Event, Passage, Statement, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.reply_gaps import form_of_reply
from huiyin.people.models import Unit

ITEM = re.compile(
    r"^[\s　]*(?:（[一二三四五六七八九十]+）|\(?\d{1,2}[)）.、．]|[一二三四五六七八九十]+[、是])\s*", re.MULTILINE
)
LONGEST = 24  # characters of a point as its heading
MOST = 10
_END = re.compile(r"[，,。；;：:]")
_ASKS = re.compile(r"^(?:建议|希望|恳请|请|应当?|要|需要?)")


@dataclass(frozen=True, slots=True)
class CoView:
    """What a co-handler says of an item (会办意见): the unit, its words, the day; `position` is that of its event."""

    unit: Unit
    text: str
    on: date
    position: int


def co_views(case: Case) -> list[CoView]:
    """Return the last view of each co-handler, in the order of the days; one that was returned does not stand."""
    actions = ("opinion", "return_opinion")
    events = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__step__action__in=actions)
    last: dict[str, Event] = {}
    for event in events.order_by("position"):
        last[str(event.payload.get("given", {}).get("unit_key", ""))] = event
    given = {key: event for key, event in last.items() if event.payload["step"]["action"] == "opinion"}
    notes = {key: event.payload.get("notes", {}).get("text", {}).get("note", "") for key, event in given.items()}
    texts = note_bodies(notes.values())
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=given)}
    found = [
        CoView(units[key], texts[notes[key]], timezone.localdate(event.at), event.position)
        for key, event in given.items()
        if key in units and notes[key] in texts
    ]
    return sorted(found, key=lambda each: each.position)


def points_of(case: Case) -> list[str]:
    """Return what a deputy proposed, point by point and shortly: numbered items, else what was read as suggestions."""
    last = Passage.objects.filter(entry_id=case.entry_id).select_related("source").order_by("pk").last()
    if last is None:
        return []
    items = [part.strip() for part in ITEM.split(last.quote) if part.strip()]
    if len(items) < 2:
        rows = Statement.objects.filter(source=last.source, kind="suggestion", gone=False)
        items = list(rows.filter(start__gte=last.start).order_by("start").values_list("text", flat=True))
    return [_short(each) for each in items[:MOST]]


def _short(item: str) -> str:
    first = _END.split(_ASKS.sub("", item.strip()), maxsplit=1)[0]
    return first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"


def skeleton(case: Case) -> str:
    """Return the headings of a reply, one for each point; what is said under them is the unit's."""
    return form_of_reply(case.title, points_of(case))


def last_draft(case: Case) -> str:
    """Return the text of the last draft since the last reply or answer, or ""; only the unit may be shown it."""
    replies = replies_of(case)
    answers = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__step__action="answer")
    since = replies[0].position if replies else answers.aggregate(last=Max("position"))["last"] or 0
    event = Event.objects.filter(
        stream=Stream.CASE, stream_key=case.key, position__gt=since, payload__step__action="draft_reply"
    ).last()
    note = event.payload.get("notes", {}).get("text", {}).get("note", "") if event else ""
    return note_bodies([note]).get(note, "")


def to_begin_with(case: Case, action: str) -> str:
    """Return the text with which a form of the reply opens: the draft, the reply to be corrected, else headings.

    The headings thank a deputy for a suggestion and answer its points; an inquiry is answered by its questions.
    """
    if case.case_type == Kind.INQUIRY:
        return last_draft(case)
    if action == "correct_reply":
        replies = replies_of(case)
        return replies[0].text if replies else ""
    return last_draft(case) or skeleton(case)
