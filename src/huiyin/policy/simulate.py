"""What would be due when: a policy tried on a day, before any case runs under it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from huiyin.policy.calendar import Calendar
from huiyin.policy.cases import advance, fold
from huiyin.policy.clocks import BY_NAME, as_run, hours_of
from huiyin.policy.deadlines import deadline
from huiyin.policy.model import Clock, Deadline, Policy, Record, Refusal, Run, State, Step
from huiyin.policy.steps import NO_KEYS, begin, what_if


class Planned(Record, frozen=True):
    """One action of a simulation: what, when, and what is given with it."""

    action: str
    at: datetime
    given: dict[str, object] = msgspec.field(default_factory=dict)


class Simulated(Record, frozen=True):
    """What came of a simulation: the steps that were taken, the refusal that ended it or None, and where it stands."""

    steps: tuple[Step, ...]
    refusal: Refusal | None
    refused: str
    state: State


def each_clock(
    policy: Policy, start: datetime, *, calendar: Calendar, given: Mapping[str, object] | None = None
) -> tuple[tuple[Clock, Deadline | None], ...]:
    """Return each clock of a policy with the deadline that it would have if it started at a moment.

    A clock whose last day is named has none, unless `given` names it; `given["class"]` is the class of the item.
    """
    calendar, held = hours_of(policy, calendar), given or {}
    found: list[tuple[Clock, Deadline | None]] = []
    for clock in policy.clocks:
        named = held.get(clock.given)
        given_on = named if isinstance(named, date) else None
        limit = clock.classes.get(str(held.get("class") or ""), clock.limit) if given_on is None else BY_NAME
        known = limit != BY_NAME or given_on is not None
        as_it_runs = as_run(clock, limit)
        found.append((as_it_runs, deadline(as_it_runs, start, calendar=calendar, given_on=given_on) if known else None))
    return tuple(found)


def simulate(
    policy: Policy,
    start: datetime,
    actions: Iterable[Planned],
    *,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
    given: Mapping[str, object] | None = None,
) -> Simulated:
    """Return what a case would go through; nobody is asked for a role or for what must be given.

    Args:
        policy: the rules to try.
        start: when the case is opened.
        actions: in the order of their moments; the first that is refused ends the simulation.
        calendar: working days.
        keys: units by hand.
        given: what is given with the opening.
    """
    steps = [begin(policy, actor="", at=start, calendar=calendar, keys=keys, given=given)]
    state = fold(steps)
    for planned in actions:
        held = {**(given or {}), **planned.given}
        step = what_if(policy, state, planned.action, at=planned.at, calendar=calendar, keys=keys, given=held)
        if isinstance(step, Refusal):
            return Simulated(tuple(steps), step, planned.action, state)
        steps.append(step)
        state = advance(state, step)
    return Simulated(tuple(steps), None, "", state)


def open_runs(state: State) -> tuple[Run, ...]:
    """Return the clocks that run, the one that ends first before the others."""
    running = [run for run in state.runs if run.stopped_at is None]
    return tuple(sorted(running, key=lambda run: (run.deadline.due_on, run.clock, run.key)))
