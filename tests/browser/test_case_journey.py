"""The whole way of a task in Chromium: made of a commitment, handed over, signed, reported, completed, closed.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.ledger.works import brought_to, opened, statements

from browser.site import DESK, PHONE, Site, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = {"name": "竣工验收.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
Look = Callable[["Page", str], None]


def looker(axe: str, size: dict[str, int], *, script: bool = True) -> Look:
    """Return what looks at a page: a picture, no fault of access, nothing that scrolls sideways."""

    def look(page: "Page", name: str) -> None:
        if folder := os.environ.get("HUIYIN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)
        if script:
            assert violations(page, axe) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name

    return look


def through(site: Site, people: "Cast", look: Look, size: dict[str, int], *, script: bool) -> None:
    source = statements(people)["figure"].source
    options = {"size": size, "java_script_enabled": script}

    page = site.open(reverse("source_tasks", args=[source.key]), people.supervisor, **options)
    look(page, "making")
    page.get_by_role("button", name="全部 2 条立为任务").click()
    page.get_by_role("link", name="任务 2026-001").click()
    look(page, "draft")
    page.get_by_label("牵头单位").fill("市住建局")
    page.get_by_label("配合单位").fill("市财政局")
    expect(page.get_by_label("完成时限")).to_have_value("2026-12-31")
    page.get_by_role("button", name="交办", exact=True).click()
    page.get_by_text("轮到 市住建局：已交办").wait_for()
    address = page.url.split("#")[0].removeprefix(site.address)

    unit = site.open("/desk/", people.handler, **options)
    look(unit, "desk-unit")
    unit.get_by_role("link", name="签收", exact=True).click()
    unit.get_by_role("button", name="签收", exact=True).first.click()
    unit.get_by_text("轮到 市住建局：办理中").wait_for()
    unit.get_by_label("形象进度").select_option("on_schedule")
    unit.get_by_label("完成值").fill("８５")
    unit.get_by_label("进展情况").fill("全部管段已通水试压。")
    unit.get_by_text("一次填，处处用").wait_for()
    look(unit, "report")
    unit.locator("form.panel").get_by_role("button", name="填报进度").click()
    unit.get_by_role("cell", name="达到或超过序时进度").wait_for()

    head = site.open(f"{address}?step=complete", people.head, **options)
    form = head.locator("form.panel")
    look(head, "complete")
    form.get_by_label("内容").fill("85公里全部完成并验收。")
    form.get_by_label("佐证材料").set_input_files([PDF])  # type: ignore[list-item]
    form.get_by_role("button", name="报完成").click()
    head.get_by_text("轮到 督查室：待核实").wait_for()
    head.get_by_role("link", name="竣工验收.pdf").first.wait_for()
    look(head, "completed")

    page.goto("/desk/")
    look(page, "desk-office")
    page.get_by_role("link", name="核实销号").click()
    page.get_by_label("如期兑现").check()
    page.locator("form.panel").get_by_role("button", name="核实销号").click()
    page.get_by_text("已销号：如期兑现").wait_for()
    look(page, "closed")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_of_a_task(site: Site, people: "Cast", axe: str, size: dict[str, int]) -> None:
    """From the sentence of the report to the closed task, by three people."""
    through(site, people, looker(axe, size), size, script=True)


def test_the_way_of_a_task_without_script(site: Site, people: "Cast", axe: str) -> None:
    """Every step works in a browser that runs no script."""
    through(site, people, looker(axe, DESK, script=False), DESK, script=False)


PAGES = {
    "notices": ("handler", "/notices/"),
    "policies": ("administrator", "/policies/"),
    "policy": ("supervisor", "/policies/commitment.general/"),
    "import": ("supervisor", "/imports/plan/"),
    "import-older": ("supervisor", "/imports/cases/"),
    "desk-leader": ("leader", "/desk/"),
    "desk-empty": ("deputy", "/desk/"),
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_around_a_case(site: Site, people: "Cast", axe: str, name: str, size: dict[str, int]) -> None:
    brought_to(people, "handling")
    brought_to(people, "returned")
    who, path = PAGES[name]
    looker(axe, size)(site.open(path, getattr(people, who), size=size), name)


def test_a_stale_page_gives_back_what_was_typed(site: Site, people: "Cast", axe: str) -> None:
    """Two people act at once: the second sees both versions and sends again."""
    case = brought_to(people, "assigned")
    address = reverse("case", args=[case.key])
    slow = site.open(f"{address}?step=remind#step", people.supervisor)
    slow.get_by_label("内容").fill("请于下周五前签收并报送计划。")
    quick = site.open(address, people.handler)
    quick.get_by_role("button", name="签收", exact=True).first.click()
    slow.locator("form.panel").get_by_role("button", name="催办").click()
    slow.get_by_text("刚被 市住建局 顾庭 办理过").wait_for()
    expect(slow.get_by_label("内容")).to_have_value("请于下周五前签收并报送计划。")
    looker(axe, DESK)(slow, "conflict")
    slow.locator("form.panel").get_by_role("button", name="催办").click()
    slow.get_by_text("已办：催办").wait_for()
    site.messages[:] = [each for each in site.messages if "409" not in each]


def test_units_are_found_while_typing(site: Site, people: "Cast") -> None:
    """The field for several units offers the next one after “、”."""
    page = site.open(reverse("case", args=[opened(people).key]), people.supervisor)
    field = page.get_by_label("配合单位")
    field.fill("云汀市财政局、住房")
    offered = page.locator(f"#{field.get_attribute('list')} option").evaluate_all("all => all.map(one => one.value)")
    assert offered == ["云汀市财政局、云汀市住房和城乡建设局"]
