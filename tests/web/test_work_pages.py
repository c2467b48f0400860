"""Desks, notices, policies and imports as pages: for each role, with and without anything to show."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import a_draft, bench, registered, replied, step
from tests.ledger.test_imports import GOOD, HEAD, OLD, workbook
from tests.ledger.test_rules import NOTICE, OWN
from tests.ledger.works import assigned, brought_to, opened, statements

from huiyin.congress.drafts import invite
from huiyin.ledger import policies
from huiyin.ledger.models import Case, Notice
from huiyin.people.models import Account
from huiyin.web.navigation import account_menu, navigation

pytestmark = pytest.mark.django_db
ROLES = ["supervisor", "secretary", "handler", "head", "co_handler", "leader", "district_leader", "deputy"]
ROLES += ["operator", "grid_worker", "analyst", "editor", "auditor", "administrator"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    policies.forget_loaded()


def upload(content: bytes, name: str = "plan.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=XLSX)


@pytest.mark.parametrize("who", ROLES)
def test_every_role_has_a_desk(client: Client, people: Cast, who: str) -> None:
    client.force_login(getattr(people, who))
    empty = client.get(reverse("desk"))
    assert empty.status_code == 200
    assert empty.context["empty"]
    for stage in ("draft", "assigned", "returned", "handling", "awaiting_confirmation", "closed"):
        brought_to(people, stage)
    full = client.get(reverse("desk"))
    assert full.status_code == 200
    waiting = {row["case"].stage for row in full.context["waiting"]}
    mine = {"supervisor": {"draft", "returned", "awaiting_confirmation"}, "handler": {"assigned"}, "head": {"assigned"}}
    mine["co_handler"] = {"assigned", "handling", "awaiting_confirmation", "returned"}
    assert waiting <= mine.get(who, set())
    assert bool(waiting) == (who in mine)


@pytest.mark.parametrize("who", ROLES)
def test_every_entry_of_the_navigation_opens(client: Client, people: Cast, who: str) -> None:
    """The bar and the menu offer nothing that refuses whoever follows it."""
    account = getattr(people, who)
    client.force_login(account)
    roles = list(account.grants.values_list("role", flat=True))
    offered = {item.url for item in (*navigation(roles, "/"), *account_menu(roles))}
    assert "/account/" in offered
    assert not {url: code for url in sorted(offered) if (code := client.get(url, follow=True).status_code) != 200}


def test_a_desk_asks_a_bounded_number_of_queries(
    client: Client, people: Cast, django_assert_max_num_queries: object
) -> None:
    client.force_login(people.supervisor)
    for _ in range(6):
        opened(people)
    client.get(reverse("desk"))
    with django_assert_max_num_queries(110):  # type: ignore[operator]
        client.get(reverse("desk"))


def test_a_unit_finds_what_it_reports_on_and_what_it_is_asked(client: Client, people: Cast) -> None:
    case = brought_to(people, "handling")
    client.force_login(people.handler)
    assert [row["case"] for row in client.get(reverse("reporting")).context["rows"]] == [case]
    assert client.get(reverse("opinions")).context["rows"] == []
    client.force_login(people.co_handler)
    assert client.get(reverse("reporting")).context["rows"] == []
    assert [row["case"] for row in client.get(reverse("opinions")).context["rows"]] == [case]


def on_the_desk(client: Client, person: Account) -> list[tuple[Case, str]]:
    """Return what waits for a person: each case with what is asked of it."""
    client.force_login(person)
    return [(row["case"], row["ask"]) for row in client.get(reverse("desk")).context["waiting"]]


def test_while_a_suggestion_is_sent_back_nobody_is_asked_for_an_opinion(client: Client, people: Cast) -> None:
    """Its clock runs on, but the stage has no such step: the desk asks for it again once the unit has it back."""
    case = registered(bench(people), people)
    case = step(case, "assign", people.secretary, unit=people.housing, co_units=[people.finance])
    assert on_the_desk(client, people.co_handler) == [(case, "请提出会办意见")]
    case = step(case, "send_back", people.handler, words={"reason": "停车管理职责不在本单位，建议另定主办单位"})
    assert on_the_desk(client, people.co_handler) == []
    assert [found for found, _ask in on_the_desk(client, people.secretary)] == [case]
    case = step(case, "refuse_return", people.secretary, words={"reason": "三定规定载明停车管理由该单位负责"})
    assert on_the_desk(client, people.co_handler) == [(case, "请提出会办意见")]


def test_the_office_is_asked_to_remind_of_a_late_evaluation(client: Client, people: Cast) -> None:
    case = replied(bench(people), people)
    assert on_the_desk(client, people.secretary) == []
    Case.objects.filter(pk=case.pk).update(late_on=timezone.localdate())
    assert on_the_desk(client, people.secretary) == [(case, "请提醒评价")]


def test_a_draft_to_co_sign_waits_like_a_case(client: Client, people: Cast) -> None:
    """It is counted, and stands below the same heading."""
    sits = bench(people)
    draft = a_draft(sits)
    other = sits.deputies[1]
    invite(draft=draft, deputies=(other,), at=timezone.now())
    assert other.account is not None
    client.force_login(other.account)
    answer = client.get(reverse("desk"))
    page = answer.content.decode()
    waits = page[page.index('id="mine"') : page.index('id="late"')]
    assert reverse("cosign_one", args=[draft.key]) in waits
    assert (answer.context["n_waiting"], answer.context["empty"]) == (1, "")
    assert f"{other.account.name}，轮到您的有 1 件" in page


def test_notices_are_listed_and_read(client: Client, people: Cast) -> None:
    case = assigned(people)
    client.force_login(people.handler)
    page = client.get(reverse("notices"))
    assert case.title in page.content.decode()
    assert page.context["unread"] == 1
    client.get(reverse("case", args=[case.key]))
    assert client.get(reverse("notices")).context["unread"] == 0
    client.force_login(people.head)
    client.post(reverse("notices"))
    assert not Notice.objects.filter(account=people.head, read_at__isnull=True).exists()


def test_a_notice_of_a_case_that_is_no_longer_visible_has_no_link(client: Client, people: Cast) -> None:
    case = assigned(people)
    Notice.objects.create(account=people.deputy, case=case, code="changed", dedupe="x", at=timezone.now())
    client.force_login(people.deputy)
    assert reverse("case", args=[case.key]) not in client.get(reverse("notices")).content.decode()


def test_a_plan_is_shown_first_and_written_when_somebody_says_so(client: Client, people: Cast) -> None:
    source = statements(people)["figure"].source
    client.force_login(people.supervisor)
    content = workbook(HEAD, GOOD, ["2", "另一项任务<script>", "市气象台", "", ""])
    shown = client.post(reverse("import_plan"), {"source": source.pk, "file": upload(content), "hand_over": "on"})
    assert shown.status_code == 200
    assert [row["does"] for row in shown.context["rows"]] == ["open", "refused"]
    assert "<script>" not in shown.content.decode().replace("<script src", "")
    assert not Case.objects.exists()
    kept = shown.context["kept"]
    assert client.post(reverse("import_plan"), {"rows": kept}).status_code == 422
    assert not Case.objects.exists()
    assert client.post(reverse("import_plan"), {"rows": kept, "skip": "1"}).status_code == 302
    assert Case.objects.get().stage == "assigned"
    assert client.post(reverse("import_plan"), {"rows": kept + "x"}).status_code == 302
    assert Case.objects.count() == 1


def test_a_file_that_is_no_plan_says_what_is_looked_for(client: Client, people: Cast) -> None:
    source = statements(people)["figure"].source
    client.force_login(people.supervisor)
    answer = client.post(reverse("import_plan"), {"source": source.pk, "file": upload(b"no", "a.txt")})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_older_cases_are_taken_over(client: Client, people: Cast) -> None:
    row = [
        "旧-7",
        "改造管网",
        2026,
        "办理中",
        "市住建局",
        "市财政局",
        "2026年1月15日",
        "2026年12月31日",
        "",
        "已完成可研",
    ]
    client.force_login(people.supervisor)
    shown = client.post(reverse("import_older"), {"file": upload(workbook(OLD, row))})
    assert shown.status_code == 200
    assert client.post(reverse("import_older"), {"rows": shown.context["kept"]}).status_code == 302
    assert Case.objects.get().number == "旧-7"


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", ["import_plan", "import_older"])
def test_only_offices_bring_anything_in(client: Client, people: Cast, who: str, name: str) -> None:
    client.force_login(getattr(people, who))
    allowed = who in ("supervisor", "secretary", "administrator")
    assert client.get(reverse(name)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("who", ["supervisor", "handler", "deputy", "auditor"])
def test_policies_are_shown_to_everybody_with_their_sources(client: Client, people: Cast, who: str) -> None:
    client.force_login(getattr(people, who))
    assert client.get(reverse("policies")).status_code == 200
    page = client.get(reverse("policy", args=["commitment.general"]))
    assert page.status_code == 200
    assert "通用缺省值" in page.content.decode()
    assert client.post(reverse("policies"), {"load": "policy"}).status_code == 403
    assert client.get(reverse("policy", args=["no.such"])).status_code == 404


def test_an_administrator_loads_the_places_own_rules(client: Client, people: Cast) -> None:
    client.force_login(people.administrator)
    address = reverse("policies")
    bad = client.post(address, {"load": "policy", "policy-file": upload(b"id = ", "own.toml")})
    assert bad.status_code == 422
    assert bad.context["policy_form"].errors["file"]
    good = client.post(address, {"load": "policy", "policy-file": upload(OWN.encode(), "own.toml")})
    assert good["Location"] == reverse("policy", args=["commitment.yunting"])
    assert client.get(good["Location"]).status_code == 200
    assert client.post(address, {"load": "notice", "notice-file": upload(NOTICE.encode(), "n.toml")}).status_code == 302
    assert "2027年部分节假日" in client.get(address).content.decode()
