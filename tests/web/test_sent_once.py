"""A form that is sent a second time is not done a second time; another form, another key or other words are."""

import pytest
from django.core.cache import cache
from django.test import Client
from tests.cast import Cast
from tests.congress.seated import OPENS, Seated, seated

from huiyin.congress.models import Meeting

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
