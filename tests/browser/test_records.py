"""Records in Chromium: saved by themselves, over a lost line and beside another writer; speakers by keys."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.site import DESK, PHONE, Site, violations

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_that_is_typed_is_lost(site: Site, people: "Cast") -> None:
    """Leaving the field saves; without a line the text stays here; a conflict shows both versions."""
    from tests.congress.recorded import recorded

    record = recorded(people).begin("")
    page = site.open(f"/records/{record.key}/", people.secretary)
    field, said = page.locator("#id_text"), page.locator("[data-record-said]")
    field.fill("陆闻舟代表：一。")
    field.blur()
    said.filter(has_text="已存").wait_for()
    record.refresh_from_db()
    assert (record.text, record.revision) == ("陆闻舟代表：一。", 2)

    title = page.locator("#id_title").input_value()
    page.locator("#id_title").fill("题" * 201)
    page.locator("#id_title").blur()
    said.filter(has_text="标题未保存").wait_for()
    field.fill("陆闻舟代表：一。题目太长。")
    field.blur()
    expect(page.locator("form [name=revision]")).to_have_value("3")
    record.refresh_from_db()
    assert (record.text, record.title) == ("陆闻舟代表：一。题目太长。", title)
    page.reload()
    expect(page.locator("#id_title")).to_have_value("题" * 201)  # kept on this device
    expect(page.locator("#conflict")).to_be_hidden()
    page.locator("#id_title").fill(title)

    page.context.set_offline(True)
    field.fill("陆闻舟代表：一。断线时写的。")
    field.blur()
    said.filter(has_text="没有网络，已存在本机").wait_for()
    page.context.set_offline(False)
    said.filter(has_text="已存").filter(has_not_text="本机").wait_for()
    record.refresh_from_db()
    assert record.text == "陆闻舟代表：一。断线时写的。"

    page.route("**/text/", lambda route: route.abort())  # the service is gone, the line is not
    field.fill("陆闻舟代表：一。没有送到的。")
    field.blur()
    said.filter(has_text="没有存上").wait_for()
    type(record).objects.filter(pk=record.pk).update(text="别人写的。", revision=9)
    page.unroute("**/text/")
    page.reload()
    conflict = page.locator("#conflict")
    conflict.wait_for()
    expect(conflict.locator("[data-record-theirs]")).to_have_text("别人写的。", use_inner_text=True)
    expect(field).to_have_value("陆闻舟代表：一。没有送到的。")
    conflict.get_by_role("button", name="把对方的放在我的前面").click()
    said.filter(has_text="已存").wait_for()
    record.refresh_from_db()
    assert record.text == "别人写的。\n\n陆闻舟代表：一。没有送到的。"
    type(record).objects.filter(pk=record.pk).update(text="又有人写的。", revision=20)
    field.fill("只要我的。")
    field.blur()
    conflict.wait_for()
    conflict.get_by_role("button", name="用我的替换保存").click()
    page.locator("[data-record-versions] a").wait_for()  # where theirs is kept, without loading the page again
    expected = ("ERR_FAILED", "409", "422")  # what was cut off above, the conflict, and the title
    site.messages[:] = [each for each in site.messages if not any(code in each for code in expected)]


def test_speakers_are_confirmed_by_keys(site: Site, people: "Cast", axe: str) -> None:
    """1 confirms whom the first button names and goes on, 0 says nobody; no page keeps anybody out at any width."""
    from tests.congress.recorded import recorded

    scene = recorded(people)
    record = scene.handed()
    writing = scene.begin("陆闻舟代表：还在写。")
    page = site.open(f"/records/{record.key}/", people.secretary)
    page.locator("[data-remark]").first.focus()
    for key, named in (("1", "陆闻舟"), ("1", "闻一苇"), ("1", "简文清"), ("0", "王代表")):
        card = page.locator("[data-remark]:focus", has_text=named)
        card.wait_for()
        page.keyboard.press(key)
        page.locator('[data-remark][data-state="confirmed"]', has_text=named).wait_for()
    told = {row.named: row.mandate and row.mandate.deputy.name for row in record.remarks.all()}
    assert told == {"陆闻舟": "陆闻舟", "闻一苇": "闻一苇", "简文清": None, "王代表": None}
    page.context.close()
    session, remark = scene.town.session.key, record.remarks.order_by("start")[0].key
    found = {}
    for path in (
        f"/records/{record.key}/",
        f"/records/{writing.key}/",
        f"/remarks/{remark}/",
        f"/meetings/{scene.meeting.key}/records/new/",
        f"/sessions/{session}/records/",
        f"/sessions/{session}/speaking-time/",
    ):
        for size in (DESK, PHONE):
            page = site.open(path, people.secretary, size=size)
            wrong = violations(page, axe)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append("scrolls sideways")
            if wrong:
                found[path, size["width"]] = wrong
            page.context.close()
    assert found == {}
