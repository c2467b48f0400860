"""Any way through any shipped policy: what is offered can be done, and what was done can be replayed."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.policy.cases import CALENDAR, at

from huiyin.policy import Policy, Refusal, State, Step, advance, fold, load, next_step, possible, shipped
from huiyin.policy.model import Need, Transition
from huiyin.policy.names import codes
from huiyin.policy.replay import past_case, replay
from huiyin.policy.steps import begin

REASON = "这是一条足够长的理由说明"
KEYS = {"lead_unit": ("u1",), "co_handler": ("u2", "u3"), "part_handler": ("p1", "p2"), "government": ("g1",)}
ROLES = frozenset(codes("role"))
NAMED: dict[str, object] = {"unit": "u1", "co_units": ["u2", "u3"], "part_units": ["p1", "p2"], "signers": 12}
REFUSED = {"day_runs", "not_running", "limit_over", "extension_spent", "extension_not_later", "extension_too_long"}


def filled(need: Need, transition: Transition, state: State, now: datetime, data: st.DataObject) -> object:
    """What a person could fill in."""
    if need.choices:
        return data.draw(st.sampled_from(need.choices))
    if need.name == "outcome":
        return data.draw(st.sampled_from(transition.outcomes))
    if need.name == "unit_key":
        clocks = {*transition.stops, transition.extends}
        running = [run.key for run in state.runs if run.stopped_at is None and run.clock in clocks and run.key]
        return data.draw(st.sampled_from(running or ["p1"]))
    if need.name in ("until", "due_on", "decide_by", "answer_by", "hand_over_by", "contacted_on", "letter_on"):
        return (now + timedelta(days=30)).date()
    return NAMED.get(need.name, 60 if need.name == "discontent_share" else REASON)


def walked(policy: Policy, data: st.DataObject) -> list[Step]:
    now = at("2026-01-12")
    steps = [begin(policy, actor="a", at=now, calendar=CALENDAR, keys=KEYS)]
    state = fold(steps)
    for number in range(data.draw(st.integers(0, 25))):
        now += timedelta(days=data.draw(st.integers(0, 9)))
        offered = possible(policy, state, roles=ROLES, actor=f"p{number}", at=now)
        if not offered:
            assert state.closed
            break
        chosen = data.draw(st.sampled_from(offered))
        given_ = {need.name: filled(need, chosen, state, now, data) for need in chosen.needs}
        step = next_step(
            policy,
            state,
            chosen.action,
            roles=ROLES,
            actor=f"p{number}",
            given=given_,
            at=now,
            calendar=CALENDAR,
            keys=KEYS,
        )
        if isinstance(step, Refusal):
            assert step.code in REFUSED, (chosen.code, step)
            continue
        steps.append(step)
        state = advance(state, step)
        assert not step.closed or all(run.stopped_at is not None for run in state.runs)
    return steps


@pytest.mark.parametrize("name", shipped())
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_offered_can_be_done_and_replayed(name: str, data: st.DataObject) -> None:
    """Closed cases have no clock; a replay goes the same way to the same last days."""
    policy = load(name)
    steps = walked(policy, data)
    state = fold(steps)
    assert {step.stage for step in steps} <= {stage.code for stage in policy.stages}
    assert {step.event for step in steps[1:]} <= {each.event for each in policy.transitions}
    replayed = replay(policy, [past_case("1", steps)], calendar=CALENDAR, until=at("2030-01-01").date())
    assert not [each for each in replayed.refused if each.code != "limit_over"]
    assert replayed.clocks == len(state.runs)
