"""The last day for the whole of a case (完成时限、答复时限), as its clocks stand; not that of its next step."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def whole_last_day(state: Mapping[str, Any]) -> tuple[date | None, bool]:
    """Return the last day for the whole by a stored state, and whether it is provisional; None where none is given."""
    runs = [run for run in state.get("runs", ()) if run["clock"] == "whole"]
    told = runs[-1]["deadline"] if runs else {}
    on = told.get("due_on")
    return (date.fromisoformat(on), bool(told.get("provisional"))) if on else (None, False)
