"""The public pages: nothing gets out that nobody let out, the same for everybody, kept by caches, few queries."""

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.congress.deputies import seen, step
from tests.congress.published import Published, addresses
from tests.ledger.works import a_source

from huiyin.commands.public import export_command
from huiyin.congress import public
from huiyin.congress.public_items import Item, Report
from huiyin.congress.publishing import hold_back, publication_of, release
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Case, Note, Publication, Source
from huiyin.ledger.notes import erase_note
from huiyin.web.public import parts
from huiyin.web.public.export import MANIFEST, export
from huiyin.web.public.still_search import shard

QUERIES = 8


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    public.forget()
    cache.clear()


def parsed(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314  our own answer


def link_of(thing: Any) -> str:
    row = publication_of(thing)
    assert row is not None
    return f"/public/p/{row.key}/"


def everything(client: Client, *, both: bool = True) -> str:
    """Return all that the public can read, in both languages or in Chinese only, one text."""
    texts = []
    for url in addresses():
        if not both and url.startswith("/public/en/"):
            continue
        answer = client.get(url)
        assert answer.status_code in (200, 410), url
        texts.append(answer.content.decode())
    return "\n".join(texts)


def test_no_word_gets_out_that_was_not_released(client: Client, place: Published) -> None:
    """Pages, feeds, data and search of both languages: undecided, withheld, withdrawn, early, without consent."""
    read = everything(client)
    assert [each for each in place.canaries if each in read] == []
    assert {field for field, word in place.words.items() if word[:12] not in read} == set()
    assert "13912345678" not in read
    assert "顾庭" not in read  # who is to be contacted
    assert "**" not in read  # marks of a reply's emphasis: pages set them, data are plain
    assert "<strong>新增充电口</strong>" in read
    people = place.people
    inside = (people.handler, people.head, people.secretary, people.supervisor, people.editor, people.co_handler)
    assert [each.name for each in inside if each.name in read] == []


@pytest.mark.parametrize("field", ["number", "title", "filer", "cosigners", "text", "lead", "co", "reply"])
def test_a_field_that_is_held_back_is_nowhere(client: Client, place: Published, field: str) -> None:
    """Neither on a page, nor in a list, a filter, a feed, a table, nor found by a search; the others stay."""
    release(thing=place.shown, held=[field], by=seen(place.people.secretary), at=timezone.now())
    read = everything(client, both=False)
    gone = {name for name, word in place.words.items() if word[:12] not in read}
    assert gone == {field}
    word = place.words[field][:12]
    assert link_of(place.shown) not in client.get("/public/search/", {"q": word}).content.decode()


@pytest.mark.parametrize(
    ("field", "column"), [("evaluation", "evaluation"), ("outcome", "outcome"), ("state", "stage")]
)
def test_a_code_that_is_held_back_is_nowhere(client: Client, place: Published, field: str, column: str) -> None:
    """Grades, outcomes and stages are codes: looked for in the data and on the page."""

    def row() -> dict[str, Any]:
        rows = client.get("/public/data/suggestions.json").json()["rows"]
        return next(each for each in rows if each["number"] == place.words["number"])

    said = {"evaluation": "基本满意", "outcome": "已经解决或者基本解决", "state": "已办结"}[field]
    assert row()[column]
    assert said in client.get(link_of(place.shown)).content.decode()
    held = [field, "reply"] if field == "outcome" else [field]  # a reply has an outcome of its own
    release(thing=place.shown, held=held, by=seen(place.people.secretary), at=timezone.now())
    assert row()[column] is None
    assert said not in client.get(link_of(place.shown)).content.decode()


def test_what_is_shown_of_a_promise(client: Client, place: Published) -> None:
    """In handling: figures and light; closed: the words of the last report, too. In its place in the report."""
    page = client.get(link_of(place.open_task)).content.decode()
    assert "24.6 / 85" in page
    assert "按计划" in page
    assert "两座公园均已开放" in client.get(link_of(place.kept_task)).content.decode()
    report = client.get(link_of(place.report)).content.decode()
    assert re.search(r'class="promise l-on-time" id="p-\w+">改造老旧小区供热二次管网85公里以上<', report)
    assert re.search(r'class="promise l-done" id="p-\w+">建成市民公园2座<', report)
    assert "<small>项已兑现，共 2 项</small>" in report


def test_the_last_day_of_a_promise_is_its_own(client: Client, place: Published) -> None:
    """Not that of the next report, which comes round each month; of what is closed the day stays."""
    assert place.open_task.due_on is not None
    assert place.open_task.due_on < date(2099, 12, 31)  # of the next report
    rows = {row["id"]: row for row in client.get("/public/data/promises.json").json()["rows"]}
    for case in (place.open_task, place.kept_task):
        row = publication_of(case)
        assert row is not None
        assert (rows[row.key]["due_on"], rows[row.key]["due_provisional"]) == ("2099-12-31", False)
    assert "2099年12月31日" in client.get(link_of(place.open_task)).content.decode()


def test_a_promise_is_late_by_its_own_last_day(place: Published) -> None:
    """A report that is overdue is a matter of the house; the light follows the time for the whole, of each its own."""
    told = {"period": "2026-06", "form": "on_schedule", "value": "84"}
    of_figures = step(
        place.open_task, "report", place.people.handler, values={"form": "on_schedule"}, report=told, fields={}
    )
    release(thing=place.hidden_task, by=seen(place.people.editor), at=timezone.now())
    for case, last in ((of_figures, date(2099, 12, 31)), (place.hidden_task, date(2098, 11, 30))):
        assert (case.behind_near_on, case.behind_late_on) == (None, None)  # the schedule has nothing to say
        assert case.late_on is not None
        assert case.late_on < last  # of the next report
        days = (case.late_on, case.late_on + timedelta(days=60), last, last + timedelta(days=1))
        assert _lights(case, days) == ["on_time", "on_time", "on_time", "late"], last


def test_a_promise_is_late_from_the_day_on_which_it_falls_far_behind(place: Published) -> None:
    """The light goes on with time though nobody reports: the public sees on that day what the house sees."""
    case = place.open_task
    assert case.behind_near_on is not None
    assert case.behind_late_on is not None
    assert case.behind_late_on < date(2099, 12, 31)
    days = (case.behind_near_on, case.behind_late_on - timedelta(days=1), case.behind_late_on)
    assert _lights(case, days) == ["on_time", "on_time", "late"]


def _lights(case: Case, days: Iterable[date]) -> list[str]:
    """Return the lights of a public promise on some days."""
    row = publication_of(case)
    assert row is not None
    items = [public.snapshot(today).item(row.key) for today in days]
    return [item.light if item else "" for item in items]


def test_a_promise_that_rolled_over_is_carried_on(client: Client, place: Published) -> None:
    """Against the report of the next year it is not one of which nothing is said, and it leads to the new entry."""
    people, reason = place.people, "管沟回填未完，结转下年继续办理。"
    told = {"outcome": "partly", "year": 2027, "reason": reason}
    case = place.open_task
    step(case, "roll_over", people.supervisor, values=told, words={"reason": reason})
    new = Case.objects.get(previous=case)
    step(new, "assign", people.supervisor, unit=people.housing, values={"due_on": date(2099, 12, 31)})
    step(new, "accept", people.handler)
    report = a_source(people, text="政府工作报告\n办好各项实事。\n", year=2027, shared=True)
    for thing in (Case.objects.get(pk=new.pk), report):
        release(thing=thing, by=seen(people.editor), at=timezone.now())
    page = client.get(link_of(report)).content.decode()
    row = next(each for each in re.findall("<tr>.*?</tr>", page) if "供热二次管网" in each)
    assert "续办" in row
    assert f'href="{link_of(new)}">2027年的承诺<' in row
    assert "未提及</" not in page
    assert page.count("改造老旧小区供热二次管网85公里以上") == 2  # in one row: its words, and those of the link


def promised(key: str, year: int, outcome: str = "", **more: Any) -> Item:
    now, shows = timezone.now(), frozenset(("title", "state", "outcome"))
    light = "done" if outcome else "on_time"
    told = {"light": light, "closed": bool(outcome), "outcome_code": outcome, **more}
    return Item(key, "commitment", year, shows, now, now, **told)


def a_public_report(year: int, *keys: str) -> Report:
    spans = tuple((n, n + 1, key) for n, key in enumerate(keys))
    at = timezone.now()
    return Report(f"r{year}", f"{year}年报告", "云汀市人民政府", date(year, 1, 9), year, "字" * 9, (), spans, 0, 0, at)


def test_a_year_of_promises_is_counted_by_one_rule() -> None:
    """Made for it or carried over into it; a report says which are its own, and both say what the other has."""
    items = [
        promised("kept", 2025, "kept", place=("r2025", 0, 1)),
        promised("partly", 2025, "partly", place=("r2025", 1, 2)),
        promised("gone", 2026, rolled=True, place=("r2025", 2, 3)),
        promised("new", 2026, place=("r2026", 0, 1)),
        promised("elsewhere", 2026, rolled=True, place=("r-other", 0, 1)),
    ]
    reports = (a_public_report(2026, "new"), a_public_report(2025, "kept", "partly", "gone"))
    shown = public.Snapshot(timezone.localdate(), "", None, tuple(items), (), reports)
    told = [parts.year_figure(items, each) for each in (2026, 2025)]
    told += [parts.report_figure(shown, each) for each in reports]
    figures = [each for each in told if each is not None]
    assert [each["total"] for each in figures] == [3, 2, 1, 3]
    for figure, made in zip(
        figures,
        (
            "其中2项由2025年结转",
            "另有2项结转到2026年，计入2026年",
            "2026年另有1项由2025年结转，不属于本报告",
            "其中1项结转到2026年继续办理，按现在的状态计",
        ),
        strict=True,
    ):
        assert made in figure["made"]


def test_the_figures_of_the_home_are_of_one_year(client: Client, place: Published) -> None:
    """Suggestions of an earlier year, shown or not, are in no figure of this one; the list shows what is counted."""
    people, year = place.people, timezone.localdate().year
    release(thing=place.hidden, by=seen(people.secretary), at=timezone.now())
    both = client.get("/public/").context["suggestions"]
    assert (both["year"], both["all"], both["replied"], both["marks"]) == (year, 2, 2, 2)
    assert (both["graded"]["all"], both["graded"]["left_out"]) == (2, 0)
    assert f"分母是{year}年的已公开建议" in client.get("/public/").content.decode()
    Case.objects.filter(pk__in=[place.hidden.pk, place.withheld.pk]).update(year=year - 1)
    public.forget()
    page = client.get("/public/")
    told = page.context["suggestions"]
    assert (told["all"], told["replied"], told["marks"], told["graded"]["all"]) == (1, 1, 1, 1)
    figure, address = page.context["figure"], page.context["figure_url"]
    assert len(client.get(address).context["items"]) == figure["total"]
    assert len(client.get(told["url"]).context["items"]) == told["all"]


def test_what_was_carried_over_is_told_to_programs(client: Client, place: Published) -> None:
    """By which the figures of a year can be reckoned again from the open data."""
    reason = "管沟回填未完，结转下年继续办理。"
    told = {"outcome": "partly", "year": 2027, "reason": reason}
    step(place.open_task, "roll_over", place.people.supervisor, values=told, words={"reason": reason})
    new = Case.objects.get(previous=place.open_task)
    step(new, "assign", place.people.supervisor, unit=place.people.housing, values={"due_on": date(2099, 12, 31)})
    step(new, "accept", place.people.handler)
    release(thing=Case.objects.get(pk=new.pk), by=seen(place.people.editor), at=timezone.now())
    rows = client.get("/public/data/promises.json").json()["rows"]
    assert {(row["year"], row["carried_over"]) for row in rows} == {(2027, True), (2026, False)}


def test_a_quote_that_is_cut_says_so(client: Client, place: Published) -> None:
    """Words of a report around a promise end in dots where their paragraph goes on, and only there."""
    long = "、".join(f"办好第{n}件实事" for n in range(1, 31))
    text = place.report.text.replace("进一步", f"{long}。进一步")
    Source.objects.filter(pk=place.report.pk).update(text=text)
    public.forget()
    page = client.get(link_of(place.open_task)).content.decode()
    assert re.search(r"<p>[^<]*2026年，<mark>改造老旧小区供热二次管网85公里以上</mark>。[^<]*……</p>", page)
    assert "……　　2026年" not in page


def test_names_of_units_are_called_so(client: Client, place: Published) -> None:
    """A unit and a delegation have a 名称, no 姓名; a delegation makes no promise."""
    pages = {name: client.get(f"/public/{name}/").content.decode() for name in ("units", "delegations")}
    for page in pages.values():
        assert '<th scope="col">名称</th>' in page
    assert "已兑现的承诺" in pages["units"]
    assert "已兑现的承诺" not in pages["delegations"]


def test_what_is_not_shown_says_why(client: Client, place: Published) -> None:
    """Withheld: a mark with reason, day and unit, in the list and at its address; withdrawn: 410 at the old address."""
    day = f"{timezone.localdate():%Y}年"
    for case, status, said in (
        (place.withheld, 200, "因涉及个人隐私未公开（"),
        (place.withdrawn, 410, "因公开内容有误"),
    ):
        answer = client.get(link_of(case))
        page = answer.content.decode()
        assert answer.status_code == status
        assert all(each in page for each in (said, day, "市人大代表工委决定"))
    listed = client.get("/public/suggestions/").content.decode()
    assert "因涉及个人隐私未公开" in listed
    assert "因公开内容有误（附表有误）已撤下" in listed
    for case in (place.hidden, place.refused, place.early):
        assert publication_of(case) is None


def test_withdrawing_shows_at_once_and_the_address_stays(client: Client, place: Published) -> None:
    """A cache in this process never outlives a decision; releasing again brings the page back to its address."""
    url, by = link_of(place.shown), seen(place.people.secretary)
    assert client.get(url).status_code == 200
    hold_back(thing=place.shown, reason="deputy", by=by, at=timezone.now())
    assert place.words["title"] not in client.get(url).content.decode()
    release(thing=place.shown, by=by, at=timezone.now())
    assert place.words["title"] in client.get(url).content.decode()
    assert link_of(place.shown) == url


def test_a_stage_that_is_not_public_hides_what_was_released(client: Client, place: Published) -> None:
    """It is being handled again: the address says so, without a title."""
    Case.objects.filter(pk=place.shown.pk).update(stage="rehandling", changed_at=timezone.now())
    public.forget()
    page = client.get(link_of(place.shown)).content.decode()
    assert "暂不公开：正在重新办理" in page
    assert place.words["title"] not in everything(client, both=False)


def test_answers_are_the_same_for_everybody(client: Client, place: Published) -> None:
    """No cookie, nothing varies but compression; signed in or not, whatever the browser's language."""
    first = client.get(link_of(place.shown), headers={"accept-language": "en"})
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    assert first.headers["Content-Language"] == "zh-CN"
    assert dict(first.cookies) == {}
    assert "Last-Modified" in first.headers
    inside = Client()
    inside.force_login(place.people.supervisor)
    assert inside.get(link_of(place.shown)).content == first.content
    again = client.get(link_of(place.shown), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    release(thing=place.shown, held=["reply"], by=seen(place.people.secretary), at=timezone.now())
    later = client.get(link_of(place.shown), headers={"if-none-match": first.headers["ETag"]})
    assert later.status_code == 200
    english = client.get(link_of(place.shown).replace("/public/", "/public/en/"))
    assert '<html lang="en"' in english.content.decode()
    assert client.post("/public/").status_code == 405
    missing = client.get("/public/nothing/here/")
    assert (missing.status_code, dict(missing.cookies)) == (404, {})
    assert "csrfmiddlewaretoken" not in missing.content.decode()


def test_a_page_costs_few_queries(client: Client, place: Published, django_assert_max_num_queries: Any) -> None:
    """However much is shown: once it is read, a page only asks whether anything has changed."""
    client.get("/public/")
    for url in addresses():
        with django_assert_max_num_queries(QUERIES):
            client.get(url)


def test_reading_all_takes_the_same_queries_however_many_items(
    place: Published, django_assert_num_queries: Any
) -> None:
    """Twice the items, as many queries."""
    with CaptureQueriesContext(connection) as before:
        public.snapshot(timezone.localdate())
    Publication.objects.filter(state="withdrawn").update(state="released", reason="")
    release(thing=place.hidden, by=seen(place.people.secretary), at=timezone.now())
    public.forget()
    with django_assert_num_queries(len(before)):
        shown = public.snapshot(timezone.localdate())
    assert len(shown.items) == 5


def test_a_change_reads_what_has_changed_only(place: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """One decision reads one thing, and the reports; a step of a case is seen after half a minute; the rest is kept."""
    read: list[int] = []
    real = public.read_rows

    def counted(today: date, pks: Any) -> Any:
        read.append(len(pks))
        return real(today, pks)

    monkeypatch.setattr(public, "read_rows", counted)
    today = timezone.localdate()
    first = public.snapshot(today)
    release(thing=place.hidden, by=seen(place.people.secretary), at=timezone.now())
    second = public.snapshot(today)
    assert read == [6, 2]
    assert len(second.items) == len(first.items) + 1
    kept = {item.key: item for item in second.items}
    assert all(kept[item.key] is item or item.place for item in first.items)
    Case.objects.filter(pk=place.shown.pk).update(stage="tracking", changed_at=timezone.now(), version=99)
    assert public.snapshot(today) is second
    monkeypatch.setattr(public, "AGAIN", 0.0)
    third = public.snapshot(today)
    assert read == [6, 2, 2]
    assert third.stamp != second.stamp
    assert public.snapshot(today + timedelta(days=1)).day > today
    assert read == [6, 2, 2, 7]


def test_erased_words_leave_with_the_hour(client: Client, place: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The validator changes with them, though no step and no decision did."""
    url = link_of(place.shown)
    before = client.get(url)
    for note in Note.objects.filter(body__contains=place.words["reply"]):
        erase_note(note.key)
    monkeypatch.setattr(public, "HOUR", 0.0)
    after = client.get(url, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert place.words["reply"] not in after.content.decode()


def test_the_command_writes_and_says_how_many(place: Published, tmp_path: Path) -> None:
    """`huiyin public export`, with the address of the site's own where none is given."""
    done = CliRunner().invoke(export_command, [str(tmp_path / "site"), "--quiet"])
    assert done.exit_code == 0, done.output
    assert f"{tmp_path / 'site'}" in done.output
    assert "http://testserver/public/" in (tmp_path / "site/public/sitemap.xml").read_text(encoding="utf-8")


def test_filters_and_search_are_bounded(client: Client, place: Published) -> None:
    """An unknown filter is none; a long query is cut; an empty list says how to go on."""
    one = client.get("/public/promises/", {"state": "late' OR 1=1", "year": "2026", "unit": "zzz"})
    assert one.status_code == 200
    kept = client.get("/public/promises/", {"state": "closed"}).content.decode()
    assert "建成市民公园2座" in kept
    assert "供热二次管网" not in kept
    assert client.get("/public/promises/page/99/").status_code == 404
    long = client.get("/public/search/", {"q": "充电" * 4000})
    assert long.status_code == 200
    assert len(long.content) < 20_000
    found = client.get("/public/search/", {"q": f"充电 {place.words['text']}"}).content.decode()
    assert link_of(place.shown) in found


def test_feeds_and_the_map_are_well_formed(client: Client, place: Published) -> None:
    """Each entry leads to a page that is there; a feed keeps the filters of its list."""
    atom = "{http://www.w3.org/2005/Atom}"
    feed = parsed(client.get("/public/feeds/promises.atom", {"state": "closed"}).content)
    assert [each.findtext(f"{atom}title") for each in feed.iter(f"{atom}entry")] == ["建成市民公园2座"]
    rss = parsed(client.get("/public/feeds/all.rss").content)
    links = [each.text or "" for each in rss.iter("link")]
    assert len(links) == 4
    assert {client.get(link).status_code for link in links} == {200}
    feed = parsed(client.get("/public/feeds/promises-state-closed.atom").content)
    assert [each.findtext(f"{atom}title") for each in feed.iter(f"{atom}entry")] == ["建成市民公园2座"]
    for name in ("unit-zzz", "promises-state-zzz", "promises-state", "promises-zzz-closed", "all-year-2026"):
        assert client.get(f"/public/feeds/{name}.rss").status_code == 404, name
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    where = parsed(client.get("/public/sitemap.xml").content)
    pages = [each.text or "" for each in where.iter(f"{space}loc")]
    assert {client.get(page).status_code for page in pages} == {200}
    assert f"http://testserver{link_of(place.shown)}" in pages
    assert f"http://testserver{link_of(place.withdrawn)}" not in pages


def test_the_tables_hold_what_their_dictionary_says(client: Client, place: Published) -> None:
    """The same columns in both forms, each explained; a formula in a title is text."""
    page = client.get("/public/data/").content.decode()
    assert "审议意见或者质询案的正文" in page
    for name in ("suggestions", "promises", "supervision", "reports"):
        told = client.get(f"/public/data/{name}.json").json()
        head = client.get(f"/public/data/{name}.csv").content.decode("utf-8-sig").splitlines()[0].split(",")
        assert [list(row) for row in told["rows"]] == [head] * len(told["rows"])
        assert all(f"<code>{column}</code>" in page for column in head)
    Case.objects.filter(pk=place.open_task.pk).update(title="=HYPERLINK(1)")
    public.forget()
    assert "\n'=HYPERLINK" in client.get("/public/data/promises.csv").content.decode().replace(",'=", "\n'=")


def test_programs_are_told_what_a_page_is(client: Client, place: Published) -> None:
    """JSON-LD that closes no script, OpenGraph, an image of the right size."""
    Case.objects.filter(pk=place.open_task.pk).update(title="</script><script>alert(1)</script>")
    public.forget()
    page = client.get(link_of(place.open_task)).content.decode()
    assert "<script>alert" not in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    assert data["name"].startswith("</script>")
    image = client.get(re.search(r'og:image" content="http://testserver([^"]+)"', page)[1])  # type: ignore[index]
    assert image.headers["Content-Type"] == "image/png"
    assert image.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)


def test_nothing_is_public_unless_the_site_says_so(client: Client, place: Published, settings: Any) -> None:
    """Off by default on a real site: no page, and programs are told to stay away."""
    settings.PUBLIC_PAGES = False
    assert {client.get(url).status_code for url in addresses()} == {404}
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    assert client.get("/")["Location"] == "/account/login/"
    settings.PUBLIC_PAGES = True
    assert client.get("/")["Location"] == "/public/"
    assert b"Allow: /public/" in client.get("/robots.txt").content


def test_the_export_is_whole_and_tells_nothing_more(place: Published, tmp_path: Path) -> None:
    """Every link inside leads to a file; no canary; the same again writes nothing; what was withdrawn is taken away."""
    folder = tmp_path / "site"
    done: list[tuple[int, int]] = []

    def write() -> Any:
        return export(folder, address="https://open.example.cn", tell=lambda n, of: done.append((n, of)))

    first = write()
    files = [each for each in folder.rglob("*") if each.is_file() and each.name != MANIFEST]
    assert (first.files, first.changed, first.removed) == (len(files), len(files), 0)
    assert done[-1] == (len(done), len(done))
    missing = []
    for file in files:
        if file.suffix == ".png":
            continue
        text = file.read_text(encoding="utf-8")
        assert [each for each in place.canaries if each in text] == [], file
        if file.suffix != ".html":
            continue
        for link in re.findall(r'\s(?:href|src|action)="([^"#]+)', text):
            if link.startswith(("https://open.example.cn/public/", "https://open.example.cn")):
                continue
            target = (file.parent / link).resolve()
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                missing.append(f"{file.relative_to(folder)}: {link}")
    assert missing == []
    start = re.search(r'content="0; url=([^"]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    assert start is not None
    assert (folder / start[1]).is_file()  # a folder would be listed where the files lie on a disk
    page = folder / link_of(place.shown).strip("/") / "index.html"
    assert place.words["title"] in page.read_text(encoding="utf-8")
    again = write()
    assert (again.changed, again.removed) == (0, 0)
    hold_back(thing=place.shown, reason="deputy", by=seen(place.people.secretary), at=timezone.now())
    third = write()
    assert third.removed > 0
    assert place.words["title"] not in "".join(
        each.read_text(encoding="utf-8") for each in folder.rglob("*") if each.suffix in (".html", ".json", ".rss")
    )


@pytest.mark.parametrize("address", ["https://www.example.cn/huiyin", "https://www.example.cn/huiyin/"])
def test_an_export_can_lie_below_a_path(place: Published, tmp_path: Path, address: str) -> None:
    """Every whole address names the path once; what has no host is relative, so that it leads to a file beside it."""
    folder = tmp_path / "site"
    export(folder, address=address, tell=lambda _n, _of: None)
    root = "https://www.example.cn/huiyin/"
    whole = set()
    for file in (
        each for each in folder.rglob("*") if each.suffix in (".html", ".xml", ".rss", ".atom", ".json", ".csv")
    ):
        text = file.read_text(encoding="utf-8")
        whole |= {(file.suffix, found) for found in re.findall(r'https://www\.example\.cn[^"<\s,]*', text)}
        if file.suffix == ".html":
            assert re.findall(r'\s(?:href|src|action)="/[^"]*', text) == [], file
    assert {suffix for suffix, _url in whole} >= {".html", ".xml", ".json", ".csv"}
    pages = {url for _suffix, url in whole if "{search_term_string}" not in url}
    assert [url for url in pages if not url.startswith(root + "public/") and url != root.rstrip("/")] == []
    lost = [url for url in pages if not _leads_to_a_file(folder, url.removeprefix(root.rstrip("/")))]
    assert lost == []
    page = (folder / link_of(place.shown).strip("/") / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{root.rstrip("/")}{link_of(place.shown)}">' in page
    assert re.search(rf'property="og:image" content="{root}public/[^"]+"', page)
    assert f"Sitemap: {root}public/sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8")


def _leads_to_a_file(folder: Path, url: str) -> bool:
    target = folder / unquote(url.partition("#")[0]).strip("/")
    return target.is_file() or (target / "index.html").is_file()


def test_an_export_is_searched_and_narrowed_without_a_server(place: Published, tmp_path: Path) -> None:
    """Each filter has a page of its own; the index finds by pairs what a page shows, and nothing that it does not."""
    folder = tmp_path / "site"
    export(folder, address="https://open.example.cn", tell=lambda _n, _of: None)
    search = folder / "public" / "search"
    table = json.loads((search / "items.json").read_text(encoding="utf-8"))
    parts_ = [json.loads((search / "pairs" / f"{n}.json").read_text(encoding="utf-8")) for n in range(table["shards"])]

    def found(word: str) -> set[str]:
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        rows = [set(parts_[shard(pair, table["shards"])].get(pair, ())) for pair in pairs]
        return {table["items"][at][0] for at in set.intersection(*rows)}

    shown = publication_of(place.shown)
    assert shown is not None
    for field in ("number", "title", "text", "reply", "filer", "lead"):
        assert shown.key in found(place.words[field][:12]), field
    keys = {key for key, _title, _about in table["items"]}
    assert keys <= {row.key for row in Publication.objects.filter(state="released")}
    assert publication_of(place.early) is None
    for hidden in (place.withheld, place.withdrawn):
        row = publication_of(hidden)
        assert row is not None
        assert row.key not in keys
    unit = place.people.housing
    page = folder / "public" / "promises" / "by" / "state" / "closed" / "index.html"
    assert re.search(r'href="[^"]*feeds/promises-state-closed\.rss"', page.read_text(encoding="utf-8"))
    feed = (folder / "public" / "feeds" / "promises-state-closed.atom").read_text(encoding="utf-8")
    assert place.kept_task.title in feed
    assert place.open_task.title not in feed
    assert place.kept_task.title in page.read_text(encoding="utf-8")
    assert place.open_task.title not in page.read_text(encoding="utf-8")
    with_script = [file for file in folder.rglob("*.html") if "<script src" in file.read_text(encoding="utf-8")]
    assert {str(file.relative_to(folder)) for file in with_script} == {
        "public/search/index.html",
        "public/en/search/index.html",
    }
    without = (search / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<form[^>]* id="find"[^>]* hidden', without)  # shown by the script itself
    assert "../suggestions/index.html" in without
    assert unit.name in "".join(file.read_text(encoding="utf-8") for file in folder.rglob("units/index.html"))


def test_a_list_by_a_filter_that_nobody_offers_is_not_there(client: Client, place: Published) -> None:
    """The same page as by the question of an address; what is hidden is offered by no filter."""
    one = client.get("/public/promises/by/state/closed/").content.decode()
    assert place.kept_task.title in one
    assert place.open_task.title not in one
    for path in ("state/no_such", "unit/no-such", "colour/red", "state/closed/page/2"):
        assert client.get(f"/public/promises/by/{path}/").status_code == 404, path


def test_an_export_leaves_what_others_wrote(place: Published, tmp_path: Path, settings: Any) -> None:
    """A folder with anything else in it is refused, as is an address that is none."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    told = {"tell": lambda _n, _of: None}
    for folder, address, code in (
        (tmp_path, "https://open.example.cn", "export.foreign"),
        (tmp_path / "mine.txt", "https://open.example.cn", "export.foreign"),
        (tmp_path / "new", "open.example.cn", "export.address"),
        (tmp_path / "new", "https://open.example.cn/?a=1", "export.address"),
        (tmp_path / "new", "https://open.example.cn/../a", "export.address"),
    ):
        with pytest.raises(HuiyinError, match=code):
            export(folder, address=address, **told)
    settings.PUBLIC_PAGES = False
    with pytest.raises(HuiyinError, match=r"export\.off"):
        export(tmp_path / "new", address="https://open.example.cn", **told)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
