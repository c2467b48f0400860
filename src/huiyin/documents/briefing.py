"""A briefing or digest (简报、摘编) as DOCX and PDF, of its sheet: red masthead, note, remarks, foot.

A briefing lies outside of GB/T 9704-2012; it keeps that standard's page, lines, fonts and numbers of pages, as is the
custom. Equal sheets give equal bytes.
"""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from huiyin.congress.briefings_sheet import Sheet
from huiyin.documents.docx_parts import (
    BODY,
    CHAR,
    FONTS,
    LINE,
    RED,
    SHIPPED,
    SMALL,
    TITLE,
    add_border,
    add_rule,
    add_run,
    new_paper,
    package,
    set_form,
    set_indent,
    set_line,
)
from huiyin.documents.receipt import fonts

TEMPLATE = Path(__file__).parent / "templates" / "briefing.typ"
WIDTH = 442  # points of a line: 156 mm
UPPER, LOWER, LEAST = 22, 44, 14  # points of the two lines of a masthead, and the least that a long one shrinks to
HANGING = 28  # points of two signs of the foot: 报：
MARKS = {"draft": "草稿", "superseded": "已被更正版代替", "withdrawn": "已撤回"}  # on each page, by the state
_log = logging.getLogger(__name__)


def briefing_docx(sheet: Sheet, *, on: date | None = None, mark: str = "") -> bytes:
    """Return a briefing as DOCX.

    Args:
        on: the day of the file; of a draft None.
        mark: what stands at the top of each page: that it is a draft, or withdrawn.
    """
    document = new_paper()
    if mark:
        head = document.sections[0].header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_run(head, mark, SMALL, "first")
    _masthead(document, sheet)
    if sheet.title:
        set_line(document.add_paragraph(), sheet.title, TITLE, "title", align=WD_ALIGN_PARAGRAPH.CENTER, before=1)
    for n, words in enumerate(sheet.noted):
        _paragraph(document, sheet.note_lead if n == 0 else "", "first", words, "second", before=1 if n == 0 else 0)
    for block in sheet.blocks:
        if block.heading:
            heading = document.add_paragraph()
            _paragraph(document, block.heading, "first", "", "body", before=0.5, paragraph=heading)
            heading.paragraph_format.keep_with_next = True
        elif block is sheet.blocks[0] and (sheet.title or sheet.note):
            document.paragraphs[-1].paragraph_format.space_after = Pt(14)
        for line in block.lines:
            for n, words in enumerate(line.paragraphs):
                _paragraph(document, line.lead if n == 0 else "", "second", words, "body")
    _foot(document, sheet)
    return package(document, title=sheet.title or sheet.masthead, author=sheet.organ, on=on)


def briefing_pdf(sheet: Sheet, *, on: date | None = None, mark: str = "") -> bytes:
    """Return a briefing as PDF/A-2b, in the free fonts that are shipped."""
    for use, font in SHIPPED.items():
        _log.info("briefing: %s stands for %s", font, FONTS[use])
    upper, lower = sheet.head
    data: dict[str, Any] = {
        "mark": mark,
        "upper": upper,
        "upper_size": _upper_size(upper),
        "lower": lower,
        "lower_size": _lower_size(lower),
        "number": sheet.number,
        "organ": sheet.made_by,
        "day": sheet.day,
        "title": sheet.title,
        "note": [[sheet.note_lead if n == 0 else "", words] for n, words in enumerate(sheet.noted)],
        "blocks": [
            [
                block.heading,
                [
                    [line.lead if n == 0 else "", words]
                    for line in block.lines
                    for n, words in enumerate(line.paragraphs)
                ],
            ]
            for block in sheet.blocks
        ],
        "foot": list(sheet.foot),
        "printed": sheet.printed,
        "on": [on.year, on.month, on.day] if on else [],
    }
    pdf: bytes = typst.compile(
        TEMPLATE,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return pdf


def _masthead(document: Any, sheet: Sheet) -> None:
    """Set the masthead in red, the number under it, and organ and day over the red line."""
    upper, lower = sheet.head
    for words, size in ((upper, _upper_size(upper)), (lower, _lower_size(lower))):
        if words:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(4)
            add_run(paragraph, "　".join(words) if len(words) < 3 else words, Pt(size), "title").font.color.rgb = RED
    if sheet.number:
        set_line(document.add_paragraph(), sheet.number, BODY, "body", align=WD_ALIGN_PARAGRAPH.CENTER)
    made = document.add_paragraph()
    made.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    set_line(made, f"{sheet.made_by}\t{sheet.day}", BODY, "body", before=0.5)
    add_border(made, "bottom", "single", size=12, space=4)


def _upper_size(words: str) -> int:
    return max(min(UPPER, WIDTH // max(len(words), 1)), LEAST)


def _lower_size(words: str) -> int:
    return max(min(LOWER, WIDTH // max(len(words), 1)), LEAST)


def _paragraph(
    document: Any, lead: str, face: str, words: str, font: str, *, before: float = 0, paragraph: Any = None
) -> None:
    paragraph = document.add_paragraph() if paragraph is None else paragraph
    set_form(paragraph, first_line=2 * CHAR, before=before * LINE.pt)
    set_indent(paragraph, 2)
    if lead:
        add_run(paragraph, lead, BODY, face)
    if words:
        add_run(paragraph, words, BODY, font)


def _foot(document: Any, sheet: Sheet) -> None:
    """Set 报, 送, 发 between two lines as wide as the text, and the number of copies at the right under them."""
    if sheet.foot:
        add_rule(document, size=6, before=2)
        for words in sheet.foot:
            paragraph = document.add_paragraph()
            set_line(paragraph, words, SMALL, "body", left=CHAR + HANGING, right=CHAR)
            paragraph.paragraph_format.first_line_indent = Pt(-HANGING)  # what goes on stands under the first name
            paragraph.paragraph_format.keep_with_next = True
        add_rule(document, size=6).paragraph_format.keep_with_next = bool(sheet.printed)
    if sheet.printed:
        before = 0 if sheet.foot else 2
        paragraph = document.add_paragraph()
        set_line(paragraph, sheet.printed, SMALL, "body", align=WD_ALIGN_PARAGRAPH.RIGHT, before=before, right=CHAR)
