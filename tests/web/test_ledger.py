"""The list: filters and visibility, pages, counts, export, saved views, steps for many, search."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.cast import Cast, cast
from tests.ledger.works import SPANS, a_source, a_statement, opened, seen_by, step

from huiyin.ledger import policies
from huiyin.ledger.cases import Given
from huiyin.ledger.lights import LISTED, case_light, light_is, listed_light
from huiyin.ledger.listing import Filters, in_order, listed, page_of
from huiyin.ledger.models import Case, SavedView
from huiyin.ledger.search import index_sources, index_statements
from huiyin.people.models import Account
from huiyin.web.cases.words import supervision_words

TODAY = date(2026, 5, 7)


@pytest.fixture(scope="module")
def whole_ledger(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, dict[str, int]]]:
    """The cast and its cases, written once for this file; each test takes back what it does to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        yield people, written(people)
        transaction.set_rollback(True)


@pytest.fixture
def people(whole_ledger: tuple[Cast, dict[str, int]], db: None) -> Cast:
    return deepcopy(whole_ledger[0])


@pytest.fixture
def cases(whole_ledger: tuple[Cast, dict[str, int]], db: None) -> dict[str, Case]:
    return {name: Case.objects.get(pk=pk) for name, pk in whole_ledger[1].items()}


def written(people: Cast) -> dict[str, int]:
    """Cases whose dates are set by hand: one a light, a draft, one of another unit, one that is closed."""
    rows: dict[str, tuple[Any, dict[str, Any]]] = {
        "late": (people.housing, {"near_on": TODAY - timedelta(9), "late_on": TODAY}),
        "near": (people.housing, {"near_on": TODAY, "late_on": TODAY + timedelta(1)}),
        "on_time": (
            people.housing,
            {"near_on": TODAY + timedelta(1), "late_on": TODAY + timedelta(9), "last_report_on": TODAY},
        ),
        "no_word": (people.finance, {"near_on": TODAY + timedelta(3), "late_on": TODAY + timedelta(30)}),
        "done": (people.finance, {"closed": True, "stage": "closed"}),
        "draft": (None, {}),
    }
    made = {}
    for name, (unit, columns) in rows.items():
        case = opened(people, number=f"任务 {name}", title=f"{name} 改造供热管网")
        if unit is not None:
            case = step(case, "assign", people.supervisor, Given(unit=unit, values={"due_on": date(2026, 12, 31)}))
        dates: dict[str, Any] = {"near_on": None, "late_on": None, "due_on": None, "last_report_on": None, **columns}
        if dates["late_on"]:
            dates["due_on"] = dates["late_on"] - timedelta(1)
        Case.objects.filter(pk=case.pk).update(**dates)
        made[name] = case.pk
    return made


def names(found: Any) -> set[str]:
    return {case.number.removeprefix("任务 ") for case in found}


def seen(person: Account, **filters: Any) -> set[str]:
    return names(listed(seen_by(person, TODAY), Filters(**filters), today=TODAY))


@pytest.mark.django_db
def test_each_case_is_counted_under_one_light(cases: dict[str, Case]) -> None:
    """What SQL computes of the dates is what a page computes of them, and the lights leave nothing out."""
    for case in cases.values():
        lit = [code for code in LISTED if Case.objects.filter(light_is(code, TODAY), pk=case.pk).exists()]
        assert lit == [listed_light(case, TODAY)]
        if lit[0] in ("late", "near", "done"):
            assert case_light(case, TODAY) == lit[0]


ALL = {"late", "near", "on_time", "no_word", "done", "draft"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ALL),
        ({"light": "late"}, {"late"}),
        ({"light": "near"}, {"near"}),
        ({"light": "on_time"}, {"on_time"}),
        ({"light": "no_word"}, {"no_word", "draft"}),
        ({"light": "done"}, {"done"}),
        ({"light": "open"}, ALL - {"done"}),
        ({"stage": "assigned"}, {"late", "near", "on_time", "no_word"}),
        ({"type": "commitment", "year": 2026}, ALL),
        ({"year": 2025}, set()),
        ({"type": "appeal"}, set()),
        ({"due_to": TODAY}, {"late", "near"}),
        ({"due_from": TODAY + timedelta(8)}, {"on_time", "no_word"}),
        ({"supervision": 1}, set()),
        ({"vague": True}, set()),
        ({"issued": True, "light": "open"}, {"late", "near", "on_time", "no_word"}),
        ({"counted": True}, ALL - {"draft"}),
        ({"topic": "utilities"}, set()),
        ({"place": "990102"}, set()),
        ({"place": "990100"}, ALL),
        ({"q": "供热"}, ALL),
        ({"q": "停水"}, set()),
        ({"q": "no_word"}, {"no_word"}),
        ({"accepted": True}, set()),
    ],
    ids=lambda value: " ".join(sorted(value)) if isinstance(value, set) else str(value),  # sets print in any order
)
@pytest.mark.django_db
def test_a_filter_narrows_the_list(
    people: Cast, cases: dict[str, Case], filters: dict[str, Any], expected: set[str]
) -> None:
    """The supervisor sees all cases of the house, drafts too."""
    assert seen(people.supervisor, **filters) == expected


@pytest.mark.django_db
def test_units_by_their_part(people: Cast, cases: dict[str, Case]) -> None:
    """A unit's key alone means that it leads; with `part` any part will do."""
    assert seen(people.supervisor, unit=people.finance.key) == {"no_word", "done"}
    assert seen(people.supervisor, unit=people.finance.key, part="any") == {"no_word", "done"}
    assert seen(people.supervisor, turn=people.housing.key, light="late") == {"late"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("handler", {"late", "near", "on_time"}),
        ("co_handler", {"no_word", "done"}),
        ("secretary", set()),
        ("district_leader", set()),
        ("analyst", ALL - {"draft"}),
        ("auditor", ALL),
        ("nobody", set()),
    ],
)
@pytest.mark.parametrize("filters", [{}, {"light": "open"}, {"q": "改造"}, {"year": 2026, "counted": True}], ids=str)
@pytest.mark.django_db
def test_no_filter_shows_what_is_not_visible(
    people: Cast, cases: dict[str, Case], who: str, expected: set[str], filters: dict[str, Any]
) -> None:
    """Whatever is asked, only visible cases answer."""
    found = seen(getattr(people, who), **filters)
    assert found == expected & seen(people.supervisor, **filters)


@pytest.mark.parametrize("order", ["due", "new", "changed"])
@pytest.mark.parametrize("size", [1, 2, 3, 10])
@pytest.mark.django_db
def test_pages_add_up_to_the_list(people: Cast, cases: dict[str, Case], order: str, size: int) -> None:
    """Each case stands on one page, in one order, whatever the size of a page."""
    rows = listed(seen_by(people.supervisor, TODAY), Filters(), today=TODAY)
    whole = [case.pk for case in page_of(rows, order=order, size=100).cases]
    found, after = [], ""
    for _ in range(10):
        page = page_of(rows, order=order, after=after, size=size)
        found += [case.pk for case in page.cases]
        after = page.following
        if not after:
            break
    assert found == whole == [case.pk for case in in_order(rows, order, most=100, chunk=size)]
    assert sorted(found) == sorted(case.pk for case in cases.values())


@pytest.mark.django_db
def test_a_page_is_stable_while_others_add(people: Cast, cases: dict[str, Case]) -> None:
    """New cases before the place where a page ended move nothing into or out of the next one."""
    rows = listed(seen_by(people.supervisor, TODAY), Filters(), today=TODAY)
    first = page_of(rows, order="due", size=2)
    before = [case.pk for case in page_of(rows, order="due", after=first.following, size=3).cases]
    added = opened(people, number="任务 早")
    Case.objects.filter(pk=added.pk).update(late_on=TODAY - timedelta(90))
    assert [case.pk for case in page_of(rows, order="due", after=first.following, size=3).cases] == before


@pytest.mark.parametrize("after", ["x", "W10", "WyJkdWUiLDksbnVsbCwxXQ", "WyJkdWUiLDAsInp6IiwxXQ"])
@pytest.mark.django_db
def test_a_broken_cursor_begins_at_the_beginning(people: Cast, cases: dict[str, Case], after: str) -> None:
    """An address that was cut on its way still opens."""
    rows = listed(seen_by(people.supervisor, TODAY), Filters(), today=TODAY)
    assert len(page_of(rows, order="due", after=after).cases) == len(cases)


@pytest.fixture
def site(client: Client, people: Cast) -> Client:
    client.force_login(people.supervisor)
    return client


@pytest.mark.django_db
def test_the_page_lists_and_counts(site: Client, cases: dict[str, Case]) -> None:
    """What the filters let through, of how many, each filter with the address without it."""
    page = site.get("/ledger/?stage=assigned&year=2026&unit=&nonsense=1")
    assert page.status_code == 200
    assert len(page.context["rows"]) == 4
    assert (page.context["shown"], page.context["total"], page.context["hidden"]) == (4, 6, 0)
    text = page.content.decode()
    assert 'href="/ledger/?stage=assigned"' in text
    assert text.count('name="id"') == 4


@pytest.mark.parametrize(
    "query", ["", "?light=late", "?unit=x", "?q=供热&size=20", "?print=1", "?mine=1", "?order=changed"]
)
@pytest.mark.django_db
def test_a_page_takes_at_most_eight_queries(
    site: Client,
    cases: dict[str, Case],
    django_assert_max_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    """The number of queries does not depend on the rows; log-in and notices are counted too."""
    monkeypatch.setattr(policies, "LOOK_EVERY", float("inf"))  # the look for other processes' news is by the clock
    site.get("/ledger/")
    with django_assert_max_num_queries(9 if "mine" in query else 8):
        assert site.get(f"/ledger/{query}").status_code == 200


@pytest.mark.django_db
def test_the_export_is_the_list(site: Client, people: Cast, cases: dict[str, Case]) -> None:
    """The same rows in the same order; a text that looks like a formula stays a text."""
    Case.objects.filter(pk=cases["late"].pk).update(title="=HYPERLINK(1)")
    page = site.get("/ledger/?light=open")
    answer = site.get("/ledger/export/?light=open")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [row.case.number for row in page.context["rows"]]
    title = next(row[1] for row in rows if row[1].value == "=HYPERLINK(1)")
    assert title.data_type == "s"
    about = dict(book.worksheets[1].iter_rows(values_only=True))
    assert any("light=open" in str(value) for value in about.values())


@pytest.mark.django_db
def test_a_view_is_kept_and_deleted(site: Client, client: Client, people: Cast, cases: dict[str, Case]) -> None:
    """A view holds the filters, is the person's own, and goes when its owner says so."""
    assert site.post("/ledger/views/", {"name": " 本月 到期 ", "query": "light=near&evil=1"}).status_code == 302
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("本月 到期", "light=near")
    assert "本月 到期" in site.get("/ledger/").content.decode()
    client.force_login(people.handler)
    client.post(f"/ledger/views/{view.pk}/delete/")
    assert SavedView.objects.exists()
    client.force_login(people.supervisor)
    client.post(f"/ledger/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


@pytest.mark.django_db
def test_a_step_for_many(site: Client, people: Cast, cases: dict[str, Case]) -> None:
    """The page says who can take the step before it is taken; the others are left out."""
    keys = [cases[name].key for name in ("late", "near", "draft")]
    asked = site.post("/ledger/bulk/", {"action": "remind", "id": keys, "back": "/ledger/?light=late"})
    assert asked.status_code == 200
    assert (len(asked.context["can"]), len(asked.context["cannot"])) == (2, 1)
    said = {
        "action": "remind",
        "id": keys[:2],
        "seen": [f"{cases[name].key}:{cases[name].version}" for name in ("late", "near")],
        "back": "/ledger/?light=late",
        "confirmed": "1",
        "version": "1",
        "text": "请抓紧办理",
    }
    done = site.post("/ledger/bulk/", said)
    assert (done.status_code, done["Location"]) == (302, "/ledger/?light=late")
    assert set(Case.objects.filter(supervision=1).values_list("pk", flat=True)) == {
        cases["late"].pk,
        cases["near"].pk,
    }


@pytest.mark.django_db
def test_a_step_for_many_that_comes_too_late_gives_its_words_back(site: Client, cases: dict[str, Case]) -> None:
    """Where somebody has changed all of them meanwhile, nothing is done and nothing is lost."""
    said = {"action": "remind", "back": "/ledger/?light=late", "confirmed": "1", "version": "1"}
    for name, why in (("draft", "所选事项现在都不能办理这一步了"), ("late", "<li>")):
        key = cases[name].key
        late = site.post("/ledger/bulk/", {**said, "id": [key], "seen": [f"{key}:0"], "text": "请于本周内报送进度"})
        page = late.content.decode()
        assert late.status_code == 409
        assert why in page
        assert "请于本周内报送进度" in page
        assert 'href="/ledger/?light=late"' in page
        assert page.count("<textarea readonly") == 1  # what was typed, and not the keys of all that was picked


@pytest.mark.django_db
def test_a_step_that_no_case_can_take_names_where_each_stands(site: Client, cases: dict[str, Case]) -> None:
    """Before anything is typed; and the page that asks what to write comes back to the list, not to its own address."""
    picked = {"action": "remind", "back": "/ledger/?light=late", "id": [cases["draft"].key]}
    page = site.post("/ledger/bulk/", picked, follow=True).content.decode()
    assert "所选事项眼下都不能办理这一步：" in page
    assert "（" in page[page.index("所选事项眼下") :][:80]
    asked = site.post("/ledger/bulk/", picked | {"id": [cases["late"].key]}).content.decode()
    assert asked.count('name="next" value="/ledger/?light=late"') == 2


@pytest.mark.django_db
def test_steps_for_many_are_for_those_who_may(client: Client, people: Cast, cases: dict[str, Case]) -> None:
    """An auditor reads and changes nothing; another unit's cases are not there."""
    said = {"action": "accept", "id": [cases["no_word"].key]}
    client.force_login(people.auditor)
    assert client.post("/ledger/bulk/", said).status_code == 403
    client.force_login(people.handler)
    assert client.post("/ledger/bulk/", said).status_code == 302
    assert not Case.objects.filter(accepted=True).exists()


@pytest.mark.django_db
def test_search_finds_each_sort(site: Client, people: Cast, cases: dict[str, Case]) -> None:
    """Cases, statements, sources and units, each with its address."""
    source = a_source(people, home=people.city)
    statement = a_statement(source, SPANS["figure"])
    index_sources([source])
    index_statements([statement])
    assert [group["rows"] != [] for group in site.get("/search/?q=供热").context["groups"]] == [True, True]
    assert site.get("/search/?q=工作报告").context["groups"][0]["rows"][0]["words"] == source.title
    assert site.get("/search/?q=住建").context["groups"][-1]["rows"][0]["words"] == people.housing.name
    assert site.get("/search/?q=。").context["groups"] == []
    assert site.get("/search/").status_code == 200
    assert site.get("/ledger/?q=瓷砖").context["rows"] == []


@pytest.mark.django_db
def test_search_shows_only_what_is_visible(client: Client, people: Cast, cases: dict[str, Case]) -> None:
    """Another unit's case is not found, however exactly one asks."""
    client.force_login(people.handler)
    assert client.get("/search/?q=no_word").context["groups"] == []
    assert len(client.get("/search/?q=on_time").context["groups"]) == 1


@pytest.mark.django_db
def test_what_is_kept_back_is_told_only_where_the_rules_say_so(
    client: Client, people: Cast, cases: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of unlisted cases needs the policy's word, leaves drafts out, and is never given for a search."""
    client.force_login(people.handler)
    assert client.get("/ledger/").context["hidden"] == 0
    monkeypatch.setattr("huiyin.ledger.listing._tells", lambda rules: rules.case_type == "commitment")
    assert client.get("/ledger/").context["hidden"] == 2
    assert client.get("/ledger/?light=done").context["hidden"] == 1
    assert client.get("/ledger/?q=供热").context["hidden"] == 0


@pytest.mark.django_db
def test_a_light_by_schedule_says_so(site: Client, people: Cast) -> None:
    """List, page and workbook name the rule, and how far the task lies behind."""
    at = timezone.now()
    given = Given(unit=people.housing, values={"due_on": date(at.year + 7, 12, 31)})
    case = opened(people, starts_on=date(at.year - 2, 1, 1))
    case = step(case, "assign", people.supervisor, given, at=at)
    case = step(case, "accept", people.handler, at=at)
    told = Given(values={"form": "behind"}, report={"period": "2026-03", "value": "0", "form": "behind"})
    case = step(case, "report", people.handler, told, at=at)
    for address in ("/ledger/?light=near", f"/cases/{case.key}/"):
        page = site.get(address).content.decode()
        assert '<span class="sub">序时进度</span></summary>' in page
        assert "个百分点；落后 10 个起亮黄灯，超过 30 个亮红灯。" in page
    answer = site.get("/ledger/export/?light=near")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    head, row = (tuple(cell.value for cell in each) for each in book.worksheets[0].iter_rows(max_row=2))
    told_of = dict(zip(head, row, strict=True))
    assert (told_of["灯"], told_of["亮灯依据"]) == ("临期", "序时进度")


@pytest.mark.django_db
def test_a_column_of_the_export_is_headed_by_what_stands_in_it(site: Client, cases: dict[str, Case]) -> None:
    """催办, 督办 and 挂牌督办 stand below 督办, as the filter is called, and not below the unit that supervises."""
    Case.objects.filter(pk=cases["late"].pk).update(supervision=3)
    answer = site.get("/ledger/export/?supervision=3")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    head, row = (tuple(cell.value for cell in each) for each in book.worksheets[0].iter_rows(max_row=2))
    told = dict(zip(head, row, strict=True))
    assert told["督办"] == supervision_words(3)
    assert "督办单位" not in told


@pytest.mark.django_db
def test_what_is_in_a_leader_s_charge_is_an_address_that_can_be_passed_on(
    client: Client, people: Cast, cases: dict[str, Case]
) -> None:
    """It says who, so that whoever opens it sees the same; it can be kept as a view."""
    Case.objects.filter(pk__in=[cases["late"].pk, cases["on_time"].pk]).update(leader=people.leader.key)
    client.force_login(people.leader)
    page = client.get("/ledger/")
    (tab,) = (each for each in page.context["tabs"] if each["label"] == "在我分管")
    assert tab["url"] == f"/ledger/?leader={people.leader.key}"
    client.force_login(people.supervisor)
    page = client.get(tab["url"])
    assert names(row.case for row in page.context["rows"]) == {"late", "on_time"}
    (chip,) = page.context["chips"]
    assert (chip["name"], chip["words"]) == ("牵头领导", people.leader.name)
    assert "在我分管" not in page.content.decode()
    assert seen(people.supervisor, leader=people.leader.key, light="late") == {"late"}
    client.post("/ledger/views/", {"name": "程市长分管", "query": tab["url"].partition("?")[2]})
    assert SavedView.objects.get(name="程市长分管").query == f"leader={people.leader.key}"


@pytest.mark.django_db
def test_the_form_offers_the_leaders_of_the_place_alone(client: Client, people: Cast, cases: dict[str, Case]) -> None:
    client.force_login(people.supervisor)
    (field,) = (each for each in client.get("/ledger/").context["fields"] if each["name"] == "leader")
    assert people.leader.name in field["options"]
    assert people.district_leader.name not in field["options"]
