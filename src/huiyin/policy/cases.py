"""What steps add up to: old steps are folded without asking a policy, since each carries its own outcome."""

from collections.abc import Iterable

from huiyin.policy.model import ClockChange, Run, State, Step, Turn

NOTHING = State(stage="", turn="", round=0, closed=False, outcome="", runs=(), actors={})


def fold(steps: Iterable[Step], state: State = NOTHING) -> State:
    """Return where a case stands after all these steps, from where it stood before."""
    runs = {_identity(run): run for run in state.runs}
    actors, turns = dict(state.actors), list(state.turns)
    last: Step | None = None
    for last in steps:
        for change in last.clocks:
            runs[_identity(change.run)] = change.run
        if last.action:
            actors[last.action] = last.actor
        _turn(turns, last)
    if last is None:
        return state
    return State(
        stage=last.stage,
        turn=last.turn,
        round=last.round,
        closed=last.closed,
        outcome=last.outcome,
        runs=tuple(runs.values()),
        actors=actors,
        pending=last.pending,
        turns=tuple(turns),
        item_class=last.item_class,
    )


def advance(state: State, step: Step) -> State:
    """Return where a case stands after one more step."""
    return fold((step,), state)


def with_changes(runs: tuple[Run, ...], changes: Iterable[ClockChange]) -> tuple[Run, ...]:
    """Return the runs with those that changed as they stand afterwards, in the order in which they began."""
    held = {_identity(run): run for run in runs}
    for change in changes:
        held[_identity(change.run)] = change.run
    return tuple(held.values())


def _identity(run: Run) -> tuple[str, str, int]:
    return run.clock, run.key, run.ordinal


def _turn(turns: list[Turn], step: Step) -> None:
    """End the last turn and begin another, where it is another's turn."""
    last = turns[-1] if turns and turns[-1].to_at is None else None
    if last is not None:
        if (last.hand, last.key) == (step.turn, step.turn_key):
            return
        turns[-1] = Turn(last.hand, last.key, last.from_at, step.at)
    if step.turn:
        turns.append(Turn(step.turn, step.turn_key, step.at, None))
