"""A desk shows what waits for its person; a step for many is taken by those that can, each on its own."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.cast import Cast
from tests.ledger.test_rules import OWN
from tests.ledger.works import AT, TODAY, assigned, opened, seen_by, step

from huiyin.ledger import bulk, desk, policies, rules
from huiyin.ledger.cases import Given
from huiyin.ledger.models import Case

pytestmark = pytest.mark.django_db
REASON = {"reason": "供热管理职责已划入另一单位办理"}


def waits(people: Cast, who: str, today: date = TODAY) -> list[Case]:
    return list(desk.waiting_for(seen_by(getattr(people, who)), today=today))


@pytest.mark.parametrize(
    ("steps", "who"),
    [
        ((), {"supervisor", "second_supervisor"}),
        (("assign",), {"handler", "head", "co_handler"}),
        (("assign", "send_back"), {"supervisor", "second_supervisor"}),
        (("assign", "accept"), {"co_handler"}),
        (
            ("assign", "accept", "ask_extension"),
            {"supervisor", "second_supervisor", "leader", "handler", "head", "co_handler"},
        ),
        (("assign", "accept", "ask_refinement"), {"handler", "head", "co_handler"}),
        (("assign", "accept", "opinion"), set()),
        (("propose",), {"district_leader"}),
    ],
    ids=[
        "draft",
        "assigned",
        "returned",
        "handling",
        "extension asked",
        "refinement asked",
        "opinion given",
        "proposed",
    ],
)
def test_it_waits_for_whose_turn_it_is(people: Cast, steps: tuple[str, ...], who: set[str]) -> None:
    given = {
        "assign": (people.supervisor, Given(unit=people.housing, co_units=[people.finance])),
        "send_back": (people.handler, Given(words=REASON)),
        "accept": (people.handler, Given()),
        "ask_extension": (people.handler, Given(words=REASON, values={"until": date(2027, 1, 31)})),
        "ask_refinement": (people.supervisor, Given()),
        "opinion": (people.co_handler, Given(words={"text": "同意"}, values={"unit_key": people.finance.key})),
        "propose": (people.supervisor, Given(government=people.district_government)),
    }
    case = opened(people)
    for action in steps:
        case = step(case, action, *given[action])
    everybody = ("supervisor", "second_supervisor", "handler", "head", "co_handler", "leader", "district_leader")
    everybody += ("secretary", "analyst", "auditor", "deputy", "administrator", "nobody")
    assert {name for name in everybody if waits(people, name)} == who


def test_a_task_in_handling_waits_for_its_unit_when_a_last_day_comes_near(people: Cast) -> None:
    case = step(assigned(people), "accept", people.handler)
    assert waits(people, "handler") == []
    assert waits(people, "handler", date(2026, 4, 1)) == [case]


def test_due_soon_and_late_are_told_apart(people: Cast) -> None:
    case = assigned(people)
    viewer = seen_by(people.supervisor)
    soon, until = desk.due_soon(viewer, today=TODAY)
    assert (list(soon), until, list(desk.late(viewer, today=TODAY))) == ([case], date(2026, 3, 9), [])
    assert list(desk.late(viewer, today=date(2026, 3, 10))) == [case]
    assert desk.next_due(viewer, today=TODAY) == case


def test_changes_since_a_visit_are_those_of_others(people: Cast) -> None:
    case = assigned(people)
    assert desk.visit(people.supervisor.pk, at=AT + timedelta(minutes=1)) is None
    step(case, "accept", people.handler, days=1)
    since = desk.visit(people.supervisor.pk, at=AT + timedelta(days=1, hours=1))
    assert since == AT + timedelta(minutes=1)
    assert isinstance(since, datetime)
    events = desk.changes(seen_by(people.supervisor), since=since)
    assert [event.type for event in events] == ["commitment.accepted"]
    assert not desk.changes(seen_by(people.handler), since=since).exists()


def test_reloading_a_desk_keeps_what_is_new(people: Cast) -> None:
    desk.visit(people.supervisor.pk, at=AT)
    later = AT + timedelta(hours=2)
    assert desk.visit(people.supervisor.pk, at=later) == AT
    assert desk.visit(people.supervisor.pk, at=later + timedelta(minutes=5)) == AT


def test_the_standing_counts_every_task_once(people: Cast) -> None:
    assigned(people)
    step(assigned(people), "accept", people.handler)
    opened(people)
    found = desk.standing(seen_by(people.supervisor), year=2026, today=date(2026, 3, 10))
    assert found.total == 2
    assert sum(found.by_light.values()) == 2
    assert found.by_light["late"] == 1


def test_a_step_for_many_says_who_can_and_takes_each_on_its_own(people: Cast) -> None:
    one, two, three = assigned(people), assigned(people), opened(people)
    viewer = seen_by(people.supervisor)
    split = bulk.who_can(cases=[one, two, three], action="remind", viewer=viewer, at=AT)
    assert (split.can, split.cannot) == ([one, two], [(three, "wrong_stage")])
    step(two, "accept", people.handler)
    versions = {case.key: case.version for case in (one, two, three)}
    taken = bulk.act_on_many(
        cases=[one, two, three],
        action="remind",
        given=Given(words={"text": "请抓紧签收"}),
        by=viewer,
        at=AT,
        versions=versions,
    )
    assert taken.done == [one]
    assert [(case, error.code) for case, error in taken.refused] == [(two, "stale"), (three, "step.wrong_stage")]


def test_which_stage_is_work_in_hand_is_said_by_the_rules(people: Cast) -> None:
    """A place may want its units told of what they handle all the time; versions of before have no word of it."""
    case = step(assigned(people), "accept", people.handler)
    assert waits(people, "handler") == []
    always = WORKED_ON.replace("true", "false") + "[stages.assigned]\nin_work = true\n"
    found = rules.load_policy(text=always, name="own.toml", by=seen_by(people.administrator), at=AT)
    Case.objects.filter(pk=case.pk).update(policy=found.id, policy_version=found.version)
    assert waits(people, "handler") == [case]
    general = policies.current_policy("commitment.general")
    silent = tuple(replace(each, in_work=False) for each in general.stages)
    assert replace(general, stages=silent).in_work == general.in_work == {"handling"}
    policies.forget_loaded()


WORKED_ON = (
    OWN
    + """
[stages.handling]
in_work = true
"""
)
