"""Questions in a meeting (询问): put by a deputy or a delegation, answered there or in writing; who owes an answer.

The law names no day for an answer, so that none is counted here: what is not answered when its meeting is over waits
for an answer in writing (待书面答复) and stays in sight until there is one. Texts are notes of the trail, so that what
a question or an answer said before it was corrected can still be read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from huiyin.congress.events import tell, write
from huiyin.congress.models import Delegation, Mandate, Meeting, Observer, Question, Remark, Session
from huiyin.congress.seats import seats_on
from huiyin.congress.selectors import sessions_visible_to
from huiyin.errors import CongressError, StaleWrite, refuse
from huiyin.ledger.cases import actor_of
from huiyin.ledger.notes import keep_note
from huiyin.people.models import Account, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading.secrecy import refuse_secret_words

SHORTEST = 5  # characters of a question or an answer: fewer say nothing
ASKED = ("meeting", "asked_by", "delegation", "unit", "observer", "text", "asked_at")
ANSWERED = ("answer", "how", "answered_by", "answered_unit", "answered_at")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, by whom, of whom; `asked_by` or `delegation`, and `unit` or `observer`, or both of each."""

    text: str
    asked_at: datetime
    meeting: Meeting | None = None
    asked_by: Mandate | None = None
    delegation: Delegation | None = None
    unit: Unit | None = None
    observer: Observer | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """What was answered, how (`Question.How`), by whom for which unit, and when."""

    answer: str
    how: str
    answered_at: datetime
    answered_by: str = ""
    answered_unit: Unit | None = None


@transaction.atomic
def ask_question(
    *,
    session: Session,
    asking: Asking,
    remark: Remark | None = None,
    span: tuple[int, int] | None = None,
    by: Viewer,
) -> Question:
    """Enter a question; `remark` and `span` say where it stands in a record.

    Raises:
        CongressError: `question.short`, `question.nobody`, `question.of_nobody`, `question.stranger` (with `name`),
            `question.other_session`, `question.outside_session`, `question.later` (its day is still to come),
            `text.secret`, `question.elsewhere`: its place is not in the remark.
    """
    told = _fitting(session, asking)
    if remark is not None and remark.record.meeting.session_id != session.pk:
        raise CongressError("question.other_session")
    if span is not None and (remark is None or not remark.start <= span[0] < span[1] <= remark.end):
        raise CongressError("question.elsewhere")
    start, end = span or (None, None)
    entered = Account.objects.get(pk=by.account_id)
    row = Question.objects.create(session=session, remark=remark, start=start, end=end, entered_by=entered, **told)
    _tell(row, by, "question.asked", session=session.key, text=keep_note(row.text))
    return row


@transaction.atomic
def correct_question(*, question: Question, asking: Asking, by: Viewer, expected: int) -> list[str]:
    """Correct what was entered of a question; return which fields differ now.

    Raises:
        StaleWrite: somebody else has changed it since version `expected` was shown.
        CongressError: as in `ask_question`; `question.answered_before`: it would be asked after it was answered.
    """
    row = _held(question, expected)
    told = _fitting(row.session, asking, answered_at=row.answered_at)
    return _changed(row, told, ("text",), by, "question.corrected")


@transaction.atomic
def answer_question(*, question: Question, answering: Answering, by: Viewer, expected: int) -> list[str]:
    """Enter the answer to a question, or correct the one that is there; return which fields differ now.

    Raises:
        StaleWrite: as in `correct_question`.
        CongressError: `answer.short`, `text.secret`, `answer.how`, `answer.by_nobody`,
            `answer.before`: it lies before the question, `answer.later`: its day is still to come.
    """
    row = _held(question, expected)
    told = {name: getattr(answering, name) for name in ANSWERED}
    told["answer"], told["answered_by"] = answering.answer.strip(), answering.answered_by.strip()
    refuse_secret_words(told)
    refuse(answer_faults(row, **told))
    event = "question.answered" if row.is_open else "question.answer_corrected"
    return _changed(row, told, ("answer",), by, event)


@transaction.atomic
def remove_question(*, question: Question, by: Viewer, expected: int) -> None:
    """Take out a question that was entered by mistake; its text stays in the trail of the session.

    Raises:
        StaleWrite: as in `correct_question`.
        CongressError: `question.answered`: it has an answer.
    """
    row = _held(question, expected)
    if not row.is_open:
        raise CongressError("question.answered")
    key, session, text = row.key, row.session.key, keep_note(row.text)
    row.delete()
    tell(session, actor_of(by), "session.question_removed", question=key, text=text)


def questions_visible_to(viewer: Viewer, session: Session | None = None) -> QuerySet[Question]:
    """Return the questions of sessions that a viewer may see: open ones first, oldest first within each."""
    rows = Question.objects.filter(session__in=sessions_visible_to(viewer))
    if session is not None:
        rows = rows.filter(session=session)
    rows = rows.select_related(
        "session__congress__place",
        *("meeting__delegation", "meeting__group", "asked_by__deputy", "delegation", "unit", "observer__unit"),
        *("answered_unit", "remark__record__source"),
    )
    return rows.order_by(F("answered_at").asc(nulls_first=True), "asked_at", "pk")


def awaits_writing(question: Question, at: datetime) -> bool:
    """Return whether a question was left open by its meeting: from now on its answer comes in writing."""
    meeting = question.meeting
    if not question.is_open:
        return False
    if meeting is not None and meeting.ends_at is not None:
        return meeting.ends_at <= at
    begun = meeting.starts_at if meeting is not None else question.asked_at
    return timezone.localdate(begun) < timezone.localdate(at)


def owing(question: Question) -> str:
    """Return who owes the answer: the unit that was asked, else that of the person who was, else the person."""
    unit = question.unit or (question.observer.unit if question.observer else None)
    return unit.label if unit else str(question.observer)


def _fitting(session: Session, asking: Asking, answered_at: datetime | None = None) -> dict[str, Any]:
    """Return the fields of a question, after making sure that they fit together."""
    told = {name: getattr(asking, name) for name in ASKED}
    told["text"] = asking.text.strip()
    refuse_secret_words(told)
    refuse(question_faults(session, **told, answered_at=answered_at))
    if asking.asked_by is not None:
        seat = seats_on(session.congress, timezone.localdate(asking.asked_at)).get(mandate=asking.asked_by)
        told["delegation"] = seat.delegation
    return told


def question_faults(
    session: Session,
    *,
    text: str | None,
    asked_by: Mandate | None,
    delegation: Delegation | None,
    unit: Unit | None,
    observer: Observer | None,
    meeting: Meeting | None,
    asked_at: datetime | None,
    answered_at: datetime | None = None,
) -> Iterator[CongressError]:
    """Yield all that hinders a question from being entered so (`ask_question`); None is what a form could not read.

    Args:
        answered_at: when it was answered, where it is: it was asked before.
    """
    if text is not None and len(text.strip()) < SHORTEST:
        yield CongressError("question.short", least=SHORTEST)
    if unit is None and observer is None:
        yield CongressError("question.of_nobody")
    if any(each is not None and each.session_id != session.pk for each in (meeting, observer)):
        yield CongressError("question.other_session")
    if delegation is not None and delegation.congress_id != session.congress_id:
        yield CongressError("delegation.other_congress")
    if asked_by is None and delegation is None:
        yield CongressError("question.nobody")
    if asked_at is None:
        return
    on = timezone.localdate(asked_at)
    if on < session.opens_on or (session.closes_on and on > session.closes_on):
        yield CongressError("question.outside_session")
    if on > timezone.localdate():
        yield CongressError("question.later")
    if answered_at is not None and asked_at > answered_at:
        yield CongressError("question.answered_before")
    if asked_by is not None and not seats_on(session.congress, on).filter(mandate=asked_by).exists():
        yield CongressError("question.stranger", name=asked_by.deputy.name)


def answer_faults(
    question: Question,
    *,
    answer: str | None,
    how: str | None,
    answered_by: str | None,
    answered_unit: Unit | None,
    answered_at: datetime | None,
) -> Iterator[CongressError]:
    """Yield all that hinders an answer from being entered so (`answer_question`); None is what could not be read."""
    if answer is not None and len(answer.strip()) < SHORTEST:
        yield CongressError("answer.short", least=SHORTEST)
    if how is not None and how not in Question.How.values:
        yield CongressError("answer.how")
    if not (answered_by or "").strip() and answered_unit is None:
        yield CongressError("answer.by_nobody")
    if answered_at is None:
        return
    if answered_at < question.asked_at:
        yield CongressError("answer.before")
    if timezone.localdate(answered_at) > timezone.localdate():
        yield CongressError("answer.later")


def _held(question: Question, expected: int) -> Question:
    row = Question.objects.select_for_update(of=("self",)).select_related("session__congress").get(pk=question.pk)
    if row.version != expected:
        raise StaleWrite("stale", expected=expected, found=row.version)
    return row


def _changed(row: Question, told: Mapping[str, Any], texts: tuple[str, ...], by: Viewer, event: str) -> list[str]:
    changed = write(row, told)
    if changed:
        write(row, {"version": row.version + 1})
        notes = {name: keep_note(getattr(row, name)) for name in texts if name in changed}
        fields = {} if event == "question.answered" else {"fields": changed}  # of what is new, all of it is
        _tell(row, by, event, **fields, **notes)
    return changed


def _tell(row: Question, by: Viewer, event: str, **payload: Any) -> None:
    """Record what was done, and by whom and of whom the question is, by their keys."""
    who = {
        "deputy": row.asked_by.deputy.key if row.asked_by else "",
        "delegation": row.delegation.key if row.delegation else "",
        "unit": row.unit.key if row.unit else "",
        "observer": row.observer.key if row.observer else "",
    }
    tell(row.key, actor_of(by), event, **{**who, **payload})
