"""Which step the page of a case opens by itself: also of a type of case whose steps no code knows by name."""

import pytest

from huiyin.ledger.models import Case
from huiyin.people.viewer import NOBODY
from huiyin.policy import load, load_text
from huiyin.web.cases.view import likely

OWN = """\
id = "call.place"
case_type = "call"
zh = "来电"
en = "Calls"
start = "replied"
source = "测试"
confirmed = false
stages.replied = { zh = "已答复", en = "Replied", turn = "supervisor" }
stages.called = { zh = "已回访", en = "Called back", turn = "supervisor" }
stages.over = { zh = "办结", en = "Over", closed = true }
[transitions.note]
zh = "记录"
en = "Note"
event = "call.noted"
by = ["supervisor"]
needs = ["text"]
[transitions.call_back]
zh = "回访"
en = "Call back"
event = "call.called_back"
from = ["replied"]
to = "called"
by = ["supervisor"]
needs = ["text"]
[transitions.drop]
zh = "终止"
en = "Drop"
event = "call.dropped"
from = ["replied"]
to = "over"
by = ["supervisor"]
needs = ["reason>=10"]
[transitions.keep]
zh = "存档"
en = "Keep"
event = "call.kept"
from = ["called"]
to = "over"
by = ["supervisor"]
[transitions.again]
zh = "再次答复"
en = "Again"
event = "call.again"
from = ["called"]
to = "replied"
by = ["supervisor"]
"""


@pytest.mark.parametrize(
    ("stage", "wanted"),
    [
        pytest.param("replied", "call_back", id="the one that leads on"),
        pytest.param("called", None, id="two ways: nobody chooses for the person"),
    ],
)
def test_the_only_step_that_leads_on_is_wanted(stage: str, wanted: str | None) -> None:
    """What stays in the stage, or must be reasoned, is not."""
    rules = load_text(OWN)
    steps = [each for each in rules.transitions if not each.from_stages or stage in each.from_stages]
    found = likely(Case(stage=stage, state={}), steps, rules, NOBODY)
    assert (found.action if found else None) == wanted


@pytest.mark.parametrize(
    ("policy", "stage", "role", "wanted"),
    [
        pytest.param("opinion.general", "drafted", "secretary", "forward", id="hand an opinion over"),
        pytest.param("opinion.general", "tracking", "supervisor", "report_again", id="report again"),
        pytest.param("suggestion.general", "registered", "secretary", "assign", id="what is known by name goes first"),
        pytest.param("suggestion.general", "filed", "deputy", None, id="a deputy's withdrawal is not offered"),
    ],
)
def test_of_shipped_policies(policy: str, stage: str, role: str, wanted: str | None) -> None:
    """Steps without a place in the order of wants are found by where they lead."""
    rules = load(policy)
    steps = [each for each in rules.transitions if stage in each.from_stages and role in each.by]
    found = likely(Case(stage=stage, state={}), steps, rules, NOBODY)
    assert (found.action if found else None) == wanted
