"""The table of access: every address × every role × looking and sending, against what the table of permissions says.

A view without an action fails, and so does a new address that answers a role otherwise than its action allows. Where an
address names an object, it is asked twice: for one that is there (`OBJECTS`) and for one that is not.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import a_draft, bench, replied
from tests.congress.recorded import AT, confirmed_statement, recorded, remark_of
from tests.congress.seated import BY, Seated, seated
from tests.congress.test_questions import asked as a_question
from tests.ledger.works import a_source
from tests.web.sure import sign_in

from huiyin.congress import sessions
from huiyin.congress.briefings import start_briefing
from huiyin.congress.briefings_sheet import frozen, sheet_of
from huiyin.congress.drafts import invite
from huiyin.congress.models import Offer, Record, RecordVersion
from huiyin.congress.offers import offer
from huiyin.congress.remarks import confirm_exact
from huiyin.people.models import Deputising, Role
from huiyin.people.permissions import TABLE, may
from huiyin.people.viewer import NOBODY, Viewer, viewer_of

PROGRAMS = ("api/",)  # programs come with a token of their own, not with a role
ABSENT = "zzzzzzzzzzzzzz"  # a key that nothing has
# Who holds each role in the cast; a role without a person fails.
HOLDERS = {
    Role.SECRETARY: "secretary",
    Role.SUPERVISOR: "supervisor",
    Role.UNIT_HANDLER: "handler",
    Role.UNIT_HEAD: "head",
    Role.DEPUTY: "deputy",
    Role.OPERATOR: "operator",
    Role.GRID_WORKER: "grid_worker",
    Role.ANALYST: "analyst",
    Role.EDITOR: "editor",
    Role.LEADER: "leader",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}
# Addresses that refuse on more than the role: who may send there at all is tested with the page itself.
NARROWER = {"deputising", "arrangement_end"}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each
        else:
            yield from patterns(each, route)


OURS = [(route, each) for route, each in patterns(get_resolver()) if not route.startswith(PROGRAMS)]


def objects(people: Cast) -> dict[str, dict[str, Any]]:
    """Return an object that is there, for the addresses that name one: somebody's account, a unit, an arrangement."""
    row = Deputising.objects.create(
        absent=people.head, acting=people.handler, from_on="2020-01-01", to_on="2020-01-02", set_by=people.head
    )
    acts = "account_page account_edit grant_new password_reset second_factor_reset account_sessions_end sign_on_untie"
    account = {name: {"key": people.second_supervisor.key} for name in acts.split()}
    units = {name: {"key": people.finance.key} for name in ("unit_page", "unit_edit", "unit_rename", "unit_end")}
    more = {**documents(people), "arrangement_end": {"row": row.pk}}
    return {**account, **units, **of_congress(people), **suggestions(people), **more}


def documents(people: Cast) -> dict[str, dict[str, Any]]:
    """Return a report, and a kind of document with its shipped template."""
    report = {"key": a_source(people, house="congress", home=people.city).key}
    kind = {"kind": "ledger_table"}
    sources = dict.fromkeys(("plan", "plan_word", "plan_workbook"), report)
    return {
        **sources,
        "word_template": kind,
        "word_template_back": kind,
        "word_template_file": {**kind, "which": "shipped"},
    }


def of_congress(people: Cast) -> dict[str, dict[str, Any]]:
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


def of_records(people: Cast, town: Seated) -> dict[str, dict[str, Any]]:
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


def of_briefings(town: Seated, people: Cast) -> dict[str, dict[str, Any]]:
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


def suggestions(people: Cast) -> dict[str, dict[str, Any]]:
    """Return a deputy's draft with an invitation, and a suggestion whose reply waits for an evaluation."""
    sits = bench(people, n=2, number=18)
    Offer.objects.update(deputy=sits.filer)  # whose account is the cast's
    draft = a_draft(sits, title="关于加强农村道路养护的建议")
    invite(draft=draft, deputies=sits.deputies[1:], at=timezone.now())
    case = replied(sits, people)
    drafts = {
        key: {"key": draft.key} for key in ("suggestion_draft", "suggestion_file", "suggestion_invite", "cosign_one")
    }
    cases = {name: {"key": case.key} for name in ("case", "evaluate_one", "reply_promises")}
    decided = {
        name: {"sort": "cases", "key": case.key}
        for name in ("publication", "publication_release_one", "publication_hold")
    }
    return {**drafts, **cases, **decided, "reply_letter": {"key": case.key, "position": case.version}}


def addresses(people: Cast) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield name, address and actions of every page: with objects that are there, and with ones that are not."""
    there = objects(people)
    for _route, each in OURS:
        access = each.callback.access  # type: ignore[attr-defined]
        kinds = each.pattern.converters.items()
        missing = {name: 999_999 if isinstance(kind, IntConverter) else ABSENT for name, kind in kinds}
        name = str(each.name)
        for kwargs in [missing, *([there[name]] if name in there else [])]:
            yield name, reverse(name, kwargs=kwargs), access


def expected(viewer: Viewer, name: str, access: tuple[str, str], *, sends: bool) -> str:
    """Return what a request must come to: in, out (403), log-in, or no such method."""
    looks, changes = access
    if not looks:
        return "in"
    if viewer is NOBODY:
        return "log in"
    asked = changes if sends else looks
    if not asked:
        return "method"
    if not may(viewer, asked):
        return "out"
    return "any" if sends and name in NARROWER else "in"


def came_to(answer: Any) -> str:
    """Return what a request came to; a fault of ours is never right."""
    if answer.status_code == 302 and answer.url.startswith("/account/login/"):
        return "log in"
    return {403: "out", 405: "method"}.get(answer.status_code, "fault" if answer.status_code >= 500 else "in")


def wrong_answers(client: Client, people: Cast, viewer: Viewer) -> list[str]:
    wrong = []
    for name, address, access in addresses(people):
        if name == "account_logout" and viewer is not NOBODY:
            continue  # it does what it says
        for sends in (False, True):
            cache.clear()
            try:
                answer = client.post(address) if sends else client.get(address)
            except Exception as error:
                wrong.append(f"{'POST' if sends else 'GET'} {address}: {error!r}")
                continue
            must, came = expected(viewer, name, access, sends=sends), came_to(answer)
            fits = must == came or (must == "any" and came in ("in", "out"))
            # A view of one method says so to whom it lets in, and one that takes only POST to everybody; the way in
            # leads to the log-in page by itself.
            fits |= came == "method" and (must == "in" or not sends)
            fits |= came == "log in" and not access[0]
            if not fits:
                wrong.append(f"{'POST' if sends else 'GET'} {address}: {came} ({answer.status_code}), must be {must}")
    return wrong


@pytest.fixture(autouse=True)
def short_error_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of three answers are refusals; what their pages look like is tested elsewhere, here it is which they are."""
    monkeypatch.setattr("huiyin.web.errors._rendered", lambda _request, template, _context, **_how: template)


@pytest.mark.parametrize(("route", "each"), OURS, ids=[route or "/" for route, _each in OURS])
def test_a_page_has_a_row_in_the_access_table(route: str, each: URLPattern) -> None:
    """A view without an action is a hole; `huiyin.web.access` closes it. Each address has a name."""
    access = getattr(each.callback, "access", None)
    assert access is not None, f"{route} has no @page(…) or @open_page"
    assert all(action in TABLE for action in access if action)
    assert each.name


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_let_in_where_the_table_says_and_nowhere_else(client: Client, people: Cast, role: str) -> None:
    """Every address, looked at and sent to with nothing in the hand."""
    person = getattr(people, HOLDERS[Role(role)])
    sign_in(client, person)
    viewer = viewer_of(person, today=timezone.localdate())
    assert viewer.roles == {role}
    assert wrong_answers(client, people, viewer) == []


def test_who_has_no_role_reaches_the_own_account_only(client: Client, people: Cast) -> None:
    """An account alone opens nothing of the place."""
    sign_in(client, people.nobody)
    viewer = viewer_of(people.nobody, today=timezone.localdate())
    assert wrong_answers(client, people, viewer) == []


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(client: Client, people: Cast) -> None:
    """From every address but those of the way in, and comes back afterwards."""
    assert wrong_answers(client, people, NOBODY) == []


def test_an_auditor_changes_nothing_but_the_own_account() -> None:
    """No row of the table lets an auditor write."""
    writing = [name for name, rule in TABLE.items() if rule.writes and Role.AUDITOR in rule.roles]
    assert writing == []
