"""The public pages in Chromium: few bytes, nothing in the console, no cookie, no fault of access; and deciding of them.

`HUIYIN_SHOTS=folder` keeps a picture of each page.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.congress.published import published

from browser.site import DESK, PHONE, Site, violations
from huiyin.congress.publishing import publication_of

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_BYTES = 150_000


def looked(page: "Page", axe: str, name: str) -> None:
    width = (page.viewport_size or DESK)["width"]
    if folder := os.environ.get("HUIYIN_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    assert violations(page, axe) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_anybody_reads_and_an_editor_decides(site: Site, people: "Cast", axe: str) -> None:
    """Every sort of page in both sizes and languages, the first view weighed; then one thing is withdrawn by hand."""
    place = published(people)
    keys = {name: publication_of(getattr(place, name)).key for name in ("report", "shown", "kept_task", "withheld")}  # type: ignore[union-attr]
    lists = ("", "reports/", "promises/", "suggestions/", "units/", "data/", "search/?q=充电")
    paths = [*lists, *(f"p/{key}/" for key in keys.values())]
    for size, lang, scheme in ((DESK, "zh", "light"), (PHONE, "zh", "dark"), (PHONE, "en", "light")):
        prefix = "/public/en/" if lang == "en" else "/public/"
        page = site.open("about:blank", size=size, scheme=scheme)
        page.context.clear_cookies()
        sizes: list[int] = []
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda event, into=sizes: into.append(int(event["encodedDataLength"])))
        for path in paths:
            sizes.clear()
            page.goto(prefix + path)
            looked(page, axe, f"public-{lang}-{path.split('/')[0] or 'home'}-{path[-6:].strip('/')}")
            assert 0 < sum(sizes) <= MOST_BYTES, path
        assert page.context.cookies() == []
        assert page.evaluate("[document.scripts.length, localStorage.length]") in ([1, 0], [0, 0])  # data, no script
    page = site.open("/publication/?state=released", people.secretary)
    looked(page, axe, "publication-list")
    page.get_by_role("link", name=place.shown.title).click()
    looked(page, axe, "publication-one")
    page.locator("main select[name=reason]").select_option("privacy")
    page.get_by_role("button", name="撤下").click()
    page.locator("#notices").wait_for()
    page.goto(f"/public/p/{keys['shown']}/")
    expect(page.locator("main")).to_contain_text("因涉及个人隐私已撤下", use_inner_text=True)
    site.messages[:] = [each for each in site.messages if "410" not in each]
