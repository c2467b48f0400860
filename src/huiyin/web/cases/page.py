"""What the page of a case shows: whose turn it is first, then the passage, the step, the progress, the trail."""

from typing import Any

from django.forms import BoundField, ChoiceField, ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.evaluating import evaluating_steps
from huiyin.congress.models import CommitteeOpinion, Kind
from huiyin.congress.opinions import TYPE as OPINION
from huiyin.congress.replying import CoView, co_views
from huiyin.congress.similar import TYPES
from huiyin.ledger import policies
from huiyin.ledger.cases import possible_steps
from huiyin.ledger.co_opinions import OPINION as OPINION_STEP
from huiyin.ledger.lights import by_no_clock, case_light
from huiyin.ledger.models import Case, Watch
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.reply_gaps import view_words
from huiyin.ledger.task_people import person_names
from huiyin.ledger.trail import Row, trail_of
from huiyin.people.models import Unit
from huiyin.people.permissions import may
from huiyin.policy.model import State, Transition
from huiyin.web import days
from huiyin.web.cases import words
from huiyin.web.cases.clocks import dues_shown, hand_words, hands_shown, hands_sum, light_of, running
from huiyin.web.cases.forms import REPLIES, StepForm
from huiyin.web.cases.moving import move_link
from huiyin.web.cases.parts import aim_words, parties_shown, passage_shown, passages_of, reports_shown, schedule_shown
from huiyin.web.cases.suggestion import evaluations_of, suggestion_shown
from huiyin.web.cases.task_fields import milestones_shown
from huiyin.web.cases.trail import action_words, last_actor, since_words, trail_shown
from huiyin.web.cases.uses import places_filled
from huiyin.web.cases.view import BESIDE, CaseView, likely
from huiyin.web.due import days_left
from huiyin.web.lights import why
from huiyin.web.links import link
from huiyin.web.sentences import left_words, limited, named


def case_context(
    view: CaseView,
    *,
    chosen: str = "",
    form: StepForm | None = None,
    refused: str = "",
    stale_since: int | None = None,
    everything: bool = False,
    taken: CoView | None = None,
) -> dict[str, Any]:
    """Return the context of the page.

    Args:
        chosen: the action whose form is open; the most likely one where "".
        form: that form as it was sent, with its errors.
        refused: why the step was not taken.
        stale_since: the version that the person saw, where somebody has since acted.
        everything: show the whole trail and open every derivation, for print.
        taken: the co-handler's view that has just been taken into the text of the form.
    """
    case = view.case
    rows = trail_of(case, viewer=view.viewer)
    units = _units(view.state)
    step = view.transition(chosen) if chosen else likely(case, view.steps, view.rules, view.viewer)
    if step is not None and form is None:
        form = view.form(step)
    suggestion, reports = suggestion_shown(view), reports_shown(case)
    return {
        "case": case,
        "light": case_light(case, view.today),
        "light_of": "" if by_no_clock(case, view.today) else light_of(view, units),
        "why": why(case, view.today),
        "stage": _stage(view),
        "outcome": words.outcome_words(view.rules, case.outcome) if case.outcome else "",
        "supervision": words.supervision_words(case.supervision),
        "crumbs": _crumbs(view),
        "turn": _with_evaluation(_turn(view, units, step), view, suggestion),
        "step": step,
        "step_name": view.named(step) if step else "",
        "form": form,
        "co_views": _co_views(case, form) if step is not None and form is not None and step.action in REPLIES else [],
        "taken": taken,
        "uses": places_filled(case, view.viewer, view.today) if step and step.reports_progress else [],
        "refused": refused,
        "returned": _returned(view, rows),
        "conflict": _conflict(view, rows, stale_since, form, chosen) if stale_since is not None else None,
        "passages": [passage_shown(each, view) for each in passages_of(case)],
        "dues": dues_shown(view, opened=everything),
        "hands": hands_shown(view, units),
        "hands_sum": hands_sum(view),
        "progresses": view.rules.reports_progress or bool(reports),
        "aim": aim_words(case),
        "schedule": schedule_shown(view) if view.rules.reports_progress else None,
        "reports": reports,
        "parties": parties_shown(case),
        "trail": trail_shown(rows, case, view.rules, today=view.today, everything=everything),
        "trail_total": len(rows),
        "trail_more": 0 if everything else max(len(rows) - 12, 0),
        "receipt_url": link("case_receipt", case.key),
        "watched": Watch.objects.filter(case=case, account_id=view.viewer.account_id).exists(),
        "unit_names": _names_to_pick(view, step),
        "rules": view.rules,
        "move": move_link(case, view.viewer),
        "everything": everything,
        "suggestion": suggestion,
        "opinion": CommitteeOpinion.objects.filter(case=case).first() if case.case_type == OPINION else None,
        "previous": case.previous,
        "evaluations": evaluations_of(case) if case.promised_in_id else [],
        "turned": suggestion is not None,
        "promised_in": _promised_in(view),
        "next_cases": list(case.rolled_into.all()) if case.closed else [],
        **_people(case),
        "milestones": milestones_shown(case, view.today),
    }


def _people(case: Case) -> dict[str, str]:
    """Return the names of the leader in charge and of the contact."""
    names = person_names([case])
    return {"who_leads": names.get(case.leader, ""), "contact": names.get(case.contact, "")}


def _returned(view: CaseView, rows: list[Row]) -> dict[str, str] | None:
    """Return who sent the case back and why, for whoever now hands it out anew; None where it does not lie returned."""
    stage = view.rules.stage(view.case.stage)
    if stage is None or not stage.returned or not view.steps:
        return None
    row = next((each for each in rows if each.texts.get("reason")), None)
    who = f"{row.actor.unit} {row.actor.name}".strip() if row else ""
    return {"who": who, "text": row.texts["reason"]} if row else None


def _co_views(case: Case, form: StepForm) -> list[dict[str, Any]]:
    """Return what co-handlers say of an item, and whether the text of the reply has their words or names them."""
    text = str(form["text"].value() or "").replace("\r\n", "\n")
    return [
        {
            "unit": each.unit,
            "on": each.on,
            "text": each.text,
            "position": each.position,
            "has": view_words(each.unit.label, each.text) in text,
            "named": each.unit.label in text or each.unit.name in text,
        }
        for each in co_views(case)
    ]


def _promised_in(view: CaseView) -> Case | None:
    """Return the suggestion in whose reply a promise stands, where the viewer may see that one."""
    case = view.case
    return visible_cases(view.viewer).filter(pk=case.promised_in_id).first() if case.promised_in_id else None


def _stage(view: CaseView) -> str:
    stage = view.rules.stage(view.case.stage)
    return named(stage.names) if stage else view.case.stage


def _crumbs(view: CaseView) -> list[dict[str, str]]:
    case, viewer = view.case, view.viewer
    here = {"label": case.number or gettext("without a number"), "url": ""}
    if case.case_type in TYPES:
        for action, name, label in (
            ("suggestion.desk", "suggestions", gettext("Suggestions")),
            ("suggestion.own", "my_suggestions", gettext("My suggestions")),
        ):
            if may(viewer, action):
                return [{"label": label, "url": link(name)}, here]
    if case.promised_in_id and may(viewer, "suggestion.own"):
        return [{"label": gettext("My suggestions"), "url": link("my_suggestions")}, here]
    if case.case_type == OPINION and may(viewer, "opinion.view"):
        return [{"label": gettext("Deliberation opinions"), "url": link("committee_opinions")}, here]
    filing = getattr(case, "filing", None)
    if case.case_type == Kind.INQUIRY and filing and filing.session and may(viewer, "inquiry.view"):
        return [{"label": gettext("Formal inquiries"), "url": link("inquiries", filing.session)}, here]
    if not may(viewer, "ledger.view"):
        return [here]
    crumbs = [{"label": pgettext("navigation", "Ledger"), "url": link("ledger")}] if link("ledger") else []
    if case.year and view.rules.reports_progress:
        label = gettext("Tasks of %(year)s") % {"year": case.year}
        crumbs.append({"label": label, "url": link("ledger") and f"{link('ledger')}?year={case.year}"})
    return [*crumbs, here]


def _units(state: State) -> dict[str, Unit]:
    keys = {run.key for run in state.runs} | {turn.key for turn in state.turns}
    return {unit.key: unit for unit in Unit.objects.filter(key__in=keys)}


def _turn(view: CaseView, units: dict[str, Unit], step: Transition | None) -> dict[str, Any]:
    case, stage = view.case, _stage(view)
    if case.closed:
        ended = gettext("%(stage)s: %(outcome)s") % {
            "stage": stage,
            "outcome": words.outcome_words(view.rules, case.outcome),
        }
        text = ended if case.outcome else stage
        day = timezone.localdate(case.closed_at) if case.closed_at else None
        when = gettext("on %(day)s") % {"day": days.full_day(day)} if day else ""
        return {"text": text, "detail": when, "actions": [], "more": _other_steps(view, None)}
    key = view.state.turns[-1].key if view.state.turns else ""
    if not key and case.turn in ("lead_unit", "unit_head") and case.lead_unit:
        key = case.lead_unit.key
        units.setdefault(key, case.lead_unit)
    if not key and case.turn == "government":
        proposed = case.parties.filter(part="proposed", active=True).select_related("unit").first()
        key = proposed.unit.key if proposed else ""
        units |= {key: proposed.unit} if proposed else {}
    text = gettext("It is the turn of %(who)s: %(stage)s") % {"who": hand_words(case.turn, key, units), "stage": stage}
    return {
        "text": text,
        "detail": _turn_detail(view),
        "actions": _first_action(view, step),
        "more": _other_steps(view, step),
    }


def _with_evaluation(turn: dict[str, Any], view: CaseView, suggestion: dict[str, Any] | None) -> dict[str, Any]:
    """Return whose turn it is, with the one page of evaluating in place of the steps that it stands for."""
    if suggestion is not None:
        url, label = suggestion["evaluate_url"], gettext("Evaluate the reply")
    else:
        promised = view.case.promised_in_id and evaluating_steps(view.case, view.viewer, at=view.at)
        url = link("evaluate_one", view.case.key) if promised else ""
        label = gettext("Evaluate what came of the promise")
    if not url:
        return turn
    evaluate = {"label": label, "url": url, "primary": True, "post": False}
    steps = ("step=evaluate#", "step=redo#", "step=dispute#")
    return {
        **turn,
        "actions": [evaluate],
        "more": [each for each in turn["more"] if not any(step in each["url"] for step in steps)],
    }


def _turn_detail(view: CaseView) -> str:
    """Return the days in this hand, and what is left in all."""
    calendar = policies.calendar()
    last = view.state.turns[-1] if view.state.turns else None
    parts = []
    given = next((each for each in view.rules.transitions if each.action == OPINION_STEP), None)
    if view.given is not None and given is not None:
        told = {"step": named(given.names), "day": days.day(view.given.on, view.today)}
        parts.append(gettext("%(step)s: done by your unit on %(day)s") % told)
    if last is not None:
        used = max(calendar.working_days_between(timezone.localdate(last.from_at), view.today), 0)
        parts.append(ngettext("%(n)d working day in this hand", "%(n)d working days in this hand", used) % {"n": used})
    for run in running(view):
        if run.hand in (view.case.turn, "whole"):
            clock = view.rules.clock(run.clock)
            parts.append(
                gettext("%(clock)s by %(day)s, %(left)s")
                % {
                    "clock": limited(named(clock.names)) if clock else run.clock,
                    "day": days.day(run.deadline.due_on, view.today),
                    "left": left_words(
                        days_left(run.deadline, view.today, calendar), over=view.today > run.deadline.due_on
                    ),
                }
            )
    parts += _too_late(view)
    for action in view.state.pending:
        parts.append(gettext("waiting for an answer: %(step)s") % {"step": action_words(view.rules, action)})
    return pgettext("between parts", "; ").join(parts)


def _too_late(view: CaseView) -> list[str]:
    """Return which steps are looked for in vain, as their time is over, and since when."""
    bounded = [each for each in view.rules.transitions if each.within and view.case.stage in each.from_stages]
    if not bounded:
        return []
    offered = {each.code for each in view.steps}
    told = []
    for step in possible_steps(view.case, view.viewer, at=None):
        ends = [run.deadline.due_on for run in running(view) if run.clock == step.within]
        if step.within and step.code not in offered and ends:
            said = {"step": words.step_words(step), "day": days.day(max(ends), view.today)}
            told.append(gettext("“%(step)s” could be done until %(day)s") % said)
    return told


def _first_action(view: CaseView, step: Transition | None) -> list[dict[str, Any]]:
    if step is None or step not in view.steps:
        return []
    bare = not step.needs
    url = link("case_step", view.case.key, step.action) if bare else "#step"
    actions = [{"label": view.named(step), "url": url, "primary": True, "post": bare}]
    other = next((each for each in view.steps if each.action == BESIDE.get(step.action)), None)
    if other is not None:
        actions.append({"label": words.step_words(other), "url": _opens(view, other), "primary": False, "post": False})
    return actions


def _opens(view: CaseView, step: Transition) -> str:
    """Return the address at which the form of a step is open."""
    return f"{link('case', view.case.key)}?step={step.action}#step"


def _other_steps(view: CaseView, step: Transition | None) -> list[dict[str, Any]]:
    return [
        {
            "label": view.named(each),
            "url": _opens(view, each),
            "note": gettext("A reason must be given")
            if any(need.name == "reason" and need.required for need in each.needs)
            else "",
        }
        for each in view.steps
        if each is not step and (step is None or each.action != BESIDE.get(step.action))
    ]


def _conflict(view: CaseView, rows: list[Row], since: int, form: StepForm | None, action: str) -> dict[str, Any]:
    """Return what was done since the page was shown, what the viewer wrote, and whether it can be sent again.

    Who did it is "" where it was the viewer alone, in another window.
    """
    fresh = [row for row in rows if row.position > since]
    by_people = [row for row in fresh if row.actor.key] or fresh  # what the system adds follows from what they did
    return {
        "who": last_actor([row for row in by_people if row.actor.key != view.viewer.key]),
        "steps": since_words(fresh, view.rules, view.case),
        "stage": _stage(view),
        "again": any(each.action == action for each in view.steps),
        "wrote": [(each.label, _chosen_words(each)) for each in form or () if not each.is_hidden and each.value()],
    }


def _chosen_words(field: BoundField) -> str:
    """Return what a field holds as its reader sees it: of a choice the words, not the code that is sent."""
    held = field.value()
    if not isinstance(field.field, ChoiceField | ModelChoiceField):
        return str(held)
    sent = {str(each) for each in (held if isinstance(held, list | tuple) else [held])}
    return "、".join(each.choice_label for each in field.subwidgets if str(each.data["value"]) in sent) or str(held)


def _names_to_pick(view: CaseView, step: Transition | None) -> list[dict[str, str]]:
    """Return the names that the fields for units propose; empty where the open step asks for none."""
    if step is None or not any(need.name in ("unit", "co_units", "responsible_units") for need in step.needs):
        return []
    from huiyin.ledger.unit_names import units_to_pick

    return [{"name": unit.name, "short": unit.short_name} for unit in units_to_pick(view.case.place, on=view.today)]
