"""Questions in a meeting (询问): the list with who owes an answer, one question, entering, answering, correcting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from huiyin.congress import questions as services
from huiyin.congress import selectors
from huiyin.congress.models import Question, Remark, Session
from huiyin.congress.seats import mandates_on
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.question_forms import AnswerForm, QuestionForm
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import said, session_title
from huiyin.web.forms import Form
from huiyin.web.people.accounts import confirm, known
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.sources.showing import passage

NAMES = 3000  # of deputies that a field proposes


@page("question.view")
@require_GET
def questions(request: PageRequest, key: str) -> HttpResponse:
    """List the questions of a session: what awaits an answer in writing first, with who owes it."""
    session, at = common.session_of(request, key), timezone.now()
    rows = list(services.questions_visible_to(request.viewer, session))
    awaiting = [row for row in rows if services.awaits_writing(row, at)]
    still = [row for row in rows if row.is_open and row not in awaiting]
    answered = [row for row in rows if not row.is_open]
    parts = [
        ("awaiting", gettext("Await an answer in writing"), awaiting),
        ("open", gettext("Open in the meeting"), still),
        ("answered", gettext("Answered"), answered),
    ]
    context = {
        "session": session,
        "title": session_title(session),
        "parts": [
            (code, words, [(row, services.owing(row)) for row in found]) for code, words, found in parts if found
        ],
        "total": len(rows),
        "n_open": len(awaiting) + len(still),
        "may_change": common.changes(request, session.congress, "question.change"),
        "tabs": common.tabs(request, session.congress, session, "questions"),
    }
    return render(request, "congress/questions.html", context)


def question_of(request: PageRequest, key: str, *, own: bool = False) -> Question:
    """Return a question that the viewer may see, or change; anything else is 404."""
    row = get_object_or_404(services.questions_visible_to(request.viewer), key=key)
    if own:
        common.own_congress_of(request, row.session.congress.key)
    return row


@page("question.view")
@require_GET
def question_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a question with its place in the record, its answer and its trail."""
    row = question_of(request, key)
    context = {
        "question": row,
        "owing": services.owing(row),
        "awaits": services.awaits_writing(row, timezone.now()),
        "place": _place(request, row),
        "may_change": common.changes(request, row.session.congress, "question.change"),
        "trail": steps_of(row.key) if request.viewer.has(*selectors.STAFF) else [],
        "crumbs": _crumbs(row.session, gettext("Question")),
    }
    return render(request, "congress/question.html", context)


def _place(request: PageRequest, row: Question) -> dict[str, Any] | None:
    if row.remark is None or row.remark.record.source is None:
        return None
    source = row.remark.record.source
    start, end = (row.start, row.end) if row.start is not None else (row.remark.start, row.remark.end)
    seen = visible_sources(request.viewer).filter(pk=source.pk).exists()
    url = f"{reverse('source', args=[source.key])}?at={start}-{end}#at" if seen else ""
    told = {"start": start, "end": end, "source": row.remark.record.title, "on": source.published_on, "url": url}
    return {**told, "pieces": passage(source.text, start or 0, end or 0)}


@page("question.change", change="question.change")
def question_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Enter a question; `remark`, `start` and `end` in the address say where in a record it stands."""
    session = common.own_session_of(request, key)
    remark, span = _remark(request, session)
    form = QuestionForm(posted(request), session=session, initial=_first(request, session, remark, span))
    made: list[Question] = []

    def enter(_given: dict[str, Any]) -> None:
        asking = form.asking()
        made.append(services.ask_question(session=session, asking=asking, remark=remark, span=span, by=request.viewer))

    if common.done(request, form, enter, lambda _given: services.question_faults(session, **form.told())):
        messages.success(request, gettext("The question is entered."))
        return redirect("question_page", made[0].key)
    return _form_page(
        request,
        session,
        form,
        title=gettext("Enter a question"),
        act=gettext("Enter the question"),
        back=reverse("questions", args=[key]),
    )


def _remark(request: PageRequest, session: Session) -> tuple[Remark | None, tuple[int, int] | None]:
    """Return the remark that the address names, of this session, and the place in it."""
    rows = Remark.objects.filter(record__meeting__session=session).select_related("record__source", "record__meeting")
    remark = rows.filter(key=request.GET.get("remark", "")[:40]).first()
    if remark is None:
        return None, None
    start, end = request.GET.get("start", "")[:9], request.GET.get("end", "")[:9]
    return remark, (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def _first(
    request: PageRequest, session: Session, remark: Remark | None, span: tuple[int, int] | None
) -> dict[str, Any]:
    named = session.meetings.filter(key=request.GET.get("meeting", "")[:40]).first()
    meeting = remark.record.meeting if remark else named
    on = timezone.localdate(meeting.starts_at) if meeting else selectors.shown_on(session, request.today)
    told: dict[str, Any] = {"meeting": meeting, "on": on}
    if remark is not None and remark.record.source is not None:
        start, end = span or (remark.start, remark.end)
        told["text"] = remark.record.source.text[start:end].strip()
        if remark.mandate is not None:
            told["asked_by"] = f"{remark.mandate.deputy.name} {remark.mandate.number}".strip()
        else:
            told["delegation"] = remark.delegation
    return told


@page("question.change", change="question.change")
def question_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Correct what was entered of a question."""
    row = question_of(request, key, own=True)
    form = QuestionForm(posted(request), session=row.session, initial=QuestionForm.first(row))

    def correct(given: dict[str, Any]) -> None:
        services.correct_question(question=row, asking=form.asking(), by=request.viewer, expected=given["version"] or 0)

    return _changing(
        request,
        row,
        form,
        correct,
        lambda _given: services.question_faults(row.session, **form.told(), answered_at=row.answered_at),
        title=gettext("Correct the question"),
        act=gettext("Save the correction"),
        told=gettext("The question was corrected."),
    )


@page("question.change", change="question.change")
def question_answer(request: PageRequest, key: str) -> HttpResponseBase:
    """Enter the answer to a question, or correct it."""
    row = question_of(request, key, own=True)
    form = AnswerForm(posted(request), initial=AnswerForm.first(row, request.today))

    def answer(given: dict[str, Any]) -> None:
        services.answer_question(
            question=row, answering=form.answering(row), by=request.viewer, expected=given["version"]
        )

    return _changing(
        request,
        row,
        form,
        answer,
        lambda _given: services.answer_faults(row, **form.told(row)),
        title=gettext("Enter the answer") if row.is_open else gettext("Correct the answer"),
        act=gettext("Save the answer"),
        told=gettext("The answer is on record."),
    )


@page("question.change", change="question.change")
def question_remove(request: PageRequest, key: str) -> HttpResponseBase:
    """Take out a question that was entered by mistake, after asking."""
    row = question_of(request, key, own=True)
    if request.method == "POST":
        try:
            services.remove_question(question=row, by=request.viewer, expected=row.version)
        except CongressError as error:
            messages.error(request, said(error))
            return redirect("question_page", key)
        messages.success(request, gettext("The question is taken out."))
        return redirect("questions", row.session.key)
    return confirm(
        request,
        title=gettext("Take this question out?"),
        effects=[
            row.text,
            gettext("It leaves the list; its words stay in the trail of the session."),
            gettext("A question with an answer stays."),
        ],
        act=gettext("Take the question out"),
        back=reverse("question_page", args=[key]),
    )


def _changing(
    request: PageRequest,
    row: Question,
    form: QuestionForm | AnswerForm,
    act_on: Callable[[dict[str, Any]], None],
    faults: common.Faults,
    *,
    title: str,
    act: str,
    told: str,
) -> HttpResponseBase:
    """Carry out what a form says; a stale one comes back with all that was typed beside what stands now."""
    shown = partial(
        _form_page, request, row.session, form, title=title, act=act, back=reverse("question_page", args=[row.key])
    )
    try:
        if common.done(request, form, act_on, faults):
            messages.success(request, told)
            return redirect("question_page", row.key)
    except StaleWrite:
        fresh = question_of(request, row.key, own=True)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(fresh.version)  # type: ignore[index]
        return shown(question=fresh, stale=True)
    return shown(question=row)


def _form_page(
    request: PageRequest,
    session: Session,
    form: Form,
    *,
    title: str,
    act: str,
    back: str,
    question: Question | None = None,
    stale: bool = False,
) -> HttpResponse:
    names = mandates_on(session.congress, selectors.shown_on(session, request.today)).order_by("number")
    context = {
        "form": form,
        "title": title,
        "text": session_title(session),
        "act": act,
        "back": back,
        "question": question,
        "stale": stale,
        "names": names.values_list("deputy__name", "number")[:NAMES],
        "known_units": known(request)["known_units"],
        "crumbs": _crumbs(session, title),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "congress/question_form.html", context, status=status)


def _crumbs(session: Session, here: str) -> common.Crumbs:
    return common.of_session(session, (gettext("Questions"), reverse("questions", args=[session.key])), (here, ""))


def open_questions(request: PageRequest, session: Session) -> int | None:
    """Return how many questions of a session have no answer yet; None for whom that is no matter."""
    if not may(request.viewer, "question.view"):
        return None
    return services.questions_visible_to(request.viewer, session).filter(answered_at__isnull=True).count()
