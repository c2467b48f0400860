"""From the lines of pages to paragraphs: page furniture out, a wrapped line joined to the next, each line marked.

A line goes on in the next one when it is full: the next line's first word would not have fitted behind it. Chinese
lines are joined without a blank. A new paragraph begins after a line that is not full, at an indentation, at another
type size, after a wider gap, and after a full line that ends a sentence, unless the document indents its paragraphs
and the next line is not indented. A line divided into cells is a table row and stays alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from huiyin.reading.sources.model import BODY, TABLE, Mark
from huiyin.reading.sources.pdf_lines import DIVIDED, PdfLine, is_wide

SENTENCE_ENDS = "。！？；：…!?;:"
CLOSERS = "”’」』）)】》〉\"'"
_NOT_FIRST = "，。、；：！？）】》」』”’…—·%％℃"

_NUMBER_LINE = re.compile(r"[-—–－·\s]*(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/,，共]+\s?\d{1,4}\s?页?)?[-—–－·\s]*")
_PAGE_NUMBER = re.compile(r"[-—–－·]+\s?\d{1,4}\s?[-—–－·]+|第\s?\d{1,4}\s?页.{0,12}")  # beyond doubt
_DIGITS = re.compile(r"\d+")
_LATIN_RUN = re.compile(r"[!-~]+")

EDGE_LINES = 2  # furniture stands among the two highest or lowest lines
HALF_EM, INDENT_EMS = 0.5, 0.8
WIDER_GAP = 1.45
APART = 1.25  # a header or footer is further from the body than the body's lines from each other
SMALLER = 0.88  # or set smaller than the body
SIZE_DIFFERENCE = 0.15
ENOUGH_LINES = 4  # a block with fewer does not show where its right margin is


class _Block:
    """Consecutive lines of one column: its margins and the usual distance from line to line."""

    def __init__(self, lines: list[PdfLine]) -> None:
        self.lines = lines
        self.left = min(line.left for line in lines)
        self.right = max(line.right for line in lines)
        steps = sorted(upper.bottom - lower.bottom for upper, lower in pairwise(lines))
        self.step = steps[len(steps) // 4] if len(steps) >= ENOUGH_LINES else 0.0


def flow(pages: Sequence[Sequence[PdfLine]]) -> tuple[str, tuple[Mark, ...]]:
    """Return the stored text and a mark for each line of each page."""
    furniture = _furniture(pages)
    lines = [line for page in pages for line in page if id(line) not in furniture]
    if not lines:  # a document of page numbers only
        lines = [line for page in pages for line in page]
    block_of = _blocks(lines)
    indents = _indents_paragraphs(lines, block_of)
    pieces: list[str] = []
    marks: list[Mark] = []
    start = paragraph = 0
    before: PdfLine | None = None
    for line in lines:
        joint = None if before is None else _joint(before, line, block_of, indents)
        if pieces and pieces[-1].endswith(DIVIDED):
            divides_word = joint == "" and pieces[-1][-2:-1].isalpha() and line.text[0].isalpha()
            pieces[-1] = pieces[-1][:-1] + ("" if divides_word else "-")
            start -= divides_word
        if joint is None:
            paragraph += 1
            joint = "\n" if pieces else ""
        start += len(joint)
        marks.append(Mark(start, line.page, paragraph, line.number, TABLE if "\t" in line.text else BODY))
        pieces += (joint, line.text)
        start += len(line.text)
        before = line
    if pieces[-1].endswith(DIVIDED):
        pieces[-1] = pieces[-1][:-1] + "-"
    return "".join(pieces), tuple(marks)


def _joint(before: PdfLine, line: PdfLine, block_of: dict[int, _Block], indents: bool) -> str | None:
    """Return what stands between two lines of one paragraph, or None where a new paragraph begins."""
    block, next_block = block_of[id(before)], block_of[id(line)]
    if "\t" in before.text or "\t" in line.text or _is_set_apart(before, line, block, next_block):
        return None
    if before.right + _first_word(line.text) * line.em < block.right - HALF_EM * before.em:
        return None
    depth, depth_before = line.left - next_block.left, before.left - block.left
    indented = depth >= INDENT_EMS * line.em
    alike = abs(depth - depth_before) < HALF_EM * line.em
    centred = abs(depth - (next_block.right - line.right)) < HALF_EM * line.em
    if indented and not alike and not centred:
        return None
    if _ends_sentence(before.text) and (indented or not indents):
        return None
    if before.text.endswith(DIVIDED) or is_wide(before.text[-1]) or is_wide(line.text[0]):
        return ""
    in_number = before.text[-1] in "0123456789.," and line.text[0].isdigit()
    return "" if in_number else " "  # no text puts two figures side by side with nothing but a blank between them


def _is_set_apart(before: PdfLine, line: PdfLine, block: _Block, next_block: _Block) -> bool:
    """Tell lines of different type size, or with more room between them than the column's lines have."""
    sized = before.is_sized and line.is_sized
    if sized and abs(before.em - line.em) > SIZE_DIFFERENCE * max(before.em, line.em):
        return True
    return block is next_block and block.step > 0 and before.bottom - line.bottom > WIDER_GAP * block.step


def _first_word(text: str) -> float:
    """Return the width in ems of what cannot be parted from the beginning of a line."""
    match = _LATIN_RUN.match(text)
    width = 0.6 * len(match[0]) if match else 1.0
    after = text[match.end() if match else 1 :][:2]
    return width + sum(1.0 for character in after if character in _NOT_FIRST)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS


def _blocks(lines: Sequence[PdfLine]) -> dict[int, _Block]:
    """Part the lines into columns: a block ends where the next line stands higher, beside it, or on another page."""
    blocks: list[_Block] = []
    current: list[PdfLine] = []
    for line in lines:
        if current and not _goes_on(current[-1], line):
            blocks.append(_Block(current))
            current = []
        current.append(line)
    if current:
        blocks.append(_Block(current))
    _lend_margins(blocks)
    return {id(line): block for block in blocks for line in block.lines}


def _goes_on(before: PdfLine, line: PdfLine) -> bool:
    overlap = min(before.right, line.right) - max(before.left, line.left)
    return line.page == before.page and line.bottom < before.bottom and overlap > 0


def _lend_margins(blocks: Sequence[_Block]) -> None:
    """Give short blocks the margins of the long ones in their column, or those a page with equal margins has."""
    long = [(block.left, block.right) for block in blocks if len(block.lines) >= ENOUGH_LINES]
    columns = sorted(Counter((round(left), round(right)) for left, right in long).items(), key=lambda item: -item[1])[
        :50
    ]
    for block in blocks:
        if len(block.lines) >= ENOUGH_LINES:
            continue
        middle = (block.left + block.right) / 2
        left, right = next(
            ((float(left), float(right)) for (left, right), _ in columns if left <= middle <= right),
            (block.left, block.lines[0].page_width - block.left - block.lines[0].em),
        )
        block.left, block.right = min(block.left, left), max(block.right, right)


def _indents_paragraphs(lines: Sequence[PdfLine], block_of: dict[int, _Block]) -> bool:
    """Tell whether the document indents its paragraphs: some lines by about two characters, most by none."""
    depths = [(line.left - block_of[id(line)].left) / line.em for line in lines]
    return sum(1 for depth in depths if 1.2 <= depth <= 2.8) >= max(2, len(lines) // 20)


def _furniture(pages: Sequence[Sequence[PdfLine]]) -> set[int]:
    """Return the ids of lines that are page numbers, or headers and footers that most pages repeat."""
    edges = [(at, line, apart) for at, page in enumerate(pages) for line, apart in _edge_lines(page)]
    numbered = [(at, line, int(match[1])) for at, line, _ in edges if (match := _NUMBER_LINE.fullmatch(line.text))]
    shifts = Counter(number - at for at, _, number in numbered)
    usual = {shift for shift, count in shifts.items() if count >= max(2, len(pages) // 3)}
    usual |= {1} if len(pages) == 1 else set()
    found = {id(line) for at, line, number in numbered if number - at in usual or _PAGE_NUMBER.fullmatch(line.text)}
    repeated: dict[tuple[str, int], set[int]] = {}
    for at, line, apart in edges:
        if apart and _DIGITS.sub("", line.text).strip() and not _ends_sentence(line.text):
            repeated.setdefault(_look(line), set()).add(at)
    enough = max(2, (len(pages) + 1) // 2)
    return found | {id(line) for _, line, apart in edges if apart and len(repeated.get(_look(line), ())) >= enough}


def _look(line: PdfLine) -> tuple[str, int]:
    """Return what two copies of a header or footer have in common: the words and the height on the page."""
    return _DIGITS.sub("", line.text), round(line.bottom / 3)


def _edge_lines(page: Sequence[PdfLine]) -> list[tuple[PdfLine, bool]]:
    """Return the highest and lowest lines of a page, and of each whether it stands apart from the lines of the body."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    steps = sorted(step for upper, lower in pairwise(ordered) if (step := upper.bottom - lower.bottom) > 1)
    if len(steps) < EDGE_LINES:
        return [(line, False) for line in ordered]
    usual = steps[len(steps) // 2]
    found: list[tuple[PdfLine, bool]] = []
    for edge in (ordered, ordered[::-1]):
        apart = False
        for line, after in reversed(list(islice(pairwise(edge), EDGE_LINES))):
            is_small = line.top - line.bottom < SMALLER * (after.top - after.bottom)
            apart = apart or is_small or abs(line.bottom - after.bottom) > APART * usual
            found.append((line, apart))
    return found
