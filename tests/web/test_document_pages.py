"""Pages of documents: templates of the place, the ledger, plans and hand-over lists as files, the yearly report."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from tests.cast import Cast
from tests.congress.deputies import (
    Bench,
    accept_part,
    bench,
    filed,
    handled,
    in_parts,
    registered,
    replied,
    seen,
    step,
)
from tests.documents.words import docx, says
from tests.ledger.works import AT, Given, a_source, a_statement, opened
from tests.ledger.works import step as take
from tests.web.sure import sign_in

from huiyin.congress.evaluating import evaluate
from huiyin.congress.models import Congress, DocumentTemplate, Session
from huiyin.congress.promises import make_promise, proposed_promises, read_reply
from huiyin.documents.word import DOCX
from huiyin.documents.word_kinds import shipped
from huiyin.documents.word_templates import in_force
from huiyin.ledger.models import Attachment, Case, Event, Passage, Progress, Source
from huiyin.ledger.notes import keep_note
from huiyin.people.models import Deputy

pytestmark = pytest.mark.django_db
ROW = [["编号"], ["{%tr for 行 in 事项表 %}"], ["{{ 行.编号 }}"], ["{%tr endfor %}"]]
OWN = docx("本地样式：{{ 标题 }}，{{ 件数 }}件", rows=ROW)
WRONG_ROW = docx("甲", rows=[*ROW[:2], ["{{ 行.编码 }}"], ROW[3]])


def send(client: Client, content: bytes, name: str = "台账.docx") -> Any:
    file = SimpleUploadedFile(name, content, content_type=DOCX)
    return client.post(reverse("word_template", args=["ledger_table"]), {"template": file})


def text(answer: Any) -> tuple[list[str], list[list[str]]]:
    """Return what a Word file says that was sent."""
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == DOCX
    return says(answer.content)


def sheet(answer: Any) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_a_place_uses_its_own_template_and_goes_back(client: Client, people: Cast) -> None:
    """Each change is a row and an event; the history can be used again; another place is not concerned."""
    sign_in(client, people.secretary)
    opened(people)
    assert send(client, OWN).status_code == 302
    first = DocumentTemplate.objects.get()
    assert (first.place, first.name, first.uploaded_by) == (people.city, "台账.docx", people.secretary)
    page = client.get(reverse("word_template", args=["ledger_table"])).content.decode()
    assert "台账.docx" in page
    assert client.get(reverse("word_template_file", args=["ledger_table", first.key])).content == OWN
    sign_in(client, people.supervisor)
    filled = (["本地样式：云汀市重点工作台账，1件"], [["编号"], ["任务 2026-061"]])
    assert text(client.get(reverse("ledger_table"))) == filled
    assert "正在使用的就是这个模板" in send(client, OWN).content.decode()
    back = reverse("word_template_back", args=["ledger_table"])
    client.post(back)
    assert in_force("ledger_table", people.city).content == shipped("ledger_table")
    assert in_force("ledger_table", people.district).row is None
    client.post(back, {"key": first.key})
    assert in_force("ledger_table", people.city).content == OWN
    assert [bool(row.file) for row in DocumentTemplate.objects.order_by("pk")] == [True, False, True]
    told = Event.objects.filter(type__startswith="template.").values_list("type", flat=True)
    assert list(told.order_by("pk")) == ["template.kept", "template.put_back", "template.put_back"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (docx("一", "{{ 事项.编号 }}"), "a.docx", ["第2段：标签 {{ 事项.编号 }} 没有叫“事项”的字段", "有 1 处错误"]),
        (WRONG_ROW, "a.docx", ["第1个表第3行：标签 {{ 行.编码 }} 没有这个字段（编码），是不是“编号”？"]),
        (docx("甲", foot="{{ 标题"), "a.docx", ["页脚第1段：标签 {{ 标题 标签在这里开始或结束，另一半不在同一段里"]),
        (docx("{%p for 行 in 事项表 %}"), "a.docx", ["没有对应的结束，少了 endfor"]),
        (b"%PDF-1.7", "a.docx", ["不是 Word 文件"]),
        (OWN, "a.doc", ["只收 .docx 结尾的 Word 文件"]),
    ],
)  # fmt: skip
def test_a_template_with_faults_is_refused_in_words(
    client: Client, people: Cast, content: bytes, name: str, words: list[str]
) -> None:
    """Where and what, and what to do; nothing is kept, nothing changes."""
    sign_in(client, people.administrator)
    answer = send(client, content, name)
    assert answer.status_code == 422
    shown = answer.content.decode().replace("&quot;", '"')
    for each in words:
        assert each in shown
    assert not DocumentTemplate.objects.exists()


def test_a_template_that_got_lost_is_said(client: Client, people: Cast) -> None:
    """Not replaced by another one without a word; the page that goes back still works."""
    sign_in(client, people.supervisor)
    send(client, OWN)
    row = DocumentTemplate.objects.get()
    row.file.storage.delete(row.file.name)
    answer = client.get(reverse("ledger_table"))
    assert answer.status_code == 422
    assert "换回随附模板" in answer.content.decode()
    assert client.get(reverse("word_template", args=["ledger_table"])).status_code == 200


def test_the_page_lists_every_tag(client: Client, people: Cast) -> None:
    """In both languages, with what it gives and a sample."""
    sign_in(client, people.secretary)
    page = client.get(reverse("word_template", args=["hand_over_list"])).content.decode()
    for words in ("{{ 行.答复时限 }}", "{{ row.due_on }}", "答复时限", "2026年4月28日", "{% for 行 in 建议表 %}"):
        assert words in page
    assert text(client.get(reverse("word_template_file", args=["hand_over_list", "sample"])))
    assert client.get("/documents/templates/nothing/").status_code == 404


def test_the_ledger_as_files_has_the_columns_of_a_ledger(client: Client, people: Cast) -> None:
    """The same rows in both: leader, what the last report says, where the words stand; a link to each case."""
    case = take(
        opened(people), "assign", people.supervisor, Given(unit=people.housing, values={"due_on": date(2026, 12, 31)})
    )
    Case.objects.filter(pk=case.pk).update(leader=people.leader.key, category="城建环资")
    notes = [keep_note(words)["note"] for words in ("已改造40公里。", "材料涨价。", "10月底前完工。")]
    for position, said in ((1, ""), (2, notes[0])):
        Progress.objects.create(
            case=case, position=position, unit=people.housing, period="2026-05", form="on_schedule",
            said=said, problem=notes[1], next_step=notes[2], reported_at=AT,
        )  # fmt: skip
    sign_in(client, people.supervisor)
    answer = client.get(reverse("ledger_table") + "?year=2026&light=open")
    paragraphs, rows = text(answer)
    assert paragraphs[:2] == ["云汀市2026年重点工作台账", "条件：灯 不含已办结；年度 2026"]
    assert rows[1] == [
        "1", "任务 2026-061", "改造老旧小区供热二次管网85公里", "≥85 公里", "", "市住建局", "", "2026年12月31日",
        "已改造40公里。", "材料涨价。10月底前完工。", rows[1][10],
    ]  # fmt: skip
    links = [each.target_ref for each in Document(io.BytesIO(answer.content)).part.rels.values() if each.is_external]
    assert links == [f"http://testserver/cases/{case.key}/"]
    book = load_workbook(io.BytesIO(b"".join(client.get("/ledger/export/?year=2026").streaming_content)))  # type: ignore[attr-defined]
    head, row = book.worksheets[0].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    names = ("内容类别", "牵头领导", "形象进度", "当前进展", "存在问题", "下一步")
    assert [told.get(name) for name in names] == [
        "城建环资", "程以宁", "达到或超过序时进度", "已改造40公里。", "材料涨价。", "10月底前完工。"
    ]  # fmt: skip
    assert "行数 1" in str(book.worksheets[0].oddFooter.left.text)
    about = dict(book.worksheets[1].iter_rows(values_only=True))
    assert about["因保密未列、未计"] == "0"


def test_a_word_table_has_a_bound(client: Client, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than that are refused with what to do, and nothing is cut."""
    monkeypatch.setattr("huiyin.web.documents.ledger.MOST_ROWS", 1)
    for number in ("任务 1", "任务 2"):
        opened(people, number=number)
    sign_in(client, people.supervisor)
    answer = client.get(reverse("ledger_table"))
    assert answer.status_code == 413
    assert "XLSX" in answer.content.decode()


def plan(people: Cast) -> tuple[Source, dict[str, Case]]:
    """Return a report with three tasks, made in another order than their words stand, and one that is proposed."""
    source = a_source(people, text="甲。乙。丙。丁。")
    made = {}
    for words in "丙甲乙丁":
        start = source.text.index(words)
        case = opened(people, number=f"任务 {words}", title=words)
        row = a_statement(source, (start, start + 1))
        Passage.objects.create(entry=case.entry, source=source, statement=row, start=start, end=start + 1, quote=words)
        made[words] = case
    made["甲"] = take(
        made["甲"], "assign", people.supervisor,
        Given(unit=people.housing, co_units=[people.finance], values={"due_on": date(2026, 12, 31)}),
    )  # fmt: skip
    Case.objects.filter(pk=made["丁"].pk).update(stage="proposed")
    return source, made


def test_a_plan_follows_the_text_of_its_report(client: Client, people: Cast) -> None:
    """Page, workbook and Word file list the same; what is only proposed is left out and told."""
    source, made = plan(people)
    sign_in(client, people.supervisor)
    page = client.get(reverse("plan", args=[source.key]))
    assert [row.case.pk for row in page.context["rows"]] == [made[words].pk for words in "甲乙丙"]
    assert page.context["waiting"] == 2
    assert "尚未认领：1" in page.content.decode()
    paragraphs, rows = text(client.get(reverse("plan_word", args=[source.key])))
    assert paragraphs[0] == "《2026年云汀市政府工作报告》重点工作分工方案"
    assert [row[1:3] for row in rows[1:]] == [["任务 甲", "甲 [0:1]"], ["任务 乙", "乙 [2:3]"], ["任务 丙", "丙 [4:5]"]]
    assert rows[1][5:] == ["市住建局", "市财政局", "2026年12月31日"]
    cells = sheet(client.get(reverse("plan_workbook", args=[source.key])))
    assert [row[1] for row in cells[1:]] == ["任务 甲", "任务 乙", "任务 丙"]
    assert cells[1][-1] == "（市住建局牵头，市财政局按职责分工负责）"
    assert reverse("plan", args=[source.key]) in client.get(reverse("source", args=[source.key])).content.decode()
    sign_in(client, people.handler)
    page = client.get(reverse("plan", args=[source.key]))
    assert [row.case.pk for row in page.context["rows"]] == [made["甲"].pk]


def test_what_is_withheld_is_counted_by_the_same_filters(
    client: Client, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the rules tell of it: of this report, and of no other; on the page and in the files."""
    source, made = plan(people)
    take(made["乙"], "assign", people.supervisor, Given(unit=people.finance, values={"due_on": date(2026, 12, 31)}))
    monkeypatch.setattr("huiyin.ledger.listing._tells", lambda rules: rules.case_type == "commitment")
    sign_in(client, people.handler)
    page = client.get(reverse("plan", args=[source.key]))
    assert [row.case.pk for row in page.context["rows"]] == [made["甲"].pk]
    assert "因保密未列、未计：1" in page.content.decode()
    for asked, hidden in ((source.key, 1), ("zzzzzzzzzzzzzz", 0)):
        assert client.get(f"/ledger/?source={asked}").context["hidden"] == hidden
    answer = client.get(reverse("ledger_table") + f"?source={source.key}")
    foot = Document(io.BytesIO(answer.content)).sections[0].footer.paragraphs[0].text
    assert foot.endswith("共 1 行，另有 1 件保密，未列、未计")


def test_a_hand_over_list_is_of_a_session_and_a_day(client: Client, people: Cast) -> None:
    """What was only registered is not on it; units are counted; the reply is due by the rules, not the next step."""
    sits = bench(people)
    registered(sits, people, title="关于甲事的建议")
    case = handled(sits, people, cosigners=1)
    day = timezone.localdate()
    sign_in(client, people.secretary)
    asked = f"?session={sits.session.key}&on={day.isoformat()}"
    page = client.get(reverse("hand_over") + asked)
    assert [row["case"].pk for row in page.context["rows"]] == [case.pk]
    assert page.context["units"] == [{"unit": "市住建局", "leads": 1, "helps": 0}]
    paragraphs, rows = text(client.get(reverse("hand_over_word") + asked))
    assert paragraphs[0] == "代表建议交办清单"
    assert "第十七届人民代表大会第五次会议" in paragraphs[1]
    due = next(run for run in case.state["runs"] if run["clock"] == "whole")["deadline"]["due_on"]
    on = date.fromisoformat(due)
    assert rows[1][4:] == ["陆闻舟", "周砚秋", "市住建局", "", f"{on.year}年{on.month}月{on.day}日"]
    assert rows[-1] == ["市住建局", "1", "0"]
    assert len(sheet(client.get(reverse("hand_over_workbook") + asked))) == 2
    assert client.get(reverse("hand_over") + "?on=2000-01-01").context["rows"] == []


WHY = "没有回答泊位什么时候建成，也没有说明资金来源"


def a_year(people: Cast) -> dict[str, Case]:
    """Return suggestions of a year: withdrawn, registered, a key item in handling, and two replied and evaluated."""
    sits = bench(people)
    withdrawn = step(filed(sits, title="关于甲事的建议").case, "withdraw", sits.filer)
    waiting = registered(sits, people, title="关于乙事的建议")
    handling = handled(sits, people, title="关于丙事的建议")
    key = step(handling, "list_as_key", people.secretary, values={"committee": "城建环资委员会"})
    at, by = timezone.now(), seen(sits.filer)
    good = replied(sits, people, title="关于丁事的建议", outcome="resolved")
    evaluate(case=good, result="satisfied", by=by, at=at, expected=good.version)
    bad = replied(sits, people, title="关于戊事的建议")
    evaluate(case=bad, result="unsatisfied", reason=WHY, by=by, at=at, expected=bad.version)
    return {"withdrawn": withdrawn, "waiting": waiting, "key": key, "good": good, "bad": bad}


def test_the_yearly_report_and_its_page_say_the_same(client: Client, people: Cast) -> None:
    """Chapters in order, tables as counted by hand, each number a link to what it is made of."""
    a_year(people)
    sign_in(client, people.secretary)
    page = client.get(reverse("yearly"))
    year = page.context["year"]
    answer = client.get(reverse("yearly_word"))
    paragraphs, rows = text(answer)
    heads = [words for words in paragraphs if re.match("[一二三四五六七八九]、|附件", words)]
    assert heads == [
        "一、总体情况", "二、分类情况", "三、承办单位情况", "四、答复结果", "五、代表评价", "六、承诺事项落实情况",
        "七、重点督办建议", "八、不满意件", "九、结转情况", "附件　各项数字的构成",
    ]  # fmt: skip
    assert paragraphs[0] == f"云汀市{year}年代表建议办理情况报告"
    assert paragraphs[1].startswith(f"{year}年共收到代表建议5件。")
    rates = [row[:1] + row[2:] for row in rows[1:7]]
    assert rates == [
        ["交办率", "3", "4", "75.0%", "1"],
        ["签收率", "3", "3", "100.0%", "0"],
        ["退回率", "0", "3", "0.0%", "0"],
        ["办复率", "2", "3", "66.7%", "0"],
        ["按期办复率", "2", "2", "100.0%", "1"],
        ["面商率", "0", "3", "0.0%", "0"],
    ]
    assert ["市住建局", "3", "3", "2", "2/2", "0", "1/2", "1"] in rows
    (bad,) = (row for row in rows if row[1:2] == ["关于戊事的建议"] and len(row) == 10)
    assert bad[5:] == ["是", "", "正在解决 B", "不满意", "不满意"]
    assert len([row for row in rows if len(row) == 10]) == 1 + 5
    assert any(row[3] == "城建环资委员会" for row in rows if len(row) == 4)
    assert any("首次评价：不满意" in row[3] for row in rows if len(row) == 4)
    shown = page.content.decode()
    for part, whole in (("3", "4"), ("2", "3"), ("1", "2")):
        assert f"{part} / {whole}" in shown
    rels = Document(io.BytesIO(answer.content)).part.rels.values()
    links = {each.target_ref for each in rels if each.is_external}
    assert f"http://testserver{reverse('yearly_made')}?year={year}&code=replied_in_time" in links
    for address in links:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_the_make_up_of_a_figure_is_a_list(client: Client, people: Cast) -> None:
    """What counts, what is only in the denominator, and what is in neither, also of one unit; nothing else is known."""
    made = a_year(people)
    sign_in(client, people.secretary)

    def groups(query: str) -> list[list[str]]:
        found = client.get(reverse("yearly_made") + query).context["groups"]
        return [[row.key for row in group["rows"]] for group in found]

    good, bad, key = made["good"].key, made["bad"].key, made["key"].key
    assert [sorted(each) for each in groups("?code=replied_in_time")] == [sorted([good, bad]), [], [key]]
    assert groups("?code=last.satisfied") == [[good], [bad], []]
    assert groups("?code=outcome.suggestion.general.resolved") == [[good], [bad], []]
    assert groups("?code=assigned")[2] == [made["withdrawn"].key]
    assert [len(each) for each in groups(f"?code=assigned&unit={people.housing.key}")] == [3, 0, 0]
    assert [len(each) for each in groups("?code=promises")] == [0, 0, 0]
    for unknown in ("", "?code=evil", "?code=last.evil", "?code=outcome.x.y"):
        assert client.get(reverse("yearly_made") + unknown).status_code == 404


def test_the_lines_of_units_add_up_to_the_whole(client: Client, people: Cast) -> None:
    """What is handled in parts stands in a line of its own, once; what no unit has yet in another."""
    a_year(people)
    sits = Bench(Congress.objects.get(), Session.objects.get(), tuple(Deputy.objects.order_by("pk")))
    parts = accept_part(in_parts(sits, people, title="关于庚事的建议"), people, "housing", "finance")
    sign_in(client, people.secretary)
    page = client.get(reverse("yearly"))
    found = page.context["found"]
    told = {name: [(each.rate.part, each.rate.whole) for each in figures] for name, figures in found.units}
    assert list(told) == ["市住建局", "分别办理", "尚未交承办单位"]
    for n, code in enumerate(("assigned", "accepted", "replied", "replied_in_time", "met")):
        (whole,) = (each.rate for each in found.rates if f"code={code}" in each.url.split("&"))
        sums = [sum(numbers) for numbers in zip(*(row[n] for row in told.values()), strict=True)]
        assert (code, sums) == (code, [whole.part, whole.whole])
    assert told["分别办理"][:3] == [(1, 1), (1, 1), (0, 1)]
    note = "各单位承办的部分：市住建局 1、市财政局 1。"
    assert note in found.units_note
    assert found.units_note in page.content.decode()
    paragraphs, rows = text(client.get(reverse("yearly_word")))
    assert found.units_note in paragraphs
    assert [row[0] for row in rows if len(row) == 8][1:] == list(told)
    for line, keys in (("parts", [parts.key]), ("-", ["关于乙事的建议"])):
        made = client.get(reverse("yearly_made") + f"?code=assigned&unit={line}").context["groups"]
        assert [row.key if line == "parts" else row.title for group in made for row in group["rows"]] == keys


def test_a_promise_of_the_report_is_due_on_its_own_last_day(client: Client, people: Cast) -> None:
    """Not on that of its next report of progress, which comes first; the soonest promise stands first."""
    case = replied(
        bench(people),
        people,
        text="（一）到2027年底，力争新增泊位不少于1800个。\n（二）到2028年底，力争新增泊位不少于5000个。",
    )
    by, at = seen(people.handler), timezone.now()
    year = timezone.localdate().year
    found = proposed_promises(case, read_reply(case=case, by=by, at=at))
    for promised, last_on in zip(found[-2:], (date(year + 2, 12, 31), date(year + 1, 12, 31)), strict=True):
        made = make_promise(case=case, statement=promised.statement, due_on=last_on, by=by, at=at)
        made = step(made, "start", people.handler)
        assert made.due_on is not None
        assert made.due_on < last_on
    sign_in(client, people.secretary)
    notes = [row.note for row in client.get(reverse("yearly")).context["found"].promise_list]
    assert [f"{year + n}年12月31日前" in note for n, note in enumerate(notes, 1)] == [True, True]
    assert len(notes) == 2


def test_no_file_of_another_stream_is_had_as_a_template(client: Client, people: Cast) -> None:
    """A key that is no template of the own place is nothing."""
    sign_in(client, people.secretary)
    send(client, OWN)
    DocumentTemplate.objects.update(place=people.district)
    row = DocumentTemplate.objects.get()
    assert client.get(reverse("word_template_file", args=["ledger_table", row.key])).status_code == 404
    assert client.post(reverse("word_template_back", args=["ledger_table"]), {"key": row.key}).status_code == 404
    assert not Attachment.objects.exists()
