"""What the papers of offices share as DOCX: the page of GB/T 9704-2012, lines, fonts, numbers of pages, fixed bytes."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONTS = {"title": "方正小标宋简体", "body": "仿宋_GB2312", "first": "黑体", "second": "楷体_GB2312", "number": "宋体"}
SHIPPED = {"title": "Noto Serif SC", "body": "Noto Serif SC", "first": "Noto Sans SC", "second": "Noto Serif SC"}
RED = RGBColor(0xC0, 0x00, 0x00)
LINE = Pt(28.95)  # 22 lines on the 225 mm of a page
BODY, SMALL, TITLE = Pt(16), Pt(14), Pt(22)
CHAR = 16.0  # points of one character of the body
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # mm


def new_paper(*, first_page_differs: bool = False) -> Any:
    """Return an empty document on the page of the standard, with the number of the page at its foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    section.different_first_page_header_footer = first_page_differs
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", BODY
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS["body"])
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(foot, "— ", SMALL, "number")
    add_field(foot, "PAGE")
    add_run(foot, " —", SMALL, "number")
    return document


def set_line(
    paragraph: Any,
    words: str,
    size: Any,
    font: str,
    *,
    align: Any = None,
    before: float = 0,
    left: float = 0,
    right: float = 0,
) -> None:
    """Make a paragraph one line of the standard: `before` in lines, `left` and `right` in points."""
    set_form(paragraph, before=before * LINE.pt, left=left, right=right)
    if align is not None:
        paragraph.alignment = align
    add_run(paragraph, words, size, font)


def set_form(paragraph: Any, *, before: float = 0, first_line: float = 0, left: float = 0, right: float = 0) -> None:
    """Give a paragraph the line of the standard, and its indents in points."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.space_before, form.space_after = Pt(before), Pt(0)
    form.first_line_indent, form.left_indent, form.right_indent = Pt(first_line), Pt(left), Pt(right)


def add_run(paragraph: Any, words: str, size: Any, font: str) -> Any:
    """Add words in a font that Word takes for Chinese signs, which it does by `w:eastAsia` only."""
    run = paragraph.add_run(words)
    run.font.size, run.font.name = size, "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[font])
    return run


def add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    run = add_run(paragraph, "", SMALL, "number")
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)


def add_border(
    paragraph: Any, side: str, kind: str, *, size: int = 24, space: int = 11, colour: str = str(RED)
) -> None:
    """Draw a line at one side of a paragraph; `size` in eighths of a point, `space` in points."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(size)), ("space", str(space)), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def package(document: Any, *, title: str, author: str, on: date | None) -> bytes:
    """Return a document as a file; equal documents give equal bytes."""
    stamp = datetime.combine(on or date(2000, 1, 1), time(), tzinfo=UTC)
    about = document.core_properties
    about.title, about.author, about.created, about.modified = title, author, stamp, stamp
    held = io.BytesIO()
    document.save(held)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held.getvalue())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
