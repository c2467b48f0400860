"""The lines of a pdf page: characters as pdfium orders them, the box of each line, the gaps that divide cells."""

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

# A gap inside a line: from here on it divides two cells (Latin words are stretched further), below it may be a blank.
# Between Chinese and Latin characters programs leave a quarter of an em that means nothing.
CELL_GAP_EMS, LATIN_CELL_GAP_EMS, BLANK_EMS = 0.6, 1.5, 0.45
LINE_BREAKS = (0x0A, 0x0D)
SOFT_HYPHEN, HYPHENS = 0xAD, (0x02, 0xFFFE)  # pdfium gives the latter for a hyphen that ends a line
DIVIDED = "\u00ad"  # at the end of a line's text: a hyphen stands here that may only divide a word

# Radicals that fonts give in place of the characters they look like; the compatibility mappings are added below.
_RADICALS = "⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
_FOLDS = {ord(_RADICALS[at]): _RADICALS[at + 1] for at in range(0, len(_RADICALS), 2)} | {
    code: same
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
    if len(same := unicodedata.normalize("NFKC", chr(code))) == 1 and same != chr(code)
}
_UNKNOWN = re.compile("[\0\ufffd\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(slots=True)
class PdfLine:
    """One line of a page; lengths in points from the page's lower left corner.

    `em` is the width of its first ideograph, or, where it has none and `is_sized` is false, the height of the line.
    """

    text: str
    page: int
    number: int
    left: float
    right: float
    bottom: float
    top: float
    em: float
    is_sized: bool
    page_width: float


def is_wide(character: str) -> bool:
    """Tell a character that Chinese typesetting puts next to others without a blank."""
    return _WIDE.match(character) is not None


def read_lines(text_page: Any, size: int, page: int, page_width: float) -> list[PdfLine]:
    """Return the lines of a page that show something, in pdfium's order."""
    from pypdfium2 import raw

    unicode_of, generated = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    boxes = _Boxes(text_page)
    lines: list[PdfLine] = []
    line = _LineBuilder(boxes)
    for at in range(size):
        code = unicode_of(text_page, at)
        if code in LINE_BREAKS:
            _close(line, lines, page, page_width)
            line = _LineBuilder(boxes)
        else:
            line.add(at, code, code == 0x20 and generated(text_page, at) == 1)
    _close(line, lines, page, page_width)
    return lines


class _Boxes:
    """Boxes of single characters, asked for only where a line begins, ends or has a gap."""

    def __init__(self, text_page: Any) -> None:
        from pypdfium2 import raw

        self._ask, self._text_page, self._box = raw.FPDFText_GetLooseCharBox, text_page, raw.FS_RECTF()
        self._by = ctypes.byref(self._box)

    def of(self, at: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top; zeros where pdfium knows none."""
        if not self._ask(self._text_page, at, self._by):
            return 0.0, 0.0, 0.0, 0.0
        return self._box.left, self._box.bottom, self._box.right, self._box.top


class _LineBuilder:
    """The characters of one line while they come in."""

    def __init__(self, boxes: _Boxes) -> None:
        self._boxes = boxes
        self._pieces: list[str] = []
        self._at: list[int] = []
        self._gap = False  # pdfium put a blank here that the file does not have

    def add(self, at: int, code: int, is_generated_blank: bool) -> None:
        if is_generated_blank:
            self._gap = bool(self._pieces)
            return
        if code == SOFT_HYPHEN:
            return
        character = DIVIDED if code in HYPHENS else chr(code) if 0 <= code < 0x110000 else "\ufffd"
        if "\udc00" <= character <= "\udfff" and self._pieces and "\ud800" <= self._pieces[-1][-1] <= "\udbff":
            high, low = ord(self._pieces[-1][-1]), ord(character)
            self._pieces[-1] = self._pieces[-1][:-1] + chr(0x10000 + (high - 0xD800 << 10) + (low - 0xDC00))
            return
        if self._gap:
            character = self._divider(at, character) + character
            self._gap = False
        self._pieces.append(character)
        self._at.append(at)

    def _divider(self, at: int, character: str) -> str:
        """Return what the gap before this character means: cells, words, or nothing between Chinese characters."""
        before, box = self._boxes.of(self._at[-1]), self._boxes.of(at)
        em = max(box[3] - box[1], before[3] - before[1], 1.0)
        gap = (box[0] - before[2]) / em
        touches_wide = is_wide(character) or is_wide(self._pieces[-1][-1])
        if gap >= (CELL_GAP_EMS if touches_wide else LATIN_CELL_GAP_EMS):
            return "\t"
        return "" if touches_wide and gap < BLANK_EMS else " "

    def finish(self, page: int, number: int, page_width: float) -> PdfLine | None:
        visible = [at for at, piece in zip(self._at, self._pieces, strict=True) if not piece.isspace()]
        text = _UNKNOWN.sub("\ufffd", _CONTROLS.sub("", _close_up("".join(self._pieces)))).translate(_FOLDS).strip()
        if not visible or not text:
            return None
        text = text[:-1].replace(DIVIDED, "-") + text[-1]
        left, bottom, _, top = self._boxes.of(visible[0])
        _, low, right, high = self._boxes.of(visible[-1])
        bottom, top = min(bottom, low), max(top, high)
        em = self._width_of_ideograph()
        return PdfLine(text, page, number, left, right, bottom, top, em or max(top - bottom, 1.0), em > 0, page_width)

    def _width_of_ideograph(self) -> float:
        for at, piece in zip(self._at, self._pieces, strict=True):
            if _IDEOGRAPH.match(piece[-1]):
                left, _, right, _ = self._boxes.of(at)
                return max(0.0, right - left)
        return 0.0


def _close_up(text: str) -> str:
    """Undo wide spacing: a heading set as single characters far apart is one word, not a row of cells."""
    cells = text.split("\t")
    is_spaced = len(cells) >= 3 and all(len(cell.strip()) == 1 and is_wide(cell.strip()) for cell in cells)
    return "".join(cell.strip() for cell in cells) if is_spaced else text


def _close(line: _LineBuilder, lines: list[PdfLine], page: int, page_width: float) -> None:
    if (finished := line.finish(page, len(lines) + 1, page_width)) is not None:
        lines.append(finished)
