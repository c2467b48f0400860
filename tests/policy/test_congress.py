"""Motions, deliberation opinions and inquiries: what the laws say, and the ways through."""

import pytest
from tests.policy.cases import REASON, Case, day

from huiyin.policy import Refusal, Step, light_of, load

TEXT = "主席团会议决定如下，另行印发"
CONFIRMED = {  # actions, clocks and settings that the laws speak of
    "motion.general": {
        *(
            "register",
            "put_on_agenda",
            "refer",
            "contact",
            "report",
            "not_list",
            "withdraw_from_agenda",
            "adopt",
            "reject",
        ),
        "signers_least",
    },
    "motion.township": {
        *("register", "put_on_agenda", "not_list", "withdraw_from_agenda", "adopt", "reject", "signers_least"),
    },
    "opinion.general": {"forward", "consult", "report", "follow_up", "close", "publication"},
    "inquiry.general": {
        *(
            "register",
            "have_answered",
            "answer",
            "ask_again",
            "have_answered_again",
            "signers_least",
            "discontent_least",
        ),
    },
}
CLOCKS = {
    "motion.general": {"decision": "given", "committee": "given"},
    "motion.township": {"decision": "given"},
    "opinion.general": {
        "hand_over": "7 wd",
        "to_unit": "5 wd",
        "opinion": "1 m",
        "draft": "2 m",
        "comment": "10 wd",
        "whole": "3 m",
        "report_again": "3 m",
    },
    "inquiry.general": {"decision": "given", "answer": "given"},
}
SETTINGS = {
    "motion.general": {"signers_least": 10},
    "motion.township": {"signers_least": 5},
    "opinion.general": {"publication": "shall"},
    "inquiry.general": {"signers_least": 10, "discontent_least": 50},
}


def begun(name: str, on: str = "01-20", **given: object) -> Case:
    case = Case(name)
    case.keys = {"lead_unit": ("u1",), "co_handler": ("u2",)}
    return case.open(on, **given)


def do(case: Case, action: str, on: str, role: str = "", **given: object) -> None:
    step = case.take(action, on, role, **given)
    assert isinstance(step, Step), step


@pytest.mark.parametrize("name", CONFIRMED)
def test_every_value_and_who_has_read_it(name: str) -> None:
    """The laws give thresholds, choices and duties; they give no days, so that no clock is confirmed."""
    policy = load(name)
    found = {each.code for each in (*policy.transitions, *policy.clocks) if each.confirmed}
    found |= {code for code, setting in policy.settings.items() if setting.confirmed}
    assert found == CONFIRMED[name]
    limits = {
        clock.code: clock.limit.unit if clock.limit.unit == "given" else f"{clock.limit.amount} {clock.limit.unit}"
        for clock in policy.clocks
    }
    assert limits == CLOCKS[name]
    assert {code: policy.settings[code].value for code in SETTINGS[name]} == SETTINGS[name]


@pytest.mark.parametrize(("name", "least"), [("motion.general", 10), ("motion.township", 5), ("inquiry.general", 10)])
def test_the_fewest_signers(name: str, least: int) -> None:
    """Ten deputies, five in a township for a motion; one fewer is refused with the number that it takes."""
    given = {"respondent": "市住建局", "text": "为何三年未完成供热管网改造"} if name == "inquiry.general" else {}
    case = begun(name)
    refused = case.take("register", "01-20", signers=least - 1, **given)
    assert refused == Refusal("need_low", {"need": "signers", "least": least})
    do(case, "register", "01-20", signers=least, **given)
    assert case.state.turn == "presidium"


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        (["put_on_agenda", "adopt"], "adopted"),
        (["put_on_agenda", "reject"], "rejected"),
        (["put_on_agenda", "withdraw_from_agenda"], "withdrawn"),
        (["refer", "report", "put_on_agenda", "adopt"], "adopted"),
        (["refer", "report", "turn_into_suggestion"], "turned_into_suggestion"),
        (["turn_into_suggestion"], "turned_into_suggestion"),
        (["not_list"], "not_listed"),
    ],
)
def test_what_the_presidium_may_decide(steps: list[str], stage: str) -> None:
    """On the agenda, to a committee first, turned into a suggestion, or not listed."""
    case = begun("motion.general", decide_by=day("01-24"))
    do(case, "register", "01-20", signers=12)
    assert case.due("decision") == day("01-24")
    for action in steps:
        do(case, action, "01-22", text=TEXT, reason=REASON, committee="财经委", due_on=day("03-31"))
    assert (case.state.stage, case.state.closed) == (stage, True)


def test_a_committee_deliberates_by_the_day_that_was_set() -> None:
    """And talks to the deputies meanwhile; a township has no committees."""
    case = begun("motion.general")
    do(case, "register", "01-20", signers=12)
    do(case, "refer", "01-22", committee="财经委", due_on=day("03-31"))
    assert (case.state.turn, case.due("committee")) == ("committee", day("03-31"))
    do(case, "contact", "02-10", contact_form="meeting", contacted_on=day("02-09"), contact_with="d1、d2")
    case = begun("motion.township")
    do(case, "register", "01-20", signers=5)
    assert case.take("refer", "01-22", committee="财经委") == Refusal("unknown_action", {"action": "refer"})


# 3 m from Monday 12 January: 12 April is a Sunday, the 13th holds. 10 wd from Friday 20 March: 23 to 27 are five,
# 30 March to 3 April ten. From Thursday 16 April 3 m: Thursday 16 July.
def test_a_deliberation_opinion_is_reported_on_in_writing() -> None:
    """Handed over, dealt with, shown to the committee, reported; followed up in another round where need be."""
    case = begun("opinion.general", "01-08")
    do(case, "forward", "01-12", office="gov")
    assert (case.state.turn, case.due("whole")) == ("supervisor", day("04-13"))
    do(case, "assign", "01-14", "supervisor@supervisor", unit="u1", co_units=["u2"])
    do(case, "opinion", "02-10", "unit_handler@co_handler", unit_key="u2", text="同意")
    do(case, "consult", "03-20", "unit_head@lead_unit", text="研究处理情况")
    assert (case.state.turn, case.due("comment")) == ("committee", day("04-03"))
    do(case, "comment", "04-01", text="建议补充资金安排")
    do(case, "report", "04-09", letter_number="云政函〔2026〕20号", letter_on=day("04-09"), text="报告如下")
    assert (case.state.stage, [run for run in case.state.runs if run.stopped_at is None]) == ("reported", [])
    do(case, "follow_up", "04-16", reason="供热改造进度仍然滞后，继续跟踪")
    assert (case.state.stage, case.state.round, case.due("report_again")) == ("tracking", 2, day("07-16"))
    do(case, "report_again", "07-10", letter_number="云政函〔2026〕41号", letter_on=day("07-10"), text="再次报告")
    do(case, "close", "07-20")
    assert case.state.closed


def test_an_opinion_is_withdrawn_before_anybody_works_on_it_and_restored() -> None:
    """Its clocks end; restored, it is to be handed over anew, and counts from then."""
    case = begun("opinion.general", "01-08")
    do(case, "forward", "01-12", office="gov")
    do(case, "withdraw", "01-13", reason="录入有误，并非审议意见的内容")
    assert (case.state.stage, case.state.closed) == ("withdrawn", True)
    assert [run for run in case.state.runs if run.stopped_at is None] == []
    do(case, "restore", "01-14")
    assert (case.state.stage, case.state.closed, case.due("hand_over")) == ("drafted", False, day("01-23"))
    do(case, "forward", "01-15", office="gov")
    do(case, "assign", "01-16", "supervisor@supervisor", unit="u1")
    refused = case.take("withdraw", "01-17", "secretary@house", reason="录入有误，并非审议意见的内容")
    assert isinstance(refused, Refusal)
    assert refused.code == "wrong_stage"


def test_a_day_that_an_opinion_names_goes_before_the_default() -> None:
    """The law gives no days; a resolution may."""
    case = begun("opinion.general", "01-08")
    do(case, "forward", "01-12", office="gov", due_on=day("06-30"))
    assert case.due("whole") == day("06-30")
    do(case, "extend", "06-01", until=day("07-31"), reason=REASON)
    assert case.due("whole") == day("07-31")


def test_an_inquiry_is_answered_and_answered_again() -> None:
    """Where half of those who asked are not content; one less than half is refused."""
    case = begun("inquiry.general")
    do(case, "register", "01-20", signers=12, respondent="市住建局", text="为何三年未完成供热管网改造")
    do(case, "have_answered", "01-21", unit="u1", answer_form="oral_committee", answer_by=day("01-22"))
    assert (case.state.turn, case.state.turns[-1].key, case.due("answer", "u1")) == ("lead_unit", "u1", day("01-22"))
    said = {"answer_form": "oral_committee", "letter_on": day("01-22"), "text": "现答复如下"}
    do(case, "answer", "01-22", "unit_head@lead_unit", **said)
    refused = case.take("ask_again", "01-22", "deputy@filer", discontent_share=49, reason=REASON)
    assert refused == Refusal("need_low", {"need": "discontent_share", "least": 50})
    do(case, "ask_again", "01-22", "deputy@filer", discontent_share=50, reason=REASON)
    do(case, "have_answered", "01-23", unit="u1", answer_form="written")
    assert (case.state.stage, case.state.round) == ("to_answer", 2)
    do(case, "answer", "01-24", "unit_head@lead_unit", **{**said, "answer_form": "written"})
    do(case, "close", "01-24")
    assert (case.state.stage, case.state.closed) == ("closed", True)


def test_a_handler_drafts_the_answer_that_the_head_signs() -> None:
    """The head sends a draft back or signs it, and may answer without one; the day that was set runs on."""
    case = begun("inquiry.general")
    do(case, "register", "01-20", signers=12, respondent="市住建局", text="为何三年未完成供热管网改造")
    do(case, "have_answered", "01-21", unit="u1", answer_form="written", answer_by=day("01-24"))
    draft = {"text": "剩余31公里今年完成，资金已经落实。"}
    do(case, "draft_reply", "01-22", "unit_handler@lead_unit", **draft)
    assert (case.state.stage, case.state.turn) == ("awaiting_approval", "unit_head")
    said = {"answer_form": "written", "letter_on": day("01-23"), "text": "现答复如下"}
    refused = case.take("answer", "01-22", "unit_handler@lead_unit", **said)
    assert isinstance(refused, Refusal)
    do(case, "return_draft", "01-22", "unit_head@lead_unit", reason="请写明资金来源")
    assert case.state.stage == "to_answer"
    do(case, "draft_reply", "01-23", "unit_handler@lead_unit", **draft)
    assert light_of(case.run("answer", "u1"), day("01-23")) == "near"
    do(case, "answer", "01-23", "unit_head@lead_unit", **said)
    assert case.state.stage == "answered"


def test_an_answer_has_one_of_the_forms_of_the_law() -> None:
    """Orally to the plenary, the presidium or a committee, or in writing."""
    case = begun("inquiry.general")
    do(case, "register", "01-20", signers=10, respondent="市住建局", text="为何三年未完成供热管网改造")
    refused = case.take("have_answered", "01-21", unit="u1", answer_form="phone")
    assert refused == Refusal(
        "bad_choice", {"need": "answer_form", "choices": "oral_plenary oral_presidium oral_committee written"}
    )


@pytest.mark.parametrize(
    ("policy", "monthly"), [("commitment.general", True), ("reply_promise.general", True), ("opinion.general", False)]
)
def test_a_written_report_is_no_report_of_progress(policy: str, monthly: bool) -> None:
    """An opinion is reported on once, by a letter; work is reported on month by month."""
    (report,) = (each for each in load(policy).transitions if each.action == "report")
    assert report.reports_progress == monthly


@pytest.mark.parametrize("name", ["motion.general", "motion.township"])
@pytest.mark.parametrize("before", ["filed", "registered"])
def test_a_returned_motion_waits_for_its_deputies(name: str, before: str) -> None:
    """It is not registered again as it is; handed in anew, the presidium's day is the one that was set."""
    case = begun(name, decide_by=day("01-24"))
    if before == "registered":
        do(case, "register", "01-20", signers=12)
    do(case, "return_to_deputy", "01-21", reason=REASON)
    assert (case.state.stage, case.state.turn) == ("with_deputy", "deputy")
    for action, role, given in [
        ("register", "secretary", {"signers": 12}),
        ("refile", "deputy@cosigner", {"text": TEXT}),
        ("refile", "deputy@filer", {}),
    ]:
        assert isinstance(case.take(action, "01-22", role, **given), Refusal), action
    do(case, "refile", "01-22", "deputy@filer", text=TEXT)
    assert (case.state.stage, case.state.turn, case.due("decision")) == ("filed", "secretariat", day("01-24"))
    do(case, "register", "01-22", signers=12)
    assert case.state.stage == "registered"


@pytest.mark.parametrize("name", ["motion.general", "motion.township"])
def test_a_returned_motion_can_be_withdrawn(name: str) -> None:
    """By the deputy who leads; a co-signer may take the own name out."""
    case = begun(name)
    do(case, "return_to_deputy", "01-21", reason=REASON)
    do(case, "decline_cosigning", "01-22", "deputy@cosigner")
    do(case, "withdraw", "01-23", "deputy@filer")
    assert (case.state.stage, case.state.closed) == ("withdrawn", True)
