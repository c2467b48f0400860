"""On the pages a text with a mark of secrecy is refused in words; what was typed stays in the person's own form."""

import io
from typing import Any

import docx
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, REPLY, TITLE, a_draft, bench, handled, replied, step
from tests.ledger.reviewing import taken_in
from tests.ledger.works import brought_to
from tests.web.test_case_page import as_

from huiyin.congress.models import SuggestionDraft
from huiyin.ledger.models import Attachment, Case, Event, Note, Source
from huiyin.web.sources.incoming import FOLDER

pytestmark = pytest.mark.django_db
MARKED = f"机密★10年\n{GROUNDS}"
SAID = "文中有密级标志“机密"
TYPED = {"kind": "suggestion", "title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "wish": "", "publish": "yes"}


def refused(answer: Any, *typed: str) -> None:
    """Make sure that an answer says why, and gives back what was typed."""
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert SAID in shown
    assert "专用设备" in shown
    for words in typed:
        assert words in shown


def waiting() -> set[str]:
    """Return the names of the texts that wait for what somebody says of them."""
    return set(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else set()


def headed(mark: str) -> SimpleUploadedFile:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(GROUNDS)
    made.sections[0].header.paragraphs[0].text = mark
    made.save(out)
    return SimpleUploadedFile("方案.docx", out.getvalue())


@pytest.mark.parametrize("where", ["grounds", "attached"])
def test_a_draft_is_refused_and_stays_in_its_form(client: Client, people: Cast, where: str) -> None:
    draft = a_draft(bench(people))
    typed: dict[str, Any] = {**TYPED, "revision": draft.revision, "proposals": "刚刚写好还没有存的建议内容。"}
    typed[where] = MARKED if where == "grounds" else headed("机密★10年")
    answer = as_(client, people.deputy).post(reverse("suggestion_draft", args=[draft.key]), typed)
    refused(answer, "刚刚写好还没有存的建议内容。")
    assert "填好就能提交" not in answer.content.decode()  # nothing is to be filled in
    kept = SuggestionDraft.objects.get()
    assert (kept.grounds, kept.revision, Attachment.objects.count()) == (GROUNDS, draft.revision, 0)


@pytest.mark.parametrize("how", ["text", "file"])
def test_a_source_is_refused_before_it_waits_on_the_server(client: Client, people: Cast, how: str) -> None:
    sent = {"text": MARKED} if how == "text" else {"file": headed("机密★10年")}
    before = waiting()
    answer = as_(client, people.supervisor).post(reverse("source_new"), sent)
    refused(answer, *([GROUNDS] if how == "text" else []))
    assert not Source.objects.exists()
    assert waiting() == before


def test_the_title_of_a_source_is_looked_at_too(client: Client, people: Cast) -> None:
    as_(client, people.supervisor)
    proposed = client.post(reverse("source_new"), {"text": GROUNDS * 3}).url
    refused(client.post(proposed, {"title": "机密★方案", "text_kind": "plan"}), "机密★方案")
    assert not Source.objects.exists()


@pytest.mark.parametrize("where", ["text", "evidence"])
def test_a_step_is_refused_and_keeps_its_form(client: Client, people: Cast, where: str) -> None:
    """Words and evidence of a step; the case is as it was."""
    case, reply = replied_soon(people), "已经会同有关单位逐条研究，年内新增泊位1800个。"
    before = (Note.objects.count(), Event.objects.count(), Attachment.objects.count())
    sent: dict[str, Any] = {"version": case.version, "text": reply, "outcome": "in_progress", "letter_number": "31号"}
    sent["letter_on"] = timezone.localdate().isoformat()
    sent |= {"text": f"{reply}\n机密★"} if where == "text" else {"evidence": headed("机密★10年")}
    answer = as_(client, people.head).post(reverse("case_step", args=[case.key, "reply"]), sent)
    refused(answer, reply, "31号")
    assert (Note.objects.count(), Event.objects.count(), Attachment.objects.count()) == before
    assert Case.objects.get().version == case.version


def replied_soon(people: Cast) -> Case:
    case = handled(bench(people), people)
    return step(case, "draft_reply", people.handler, words={"text": REPLY})


def test_an_evaluation_is_refused_and_keeps_its_form(client: Client, people: Cast) -> None:
    case = replied(bench(people), people)
    sent = {"version": case.version, "result": "unsatisfied", "attitude": "satisfied", "reason": MARKED}
    answer = as_(client, people.deputy).post(reverse("evaluate_one", args=[case.key]), sent)
    refused(answer, GROUNDS)
    assert Case.objects.get().stage == "replied"


@pytest.mark.parametrize("name", ["suggestion_import", "import_plan", "import_older"])
def test_a_table_is_refused_at_its_preview(client: Client, people: Cast, name: str) -> None:
    """Nothing of it travels on in a form."""
    congress = bench(people).congress
    source = taken_in(people.supervisor)
    csv = SimpleUploadedFile("表.csv", f'标题,案由\n题目,"{MARKED}"'.encode())
    sent: dict[str, Any] = {"table": csv, "file": headed("机密★10年"), "source": source.pk, "congress": congress.key}
    who = people.secretary if name == "suggestion_import" else people.supervisor
    answer = as_(client, who).post(reverse(name), sent)
    refused(answer)
    assert 'name="rows"' not in answer.content.decode()


def test_a_step_for_many_keeps_its_form(client: Client, people: Cast) -> None:
    """It is refused for each of them alike, so that the form comes back once."""
    case = brought_to(people, "handling")
    sent = {"action": "remind", "id": [case.key], "confirmed": "1", "text": MARKED, "version": case.version}
    sent["seen"] = [f"{case.key}:{case.version}"]
    refused(as_(client, people.supervisor).post(reverse("ledger_bulk"), sent), GROUNDS)
    assert not Event.objects.filter(payload__step__action="remind").exists()
