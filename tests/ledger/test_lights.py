"""The light of a case is the worse of its last day (时限) and of the time that has passed (序时进度), everywhere."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from tests.cast import Cast
from tests.ledger.works import EVIDENCE, opened, seen_by, step

from huiyin.ledger import desk
from huiyin.ledger.cases import Given
from huiyin.ledger.lights import LISTED, by_deadline, by_schedule, case_light, causes, listed_light, progress_light
from huiyin.ledger.listing import Filters, listed
from huiyin.ledger.models import Case
from huiyin.ledger.projections import image_of_rows, light_days, with_rows
from huiyin.ledger.schedule import behind_days
from huiyin.ledger.statistics import statistics
from huiyin.ledger.verify import verify

pytestmark = pytest.mark.django_db
JULY = 140  # days after the beginning: 20 July, half of which has passed by then and more
DAYS = (date(2026, 5, 1), date(2026, 7, 14))  # 10 and 30 points behind 20 of 85


def reported(people: Cast, value: str, *, days: int = JULY, **fields: Any) -> Case:
    """Return a case of 85 km by the end of the year, of which so much is reported."""
    given = Given(unit=people.housing, values={"due_on": date(2026, 12, 31)})
    case = step(step(opened(people, **fields), "assign", people.supervisor, given), "accept", people.handler)
    return told(case, people, value, days=days)


def told(case: Case, people: Cast, value: str, *, days: int) -> Case:
    given = Given(values={"form": "behind"}, report={"period": "2026-07", "value": value, "form": "behind"})
    return step(case, "report", people.handler, given, days=days)


@pytest.mark.parametrize(
    ("value", "light", "why"),
    [
        ("60", "on_time", ()),
        ("35", "near", ("schedule",)),
        ("20", "late", ("schedule",)),
    ],
)
def test_the_schedule_gives_the_light_everywhere(people: Cast, value: str, light: str, why: tuple[str, ...]) -> None:
    """Page, list, filters, statistics and desk say the same of one case, on the day after its report."""
    case, today = reported(people, value), date(2026, 7, 21)
    assert (case_light(case, today), listed_light(case, today), causes(case, today)) == (light, light, why)
    assert (by_deadline(case, today), by_schedule(case, today)) == ("", light if why else "")
    viewer = seen_by(people.supervisor, today)
    found = {code: listed(viewer, Filters(light=code), today=today).count() for code in LISTED}
    assert found == {code: int(code == light) for code in LISTED}
    (scheme,) = statistics(viewer, Filters(), by="unit", today=today).schemes
    assert {code: scheme.total[code] for code in LISTED} == found
    assert desk.standing(viewer, year=2026, today=today).by_light == found
    assert desk.late(viewer, today=today).count() == int(light == "late")
    assert desk.waiting_for(seen_by(people.handler, today), today=today).count() == int(light != "on_time")


def test_a_light_goes_on_with_time_though_nothing_is_reported(people: Cast) -> None:
    """20 of 85 km are enough in March; without another report they are yellow in May and red in July."""
    case = reported(people, "20", days=20)
    assert (case.behind_near_on, case.behind_late_on) == DAYS
    for today, light in (
        (date(2026, 4, 30), ""),
        (date(2026, 5, 1), "near"),
        (date(2026, 7, 13), "near"),
        (date(2026, 7, 14), "late"),
    ):
        assert by_schedule(case, today) == light
        assert progress_light(case, today) == (light or "on_time")


def test_both_rules_may_say_the_same(people: Cast) -> None:
    """A year later the last day is over as well."""
    case = reported(people, "20")
    assert causes(case, date(2027, 2, 1)) == ("deadline", "schedule")


def test_clocks_and_their_last_days_stay_as_they_are(people: Cast) -> None:
    case = reported(people, "20")
    due = {run["clock"]: run["deadline"]["late_on"] for run in case.state["runs"] if run["stopped_at"] is None}
    assert due["whole"] == "2027-01-01"
    assert case.due_on == date(2026, 8, 20)
    assert case.late_on == DAYS[1]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"base_value": "10"}, (date(2026, 3, 25), date(2026, 6, 7))),
        ({"starts_on": date(2026, 7, 1)}, (date(2026, 9, 1), date(2026, 10, 7))),
        ({"unit_of_measure": "%"}, (None, None)),
        ({"target_relation": "<="}, (None, None)),
        ({"target_value": None}, (None, None)),
    ],
    ids=["from a base", "begun in July", "a rate", "an upper limit", "no target"],
)
def test_what_the_days_depend_on(people: Cast, fields: dict[str, Any], days: tuple[date | None, date | None]) -> None:
    case = reported(people, "20", **fields)
    assert (case.behind_near_on, case.behind_late_on) == days


def test_the_next_report_a_new_target_and_more_time_move_the_days(people: Cast) -> None:
    case = reported(people, "20")
    given = Given(values={"until": date(2027, 12, 31)}, words={"reason": "管网材料供应推迟，需要更多时间"})
    case = step(case, "ask_extension", people.handler, given, days=JULY)
    case = step(case, "grant_extension", people.supervisor, given, days=JULY)
    assert case.behind_near_on == date(2026, 9, 2)
    given = Given(values={"figure": True}, fields={"target_value": "40"})
    case = step(case, "refine", people.handler, given, days=JULY)
    assert case.behind_near_on == date(2027, 3, 13)
    case = told(case, people, "39", days=JULY)
    assert (case.behind_near_on, case.behind_late_on) == (None, None)
    assert case_light(case, date(2026, 7, 21)) == "on_time"


def test_what_was_handed_in_as_done_falls_no_further_behind(people: Cast) -> None:
    """While the completion is looked at the schedule is silent; sent back, it speaks again."""
    case = reported(people, "20")
    given = Given(words={"text": "已全部完成改造"}, attachments=EVIDENCE)
    case = step(case, "complete", people.head, given, days=JULY)
    assert (case.behind_near_on, case_light(case, date(2026, 7, 21))) == (None, "on_time")
    given = Given(words={"reason": "佐证材料与填报数据不一致"})
    case = step(case, "reject_completion", people.supervisor, given, days=JULY)
    assert (case.behind_near_on, case.behind_late_on) == DAYS


NEVER = date.max
APRIL, MAY, JUNE, SUMMER = (date(2026, month, 1) for month in (4, 5, 6, 7))


@pytest.mark.parametrize(
    ("deadline", "behind", "shown"),
    [
        ((None, None), (None, None), (None, None)),
        ((MAY, JUNE), (None, None), (MAY, JUNE)),
        ((MAY, JUNE), (APRIL, SUMMER), (APRIL, JUNE)),
        ((MAY, JUNE), (APRIL, None), (APRIL, JUNE)),
        ((None, None), (APRIL, SUMMER), (APRIL, SUMMER)),
        ((None, None), (APRIL, None), (APRIL, NEVER)),
    ],
    ids=["neither", "the deadline alone", "the earlier of both", "never far behind", "no clock", "no clock, never far"],
)
def test_the_earlier_day_of_both_rules_is_shown(deadline: Any, behind: Any, shown: Any) -> None:
    """Both days stand or neither: lists ask for both."""
    days = light_days(deadline, behind)
    assert (days["near_on"], days["late_on"]) == shown


def test_the_ledger_verifies_and_a_changed_day_is_found(people: Cast) -> None:
    case = reported(people, "20")
    assert verify().clean
    Case.objects.filter(pk=case.pk).update(behind_late_on=date(2026, 12, 1))
    (problem,) = verify().problems
    assert problem.code == "row"


def test_rows_of_before_are_filled_and_emptied(people: Cast) -> None:
    """The migration gives old rows what their events give; backwards it leaves the days of the deadlines."""
    case = reported(people, "20")
    other = reported(people, "60")
    done = Given(words={"text": "已全部完成改造"}, attachments=EVIDENCE)
    step(reported(people, "20"), "complete", people.head, done, days=JULY)
    names = ("pk", "near_on", "late_on", "behind_near_on", "behind_late_on")
    wanted = list(Case.objects.order_by("pk").values_list(*names))
    filled = import_module("huiyin.ledger.migrations.0013_lights_of_cases_behind")
    filled.empty(apps, None)
    case.refresh_from_db()
    assert (case.behind_late_on, case.late_on) == (None, date(2026, 8, 21))
    filled.fill(apps, None)
    assert list(Case.objects.order_by("pk").values_list(*names)) == wanted
    assert verify().clean
    image = image_of_rows(with_rows(Case.objects.filter(pk=other.pk)).get())
    assert behind_days(image) == (other.behind_near_on, other.behind_late_on)
    assert other.reached_value == Decimal(60)
    assert other.late_on is not None
    assert other.late_on - timedelta(days=1) == other.due_on
