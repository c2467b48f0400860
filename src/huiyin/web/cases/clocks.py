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
                "what_if": _if_returned(view) if run.clock == "accept" else "",
                "opened": opened or not found,
            }
        )
    return found


def _if_returned(view: CaseView) -> str:
    """Return what would follow if the case were sent back today (如果今天退回？)."""
    step = policy.what_if(view.rules, view.state, "send_back", at=view.at, calendar=policies.calendar())
    if isinstance(step, policy.Refusal):
        if step.code != "limit_over":
            return ""
        over = step.values["due_on"]
        day = days.day(over, view.today) if isinstance(over, date) else ""
        return gettext("If it were returned today? No longer: the limit for returning ended on %(day)s.") % {"day": day}
    begun = [change.run for change in step.clocks if change.change == "start"]
    if not begun:
        return gettext("If it were returned today? Possible.")
    clock = view.rules.clock(begun[0].clock)
    return gettext("If it were returned today? It would be the turn of %(who)s: %(clock)s by %(day)s.") % {
        "who": named(policy.name_of("hand", step.turn)),
        "clock": limited(named(clock.names)) if clock else begun[0].clock,
        "day": days.day(begun[0].deadline.due_on, view.today),
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
    whole = next((run for run in view.state.runs if run.clock == "whole"), None)
    if whole is None:
        return ""
    calendar = policies.calendar()
    start = timezone.localdate(whole.started_at)
    end = min(view.today, timezone.localdate(view.case.closed_at)) if view.case.closed_at else view.today
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
