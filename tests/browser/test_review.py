"""The workbench in Chromium: without a mouse, without a script, on a phone, two people at once, rare characters."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.cast import Cast
from tests.ledger.reviewing import about, seen_by, taken_in

import huiyin.demo
from browser.site import DESK, PHONE, Site, violations
from huiyin.ledger import review
from huiyin.ledger.models import Event, Source, Statement
from huiyin.ledger.source_rows import source_image_of_events, source_image_of_rows

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXTS = Path(huiyin.demo.__path__[0]) / "texts"
SURROGATES = "二、2026年重点工作\n𠮷祥街𠮷祥里今年改造𠀀𠀁管网85公里，完成投资3.2亿元，年内全部投用。\n"


def deliberation() -> str:
    return (TEXTS / "deliberation-2026.txt").read_text(encoding="utf-8")


def stands_at(page: "Page", words: str) -> None:
    """Wait until the current card has these words."""
    expect(page.locator(".stmt.is-on .quote").first).to_have_text(words, use_inner_text=True)


def said(page: "Page", words: str) -> None:
    """Wait until the workbench has said these words of one's own act."""
    expect(page.locator("#bench-said")).to_contain_text(words)


def opened(page: "Page") -> None:
    """Wait until the current card is open."""
    page.locator(".stmt.is-on[data-opened]").wait_for()


def at(site: Site, source: Source, who: object, statement: Statement, **more: object) -> "Page":
    page = site.open(f"/sources/{source.key}/review/?at={statement.key}", who, **more)  # type: ignore[arg-type]
    opened(page)
    return page


def test_a_source_is_reviewed_without_a_mouse(site: Site, people: Cast, axe: str) -> None:
    source = taken_in(people.supervisor, deliberation())
    page = site.open(f"/sources/{source.key}/review/", people.supervisor)
    opened(page)
    first = list(source.statements.order_by("start")[:4])
    stands_at(page, first[0].text)
    page.keyboard.press("Enter")
    said(page, "已确认 #1")
    stands_at(page, first[1].text)
    page.keyboard.press("1")
    said(page, "#2 已改")
    page.keyboard.press("x")
    page.locator(".stmt.is-on [name=reason]:focus").wait_for()
    page.keyboard.type("只是套话")
    page.keyboard.press("Enter")
    said(page, "#2 不立条")
    page.keyboard.press("u")
    said(page, "已撤销")
    page.keyboard.press("Shift+U")
    said(page, "已重做")
    page.keyboard.press("j")
    stands_at(page, first[2].text)
    page.keyboard.press("y")
    page.locator(".stmt.is-on .rules[open]").wait_for()
    assert violations(page, axe) == []
    page.keyboard.press("Shift+Enter")
    said(page, "已确认")
    states = list(source.statements.order_by("start").values_list("state", flat=True)[:3])
    assert states == ["confirmed", "rejected", "confirmed"]
    page.keyboard.press("n")
    opened(page)
    page.locator(".stmt.is-on[data-state=draft]").wait_for()
    assert source_image_of_events(source.key) == source_image_of_rows(Source.objects.get(pk=source.pk))


def test_spans_and_cuts_count_characters_beyond_the_plane(site: Site, people: Cast) -> None:
    source = taken_in(people.supervisor, SURROGATES)
    row = about(source, "管网85公里")
    page = at(site, source, people.supervisor, row)
    page.keyboard.press("e")
    page.locator(".stmt.is-on .editor:focus").wait_for()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    said(page, "起止已改")
    assert Statement.objects.get(pk=row.pk).text == row.text[1:-2]
    page.keyboard.press("u")
    said(page, "已撤销")
    page.keyboard.press("s")
    page.locator(".stmt.is-on .editor:focus").wait_for()
    place = page.locator(".stmt.is-on .editor:focus")
    cut = int(place.get_attribute("aria-valuenow") or 0)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    said(page, "已拆分")
    first, second = source.statements.filter(gone=False, start__gte=row.start, end__lte=row.end).order_by("start")
    assert first.text + second.text == row.text
    assert len(first.text) == cut + 1 - row.start
    page.keyboard.press("j")
    page.keyboard.press("m")
    said(page, "已并入上条")
    assert Statement.objects.get(pk=row.pk).text == row.text


def test_marked_words_become_the_span(site: Site, people: Cast) -> None:
    source = taken_in(people.supervisor, SURROGATES)
    row = about(source, "管网85公里")
    page = at(site, source, people.supervisor, row)
    page.evaluate(
        """() => {
          const span = document.querySelector(".span.is-on");
          const texts = [];
          const walk = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) texts.push(walk.currentNode);
          getSelection().setBaseAndExtent(texts[0], 2, texts[0], 8);
        }"""
    )
    page.keyboard.press("e")
    page.locator(".stmt.is-on .editor:focus").wait_for()
    page.keyboard.press("Enter")
    said(page, "起止已改")
    units = row.text.encode("utf-16-le")
    assert Statement.objects.get(pk=row.pk).text == units[4:16].decode("utf-16-le")


def test_a_collision_opens_in_place_and_loses_nothing(site: Site, people: Cast, axe: str) -> None:
    source = taken_in(people.supervisor)
    row = about(source, "社区食堂")
    page = at(site, source, people.supervisor, row)
    by = seen_by(people.second_supervisor)
    review.set_label(source=source, key=row.key, version=1, kind="background", by=by, at=row.source.added_at)
    page.keyboard.press("x")
    page.locator(".stmt.is-on [name=reason]:focus").wait_for()
    page.keyboard.type("只是套话")
    page.keyboard.press("Enter")
    conflict = page.locator(".stmt.is-on [data-conflict]")
    conflict.wait_for()
    expect(conflict).to_contain_text("沈知微", use_inner_text=True)
    expect(conflict).to_contain_text("只是套话", use_inner_text=True)
    assert violations(page, axe) == []
    conflict.locator("button").click()
    said(page, "不立条")
    assert Statement.objects.get(pk=row.pk).state == "rejected"
    site.messages.remove("Failed to load resource: the server responded with a status of 409 (Conflict)")


def test_another_persons_change_arrives_without_moving_anything(site: Site, people: Cast) -> None:
    source = taken_in(people.supervisor)
    row, other = about(source, "社区食堂"), about(source, "采暖期")
    page = at(site, source, people.supervisor, row)
    by = seen_by(people.second_supervisor)
    review.confirm(source=source, statements={other.key: 1}, by=by, at=row.source.added_at)
    page.evaluate("document.dispatchEvent(new Event('bench:poll'))")
    page.locator("#other-lines li").wait_for()
    expect(page.locator("#other-lines")).to_contain_text("沈知微 确认了 #", use_inner_text=True)
    expect(page.locator(f"#s-{other.key}")).to_have_attribute("data-state", "confirmed")
    assert page.evaluate("document.activeElement.id") == f"o-{row.key}"


def test_the_main_acts_need_no_script(site: Site, people: Cast) -> None:
    source = taken_in(people.supervisor)
    row = about(source, "社区食堂")
    page = site.open(f"/sources/{source.key}/review/?at={row.key}", people.supervisor, java_script_enabled=False)
    page.locator(".stmt.is-on button[value=background]").click()
    page.locator(".stmt.is-on [data-act=confirm] button").click()
    row = Statement.objects.get(pk=row.pk)
    assert (row.kind, row.state) == ("background", "confirmed")
    page.locator("[data-act=undo] button").click()
    assert Statement.objects.get(pk=row.pk).state == "draft"
    assert Event.objects.filter(type="review.undone").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nobody_is_kept_out(site: Site, people: Cast, axe: str, size: dict[str, int], scheme: str) -> None:
    source = taken_in(people.supervisor, deliberation(), blind=scheme == "dark")
    paths = ["/sources/", "/sources/new/", f"/sources/{source.key}/", "/sources/figures/"]
    paths += [f"/sources/{source.key}/{name}/" for name in ("review", "withdraw", "reread", "review/differences")]
    paths.append(f"/statements/{source.statements.all()[0].key}/")
    for path in paths:
        page = site.open(path, people.supervisor, size=size, scheme=scheme)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
