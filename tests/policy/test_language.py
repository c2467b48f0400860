"""What policies can say of classes, rounds, several units, named days and needs, on a policy made for it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.policy.cases import CALENDAR, Case, at, day

from huiyin.policy import Calendar, Refusal, Step, load_text, possible, recompute, what_if
from huiyin.policy.clocks import BY_NAME
from huiyin.policy.model import Limit, Need
from huiyin.policy.notices import Notice
from huiyin.policy.replay import past_case, replay
from huiyin.policy.simulate import each_clock

TEXT = """\
id = "test.language"
case_type = "test"
zh = "试"
en = "Test"
start = "here"
source = "测试"
confirmed = false
[stages]
here = { zh = "此", en = "Here", turn = "part_handler" }
there = { zh = "彼", en = "There", turn = "supervisor" }
over = { zh = "终", en = "Over", closed = true }
[clocks.whole]
zh = "全程"
en = "Whole"
limit = "20 wd"
hand = "whole"
starts = ["hand_out"]
source = "测试"
confirmed = false
classes = { wide_or_difficult = "40 wd" }
[clocks.part]
zh = "分办"
en = "Part"
limit = "10 wd"
hand = "part_handler"
counts_to = "whole"
starts = ["hand_out", "again"]
stops = ["reply"]
extend_by = ["supervisor"]
extend_times = 2
latest = "30 wd"
source = "测试"
confirmed = false
classes = { wide_or_difficult = "25 wd" }
[clocks.meeting]
zh = "会期"
en = "Meeting"
limit = "5 wd"
given = "decide_by"
hand = "secretariat"
starts = ["open"]
source = "测试"
confirmed = false
[transitions.hand_out]
zh = "交"
en = "Hand out"
event = "test.out"
by = ["supervisor"]
needs = ["part_units", "class?"]
from = ["here"]
[transitions.sort]
zh = "类"
en = "Sort"
event = "test.sorted"
by = ["supervisor"]
needs = ["class"]
[transitions.reply]
zh = "复"
en = "Reply"
event = "test.replied"
from = ["here"]
to = "there"
by = ["unit_head"]
hand = "part_handler"
needs = ["unit_key"]
within = "part"
when_last = true
[transitions.extend]
zh = "延"
en = "Extend"
event = "test.extended"
by = ["supervisor"]
needs = ["unit_key?", "until"]
extends = "part"
extends_whole = true
[transitions.again]
zh = "再"
en = "Again"
event = "test.again"
from = ["there"]
to = "here"
by = ["supervisor"]
needs = ["unit_key"]
new_round = true
until_round = 2
[transitions.last]
action = "close"
zh = "止"
en = "Last"
event = "test.last"
from = ["there"]
to = "over"
by = ["supervisor"]
from_round = 3
[transitions.early]
action = "close"
zh = "结"
en = "Early"
event = "test.early"
from = ["there"]
to = "over"
by = ["leader"]
until_round = 2
[transitions.ask]
zh = "问"
en = "Ask"
event = "test.asked"
by = ["leader"]
needs = [
    "signers>=signers_least", "result?=satisfied|basically", "reason>=4 if result=basically", "discontent_share?>=50",
]
[settings.signers_least]
value = 5
source = "测试"
confirmed = false
"""
POLICY = load_text(TEXT)


def handed_out(**given: object) -> Case:
    """A case that p1 and p2 have in hand since 12 January."""
    case = Case(POLICY)
    case.keys = {"part_handler": ("p1", "p2")}
    case.open("01-12", **given)
    assert isinstance(case.take("hand_out", "01-12", part_units=["p1", "p2"]), Step)
    return case


def last_days(case: Case) -> dict[tuple[str, str], date]:
    return {(run.clock, run.key): run.deadline.due_on for run in case.state.runs}


# From Monday 12 January 10 wd: Monday the 26th; 20 wd: 9 February; 25 wd: the 13th is twenty-four, Saturday the 14th,
# which is worked, twenty-five; 30 wd: 24 to 27 February and Saturday the 28th; 40 wd: 2 to 6 March are thirty-five, 9
# to 13 forty.
def test_the_class_of_an_item_gives_its_limits() -> None:
    """Named with a step or with the opening, it holds for clocks that start and for those that run."""
    ordinary, wide = handed_out(), handed_out(**{"class": "wide_or_difficult"})
    parts = [("part", "p1"), ("part", "p2")]
    assert [last_days(ordinary)[each] for each in (*parts, ("whole", ""))] == [day("01-26"), day("01-26"), day("02-09")]
    assert [last_days(wide)[each] for each in (*parts, ("whole", ""))] == [day("02-14"), day("02-14"), day("03-13")]
    assert wide.run("part", "p1").limit == Limit(25, "wd")
    ordinary.take("sort", "01-13", **{"class": "wide_or_difficult"})
    assert last_days(ordinary) == last_days(wide)
    assert [(each.change, each.run.clock) for each in ordinary.steps[-1].clocks] == [
        *(("classify", "whole"), ("classify", "part"), ("classify", "part")),
    ]
    ordinary.take("sort", "01-14", **{"class": "wide_or_difficult"})
    assert ordinary.steps[-1].clocks == ()


def test_another_calendar_reckons_by_the_class_too() -> None:
    """A new notice moves the last day of the item's own limit."""
    case = handed_out(**{"class": "wide_or_difficult"})
    calendar = Calendar.shipped(extra=[Notice(2026, "试", {}, {}, {})])
    moved = {(each.run.clock, each.run.key): each.run for each in recompute(case.state, POLICY, calendar)}
    assert moved["part", "p1"].limit == Limit(25, "wd")
    assert moved["part", "p1"].deadline.due_on == day("02-16"), "25 wd without any holiday"


def test_a_named_day_goes_before_the_limit() -> None:
    """It stays as it was named, a Saturday; without one the limit holds."""
    named, counted = handed_out(decide_by=day("01-31")), handed_out()
    assert (named.due("meeting"), named.run("meeting").limit) == (day("01-31"), BY_NAME)
    assert [each.code for each in named.run("meeting").deadline.reasons] == ["start", "given", "due"]
    assert counted.due("meeting") == day("01-19")
    calendar = Calendar.shipped(extra=[Notice(2026, "试", {day("01-13"): "spring_festival"}, {}, {})])
    moved = [each.run.clock for each in recompute(named.state, POLICY, calendar)]
    assert moved == ["whole", "part", "part"]


def test_the_last_of_several_units_moves_the_case() -> None:
    """Before that each ends its own clock only; one that has none is told so."""
    case = handed_out()
    assert isinstance(case.take("reply", "01-15", unit_key="p1"), Step)
    assert (case.state.stage, case.state.turn) == ("here", "part_handler")
    assert case.take("reply", "01-16", unit_key="p1") == Refusal("not_running", {"clock": "part", "key": "p1"})
    assert isinstance(case.take("reply", "01-16", unit_key="p2"), Step)
    assert case.state.stage == "there"


def test_a_limit_that_is_over_is_that_of_the_unit_that_is_meant() -> None:
    """Another's extension does not help; the action is offered while it is open for anybody."""
    case = handed_out()
    assert isinstance(case.take("extend", "01-20", unit_key="p2", until=day("02-13")), Step)
    assert case.take("reply", "01-27", unit_key="p1") == Refusal(
        "limit_over", {"clock": "part", "due_on": day("01-26")}
    )
    offered = possible(POLICY, case.state, roles=frozenset({"unit_head"}), at=at("01-27"))
    assert "reply" in [each.code for each in offered]
    assert isinstance(case.take("reply", "01-27", unit_key="p2"), Step)
    offered = possible(POLICY, case.state, roles=frozenset({"unit_head"}), at=at("01-27"))
    assert "reply" not in [each.code for each in offered]


def test_an_extension_reaches_the_whole_and_no_further_than_the_latest() -> None:
    """The whole moves where it would end before; the latest counts from the start."""
    case = handed_out()
    assert isinstance(case.take("extend", "01-20", unit_key="p1", until=day("02-06")), Step)
    assert last_days(case)["whole", ""] == day("02-09")
    assert isinstance(case.take("extend", "01-21", unit_key="p1", until=day("02-27")), Step)
    assert (last_days(case)["whole", ""], last_days(case)["part", "p2"]) == (day("02-27"), day("01-26"))
    assert case.take("extend", "01-22", unit_key="p2", until=day("03-01")) == Refusal(
        "extension_too_long", {"clock": "part", "longest_on": day("02-28")}
    )


def test_rounds_open_and_close_actions() -> None:
    """One action may have another transition from round to round; out of its rounds it is refused by name."""
    case = handed_out()
    for unit in ("p1", "p2"):
        case.take("reply", "01-15", unit_key=unit)
    tried = what_if(POLICY, case.state, "close", at=at("01-16"), calendar=CALENDAR)
    assert isinstance(tried, Step)
    assert tried.event == "test.early"
    for round_ in (2, 3):
        assert isinstance(case.take("again", "01-16", unit_key="p2"), Step)
        assert [run.key for run in case.state.runs if run.stopped_at is None and run.clock == "part"] == ["p2"]
        assert case.state.round == round_
        case.take("reply", "01-19", unit_key="p2")
    assert case.take("again", "01-20", unit_key="p2") == Refusal("wrong_round", {"action": "again", "round": 3})
    offered = [each.code for each in possible(POLICY, case.state, roles=frozenset({"leader", "supervisor"}))]
    assert "last" in offered
    assert not {"early", "again"} & set(offered)
    step = case.take("close", "01-20")
    assert isinstance(step, Step)
    assert step.event == "test.last"


@pytest.mark.parametrize(
    ("given_", "refusal"),
    [
        ({"signers": 5}, None),
        ({"signers": 4}, Refusal("need_low", {"need": "signers", "least": 5})),
        ({"signers": "12"}, Refusal("need_invalid", {"need": "signers"})),
        ({"signers": True}, Refusal("need_invalid", {"need": "signers"})),
        (
            {"signers": 5, "discontent_share": Decimal("49.9")},
            Refusal("need_low", {"need": "discontent_share", "least": 50}),
        ),
        ({"signers": 5, "discontent_share": 50}, None),
        ({"signers": 5, "result": "satisfied"}, None),
        (
            {"signers": 5, "result": "unsatisfied"},
            Refusal("bad_choice", {"need": "result", "choices": "satisfied basically"}),
        ),
        ({"signers": 5, "result": "basically"}, Refusal("need_missing", {"need": "reason"})),
        (
            {"signers": 5, "result": "basically", "reason": "短"},
            Refusal("need_short", {"need": "reason", "min_length": 4, "length": 1}),
        ),
        ({"signers": 5, "result": "basically", "reason": "还差一点"}, None),
        ({"signers": 5, "result": "satisfied", "reason": "短"}, None),
    ],
)
def test_needs_with_numbers_codes_and_conditions(given_: dict[str, object], refusal: Refusal | None) -> None:
    """The least by a setting, one of several codes, and needed only where another need says so."""
    taken = handed_out().take("ask", "01-13", **given_)
    assert taken == refusal if refusal else isinstance(taken, Step)


def test_needs_as_they_are_read() -> None:
    """Every part of how a need is written; the class knows those that clocks have limits for."""
    needs = {each.code: each.needs for each in POLICY.transitions}
    assert needs["ask"] == (
        Need("signers", min_length=5),
        Need("result", required=False, choices=("satisfied", "basically")),
        Need("reason", min_length=4, when="result", when_is="basically"),
        Need("discontent_share", required=False, min_length=50),
    )
    assert needs["sort"] == (Need("class", choices=("ordinary", "wide_or_difficult")),)


def test_past_cases_go_the_same_way_again() -> None:
    """Units, class and named days are in the steps; a replay refuses nothing and finds the same last days."""
    case = handed_out(decide_by=day("01-31"))
    case.take("sort", "01-13", **{"class": "wide_or_difficult"})
    case.take("reply", "01-15", unit_key="p1")
    case.take("extend", "01-16", unit_key="p2", until=day("02-27"))
    case.take("reply", "02-26", unit_key="p2")
    case.take("again", "02-27", unit_key="p2")
    found = replay(POLICY, [past_case("1", case.steps)], calendar=CALENDAR, until=day("12-31"))
    assert (found.refused, found.clocks) == ((), len(case.state.runs))
    assert {(each.clock, each.key, each.ordinal, each.due_on) for each in found.late} == {
        *(("meeting", "", 1, day("01-31")), ("whole", "", 1, day("03-13"))),
        ("part", "p2", 2, case.run("part", "p2").deadline.due_on),
    }


def test_each_clock_tried_with_a_class_and_a_named_day() -> None:
    """What a page shows of a policy before any case runs under it."""
    plain = {clock.code: due and due.due_on for clock, due in each_clock(POLICY, at("01-12"), calendar=CALENDAR)}
    assert plain == {"whole": day("02-09"), "part": day("01-26"), "meeting": day("01-19")}
    given = {"class": "wide_or_difficult", "decide_by": day("01-31")}
    other = {
        clock.code: due and due.due_on for clock, due in each_clock(POLICY, at("01-12"), calendar=CALENDAR, given=given)
    }
    assert other == {"whole": day("03-13"), "part": day("02-14"), "meeting": day("01-31")}
