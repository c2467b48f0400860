"""The clock for the whole of a case (完成时限、答复时限), as it stands; not that of its next step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from huiyin import policy
from huiyin.policy.model import Run


def whole_run(state: Mapping[str, Any]) -> Run | None:
    """Return the run of the clock for the whole by a stored state, the last one; None where none began."""
    runs = [run for run in state.get("runs", ()) if run["clock"] == "whole"]
    return msgspec.convert(runs[-1], Run) if runs else None


def whole_last_day(state: Mapping[str, Any]) -> tuple[date | None, bool]:
    """Return the last day for the whole by a stored state, and whether it is provisional; None where none is given."""
    run = whole_run(state)
    return (run.deadline.due_on, run.deadline.provisional) if run else (None, False)


def whole_is_late(run: Run | None, today: date) -> bool:
    """Say whether the time for the whole is over, or was when its clock stopped; a clock that stands still is not."""
    if run is None:
        return False
    return policy.was_late(run) or policy.light_of(run, today) == "late"
