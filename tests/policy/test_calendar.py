"""Working days by notice, and the counting of days, months and hours by them."""

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.cases import CALENDAR, at, day, limit

from huiyin.errors import PolicyError
from huiyin.policy import Calendar
from huiyin.policy.calendar import add_months
from huiyin.policy.hours import OfficeHours, parse_hours
from huiyin.policy.model import Names
from huiyin.policy.notices import Notice, notice_content, read_notice, read_notice_text, shipped_notices

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_a_year_is_as_its_notice_says(year: int) -> None:
    """Working days of 2004 to 2026 are those of the package that the files were made from."""
    days = [date(year, 1, 1) + timedelta(days=step) for step in range(365 + (year % 4 == 0))]
    assert [each for each in days if CALENDAR.is_working(each)] == [
        each for each in days if chinese_calendar.is_workday(each)
    ]


def test_the_notices_of_2004_to_2026_are_shipped() -> None:
    """One notice a year, each with its source."""
    assert CALENDAR.years == tuple(range(2004, 2027))
    assert all(str(notice.year) in notice.source for notice in shipped_notices())


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        ("02-12", "5 wd", "02-26"),  # over the Spring Festival and its make-up Saturday
        ("09-18", "10 wd", "10-09"),  # over a make-up Sunday and two holidays
        ("04-30", "10 wd", "05-18"),
        ("01-09", "7 wd", "01-20"),
        ("2025-11-30", "3 m", "02-28"),  # a Saturday that is worked: no roll
        ("01-12", "1 wd", "01-13"),
        ("01-16", "1 wd", "01-19"),  # Friday
        ("01-17", "1 wd", "01-19"),  # Saturday
        ("02-13", "1 wd", "02-14"),  # a Saturday that is worked
        ("01-12", "1 d", "01-13"),
        ("01-12", "5 d", "01-19"),  # ends on a Saturday
        ("01-12", "4 d", "01-16"),
        ("02-10", "5 d", "02-24"),  # ends in a holiday: the first day after it
        ("01-12", "1 m", "02-12"),
        ("01-31", "1 m", "02-28"),
        ("2024-01-31", "1 m", "2024-02-29"),
        ("2023-08-31", "6 m", "2024-02-29"),
        ("10-31", "2 m", "12-31"),
        ("07-01", "3 m", "10-08"),  # 1 October and the week after
        ("11-12", "12 m", "2027-11-12"),
    ],
)
def test_the_last_day(start: str, length: str, last: str) -> None:
    """The start is not counted; a short month ends on its last day; a last day off moves to the next working day."""
    assert CALENDAR.add(day(start), limit(length)) == day(last)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (("01-12", 9, 0), 1, ("01-12", 10, 0)),
        (("01-12", 9, 0), 3, ("01-12", 12, 0)),  # to the end of a spell, not the beginning of the next
        (("01-12", 9, 0), 4, ("01-12", 14, 0)),
        (("01-12", 9, 0), 7, ("01-12", 17, 0)),
        (("01-12", 16, 30), 1, ("01-13", 9, 30)),
        (("01-12", 12, 30), 1, ("01-12", 14, 0)),
        (("01-12", 7, 0), 1, ("01-12", 10, 0)),
        (("01-12", 20, 0), 1, ("01-13", 10, 0)),
        (("01-16", 16, 0), 4, ("01-19", 12, 0)),  # over a weekend
        (("02-14", 16, 0), 2, ("02-24", 10, 0)),  # a worked Saturday, then the Spring Festival
        (("01-17", 10, 0), 2, ("01-19", 11, 0)),
        (("01-12", 9, 15), 8, ("01-13", 10, 15)),
    ],
)
def test_working_hours(start: tuple[str, int, int], hours: int, end: tuple[str, int, int]) -> None:
    """Only the office's hours on working days pass."""
    assert CALENDAR.add_hours(at(*start), hours) == at(*end)


def test_working_hours_follow_the_office() -> None:
    """A place with other hours counts by them."""
    hours = parse_hours("8:30-12:00 14:00-17:30")
    assert hours is not None
    assert hours.minutes == 420
    assert CALENDAR.with_hours(hours).add_hours(at("01-12", 8), 4) == at("01-12", 14, 30)


@pytest.mark.parametrize("written", ["", "9-12", "9:00-12:00,13:00-17:00", "12:00-9:00", "9:00-9:00", "9:60-10:00"])
def test_office_hours_that_are_none(written: str) -> None:
    """Hours that are not so written, empty, backwards or overlapping are none."""
    assert parse_hours(written) is None
    assert parse_hours("9:00-12:00 11:00-13:00") is None
    assert parse_hours("9:00-24:30") is None


@given(
    st.datetimes(min_value=at("2004-01-02").replace(tzinfo=None), max_value=at("2026-11-30").replace(tzinfo=None)),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_hours_add_up(moment: object, first: int, second: int) -> None:
    """Some hours and then some more are as many together; the end lies within office hours of a working day."""
    start = moment.replace(tzinfo=at("01-12").tzinfo)  # type: ignore[attr-defined]
    start = start.replace(second=0, microsecond=0)
    end = CALENDAR.add_hours(start, first + second)
    assert CALENDAR.add_hours(CALENDAR.add_hours(start, first), second) == end
    assert CALENDAR.is_working(end.date())
    minute = end.hour * 60 + end.minute
    assert any(begin < minute <= stop for begin, stop in CALENDAR.hours.spells)


@given(DAYS, st.integers(1, 60))
def test_days_between_undo_adding(start: date, amount: int) -> None:
    """That many working days lie between the start and the day that adding gives, which is worked."""
    end = CALENDAR.add_working_days(start, amount)
    assert CALENDAR.working_days_between(start, end) == amount
    assert CALENDAR.working_days_between(end, start) == -amount
    assert CALENDAR.is_working(end)
    assert end > start


@given(DAYS, st.integers(0, 800))
def test_working_days_are_counted_one_by_one(start: date, span: int) -> None:
    """The count is that of looking at each day after the start."""
    days = [start + timedelta(days=step) for step in range(1, span + 1)]
    end = days[-1] if days else start
    assert CALENDAR.working_days_between(start, end) == sum(map(CALENDAR.is_working, days))


@given(DAYS, st.integers(1, 40))
def test_going_back_is_the_reverse_of_going_on(end: date, amount: int) -> None:
    """From a working day back and on again leads to it."""
    end = CALENDAR.rolled(end)
    assert CALENDAR.add_working_days(CALENDAR.back(end, amount), amount) == end


@given(DAYS, DAYS, st.integers(1, 40), st.sampled_from(["wd", "d", "m", "wh"]))
def test_a_later_start_never_ends_earlier(one: date, other: date, amount: int, unit: str) -> None:
    """Counting keeps the order of days, whatever the unit."""
    early, late = sorted((one, other))
    assert CALENDAR.add(early, limit(f"{amount} {unit}")) <= CALENDAR.add(late, limit(f"{amount} {unit}"))


@given(DAYS, st.integers(0, 60))
def test_a_month_later_is_the_same_day_or_the_month_s_last(start: date, amount: int) -> None:
    """Months are stepped over, and no day of the next month is reached."""
    end = add_months(start, amount)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == amount
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


def statutory_days(year: int) -> list[str]:
    return [
        f"{each:%m-%d}"
        for step in range(366)
        if (each := date(year, 1, 1) + timedelta(days=step)).year == year
        and CALENDAR.why_off(each) not in ("", "weekend")
    ]


def test_a_year_without_a_notice_has_its_statutory_days() -> None:
    """2027: thirteen days by the rule of November 2024, New Year's Eve and 2 May among them; no make-up day."""
    assert CALENDAR.is_provisional(2027)
    assert statutory_days(2027) == [
        *("01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15"),
        *("10-01", "10-02", "10-03"),
    ]
    assert CALENDAR.name(CALENDAR.why_off(day("2027-02-05"))) == Names("春节", "Spring Festival")


@pytest.mark.parametrize("year", range(2027, 2036))
def test_lunar_days_are_known_up_to_2035(year: int) -> None:
    """Every year has thirteen statutory days, fewer by those that fall together (in 2028 and 2031)."""
    assert len(statutory_days(year)) == {2028: 12, 2031: 12}.get(year, 13)


def test_beyond_the_table_lunar_days_are_left_out() -> None:
    """2036 is reckoned with the six days of the solar calendar only, and says that it is provisional."""
    assert len(statutory_days(2036)) == 6
    assert CALENDAR.version(2036).startswith("provisional-")


def test_a_notice_that_is_loaded_ends_the_provisional_year() -> None:
    """With a notice its days count, the statutory ones no longer, and the version says which year's it is."""
    notice = Notice(2027, "made up", {day("2027-01-01"): "new_years_day"}, {day("2027-01-02"): "new_years_day"}, {})
    calendar = CALENDAR.with_notices(notice)
    assert not calendar.is_provisional(2027)
    assert calendar.version(2027).startswith("2027-")
    assert calendar.is_working(day("2027-01-02"))  # a Saturday
    assert calendar.made_up(day("2027-01-02")) == "new_years_day"
    assert calendar.is_working(day("2027-02-08"))  # statutory, but this notice does not have it
    assert calendar.source(2027) == "made up"
    assert CALENDAR.is_provisional(2027), "the other calendar stays as it was"


def test_a_later_notice_takes_the_place_of_an_earlier_one() -> None:
    """Nothing of the shipped year is left."""
    calendar = CALENDAR.with_notices(Notice(2026, "another", {day("03-03"): "national_day"}, {}, {}))
    assert not calendar.is_working(day("03-03"))
    assert calendar.is_working(day("10-01"))
    assert not calendar.is_working(day("09-20")), "a Sunday that was made up for is off again"
    assert calendar.version(2026) != CALENDAR.version(2026)
    assert calendar.version(2025) == CALENDAR.version(2025)


def test_a_notice_that_adds_leaves_the_others_standing() -> None:
    """A region's own holiday comes on top, with its own name."""
    own = Notice(
        2026, "自治区通知", {day("04-20"): "sanyuesan"}, {}, {"sanyuesan": Names("三月三", "Sanyuesan")}, adds=True
    )
    calendar = CALENDAR.with_notices(own)
    assert not calendar.is_working(day("04-20"))
    assert not calendar.is_working(day("10-01"))
    assert calendar.name("sanyuesan").zh == "三月三"
    assert calendar.source(2026) == CALENDAR.source(2026)


def test_a_notice_may_hold_the_last_days_of_the_year_before() -> None:
    """31 December belongs to next year's notice, and changes the version of its own year too."""
    notice = Notice(2027, "made up", {day("12-31"): "new_years_day"}, {}, {})
    calendar = CALENDAR.with_notices(notice)
    assert not calendar.is_working(day("12-31"))
    assert calendar.version(2026) != CALENDAR.version(2026)
    assert not calendar.is_working(day("10-01"))


def test_without_a_notice_its_year_is_provisional() -> None:
    """Taking a notice away leaves statutory days."""
    calendar = CALENDAR.without(2026)
    assert calendar.is_provisional(2026)
    assert not calendar.is_working(day("10-01"))
    assert not calendar.is_working(day("02-28"))


NOTICE = 'year = 2027\nsource = "某通知"\n[off]\nnew_years_day = [2027-01-01]\n'


def test_a_place_s_own_notices_are_read(tmp_path: Path) -> None:
    """From a folder, a file, a text, or what was kept as JSON."""
    path = tmp_path / "2027.toml"
    path.write_text(NOTICE, encoding="utf-8")
    notice = read_notice(path)
    assert read_notice_text(NOTICE) == notice
    kept = json.loads(json.dumps(notice_content(notice)))
    for extra in (tmp_path, str(tmp_path), path, notice, kept):
        calendar = Calendar.shipped(extra=[extra])
        assert calendar.source(2027) == "某通知"
        assert not calendar.is_working(day("2027-01-01"))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('source = "s"\n', "year", "missing"),
        ("year = true\n", "year", "missing"),
        ("year = 2027\n", "source", "missing"),
        ('year = 2027\nsource = " "\n', "source", "missing"),
        (NOTICE + "[of]\n", "of", "unknown"),
        (NOTICE + 'labour_day = ["2027-05-01"]\n', "off.labour_day", "shape"),
        (NOTICE + "labour_day = [2027-05-01T00:00:00]\n", "off.labour_day", "shape"),
        (NOTICE + "labour_day = [2026-05-01]\n", "off.labour_day", "other_year"),
        (NOTICE + "[make_up]\nx = [2027-01-01]\n", "2027-01-01", "twice"),
        ('year = 2027\nsource = "s"\noff = 3\n', "off", "shape"),
        (NOTICE + '[names.x]\nzh = "某"\n', "names", "shape"),
    ],
)
def test_a_notice_that_cannot_be_used(tmp_path: Path, text: str, key: str, reason: str) -> None:
    """The error names the file, the key and what is wrong with it, from a file and from its text."""
    path = tmp_path / "2027.toml"
    path.write_text(text, encoding="utf-8")
    for read in (lambda: read_notice(path), lambda: read_notice_text(text, path=str(path))):
        with pytest.raises(PolicyError) as raised:
            read()
        assert raised.value.code == "calendar.invalid"
        assert raised.value.values == {"path": str(path), "key": key, "reason": reason}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"year = ", "calendar.syntax"), (b"\xff\xfe", "calendar.syntax"), (None, "calendar.unreadable")],
)
def test_a_notice_that_is_no_file_of_its_kind(tmp_path: Path, content: bytes | None, code: str) -> None:
    """What is not TOML, not UTF-8 or not there is told with the file and the reason."""
    path = tmp_path / "2027.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyError) as raised:
        read_notice(path)
    assert (raised.value.code, raised.value.values["path"]) == (code, str(path))
    assert raised.value.values["reason"]


def test_notices_leave_the_office_hours() -> None:
    """A calendar with other hours keeps them when a notice is loaded or taken away."""
    hours = parse_hours("7:45-12:00")
    assert hours is not None
    assert hours != CALENDAR.hours
    calendar = CALENDAR.with_hours(hours)
    assert calendar.with_notices(Notice(2027, "made up", {}, {}, {})).hours == hours
    assert calendar.without(2026).hours == hours


def test_a_limit_that_is_given_has_no_length() -> None:
    """Counting one is a mistake of the caller."""
    with pytest.raises(ValueError, match="no length"):
        CALENDAR.add(day("01-12"), limit("0 given"))


@given(st.integers(0, 1500), st.integers(1, 500))
def test_hours_of_a_day_are_used_up_in_order(after: int, left: int) -> None:
    """What is used and what remains are as many minutes as there were."""
    hours = OfficeHours(((540, 720), (780, 1020)))
    open_minutes = [m for start, end in hours.spells for m in range(max(start, after), end)]
    minute, remains = hours.pass_on(after, left)
    assert remains == max(left - len(open_minutes), 0)
    if remains == 0:
        assert minute == open_minutes[left - 1] + 1
