"""Running suggestions of an older system come in at their stage, with their history as one event."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import TITLE, Bench, bench, seen
from tests.congress.test_suggestion_import import HEADS, line, plan

from huiyin.congress.suggestion_import_taking import take_in
from huiyin.ledger.models import Case, Event
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.verify import verify

pytestmark = pytest.mark.django_db
MORE = ("办理状态", "交办日期", "答复日期", "评价", "办理经过")
BEFORE = {
    "提出日期": (timezone.localdate() - timedelta(days=60)).isoformat(),
    "交办日期": (timezone.localdate() - timedelta(days=40)).isoformat(),
    "主办单位": "市住建局",
    "会办单位": "市财政局",
}
REPLIED = {**BEFORE, "答复日期": (timezone.localdate() - timedelta(days=5)).isoformat()}


def older(**cells: Any) -> list[Any]:
    """Return a row with the columns of an older system, too."""
    return [*line(**{name: cell for name, cell in cells.items() if name in HEADS}), *(cells.get(head) for head in MORE)]


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people)


STATES = [
    ("待交办", BEFORE, "registered", False),
    ("已交办", BEFORE, "assigned", False),
    ("办理中", BEFORE, "handling", False),
    ("已退回", BEFORE, "returned", False),
    ("已答复", REPLIED, "replied", False),
    ("已评价", {**REPLIED, "评价": "基本满意"}, "evaluated", False),
    ("重新办理", {**REPLIED, "评价": "不满意"}, "rehandling", False),
    ("已办结", {**REPLIED, "评价": "满意"}, "closed", True),
    ("已办结", REPLIED, "closed", True),
]


@pytest.mark.parametrize(
    ("state", "cells", "stage", "closed"), STATES, ids=[f"{each[0]}-{n}" for n, each in enumerate(STATES)]
)
def test_an_item_comes_in_at_its_stage(
    client: Client, sits: Bench, people: Cast, state: str, cells: dict[str, Any], stage: str, closed: bool
) -> None:
    found = plan(sits, older(**cells, 办理状态=state, 办理经过="已现场踏勘两次"), more=MORE)
    assert [(row.act, row.problems) for row in found.rows] == [("file", [])]
    assert take_in(congress=sits.congress, plan=found, by=seen(people.secretary)) == 1
    case = Case.objects.get()
    assert (case.stage, case.closed) == (stage, closed)
    assert case.lead_unit == (people.housing if stage != "registered" else None)
    events = Event.objects.filter(stream_key=case.key).order_by("position")
    assert [event.type for event in events] == ["case.opened", "case.imported"]
    assert "踏勘" not in str(events[1].payload)
    assert image_of_events(case.key) == image_of_rows(case)
    assert case.evaluations.count() == ("评价" in cells)
    if stage == "handling":
        assert case.issued_on is not None
        assert case.issued_on.isoformat() == BEFORE["交办日期"]
        assert "登记表所列" not in str(case.filing.wish)
    client.force_login(people.secretary)
    page = client.get(reverse("case", args=[case.key]))
    assert (page.status_code, "已现场踏勘两次" in page.content.decode()) == (200, True)
    assert not verify().problems


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"办理状态": "搁置"}, "state"),
        ({"办理状态": "办理中", "交办日期": None}, "assigned_on"),
        ({"办理状态": "已答复", "答复日期": None}, "replied_on"),
        ({"办理状态": "办理中", "主办单位": None}, "state_lead"),
        ({"办理状态": "办理中", "主办单位": "市气象台"}, "state_unit"),
        ({"办理状态": "已答复", "答复日期": BEFORE["提出日期"]}, "days_order"),
        ({"办理状态": "已评价", "评价": "一般"}, "evaluation"),
        ({"办理状态": "已评价"}, "state_rules"),
    ],
)
def test_a_history_that_is_unclear_is_refused(sits: Bench, cells: dict[str, Any], problem: str) -> None:
    (row,) = plan(sits, older(**{**REPLIED, **cells}), more=MORE).rows
    assert row.act == "refuse"
    assert problem in [code for code, _words in row.problems]


def test_a_row_without_a_state_is_new(sits: Bench, people: Cast) -> None:
    take_in(congress=sits.congress, plan=plan(sits, older(), more=MORE), by=seen(people.secretary))
    assert (Case.objects.get().stage, Case.objects.get().title) == ("filed", TITLE)
    assert Event.objects.filter(type="case.imported").count() == 0
