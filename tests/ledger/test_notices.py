"""Notices reach whose turn it is and who follows, once each, whatever runs twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from tests.cast import Cast
from tests.ledger.works import AT, assigned, opened, step

from huiyin.ledger import channels, notices
from huiyin.ledger.cases import Given
from huiyin.ledger.models import Delivery, Event, Notice, Watch
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db


def told(code: str = "") -> dict[str, str]:
    rows = Notice.objects.select_related("account").order_by("pk")
    return {row.account.username: row.code for row in (rows.filter(code=code) if code else rows)}


def test_who_gets_a_task_is_told(people: Cast) -> None:
    """The lead unit that it is its turn, a co-handler that something is asked, other supervisors that it changed."""
    assigned(people)
    assert told() == {"handler": "turn", "head": "turn", "cohandler": "asked", "supervisor2": "changed"}


def test_a_draft_is_told_to_nobody(people: Cast) -> None:
    step(opened(people), "withdraw", people.supervisor, Given(words={"reason": "与另一任务重复，合并办理"}))
    assert told() == {}


def test_whose_turn_comes_and_who_follows_are_told_of_a_return(people: Cast) -> None:
    case = assigned(people)
    Watch.objects.create(case=case, account=people.analyst)
    Notice.objects.all().delete()
    step(case, "send_back", people.handler, Given(words={"reason": "供热管理职责已划入另一单位办理"}))
    assert told() == {"head": "changed", "supervisor": "turn", "supervisor2": "turn", "analyst": "changed"}


def test_telling_twice_tells_once(people: Cast) -> None:
    assigned(people)
    before = Notice.objects.count()
    assert notices.tell(Event.objects.all()) == 0
    assert notices.catch_up(since=AT - timedelta(days=1)) == 0
    assert Notice.objects.count() == before


def test_an_account_that_left_is_told_nothing(people: Cast) -> None:
    Account.objects.filter(pk=people.handler.pk).update(is_active=False)
    assigned(people)
    assert "handler" not in told()


@pytest.mark.parametrize(
    ("today", "code", "who"),
    [
        (date(2026, 3, 5), "", set()),
        (date(2026, 3, 6), "near", {"handler", "head"}),
        (date(2026, 3, 9), "due_today", {"handler", "head"}),
        (date(2026, 3, 10), "late", {"handler", "head", "supervisor", "supervisor2"}),
        (date(2026, 3, 20), "late", {"handler", "head", "supervisor", "supervisor2"}),
    ],
)
def test_a_last_day_is_told_to_its_hand(people: Cast, today: date, code: str, who: set[str]) -> None:
    """Accepting is due on 9 March; of a late one the supervisors hear too."""
    assigned(people)
    Notice.objects.all().delete()
    notices.watch_deadlines(today=today, at=AT)
    assert {name for name, each in told(code).items() if code} == who
    assert notices.watch_deadlines(today=today, at=AT) == 0


def test_a_deadline_is_told_at_each_of_its_turns(people: Cast) -> None:
    assigned(people)
    Notice.objects.all().delete()
    for today in (date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)):
        notices.watch_deadlines(today=today, at=AT)
    codes = Notice.objects.filter(account=people.handler, values__clock="accept").order_by("pk")
    assert list(codes.values_list("code", flat=True)) == ["near", "due_today", "late"]


def words(notice: Notice) -> str:
    return notice.code


def url(notice: Notice) -> str:
    return "https://example/" + (notice.case.key if notice.case else "")


def digest(today: date) -> int:
    at = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
    return channels.send_digests(today=today, at=at, subject=lambda n: f"{n}", words=words, url=url)


def test_a_digest_goes_once_a_day_to_who_wants_it(people: Cast) -> None:
    Account.objects.filter(pk__in=[people.handler.pk, people.head.pk]).update(email="a@example.cn")
    Account.objects.filter(pk=people.head.pk).update(digest_by_mail=False)
    case = assigned(people)
    assert digest(date(2026, 3, 3)) == 1
    assert len(mail.outbox) == 1
    assert case.key in mail.outbox[0].body
    step(case, "remind", people.supervisor, Given(words={"text": "请抓紧签收"}))
    assert digest(date(2026, 3, 3)) == 0
    assert digest(date(2026, 3, 4)) == 1
    assert digest(date(2026, 3, 5)) == 0


def test_a_mail_that_was_not_taken_is_tried_again(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Account.objects.filter(pk=people.handler.pk).update(email="a@example.cn")
    assigned(people)

    def refuse(self: Any) -> int:
        raise OSError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert digest(date(2026, 3, 3)) == 0
    assert digest(date(2026, 3, 3)) == 1


class FakePush:
    """What an adapter for short messages or 企业微信 looks like."""

    code = "fake"

    def __init__(self, *, works: bool = True) -> None:
        self.works, self.sent = works, list[tuple[str, str]]()

    def reaches(self, account: Account) -> bool:
        return account.username != "head"

    def send(self, account: Account, message: channels.Message) -> bool:
        if self.works:
            self.sent.append((account.username, message.text))
        return self.works


def test_a_channel_gets_each_notice_once(people: Cast) -> None:
    assigned(people)
    broken, channel = FakePush(works=False), FakePush()
    assert channels.deliver(broken, at=AT, words=words, url=url) == 0
    assert channels.deliver(channel, at=AT, words=words, url=url) == 3
    assert channels.deliver(channel, at=AT, words=words, url=url) == 0
    assert sorted(channel.sent) == [("cohandler", "asked"), ("handler", "turn"), ("supervisor2", "changed")]
    assert Delivery.objects.count() == 3


def test_those_whom_a_channel_does_not_reach_stand_in_nobody_s_way(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many older notices of theirs wait, those of others go out."""
    assigned(people)
    Notice.objects.exclude(account__in=[people.head.pk, people.handler.pk]).delete()
    mine = Notice.objects.get(account=people.handler)
    Notice.objects.filter(pk=mine.pk).delete()
    mine.pk = None
    mine.save()
    assert list(Notice.objects.order_by("pk").values_list("account__username", flat=True)) == ["head", "handler"]
    monkeypatch.setattr(channels, "AT_ONCE", 1)
    channel = FakePush()
    assert channels.deliver(channel, at=AT, words=words, url=url) == 1
    assert channel.sent == [("handler", "turn")]


def test_reading_a_case_reads_its_notices(people: Cast) -> None:
    case = assigned(people)
    assert notices.unread_count(people.handler.pk) == 1
    notices.read_notices(people.handler.pk, at=AT, case=case)
    assert notices.unread_count(people.handler.pk) == 0
