"""The letter of a reply (答复函) as DOCX and PDF, in the letter format (信函格式) of GB/T 9704-2012.

DOCX names the fonts of offices and embeds none; PDF is set in the free fonts that are shipped, and the log says what
stands for what. The place of the seal stays empty.
"""

import json
import logging
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from huiyin.congress.letters import Letter
from huiyin.documents.docx_parts import (
    BODY,
    CHAR,
    FONTS,
    RED,
    SHIPPED,
    SMALL,
    TITLE,
    add_border,
    add_run,
    new_paper,
    package,
    set_form,
    set_line,
)
from huiyin.documents.receipt import fonts

TEMPLATE = Path(__file__).parent / "templates" / "reply_letter.typ"
ORGAN = Pt(30)
OUT = 7  # mm by which the red lines are wider than the text on each side: 170 against 156
_LEVELS = (
    ("first", re.compile(r"^[一二三四五六七八九十]+、")),
    ("second", re.compile(r"^（[一二三四五六七八九十]+）")),
)
_HEAD = re.compile(r"^[^。；：:]{1,40}[：:。]?")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter: its level (`first`, `second`, `body`), its head in the font of that level, the rest."""

    level: str
    head: str
    rest: str


def letter_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text; a heading that runs on into its sentence ends at the first colon or stop."""
    found = []
    for line in text.splitlines():
        words = line.strip(" \t　")
        if words:
            found.append(_paragraph(words))
    return found


def _paragraph(words: str) -> Paragraph:
    for level, begins in _LEVELS:
        if begins.match(words):
            head = _HEAD.match(words)
            cut = head.end() if head else len(words)
            return Paragraph(level, words[:cut], words[cut:])
    return Paragraph("body", "", words)


def day_words(on: date | None) -> str:
    """Return a day as letters have it: 2026年4月8日; "" where none was given."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def copies_words(letter: Letter) -> str:
    """Return the line of the copies, or ""."""
    return f"抄送：{'，'.join(letter.copies)}。" if letter.copies else ""


def letter_docx(letter: Letter) -> bytes:
    """Return the letter as DOCX; equal letters give equal bytes."""
    document = new_paper(first_page_differs=True)
    _first_page(document, letter)
    _organ(document, letter)
    set_line(document.add_paragraph(), letter.title, TITLE, "title", align=WD_ALIGN_PARAGRAPH.CENTER, before=2)
    set_line(document.add_paragraph(), f"{letter.addressed}：", BODY, "body", before=1)
    for each in letter_paragraphs(letter.text):
        paragraph = document.add_paragraph()
        set_form(paragraph, first_line=2 * CHAR)
        add_run(paragraph, each.head, BODY, each.level)
        add_run(paragraph, each.rest, BODY, "body")
    _signed(document, letter)
    copies = copies_words(letter)
    if copies:
        set_line(document.add_paragraph(), copies, SMALL, "body", before=1, left=CHAR, right=CHAR)
    return package(document, title=letter.title, author=letter.organ, on=letter.on)


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/A-2b, in the free fonts that are shipped."""
    for use, font in SHIPPED.items():
        _log.info("reply letter: %s stands for %s", font, FONTS[use])
    data: dict[str, Any] = {
        "organ": letter.organ,
        "number": letter.number,
        "mark": letter.mark,
        "title": letter.title,
        "addressed": f"{letter.addressed}：",
        "paragraphs": [[each.level, each.head, each.rest] for each in letter_paragraphs(letter.text)],
        "day": day_words(letter.on),
        "copies": copies_words(letter),
    }
    pdf: bytes = typst.compile(
        TEMPLATE,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return pdf


def _first_page(document: Any, letter: Letter) -> None:
    """Put the mark at the top right of the first page, and the lower red line (thin over thick) at its foot."""
    section = document.sections[0]
    head = section.first_page_header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.mark:
        add_run(head, letter.mark, TITLE, "first")
    foot = section.first_page_footer.paragraphs[0]
    _red_line(foot, "top", "thinThickSmallGap")


def _organ(document: Any, letter: Letter) -> None:
    """Set the organ in red over the upper red line (thick over thin), and the number at the right under it."""
    organ = document.add_paragraph()
    organ.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = add_run(organ, letter.organ, ORGAN, "title")
    run.font.color.rgb = RED
    _red_line(organ, "bottom", "thickThinSmallGap")
    if letter.number:
        set_line(document.add_paragraph(), letter.number, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT)


def _signed(document: Any, letter: Letter) -> None:
    """Set organ and day: the day four characters from the right, the organ centred over it, room for the seal."""
    day = day_words(letter.on)
    width = sum(1.0 if ord(sign) > 0x2E80 else 0.5 for sign in day)
    right = max(4 - (len(letter.organ) - width) / 2, 0.0)
    first = document.add_paragraph()
    set_line(first, letter.organ, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT, before=2, right=right * CHAR)
    first.paragraph_format.keep_with_next = True
    if day:
        set_line(document.add_paragraph(), day, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT, right=4 * CHAR)


def _red_line(paragraph: Any, side: str, kind: str) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent, form.space_after = Mm(-OUT), Mm(-OUT), Pt(0)
    add_border(paragraph, side, kind)
