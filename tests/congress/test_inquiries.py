"""Formal inquiries: ten signers, whom they are put to, only while the congress sits, and the rounds of answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import Bench, a_draft, bench, cosigned, seen, step

from huiyin.congress import inquiries
from huiyin.congress.drafts import Written, write_draft
from huiyin.congress.filing import file_as_suggestion, file_draft, respondents
from huiyin.congress.models import Session, SuggestionDraft
from huiyin.congress.replying import to_begin_with
from huiyin.errors import CongressError
from huiyin.ledger.models import Case
from huiyin.ledger.trail import trail_of

ASKS = {
    "kind": "inquiry",
    "title": "关于供热管网改造进度的质询案",
    "grounds": "供热管网改造为何三年没有完成？剩余31公里何时完成？",
    "proposals": "2023年至2025年政府工作报告三次部署，累计完成54公里，资金到位六成。",
}


def drafted(sits: Bench, people: Cast, *, cosigners: int = 9, **more: Any) -> SuggestionDraft:
    draft = a_draft(sits, **{**ASKS, "respondent": people.housing, **more})
    return cosigned(draft, sits.deputies[1 : cosigners + 1])


def filed(sits: Bench, people: Cast, **more: Any) -> Case:
    return file_draft(draft=drafted(sits, people, **more), by=seen(sits.filer), at=timezone.now()).case


@pytest.mark.parametrize("level", ["prefecture", "township"])
def test_ten_deputies_put_it_to_a_unit(people: Cast, level: str) -> None:
    """At every level ten; the text says whom it asks; the presidium decides by the end of the session."""
    sits = bench(people, n=10, level=level)
    case = filed(sits, people)
    assert (case.case_type, case.stage, case.deputies.count()) == ("inquiry", "filed", 10)
    text = case.entry.passages.first().source.text
    assert "质询对象：云汀市住房和城乡建设局" in text
    assert "联名代表：" in text
    assert "一、质询的问题" in text
    assert case.due_on == sits.session.closes_on
    assert inquiries.respondent_of(case) == people.housing
    with pytest.raises(CongressError, match=r"^inquiry.signers"):
        filed(sits, people, cosigners=8, title="另一件质询案的标题")


def test_all_that_hinders_an_inquiry_is_told_at_once(people: Cast) -> None:
    """Between sessions, with too few, to somebody who cannot be asked, and without consent or its opposite."""
    sits = bench(people, n=10)
    Session.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(CongressError) as refused:
        filed(sits, people, cosigners=8, respondent=people.congress, publish=None)
    assert [refused.value.code, *(each.code for each in refused.value.others)] == [
        *("draft.incomplete", "inquiry.signers", "inquiry.no_session", "inquiry.respondent"),
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param({"respondent": None}, "draft.incomplete", id="nobody"),
        pytest.param({"respondent": "district_government"}, "inquiry.respondent", id="another place"),
        pytest.param({"respondent": "congress"}, "inquiry.respondent", id="the congress itself"),
        pytest.param({"closed": True}, "inquiry.no_session", id="between sessions"),
    ],
)
def test_what_cannot_be_put(people: Cast, more: dict[str, Any], code: str) -> None:
    sits = bench(people, n=10)
    if more.pop("closed", False):
        Session.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    if isinstance(more.get("respondent"), str):
        more["respondent"] = getattr(people, more["respondent"])
    with pytest.raises(CongressError, match=f"^{code}"):
        filed(sits, people, **more)
    assert not Case.objects.exists()


def test_another_respondent_is_another_text(people: Cast) -> None:
    """Who confirmed is asked anew; an inquiry does not go as a suggestion."""
    sits = bench(people, n=10)
    draft = drafted(sits, people, cosigners=3)
    names = ("kind", "title", "grounds", "proposals", "wish", "publish")
    told = {name: getattr(draft, name) for name in names}
    write_draft(
        draft=draft, written=Written(**told, respondent=people.finance), at=timezone.now(), expected=draft.revision
    )
    draft.refresh_from_db()
    assert all(each.waits for each in draft.cosignings.select_related("draft"))
    with pytest.raises(CongressError, match=r"^draft.no_motion"):
        file_as_suggestion(draft=draft, by=seen(sits.filer), at=timezone.now())


def test_the_presidium_has_it_answered_and_answered_again(people: Cast) -> None:
    """Each round says how and when it is to be answered, and what was answered; half of the signers ask again."""
    sits = bench(people, n=10)
    case = filed(sits, people)
    asked = {"signers": 10, "respondent": people.housing.name}
    case = step(case, "register", people.secretary, values=asked, words={"text": "已核对联名人数和质询内容"})
    today = timezone.localdate()
    decided = {"answer_form": "oral_presidium", "answer_by": today}
    case = step(case, "have_answered", people.secretary, unit=people.housing, values=decided)
    answer = {"answer_form": "oral_presidium", "letter_on": today}
    case = step(case, "answer", people.head, values=answer, words={"text": "剩余31公里今年完成。"})
    why = {"reason": "没有说明资金何时到位，请再作答复"}
    case = step(case, "ask_again", sits.filer, values={"discontent_share": 60}, words=why)
    case = step(case, "have_answered", people.secretary, unit=people.housing, values={"answer_form": "written"})
    rounds = inquiries.rounds_of([case])[case.key]
    assert [(each.form, each.answer_by, each.answer) for each in rounds] == [
        ("oral_presidium", today, "剩余31公里今年完成。"),
        ("written", None, ""),
    ]
    assert {each.unit for each in rounds} == {people.housing.name}
    (found,) = inquiries.inquiries_visible_to(seen(people.secretary), sits.session)
    assert found.signed[0].deputy == sits.filer
    assert not inquiries.inquiries_visible_to(seen(people.nobody), sits.session).exists()


def test_who_can_be_asked(people: Cast) -> None:
    """The government and its departments of the own place; neither the congress nor the press."""
    sits = bench(people, n=1)
    assert set(respondents(sits.congress, on=timezone.localdate())) == {people.office, people.housing, people.finance}


def test_an_answer_is_drafted_in_the_unit_before_its_head_signs(people: Cast) -> None:
    """The head's form opens with the draft, the next round's with none; outside the unit nobody reads it."""
    sits = bench(people, n=10)
    case = filed(sits, people)
    asked = {"signers": 10, "respondent": people.housing.name}
    case = step(case, "register", people.secretary, values=asked, words={"text": "已核对联名人数和质询内容"})
    case = step(case, "have_answered", people.secretary, unit=people.housing, values={"answer_form": "written"})
    draft = "剩余31公里今年完成，资金已经落实。"
    case = step(case, "draft_reply", people.handler, words={"text": draft})
    assert (case.stage, to_begin_with(case, "answer")) == ("awaiting_approval", draft)
    told = {who: trail_of(case, viewer=seen(getattr(people, who)))[0].texts for who in ("head", "secretary")}
    assert told == {"head": {"text": draft}, "secretary": {}}
    answer = {"answer_form": "written", "letter_on": timezone.localdate()}
    case = step(case, "answer", people.head, values=answer, words={"text": draft})
    why = {"reason": "没有说明资金何时到位，请再作答复"}
    case = step(case, "ask_again", sits.filer, values={"discontent_share": 60}, words=why)
    case = step(case, "have_answered", people.secretary, unit=people.housing, values={"answer_form": "written"})
    assert to_begin_with(case, "draft_reply") == ""
