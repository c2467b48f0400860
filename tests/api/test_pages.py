"""The pages about programs: an administrator makes and ends tokens, and says which addresses are told of events."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.calling import ROOT
from tests.cast import Cast
from tests.web.sure import sign_in

from huiyin.ledger.models import Webhook, WebhookDelivery
from huiyin.people.models import Token

pytestmark = pytest.mark.django_db


def token(people: Cast, **more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    return {"name": "督查大屏", "account": "analyst", "scopes": ["cases:read"], "expires_on": day.isoformat(), **more}


def test_a_token_is_made_shown_once_used_and_ended(client: Client, people: Cast) -> None:
    sign_in(client, people.administrator)
    made = client.post(reverse("token_new"), token(people))
    assert made.status_code == 200
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    listed = client.get(reverse("programs")).content.decode()
    assert "督查大屏" in listed
    assert secret not in listed
    header = {"Authorization": f"Bearer {secret}"}
    assert client.get(f"{ROOT}/cases", headers=header).status_code == 200
    assert client.get(f"{ROOT}/sources", headers=header).status_code == 403
    end = reverse("token_end", args=[Token.objects.get().key])
    assert client.get(end).status_code == 200
    assert client.post(end).status_code == 302
    assert client.get(f"{ROOT}/cases", headers=header).status_code == 401


WRONG = [
    ({"scopes": []}, "scopes"),
    ({"account": "nemo"}, "account"),
    ({"expires_on": "2020-01-01"}, "expires_on"),
    ({"expires_on": "2099-01-01"}, "expires_on"),
    ({"name": ""}, "name"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_what_is_wrong_with_a_token_is_said_at_its_field(
    client: Client, people: Cast, wrong: dict[str, Any], field: str
) -> None:
    answer = sign_in(client, people.administrator).post(reverse("token_new"), token(people, **wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Token.objects.exists()


def test_an_address_is_told_stopped_and_its_tellings_are_shown(client: Client, people: Cast) -> None:
    sign_in(client, people.administrator)
    given = {"name": "督查大屏", "url": "https://example.test/hook", "account": "analyst", "events": "case.opened"}
    made = client.post(reverse("webhook_new"), given)
    assert made.status_code == 200
    assert made.context["secret"].startswith("whsec_")
    webhook = Webhook.objects.get()
    told = WebhookDelivery.objects.create(
        webhook=webhook, event=1, type="case.opened", state="given_up", fault="webhook.private", next_at=timezone.now()
    )
    page = client.get(reverse("webhook", args=[webhook.key]))
    assert "内部网络" in page.content.decode()
    assert client.post(reverse("telling_again", args=[told.key])).status_code == 302
    assert WebhookDelivery.objects.get().state == "waiting"
    assert client.post(reverse("webhook_active", args=[webhook.key])).status_code == 302
    assert not Webhook.objects.get().active
    assert client.post(reverse("webhook_new"), {**given, "url": "nowhere"}).status_code == 422


@pytest.mark.parametrize("view", ["programs", "token_new", "webhook_new"])
@pytest.mark.parametrize("who", ["supervisor", "auditor", "head"])
def test_only_an_administrator_makes_tokens(client: Client, people: Cast, view: str, who: str) -> None:
    assert sign_in(client, getattr(people, who)).get(reverse(view)).status_code == 403


def test_all_that_is_wrong_is_said_at_once(client: Client, people: Cast) -> None:
    """Also what the service refuses, not only what the form cannot read."""
    sign_in(client, people.administrator)
    wrong = token(people, name="", account="nemo", scopes=[], expires_on="2020-01-01")
    errors = client.post(reverse("token_new"), wrong).context["form"].errors
    assert {field: len(said) for field, said in errors.items()} == dict.fromkeys(
        ("name", "account", "scopes", "expires_on"), 1
    )
    errors = (
        client.post(reverse("webhook_new"), {"name": "", "url": "ftp://x", "account": "nemo"}).context["form"].errors
    )
    assert set(errors) == {"name", "url", "account"}
