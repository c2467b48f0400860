"""A light explains itself: the lines that say how it was reckoned, and how they are drawn without a script."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.ledger.works import EVIDENCE, opened, step

from huiyin.ledger.cases import Given
from huiyin.ledger.models import Case
from huiyin.web.lights import Why, why

pytestmark = pytest.mark.django_db
JULY = 140


def handled(people: Cast, **fields: Any) -> Case:
    """Return a task of 85 km by the end of 2026 that its unit is handling."""
    given = Given(unit=people.housing, values={"due_on": date(2026, 12, 31)})
    return step(step(opened(people, **fields), "assign", people.supervisor, given), "accept", people.handler)


def reported(people: Cast, value: str, **fields: Any) -> Case:
    given = Given(values={"form": "behind"}, report={"period": "2026-07", "value": value, "form": "behind"})
    return step(handled(people, **fields), "report", people.handler, given, days=JULY)


GONE = "序时进度：自 2026年1月1日至 2026年12月31日，时间已过 55.6%。"
REPORT = "填报进度限 8月20日，余 22 个工作日（8月15日起临期，8月21日起逾期）。"
UNREPORTED = "尚未填报，不等于没有做。"


@pytest.mark.parametrize(
    ("value", "rules", "lines"),
    [
        (
            "60",
            "",
            (
                REPORT,
                GONE,
                "按序时进度今天应达 47.2公里；已报 60公里，目标 85公里，完成 70.5%。",
                "超前 14.9 个百分点；落后 10 个起亮黄灯，超过 30 个亮红灯。",
            ),
        ),
        (
            "20",
            "序时进度",
            (
                GONE,
                "按序时进度今天应达 47.2公里；已报 20公里，目标 85公里，完成 23.5%。",
                "落后 32.1 个百分点；落后 10 个起亮黄灯，超过 30 个亮红灯。",
                REPORT,
            ),
        ),
    ],
    ids=["ahead", "behind"],
)
def test_a_light_says_what_was_expected_and_what_was_reported(
    people: Cast, value: str, rules: str, lines: tuple[str, ...]
) -> None:
    """The rule that gives the light comes first; one that gives none is reckoned all the same."""
    found = why(reported(people, value), date(2026, 7, 21))
    assert (found.rules, found.lines) == (rules, lines)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"unit_of_measure": "%"}, "这类目标（比率、上限等）不按时间比例衡量，序时进度不亮灯。"),
        ({"target_relation": "<="}, "这类目标（比率、上限等）不按时间比例衡量，序时进度不亮灯。"),
        ({"target_value": None}, REPORT),
    ],
    ids=["a rate", "an upper limit", "no figure"],
)
def test_where_the_schedule_says_nothing_the_light_says_why(people: Cast, fields: dict[str, Any], line: str) -> None:
    assert why(reported(people, "20", **fields), date(2026, 7, 21)).lines[-1] == line


def test_a_task_without_a_report_says_that_this_is_no_failure(people: Cast) -> None:
    found = why(handled(people), date(2026, 3, 3))
    assert (found.rules, found.lines[-1]) == ("", UNREPORTED)
    assert found.lines[0] == "填报进度限 4月2日，余 22 个工作日（3月28日起临期，4月3日起逾期）。"


def test_a_last_day_says_how_many_working_days_it_is_over(people: Cast) -> None:
    found = why(handled(people), date(2026, 4, 9))
    assert (found.rules, found.lines[0]) == (
        "时限",
        "填报进度限 4月2日，逾 4 个工作日（3月28日起临期，4月3日起逾期）。",
    )


def test_what_is_done_says_when_and_whether_in_time(people: Cast) -> None:
    case = step(handled(people), "complete", people.head, Given(words={"text": "已全部完成改造"}, attachments=EVIDENCE))
    case = step(case, "confirm", people.supervisor, Given(values={"outcome": "kept"}))
    assert why(case, date(2026, 3, 3)).lines == ("2026年3月2日办结。", "在期限内完成。")


def test_a_list_of_fifty_asks_for_nothing_more(people: Cast) -> None:
    """All that a light says stands in its row and in rules that are at hand."""
    case = reported(people, "20")
    why(case, date(2026, 7, 21))
    with CaptureQueriesContext(connection) as queries:
        for n in range(50):
            why(case, date(2026, 7, 21) + timedelta(days=n))
    assert len(queries) == 0


def test_a_light_is_a_summary_that_opens_and_is_titled() -> None:
    """A pointer sees the title, a keyboard opens the summary, a screen reader is told both; no script is needed."""
    told = Why("时限", ("第一行", "<b>第二行</b>"))
    page = Template("{% load huiyin_tags %}{% lit 'late' told %}{% lit 'on_time' bare %}").render(
        Context({"told": told, "bare": Why("", ())})
    )
    assert '<summary title="第一行\n&lt;b&gt;第二行&lt;/b&gt;">' in page
    assert '<span class="sub">时限</span></summary><ul><li>第一行</li><li>&lt;b&gt;第二行&lt;/b&gt;</li></ul>' in page
    assert page.count("<summary") == 1
