"""`huiyin doctor`: says what is installed, what is missing, and whether Huiyin can work here."""

import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import click

from huiyin import __version__
from huiyin.render import words
from huiyin.render.words import gettext as _

NEEDED = (
    *("ahocorasick-rs", "argon2-cffi", "click", "cryptography", "dj-database-url", "django", "django-allauth"),
    *("django-csp", "django-htmx", "django-ninja", "django-tasks", "django-tasks-db", "docxtpl", "filetype"),
    *("gunicorn", "httpx", "jinja2", "lxml", "msgspec", "openpyxl", "pillow", "pydantic", "pyjwt"),
    *("pylopdf-fonts-zh-cn", "pypdfium2", "python-docx", "qrcode", "rich", "trafilatura", "typst", "whitenoise"),
)
OPTIONAL = {"psycopg": "postgres"}  # package: the extra that brings it
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
HAN_FONTS = re.compile(  # how the files of common Chinese faces begin, without hyphens and underlines
    "notosanscjk|notoserifcjk|notosanssc|notoserifsc|sourcehan|wqy|pingfang|songti|stheiti|msyh|simsun|simhei|simfang|"
    "fangsong|lxgw|droidsansfallback|arphic|uming|ukai"
)


class Finding(NamedTuple):
    """One thing looked at: `state` is ok, note (works, with less) or bad (does not work)."""

    group: str
    name: str
    state: str
    value: str
    hint: str = ""


@click.command(
    "doctor",
    short_help=_("Say what is installed and whether Huiyin can work here."),
    help=_("Say what is installed and whether Huiyin can work here: versions, optional parts, fonts, folders."),
    epilog=_("Exit codes: 0 it can work; 1 something is missing."),
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(("table", "json")), default="table", help=_("How to show it.")
)
@click.pass_context
def doctor_command(ctx: click.Context, format_: str) -> None:
    """Look at everything, then show it."""
    data = [*_data(), *_own_words(), *_breached(), *_web_push()]
    found = [*_versions(), *_optional(), *data, *_fonts(), *_folders(), *_surroundings()]
    if format_ == "json":
        rows = [finding._asdict() for finding in found]
        click.echo(json.dumps({"schema": "huiyin.doctor/1", "findings": rows}, ensure_ascii=False, indent=1))
    else:
        _show(found)
    ctx.exit(1 if any(finding.state == "bad" for finding in found) else 0)


def _versions() -> Iterator[Finding]:
    yield Finding("version", "huiyin", "ok", __version__)
    yield Finding("version", "python", "ok", f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    for package in NEEDED:
        version = _version_of(package)
        hint = "" if version else _("install it: pip install {package}").format(package=package)
        yield Finding("version", package, "ok" if version else "bad", version or _("missing"), hint)


def _optional() -> Iterator[Finding]:
    for package, extra in OPTIONAL.items():
        version = _version_of(package)
        hint = "" if version else _("only for other engines: pip install 'huiyin[{extra}]'").format(extra=extra)
        yield Finding("optional", package, "ok" if version else "note", version or _("missing"), hint)


def _version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _data() -> Iterator[Finding]:
    """Look at the lexicons and the message catalogue, which a broken installation may lack."""
    from huiyin.errors import HuiyinError
    from huiyin.reading.lexicon import DEFAULT, SHIPPED
    from huiyin.render.errors import sentence

    try:
        files = sorted(SHIPPED.glob("*.toml")) + sorted(SHIPPED.glob("*.tsv"))
        for file in files:
            DEFAULT.table(file.stem) if file.suffix == ".toml" else DEFAULT.rows(file.stem)
        shown = _("{count} files").format(count=len(files))
        yield Finding("data", "lexicons", "ok" if files else "bad", shown, "" if files else _("install Huiyin again"))
    except HuiyinError as error:
        yield Finding("data", "lexicons", "bad", sentence(error))
    compiled = (words.LOCALE / words.CATALOGUES["zh"] / "LC_MESSAGES" / f"{words.DOMAIN}.mo").exists()
    hint = "" if compiled else _("Chinese words are not compiled; install Huiyin again, or run make")
    yield Finding("data", "catalogue", "ok" if compiled else "note", "zh_Hans" if compiled else _("missing"), hint)


def _own_words() -> Iterator[Finding]:
    """Look at the words of the place's own, where a folder is named: whether the site can read by them."""
    from huiyin.errors import HuiyinError
    from huiyin.reading.lexicon_check import check_lexicons
    from huiyin.render.errors import sentence
    from huiyin.site.environment import lexicon_folder

    try:
        folder = lexicon_folder()
        if folder is None:
            return
        check_lexicons([str(folder)])
        yield Finding("data", "own_words", "ok", str(folder))
    except HuiyinError as error:
        yield Finding("data", "own_words", "bad", sentence(error), _("mend the file; HUIYIN_LEXICON names its folder"))


def _breached() -> Iterator[Finding]:
    """Look at the list of breached passwords, where one is named."""
    from huiyin.errors import HuiyinError
    from huiyin.people.breached import check_list
    from huiyin.render.errors import sentence
    from huiyin.site.environment import breached_list

    path = breached_list()
    if path is None:
        return
    try:
        check_list(path)
        yield Finding("data", "breached", "ok", str(path))
    except HuiyinError as error:
        yield Finding("data", "breached", "bad", sentence(error))


def _web_push() -> Iterator[Finding]:
    """Look whether browsers may be sent notices, and at the key for it, which the site makes when it first starts."""
    from huiyin.errors import HuiyinError
    from huiyin.render.errors import sentence
    from huiyin.site.environment import push_contact, push_key_file
    from huiyin.site.web_push_key import server_key

    path = push_key_file()
    try:
        if not push_contact():
            yield Finding("data", "web_push", "ok", _("off (HUIYIN_PUSH_CONTACT turns it on)"))
            return
        if not path.exists():
            yield Finding("data", "web_push", "ok", _("on; its key is made when the site first starts"))
            return
        server_key(path.read_text(encoding="ascii").strip())
        others = os.name == "posix" and path.stat().st_mode & 0o077
        hint = _("others can read the key: set its mode to 600") if others else ""
        yield Finding("data", "web_push", "note" if others else "ok", _("on, with {path}").format(path=path), hint)
    except HuiyinError as error:
        yield Finding("data", "web_push", "bad", sentence(error))
    except (OSError, UnicodeError) as error:
        yield Finding("data", "web_push", "bad", f"{path}: {type(error).__name__}")


def _fonts() -> Iterator[Finding]:
    """Look for faces with Han characters; only pages and prints need them, the reading does not."""
    names = sorted({name for folder in FONT_FOLDERS for name in _font_names(Path(folder).expanduser())})
    if names:
        shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        yield Finding("font", "han", "ok", shown)
    else:
        hint = _("pages and prints may show boxes; install a Chinese font (fonts-noto-cjk)")
        yield Finding("font", "han", "note", _("none found"), hint)


def _font_names(folder: Path) -> Iterator[str]:
    for _root, _folders, files in os.walk(folder):
        for file in files:
            if HAN_FONTS.match(file.lower().replace("-", "").replace("_", "")):
                yield file


def _folders() -> Iterator[Finding]:
    for name, folder in (("working", Path.cwd()), ("temporary", Path(tempfile.gettempdir()))):
        writable = os.access(folder, os.W_OK)
        hint = "" if writable else _("name another place with --out")
        yield Finding("folder", name, "ok" if writable else "note", str(folder), hint)


def _surroundings() -> Iterator[Finding]:
    yield Finding("terminal", "language", "ok", words.language())
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    wide = encoding in ("utf8", "gb18030")
    hint = "" if wide else _("rare characters may show as question marks; set PYTHONUTF8=1")
    yield Finding("terminal", "encoding", "ok" if wide else "note", sys.stdout.encoding or "?", hint)


def _show(found: list[Finding]) -> None:
    """Print the table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    signs = {"ok": ("✓", "green", _("fine")), "note": ("!", "yellow", _("note")), "bad": ("✗", "red", _("bad"))}
    groups = {
        "version": _("Versions"),
        "optional": _("Optional parts"),
        "data": _("Data"),
        "font": _("Fonts"),
        "folder": _("Folders"),
        "terminal": _("Terminal"),
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    shown = ""
    for finding in found:
        sign, colour, word = signs[finding.state]
        group = groups[finding.group] if finding.group != shown else ""
        shown = finding.group
        said = f"{finding.value}  {finding.hint}" if finding.hint else finding.value
        table.add_row(Text(group, style="bold"), Text(f"{sign} {word}", style=colour), finding.name, Text(said))
    Console(highlight=False, soft_wrap=False).print(table)
