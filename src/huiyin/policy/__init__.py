"""Policies (办理规则): stages, steps, clocks and calendars as data with a source; pure, no Django, no clock.

The door of the package. `load` reads a policy file, `next_step` says what an action leads to or why it is refused,
`fold` adds steps up, `Calendar` counts working days, `light_of` says which light shows today.
"""

from huiyin.policy.calendar import Calendar
from huiyin.policy.cases import NOTHING, advance, fold
from huiyin.policy.clocks import recompute, recomputed
from huiyin.policy.deadlines import deadline, reminders
from huiyin.policy.diagram import diagram
from huiyin.policy.files import shipped
from huiyin.policy.lights import behind_days, elapsed_share, is_over, light_of, progress_light, was_late
from huiyin.policy.loading import from_json, load, load_text, to_json
from huiyin.policy.model import ClockChange, Deadline, Policy, Refusal, Run, State, Step, Transition
from huiyin.policy.moving import MOVE, moved
from huiyin.policy.names import name_of
from huiyin.policy.notices import notice_content, read_notice, read_notice_text
from huiyin.policy.relay import relay
from huiyin.policy.steps import begin, next_step, possible, what_if

__all__ = [
    "MOVE",
    "NOTHING",
    "Calendar",
    "ClockChange",
    "Deadline",
    "Policy",
    "Refusal",
    "Run",
    "State",
    "Step",
    "Transition",
    "advance",
    "begin",
    "behind_days",
    "deadline",
    "diagram",
    "elapsed_share",
    "fold",
    "from_json",
    "is_over",
    "light_of",
    "load",
    "load_text",
    "moved",
    "name_of",
    "next_step",
    "notice_content",
    "possible",
    "progress_light",
    "read_notice",
    "read_notice_text",
    "recompute",
    "recomputed",
    "relay",
    "reminders",
    "shipped",
    "to_json",
    "was_late",
    "what_if",
]
