"""Policies (办理规则): stages, steps, clocks and calendars as data with a source; pure, no Django, no clock.

The door of the package. `load` reads a policy file, `next_step` says what an action leads to or why it is refused,
`fold` adds steps up, `Calendar` counts working days, `light_of` says which light shows today.
"""

from huiyin.policy.model import ClockChange, State, Step


def advance(state: State | None, step: Step) -> State: ...
def with_clocks(state: State, changes: tuple[ClockChange, ...]) -> State: ...
