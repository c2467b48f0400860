"""What somebody did on paper (纸质意见) is entered by an office, with the paper; who may act needs none."""

from datetime import date

import pytest
from tests.policy.cases import CALENDAR, at

from huiyin.policy import NOTHING, Refusal, State, Step, advance, begin, load_text, next_step, possible

RULES = """

id = "test.paper"
case_type = "test"
zh = "试"
en = "Test"
start = "asked"
source = "试"
confirmed = false

[stages.asked]
zh = "征询"
en = "Asked"
turn = "deputy"

[stages.said]
zh = "已评价"
en = "Said"

closed = true

[transitions.evaluate]
zh = "评价"
en = "Evaluate"
event = "suggestion.evaluated"
from = ["asked"]
to = "said"
by = ["deputy"]
hand = "filer"
on_paper = ["secretary"]
needs = ["text?", "evidence?"]
"""
POLICY = load_text(RULES)


def asked() -> State:
    return advance(NOTHING, begin(POLICY, actor="a", at=at("03-02"), calendar=CALENDAR))


@pytest.mark.parametrize(
    ("roles", "given", "refused"),
    [
        ({"deputy@filer"}, {}, ""),
        ({"secretary"}, {"evidence": ("sheet",), "signed_on": date(2026, 3, 2)}, ""),
        ({"secretary"}, {"evidence": ("sheet",)}, "need_missing"),
        ({"secretary"}, {"signed_on": date(2026, 3, 2)}, "need_missing"),
        ({"secretary"}, {}, "need_missing"),
        ({"secretary", "deputy@filer"}, {}, ""),
        ({"secretary", "deputy@cosigner"}, {}, "need_missing"),
        ({"deputy@cosigner"}, {"evidence": ("sheet",)}, "wrong_role"),
        ({"supervisor"}, {"evidence": ("sheet",)}, "wrong_role"),
    ],
)
def test_who_enters_it_hands_the_paper_in(roles: set[str], given: dict[str, object], refused: str) -> None:
    """The paper stands in for the deputy; a deputy of another hand is not let in by it."""
    step = next_step(
        POLICY, asked(), "evaluate", roles=frozenset(roles), actor="b", given=given, at=at("03-03"), calendar=CALENDAR
    )
    assert (step.code if isinstance(step, Refusal) else "") == refused
    assert isinstance(step, Step) is (not refused)


@pytest.mark.parametrize(("role", "required"), [("deputy", False), ("secretary", True)])
def test_the_step_says_what_it_asks_for(role: str, required: bool) -> None:
    """A form made of the step asks an office for the paper, and the deputy for none."""
    (step,) = possible(POLICY, asked(), roles=frozenset({role}))
    assert [need.required for need in step.needs if need.name == "evidence"] == [required]
    assert ("signed_on" in [need.name for need in step.needs]) is required
    assert step.entered is required
