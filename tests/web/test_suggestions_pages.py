"""Pages of suggestions: written, co-signed, filed, registered, replied to, judged, each by whom it concerns."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.cast import Cast
from tests.congress.deputies import (
    GROUNDS,
    PROPOSALS,
    REPLY,
    TITLE,
    a_draft,
    bench,
    cosigned,
    filed,
    handled,
    registered,
    replied,
    seen,
    step,
)

from huiyin import policy
from huiyin.congress.drafts import attachments_of, invite
from huiyin.congress.models import Cosigning, SuggestionDraft
from huiyin.ledger.models import Attachment, Case
from huiyin.people.models import Account
from huiyin.web.cases.forms import Setting, StepForm
from huiyin.web.days import full_day

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
TYPED = {"kind": "suggestion", "title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "wish": "", "publish": "yes"}
WHY = "没有回答泊位什么时候建成，也没有说明资金来源"


def as_(client: Client, account: Account | None) -> Client:
    assert account is not None
    client.force_login(account)
    return client


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_deputy_writes_and_files(client: Client, people: Cast) -> None:
    """From nothing to a receipt; the file handed in goes with it."""
    bench(people)
    as_(client, people.deputy)
    assert reverse("file_suggestion") in page(client, "my_suggestions")
    found = re.search(r'name="congress" value="(\w+)"', page(client, "file_suggestion"))
    assert found
    client.post(reverse("file_suggestion"), {"congress": found[1]})
    draft = SuggestionDraft.objects.get()
    typed = {**TYPED, "revision": draft.revision, "do": "file", "attached": SimpleUploadedFile("泊位清单.pdf", PDF)}
    answer = client.post(reverse("suggestion_draft", args=[draft.key]), typed)
    assert answer["Location"] == reverse("suggestion_file", args=[draft.key])
    shown = page(client, "suggestion_file", draft.key)
    assert GROUNDS in shown
    assert [each.name for each in attachments_of(draft)] == ["泊位清单.pdf"]
    answer = client.post(reverse("suggestion_file", args=[draft.key]), follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("case", args=[case.key])
    assert "回执" in answer.content.decode()
    assert "泊位清单.pdf" in answer.content.decode()
    assert client.get(reverse("attachment", args=[Attachment.objects.get().key])).status_code == 200


def test_a_half_written_draft_is_kept(client: Client, people: Cast) -> None:
    """Nothing is required until it is filed."""
    sits = bench(people)
    draft = a_draft(sits)
    as_(client, people.deputy)
    typed = {"kind": "suggestion", "title": "", "grounds": "还没写完", "proposals": "", "revision": draft.revision}
    assert client.post(reverse("suggestion_draft", args=[draft.key]), typed).status_code == 302
    assert SuggestionDraft.objects.get().grounds == "还没写完"
    shown = page(client, "suggestion_file", draft.key)
    assert reverse("suggestion_draft", args=[draft.key]) in shown
    answer = client.post(reverse("suggestion_file", args=[draft.key]))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_stale_page_loses_nothing_that_was_typed(client: Client, people: Cast) -> None:
    """Both texts are shown; sending it again keeps the second one."""
    sits = bench(people)
    draft = a_draft(sits)
    as_(client, people.deputy)
    address = reverse("suggestion_draft", args=[draft.key])
    client.post(address, {**TYPED, "title": "手机上的题目", "revision": draft.revision})
    answer = client.post(address, {**TYPED, "title": "电脑上的题目", "revision": draft.revision})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "手机上的题目" in shown
    assert "电脑上的题目" in shown
    again = {**TYPED, "title": "电脑上的题目", "revision": answer.context["form"]["revision"].value()}
    assert client.post(address, again).status_code == 302
    assert SuggestionDraft.objects.get().title == "电脑上的题目"


@pytest.mark.parametrize("who", ["secretary", "supervisor", "administrator", "auditor", "other"])
def test_a_draft_is_not_there_for_others(client: Client, people: Cast, who: str) -> None:
    """Not even its title; whoever may look at such pages at all gets 404."""
    sits = bench(people)
    draft = a_draft(sits)
    other = sits.deputies[2].account if who == "other" else getattr(people, who)
    as_(client, other)
    for view in ("suggestion_draft", "suggestion_file", "suggestion_drop"):
        assert client.get(reverse(view, args=[draft.key])).status_code in (403, 404)
    assert client.post(reverse("suggestion_draft", args=[draft.key]), TYPED).status_code in (403, 404)
    assert client.get(reverse("cosign_one", args=[draft.key])).status_code in (403, 404)


def test_asking_nobody_is_said(client: Client, people: Cast) -> None:
    """A button that was pressed to no effect says why."""
    draft = a_draft(bench(people))
    as_(client, people.deputy)
    page = client.post(reverse("suggestion_invite", args=[draft.key]), {"names": " "}, follow=True)
    assert "没有邀请任何人" in page.content.decode()


def test_co_signers_are_invited_by_name_and_confirm(client: Client, people: Cast) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    as_(client, people.deputy)
    answer = client.post(
        reverse("suggestion_invite", args=[draft.key]), {"names": "周砚秋、何若棠、无此人"}, follow=True
    )
    assert "无此人" in answer.content.decode()
    assert re.search(r'name="names" value="无此人"', answer.content.decode())
    assert 'value="无此人"' not in page(client, "suggestion_draft", draft.key)
    assert [each.deputy.name for each in Cosigning.objects.all()] == ["周砚秋", "何若棠"]
    as_(client, sits.deputies[1].account)
    assert TITLE in page(client, "desk")
    assert TITLE in page(client, "cosign")
    assert PROPOSALS in page(client, "cosign_one", draft.key)
    sent = {"revision": draft.revision, "do": "confirm"}
    assert client.post(reverse("cosign_one", args=[draft.key]), sent).status_code == 302
    as_(client, sits.deputies[2].account)
    client.post(reverse("cosign_one", args=[draft.key]), {"revision": draft.revision, "do": "decline"})
    states = Cosigning.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "declined"]


def test_names_that_were_refused_stand_in_the_field_again(client: Client, people: Cast) -> None:
    """Whoever leads is named among the co-signers by mistake: nobody is asked, and nothing typed is lost."""
    draft = a_draft(bench(people))
    name = draft.drafter.name
    answer = as_(client, people.deputy).post(
        reverse("suggestion_invite", args=[draft.key]), {"names": f"周砚秋，{name}"}, follow=True
    )
    assert "领衔代表已在签名之列" in answer.content.decode()
    assert f'value="周砚秋、{name}"' in answer.content.decode()
    assert not Cosigning.objects.exists()


def test_what_is_done_beside_the_text_of_a_draft_saves_the_text(client: Client, people: Cast) -> None:
    """Inviting, withdrawing and taking a file out; saving alone asks nobody and leaves the names where they were."""
    sits = bench(people)
    draft = a_draft(sits)
    as_(client, people.deputy)
    invited, saved = reverse("suggestion_invite", args=[draft.key]), reverse("suggestion_draft", args=[draft.key])

    def sent(address: str, **more: Any) -> Any:
        return client.post(address, {**TYPED, "names": "", "revision": draft.revision, **more}, follow=True)

    left = sent(saved, grounds="第一稿", names="周砚秋", attached=SimpleUploadedFile("泊位清单.pdf", PDF), do="save")
    assert 'name="names" value="周砚秋"' in left.content.decode()
    assert not Cosigning.objects.exists()
    draft.refresh_from_db()
    sent(invited, grounds="第二稿", names="周砚秋")
    draft.refresh_from_db()
    assert (draft.grounds, draft.cosignings.get().state) == ("第二稿", "invited")
    stale = sent(invited, grounds="第三稿", names="何若棠", revision=draft.revision - 1)
    assert stale.status_code == 409
    for kept in ("第二稿", "第三稿", 'name="names" value="何若棠"', f'action="{saved}"'):
        assert kept in stale.content.decode()
    assert draft.cosignings.count() == 1
    sent(invited, grounds="第四稿", withdraw=draft.cosignings.get().pk)
    draft.refresh_from_db()
    assert (draft.grounds, draft.cosignings.get().state) == ("第四稿", "withdrawn")
    sent(reverse("suggestion_file_drop", args=[draft.key, attachments_of(draft).get().key]), grounds="第五稿")
    draft.refresh_from_db()
    assert (draft.grounds, attachments_of(draft).count()) == ("第五稿", 0)


def test_names_of_co_signers_may_be_set_apart_by_spaces(client: Client, people: Cast) -> None:
    """As they are typed on a phone; a space within a name does not matter either."""
    sits = bench(people)
    draft = a_draft(sits)
    as_(client, people.deputy).post(reverse("suggestion_invite", args=[draft.key]), {"names": "周砚秋 何若棠，温 如岚"})
    assert [each.deputy.name for each in Cosigning.objects.all()] == ["周砚秋", "何若棠", "温如岚"]


def test_a_text_that_changed_under_the_reader_is_shown_again(client: Client, people: Cast) -> None:
    """Nobody confirms words that he has not read."""
    sits = bench(people)
    draft = a_draft(sits)
    invite(draft=draft, deputies=[sits.deputies[1]], at=timezone.now())
    as_(client, sits.deputies[1].account)
    answer = client.post(reverse("cosign_one", args=[draft.key]), {"revision": draft.revision - 1, "do": "confirm"})
    assert answer.status_code == 409
    assert Cosigning.objects.get().state == "invited"


def test_an_invitation_is_withdrawn(client: Client, people: Cast) -> None:
    sits = bench(people)
    draft = cosigned(a_draft(sits), sits.deputies[1:2])
    as_(client, people.deputy)
    client.post(reverse("suggestion_invite", args=[draft.key]), {"withdraw": draft.cosignings.get().pk})
    as_(client, sits.deputies[1].account)
    assert client.get(reverse("cosign_one", args=[draft.key])).status_code == 404


def test_the_page_reminds_and_shows_what_is_alike(client: Client, people: Cast) -> None:
    """A reminder names the words and the rule, and hinders nothing."""
    sits = bench(people)
    replied(sits, people)
    draft = a_draft(sits, title="关于老旧小区停车难的建议", grounds="群众举报某停车场乱收费，" + GROUNDS)
    as_(client, people.deputy)
    shown = page(client, "suggestion_draft", draft.key)
    assert "举报" in shown
    assert "检举、控告、申诉另有渠道" in shown
    assert TITLE in shown
    assert REPLY[:20] in shown
    assert client.post(reverse("suggestion_file", args=[draft.key])).status_code == 302


def test_a_motion_with_too_few_signers_goes_as_a_suggestion(client: Client, people: Cast) -> None:
    """It says how many are missing, and offers the other way."""
    sits = bench(people)
    draft = cosigned(a_draft(sits, kind="motion"), sits.deputies[1:4])
    as_(client, people.deputy)
    shown = page(client, "suggestion_file", draft.key)
    assert "6" in shown
    assert client.post(reverse("suggestion_file", args=[draft.key])).status_code == 422
    assert client.post(reverse("suggestion_file", args=[draft.key]), {"as": "suggestion"}).status_code == 302
    case = Case.objects.get()
    assert (case.case_type, case.deputies.count()) == ("suggestion", 4)


def test_the_secretariat_enters_one_from_paper(client: Client, people: Cast) -> None:
    sits = bench(people)
    as_(client, people.secretary)
    typed = {"congress": sits.congress.pk, "deputy": "周砚秋"}
    answer = client.post(reverse("suggestion_paper"), {**typed, "deputy": "无此人"})
    assert answer.status_code == 422
    answer = client.post(reverse("suggestion_paper"), typed)
    draft = SuggestionDraft.objects.get()
    assert answer["Location"] == reverse("suggestion_draft", args=[draft.key])
    added = client.post(reverse("suggestion_invite", args=[draft.key]), {"names": "何若棠"})
    assert added["Location"] == answer["Location"] + "#d-cosign"
    shown = page(client, "suggestion_draft", draft.key)
    assert "已录入1名联名代表" in shown
    assert "已在纸质件上联名" in shown
    for invited in ("已邀请", "邀请代表", "撤回对"):
        assert invited not in shown, "nobody was asked: the signatures stand on the paper"
    client.post(answer["Location"], {**TYPED, "revision": draft.revision})
    assert client.post(reverse("suggestion_file", args=[draft.key])).status_code == 302
    case = Case.objects.get()
    assert case.filing.paper
    names = case.deputies.order_by("pk").values_list("deputy__name", flat=True)
    assert list(names) == ["周砚秋", "何若棠"]


def test_the_desk_finds_by_view_word_and_deputy(client: Client, people: Cast) -> None:
    sits = bench(people)
    one = registered(sits, people)
    two = filed(sits, title="关于加强农村道路养护的建议").case
    as_(client, people.secretary)
    shown = page(client, "suggestions")
    assert one.title in shown
    assert two.title in shown
    for query, found, left in (
        ({"view": "filed"}, two, one),
        ({"view": "registered"}, one, two),
        ({"q": "农村道路"}, two, one),
        ({"q": one.number}, one, two),
    ):
        shown = page(client, "suggestions", **query)
        assert found.title in shown, query
        assert left.title not in shown, query
    assert one.title in page(client, "suggestions", q="陆闻舟")
    assert one.title not in page(client, "suggestions", occasion="between")
    assert one.title in page(client, "suggestions", print="1")


def test_the_hand_over_list_is_a_workbook(client: Client, people: Cast) -> None:
    sits = bench(people)
    case = step(
        registered(sits, people, cosigners=1),
        "assign",
        people.secretary,
        unit=people.housing,
        co_units=[people.finance],
    )
    as_(client, people.secretary)
    answer = client.get(reverse("suggestions_export"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    row = [cell.value for cell in next(book.worksheets[0].iter_rows(min_row=2))]
    assert row[:4] == [case.number, TITLE, "陆闻舟", "周砚秋"]
    assert row[8:10] == ["市住建局", "市财政局"]


SENT = {  # from the page of the case: who, stage to start from, action, typed, stage reached
    "register": ("secretary", filed, {"category": "城建环资"}, "registered"),
    "return_to_deputy": ("secretary", filed, {"ground": "several_matters", "reason": WHY}, "with_deputy"),
    "forward": ("secretary", registered, {"office": "office"}, "forwarded"),
    "assign": ("secretary", registered, {"unit": "市住建局", "co_units": "市财政局"}, "assigned"),
    "assign_parts": ("secretary", registered, {"part_units": "市住建局、市财政局", "text": "各办一部分"}, "in_parts"),
    "classify": ("secretary", registered, {"class": "wide_or_difficult", "reason": WHY}, "registered"),
    "list_as_key": ("secretary", handled, {"committee": "城建环资委员会"}, "handling"),
    "draft_reply": ("handler", handled, {"text": REPLY}, "awaiting_approval"),
    "contact": ("handler", handled, {"contact_form": "visit", "text": "上门走访"}, "handling"),
    "reply": (
        "head",
        handled,
        {"outcome": "in_progress", "letter_number": "云住建函〔2026〕1号", "text": REPLY},
        "replied",
    ),
}


@pytest.mark.parametrize("action", SENT)
def test_a_step_is_taken_from_the_page_of_the_case(client: Client, people: Cast, action: str) -> None:
    """Each asks for what its policy needs, in words."""
    who, start, typed, reached = SENT[action]
    sits = bench(people)
    case = start(sits).case if start is filed else start(sits, people)  # type: ignore[operator, call-arg]
    case = Case.objects.get(pk=case.pk)
    as_(client, getattr(people, who))
    shown = client.get(reverse("case", args=[case.key]), {"step": action})
    assert reverse("case_step", args=[case.key, action]) in shown.content.decode()
    sent = {"version": case.version, **typed}
    if action == "forward":
        sent["office"] = people.office.pk
    if action == "contact":
        sent |= {"contacted_on": timezone.localdate().isoformat(), "contact_with": [sits.filer.key]}
    if action == "reply":
        sent["letter_on"] = timezone.localdate().isoformat()
    answer = client.post(reverse("case_step", args=[case.key, action]), sent)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    case.refresh_from_db()
    assert case.stage == reached
    if action == "register":
        assert (case.number, case.category) == ("第0001号", "城建环资")
    if action == "contact":
        shown_after = page(client, "case", case.key)
        assert "走访" in shown_after
        assert "上门走访" in shown_after


def test_an_item_is_merged_from_its_page(client: Client, people: Cast) -> None:
    """The likest stands first; both pages lead to one another."""
    sits = bench(people)
    lead = registered(sits, people)
    registered(sits, people, title="关于加强农村道路养护的建议")
    other = registered(sits, people, title="关于解决老旧小区停车难的建议")
    as_(client, people.secretary)
    answer = client.get(reverse("case", args=[other.key]), {"step": "merge"})
    offered = [key for key, _words in answer.context["form"].fields["into"].choices]
    assert offered[1] == lead.key
    answer = client.post(reverse("case_step", args=[other.key, "merge"]), {"version": other.version, "into": lead.key})
    assert answer.status_code == 302
    assert lead.title in page(client, "case", other.key)
    assert other.title in page(client, "case", lead.key)


def test_the_form_of_a_reply_answers_point_by_point(client: Client, people: Cast) -> None:
    """The draft begins with the deputy's points; the head's form with the draft."""
    sits = bench(people)
    text = "（一）建议市住建局三年内新增泊位5000个。\n（二）希望市教育局推动学校停车场错时开放。"
    case = handled(sits, people, proposals=text)
    as_(client, people.handler)
    answer = client.get(reverse("case", args=[case.key]), {"step": "draft_reply"})
    begun = answer.context["form"]["text"].value()
    assert "（一）关于市住建局三年内新增泊位5000个：" in begun
    assert "（二）关于市教育局推动学校停车场错时开放：" in begun
    case = step(case, "draft_reply", people.handler, words={"text": "拟好的答复稿全文"})
    as_(client, people.head)
    answer = client.get(reverse("case", args=[case.key]), {"step": "reply"})
    assert answer.context["form"]["text"].value() == "拟好的答复稿全文"


@pytest.mark.parametrize("who", ["secretary", "deputy", "auditor"])
def test_a_draft_reply_is_on_no_page_outside_the_unit(client: Client, people: Cast, who: str) -> None:
    sits = bench(people)
    case = step(handled(sits, people), "draft_reply", people.handler, words={"text": "未签发的答复稿"})
    as_(client, people.handler)
    assert "未签发的答复稿" in page(client, "case", case.key, print="1")
    as_(client, getattr(people, who))
    for view, args in (("case", [case.key]), ("desk", [])):
        answer = client.get(reverse(view, args=args), {"print": "1"})
        assert "未签发的答复稿" not in answer.content.decode()


def test_the_deputy_evaluates_on_one_screen(client: Client, people: Cast) -> None:
    """Not satisfied without a reason comes back on the field; with one it is handled again."""
    sits = bench(people)
    case = replied(sits, people)
    as_(client, people.deputy)
    assert TITLE in page(client, "evaluate")
    shown = page(client, "evaluate_one", case.key)
    assert REPLY in shown
    assert reverse("evaluate_one", args=[case.key]) in page(client, "case", case.key)
    sent = {"version": case.version, "attitude": "satisfied", "result": "unsatisfied", "reason": ""}
    answer = client.post(reverse("evaluate_one", args=[case.key]), sent)
    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    assert client.post(reverse("evaluate_one", args=[case.key]), {**sent, "reason": WHY}).status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.round) == ("rehandling", 2)
    again = client.post(reverse("evaluate_one", args=[case.key]), {**sent, "reason": WHY}, follow=True)
    assert "只计一次" in again.content.decode(), "the page was gone back to and sent again"
    assert case.evaluations.count() == 1
    as_(client, people.handler)
    assert WHY in page(client, "case", case.key)


def test_a_stale_evaluation_is_not_sent_unseen(client: Client, people: Cast) -> None:
    sits = bench(people)
    case = replied(sits, people)
    as_(client, people.deputy)
    sent = {"version": case.version - 1, "attitude": "satisfied", "result": "satisfied", "reason": ""}
    answer = client.post(reverse("evaluate_one", args=[case.key]), sent)
    assert answer.status_code == 422
    assert not case.evaluations.exists()


@pytest.mark.parametrize("who", ["secretary", "cosigner"])
def test_others_find_nothing_to_evaluate(client: Client, people: Cast, who: str) -> None:
    sits = bench(people)
    case = replied(sits, people, cosigners=1)
    as_(client, people.secretary if who == "secretary" else sits.deputies[1].account)
    sent = {"version": case.version, "attitude": "satisfied", "result": "satisfied"}
    assert client.post(reverse("evaluate_one", args=[case.key]), sent).status_code in (403, 422)
    assert not case.evaluations.exists()


def test_the_letter_is_shown_and_sent(client: Client, people: Cast) -> None:
    sits = bench(people)
    case = replied(sits, people)
    position = case.version
    as_(client, people.deputy)
    shown = page(client, "reply_letter", case.key, position)
    for words in (
        "云汀市住房和城乡建设局",
        "云住建函〔2026〕31号",
        "陆闻舟代表：",
        full_day(timezone.localdate()),
        "第0001号建议的答复",
    ):
        assert words in shown
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF-")):
        answer = client.get(reverse("reply_letter_file", args=[case.key, position, form]))
        assert answer.content.startswith(begins)
    assert client.get(reverse("reply_letter", args=[case.key, position - 1])).status_code == 404  # the draft
    as_(client, sits.deputies[2].account)
    assert client.get(reverse("reply_letter", args=[case.key, position])).status_code == 404


def test_marks_in_a_reply_are_set_on_its_pages(client: Client, people: Cast) -> None:
    """Emphasis and tables on the page of the case and of the evaluation, and in the letter with its attachments."""
    text = "（一）关于挖潜增位：2026年新增泊位1800个；到2028年底，力争**全市新增泊位5000个**。\n"
    text += "片区\t泊位\n临江\t1000\n老城\t800"
    case = replied(bench(people), people, text=text)
    as_(client, people.deputy)
    for address in (("case", case.key), ("evaluate_one", case.key), ("reply_letter", case.key, case.version)):
        shown = page(client, *address)
        assert "<strong>全市新增泊位5000个</strong>。" in shown
        assert '<th scope="col">泊位</th>' in shown
        assert "<td>老城</td><td>800</td>" in shown
    as_(client, people.handler)
    answer = client.get(reverse("reply_promises", args=[case.key]))
    row = answer.context["open"][-1]
    assert row["due"] == "2028-12-31"
    key = row["statement"].key
    sent = {f"take_{key}": "1", f"due_{key}": "2028-12-31"}
    assert client.post(reverse("reply_promises", args=[case.key]), sent).status_code == 302
    promise = Case.objects.get(promised_in=case)
    passage = promise.entry.passages.get()
    assert passage.quote == passage.source.text[passage.start : passage.end]
    assert "全市新增泊位5000个" in promise.title
    assert "*" not in promise.title


def test_files_of_a_reply_are_its_attachments(client: Client, people: Cast) -> None:
    """Named after the text and before the organ, without their endings."""
    case = step(handled(bench(people), people), "draft_reply", people.handler, words={"text": REPLY})
    as_(client, people.head)
    files = [SimpleUploadedFile(f"{name}.pdf", PDF, "application/pdf") for name in ("泊位分布表", "管理办法2.0版")]
    sent = {"version": case.version, "text": REPLY, "outcome": "in_progress", "letter_number": "云住建函〔2026〕31号"}
    sent |= {"letter_on": timezone.localdate().isoformat(), "evidence": files}
    answer = client.post(reverse("case_step", args=[case.key, "reply"]), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    shown = page(client, "reply_letter", case.key, case.version + 1)
    assert "<li>附件：1.泊位分布表</li><li>2.管理办法2.0版</li></ol><div" in shown


def test_the_unit_puts_its_promises_on_record(client: Client, people: Cast) -> None:
    """Without a day it is refused on the field; the secretariat sees them but confirms none."""
    sits = bench(people)
    case = replied(sits, people)
    as_(client, people.handler)
    answer = client.get(reverse("reply_promises", args=[case.key]))
    row = answer.context["open"][-1]
    assert row["due"] == "2028-12-31"
    key = row["statement"].key
    address = reverse("reply_promises", args=[case.key])
    refused = client.post(address, {f"take_{key}": "1", f"due_{key}": ""})
    assert refused.status_code == 422
    assert client.post(address, {f"take_{key}": "1", f"due_{key}": "2028-12-31"}).status_code == 302
    promise = Case.objects.get(case_type="reply_promise")
    assert promise.promised_in == case
    assert promise.title in page(client, "case", case.key)
    as_(client, people.secretary)
    assert promise.title in page(client, "reply_promises", case.key)
    assert client.post(address, {f"take_{key}": "1", f"due_{key}": "2028-12-31"}).status_code == 403


def test_a_promise_that_was_not_recognised_is_put_on_record_by_hand(client: Client, people: Cast) -> None:
    """Every other sentence of the reply stands below, folded; pressing without a tick says so."""
    text = "（一）关于停车泊位：泊位分布在八个片区。\n（二）关于管理：2027年9月底前出台老旧小区停车管理办法。"
    case = replied(bench(people), people, text=text)
    address = reverse("reply_promises", args=[case.key])
    answer = as_(client, people.handler).get(address)
    other = next(row for row in answer.context["others"] if "八个片区" in row["statement"].text)["statement"]
    assert not answer.context["others_open"]
    empty = client.post(address, {})
    assert empty.status_code == 422
    assert "请勾选本单位确已承诺的事项" in empty.content.decode()
    undated = client.post(address, {f"take_{other.key}": "1"})
    assert (undated.status_code, undated.context["others_open"]) == (422, True)
    assert client.post(address, {f"take_{other.key}": "1", f"due_{other.key}": "2027-12-31"}).status_code == 302
    assert "八个片区" in Case.objects.get(promised_in=case).title


def test_what_an_earlier_reply_promised_can_still_be_put_on_record(client: Client, people: Cast) -> None:
    """After another handling the last reply says other things; its words that are the same are asked once."""
    kept, other = "2027年9月底前出台老旧小区停车管理办法", "2027年6月底前建成停车楼3座"
    sits = bench(people)
    case = replied(sits, people, text=f"（一）关于管理：{kept}。\n（二）关于车位：{other}。")
    said = {"attitude": "satisfied", "result": "unsatisfied"}
    case = step(case, "redo", sits.filer, words={"reason": "没有说明停车楼建在哪里"}, values=said)
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": f"停车楼建在柳荫里，{other}。"}, values=values)
    address = reverse("reply_promises", args=[case.key])
    told = as_(client, people.handler).get(address).context
    assert [row["statement"].text for row in told["open"]] == [other]
    assert [row["statement"].text for row in told["earlier"]] == [kept]
    key = told["earlier"][0]["statement"].key
    assert client.post(address, {f"take_{key}": "1", f"due_{key}": "2027-09-30"}).status_code == 302
    assert Case.objects.get(promised_in=case).title == kept
    assert client.get(address).context["earlier"] == []
    words = {"text": f"停车楼建在柳荫里东侧，{other}。", "reason": "更正停车楼的地点，其余不变"}
    case = step(case, "correct_reply", people.head, words=words, values=values)
    assert client.get(address).context["earlier"] == []


def test_the_head_of_a_point_is_no_promise(client: Client, people: Cast) -> None:
    """It says again what the deputy proposed."""
    sits = bench(people)
    text = "（一）关于2026年内为100栋住宅加装电梯：2027年6月底前完成100栋老旧住宅加装电梯。"
    case = replied(sits, people, text=text)
    answer = as_(client, people.handler).get(reverse("reply_promises", args=[case.key]))
    assert [row["due"] for row in answer.context["open"]] == ["2027-06-30"]


def test_units_are_proposed_where_it_is_handed_over(client: Client, people: Cast) -> None:
    sits = bench(people)
    handled(sits, people, title="关于解决老旧小区停车难的建议")
    case = registered(sits, people)
    as_(client, people.secretary)
    shown = page(client, "case", case.key)
    assert "市住建局" in shown
    assert "关于解决老旧小区停车难的建议" in shown


def test_pages_are_few_queries(client: Client, people: Cast, django_assert_max_num_queries: Any) -> None:
    """The desk asks no more for thirty items than for three."""
    sits = bench(people)
    for n in range(3):
        registered(sits, people, title=f"关于第{n}件事的建议")
    as_(client, people.secretary)
    page(client, "suggestions")
    with django_assert_max_num_queries(40):
        page(client, "suggestions")


def test_the_same_desk_is_not_there_for_units(client: Client, people: Cast) -> None:
    bench(people)
    for who in ("handler", "deputy", "administrator"):
        as_(client, getattr(people, who))
        assert client.get(reverse("suggestions")).status_code == 403


@pytest.mark.parametrize(("days", "said"), [(1, "“答复日期”不能晚于今天。"), (-400, "答复日期不能早于")])
def test_a_letter_of_an_impossible_day_keeps_what_was_typed(client: Client, people: Cast, days: int, said: str) -> None:
    """The sentence stands at the day, once."""
    case = handled(bench(people), people)
    as_(client, people.head)
    on = timezone.localdate() + timedelta(days=days)
    sent = {"version": case.version, "outcome": "planned", "letter_number": "云住建函〔2026〕1号", "text": REPLY}
    answer = client.post(reverse("case_step", args=[case.key, "reply"]), {**sent, "letter_on": on.isoformat()})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == ["letter_on"]
    assert said in str(form.errors["letter_on"])
    body = answer.content.decode()
    assert body.count(f'value="{on.isoformat()}"') == 1
    assert REPLY in body


def test_a_sheet_of_an_evaluation_has_one_field_for_words(client: Client, people: Cast) -> None:
    """Its day stands before it; what is typed is the reason of the evaluation."""
    case = replied(bench(people), people)
    as_(client, people.secretary)
    fields = client.get(reverse("case", args=[case.key]), {"step": "evaluate"}).context["form"].fields
    assert list(fields) == ["version", "signed_on", "attitude", "result", "reason", "evidence"]
    assert fields["reason"].label == "理由或意见"
    today = timezone.localdate().isoformat()
    sent = {"version": case.version, "signed_on": today, "attitude": "unsatisfied", "result": "satisfied"}
    files = {"evidence": SimpleUploadedFile("意见表.pdf", PDF)}
    step = reverse("case_step", args=[case.key, "evaluate"])
    assert list(client.post(step, sent | files).context["form"].errors) == ["reason"]
    files = {"evidence": SimpleUploadedFile("意见表.pdf", PDF)}
    assert client.post(step, {**sent, **files, "reason": WHY}).status_code == 302
    assert WHY in page(client, "case", case.key)
    assert case.evaluations.get().signed_on == timezone.localdate()


def test_an_evaluation_without_a_reason_asks_for_a_remark(client: Client, people: Cast) -> None:
    """Where the rules ask for no reason of whoever is content, the words are called what they are."""
    case = replied(bench(people), people)
    henan = policy.load("suggestion.henan")
    transition = next(each for each in henan.transitions if each.action == "evaluate")
    setting = Setting(case, transition, henan, seen(people.deputy), timezone.localdate())
    assert StepForm(setting).fields["text"].label == "意见"


def test_the_unit_that_sent_an_item_back_is_not_proposed_for_it(client: Client, people: Cast) -> None:
    """Before it did, its duty was the reason to propose it."""
    people.housing.duties = "老旧小区停车难"
    people.housing.save()
    case = registered(bench(people), people)
    as_(client, people.secretary)

    def proposed() -> list[str]:
        found = client.get(reverse("case", args=[case.key])).context["suggestion"]["handlers"]
        return [each["unit"].name for each in found]

    assert people.housing.name in proposed()
    step(case, "assign", people.secretary, unit=people.housing)
    step(case, "send_back", people.handler, words={"reason": "停车泊位由市城管局管理，不属本单位职责"})
    assert people.housing.name not in proposed()
