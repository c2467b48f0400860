"""How long the page of a long reading takes to filter, beside laying out its two panes anew in the same browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from huiyin.reading import read
from huiyin.render.document import Document
from huiyin.render.page import page_bytes
from measuring import Row, Spread
from plan import Plan
from texts import REPORT_LENGTH

TARGET = 4.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEASURE = """(rounds) => {
    const box = document.querySelector("input[name=kind]");
    const panes = ["text", "list"].map((id) => document.getElementById(id));
    const time = (work) => { const from = performance.now(); work(); document.body.offsetHeight;
        return performance.now() - from; };
    const both = [];
    for (let n = 0; n < rounds; n++) {
        const filtered = time(() => box.click());
        panes.forEach((pane) => { pane.hidden = true; }); document.body.offsetHeight;
        both.push([filtered, time(() => panes.forEach((pane) => { pane.hidden = false; }))]);
    }
    return both;
}"""


def rows(plan: Plan) -> Iterator[Row]:
    """Yield one row, or one that says why nothing was measured."""
    what = f"page of {REPORT_LENGTH:,} characters: filter by kind"
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        yield Row("page.filter", what, note="no Chromium or no playwright here", skipped=True)
        return
    text = plan.texts.long_report()
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as name, sync_playwright() as playwright:
        page_path = Path(name) / "page.html"
        page_path.write_bytes(page_bytes(Document("report.txt", text, read(text))))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(page_path.as_uri())
        pairs = page.evaluate(MEASURE, max(plan.rounds, 4))
        browser.close()
    ours, theirs = Spread(tuple(each[0] for each in pairs)), Spread(tuple(each[1] for each in pairs))
    ratio = ours.median / theirs.median
    yield Row(
        "page.filter",
        what,
        ours.words("{:.0f}") + " ms",
        theirs.words("{:.0f}") + " ms",
        f"{ratio:.2f}",
        f"≤ {TARGET:.1f} × laying out both panes anew",
        ratio <= TARGET,
        note="both in the same page, layout included",
        figures={"ours": ours, "against": theirs},
    )
