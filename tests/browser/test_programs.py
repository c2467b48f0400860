"""The pages about programs and the description of the interface in Chromium: access, width, and what they look like.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from browser.site import DESK, PHONE, Site, violations
from huiyin.ledger import webhooks
from huiyin.ledger.models import Webhook, WebhookDelivery
from huiyin.ledger.record import Actor
from huiyin.people.tokens import SCOPES, add_token

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "docs": "/api/v1/docs/",
    "programs": "/programs/",
    "token-new": "/programs/tokens/new/",
    "webhook": "/programs/webhooks/{hook}/",
}


def a_webhook(people: "Cast") -> Webhook:
    """Return an address with one telling that failed; beside it stands a token."""
    today: date = timezone.localdate()
    last = today + timedelta(days=90)
    admin, reader = people.administrator, people.analyst
    add_token(name="督查大屏", account=reader, scopes=SCOPES[:3], expires_on=last, made_by=admin, today=today)
    hook = webhooks.add_webhook(
        name="督查大屏",
        url="https://screen.example.test/hook",
        events=["case.opened"],
        account=reader,
        made_by=admin,
        by=Actor(admin.key),
        at=timezone.now(),
    )
    told = {"type": "case.opened", "next_at": timezone.now()}
    WebhookDelivery.objects.create(webhook=hook, event=1, state="given_up", fault="webhook.unreachable", **told)
    return hook


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_in_order(site: Site, people: "Cast", axe: str, name: str, size: dict[str, int]) -> None:
    """axe finds nothing, and nothing stands out beyond the edge."""
    page = site.open(PAGES[name].format(hook=a_webhook(people).key), people.administrator, size=size)
    if name == "docs":
        page.locator("details").nth(3).locator("summary").click()
    if folder := os.environ.get("HUIYIN_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
