"""Bring the catalogue of the site's messages up to date: `make messages`.

Words come from the Python files and templates of the site's packages; Django's own `makemessages` would need GNU
gettext on the machine, babel is here already. Entries that nobody uses any more are dropped, new ones are left empty,
and a test fails while one is.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "huiyin"
PACKAGES = ("people", "ledger", "congress", "documents", "web", "api", "site", "demo")
PO = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "noted")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


def messages() -> Iterator[tuple[Any, str | None, str]]:
    """Yield each message with its context and the file that says it, in the order of files and lines."""
    for package in PACKAGES:
        for path in sorted((SOURCE / package).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
            elif path.suffix in (".html", ".txt", ".xml") and "templates" in path.parts:
                text = _as_python(path.read_text(encoding="utf-8"))
            else:
                continue
            for _line, message, _comments, context in extract(
                "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
            ):
                yield message, context, str(path.relative_to(SOURCE))


def _as_python(template: str) -> str:
    """Return a template as the lines of Python that babel understands."""
    from django.utils.translation.template import templatize

    turned = templatize(template)
    return re.sub(r"^\s+", "", turned, flags=re.MULTILINE)


def catalogue() -> Catalog:
    """Return the catalogue as it should be: every message once, with the Chinese it already has."""
    with PO.open("rb") as file:
        old = read_po(file, locale="zh_Hans")
    fresh = Catalog(
        locale="zh_Hans", project="huiyin", charset="utf-8", fuzzy=False, header_comment="# Words of the site."
    )
    for message, context, _path in messages():
        known = old.get(message, context)
        fresh.add(message, string=known.string if known else None, context=context)
    return fresh


def main() -> int:
    """Write the catalogue; return how many entries still lack their Chinese (1 is the most an exit code says)."""
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    fresh = catalogue()
    with PO.open("wb") as file:
        write_po(file, fresh, width=0, sort_output=True, include_previous=False)
    empty = [m.id for m in fresh if m.id and not (all(m.string) if isinstance(m.string, tuple | list) else m.string)]
    for each in empty:
        print(f"  no Chinese yet: {each if isinstance(each, str) else each[0]}")
    print(f"{len(fresh)} messages, {len(empty)} without Chinese: {PO.name}")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
