"""A late milestone (阶段节点) is late everywhere; a clock that stands still makes nothing late meanwhile."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import F
from django.test import Client
from tests.cast import Cast
from tests.ledger.works import EVIDENCE, opened, seen_by, step

from huiyin.ledger import desk
from huiyin.ledger.cases import Given
from huiyin.ledger.lights import LISTED, case_light, causes, listed_light
from huiyin.ledger.listing import Filters, listed
from huiyin.ledger.models import Case, Notice
from huiyin.ledger.notices import watch_deadlines
from huiyin.ledger.statistics import statistics
from huiyin.ledger.verify import verify
from huiyin.web.lights import why

pytestmark = pytest.mark.django_db
SITE = {"aim": "完成选址", "due_on": "2026-03-20", "done_on": ""}
ROOF = {"aim": "主体封顶", "due_on": "2026-10-31", "done_on": ""}
NEAR, DUE, LATE = date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 23)


def handled(people: Cast, due_on: date = date(2026, 12, 31), **fields: Any) -> Case:
    given = Given(unit=people.housing, values={"due_on": due_on})
    return step(step(opened(people, **fields), "assign", people.supervisor, given), "accept", people.handler)


def completed(people: Cast, due_on: date, *, days: int) -> Case:
    """Return a case that was handed in as done, and waits for somebody to confirm that."""
    done = Given(words={"text": "已全部完成改造"}, attachments=EVIDENCE)
    return step(handled(people, due_on), "complete", people.head, done, days=days)


@pytest.mark.parametrize(
    ("today", "light", "late", "soon", "waits"),
    [
        (date(2026, 3, 12), "no_word", 0, 0, 0),
        (NEAR, "near", 0, 1, 1),
        (DUE, "near", 0, 1, 1),
        (date(2026, 3, 21), "late", 1, 0, 1),
        (LATE, "late", 1, 0, 1),
    ],
    ids=["before", "near", "on its day", "the day after", "late"],
)
def test_a_milestone_counts_where_last_days_count(
    people: Cast, today: date, light: str, late: int, soon: int, waits: int
) -> None:
    """List, statistics and desks of unit and supervisor say the same of it."""
    case = handled(people, milestones=[SITE, ROOF])
    assert listed_light(case, today) == light
    assert causes(case, today) == (("milestone",) if light != "no_word" else ())
    viewer = seen_by(people.supervisor, today)
    found = {code: listed(viewer, Filters(light=code), today=today).count() for code in LISTED}
    assert found == {code: int(code == light) for code in LISTED}
    (scheme,) = statistics(viewer, Filters(), by="unit", today=today).schemes
    assert {code: scheme.total[code] for code in LISTED} == found
    for person in (people.supervisor, people.handler):
        seen = seen_by(person, today)
        assert desk.late(seen, today=today).count() == late
        assert desk.due_soon(seen, today=today)[0].count() == soon
    assert desk.waiting_for(seen_by(people.handler, today), today=today).count() == waits


def test_the_next_milestone_gives_the_light_once_one_is_done(people: Cast) -> None:
    case = handled(people, milestones=[SITE, ROOF])
    assert (case.milestone_near_on, case.milestone_on) == (NEAR, DUE)
    given = Given(values={"form": "on_schedule", "milestones_done": ["完成选址"]})
    case = step(case, "report", people.handler, given, days=20)
    assert case.milestone_on == date(2026, 10, 31)
    assert case_light(case, LATE) == "on_time"


def test_before_it_is_handed_over_and_after_it_is_handed_in_no_milestone_speaks(people: Cast) -> None:
    draft = opened(people, milestones=[SITE])
    assert draft.milestone_on is None
    done = Given(words={"text": "已全部完成改造"}, attachments=EVIDENCE)
    case = step(handled(people, milestones=[SITE]), "complete", people.head, done, days=1)
    assert (case.milestone_on, case_light(case, LATE)) == (
        None,
        "late" if case.late_on and case.late_on <= LATE else "on_time",
    )


def test_a_milestone_is_told_once_at_each_of_its_turns(people: Cast) -> None:
    """The unit is told that it is near, today and late, both supervisors that it is late."""
    handled(people, milestones=[SITE])
    told = []
    for today in (date(2026, 3, 12), NEAR, DUE, LATE, LATE):
        before = set(Notice.objects.values_list("pk", flat=True))
        watch_deadlines(today=today)
        fresh = Notice.objects.exclude(pk__in=before).filter(values__milestone=True)
        told.append(sorted({(row.code, row.account.name) for row in fresh.select_related("account")}))
    unit = sorted((people.handler.name, people.head.name))
    assert told == [
        [],
        [("near", name) for name in unit],
        [("due_today", name) for name in unit],
        sorted(("late", name) for name in (*unit, people.supervisor.name, people.second_supervisor.name)),
        [],
    ]


def test_the_desk_names_the_milestone(client: Client, people: Cast) -> None:
    """The page of the desk says what was to stand by when, and of the light that a milestone gives it."""
    case = handled(people, milestones=[{**SITE, "due_on": "2020-03-20"}])
    client.force_login(people.supervisor)
    page = client.get("/desk/").content.decode()
    assert "阶段节点：完成选址" in page
    assert why(case, LATE).rules == "阶段节点"
    assert "阶段节点“完成选址”限 2020年3月20日，逾期一年以上。" in page


@pytest.mark.parametrize(
    ("due_on", "light"),
    [(date(2026, 3, 31), "on_time"), (date(2026, 3, 5), "on_time"), (date(2026, 3, 3), "late")],
    ids=["long before", "near its end", "late already"],
)
def test_a_clock_that_stands_still_makes_nothing_late(people: Cast, due_on: date, light: str) -> None:
    """Handed in on 4 March in time, a task waits for the confirmation of others, and does not get late by that."""
    case, today = completed(people, due_on, days=2), date(2026, 3, 10)
    assert case_light(case, today) == light
    viewer = seen_by(people.supervisor, today)
    assert listed(viewer, Filters(light="late"), today=today).count() == int(light == "late")
    (scheme,) = statistics(viewer, Filters(), by="unit", today=today).schemes
    assert scheme.total["late"] == int(light == "late")
    assert desk.late(viewer, today=today).count() == int(light == "late")


def test_a_clock_that_stood_still_says_since_when(people: Cast) -> None:
    case = completed(people, date(2026, 3, 3), days=2)
    assert why(case, date(2026, 3, 10)).lines[0] == "全程限 3月3日，3月4日起暂停计时，当时逾 1 个工作日。"


def test_rows_of_before_get_the_light_that_they_have(people: Cast) -> None:
    """The migration gives old rows what their events give."""
    handled(people, milestones=[SITE, ROOF])
    completed(people, date(2026, 3, 5), days=2)
    completed(people, date(2026, 3, 3), days=2)
    names = ("pk", "due_on", "near_on", "late_on", "milestone_near_on", "milestone_on")
    wanted = list(Case.objects.order_by("pk").values_list(*names))
    Case.objects.update(milestone_on=None, milestone_near_on=None, late_on=F("changed_at"), due_on=None)
    filled = import_module("huiyin.ledger.migrations.0015_lights_of_milestones_and_pauses")
    filled.fill(apps, None)
    assert list(Case.objects.order_by("pk").values_list(*names)) == wanted
    assert verify().clean
