"""A light in a list explains itself to a pointer, a keyboard and a finger, with and without script."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.ledger.works import brought_to

from browser.site import DESK, PHONE, Site, violations

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_light_opens_by_the_keyboard_and_stays_within_the_page(
    site: Site, people: "Cast", axe: str, size: dict[str, int], script: bool
) -> None:
    """Its title is what a pointer sees; opened, it pushes nothing out of the page and has no fault of access."""
    brought_to(people, "handling")
    page = site.open("/ledger/", people.supervisor, size=size, java_script_enabled=script)
    summary, lines = page.locator(".lit > summary").first, page.locator(".lit > ul").first
    title = summary.get_attribute("title") or ""
    assert "个工作日" in title
    expect(lines).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(lines).to_be_visible()
    expect(lines.locator("li")).to_have_text(title.split("\n"), use_inner_text=True)
    box = lines.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= size["width"]
    if script:
        assert violations(page, axe) == []
