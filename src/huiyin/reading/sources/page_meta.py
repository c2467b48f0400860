"""What a page states about itself: title, publisher, day and address, from its meta values and its byline."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from huiyin.reading.sources.page_lines import PageLine, tidy
from huiyin.reading.sources.page_tree import Page

# Names by the Chinese standard for government sites (ArticleTitle, PubDate, SiteName) stand before the general ones.
_TITLES = ("articletitle", "og:title", "twitter:title", "dc.title", "title")
_PUBLISHERS = ("sitename", "og:site_name", "contentsource", "source", "dc.publisher", "publisher", "application-name")
_DATES = (
    "pubdate",
    "article:published_time",
    "og:release_date",
    "publishdate",
    "publish_date",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "datepublished",
    "date",
)
_DATE = re.compile(
    r"(?<!\d)(\d{4})\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?=\d{6}|\D|$)"
)
_STATED_DATE = re.compile(r"(?:发布|发表|成文|印发|时间|日期)[^\d。，]{0,6}(?=\d{4})")
_STATED_SOURCE = re.compile(
    r"来源\s?[:：]\s?([^\s|｜/【\[（(:：]{2,30}?)(?=作者|编辑|责任|发布|时间|日期|浏览|点击|字号|字体|[\s|｜/【\[（(\d]|$)"
)
_PAPER = re.compile(r"《([^《》]{2,20}[报刊])》\s?[（(](?=\d{4})")  # how papers sign their articles on the web
_SITE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|\s*--+\s*")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(https?://[^\s<>\"]{1,2000}?)\s*-->", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z")
_BYLINE_LENGTH = 200


class PageFacts(NamedTuple):
    """What the page states; None where it does not."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


def page_facts(page: Page, lines: Sequence[PageLine], markup: str) -> PageFacts:
    """Return what the page states about itself: meta values first, then its byline (发布时间, 来源)."""
    bylines = [line.text for line in lines if len(line.text) <= _BYLINE_LENGTH]
    return PageFacts(
        title=_first(page.metas, _TITLES) or _title_of(page, lines),
        publisher=_first(page.metas, _PUBLISHERS) or _stated_source(bylines),
        published=_published(page, bylines),
        url=_address(page, markup),
    )


def iso_date(words: str) -> str | None:
    """Return the first calendar day written in the words as YYYY-MM-DD, or None if there is none."""
    for match in _DATE.finditer(words):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((words for name in names if (words := tidy(metas.get(name, "")))), None)


def _title_of(page: Page, lines: Sequence[PageLine]) -> str | None:
    """Return the title without the names of site and column: the part that a heading shows, else the first part."""
    title = tidy(page.title)
    parts = [part for part in _SITE_PARTS.split(title) if part]
    headings = [line.text for line in lines if line.block.tag in ("h1", "h2", "h3")]
    if not parts:
        return next((line.text for line in lines if line.block.tag == "h1"), None)
    return next((heading for heading in headings if len(heading) > 3 and title.startswith(heading)), parts[0])


def _published(page: Page, bylines: list[str]) -> str | None:
    for name in _DATES:
        if found := iso_date(page.metas.get(name, "")):
            return found
    if found := iso_date(page.time):
        return found
    for line in bylines:
        if (match := _STATED_DATE.search(line) or _PAPER.search(line)) and (
            found := iso_date(line[match.end() : match.end() + 14])
        ):
            return found
    return None


def _stated_source(bylines: list[str]) -> str | None:
    return next((match[1] for line in bylines if (match := _STATED_SOURCE.search(line) or _PAPER.search(line))), None)


def _address(page: Page, markup: str) -> str | None:
    for words in (page.canonical, page.metas.get("og:url", ""), page.metas.get("url", "")):
        if _WEB_ADDRESS.match(words.strip()):
            return words.strip()
    match = _SAVED_FROM.search(markup[:4096])
    return match[1] if match else None
