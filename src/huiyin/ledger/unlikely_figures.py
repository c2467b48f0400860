"""A cumulative figure (累计数) that is likely a slip: asked about before it is taken, and taken once it is confirmed.

A figure reached since the beginning rarely falls; one that does is mostly a month's own figure, or a slip. One that is
many times what is aimed at is mostly given in another unit (18500 for 1.85万套). Where less is aimed at (≤, <) either
may be, and nothing is asked.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from huiyin.errors import StepRefused
from huiyin.ledger.models import Case, Progress

REPORTED = ("report", "complete")  # steps that say what was reached since the beginning
FALLING = ("<=", "<")
FAR = 10  # times the target: nobody is asked who merely did twice as much, and of 0 there is no multiple


def ask_if_unlikely(case: Case, action: str, filled: Mapping[str, Any], *, sure: bool) -> None:
    """Refuse a figure below the last one, or far above the target, until whoever sends it is sure.

    Args:
        filled: by the names of needs, as `huiyin.ledger.filling.given_of` takes it.
        sure: whether the person said that the figure is right.
    Raises:
        StepRefused: `step.value_lower`, with the last figure and the period of its report, "" where it came with the
            case from an older system; `step.value_far`, with the target.
    """
    value = filled.get("value")
    if sure or action not in REPORTED or value is None or case.target_relation in FALLING:
        return
    last, target = case.reached_value, case.target_value
    if last is not None and Decimal(value) < last:
        told = Progress.objects.filter(case=case, value=last).order_by("-position").first()
        period = told.period if told is not None else ""
        raise StepRefused("step.value_lower", need="value", last=f"{last.normalize():f}", period=period)
    if target is not None and target > 0 and FAR * max(target, last or 0) <= Decimal(value):
        said = f"{target.normalize():f}{case.unit_of_measure}"
        raise StepRefused("step.value_far", need="value", target=said)
