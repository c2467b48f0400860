"""The whole way of a newcomer through the demo: two texts, tasks of one, proposals of the other, handled and closed.

A real server with its background worker is started by `huiyin demo`, everything is done on its pages, and
`huiyin ledger verify` has the last word. The texts are a real work report and a real account of a deliberation where
the folder of shared texts lies beside the repository (or `HUIYIN_SHARED` names it); elsewhere they are those of the
demo city, whose delegation then comes from a county that the demo does not know. `HUIYIN_SHOTS=folder` keeps a picture
of each page, wide and narrow, to be looked at.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.demo.loaded import copied

import huiyin.demo
from browser.site import DESK, PHONE, Site, violations
from huiyin.demo.city.loading import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HUIYIN_SHARED") or ROOT.parent / "shared")
REPORT, DELIBERATION = SHARED / "corpus/gwr-liaoning-2026.txt", SHARED / "gold/benxi-2026.txt"
DEMO_TEXTS = Path(huiyin.demo.__path__[0]) / "texts"
OWN_PASSWORD = "五女山下的水 2026"  # noqa: S105  of an invented person
PDF = {"name": "验收单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@dataclass(frozen=True, slots=True)
class Texts:
    """What is taken in: a report, and a deliberation in which the delegation of a county speaks."""

    report: bytes
    deliberation: bytes
    county: str
    short: str
    code: str
    aims: tuple[str, str]  # words of two commitments of the report


def texts() -> Texts:
    """Return the shared texts, or those of the demo city with another county in them."""
    if REPORT.exists() and DELIBERATION.exists():
        aims = ("社会消费品零售总额增长4%左右", "固定资产投资增长3%左右")
        return Texts(REPORT.read_bytes(), DELIBERATION.read_bytes(), "桓仁满族自治县", "桓仁县", "210522", aims)
    told = {name: (DEMO_TEXTS / f"{name}-2026.txt").read_text(encoding="utf-8") for name in ("report", "deliberation")}
    elsewhere = {name: text.replace("临江区", "鹿鸣县").encode() for name, text in told.items()}
    aims = ("改造老旧小区46个", "加装电梯60部")
    return Texts(elsewhere["report"], elsewhere["deliberation"], "鹿鸣县", "鹿鸣", "990109", aims)


@dataclass(slots=True)
class Demo:
    """The running demo, its pages as people see them, and where the pictures go."""

    site: Site
    home: Path
    shots: Path
    axe: str
    seen: list[str] = field(default_factory=list)

    def sign_in(self, username: str, password: str = PASSWORD) -> "Page":
        """Return the first page of somebody who has just signed in."""
        page = self.site.open("/account/login/?next=/desk/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_load_state()
        return page

    def look(self, page: "Page", name: str, *, whole: bool = True, closely: bool = False) -> None:
        """Look at a page at two widths: a picture, nothing sideways; closely: axe finds nothing.

        Pages of which axe has seen all states in the tests beside this one are not asked again.
        """
        self.seen.append(name)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            picture = self.shots / f"{len(self.seen):02d}-{name}-{size['width']}.png"
            # With "initial" the caret is left alone: hiding it would write styles that our policy of content forbids.
            page.screenshot(path=picture, full_page=whole, caret="initial")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if closely:
            assert violations(page, self.axe) == [], name


@pytest.fixture
def demo(browser: "Browser", axe: str, tmp_path: Path, city_home: Path) -> Iterator[Demo]:
    """Start `huiyin demo` in a home of its own, and stop it."""
    home = copied(city_home, tmp_path / "home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    shots = Path(os.environ.get("HUIYIN_SHOTS") or tmp_path / "shots")
    shots.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "huiyin", "demo", "--home", str(home), "--bind", bind]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (tmp_path / "demo.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            assert any(bind in line for line in process.stdout), (tmp_path / "demo.log").read_text(encoding="utf-8")
            site = Site(browser, f"http://{bind}")
            yield Demo(site, home, shots, axe)
            site.close()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def test_a_newcomers_way_through_the_demo(demo: Demo) -> None:
    """From two files to a closed task and a taken-up proposal, through six people's pages, to a clean ledger."""
    told = texts()
    one_time = county_is_added(demo, told)
    supervisor = demo.sign_in("supervisor")
    report = taken_in(demo, supervisor, "报告.txt", told.report, "report")
    reviewed(demo, supervisor, report, told.aims[0], "review-report")
    task = tasks_made(demo, supervisor, told)
    deliberation = taken_in(demo, supervisor, "审议.txt", told.deliberation, "deliberation")
    reviewed(demo, supervisor, deliberation, f"{told.county}代表团", "review-deliberation")
    proposed = proposals_made(demo, supervisor, told)
    taken_up(demo, one_time, proposed)
    handled(demo, supervisor, task)
    closed(demo, supervisor, task)
    audited(demo, task)
    verified(demo)


def county_is_added(demo: Demo, told: Texts) -> str:
    """The administrator adds the county, its government and an account there; return its one-time password."""
    page = demo.sign_in("admin")
    page.get_by_role("navigation").get_by_role("link", name="单位", exact=True).click()
    page.get_by_role("link", name="行政区", exact=True).click()
    form = page.locator("main form.form")
    form.get_by_label("全称").fill(told.county)
    form.get_by_label("简称").fill(told.short)
    form.get_by_label("行政区划代码").fill(told.code)
    form.get_by_role("button", name="增加").click()
    demo.look(page, "places")
    page.get_by_role("link", name="尚无，去增加").click()
    form = page.locator("main form.form")
    form.get_by_label("全称").fill(f"{told.county}人民政府")
    form.get_by_label("简称").fill(f"{told.short}政府")
    form.get_by_role("button").first.click()
    page.get_by_role("link", name="开通账号").click()
    form = page.locator("main form.form")
    form.get_by_label("姓名").fill("佟望山")
    form.get_by_label("用户名").fill("county")
    form.locator("[name=role]").select_option("leader")
    form.get_by_role("button", name="开通账号").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    return page.locator(".once").last.inner_text()


def taken_in(demo: Demo, page: "Page", name: str, content: bytes, shot: str) -> str:
    """A file is chosen, what it says of itself is kept, the worker reads it; return the address of the source."""
    page.goto("/sources/")
    page.get_by_role("link", name="收录文本").first.click()
    page.get_by_label("文件", exact=True).set_input_files([{"name": name, "mimeType": "text/plain", "buffer": content}])
    page.get_by_role("button", name="打开文本").click()
    demo.look(page, f"{shot}-described", closely=True)
    page.get_by_role("button", name="保存并读取").click()
    page.get_by_role("link", name="审阅", exact=True).wait_for(timeout=60_000)
    return page.url.removeprefix(demo.site.address).split("#")[0]


def reviewed(demo: Demo, page: "Page", source: str, words: str, shot: str) -> None:
    """The section in which these words stand is reviewed: one statement by key, the rest at once."""
    page.goto(source)
    page.get_by_role("link", name="审阅", exact=True).click()
    statement = page.locator(".stmt", has_text=words).or_(page.locator(".group-head", has_text=words)).first
    while not statement.count():
        page.locator("#stmts a[rel=next]").click()
        page.wait_for_load_state()
    card = page.locator(".stmt", has_text=words)
    (card if card.count() else page.locator(".stmt")).first.locator("[data-open]").click()
    page.locator(".stmt.is-on[data-opened]").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#bench-said")).to_contain_text("已确认 #", timeout=30_000)
    demo.look(page, shot, whole=False)
    sections = page.locator("form[data-act=section] button")
    for left in range(sections.count() - 1, -1, -1):
        sections.first.click()
        expect(sections).to_have_count(left, timeout=30_000)
    page.get_by_role("link", name="立任务", exact=True).click()


def tasks_made(demo: Demo, page: "Page", told: Texts) -> str:
    """Two commitments become tasks, the first is handed to a unit; return its address."""
    for words in told.aims:
        page.locator("tr", has_text=words).first.get_by_role("checkbox").check()
    page.get_by_role("button", name="将选中的立为任务").click()
    page.get_by_text("已立任务 2 项").wait_for()
    demo.look(page, "tasks-made")
    page.locator("tr", has_text=told.aims[0]).get_by_role("link", name=re.compile("任务 2026-")).click()
    demo.look(page, "draft")
    form = page.locator("form.panel")
    form.get_by_label("牵头单位").fill("市住建局")
    form.get_by_label("完成时限").fill("2026-12-31")
    form.get_by_role("button", name="交办", exact=True).click()
    page.get_by_text("轮到 市住建局：已交办").wait_for()
    demo.look(page, "assigned")
    return page.url.removeprefix(demo.site.address).split("#")[0]


def proposals_made(demo: Demo, page: "Page", told: Texts) -> int:
    """What the county's delegation voiced is proposed to its government, which is found by itself; return how many."""
    delegation = page.get_by_role("link", name=f"{told.county}代表团")
    if delegation.count():  # one of several that speak in what was reviewed
        delegation.click()
        page.wait_for_load_state()
    expect(page.get_by_label("属地政府").locator("option:checked")).to_have_text(
        f"{told.county}人民政府", use_inner_text=True
    )
    assert not page.get_by_role("button", name=re.compile("立为任务")).count(), "a remark never becomes a task by us"
    every = page.get_by_role("button", name=re.compile(r"全部 \d+ 条提出|提出这 1 条"))
    number = int("".join(re.findall(r"\d+", every.inner_text())))
    demo.look(page, "proposing", closely=True)
    every.click()
    page.get_by_text(f"已提出 {number} 条，待属地政府认领").wait_for()
    demo.look(page, "proposed")
    return number


def taken_up(demo: Demo, one_time: str, number: int) -> None:
    """The county's leader sets an own password, finds what was proposed, and takes one up as the county's own."""
    page = demo.sign_in("county", one_time)
    page.get_by_label("现用密码").fill(one_time)
    for label in ("新密码", "再输一遍新密码"):
        page.get_by_label(label, exact=True).fill(OWN_PASSWORD)
    page.get_by_role("button", name="设置密码").click()
    page.get_by_text(f"轮到您的有 {number} 件").wait_for()
    demo.look(page, "desk-county", closely=True)
    page.get_by_role("link", name="认领").first.click()
    demo.look(page, "take-up")
    form = page.locator("form.panel")
    form.get_by_role("textbox").first.fill("纳入本县年度工作安排。")
    form.get_by_role("button", name="认领", exact=True).click()
    page.get_by_text("已办：认领").wait_for()
    demo.look(page, "taken-up", closely=True)


def handled(demo: Demo, supervisor: "Page", task: str) -> None:
    """The unit signs, reports, and its head reports completion with evidence."""
    page = demo.sign_in("handler")
    page.goto(task)
    page.get_by_role("button", name="签收", exact=True).first.click()
    page.get_by_text("轮到 市住建局：办理中").wait_for()
    form = page.locator("form.panel")
    form.get_by_label("形象进度").select_option("on_schedule")
    form.get_by_label("完成值").fill("３．２")
    form.get_by_label("进展情况").fill("前十一个月增长3.2%，全年目标可望实现。")
    form.get_by_role("button", name="填报进度").click()
    page.get_by_role("cell", name="达到或超过序时进度").wait_for()
    demo.look(page, "reported")
    supervisor.goto(task)
    expect(supervisor.locator("#step")).to_have_text("催办", use_inner_text=True)
    page = demo.sign_in("head")
    page.goto(f"{task}?step=complete")
    form = page.locator("form.panel")
    form.get_by_label("内容").fill("全年目标已完成。")
    form.get_by_label("佐证材料").set_input_files([PDF])  # type: ignore[list-item]
    form.get_by_role("button", name="报完成").click()
    page.get_by_text("轮到 督查室：待核实").wait_for()
    demo.look(page, "completed")


def closed(demo: Demo, page: "Page", task: str) -> None:
    """The supervisor finds it on the desk and closes it; the receipt is there."""
    page.goto("/desk/")
    page.locator(f'a[href^="{task}"]').get_by_text("核实销号").click()
    page.get_by_label("如期兑现").check()
    page.locator("form.panel").get_by_role("button", name="核实销号").click()
    page.get_by_text("已销号：如期兑现").wait_for()
    demo.look(page, "closed")
    page.get_by_role("link", name=re.compile("回执")).first.click()
    page.wait_for_load_state()


def audited(demo: Demo, task: str) -> None:
    """The auditor sees each step of the task in words, by whom it was taken, and that the proposal was taken up."""
    page = demo.sign_in("auditor")
    page.get_by_role("navigation").get_by_role("link", name="经过", exact=True).click()
    demo.look(page, "audit")
    assert not re.search(r"\b(?:case|source|statement|account|unit|commitment)\.\w+", page.locator("main").inner_text())
    steps = trail_of(page, task)
    assert steps == ["核实销号", "报完成", "填报进度", "签收", "交办", "立账"]
    page.get_by_label("类别").select_option("commitment.taken_up")
    page.locator("main").get_by_role("button", name="检索").click()
    expect(page.locator("tbody tr").first).to_contain_text("佟望山", use_inner_text=True)
    page.goto("/seals/")
    demo.look(page, "seals")


def trail_of(page: "Page", task: str) -> list[str]:
    """Return what the auditor's page says of one case, newest first."""
    rows: Locator = page.locator("tbody tr", has=page.locator(f'a[href="{task}"]'))
    return [row.locator("td").nth(2).inner_text() for row in rows.all()]


def verified(demo: Demo) -> None:
    """Every hash and every row agrees with its history."""
    environment = {**os.environ, "HUIYIN_HOME": str(demo.home), "HUIYIN_LANG": "en", "HUIYIN_DEMO": "1"}
    for name in ("DJANGO_SETTINGS_MODULE", "HUIYIN_DATABASE_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "huiyin", "ledger", "verify"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
