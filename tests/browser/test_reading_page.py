"""The page of a reading in Chromium: keyboard, rows and passages, access, phone width, rare characters."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect
from tests.render.cases import document, measure, mention, reading, statement

from huiyin.render.document import Document
from huiyin.render.page import page_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens the page of a document; it fails the test on any message of the console."""
    messages: list[str] = []
    contexts = []

    def open_(shown: Document, size: dict[str, int] = DESK, **options: Any) -> "Page":
        path = tmp_path / "读数 页.html"
        path.write_bytes(page_bytes(shown))
        context = browser.new_context(viewport=size, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert messages == []


def current(page: "Page") -> str:
    """Return the words of the statement that is chosen in the text."""
    return "".join(page.locator(".span.is-on").all_text_contents())


def shows(page: "Page", selector: str, words: str) -> None:
    """Wait until an element says these words; the search waits for a pause in typing."""
    expect(page.locator(selector)).to_have_text(words)


def serious(page: "Page", axe: str) -> list[str]:
    """Return what axe finds that keeps somebody out."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:120]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nobody_is_kept_out(open_page: Opener, axe: str, size: dict[str, int], scheme: str) -> None:
    """axe finds nothing serious: at both widths, in both colour schemes, in each view, with a statement open."""
    page = open_page(document(), size, color_scheme=scheme)
    assert serious(page, axe) == []
    page.keyboard.press("j")
    for view in ("list", "measures", "names"):
        page.locator(f".view[data-view={view}]").click()
        assert serious(page, axe) == [], view
    page.locator("#theme").click()
    page.locator("#lang").click()
    assert serious(page, axe) == []


def test_the_keyboard_walks_through_everything(open_page: Opener) -> None:
    """j and k move, 1 to 5 filter, / searches, Esc lets go, ? explains; focus and address follow."""
    page = open_page(document())
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert current(page) == "新增规上工业企业31家"
    assert page.url.endswith("#s-" + document().reading.statements[1].id)
    expect(page.locator("#say")).to_contain_text("新增规上工业企业31家", use_inner_text=True)
    page.keyboard.press("k")
    assert current(page) == "过去一年，全市地区生产总值增长6.2%"
    page.keyboard.press("3")
    expect(page.locator("#count")).to_have_text("7 条陈述中的 3 条，含量值 2 个、名称 1 个", use_inner_text=True)
    page.keyboard.press("j")
    assert current(page) == "今年，地区生产总值增长6%左右"
    page.keyboard.press("3")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-text"
    page.keyboard.type("大桥j")
    shows(page, "#count", "7 条陈述中的 0 条，含量值 0 个、名称 0 个")
    page.keyboard.press("Escape")
    expect(page.locator("#f-text")).to_have_value("")
    expect(page.locator("#count")).to_have_text("陈述 7 条，量值 4 个，名称 3 个", use_inner_text=True)
    page.keyboard.press("Escape")
    assert current(page) == ""
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_single_keys_can_be_switched_off(open_page: Opener) -> None:
    """Who speaks to the computer can turn them off; the buttons stay."""
    page = open_page(document())
    page.locator("#help").click()
    page.locator("#no-keys").check()
    page.locator("#keys button").click()
    page.keyboard.press("j")
    assert current(page) == ""


def test_tab_reaches_each_part_with_few_stops(open_page: Opener) -> None:
    """Lists are one stop each; arrows move inside; what has the focus shows it."""
    page = open_page(document())
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if stops[-1] == "open":
            break
    assert stops[0] == "skip"
    assert {"f-speaker", "f-text", "text", "open"} <= set(stops)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').dataset.s") == "0"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').dataset.s") == "1"
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_a_row_shows_its_passage_and_back(open_page: Opener) -> None:
    """A row of figures or names marks its words; a figure in the text marks its row."""
    page = open_page(document())
    page.keyboard.press("m")
    page.locator("#p-measures tbody tr").nth(2).click()
    expect(page.locator(".hit")).to_have_text(["6%"])
    assert current(page) == "今年，地区生产总值增长6%左右"
    page.locator("#text .m").nth(1).click()
    expect(page.locator("#p-measures tr.is-hit button")).to_have_text(["31家"])
    page.keyboard.press("n")
    page.locator("#p-names tbody tr", has_text="云汀大桥").click()
    expect(page.locator(".hit")).to_have_text(["云汀大桥"])


def test_details_say_why(open_page: Opener) -> None:
    """An open statement shows what was found and by which rules; its time leads to the words that set it."""
    page = open_page(document())
    page.locator("#text .span").nth(3).click()
    more = page.locator(".stmt.is-on .more")
    shown = more.inner_text()
    for words in ("部署", "市政府", "本期", "综合经济与规划", "约 6 %", "4/4", "kind.passage"):
        assert words in shown, words
    more.get_by_role("button", name="2026年工作安排").click()
    expect(page.locator("h3 .hit")).to_have_text(["2026年工作安排"])


def test_filters_act_together(open_page: Opener) -> None:
    """Speaker, topic, place and words each narrow; the rest is dimmed in the text and gone from the lists."""
    page = open_page(document())
    page.select_option("#f-topic", "economy")
    expect(page.locator("#list > li:visible")).to_have_count(2)
    expect(page.locator("#text .span.off")).to_have_count(5)
    page.locator("#f-text").fill("６%左右")
    shows(page, "#n-list", "1")
    page.locator("#clear").click()
    expect(page.locator("#list > li:visible")).to_have_count(7)
    page.select_option("#f-place", "临江区")
    expect(page.locator("#n-names")).to_have_text("2", use_inner_text=True)
    page.locator(".view[data-view=measures]").click()
    expect(page.locator("#empty")).to_have_text("所列陈述中没有量值。", use_inner_text=True)


def test_the_page_speaks_english_on_demand(open_page: Opener) -> None:
    """The switch changes words, names of codes and the language of the page, not the source."""
    page = open_page(document())
    page.locator("#lang").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#count")).to_have_text("7 statements, 4 figures, 3 names", use_inner_text=True)
    expect(page.locator(".kinds")).to_contain_text("Commitment", use_inner_text=True)
    assert page.locator("#f-topic option").nth(1).inner_text().startswith("Economy and planning")
    assert page.locator("#text p").first.evaluate("(p) => p.closest('[lang]').lang") == "zh-CN"
    page.locator("#lang").click()
    expect(page.locator("#count")).to_have_text("陈述 7 条，量值 4 个，名称 3 个", use_inner_text=True)


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 640}], ids=["390", "320"])
def test_a_phone_scrolls_one_way_only(open_page: Opener, size: dict[str, int]) -> None:
    """No view is wider than the phone; the text comes first, and a row leads back to it."""
    page = open_page(document(), size, has_touch=True)
    expect(page.locator("#text")).to_be_visible()
    page.locator("#text .span").first.click()
    expect(page.locator("#now")).to_be_visible()
    for view in ("text", "list", "measures", "names"):
        page.locator(f".view[data-view={view}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], view
    page.locator("#p-names tbody tr").last.click()
    expect(page.locator("#text .hit")).to_be_visible()


RARE = "𠮷野村、𡊄头村新增𬭎业企业31家，𪚥𪚥镇投资2亿元👍🏽；\U00020bb7田街道建成公园5处。"


def test_characters_beyond_the_basic_plane_are_marked_right(open_page: Opener) -> None:
    """Rare Han characters and emoji shift no highlight: of rows, of names, of the search."""
    first, second, third = "𠮷野村、𡊄头村新增𬭎业企业31家", "𪚥𪚥镇投资2亿元👍🏽", "\U00020bb7田街道建成公园5处"
    figures = (measure(RARE, first, "31家", "31", "家"),)
    village = (mention(RARE, "𡊄头村", "place"),)
    statements = (
        statement(RARE, first, "achievement", measures=figures, mentions=village),
        statement(RARE, second, "achievement", measures=(measure(RARE, second, "2亿元", "200000000", "元"),)),
        statement(RARE, third, "achievement", measures=(measure(RARE, third, "5处", "5", "处"),)),
    )
    page = open_page(Document("x.txt", RARE, reading(RARE, statements)))
    page.keyboard.press("m")
    for number, words in enumerate(("31家", "2亿元", "5处")):
        page.locator("#p-measures tbody tr").nth(number).click()
        expect(page.locator(".hit")).to_have_text([words])
    assert current(page) == third
    page.locator("#f-text").fill("𬭎业")
    shows(page, "#n-list", "1")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["𬭎业"]


def test_the_search_marks_words_across_parts(open_page: Opener) -> None:
    """Searched words are marked although a figure or name ends inside them; full-width digits match."""
    page = open_page(document())
    page.locator("#f-text").fill("企业３1家")
    shows(page, "#n-list", "1")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["企业31家"]


def test_a_link_opens_its_statement(open_page: Opener) -> None:
    """The address with a statement's place leads to that statement."""
    page = open_page(document())
    page.goto(page.url.split("#")[0] + f"#s-{document().reading.statements[4].id}")
    page.reload()
    assert current(page) == "新建云汀大桥"


def test_without_script_the_text_is_there(open_page: Opener) -> None:
    """The text with its marks can be read; nothing that needs the script is shown."""
    page = open_page(document(), java_script_enabled=False)
    expect(page.locator("#text .span")).to_have_count(7)
    expect(page.locator("#filter-form")).to_be_hidden()
    expect(page.locator("noscript")).to_be_visible()


def test_print_gives_the_text_and_the_table_on_view(open_page: Opener) -> None:
    """On paper there are no controls; the table of figures is there when it is on view."""
    page = open_page(document())
    page.emulate_media(media="print")
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#filter-form")).to_be_hidden()
    expect(page.locator("#p-list")).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("m")
    page.emulate_media(media="print")
    expect(page.locator("#p-measures")).to_be_visible()


def test_a_long_report_is_filtered_in_one_pass(open_page: Opener) -> None:
    """Of 1,400 statements with 2,800 figures, filtering touches each piece and row once, and comes back to all of them.

    How long it takes is for `bench/page.py` to say.
    """
    page = open_page(long_report())
    assert page.locator("#count").inner_text().startswith("陈述 1,400 条")
    touched = page.evaluate(
        """() => new Promise((done) => {
            const watch = new MutationObserver((records) => { watch.disconnect(); done(records.length); });
            watch.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
            document.querySelector("input[value=achievement]").click();
        })"""
    )
    assert 700 <= touched <= 2 * 1400 + 100
    expect(page.locator("#list > li:visible")).to_have_count(700)
    page.locator("input[value=achievement]").click()
    expect(page.locator("#list > li:visible")).to_have_count(1400)


def long_report() -> Document:
    """Return a reading of some 30,000 characters with 1,400 statements and 2,800 figures."""
    parts, statements, at = [], [], 0
    for number in range(1, 1401):
        words = f"第{number}项，新增规上工业企业{number}家，完成投资{number}亿元"
        figures = (measure(words, "企业", f"{number}家", "1", "家"), measure(words, "完成", f"{number}亿元", "1", "元"))
        made = statement(words, words, ("achievement", "background")[number % 2])
        placed = tuple(replace(each, start=at + each.start, end=at + each.end) for each in figures)
        end = at + len(words)
        statements.append(replace(made, id=f"{at}-{end}", start=at, end=end, measures=placed))
        parts.append(words + "。\n")
        at = end + 2
    text = "".join(parts)
    return Document("长.txt", text, reading(text, tuple(statements)))


def test_the_language_outlives_a_reload(open_page: Opener) -> None:
    """Who has chosen English need not choose again."""
    page = open_page(document())
    page.locator("#lang").click()
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#count")).to_have_text("7 statements, 4 figures, 3 names", use_inner_text=True)


def test_a_print_says_which_filter_is_on(open_page: Opener) -> None:
    """On paper only, and only where something is left out."""
    page = open_page(document())
    line = page.locator("#filtered")
    page.emulate_media(media="print")
    expect(line).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("3")
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    assert line.inner_text().startswith("已按条件筛选——只看类别：部署。7 条陈述中的 3 条")


def test_a_phone_can_print_from_the_menu(open_page: Opener) -> None:
    """The button of the head has no room there; the menu of filters holds one."""
    page = open_page(document(), PHONE)
    expect(page.locator("#print")).to_be_hidden()
    page.locator("#filters > summary").click()
    expect(page.locator("#print-menu")).to_be_visible()
