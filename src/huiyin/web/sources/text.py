"""The text pane (原文): lines of the source as paragraphs, the spans of statements in them, figures in these.

What a paragraph shows is exactly what stands in the source between its `start` and `end`: the script counts on it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from huiyin.web.sources.cards import Card
from huiyin.web.sources.parts import Group

_LINE = re.compile(r"[^\n\r\u2028\u2029\v\f\x85]+")


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of characters inside a span; `figure` where it is a figure."""

    text: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: a statement's span (`card`), or text that belongs to none."""

    bits: tuple[Bit, ...]
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source; `level` above 0 is a heading."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    level: int = 0

    @property
    def indented(self) -> bool:
        """Whether the source itself sets the first line in."""
        return self.pieces[0].bits[0].text[0].isspace()


def paragraphs(text: str, group: Group, cards: Sequence[Card]) -> list[Paragraph]:
    """Return the lines of a group with the spans of its statements."""
    return [_paragraph(text, start, end, group, cards) for start, end in lines(text, group.start, group.end)]


def lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines that are not blank, whole, as far as they begin in a stretch of text."""
    return [match.span() for match in _LINE.finditer(text, start, end) if not match.group().isspace()]


def _paragraph(text: str, start: int, end: int, group: Group, cards: Sequence[Card]) -> Paragraph:
    mine = sorted((card for card in cards if card.start < end and card.end > start and not card.rejected), key=_start)
    level = 0
    if not mine and group.heading and start <= group.heading_at < end and group.heading in text[start:end]:
        level = max(1, group.level)
    return Paragraph(start, end, tuple(_pieces(text, start, end, mine)), level)


def _start(card: Card) -> int:
    return card.start


def _pieces(text: str, start: int, end: int, cards: Iterable[Card]) -> Iterator[Piece]:
    at = start
    for card in cards:
        first, last = max(card.start, at), min(card.end, end)
        if first >= last:
            continue
        if first > at:
            yield Piece((Bit(text[at:first]),))
        yield Piece(tuple(_bits(text, first, last, card)), card)
        at = last
    if at < end:
        yield Piece((Bit(text[at:end]),))


def _bits(text: str, first: int, last: int, card: Card) -> Iterator[Bit]:
    at = first
    for figure in card.measures:
        start, end = max(figure["start"], at), min(figure["end"], last)
        if start >= end:
            continue
        if start > at:
            yield Bit(text[at:start])
        yield Bit(text[start:end], figure=True)
        at = end
    if at < last:
        yield Bit(text[at:last])
