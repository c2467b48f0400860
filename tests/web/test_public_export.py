"""The public pages as a folder of files: whole, below any path, searched without a server, nothing else touched."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.congress.deputies import seen
from tests.congress.published import Published, link_of

from huiyin.commands.public import export_command
from huiyin.congress.publishing import hold_back, publication_of
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Publication
from huiyin.web.public.export import MANIFEST, export
from huiyin.web.public.still_search import shard


def test_the_command_writes_and_says_how_many(place: Published, tmp_path: Path) -> None:
    """`huiyin public export`, with the address of the site's own where none is given."""
    done = CliRunner().invoke(export_command, [str(tmp_path / "site"), "--quiet"])
    assert done.exit_code == 0, done.output
    assert f"{tmp_path / 'site'}" in done.output
    assert "http://testserver/public/" in (tmp_path / "site/public/sitemap.xml").read_text(encoding="utf-8")


def test_the_export_is_whole_and_tells_nothing_more(place: Published, tmp_path: Path) -> None:
    """Every link inside leads to a file; no canary; the same again writes nothing; what was withdrawn is taken away."""
    folder = tmp_path / "site"
    done: list[tuple[int, int]] = []

    def write() -> Any:
        return export(folder, address="https://open.example.cn", tell=lambda n, of: done.append((n, of)))

    first = write()
    files = [each for each in folder.rglob("*") if each.is_file() and each.name != MANIFEST]
    assert (first.files, first.changed, first.removed) == (len(files), len(files), 0)
    assert done[-1] == (len(done), len(done))
    missing = []
    for file in files:
        if file.suffix == ".png":
            continue
        text = file.read_text(encoding="utf-8")
        assert [each for each in place.canaries if each in text] == [], file
        if file.suffix != ".html":
            continue
        for link in re.findall(r'\s(?:href|src|action)="([^"#]+)', text):
            if link.startswith(("https://open.example.cn/public/", "https://open.example.cn")):
                continue
            target = (file.parent / link).resolve()
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                missing.append(f"{file.relative_to(folder)}: {link}")
    assert missing == []
    start = re.search(r'content="0; url=([^"]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    assert start is not None
    assert (folder / start[1]).is_file()  # a folder would be listed where the files lie on a disk
    page = folder / link_of(place.shown).strip("/") / "index.html"
    assert place.words["title"] in page.read_text(encoding="utf-8")
    again = write()
    assert (again.changed, again.removed) == (0, 0)
    hold_back(thing=place.shown, reason="deputy", by=seen(place.people.secretary), at=timezone.now())
    third = write()
    assert third.removed > 0
    assert place.words["title"] not in "".join(
        each.read_text(encoding="utf-8") for each in folder.rglob("*") if each.suffix in (".html", ".json", ".rss")
    )


@pytest.mark.parametrize("address", ["https://www.example.cn/huiyin", "https://www.example.cn/huiyin/"])
def test_an_export_can_lie_below_a_path(place: Published, tmp_path: Path, address: str) -> None:
    """Every whole address names the path once; what has no host is relative, so that it leads to a file beside it."""
    folder = tmp_path / "site"
    export(folder, address=address, tell=lambda _n, _of: None)
    root = "https://www.example.cn/huiyin/"
    whole = set()
    for file in (
        each for each in folder.rglob("*") if each.suffix in (".html", ".xml", ".rss", ".atom", ".json", ".csv")
    ):
        text = file.read_text(encoding="utf-8")
        whole |= {(file.suffix, found) for found in re.findall(r'https://www\.example\.cn[^"<\s,]*', text)}
        if file.suffix == ".html":
            assert re.findall(r'\s(?:href|src|action)="/[^"]*', text) == [], file
    assert {suffix for suffix, _url in whole} >= {".html", ".xml", ".json", ".csv"}
    pages = {url for _suffix, url in whole if "{search_term_string}" not in url}
    assert [url for url in pages if not url.startswith(root + "public/") and url != root.rstrip("/")] == []
    lost = [url for url in pages if not _leads_to_a_file(folder, url.removeprefix(root.rstrip("/")))]
    assert lost == []
    page = (folder / link_of(place.shown).strip("/") / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{root.rstrip("/")}{link_of(place.shown)}">' in page
    assert re.search(rf'property="og:image" content="{root}public/[^"]+"', page)
    assert f"Sitemap: {root}public/sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8")


def _leads_to_a_file(folder: Path, url: str) -> bool:
    target = folder / unquote(url.partition("#")[0]).strip("/")
    return target.is_file() or (target / "index.html").is_file()


def test_an_export_is_searched_and_narrowed_without_a_server(place: Published, tmp_path: Path) -> None:
    """Each filter has a page of its own; the index finds by pairs what a page shows, and nothing that it does not."""
    folder = tmp_path / "site"
    export(folder, address="https://open.example.cn", tell=lambda _n, _of: None)
    search = folder / "public" / "search"
    table = json.loads((search / "items.json").read_text(encoding="utf-8"))
    parts_ = [json.loads((search / "pairs" / f"{n}.json").read_text(encoding="utf-8")) for n in range(table["shards"])]

    def found(word: str) -> set[str]:
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        rows = [set(parts_[shard(pair, table["shards"])].get(pair, ())) for pair in pairs]
        return {table["items"][at][0] for at in set.intersection(*rows)}

    shown = publication_of(place.shown)
    assert shown is not None
    for field in ("number", "title", "text", "reply", "filer", "lead"):
        assert shown.key in found(place.words[field][:12]), field
    keys = {key for key, _title, _about in table["items"]}
    assert keys <= {row.key for row in Publication.objects.filter(state="released")}
    assert publication_of(place.early) is None
    for hidden in (place.withheld, place.withdrawn):
        row = publication_of(hidden)
        assert row is not None
        assert row.key not in keys
    unit = place.people.housing
    page = folder / "public" / "promises" / "by" / "state" / "closed" / "index.html"
    assert re.search(r'href="[^"]*feeds/promises-state-closed\.rss"', page.read_text(encoding="utf-8"))
    feed = (folder / "public" / "feeds" / "promises-state-closed.atom").read_text(encoding="utf-8")
    assert place.kept_task.title in feed
    assert place.open_task.title not in feed
    assert place.kept_task.title in page.read_text(encoding="utf-8")
    assert place.open_task.title not in page.read_text(encoding="utf-8")
    with_script = [file for file in folder.rglob("*.html") if "<script src" in file.read_text(encoding="utf-8")]
    assert {str(file.relative_to(folder)) for file in with_script} == {
        "public/search/index.html",
        "public/en/search/index.html",
    }
    without = (search / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<form[^>]* id="find"[^>]* hidden', without)  # shown by the script itself
    assert "../suggestions/index.html" in without
    assert unit.name in "".join(file.read_text(encoding="utf-8") for file in folder.rglob("units/index.html"))


def test_an_export_leaves_what_others_wrote(place: Published, tmp_path: Path, settings: Any) -> None:
    """A folder with anything else in it is refused, as is an address that is none."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    told = {"tell": lambda _n, _of: None}
    for folder, address, code in (
        (tmp_path, "https://open.example.cn", "export.foreign"),
        (tmp_path / "mine.txt", "https://open.example.cn", "export.foreign"),
        (tmp_path / "new", "open.example.cn", "export.address"),
        (tmp_path / "new", "https://open.example.cn/?a=1", "export.address"),
        (tmp_path / "new", "https://open.example.cn/../a", "export.address"),
    ):
        with pytest.raises(HuiyinError, match=code):
            export(folder, address=address, **told)
    settings.PUBLIC_PAGES = False
    with pytest.raises(HuiyinError, match=r"export\.off"):
        export(tmp_path / "new", address="https://open.example.cn", **told)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
