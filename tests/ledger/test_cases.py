"""A commitment task goes its whole way through `act`, and its rows are what its events add up to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Cast

from huiyin.errors import StaleWrite, StepRefused
from huiyin.ledger.cases import Given, act, actor_of, open_case, possible_steps
from huiyin.ledger.models import Case, Event, Note
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Account
from huiyin.people.viewer import Viewer, viewer_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
EVIDENCE = ({"attachment": "f" * 14, "sha256": "0" * 64},)
pytestmark = pytest.mark.django_db


def seen_by(account: Account) -> Viewer:
    return viewer_of(account, today=TODAY)


def opened(people: Cast) -> Case:
    return open_case(
        kind="commitment",
        policy_id="commitment.general",
        house="government",
        place=people.city,
        title="改造老旧小区供热二次管网85公里",
        year=2026,
        number="任务 2026-061",
        fields={"indicator": "改造里程", "unit_of_measure": "公里", "target_value": "85", "target_relation": ">="},
        by=actor_of(seen_by(people.supervisor)),
        at=AT,
    )


def step(case: Case, action: str, by: Account, given: Given | None = None, *, days: int = 0) -> Case:
    at = AT + timedelta(days=days)
    return act(case=case, action=action, given=given or Given(), by=seen_by(by), at=at, expected=case.version)


def assigned(people: Cast) -> Case:
    given = Given(unit=people.housing, co_units=[people.finance], values={"due_on": date(2026, 12, 31)})
    return step(opened(people), "assign", people.supervisor, given)


def test_the_whole_way_of_a_task(people: Cast) -> None:
    case = assigned(people)
    assert (case.stage, case.lead_unit, case.issued) == ("assigned", people.housing, True)
    case = step(case, "accept", people.handler, days=1)
    report = Given(
        words={"said": "完成24.6公里"}, values={"form": "on_schedule"}, report={"period": "2026-03", "value": "24.6"}
    )
    case = step(case, "report", people.handler, report, days=2)
    assert [(row.period, str(row.value)) for row in case.reports.all()] == [("2026-03", "24.600000")]
    case = step(case, "complete", people.head, Given(words={"text": "全部完成"}, attachments=EVIDENCE), days=3)
    case = step(case, "confirm", people.supervisor, Given(values={"outcome": "kept"}), days=4)
    assert (case.stage, case.closed, case.outcome) == ("closed", True, "kept")
    assert case.closed_at is not None
    assert image_of_events(case.key) == image_of_rows(case)


def test_a_step_of_another_role_is_refused(people: Cast) -> None:
    with pytest.raises(StepRefused) as caught:
        step(assigned(people), "accept", people.co_handler)
    assert caught.value.code == "step.wrong_role"


def test_a_stale_page_changes_nothing(people: Cast) -> None:
    case = assigned(people)
    step(case, "accept", people.handler)
    with pytest.raises(StaleWrite):
        act(case=case, action="remind", given=Given(), by=seen_by(people.supervisor), at=AT, expected=case.version)


def test_what_was_typed_is_a_note_and_not_in_the_event(people: Cast) -> None:
    case = step(
        assigned(people), "send_back", people.handler, Given(words={"reason": "供热管理职责已划入另一单位办理"})
    )
    event = Event.objects.filter(stream_key=case.key).latest("position")
    assert "供热" not in str(event.payload)
    assert Note.objects.get(key=event.payload["notes"]["reason"]["note"]).body.startswith("供热")


def test_who_sees_a_draft_and_who_an_issued_case(people: Cast) -> None:
    draft = opened(people)
    assert visible_cases(seen_by(people.supervisor)).get() == draft
    for account in (people.handler, people.secretary, people.analyst, people.deputy, people.nobody):
        assert not visible_cases(seen_by(account)).exists()
    given = Given(unit=people.housing, values={"due_on": date(2026, 12, 31)})
    step(draft, "assign", people.supervisor, given)
    assert visible_cases(seen_by(people.handler)).get() == draft
    assert not visible_cases(seen_by(people.co_handler)).exists()


def test_a_commitment_of_a_district_is_a_task_only_when_its_government_takes_it_up(people: Cast) -> None:
    case = step(opened(people), "propose", people.supervisor, Given(government=people.district_government))
    with pytest.raises(StepRefused):
        step(case, "take_up", people.leader)
    assert [each.action for each in possible_steps(case, seen_by(people.district_leader), at=AT)] == [
        "take_up",
        "decline",
    ]
    case = step(case, "take_up", people.district_leader)
    assert (case.place, case.stage) == (people.district, "draft")
    assert image_of_events(case.key) == image_of_rows(case)
