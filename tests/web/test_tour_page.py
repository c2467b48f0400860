"""The page of the tour: for anybody, in the demo only."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from msgspec.structs import replace
from tests.cast import Cast

from huiyin.demo import tour

pytestmark = pytest.mark.django_db


def test_anybody_may_read_it_and_choose_a_role(client: Client, people: Cast) -> None:
    page = client.get("/demo/tour/?role=auditor").content.decode()
    assert all(f"?role={code}" in page for code, *_words in tour.roles())
    assert "只看不改" in page


def test_who_is_signed_in_sees_the_own_walk_first(client: Client, people: Cast) -> None:
    client.force_login(people.secretary)
    assert "登记、转办、并案" in client.get("/demo/tour/").content.decode()


def test_a_role_that_has_none_is_not_found(client: Client) -> None:
    assert client.get("/demo/tour/?role=king").status_code == 404


def test_there_is_no_tour_outside_of_the_demo(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = settings.ENVIRONMENT
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(real, demo=False))
    assert client.get("/demo/tour/").status_code == 404
    assert "/demo/tour/" not in client.get("/account/login/").content.decode()


def test_the_password_is_told_on_the_machine_itself_only(client: Client) -> None:
    assert "yunting-2026" in client.get("/demo/tour/").content.decode()
    assert "yunting-2026" not in client.get("/demo/tour/", REMOTE_ADDR="192.0.2.7").content.decode()


def test_every_word_is_there_in_both_languages() -> None:
    for walk in tour._told():
        assert all(walk.who)
        for step in walk.step:
            assert all((*step.page, *step.see))
            assert bool(step.try_[0]) == bool(step.try_[1])
