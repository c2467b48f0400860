"""Bring both catalogues of messages up to date: `make messages`.

The site's words come from the Python files and templates of its packages (`django.po`); those of the command from all
other packages and from click, which it speaks through (`huiyin.po`). Django's own `makemessages` would need GNU gettext
on the machine, babel is here already. Entries that nobody uses any more are dropped, new ones are left empty, and a
test fails while one is.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "huiyin"
PACKAGES = ("people", "ledger", "congress", "documents", "web", "api", "site", "demo")
CATALOGUES = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES"
Message = tuple[Any, str | None, str]
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "noted")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


def messages() -> Iterator[Message]:
    """Yield each message of the site with its context and the file that says it, in the order of files and lines."""
    for package in PACKAGES:
        for path in sorted((SOURCE / package).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
            elif path.suffix in (".html", ".txt", ".xml") and "templates" in path.parts:
                text = _as_python(path.read_text(encoding="utf-8"))
            else:
                continue
            yield from _said(text, str(path.relative_to(SOURCE)))


def messages_of_the_command() -> Iterator[Message]:
    """Yield the same for the command: our packages below and beside the site, then click's."""
    for root in (SOURCE, Path(click.__file__).parent):
        for path in sorted(root.rglob("*.py")):
            if root != SOURCE or path.relative_to(root).parts[0] not in PACKAGES:
                yield from _said(path.read_text(encoding="utf-8"), str(path.relative_to(root)))


def _said(text: str, where: str) -> Iterator[Message]:
    """Yield the messages of one file's Python."""
    options = {"encoding": "utf-8"}
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options=options
    ):
        yield message, context, where


def _as_python(template: str) -> str:
    """Return a template as the lines of Python that babel understands."""
    from django.utils.translation.template import templatize

    turned = templatize(template)
    return re.sub(r"^\s+", "", turned, flags=re.MULTILINE)


def catalogue(name: str, found: Iterable[Message]) -> Catalog:
    """Return a catalogue as it should be: every message once, with the Chinese it already has."""
    with (CATALOGUES / name).open("rb") as file:
        old = read_po(file, locale="zh_Hans")
    fresh = Catalog(locale="zh_Hans", project="huiyin", charset="utf-8", fuzzy=False)
    fresh.header_comment, fresh.creation_date = old.header_comment, old.creation_date  # no change without a word's
    for message, context, _path in found:
        known = old.get(message, context)
        fresh.add(message, string=known.string if known else None, context=context)
    return fresh


def write(name: str, fresh: Catalog) -> int:
    """Write a catalogue; return how many entries still lack their Chinese."""
    with (CATALOGUES / name).open("wb") as file:
        write_po(file, fresh, width=0, sort_output=True, include_previous=False)
    empty = [m.id for m in fresh if m.id and not (all(m.string) if isinstance(m.string, tuple | list) else m.string)]
    for each in empty:
        print(f"  no Chinese yet: {each if isinstance(each, str) else each[0]}")
    print(f"{len(fresh)} messages, {len(empty)} without Chinese: {name}")
    return len(empty)


def main() -> int:
    """Write both catalogues; return 1 while an entry lacks its Chinese."""
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    empty = write("django.po", catalogue("django.po", messages()))
    empty += write("huiyin.po", catalogue("huiyin.po", messages_of_the_command()))
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
