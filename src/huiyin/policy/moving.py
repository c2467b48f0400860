"""A case moved to another version of its rules (转用规则): its stage stays, running clocks are reckoned anew."""

from datetime import datetime

from msgspec.structs import replace

from huiyin.policy.calendar import Calendar
from huiyin.policy.clocks import BY_NAME, hours_of, reckoned
from huiyin.policy.model import Clock, ClockChange, Policy, Refusal, Run, State, Step

MOVE = "move_policy"  # the action of the step; no policy declares it


def moved(
    state: State, policy: Policy, *, actor: str, at: datetime, calendar: Calendar, event: str = "case.policy_moved"
) -> Step | Refusal:
    """Return the step that puts a case under other rules, or why it cannot stand under them.

    Running clocks take the limits of the new rules from the day on which they began, with the pauses and extensions
    that they had; one that the new rules do not know ends. A day that somebody named stays. What the old rules did
    not start is not started: the next steps do that. Ended clocks keep what they were judged by.

    Args:
        state: where the case stands.
        policy: the rules to which it is moved.
        actor: id of the person.
        at: the moment, with its time zone.
        calendar: working days.
        event: what the event is called.
    """
    stage = policy.stage(state.stage)
    if state.closed:
        return Refusal("move_closed", {"stage": state.stage})
    if stage is None or stage.closed:
        return Refusal("move_stage", {"stage": state.stage})
    answered = {each.answers for each in policy.transitions if each.answers}
    unanswered = [action for action in state.pending if action not in answered]
    if unanswered:
        return Refusal("move_pending", {"action": unanswered[0]})
    kept = state.turns[-1].key if state.turns and state.turns[-1].to_at is None else ""
    return Step(
        action=MOVE,
        event=event,
        stage=state.stage,
        turn=stage.turn,
        round=state.round,
        closed=False,
        outcome=state.outcome,
        actor=actor,
        at=at,
        clocks=tuple(_changes(state, policy, at, hours_of(policy, calendar))),
        turn_key=kept if stage.turn == state.turn else "",
        pending=state.pending,
        item_class=state.item_class,
    )


def _changes(state: State, policy: Policy, at: datetime, calendar: Calendar) -> list[ClockChange]:
    """Return what the new rules change of the clocks that run."""
    found = []
    for run in state.runs:
        if run.stopped_at is not None:
            continue
        clock = policy.clock(run.clock)
        if clock is None:
            found.append(ClockChange("stop", replace(run, stopped_at=at)))
            continue
        anew = _under(clock, run, state.item_class, calendar)
        if anew != run and not _same(anew, run):
            found.append(ClockChange("recompute", anew))
    return found


def _under(clock: Clock, run: Run, item_class: str, calendar: Calendar) -> Run:
    """Return a run under another clock; where the clock waits for a named day and has none, the limit stays."""
    limit = clock.classes.get(item_class, clock.limit)
    if run.given_on is not None:
        limit = BY_NAME
    elif limit == BY_NAME:
        limit = run.limit
    changed = replace(run, limit=limit, counts_to=clock.counts_to)
    return replace(changed, deadline=reckoned(clock, changed, calendar))


def _same(anew: Run, run: Run) -> bool:
    """Say whether two runs differ in nothing but the version of a notice that their reckoning names."""
    held = replace(anew.deadline, calendars=run.deadline.calendars, reasons=run.deadline.reasons)
    return replace(anew, deadline=held) == run
