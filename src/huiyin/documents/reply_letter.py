"""The letter of a reply (答复函) as DOCX and PDF, in the letter format (信函格式) of GB/T 9704-2012.

DOCX names the fonts of offices and embeds none; PDF is set in the free fonts that are shipped, and the log says what
stands for what. The place of the seal stays empty.
"""

import io
import json
import logging
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from huiyin.congress.letters import Letter
from huiyin.documents.receipt import fonts

TEMPLATE = Path(__file__).parent / "templates" / "reply_letter.typ"
FONTS = {"title": "方正小标宋简体", "body": "仿宋_GB2312", "first": "黑体", "second": "楷体_GB2312", "number": "宋体"}
SHIPPED = {"title": "Noto Serif SC", "body": "Noto Serif SC", "first": "Noto Sans SC", "second": "Noto Serif SC"}
RED = RGBColor(0xC0, 0x00, 0x00)
LINE = Pt(28.95)  # 22 lines on the 225 mm of a page
BODY, SMALL, TITLE, ORGAN = Pt(16), Pt(14), Pt(22), Pt(30)
CHAR = 16.0  # points of one character of the body
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # mm
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
    document = Document()
    _page(document)
    _first_page(document, letter)
    _organ(document, letter)
    _line(document.add_paragraph(), letter.title, TITLE, "title", align=WD_ALIGN_PARAGRAPH.CENTER, before=2)
    _line(document.add_paragraph(), f"{letter.addressed}：", BODY, "body", before=1)
    for each in letter_paragraphs(letter.text):
        paragraph = document.add_paragraph()
        _set(paragraph, first_line=2 * CHAR)
        _run(paragraph, each.head, BODY, each.level)
        _run(paragraph, each.rest, BODY, "body")
    _signed(document, letter)
    copies = copies_words(letter)
    if copies:
        _line(document.add_paragraph(), copies, SMALL, "body", before=1, left=CHAR, right=CHAR)
    stamp = datetime.combine(letter.on or date(2000, 1, 1), time(), tzinfo=UTC)
    about = document.core_properties
    about.title, about.author, about.created, about.modified = letter.title, letter.organ, stamp, stamp
    out = io.BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue())


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


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", BODY
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS["body"])
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", SMALL, "number")
    _field(foot, "PAGE")
    _run(foot, " —", SMALL, "number")


def _first_page(document: Any, letter: Letter) -> None:
    """Put the mark at the top right of the first page, and the lower red line (thin over thick) at its foot."""
    section = document.sections[0]
    head = section.first_page_header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.mark:
        _run(head, letter.mark, TITLE, "first")
    foot = section.first_page_footer.paragraphs[0]
    _border(foot, "top", "thinThickSmallGap")


def _organ(document: Any, letter: Letter) -> None:
    """Set the organ in red over the upper red line (thick over thin), and the number at the right under it."""
    organ = document.add_paragraph()
    organ.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = _run(organ, letter.organ, ORGAN, "title")
    run.font.color.rgb = RED
    _border(organ, "bottom", "thickThinSmallGap")
    if letter.number:
        _line(document.add_paragraph(), letter.number, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT)


def _signed(document: Any, letter: Letter) -> None:
    """Set organ and day: the day four characters from the right, the organ centred over it, room for the seal."""
    day = day_words(letter.on)
    width = sum(1.0 if ord(sign) > 0x2E80 else 0.5 for sign in day)
    right = max(4 - (len(letter.organ) - width) / 2, 0.0)
    first = document.add_paragraph()
    _line(first, letter.organ, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT, before=2, right=right * CHAR)
    first.paragraph_format.keep_with_next = True
    if day:
        _line(document.add_paragraph(), day, BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT, right=4 * CHAR)


def _line(
    paragraph: Any,
    words: str,
    size: Any,
    font: str,
    *,
    align: Any = None,
    before: int = 0,
    left: float = 0,
    right: float = 0,
) -> None:
    _set(paragraph, before=before * LINE.pt, left=left, right=right)
    if align is not None:
        paragraph.alignment = align
    _run(paragraph, words, size, font)


def _set(paragraph: Any, *, before: float = 0, first_line: float = 0, left: float = 0, right: float = 0) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.space_before, form.space_after = Pt(before), Pt(0)
    form.first_line_indent, form.left_indent, form.right_indent = Pt(first_line), Pt(left), Pt(right)


def _run(paragraph: Any, words: str, size: Any, font: str) -> Any:
    """Add words in a font that Word takes for Chinese signs, which it does by `w:eastAsia` only."""
    run = paragraph.add_run(words)
    run.font.size, run.font.name = size, "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[font])
    return run


def _border(paragraph: Any, side: str, kind: str) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent, form.space_after = Mm(-OUT), Mm(-OUT), Pt(0)
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "24"), ("space", "11"), ("color", str(RED))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _field(paragraph: Any, code: str) -> None:
    run = _run(paragraph, "", SMALL, "number")
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)


def _same_each_time(content: bytes) -> bytes:
    """Return a package whose parts all bear one time, so that the same letter is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
