"""A place's own rules hold for new cases; a notice of holidays moves deadlines, and each move is an event."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.cast import Cast
from tests.ledger.works import assigned, opened, seen_by, step

from huiyin.errors import LedgerError, PolicyError
from huiyin.ledger import policies, rules
from huiyin.ledger.cases import Given
from huiyin.ledger.models import CalendarNotice, Case, Event
from huiyin.ledger.projections import image_of_events, image_of_rows

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 28, 1, tzinfo=UTC)
OWN = """
id = "commitment.yunting"
extends = "commitment.general"
zh = "报告任务（云汀市）"
en = "Commitment tasks (Yunting)"
[clocks.accept]
limit = "3 wd"
source = "云汀市督查工作规程第八条"
confirmed = true
[settings.number]
value = "云督{year}第{n}号"
source = "云汀市督查工作规程附件"
confirmed = true
"""
NOTICE = """
year = 2027
source = "国务院办公厅关于2027年部分节假日安排的通知"
[off]
new_years_day = [2027-01-01, 2027-01-02, 2027-01-03, 2027-01-04, 2027-01-05]
[make_up]
new_years_day = [2027-01-09]
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a test loads is gone with its database."""
    yield
    policies.forget_loaded()


def test_a_policy_of_the_place_holds_for_new_cases_only(people: Cast) -> None:
    before = opened(people)
    found = rules.load_policy(text=OWN, name="own.toml", by=seen_by(people.administrator), at=AT)
    assert policies.policy_id("commitment") == "commitment.yunting"
    assert policies.current_policy("commitment.yunting").version == found.version
    assert Case.objects.get(pk=before.pk).policy == "commitment.general"
    event = Event.objects.get(stream="policy")
    assert (event.stream_key, event.payload) == (
        "commitment",
        {"policy": "commitment.yunting", "version": found.version},
    )
    rules.load_policy(text=OWN, name="own.toml", by=seen_by(people.administrator), at=AT)
    assert Event.objects.filter(stream="policy").count() == 1


@pytest.mark.parametrize(
    "text", ["id = ", OWN.replace('"3 wd"', '"three"'), OWN.replace("clocks.accept", "clocks.none")]
)
def test_a_faulty_policy_changes_nothing(people: Cast, text: str) -> None:
    with pytest.raises(PolicyError):
        rules.load_policy(text=text, name="own.toml", by=seen_by(people.administrator), at=AT)
    assert not Event.objects.filter(stream="policy").exists()


def test_a_notice_moves_the_deadlines_it_concerns_and_says_so(people: Cast) -> None:
    """Five working days from 28 December end on 4 January provisionally, and on 8 January by the notice."""
    given = Given(unit=people.housing, values={"due_on": date(2027, 12, 31)})
    case = step(opened(people), "assign", people.supervisor, given, at=AT)
    assert (case.due_on, case.provisional) == (date(2027, 1, 5), True)
    assert rules.recompute_deadlines() == 0
    rules.load_notice(text=NOTICE, name="2027.toml", by=seen_by(people.administrator), at=AT)
    assert rules.recompute_deadlines() == 1
    case = Case.objects.get(pk=case.pk)
    assert (case.due_on, case.provisional) == (date(2027, 1, 7), False)
    assert image_of_events(case.key) == image_of_rows(case)
    assert (case.stage, case.state["pending"]) == ("assigned", [])
    moves = [(move.clock, move.before, move.after) for move in rules.moved_lately()]
    assert ("accept", date(2027, 1, 5), date(2027, 1, 7)) in moves
    assert rules.recompute_deadlines() == 0


def test_a_notice_is_loaded_once(people: Cast) -> None:
    for _ in range(2):
        rules.load_notice(text=NOTICE, name="2027.toml", by=seen_by(people.administrator), at=AT)
    assert CalendarNotice.objects.count() == 1
    assert Event.objects.filter(type="calendar.loaded").count() == 1


def test_a_closed_case_keeps_what_it_was_judged_by(people: Cast) -> None:
    case = step(assigned(people), "withdraw", people.supervisor, Given(words={"reason": "与另一任务重复，合并办理"}))
    rules.load_notice(text=NOTICE, name="2027.toml", by=seen_by(people.administrator), at=AT)
    rules.recompute_deadlines()
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_policy_of_an_unknown_type_is_refused(people: Cast) -> None:
    text = OWN.replace('extends = "commitment.general"', 'extends = "commitment.general"\ncase_type = "picnic"')
    with pytest.raises((LedgerError, PolicyError)):
        rules.load_policy(text=text, name="own.toml", by=seen_by(people.administrator), at=AT)
