"""A case moved to another version of its rules: an event with the reason and the days before; rows that follow."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.cast import Cast
from tests.ledger.test_rules import OWN
from tests.ledger.works import assigned, brought_to, opened, seen_by, step

from huiyin.errors import LedgerError, StaleWrite, StepRefused
from huiyin.ledger import moving, policies, rules
from huiyin.ledger.cases import Given
from huiyin.ledger.models import Case, Event
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.trail import trail_of
from huiyin.ledger.verify import verify
from huiyin.policy import Policy, load
from huiyin.web.cases.trail import action_words, trail_shown

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 1, tzinfo=UTC)
WHY = "督查工作规程修订，按新规办理"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a test loads is gone with its database."""
    yield
    policies.forget_loaded()


def own(people: Cast, text: str = OWN) -> Policy:
    return rules.load_policy(text=text, name="own.toml", by=seen_by(people.administrator), at=AT)


def test_a_case_is_moved_with_its_reason_and_its_days_before_and_after(people: Cast) -> None:
    """Signing until 9 March by the general rules, until 5 March by the place's own; nothing else moves."""
    case = assigned(people)
    assert (case.due_on, case.policy) == (date(2026, 3, 9), "commitment.general")
    found = own(people)
    preview = moving.preview_move(case, found, at=AT)
    assert preview.changes == (moving.Change("accept", people.housing.key, date(2026, 3, 9), date(2026, 3, 5)),)
    general = case.policy_version
    moved = moving.move_case(
        case=case, to=found, reason=WHY, by=seen_by(people.supervisor), at=AT, expected=case.version
    )
    assert (moved.due_on, moved.policy, moved.policy_version) == (date(2026, 3, 5), found.id, found.version)
    assert (moved.stage, moved.turn, moved.lead_unit, moved.number) == (
        case.stage, case.turn, people.housing, case.number,
    )  # fmt: skip
    event = Event.objects.filter(stream_key=case.key).latest("position")
    assert (event.type, event.actor) == ("case.policy_moved", people.supervisor.key)
    assert event.payload["from"] == {"policy": "commitment.general", "policy_version": general}
    assert event.payload["moved"] == {"policy": found.id, "policy_version": found.version}
    before = event.payload["before"][f"accept:{people.housing.key}:1"]
    assert (before["due_on"], before["reasons"][0]["code"]) == ("2026-03-09", "start")
    assert image_of_events(case.key) == image_of_rows(Case.objects.get(pk=case.pk))
    assert verify().problems == []


def test_who_may_move_a_case(people: Cast) -> None:
    """The office of its house and the place's administrator; no unit, no other house, nobody who only reads."""
    case = assigned(people)
    found = own(people)
    told = {"case": case, "to": found, "reason": WHY, "at": AT}
    for who in (people.handler, people.head, people.secretary, people.auditor, people.leader):
        with pytest.raises(StepRefused, match=r"step\.wrong_role"):
            moving.move_case(by=seen_by(who), **told)
    assert moving.move_case(by=seen_by(people.administrator), **told).policy == found.id


def test_what_cannot_be_moved_stays_as_it_is(people: Cast) -> None:
    """A closed case, one that somebody else changed, too short a reason, rules of another type or none at all."""
    by, found = seen_by(people.supervisor), own(people)
    closed = brought_to(people, "closed")
    with pytest.raises(StepRefused, match=r"step\.move_closed"):
        moving.move_case(case=closed, to=found, reason=WHY, by=by, at=AT)
    case = assigned(people)
    told = {"case": case, "by": by, "at": AT}
    with pytest.raises(StaleWrite):
        moving.move_case(to=found, reason=WHY, expected=case.version - 1, **told)
    with pytest.raises(StepRefused, match=r"step\.need_short"):
        moving.move_case(to=found, reason="  新规  ", **told)
    with pytest.raises(LedgerError, match=r"move\.unknown"):
        moving.move_case(to=load("suggestion.general"), reason=WHY, **told)
    with pytest.raises(LedgerError, match=r"move\.same"):
        moving.move_case(to=policies.policy_version(case.policy, case.policy_version), reason=WHY, **told)
    assert not Event.objects.filter(type="case.policy_moved").exists()


def test_many_are_moved_and_one_that_is_refused_holds_up_no_other(people: Cast) -> None:
    first, second, other = assigned(people), assigned(people), opened(people, place=people.district)
    found = own(people)
    waiting = moving.behind(moving.movable_cases(seen_by(people.supervisor)), found)
    assert {case.pk for case in waiting} == {first.pk, second.pk}
    versions = {first.key: first.version, second.key: second.version - 1}
    told = {"to": found, "reason": WHY, "by": seen_by(people.supervisor), "at": AT}
    done = moving.move_many(cases=waiting, versions=versions, **told)
    assert [case.pk for case in done.done] == [first.pk]
    assert [(case.pk, error.code) for case, error in done.refused] == [(second.pk, "stale")]
    assert Case.objects.get(pk=other.pk).policy == "commitment.general"
    assert {case.pk for case in moving.behind(moving.movable_cases(seen_by(people.supervisor)), found)} == {second.pk}


def test_a_case_goes_on_under_the_rules_to_which_it_was_moved(people: Cast) -> None:
    """The next step asks the new rules: signing is over a day after their last day."""
    case = moving.move_case(case=assigned(people), to=own(people), reason=WHY, by=seen_by(people.supervisor), at=AT)
    late = datetime(2026, 3, 6, 1, tzinfo=UTC)
    given = Given(words={"reason": "供热管理职责已划入另一单位办理"})
    with pytest.raises(StepRefused, match=r"step\.limit_over"):
        step(case, "send_back", people.handler, given, at=late)
    assert step(case, "accept", people.handler, at=late - timedelta(days=1)).stage == "handling"


RENAMED = (
    OWN
    + """
[transitions.accept]
zh = "签领"
en = "Sign for"
"""
)


def test_a_step_of_before_is_called_as_it_was(people: Cast) -> None:
    """The trail names each step by the rules under which it was taken; elsewhere one that is gone keeps its name."""
    case = step(assigned(people), "accept", people.handler)
    found = own(people, RENAMED)
    moved = moving.move_case(case=case, to=found, reason=WHY, by=seen_by(people.supervisor), at=AT)
    shown = trail_shown(trail_of(moved), moved, found, today=AT.date(), everything=True)
    texts = [row["text"] for row in shown]
    assert any("签收" in text for text in texts)
    assert not any("签领" in text for text in texts)
    fewer = replace(found, transitions=tuple(each for each in found.transitions if each.action != "remind"))
    assert action_words(fewer, "remind") == "催办"
    assert action_words(fewer, "nobody_knows") == "nobody_knows"
