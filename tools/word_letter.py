"""Makes the Word template of the letter of a reply (答复函), in the letter format (信函格式) of GB/T 9704-2012."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from huiyin.documents.docx_parts import (
    BODY,
    CHAR,
    LINE,
    RED,
    SMALL,
    TITLE,
    add_border,
    add_run,
    new_paper,
    set_form,
    set_indent,
    set_line,
)

ORGAN = Pt(30)
OUT = 7  # mm by which the red lines are wider than the text on each side: 170 against 156
WIDTH = 156  # mm of the text
SEALED = 7.25  # characters from the right at which organ and day are centred: a day of 6.5 then ends 4 from the right


def reply_letter() -> Any:
    """Return the template of the letter."""
    document = new_paper(first_page_differs=True)
    _first_page(document.sections[0])
    when(document, "文号", lambda: _line(document, "{{ 文号 }}", BODY, "body", align=WD_ALIGN_PARAGRAPH.RIGHT))
    _line(document, "{{ 标题 }}", TITLE, "title", align=WD_ALIGN_PARAGRAPH.CENTER, before=1.5)
    _line(document, "{{ 主送 }}：", BODY, "body", before=1)
    _tag(document, "{%p for 段 in 段落表 %}")
    _tag(document, "{%p if 段.表格 %}")
    _table(document)
    _tag(document, "{%p elif loop.last %}")
    _paragraph(document).paragraph_format.keep_with_next = True  # no page holds the organ and the day alone
    _tag(document, "{%p else %}")
    _paragraph(document)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")
    _attachments(document)
    when(document, "抄送", lambda: _copies(document))  # a frame stands on the page of the paragraph after it
    _centred_at_seal(document, "{{ 机关 }}", before=2).paragraph_format.keep_with_next = True
    when(document, "日期", lambda: _day(document))
    when(document, "附注", lambda: _note(document))
    return document


def _paragraph(document: Any) -> Any:
    """Write a paragraph of the text: its head in the font of its level, then its words."""
    paragraph = document.add_paragraph()
    set_form(paragraph, first_line=2 * CHAR)
    set_indent(paragraph, 2)
    for words, font in (("{{ 段.一级标题 }}", "first"), ("{{ 段.二级标题 }}", "second")):
        add_run(paragraph, words, BODY, font)
    add_run(paragraph, "{% for 句 in 段.字句 %}{{ 句.常体 }}", BODY, "body")
    add_run(paragraph, "{{ 句.强调 }}", BODY, "body").bold = True
    add_run(paragraph, "{% endfor %}", BODY, "body")
    return paragraph


def _table(document: Any) -> None:
    """Write a table as wide as the text, whose columns Word fits to their words; its head stands on every page."""
    made = document.add_table(rows=6, cols=3)
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    lines = (("{%tr for 行 in 段.表格 %}",), ("{%tr if loop.first %}",), "head", ("{%tr else %}",), "body")
    for row, said in zip(made.rows, lines, strict=False):
        if not isinstance(said, str):
            add_run(row.cells[0].paragraphs[0], said[0], SMALL, "body")
            continue
        head = said == "head"
        _cells(row, head=head)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if head:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    add_run(made.rows[5].cells[0].paragraphs[0], "{%tr endif %}", SMALL, "body")
    add_run(made.add_row().cells[0].paragraphs[0], "{%tr endfor %}", SMALL, "body")
    width = made._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")


def _cells(row: Any, *, head: bool) -> None:
    """Write the cell that is repeated, between the two that begin and end the loop."""
    begins, cell, ends = row.cells
    add_run(begins.paragraphs[0], "{%tc for 格 in 行.格 %}", SMALL, "body")
    if head:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(cell.paragraphs[0], "{{ 格.文字 }}", SMALL, "first" if head else "body")
    add_run(ends.paragraphs[0], "{%tc endfor %}", SMALL, "body")


def _attachments(document: Any) -> None:
    """Write the note of the attachments (附件说明): a line below the text, 附件： at two characters, names in line."""
    _tag(document, "{%p for 附 in 附件说明 %}")
    for first in (True, False):
        _tag(document, "{%p if loop.first %}" if first else "{%p else %}")
        paragraph = document.add_paragraph()
        set_form(paragraph, left=5 * CHAR, first_line=-3 * CHAR if first else 0, before=LINE.pt if first else 0)
        add_run(paragraph, "{{ 附.引 }}{{ 附.序 }}{{ 附.名称 }}", BODY, "body")
        paragraph.paragraph_format.keep_with_next = True
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def when(document: Any, field: str, write: Any) -> None:
    """Write what stands only where a field is filled."""
    _tag(document, "{%p if " + field + " %}")
    write()
    _tag(document, "{%p endif %}")


def _tag(document: Any, words: str) -> None:
    add_run(document.add_paragraph(), words, Pt(9), "body")


def _line(document: Any, words: str, size: Any, font: str, **form: Any) -> Any:
    paragraph = document.add_paragraph()
    set_line(paragraph, words, size, font, **form)
    return paragraph


def _first_page(section: Any) -> None:
    """Put mark, organ and the upper red line at the head of the first page, the lower red line at its foot."""
    section.header_distance = Mm(15)
    mark = section.first_page_header.paragraphs[0]
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark.paragraph_format.line_spacing_rule, mark.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(15)
    mark.paragraph_format.tab_stops.clear_all()
    add_run(mark, "{{ 答复类别 }}", TITLE, "first")
    organ = section.first_page_header.add_paragraph()
    organ.alignment = WD_ALIGN_PARAGRAPH.CENTER
    organ.paragraph_format.line_spacing = 1.0
    add_run(organ, "{{ 机关 }}", ORGAN, "title").font.color.rgb = RED
    _red_line(organ, "bottom", "thickThinSmallGap", space=8)
    after = section.first_page_header.add_paragraph()  # what keeps the number off the line
    after.paragraph_format.line_spacing_rule, after.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)
    foot = section.first_page_footer.paragraphs[0]
    foot.paragraph_format.line_spacing_rule, foot.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    # Below, not above: office suites differ over which line of an upper border comes first.
    _red_line(foot, "bottom", "thinThickSmallGap", space=0)


def _red_line(paragraph: Any, side: str, kind: str, *, space: int) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent, form.space_after = Mm(-OUT), Mm(-OUT), Pt(0)
    add_border(paragraph, side, kind, space=space)


def _centred_at_seal(document: Any, words: str, *, before: float = 0) -> Any:
    """Write a line centred where the seal will stand: four characters from the right, whatever its length."""
    paragraph = document.add_paragraph()
    set_form(paragraph, before=before * LINE.pt)
    at = Mm(WIDTH) - Pt(SEALED * CHAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(at, WD_TAB_ALIGNMENT.CENTER)
    add_run(paragraph, "\t" + words, BODY, "body")
    return paragraph


def _day(document: Any) -> None:
    _centred_at_seal(document, "{{ 日期 }}").paragraph_format.keep_with_next = True  # with the note, where there is one


def _note(document: Any) -> None:
    """Write the note (附注) in the line below the day, two characters from the left."""
    paragraph = document.add_paragraph()
    set_form(paragraph, first_line=2 * CHAR)
    set_indent(paragraph, 2)
    add_run(paragraph, "{{ 附注 }}", BODY, "body")


def _copies(document: Any) -> None:
    """Write the copies (抄送) at the foot of the text of the last page; what goes on stands under the first name."""
    paragraph = _line(document, "抄送：{{ 抄送 }}。", SMALL, "body", left=CHAR + 42, right=CHAR)
    paragraph.paragraph_format.first_line_indent = Pt(-42)
    frame = OxmlElement("w:framePr")
    for name, value in {
        "w": str(round(Mm(WIDTH).pt * 20)), "wrap": "around", "vAnchor": "margin", "hAnchor": "margin",
        "xAlign": "left", "yAlign": "bottom",
    }.items():  # fmt: skip
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:pBdr", "w:tabs", "w:autoSpaceDE", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
