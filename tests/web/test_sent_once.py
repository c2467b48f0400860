"""A form that is sent a second time is not done a second time; another form, another key or other words are."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Cast
from tests.congress.seated import OPENS, Seated, seated

from huiyin.congress import meetings
from huiyin.congress.models import Meeting
from huiyin.ledger.models import SavedView

pytestmark = pytest.mark.django_db
KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    cache.clear()


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    client.force_login(people.secretary)
    return client


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)


def planned(client: Client, town: Seated, key: str = KEY, **more: str) -> str:
    """Plan a meeting by its form; return what the page says that comes next."""
    given = {"kind": "plenary", "on": OPENS.isoformat(), "starts": "09:00", "idempotency_key": key, **more}
    answer = client.post(
        f"/sessions/{town.session.key}/meetings/new/", given, follow=True, headers={"accept-language": "zh-hans"}
    )
    assert answer.redirect_chain
    return str(answer.content.decode())


def test_the_same_form_is_done_once(clerk: Client, town: Seated) -> None:
    """Whoever went back and pressed again is led to the same page, and told."""
    assert "没有重复办理" not in planned(clerk, town)
    assert "没有重复办理" in planned(clerk, town)
    assert Meeting.objects.count() == 1


def test_only_the_last_sending_is_remembered(clerk: Client, town: Seated) -> None:
    """What was done in between may have made the first worth doing again: to follow, to follow no more, to follow."""
    planned(clerk, town)
    planned(clerk, town, room="一号会议室")
    assert "没有重复办理" not in planned(clerk, town)
    assert Meeting.objects.count() == 3


def test_what_is_under_way_is_not_begun_again(clerk: Client, town: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses again meanwhile is told so; afterwards the form may be sent."""
    url = f"/sessions/{town.session.key}/meetings/new/"
    given = {"kind": "plenary", "on": OPENS.isoformat(), "starts": "09:00", "idempotency_key": KEY}
    again = []
    plan = meetings.plan_meeting

    def slow(**planned: Any) -> Meeting:
        again.append(clerk.post(url, given, headers={"accept-language": "zh-hans"}))
        return plan(**planned)

    monkeypatch.setattr(meetings, "plan_meeting", slow)
    assert clerk.post(url, given).status_code == 302
    assert again[0].status_code == 409
    assert "还在办理" in again[0].content.decode()
    assert Meeting.objects.count() == 1


def test_a_corrected_file_is_another_one(clerk: Client) -> None:
    """Of the same name and length, and something else stands in it."""
    led_to = set()
    for text in ("完成投资81亿元。", "完成投资18亿元。"):
        file = SimpleUploadedFile("报告.txt", text.encode())
        led_to.add(clerk.post("/sources/new/", {"file": file, "idempotency_key": KEY}).url)
    assert len(led_to) == 2


def test_what_led_back_with_an_error_was_not_done(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal that leads back to the list is no doing: the second press is taken."""
    given = {"name": "本周", "query": "light=red", "idempotency_key": KEY}
    monkeypatch.setattr("huiyin.web.ledger.saved.MOST", 0)
    clerk.post("/ledger/views/", given)
    monkeypatch.setattr("huiyin.web.ledger.saved.MOST", 9)
    clerk.post("/ledger/views/", given)
    assert SavedView.objects.count() == 1


def test_what_differs_is_done(clerk: Client, town: Seated, people: Cast) -> None:
    """Other words, a form opened anew, one without a key, somebody else."""
    planned(clerk, town)
    planned(clerk, town, room="一号会议室")
    planned(clerk, town, key=KEY.replace("0", "1"))
    planned(clerk, town, key="")
    planned(clerk, town, key="")
    other = Client()
    other.force_login(people.secretary)
    planned(other, town)
    assert Meeting.objects.count() == 6


def test_a_form_that_was_refused_can_be_sent_again(clerk: Client, town: Seated) -> None:
    """Only what went on to another page is remembered."""
    url = f"/sessions/{town.session.key}/meetings/new/"
    given = {"kind": "plenary", "on": "2026-02-30", "starts": "09:00", "idempotency_key": KEY}
    assert [clerk.post(url, given).status_code for _ in range(2)] == [422, 422]
    assert not Meeting.objects.exists()


def test_colours_and_language_may_be_pressed_to_and_fro(clerk: Client) -> None:
    """These are no acts of which one is enough."""
    for address, given in (("/i18n/setlang/", {"language": "en"}), ("/-/theme/", {"theme": "dark"})):
        for _ in range(2):
            clerk.post(address, {**given, "next": "/desk/", "idempotency_key": KEY})
        assert "没有重复办理" not in clerk.get("/desk/", headers={"accept-language": "zh-hans"}).content.decode()
