"""An opinion of the committee, and a formal inquiry, made of a confirmed statement: they rest on its place."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import Bench, a_draft, bench, cosigned, seen, step
from tests.web.sure import sign_in

from huiyin.congress.filing import file_draft
from huiyin.congress.models import SuggestionDraft
from huiyin.ledger import review
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case, Source, Statement
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.ledger.verify import verify

pytestmark = pytest.mark.django_db
TEXT = "审议意见\n会议认为，供热工作成效明显。\n建议市住建局2026年更新老旧供热管网30公里以上。\n"


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people, n=10)


def statement(people: Cast, *, confirmed: bool = True) -> Statement:
    """Return a statement of a source of the congress, which everybody there may see."""
    by, at = seen(people.secretary), timezone.now()
    told = Description(title="供热工作情况审议意见", text_kind="other", year=2026, place=people.city)
    source = add_source(
        opened=open_pasted(TEXT), described=told, house="congress", home=people.city, shared=True, by=by, at=at
    )
    read_source(source.key)
    row = Statement.objects.get(source=source, text__contains="30公里", gone=False)
    if confirmed:
        review.confirm(source=Source.objects.get(pk=source.pk), statements={row.key: row.version}, by=by, at=at)
    return Statement.objects.select_related("source").get(pk=row.pk)


def html(answer: Any) -> str:
    return re.sub(r"&amp;", "&", answer.content.decode())


def test_an_opinion_is_made_of_a_statement(client: Client, people: Cast, sits: Bench) -> None:
    """Card and page of the statement lead there; no text is typed; the case rests on the place; both name it then."""
    row = statement(people)
    clerk = sign_in(client, people.secretary)
    address = f"{reverse('committee_opinion_new')}?statement={row.key}"
    for page in ("statement", "statement_card"):
        assert address in html(clerk.get(reverse(page, args=[row.key])))
    shown = html(clerk.get(address))
    assert row.text in shown
    assert 'name="text"' not in shown
    given = {
        "congress": sits.congress.key,
        "title": "对供热工作情况报告的审议意见",
        "meeting": "市十七届人大常委会第三十次会议",
        "held_on": timezone.localdate().isoformat(),
    }
    made = clerk.post(address, given)
    case = Case.objects.get(case_type="opinion")
    assert made["Location"] == reverse("case", args=[case.key])
    passage = case.entry.passages.get()
    assert (passage.statement, passage.source, passage.quote) == (row, row.source, row.text)
    assert reverse("statement", args=[row.key]) in html(clerk.get(made["Location"]))
    assert reverse("case", args=[case.key]) in html(clerk.get(reverse("statement", args=[row.key])))


def test_an_opinion_made_by_mistake_is_taken_back_and_put_back(client: Client, people: Cast, sits: Bench) -> None:
    """From the open card of the review; it goes on being named there, with what became of it."""
    row = statement(people)
    clerk = sign_in(client, people.secretary)
    given = {
        "congress": sits.congress.key,
        "title": "对供热工作情况报告的审议意见",
        "meeting": "市十七届人大常委会第三十次会议",
        "held_on": timezone.localdate().isoformat(),
        "to": [people.office.key],
    }
    clerk.post(f"{reverse('committee_opinion_new')}?statement={row.key}", given)
    case = Case.objects.get(case_type="opinion")
    assert case.stage == "forwarded"
    card, url = reverse("statement_card", args=[row.key]), reverse("case", args=[case.key])
    for action, stage, back in (("withdraw", "withdrawn", "restore"), ("restore", "drafted", "withdraw")):
        shown = html(clerk.get(card))
        assert f"{url}?step={action}#step" in shown
        assert f"?step={back}#step" not in shown
        assert ("已撤销" in shown) == (action == "restore")
        case.refresh_from_db()
        sent = {"version": case.version, "reason": "误把发言当作审议意见录入"}
        assert clerk.post(reverse("case_step", args=[case.key, action]), sent).status_code == 302
        case.refresh_from_db()
        assert case.stage == stage
    assert f"{url}?step=" not in html(sign_in(client, people.auditor).get(reverse("statement", args=[row.key])))
    assert verify().clean


def test_an_inquiry_asks_about_a_statement(client: Client, people: Cast, sits: Bench) -> None:
    """Entered from paper out of the review; filed, it rests on its own text and on that place."""
    row = statement(people)
    client = sign_in(client, people.secretary)
    address = f"{reverse('suggestion_paper')}?kind=inquiry&statement={row.key}"
    assert address in html(client.get(reverse("statement", args=[row.key])))
    assert row.text in html(client.get(address))
    url = client.post(address, {"congress": sits.congress.pk, "deputy": sits.filer.name})["Location"]
    draft = SuggestionDraft.objects.get()
    assert (draft.statement, draft.kind) == (row, "inquiry")
    assert row.text in html(client.get(url))
    told = {"kind": "inquiry", "title": "关于供热管网更新的质询案", "publish": "yes", "revision": "1"}
    told |= {"grounds": "2026年的任务为何没有列入计划？", "proposals": "审议意见要求更新三十公里以上，至今没有计划。"}
    answer = client.post(url, {**told, "respondent": people.housing.key})
    assert answer.status_code == 302, answer.context["form"].errors
    names = "、".join(each.name for each in sits.deputies[1:])
    client.post(reverse("suggestion_invite", args=[draft.key]), {"names": names})
    assert client.post(reverse("suggestion_file", args=[draft.key])).status_code == 302
    case = Case.objects.get(case_type="inquiry")
    assert [each.statement for each in case.entry.passages.order_by("pk")] == [None, None, row]
    assert row.text in html(client.get(reverse("case", args=[case.key])))


def test_the_unit_answers_as_the_presidium_decided(client: Client, people: Cast, sits: Bench) -> None:
    """The form of the answer is chosen already, the field takes a whole letter, and another form can be given."""
    draft = a_draft(sits, kind="inquiry", title="关于供热管网的质询案", respondent=people.housing)
    case = file_draft(draft=cosigned(draft, sits.deputies[1:]), by=seen(sits.filer), at=timezone.now()).case
    told = {"signers": 10, "respondent": "市住建局"}
    case = step(case, "register", people.secretary, words={"text": "管网何时更新完成？为何逾期？"}, values=told)
    decided = {"answer_form": "oral_presidium", "answer_by": timezone.localdate()}
    case = step(case, "have_answered", people.secretary, unit=people.housing, values=decided)
    head = sign_in(client, people.head)
    shown = html(head.get(reverse("case", args=[case.key])))
    assert reverse("case_step", args=[case.key, "answer"]) in shown, "what the presidium asked for is offered openly"
    assert "已开展的工作" not in shown, "the headings of a reply to a suggestion are no answer to an inquiry"
    assert '<option value="oral_presidium" selected>' in shown
    answer = {"answer_form": "written", "letter_on": timezone.localdate().isoformat(), "text": "逐项答复如下。" * 1000}
    sent = head.post(reverse("case_step", args=[case.key, "answer"]), {"version": case.version, **answer})
    assert sent.status_code == 302
    case.refresh_from_db()
    assert case.stage == "answered"


@pytest.mark.parametrize("view", ["committee_opinion_new", "suggestion_paper"])
def test_what_nobody_has_confirmed_is_not_taken(client: Client, people: Cast, sits: Bench, view: str) -> None:
    row = statement(people, confirmed=False)
    clerk = sign_in(client, people.secretary)
    assert "?statement=" not in html(clerk.get(reverse("statement_card", args=[row.key])))
    assert clerk.get(f"{reverse(view)}?kind=inquiry&statement={row.key}").status_code == 404
