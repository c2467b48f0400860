"""What a report can be made on: the month, or the quarter where the clock of reporting gives three months."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from huiyin.ledger.models import Case
from huiyin.ledger.step_choices import by_quarter, choices, periods
from huiyin.policy import Policy, load, load_text
from huiyin.policy.model import Transition

NOBODY: Any = SimpleNamespace()


def reporting(rules: Policy) -> Transition:
    (found,) = (each for each in rules.transitions if each.action == "report")
    return found


@pytest.mark.parametrize(
    ("today", "quarterly", "found"),
    [
        (date(2026, 2, 1), False, ("2026-02", "2026-01", "2025-12", "2025-11")),
        (date(2026, 1, 1), True, ("2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2")),
        (date(2026, 3, 31), True, ("2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2")),
        (date(2026, 4, 1), True, ("2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3")),
        (date(2026, 12, 31), True, ("2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1")),
    ],
    ids=str,
)
def test_four_periods_back_from_today(today: date, quarterly: bool, found: tuple[str, ...]) -> None:
    assert periods(today, quarterly=quarterly) == found


def a_place(limit: str) -> Policy:
    """Return the rules of a place that has its units report within a limit."""
    return load_text(f'''extends = "commitment.general"
id = "commitment.yunting"
[clocks.report]
limit = "{limit}"
source = "虚构：云汀市督查办法"
''')


@pytest.mark.parametrize(
    ("rules", "quarterly"),
    [
        (load("commitment.general"), False),
        (load("reply_promise.general"), True),
        (a_place("3 m"), True),
        (a_place("2 m"), False),
        (a_place("20 wd"), False),
    ],
    ids=["general", "promises", "a place by quarter", "every other month", "working days"],
)
def test_the_rules_say_how_often(rules: Policy, quarterly: bool) -> None:
    transition, case = reporting(rules), Case(state={})
    assert by_quarter(case, rules, transition) == quarterly
    told = choices("period", case=case, rules=rules, transition=transition, viewer=NOBODY, today=date(2026, 5, 1))
    assert told == periods(date(2026, 5, 1), quarterly=quarterly)


def test_the_case_s_own_clock_goes_before_the_rules() -> None:
    rules = load("commitment.general")
    runs = [{"clock": "report", "limit": {"amount": months, "unit": "m"}} for months in (1, 3)]
    assert by_quarter(Case(state={"runs": runs}), rules, reporting(rules))
    assert not by_quarter(Case(state={"runs": runs[:1]}), rules, reporting(rules))
