"""Notices on this device in Chromium: what the page says of each state, and the worker that really shows one.

The push service of the browser's maker is put in place by a script, the rest is real: the worker is registered, and
gets its messages from the tools of the browser. `HUIYIN_SHOTS=folder` keeps a picture of each state, to be looked at.
"""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.site import DESK, PHONE, Site, violations
from huiyin.people.models import PushDevice
from huiyin.site.web_push_key import new_key, server_key

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/notices/devices/"
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
# A push service that gives an address; the subscription lasts as long as the browser's storage.
SERVICE = """
(() => {
  const made = (key) => ({
    options: { applicationServerKey: key },
    toJSON: () => ({ endpoint: "https://fcm.googleapis.com/fcm/send/made-up", keys: KEYS }),
    unsubscribe: async () => { localStorage.removeItem("made"); return true; },
  });
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem("made", JSON.stringify([...applicationServerKey]));
    return made(applicationServerKey.buffer);
  };
  PushManager.prototype.getSubscription = async () => {
    const kept = localStorage.getItem("made");
    return kept ? made(new Uint8Array(JSON.parse(kept)).buffer) : null;
  };
})();
""".replace("KEYS", json.dumps(KEYS))
UNREACHABLE = 'PushManager.prototype.subscribe = async () => { throw new DOMException("", "AbortError"); };'
UNSUPPORTED = "delete window.PushManager;"
BLOCKED = 'Object.defineProperty(Notification, "permission", { get: () => "denied" });'
DISMISSED = 'Notification.requestPermission = async () => "default";'
WIDTHS = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def browser(whole_browser: "Browser") -> "Browser":
    return whole_browser


@pytest.fixture(autouse=True)
def on(settings: Any) -> None:
    settings.PUSH_SERVER_KEY = server_key(new_key()).public


def opened(site: Site, people: "Cast", *scripts: str, **how: Any) -> "Page":
    """Return the page in a browser of which the scripts make what a test needs."""
    page = site.open("/notices/", people.handler, **how)
    page.context.grant_permissions(["notifications"])
    for script in scripts:
        page.context.add_init_script(script)
    page.goto(PAGE)
    return page


def sound(page: "Page", axe: str, name: str) -> None:
    """Keep a picture; axe finds nothing, and nothing scrolls sideways."""
    if folder := os.environ.get("HUIYIN_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{folder}/devices-{name}-{width}.png", full_page=True)
    assert violations(page, axe) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def state(page: "Page") -> list[str]:
    """Return which states the page shows."""
    page.wait_for_function("document.querySelector('[data-push-state=script]').hidden")
    return [
        str(each.get_attribute("data-push-state"))
        for each in page.locator("[data-push-state]").all()
        if each.is_visible()
    ]


@WIDTHS
def test_it_is_turned_on_by_keyboard_and_off_again(site: Site, people: "Cast", axe: str, size: dict[str, int]) -> None:
    page = opened(site, people, SERVICE, size=size)
    assert state(page) == ["off"]
    sound(page, axe, "off")
    button = page.get_by_role("button", name="在这台设备上开启")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert state(page) == ["on"]
    assert page.get_by_role("status").get_by_text("从现在起").is_visible()
    assert PushDevice.objects.get().account == people.handler
    sound(page, axe, "on")
    with page.expect_navigation():
        page.get_by_role("button", name="在这台设备上关闭").press("Enter")
    assert state(page) == ["off"]
    assert not PushDevice.objects.exists()
    assert page.evaluate("localStorage.getItem('made')") is None


@WIDTHS
@pytest.mark.parametrize(
    ("script", "shown", "words"),
    [(UNSUPPORTED, "unsupported", "这个浏览器不支持"), (BLOCKED, "blocked", "浏览器禁止了回音的通知")],
    ids=["unsupported", "blocked"],
)
def test_what_hinders_it_is_said_with_the_way_out(
    site: Site, people: "Cast", axe: str, size: dict[str, int], script: str, shown: str, words: str
) -> None:
    page = opened(site, people, script, size=size)
    assert state(page) == [shown]
    assert page.get_by_text(words).is_visible()
    assert not page.get_by_role("button", name="在这台设备上开启").is_visible()
    sound(page, axe, shown)


def test_it_speaks_english_too(site: Site, people: "Cast", axe: str) -> None:
    page = opened(site, people, SERVICE, size=PHONE, lang="en")
    assert state(page) == ["off"]
    with page.expect_navigation():
        page.get_by_role("button", name="Turn on on this device").click()
    assert page.get_by_text("On: this device shows that something waits for you.").is_visible()
    assert page.get_by_role("button", name="Remove Chrome, Linux").is_visible()
    sound(page, axe, "english")


@WIDTHS
@pytest.mark.parametrize(
    ("script", "words"),
    [(UNREACHABLE, "连不上其厂商的推送服务"), (DISMISSED, "您没有允许浏览器显示通知")],
    ids=["unreachable", "dismissed"],
)
def test_a_try_that_fails_is_said_and_may_be_made_again(
    site: Site, people: "Cast", axe: str, size: dict[str, int], script: str, words: str
) -> None:
    page = opened(site, people, SERVICE, script, size=size)
    button = page.get_by_role("button", name="在这台设备上开启")
    for _time in range(2):
        button.click()
        page.get_by_text(words).wait_for()
        assert page.evaluate("document.activeElement.hasAttribute('data-push-fault')")
    assert state(page) == ["off"]
    assert button.get_attribute("aria-busy") is None
    assert not PushDevice.objects.exists()
    sound(page, axe, "fault")


@WIDTHS
def test_where_it_is_not_set_up_the_page_says_so(
    site: Site, people: "Cast", axe: str, size: dict[str, int], settings: Any
) -> None:
    settings.PUSH_SERVER_KEY = ""
    page = site.open(PAGE, people.handler, size=size)
    assert page.get_by_text("尚未开通").is_visible()
    sound(page, axe, "not-set-up")


def test_without_script_the_page_says_what_it_needs_and_devices_can_be_removed(
    site: Site, people: "Cast", axe: str
) -> None:
    with_script = opened(site, people, SERVICE)
    with with_script.expect_navigation():
        with_script.get_by_role("button", name="在这台设备上开启").click()
    page = site.open(PAGE, people.handler, size=PHONE, java_script_enabled=False)
    assert page.get_by_text("开启接收需要页面脚本").is_visible()
    page.get_by_role("button", name="移除").click()
    page.get_by_text("还没有设备").wait_for()
    assert not PushDevice.objects.exists()


def test_a_key_of_the_site_that_changed_makes_the_device_off(site: Site, people: "Cast", settings: Any) -> None:
    """Turned on anew, the browser's old subscription is given up first."""
    page = opened(site, people, SERVICE)
    with page.expect_navigation():
        page.get_by_role("button", name="在这台设备上开启").click()
    settings.PUSH_SERVER_KEY = server_key(new_key()).public
    page.goto(PAGE)
    assert state(page) == ["off"]
    with page.expect_navigation():
        page.get_by_role("button", name="在这台设备上开启").click()
    assert state(page) == ["on"]
    assert PushDevice.objects.get().server_key == settings.PUSH_SERVER_KEY


def test_the_worker_shows_what_is_sent_and_leads_to_this_site_only(site: Site, people: "Cast") -> None:
    page = opened(site, people, SERVICE)
    with page.expect_navigation():
        page.get_by_role("button", name="在这台设备上开启").click()
    tools = page.context.new_cdp_session(page)
    found: dict[str, Any] = {}
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.update(told["registrations"][0]))
    tools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    assert found["scopeURL"] == f"{site.address}{PAGE}"
    sent = [
        json.dumps({"title": "回音", "body": "有新的事项等您处理。", "url": "/cases/abc/"}),
        json.dumps({"title": "回音", "body": "别处", "url": "https://elsewhere.example/x"}),
        "no JSON",
    ]
    for words in sent:
        told = {"origin": site.address, "registrationId": found["registrationId"], "data": words}
        tools.send("ServiceWorker.deliverPushMessage", told)
    shown = """async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return (await registration.getNotifications()).map((each) => [each.title, each.body, each.data.url]).sort();
    }"""
    page.wait_for_function(f"async () => (await ({shown})()).length >= 2")
    page.wait_for_timeout(300)
    told_of = page.evaluate(shown)
    assert ["回音", "有新的事项等您处理。", f"{site.address}/cases/abc/"] in told_of
    assert {url for _title, _body, url in told_of} == {f"{site.address}/cases/abc/", f"{site.address}/notices/"}


def test_an_address_that_the_browser_changed_is_told_by_the_worker(site: Site, people: "Cast") -> None:
    """Nobody need look, nor be signed in."""
    page = opened(site, people, SERVICE)
    with page.expect_navigation():
        page.get_by_role("button", name="在这台设备上开启").click()
    page.context.clear_cookies(name="sessionid")
    page.wait_for_timeout(300)
    (worker,) = page.context.service_workers
    worker.evaluate(
        """(keys) => {
          const event = new Event("pushsubscriptionchange");
          event.newSubscription = { toJSON: () => ({ endpoint: "https://fcm.googleapis.com/fcm/send/changed", keys }) };
          let told;
          event.waitUntil = (promise) => { told = promise; };
          self.dispatchEvent(event);
          return told;
        }""",
        KEYS,
    )
    assert PushDevice.objects.get().endpoint.endswith("/changed")
