"""Tasks are made of confirmed commitments and filled from the text alone; a delegation's are proposed."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import Cast
from tests.ledger.works import (
    AT,
    SPANS,
    a_measure,
    a_source,
    a_statement,
    assigned,
    opened,
    seen_by,
    statements,
    step,
)

from huiyin.errors import LedgerError
from huiyin.ledger.cases import Given
from huiyin.ledger.models import Case, Event, Statement
from huiyin.ledger.numbers import next_number
from huiyin.ledger.policies import current_policy
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.tasks import candidates, make_tasks, propose_commitments, task_title

pytestmark = pytest.mark.django_db


def test_a_task_is_filled_from_its_statement(people: Cast) -> None:
    row = statements(people)["figure"]
    made = make_tasks(statements=[row], by=seen_by(people.supervisor), at=AT)
    (case,) = made.made
    assert (case.title, case.number, case.stage) == (
        "2026年，改造老旧小区供热二次管网85公里以上",
        "任务 2026-001",
        "draft",
    )
    assert (case.indicator, case.target_relation, case.target_value, case.unit_of_measure) == (
        "供热二次管网",
        ">=",
        Decimal(85),
        "公里",
    )
    assert (case.vague, case.topics, case.starts_on) == (False, ["utilities"], date(2026, 1, 1))
    passage = case.entry.passages.get()
    assert passage.quote == row.text
    assert image_of_events(case.key) == image_of_rows(case)


def test_what_the_text_lacks_stays_empty_and_is_to_be_refined(people: Cast) -> None:
    (case,) = make_tasks(statements=[statements(people)["vague"]], by=seen_by(people.supervisor), at=AT).made
    assert (case.vague, case.target_value, case.indicator, case.end_state) == (True, None, "", "")


def test_a_statement_becomes_a_task_once(people: Cast) -> None:
    row = statements(people)["figure"]
    viewer = seen_by(people.supervisor)
    (case,) = make_tasks(statements=[row], by=viewer, at=AT).made
    again = make_tasks(statements=[row], by=viewer, at=AT)
    assert (again.made, again.present) == ([], [(row, case)])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "achievement"}, "not_commitment"),
        ({"state": Statement.State.DRAFT}, "not_confirmed"),
        ({"gone": True}, "gone"),
        ({"speaker": "临溪代表团"}, "voiced"),
    ],
    ids=["another kind", "unconfirmed", "withdrawn", "voiced by a delegation"],
)
def test_what_cannot_become_a_task_says_why(people: Cast, change: dict[str, object], code: str) -> None:
    row = a_statement(a_source(people), SPANS["figure"], measures=[a_measure()], **change)
    made = make_tasks(statements=[row], by=seen_by(people.supervisor), at=AT)
    assert (made.made, made.refused) == ([], [(row, code)])


def test_nobody_makes_tasks_for_another_house(people: Cast) -> None:
    row = a_statement(a_source(people, house="congress"), SPANS["figure"])
    with pytest.raises(LedgerError, match=r"task\.house"):
        make_tasks(statements=[row], by=seen_by(people.supervisor), at=AT)
    assert not Case.objects.exists()


def test_numbers_count_up_in_a_place_and_a_year(people: Cast) -> None:
    rules = current_policy("commitment.general")
    assert next_number(rules, place=people.city, year=2026) == "任务 2026-001"
    for number in ("任务 2026-999", "任务 2026-1000", "任务 2026-V07"):
        opened(people, number=number)
    assert next_number(rules, place=people.city, year=2026) == "任务 2026-1001"
    assert next_number(rules, place=people.district, year=2026) == "任务 2026-001"
    assert next_number(rules, place=people.city, year=2027) == "任务 2027-001"
    assert next_number(rules, place=people.city, year=None) == ""


def test_a_vague_task_asks_its_lead_unit_to_refine_it_when_it_is_assigned(people: Cast) -> None:
    case = assigned(people, vague=True, target_value=None)
    assert case.state["pending"] == ["ask_refinement"]
    given = Given(values={"figure": True}, fields={"target_value": "12", "unit_of_measure": "项"})
    case = step(case, "refine", people.handler, given)
    assert (case.vague, case.target_value, case.state["pending"]) == (False, Decimal(12), [])
    assert image_of_events(case.key) == image_of_rows(case)


def voiced(people: Cast) -> Statement:
    source = a_source(people, text_kind="deliberation", text="临溪区将新建社区食堂4座。", title="审议发言摘要")
    return a_statement(source, (0, 12), speaker="临溪代表团", measures=[a_measure(value=4, unit="座")])


def test_a_commitment_of_a_delegation_is_proposed_to_the_government_of_its_place(people: Cast) -> None:
    row = voiced(people)
    (candidate,) = candidates([row])
    assert (candidate.code, candidate.government) == ("voiced", people.district_government)
    viewer = seen_by(people.supervisor)
    made = propose_commitments(statements=[row], government=people.district_government, by=viewer, at=AT)
    (case,) = made.made
    assert (case.stage, case.number) == ("proposed", "")
    assert propose_commitments(statements=[row], government=people.district_government, by=viewer, at=AT).present
    case = step(case, "take_up", people.district_leader)
    assert (case.place, case.number, case.stage) == (people.district, "任务 2026-001", "draft")
    assert image_of_events(case.key) == image_of_rows(case)


def test_only_a_government_can_be_proposed_to(people: Cast) -> None:
    with pytest.raises(LedgerError, match=r"task\.government"):
        propose_commitments(
            statements=[voiced(people)], government=people.housing, by=seen_by(people.supervisor), at=AT
        )


def test_who_proposed_may_go_on_reading_what_became_of_it(people: Cast) -> None:
    viewer = seen_by(people.supervisor)
    made = propose_commitments(statements=[voiced(people)], government=people.district_government, by=viewer, at=AT)
    case = step(made.made[0], "take_up", people.district_leader)
    assert visible_cases(viewer).get() == case


def test_what_is_rolled_over_goes_on_as_next_years_case_of_the_same_entry(people: Cast) -> None:
    case = step(assigned(people), "accept", people.handler)
    given = Given(words={"reason": "管网材料停产，结转下年续建"}, values={"outcome": "partly", "year": 2027})
    case = step(case, "roll_over", people.supervisor, given)
    following = Case.objects.get(previous=case)
    assert (following.entry, following.year, following.number, following.stage) == (
        case.entry,
        2027,
        "任务 2027-001",
        "draft",
    )
    assert (following.target_value, following.reached_value) == (Decimal(85), None)
    assert Event.objects.get(stream_key=following.key).payload["rolled_from"] == case.key


def test_a_report_sets_the_value_and_the_light_against_the_schedule(people: Cast) -> None:
    case = step(assigned(people), "accept", people.handler)
    given = Given(values={"form": "behind"}, report={"period": "2026-09", "value": "20", "form": "behind"})
    case = step(case, "report", people.handler, given, days=200)
    assert (case.reached_value, case.progress_light) == (Decimal(20), "late")
    assert image_of_events(case.key) == image_of_rows(case)


@pytest.mark.parametrize(
    ("text", "title"),
    [("，建成4座。", "建成4座"), ("甲" * 400, "甲" * 299 + "…")],
    ids=["marks at the edges", "too long"],
)
def test_a_title_is_the_statements_own_words(text: str, title: str) -> None:
    assert task_title(Statement(text=text)) == title
