"""Which lines of a page are its article (正文): what trafilatura finds says where, the page's own blocks say what.

The extractor is good at telling article from furniture but now and then drops a short heading, a linked paragraph or
the title, and on old pages laid out with tables it keeps the menus. So its words only vote: the block of the page
that holds nearly all of what it found is the article, and the lines of that block are kept in full, save
those that are only links or known furniture.
"""

import copy
import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from ahocorasick_rs import AhoCorasick

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.sources import limits
from huiyin.reading.sources.page_lines import HEADINGS, PageLine
from huiyin.reading.sources.page_tree import Page

NEARLY_ALL = 0.9
TRUSTED = 0.25  # the extractor found less than this share of the page's sentences: it took something else
FURNITURE_LENGTH = 80
LINKED = 0.6

_CONTAINER_TAGS = "body div section article main form center table tbody tr td fieldset header details"
_CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_SENTENCE = re.compile("[。；！？，]")
_LISTED = frozenset(("p", "head", "item", "row", "cell", "quote", "list", "table", "div", "lb", "body", "ab"))

# The extractor reports odd pages in its log; without any handler Python would print that on the user's terminal.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def article_lines(page: Page, lines: Sequence[PageLine], title: str | None) -> list[PageLine]:
    """Return the lines of the article in page order, its headline first where the page shows one."""
    if len(lines) > limits.HTML_ARTICLE_LINES:
        return list(lines)
    useful = [_is_useful(line) for line in lines]
    found = _found_by_extractor(page)
    matched = [ok and _bare(line.text) in found for ok, line in zip(useful, lines, strict=True)]
    weights = _weights(lines, useful, matched)
    if not any(weights):
        return []
    start, end = _range_of(page.body, lines, weights)
    heavy = [at for at in range(start, end) if weights[at]]
    fathers = (_father(lines[heavy[0]]), _father(lines[heavy[-1]]))
    kept = []
    for at, line in enumerate(lines):
        amid = start <= at < end and (matched[at] or heavy[0] <= at <= heavy[-1] or _father(line) in fathers)
        linked = (
            start <= at < heavy[-1]
            and line.block.tag == "p"
            and _father(line) in fathers
            and not _is_furniture(line.text)
        )
        if (useful[at] and (weights[at] or amid)) or linked:
            kept.append(at)
    return [lines[at] for at in [*_heading_lines(lines, kept, title, matched), *kept]]


def _found_by_extractor(page: Page) -> frozenset[str]:
    """Return the lines, without blanks, that trafilatura takes for the article; none where it is of no help."""
    if page.elements > limits.HTML_EXTRACTOR_ELEMENTS:
        return frozenset()
    import trafilatura  # takes 0.2 s to import: only pages pay for it

    try:
        found = trafilatura.bare_extraction(copy.deepcopy(page.body.getparent()), include_comments=False)
    except Exception:  # it walks hostile trees recursively; whatever befalls it, the page is still read without it
        return frozenset()
    if found is None or cast(Any, found).body is None:
        return frozenset()
    lines: set[str] = set()
    for element in cast(Any, found).body.iter():
        if element.tag in _LISTED:
            lines.update(_bare(line) for line in "".join(element.itertext()).split("\n"))
            lines.update(_bare(text) for text in (element.text, element.tail) if text)
    lines.discard("")
    return frozenset(lines)


def _weights(lines: Sequence[PageLine], useful: list[bool], matched: list[bool]) -> list[int]:
    """Return how much each line speaks for being the article: sentences that were found, else all, else any line."""
    size = [0 if _is_link(line) else len(line.text) - line.link_characters for line in lines]
    of_useful = [size[at] if ok else 0 for at, ok in enumerate(useful)]
    of_sentences = [weight if _SENTENCE.search(line.text) else 0 for weight, line in zip(of_useful, lines, strict=True)]
    of_found = [weight if match else 0 for weight, match in zip(of_sentences, matched, strict=True)]
    if sum(of_found) > TRUSTED * sum(of_sentences):
        return of_found
    if any(of_sentences):
        return of_sentences
    if any(of_useful):
        return of_useful
    return [len(line.text) if ok else 0 for line, ok in zip(lines, useful, strict=True)]


def _range_of(body: Any, lines: Sequence[PageLine], weights: list[int]) -> tuple[int, int]:
    """Return from which line to which the smallest block reaches that holds nearly all of the weight."""
    total = sum(weights)
    weight_of: dict[Any, int] = {}
    span_of: dict[Any, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        weight_of[line.block] = weight_of.get(line.block, 0) + weights[at]
        span_of[line.block] = (span_of.get(line.block, (at, at))[0], at + 1)
    for element in reversed(list(body.iter())):
        father = element.getparent()
        if element in span_of and element is not body:
            start, end = span_of[element]
            before = span_of.get(father, (start, end))
            span_of[father] = (min(start, before[0]), max(end, before[1]))
            weight_of[father] = weight_of.get(father, 0) + weight_of[element]
    chosen = body
    while True:
        best = max(
            (child for child in chosen if child.tag in _CONTAINERS), key=lambda c: weight_of.get(c, 0), default=None
        )
        if best is None or weight_of.get(best, 0) < NEARLY_ALL * total:
            return span_of[chosen]
        chosen = best


def _heading_lines(lines: Sequence[PageLine], kept: list[int], title: str | None, matched: list[bool]) -> list[int]:
    """Return the lines of the headline above the article, with the headings just over (引题) and under it (副题)."""
    headline = _headline(lines, kept, title)
    if headline is None:
        above = kept[0] - 1
        is_found = above >= 0 and matched[above] and not _is_link(lines[above])
        return (
            [above] if is_found and _bare(lines[above].text) not in {_bare(lines[at].text) for at in kept[:5]} else []
        )
    first = headline
    while first > 0 and _is_heading(lines[first - 1]) and _father(lines[first - 1]) is _father(lines[headline]):
        first -= 1
    below = [at for at in range(headline + 1, kept[0]) if _is_heading(lines[at]) and _is_useful(lines[at])]
    return [*range(first, headline + 1), *below]


def _headline(lines: Sequence[PageLine], kept: list[int], title: str | None) -> int | None:
    """Return the last line above the article that is the page's title or goes with it as a first-level heading."""
    wanted = _bare(title or "")
    shown = {_bare(lines[at].text) for at in kept[:5]}
    for at in range(kept[0] - 1, -1, -1):
        text = _bare(lines[at].text)
        is_first = lines[at].block.tag == "h1" and (not wanted or text in wanted or wanted in text)
        if (is_first or text == wanted) and not _is_link(lines[at]):
            return None if text in shown else at
    return None


def _is_heading(line: PageLine) -> bool:
    return line.block.tag in HEADINGS and not _is_link(line)


def _is_useful(line: PageLine) -> bool:
    """Tell a line that may belong to an article from one that is only links or known furniture."""
    if _is_link(line) and not _SENTENCE.search(line.text):
        return False
    return len(line.text) > FURNITURE_LENGTH or not _is_furniture(line.text)


def _is_link(line: PageLine) -> bool:
    return line.link_characters >= LINKED * len(line.text)


def _is_furniture(text: str) -> bool:
    beginnings, anywhere = _furniture_words()
    bare = _bare(text)
    return bare.startswith(beginnings) or bool(anywhere.find_matches_as_indexes(bare))


@cache
def _furniture_words() -> tuple[tuple[str, ...], AhoCorasick]:
    rows = DEFAULT.rows("page_furniture")
    beginnings = tuple(words for words, where, *_ in rows if where == "start")
    return beginnings, AhoCorasick([words for words, where, *_ in rows if where == "any"])


def _father(line: PageLine) -> Any:
    """Return the element around the block, or around the whole table, that the line stands in."""
    block = line.block
    while line.is_row and block.tag != "table":
        block = block.getparent()
    return block.getparent()


def _bare(text: str) -> str:
    return "".join(text.split())
