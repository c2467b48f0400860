"""What co-handlers say stands beside the draft of a reply, and one key takes it in."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.congress.deputies import bench, registered, step
from tests.web.test_suggestions_pages import as_

from huiyin.congress.replying import co_views
from huiyin.ledger.models import Case
from huiyin.ledger.reply_gaps import VIEWS

pytestmark = pytest.mark.django_db
SAID = "补助资金已列入2026年市级预算。\n每个泊位补助2000元。"
OWN = "一、已开展的工作\n已新增泊位300个。\n三、下一步打算\n年底前再增500个。"


def with_opinion(people: Cast) -> Case:
    """Return a suggestion of the housing bureau on which the finance bureau has given its view."""
    case = registered(bench(people), people)
    case = step(case, "assign", people.secretary, unit=people.housing, co_units=(people.finance,))
    case = step(case, "accept", people.handler)
    given = {"words": {"text": SAID}, "values": {"unit_key": people.finance.key}}
    return step(case, "opinion", people.co_handler, **given)


def test_the_views_stand_beside_the_draft(client: Client, people: Cast) -> None:
    """With unit and day; somebody who does not write the reply has no such keys."""
    case = with_opinion(people)
    shown = as_(client, people.handler).get(reverse("case", args=[case.key]), {"step": "draft_reply"})
    (view,) = shown.context["co_views"]
    assert (view["unit"], view["text"], view["named"]) == (people.finance, SAID, False)
    assert "正文尚未提到" in shown.content.decode()
    for who in ("co_handler", "secretary", "deputy"):
        assert (
            'name="take"'
            not in as_(client, getattr(people, who)).get(reverse("case", args=[case.key])).content.decode()
        )


def test_one_key_takes_the_words_in(client: Client, people: Cast) -> None:
    """What was typed stays, nothing is sent, and the key is gone; a second time changes nothing."""
    case = with_opinion(people)
    (view,) = co_views(case)
    address = reverse("case_step", args=[case.key, "draft_reply"])
    sent = {"version": case.version, "text": OWN.replace("\n", "\r\n"), "take": view.position}
    for _twice in range(2):
        shown = as_(client, people.handler).post(address, sent)
        assert shown.status_code == 200
        text = shown.context["form"]["text"].value()
        assert text == OWN.replace("\n三、", f"\n{VIEWS}\n{people.finance.label}：{SAID}\n三、") + "\n"
        assert shown.context["co_views"][0]["has"]
        assert Case.objects.get(pk=case.pk).version == case.version
        sent["text"] = text
    assert as_(client, people.secretary).post(address, sent).status_code == 403


def test_a_returned_view_does_not_stand(people: Cast) -> None:
    """Until it is given anew; then only the last words are shown."""
    case = with_opinion(people)
    why = {"words": {"reason": "没有说明资金的来源和拨付时间"}, "values": {"unit_key": people.finance.key}}
    case = step(case, "return_opinion", people.handler, **why)
    assert co_views(case) == []
    given = {"words": {"text": "资金六月底前拨付。"}, "values": {"unit_key": people.finance.key}}
    case = step(case, "opinion", people.co_handler, **given)
    assert [each.text for each in co_views(case)] == ["资金六月底前拨付。"]
