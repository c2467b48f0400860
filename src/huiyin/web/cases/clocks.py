"""The clocks of a case made ready for its page: deadlines with their derivation, whose hands used how much."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin import policy
from huiyin.ledger import policies
from huiyin.people.models import Unit
from huiyin.policy.model import Hand, Run
from huiyin.web import days
from huiyin.web.cases.view import CaseView
from huiyin.web.due import due_shown
from huiyin.web.sentences import limited, named


def running(view: CaseView) -> list[Run]:
    """Return the running clocks, the one that ends first on top and the whole one last."""
    going = [run for run in view.state.runs if run.stopped_at is None]
    return sorted(going, key=lambda run: (run.hand == "whole", run.deadline.late_on))


def hand_words(hand: str, key: str, units: dict[str, Unit]) -> str:
    """Return who a hand is: the unit where it is one, else the hand's own name."""
    return units[key].label if key in units else named(policy.name_of("hand", hand))


def dues_shown(view: CaseView, *, opened: bool) -> list[dict[str, Any]]:
    """Return the deadlines, the whole one first and open."""
    calendar = policies.calendar()
    found: list[dict[str, Any]] = []
    returning = _returning(view)
    for run in reversed(running(view)):
        clock = view.rules.clock(run.clock)
        light = policy.light_of(run, view.today)
        due = due_shown(run.deadline, today=view.today, light=light, calendar=calendar, clock=clock)
        unit = Unit.objects.filter(key=run.key).first() if run.key else None
        found.append(
            {
                "name": named(clock.names) if clock else run.clock,
                "whose": unit.label if unit else "",
                "due": due,
                "what_if": _if_returned(view, run, returning),
                "opened": opened or not found,
            }
        )
    return found


def _returning(view: CaseView) -> policy.Step | policy.Refusal | None:
    """Return what sending the case back today would lead to, or why it cannot be; None where the rules have no way."""
    back = {stage.code for stage in view.rules.stages if stage.returned}
    actions = list(dict.fromkeys(each.action for each in view.rules.transitions if each.to_stage in back))
    calendar = policies.calendar()
    tried = [policy.what_if(view.rules, view.state, action, at=view.at, calendar=calendar) for action in actions]
    possible = (each for each in tried if isinstance(each, policy.Step))
    over = (each for each in tried if isinstance(each, policy.Refusal) and each.code == "limit_over")
    return next(possible, None) or next(over, None) or (tried[0] if tried else None)


def _if_returned(view: CaseView, run: Run, step: policy.Step | policy.Refusal | None) -> str:
    """Return what would follow for a clock if the case were sent back today (如果今天退回？)."""
    if step is None:
        return ""
    if isinstance(step, policy.Refusal):
        over = step.values.get("due_on")
        if step.code == "limit_over" and isinstance(over, date):
            said = gettext("If it were returned today? No longer: the limit for returning ended on %(day)s.")
            return said % {"day": days.day(over, view.today)}
        stage = view.rules.stage(view.state.stage)
        said = gettext("If it were returned today? It cannot be returned from “%(stage)s”.")
        return said % {"stage": named(stage.names) if stage else view.state.stage}
    begun = [change.run for change in step.clocks if change.change == "start"]
    changes = {(each.run.clock, each.run.key, each.run.ordinal): each.change for each in step.clocks}
    change = changes.get((run.clock, run.key, run.ordinal))
    this = {
        "stop": gettext("This clock would end."),
        "pause": gettext("This clock would stand still meanwhile."),
    }.get(change or "", gettext("This clock would run on."))
    if not begun:
        return gettext("If it were returned today? Possible. %(this)s") % {"this": this}
    clock = view.rules.clock(begun[0].clock)
    return gettext("If it were returned today? It would be the turn of %(who)s: %(clock)s by %(day)s. %(this)s") % {
        "who": named(policy.name_of("hand", step.turn)),
        "clock": limited(named(clock.names)) if clock else begun[0].clock,
        "day": days.day(begun[0].deadline.due_on, view.today),
        "this": this,
    }


def hands_shown(view: CaseView, units: dict[str, Unit]) -> list[dict[str, Any]]:
    """Return a row for each hand: days used and allowed of its latest clock, and what it used in all."""
    calendar = policies.calendar()
    rows = []
    for hand in policy.relay(view.state, calendar=calendar, today=view.today):
        counted = [each for each in hand.stretches if each.due_on]
        used, limit = hand.used, None
        if counted and counted[-1].due_on:
            used = counted[-1].used
            limit = calendar.working_days_between(counted[-1].from_on, counted[-1].due_on)
        clock = view.rules.clock(counted[-1].clock) if counted else None
        rows.append(
            {
                "name": hand_words(hand.hand, hand.key, units),
                "role": named(clock.names) if clock else "",
                "used": used,
                "limit": limit,
                "light": hand.light,
                "now": hand.turn,
                "note": _hand_note(hand, used),
            }
        )
    return rows


def _hand_note(hand: Hand, used: int) -> str:
    notes = []
    if hand.used != used:
        in_all = ngettext("%(n)d working day in all", "%(n)d working days in all", hand.used)
        notes.append(in_all % {"n": hand.used})
    if hand.over:
        notes.append(
            ngettext(
                "%(n)d working day over; it counts against nobody else",
                "%(n)d working days over; they count against nobody else",
                hand.over,
            )
            % {"n": hand.over}
        )
    if hand.parallel:
        notes.append(gettext("runs beside, is not added"))
    return pgettext("between parts", "; ").join(notes)


def hands_sum(view: CaseView) -> str:
    """Return how much of the whole time is used; "" where no last day was named."""
    whole = next((run for run in reversed(view.state.runs) if run.clock == "whole"), None)
    if whole is None:
        return ""
    calendar = policies.calendar()
    start = timezone.localdate(whole.started_at)
    ended_at = whole.stopped_at or view.case.closed_at
    end = min(view.today, timezone.localdate(ended_at)) if ended_at else view.today
    used = max(calendar.working_days_between(start, end), 0)
    total = calendar.working_days_between(start, whole.deadline.due_on)
    return gettext("%(used)d of %(total)d working days used in all. Hands that work side by side are not added.") % {
        "used": used,
        "total": total,
    }


def light_of(view: CaseView, units: dict[str, Unit]) -> str:
    """Return which clock, in whose hand, gives the case its light: a delay is laid where it arose."""
    if view.case.closed:
        return ""
    first = min(running(view), key=lambda run: run.deadline.late_on, default=None)
    clock = view.rules.clock(first.clock) if first else None
    if first is None or clock is None or first.hand == "whole":
        return ""
    return gettext("%(clock)s (%(who)s)") % {
        "clock": named(clock.names),
        "who": hand_words(first.hand, first.key, units),
    }
