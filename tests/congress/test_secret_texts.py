"""A text with a mark of secrecy is refused wherever words or files come in, and nothing of it is kept."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, TITLE, a_draft, bench, filed, handled, replied, seen, step
from tests.congress.deputies import written as words_written
from tests.congress.test_suggestion_import import line, table
from tests.ledger.works import statements
from tests.reading.sources.builders import pdf

from huiyin.congress import briefings, delegations, evaluating, meetings, roster, sessions
from huiyin.congress.drafts import STREAM, write_draft
from huiyin.congress.filing import file_draft
from huiyin.congress.models import (
    Briefing,
    BriefingItem,
    Delegation,
    Group,
    Meeting,
    Observer,
    Session,
    SuggestionDraft,
)
from huiyin.congress.papers import Paper, file_papers
from huiyin.congress.suggestion_import_tables import read_suggestions
from huiyin.errors import CongressError, LedgerError, PeopleError, ReadingError, SecretText
from huiyin.ledger import accounts, units
from huiyin.ledger.files import keep_file
from huiyin.ledger.imports.plan import duties_in
from huiyin.ledger.imports.tables import table_rows
from huiyin.ledger.models import Attachment, Case, Event, Note, Source
from huiyin.ledger.record import Actor
from huiyin.ledger.sources import Description, Original, add_source, open_pasted, open_upload
from huiyin.ledger.tasks import make_tasks
from huiyin.people.models import Account, Deputy, House, Place, Unit, UnitName

pytestmark = pytest.mark.django_db
MARKED = f"机密★10年\n{GROUNDS}"
KEPT = (Source, Event, Note, Attachment, Case, SuggestionDraft, Briefing, BriefingItem)


def word(*, head: str = "", body: str = GROUNDS, **stated: str) -> bytes:
    """Return a Word document as a clerk makes it; the mark stands in the page head."""
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(body)
    made.sections[0].header.paragraphs[0].text = head
    for name, words in stated.items():
        setattr(made.core_properties, name, words)
    made.save(out)
    return out.getvalue()


def book(*rows: list[str], head: str = "", subject: str = "") -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    sheet.oddHeader.left.text = head
    made.properties.subject = subject
    made.save(out)
    return out.getvalue()


def stored() -> set[Path]:
    return {each for each in Path(default_storage.path("")).rglob("*") if each.is_file()}


def kept() -> list[int]:
    return [model.objects.count() for model in KEPT]


def upload(people: Cast, content: bytes, name: str) -> Attachment:
    file = SimpleUploadedFile(name, content)
    return keep_file(file, stream=STREAM, stream_key="d" * 14, by=people.deputy, at=timezone.now())


def source(people: Cast, text: str, **more: Any) -> Source:
    told = {"described": Description(title="方案"), "by": seen(people.secretary), "at": timezone.now(), **more}
    return add_source(opened=open_pasted(text), **told)


FILES = {
    "txt": (MARKED.encode(), "附件.txt"),
    "csv": ("密级：秘密\n标题,内容".encode("gb18030"), "附件.csv"),
    "docx": (word(body=MARKED), "附件.docx"),
    "docx-head": (word(head="机密★10年"), "附件.docx"),
    "xlsx": (book(["机密★", "内容"]), "附件.xlsx"),
    "xlsx-head": (book(["标题", "内容"], head="秘密★1年"), "附件.xlsx"),
    "name": (GROUNDS.encode(), "机密★方案.txt"),
    "docx-property": (word(keywords="机密★10年"), "附件.docx"),
    "scan": (pdf([[]], image=True, title="机密★10年"), "扫描件.pdf"),
    "xlsx-property": (book(["标题", "内容"], subject="密级：秘密"), "附件.xlsx"),
}


@pytest.mark.parametrize("which", FILES)
def test_a_secret_file_is_not_kept(people: Cast, which: str) -> None:
    """Neither row nor file is there afterwards, whether it is attached or taken in as a source."""
    before, on_disk = kept(), stored()
    content, name = FILES[which]
    with pytest.raises(SecretText, match="secret"):
        upload(people, content, name)
    if not name.endswith((".xlsx", ".csv", "扫描件.pdf")):  # a scan is no text to take in
        with pytest.raises(SecretText, match="secret"):
            open_upload(content, name)
    assert (kept(), stored()) == (before, on_disk)


def test_files_without_a_mark_are_kept(people: Cast) -> None:
    for content, name in [
        (word(head="云汀市第十七届人民代表大会", body="一、商业秘密保护"), "保密工作.docx"),
        (book(["绝密", "机密", "秘密"], ["1", "2", "3"]), "统计.xlsx"),
        ("机密级\n保密工作要点".encode(), "要点.txt"),
    ]:
        assert upload(people, content, name).size == len(content)


Way = Callable[[Cast], object]


def _draft(people: Cast, **more: Any) -> object:
    draft = SuggestionDraft.objects.get()
    told = words_written(**{"title": TITLE, **more})
    return write_draft(draft=draft, written=told, at=timezone.now(), expected=draft.revision)


def _paper(people: Cast, **more: Any) -> object:
    draft = SuggestionDraft.objects.get()
    paper = Paper(draft.drafter, (), words_written(**more), timezone.now())
    return file_papers(congress=draft.congress, papers=[paper], by=seen(people.secretary))


def _past_the_check(people: Cast) -> object:
    """A draft that was written before the check was there is refused when it is filed."""
    draft = SuggestionDraft.objects.get()
    SuggestionDraft.objects.filter(pk=draft.pk).update(proposals=f"秘密★\n{PROPOSALS}")
    before = draft.proposals
    try:
        return file_draft(draft=draft, by=seen(people.deputy), at=timezone.now())
    finally:
        SuggestionDraft.objects.filter(pk=draft.pk).update(proposals=before)


def _briefing(people: Cast, **more: Any) -> object:
    draft = SuggestionDraft.objects.get()
    session = draft.congress.sessions.get()
    told = {"session": session, "form": "briefing", "by": seen(people.secretary), "at": timezone.now()}
    return briefings.start_briefing(**told, **more)


WAYS: dict[str, Way] = {
    "title": lambda people: _draft(people, title="机密★关于港区的建议"),
    "grounds": lambda people: _draft(people, grounds=MARKED),
    "proposals": lambda people: _draft(people, proposals=f"{PROPOSALS}\n密级：秘密"),
    "wish": lambda people: _draft(people, wish="秘密★请市住建局主办"),
    "filing": _past_the_check,
    "paper": lambda people: _paper(people, grounds=MARKED),
    "pasted": lambda people: source(people, MARKED),
    "source title": lambda people: source(people, GROUNDS, described=Description(title="机密★方案")),
    "original": lambda people: source(people, GROUNDS, original=Original("机密★.txt", b"x")),
    "table": lambda _people: read_suggestions(table(line(案由=MARKED)), "建议.xlsx"),
    "table title": lambda _people: read_suggestions(table(line("机密★关于港区的建议")), "建议.xlsx"),
    "csv": lambda _people: read_suggestions(f"标题,案由\n机密★港区,{GROUNDS}".encode(), "建议.csv"),
    "table head": lambda _people: read_suggestions(book(["标题", "案由"], ["甲", "乙"], head="机密★"), "建议.xlsx"),
    "plan": lambda _people: duties_in(f"{MARKED}\n1.新建学校4所。（甲局牵头）".encode(), "分工.txt", year=2026),
    "plan head": lambda _people: table_rows(word(head="秘密★1年"), group="plan"),
    "briefing": lambda people: _briefing(people, title="机密★简报"),
    "agenda": lambda _people: sessions.add_item(
        session=SuggestionDraft.objects.get().congress.sessions.get(),
        title="机密★报告",
        treatment="deliberate",
        by=None,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_secret_text_leaves_nothing_behind(people: Cast, way: str) -> None:
    """Whichever way words come in, they are refused before anything is kept."""
    a_draft(bench(people))
    before = kept()
    with pytest.raises(SecretText) as refused:
        WAYS[way](people)
    assert refused.value.code == "text.secret"
    assert refused.value.values["mark"]
    assert kept() == before


STEPS: dict[str, Callable[[Cast, Case], object]] = {
    "reason": lambda people, case: step(case, "ask_extension", people.handler, words={"reason": MARKED}),
    "reply": lambda people, case: step(case, "draft_reply", people.handler, words={"text": MARKED}),
    "value": lambda people, case: step(
        case, "draft_reply", people.handler, words={"text": GROUNDS}, values={"letter_number": "机密★1号"}
    ),
    "field": lambda people, case: step(case, "remind", people.secretary, fields={"end_state": "秘密★建成"}),
}


@pytest.mark.parametrize("what", STEPS)
def test_words_of_a_step_are_refused(people: Cast, what: str) -> None:
    """The case stays at its version; neither note nor event is written."""
    case = handled(bench(people), people)
    before = kept()
    with pytest.raises(SecretText):
        STEPS[what](people, case)
    assert kept() == before
    assert Case.objects.get(pk=case.pk).version == case.version


def test_words_of_an_evaluation_are_refused_on_screen_and_on_paper(people: Cast) -> None:
    """What a deputy gives as a reason, and what the secretariat types from the sheet."""
    case = replied(bench(people), people)
    before = kept()
    told: dict[str, Any] = {"result": "unsatisfied", "attitude": "satisfied"}
    with pytest.raises(SecretText):
        evaluating.evaluate(
            case=case, reason=MARKED, by=seen(people.deputy), at=timezone.now(), expected=case.version, **told
        )
    sheet = ({"attachment": "f" * 14, "sha256": "0" * 64},)
    words, values = {"reason": MARKED}, {**told, "signed_on": timezone.localdate()}
    with pytest.raises(SecretText):
        step(case, "redo", people.secretary, words=words, values=values, attachments=sheet)
    assert kept() == before


def test_a_report_of_progress_is_refused(people: Cast) -> None:
    """What was done, the problem and what comes next are notes of the same mechanism."""
    chosen = statements(people)
    made = make_tasks(statements=[chosen["figure"]], by=seen(people.supervisor), at=timezone.now())
    (case,) = made.made
    before = kept()
    for name in ("said", "problem", "next"):
        with pytest.raises(SecretText):
            step(case, "report", people.handler, words={name: MARKED}, report={"form": "秘密"})
    assert kept() == before


def test_it_is_every_apps_own_refusal() -> None:
    """So that each face shows it where it shows the refusals of what it called."""
    for each in (CongressError, LedgerError, PeopleError, ReadingError):
        assert issubclass(SecretText, each)


def test_a_filed_text_without_a_mark_is_filed(people: Cast) -> None:
    assert filed(bench(people), grounds=f"商业秘密、保密工作、机密级文件的管理都要加强。{GROUNDS}").case.pk


BY = Actor()
NAMED = (Event, Delegation, Group, Meeting, Observer, Deputy, Unit, UnitName, Place, Account)


def _session() -> Session:
    return SuggestionDraft.objects.get().congress.sessions.get()


def _delegation(name: str) -> Delegation:
    return delegations.add_delegation(congress=_session().congress, name=name, by=BY)


def _meeting(room: str) -> object:
    session = _session()
    at = timezone.now().replace(year=2026, month=1, day=8)
    return meetings.plan_meeting(session=session, kind="plenary", starts_at=at, room=room, by=BY)


NAMES: dict[str, Way] = {
    "delegation": lambda _people: _delegation("机密★代表团"),
    "short name": lambda _people: delegations.add_delegation(
        congress=_session().congress, name="云河区代表团", short_name="机密★", by=BY
    ),
    "delegation renamed": lambda _people: delegations.change_delegation(
        delegation=Delegation.objects.get(), changes={"name": "机密★代表团"}, by=BY
    ),
    "group": lambda _people: delegations.add_group(delegation=Delegation.objects.get(), name="秘密★一组", by=BY),
    "room": lambda _people: _meeting("秘密★会议室"),
    "observer": lambda _people: sessions.add_observer(session=_session(), name="乔见山", post="机密★处长", by=BY),
    "deputy": lambda _people: roster.add_deputy(name="机密★", post="教师"),
    "unit": lambda people: units.create_unit(name="机密★局", place=people.city, house=House.GOVERNMENT, by=BY),
    "duties": lambda people: units.create_unit(
        name="云汀市河务局", place=people.city, house=House.GOVERNMENT, duties="密级：机密", by=BY
    ),
    "unit renamed": lambda people: units.rename_unit(
        unit=people.housing, name="机密★局", short_name="", on=timezone.localdate(), by=BY
    ),
    "alias": lambda people: units.change_unit(unit=people.housing, changes={"aliases": ["机密★局"]}, by=BY),
    "place": lambda people: units.create_place(code="990199", name="机密★区", short_name="", parent=people.city, by=BY),
    "account": lambda _people: accounts.create_account(username="qiao", name="机密★", by=BY),
}


@pytest.mark.parametrize("way", NAMES)
def test_a_name_with_a_mark_is_refused(people: Cast, way: str) -> None:
    """Whatever is called so is not made, nor renamed."""
    a_draft(bench(people))
    _delegation("云河区代表团")
    before = [model.objects.count() for model in NAMED]
    with pytest.raises(SecretText):
        NAMES[way](people)
    assert [model.objects.count() for model in NAMED] == before
