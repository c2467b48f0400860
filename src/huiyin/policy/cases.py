"""What steps add up to: old steps are folded without asking a policy, since each carries its own outcome."""

from collections.abc import Iterable

from huiyin.policy.model import ClockChange, Run, State, Step, Turn

NOTHING = State(stage="", turn="", round=0, closed=False, outcome="", runs=(), actors={})


def fold(steps: Iterable[Step]) -> State:
    """Return where a case stands after all its steps."""
    state = NOTHING
    for step in steps:
        state = advance(state, step)
    return state


def advance(state: State, step: Step) -> State:
    """Return where a case stands after one more step."""
    return State(
        stage=step.stage,
        turn=step.turn,
        round=step.round,
        closed=step.closed,
        outcome=step.outcome,
        runs=with_changes(state.runs, step.clocks),
        actors={**state.actors, step.action: step.actor} if step.action else state.actors,
        pending=step.pending,
        turns=_with_turn(state.turns, step),
        item_class=step.item_class,
    )


def with_changes(runs: tuple[Run, ...], changes: Iterable[ClockChange]) -> tuple[Run, ...]:
    """Return the runs with those that changed as they stand afterwards, in the order in which they began."""
    held = {_identity(run): run for run in runs}
    for change in changes:
        held[_identity(change.run)] = change.run
    return tuple(held.values())


def _identity(run: Run) -> tuple[str, str, int]:
    return run.clock, run.key, run.ordinal


def _with_turn(turns: tuple[Turn, ...], step: Step) -> tuple[Turn, ...]:
    """Return the turns, the last one ended and another begun where it is another's turn."""
    last = turns[-1] if turns and turns[-1].to_at is None else None
    if last is not None:
        if (last.hand, last.key) == (step.turn, step.turn_key):
            return turns
        turns = (*turns[:-1], Turn(last.hand, last.key, last.from_at, step.at))
    return (*turns, Turn(step.turn, step.turn_key, step.at, None)) if step.turn else turns
