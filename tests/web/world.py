"""Objects that are there, for every address that names one: those of a city, and the same of another."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import Cast, cast
from tests.congress.deputies import a_draft, bench, replied
from tests.congress.recorded import AT, confirmed_statement, recorded, remark_of
from tests.congress.seated import BY, Seated, seated
from tests.congress.test_questions import asked as a_question
from tests.ledger.works import SPANS, a_source, a_statement

from huiyin.congress import sessions
from huiyin.congress.briefings import start_briefing
from huiyin.congress.briefings_sheet import frozen, sheet_of
from huiyin.congress.drafts import STREAM, invite
from huiyin.congress.models import Offer, Record, RecordVersion
from huiyin.congress.offers import offer
from huiyin.congress.remarks import confirm_exact
from huiyin.ledger.files import keep_file
from huiyin.people.models import Deputising
from huiyin.people.viewer import Viewer, viewer_of

Objects = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class World:
    """The city of those who ask, and another of which they know nothing; the objects in each, by name of address."""

    people: Cast
    there: Objects
    elsewhere: Objects


def objects(people: Cast) -> Objects:
    """Return an object that is there, for the addresses that name one: somebody's account, a unit, an arrangement."""
    row = Deputising.objects.create(
        absent=people.head, acting=people.handler, from_on="2020-01-01", to_on="2020-01-02", set_by=people.head
    )
    acts = "account_page account_edit account_leave grant_new password_reset second_factor_reset account_sessions_end "
    acts += "sign_on_untie"
    account = {name: {"key": people.second_supervisor.key} for name in acts.split()}
    units = {name: {"key": people.finance.key} for name in ("unit_page", "unit_edit", "unit_rename", "unit_end")}
    more = {**documents(people), "arrangement_end": {"row": row.pk}}
    more["policy_move"] = {"name": "commitment.general"}
    return {**account, **units, **of_congress(people), **suggestions(people), **more}


def documents(people: Cast) -> Objects:
    """Return a report with a statement, and a kind of document with its shipped template."""
    source = a_source(people, house="congress", home=people.city)
    kind = {"kind": "ledger_table"}
    of_source = (
        "plan plan_word plan_workbook source source_progress source_retry source_original source_gold source_tasks "
    )
    of_source += "source_withdraw source_share source_reread review review_changes review_differences review_undo "
    of_source += "review_redo section_confirm"
    statement = {"key": a_statement(source, SPANS["figure"]).key}
    return {
        **{name: {"key": source.key} for name in of_source.split()},
        **dict.fromkeys(("statement", "statement_card"), statement),
        "statement_act": {**statement, "act": "confirm"},
        "word_template": kind,
        "word_template_back": kind,
        "word_template_file": {**kind, "which": "shipped"},
    }


def of_congress(people: Cast) -> Objects:
    """Return objects of a seated congress, for the addresses that name one."""
    town = seated(people)
    item = sessions.add_item(session=town.session, title="政府工作报告", treatment="deliberate", by=BY)
    observer = sessions.add_observer(session=town.session, name="简文清", post="市发展改革委主任", by=BY)
    named = {
        town.congress: "congress_edit session_new delegation_new roster deputy_new roster_table roster_template "
        "roster_import roster_take deputy_accounts",
        town.session: "session_page session_edit agenda presidium observers session_meetings meeting_new "
        "session_records speaking_time glance "
        "glance_table glance_passages questions question_new inquiries",
        a_question(town, people): "question_page question_edit question_answer question_remove",
        item: "item_edit item_act",
        observer: "observer_remove",
        town.meeting(): "meeting_page meeting_edit meeting_cancel attendance attendance_print attendance_table "
        "record_new",
        town.river: "delegation_page delegation_edit group_new",
        town.first: "group_edit",
        town.mandates["闻一苇"].deputy: "deputy_page deputy_edit deputy_move deputy_end deputy_contacts deputy_tie",
    }
    pages = {name: {"key": row.key} for row, names in named.items() for name in names.split()}
    return {**pages, **of_records(people, town), **of_briefings(town, people)}


def of_records(people: Cast, town: Seated) -> Objects:
    """Return a record that is handed over, a remark of it, and an offer."""
    scene = recorded(people, town)
    record = scene.handed()
    confirm_exact(record=record, by=scene.by, at=AT)
    remark, deputy = remark_of(record, "陆闻舟"), town.mandates["陆闻舟"].deputy
    statement = confirmed_statement(record, "新增停车泊位500个", scene.by)
    offered = offer(remark=remark, statement=statement, deputy=deputy, by=scene.by, at=AT)
    names = "record_page record_text record_hand record_split record_confirm record_drop"
    both = {"key": remark.key, "statement": statement.key}
    return {
        **{name: {"key": record.key} for name in names.split()},
        **{name: {"key": remark.key} for name in ("remark_edit", "remark_act")},
        "record_version": {"key": record.key, "version": replaced(record, scene.by).key},
        **dict.fromkeys(("remark_offer", "remark_propose"), both),
        "offer_page": {"key": offered.key},
    }


def replaced(record: Record, by: Viewer) -> RecordVersion:
    """Return a text that a record had before somebody else saved over it."""
    told = {"title": "发言记录", "text": "原先写下的。", "revision": 1, "written_at": AT, "replaced_at": AT}
    return record.versions.create(written_by_id=by.account_id, replaced_by_id=by.account_id, **told)


def of_briefings(town: Seated, people: Cast) -> Objects:
    """Return a draft of a digest with a point in it, and a briefing that was issued."""
    by, at = viewer_of(people.secretary, today=timezone.localdate()), timezone.now()
    digest, paper = (start_briefing(session=town.session, form=form, by=by, at=at) for form in ("digest", "briefing"))
    point = digest.items.create(position=1, part="past", text="新增停车泊位5000个。")
    paper.state, paper.sheet, paper.issued_at, paper.issued_on = "issued", frozen(sheet_of(paper)), at, at.date()
    paper.save()
    names = "briefing_edit briefing_choose digest_decide briefing_issue briefing_correct briefing_drop"
    return {
        **{name: {"key": digest.key} for name in names.split()},
        **{name: {"key": point.key} for name in ("briefing_item", "briefing_item_act")},
        **{name: {"key": paper.key} for name in ("briefing_page", "briefing_withdraw")},
        "briefing_file": {"key": paper.key, "form": "docx"},
    }


def suggestions(people: Cast) -> Objects:
    """Return a deputy's draft with an invitation, and a suggestion whose reply waits for an evaluation."""
    sits = bench(people, n=2, number=18)
    Offer.objects.update(deputy=sits.filer)  # whose account is the cast's
    draft = a_draft(sits, title="关于加强农村道路养护的建议")
    invite(draft=draft, deputies=sits.deputies[1:], at=timezone.now())
    case = replied(sits, people)
    drafts = {
        key: {"key": draft.key}
        for key in ("suggestion_draft", "suggestion_file", "suggestion_invite", "suggestion_drop", "cosign_one")
    }
    names = ("case", "case_move", "case_watch", "case_receipt", "evaluate_one", "reply_promises")
    cases = {name: {"key": case.key} for name in names}
    words, at = "路段清单".encode(), timezone.now()
    kept = keep_file(SimpleUploadedFile("附件.txt", words), stream_key=case.key, by=people.handler, at=at)
    paper = keep_file(
        SimpleUploadedFile("附件.txt", words), stream=STREAM, stream_key=draft.key, by=people.deputy, at=at
    )
    decided = {
        name: {"sort": "cases", "key": case.key}
        for name in ("publication", "publication_release_one", "publication_hold")
    }
    more = {
        "reply_letter": {"key": case.key, "position": case.version},
        "case_step": {"key": case.key, "action": "accept"},
        "attachment": {"key": kept.key},
        "suggestion_file_drop": {"key": draft.key, "file": paper.key},
    }
    return {**drafts, **cases, **decided, **more}


def worlds() -> World:
    """Write both cities with their objects."""
    people, others = cast(), cast(code="9902", before="other-")
    return World(people, objects(people), objects(others))
