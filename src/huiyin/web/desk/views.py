"""The page of the desk, one for all roles: the selectors know what is whose."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin import policy
from huiyin.congress.drafts import to_confirm
from huiyin.congress.evaluating import evaluating_steps
from huiyin.ledger import desk, policies
from huiyin.ledger.cases import possible_steps
from huiyin.ledger.lights import by_deadline, case_light, first_run
from huiyin.ledger.models import Case, Passage
from huiyin.ledger.relations import UNIT_ROLES
from huiyin.ledger.trail import trail_of
from huiyin.ledger.unwritable import if_it_can
from huiyin.people.models import Role, Unit
from huiyin.people.permissions import OFFICE, may
from huiyin.people.viewer import Viewer
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.clocks import hand_words
from huiyin.web.cases.trail import changes_shown
from huiyin.web.cases.view import likely
from huiyin.web.due import days_until, due_shown
from huiyin.web.lights import milestone_aim, why
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import action_words, left_words, named

SHOWN = 8
A_PAGE = 20
REMIND = "remind_evaluation"
STANDING_FOR = (Role.SUPERVISOR, Role.SECRETARY, Role.LEADER, Role.AUDITOR, Role.ANALYST, Role.EDITOR)


@page("desk.view")
def desk_page(request: PageRequest) -> HttpResponse:
    """Show what waits for the viewer."""
    viewer, today, at = request.viewer, request.today, timezone.now()
    waiting = desk.waiting_for(viewer, today=today)
    soon, until = desk.due_soon(viewer, today=today)
    late = desk.late(viewer, today=today)
    since = if_it_can(lambda: desk.visit(viewer.account_id, at=at), None) if viewer.account_id else None
    n_cases = waiting.count()
    changed = desk.changes(viewer, since=since) if since else None
    cosignings = to_confirm(viewer) if viewer.has(Role.DEPUTY) else []
    n_waiting = n_cases + len(cosignings)
    context: dict[str, Any] = {
        "title": _title(viewer, n_waiting),
        "text": _text(request),
        "actions": _actions(viewer),
        "n_waiting": n_waiting,
        "n_cases": n_cases,
        "n_tomorrow": waiting.filter(due_on__lte=today + timedelta(days=1)).count(),
        "n_soon": soon.count(),
        "until": until,
        "n_late": late.count(),
        "n_changed": changed.count() if changed is not None else 0,
        "since": since,
        "since_words": days.moment(since) if since else "",
        "waiting": [_waiting(case, viewer, request) for case in waiting[:SHOWN]],
        "late": [_late(case, request) for case in late[:SHOWN]],
        "soon": [_late(case, request) for case in soon.exclude(pk__in=waiting.values("pk"))[:SHOWN]],
        "changes": changes_shown(list(changed[:10]), today=today) if changed is not None else [],
        "empty": _empty(request) if not n_waiting else "",
        "cosignings": cosignings,
        "ledger_url": link("ledger") if may(viewer, "ledger.view") else "",
        "standing": _standing(request) if viewer.has(*STANDING_FOR) else None,
        "hands": desk.hands(viewer, today=today) if viewer.has(*STANDING_FOR) else [],
    }
    return render(request, "desk/desk.html", context)


@page("ledger.view")
def reporting(request: PageRequest) -> HttpResponse:
    """Show the tasks that the viewer's units lead and are handling."""
    units = request.viewer.unit_ids(*UNIT_ROLES)
    cases = desk.in_care(request.viewer).filter(lead_unit_id__in=units, turn="lead_unit", parties__accepted=True)
    return _list(
        request,
        cases.distinct(),
        title=pgettext("navigation", "Report progress"),
        text=gettext("Tasks that your unit leads and is handling, by last day"),
        none=gettext("Your unit is handling no task just now."),
    )


@page("ledger.view")
def opinions(request: PageRequest) -> HttpResponse:
    """Show the cases in which a unit of the viewer has still to give its opinion."""
    cases = desk.in_care(request.viewer).filter(pk__in=desk.opinions_asked(request.viewer))
    return _list(
        request,
        cases,
        title=pgettext("navigation", "Opinions asked"),
        text=gettext("Cases in which your unit has still to give its opinion"),
        none=gettext("Nobody is waiting for an opinion of your unit."),
    )


def _list(request: PageRequest, cases: QuerySet[Case], **words: str) -> HttpResponse:
    shown = Paginator(cases, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **words,
        "rows": [_waiting(case, request.viewer, request) for case in shown],
        "total": shown.paginator.count,
        "prev_url": f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        "next_url": f"?page={shown.next_page_number()}" if shown.has_next() else "",
    }
    return render(request, "desk/list.html", context)


def _title(viewer: Viewer, n: int) -> str:
    if n == 0:
        return viewer.name
    return ngettext("%(name)s, %(n)d item waits for you", "%(name)s, %(n)d items wait for you", n) % {
        "name": viewer.name,
        "n": n,
    }


def _text(request: PageRequest) -> str:
    """Return the day, and a make-up working day of this week where there is one."""
    today, calendar = request.today, policies.calendar()
    parts = [f"{days.full_day(today)} {days.weekday(today)}"]
    monday = today - timedelta(days=today.weekday())
    for day in (monday + timedelta(days=n) for n in (5, 6)):
        if calendar.is_working(day):
            parts.append(gettext("%(day)s is a working day in place of a holiday") % {"day": days.day(day, today)})
    return pgettext("between parts", "; ").join(parts)


def _actions(viewer: Viewer) -> list[dict[str, Any]]:
    actions = []
    if may(viewer, "source.add") and link("source_add"):
        actions.append({"label": gettext("Upload a source"), "url": link("source_add"), "icon": "plus"})
    if may(viewer, "case.import") and not viewer.has(*OFFICE):  # an administrator, to whom no report belongs
        actions.append({"label": gettext("Take over running cases"), "url": link("import_older"), "icon": "upload"})
    elif may(viewer, "case.import") and link("import_plan"):
        actions.append({"label": gettext("Bring in a plan"), "url": link("import_plan"), "icon": "upload"})
    return actions


def _waiting(case: Case, viewer: Viewer, request: PageRequest) -> dict[str, Any]:
    """Return a row of what waits: the step that is asked, the last words said, the deadline."""
    ask, word, url = _asked(case, viewer)
    last = next((row for row in trail_of(case, viewer=viewer)[:3] if row.texts), None)
    passage = Passage.objects.filter(entry_id=case.entry_id).first()
    reason = why(case, request.today)
    return {
        "case": case,
        "ask": gettext("Please: %(step)s") % {"step": ask} if ask else "",
        "step": word,
        "url": url,
        "quote": next(iter(last.texts.values()), "") if last else _more_than_title(case, passage),
        "who": _said_by(last.actor.unit, last.actor.name) if last else "",
        "passage": passage,
        "due": _due(case, request),
        "light": case_light(case, request.today),
        "why": reason,
        "behind": reason.behind,
    }


def _asked(case: Case, viewer: Viewer) -> tuple[str, str, str]:
    """Return what is asked of somebody ("" where nothing is), the word on the button, and where it leads."""
    if case.turn == "deputy" and evaluating_steps(case, viewer, at=timezone.now()):
        return gettext("Evaluate the reply"), gettext("Evaluate"), link("evaluate_one", case.key)
    rules = policies.policy_version(case.policy, case.policy_version)
    steps = tuple(possible_steps(case, viewer, at=timezone.now()))
    step = likely(case, steps, rules, viewer)
    if step is None and case.turn == "deputy":  # late, or it would not be here: the office reminds of the evaluation
        step = next((each for each in steps if each.action == REMIND), None)
    if step is None:
        return "", gettext("Open"), link("case", case.key)
    answers = {each.action for each in rules.transitions if step.answers and each.answers == step.answers}
    if len(answers) > 1:  # yes or no is for who answers to say: the desk asks for an answer, and for neither
        asked = gettext("answer “%(asked)s”") % {"asked": action_words(step.answers, rules)}
        return asked, pgettext("to a question", "Answer"), link("case", case.key)
    return (
        named(step.names),
        named(step.names),
        link("case", case.key) + (f"?step={step.action}#step" if step.needs else ""),
    )


def _more_than_title(case: Case, passage: Passage | None) -> str:
    """Return the words of the passage where the title does not say them already."""
    return passage.quote if passage and case.title not in passage.quote else ""


def _said_by(unit: str, name: str) -> str:
    return f"{unit} {name}".strip()


def _due(case: Case, request: PageRequest) -> Any:
    run = first_run(case)
    if run is None:
        return None
    rules = policies.policy_version(case.policy, case.policy_version)
    return due_shown(
        run.deadline,
        today=request.today,
        light=by_deadline(case, request.today) or ("provisional" if case.provisional else "on_time"),
        calendar=policies.calendar(),
        clock=rules.clock(run.clock),
    )


def _late(case: Case, request: PageRequest) -> dict[str, Any]:
    rules = policies.policy_version(case.policy, case.policy_version)
    run = first_run(case)
    clock = rules.clock(run.clock) if run else None
    by_milestone = case.milestone_on is not None and (case.due_on is None or case.milestone_on < case.due_on)
    on = case.milestone_on if by_milestone else case.due_on
    left = days_until(on, request.today, policies.calendar()) if on else 0
    over = on is not None and on < request.today
    reason = why(case, request.today)
    return {
        "case": case,
        "url": link("case", case.key),
        "unit": _in_hand(case, run),
        "on": on,
        "clock": milestone_aim(case) if by_milestone else named(clock.names) if clock else "",
        "light": case_light(case, request.today),
        "left": reason.behind or left_words(left, over=over),
        "why": reason,
    }


def _in_hand(case: Case, run: Any) -> str:
    """Return in whose hands the last day lies that comes first: a co-handler's is not the lead unit's."""
    if run is not None and run.hand not in ("whole", case.turn):
        units = Unit.objects.filter(key=run.key) if run.key else Unit.objects.none()
        return hand_words(run.hand, run.key, {unit.key: unit for unit in units})
    if case.turn_unit is not None:
        return case.turn_unit.label
    return named(policy.name_of("hand", case.turn)) if case.turn else ""


def _empty(request: PageRequest) -> str:
    """Return what an empty desk says: nothing waits, and what is due next."""
    following = desk.next_due(request.viewer, today=request.today)
    if following is None or following.due_on is None:
        return gettext("Nothing is waiting for you.")
    due = days.day(following.due_on, request.today)
    return gettext("Nothing is waiting for you. Next due %(day)s.") % {"day": due}


def _standing(request: PageRequest) -> dict[str, Any] | None:
    year = request.today.year
    found = desk.standing(request.viewer, year=year, today=request.today)
    if not found.total:
        return None
    ledger = link("ledger")
    return {
        "value": found.by_light["done"],
        "of": gettext("tasks done of %(n)d") % {"n": found.total},
        "total": found.total,
        "parts": [
            {"code": code, "count": n, "url": f"{ledger}?year={year}&light={code}" if ledger else ""}
            for code, n in found.by_light.items()
        ],
        "made": gettext(
            "Counted: the tasks of %(year)d that were handed over and that you may see. Left out: withdrawn, declined, "
            "proposed. Of them %(vague)d are to be refined. As of %(now)s."
        )
        % {"year": year, "vague": found.vague, "now": days.moment(timezone.now())},
    }
