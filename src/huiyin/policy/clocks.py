"""What a step does to the clocks of a case: start, stop, reopen, pause, resume, extend, and reckon anew."""

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
    Limit,
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
NAMED_IN = {"co_handler": "co_units", "part_handler": "part_units"}  # the needs that name all units of such a hand
BY_NAME = Limit(0, "given")


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
        item_class: str = "",
    ) -> None:
        self.policy, self.state, self.at, self.given, self.keys = policy, state, at, given, keys
        self.meant, self.item_class = str(given.get("unit_key") or ""), item_class
        self.calendar = hours_of(policy, calendar)
        self.today = local_day(at)
        self.runs = state.runs
        self.changes: tuple[ClockChange, ...] = ()

    def begin(self) -> None:
        """Start the clocks that the opening of a case starts."""
        for code in self.policy.opening:
            self._start(code)

    def follow(self, transition: Transition, left: Stage | None, reached: Stage) -> Refusal | None:
        """Do all that a transition does to clocks, and whatever the stages bring about."""
        refusal = self._stop_named(transition)
        if refusal is None and transition.extends:
            refusal = self.extend(transition)
        refusal = refusal or self._named_again(transition)
        if refusal is not None:
            return refusal
        self._classify()
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
        self._reopen(transition.reopens)
        for code in transition.starts:
            self._start(code)
        return None

    def _named_again(self, transition: Transition) -> Refusal | None:
        """Refuse a last day that would be passed over: its clock runs already, and another one is an extension."""
        for code in transition.starts:
            clock = self.policy.clock(code)
            given_on = self.given.get(clock.given) if clock and clock.given else None
            runs = [run for run in self._running() if run.clock == code]
            if clock is None or type(given_on) is not date or not runs:
                continue
            if all(run.key in self._keys(clock.hand) and run.deadline.due_on != given_on for run in runs):
                return Refusal("day_runs", {"clock": code, "need": clock.given, "due_on": runs[0].deadline.due_on})
        return None

    def of_one(self, transition: Transition) -> Transition:
        """Return what is left of an action that leads on with the last unit, where this is not the last one.

        It ends that unit's own clocks, and the case stays where it is.
        """
        own = tuple(code for code in transition.stops if self._is_of_several(code))
        others = [run for run in self._running() if run.clock in own and not self._is_meant(run)]
        return replace(transition, to_stage="", starts=(), reopens=(), stops=own, outcomes=()) if others else transition

    def _running(self) -> list[Run]:
        return [run for run in self.runs if run.stopped_at is None]

    def _stop_named(self, transition: Transition) -> Refusal | None:
        """Stop the clocks that a transition stops: of several hands the one that is meant, else all."""
        of_units = [code for code in transition.stops if self._is_of_several(code)]
        stopped = [run for run in self._running() if run.clock in transition.stops and self._is_meant(run)]
        if self.meant and of_units and not any(run.clock in of_units for run in stopped):
            return Refusal("not_running", {"clock": of_units[0], "key": self.meant})
        for code in transition.stops:
            for run in stopped:
                if run.clock == code:
                    self._put("stop", run, stopped_at=self.at)
        return None

    def _is_of_several(self, code: str) -> bool:
        clock = self.policy.clock(code)
        return clock is not None and clock.hand in SEVERAL

    def _is_meant(self, run: Run) -> bool:
        return self.meant in ("", run.key) or not self._is_of_several(run.clock)

    def _classify(self) -> None:
        """Give the clocks that run the limits of the item's class, where that is another now."""
        if self.item_class == self.state.item_class:
            return
        for run in self._running():
            clock = self.policy.clock(run.clock)
            if clock is None or not clock.classes or run.limit == BY_NAME:
                continue
            limit = clock.classes.get(self.item_class, clock.limit)
            if limit != run.limit:
                self._put("classify", run, limit=limit)

    def _resume(self, run: Run) -> None:
        """Let a clock go on; the stretch in which it stood still ends today."""
        self._put("resume", run, pauses=(*run.pauses[:-1], Pause(run.pauses[-1].from_on, self.today)))

    def _reopen(self, codes: tuple[str, ...]) -> None:
        """Let clocks that ended go on as if they had not: what ended them counts for nothing, and gives no time.

        Those of the units that have the hand now; of several runs under one key the last.
        """
        for clock in filter(None, map(self.policy.clock, codes)):
            keys = self._keys(clock.hand)
            last = {run.key: run for run in self.runs if run.clock == clock.code and run.key in keys}
            for run in last.values():
                if run.stopped_at is not None:
                    self._put("reopen", run, stopped_at=None)

    def extend(self, transition: Transition) -> Refusal | None:
        """Extend a clock to the day that was given, within what its policy allows; the whole too where it says so."""
        code = transition.extends
        clock = self.policy.clock(code)
        runs = [run for run in self._running() if run.clock == code and self.meant in ("", run.key)]
        if clock is None or not runs:
            return Refusal("not_running", {"clock": code, "key": self.meant})
        until = self.given.get("until")
        if type(until) is not date:
            return Refusal("need_missing" if until is None else "need_invalid", {"need": "until"})
        for run in runs:
            refusal = self._cannot_extend(clock, run, until)
            if refusal is not None:
                return refusal
            self._put("extend", run, extensions=(*run.extensions, Extension(until, self.today)))
        for run in self._running():
            if transition.extends_whole and run.clock == clock.counts_to and run.deadline.due_on < until:
                self._put("extend", run, extensions=(*run.extensions, Extension(until, self.today)))
        return None

    def _cannot_extend(self, clock: Clock, run: Run, until: date) -> Refusal | None:
        """Return why a clock may not be extended to a day, or None."""
        if len(run.extensions) >= clock.extend_times:
            return Refusal("extension_spent", {"clock": clock.code, "times": clock.extend_times})
        if until <= run.deadline.due_on:
            return Refusal("extension_not_later", {"clock": clock.code, "due_on": run.deadline.due_on})
        longest = self._longest(clock, run)
        if longest is not None and until > longest:
            return Refusal("extension_too_long", {"clock": clock.code, "longest_on": longest})
        return None

    def _longest(self, clock: Clock, run: Run) -> date | None:
        """Return the last day to which a clock may be extended; None where there is none."""
        unextended = replace(run, extensions=())
        found = []
        if clock.extend_max is not None:
            found.append(self.calendar.add(reckoned(clock, unextended, self.calendar).due_on, clock.extend_max))
        if clock.latest is not None:
            found.append(reckoned(clock, replace(unextended, limit=clock.latest), self.calendar).due_on)
        return min(found, default=None)

    def _start(self, code: str) -> None:
        """Start a clock once for each key of its hand; one that runs under a key is left running."""
        clock = self.policy.clock(code)
        if clock is None:
            return
        given_on = self.given.get(clock.given) if clock.given else None
        if clock.limit == BY_NAME and type(given_on) is not date:
            return  # no last day was named: there is nothing to watch yet
        for key in self._keys(clock.hand):
            earlier = [run for run in self.runs if (run.clock, run.key) == (code, key)]
            if any(run.stopped_at is None for run in earlier):
                continue
            self._begin_run(clock, key, len(earlier) + 1, given_on if type(given_on) is date else None)

    def _keys(self, hand: str) -> tuple[str, ...]:
        """Return the units of a hand for which clocks start: the one that is meant, unless the step names them all."""
        keys = self.keys.get(hand) or (() if hand in SEVERAL else ("",))
        if hand not in SEVERAL or not self.meant or self.given.get(NAMED_IN.get(hand, "")):
            return keys
        return tuple(key for key in keys if key == self.meant)

    def _begin_run(self, clock: Clock, key: str, ordinal: int, given_on: date | None) -> None:
        limit = clock.classes.get(self.item_class, clock.limit) if given_on is None else BY_NAME
        due = deadline(as_run(clock, limit), self.at, calendar=self.calendar, given_on=given_on)
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
            limit=limit,
            counts_to=clock.counts_to,
            given_on=given_on,
            given_as=clock.given if given_on is not None else "",
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


def as_run(clock: Clock, limit: Limit) -> Clock:
    """Return a clock with the limit of one run of it; a day that was named stays as it was named."""
    if limit == clock.limit:
        return clock
    return replace(clock, limit=limit, rolls=clock.rolls and limit != BY_NAME)


def reckoned(clock: Clock, run: Run, calendar: Calendar) -> Deadline:
    """Return the deadline of a run by the calendar in force, with all that befell it."""
    return deadline(
        as_run(clock, run.limit),
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
        item_class=state.item_class,
    )


def _dates(held: Deadline) -> tuple[object, ...]:
    return held.due_on, held.due_at, held.near_on, held.provisional
