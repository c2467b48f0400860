"""Forms of the secretariat that are refused for a mark of secrecy keep what was typed."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.congress.deputies import GROUNDS
from tests.web.sure import sign_in
from tests.web.test_secret_pages import MARKED, refused
from tests.web.world import World

from huiyin.ledger.models import Publication

pytestmark = pytest.mark.django_db


def test_a_draft_of_a_briefing_keeps_its_head_and_a_withdrawal_its_reason(client: Client, world: World) -> None:
    """Why stands at the field that bears the mark; all other fields are as they were typed."""
    sign_in(client, world.people.secretary)
    head = {
        "title": "第一期",
        "note": f"{GROUNDS}\n机密★",
        "masthead": "会议简报",
        "organ": "大会秘书处",
        "version": "1",
    }
    for more in ({}, {"headers": {"HX-Request": "true"}}):
        answer = client.post(reverse("briefing_edit", kwargs=world.there["briefing_edit"]), head, **more)
        refused(answer, *(() if more else (GROUNDS, "第一期", "会议简报")))
    there = world.there["briefing_withdraw"]
    refused(client.post(reverse("briefing_withdraw", kwargs=there), {"reason": MARKED}), GROUNDS)


def test_a_new_record_keeps_its_text(client: Client, world: World) -> None:
    """The summary asks for nothing to be filled in."""
    sign_in(client, world.people.secretary)
    sent = {"title": "分组审议记录", "text": MARKED}
    answer = client.post(reverse("record_new", kwargs=world.there["record_new"]), sent)
    refused(answer, GROUNDS, "分组审议记录")
    assert "填好就能提交" not in answer.content.decode()


def test_deciding_what_is_public_keeps_the_reason_that_is_refused(client: Client, world: World) -> None:
    """The public would read it; nothing is decided."""
    sign_in(client, world.people.secretary)
    there, sent = world.there["publication_hold"], {"reason": "other", "words": MARKED}
    refused(client.post(reverse("publication_hold", kwargs=there), sent), GROUNDS)
    assert not Publication.objects.filter(words__contains="机密").exists()
