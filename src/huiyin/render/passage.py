"""The source text as HTML: paragraphs and headings, with a span for each statement and its figures and names.

Everything is cut by code points here, so that the page's script never counts characters. A character that
nobody would see, or that would turn the reading direction, is shown as its number (U+202E).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from huiyin.reading.model import Anchor, Section, Statement
from huiyin.render.document import Document

# C0 and C1 controls but tab and line breaks; soft hyphen, zero-width and direction marks, line separators, tags
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


LINE_END = re.compile(r"\r\n?|\n")


class Part(NamedTuple):
    """A stretch inside the text that rows of the page point at: `label` is m, n or t with a number."""

    start: int
    end: int
    label: str


def plain_html(text: str) -> str:
    """Return a text for the page: escaped, with unseen characters shown by their number."""
    return UNSEEN.sub(lambda found: _shown(found.group()), escape(text))


def _shown(character: str) -> str:
    name = f"U+{ord(character):04X}"
    return f'<span class="ctl" data-u="{name}" title="{name}"></span>'


def anchors_of(statements: Iterable[Statement]) -> dict[Anchor, int]:
    """Return the time expressions in force, each once, with its number on the page."""
    found: dict[Anchor, int] = {}
    for statement in statements:
        if statement.anchor is not None:
            found.setdefault(statement.anchor, len(found))
    return found


def text_html(document: Document) -> str:
    """Return the whole text as blocks, one a line of the source; blank lines are left out."""
    return "\n".join(_Passages(document).blocks())


class _Passages:
    """Walks once through lines and statements, both in text order."""

    def __init__(self, document: Document) -> None:
        reading = document.reading
        self.text = document.text
        self.statements = sorted(enumerate(reading.statements), key=lambda pair: pair[1].start)
        self.parts = _numbered(reading.statements)
        anchors = anchors_of(reading.statements)
        self.anchors = sorted(Part(each.start, each.end, f"t{number}") for each, number in anchors.items())
        self.longest_anchor = max((part.end - part.start for part in self.anchors), default=0)
        self.anchor_starts = [part.start for part in self.anchors]
        self.headings = {section.start: section for section in reading.sections if section.heading}
        self.heading_starts = sorted(self.headings)
        self.seen: set[int] = set()

    def blocks(self) -> Iterator[str]:
        """Yield a paragraph or a heading for each line that is not blank."""
        at, start = 0, 0
        for end, following in [*(found.span() for found in LINE_END.finditer(self.text)), (len(self.text), 0)]:
            while at < len(self.statements) and self.statements[at][1].end <= start:
                at += 1
            line = self.text[start:end]
            first = start + len(line) - len(line.lstrip())
            last = start + len(line.rstrip())
            if first < last:
                yield self._block(first, last, at)
            start = following

    def _block(self, start: int, end: int, at: int) -> str:
        """Return one line as a block; `at` is the first statement that may reach into it."""
        pieces: list[str] = []
        position, before = start, ""
        while at < len(self.statements) and self.statements[at][1].start < end:
            number, statement = self.statements[at]
            from_, to = max(statement.start, position), min(statement.end, end)
            pieces.append(self._cut(position, from_, ()))
            if from_ < to:
                pieces.append(self._span(number, statement, from_, to, lead=statement.kind != before))
                before = statement.kind
            position = max(position, to)
            at += 1
        pieces.append(self._cut(position, end, ()))
        inner = "".join(pieces)
        if before:
            return f"<p>{inner}</p>"
        section = self._section_in(start, end)
        if section is None:
            return f'<p class="furniture">{inner}</p>'
        tag = f"h{min(max(section.level, 1), 3) + 2}"
        return f'<{tag} id="h-{section.start}">{inner}</{tag}>'

    def _span(self, number: int, statement: Statement, start: int, end: int, *, lead: bool) -> str:
        """Return the span of a statement, or of the piece of it that stands in this line."""
        label = "" if number in self.seen else f' id="s-{statement.id}"'
        self.seen.add(number)
        kind = escape(statement.kind)
        inner = self._cut(start, end, self.parts[number])
        return f'<span class="span k-{kind}{" lead" if lead else ""}"{label} data-s="{number}">{inner}</span>'

    def _cut(self, start: int, end: int, parts: Sequence[Part]) -> str:
        """Return a stretch with its figures, names and time expressions marked; they may overlap."""
        if start >= end:
            return ""
        low = bisect_left(self.anchor_starts, start - self.longest_anchor)
        high = bisect_left(self.anchor_starts, end)
        inside = [part for part in (*parts, *self.anchors[low:high]) if part.start < end and part.end > start]
        if not inside:
            return plain_html(self.text[start:end])
        edges = {start, end}
        for part in inside:
            edges.update((max(part.start, start), min(part.end, end)))
        cuts = sorted(edges)
        pieces = []
        for from_, to in pairwise(cuts):
            labels = [part.label for part in inside if part.start <= from_ and part.end >= to]
            words = plain_html(self.text[from_:to])
            classes = " ".join(dict.fromkeys(label[0] for label in labels))
            pieces.append(f'<span class="{classes}" data-r="{" ".join(labels)}">{words}</span>' if labels else words)
        return "".join(pieces)

    def _section_in(self, start: int, end: int) -> Section | None:
        """Return the section whose heading is this line, if one is."""
        at = bisect_left(self.heading_starts, start)
        if at < len(self.heading_starts) and self.heading_starts[at] < end:
            return self.headings[self.heading_starts[at]]
        return None


def _numbered(statements: Sequence[Statement]) -> list[list[Part]]:
    """Return for each statement its figures (m0, m1 …) and names (n0, n1 …), numbered through the whole reading."""
    found = []
    measures = mentions = 0
    for statement in statements:
        parts = [Part(each.start, each.end, f"m{measures + i}") for i, each in enumerate(statement.measures)]
        parts += [Part(each.start, each.end, f"n{mentions + i}") for i, each in enumerate(statement.mentions)]
        measures += len(statement.measures)
        mentions += len(statement.mentions)
        found.append(parts)
    return found
