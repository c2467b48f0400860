"""Past cases under a changed rule, and a policy tried before any case runs under it."""

from datetime import date
from typing import Any

import msgspec
import pytest
from tests.policy.cases import CALENDAR, REASON, Case, assigned, at, day, in_handling

from huiyin.errors import PolicyError
from huiyin.policy import Policy, fold, load, load_text
from huiyin.policy.replay import Difference, LateClock, Moment, PastCase, compare, past_case, read_cases, replay
from huiyin.policy.simulate import Planned, each_clock, open_runs, simulate

GENERAL = load("commitment.general")


def changed(**clocks: str) -> Policy:
    """The general policy with other limits."""
    tables = "".join(f'[clocks.{code}]\nlimit = "{length}"\n' for code, length in clocks.items())
    return load_text('extends = "commitment.general"\nid = "commitment.test"\n' + tables)


def finished() -> Case:
    """A task: accepted on the fifth working day, one opinion late, completed and confirmed in time."""
    case = assigned("01-12", due_on=day("11-30"))
    case.take("accept", "01-19")
    case.take("opinion", "02-10", unit_key="u2", text="同意")
    case.take("report", "02-11", form="完成招标")
    case.take("opinion", "02-27", unit_key="u3", text="同意")
    case.take("report", "03-10", form="已开工")
    case.take("complete", "04-08", text="已建成", evidence=["f"])
    case.take("confirm", "04-10", outcome="kept")
    return case


def late(policy: Policy, *cases: PastCase, **options: Any) -> list[tuple[str, str, date, date | None, int]]:
    found = replay(policy, cases, calendar=CALENDAR, until=day("12-31"), **options)
    return [(each.clock, each.key, each.due_on, each.ended_on, each.over) for each in found.late]


def test_a_replay_under_the_same_rule_finds_what_was_late() -> None:
    """One opinion, by six working days; the case itself went as it went."""
    past = past_case("2026-001", finished().steps)
    assert late(GENERAL, past) == [("opinion", "u3", day("02-12"), day("02-27"), 6)]
    found = replay(GENERAL, [past], calendar=CALENDAR, until=day("12-31"))
    assert (found.cases, found.clocks, found.refused) == (1, len(finished().state.runs), ())


def test_stored_steps_give_back_the_same_case() -> None:
    """What a step stores is enough to go through the case again: the same clocks, days and hands."""
    case = finished()
    past = past_case("2026-001", case.steps)
    again = Case()
    found = replay(GENERAL, [past], calendar=CALENDAR, until=day("12-31"))
    assert found.clocks == len(case.state.runs)
    assert [moment.action for moment in past.steps] == [step.action for step in case.steps]
    assert past.steps[1].keys == {"lead_unit": ("u1",), "co_handler": ("u2", "u3")}
    assert past.steps[1].given == {"due_on": day("11-30")}
    assert past.steps[3].given == {"unit_key": "u2"}
    assert again.steps == []


def test_a_shorter_limit_makes_more_late_and_a_longer_fewer() -> None:
    """The difference names both."""
    past = past_case("2026-001", finished().steps)
    before = replay(GENERAL, [past], calendar=CALENDAR, until=day("12-31"))
    after = replay(changed(accept="3 wd", opinion="2 m"), [past], calendar=CALENDAR, until=day("12-31"))
    difference = compare(before, after)
    assert [(each.clock, each.over) for each in difference.newly] == [("accept", 2)]
    assert [(each.clock, each.key) for each in difference.no_longer] == [("opinion", "u3")]
    assert compare(before, before) == Difference((), ())


def test_what_came_too_late_under_the_new_rule_is_told_and_taken_all_the_same() -> None:
    """A return on the fourth day, where three are allowed: refused, yet the case went back and on."""
    case = assigned("01-12")
    case.take("send_back", "01-16", reason=REASON)
    case.keys = {}
    case.take("reassign", "01-19", unit="u7")
    past = past_case("2026-002", case.steps)
    found = replay(changed(accept="3 wd"), [past], calendar=CALENDAR, until=day("01-20"))
    assert [(each.action, each.on, each.code) for each in found.refused] == [("send_back", day("01-16"), "limit_over")]
    assert ("accept", "u1", 1) in [(each.clock, each.key, each.over) for each in found.late]
    assert found.clocks == len(case.state.runs)


def test_an_extension_that_the_new_rule_refuses_is_not_given() -> None:
    """So that the whole clock is late under it."""
    case = in_handling("01-12")
    case.take("ask_extension", "12-20", until=day("2027-03-31"), reason=REASON)
    case.take("grant_extension", "12-21", until=day("2027-03-31"))
    past = past_case("2026-003", case.steps)
    strict = load_text('extends = "commitment.general"\nid = "t"\n[clocks.whole]\nextend_max = "1 m"\n')
    found = replay(strict, [past], calendar=CALENDAR, until=day("2027-02-01"))
    assert [(each.action, each.code) for each in found.refused] == [("grant_extension", "extension_too_long")]
    assert "whole" in [each.clock for each in found.late]
    assert "whole" not in [
        each.clock for each in replay(GENERAL, [past], calendar=CALENDAR, until=day("2027-02-01")).late
    ]


def test_a_task_completed_in_time_is_judged_by_that_day() -> None:
    """Confirmed long after: not late; completed a day after: late by a day, though confirmed later still."""
    for on, expected in (("11-30", []), ("12-01", [("whole", 1)])):
        case = assigned("01-12", due_on=day("11-30"), co_units=())
        case.keys = {"lead_unit": ("u1",)}
        case.take("accept", "01-13")
        case.take("complete", on, text="已建成", evidence=["f"])
        past = past_case("x", case.steps)
        found = replay(GENERAL, [past], calendar=CALENDAR, until=day("12-10"))
        assert [(each.clock, each.over) for each in found.late if each.clock == "whole"] == expected


def test_only_cases_of_a_year() -> None:
    """By the day on which they were opened."""
    past = past_case("2026-001", finished().steps)
    assert late(GENERAL, past, year=2025) == []
    assert late(GENERAL, past, year=2026) != []


def test_an_action_that_the_rule_does_not_know_is_told() -> None:
    """And left out."""
    past = PastCase("x", (Moment("open", at("01-12")), Moment("dance", at("01-13")), Moment("assign", at("01-14"))))
    found = replay(GENERAL, [past], calendar=CALENDAR, until=day("01-15"))
    assert [(each.action, each.code) for each in found.refused] == [("dance", "unknown_action")]
    assert found.clocks == 2  # accepting and reporting; no co-handler, no date


def test_cases_are_read_line_by_line() -> None:
    """What `past_case` gives comes back from JSON; days written as text are days."""
    past = past_case("2026-001", finished().steps)
    line = msgspec.json.encode(past).decode()
    (read,) = read_cases(["", line, "\n"])
    assert late(GENERAL, read) == late(GENERAL, past)
    assert read.case == "2026-001"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "replay.line_invalid"),
        ('{"case": 3, "steps": []}', "replay.line_invalid"),
        ('{"case": "x", "steps": []}', "replay.moment_invalid"),
        ('{"case": "x", "steps": [{"action": "open", "at": "2026-01-12T09:00:00"}]}', "replay.moment_invalid"),
    ],
)
def test_a_line_that_is_no_case(line: str, code: str) -> None:
    """The error names the line."""
    with pytest.raises(PolicyError) as raised:
        list(read_cases(["", line]))
    assert (raised.value.code, raised.value.values["line"]) == (code, 2)


def test_a_recomputed_calendar_is_no_action() -> None:
    """Steps that nobody takes are left out of a case's moments."""
    from huiyin.policy import recomputed

    case = assigned()
    steps = [*case.steps, recomputed(case.state, (), event="x", actor="", at=at("01-13"))]
    assert [each.action for each in past_case("x", steps).steps] == ["open", "assign"]


def test_late_clocks_are_values() -> None:
    """They compare by content, for the ledger to keep."""
    one = LateClock("x", "whole", "", 1, day("01-12"), day("01-13"), None, 2)
    assert one == msgspec.convert(msgspec.to_builtins(one), LateClock)


def test_each_clock_is_reckoned_from_a_day() -> None:
    """All clocks of the policy in its order; one whose day is named only with that day."""
    found = {clock.code: due for clock, due in each_clock(GENERAL, at("01-12"), calendar=CALENDAR)}
    assert list(found) == [clock.code for clock in GENERAL.clocks]
    assert found["whole"] is None
    assert found["accept"] is not None
    assert found["accept"].due_on == day("01-19")
    named = {
        clock.code: due
        for clock, due in each_clock(GENERAL, at("01-12"), calendar=CALENDAR, given={"due_on": day("06-30")})
    }
    assert named["whole"] is not None
    assert named["whole"].due_on == day("06-30")


def test_a_simulation_walks_until_something_is_refused() -> None:
    """Nobody is asked for reasons; the state is what the steps add up to; clocks come in the order of their ends."""
    planned = [Planned("assign", at("01-12"), {"due_on": day("06-30")}), Planned("accept", at("01-14"))]
    keys = {"lead_unit": ("u1",), "co_handler": ("u2",)}
    found = simulate(GENERAL, at("01-12"), planned, calendar=CALENDAR, keys=keys)
    assert (found.refusal, found.refused, found.state) == (None, "", fold(found.steps))
    assert [(run.clock, run.key) for run in open_runs(found.state)] == [
        ("opinion", "u2"),
        ("report", "u1"),
        ("whole", ""),
    ]
    stopped = simulate(GENERAL, at("01-12"), [*planned, Planned("assign", at("01-15")), planned[1]], calendar=CALENDAR)
    assert stopped.refusal is not None
    assert (stopped.refusal.code, stopped.refused, len(stopped.steps)) == ("wrong_stage", "assign", 3)
