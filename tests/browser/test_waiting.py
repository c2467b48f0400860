"""What a page says while something takes long, and what a second press does: forms, files, readings, going back."""

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from tests.congress.seated import OPENS, seated
from tests.ledger.works import a_source

from browser.site import Site
from huiyin.congress.models import Meeting
from huiyin.ledger.models import Source

if TYPE_CHECKING:
    from playwright.sync_api import Route
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINK = """document.querySelector('main').insertAdjacentHTML(
    'beforeend', '<a id="file" data-download href="/statistics/export/?year=2026">x</a>')"""
STAY = """window.sendings = 0;
document.addEventListener('submit', (event) => { event.preventDefault(); window.sendings += 1; })"""
FILE = {"name": "报告.txt", "mimeType": "text/plain", "buffer": "改造老旧小区46个。".encode()}


def test_a_form_that_takes_long_says_so_beside_its_button(site: Site, people: "Cast") -> None:
    """After a while, not at once; with a file in it, that the file is on its way."""
    page = site.open("/sources/new/", people.supervisor)
    page.evaluate(STAY)
    page.locator("input[type=file]").set_input_files([FILE])  # type: ignore[list-item]
    button = page.locator("form.drop-zone button.primary")
    button.click()
    expect(page.locator("form.drop-zone .actions [data-busy-said]")).to_have_text("正在上传文件，请稍候")
    expect(page.locator("#say")).to_have_text("正在上传文件，请稍候")
    button.click()
    assert page.evaluate("window.sendings") == 1


def test_a_file_that_is_made_is_asked_for_once(site: Site, people: "Cast") -> None:
    """The link is busy after the first press; without a network it leaves the page where it is."""
    page = site.open("/statistics/?year=2026", people.supervisor)
    page.evaluate(LINK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/export/" in request.url else None)
    with page.expect_download():
        page.locator("#file").dblclick()
    expect(page.locator("#say")).to_have_text("正在生成文件，完成后由浏览器保存")
    assert len(asked) == 1
    page.reload()
    page.context.set_offline(True)
    page.evaluate(LINK)
    page.locator("#file").click()
    expect(page.locator("#offline .note")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    page.context.set_offline(False)


def test_going_back_and_pressing_again_does_nothing_twice(site: Site, people: "Cast") -> None:
    """The page that comes back is sent once more: there is one meeting, and it is said why."""
    cache.clear()
    town = seated(people)
    page = site.open(f"/sessions/{town.session.key}/meetings/new/", people.secretary)
    page.locator("[name=kind]").select_option("plenary")
    page.locator("[name=on]").fill(OPENS.isoformat())
    page.locator("[name=starts]").fill("09:00")
    page.locator("main button.primary").click()
    page.locator("#notices").wait_for()
    page.go_back()
    page.locator("main form.form button.primary").click()
    page.locator("#notices").wait_for()
    assert Meeting.objects.count() == 1, page.locator("#notices").inner_text()


def test_a_reading_is_asked_for_again_after_the_line_was_gone(site: Site, people: "Cast") -> None:
    """What the page asks by itself complains to nobody, takes no notice away, and goes on."""
    source = a_source(people, home=people.city)
    Source.objects.filter(pk=source.pk).update(state=Source.State.READING, parts=3, parts_done=1)
    page = site.open(f"/sources/{source.key}/", people.supervisor)
    page.clock.install()
    page.reload()
    asked: list[Route] = []

    def cut(route: "Route") -> None:
        asked.append(route)
        route.abort()

    page.route("**/progress/", cut)
    page.clock.run_for(2500)
    page.wait_for_timeout(200)
    assert len(asked) == 1
    expect(page.locator("#alerts .note")).to_have_count(0)
    page.clock.run_for(16000)
    page.wait_for_timeout(200)
    assert len(asked) == 2
    site.messages.clear()  # the browser says that the line was cut


def test_signing_in_again_in_another_tab_lets_the_first_go_on(site: Site, people: "Cast") -> None:
    """Its forms had the token of the session before; another person who signs in does not send what was typed here."""
    page = site.open("/sources/new/", people.supervisor)
    for name, goes_on in (("supervisor", True), ("head", False)):
        page.goto("/sources/new/")
        before = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        page.context.clear_cookies(name="sessionid")
        other = page.context.new_page()
        other.goto("/account/login/")
        other.fill("[name=login]", name)
        other.fill("[name=password]", "correct horse 云汀")
        with other.expect_navigation():
            other.press("[name=password]", "Enter")
        page.wait_for_timeout(300)
        assert (page.locator("[name=csrfmiddlewaretoken]").first.input_value() != before) is goes_on
        if goes_on:
            page.locator("textarea[name=text]").fill("2026年，全市改造老旧小区46个。")
            with page.expect_navigation():
                page.locator("form.drop-zone button.primary").click()
            assert page.url.rstrip("/") != f"{site.address}/sources/new"
        other.close()
