"""Questions in a meeting (询问) with their answers, and formal inquiries (质询案) with the rounds of theirs."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from huiyin.api.access import viewer
from huiyin.api.cases import UnitRef
from huiyin.api.congress.agendas import DeputyRef
from huiyin.api.congress.finding import own_session, session_of
from huiyin.api.congress.remarks import ObserverRef, Offset
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import named, unit_named
from huiyin.api.shapes import NO_NUL, Key, Moment, OneLine, PathKey, sent
from huiyin.api.versions import seen, tell
from huiyin.congress import inquiries, questions
from huiyin.congress.models import Question, Remark, Session
from huiyin.congress.seats import mandates_on

router = Router(tags=["questions"])
reads = partial(operation, router, "GET", scope="congress:read", action="question.view")
writes = partial(operation, router, scope="congress:write", action="question.change")
Long = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
Signed = Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL), OneLine]


class QuestionOut(Schema):
    """A question, by whom, of whom, and its answer once there is one; `owing` is who owes it."""

    key: str
    version: int
    session: str
    meeting: str | None
    asked_by: DeputyRef | None
    delegation: str | None
    unit: UnitRef | None
    observer: ObserverRef | None
    text: str
    asked_at: datetime
    remark: str | None
    start: int | None
    end: int | None
    answer: str
    how: str
    answered_by: str
    answered_unit: UnitRef | None
    answered_at: datetime | None
    awaits_writing: bool
    owing: str


class QuestionList(Schema):
    """The questions of a session: open ones first, oldest first within each."""

    items: list[QuestionOut]


class QuestionFilter(Schema):
    """Which questions."""

    open: Annotated[bool | None, Query(None, description="without an answer, or with one")]


class QuestionIn(Schema):
    """What is asked: by a deputy or in the name of a delegation, of a unit, of somebody who sits in, or of both."""

    text: Long
    asked_at: Moment
    meeting: Key | None = None
    asked_by: Key | None = None
    delegation: Key | None = None
    unit: Key | None = None
    observer: Key | None = None


class QuestionNew(QuestionIn):
    """A question to be entered; `remark`, `start` and `end` say where in a record it stands."""

    remark: Key | None = None
    start: Offset | None = None
    end: Offset | None = None


class AnswerIn(Schema):
    """What was answered, how, by whom, when."""

    answer: Long
    how: Question.How
    answered_at: Moment
    answered_by: Signed = ""
    answered_unit: Key | None = None


class RemovedOut(Schema):
    """The question that was taken out; its words stay in the trail of the session."""

    key: str


class RoundOut(Schema):
    """One decision of the presidium to have an inquiry answered, and the answer where there is one."""

    decided_at: datetime
    unit: str
    form: str
    answer_by: date | None
    answered_on: date | None
    answered_form: str
    answer: str


class InquiryOut(Schema):
    """A formal inquiry; what may be done with it its case says (`/cases/{key}`)."""

    case: str
    number: str
    title: str
    stage: str
    respondent: UnitRef | None
    deputies: list[DeputyRef]
    rounds: list[RoundOut]


class InquiryList(Schema):
    """The inquiries of a session, in the order of filing."""

    items: list[InquiryOut]


def _unit(unit: Any) -> UnitRef | None:
    return UnitRef(key=unit.key, name=unit.name) if unit else None


PLAIN = ("key", "version", "text", "asked_at", "start", "end", "answer", "how", "answered_by", "answered_at")


def question_shown(row: Question) -> QuestionOut:
    """Return a question as callers get it."""
    by, observer = row.asked_by, row.observer
    return QuestionOut(
        **{name: getattr(row, name) for name in PLAIN},
        session=row.session.key,
        meeting=row.meeting.key if row.meeting else None,
        asked_by=DeputyRef(key=by.deputy.key, name=by.deputy.name) if by else None,
        delegation=row.delegation.key if row.delegation else None,
        unit=_unit(row.unit),
        observer=ObserverRef(key=observer.key, name=observer.name) if observer else None,
        remark=row.remark.key if row.remark else None,
        answered_unit=_unit(row.answered_unit),
        awaits_writing=questions.awaits_writing(row, timezone.now()),
        owing=questions.owing(row) if row.is_open else "",
    )


def _question(request: HttpRequest, key: str, *, own: bool = False) -> Question:
    row: Question = get_object_or_404(questions.questions_visible_to(viewer(request)), key=key)
    if own:
        own_session(viewer(request), row.session.key)
    return row


@reads("/sessions/{key}/questions", says=gettext_noop("List questions of a session"), gives=QuestionList)
def list_questions(request: HttpRequest, key: PathKey, which: Query[QuestionFilter]) -> Any:
    """Open ones first."""
    rows = questions.questions_visible_to(viewer(request), session_of(viewer(request), key))
    if which.open is not None:
        rows = rows.filter(answered_at__isnull=which.open)
    return QuestionList(items=[question_shown(row) for row in rows])


@reads("/questions/{key}", says=gettext_noop("Show a question"), gives=QuestionOut)
def get_question(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """With its answer, or who owes it."""
    found = question_shown(_question(request, key))
    tell(response, found.version)
    return found


@writes("POST", "/sessions/{key}/questions", says=gettext_noop("Enter a question"), gives=QuestionOut, status=201)
def ask_question(request: HttpRequest, key: PathKey, body: QuestionNew) -> Any:
    """Put in a meeting of the session."""
    session = own_session(viewer(request), key)
    asking = _asking(session, body)
    heard = Remark.objects.filter(record__meeting__session=session).select_related("record__meeting")
    remark = named(heard, body.remark, "remark")
    span = (body.start, body.end) if body.start is not None and body.end is not None else None

    def do() -> QuestionOut:
        told: dict[str, Any] = {"asking": asking, "remark": remark, "span": span, "by": viewer(request)}
        return question_shown(_question(request, questions.ask_question(session=session, **told).key))

    return once(request, body, do, status=201)


def _asking(session: Session, body: QuestionIn) -> questions.Asking:
    seats = mandates_on(session.congress, timezone.localdate(body.asked_at)).select_related("deputy")
    return questions.Asking(
        text=body.text,
        asked_at=body.asked_at,
        meeting=named(session.meetings.all(), body.meeting, "meeting"),
        asked_by=named(seats, body.asked_by, "asked_by", by="deputy__key"),
        delegation=named(session.congress.delegations.all(), body.delegation, "delegation"),
        unit=unit_named(body.unit),
        observer=named(session.observers.all(), body.observer, "observer"),
    )


@writes("PUT", "/questions/{key}", says=gettext_noop("Correct a question"), gives=QuestionOut, versioned=True)
def correct_question(request: HttpRequest, key: PathKey, body: QuestionIn) -> Any:
    """All of what was entered, as it should be; the trail keeps what it said before."""
    row, expected = _question(request, key, own=True), seen(request)
    asking = _asking(row.session, body)

    def do() -> QuestionOut:
        questions.correct_question(question=row, asking=asking, by=viewer(request), expected=expected)
        return question_shown(_question(request, key))

    return once(request, body, do)


@writes("PUT", "/questions/{key}/answer", says=gettext_noop("Enter an answer"), gives=QuestionOut, versioned=True)
def answer_question(request: HttpRequest, key: PathKey, body: AnswerIn) -> Any:
    """Or correct the one that is there."""
    row, expected = _question(request, key, own=True), seen(request)
    told: dict[str, Any] = {
        **sent(body),
        "how": body.how.value,
        "answered_unit": unit_named(body.answered_unit, "answered_unit"),
    }

    def do() -> QuestionOut:
        answering = questions.Answering(**told)
        questions.answer_question(question=row, answering=answering, by=viewer(request), expected=expected)
        return question_shown(_question(request, key))

    return once(request, body, do)


@writes("DELETE", "/questions/{key}", says=gettext_noop("Take a question out"), gives=RemovedOut, versioned=True)
def remove_question(request: HttpRequest, key: PathKey) -> Any:
    """One that was entered by mistake and has no answer."""
    expected = seen(request)

    def do() -> RemovedOut:
        row = _question(request, key, own=True)
        questions.remove_question(question=row, by=viewer(request), expected=expected)
        return RemovedOut(key=key)

    return once(request, "", do)


@operation(
    router,
    "GET",
    "/sessions/{key}/inquiries",
    says=gettext_noop("List formal inquiries"),
    scope="congress:read",
    action="inquiry.view",
    gives=InquiryList,
)
def list_inquiries(request: HttpRequest, key: PathKey) -> Any:
    """With the rounds of their answers."""
    cases = list(inquiries.inquiries_visible_to(viewer(request), session_of(viewer(request), key)))
    rounds = inquiries.rounds_of(cases)
    return InquiryList(items=[_inquiry(case, rounds[case.key]) for case in cases])


def _inquiry(case: Any, rounds: list[inquiries.Round]) -> InquiryOut:
    names = tuple(RoundOut.model_fields)
    return InquiryOut(
        case=case.key,
        number=case.number,
        title=case.title,
        stage=case.stage,
        respondent=_unit(inquiries.respondent_of(case)),
        deputies=[DeputyRef(key=row.deputy.key, name=row.deputy.name) for row in case.signed],
        rounds=[RoundOut(**{name: getattr(each, name) for name in names}) for each in rounds],
    )
