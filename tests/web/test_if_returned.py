"""Every deadline of a case says what would follow if it were returned today (如果今天退回？)."""

from datetime import timedelta

import msgspec
import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import bench, replied, step
from tests.ledger.works import brought_to

from huiyin import policy
from huiyin.ledger.models import Case
from huiyin.people.viewer import viewer_of
from huiyin.web.cases.clocks import dues_shown, running
from huiyin.web.cases.view import CaseView

pytestmark = pytest.mark.django_db


def told(people: Cast, case: Case, *, days: int = 0) -> list[str]:
    at = timezone.now() + timedelta(days=days)
    today = timezone.localdate(at)
    view = CaseView.of(case, viewer_of(people.supervisor, today=today), today=today, at=at)
    return [each["what_if"] for each in dues_shown(view, opened=False)]


def test_while_it_waits_to_be_signed_each_clock_says_what_would_become_of_it(people: Cast) -> None:
    """The turn goes back to the supervisor; signing ends, the others stand still or run on."""
    found = told(people, brought_to(people, "assigned"))
    assert len(found) >= 3
    assert all(each.startswith("如果今天退回？轮到") for each in found)
    assert any(each.endswith("本时限即行终止。") for each in found)
    assert any(each.endswith(("其间本时限暂停。", "本时限照常计算。")) for each in found)


def test_once_the_limit_is_over_or_the_stage_has_no_return_it_says_so(people: Cast) -> None:
    assert all("已不能" in each for each in told(people, brought_to(people, "assigned"), days=60))
    found = told(people, brought_to(people, "handling"))
    assert found
    assert set(found) == {"如果今天退回？处于“办理中”，不能退回。"}


def test_after_a_recall_the_limits_by_law_are_among_the_deadlines_again(people: Cast) -> None:
    """Each with its own last day and with what would follow from a return, which has no way from here."""
    case = replied(bench(people), people)
    by_law = [run for run in msgspec.convert(case.state, policy.State).runs if run.clock in ("whole", "reply")]
    case = step(case, "recall_reply", people.head, words={"reason": "答复内容与事实不符，重新核实"})
    today = timezone.localdate()
    view = CaseView.of(case, viewer_of(people.secretary, today=today), today=today, at=timezone.now())
    found = dues_shown(view, opened=False)
    assert [each["name"] for each in found] == ["法定答复期限", "答复", "重发答复"]
    assert [run.deadline.due_on for run in running(view) if run.clock != "correction"] == [
        run.deadline.due_on for run in by_law
    ]
    assert set(told(people, case)) == {"如果今天退回？处于“办理中”，不能退回。"}
