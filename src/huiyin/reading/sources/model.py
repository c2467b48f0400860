"""The values of an opened file (来源): its stored text, what it says of itself, and the map back to its own places."""

import re
from array import array
from bisect import bisect_right
from functools import cached_property

import msgspec

FORMATS = ("txt", "html", "docx", "pdf")

BODY, TABLE, TEXT_BOX, FOOTNOTE, ENDNOTE = "body", "table", "textbox", "footnote", "endnote"

_LINE_END = re.compile(r"\r\n?|\n")


class FilePlace(msgspec.Struct, frozen=True, gc=False):
    """Where a passage stands in the file itself (原件位置), counted from 1; None where the format knows no such thing.

    `paragraph` is the n-th non-blank line of a txt, the n-th line of an html article, the n-th `w:p` of its part of a
    docx (empty ones counted), the n-th paragraph of a pdf. `line` is the line of a txt, or of the page of a pdf.
    """

    page: int | None
    paragraph: int | None
    line: int | None
    part: str


class Mark(msgspec.Struct, frozen=True, gc=False):
    """From offset `start` of the stored text on, until the next mark, everything stands at this place."""

    start: int
    page: int | None
    paragraph: int | None
    line: int | None
    part: str


class Source(msgspec.Struct, frozen=True, dict=True):
    """One opened file: the stored text that every offset refers to, and what leads back to the original.

    `encoding` is None for docx and pdf. `title`, `publisher`, `published` (ISO date) and `url` are what the file states
    of itself, never a guess. `places` is sorted by start and empty for a txt, where line and paragraph
    follow from the text. `unread_pages` are pages of a pdf that show pictures but hold no text: a scan inside.
    `margins` is what stands in page heads and feet and in the file's own properties, line by line: no part of the text,
    but a mark of secrecy may stand there (`huiyin.reading.secrecy`); of a pdf the lines of the first page and the edges
    of the others.
    """

    text: str
    format: str
    encoding: str | None
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    places: tuple[Mark, ...] = ()
    unread_pages: tuple[int, ...] = ()
    margins: str = ""

    def place_of(self, offset: int) -> FilePlace:
        """Return the place in the file of the character at `offset` (code points of `text`, its end included)."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text of {len(self.text)} characters")
        if self.format == "txt":
            return self._place_in_lines(offset)
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return FilePlace(None, None, None, BODY)
        mark = self.places[at]
        return FilePlace(mark.page, mark.paragraph, mark.line, mark.part)

    def _place_in_lines(self, offset: int) -> FilePlace:
        starts, paragraphs = self._lines
        line = bisect_right(starts, offset)
        return FilePlace(None, paragraphs[line - 1] or None, line, BODY)

    @cached_property
    def _starts(self) -> "array[int]":
        return array("L", (mark.start for mark in self.places))

    @cached_property
    def _lines(self) -> "tuple[array[int], array[int]]":
        """Starts of the lines, and how many non-blank lines there are up to each; made when first asked for."""
        starts, paragraphs = array("L"), array("L")
        start = count = 0
        for end, following in [*(match.span() for match in _LINE_END.finditer(self.text)), (len(self.text), None)]:
            count += not _is_blank(self.text, start, end)
            starts.append(start)
            paragraphs.append(count)
            start = following if following is not None else start
        return starts, paragraphs


def _is_blank(text: str, start: int, end: int) -> bool:
    return start == end or text[start:end].isspace()
