"""Briefings and digests in Chromium: access and width of each page; an editor who types, and one who is late.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.site import DESK, PHONE, Site, violations

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {  # who opens it, and where
    "list": ("secretary", "/briefings/"),
    "begin": ("secretary", "/briefings/new/"),
    "editor": ("secretary", "/briefings/{draft}/edit/"),
    "issue": ("secretary", "/briefings/{draft}/issue/"),
    "issued": ("leader", "/briefings/{issued}/"),
    "withdraw": ("secretary", "/briefings/{issued}/withdraw/"),
    "digests": ("editor", "/digest/"),
    "digest": ("editor", "/briefings/{digest}/edit/"),
}


def of_hall(people: "Cast") -> dict[str, str]:
    """Return the keys of a draft with a marked place, of an issued briefing, and of a digest."""
    from tests.congress.heard import AT, begun, hall, issued

    from huiyin.congress.briefings import write_item
    from huiyin.congress.digests import start_digest

    made = hall(people)
    draft = begun(made, "岑望川", "陆闻舟")
    row = draft.items.order_by("position")[0]
    write_item(item=row, text="临溪区新增省级专精特新企业5家。", by=made.by, at=AT, expected=1)
    digest = start_digest(session=made.town.session, by=made.by, at=AT)
    return {"draft": draft.key, "issued": issued(made, begun(made, "苗向晚")).key, "digest": digest.key}


WIDE = {"editor", "digest"}  # pages that have two columns at a desk


def test_the_pages_keep_nobody_out(site: Site, people: "Cast", axe: str) -> None:
    """axe finds nothing at all on any of them, and nothing scrolls sideways."""
    keys, found = of_hall(people), {}
    shown = [(name, PHONE) for name in PAGES] + [(name, DESK) for name in sorted(WIDE)]
    for name, size in shown:
        person, path = PAGES[name]
        page = site.walk(path.format(**keys), getattr(people, person), size=size)
        if folder := os.environ.get("HUIYIN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/briefings-{name}-{size['width']}.png", full_page=True)
        wrong = violations(page, axe)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[name, size["width"]] = wrong
    assert found == {}


def test_what_is_typed_is_kept_and_nobody_is_overwritten(site: Site, people: "Cast") -> None:
    """Typed and left, a text is kept; another's late text shows both, and only a button saves it over the first."""
    from huiyin.congress.models import BriefingItem

    keys = of_hall(people)
    item = BriefingItem.objects.get(briefing__key=keys["draft"], position=2)
    address = f"/briefings/{keys['draft']}/edit/"
    first = site.open(address, people.secretary)
    late = site.open(address, people.editor)
    field, state = f"#t-{item.key}", f"#state-{item.key}"
    first.fill(field, "建议在老旧小区新增停车泊位5000个以上。")
    first.press(field, "Tab")
    first.wait_for_selector(f"{state} .saved")
    assert "韩既明" in first.inner_text(state)
    late.fill(field, "报告总结成绩客观全面。")
    late.press(field, "Tab")
    late.wait_for_selector(f"{state} .versus")
    assert "新增停车泊位5000个以上" in late.inner_text(state)
    assert late.input_value(field) == "报告总结成绩客观全面。"
    item.refresh_from_db()
    assert item.text == "建议在老旧小区新增停车泊位5000个以上。"
    late.click(f"{state} [name=over]")
    late.wait_for_selector(f"{state} .saved")
    item.refresh_from_db()
    assert item.text == "报告总结成绩客观全面。"
    first.focus(f'#i-{item.key} button[value="up"]')
    first.keyboard.press("Enter")
    first.wait_for_url(f"**/edit/#i-{item.key}")
    item.refresh_from_db()
    assert item.position == 1
    site.messages[:] = [each for each in site.messages if "409" not in each]
