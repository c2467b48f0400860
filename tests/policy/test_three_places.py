"""The same suggestion under the rules of Shandong, Henan and Chongqing: every last day counted by hand.

2026 has its days off on 15 to 23 February, 4 to 6 April, 1 to 5 May and 19 to 21 June; 14 and 28 February and 9 May are
Saturdays that are worked.
"""

import pytest
from tests.policy.cases import CALENDAR, at, day
from tests.policy.suggestions import BAD, CONTACT, GOOD, LETTER, PLACES, Suggestion, assigned, registered, replied

from huiyin.policy import Refusal, Step, load, was_late
from huiyin.policy.simulate import Planned, simulate


def by_place(*days: str) -> list[tuple[str, str]]:
    return list(zip(PLACES, days, strict=True))


# Monday 9 March. Shandong 5 d: the 14th is a Saturday, the 16th holds. Henan has no number, the default of 7 wd: 10
# to 13 are four, 16 to 18 seven. Chongqing 10 wd: 10 to 13 are four, 16 to 20 nine, the 23rd ten.
@pytest.mark.parametrize(("place", "due"), by_place("03-16", "03-18", "03-23"))
def test_handing_over_between_sessions(place: str, due: str) -> None:
    """Counted from the day on which it was filed."""
    assert registered(place).due("hand_over") == day(due)


@pytest.mark.parametrize("place", PLACES)
def test_handing_over_at_a_session(place: str) -> None:
    """By the day that the session sets, its closing day, though that is a Saturday."""
    case = registered(place, "01-21", hand_over_by=day("01-24"))
    assert case.due("hand_over") == day("01-24")


# Saturday 24 January. Shandong 5 d: Thursday the 29th. 10 wd: 26 to 30 are five, 2 to 6 February ten.
@pytest.mark.parametrize(("place", "due"), by_place("01-29", "02-06", "02-06"))
def test_accepting_what_was_handed_over_at_a_session(place: str, due: str) -> None:
    """Counted from the closing day on."""
    assert assigned(place, "01-24").due("accept") == day(due)


# 24 January. 1 m: 24 February, the first day after the holiday. 2 m: Tuesday 24 March. 30 wd: 26 to 30 January are
# five, 2 to 6 February ten, 9 to 13 fifteen, Saturday the 14th sixteen, 24 to 27 twenty, Saturday the 28th twenty-
# one, 2 to 6 March twenty-six, 9 to 12 thirty.
@pytest.mark.parametrize(("place", "due"), by_place("02-24", "03-24", "03-12"))
def test_an_opinion_over_the_spring_festival(place: str, due: str) -> None:
    """Months pass over holidays, working days do not."""
    assert assigned(place, "01-24").due("opinion", "u2") == day(due)


# Thursday 12 March. 5 d: Tuesday the 17th. 10 wd: the 13th is one, 16 to 20 six, 23 to 26 ten.
@pytest.mark.parametrize(("place", "due"), by_place("03-17", "03-26", "03-26"))
def test_accepting(place: str, due: str) -> None:
    """Returning is possible to the last day and not on the one after."""
    case = assigned(place)
    assert case.due("accept") == day(due)
    late = str(day(due).replace(day=day(due).day + 1))
    refused = case.take("send_back", late, "unit_head@lead_unit", reason="不属于本单位职责，建议交水务局")
    assert refused == Refusal("limit_over", {"clock": "accept", "due_on": day(due)})
    case.do("send_back", due, reason="不属于本单位职责，建议交水务局")


# From Monday 16 March 10 wd: 17 to 20 are four, 23 to 27 nine, the 30th ten. Shandong has no number, the default is
# ten.
@pytest.mark.parametrize("place", PLACES)
def test_assigning_anew(place: str) -> None:
    """Ten working days from the return; whoever gets it then has all the time of its own."""
    case = assigned(place)
    case.do("send_back", "03-16", reason="不属于本单位职责，建议交水务局")
    assert case.due("reassign") == day("03-30")
    case.do("reassign", "03-20", unit="u5", co_units=["u6"])
    assert case.due("reply", "u5") == day("06-22"), "3 m from 20 March: 20 June is a holiday up to the 21st"
    assert case.due("whole") == day("06-12"), "by law from the first handing over on"


# 20 wd from 12 March: the 13th is one, 16 to 20 six, 23 to 27 eleven, 30 March to 3 April sixteen, 7 to 10 April
# twenty. Only Chongqing says so; elsewhere it is the default.
@pytest.mark.parametrize("place", PLACES)
def test_the_first_contact(place: str) -> None:
    """A contact ends it, with its form, day and deputy; others may follow."""
    case = assigned(place)
    case.do("accept", "03-16")
    assert case.due("first_contact") == day("04-10")
    case.do("contact", "04-01", **CONTACT)
    assert case.changed("stop") == [("first_contact", "u1")]
    case.do("contact", "04-20", **CONTACT)
    clock = case.policy.clock("first_contact")
    assert clock is not None
    assert clock.confirmed is (place == "chongqing")


# 12 March. 1 m: 12 April is a Sunday, the 13th holds. 2 m: Tuesday 12 May. 30 wd: 10 April is the twentieth (see
# above), 13 to 17 twenty-five, 20 to 24 thirty.
@pytest.mark.parametrize(("place", "due"), by_place("04-13", "05-12", "04-24"))
def test_the_co_handler_s_opinion(place: str, due: str) -> None:
    """It is given to the unit that replies."""
    case = assigned(place)
    assert case.due("opinion", "u2") == day(due)
    case.do("accept", "03-16")
    case.do("opinion", "04-10", unit_key="u2", text="建议结合管网改造一并实施")
    assert case.changed("stop") == [("opinion", "u2")]


# 3 m from 12 March: Friday 12 June. 6 m: 12 September is a Saturday, Monday the 14th holds.
@pytest.mark.parametrize("place", PLACES)
def test_the_reply(place: str) -> None:
    """Three months, six for what is wide or difficult: the whole and the unit's own alike."""
    case = assigned(place)
    assert (case.due("reply"), case.due("whole")) == (day("06-12"), day("06-12"))
    case.do("classify", "03-13", **{"class": "wide_or_difficult", "reason": "涉及多个部门，需要多年投入"})
    assert case.changed("classify") == [("reply", "u1"), ("whole", "")]
    assert (case.due("reply"), case.due("whole")) == (day("09-14"), day("09-14"))


# From Thursday 7 May 5 wd: the 8th, Saturday the 9th, 11, 12, 13.
@pytest.mark.parametrize("place", PLACES)
def test_the_head_signs(place: str) -> None:
    """No place has a number: the default."""
    case = assigned(place)
    case.do("accept", "03-16")
    case.do("draft_reply", "05-07", text="拟答复如下")
    assert (case.state.stage, case.state.turn, case.due("signature")) == (
        "awaiting_approval",
        "unit_head",
        day("05-13"),
    )


# From Friday 8 May. Shandong has no number, the default of 15 wd: Saturday the 9th is one, 11 to 15 six, 18 to 22
# eleven, 25 to 28 fifteen. Henan 10 wd: Thursday the 21st. Chongqing 20 wd: the 29th is sixteen, 1 to 4 June twenty.
@pytest.mark.parametrize(("place", "due"), by_place("05-28", "05-21", "06-04"))
def test_the_evaluation(place: str, due: str) -> None:
    """Counted from the reply."""
    assert replied(place).due("evaluation") == day(due)


# From Wednesday 20 May. 1 m: 20 June lies in the Dragon Boat holiday, Monday the 22nd holds. 2 m: Monday 20 July.
@pytest.mark.parametrize(("place", "due"), by_place("06-22", "06-22", "07-20"))
def test_handling_again(place: str, due: str) -> None:
    """A new round begins, and the unit is asked for another reply."""
    case = replied(place)
    case.do("redo", "05-20", **BAD)
    assert (case.state.stage, case.state.round, case.due("rehandle")) == ("rehandling", 2, day(due))


# From Monday 15 June. 15 wd: 16 to 18 are three, 22 to 26 eight, 29 June to 3 July thirteen, 6 and 7 July fifteen. 10
# wd: 29 and 30 June are nine and ten. 20 wd: 8 to 10 July are eighteen, 13 and 14 twenty.
@pytest.mark.parametrize(("place", "due"), by_place("07-07", "06-30", "07-14"))
def test_the_whole_way(place: str, due: str) -> None:
    """Filed, registered, assigned, accepted, contacted, opinion, replied, unsatisfied, handled again, satisfied."""
    case = assigned(place)
    case.do("accept", "03-16")
    case.do("contact", "04-01", **CONTACT)
    case.do("opinion", "04-10", unit_key="u2", text="建议结合管网改造一并实施")
    case.do("draft_reply", "05-07", text="拟答复如下")
    case.do("reply", "05-08", **LETTER)
    assert case.state.outcome == "in_progress"
    case.do("redo", "05-20", **BAD)
    case.do("draft_reply", "06-12", text="再次拟答复如下")
    case.do("reply", "06-15", **{**LETTER, "outcome": "resolved"})
    assert (case.due("evaluation"), case.state.outcome, case.state.round) == (day(due), "resolved", 2)
    case.do("evaluate", "06-22", **GOOD)
    case.do("track", "06-23")
    assert case.state.turn == "lead_unit"
    case.do("close", "06-24")
    assert (case.state.stage, case.state.closed, case.state.outcome) == ("closed", True, "resolved")
    assert not any(was_late(run) for run in case.state.runs)
    assert case.running() == []


def test_shandong_grants_an_extension_to_six_months_at_most() -> None:
    """With the consent of whoever assigned, once; the whole is extended with it."""
    case = assigned("shandong")
    case.do("accept", "03-16")
    why = "需要等待省级专项资金下达"
    case.do("ask_extension", "06-01", "unit_head@lead_unit", until=day("09-14"), reason=why)
    refused = case.take("grant_extension", "06-02", until=day("09-15"))
    assert refused == Refusal("extension_too_long", {"clock": "reply", "longest_on": day("09-14")})
    case.do("grant_extension", "06-02", until=day("09-14"))
    assert (case.due("reply"), case.due("whole")) == (day("09-14"), day("09-14"))
    spent = Refusal("extension_spent", {"clock": "reply", "times": 1})
    assert case.take("ask_extension", "09-01", "unit_head@lead_unit", until=day("09-30"), reason=why) == spent
    assert case.take("grant_extension", "09-02", until=day("09-30")).code == "not_asked"


def test_henan_tells_the_deputy_and_asks_nobody() -> None:
    """What cannot be done in three months takes six, once the deputy was told why; there is no extension."""
    case = assigned("henan")
    case.do("accept", "03-16")
    assert case.take("ask_extension", "06-01", until=day("09-01")) == Refusal(
        "unknown_action", {"action": "ask_extension"}
    )
    told = {"class": "wide_or_difficult", "contact_form": "phone", "contacted_on": day("06-01")}
    assert case.take("declare_difficult", "06-01", "unit_head@lead_unit", **told) == Refusal(
        "need_missing", {"need": "reason"}
    )
    case.do("declare_difficult", "06-01", "unit_head@lead_unit", **told, reason="涉及三个县，需要统筹实施")
    assert (case.due("reply"), case.due("whole"), case.state.item_class) == (
        *(day("09-14"), day("09-14")),
        "wide_or_difficult",
    )


@pytest.mark.parametrize(("place", "allowed"), [("shandong", True), ("henan", False), ("chongqing", False)])
def test_withdrawing_after_the_handing_over(place: str, allowed: bool) -> None:
    """In Shandong a deputy may withdraw at any time and the handling ends; elsewhere before the handing over."""
    case = assigned(place)
    assert isinstance(case.take("withdraw", "03-20", "deputy@filer"), Step) is allowed
    assert case.state.closed is allowed
    assert isinstance(registered(place).take("withdraw", "03-10", "deputy@filer"), Step)


@pytest.mark.parametrize(
    ("place", "way", "other", "given"),
    [
        ("henan", "assess", "convene", {"text": "经专家评估，建议先行实施二期工程"}),
        ("chongqing", "convene", "assess", {"text": "三方商定由住建局年内完成", "contacted_on": day("06-25")}),
    ],
)
def test_still_not_satisfied(place: str, way: str, other: str, given: dict[str, object]) -> None:
    """Henan has it assessed, Chongqing convenes both; the unit then acts, in a third round."""
    case = replied(place)
    assert case.take("dispute", "05-19", "deputy@filer", **BAD) == Refusal(
        "wrong_round", {"action": "dispute", "round": 1}
    )
    case.do("redo", "05-20", **BAD)
    case.do("reply", "06-15", **LETTER)
    assert case.take("redo", "06-16", "deputy@filer", **BAD) == Refusal("wrong_round", {"action": "redo", "round": 2})
    case.do("dispute", "06-16", **BAD)
    assert (case.state.stage, case.state.turn, case.state.round) == ("disputed", "secretariat", 2)
    assert case.take(other, "06-26", "secretary") == Refusal("unknown_action", {"action": other})
    case.do(way, "06-26", **given)
    assert (case.state.stage, case.state.round) == ("rehandling", 3)
    assert case.running() == [("carry_out", "u1")]


@pytest.mark.parametrize(
    ("place", "given_", "refusal"),
    [
        ("shandong", {"result": "satisfied"}, Refusal("need_missing", {"need": "attitude"})),
        (
            "shandong",
            {"result": "satisfied", "attitude": "unsatisfied"},
            Refusal("need_missing", {"need": "reason"}),
        ),
        (
            "shandong",
            {"result": "unsatisfied", "attitude": "satisfied"},
            Refusal("bad_choice", {"need": "result", "choices": "satisfied basically"}),
        ),
        ("shandong", {"result": "satisfied", "attitude": "unsatisfied", "reason": "一直没有人来联系过代表"}, None),
        ("henan", {"result": "basically"}, None),
        ("chongqing", {"result": "basically"}, None),
    ],
)
def test_what_an_evaluation_must_say(place: str, given_: dict[str, object], refusal: Refusal | None) -> None:
    """Shandong asks for attitude and result, and for the reason where one is not satisfied."""
    taken = replied(place).take("evaluate", "05-20", "deputy@filer", **given_)
    assert taken == refusal if refusal else isinstance(taken, Step)


@pytest.mark.parametrize("place", PLACES)
def test_a_simulation_says_the_same(place: str) -> None:
    """What would be due when, without anybody's role or anything to fill in."""
    planned = [
        Planned("register", at("03-09")),
        Planned("assign", at("03-12")),
        Planned("accept", at("03-16")),
        Planned("reply", at("05-08")),
        Planned("redo", at("05-20")),
    ]
    policy = load(f"suggestion.{place}")
    found = simulate(policy, at("03-09"), planned, calendar=CALENDAR, keys=Suggestion(place).keys)
    assert found.refusal is None
    case = replied(place)
    case.do("redo", "05-20", **BAD)
    assert [(run.clock, run.deadline.due_on) for run in found.state.runs] == [
        (run.clock, run.deadline.due_on) for run in case.state.runs
    ]
