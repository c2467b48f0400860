"""Which forms one progress report fills (一次填，处处用): the ledger, the yearly table, and what other parts add.

A part that wants reports of a case (a suggestion's reply, a project, a briefing) registers a predicate here.
"""

from collections.abc import Callable

from huiyin.ledger.models import Case

Wants = Callable[[Case], bool]
_WANTING: dict[str, Wants] = {}


def register(code: str, wants: Wants) -> None:
    """Let a form say for which cases it takes reports; `code` is kept in the report."""
    _WANTING[code] = wants


def uses_of(case: Case) -> tuple[str, ...]:
    """Return the codes of the forms that a report of a case fills, in the order in which they were registered."""
    return tuple(code for code, wants in _WANTING.items() if wants(case))


register("ledger", lambda _case: True)
register("yearly_table", lambda case: case.year is not None)
