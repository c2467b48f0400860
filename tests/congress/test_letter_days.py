"""Which day a letter can bear: not one to come, and none before what it answers."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.cast import Cast
from tests.congress.deputies import REPLY, Bench, bench, filed, step

from huiyin.errors import StepRefused
from huiyin.ledger.letters import asked_on
from huiyin.ledger.models import Attachment, Case

pytestmark = pytest.mark.django_db
FILED = date(2026, 1, 12)
WHY = {"reason": "没有回答泊位什么时候建成，也没有说明资金来源"}


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people, on=FILED)


@pytest.fixture
def case(people: Cast, sits: Bench) -> Case:
    """A suggestion that the housing bureau has accepted in February."""
    row = filed(sits, at=on(1, 12)).case
    row = step(row, "register", people.secretary, at=on(1, 13))
    row = step(row, "assign", people.secretary, unit=people.housing, at=on(2, 2))
    return step(row, "accept", people.handler, at=on(2, 3))


def replied_on(case: Case, people: Cast, letter_on: date, *, at: datetime, action: str = "reply", **more: Any) -> Case:
    values = {"outcome": "planned", "letter_number": "云住建函〔2026〕31号", "letter_on": letter_on}
    return step(case, action, people.head, at=at, words={"text": REPLY, **more}, values=values)


def test_a_letter_is_of_today_or_of_a_day_before(people: Cast, case: Case) -> None:
    with pytest.raises(StepRefused) as caught:
        replied_on(case, people, date(2026, 4, 9), at=on(4, 8))
    assert (caught.value.code, caught.value.values) == ("step.day_later", {"need": "letter_on"})
    assert replied_on(case, people, date(2026, 4, 8), at=on(4, 8)).stage == "replied"


def test_a_letter_is_not_older_than_the_suggestion(people: Cast, case: Case) -> None:
    """It may be older than the entry of the hand-over, which often comes later than the paper."""
    with pytest.raises(StepRefused) as caught:
        replied_on(case, people, date(2026, 1, 11), at=on(4, 8))
    assert (caught.value.code, caught.value.values["asked_on"]) == ("step.letter_early", FILED)
    assert replied_on(case, people, FILED, at=on(4, 8)).stage == "replied"


def test_the_next_letter_is_not_older_than_what_was_said_against_the_last(
    people: Cast, sits: Bench, case: Case
) -> None:
    case = replied_on(case, people, date(2026, 4, 1), at=on(4, 8))
    grades = {"attitude": "satisfied", "result": "unsatisfied"}
    case = step(case, "redo", sits.filer, at=on(4, 15), words=WHY, values=grades)
    assert asked_on(case) == date(2026, 4, 15)
    with pytest.raises(StepRefused, match=r"step\.letter_early"):
        replied_on(case, people, date(2026, 4, 14), at=on(4, 20))
    case = replied_on(case, people, date(2026, 4, 20), at=on(4, 20))
    case = step(case, "dispute", sits.filer, at=on(4, 22), words=WHY, values=grades)
    met = {"contacted_on": date(2026, 4, 28)}
    case = step(
        case, "convene", people.secretary, at=on(5, 6), words={"text": "双方商定分期建设泊位的办法"}, values=met
    )
    assert asked_on(case) == date(2026, 4, 22)


def test_a_sheet_counts_from_its_signing(people: Cast, case: Case) -> None:
    """The office enters it later, when the unit may have answered already."""
    case = replied_on(case, people, date(2026, 4, 1), at=on(4, 8))
    signed = {"attitude": "satisfied", "result": "unsatisfied", "signed_on": date(2026, 4, 10)}
    sheet = Attachment.objects.create(
        stream_key=case.key, name="意见表.pdf", sha256="0" * 64, size=1, added_by=people.secretary, added_at=on(4, 20)
    )
    files = [{"attachment": sheet.key, "sha256": sheet.sha256}]
    case = step(case, "redo", people.secretary, at=on(4, 20), words=WHY, values=signed, attachments=files)
    assert asked_on(case) == date(2026, 4, 10)


def test_a_wrong_day_can_be_corrected_to_an_earlier_one(people: Cast, case: Case) -> None:
    """A recalled or corrected letter still answers the suggestion."""
    case = replied_on(case, people, date(2026, 4, 8), at=on(4, 8))
    case = replied_on(
        case, people, date(2026, 3, 8), at=on(4, 9), action="correct_reply", reason="发文日期有误，予以更正"
    )
    case = step(case, "recall_reply", people.head, at=on(4, 9), words=WHY)
    assert asked_on(case) == FILED


def test_a_talk_is_over_when_it_is_entered(people: Cast, sits: Bench, case: Case) -> None:
    at = on(2, 9)
    talk = {"contact_form": "visit", "contact_with": [sits.filer.key]}
    with pytest.raises(StepRefused, match=r"step\.day_later"):
        step(case, "contact", people.handler, at=at, values={**talk, "contacted_on": at.date() + timedelta(days=1)})
    step(case, "contact", people.handler, at=at, values={**talk, "contacted_on": at.date()})
