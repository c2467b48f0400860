"""Take the pictures of the README anew, 1280 pixels wide, in both languages: a sample text, and pages of the demo.

Needs an installed Chromium and Chinese fonts (`CHROMIUM` names another one); nothing is fetched. The demo is started in
a folder of its own; `DEMO=http://127.0.0.1:8000` names one that is running already.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "src" / "huiyin" / "demo" / "texts" / "report-2026.txt"
IMAGES = ROOT / "docs" / "images"
PICTURES = {"en": "reading.png", "zh": "reading.zh-CN.png"}
FIGURE = 6  # the row of the table of figures that is chosen
LARGEST = 300_000  # bytes; a README is opened over slow lines, too
LARGEST_OF_SITE = 150_000
COLOURS = 128
BIND = "127.0.0.1:8169"
PASSWORD = "yunting-2026"  # noqa: S105  of invented people
LANGUAGES = {"en": ("en", ""), "zh": ("zh-hans", ".zh-CN")}  # cookie of the site, part of the file's name
SITE = {  # picture: account, page to begin with, the link that is followed from there
    "desk": ("supervisor", "/desk/", ""),
    "case": ("supervisor", "/ledger/?year=2026&q=改造老旧小区", "改造老旧小区46个"),
    "suggestion": ("secretary", "/suggestions/?q=末班车", "青石大道沿线"),
}


def main() -> None:
    """Write `docs/images/reading*.png`, or say what is missing."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium found; install one, or name it: CHROMIUM=/path/to/chromium make images")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for language, name in PICTURES.items():
            written = Path(folder, f"{language}.html")
            read = [sys.executable, "-m", "huiyin", "read", str(TEXT), "--lang", language, "--out", str(written)]
            subprocess.run(read, check=True)
            take(page, written, IMAGES / name)
        with demo(Path(folder)) as address:
            for name in SITE:
                for language in LANGUAGES:
                    take_site(browser, address, name, language)
        browser.close()


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Yield the address of a demo: one that is running, or one that is started and stopped."""
    if os.environ.get("DEMO"):
        yield os.environ["DEMO"].rstrip("/")
        return
    command = [sys.executable, "-m", "huiyin", "demo", "--home", str(folder / "home"), "--bind", BIND]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        if process.stdout is None or not any(BIND in line for line in process.stdout):
            sys.exit("the demo did not start")
        yield f"http://{BIND}"
    finally:
        process.terminate()
        process.wait()


def take_site(browser: Browser, address: str, name: str, language: str) -> None:
    """Photograph a page of the demo as one of its people."""
    account, path, link = SITE[name]
    cookie, part = LANGUAGES[language]
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.add_cookies([{"name": "django_language", "value": cookie, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/account/login/?next={path.replace('?', '%3F').replace('&', '%26')}")
    page.fill("[name=login]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**" + path.partition("?")[0] + "*")
    if link:
        page.locator("main a", has_text=link).first.click()
        page.wait_for_url("**/cases/**")
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot(caret="initial"))).convert("RGB")
    picture = IMAGES / f"{name}{part}.png"
    shot.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(picture, optimize=True)
    context.close()
    weigh(picture, LARGEST_OF_SITE)


def take(page: Page, written: Path, picture: Path) -> None:
    """Photograph a page with one figure chosen and its passage shown; a picture that grew too large fails."""
    page.goto(written.as_uri())
    page.evaluate("document.fonts.ready")
    page.locator("[data-view=measures]").click()
    page.locator("#p-measures tr[data-s] button").nth(FIGURE).click()
    page.wait_for_timeout(600)  # the text scrolls there smoothly
    picture.write_bytes(page.screenshot())
    weigh(picture, LARGEST)


def weigh(picture: Path, largest: int) -> None:
    """Say how large a picture is, and fail on one that grew too large."""
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)}: {size:,} bytes")
    if size > largest:
        sys.exit(f"larger than {largest:,} bytes")


if __name__ == "__main__":
    main()
