"""Progress against the time that has passed (序时进度)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.policy.cases import day

from huiyin.policy import behind_days, elapsed_share, load, progress_light, shipped
from huiyin.policy.model import Setting

SETTINGS = load("commitment.general").settings


@pytest.mark.parametrize(
    ("today", "share"),
    [
        ("2025-12-31", Fraction(0)),
        ("2025-06-30", Fraction(0)),
        ("01-31", Fraction(1, 12)),
        ("02-14", Fraction(3, 24)),
        ("06-30", Fraction(1, 2)),
        ("09-30", Fraction(3, 4)),
        ("12-31", Fraction(1)),
        ("2027-03-01", Fraction(1)),
    ],
)
def test_months_are_equal_shares_of_a_year(today: str, share: Fraction) -> None:
    """By the end of September three quarters have passed, in short months and long."""
    assert elapsed_share(day("01-01"), day("12-31"), day(today)) == share


def test_a_plan_may_begin_within_a_month() -> None:
    """From the middle of one month to the middle of another; a plan of no length has passed."""
    share = elapsed_share(day("04-16"), day("06-15"), day("05-15"))
    assert share == (Fraction(5) + Fraction(15, 31) - Fraction(4) - Fraction(1, 2)) / 2
    assert elapsed_share(day("05-02"), day("05-01"), day("05-01")) == 1


@pytest.mark.parametrize(
    ("elapsed", "done", "light"),
    [
        ("0.75", "0.75", "on_time"),
        ("0.75", "0.90", "on_time"),
        ("0.75", "0.651", "on_time"),
        ("0.75", "0.65", "near"),
        ("0.75", "0.45", "near"),
        ("0.75", "0.449", "late"),
        ("0.75", "0", "late"),
        ("0.05", "0", "on_time"),
        ("1", "1.2", "on_time"),
    ],
)
def test_the_light_of_progress(elapsed: str, done: str, light: str) -> None:
    """10 to 30 percentage points behind is yellow, more than 30 is red."""
    assert progress_light(Decimal(elapsed), Decimal(done), SETTINGS) == light
    assert progress_light(Fraction(elapsed), Fraction(done), SETTINGS) == light


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 800), st.integers(-100, 900))
def test_time_passes_in_one_direction(start: date, length: int, after: int) -> None:
    """Between nothing and all, and never less on the day after."""
    end, today = start + timedelta(days=length), start + timedelta(days=after)
    share = elapsed_share(start, end, today)
    assert 0 <= share <= elapsed_share(start, end, today + timedelta(days=1)) <= 1
    assert elapsed_share(start, end, end) == 1
    assert elapsed_share(start, end, start - timedelta(days=1)) == 0


@pytest.mark.parametrize("name", shipped())
def test_only_tasks_and_promises_are_reported_on(name: str) -> None:
    """Whatever has a step that asks how far the works are; pages show a target and the time that passed to no other."""
    policy = load(name)
    assert policy.reports_progress is (policy.case_type in ("commitment", "reply_promise"))


@pytest.mark.parametrize(
    ("done", "near_on", "late_on"),
    [
        (Fraction(1, 3), "06-06", "08-19"),
        (Fraction(2, 12), "04-06", "06-19"),
        (Fraction(0), "02-06", "04-19"),
        (Fraction(7, 10), "10-19", None),
        (Fraction(8, 10), "11-24", None),
        (Fraction(9, 10), "12-31", None),
        (Fraction(91, 100), None, None),
        (Fraction(1), None, None),
        (Fraction(3, 2), None, None),
        (Fraction(-1, 2), "01-01", "01-01"),
    ],
    ids=str,
)
def test_on_which_days_a_task_falls_behind(done: Fraction, near_on: str | None, late_on: str | None) -> None:
    """10 points behind is yellow, more than 30 red; a year of which so much is done, if no more is reported."""
    days = tuple(day(each) if each else None for each in (near_on, late_on))
    assert behind_days(day("01-01"), day("12-31"), done, SETTINGS) == days


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(1, 800),
    st.fractions(-1, 2, max_denominator=400),
    st.integers(0, 60),
    st.integers(0, 60),
)
@settings(max_examples=60)
def test_the_days_are_those_on_which_the_light_turns(
    start: date, length: int, done: Fraction, yellow: int, more: int
) -> None:
    """Day by day through the plan and beyond, the light is what the two days say."""
    by = {"light_yellow_pp": Setting(yellow, "", False), "light_red_pp": Setting(yellow + more, "", False)}
    end = start + timedelta(days=length)
    near_on, late_on = behind_days(start, end, done, by)
    for today in (start + timedelta(days=n) for n in range(length + 40)):
        told = "late" if late_on and today >= late_on else "near" if near_on and today >= near_on else "on_time"
        assert told == progress_light(elapsed_share(start, end, today), done, by), today
