"""The relay: what each hand has used, whose turn it is, and where a delay arose."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.policy.cases import CALENDAR, REASON, Case, assigned, at, clock, day, in_handling, limit

from huiyin.policy import NOTHING, Step, deadline, fold, load_text, relay
from huiyin.policy.model import Hand, Pause, Run


def rows(case: Case, today: str) -> dict[tuple[str, str], Hand]:
    return {(each.hand, each.key): each for each in relay(case.state, calendar=CALENDAR, today=day(today))}


def test_a_new_case_is_the_supervisor_s() -> None:
    """One hand, no clock, its turn: days are counted all the same."""
    hands = relay(Case().open("01-12").state, calendar=CALENDAR, today=at("01-15"))
    assert [(each.hand, each.key, each.used, each.turn, each.running, each.light) for each in hands] == [
        ("supervisor", "", 3, True, False, "done")
    ]
    assert (hands[0].limit, hands[0].due_on, hands[0].over) == (None, None, 0)


def test_each_hand_has_its_row() -> None:
    """In the order in which they came to the case; co-handlers work beside the one whose turn it is."""
    hands = rows(in_handling("01-12"), "01-20")
    assert list(hands) == [("supervisor", ""), ("lead_unit", "u1"), ("co_handler", "u2"), ("co_handler", "u3")]
    supervisor, lead, co = (hands[each] for each in [("supervisor", ""), ("lead_unit", "u1"), ("co_handler", "u2")])
    assert (supervisor.used, supervisor.turn, supervisor.running) == (0, False, False)
    assert (lead.used, lead.over, lead.turn, lead.parallel, lead.running) == (6, 0, True, False, True)
    assert (lead.limit, lead.due_on) == (limit("1 m"), day("02-12"))
    assert (co.used, co.turn, co.parallel, co.light) == (6, False, True, "on_time")


def test_a_day_counts_once_however_many_clocks_ran() -> None:
    """Accepting and reporting ran side by side; the stretches tell each."""
    lead = rows(in_handling("01-12"), "01-20")["lead_unit", "u1"]
    assert [(each.clock, each.used, each.to_on) for each in lead.stretches] == [
        ("", 6, None),
        ("accept", 1, day("01-13")),
        ("report", 6, None),
    ]


def test_delay_is_laid_where_it_arose() -> None:
    """The unit returned in time, the supervisor took twelve working days of ten: two are the supervisor's."""
    case = assigned("01-12")
    case.take("send_back", "01-14", reason=REASON)
    case.keys = {}
    case.take("reassign", "01-30", unit="u7")
    hands = rows(case, "02-02")
    assert (hands["lead_unit", "u1"].used, hands["lead_unit", "u1"].over) == (2, 0)
    assert (hands["supervisor", ""].used, hands["supervisor", ""].over) == (12, 2)
    assert (hands["lead_unit", "u7"].used, hands["lead_unit", "u7"].turn) == (1, True)
    assert hands["supervisor", ""].light == "done"


def test_the_light_is_the_gravest_of_the_running_clocks() -> None:
    """A late opinion is late though nobody waits for it in turn; stopped clocks say nothing any more."""
    case = in_handling("01-12")
    case.take("opinion", "01-20", unit_key="u2", text="同意")
    hands = rows(case, "02-16")
    late = hands["co_handler", "u3"]
    assert (late.light, late.over) == ("late", 2)  # the 13th, and the 14th, a Saturday that was worked
    assert (hands["co_handler", "u2"].light, hands["co_handler", "u2"].running) == ("done", False)
    assert hands["lead_unit", "u1"].light == "late"


def test_days_on_which_a_clock_stood_still_are_not_used() -> None:
    """A clock of a co-handler that was paused for three working days."""
    case = assigned("01-12")
    case.policy = load_text(
        'extends = "commitment.general"\nid = "commitment.test"\n'
        '[clocks.opinion]\npauses = ["remind"]\nresumes = ["supervise"]\n'
    )
    case.take("remind", "01-14")
    assert rows(case, "01-20")["co_handler", "u2"].used == 2
    case.take("supervise", "01-19", text=REASON)
    assert rows(case, "01-20")["co_handler", "u2"].used == 3
    assert rows(case, "01-20")["co_handler", "u2"].stretches[0].used == 3


def test_a_closed_case_is_nobody_s_turn() -> None:
    """And its rows stand still."""
    case = assigned("01-12")
    case.take("withdraw", "01-14", reason=REASON)
    assert rows(case, "01-14") == rows(case, "03-14")
    assert not any(each.turn or each.running for each in rows(case, "01-14").values())


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.integers(0, 40))
def test_the_turns_of_a_case_account_for_all_its_days(gaps: list[int], after: int) -> None:
    """Without clocks beside the turn, what the hands used adds up to the case's working days."""
    today = date(2026, 1, 12)
    case = Case().open(str(today))
    case.keys = {}
    for action, gap in zip(("assign", "accept", "complete"), gaps, strict=True):
        today += timedelta(days=gap)
        assert isinstance(case.take(action, str(today), unit="u1", text="已办", evidence=["f"]), Step)
    today += timedelta(days=after)
    hands = relay(fold(case.steps), calendar=CALENDAR, today=today)
    assert sum(each.used for each in hands) == CALENDAR.working_days_between(date(2026, 1, 12), today)
    assert [each.hand for each in hands if each.turn] == ["supervisor"]


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A clock that stood still now and then, overlapping as it may with others."""
    start = draw(st.integers(0, 40))
    pauses, reached = [], start
    for _ in range(draw(st.integers(0, 3))):
        first = reached + draw(st.integers(0, 9))
        reached = first + draw(st.integers(0, 9))
        pauses.append(Pause(day("01-01") + timedelta(days=first), day("01-01") + timedelta(days=reached)))
    if pauses and draw(st.booleans()):
        pauses[-1] = Pause(pauses[-1].from_on, None)
    began = at(str(day("01-01") + timedelta(days=start)))
    held = deadline(clock(), began, calendar=CALENDAR)
    ended = began + timedelta(days=draw(st.integers(0, 40))) if draw(st.booleans()) else None
    return Run("some", "u1", began, ended, tuple(pauses), (), held, draw(st.integers(1, 9)), "lead_unit")


def days(start: date, end: date) -> set[date]:
    return {start + timedelta(days=step) for step in range(1, (end - start).days + 1)}


@settings(deadline=None)
@given(st.lists(runs(), max_size=4))
def test_days_are_counted_as_if_one_by_one(found: list[Run]) -> None:
    """Used and over are what looking at each day gives: each once, none on which a clock stood still."""
    used, over, today = set[date](), set[date](), day("03-31")
    for run in found:
        end = run.stopped_at.date() if run.stopped_at else today
        still = {each for pause in run.pauses for each in days(pause.from_on, min(pause.to_on or today, end))}
        counted = days(run.started_at.date(), end) - still
        used |= counted
        over |= {each for each in counted if each > run.deadline.due_on}
    hands = relay(replace(NOTHING, runs=tuple(found)), calendar=CALENDAR, today=today)
    assert sum(each.used for each in hands) == sum(map(CALENDAR.is_working, used))
    assert sum(each.over for each in hands) == sum(map(CALENDAR.is_working, over))
