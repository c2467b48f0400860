"""Key points (要点): a report given as short lines without closing marks, which look like headings otherwise."""

import re

from huiyin.reading.layout import Line, Role
from huiyin.reading.lazily import lazily

_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d[ \u3000])\d(?!\d*(?:[年月日号届次]|大|件(?:民生)?实事|\.\D))")
_BULLET = ("•", "·", "▪", "✓", "√", "○", "◎", "➤", "▶", "►", "☑", "✔", "→", "*")
_DONE = lazily(
    r"率先|获批|获评|荣获|入选|成为|通车|完成|建成|开工|投用|投产|实现|突破|第一|首[个次批家]|清零|摘帽|圆满"
)
_FRAMED = lazily(r"【[^【】：]{2,24}】")
_SOME = 5  # lines with a figure and without an end, of which such a text has at least
_SHARE = 4  # one line in so many is one of them


def points_as_text(folded: str, lines: list[Line]) -> list[Line]:
    """Take for running text the lines that give one point each, and for headings those framed by 【】."""
    lines = [_framed(folded, line) for line in lines]
    open_ended = [line for line in lines if line.role is Role.HEADING and line.level >= _UNNUMBERED]
    figures = sum([_FIGURE.search(folded, line.start, line.end) is not None for line in open_ended])
    if figures < _SOME or figures * _SHARE < len(lines):
        return lines
    return [_point(folded, line) if line.role is Role.HEADING else line for line in lines]


_UNNUMBERED = 3  # the levels of headings of one item: 1. or none


def _framed(folded: str, line: Line) -> Line:
    if line.role is Role.SKIPPED and folded[line.start] == "【" and _FRAMED.fullmatch(folded, line.start, line.end):
        return Line(line.start, line.end, Role.HEADING, 4)
    return line


def _point(folded: str, line: Line) -> Line:
    """Return a line with a figure, a bullet or a word of what was reached as running text."""
    if line.level < _UNNUMBERED:
        return line
    if (
        folded.startswith(_BULLET, line.start)
        or _FIGURE.search(folded, line.start, line.end)
        or _DONE.search(folded, line.start, line.end)
    ):
        return Line(line.start, line.end, Role.TEXT, 0)
    return line
