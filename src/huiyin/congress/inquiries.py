"""Formal inquiries (质询案) of a session: who put them to whom, what the presidium decided, how they were answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from huiyin.congress.models import Kind, Session, SuggestionDraft
from huiyin.ledger.models import Case, CaseDeputy, Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Account, Unit
from huiyin.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Round:
    """One decision of the presidium to have an inquiry answered (答复方式), and the answer where there is one."""

    decided_at: datetime
    entered_by: str  # name of who entered the decision
    unit: str
    form: str  # how it is to be answered, by the policy's codes
    answer_by: date | None
    answered_on: date | None = None
    answered_form: str = ""
    answer: str = ""


def inquiries_visible_to(viewer: Viewer, session: Session) -> QuerySet[Case]:
    """Return the inquiries put at a session that a viewer may see, in the order of filing."""
    rows = visible_cases(viewer).filter(case_type=Kind.INQUIRY, filing__session=session.key)
    signed = CaseDeputy.objects.filter(active=True).select_related("deputy").order_by("pk")
    rows = Case.objects.filter(pk__in=rows.order_by().values("pk")).select_related("filing", "lead_unit", "place")
    rows = rows.select_related("suggestion_draft__respondent")
    return rows.prefetch_related(Prefetch("deputies", queryset=signed, to_attr="signed")).order_by("pk")


def respondent_of(case: Case) -> Unit | None:
    """Return whom an inquiry was put to; None for one that did not begin as a draft here."""
    draft: SuggestionDraft | None = getattr(case, "suggestion_draft", None)
    return draft.respondent if draft else None


def rounds_of(cases: Iterable[Case]) -> dict[str, list[Round]]:
    """Return the rounds of answers of cases, by key, in order."""
    keys = [case.key for case in cases]
    rows = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys)
    events = list(rows.filter(payload__step__action__in=("have_answered", "answer")).order_by("stream_key", "position"))
    notes = note_bodies(_note(event) for event in events)
    units = dict(Unit.objects.filter(key__in=[_unit(event) for event in events]).values_list("key", "name"))
    names = dict(Account.objects.filter(key__in=[event.actor for event in events]).values_list("key", "name"))
    found: dict[str, list[Round]] = {key: [] for key in keys}
    for event in events:
        given = event.payload.get("given", {})
        rounds = found[event.stream_key]
        if event.payload["step"]["action"] == "have_answered":
            told = (names.get(event.actor, ""), units.get(_unit(event), ""), given.get("answer_form", ""))
            rounds.append(Round(event.at, *told, _day(given.get("answer_by"))))
        elif rounds:
            last = rounds[-1]
            told = (last.entered_by, last.unit, last.form)
            answered = (_day(given.get("letter_on")), given.get("answer_form", ""), notes.get(_note(event), ""))
            rounds[-1] = Round(last.decided_at, *told, last.answer_by, *answered)
    return found


def _note(event: Event) -> str:
    return str(event.payload.get("notes", {}).get("text", {}).get("note", ""))


def _unit(event: Event) -> str:
    added = [unit for unit, part, change in event.payload.get("parties", ()) if (part, change) == ("lead_unit", "add")]
    return added[0] if added else ""


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
