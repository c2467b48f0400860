"""The vault's pages: a second factor, the password again, a reason; the record; nothing kept by the browser."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.sure import sign_in
from tests.web.test_way_in import give_second_factor

from huiyin.people import vault
from huiyin.people.models import Person, VaultOpening

PHONE = "13800990099"


@pytest.fixture
def person(people: Cast, tmp_path: Path, settings: Any) -> Person:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, home=tmp_path, vault_key=tmp_path / "vault.key"
    )
    known = vault.add_person()
    vault.put(person=known, field="phone", value=PHONE)
    vault.put(person=known, field="words", value="楼下的路灯坏了三个月")
    return known


def ask(client: Client, person: Person, reason: str = "回访来电人，核对地址") -> Any:
    return client.post(f"/vault/{person.key}/", {"fields_wanted": ["phone"], "reason": reason})


def test_values_are_shown_to_a_reason_only(client: Client, people: Cast, person: Person) -> None:
    """The page says what is kept; the answer to the form shows what was asked, and is not to be stored."""
    sign_in(client, people.operator)
    assert PHONE not in client.get(f"/vault/{person.key}/").content.decode()
    answer = ask(client, person)
    assert PHONE in answer.content.decode()
    assert "路灯" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert VaultOpening.objects.get().account == people.operator


def test_a_short_reason_opens_nothing(client: Client, people: Cast, person: Person) -> None:
    """The form comes back, and the record stays empty."""
    sign_in(client, people.operator)
    answer = ask(client, person, "核对")
    assert answer.status_code == 422
    assert PHONE not in answer.content.decode()
    assert not VaultOpening.objects.exists()


def test_the_password_is_asked_again(client: Client, people: Cast, person: Person) -> None:
    """A screen left open opens nothing."""
    sign_in(client, people.operator, sure=False)
    assert ask(client, person).url.startswith("/account/again/")
    assert not VaultOpening.objects.exists()


def test_outside_of_the_demo_a_second_factor_must_be_set_up(
    client: Client, people: Cast, person: Person, settings: Any
) -> None:
    """Whatever the role."""
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, demo=False)
    sign_in(client, people.operator)
    assert client.get(f"/vault/{person.key}/").url.startswith("/account/second-factor/set-up/")
    assert ask(client, person).status_code == 302
    assert not VaultOpening.objects.exists()
    give_second_factor(people.operator)
    assert PHONE in ask(client, person).content.decode()


@pytest.mark.parametrize("name", ["auditor", "administrator", "supervisor", "handler", "leader", "nobody"])
def test_who_must_not_open_does_not(client: Client, people: Cast, person: Person, name: str) -> None:
    """The auditor reads everything but this."""
    sign_in(client, getattr(people, name))
    assert ask(client, person).status_code == 403
    assert not VaultOpening.objects.exists()


def test_the_record_shows_who_and_why_and_never_what(client: Client, people: Cast, person: Person) -> None:
    """For the auditor and the administrator."""
    ask(sign_in(Client(), people.operator), person)
    for name in ("auditor", "administrator"):
        page = sign_in(client, getattr(people, name)).get("/vault/openings/").content.decode()
        assert "回访来电人，核对地址" in page
        assert "纪云舒" in page
        assert PHONE not in page
    assert sign_in(client, people.operator).get("/vault/openings/").status_code == 403


def test_an_administrator_forgets_a_person(client: Client, people: Cast, person: Person) -> None:
    """After asking; afterwards the page says that it is gone."""
    sign_in(client, people.administrator)
    assert client.get(f"/vault/{person.key}/forget/").status_code == 200
    assert client.post(f"/vault/{person.key}/forget/", {"reason": "短"}).status_code == 422
    client.post(f"/vault/{person.key}/forget/", {"reason": "本人要求删除个人信息"})
    person.refresh_from_db()
    assert person.wrapped_key is None
    gone = sign_in(client, people.operator).get(f"/vault/{person.key}/").content.decode()
    assert "已销毁" in gone
