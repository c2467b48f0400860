"""Pages of what was said and asked: every number opens its list, what is refused keeps its words, who may do what."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.cast import Cast
from tests.congress.deputies import bench, cosigned
from tests.congress.said import ONE, a_record, line, of_two
from tests.congress.seated import Seated, seated
from tests.congress.test_inquiries import ASKS
from tests.congress.test_questions import ANSWER, ASKED_AT, TEXT, asked
from tests.web.sure import sign_in

from huiyin.congress.models import Question, Record, Remark, SuggestionDraft
from huiyin.ledger.models import Case


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.secretary)


@pytest.fixture
def record(town: Seated, people: Cast) -> Record:
    return of_two(town, people)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def at(town: Seated, view: str) -> str:
    return reverse(view, args=[town.session.key])


def test_every_number_of_the_page_opens_its_passages(clerk: Client, town: Seated, record: Record) -> None:
    """The list behind a link holds as many as the link says; passages have their place and their source."""
    answer = clerk.get(at(town, "glance"), {"drafts": "1"})
    page = answer.content.decode()
    links = re.findall(r'href="([^"]*/said/passages/[^"]*)">(?:<strong>)?(\d+)', page)
    assert len(links) >= 10
    for url, n in links:
        behind = text(clerk.get(url.replace("&amp;", "&")))
        assert f"原文{n}处" in behind
        assert behind.count('class="passage"') == int(n)
    assert f"{record.source.title}" in behind  # type: ignore[union-attr]
    assert re.search(r"\[\d+:\d+\]", behind)
    assert f"/sources/{record.source.key}/?at=" in behind  # type: ignore[union-attr]
    only = text(clerk.get(at(town, "glance")))
    assert "1份记录共读出陈述3条，其中已确认2条" in only


def test_nobody_is_counted_by_name_or_by_praise(clerk: Client, town: Seated, record: Record) -> None:
    """代表法: no speaker beside a number, no filter and no order by kind, on the page as in the table."""
    page = clerk.get(at(town, "glance"), {"drafts": "1"}).content.decode()
    for name in (*town.mandates, "评价", "批评"):
        assert name not in page
    assert set(re.findall(r'<select id="(\w+)"', page)) == {"day", "drafts"}
    assert "sort" not in page
    same = clerk.get(at(town, "glance"), {"drafts": "1", "kind": "appraisal", "speaker": "苗向晚", "order": "kind"})
    assert re.findall(r'<td class="n".*?</td>', same.content.decode()) == re.findall(r'<td class="n".*?</td>', page)
    answer = clerk.get(at(town, "glance_table"), {"drafts": "1"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    assert book.sheetnames == ["各代表团谈到的领域", "项目和行动", "报告段落", "构成"]
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0] == ["领域", "临溪", "青石", "合计"]
    assert rows[-1][-1] == 3
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(name in cell for name in town.mandates for cell in cells)


def test_remarks_about_a_passage_of_the_report(clerk: Client, town: Seated, people: Cast, record: Record) -> None:
    """The paragraph stands on top; confirmed and proposed are told apart; a passage that nobody spoke of is 404."""
    report = a_record(town.meeting("plenary", hour=10), people, "政府工作报告", "停车难仍然突出。").source
    assert report is not None
    start, end = line(Record.objects.get(source=report), "停车")
    Remark.objects.filter(record=record).update(about=report, about_start=start, about_end=end)
    page = clerk.get(at(town, "glance")).content.decode()
    url = re.search(r'href="([^"]*/said/remarks/[^"]*)"', page)
    assert url is not None
    behind = text(clerk.get(url[1].replace("&amp;", "&")))
    assert "停车难仍然突出" in behind
    assert behind.count("按文字重合提出，待确认") == 2
    assert clerk.get(at(town, "glance_remarks"), {"about": report.key, "at": "0"}).status_code == 404


def test_an_empty_session_says_what_to_do(clerk: Client, town: Seated) -> None:
    """Nothing yet, and nothing confirmed yet, are two things."""
    assert at(town, "session_meetings") in text(clerk.get(at(town, "glance")))
    assert "没有符合条件的原文" in text(clerk.get(at(town, "glance_passages")))
    assert reverse("question_new", args=[town.session.key]) in text(clerk.get(at(town, "questions")))
    assert "十人以上联名" in text(clerk.get(at(town, "inquiries")))
    assert reverse("committee_opinion_new") in text(clerk.get(reverse("committee_opinions")))


def test_a_question_from_a_record_to_its_answer(clerk: Client, town: Seated, people: Cast, record: Record) -> None:
    """Its words and who said them stand in the form; what is refused comes back; the list says who owes."""
    said = Remark.objects.get(named="苗向晚")
    address = f"{at(town, 'question_new')}?remark={said.key}"
    page = text(clerk.get(address))
    assert ONE in page
    assert "苗向晚 004" in page
    sent = {"text": TEXT, "asked_by": "苗向晚 004", "on": "2026-01-08", "at": "09:10", "meeting": record.meeting.key}
    refused = clerk.post(address, sent)
    assert refused.status_code == 422
    assert "请填被询问的单位" in text(refused)
    assert TEXT in text(refused)
    assert "当日没有叫这个姓名的代表" in text(clerk.post(address, {**sent, "asked_by": "无此人", "unit": "市住建局"}))
    assert "密级" in text(clerk.post(address, {**sent, "text": f"密级：机密\n{TEXT}", "unit": "市住建局"}))
    assert address in text(clerk.get(reverse("record_page", args=[record.key]))).replace("&amp;", "&")
    done = clerk.post(address, {**sent, "unit": "市住建局"})
    row = Question.objects.get()
    assert done.url == reverse("question_page", args=[row.key])
    assert (row.remark, row.delegation, row.meeting) == (said, town.stone, record.meeting)
    listed = text(clerk.get(at(town, "questions")))
    assert re.search(r"待书面答复.*市住建局", listed)
    assert "共1条，1条未答复" in listed
    told = {"version": 1, "how": "writing", "answer": ANSWER, "answered_unit": "市住建局", "on": "2026-02-01"}
    assert clerk.post(reverse("question_answer", args=[row.key]), told).status_code == 302
    page = text(clerk.get(done.url))
    assert ANSWER in page
    assert f"“{ANSWER}”" in page  # in the trail
    assert "共1条，0条未答复" in text(clerk.get(at(town, "questions")))


def test_what_was_changed_meanwhile_comes_back_with_both_texts(clerk: Client, town: Seated, people: Cast) -> None:
    """409 with the typed text; sent again, it is saved."""
    row = asked(town, people)
    Question.objects.filter(pk=row.pk).update(version=2, text=TEXT + "还差多少？")
    address = reverse("question_answer", args=[row.key])
    told = {"version": 1, "how": "orally", "answer": ANSWER, "answered_by": "简文清", "on": "2026-01-09"}
    stale = clerk.post(address, told)
    assert stale.status_code == 409
    assert "还差多少" in text(stale)
    assert ANSWER in text(stale)
    again = {**told, "version": stale.context["form"]["version"].value()}
    assert clerk.post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_at) == (ANSWER, ASKED_AT)
    assert clerk.post(reverse("question_remove", args=[row.key]), follow=True).status_code == 200
    assert Question.objects.exists()
    twin = asked(town, people)
    assert clerk.get(reverse("question_remove", args=[twin.key])).status_code == 200
    clerk.post(reverse("question_remove", args=[twin.key]))
    assert list(Question.objects.all()) == [row]


def test_what_an_inquiry_lacks_is_said_by_its_own_fields(client: Client, people: Cast) -> None:
    """Between sessions the page says that it waits for one, and offers no button that would only refuse."""
    sits = bench(people, n=10)
    sign_in(client, people.deputy)
    begin = f"{reverse('file_suggestion')}?kind=inquiry"
    client.post(begin, {"congress": sits.congress.key})
    draft = SuggestionDraft.objects.get()
    filing = reverse("suggestion_file", args=[draft.key])
    page = text(client.get(filing))
    assert "质询的问题（不少于10个字）" in page
    assert "质询的内容（不少于10个字）" in page
    assert "建议内容" not in page
    draft.title, draft.grounds, draft.proposals, draft.publish = ASKS["title"], ASKS["grounds"], ASKS["proposals"], True
    draft.respondent = people.housing
    draft.save()
    cosigned(draft, sits.deputies[1:])
    assert '<button class="btn primary">' in text(client.get(filing))
    sits.session.closes_on = sits.session.opens_on
    sits.session.save()
    page = text(client.get(filing))
    assert "会议期间提出" in page
    assert "提交常委会" not in page
    assert '<button class="btn primary">' not in page


def test_a_deputy_writes_an_inquiry_with_others(client: Client, people: Cast) -> None:
    """Its fields come with the kind; too few signers do not make a suggestion of it; filed, it stands in the list."""
    sits = bench(people, n=10)
    sign_in(client, people.deputy)
    listed = text(client.get(reverse("inquiries", args=[sits.session.key])))
    begin = f"{reverse('file_suggestion')}?kind=inquiry"
    assert begin in listed
    assert "提出质询案" in text(client.get(begin))
    done = client.post(begin, {"congress": sits.congress.key})
    draft = SuggestionDraft.objects.get()
    page = text(client.get(done.url))
    assert "质询对象" in page
    assert people.housing.key in page
    assert people.press.key not in page
    sent = {**ASKS, "publish": "yes", "revision": 1, "respondent": people.housing.key}
    assert client.post(done.url, sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.kind, draft.respondent) == ("inquiry", people.housing)
    filing = reverse("suggestion_file", args=[draft.key])
    page = text(client.get(filing))
    assert "还差9人确认" in page
    assert "作为建议提出" not in page
    assert client.post(filing, {"as": "suggestion"}).status_code == 422
    cosigned(draft, sits.deputies[1:])
    assert client.post(filing).status_code == 302
    case = Case.objects.get()
    assert case.title in text(client.get(reverse("inquiries", args=[sits.session.key])))
    sign_in(client, people.secretary)
    page = text(client.get(reverse("case", args=[case.key])))
    assert "质询的问题" in page or ASKS["grounds"][:10] in page
    assert 'value="云汀市住房和城乡建设局"' in page
    assert "主席团尚未决定如何答复" in page


def test_an_opinion_is_entered_and_listed(client: Client, people: Cast) -> None:
    """Typed or out of a source, one of the two; handed over with the day of its report; the ledger filters it."""
    sits = bench(people, n=1)
    sign_in(client, people.secretary)
    address, today = reverse("committee_opinion_new"), timezone.localdate()
    told = {
        "congress": sits.congress.key,
        "title": "对供热工作情况报告的审议意见",
        "meeting": "市十七届人大常委会第三十次会议",
        "held_on": today.isoformat(),
        "text": "一、进一步压实供热管网改造责任。",
    }
    neither = client.post(address, {**told, "text": ""})
    assert neither.status_code == 422
    assert "二者择一" in text(neither)
    alone = client.post(address, {**told, "due_on": (today + timedelta(days=40)).isoformat()})
    assert "请勾选由谁报告" in text(alone)
    assert told["text"] in text(alone)
    due = {"to": [people.office.key], "due_on": (today + timedelta(days=40)).isoformat()}
    done = client.post(address, {**told, **due})
    case = Case.objects.get()
    assert done.url == reverse("case", args=[case.key])
    assert case.stage == "forwarded"
    page = text(client.get(done.url))
    assert told["meeting"] in page
    listed = text(client.get(reverse("committee_opinions")))
    assert re.search(rf"{case.title}.*市政府办公室", listed)
    ledger = re.search(r'href="([^"]*type=opinion)"', listed)
    assert ledger is not None
    assert case.title in text(client.get(ledger[1]))
