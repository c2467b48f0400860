"""The public pages: nothing gets out that nobody let out, the same for everybody, kept by caches, few queries."""

import json
import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.congress.deputies import seen
from tests.congress.published import Published, addresses, link_of

from huiyin.congress import public
from huiyin.congress.publishing import hold_back, publication_of, release
from huiyin.ledger.models import Case, Note, Publication, Source
from huiyin.ledger.notes import erase_note

QUERIES = 8


def parsed(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314  our own answer


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
    public.snapshot(timezone.localdate())  # rules are loaded once for the process, by whichever test comes first
    public.forget()
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


def test_a_list_by_a_filter_that_nobody_offers_is_not_there(client: Client, place: Published) -> None:
    """The same page as by the question of an address; what is hidden is offered by no filter."""
    one = client.get("/public/promises/by/state/closed/").content.decode()
    assert place.kept_task.title in one
    assert place.open_task.title not in one
    for path in ("state/no_such", "unit/no-such", "colour/red", "state/closed/page/2"):
        assert client.get(f"/public/promises/by/{path}/").status_code == 404, path
