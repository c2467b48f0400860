"""What the faces show: a reading together with its text, its file and the places of that file."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from huiyin.reading.explain import Explanation
from huiyin.reading.model import Anchor, Reading, Section, Statement
from huiyin.reading.sources.model import ENDNOTE, FOOTNOTE, TABLE, TEXT_BOX, FilePlace
from huiyin.render.words import Language, gettext, noted

PARTS = {  # parts of a file that are worth naming; the body is not
    TABLE: noted("table"),
    TEXT_BOX: noted("text box"),
    FOOTNOTE: noted("footnote"),
    ENDNOTE: noted("endnote"),
}


def place_words(place: FilePlace, language: Language) -> str:
    """Return a place of a file in words: page and paragraph where it has them, the line of a plain text."""
    said = []
    if place.page is not None:
        said.append(gettext("page {n}", language).format(n=place.page))
    if place.part in PARTS:
        said.append(gettext(PARTS[place.part], language))
    if place.paragraph is not None and (place.page is not None or place.line is None):
        said.append(gettext("paragraph {n}", language).format(n=place.paragraph))
    elif place.line is not None:
        said.append(gettext("line {n}", language).format(n=place.line))
    return (" " if language == "zh" else ", ").join(said)


def no_place(offset: int) -> str:  # noqa: ARG001  the signature of `Document.place_of`
    """Say nothing: a reading without its file has no place in it."""
    return ""


@dataclass(frozen=True, slots=True)
class Document:
    """One reading to be shown.

    `file` is the name as it was given; `place_of` turns an offset into the file's own place in words (第 3 页), or "";
    `explanations` holds, by statement id, which rules won and lost (only with `--explain`); `unread_pages` are
    pages of a pdf that hold pictures alone.
    """

    file: str
    text: str
    reading: Reading
    place_of: Callable[[int], str] = no_place
    explanations: dict[str, list[Explanation]] = field(default_factory=dict)
    unread_pages: tuple[int, ...] = ()

    def anchor_text(self, anchor: Anchor | None) -> str:
        """Return the words of a time expression, or "" where none is in force."""
        return self.text[anchor.start : anchor.end] if anchor else ""

    @property
    def title(self) -> str:
        """The title of the source, else the name of its file."""
        return self.reading.source.title or self.file


def headings_of(sections: Sequence[Section], statements: Sequence[Statement]) -> list[str]:
    """Return for each statement the heading of the narrowest section that holds it, or ""."""
    headed = [section for section in sections if section.heading]
    found = sorted(headed, key=lambda section: (section.start, -section.end))
    starts = [section.start for section in found]
    headings = []
    for statement in statements:
        heading = ""
        for number in range(bisect_right(starts, statement.start) - 1, -1, -1):
            if found[number].end >= statement.end:
                heading = found[number].heading
                break
        headings.append(heading)
    return headings
