"""Cases of the past under a changed rule (规则回放): which would have been late, and which no longer."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from huiyin.errors import PolicyError
from huiyin.policy.calendar import Calendar
from huiyin.policy.cases import advance, fold
from huiyin.policy.clocks import NAMED_IN, SEVERAL
from huiyin.policy.lights import is_over, reached
from huiyin.policy.model import Policy, Record, Run, State, Step
from huiyin.policy.moments import local_day
from huiyin.policy.moving import MOVE
from huiyin.policy.steps import OPEN, as_it_went, begin

NO_ACTION = ("recompute", MOVE)  # steps that no policy knows: what they changed, the rule to try reckons itself


class Moment(Record, frozen=True):
    """One action that happened: what, when, in whose hands the case was then, and the days that were named."""

    action: str
    at: datetime
    keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    given: dict[str, Any] = msgspec.field(default_factory=dict)


class PastCase(Record, frozen=True):
    """A case as it went: its name for people, and its moments in order, the opening first."""

    case: str
    steps: tuple[Moment, ...]


class LateClock(Record, frozen=True):
    """A clock that would have been late: when it was due and when it ended, None where it had not by then.

    `over` counts the working days after the last day.
    """

    case: str
    clock: str
    key: str
    ordinal: int
    started_on: date
    due_on: date
    ended_on: date | None
    over: int


class Refused(Record, frozen=True):
    """An action that the rule would have refused; one that only came too late is taken as it was."""

    case: str
    action: str
    on: date
    code: str


class Replay(Record, frozen=True):
    """What a replay found: late clocks and refused actions, with how many cases and clocks were looked at."""

    cases: int
    clocks: int
    late: tuple[LateClock, ...]
    refused: tuple[Refused, ...]


class Difference(Record, frozen=True):
    """What one rule finds late and another does not."""

    newly: tuple[LateClock, ...]
    no_longer: tuple[LateClock, ...]


def read_cases(lines: Iterable[str]) -> Iterator[PastCase]:
    """Yield the cases of a JSONL file, blank lines left out.

    A line is `{"case": "…", "steps": [{"action": "open", "at": "2025-02-10T09:00:00+08:00", "keys": {}, "given":
    {}}]}`; `keys` and `given` may be left out.

    Raises:
        PolicyError: `replay.line_invalid`, with the number of the line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = msgspec.json.decode(line, type=PastCase)
        except msgspec.MsgspecError as error:
            raise PolicyError("replay.line_invalid", line=number, reason=str(error)) from error
        if not case.steps or any(moment.at.tzinfo is None for moment in case.steps):
            raise PolicyError("replay.moment_invalid", line=number, case=case.case)
        yield case


def past_case(case: str, steps: Iterable[Step]) -> PastCase:
    """Return a case's moments from its steps as they are stored: who had it, which days were named."""
    return PastCase(case, tuple(_moment(step) for step in steps if step.action not in NO_ACTION))


def replay(
    policy: Policy, cases: Iterable[PastCase], *, calendar: Calendar, until: date, year: int | None = None
) -> Replay:
    """Return which clocks would have been late under a policy, had the cases gone as they went.

    Args:
        policy: the rule to try.
        cases: as they went.
        calendar: working days.
        until: the day up to which clocks that still run are judged.
        year: only cases that were opened in that year.
    """
    count, clocks = 0, 0
    late: list[LateClock] = []
    refused: list[Refused] = []
    for case in cases:
        if year is not None and local_day(case.steps[0].at).year != year:
            continue
        count += 1
        state, turned_down = _gone_through(policy, case, calendar)
        refused += turned_down
        clocks += len(state.runs)
        late += [_late(case.case, run, calendar, until) for run in state.runs if _is_late(run, until)]
    return Replay(count, clocks, tuple(late), tuple(refused))


def compare(before: Replay, after: Replay) -> Difference:
    """Return what is late after a change of rule and was not before, and the other way round."""
    old, new = {_identity(each) for each in before.late}, {_identity(each) for each in after.late}
    return Difference(
        newly=tuple(each for each in after.late if _identity(each) not in old),
        no_longer=tuple(each for each in before.late if _identity(each) not in new),
    )


def _gone_through(policy: Policy, case: PastCase, calendar: Calendar) -> tuple[State, list[Refused]]:
    """Return where a case would have come to, and the actions that would have been refused."""
    first, *others = case.steps
    given = _with_days(first.given)
    state = fold([begin(policy, actor="", at=first.at, calendar=calendar, keys=first.keys, given=given)])
    refused = []
    for moment in others if first.action == OPEN else case.steps:
        given = _with_days(moment.given)
        step, refusal = as_it_went(
            policy, state, moment.action, at=moment.at, calendar=calendar, keys=moment.keys, given=given
        )
        if refusal is not None:
            refused.append(Refused(case.case, moment.action, local_day(moment.at), refusal.code))
        if step is not None:
            state = advance(state, step)
    return state, refused


def _with_days(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given, days that are written as text made days."""
    return {key: _as_day(value) for key, value in given.items()}


def _as_day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _moment(step: Step) -> Moment:
    """Return what a stored step tells of its action."""
    keys: dict[str, tuple[str, ...]] = {}
    given: dict[str, Any] = {}
    if step.turn_key:
        keys[step.turn] = (step.turn_key,)
    for change in step.clocks:
        run = change.run
        if change.change == "start":
            if run.key and run.key not in keys.get(run.hand, ()):
                keys[run.hand] = (*keys.get(run.hand, ()), run.key)
            if run.given_on is not None:
                given[run.given_as or "due_on"] = run.given_on
        elif change.change == "extend":
            given["until"] = run.extensions[-1].until_on
    meant = {each.run.key for each in step.clocks if each.change in ("stop", "extend") and each.run.hand in SEVERAL}
    if len(meant) == 1 and not step.closed:
        given["unit_key"] = meant.pop()
    if "unit_key" in given:  # what ends for one unit may begin for others, who must be told from it
        given |= {NAMED_IN[hand]: units for hand, units in keys.items() if hand in NAMED_IN}
    if step.item_class:
        given["class"] = step.item_class
    return Moment(step.action, step.at, keys, given)


def _is_late(run: Run, until: date) -> bool:
    return is_over(run.deadline, reached(run, until))


def _late(case: str, run: Run, calendar: Calendar, until: date) -> LateClock:
    end = reached(run, until)
    last = local_day(end) if isinstance(end, datetime) else end
    ended_on = last if run.stopped_at or run.paused else None
    due_on = run.deadline.due_on
    return LateClock(
        case=case,
        clock=run.clock,
        key=run.key,
        ordinal=run.ordinal,
        started_on=local_day(run.started_at),
        due_on=due_on,
        ended_on=ended_on,
        over=calendar.working_days_between(due_on, last),
    )


def _identity(late: LateClock) -> tuple[str, str, str, int]:
    return late.case, late.clock, late.key, late.ordinal
