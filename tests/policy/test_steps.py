"""Steps: what an action leads to, why it is refused, and what the clocks do meanwhile."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.policy.cases import (
    CALENDAR,
    HANDLER,
    HEAD,
    REASON,
    SUPERVISOR,
    Case,
    assigned,
    at,
    changes,
    day,
    in_handling,
)

from huiyin.policy import (
    NOTHING,
    Policy,
    Refusal,
    Step,
    advance,
    fold,
    light_of,
    load,
    possible,
    was_late,
    what_if,
)
from huiyin.policy.model import Transition
from huiyin.policy.names import codes

GENERAL = load("commitment.general")


def test_a_case_begins_in_the_first_stage() -> None:
    """The opening is a step like others: stage, turn, round 1."""
    case = Case().open("01-12")
    assert case.steps[0] == Step(
        action="open",
        event="commitment.opened",
        stage="draft",
        turn="supervisor",
        round=1,
        closed=False,
        outcome="",
        actor=SUPERVISOR,
        at=at("01-12"),
        clocks=(),
    )
    assert case.state.turns[0].hand == "supervisor"


def test_assigning_starts_a_clock_for_each_hand() -> None:
    """The whole, the lead unit's two, and one for each co-handler under its unit's key."""
    case = assigned("01-12")
    assert changes(case.steps[-1]) == [
        ("start", "whole", ""),
        ("start", "accept", "u1"),
        ("start", "opinion", "u2"),
        ("start", "opinion", "u3"),
        ("start", "report", "u1"),
    ]
    assert (case.state.stage, case.state.turn, case.state.turns[-1].key) == ("assigned", "lead_unit", "u1")
    assert (case.due("whole"), case.due("accept"), case.due("opinion", "u2")) == (
        day("12-31"),
        day("01-19"),
        day("02-12"),
    )
    run = case.run("opinion", "u3")
    assert (run.hand, run.counts_to, run.limit.amount, run.ordinal) == ("co_handler", "whole", 1, 1)


def test_without_a_date_the_whole_clock_waits_for_one() -> None:
    """A vague commitment has no invented deadline; refining it names one and starts the clock."""
    case = assigned(due_on=None)
    assert [run.clock for run in case.state.runs] == ["accept", "opinion", "opinion", "report"]
    case.take("refine", "01-14", due_on=day("11-30"), figure="新增停车泊位5000个")
    assert case.due("whole") == day("11-30")
    case.take("refine", "01-15", due_on=day("12-31"))
    assert case.due("whole") == day("11-30"), "a running date changes by an extension only"


def test_without_co_handlers_nobody_gives_an_opinion() -> None:
    """No key, no clock."""
    case = Case().open("01-12")
    case.keys = {"supervisor": (), "co_handler": ()}
    case.take("assign", "01-12", unit="u1")
    assert [(run.clock, run.key) for run in case.state.runs] == [("accept", "u1"), ("report", "u1")]


def test_the_whole_life_of_a_task() -> None:
    """Assigned, accepted, reported, completed, confirmed by a second person, closed with an outcome."""
    case = in_handling()
    assert isinstance(case.take("report", "02-10", form="完成招标"), Step)
    assert isinstance(case.take("complete", "11-20", text="已建成", evidence=["f1"]), Step)
    assert (case.state.stage, case.state.turn) == ("awaiting_confirmation", "supervisor")
    step = case.take("confirm", "11-25", outcome="kept")
    assert isinstance(step, Step)
    assert (step.event, step.stage, step.closed, step.outcome) == ("commitment.confirmed", "closed", True, "kept")
    assert all(run.stopped_at is not None for run in case.state.runs)
    assert [light_of(run, day("12-31")) for run in case.state.runs] == ["done"] * len(case.state.runs)
    assert (case.state.turn, case.state.turns[-1].to_at) == ("", at("11-25"))
    assert possible(case.policy, case.state, roles=frozenset(codes("role"))) == ()


def test_what_is_completed_in_time_is_not_late_while_it_is_confirmed() -> None:
    """The whole clock stands still from completion on; rejected, it goes on to the same day."""
    case = in_handling()
    assert ("pause", "whole", "") in changes(case.take("complete", "12-30", text="已建成", evidence=["f1"]))
    assert light_of(case.run("whole"), day("2027-01-20")) == "near"
    again = Case()
    again.steps = list(case.steps)
    case.take("confirm", "2027-01-20", outcome="kept")
    assert not was_late(case.run("whole"))
    again.take("reject_completion", "2027-01-20", reason=REASON)
    assert light_of(again.run("whole"), day("2027-01-20")) == "late"
    assert again.due("whole") == day("12-31")


def test_a_report_starts_the_next_one_s_clock() -> None:
    """One stops, another starts under the next number; the first was late and says so."""
    case = in_handling()
    step = case.take("report", "02-13", form="完成招标")
    assert changes(step) == [("stop", "report", "u1"), ("start", "report", "u1")]
    first, second = (run for run in case.state.runs if run.clock == "report")
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert was_late(first)
    assert not was_late(second)
    assert second.deadline.due_on == day("03-13")


def test_an_opinion_stops_the_clock_of_its_own_unit() -> None:
    """The other co-handler's goes on; a unit that has none is told so."""
    case = in_handling()
    assert changes(case.take("opinion", "01-20", text="无意见", unit_key="u2")) == [("stop", "opinion", "u2")]
    assert case.run("opinion", "u3").stopped_at is None
    refused = case.take("opinion", "01-21", text="又一次", unit_key="u2")
    assert refused == Refusal("not_running", {"clock": "opinion", "key": "u2"})


def test_a_co_handler_that_is_added_gets_its_own_clock() -> None:
    """Those that run are left running."""
    case = in_handling()
    assert changes(case.take("add_co_handler", "01-20", co_units=["u3", "u4"])) == [("start", "opinion", "u4")]
    assert case.due("opinion", "u3") == day("02-12")
    assert case.due("opinion", "u4") == day("02-24")


def test_a_return_stops_one_clock_and_starts_another() -> None:
    """The unit's clocks end, the supervisor's begins; assigning anew goes the other way, under the new unit."""
    case = assigned()
    case.keys = {**case.keys, "supervisor": ()}  # nobody is known by name in that hand
    step = case.take("send_back", "01-14", reason=REASON)
    assert changes(step) == [
        ("stop", "accept", "u1"),
        ("stop", "opinion", "u2"),
        ("stop", "opinion", "u3"),
        ("stop", "report", "u1"),
        ("start", "reassign", ""),
    ]
    assert (case.state.turn, case.due("reassign")) == ("supervisor", day("01-28"))
    case.keys = {"lead_unit": (), "supervisor": ()}
    twice = case.take("reassign", "01-16", unit="u7", co_units=["u2", "u7"])
    assert twice == Refusal("unit_twice", {"need": "co_units"}), "it would owe an opinion to itself"
    case.take("reassign", "01-16", unit="u7", co_units=["u2"])
    assert (case.state.turn, case.state.turns[-1].key) == ("lead_unit", "u7")
    assert case.due("accept", "u7") == day("01-23")
    assert case.run("opinion", "u2").ordinal == 2
    assert case.due("whole") == day("12-31")


def test_a_wrong_unit_is_replaced_though_it_has_accepted() -> None:
    """The old unit's clocks end, the new one's begin; the whole goes on, and what was asked for is settled by it."""
    case = assigned()
    case.take("accept", "01-14")
    case.take("report", "01-20", form="behind", period="2026-01")
    case.take("ask_extension", "01-21", until=day("2027-03-31"), reason=REASON)
    assert case.state.pending == ("ask_extension",)
    refused = case.take("reassign", "02-02", unit="u7")
    assert refused == Refusal("need_missing", {"need": "reason"})
    assert case.take("reassign", "02-02", "unit_head", unit="u7", reason=REASON) == Refusal(
        "wrong_role", {"action": "reassign", "roles": "supervisor"}
    )
    step = case.take("reassign", "02-02", unit="u7", reason=REASON)
    assert changes(step) == [
        ("stop", "opinion", "u2"),
        ("stop", "opinion", "u3"),
        ("stop", "report", "u1"),
        ("start", "accept", "u7"),
        ("start", "opinion", "u2"),
        ("start", "opinion", "u3"),
        ("start", "report", "u7"),
    ]
    assert (case.state.stage, case.state.turn, case.state.turns[-1].key) == ("assigned", "lead_unit", "u7")
    assert (case.state.pending, case.due("whole")) == ((), day("12-31"))


def test_a_wrong_unit_is_replaced_before_it_accepts() -> None:
    """Its time to accept ends with its part; what was closed is handed to nobody."""
    case = assigned()
    step = case.take("reassign", "01-13", unit="u7", reason=REASON)
    assert {("stop", "accept", "u1"), ("start", "accept", "u7")} <= set(changes(step))
    case.take("withdraw", "01-14", reason=REASON)
    assert case.take("reassign", "01-15", unit="u8", reason=REASON) == Refusal(
        "wrong_stage", {"action": "reassign", "stage": "withdrawn"}
    )


def test_a_refused_return_goes_back_to_the_same_unit() -> None:
    """It is that unit's turn again, and its time to accept begins anew."""
    case = assigned()
    case.take("send_back", "01-14", reason=REASON)
    case.take("refuse_return", "01-15", reason=REASON)
    assert (case.state.stage, case.state.turns[-1].key) == ("assigned", "u1")
    assert case.due("accept", "u1") == day("01-22")


@pytest.mark.parametrize(
    ("action", "role", "given_", "refusal"),
    [
        ("assing", "supervisor", {}, Refusal("unknown_action", {"action": "assing"})),
        ("confirm", "supervisor", {}, Refusal("wrong_stage", {"action": "confirm", "stage": "assigned"})),
        ("accept", "supervisor", {}, Refusal("wrong_role", {"action": "accept", "roles": "unit_handler unit_head"})),
        ("remind", "unit_head", {}, Refusal("wrong_role", {"action": "remind", "roles": "supervisor"})),
        ("send_back", "unit_head", {}, Refusal("need_missing", {"need": "reason"})),
        ("send_back", "unit_head", {"reason": "  \n "}, Refusal("need_missing", {"need": "reason"})),
        (
            "send_back",
            "unit_head",
            {"reason": " 九个字的一条理由。 "},
            Refusal("need_short", {"need": "reason", "min_length": 10, "length": 9}),
        ),
        ("add_co_handler", "supervisor", {"co_units": []}, Refusal("need_missing", {"need": "co_units"})),
        (
            "opinion",
            "unit_handler@lead_unit",
            {"unit_key": "u2", "text": "同意"},
            Refusal("wrong_role", {"action": "opinion", "roles": "unit_handler unit_head"}),
        ),
    ],
)
def test_what_is_refused(action: str, role: str, given_: dict[str, object], refusal: Refusal) -> None:
    """Each refusal says what is wrong and what would do, and changes nothing."""
    case = assigned()
    before = case.state
    assert case.take(action, "01-13", role, **given_) == refusal
    assert case.state == before


def test_a_reason_of_exactly_the_shortest_length_will_do() -> None:
    """Ten characters."""
    assert isinstance(assigned().take("send_back", "01-13", reason="不属于本单位职责范围"), Step)


def test_a_role_with_its_hand_must_be_of_the_right_one() -> None:
    """The co-handler's clerk gives an opinion and does not accept; a role without a hand will do for either."""
    case = assigned()
    assert isinstance(case.take("accept", "01-13", "unit_handler@co_handler"), Refusal)
    assert isinstance(case.take("opinion", "01-13", "unit_handler@co_handler", unit_key="u2", text="同意"), Step)
    assert isinstance(case.take("refine", "01-13", "unit_handler@co_handler", figure="5000个"), Step)
    assert isinstance(case.take("accept", "01-13", "unit_handler@lead_unit"), Step)


@pytest.mark.parametrize(("on", "allowed"), [("01-19", True), ("01-20", False)])
def test_returning_is_possible_within_the_limit_only(on: str, allowed: bool) -> None:
    """To the last day; afterwards the refusal names that day, and the action is not offered."""
    case = assigned("01-12")
    offered = possible(case.policy, case.state, roles=frozenset({"unit_head"}), at=at(on))
    assert ("send_back" in [each.action for each in offered]) is allowed
    taken = case.take("send_back", on, reason=REASON)
    assert isinstance(taken, Step) is allowed
    if not allowed:
        assert taken == Refusal("limit_over", {"clock": "accept", "due_on": day("01-19")})


def test_nobody_confirms_what_they_completed() -> None:
    """The second person must be another one; who did it before may try, and is refused."""
    case = in_handling()
    case.take("complete", "11-20", text="已建成", evidence=["f1"], actor="person-7")
    refused = case.take("confirm", "11-25", outcome="kept", actor="person-7")
    assert refused == Refusal("same_person", {"action": "confirm", "earlier": "complete"})
    offered = possible(case.policy, case.state, roles=frozenset({"supervisor"}), actor="person-7")
    assert "confirm" not in [each.action for each in offered]
    assert isinstance(case.take("confirm", "11-25", outcome="kept"), Step)


@pytest.mark.parametrize("outcome", ["", "done", "no_word"])
def test_an_outcome_must_be_one_of_the_action_s(outcome: str) -> None:
    """Missing, unknown, or of another action."""
    case = in_handling()
    case.take("complete", "11-20", text="已建成", evidence=["f1"])
    refused = case.take("confirm", "11-25", outcome=outcome)
    assert isinstance(refused, Refusal)
    assert refused.code == ("bad_outcome" if outcome else "need_missing")
    if outcome:
        allowed = next(each.outcomes for each in GENERAL.transitions if each.action == "confirm")
        assert refused.values == {"outcome": outcome, "outcomes": " ".join(allowed)}


def test_completion_that_is_rejected_begins_another_round() -> None:
    """Back in handling, the report's clock starts again, the supervisor's ends."""
    case = in_handling()
    case.take("complete", "11-20", text="已建成", evidence=["f1"])
    step = case.take("reject_completion", "11-24", reason=REASON)
    assert changes(step) == [("stop", "confirm", ""), ("resume", "whole", ""), ("start", "report", "u1")]
    assert (case.state.round, case.state.stage) == (2, "handling")


def test_what_if_asks_for_nothing_but_keeps_to_stage_and_limit() -> None:
    """若今天退回：the step with its clocks, though no reason is written; too late stays too late."""
    case = assigned()
    step = what_if(case.policy, case.state, "send_back", at=at("01-14"), calendar=CALENDAR, keys=case.keys)
    assert changes(step)[-1] == ("start", "reassign", "")
    late = what_if(case.policy, case.state, "send_back", at=at("02-14"), calendar=CALENDAR)
    assert isinstance(late, Refusal)
    assert late.code == "limit_over"
    wrong = what_if(case.policy, case.state, "confirm", at=at("02-14"), calendar=CALENDAR)
    assert isinstance(wrong, Refusal)
    role = what_if(
        case.policy, case.state, "send_back", at=at("01-14"), calendar=CALENDAR, roles=frozenset({"supervisor"})
    )
    assert isinstance(role, Refusal)
    assert role.code == "wrong_role"


def test_a_commitment_of_a_delegation_is_proposed_and_taken_up() -> None:
    """It becomes a task only when that government takes it up as its own; declining closes it without an outcome."""
    case = Case().open("01-12")
    case.take("propose", "01-13", government="gov-1")
    assert (case.state.stage, case.state.turn, case.state.turns[-1].key) == ("proposed", "government", "gov-1")
    assert case.run("take_up").key == "gov-1"
    assert isinstance(case.take("assign", "01-14", unit="u1"), Refusal)
    other = Case().open("01-12")
    other.take("propose", "01-13", government="gov-1")
    other.take("decline", "01-15", reason=REASON)
    assert (other.state.closed, other.state.outcome) == (True, "")
    case.take("take_up", "01-15", "leader")
    assert (case.state.stage, case.run("take_up").stopped_at) == ("draft", at("01-15"))
    assert isinstance(case.take("assign", "01-16", unit="u1"), Step)


def test_a_promise_is_evaluated_a_second_time() -> None:
    """Fulfilled, found wanting, handled again within a month, evaluated, closed."""
    case = Case("reply_promise.general").open("01-12", due_on=day("09-30"))
    assert (case.due("whole"), case.state.turns[-1].key) == (day("09-30"), "u1")
    case.take("start", "01-13")
    case.take("fulfil", "08-03", text="已完成", evidence=["f1"])
    assert (case.state.turn, case.due("evaluation")) == ("deputy", day("08-24"))
    filer = "deputy@filer"
    found_wanting = {"attitude": "satisfied", "result": "unsatisfied"}
    for action, role, told, code in [
        ("redo", "deputy@cosigner", {**found_wanting, "reason": REASON}, "wrong_role"),
        ("evaluate", "deputy@cosigner", {"result": "satisfied"}, "wrong_role"),
        ("evaluate", filer, found_wanting, "bad_choice"),
        ("redo", filer, {"result": "satisfied", "reason": REASON}, "bad_choice"),
    ]:
        refused = case.take(action, "08-10", role, **told)
        assert isinstance(refused, Refusal)
        assert refused.code == code
    case.take("redo", "08-10", filer, **found_wanting, reason=REASON)
    assert (case.state.round, case.due("redo")) == (2, day("09-10"))
    case.take("fulfil", "09-01", text="已补充完成", evidence=["f2"])
    case.take("evaluate", "09-03", filer, result="satisfied")
    assert case.state.turn == "secretariat"
    assert isinstance(case.take("close", "09-07", outcome="kept"), Step)
    assert (case.state.closed, case.state.outcome) == (True, "kept")


def test_folding_is_advancing_step_by_step() -> None:
    """A state needs nothing but its steps."""
    case = in_handling()
    state = NOTHING
    for step in case.steps:
        state = advance(state, step)
    assert state == case.state == fold(case.steps)
    assert state.actors == {"open": SUPERVISOR, "assign": SUPERVISOR, "accept": HANDLER}


SAMPLE: dict[str, object] = {
    "unit": "u1",
    "co_units": ["u2", "u3"],
    "unit_key": "u2",
    "until": date(2027, 6, 30),
    "due_on": date(2026, 12, 31),
    "outcome": "late",
    "year": 2027,
    "evidence": ["f1"],
}


def sample(transition: Transition) -> dict[str, object]:
    """Something for every need."""
    held = {need.name: need.choices[0] if need.choices else SAMPLE.get(need.name, REASON) for need in transition.needs}
    return held | {"outcome": transition.outcomes[0]} if transition.outcomes else held


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["commitment.general", "reply_promise.general"]))
def test_any_walk_keeps_what_must_hold(data: st.DataObject, name: str) -> None:
    """Whatever is possible is taken; whatever is taken folds to the same; closed means that no clock runs."""
    case = Case(name).open("01-05", due_on=date(2026, 12, 31))
    today = date(2026, 1, 5)
    for _ in range(data.draw(st.integers(1, 12))):
        today += timedelta(days=data.draw(st.integers(0, 20)))
        moment = at(str(today))
        offered = possible(case.policy, case.state, roles=frozenset(codes("role")), at=moment)
        if not offered:
            break
        chosen = data.draw(st.sampled_from(offered))
        before = case.state
        taken = case.take(chosen.action, str(today), chosen.by[0], actor=f"by-{chosen.action}", **sample(chosen))
        if isinstance(taken, Refusal):
            assert taken.code in {"not_running", "extension_spent", "extension_not_later", "day_runs"}
            assert case.state == before
            continue
        after = case.state
        assert after == advance(before, taken)
        assert after.stage == (chosen.to_stage or before.stage)
        identities = [(run.clock, run.key, run.ordinal) for run in after.runs]
        assert len(identities) == len(set(identities))
        going = [(run.clock, run.key) for run in after.runs if run.stopped_at is None]
        assert len(going) == len(set(going)), "one clock runs once under one key"
        assert not (after.closed and going)
        assert sum(turn.to_at is None for turn in after.turns) == bool(after.turn)
        for run in after.runs:
            assert run.deadline.due_on >= run.started_at.date() or run.given_on is not None


def test_what_anybody_may_do_is_what_is_possible() -> None:
    """`possible` and `next_step` agree on every action, stage and role."""
    for stage in GENERAL.stages:
        state = replace(NOTHING, stage=stage.code, turn=stage.turn, round=1, closed=stage.closed)
        for role in codes("role"):
            offered = {each.action for each in possible(GENERAL, state, roles=frozenset({role}))}
            for transition in GENERAL.transitions:
                tried = what_if(
                    GENERAL, state, transition.action, at=at("01-12"), calendar=CALENDAR, roles=frozenset({role})
                )
                allowed = isinstance(tried, Step) or tried.code not in {"wrong_role", "wrong_stage", "not_asked"}
                assert allowed == (transition.action in offered), (stage.code, role, transition.action)


def test_who_asks_does_not_decide() -> None:
    """Asking for an extension and granting it are two persons' business."""
    case = in_handling()
    case.take("ask_extension", "11-02", until=day("2027-02-28"), reason=REASON, actor="person-7")
    refused = case.take("grant_extension", "11-05", until=day("2027-01-31"), actor="person-7")
    assert refused == Refusal("same_person", {"action": "grant_extension", "earlier": "ask_extension"})
    assert HEAD != "person-7"


def test_policies_are_values() -> None:
    """Loading twice gives equal ones."""
    assert isinstance(GENERAL, Policy)
    assert load("commitment.general") == GENERAL
