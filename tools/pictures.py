"""Take the pictures of the README anew: the page of a sample text, 1280 pixels wide, in both languages.

Needs an installed Chromium and Chinese fonts (`CHROMIUM` names another one); nothing is fetched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "src" / "huiyin" / "demo" / "texts" / "report-2026.txt"
IMAGES = ROOT / "docs" / "images"
PICTURES = {"en": "reading.png", "zh": "reading.zh-CN.png"}
FIGURE = 6  # the row of the table of figures that is chosen
LARGEST = 300_000  # bytes; a README is opened over slow lines, too


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
        browser.close()


def take(page: Page, written: Path, picture: Path) -> None:
    """Photograph a page with one figure chosen and its passage shown; a picture that grew too large fails."""
    page.goto(written.as_uri())
    page.evaluate("document.fonts.ready")
    page.locator("[data-view=measures]").click()
    page.locator("#p-measures tr[data-s] button").nth(FIGURE).click()
    page.wait_for_timeout(600)  # the text scrolls there smoothly
    picture.write_bytes(page.screenshot())
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
