"""Pages that a person meets rarely in Chromium: the second factor, previews of imports, receipts, seals, the trail.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.ledger.test_imports import GOOD, HEAD, OLD, workbook
from tests.ledger.works import brought_to, statements
from tests.people.test_unit_import import book
from tests.web.test_way_in import RIGHT, code_of

from browser.site import DESK, PHONE, Site, violations
from huiyin.ledger.seals import seal_missed

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
Look = Callable[["Page", str], None]


@pytest.fixture
def look(axe: str) -> Look:
    """Return what looks at a page: a picture, no fault of access, nothing that scrolls sideways."""

    def looked(page: "Page", name: str) -> None:
        width = (page.viewport_size or DESK)["width"]
        if folder := os.environ.get("HUIYIN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True, caret="initial")
        assert violations(page, axe) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    return looked


@SIZES
def test_a_second_factor_is_set_up(site: Site, people: "Cast", look: Look, size: dict[str, int]) -> None:
    """An administrator gets nowhere without: the password once more, the code to scan, the recovery codes to keep."""
    page = site.open("/account/second-factor/set-up/", people.administrator, size=size)
    page.get_by_label("密码").fill(RIGHT)
    page.get_by_role("button", name="确认").click()
    page.locator("svg").first.wait_for()
    look(page, "second-factor-set-up")
    page.get_by_label("验证码").fill(code_of(page.locator("main code").first.inner_text().replace(" ", "")))
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url("**/recovery/")
    look(page, "recovery-codes")
    page.goto("/account/second-factor/")
    look(page, "second-factor-index")


@SIZES
def test_imports_show_what_they_would_do(site: Site, people: "Cast", look: Look, size: dict[str, int]) -> None:
    """Row by row, what is unclear with its reason; wide tables fold on a phone."""
    statements(people)
    rows = [
        ["云汀市水务局", "市水务局", "水务局", "政府", None, None, None],
        ["", "无名", None, "政府", None, None, None],
    ]
    older = [
        "旧-17",
        "改造老旧小区供热二次管网85公里以上",
        "2026",
        "办理中",
        "市住建局",
        "",
        "2026-02-02",
        "2026-12-31",
        "",
        "已开工",
    ]
    unclear = ["2", "另一项任务", "市气象台", "各县（区）政府", "尽快"]
    for who, path, content in (
        (people.administrator, "/units/import/", book(*rows)),
        (people.supervisor, "/imports/plan/", workbook(HEAD, GOOD, unclear)),
        (people.supervisor, "/imports/cases/", workbook(OLD, older)),
    ):
        page = site.open(path, who, size=size)
        file = {"name": "表.xlsx", "mimeType": SHEET, "buffer": content}
        if path == "/imports/plan/":
            page.locator("main select[name=source]").select_option(index=1)
        page.locator("main input[type=file]").set_input_files([file])  # type: ignore[list-item]
        page.locator("main form button.primary").first.click()
        page.locator("main table").first.wait_for()
        look(page, "preview" + path.replace("/", "-").rstrip("-"))


@SIZES
def test_what_proves_the_history_is_in_order(site: Site, people: "Cast", look: Look, size: dict[str, int]) -> None:
    """A receipt, before and after its day is sealed, the question for one, the seals, the whole trail."""
    case = brought_to(people, "closed")
    page = site.open(reverse("case_receipt", args=[case.key]), people.supervisor, size=size)
    look(page, "receipt-open")
    seal_missed(today=date(2026, 12, 31))
    page.reload()
    look(page, "receipt-sealed")
    look(site.open("/receipts/?code=AAAA-AAAA", size=size), "receipt-unknown")
    for path in ("/seals/", "/audit/", "/audit/?kind=unit", "/units/places/"):
        look(site.open(path, people.auditor, size=size), path.strip("/").replace("/", "-").replace("?", "-"))
    site.messages[:] = [each for each in site.messages if "404" not in each]


def test_on_a_phone_a_wide_picture_is_moved_and_labels_stand_beside_their_words(site: Site, people: "Cast") -> None:
    """The flow of the rules shrank until nobody could read it; long labels of a table lay over what they are of."""
    page = site.open("/policies/commitment.general/", people.supervisor, size=PHONE)
    scroll = page.locator(".scroll:has(> svg)")
    assert scroll.evaluate("each => each.scrollWidth > each.clientWidth")
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    cells = page.locator(".table.fold td[data-label]")
    cells.evaluate_all("all => all.forEach((each) => { each.dataset.label = '谁办理或者承担其中一部分'; })")
    heights = "[each.clientHeight, parseFloat(getComputedStyle(each, '::before').height)]"
    room = cells.evaluate_all(f"all => all.map((each) => {heights})")
    assert room
    assert all(height >= label for height, label in room)
