"""Promises in a reply (答复承诺): read out of the issued reply, confirmed by the unit, each a case with its deadline.

The reply becomes a source of its own, so that a promise rests on its words as every entry does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from huiyin.congress.letter_text import without_marks
from huiyin.congress.standing_replies import ACTIONS, standing
from huiyin.errors import CongressError, LedgerError
from huiyin.ledger import policies
from huiyin.ledger.cases import Ground, actor_of, open_case
from huiyin.ledger.jobs import read_source
from huiyin.ledger.last_days import due_named
from huiyin.ledger.models import Case, Event, Passage, Source, Statement, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.numbers import next_number
from huiyin.ledger.relations import office_of
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.ledger.tasks import task_fields, task_title
from huiyin.people.models import House
from huiyin.people.viewer import Viewer

CASE_TYPE = "reply_promise"


@dataclass(frozen=True, slots=True)
class Reply:
    """An issued reply: its text, number, day and outcome, and the event in which it stands."""

    event: Event
    text: str
    number: str
    on: date | None
    outcome: str
    unit_key: str

    @property
    def position(self) -> int:
        """Position of its event."""
        return self.event.position

    @property
    def action(self) -> str:
        """The step by which it was issued."""
        return str(self.event.payload["step"]["action"])


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that was read in a reply: the case that it already is, or None; `due_on` as the text says."""

    statement: Statement
    case: Case | None
    due_on: date | None


def replies_of(case: Case) -> list[Reply]:
    """Return the replies of a case that stand, newest first; none that is a draft, recalled or erased."""
    events = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__step__action__in=ACTIONS)
    rows = standing((event.payload["step"]["action"], event) for event in events.order_by("position"))[::-1]
    keys = {event.pk: event.payload.get("notes", {}).get("text", {}).get("note", "") for event in rows}
    texts = note_bodies(keys.values())
    return [_reply(event, texts[keys[event.pk]]) for event in rows if keys[event.pk] in texts]


def _reply(event: Event, text: str) -> Reply:
    given = event.payload.get("given", {})
    on = str(given.get("letter_on") or "")
    return Reply(
        event=event,
        text=text,
        number=str(given.get("letter_number") or ""),
        on=date.fromisoformat(on) if on else None,
        outcome=str(given.get("outcome") or event.payload["step"].get("outcome", "")),
        unit_key=str(given.get("unit_key") or ""),
    )


def fulfilment_of(case: Case) -> tuple[Event, str] | None:
    """Return the last event in which the unit reported a promise fulfilled (报落实), with its words; None before."""
    event = (
        Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__step__action="fulfil")
        .order_by("-position")
        .first()
    )
    if event is None:
        return None
    key = event.payload.get("notes", {}).get("text", {}).get("note", "")
    return event, note_bodies([key]).get(key, "")


def read_replies(*, case: Case, by: Viewer, at: datetime) -> list[Source]:
    """Return the sources of the replies, newest first: what one of an earlier round promised is promised still.

    One that was corrected is left out; its correction says what holds.

    Raises:
        CongressError: `reply.none`: nothing was issued yet.
    """
    rows = replies_of(case)
    corrected = {row.position for row, later in zip(rows[1:], rows, strict=False) if later.action == "correct_reply"}
    last = read_reply(case=case, by=by, at=at)
    earlier = [row for row in rows[1:] if row.position not in corrected]
    read = [last, *(read_reply(case=case, by=by, at=at, reply=each) for each in earlier)]
    return list({source.pk: source for source in read}.values())


def read_reply(*, case: Case, by: Viewer, at: datetime, reply: Reply | None = None) -> Source:
    """Return the source of an issued reply, the last one where none is named, read.

    It is taken in the first time that somebody asks.

    It is read without the marks of emphasis, which stand between the words that make a promise.

    Raises:
        CongressError: `reply.none`: nothing was issued yet.
    """
    replies = replies_of(case)
    if not replies:
        raise CongressError("reply.none")
    last = reply or replies[0]
    unit = case.lead_unit
    described = Description(
        title=f"{last.number} {case.title}".strip(),
        text_kind="reply",
        publisher=unit.name if unit else "",
        published_on=last.on,
        year=last.on.year if last.on else case.year,
        place=case.place,
    )
    house = unit.house if unit else House.GOVERNMENT.value
    try:
        with transaction.atomic():
            source = add_source(
                opened=open_pasted(without_marks(last.text)),
                described=described,
                house=house,
                home=case.place,
                by=by,
                at=at,
            )
    except LedgerError as error:
        if error.code != "source.duplicate":
            raise
        source = Source.objects.get(key=error.values["source"])
    read_source(source.key)
    return Source.objects.get(pk=source.pk)


def proposed_promises(case: Case, source: Source) -> list[Promise]:
    """Return what the reader takes for promises in a reply, in text order; what is a case already says which.

    A second reply that repeats the very words of a promise makes no other promise of it.
    The heads of points (关于市住建局2026年内新增泊位：) repeat what the deputy proposed; they promise nothing.
    """
    read = source.statements.filter(kind="commitment", gone=False).exclude(state="rejected").order_by("start")
    rows = [
        row for row in read if not (row.text.startswith("关于") and source.text[row.end : row.end + 1] in ("：", ":"))
    ]
    return _with_cases(case, rows)


def other_sentences(case: Case, source: Source, proposed: Iterable[Promise]) -> list[Promise]:
    """Return what else the reply says, in text order, in which a promise may stand that was not recognised."""
    told = {each.statement.pk for each in proposed}
    read = source.statements.filter(gone=False).exclude(state="rejected").exclude(pk__in=told).order_by("start")
    return _with_cases(case, read)


def _with_cases(case: Case, rows: Iterable[Statement]) -> list[Promise]:
    made = case.promises.select_related("entry").prefetch_related("entry__passages")
    have = {passage.quote: each for each in made for passage in each.entry.passages.all()}
    return [Promise(row, have.get(row.text), due_named(row)) for row in rows]


@transaction.atomic
def make_promise(*, case: Case, statement: Statement, due_on: date, by: Viewer, at: datetime) -> Case:
    """Open the case of a promise: of the unit that replied, for the deputies who asked, by a day.

    Raises:
        CongressError: `promise.made` (it is a case already), `promise.no_unit`, `promise.other_reply`.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("lead_unit", "place").get(pk=case.pk)
    if case.lead_unit is None:
        raise CongressError("promise.no_unit")
    if not any(statement.source.text == open_pasted(without_marks(reply.text)).text for reply in replies_of(case)):
        raise CongressError("promise.other_reply")
    if Passage.objects.filter(quote=statement.text, entry__cases__promised_in=case).exists():
        raise CongressError("promise.made")
    rules = policies.current_policy(policies.policy_id(CASE_TYPE))
    signed = case.deputies.filter(active=True).select_related("deputy").order_by("pk")
    return open_case(
        kind=CASE_TYPE,
        policy_id=rules.id,
        house=case.house,
        place=case.place,
        title=task_title(statement),
        year=due_on.year,
        number=next_number(rules, place=case.place, year=due_on.year),
        passages=[Ground(statement.source, statement.start, statement.end, statement)],
        fields=task_fields(statement),
        deputies=[(each.deputy, each.part) for each in signed],
        given={"due_on": due_on},
        lead=case.lead_unit,
        office=office_of(case),
        promised_in=case,
        by=actor_of(by),
        at=at,
    )
