"""A real Chromium for the tests marked `browser`; where there is none they are skipped, and say so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType
    from pytest_django.live_server_helper import LiveServer

    from browser.site import Site

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# Chromium draws the list below its address bar as pages of its own (the first three), which costs each window more than
# what is tested. The last switch of a name counts: the others are those that playwright turns off.
PLAIN = "--disable-features=" + ",".join(
    (
        *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
        *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
        *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
        *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
        *("CDPScreenshotNewSurface", "SkipListAccountsWithoutGaiaCookies", "AvoidCorsURLLoaderRestartOnRedirect"),
    )
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"  # the same pages without a window around them: a third less work


def chromium() -> str | None:
    """Return the path of an installed Chromium with all that belongs to one; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def engine() -> "Iterator[BrowserType]":
    """Return what starts a Chromium and leads it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(engine: "BrowserType") -> "Iterator[Browser]":
    """Return a Chromium that shows pages: the quick one without a window where it is installed."""
    path = os.environ.get("CHROMIUM") or shutil.which(SHELL) or chromium()
    if path is None:
        pytest.skip("no Chromium found (looked for: " + ", ".join((SHELL, *NAMES)) + "; CHROMIUM names another one)")
    yield from started(engine, path)


@pytest.fixture(scope="session")
def whole_browser(engine: "BrowserType") -> "Iterator[Browser]":
    """Return a Chromium with permissions and notices, which the one without a window does not have."""
    path = chromium()
    if path is None:
        pytest.skip("no whole Chromium found (looked for: " + ", ".join(NAMES) + "; CHROMIUM names another one)")
    yield from started(engine, path)


def started(engine: "BrowserType", path: str) -> "Iterator[Browser]":
    found = engine.launch(executable_path=path, args=["--no-sandbox", PLAIN])
    yield found
    found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def site(browser: "Browser", live_server: "LiveServer") -> "Iterator[Site]":
    """Return the running site with the fictional cast in it, to be opened as one of them (tests/browser/site.py)."""
    from browser.site import Site

    opened = Site(browser, live_server.url)
    yield opened
    opened.close()
