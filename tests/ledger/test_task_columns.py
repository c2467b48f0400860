"""What the 台账 says of a task can be said when it is handed out, and amended while it runs, with its trail."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Cast
from tests.ledger.works import EVIDENCE, assigned, brought_to, opened, step

from huiyin.errors import StepRefused
from huiyin.ledger.cases import Given
from huiyin.ledger.filling import given_of
from huiyin.ledger.milestones import Milestone, kept
from huiyin.ledger.models import Case, Event
from huiyin.ledger.people_said import said_of
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db


def filled(case: Case, action: str, by: Account, **values: Any) -> Case:
    return step(case, action, by, given_of(case, action, values), at=case.changed_at)


def in_part(case: Case, part: str) -> list[str]:
    return [row.unit.short_name for row in case.parties.filter(part=part, active=True).order_by("pk")]


def test_a_task_is_handed_out_with_its_leader_and_responsible_units(people: Cast) -> None:
    case = filled(
        opened(people),
        "assign",
        people.supervisor,
        unit=people.housing,
        responsible_units=[people.finance],
        task_leader=people.leader.key,
        category="城乡建设",
        starts_on=date(2026, 3, 1),
    )
    assert (case.leader, case.category, case.starts_on) == (people.leader.key, "城乡建设", date(2026, 3, 1))
    assert in_part(case, "responsible_unit") == ["市财政局"]
    assert image_of_events(case.key) == image_of_rows(case)


@pytest.mark.parametrize("stage", ["draft", "assigned", "handling"])
def test_a_task_can_be_amended_at_any_time(people: Cast, stage: str) -> None:
    case = brought_to(people, stage)
    goal = Milestone("完成选址", date(2026, 6, 30))
    case = filled(case, "amend", people.supervisor, base_value=Decimal(60), milestones=[goal], category="城乡建设")
    case = filled(case, "amend", people.supervisor, responsible_units=[people.finance], task_leader=people.leader.key)
    assert (case.base_value, case.category, case.leader) == (Decimal(60), "城乡建设", people.leader.key)
    assert (case.stage, kept(case.milestones)) == (stage, (goal,))
    case = filled(case, "amend", people.supervisor, responsible_units=[people.office])
    assert in_part(case, "responsible_unit") == ["市政府办公室"]
    assert Event.objects.filter(stream_key=case.key, type="commitment.amended").count() == 3
    assert image_of_events(case.key) == image_of_rows(case)


def test_an_amendment_that_changes_nothing_is_refused(people: Cast) -> None:
    case = filled(brought_to(people, "handling"), "amend", people.supervisor, base_value=Decimal(60))
    for values in ({}, {"base_value": Decimal(60)}):
        with pytest.raises(StepRefused, match=r"step\.nothing_given"):
            filled(case, "amend", people.supervisor, **values)


def test_only_who_hands_out_amends(people: Cast) -> None:
    with pytest.raises(StepRefused, match=r"step\.wrong_role"):
        filled(brought_to(people, "handling"), "amend", people.handler, category="其他")


def test_a_target_is_refined_with_its_base_value(people: Cast) -> None:
    figure = {"indicator": "里程", "target_value": Decimal(90), "base_value": Decimal(10), "unit_of_measure": "公里"}
    case = filled(brought_to(people, "handling"), "refine", people.handler, figure=figure)
    assert (case.target_value, case.base_value) == (Decimal(90), Decimal(10))


def test_the_lead_unit_names_its_contact_and_reports_milestones(people: Cast) -> None:
    case = filled(brought_to(people, "handling"), "name_contact", people.head, contact=people.handler.key)
    goals = [Milestone("完成选址", date(2026, 6, 30)), Milestone("主体封顶", date(2026, 12, 31))]
    case = filled(case, "amend", people.supervisor, milestones=goals)
    case = filled(
        case,
        "report",
        people.handler,
        period="2026-03",
        form="on_schedule",
        milestones_done=["完成选址"],
        said="已选址",
    )
    assert case.contact == people.handler.key
    assert [each.done_on is not None for each in kept(case.milestones)] == [True, False]
    assert image_of_events(case.key) == image_of_rows(case)


def test_the_ledger_says_who_leads_who_supervised_and_who_closed(people: Cast) -> None:
    case = step(assigned(people, leader=people.leader.key), "accept", people.handler)
    case = step(case, "remind", people.supervisor, Given(words={"text": "请抓紧选址"}))
    case = step(case, "remind", people.supervisor)
    other = opened(people)
    case = step(case, "complete", people.head, Given(words={"text": "全部完成"}, attachments=EVIDENCE))
    case = step(case, "confirm", people.second_supervisor, Given(values={"outcome": "kept"}))
    said = said_of([case, other])
    assert (said[case.pk].leader, said[case.pk].supervision, said[case.pk].closed_by) == (
        "程以宁", "请抓紧选址", "沈知微",
    )  # fmt: skip
    assert (said[other.pk].leader, said[other.pk].supervision, said[other.pk].closed_by) == ("", "", "")
