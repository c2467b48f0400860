"""Every component in every state, in Chromium: access, width, keyboard, with and without script."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.site import DESK, PHONE, SMALL, Site, violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GALLERY = "/-/components/"


def sideways(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_component_keeps_anybody_out(
    site: Site, people: "Cast", axe: str, size: dict[str, int], scheme: str, lang: str
) -> None:
    """axe finds nothing at all, at both widths, in both colour schemes and languages, with everything open."""
    page = site.open(GALLERY, people.supervisor, size=size, scheme=scheme, lang=lang)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate("document.querySelectorAll('.pick input').forEach((each) => each.click())")
    assert violations(page, axe) == []
    assert not sideways(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_smallest_phone_scrolls_one_way_only(site: Site, people: "Cast", lang: str) -> None:
    """Nothing is wider than 320 pixels."""
    page = site.open(GALLERY, people.supervisor, size=SMALL, lang=lang)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert not sideways(page)


def test_targets_on_a_phone_can_be_touched(site: Site, people: "Cast") -> None:
    """Buttons, fields and links of menus are at least 44 pixels high there."""
    page = site.open(GALLERY, people.supervisor, size=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    low = page.evaluate(
        """[...document.querySelectorAll('button, .btn, select, textarea, .menu a, .tabs a, .chip a,'
            + 'input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
        .filter((each) => each.offsetParent && !each.matches('.plain-link'))
        .filter((each) => each.getBoundingClientRect().height < 43.5)
        .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert low == []


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500, 503])
def test_pages_of_errors_keep_nobody_out(site: Site, people: "Cast", axe: str, status: int) -> None:
    """Each says its heading, its remedy and the number of the request."""
    page = site.open(f"{GALLERY}errors/{status}/", people.supervisor, size=PHONE, scheme="dark")
    assert violations(page, axe) == []
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("main .loc").inner_text() != ""
    site.messages.clear()  # the browser says that the page is an error


def test_colours_change_at_once_and_stay(site: Site, people: "Cast") -> None:
    """The button goes from the system's colours to the other ones; the server writes them into the next page."""
    page = site.open(GALLERY, people.supervisor)
    with page.expect_response("**/-/theme/"):
        page.locator("[data-theme-form] button").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    with page.expect_response("**/-/theme/"):
        page.locator("[data-theme-form] button").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_the_page_works_without_script(site: Site, people: "Cast") -> None:
    """Colours and language change by plain forms, deadlines open, menus open."""
    page = site.open(GALLERY, people.supervisor, java_script_enabled=False)
    page.locator("[data-theme-form] button").click()
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    page.locator("button[value=en]").click()
    expect(page.locator("html[lang=en]")).to_have_count(1)
    late = page.locator(".due.l-late:has(.why)")
    late.locator("summary").click()
    expect(late.locator(".why")).to_be_visible()
    page.locator(".menu summary").click()
    expect(page.locator(".menu button")).to_be_visible()


def test_keys_search_tell_and_close(site: Site, people: "Cast") -> None:
    """? opens the list of keys, Esc closes what is open and gives the focus back; single keys can be switched off."""
    page = site.open(GALLERY, people.supervisor)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("[data-keys-off]").check()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator(".menu summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".menu ul")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_tab_skips_to_the_content(site: Site, people: "Cast") -> None:
    """The skip link is the first stop where no notice holds the focus, and leads to the one main part."""
    page = site.open(f"{GALLERY}errors/404/", people.supervisor)
    site.messages.clear()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_notice_has_the_focus(site: Site, people: "Cast") -> None:
    """What an action left to say is where the reader is."""
    page = site.open(GALLERY, people.supervisor)
    assert page.evaluate("document.activeElement.id") == "notices"


def test_the_bulk_bar_appears_with_the_first_tick(site: Site, people: "Cast") -> None:
    """It says how many rows are picked; without a tick it is not there."""
    page = site.open(GALLERY, people.supervisor)
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    page.locator(".pick input").first.check()
    expect(bar).to_be_visible()
    expect(page.locator("[data-bulk-count]")).to_have_text("已选 1 项", use_inner_text=True)
    expect(page.locator("[data-bulk-able]")).to_have_text("催办：1 项中 0 项可办", use_inner_text=True)
    page.locator("[data-bulk-clear]").click()
    expect(bar).to_be_hidden()
    assert page.evaluate("document.activeElement.name") == "id"


def test_a_destructive_act_asks_first(site: Site, people: "Cast", axe: str) -> None:
    """The dialog says what will happen; not doing it closes it and gives the focus back."""
    page = site.open(GALLERY, people.supervisor)
    opener = page.locator("[data-opens='#g-dialog']")
    opener.click()
    dialog = page.locator("#g-dialog")
    expect(dialog.get_by_role("heading")).to_have_text("撤回第 0087 号的交办？", use_inner_text=True)
    assert violations(page, axe) == []
    dialog.locator("[data-closes]").click()
    expect(dialog).to_be_hidden()
    assert opener.evaluate("(each) => each === document.activeElement")


def test_forced_colours_keep_shapes_and_edges(site: Site, people: "Cast", axe: str) -> None:
    """Where the system gives all colours, a light has an edge and its shape."""
    page = site.open(GALLERY, people.supervisor, forced_colors="active")
    light = page.locator(".light").first
    assert light.evaluate("(each) => getComputedStyle(each).borderTopStyle") == "solid"
    expect(light.locator("svg")).to_be_visible()


def test_a_list_fetches_how_a_day_was_reckoned(site: Site, people: "Cast") -> None:
    """Opened, the deadline asks for its lines once; until then a link leads there."""
    page = site.open(GALLERY, people.supervisor)
    due = page.locator("td .due").first
    expect(due.locator(".why")).to_have_count(0)
    due.locator("summary").click()
    due.locator(".why").wait_for()
    expect(due).to_contain_text("答复时限", use_inner_text=True)


def test_a_draft_outlives_the_page(site: Site, people: "Cast") -> None:
    """What is typed is kept while typing and is back after a reload; it is said when."""
    page = site.open(GALLERY, people.supervisor)
    field = page.locator("#id_empty-reason")
    field.fill("供热行业管理职责已划入市住建局")
    field.blur()
    assert page.locator("[data-draft-said=id_empty-reason]").inner_text().startswith("草稿已存")
    page.reload()
    expect(field).to_have_value("供热行业管理职责已划入市住建局")


def test_a_draft_is_dropped_once_the_server_has_taken_it(site: Site, people: "Cast") -> None:
    """After a post that went on to another page the form is empty again; after an error the draft is still there."""
    page = site.open(GALLERY, people.supervisor)
    field = page.locator("#id_empty-reason")
    field.fill("供热行业管理职责已划入市住建局")
    page.evaluate("document.querySelector('form[data-keep]').action = '/-/components/errors/503/'")
    page.locator("form[data-keep] button.primary").click()
    expect(page.locator(".kept textarea").first).to_have_value("供热行业管理职责已划入市住建局")
    site.messages.clear()  # the browser says that the page is an error
    page.goto(GALLERY)
    expect(field).to_have_value("供热行业管理职责已划入市住建局")
    page.locator("form[data-keep] button.primary").click()
    page.wait_for_url(f"**{GALLERY}")
    page.goto(GALLERY)
    expect(field).to_have_value("")


def test_what_belongs_in_the_vault_is_never_kept(site: Site, people: "Cast") -> None:
    """A field of the vault leaves no draft in the browser."""
    page = site.open(GALLERY, people.supervisor)
    page.evaluate("document.querySelector('form[data-keep]').dataset.vault = '1'")
    field = page.locator("#id_empty-reason")
    field.fill("陆闻舟 13800000000")
    field.blur()
    page.reload()
    expect(field).to_have_value("")
    assert page.evaluate("Object.values(localStorage).some((each) => each.includes('陆闻舟'))") is False


FRAGMENT = """(status) => {
    const form = document.querySelector('form[data-keep]');
    form.setAttribute('hx-post', `/-/components/errors/${status}/`);
    form.setAttribute('hx-target', 'this');
    htmx.process(form);
}"""


def test_an_ended_session_asks_to_sign_in_and_keeps_the_text(site: Site, people: "Cast") -> None:
    """A fragment that answers 401 opens a dialog over the page; the form stays as it is."""
    page = site.open(GALLERY, people.supervisor)
    page.evaluate(FRAGMENT, 409)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_empty-reason").fill("请改交市住建局牵头办理")
    page.locator("form[data-keep] button.primary").click()
    page.locator("#signed-out").wait_for(state="visible")
    expect(page.locator("#id_empty-reason")).to_have_value("请改交市住建局牵头办理")
    site.messages.clear()


@pytest.mark.parametrize(("status", "swapped"), [(409, True), (500, False), (429, False)])
def test_errors_of_fragments(site: Site, people: "Cast", status: int, swapped: bool) -> None:
    """A conflict comes into its place; any other error is said above, and the form stays as it is."""
    page = site.open(GALLERY, people.supervisor)
    page.evaluate(FRAGMENT, status)
    page.locator("#id_empty-reason").fill("请改交市住建局牵头办理")
    page.locator("form[data-keep] button.primary").click()
    if swapped:
        page.locator("form[data-keep] .note.bad").wait_for()
    else:
        page.locator("#alerts .note").wait_for()
        expect(page.locator("#id_empty-reason")).to_have_value("请改交市住建局牵头办理")
        assert page.locator("form[data-keep] button.primary").get_attribute("aria-busy") is None
    site.messages.clear()


def answering(body: str) -> "Callable[[Route], None]":
    """Return a handler that answers 422 with this fragment."""
    return lambda route: route.fulfill(status=422, body=body, content_type="text/html")


def test_after_a_swap_the_focus_is_where_the_news_is(site: Site, people: "Cast") -> None:
    """On what says so; else where it was, by its id; else on the heading of what is new."""
    page = site.open(GALLERY, people.supervisor)
    answers = {
        "errors": ("<form id='new'><div data-focus tabindex='-1' id='told'>x</div></form>", "told"),
        "same": ("<form id='new'><h2>x</h2><button id='again'>x</button></form>", "again"),
        "heading": ("<form id='new'><h2 id='head'>x</h2><button>x</button></form>", "head"),
    }
    for name, (answer, place) in answers.items():
        page.route(f"**/swap/{name}/", answering(answer))
        page.evaluate(
            """(name) => {
                const old = document.querySelector('#new') || document.querySelector('form[data-keep]');
                old.outerHTML = `<form id="new" method="post" hx-post="/swap/${name}/" hx-swap="outerHTML">
                    <button id="${name === 'same' ? 'again' : 'gone'}">x</button></form>`;
                htmx.process(document.querySelector('#new'));
            }""",
            name,
        )
        page.locator("#new button").click()
        page.locator(f"#{place}" if place != "again" else "#new h2").wait_for(state="attached")
        page.wait_for_function("(place) => document.activeElement.id === place", arg=place, timeout=5000)
    site.messages.clear()


def test_without_a_network_nothing_is_sent_and_nothing_lost(site: Site, people: "Cast") -> None:
    """The notice says so, the form stays as it is."""
    page = site.open(GALLERY, people.supervisor)
    field = page.locator("#id_empty-reason")
    field.fill("请改交市住建局牵头办理")
    page.context.set_offline(True)
    page.locator("form[data-keep] button.primary").click()
    expect(page.locator("#offline .note")).to_be_visible()
    expect(field).to_have_value("请改交市住建局牵头办理")
    page.context.set_offline(False)


def test_a_form_is_sent_once(site: Site, people: "Cast") -> None:
    """Its button is busy, not disabled, and the post carries a key by which a second sending is known."""
    page = site.open(GALLERY, people.supervisor)
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")  # stay here
    button = page.locator("form[data-keep] button.primary")
    button.click()
    assert len(page.locator("form[data-keep] [name=idempotency_key]").input_value()) > 20
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_be_enabled()
