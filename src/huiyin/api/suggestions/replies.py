"""Replies (答复): their letters, what deputies find of them, and the promises made in them."""

from datetime import date
from functools import partial
from io import BytesIO
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Path, Router, Schema
from pydantic import Field

from huiyin.api.access import today, viewer
from huiyin.api.cases import CaseOut, TakenOut, fields_of, taken_out
from huiyin.api.finding import case_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.references import all_named
from huiyin.api.shapes import Code, Day, Key, PathKey, Words
from huiyin.api.sources import download
from huiyin.api.versions import seen, tell
from huiyin.congress.evaluating import evaluate, evaluating_steps, evaluations_asked, scale
from huiyin.congress.letters import letter_of
from huiyin.congress.promises import make_promise, proposed_promises, read_replies, replies_of
from huiyin.congress.replying import co_views
from huiyin.documents.issued_letter import letter_docx
from huiyin.documents.reply_letter import letter_pdf
from huiyin.documents.word import DOCX
from huiyin.ledger.evaluations import attitude_asked
from huiyin.ledger.models import Case, Source, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Role
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer

router = Router(tags=["suggestions"])
reads = partial(operation, router, "GET", scope="suggestions:read", action="case.view")
Position = Annotated[int, Path(ge=1, le=1_000_000)]


class ReplyOut(Schema):
    """An issued reply; `position` is that of its event, by which its letter is got."""

    position: int
    text: str
    number: str
    on: date | None
    outcome: str
    unit: str


class ReplyList(Schema):
    """The issued replies of a case, newest first."""

    items: list[ReplyOut]


class CoViewOut(Schema):
    """What a co-handler says of an item; `position` is that of its event."""

    position: int
    unit: str
    text: str
    on: date


class CoViewList(Schema):
    """The last view of each co-handler, in the order of the days."""

    items: list[CoViewOut]


class EvaluationAsked(Schema):
    """What a deputy may say of a reply: the grades, best first, and whether attitude is graded too (no, may, must)."""

    case: str
    version: int
    grades: list[str]
    attitude: str
    parts: list[str]
    replies: list[ReplyOut]


class WaitingList(Schema):
    """The cases that wait for a deputy's evaluation, by the last day."""

    items: list[CaseOut]


class EvaluationIn(Schema):
    """What a deputy finds; `unit_key` says whose part is meant, where several have replied for one each."""

    result: Code
    attitude: Code | None = None
    reason: Words = ""
    unit_key: Key | None = None


class PromiseProposed(Schema):
    """A commitment that was read in a reply; `case` is the promise that it is already."""

    statement: str
    start: int
    end: int
    text: str
    due_on: date | None
    case: str | None


class PromiseList(Schema):
    """The promises of a case, and what the reader takes for promises in its replies, the last one first.

    What is proposed is for the unit that replied; for everybody else it is empty.
    """

    made: list[CaseOut]
    proposed: list[PromiseProposed]


class PromiseIn(Schema):
    """A commitment in the reply, and until when; a promise without a day cannot be followed."""

    statement: Key
    due_on: Day


class PromisesIn(Schema):
    """The promises that the unit confirms, all of them or none."""

    promises: Annotated[list[PromiseIn], Field(min_length=1, max_length=100)]


def _replies(case: Case) -> list[ReplyOut]:
    names = ("position", "text", "number", "on", "outcome")
    return [ReplyOut(**{name: getattr(each, name) for name in names}, unit=each.unit_key) for each in replies_of(case)]


@reads("/cases/{key}/replies", says=gettext_noop("List the replies of a case"), gives=ReplyList)
def list_replies(request: HttpRequest, key: PathKey) -> Any:
    """What was issued; drafts of replies are none."""
    return ReplyList(items=_replies(case_of(viewer(request), key)))


@reads("/cases/{key}/co-views", says=gettext_noop("List the views of the co-handlers"), gives=CoViewList)
def list_co_views(request: HttpRequest, key: PathKey) -> Any:
    """What a reply takes in; a view that was returned to be given anew does not stand."""
    found = co_views(case_of(viewer(request), key))
    return CoViewList(
        items=[CoViewOut(position=each.position, unit=each.unit.key, text=each.text, on=each.on) for each in found]
    )


@reads("/cases/{key}/replies/{position}/letter.{form}", says=gettext_noop("Download the letter of a reply"), gives=None)
def get_reply_letter(request: HttpRequest, key: PathKey, position: Position, form: Literal["docx", "pdf"]) -> Any:
    """As DOCX or PDF."""
    case = case_of(viewer(request), key)
    letter = letter_of(case, position)
    if letter is None:
        raise Http404
    name = f"{letter.number or letter.title}.{form}"
    if form == "pdf":
        return download(BytesIO(letter_pdf(letter)), name, "application/pdf")
    return download(BytesIO(letter_docx(letter, case.place)), name, DOCX)


@operation(
    router,
    "GET",
    "/evaluations",
    says=gettext_noop("List what waits for evaluation"),
    scope="suggestions:read",
    action="suggestion.evaluate",
    gives=WaitingList,
)
def list_evaluations(request: HttpRequest) -> Any:
    """Of the deputy whose account the token has."""
    on = today(request)
    cases = evaluations_asked(viewer(request), at=timezone.now())
    rows = Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("late_on", "pk")
    found = rows.select_related("entry", "place", "lead_unit", "turn_unit")
    return WaitingList(items=[CaseOut(**fields_of(case, on)) for case in found])


@operation(
    router,
    "GET",
    "/evaluations/{key}",
    says=gettext_noop("Show what is to be evaluated"),
    scope="suggestions:read",
    action="suggestion.evaluate",
    gives=EvaluationAsked,
)
def get_evaluation(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """The replies, and the grades of the place; none where the account may not evaluate it now."""
    case = case_of(viewer(request), key)
    tell(response, case.version)
    now = bool(evaluating_steps(case, viewer(request), at=timezone.now()))
    parts = case.parties.filter(active=True, part="part_handler").order_by("pk").values_list("unit__key", flat=True)
    return EvaluationAsked(
        case=case.key,
        version=case.version,
        grades=list(scale(case)) if now else [],
        attitude=attitude_asked(case),
        parts=list(parts),
        replies=_replies(case),
    )


@operation(
    router,
    "POST",
    "/evaluations/{key}",
    says=gettext_noop("Evaluate a reply"),
    scope="suggestions:write",
    action="suggestion.judge",
    gives=TakenOut,
    versioned=True,
)
def evaluate_reply(request: HttpRequest, key: PathKey, body: EvaluationIn) -> Any:
    """By a deputy who signed it; which step of the rules it is follows from the grade."""
    case, expected = case_of(viewer(request), key), seen(request)

    def do() -> TakenOut:
        told: dict[str, Any] = {"attitude": body.attitude or "", "unit_key": body.unit_key or ""}
        told |= {"result": body.result, "reason": body.reason}
        by, at = viewer(request), timezone.now()
        return taken_out(request, evaluate(case=case, by=by, at=at, expected=expected, **told), at=at)

    return once(request, body, do)


@operation(
    router,
    "GET",
    "/cases/{key}/promises",
    says=gettext_noop("List the promises of a reply"),
    scope="suggestions:read",
    action="promise.view",
    gives=PromiseList,
)
def list_promises(request: HttpRequest, key: PathKey) -> Any:
    """The unit that replied sees what the reader takes for promises, too."""
    return _promises(request, _replied(request, key))


@operation(
    router,
    "POST",
    "/cases/{key}/promises",
    says=gettext_noop("Confirm promises of a reply"),
    scope="suggestions:write",
    action="promise.make",
    gives=PromiseList,
    status=201,
)
def make_promises(request: HttpRequest, key: PathKey, body: PromisesIn) -> Any:
    """Each becomes a case with its day, of the unit that replied and for the deputies who asked."""
    case = _replied(request, key)
    if not _owns(viewer(request), case):
        raise PermissionDenied
    rows = Statement.objects.filter(source__in=_sources(request, case), gone=False).select_related("source")
    statements = all_named(rows, [each.statement for each in body.promises], "promises")
    days = {each.statement: each.due_on for each in body.promises}

    @transaction.atomic
    def do() -> PromiseList:
        for row in statements:
            told: dict[str, Any] = {"due_on": days[row.key], "by": viewer(request), "at": timezone.now()}
            make_promise(case=case, statement=row, **told)
        return _promises(request, case)

    return once(request, body, do, status=201)


def _replied(request: HttpRequest, key: str) -> Case:
    case = get_object_or_404(visible_cases(viewer(request)).select_related("lead_unit", "place", "entry"), key=key)
    if not replies_of(case):
        raise Http404
    return case


def _owns(by: Viewer, case: Case) -> bool:
    """Say whether the account is of the unit that replied: whose promises they are."""
    return may(by, "promise.make") and case.lead_unit_id in by.unit_ids(Role.UNIT_HANDLER, Role.UNIT_HEAD)


def _sources(request: HttpRequest, case: Case) -> list[Source]:
    return read_replies(case=case, by=viewer(request), at=timezone.now())


def _promises(request: HttpRequest, case: Case) -> PromiseList:
    made = visible_cases(viewer(request)).filter(promised_in=case).order_by("pk")
    rows = made.select_related("entry", "place", "lead_unit", "turn_unit")
    sources = _sources(request, case) if _owns(viewer(request), case) else []
    proposed = [each for source in sources for each in proposed_promises(case, source)]
    return PromiseList(
        made=[CaseOut(**fields_of(each, today(request))) for each in rows],
        proposed=[
            PromiseProposed(
                statement=each.statement.key,
                start=each.statement.start,
                end=each.statement.end,
                text=each.statement.text,
                due_on=each.due_on,
                case=each.case.key if each.case else None,
            )
            for each in proposed
        ],
    )
