"""The pages of the congress in Chromium: access and width; the attendance sheet by keys, by touch, without script.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.site import DESK, PHONE, Site, violations
from huiyin.congress import sessions
from huiyin.congress.attendance import roll_of

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {  # who opens it, and where
    "session": ("secretary", "/sessions/{session}/"),
    "agenda": ("secretary", "/sessions/{session}/agenda/"),
    "observers": ("secretary", "/sessions/{session}/observers/"),
    "presidium": ("secretary", "/sessions/{session}/presidium/"),
    "meetings": ("secretary", "/sessions/{session}/meetings/"),
    "meeting-new": ("secretary", "/sessions/{session}/meetings/new/"),
    "meeting": ("secretary", "/meetings/{meeting}/"),
    "attendance": ("secretary", "/meetings/{meeting}/attendance/"),
    "attendance-print": ("auditor", "/meetings/{meeting}/attendance/print/"),
    "glance": ("secretary", "/sessions/{session}/said/?drafts=1"),
    "glance-passages": ("auditor", "/sessions/{session}/said/passages/"),
    "questions": ("secretary", "/sessions/{session}/questions/"),
    "question-new": ("secretary", "/sessions/{session}/questions/new/"),
    "opinion-new": ("secretary", "/congress-opinions/new/"),
    "roster": ("secretary", "/congress/{congress}/deputies/"),
    "import": ("secretary", "/congress/{congress}/deputies/import/"),
    "delegation": ("deputy", "/delegations/{delegation}/"),
    "deputy": ("secretary", "/deputies/{deputy}/"),
    "deputy-end": ("secretary", "/deputies/{deputy}/end/"),
    "accounts": ("administrator", "/congress/{congress}/deputies/accounts/"),
}


def of_town(people: "Cast") -> dict[str, str]:
    """Return the keys of a seated congress with a meeting."""
    from tests.congress.said import a_record, remark, statement
    from tests.congress.seated import BY, seated
    from tests.congress.test_questions import asked

    town = seated(people)
    record = a_record(town.meeting(hour=15), people, "苗向晚：推进城市书房项目建设。")
    remark(record, "苗向晚", town.stone)
    asked(town, people)
    statement(record, "推进城市书房项目建设", "culture", names=[("城市书房项目", "project")])
    sessions.add_item(session=town.session, title="云汀市人民政府工作报告", treatment="deliberate", by=BY)
    sessions.add_observer(session=town.session, name="简文清", post="市发展改革委主任", by=BY)
    return {
        "session": town.session.key,
        "congress": town.congress.key,
        "delegation": town.river.key,
        "deputy": town.mandates["闻一苇"].deputy.key,
        "meeting": town.meeting().key,
    }


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_keep_nobody_out(site: Site, people: "Cast", axe: str, size: dict[str, int]) -> None:
    """axe finds nothing at all on any of them, and nothing scrolls sideways."""
    keys, found = of_town(people), {}
    for name, (person, path) in PAGES.items():
        page = site.walk(path.format(**keys), getattr(people, person), size=size)
        if folder := os.environ.get("HUIYIN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/congress-{name}-{size['width']}.png", full_page=True)
        wrong = violations(page, axe)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[name] = wrong
    assert found == {}


def test_attendance_by_one_key_a_person(site: Site, people: "Cast") -> None:
    """1 is present, 2 on leave, 3 absent, 0 takes it back; each goes on to the next, is saved and counted at once."""
    from huiyin.congress.models import Meeting

    keys = of_town(people)
    page = site.open(f"/meetings/{keys['meeting']}/attendance/", people.secretary)
    page.locator("[data-line] input[type=radio]").first.focus()
    for key in "1231":
        page.keyboard.press(key)
    page.locator("#counts .val", has_text=re.compile(r"^\s*2\s")).wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    page.locator("#counts .val", has_text=re.compile(r"^\s*1\s")).wait_for()
    count = roll_of(Meeting.objects.get(key=keys["meeting"])).count
    assert (count.present, count.leave, count.absent, count.unrecorded) == (1, 1, 1, 2)
    expect(page.get_by_role("button", name="保存签到表")).to_be_hidden()


def test_attendance_without_script_on_a_phone(site: Site, people: "Cast") -> None:
    """The whole sheet is a form with a button."""
    from huiyin.congress.models import Meeting

    keys = of_town(people)
    page = site.open(
        f"/meetings/{keys['meeting']}/attendance/", people.secretary, size=PHONE, java_script_enabled=False
    )
    page.get_by_role("group", name="闻一苇").get_by_label("请假").check()
    page.get_by_role("button", name="保存签到表").click()
    expect(page.get_by_text("已保存 1 条登记")).to_be_visible()
    page.get_by_role("button", name="其余全部记为出席").click()
    roll = roll_of(Meeting.objects.get(key=keys["meeting"]))
    assert (roll.count.present, roll.count.leave, roll.observer_count.present) == (4, 1, 1)
