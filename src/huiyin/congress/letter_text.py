"""The text of a reply as it is set (答复正文): headings by their numbers, emphasis between ** and **, tables of tabs.

What is stored stays plain text with these marks; promises are read in it without them (`huiyin.congress.promises`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

STRONG = "**"
_LEVELS = (
    ("first", re.compile(r"^[一二三四五六七八九十]+、")),
    ("second", re.compile(r"^（(?:[一二三四五六七八九十]+|会办意见)）")),
)
_HEAD = re.compile(r"^[^。；：:]{1,40}[：:。]?")
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BLANK = " \t　"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that are set alike."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter: its level (`first`, `second`, `body`), its head in the font of that level, the rest.

    A table is one of level `table` with nothing but `rows`, all equally long; the first row is its head.
    """

    level: str
    head: str
    rest: str
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """The rest, parted by its emphasis."""
        return pieces_of(self.rest)

    @property
    def plain(self) -> str:
        """The rest without the marks of emphasis."""
        return without_marks(self.rest)


def letter_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text; a heading that runs on into its sentence ends at the first colon or stop."""
    found = []
    for lines in _runs(text.splitlines()):
        if len(lines) > 1:
            found.append(Paragraph("table", "", "", _table(lines)))
        elif words := lines[0].strip(_BLANK):
            found.append(_paragraph(words))
    return found


def as_lines(paragraph: Paragraph) -> list[str]:
    """Return the rows of a table as lines, for where no table can stand."""
    return ["　".join(row).rstrip("　") for row in paragraph.rows]


def pieces_of(words: str) -> list[Piece]:
    """Return words parted by their emphasis; a mark without its fellow stays as it stands."""
    found, at = [], 0
    for each in _EMPHASIS.finditer(words):
        found += [Piece(words[at : each.start()])] if each.start() > at else []
        found.append(Piece(each[1], strong=True))
        at = each.end()
    return found + ([Piece(words[at:])] if at < len(words) else [])


def without_marks(words: str) -> str:
    """Return words without the marks of emphasis."""
    return "".join(each.words for each in pieces_of(words))


def through_marks(text: str, change: Callable[[str], str]) -> str:
    """Return a text with what is to be taken out of its lines gone; a line whose emphasis would hide it loses that."""
    return "\n".join(_line_through(line, change) for line in text.split("\n"))


def _line_through(line: str, change: Callable[[str], str]) -> str:
    found, plain = change(line), change(without_marks(line))
    return found if without_marks(found) == plain else plain


def _paragraph(words: str) -> Paragraph:
    bare = without_marks(words)
    for level, begins in _LEVELS:
        if begins.match(bare):
            head = _HEAD.match(bare)
            cut = head.end() if head else len(bare)
            # A heading has its own font; emphasis counts only behind it.
            rest = words[cut:] if words.startswith(bare[:cut]) else bare[cut:]
            return Paragraph(level, bare[:cut], rest)
    return Paragraph("body", "", words)


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """Yield lines one by one, but those of a table together: at least two, as a table is pasted, with tabs between."""
    at = 0
    while at < len(lines):
        end = at
        if "\t" in lines[at].strip(_BLANK):
            while end < len(lines) and "\t" in lines[end].rstrip("　 ") and lines[end].strip(_BLANK):
                end += 1
        yield lines[at : max(end, at + 1)]
        at = max(end, at + 1)


def _table(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [[cell.strip(_BLANK) for cell in line.split("\t")] for line in lines]
    while all(len(row) > 1 and not row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    width = max(map(len, rows))
    return tuple((*map(without_marks, row), *[""] * (width - len(row))) for row in rows)
