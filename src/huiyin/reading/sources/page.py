"""A saved web page (网页): its characters by what it declares, its article by its blocks, its lines in page order."""

import codecs
import re

from huiyin.errors import ReadingError
from huiyin.reading.sources import limits
from huiyin.reading.sources.model import BODY, TABLE, Mark, Source
from huiyin.reading.sources.page_article import article_lines
from huiyin.reading.sources.page_lines import PageLine, page_lines
from huiyin.reading.sources.page_meta import page_facts
from huiyin.reading.sources.page_tree import parse_page
from huiyin.reading.sources.text import BOMS, TOLERATED, decode, refuse_binary, refuse_empty

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,40})", re.IGNORECASE
)
MOSTLY_HIDDEN = 3  # a page that hides so many times what it shows waits for a script to show its article

_CHARSET_WITHIN = 8192
# What pages declare, and what browsers understand by it (WHATWG Encoding); others are not believed.
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}


def open_page(content: bytes, sha256: str) -> Source:
    """Return the source of a saved page: the article's headings, paragraphs and table rows, one line each."""
    if len(content) > limits.HTML_BYTES:
        raise ReadingError("source.too_large", what="bytes", size=len(content), limit=limits.HTML_BYTES)
    markup, encoding = decode_page(content)
    for keep_hidden, keep_furniture in ((False, False), (True, False), (True, True)):
        page = parse_page(markup, keep_hidden=keep_hidden, keep_furniture=keep_furniture)
        lines = page_lines(page.body)
        facts = page_facts(page, lines, markup)
        article = article_lines(page, lines, facts.title)
        if article and page.hidden_characters < MOSTLY_HIDDEN * sum(len(line.text) for line in article):
            break
    text, places = _assemble(article)
    refuse_empty(text)
    return Source(
        text=text,
        format="html",
        encoding=encoding,
        sha256=sha256,
        title=facts.title,
        publisher=facts.publisher,
        published=facts.published,
        url=facts.url,
        places=places,
    )


def decode_page(content: bytes) -> tuple[str, str]:
    """Return the page's characters and encoding: byte order mark, then UTF-8 that proves itself, then what is declared.

    A page saved by a browser often is UTF-8 and still declares GB2312; strictly valid UTF-8 with a Chinese character
    in it is no accident. A page with a rare bad byte is read with U+FFFD in its place, as browsers do.
    """
    if any(content.startswith(mark) for mark, _ in BOMS):
        return decode(content)
    refuse_binary(content)
    match = _CHARSET.search(content[:_CHARSET_WITHIN])
    declared = _DECLARED.get(match[1].decode("ascii", "ignore").lower()) if match else None
    try:
        markup = content.decode("utf-8")
        if declared in (None, "utf-8") or any(character > "\u07ff" for character in set(markup)):
            return markup, "utf-8"
    except UnicodeDecodeError:
        pass
    if declared:
        markup, bad = _decode_leniently(content, declared)
        if bad <= TOLERATED * len(markup) / 10:
            return markup, codecs.lookup(declared).name
    return decode(content)


def _decode_leniently(content: bytes, encoding: str) -> tuple[str, int]:
    markup = content.decode(encoding, "replace")
    return markup, markup.count("\ufffd")


def _assemble(lines: list[PageLine]) -> tuple[str, tuple[Mark, ...]]:
    """Join the lines into the stored text; each is one paragraph of the page."""
    marks, start = [], 0
    for number, line in enumerate(lines, 1):
        marks.append(Mark(start, None, number, None, TABLE if line.is_row else BODY))
        start += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(marks)
