"""Icons as inline SVG: those of Lucide that were taken in, and our own shapes for the lights and the mark.

Each is written out where it stands, not as a `<symbol>` kept elsewhere in the page: a fragment that htmx swaps in is
whole, and nothing is lost when an element that held a symbol goes.
"""

import re
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

HERE = Path(__file__).parent
FOLDERS = (HERE / "icons", HERE / "vendor" / "lucide")
SVG = re.compile(r"<svg(?P<head>[^>]*)>(?P<body>.*)</svg>", re.DOTALL)
VIEW_BOX = re.compile(r'viewBox="([^"]+)"')
STROKED = mark_safe(
    ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
)


class MissingIconError(LookupError):
    """No such icon was taken in; `web/vendor/README.md` says how to take it."""


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Return the SVG of an icon; without a label screen readers pass it, for a word stands beside it."""
    head, body, stroked = _parts(name)
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="{}"{} {} focusable="false">{}</svg>', head, STROKED if stroked else "", spoken, body
    )


def names() -> frozenset[str]:
    """Return the names of all icons that are here."""
    return frozenset(path.stem for folder in FOLDERS for path in folder.glob("*.svg"))


@lru_cache(maxsize=512)
def _parts(name: str) -> tuple[str, SafeString, bool]:
    """Return the view box, what is drawn, and whether the drawing takes Lucide's stroke."""
    for folder in FOLDERS:
        path = folder / f"{name}.svg"
        if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file():
            found = SVG.search(path.read_text(encoding="utf-8"))
            box = VIEW_BOX.search(found["head"]) if found else None
            if found and box:
                body = re.sub(r"\s*\n\s*", "", found["body"]).replace(" />", "/>")
                return box[1], mark_safe(body), folder.name == "lucide"  # noqa: S308  a file of the package
    raise MissingIconError(name)
