"""`huiyin account reset`: the way in again for an administrator whom nobody else can let in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client
from tests.cast import Cast

from huiyin.commands.account import account_command
from huiyin.errors import PeopleError
from huiyin.ledger.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("options", "factors"), [((), 1), (("--second-factor",), 0)])
def test_a_password_is_given_and_the_trail_says_so(
    client: Client, people: Cast, options: tuple[str, ...], factors: int
) -> None:
    """It opens the account once; the second factor goes only where that was asked; the trail names nobody."""
    Authenticator.objects.create(user=people.administrator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    done = CliRunner().invoke(account_command, ["reset", "Administrator", *options])
    assert done.exit_code == 0, done.output
    assert "7 天" in done.output
    told = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", done.output)
    assert told is not None
    people.administrator.refresh_from_db()
    assert people.administrator.check_password(told.group())
    assert people.administrator.must_change_password
    assert Authenticator.objects.filter(user=people.administrator).count() == factors
    events = Event.objects.filter(stream_key=people.administrator.key).order_by("position")
    kinds = ["account.password_reset", *(["account.second_factor_reset"] if not factors else [])]
    assert [(each.type, each.actor) for each in events] == [(kind, "") for kind in kinds]


def test_a_name_that_nobody_has_is_said(people: Cast) -> None:
    """A closed account is not opened by this."""
    people.handler.is_active = False
    people.handler.save()
    for name in ("nobody-of-this-name", "handler"):
        done = CliRunner().invoke(account_command, ["reset", name])
        assert isinstance(done.exception, PeopleError)
        assert done.exception.code == "account.unknown"
