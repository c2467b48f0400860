"""Suggestions: every value of every policy, and the ways that a suggestion can go beside the straight one."""

import pytest
from tests.policy.cases import day
from tests.policy.suggestions import (
    BAD,
    CONTACT,
    GOOD,
    LETTER,
    REASON,
    Suggestion,
    assigned,
    in_parts,
    registered,
    replied,
)

from huiyin.policy import Refusal, light_of, load, possible, was_late

# clock: general, Shandong, Henan, Chongqing; a number with ! has been read in its source
CLOCKS = {
    "hand_over": ("7 wd", "5 d!", "7 wd", "10 wd!"),
    "to_unit": ("5 wd", "5 wd", "5 wd", "5 wd"),
    "accept": ("5 wd", "5 d!", "10 wd!", "10 wd!"),
    "reassign": ("10 wd", "10 wd", "10 wd!", "10 wd!"),
    "first_contact": ("20 wd", "20 wd", "20 wd", "20 wd!"),
    "opinion": ("1 m", "1 m!", "2 m!", "30 wd!"),
    "opinion_again": ("5 wd", "5 wd", "5 wd", "5 wd!"),
    "reply": ("3 m!", "3 m!", "3 m!", "3 m!"),
    "signature": ("5 wd", "5 wd", "5 wd", "5 wd"),
    "correction": ("10 wd", "10 wd", "10 wd", "10 wd"),
    "evaluation": ("15 wd", "15 wd", "10 wd!", "20 wd!"),
    "rehandle": ("1 m", "1 m!", "1 m!", "2 m!"),
    "settle": ("1 m", "1 m", "1 m", "1 m"),
    "carry_out": ("1 m", "1 m", "1 m", "1 m"),
    "part_accept": ("5 wd", "5 d!", "10 wd!", "10 wd!"),
    "part_contact": ("20 wd", "20 wd", "20 wd", "20 wd!"),
    "part_reply": ("3 m!", "3 m!", "3 m!", "3 m!"),
    "part_rehandle": ("1 m", "1 m!", "1 m!", "2 m!"),
    "whole": ("3 m!", "3 m!", "3 m!", "3 m!"),
}
SETTINGS = {
    "letters": ("A B C D", "A B C D", "A B C D", "A B C D"),
    "evaluation": ("attitude? result", "attitude result!", "result!", "attitude? result"),
    "evaluation_scale": (*("satisfied basically unsatisfied",) * 3, "satisfied basically unsatisfied!"),
    "not_evaluated": ("left_out", "left_out", "left_out", "left_out!"),
    "still_unsatisfied": ("convene assess", "convene assess", "assess!", "convene!"),
    "signatory": ("principal", "principal!", "principal!", "principal"),
    "joint_reply": ("each_or_filer", "each_or_filer!", "each!", "each_or_filer"),
    "publication": ("may", "shall!", "may!", "shall!"),
    "remind_before": ("15 d, 5 d",) * 4,
    "office_hours": ("9:00-12:00 13:00-17:00",) * 4,
    "number": ("第{n:04}号",) * 4,
}
ACTIONS = {  # what a place's rules say of an action
    "shandong": {
        *(
            "withdraw",
            "merge",
            "assign_parts",
            "grant_extension",
            "extend_part",
            "reply",
            "evaluate",
            "redo",
            "redo_part",
        ),
    },
    "henan": {
        *(
            "return_to_deputy",
            "merge",
            "assign_parts",
            "declare_difficult",
            "declare_part_difficult",
            "reply",
            "evaluate",
        ),
        *("redo", "redo_part", "dispute", "assess"),
    },
    "chongqing": {"return_opinion", "convene", "close_unevaluated", "track"},
    "general": set[str](),
}
PLACES = ("general", "shandong", "henan", "chongqing")


@pytest.mark.parametrize("place", PLACES)
def test_every_clock_of_every_place(place: str) -> None:
    """Its number, and whether anybody has read it in its source."""
    found = {
        clock.code: f"{clock.limit.amount} {clock.limit.unit}{'!' if clock.confirmed else ''}"
        for clock in load(f"suggestion.{place}").clocks
    }
    assert found == {code: values[PLACES.index(place)] for code, values in CLOCKS.items()}


@pytest.mark.parametrize("place", PLACES)
def test_every_setting_of_every_place(place: str) -> None:
    """The same for settings."""
    found = {
        code: f"{setting.value}{'!' if setting.confirmed else ''}"
        for code, setting in load(f"suggestion.{place}").settings.items()
    }
    assert found == {code: values[PLACES.index(place)] for code, values in SETTINGS.items()}


@pytest.mark.parametrize("place", PLACES)
def test_actions_that_a_place_s_rules_speak_of(place: str) -> None:
    """No other action is confirmed, and the flow as a whole is nobody's."""
    policy = load(f"suggestion.{place}")
    assert {each.code for each in policy.transitions if each.confirmed} == ACTIONS[place]
    assert not policy.confirmed


@pytest.mark.parametrize("place", PLACES)
def test_what_is_confirmed_names_its_law(place: str) -> None:
    """With its year; a default says that it is one."""
    policy = load(f"suggestion.{place}")
    for each in (*policy.clocks, *policy.settings.values()):
        assert ("通用缺省值" in each.source) is not each.confirmed or each.source.startswith("全国人大2005年")
        assert not each.confirmed or "20" in each.source
    of_place = {"shandong": "山东省", "henan": "河南省", "chongqing": "重庆市"}.get(place, "代表法")
    assert all(of_place in each.source for each in policy.clocks if each.confirmed)


@pytest.mark.parametrize("place", PLACES)
def test_classes_and_the_longest(place: str) -> None:
    """Six months for what is wide or difficult, by national law, whatever a place's older rules say."""
    policy = load(f"suggestion.{place}")
    wide = {clock.code: clock.classes for clock in policy.clocks if clock.classes}
    assert set(wide) == {"reply", "part_reply", "whole"}
    assert {(code, limit.amount, limit.unit) for each in wide.values() for code, limit in each.items()} == {
        ("wide_or_difficult", 6, "m")
    }
    times = {clock.code: clock.extend_times for clock in policy.clocks if clock.extend_times}
    assert times == ({} if place == "henan" else {"reply": 1, "part_reply": 1})


@pytest.mark.parametrize("place", PLACES)
def test_the_setting_says_what_the_deputy_is_asked(place: str) -> None:
    """`evaluation` and the needs of the actions agree, and so do the way out and its actions."""
    policy = load(f"suggestion.{place}")
    asked = {
        each.code: " ".join(
            need.name + ("" if need.required else "?") for need in each.needs if need.name in ("attitude", "result")
        )
        for each in policy.transitions
        if each.code in ("evaluate", "redo", "redo_part", "dispute")
    }
    assert set(asked.values()) == {policy.settings["evaluation"].value}
    ways = {each.code for each in policy.transitions} & {"convene", "assess"}
    assert set(str(policy.settings["still_unsatisfied"].value).split()) == ways


def test_letters_stand_beside_neutral_outcomes() -> None:
    """The neutral code is what places can be set side by side by; the letter is a place's own."""
    assert [(each.code, each.letter) for each in load("suggestion.general").outcomes] == [
        ("resolved", "A"),
        ("in_progress", "B"),
        ("planned", "B"),
        ("deferred_by_conditions", "C"),
        ("reference_only", "D"),
        ("not_feasible", "D"),
    ]


# From Thursday 12 March 5 wd: the 13th, 16 to 19. From Wednesday 18 March 3 m: Thursday 18 June.
def test_handing_out_in_two_steps() -> None:
    """The congress hands to the government's office, that to a unit; the law's limit runs from the first step."""
    case = registered()
    case.do("forward", "03-12", office="gov")
    assert (case.state.stage, case.state.turn, case.state.turns[-1].key) == ("forwarded", "supervisor", "gov")
    assert (case.due("to_unit"), case.due("whole")) == (day("03-19"), day("06-12"))
    case.do("assign", "03-18", "supervisor@supervisor", unit="u1")
    assert (case.due("reply"), case.due("whole")) == (day("06-18"), day("06-12"))


def test_the_government_s_office_hands_back() -> None:
    """What is none of the government's goes back to the secretariat, which has time to assign it anew."""
    case = registered()
    case.do("forward", "03-12", office="gov")
    assert case.take("hand_back", "03-13", "secretary", reason=REASON) == Refusal(
        "wrong_role", {"action": "hand_back", "roles": "supervisor"}
    )
    case.do("hand_back", "03-13", "supervisor@supervisor", reason=REASON)
    assert (case.state.stage, case.running()) == ("registered", [("reassign", "")])
    case.do("assign", "03-16", unit="court")
    assert case.running() == [
        *(("accept", "court"), ("first_contact", "court"), ("opinion", "u2"), ("reply", "court"), ("whole", "")),
    ]


def test_deputies_by_their_part() -> None:
    """Who filed evaluates and withdraws, who co-signed confirms; neither does the other's."""
    case = Suggestion()
    case.open("03-09")
    case.do("cosign", "03-09", "deputy@cosigner")
    assert case.take("withdraw", "03-09", "deputy@cosigner") == Refusal(
        "wrong_role", {"action": "withdraw", "roles": "deputy"}
    )
    offered = possible(case.policy, replied().state, roles=frozenset({"deputy@cosigner"}))
    assert offered == ()
    offered = possible(case.policy, replied().state, roles=frozenset({"deputy@filer"}))
    assert [each.code for each in offered] == ["evaluate", "redo"]


def test_back_to_the_deputy_and_filed_anew() -> None:
    """A person says on what ground; the time for handing over begins anew when it is filed again."""
    case = registered()
    assert case.take("return_to_deputy", "03-10", ground="because", reason=REASON) == Refusal(
        "bad_choice",
        {
            "need": "ground",
            "choices": "own_matter passed_on complaint court_case tender promotion no_content several_matters not_ours "
            "other",
        },
    )
    case.do("return_to_deputy", "03-10", ground="several_matters", reason=REASON)
    assert (case.state.turn, case.running()) == ("deputy", [])
    case.do("refile", "03-16", text="只保留停车一事", role="deputy@filer")
    assert (case.state.stage, case.due("hand_over")) == ("filed", day("03-25")), "7 wd from Monday the 16th"
    case.do("decline", "03-17", ground="own_matter", reason=REASON)
    assert (case.state.stage, case.state.closed, case.state.outcome) == ("declined", True, "")


def test_a_return_that_is_refused_gives_back_the_days_it_took() -> None:
    """The unit's own time stands still while somebody decides; the law's goes on."""
    case = assigned()
    case.do("send_back", "03-16", reason=REASON)
    assert case.changed("pause") == [("first_contact", "u1"), ("opinion", "u2"), ("reply", "u1")]
    case.do("refuse_return", "03-20", reason=REASON)
    assert case.changed("resume") == [("first_contact", "u1"), ("opinion", "u2"), ("reply", "u1")]
    assert (case.due("reply"), case.due("whole")) == (day("06-16"), day("06-12"))
    assert case.due("accept") == day("03-27")


def test_an_empty_opinion_is_asked_for_again() -> None:
    """The unit that replies sends it back; five working days, and of that co-handler only."""
    case = assigned()
    case.keys = {**case.keys, "co_handler": ("u2", "u3")}
    case.do("accept", "03-16")
    case.do("opinion", "04-10", unit_key="u2", text="无意见")
    case.do("return_opinion", "04-13", "unit_head@lead_unit", unit_key="u2", reason="没有实际内容，请补充")
    assert case.changed("start") == [("opinion_again", "u2")]
    assert case.due("opinion_again", "u2") == day("04-20")
    case.do("opinion", "04-15", unit_key="u2", text="建议纳入管网改造")
    assert case.changed("stop") == [("opinion_again", "u2")]


def test_merged_items_follow_the_lead_item_and_end_for_themselves() -> None:
    """Assigned and replied to with it, by a letter of its own; evaluated and closed by its own deputy."""
    case = registered()
    case.do("merge", "03-10", into="case-1")
    assert (case.state.stage, case.running()) == ("merged", [])
    case.do("assign", "03-12", unit="u1")
    assert (case.state.stage, case.state.turns[-1].key) == ("merged", "u1")
    assert case.running() == [("first_contact", "u1"), ("reply", "u1"), ("whole", "")]
    case.do("contact", "04-01", **CONTACT)
    case.do("reply", "05-08", **LETTER)
    assert (case.state.stage, case.state.outcome, case.running()) == ("replied", "in_progress", [("evaluation", "")])
    case.do("redo", "05-11", **BAD)
    assert (case.state.stage, case.state.turns[-1].key) == ("rehandling", "u1")


def test_an_item_that_is_handled_already_may_be_merged_and_separated() -> None:
    """Its reply stays due when it was; separated, it is handed out anew, and the law's limit has gone on."""
    case = assigned()
    case.do("accept", "03-16")
    case.do("merge", "03-20", "secretary", into="case-1")
    assert case.running() == [("first_contact", "u1"), ("reply", "u1"), ("whole", "")]
    case.do("separate", "04-20", "secretary", reason=REASON)
    assert (case.state.stage, case.running(), case.due("whole")) == ("registered", [("whole", "")], day("06-12"))


def test_parts_are_replied_to_one_by_one() -> None:
    """Each unit accepts, contacts and replies for its own part; the last reply moves the suggestion."""
    case = in_parts()
    assert case.due("part_reply", "p1") == case.due("whole") == day("06-12")
    case.do("accept", "03-13", "unit_handler@part_handler", unit_key="p1")
    assert case.changed("stop") == [("part_accept", "p1")]
    case.do("contact", "03-20", "unit_handler@part_handler", unit_key="p1", **CONTACT)
    assert case.changed("stop") == [("part_contact", "p1")]
    for unit in ("p1", "p2"):
        case.do("reply", "05-08", "unit_head@part_handler", unit_key=unit, **LETTER)
        assert (case.state.stage, case.state.outcome, case.changed("start")) == ("in_parts", "", [])
    assert case.running() == [("part_accept", "p3"), ("part_contact", "p3"), ("part_reply", "p3"), ("whole", "")]
    case.do("reply", "05-11", "unit_head@part_handler", unit_key="p3", **{**LETTER, "outcome": "planned"})
    assert (case.state.stage, case.state.turn, case.state.outcome) == ("parts_replied", "deputy", "planned")
    assert case.running() == [("evaluation", "")]
    case.do("evaluate", "05-12", **GOOD)
    assert case.state.stage == "evaluated"


def test_one_part_is_handled_again() -> None:
    """Only that unit's clock starts, and its reply moves the suggestion on."""
    case = in_parts()
    for unit in ("p1", "p2", "p3"):
        case.do("reply", "05-08", "unit_head@part_handler", unit_key=unit, **LETTER)
    case.do("redo", "05-11", unit_key="p2", **BAD)
    assert (case.state.stage, case.state.round, case.running()) == ("in_parts", 2, [("part_rehandle", "p2")])
    case.do("reply", "06-01", "unit_head@part_handler", unit_key="p2", **LETTER)
    assert case.state.stage == "parts_replied"
    refused = case.take("reply", "06-02", "unit_head@part_handler", unit_key="p2", **LETTER)
    assert refused == Refusal("wrong_stage", {"action": "reply", "stage": "parts_replied"})


def test_a_part_is_sent_back_and_given_to_another() -> None:
    """Within its own time, though another unit's is over; the others are left alone."""
    case = in_parts()
    case.do("accept", "03-13", "unit_handler@part_handler", unit_key="p1")
    case.do("send_back", "03-16", "unit_head@part_handler", unit_key="p2", reason=REASON)
    assert case.running()[-1] == ("reassign", "")
    late = case.take("send_back", "03-20", "unit_head@part_handler", unit_key="p3", reason=REASON)
    assert late == Refusal("limit_over", {"clock": "part_accept", "due_on": day("03-19")})
    case.do("reassign", "03-18", "secretary", unit_key="p2", part_units=["p4"])
    assert case.changed("start") == [("part_accept", "p4"), ("part_contact", "p4"), ("part_reply", "p4")]
    assert {key for clock, key in case.running() if clock == "part_reply"} == {"p1", "p3", "p4"}


def test_the_reply_of_a_part_may_be_extended() -> None:
    """To six months at most, and the whole with it."""
    case = in_parts()
    extended = {"unit_key": "p1", "until": day("08-31"), "reason": REASON}
    case.do("extend_part", "06-01", "secretary", **extended)
    assert case.changed("extend") == [("part_reply", "p1"), ("whole", "")]
    assert (case.due("part_reply", "p2"), case.due("whole")) == (day("06-12"), day("08-31"))


def test_a_draft_goes_back_to_where_it_came_from() -> None:
    """In the first round to handling, in later ones to handling again."""
    case = assigned()
    case.do("accept", "03-16")
    for round_, stage in ((1, "handling"), (2, "rehandling")):
        case.do("draft_reply", "05-07", text="拟答复如下")
        case.do("return_draft", "05-07", "unit_head@lead_unit", reason="请逐条答复")
        assert (case.state.stage, case.state.round) == (stage, round_)
        if round_ == 1:
            case.do("reply", "05-08", **LETTER)
            case.do("redo", "05-20", **BAD)


# From Monday 11 May 10 wd: 12 to 15 are four, 18 to 22 nine, the 25th ten.
def test_a_reply_is_recalled_and_sent_anew() -> None:
    """Ten working days for the right one; the limits by law run as if nothing had been sent, and the outcome goes."""
    case = replied()
    assert case.state.outcome == LETTER["outcome"]
    case.do("recall_reply", "05-11", "unit_head@lead_unit", reason="附表数字有误，需要重发")
    assert case.state.outcome == ""
    assert case.changed("reopen") == [("reply", "u1"), ("whole", "")]
    assert (case.state.stage, sorted(case.running())) == (
        *("handling", [("correction", "u1"), ("reply", "u1"), ("whole", "")]),
    )
    assert [case.due(*each) for each in (("correction",), ("reply", "u1"), ("whole",))] == [
        *(day("05-25"), day("06-12"), day("06-12")),
    ]
    case.do("reply", "05-13", **LETTER)
    assert case.running() == [("evaluation", "")]
    assert [run.clock for run in case.state.runs].count("whole") == 1
    case.do("redo", "05-20", **BAD)
    case.do("reply", "06-15", **LETTER)
    case.do("recall_reply", "06-16", "unit_head@lead_unit", reason="附表数字有误，需要重发")
    assert (case.state.stage, case.state.round, case.running()) == ("rehandling", 2, [("correction", "u1")])


def test_of_two_units_the_one_that_replied_has_its_limit_again() -> None:
    """That of the unit which sent the suggestion back has ended for good."""
    case = assigned()
    case.do("send_back", "03-13", reason=REASON)
    case.do("reassign", "03-20", unit="u3")
    case.keys = {**case.keys, "lead_unit": ("u3",)}
    case.do("accept", "03-23")
    case.do("reply", "05-08", **LETTER)
    case.do("recall_reply", "05-11", "unit_head@lead_unit", reason="附表数字有误，需要重发")
    assert case.changed("reopen") == [("reply", "u3"), ("whole", "")]


def test_a_second_reply_after_the_last_day_is_late_by_law() -> None:
    """The day of the recalled one saves nothing."""
    case = replied()
    case.do("recall_reply", "05-11", "unit_head@lead_unit", reason="附表数字有误，需要重发")
    assert light_of(case.run("whole"), day("06-13")) == "late"
    case.do("reply", "06-15", **LETTER)
    assert was_late(case.run("whole"))


# From Tuesday 12 May 15 wd: 13 to 15 are three, 18 to 22 eight, 25 to 29 thirteen, 1 and 2 June fifteen.
def test_a_reply_is_corrected() -> None:
    """The deputy has the whole time to evaluate the corrected one, whose outcome holds."""
    case = replied()
    corrected = {**LETTER, "outcome": "planned", "letter_number": "云建函〔2026〕15号"}
    case.do("correct_reply", "05-12", "unit_head@lead_unit", **corrected, reason="类别标注有误，予以更正")
    assert (case.state.stage, case.state.outcome, case.run("evaluation").ordinal) == ("replied", "planned", 2)
    assert case.due("evaluation") == day("06-02")


def test_without_an_evaluation_it_is_closed_after_a_reminder() -> None:
    """Not before the deputy was reminded; an evaluation answers the reminder."""
    case = replied()
    assert case.take("close_unevaluated", "06-05", reason=REASON) == Refusal(
        "not_asked", {"action": "close_unevaluated", "asked": "remind_evaluation"}
    )
    case.do("remind_evaluation", "06-05", "secretary")
    again = Suggestion()
    again.steps = list(case.steps)
    case.do("evaluate", "06-08", **GOOD)
    assert case.state.pending == ()
    again.do("close_unevaluated", "06-12", "secretary", reason="提醒后仍未评价，按规定办结")
    assert (again.state.closed, again.state.outcome) == (True, "in_progress")


def test_a_key_item_keeps_its_way() -> None:
    """Listing it names the committee, and changes nothing else."""
    case = assigned()
    assert case.take("list_as_key", "03-13", "secretary") == Refusal("need_missing", {"need": "committee"})
    before = case.state
    case.do("list_as_key", "03-13", "secretary", committee="城建环资委", leader="副市长")
    assert (case.state.stage, case.state.runs) == (before.stage, before.runs)


def test_the_class_is_remembered_from_the_register_on() -> None:
    """Clocks that start later have its limit; an item may become an ordinary one again."""
    case = Suggestion()
    case.open("03-09")
    case.do("register", "03-09", **{"class": "wide_or_difficult"})
    case.do("assign", "03-12", unit="u1")
    assert (case.due("reply"), case.run("reply").limit.amount) == (day("09-14"), 6)
    assert case.take("classify", "03-13", **{"class": "hard", "reason": REASON}) == Refusal(
        "bad_choice", {"need": "class", "choices": "ordinary wide_or_difficult"}
    )
    case.do("classify", "03-13", **{"class": "ordinary", "reason": REASON})
    assert (case.due("reply"), case.state.item_class) == (day("06-12"), "ordinary")
