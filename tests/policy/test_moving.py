"""A case under other rules than those under which it began."""

from typing import Any

from msgspec.structs import replace
from tests.policy.cases import CALENDAR, SUPERVISOR, Case, assigned, at, day, in_handling

from huiyin.policy import MOVE, Policy, Refusal, Step, load_text, moved
from huiyin.policy.replay import past_case

OWN = """
extends = "commitment.general"
id = "commitment.own"
zh = "本地"
en = "Own"
"""
SHORTER = OWN + '[clocks.accept]\nlimit = "3 wd"\nsource = "某办法"\nconfirmed = true\n'


def own(text: str = OWN) -> Policy:
    return load_text(text, path="own.toml")


def move(case: Case, policy: Policy, on: str = "01-14") -> Any:
    return moved(case.state, policy, actor=SUPERVISOR, at=at(on), calendar=CALENDAR)


def test_running_clocks_take_the_new_limit_from_the_day_on_which_they_began() -> None:
    """Signing in 3 working days from 12 January in place of 5; the opinions and the named last day stay."""
    case = assigned("01-12")
    step = move(case, own(SHORTER))
    assert isinstance(step, Step)
    assert (step.action, step.event, step.stage, step.turn, step.turn_key) == (
        MOVE, "case.policy_moved", "assigned", "lead_unit", "u1",
    )  # fmt: skip
    assert [(each.change, each.run.clock, each.run.deadline.due_on) for each in step.clocks] == [
        ("recompute", "accept", day("01-15"))
    ]
    before = case.state
    case.steps.append(step)
    assert replace(case.state, runs=before.runs, actors=before.actors) == before
    assert (case.due("accept"), case.due("whole")) == (day("01-15"), day("12-31"))


def test_rules_that_differ_in_no_number_change_no_clock() -> None:
    step = move(in_handling(), own())
    assert isinstance(step, Step)
    assert step.clocks == ()


def test_pauses_and_extensions_are_kept() -> None:
    """An extension to a day stands under the new rules, too."""
    case = in_handling("01-12")
    case.take("ask_extension", "06-01", until=day("2027-03-01"), reason="用地手续未办结，需要顺延一季度")
    case.take("grant_extension", "06-02", until=day("2027-03-01"))
    step = move(case, own(SHORTER), "06-03")
    assert isinstance(step, Step)
    case.steps.append(step)
    assert case.due("whole") == day("2027-03-01")


def test_a_clock_that_the_new_rules_do_not_know_ends() -> None:
    policy = own()
    without = replace(policy, clocks=tuple(each for each in policy.clocks if each.code != "accept"))
    step = move(assigned("01-12"), without)
    assert isinstance(step, Step)
    assert [(each.change, each.run.clock, each.run.stopped_at) for each in step.clocks] == [
        ("stop", "accept", at("01-14"))
    ]


def test_a_stage_that_is_not_there_is_refused() -> None:
    policy = own()
    without = replace(policy, stages=tuple(each for each in policy.stages if each.code != "handling"))
    assert move(in_handling(), without) == Refusal("move_stage", {"stage": "handling"})


def test_a_closed_case_is_not_moved() -> None:
    case = assigned()
    case.take("withdraw", "02-02", reason="与另一任务重复，合并办理")
    assert case.state.closed
    assert move(case, own(SHORTER), "02-03") == Refusal("move_closed", {"stage": case.state.stage})


def test_what_waits_for_an_answer_must_have_one_under_the_new_rules() -> None:
    case = in_handling()
    case.take("ask_extension", "06-01", until=day("2027-03-01"), reason="用地手续未办结，需要顺延一季度")
    assert "ask_extension" in case.state.pending
    policy = own()
    without = replace(policy, transitions=tuple(each for each in policy.transitions if each.answers != "ask_extension"))
    assert move(case, without, "06-02") == Refusal("move_pending", {"action": "ask_extension"})


def test_a_move_is_no_action_of_the_past() -> None:
    """What it changed is the old story's; a rule to try reckons its own days."""
    case = assigned("01-12")
    case.steps.append(move(case, own(SHORTER)))
    assert [each.action for each in past_case("1", case.steps).steps] == ["open", "assign"]
