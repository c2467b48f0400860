"""What a step does to the clocks of a case: start, stop, pause, resume, extend, and reckon anew."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from huiyin.policy.calendar import Calendar
from huiyin.policy.cases import with_changes
from huiyin.policy.deadlines import deadline
from huiyin.policy.hours import parse_hours
from huiyin.policy.model import (
    Clock,
    ClockChange,
    Deadline,
    Extension,
    Pause,
    Policy,
    Refusal,
    Run,
    Stage,
    State,
    Step,
    Transition,
)
from huiyin.policy.moments import local_day

SEVERAL = ("co_handler", "part_handler", "responsible_unit")  # hands in which several units may be at once


def hours_of(policy: Policy, calendar: Calendar) -> Calendar:
    """Return the calendar with the office hours that a policy sets."""
    setting = policy.settings.get("office_hours")
    hours = parse_hours(str(setting.value)) if setting else None
    return calendar.with_hours(hours) if hours else calendar


class Clocks:
    """The clocks of a case while one step is taken."""

    def __init__(
        self,
        policy: Policy,
        state: State,
        at: datetime,
        calendar: Calendar,
        keys: Mapping[str, tuple[str, ...]],
        given: Mapping[str, object],
    ) -> None:
        self.policy, self.state, self.at, self.given, self.keys = policy, state, at, given, keys
        self.calendar = hours_of(policy, calendar)
        self.today = local_day(at)
        self.runs = state.runs
        self.changes: tuple[ClockChange, ...] = ()

    def begin(self) -> None:
        """Start the clocks that the opening of a case starts."""
        for code in self.policy.opening:
            self._start(code)

    def follow(self, transition: Transition, left: Stage | None, reached: Stage) -> Refusal | None:
        """Do all that a transition does: stop, pause, resume, extend, start; and whatever the stages bring about."""
        refusal = self._stop_named(transition)
        if refusal is None and transition.extends:
            refusal = self._extend(transition.extends)
        if refusal is not None:
            return refusal
        if reached.closed:
            for run in self._running():
                self._put("stop", run, stopped_at=self.at)
            return None
        returning = reached.returned and not (left and left.returned)
        coming_back = bool(left and left.returned) and not reached.returned
        for run in self._running():
            clock = self.policy.clock(run.clock)
            stands_still = returning and clock is not None and clock.pauses_when_returned
            goes_on = coming_back and clock is not None and clock.pauses_when_returned
            if (run.clock in transition.pauses or stands_still) and not run.paused:
                self._put("pause", run, pauses=(*run.pauses, Pause(self.today, None)))
            elif (run.clock in transition.resumes or goes_on) and run.paused:
                self._resume(run)
        for code in transition.starts:
            self._start(code)
        return None

    def _running(self) -> list[Run]:
        return [run for run in self.runs if run.stopped_at is None]

    def _stop_named(self, transition: Transition) -> Refusal | None:
        """Stop the clocks that a transition stops: of several hands the one that is meant, else all."""
        meant = str(self.given.get("unit_key") or "")
        for code in transition.stops:
            clock = self.policy.clock(code)
            chosen = meant if clock is not None and clock.hand in SEVERAL else ""
            stopped = [run for run in self._running() if run.clock == code and chosen in ("", run.key)]
            if chosen and not stopped:
                return Refusal("not_running", {"clock": code, "key": chosen})
            for run in stopped:
                self._put("stop", run, stopped_at=self.at)
        return None

    def _resume(self, run: Run) -> None:
        """Let a clock go on; the stretch in which it stood still ends today."""
        self._put("resume", run, pauses=(*run.pauses[:-1], Pause(run.pauses[-1].from_on, self.today)))

    def _extend(self, code: str) -> Refusal | None:
        """Extend a clock to the day that was given, within what its policy allows."""
        clock = self.policy.clock(code)
        key = str(self.given.get("unit_key") or "")
        runs = [run for run in self._running() if run.clock == code and key in ("", run.key)]
        if clock is None or not runs:
            return Refusal("not_running", {"clock": code, "key": key})
        until = self.given.get("until")
        if type(until) is not date:
            return Refusal("need_missing" if until is None else "need_invalid", {"need": "until"})
        for run in runs:
            refusal = self._cannot_extend(clock, run, until)
            if refusal is not None:
                return refusal
            self._put("extend", run, extensions=(*run.extensions, Extension(until, self.today)))
        return None

    def _cannot_extend(self, clock: Clock, run: Run, until: date) -> Refusal | None:
        """Return why a clock may not be extended to a day, or None."""
        if len(run.extensions) >= clock.extend_times:
            return Refusal("extension_spent", {"clock": clock.code, "times": clock.extend_times})
        if until <= run.deadline.due_on:
            return Refusal("extension_not_later", {"clock": clock.code, "due_on": run.deadline.due_on})
        if clock.extend_max is not None:
            own = reckoned(clock, replace(run, extensions=()), self.calendar).due_on
            longest = self.calendar.add(own, clock.extend_max)
            if until > longest:
                return Refusal("extension_too_long", {"clock": clock.code, "longest_on": longest})
        return None

    def _start(self, code: str) -> None:
        """Start a clock once for each key of its hand; one that runs under a key is left running."""
        clock = self.policy.clock(code)
        if clock is None:
            return
        given_on = self.given.get(clock.given) if clock.given else None
        if clock.given and type(given_on) is not date:
            return  # no last day was named: there is nothing to watch yet
        for key in self.keys.get(clock.hand) or (() if clock.hand in SEVERAL else ("",)):
            earlier = [run for run in self.runs if (run.clock, run.key) == (code, key)]
            if any(run.stopped_at is None for run in earlier):
                continue
            self._begin_run(clock, key, len(earlier) + 1, given_on if type(given_on) is date else None)

    def _begin_run(self, clock: Clock, key: str, ordinal: int, given_on: date | None) -> None:
        due = deadline(clock, self.at, calendar=self.calendar, given_on=given_on)
        run = Run(
            clock=clock.code,
            key=key,
            started_at=self.at,
            stopped_at=None,
            pauses=(),
            extensions=(),
            deadline=due,
            ordinal=ordinal,
            hand=clock.hand,
            limit=clock.limit,
            counts_to=clock.counts_to,
            given_on=given_on,
        )
        self._note("start", run)

    def _put(self, change: str, run: Run, **fields: Any) -> None:
        """Note a change of a run, its deadline reckoned anew where that may move."""
        changed = replace(run, **fields)
        clock = self.policy.clock(run.clock)
        if change != "stop" and clock is not None:
            changed = replace(changed, deadline=reckoned(clock, changed, self.calendar))
        self._note(change, changed)

    def _note(self, change: str, run: Run) -> None:
        noted = ClockChange(change, run)
        self.changes = (*self.changes, noted)
        self.runs = with_changes(self.runs, (noted,))


def reckoned(clock: Clock, run: Run, calendar: Calendar) -> Deadline:
    """Return the deadline of a run by the calendar in force, with all that befell it."""
    return deadline(
        clock,
        run.started_at,
        calendar=calendar,
        pauses=run.pauses,
        extensions=run.extensions,
        given_on=run.given_on,
    )


def recompute(state: State, policy: Policy, calendar: Calendar) -> tuple[ClockChange, ...]:
    """Return the running clocks whose dates another calendar changes, as they stand by it.

    A clock that has stopped keeps what it was judged by. A change of the calendar's version alone is none.
    """
    calendar = hours_of(policy, calendar)
    changes = []
    for run in state.runs:
        clock = policy.clock(run.clock)
        if clock is None or run.stopped_at is not None:
            continue
        anew = reckoned(clock, run, calendar)
        if _dates(anew) != _dates(run.deadline):
            changes.append(ClockChange("recompute", replace(run, deadline=anew)))
    return tuple(changes)


def recomputed(state: State, changes: tuple[ClockChange, ...], *, event: str, actor: str, at: datetime) -> Step:
    """Return the step that stores what `recompute` found; the case stands where it stood."""
    return Step(
        action="recompute",
        event=event,
        stage=state.stage,
        turn=state.turn,
        round=state.round,
        closed=state.closed,
        outcome=state.outcome,
        actor=actor,
        at=at,
        clocks=changes,
        turn_key=state.turns[-1].key if state.turns and state.turns[-1].to_at is None else "",
        pending=state.pending,
    )


def _dates(held: Deadline) -> tuple[object, ...]:
    return held.due_on, held.due_at, held.near_on, held.provisional
