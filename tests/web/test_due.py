"""A deadline explains itself (期限讲道理)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from huiyin.policy import Calendar, deadline, light_of
from huiyin.policy.model import Clock, Extension, Limit, Pause, Reason
from huiyin.web.derivation import LINES, derivation
from huiyin.web.due import WEEKS_SHOWN, days_left, due_shown, grid, weeks
from huiyin.web.views.samples import REPLY, SHANGHAI

TODAY = date(2026, 5, 7)
CALENDAR = Calendar.shipped()
SHORT = replace(REPLY, limit=Limit(5, "wd"))


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


def lines(
    clock: Clock, start: datetime, *, pauses: list[Pause] | None = None, extensions: list[Extension] | None = None
) -> list[tuple[str, str]]:
    """Return the Chinese lines of a deadline as pairs."""
    made = deadline(clock, start, calendar=CALENDAR, pauses=pauses or [], extensions=extensions or [])
    with override("zh-hans"):
        return [(line.when, line.text) for line in derivation(made, today=TODAY, clock=clock, event="交办")]


def test_working_days_over_a_holiday() -> None:
    """The start, what is not counted and what is made up for, the sum."""
    assert lines(SHORT, at(2026, 4, 29)) == [
        ("4月29日", "由此起算：交办"),
        ("4月29日", "起算日不计"),
        ("+ 5 个工作日", "答复时限"),
        ("5月1日至5日", "劳动节放假，不计入"),
        ("5月9日 周六", "劳动节调休上班，计入工作日"),
        ("5月9日 周六", "到期日，当日计入"),
    ]


def test_months_and_a_last_day_that_rolls() -> None:
    """A month without that day ends it; a day that is not worked moves on."""
    assert lines(replace(REPLY, limit=Limit(1, "m")), at(2026, 1, 31))[2:] == [
        ("+ 1 个月", "答复时限"),
        ("2月28日", "当月没有 31 日，以月末日为期满日"),
        ("2月28日 周六", "到期日，当日计入"),
    ]
    rolled = lines(REPLY, at(2026, 2, 3))
    assert ("5月6日", "5月3日 周日 不是工作日，顺延至下一个工作日") in rolled


def test_pauses_and_extensions_say_by_how_much() -> None:
    """A pause names its days, an extension the day before and after."""
    said = dict(
        lines(
            SHORT,
            at(2026, 3, 2),
            pauses=[Pause(date(2026, 3, 3), date(2026, 3, 5))],
            extensions=[Extension(date(2026, 3, 20), date(2026, 3, 9))],
        )
    )
    assert said["3月4日至5日"] == "暂停计时，顺延 2 个工作日"
    assert said["3月20日"] == "由 3月11日 延至 3月20日"
    still = dict(lines(SHORT, at(2026, 3, 2), pauses=[Pause(date(2026, 3, 3), None)]))
    assert still["自 3月4日 起"] == "正在暂停计时，恢复后到期日顺延"


def test_working_hours_say_the_minute() -> None:
    """A limit in hours has a moment."""
    made = deadline(replace(REPLY, limit=Limit(4, "wh")), at(2026, 5, 7), calendar=CALENDAR)
    with override("zh-hans"):
        due = due_shown(made, today=TODAY, light="near", calendar=CALENDAR)
    assert due.words == "5月7日 周四 14:00"
    assert due.left == "今天到期"


def test_a_year_without_a_notice_says_so() -> None:
    """Provisional, with the year that is missing; its light stands beside the day."""
    made = deadline(REPLY, at(2027, 11, 30), calendar=CALENDAR)
    with override("zh-hans"):
        due = due_shown(made, today=TODAY, light="provisional")
    assert ("暂定", "2028年放假安排未公布，届时重算") in [(line.when, line.text) for line in due.lines]
    assert due.left == "暂定"


def test_a_rule_that_is_not_confirmed_is_marked() -> None:
    """The line of the limit names its source and that nobody has confirmed it here."""
    made = deadline(SHORT, at(2026, 4, 29), calendar=CALENDAR)
    with override("en"):
        marked = [line for line in derivation(made, today=TODAY, clock=SHORT) if line.unconfirmed]
    assert [line.note for line in marked] == [f"Rule: {REPLY.source}"]


def test_every_reason_of_policies_has_a_line() -> None:
    """The codes are those that `huiyin.policy.model.Reason` lists; `weekends` is ours, all of them in one."""
    listed = {line.split("`")[1] for line in (Reason.__doc__ or "").splitlines() if line.strip().startswith("| `")}
    assert listed | {"weekends"} == set(LINES)


def test_a_code_that_is_newer_than_the_words_keeps_its_line() -> None:
    """It is shown as it stands rather than left out."""
    made = deadline(SHORT, at(2026, 4, 29), calendar=CALENDAR)
    newer = replace(made, reasons=(*made.reasons, Reason("leap_second", TODAY, {})))
    assert derivation(newer, today=TODAY)[-1].text == "leap_second"


@given(
    start=st.dates(date(2024, 1, 1), date(2027, 6, 30)),
    limit=st.sampled_from([Limit(5, "wd"), Limit(3, "m"), Limit(10, "d"), Limit(60, "wd"), Limit(6, "wh")]),
    ahead=st.integers(-60, 120),
    language=st.sampled_from(["zh-hans", "en"]),
)
def test_any_deadline_can_be_shown(start: date, limit: Limit, ahead: int, language: str) -> None:
    """The grid is whole weeks, has the last day once, and never grows; every line has words without holes."""
    clock = replace(REPLY, limit=limit)
    made = deadline(
        clock, datetime(start.year, start.month, start.day, 9, tzinfo=ZoneInfo("Asia/Shanghai")), calendar=CALENDAR
    )
    today = start + timedelta(days=ahead)
    with override(language):
        due = due_shown(made, today=today, light=light_of(made, today), calendar=CALENDAR, clock=clock)
    assert len(due.cells) % 7 == 0
    assert 0 < len(due.cells) <= 7 * WEEKS_SHOWN
    assert [cell.mark for cell in due.cells].count("end") == 1
    assert due.lines[-1].total
    assert all(line.when and line.text and "%(" not in line.when + line.text + line.note for line in due.lines)
    assert sum(line.text.startswith(("周末", "Weekends")) for line in due.lines) <= 3


def test_days_left_are_counted_from_tomorrow() -> None:
    """Today is not counted, the last day is; afterwards the days count backwards."""
    made = deadline(SHORT, at(2026, 5, 6), calendar=CALENDAR)
    assert made.due_on == date(2026, 5, 12)
    assert [days_left(made, on, CALENDAR) for on in (date(2026, 5, 7), date(2026, 5, 12), date(2026, 5, 14))] == [
        4,
        0,
        -2,
    ]


def test_the_grid_shows_what_is_off_and_what_is_made_up() -> None:
    """From the week of today to that of the last day."""
    made = deadline(SHORT, at(2026, 5, 6), calendar=CALENDAR)
    with override("zh-hans"):
        cells = {cell.words: cell.mark for cell in grid(made, TODAY, CALENDAR)}
        spoken = due_shown(made, today=TODAY, light="near", calendar=CALENDAR).spoken
    assert weeks(made, TODAY) == (date(2026, 5, 4), date(2026, 5, 17))
    assert cells["7"] == "now"
    assert cells["12"] == "end"
    assert cells["9 班"] == "make"
    assert cells["4"] == cells["10"] == "off"
    assert cells["8"] == ""
    assert spoken == "5月4日至17日：5月12日到期；工作日放假：5月4日、5月5日；周末调休上班：5月9日"


def test_a_weekend_after_the_last_day_is_not_the_last_day() -> None:
    """On the Saturday after a Friday no working day has passed; it is late all the same, and not due today."""
    made = deadline(replace(REPLY, limit=Limit(4, "wd")), at(2026, 5, 11), calendar=CALENDAR)
    assert made.due_on == date(2026, 5, 15)
    with override("zh-hans"):
        friday = due_shown(made, today=date(2026, 5, 15), light="near", calendar=CALENDAR)
        saturday = due_shown(made, today=date(2026, 5, 16), light="late", calendar=CALENDAR)
    assert (friday.left, friday.lines[-1].text) == ("今天到期", "今天是最后一天")
    assert (saturday.left, saturday.lines[-1].when) == ("已到期", "已到期")
    assert saturday.lines[-1].text == "自 5月15日 次日数到今天"
