"""What the papers of offices share as DOCX: the page of GB/T 9704-2012, lines, fonts, numbers of pages, fixed bytes."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from huiyin.documents.word_package import same_each_time

FONTS = {"title": "方正小标宋简体", "body": "仿宋_GB2312", "first": "黑体", "second": "楷体_GB2312", "number": "宋体"}
STAND_INS = {  # what a machine without a font may take instead, in this order; nothing is embedded
    "方正小标宋简体": "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,宋体",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,STFangsong",
    "黑体": "SimHei,微软雅黑",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,STKaiti",
    "宋体": "SimSun",
}
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
    set_normal(document, BODY)
    document.settings.odd_and_even_pages_header_footer = True
    for foot, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        paragraph = foot.paragraphs[0]
        set_line(paragraph, "— ", SMALL, "number", align=side, left=CHAR, right=CHAR)
        add_field(paragraph, "PAGE", SMALL)
        add_run(paragraph, " —", SMALL, "number")
    return document


def set_normal(document: Any, size: Any) -> None:
    """Give a document the font of its body, Chinese as its language, and no gap between Chinese signs and figures."""
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", size
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS["body"])
    style.paragraph_format.space_after = Pt(0)
    for name in ("autoSpaceDE", "autoSpaceDN"):
        gap = OxmlElement(f"w:{name}")
        gap.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert_element_before(
            gap, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = _font_table().encode()


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'


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


def set_indent(paragraph: Any, characters: int) -> None:
    """Set the first line of a paragraph in by so many characters, whatever size they are given later."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))


def add_run(paragraph: Any, words: str, size: Any, font: str) -> Any:
    """Add words in a font that Word takes for Chinese signs, which it does by `w:eastAsia` only.

    Quotation marks and dashes belong to both scripts: the hint says that they are Chinese, and as wide as a sign.
    """
    run = paragraph.add_run(words)
    run.font.size, run.font.name = size, FONTS[font] if font == "first" else "Times New Roman"
    for name, value in (("eastAsia", FONTS[font]), ("hint", "eastAsia")):
        run._element.rPr.rFonts.set(qn(f"w:{name}"), value)
    return run


def add_field(paragraph: Any, code: str, size: Any, font: str = "number") -> None:
    """Add a field that Word fills in, such as PAGE; each part is a run of its own, so that the result has this size."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = add_run(paragraph, "1" if kind == "1" else "", size, font)
        if kind == "1":
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = f" {code} "
        run._r.append(part)


def add_rule(document: Any, *, size: int, before: float = 0) -> Any:
    """Draw a black line as wide as the text; `size` in eighths of a point, `before` in lines."""
    paragraph = document.add_paragraph()
    set_form(paragraph, before=before * LINE.pt)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    add_border(paragraph, "bottom", "single", size=size, space=0, colour="000000")
    return paragraph


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
    return same_each_time(held.getvalue())
