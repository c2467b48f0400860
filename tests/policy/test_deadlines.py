"""Deadlines: their days, what moved them, and every line of the reckoning."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.policy.cases import CALENDAR, at, clock, day, limit

from huiyin.policy import deadline, is_over, light_of, load, reminders
from huiyin.policy.model import Clock, Deadline, Extension, Limit, Pause, Run
from huiyin.policy.moments import local_day

STARTS = st.dates(date(2005, 1, 1), date(2030, 12, 31))
LENGTHS = st.builds(Limit, st.integers(1, 30), st.sampled_from(["wd", "d", "m", "wh"]))


def due(clock: Clock, on: str = "01-12", **fields: Any) -> Deadline:
    return deadline(clock, at(on), calendar=CALENDAR, **fields)


def pause(from_on: str, to_on: str | None) -> Pause:
    return Pause(day(from_on), day(to_on) if to_on else None)


def lines(held: Deadline) -> list[tuple[object, ...]]:
    return [(each.code, f"{each.on:%m-%d}", *each.values.values()) for each in held.reasons]


def test_a_deadline_in_working_days_tells_its_reckoning() -> None:
    """The start, the limit, each stretch off and each day made up, in order; and whose notice that was."""
    held = due(clock("5 wd", near=limit("1 wd")), "02-12")
    assert (held.due_on, held.near_on, held.late_on) == (day("02-26"), day("02-25"), day("02-27"))
    notice = CALENDAR.version(2026)
    assert held.calendars == {"2026": notice}
    assert not held.provisional
    assert lines(held) == [
        ("start", "02-12", "2026-02-12T09:00:00+08:00"),
        ("start_not_counted", "02-12"),
        ("limit", "02-12", 5, "wd"),
        ("make_up_day", "02-14", "春节", "Spring Festival", notice),
        ("holiday", "02-15", "2026-02-23", 9, "春节", "Spring Festival", notice, False),
        ("due", "02-26", ""),
    ]


def test_a_deadline_in_months_tells_month_end_and_roll() -> None:
    """31 December and two months: the last of February, a Sunday; it moves to Monday."""
    held = due(clock("2 m"), "2026-12-31")
    assert held.due_on == day("2027-03-01")
    assert lines(held) == [
        ("start", "12-31", "2026-12-31T09:00:00+08:00"),
        ("start_not_counted", "12-31"),
        ("limit", "12-31", 2, "m"),
        ("month_end", "02-28", 31),
        ("rolled", "03-01", "2027-02-28"),
        ("weekend", "02-28", "2027-02-28", 1),
        ("provisional_year", "01-01", 2027),
        ("due", "03-01", ""),
    ]
    assert held.provisional
    assert held.calendars == {"2027": CALENDAR.version(2027)}


def test_a_clock_may_keep_its_last_day_though_it_is_off() -> None:
    """`rolls = false` leaves a Saturday."""
    assert due(clock("5 d", rolls=False)).due_on == day("01-17")
    assert due(clock("5 d")).due_on == day("01-19")


@pytest.mark.parametrize(("length", "last"), [("5 wd", "01-16"), ("4 d", "01-15"), ("1 m", "02-11")])
def test_a_clock_may_count_the_day_of_its_start(length: str, last: str) -> None:
    """`counts_start` makes everything a day earlier, and the line that says otherwise is not there."""
    held = due(clock(length, counts_start=True))
    assert held.due_on == day(last)
    assert "start_not_counted" not in [each.code for each in held.reasons]


def test_a_deadline_in_working_hours_has_a_moment() -> None:
    """Four working hours from Friday at four: Monday noon; the weekend is told."""
    held = deadline(clock("4 wh"), at("01-16", 16), calendar=CALENDAR)
    assert held.due_at == at("01-19", 12)
    assert (held.due_on, held.near_on) == (day("01-19"), day("01-19"))
    assert [each.code for each in held.reasons] == ["start", "limit", "weekend", "due"]
    assert held.reasons[-1].values == {"at": "2026-01-19T12:00:00+08:00"}


def test_a_moment_of_another_time_zone_is_told_in_china_s() -> None:
    """An evening in Greenwich is the next day's morning here."""
    start = at("01-13", 1).astimezone(tz=None)
    assert deadline(clock("1 d"), start, calendar=CALENDAR).due_on == day("01-14")
    assert local_day(start) == day("01-13")


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """Nobody could say which day it is."""
    with pytest.raises(ValueError, match="time zone"):
        deadline(clock(), at("01-12").replace(tzinfo=None), calendar=CALENDAR)


def test_a_last_day_that_is_given_stands_as_it_is() -> None:
    """No counting, no rolling, no calendar but for the light."""
    held = due(clock("given", near=limit("15 d")), given_on=day("2026-10-03"))
    assert (held.due_on, held.near_on, held.late_on) == (day("10-03"), day("09-18"), day("10-04"))
    assert [each.code for each in held.reasons] == ["start", "given", "due"]
    assert held.calendars == {}


def test_a_given_clock_needs_its_day() -> None:
    """None named is a mistake of the caller, who has to say."""
    with pytest.raises(ValueError, match="given"):
        due(clock("given"))


@pytest.mark.parametrize(
    ("near", "on"),
    [
        ("1 wd", "02-11"),
        ("5 d", "02-07"),
        ("1 m", "01-12"),
        ("2 m", "01-12"),  # never before the start
        ("4 wh", "02-12"),
        ("0 d", "02-12"),
    ],
)
def test_when_the_light_turns_near(near: str, on: str) -> None:
    """So long before the last day, and never before the start."""
    assert due(clock("1 m", near=limit(near))).near_on == day(on)


@pytest.mark.parametrize(
    ("length", "pauses", "last"),
    [
        ("5 wd", [], "01-19"),
        ("5 wd", [("01-13", "01-15")], "01-21"),  # two working days stood still
        ("5 wd", [("01-16", "01-19")], "01-20"),  # Friday to Monday: one
        ("5 wd", [("01-16", "01-18")], "01-19"),  # a weekend: none
        ("5 wd", [("01-13", "01-13")], "01-19"),  # stopped and went on in a day
        ("5 wd", [("01-13", None)], "01-19"),  # still standing: moves nothing yet
        ("5 wd", [("01-19", "01-30")], "01-19"),  # began on the last day: nothing was left
        ("5 wd", [("01-20", "01-30")], "01-19"),  # began too late
        ("5 wd", [("01-13", "01-14"), ("01-20", "01-22")], "01-20"),  # the second begins on the moved last day
        ("5 wd", [("01-13", "01-14"), ("01-19", "01-22")], "01-23"),
        ("5 wd", [("01-13", "01-15"), ("01-14", "01-15")], "01-21"),  # no day is given back twice
        ("5 wd", [("01-13", "01-15"), ("01-14", "01-16")], "01-22"),
        ("5 wd", [("01-10", "01-14")], "01-21"),  # before the start it could not stand still
        ("10 d", [("01-14", "01-18")], "01-26"),  # 22 January and four days
        ("1 m", [("01-14", "01-16")], "02-14"),  # a Saturday that is worked
        ("5 d", [("01-18", "01-21")], "01-22"),  # Saturday rolled to Monday; from Sunday on three days
        ("5 d", [("01-17", "01-21")], "01-23"),  # on the Saturday itself Monday is still left
        ("4 wh", [("01-12", "01-14")], "01-12"),
        ("9 wh", [("01-12", "01-14")], "01-15"),
    ],
)
def test_pauses_move_the_last_day(length: str, pauses: list[tuple[str, str | None]], last: str) -> None:
    """By what was left of the time when they began, counted in the clock's own unit."""
    assert due(clock(length), pauses=[pause(*each) for each in pauses]).due_on == day(last)


def test_a_pause_tells_how_much_it_gave_back() -> None:
    """Its days, and the days off that lie in what was added."""
    held = due(clock("5 wd"), pauses=[pause("01-14", "01-19")])
    assert held.due_on == day("01-22")
    assert lines(held)[3:] == [
        ("weekend", "01-17", "2026-01-18", 2),
        ("pause", "01-15", "2026-01-19", 3),
        ("due", "01-22", ""),
    ]


def test_a_pause_that_gave_nothing_back_is_not_told() -> None:
    """A weekend on which a clock of working days stood still."""
    assert due(clock("5 wd"), pauses=[pause("01-16", "01-18")]) == due(clock("5 wd"))


@pytest.mark.parametrize(
    ("length", "near", "years"),
    [
        ("3 wd", "0 d", ["2026", "2027"]),  # each day of the count
        ("9 wh", "0 d", ["2026"]),
        ("2 m", "0 d", ["2027"]),  # the last day only, which might have rolled
        ("2 d", "5 wd", ["2026", "2027"]),  # 1 January rolled to the 4th
    ],
)
def test_a_deadline_names_the_years_that_it_was_counted_by(length: str, near: str, years: list[str]) -> None:
    """By the versions of their notices."""
    held = due(clock(length, near=limit(near)), "12-30")
    assert list(held.calendars) == years
    assert held.calendars == {year: CALENDAR.version(int(year)) for year in years}


def test_a_pause_that_lasts_is_told_too() -> None:
    """It gave nothing back yet."""
    held = due(clock("5 wd"), pauses=[pause("01-14", None)])
    assert ("pause", "01-15", "", 0) in lines(held)


def test_a_moment_keeps_its_hour_when_a_pause_moves_it() -> None:
    """Nine working hours from nine, paused from the first evening to the third day: on the fourth, at eleven."""
    held = deadline(clock("9 wh"), at("01-12"), calendar=CALENDAR, pauses=[pause("01-12", "01-14")])
    assert held.due_at == at("01-15", 11)


@pytest.mark.parametrize(
    ("extensions", "last"),
    [
        ([("01-31", "01-15")], "01-31"),  # a Saturday: a decided day is not rolled
        ([("01-15", "01-14")], "01-19"),  # never shorter
        ([("01-31", "01-15"), ("02-28", "01-30")], "02-28"),
        ([("02-28", "01-15"), ("01-31", "01-30")], "02-28"),
    ],
)
def test_extensions_take_the_decided_day(extensions: list[tuple[str, str]], last: str) -> None:
    """The later one counts."""
    decided = [Extension(day(until), day(on)) for until, on in extensions]
    assert due(clock("5 wd"), extensions=decided).due_on == day(last)


def test_an_extension_to_the_last_day_itself_is_none() -> None:
    """Nothing is told of it."""
    assert due(clock("5 wd"), extensions=[Extension(day("01-19"), day("01-15"))]) == due(clock("5 wd"))


def test_an_extension_tells_from_when_to_when() -> None:
    """Who granted it, the event says."""
    held = due(clock("5 wd"), extensions=[Extension(day("01-31"), day("01-15"))])
    assert lines(held)[4:] == [("extension", "01-15", "2026-01-31", "2026-01-19"), ("due", "01-31", "")]


def test_a_pause_after_an_extension_moves_the_decided_day() -> None:
    """In working days for a clock of working days, in days and rolled for one of days."""
    decided = [Extension(day("01-31"), day("01-15"))]
    assert due(clock("5 wd"), extensions=decided, pauses=[pause("01-20", "01-22")]).due_on == day("02-03")
    assert due(clock("5 d"), extensions=decided, pauses=[pause("01-20", "01-21")]).due_on == day("02-02")


def test_a_given_day_is_not_moved_by_a_pause() -> None:
    """It was named as a day, not counted; an extension moves it."""
    held = due(clock("given"), given_on=day("01-30"), pauses=[pause("01-20", "01-21"), pause("01-23", None)])
    assert held == due(clock("given"), given_on=day("01-30"))


@given(STARTS, STARTS, LENGTHS)
def test_a_later_start_never_gives_an_earlier_deadline(one: date, other: date, length: Limit) -> None:
    """Whatever the unit, and near days keep the order too."""
    early, late = (due(clock("1 d", limit=length, near=limit("2 wd")), str(each)) for each in sorted((one, other)))
    assert early.due_on <= late.due_on
    assert early.near_on <= late.near_on


@given(STARTS, LENGTHS, LENGTHS)
def test_a_longer_limit_never_gives_an_earlier_deadline(start: date, one: Limit, other: Limit) -> None:
    """In one unit, more is later."""
    if one.unit == other.unit:
        short, long = sorted((one.amount, other.amount))
        ends = [due(clock("1 d", limit=Limit(each, one.unit)), str(start)).due_on for each in (short, long)]
        assert ends[0] <= ends[1]


def spans(start: date) -> st.SearchStrategy[list[Pause]]:
    """Pauses after a start, in any order, even overlapping."""
    span = st.tuples(st.integers(0, 60), st.integers(0, 30))
    return st.lists(
        span.map(lambda s: Pause(start + timedelta(days=s[0]), start + timedelta(days=s[0] + s[1]))), max_size=4
    )


@given(st.data(), STARTS, LENGTHS)
def test_pauses_and_extensions_never_shorten(data: st.DataObject, start: date, length: Limit) -> None:
    """Each pause or extension more leaves the last day or moves it on, in whatever order they are listed."""
    some = clock("1 d", limit=length)
    pauses = data.draw(spans(start))
    before = due(some, str(start))
    for count in range(len(pauses) + 1):
        held = due(some, str(start), pauses=sorted(pauses, key=lambda each: each.from_on)[:count])
        assert held.due_on >= before.due_on
        before = held
    assert due(some, str(start), pauses=pauses[::-1]).due_on == before.due_on
    until = data.draw(st.dates(start, start + timedelta(days=400)))
    decided = due(some, str(start), pauses=pauses, extensions=[Extension(until, start)])
    assert decided.due_on >= before.due_on
    assert decided.due_on >= until


@given(STARTS, LENGTHS)
def test_the_days_of_a_deadline_agree(start: date, length: Limit) -> None:
    """Start, near, last and late stand in order; the last day is worked; the last line tells it."""
    held = due(clock("1 d", limit=length, near=limit("3 d")), str(start))
    assert start <= held.near_on <= held.due_on < held.late_on
    assert held.late_on - held.due_on == timedelta(days=1)
    assert CALENDAR.is_working(held.due_on)
    assert (held.reasons[-1].code, held.reasons[-1].on) == ("due", held.due_on)
    assert held.provisional == any(CALENDAR.is_provisional(int(year)) for year in held.calendars)
    assert held.provisional == ("provisional_year" in [each.code for each in held.reasons])


@given(STARTS, st.integers(1, 40))
def test_the_lines_account_for_every_day(start: date, amount: int) -> None:
    """Days between start and end, less the days off that are told, are the limit: a reader can recount it."""
    held = due(clock(f"{amount} wd"), str(start))
    off = sum(int(each.values["days"]) for each in held.reasons if each.code in ("weekend", "holiday"))
    assert (held.due_on - start).days - off == amount


@given(STARTS, STARTS, st.integers(1, 20))
def test_a_light_only_ever_gets_worse(start: date, today: date, amount: int) -> None:
    """On time, near, late: never back, while nothing is extended."""
    held = due(clock(f"{amount} wd", near=limit("2 wd")), str(start))
    order = ["on_time", "provisional", "near", "late"]
    shown = [order.index(light_of(held, today + timedelta(days=step))) for step in range(40)]
    assert shown == sorted(shown)
    assert is_over(held, today) == (today > held.due_on)


def running(held: Deadline, **fields: Any) -> Run:
    return replace(Run("some", "u1", at("01-12"), None, (), (), held), **fields)


@pytest.mark.parametrize(
    ("today", "light"),
    [("01-12", "on_time"), ("01-15", "on_time"), ("01-16", "near"), ("01-19", "near"), ("01-20", "late")],
)
def test_the_light_of_a_day(today: str, light: str) -> None:
    """Near from the day that the policy says, late from the day after the last."""
    held = due(clock("5 wd", near=limit("1 wd")))
    assert light_of(held, day(today)) == light
    assert light_of(running(held), day(today)) == light
    assert light_of(running(held), at(today, 23)) == light


def test_a_stopped_clock_is_done() -> None:
    """However late."""
    assert light_of(running(due(clock()), stopped_at=at("03-01")), day("04-01")) == "done"


def test_a_standing_clock_shows_the_day_on_which_it_stopped() -> None:
    """It does not get late while it stands; one that was late already stays so."""
    held = due(clock("5 wd", near=limit("1 wd")))
    assert light_of(running(held, pauses=(pause("01-14", None),)), day("03-01")) == "on_time"
    assert light_of(running(held, pauses=(pause("01-16", None),)), day("03-01")) == "near"
    assert light_of(running(held, pauses=(pause("01-23", None),)), day("03-01")) == "late"
    assert light_of(running(held, pauses=(pause("01-14", "01-15"),)), day("03-01")) == "late"


def test_a_provisional_deadline_says_so_until_it_is_near() -> None:
    """The nearer danger is shown first."""
    held = due(clock("1 m", near=limit("5 d")), "2027-01-12")
    assert light_of(held, day("2027-01-20")) == "provisional"
    assert light_of(held, day("2027-02-10")) == "near"


def test_working_hours_are_over_at_their_moment() -> None:
    """With a moment the light is exact; with a day it is late on the next."""
    held = deadline(clock("4 wh"), at("01-12"), calendar=CALENDAR)
    assert light_of(held, at("01-12", 14)) == "near"
    assert light_of(held, at("01-12", 14, 1)) == "late"
    assert light_of(held, day("01-12")) == "near"
    assert light_of(held, day("01-13")) == "late"


def test_reminders_lie_before_the_last_day() -> None:
    """At 15 and 5 days before, as the policy says."""
    policy = load("commitment.general")
    held = due(clock("given"), given_on=day("12-31"))
    assert reminders(policy, held, calendar=CALENDAR) == (day("12-16"), day("12-26"))
    assert reminders(replace(policy, settings={}), held, calendar=CALENDAR) == ()
