"""The public pages as files (静态导出): every page, feed, table, image and what they are made of, with relative links.

The same day and the same data give the same bytes. What stands in the folder from an earlier export is written anew
only where it differs, and taken away where it is no longer public.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from huiyin.congress.public import Snapshot, forget, narrowed, snapshot
from huiyin.errors import HuiyinError
from huiyin.people.viewer import NOBODY
from huiyin.web.public import data, lists, machines, parts, still_search
from huiyin.web.public.links import SITE_LANGUAGE, SUFFIX, public_url

LISTS = {"suggestions": parts.SUGGESTIONS, "supervision": parts.SUPERVISION, "promises": parts.PROMISES}
MANIFEST = ".huiyin-public.json"
START = (  # leads to a file, not to its folder: opened from a disk a folder would be listed
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>回音</title><meta http-equiv="refresh" content="0; url={home}"><p><a href="{home}">回音</a></p></html>\n'
)
_LINK = re.compile(r'(?P<head>\s(?:href|src)=")(?P<url>/[^"]*)"')
_ASSET = re.compile(r'/static/[^"\s)]+')


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: files in all, written anew, taken away."""

    files: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Root:
    """Where files will be reached: `place` is the host, with the path below which they lie."""

    scheme: str
    place: str


def export(folder: Path, *, address: str, today: date | None = None, tell: Callable[[int, int], None]) -> Written:
    """Write all public pages into a folder.

    Args:
        address: where the files will be reached, for what must name a whole address: feeds, the map, images of links.
            It may have a path (`https://www.example.cn/huiyin`): the files then lie below it.
        tell: called with how many of how many pages are done.
    Raises:
        HuiyinError: `export.foreign`: the folder holds something that no export wrote; `export.off`, `export.address`.
    """
    if not settings.PUBLIC_PAGES:
        raise HuiyinError("export.off")
    root = root_of(address)
    before = _manifest(folder)
    forget()
    day = today or timezone.localdate()
    shown = snapshot(day)
    urls = list(dict.fromkeys(addresses(shown)))
    now: dict[str, str] = {}
    assets: set[str] = set()
    changed = 0
    for n, url in enumerate(urls, 1):
        body, kind = _answer(url, root, day)
        name = file_of(url)
        if kind == "text/html":
            text = body.decode()
            assets.update(unquote(each) for each in _ASSET.findall(text))
            body = relative(text, name).encode()
        changed += _write(folder, name, body, before, now)
        tell(n, len(urls))
    for name, body in still_search.files(shown):
        changed += _write(folder, name, body, before, now)
    changed += _assets(folder, assets, before, now)
    home = file_of(public_url("public_home", language=SITE_LANGUAGE))
    changed += _write(folder, "index.html", START.format(home=home).encode(), before, now)
    robots = f"User-agent: *\nAllow: /\nSitemap: {root.scheme}://{root.place}/public/sitemap.xml\n"
    changed += _write(folder, "robots.txt", robots.encode(), before, now)
    removed = _remove(folder, set(before) - set(now))
    listed = json.dumps(now, indent=0, sort_keys=True, ensure_ascii=False)
    _put(folder / MANIFEST, f"{listed}\n".encode())
    return Written(len(now), changed, removed)


def addresses(shown: Snapshot) -> Iterator[str]:
    """Yield the address of everything that an export holds."""
    for language in SUFFIX:
        for name, arguments in machines.addresses(shown, language):
            yield public_url(name, *arguments, language=language)
        yield public_url("public_search", language=language)
        for sort, kinds in LISTS.items():
            yield from _pages(f"public_{sort}", (), len(shown.of_kind(*kinds)), language)
            yield from _narrowed_pages(shown, sort, language)
        for table in data.COLUMNS:
            for form in data.FORMS:
                yield public_url("public_table", table, form, language=language)
        for feed in _feeds(shown):
            for form, _label in lists.FEEDS:
                yield public_url("public_feed", feed, form, language=language)
        for key in ("home", *(each.key for each in shown.reports), *(each.key for each in shown.items)):
            yield public_url("public_share", key, language=language)
        yield public_url("public_sitemap", language=language)


def _narrowed_pages(shown: Snapshot, sort: str, language: str) -> Iterator[str]:
    """Yield the pages of a list for each value of each of its filters: files cannot be asked."""
    for by, value, found in _narrowed(shown, sort):
        yield public_url(f"public_{sort}_by", by, value, language=language)
        yield from _pages(f"public_{sort}_by", (by, value), found, language)


def _narrowed(shown: Snapshot, sort: str) -> Iterator[tuple[str, str, int]]:
    """Yield filter, value and how many items there are, for each value of a list that leaves any."""
    items = shown.of_kind(*LISTS[sort])
    for by, _label, values in lists.filters_of(shown, items, lists.states_of(sort, items)):
        for value, _words in values:
            if found := len(narrowed(items, **{by: value})):
                yield by, value, found


def _pages(name: str, path: tuple[str, ...], count: int, language: str) -> Iterator[str]:
    """Yield the pages of a list after its first."""
    for number in range(2, -(-count // parts.SIZE) + 1):
        yield public_url(f"{name}_page", *path, number, language=language)


def _feeds(shown: Snapshot) -> Iterator[str]:
    yield from ("all", *LISTS)
    for sort in LISTS:
        yield from (lists.feed_of(sort, by, value) for by, value, _found in _narrowed(shown, sort))
    yield from (f"unit-{each.key}" for each in shown.units())
    yield from (f"delegation-{each.key}" for each in shown.delegations())
    yield from (f"report-{each.key}" for each in shown.reports)


def root_of(address: str) -> Root:
    """Return where the files will be reached.

    Raises:
        HuiyinError: `export.address`: it is none of a site, or has a question or a name of a place in a page.
    """
    told = urlsplit(address)
    clean = not (told.query or told.fragment or told.username or {".", ".."} & set(told.path.split("/")))
    if told.scheme not in ("http", "https") or not told.netloc or not clean:
        raise HuiyinError("export.address", given=address)
    return Root(told.scheme, told.netloc + quote(told.path.rstrip("/"), safe="/%"))


def _answer(url: str, root: Root, today: date) -> tuple[bytes, str]:
    """Return what a page answers, and its type; the page itself is asked, not the server around it."""
    request: Any = RequestFactory().get(url, secure=root.scheme == "https")
    request.today, request.viewer, request.still = today, NOBODY, True
    # Whole addresses are written behind this; it need be no host of this site's, and a path belongs to it.
    request.get_host = lambda: root.place
    match = resolve(url)
    answer = match.func(request, *match.args, **match.kwargs)
    if answer.status_code not in (200, 410):
        raise HuiyinError("export.page", url=url, status=answer.status_code)
    return bytes(answer.content), str(answer["Content-Type"]).partition(";")[0]


def file_of(url: str) -> str:
    """Return the file of an address: that of a page is `index.html` in a folder of its own."""
    path = unquote(urlsplit(url).path).lstrip("/")
    return path + "index.html" if path.endswith("/") or not path else path


def relative(text: str, name: str) -> str:
    """Return a page whose links lead to files beside it; those with a question are for a server, and there are none."""
    here = posixpath.dirname(name)

    def turned(found: re.Match[str]) -> str:
        url = urlsplit(found["url"])
        target = file_of(url.path)
        path = posixpath.relpath(target, here or ".")
        tail = f"#{url.fragment}" if url.fragment else ""
        return f'{found["head"]}{path}{tail}"'

    return _LINK.sub(turned, text)


def _assets(folder: Path, wanted: set[str], before: dict[str, str], now: dict[str, str]) -> int:
    changed = 0
    for url in sorted(wanted):
        name = url.removeprefix(settings.STATIC_URL)
        path = Path(settings.STATIC_ROOT) / name
        if not path.is_file():
            found = finders.find(name)
            path = Path(found if isinstance(found, str) else staticfiles_storage.path(name))
        changed += _write(folder, url.lstrip("/"), path.read_bytes(), before, now)
    return changed


def _manifest(folder: Path) -> dict[str, str]:
    """Return what an earlier export wrote into a folder; refuse a folder that holds anything else."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise HuiyinError("export.foreign", path=str(folder))
    listed = folder / MANIFEST
    if listed.is_file():
        try:
            found = json.loads(listed.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return {str(name): str(digest) for name, digest in found.items()}
        except ValueError:
            pass
    if any(folder.iterdir()):
        raise HuiyinError("export.foreign", path=str(folder))
    return {}


def _write(folder: Path, name: str, body: bytes, before: dict[str, str], now: dict[str, str]) -> bool:
    digest = hashlib.sha256(body).hexdigest()
    now[name] = digest
    target = folder / name
    if before.get(name) == digest and target.is_file():
        return False
    _put(target, body)
    return True


def _put(target: Path, body: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(body)
        part.replace(target)
    except OSError as error:
        raise HuiyinError("output.unwritable", path=str(target), reason=error.strerror or str(error)) from error


def _remove(folder: Path, names: set[str]) -> int:
    """Take away what is no longer public, and folders that are empty then; nothing outside of the folder."""
    root = folder.resolve()
    for name in sorted(names, reverse=True):
        target = (root / name).resolve()
        if root not in target.parents:
            continue
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == root or any(parent.iterdir()):
                break
            parent.rmdir()
    return len(names)
