"""Extensions, pauses and notices: what moves the dates of clocks that run."""

from typing import Any

import pytest
from msgspec.structs import replace
from tests.policy.cases import CALENDAR, REASON, Case, assigned, at, changes, day, in_handling
from tests.policy.suggestions import assigned as suggested
from tests.policy.suggestions import in_parts

from huiyin.policy import (
    Refusal,
    Step,
    advance,
    light_of,
    load_text,
    recompute,
    recomputed,
)
from huiyin.policy.notices import Notice


def test_an_extension_is_asked_for_and_granted() -> None:
    """It waits for an answer; the whole clock takes the day that was decided, and nothing waits any more."""
    case = in_handling()
    assert isinstance(case.take("ask_extension", "11-02", until=day("2027-02-28"), reason=REASON), Step)
    assert case.state.pending == ("ask_extension",)
    step = case.take("grant_extension", "11-05", until=day("2027-01-31"))
    assert changes(step) == [("extend", "whole", "")]
    assert case.due("whole") == day("2027-01-31")
    assert case.state.pending == ()


def test_an_answer_needs_a_question() -> None:
    """Nobody grants what nobody asked for; refinement may come unasked."""
    case = in_handling()
    assert case.take("grant_extension", "11-05", until=day("2027-01-31")) == Refusal(
        "not_asked", {"action": "grant_extension", "asked": "ask_extension"}
    )
    assert isinstance(case.take("refine", "01-15", end_state="竣工"), Step)
    case.take("ask_refinement", "01-16")
    assert case.state.pending == ("ask_refinement",)
    case.take("ask_extension", "01-17", until=day("2027-02-28"), reason=REASON)
    assert case.state.pending == ("ask_refinement", "ask_extension")
    case.take("refuse_extension", "01-18", reason=REASON)
    assert case.state.pending == ("ask_refinement",)
    case.take("refine", "01-19", end_state="竣工")
    assert case.state.pending == ()
    assert case.due("whole") == day("12-31")


def extend(case: Case, until: object, on: str = "11-05") -> Step | Refusal:
    asked = case.take("ask_extension", on, until=day("2027-02-01"), reason=REASON)
    return asked if isinstance(asked, Refusal) else case.take("grant_extension", on, until=until)


def test_extensions_have_their_limits() -> None:
    """Later than before, not too often; the day must be a day."""
    case = in_handling()
    assert extend(case, day("12-31")) == Refusal("extension_not_later", {"clock": "whole", "due_on": day("12-31")})
    assert extend(case, "2027-01-31") == Refusal("need_invalid", {"need": "until"})
    assert extend(case, at("2027-01-31")) == Refusal("need_invalid", {"need": "until"})
    assert extend(case, None) == Refusal("need_missing", {"need": "until"})
    assert isinstance(extend(case, day("2027-01-31")), Step)
    assert isinstance(extend(case, day("2027-02-28")), Step)
    assert extend(case, day("2027-03-31")) == Refusal("extension_spent", {"clock": "whole", "times": 2})


def test_what_nobody_could_grant_is_not_asked_for() -> None:
    """Who asks learns it, and not only who is to grant it."""
    case = in_handling()
    told = {"reason": REASON, "on": "11-05"}
    asked = [case.take("ask_extension", until=day(last), **told) for last in ("11-30", "12-31", "2027-01-31")]
    assert asked[:2] == [Refusal("extension_not_later", {"clock": "whole", "due_on": day("12-31")})] * 2
    assert isinstance(asked[2], Step)
    case.policy = load_text(LONGEST)
    longest = Refusal("extension_too_long", {"clock": "whole", "longest_on": day("2027-02-01")})
    assert case.take("ask_extension", until=day("2027-02-02"), **told) == longest


PARTS = """
extends = "suggestion.general"
id = "suggestion.test"
[transitions.ask_extension]
from = ["merged", "handling", "in_parts"]
hand = ""
[transitions.extend_part]
answers = "ask_extension"
"""
SPENT = Refusal("extension_spent", {"clock": "part_reply", "times": 1})


@pytest.mark.parametrize(
    ("asked", "spent"),
    [
        pytest.param({}, False, id="nobody named: another part can be granted"),
        pytest.param({"unit_key": "p2"}, False, id="another part"),
        pytest.param({"unit_key": "p1"}, True, id="the part that was granted"),
    ],
)
def test_one_of_several_parts_that_is_spent_leaves_the_others(asked: dict[str, str], spent: bool) -> None:
    """The answer names the unit; it is vain only where it would be for every unit that it could name."""
    case = in_parts()
    case.policy = load_text(PARTS)
    told: dict[str, Any] = {"until": day("07-31"), "reason": REASON}
    case.do("ask_extension", "05-01", **told)
    case.do("extend_part", "05-02", unit_key="p1", **told)
    assert (case.take("ask_extension", "05-03", **told, **asked) == SPENT) is spent
    for key in ("p2", "p3"):
        case.take("ask_extension", "05-04", **told, unit_key=key)
        case.do("extend_part", "05-05", unit_key=key, **told)
    assert case.take("ask_extension", "05-06", **told) == SPENT


def test_one_answer_that_can_grant_is_enough() -> None:
    """The reply was extended as often as it may be, the whole was not."""
    case = suggested()
    case.do("accept", "03-16")
    case.policy = load_text(WHOLE)
    told: dict[str, Any] = {"reason": REASON}
    case.do("ask_extension", "05-01", "unit_head", until=day("07-31"), **told)
    case.do("grant_extension", "05-02", until=day("07-31"))
    case.do("ask_extension", "05-03", "unit_head", until=day("08-31"), **told)
    case.do("extend_whole", "05-04", "supervisor", until=day("08-31"))
    assert case.take("ask_extension", "05-05", "unit_head", until=day("09-10"), **told) == Refusal(
        "extension_spent", {"clock": "reply", "times": 1}
    )


WHOLE = """
extends = "suggestion.general"
id = "suggestion.test"
[clocks.whole]
extend_by = ["supervisor"]
extend_times = 2
[transitions.extend_whole]
zh = "延长全程"
en = "Extend the whole"
event = "suggestion.whole_extended"
from = ["handling"]
by = ["supervisor"]
needs = ["until"]
extends = "whole"
answers = "ask_extension"
"""


@pytest.mark.parametrize(("stage", "vain"), [("handling", True), ("returned", False)])
def test_only_an_answer_from_where_the_case_stands_can_be_in_vain(stage: str, vain: bool) -> None:
    """What is answered at another stage is answered by what holds there."""
    case = in_handling()
    case.policy = load_text(f'{ELSEWHERE}from = ["{stage}"]')
    asked = case.take("ask_extension", "11-05", until=day("11-30"), reason=REASON)
    assert isinstance(asked, Refusal) is vain


ELSEWHERE = """
extends = "commitment.general"
id = "commitment.test"
[transitions.grant_extension]
"""


LONGEST = """
extends = "commitment.general"
id = "commitment.test"
[clocks.whole]
extend_max = "1 m"
[clocks.accept]
pauses_when_returned = true
stops = ["accept"]
[clocks.reassign]
pauses = ["remind"]
resumes = ["supervise"]
[transitions.remind]
from = ["returned"]
[transitions.supervise]
from = ["returned"]
"""


def test_an_extension_may_be_too_long() -> None:
    """`extend_max` is held against the last day without any extension."""
    case = in_handling()
    case.policy = load_text(LONGEST)
    assert extend(case, day("2027-02-02")) == Refusal(
        "extension_too_long", {"clock": "whole", "longest_on": day("2027-02-01")}
    )
    assert isinstance(extend(case, day("2027-01-15")), Step)
    assert isinstance(extend(case, day("2027-02-01")), Step)


def test_a_clock_that_is_not_running_cannot_be_extended() -> None:
    """A task without a date has nothing to extend."""
    case = assigned(due_on=None)
    case.take("accept", "01-13")
    assert extend(case, day("2027-01-31")) == Refusal("not_running", {"clock": "whole", "key": ""})


def test_a_clock_may_stand_still_while_a_case_is_returned() -> None:
    """`pauses_when_returned`: from the return to the new assignment; the days are given back."""
    case = assigned()
    case.policy = load_text(LONGEST)
    assert changes(case.take("ask_refinement", "01-13")) == [("start", "refine", "u1")]
    assert ("pause", "accept", "u1") in changes(case.take("send_back", "01-14", reason=REASON))
    assert case.run("accept").paused
    assert light_of(case.run("accept"), day("03-01")) == "on_time"
    assert ("resume", "accept", "u1") in changes(case.take("refuse_return", "01-20", reason=REASON))
    assert not case.run("accept").paused
    assert case.due("accept") == day("01-23")  # three of five days were left on the 14th


def test_an_action_may_pause_and_resume_a_clock() -> None:
    """Named by the clock; what stands still already is not stopped twice, what runs is not resumed."""
    case = assigned()
    case.policy = load_text(LONGEST)
    case.take("send_back", "01-14", reason=REASON)
    assert changes(case.take("supervise", "01-15", text=REASON)) == []
    assert changes(case.take("remind", "01-15")) == [("pause", "reassign", "")]
    assert changes(case.take("remind", "01-16")) == []
    assert changes(case.take("supervise", "01-19", text=REASON)) == [("resume", "reassign", "")]
    assert case.due("reassign") == day("01-30")


def provisional_case() -> Case:
    """A case whose clocks were counted in a year without a notice."""
    case = Case(calendar=CALENDAR.without(2026)).open("02-09")
    case.take("assign", "02-09", unit="u1", co_units=["u2"], due_on=day("12-31"))
    return case


def test_loading_a_notice_changes_the_running_clocks_whose_dates_it_moves() -> None:
    """The notice has a Saturday worked: the last day comes two days earlier, and is certain."""
    case = provisional_case()
    assert case.run("accept").deadline.provisional
    assert case.due("accept") == day("02-16")  # 2026 is not in the table of lunar days
    found = {each.run.clock: each for each in recompute(case.state, case.policy, CALENDAR)}
    assert {each.change for each in found.values()} == {"recompute"}
    assert set(found) == {"accept", "opinion", "report"}, "the whole clock's day was named, not counted"
    assert found["accept"].run.deadline.due_on == day("02-14")
    assert not found["accept"].run.deadline.provisional
    step = recomputed(case.state, tuple(found.values()), event="calendar.recomputed", actor="", at=at("02-10"))
    after = advance(case.state, step)
    assert recompute(after, case.policy, CALENDAR) == ()
    assert (after.stage, after.turn, after.turns, after.pending) == (
        *(case.state.stage, case.state.turn, case.state.turns, case.state.pending),
    )


def test_a_notice_reaches_the_clocks_behind_a_stopped_one_and_drops_no_question() -> None:
    """A clock that has stopped hides none that runs; what waits for an answer still waits."""
    case = provisional_case()
    case.take("accept", "02-10")
    case.take("ask_extension", "02-11", until=day("2027-02-28"), reason=REASON)
    changes = recompute(case.state, case.policy, CALENDAR)
    assert next(run.clock for run in case.state.runs if run.stopped_at) == "accept"
    assert {each.run.clock for each in changes} >= {"opinion", "report"}
    after = advance(case.state, recomputed(case.state, changes, event="x", actor="", at=at("02-12")))
    assert after.pending == case.state.pending == ("ask_extension",)


def test_a_stopped_clock_keeps_what_it_was_judged_by() -> None:
    """Only what runs is reckoned anew; stopping reckons nothing, though the calendar is another by then."""
    case = provisional_case()
    case.calendar = CALENDAR
    case.take("accept", "02-10")
    assert (case.due("accept"), case.run("accept").deadline.provisional) == (day("02-16"), True)
    assert "accept" not in [each.run.clock for each in recompute(case.state, case.policy, CALENDAR)]


def test_a_calendar_that_changes_no_date_changes_nothing() -> None:
    """Another notice of another year, and a policy that no longer has the clock."""
    case = assigned()
    other = CALENDAR.with_notices(Notice(2040, "made up", {}, {}, {}))
    assert recompute(case.state, case.policy, other) == ()
    assert recompute(provisional_case().state, replace(case.policy, clocks=()), CALENDAR) == ()
