"""Programs are refused a text with a mark of secrecy at every way in, with the same code and sentence."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, a_draft, bench, handled, replied

from huiyin.congress.models import SuggestionDraft
from huiyin.ledger.models import Attachment, Case, Event, Note, Source

pytestmark = pytest.mark.django_db
MARKED = f"机密★10年\n{GROUNDS}"


def refused(answer: Any) -> None:
    told = answer.json()
    assert (answer.status_code, told["code"], told["values"]) == (422, "text.secret", {"mark": "机密★"}), told
    assert "涉密" in told["detail"]
    assert GROUNDS not in answer.content.decode()


def test_sources_are_refused(people: Cast) -> None:
    office = Program(people.supervisor, language="zh-hans")
    told = {"title": "方案", "text_kind": "plan", "year": 2026}
    refused(office.post("/sources", {**told, "text": MARKED}))
    refused(office.post("/sources", {**told, "title": "机密★方案", "text": GROUNDS}))
    refused(office.send("/source-files", {**told, "file": SimpleUploadedFile("方案.txt", MARKED.encode())}))
    assert not Source.objects.exists()


def test_drafts_and_their_files_are_refused(people: Cast) -> None:
    draft = a_draft(bench(people))
    deputy = Program(people.deputy, language="zh-hans")
    where = f"/drafts/{draft.key}"
    refused(deputy.patch(where, {"grounds": MARKED}, If_Match=deputy.tag(where)))
    refused(deputy.send(f"{where}/files", {"file": SimpleUploadedFile("附件.txt", MARKED.encode())}))
    assert SuggestionDraft.objects.get().grounds == GROUNDS
    assert not Attachment.objects.exists()


def test_steps_and_evaluations_are_refused(people: Cast) -> None:
    sits = bench(people)
    case = handled(sits, people)
    before = (Note.objects.count(), Event.objects.count())
    handler = Program(people.handler, language="zh-hans")
    refused(handler.post(f"/cases/{case.key}/steps/draft_reply", {"text": MARKED}, If_Match=f'"{case.version}"'))
    assert (Note.objects.count(), Event.objects.count(), Case.objects.get().version) == (*before, case.version)


def test_an_evaluation_is_refused(people: Cast) -> None:
    case = replied(bench(people), people)
    told = {"result": "unsatisfied", "attitude": "satisfied", "reason": MARKED}
    deputy = Program(people.deputy, language="zh-hans")
    refused(deputy.post(f"/cases/{case.key}/steps/redo", told, If_Match=f'"{case.version}"'))
    assert Case.objects.get().stage == "replied"
