"""A cumulative figure (累计数) below the last one: asked about before it is taken, and taken once it is confirmed.

A figure reached since the beginning rarely falls; one that does is mostly a month's own figure, or a slip. Where less
is aimed at (≤, <) a lower figure is what is wanted, and nothing is asked.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from huiyin.errors import StepRefused
from huiyin.ledger.models import Case, Progress

REPORTED = ("report", "complete")  # steps that say what was reached since the beginning
FALLING = ("<=", "<")


def ask_if_lower(case: Case, action: str, filled: Mapping[str, Any], *, sure: bool) -> None:
    """Refuse a figure below the last one until whoever sends it is sure.

    Args:
        filled: by the names of needs, as `huiyin.ledger.filling.given_of` takes it.
        sure: whether the person said that the figure is right.
    Raises:
        StepRefused: `step.value_lower`, with the last figure and the period of its report, "" where it came with the
            case from an older system.
    """
    value = filled.get("value")
    if sure or action not in REPORTED or value is None or case.target_relation in FALLING:
        return
    last = case.reached_value
    if last is not None and Decimal(value) < last:
        told = Progress.objects.filter(case=case, value=last).order_by("-position").first()
        period = told.period if told is not None else ""
        raise StepRefused("step.value_lower", need="value", last=f"{last.normalize():f}", period=period)
