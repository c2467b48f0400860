"""The page of a case: each step is offered to whom the policy allows it, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.ledger.works import a_source, a_statement, brought_to, opened

from huiyin.ledger.models import Attachment, Case, Watch
from huiyin.people.models import Account
from huiyin.web.days import day

pytestmark = pytest.mark.django_db
REASON = "供热管理职责已划入另一单位，请改交办理"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def as_(client: Client, account: Account) -> Client:
    client.force_login(account)
    return client


def url(case: Case) -> str:
    return reverse("case", args=[case.key])


def send(client: Client, case: Case, action: str, **data: Any) -> Any:
    return client.post(reverse("case_step", args=[case.key, action]), {"version": case.version, **data})


STEPS = [  # who, stage, action, what is typed, the stage reached
    ("supervisor", "draft", "assign", {"unit": "市住建局", "co_units": "市财政局", "due_on": "2026-12-31"}, "assigned"),
    ("supervisor", "draft", "withdraw", {"reason": "与另一任务重复，合并办理，不再单列"}, "withdrawn"),
    ("handler", "assigned", "accept", {}, "handling"),
    ("head", "assigned", "accept", {}, "handling"),
    ("handler", "assigned", "send_back", {"reason": REASON}, "returned"),
    ("supervisor", "returned", "refuse_return", {"reason": REASON}, "assigned"),
    ("supervisor", "returned", "reassign", {"unit": "市财政局"}, "assigned"),
    ("supervisor", "assigned", "reassign", {"unit": "市财政局", "reason": REASON}, "assigned"),
    ("supervisor", "handling", "reassign", {"unit": "市财政局", "reason": REASON}, "assigned"),
    ("handler", "handling", "report", {"form": "on_schedule", "value": "２４．６", "said": "已完成"}, "handling"),
    ("handler", "handling", "ask_extension", {"until": "2027-03-31", "reason": REASON}, "handling"),
    ("supervisor", "handling", "remind", {"text": "请抓紧"}, "handling"),
    ("leader", "handling", "supervise", {"text": "请于下周一前报送推进情况"}, "handling"),
    ("supervisor", "handling", "list_for_supervision", {"level": "yellow", "reason": REASON}, "handling"),
    ("supervisor", "handling", "add_co_handler", {"co_units": "市财政局"}, "handling"),
    ("supervisor", "handling", "amend", {"responsible_units": "市财政局", "category": "城乡建设"}, "handling"),
    ("supervisor", "draft", "amend", {"base_value": "60", "milestones": "6月底 完成选址\n年底前 完工"}, "draft"),
    ("co_handler", "handling", "opinion", {"text": "市级分担三成已列入预算"}, "handling"),
    ("head", "handling", "complete", {"text": "全部完成"}, "awaiting_confirmation"),
    ("supervisor", "awaiting_confirmation", "reject_completion", {"reason": REASON}, "handling"),
    ("supervisor", "awaiting_confirmation", "confirm", {"outcome": "kept"}, "closed"),
    ("supervisor", "handling", "roll_over", {"outcome": "partly", "year": "2027", "reason": REASON}, "rolled_over"),
]


@pytest.mark.parametrize(
    ("who", "stage", "action", "typed", "reached"), STEPS, ids=[f"{each[0]} {each[2]} {each[1]}" for each in STEPS]
)
def test_a_step_is_taken_from_the_page(
    client: Client, people: Cast, who: str, stage: str, action: str, typed: dict[str, Any], reached: str
) -> None:
    case = brought_to(people, stage)
    as_(client, getattr(people, who))
    page = client.get(url(case), {"step": action})
    assert reverse("case_step", args=[case.key, action]) in page.content.decode()
    more: dict[str, Any] = {"evidence": SimpleUploadedFile("佐证.pdf", PDF)} if action == "complete" else {}
    if action == "report":
        more["period"] = page.context["form"].fields["period"].initial
    if action == "opinion":
        more["unit_key"] = people.finance.key
    answer = send(client, case, action, **typed, **more)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    assert Case.objects.get(pk=case.pk).stage == reached
    assert client.get(answer["Location"]).status_code == 200


def test_a_figure_below_the_last_one_is_asked_about(client: Client, people: Cast) -> None:
    """It is taken as soon as it is confirmed; no script is needed, and what was typed stays."""
    case = brought_to(people, "handling")
    as_(client, people.handler)
    month = client.get(url(case), {"step": "report"}).context["form"].fields["period"].initial
    typed = {"period": month, "form": "on_schedule", "said": "已完成管网更新"}
    assert send(client, case, "report", value="24.6", **typed).status_code == 302
    case.refresh_from_db()
    answer = send(client, case, "report", value="3", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "24.6" in page[page.index('id="step"') :]
    assert 'name="lower"' in page
    assert "已完成管网更新" in page
    case.refresh_from_db()
    assert float(case.reached_value or 0) == 24.6
    assert send(client, case, "report", value="3", lower="on", **typed).status_code == 302
    case.refresh_from_db()
    assert float(case.reached_value or 0) == 3


def test_a_figure_of_many_times_the_target_is_asked_about(client: Client, people: Cast) -> None:
    """It is mostly given in another unit; so is one whose comma nobody can read."""
    case = brought_to(people, "handling")
    Case.objects.filter(pk=case.pk).update(target_value="85", target_relation=">=", unit_of_measure="公里")
    as_(client, people.handler)
    month = client.get(url(case), {"step": "report"}).context["form"].fields["period"].initial
    typed = {"period": month, "form": "on_schedule", "said": "已完成管网更新"}
    for value in ("38,5", "0,385", "0，385", "０，３８５", "00,5000"):
        unread = send(client, case, "report", value=value, **typed)
        assert "请填写数字" in str(unread.context["form"].errors["value"])
    page = send(client, case, "report", value="38500", **typed)
    assert page.status_code == 422
    assert "目标是85公里" in page.content.decode()
    assert send(client, case, "report", value="3,8500", lower="on", **typed).status_code == 302
    case.refresh_from_db()
    assert float(case.reached_value or 0) == 38500
    assert send(client, case, "report", value="39,000", **typed).status_code == 302  # not asked about anew


def test_what_came_with_the_case_is_asked_about_too(client: Client, people: Cast) -> None:
    """A case of an older system has a figure and no report."""
    case = brought_to(people, "handling")
    Case.objects.filter(pk=case.pk).update(reached_value="40")
    as_(client, people.handler)
    month = client.get(url(case), {"step": "report"}).context["form"].fields["period"].initial
    answer = send(client, case, "report", value="3", period=month, form="on_schedule", said="已完成管网更新")
    assert answer.status_code == 422
    assert "已登记的完成值为 40" in answer.content.decode()


def test_nothing_is_many_times_a_target_of_none(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    Case.objects.filter(pk=case.pk).update(target_value="0", target_relation="=", reached_value="1")
    as_(client, people.handler)
    month = client.get(url(case), {"step": "report"}).context["form"].fields["period"].initial
    typed = {"period": month, "form": "on_schedule", "said": "已完成管网更新"}
    assert send(client, case, "report", value="10", **typed).status_code == 302


def test_where_less_is_aimed_at_a_lower_figure_is_not_asked_about(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    Case.objects.filter(pk=case.pk).update(target_relation="<=")
    as_(client, people.handler)
    month = client.get(url(case), {"step": "report"}).context["form"].fields["period"].initial
    typed = {"period": month, "form": "on_schedule", "said": "已完成管网更新"}
    for value in ("24.6", "3"):
        case.refresh_from_db()
        assert send(client, case, "report", value=value, **typed).status_code == 302


def test_a_file_of_a_kind_that_is_not_taken_is_said_with_all_else(client: Client, people: Cast) -> None:
    """And not only once the rest is right, when the file has to be chosen anew for the third time."""
    case = brought_to(people, "handling")
    as_(client, people.handler)
    files = [SimpleUploadedFile("进度.exe", b"MZ"), SimpleUploadedFile("佐证.pdf", b"")]
    answer = send(client, case, "report", form="", value="许多", evidence=files)
    errors = answer.context["form"].errors
    assert set(errors) >= {"form", "value", "evidence"}
    assert "进度.exe" in errors["evidence"][0]
    assert "“佐证.pdf”是空文件" in errors["evidence"][1]
    assert "请重新选择文件：进度.exe" in answer.content.decode()
    assert '<option value="" selected>请选择</option>' in answer.content.decode()


def test_who_only_looks_at_the_target_of_a_step_is_led_to_the_case(client: Client, people: Cast) -> None:
    """As after a refusal or the log-in page: with its form, where the step may be taken, and with a sentence."""
    case = brought_to(people, "assigned")
    address = reverse("case_step", args=[case.key, "send_back"])
    assert client.get(address)["Location"] == f"/account/login/?{urlencode({'next': address})}"
    as_(client, people.handler)
    assert send(client, case, "send_back", reason="短").status_code == 422
    page = client.get(address, follow=True)
    assert page.redirect_chain == [(f"{url(case)}?step=send_back#step", 302)]
    assert "打开本页不会提交任何内容。“退回”的表单在下面" in page.content.decode()
    page = client.get(reverse("case_step", args=[case.key, "confirm"]), follow=True)
    assert page.redirect_chain == [(url(case), 302)]
    assert "“核实销号”现在不能办理" in page.content.decode()
    page = client.get(reverse("case_watch", args=[case.key]), follow=True)
    assert "没有改动" in page.content.decode()
    assert not Watch.objects.exists()
    assert client.get(reverse("case_step", args=[case.key, "no_such"])).status_code == 404
    assert as_(client, people.nobody).get(address).status_code in (403, 404)


ROLES = ["supervisor", "secretary", "handler", "head", "co_handler", "leader", "district_leader", "deputy"]
ROLES += ["operator", "grid_worker", "analyst", "editor", "auditor", "administrator", "nobody"]
SEES = {"supervisor", "handler", "head", "co_handler", "leader", "analyst", "auditor", "editor"}
OFFERED = {  # in handling, as the policy says
    "supervisor": {
        "remind",
        "supervise",
        "list_for_supervision",
        "ask_refinement",
        "refine",
        "add_co_handler",
        "amend",
        "roll_over",
    },
    "handler": {"report", "ask_extension", "refine", "name_contact"},
    "head": {"report", "ask_extension", "refine", "name_contact", "complete"},
    "co_handler": {"opinion", "refine"},
    "leader": {"supervise", "list_for_supervision"},
}


@pytest.mark.parametrize("who", ROLES)
def test_the_page_offers_each_role_its_own_steps(client: Client, people: Cast, who: str) -> None:
    """Not visible answers 404; what is visible offers only what the policy allows."""
    case = brought_to(people, "handling")
    answer = as_(client, getattr(people, who)).get(url(case))
    if who not in SEES:
        assert answer.status_code in (403, 404)
        return
    assert answer.status_code == 200
    shown = answer.content.decode()
    offered = {
        each for each in OFFERED_ALL if reverse("case_step", args=[case.key, each]) in shown or f"step={each}#" in shown
    }
    assert offered == OFFERED.get(who, set())


OFFERED_ALL = sorted(set().union(*OFFERED.values()) | {"accept", "assign", "confirm", "send_back", "opinion"})


@pytest.mark.parametrize(
    ("who", "action", "status"),
    [("co_handler", "report", 403), ("auditor", "remind", 403), ("deputy", "remind", 404), ("handler", "no_such", 404)],
)
def test_a_step_that_is_not_ones_own_is_refused(
    client: Client, people: Cast, who: str, action: str, status: int
) -> None:
    case = brought_to(people, "handling")
    answer = send(as_(client, getattr(people, who)), case, action, text="x", form="done", period="2026-03")
    assert answer.status_code == status
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_short_reason_comes_back_with_what_was_typed(client: Client, people: Cast) -> None:
    case = brought_to(people, "assigned")
    answer = send(as_(client, people.handler), case, "send_back", reason="不归我管")
    assert answer.status_code == 422
    assert "不归我管" in answer.content.decode()
    assert answer.context["form"].errors["reason"]


def test_an_unknown_unit_is_named_in_the_error(client: Client, people: Cast) -> None:
    answer = send(as_(client, people.supervisor), opened(people), "assign", unit="市气象台")
    assert answer.status_code == 422
    assert "市气象台" in answer.context["form"].errors["unit"][0]


def test_a_stale_page_shows_both_versions_and_keeps_the_text(client: Client, people: Cast) -> None:
    """What somebody else did stands beside what was typed; sent again it is taken."""
    case = brought_to(people, "assigned")
    old = case.version
    as_(client, people.head).post(reverse("case_step", args=[case.key, "accept"]), {"version": old})
    answer = send(as_(client, people.supervisor), case, "remind", text="请于下周五前签收")
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "请于下周五前签收" in shown
    assert "这一件刚被 市住建局 闻修远 办理过" in shown
    fresh = Case.objects.get(pk=case.pk)
    again = send(client, fresh, "remind", text="请于下周五前签收")
    assert again.status_code == 302


def test_what_one_did_in_another_window_is_told_as_ones_own(client: Client, people: Cast) -> None:
    """Nobody else is named where nobody else was there."""
    case = brought_to(people, "assigned")
    as_(client, people.supervisor)
    send(client, case, "remind", text="请尽快签收")
    shown = send(client, case, "remind", text="请于下周五前签收").content.decode()
    assert "您自己刚在另一个窗口里改过这一件" in shown
    assert "办理过，您的操作还没有存" not in shown


def test_what_one_chose_is_shown_in_words_beside_what_was_done(client: Client, people: Cast) -> None:
    """Of a list the words that were picked stand in the note of a conflict, never the code that is sent."""
    case = brought_to(people, "handling")
    old = case.version
    send(as_(client, people.supervisor), case, "remind", text="请按月报送进度")
    as_(client, people.handler)
    form = client.get(url(case), {"step": "report"}).context["form"]
    month, state = form.fields["period"].choices[0], form.fields["form"].choices[1]
    sent = {"version": old, "period": month[0], "form": state[0], "said": "已完成选址"}
    answer = client.post(reverse("case_step", args=[case.key, "report"]), sent)
    assert answer.status_code == 409
    wrote = dict(answer.context["conflict"]["wrote"])
    assert [wrote["填报月份"], wrote["形象进度"], wrote["进展情况"]] == [month[1], state[1], "已完成选址"]


def test_a_step_sent_twice_is_taken_once(client: Client, people: Cast) -> None:
    case = brought_to(people, "assigned")
    as_(client, people.handler)
    assert send(client, case, "accept").status_code == 302
    late = send(client, case, "accept")
    assert late.status_code == 409
    assert "这一步现在已不能办理" in late.content.decode()
    assert f'action="/cases/{case.key}/steps/accept/"' not in late.content.decode()
    assert Case.objects.get(pk=case.pk).version == case.version + 1


def test_who_reported_completion_may_not_confirm_it(client: Client, people: Cast) -> None:
    """The second person is another one, even where somebody holds both roles."""
    from huiyin.people.models import RoleGrant

    RoleGrant.objects.create(account=people.head, role="supervisor", unit=people.office, valid_from="2020-01-01")
    case = brought_to(people, "awaiting_confirmation")
    answer = send(as_(client, people.head), case, "confirm", outcome="kept")
    assert answer.status_code == 422
    assert answer.context["refused"]


NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'\"&"


@pytest.mark.parametrize(
    ("who", "stage", "action", "field", "typed"),
    [
        ("handler", "handling", "report", "said", {"form": "behind"}),
        ("handler", "handling", "report", "problem", {"form": "behind"}),
        ("handler", "handling", "report", "next", {"form": "behind"}),
        ("handler", "assigned", "send_back", "reason", {}),
        ("supervisor", "handling", "remind", "text", {}),
        ("handler", "handling", "refine", "end_state", {}),
        ("handler", "handling", "refine", "indicator", {"target_value": "3"}),
        ("handler", "handling", "refine", "unit_of_measure", {"target_value": "3"}),
    ],
)
def test_what_people_type_is_shown_as_text_only(
    client: Client, people: Cast, who: str, stage: str, action: str, field: str, typed: dict[str, str]
) -> None:
    case = brought_to(people, stage)
    as_(client, getattr(people, who))
    text = "<b>x</b>" if field == "unit_of_measure" else NASTY[:100]
    period = client.get(url(case), {"step": action}).context["form"].fields.get("period")
    more = {"period": period.initial} if period else {}
    answer = send(client, case, action, **{field: text}, **typed, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    for shown in (client.get(url(case)), client.get(url(case), {"print": "1"}), client.get(reverse("desk"))):
        page = shown.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>x</b>" not in page


def test_a_file_is_handed_out_only_to_who_sees_the_case(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    send(
        as_(client, people.head),
        case,
        "complete",
        text="全部完成",
        evidence=SimpleUploadedFile("../佐\u202e证.pdf", PDF),
    )
    file = Attachment.objects.get(stream_key=case.key)
    assert file.name == "佐证.pdf"
    address = reverse("attachment", args=[file.key])
    for account, status in ((people.supervisor, 200), (people.deputy, 404), (people.secretary, 404)):
        assert as_(client, account).get(address).status_code == status
    answer = as_(client, people.handler).get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF


def test_a_bad_file_takes_no_step_and_says_why(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    answer = send(
        as_(client, people.head), case, "complete", text="全部完成", evidence=SimpleUploadedFile("a.pdf", b"MZ\x90")
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["evidence"]
    assert "请重新选择文件：a.pdf" in answer.content.decode(), "no browser keeps it"
    assert not Attachment.objects.exists()
    assert Case.objects.get(pk=case.pk).version == case.version


def test_the_day_of_closing_is_that_of_the_place(client: Client, people: Cast) -> None:
    """At six in the evening by universal time the next day has begun here."""
    case = brought_to(people, "closed")
    Case.objects.filter(pk=case.pk).update(closed_at=datetime(2026, 3, 2, 18, tzinfo=UTC))
    assert "2026年3月3日" in as_(client, people.supervisor).get(url(case)).context["turn"]["detail"]


def test_what_nobody_confirmed_is_counted_and_not_listed(client: Client, people: Cast) -> None:
    """The page leads to the review instead of showing hundreds of rows in which nothing can be done."""
    source = a_source(people)
    a_statement(source, (6, 12), state="draft")
    as_(client, people.supervisor)
    page = client.get(reverse("source_tasks", args=[source.key]))
    assert (page.context["rows"], page.context["unconfirmed"]) == ([], 1)
    assert f"/sources/{source.key}/review/?after=0" in page.content.decode()


def test_all_that_one_delegation_voiced_is_proposed_at_once(client: Client, people: Cast) -> None:
    """The government of its place is chosen beforehand; what another delegation said stays where it is."""
    source = a_source(people, text_kind="deliberation")
    speaker = f"{people.district_government.place.name}代表团"
    ours = [a_statement(source, (start, start + 4), speaker=speaker) for start in (0, 5)]
    other = a_statement(source, (10, 14), speaker="白鹭县代表团")
    address = reverse("source_tasks", args=[source.key])
    as_(client, people.supervisor)
    assert [tab["label"] for tab in client.get(address).context["tabs"]] == ["全部", f"{speaker} 2", "白鹭县代表团 1"]
    page = client.get(address, {"speaker": speaker})
    chosen = page.context["form"]["government"].value()
    assert chosen == people.district_government.pk
    answer = client.post(f"{address}?speaker={speaker}", {"do": "propose_all", "government": chosen})
    assert answer.status_code == 302
    assert {case.entry.passages.get().statement for case in Case.objects.all()} == set(ours)
    assert [row["statement"] for row in client.get(address).context["rows"] if row["voiced"]] == [other]


def test_a_case_is_followed_and_no_longer(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    as_(client, people.analyst)
    client.post(reverse("case_watch", args=[case.key]))
    assert Watch.objects.filter(case=case, account=people.analyst).exists()
    client.post(reverse("case_watch", args=[case.key]))
    assert not Watch.objects.exists()


def test_tasks_are_made_from_the_page_of_a_source(client: Client, people: Cast) -> None:
    source = a_source(people)
    one = a_statement(source, (0, 5))
    two = a_statement(source, (6, 12), state="draft")
    address = reverse("source_tasks", args=[source.key])
    as_(client, people.supervisor)
    assert client.get(address).context["can_make"] == 1
    client.post(address, {"which": "picked", "id": [one.key, two.key]})
    assert Case.objects.get().entry.passages.get().statement == one
    assert client.get(address).context["have"] == 1
    assert as_(client, people.secretary).get(address).status_code == 404
    assert as_(client, people.deputy).get(address).status_code == 403


def test_a_commitment_of_a_delegation_is_proposed_from_the_page(client: Client, people: Cast) -> None:
    source = a_source(people, text_kind="deliberation")
    row = a_statement(source, (0, 5), speaker="临溪代表团")
    as_(client, people.supervisor)
    address = reverse("source_tasks", args=[source.key])
    client.post(address, {"do": "propose", "id": row.key, "government": people.district_government.pk})
    case = Case.objects.get()
    assert case.stage == "proposed"
    as_(client, people.district_leader)
    assert client.get(url(case)).status_code == 200
    assert send(client, case, "take_up", text="纳入本区年度计划").status_code == 302


@pytest.mark.parametrize(
    ("who", "asked", "step"),
    [
        ("supervisor", "", "remind"),
        ("supervisor", "refinement", "remind"),
        ("supervisor", "extension", "grant_extension"),
        ("handler", "", "report"),
        ("handler", "refinement", "refine"),
        ("co_handler", "", "opinion"),
    ],
)
def test_the_open_step_is_what_the_case_awaits_of_this_person(
    client: Client, people: Cast, who: str, asked: str, step: str
) -> None:
    """An answer that is waited for goes before what is usual; an office does not answer what it asked itself."""
    case = brought_to(people, "handling")
    if asked == "refinement":
        send(as_(client, people.supervisor), case, "ask_refinement", text="请明确完成标志")
    if asked == "extension":
        send(as_(client, people.handler), case, "ask_extension", until="2027-03-31", reason=REASON)
    page = as_(client, getattr(people, who)).get(url(case))
    assert page.context["step"].action == step
    assert page.context["turn"]["actions"][0]["primary"]


@pytest.mark.parametrize(
    ("who", "asked", "words", "label", "leads"),
    [
        ("supervisor", "ask_extension", "请答复“申请延期”", "答复", ""),
        ("handler", "ask_refinement", "请细化目标", "细化目标", "?step=refine#step"),
    ],
)
def test_the_desk_asks_for_an_answer_and_for_no_yes(
    client: Client, people: Cast, who: str, asked: str, words: str, label: str, leads: str
) -> None:
    """What can be granted or refused is to be answered; what has one answer is asked for by its name."""
    case = brought_to(people, "handling")
    given = {"until": "2027-03-31", "reason": REASON, "text": "请明确完成标志"}
    send(as_(client, people.handler if who == "supervisor" else people.supervisor), case, asked, **given)
    (row,) = as_(client, getattr(people, who)).get(reverse("desk")).context["waiting"]
    assert (row["ask"], row["step"], row["url"]) == (words, label, url(case) + leads)


def test_an_opinion_that_was_given_is_no_work_any_more(client: Client, people: Cast) -> None:
    """The page says when it was given, and offers to add to it; the desk does not bring the case up again."""
    case = brought_to(people, "handling")
    as_(client, people.co_handler)
    assert case in [card["case"] for card in client.get(reverse("desk")).context["waiting"]]
    assert "本单位已提出会办意见" not in client.get(url(case)).content.decode()
    words = "市级分担三成已列入预算"
    assert send(client, case, "opinion", text=words, unit_key=people.finance.key).status_code == 302
    assert case not in [card["case"] for card in client.get(reverse("desk")).context["waiting"]]
    Case.objects.filter(pk=case.pk).update(due_on=timezone.localdate(), late_on=timezone.localdate())
    shown = client.get(reverse("desk")).context
    assert [shown["late"], shown["soon"]] == [[], []], "the last day of the unit that leads is none of theirs"
    assert [row["case"] for row in as_(client, people.handler).get(reverse("desk")).context["late"]] == [case]
    as_(client, people.co_handler)
    page = client.get(url(case))
    assert f"本单位已提出会办意见（{day(timezone.localdate(), timezone.localdate())}）" in page.content.decode()
    assert (page.context["step"], page.context["turn"]["actions"]) == (None, [])
    assert "补充或修改已提意见" in [each["label"] for each in page.context["turn"]["more"]]
    more = client.get(url(case), {"step": "opinion"})
    assert more.context["form"]["text"].value() == words
    assert more.content.decode().count("提出会办意见</") == 0, "neither head nor button says that it is to be given"
    assert "本单位已提出会办意见" not in as_(client, people.handler).get(url(case)).content.decode()


def test_after_the_case_is_closed_nothing_is_said_of_an_opinion(client: Client, people: Cast) -> None:
    """Where the rules allow no further opinion none is offered."""
    case = brought_to(people, "handling")
    send(as_(client, people.co_handler), case, "opinion", text="同意", unit_key=people.finance.key)
    files = {"evidence": SimpleUploadedFile("佐证.pdf", PDF)}
    case.refresh_from_db()
    assert send(as_(client, people.head), case, "complete", text="全部完成", **files).status_code == 302
    page = as_(client, people.co_handler).get(url(case))
    assert "本单位已提出会办意见" in page.content.decode()
    assert not any("已提意见" in each["label"] for each in page.context["turn"]["more"])


def test_who_hands_out_anew_reads_why_it_came_back(client: Client, people: Cast) -> None:
    """Above the form; the unit that sent it back is offered nothing, and no note either."""
    case = brought_to(people, "returned")
    page = as_(client, people.supervisor).get(url(case))
    assert page.context["returned"] == {"who": "市住建局 顾庭", "text": "供热管理职责已划入另一单位办理"}
    assert page.content.decode().index("退回理由") < page.content.decode().index('name="unit"')
    assert as_(client, people.handler).get(url(case)).context["returned"] is None
    case = brought_to(people, "handling")
    assert as_(client, people.supervisor).get(url(case)).context["returned"] is None


def test_what_a_unit_sent_back_does_not_go_to_it_anew(client: Client, people: Cast) -> None:
    """Its clocks would begin again without a reason; the sentence says what is to be done instead."""
    case = brought_to(people, "returned")
    answer = send(as_(client, people.supervisor), case, "reassign", unit="市住建局")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["unit"])
    assert "请选“不同意退回”并说明理由" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).stage == "returned"
    assert send(client, case, "refuse_return", reason=REASON).status_code == 302


def test_a_step_whose_time_is_over_is_said_to_be(client: Client, people: Cast) -> None:
    """Whoever looks for it reads until when it could be taken; nobody else reads that."""
    case = brought_to(people, "assigned", at=timezone.now() - timedelta(days=40))
    page = as_(client, people.handler).get(url(case))
    assert "send_back" not in offered(page)
    assert "“退回”已过期限（" in page.context["turn"]["detail"]
    assert "已过期限" not in as_(client, people.supervisor).get(url(case)).context["turn"]["detail"]
    fresh = brought_to(people, "assigned")
    assert "已过期限" not in as_(client, people.handler).get(url(fresh)).context["turn"]["detail"]


def offered(page: Any) -> str:
    return " ".join(each["url"] for each in (*page.context["turn"]["actions"], *page.context["turn"]["more"]))
