"""The lines of a page as a reader sees them: one for each heading, paragraph and table row, in page order."""

import re
from collections.abc import Iterator
from typing import Any

from huiyin.reading.sources.page_tree import LINE_BREAK

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELL_GAP = "\t"

_WIDE = "\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line end of the markup between two Chinese characters shows as nothing, other blanks as one.
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t]?[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200b\u202f\ufeff]+")


class PageLine:
    """One line: its text, how many of its characters are links, the block it stands in, whether it is a table row."""

    __slots__ = ("block", "is_row", "link_characters", "text")

    def __init__(self, text: str, link_characters: int, block: Any, is_row: bool) -> None:
        self.text = text
        self.link_characters = link_characters
        self.block = block
        self.is_row = is_row


def page_lines(body: Any) -> list[PageLine]:
    """Return the lines of a tame tree, blank ones left out."""
    return list(_Walk(body).lines())


class _Walk:
    """A walk in page order that gathers text until something breaks the line."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._pieces: list[tuple[str, bool]] = []

    def lines(self) -> Iterator[PageLine]:
        """Yield the lines; tables that hold figures become rows, tables that only lay out the page do not."""
        stack: list[tuple[Any, bool, bool]] = [(self._body, False, False)]
        while stack:
            element, in_link, leaving = stack.pop()
            tag = element.tag
            if leaving:
                if tag != "a":
                    yield from self._take(element)
                self._add(element.tail, in_link, element.getparent())
                continue
            if tag == "br":
                yield from self._take(element.getparent())
                self._add(element.tail, in_link, element.getparent())
                continue
            if tag != "a":
                yield from self._take(element.getparent() if element is not self._body else element)
            if tag == "table" and _is_data_table(element):
                yield from _rows(element)
                self._add(element.tail, in_link, element.getparent())
                continue
            inside = in_link or tag == "a"
            self._add(element.text, inside, element)
            if element is not self._body:
                stack.append((element, in_link, True))
            stack.extend((child, inside, False) for child in reversed(element))
        yield from self._take(self._body)

    def _add(self, text: str | None, in_link: bool, element: Any) -> None:
        if text:
            self._pieces.append((text.replace("\n", LINE_BREAK) if _in_pre(element) else text, in_link))

    def _take(self, block: Any) -> Iterator[PageLine]:
        """Yield the gathered text as lines of `block` and begin anew."""
        if not self._pieces:
            return
        whole = "".join(text for text, _ in self._pieces)
        linked = sum(len("".join(text.split())) for text, in_link in self._pieces if in_link)
        self._pieces.clear()
        block = _nearest_block(block)
        for part in whole.split(LINE_BREAK):
            if text := tidy(part):
                yield PageLine(text, min(linked, len(text)), block, False)


def tidy(text: str) -> str:
    """Return the text as the page shows it: blanks collapsed, wraps of the markup undone, no indentation."""
    return _BLANKS.sub(" ", _WRAP.sub("", text)).strip()


def _in_pre(element: Any) -> bool:
    while element is not None and element.tag == "a":
        element = element.getparent()
    return element is not None and element.tag == "pre"


def _nearest_block(element: Any) -> Any:
    while element.tag == "a" and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_data_table(table: Any) -> bool:
    """Tell a table of facts: no table within, all text in cells, two rows or more with at least two filled cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = in_cells = 0
    for row in table.iterdescendants("tr", "caption"):
        filled = [size for size in map(_size, [row] if row.tag == "caption" else row) if size]
        rows += len(filled) >= 2
        in_cells += sum(filled)
    return rows >= 2 and in_cells == _size(table)


def _size(element: Any) -> int:
    """Return how many visible characters an element holds."""
    return sum(len("".join(text.split())) for text in element.itertext())


def _rows(table: Any) -> Iterator[PageLine]:
    for row in table.iterdescendants("tr", "caption"):
        if row.tag == "caption":
            yield from page_lines(row)
            continue
        cells = [_cell(cell) for cell in row]
        text = CELL_GAP.join(words for words, _ in cells).rstrip(CELL_GAP)
        if text.strip():
            yield PageLine(text, sum(linked for _, linked in cells), row, True)


def _cell(cell: Any) -> tuple[str, int]:
    lines = page_lines(cell)
    return " ".join(line.text for line in lines), sum(line.link_characters for line in lines)
