"""Makes the Word template of a briefing or digest (简报、摘编): red masthead, note, blocks, foot."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from word_letter import when

from huiyin.documents.docx_parts import (
    BODY,
    CHAR,
    LINE,
    RED,
    SMALL,
    TITLE,
    add_border,
    add_rule,
    add_run,
    new_paper,
    set_form,
    set_indent,
    set_line,
)

UPPER, LOWER, HANGING = 22, 44, 28  # as in huiyin.documents.briefing
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def briefing() -> Any:
    """Return the template of a briefing or digest."""
    document = new_paper()
    for head in (document.sections[0].header, document.sections[0].even_page_header):
        mark = head.paragraphs[0]
        mark.alignment = RIGHT
        add_run(mark, "{{ 标记 }}", SMALL, "first")
    when(document, "版头上行", lambda: _red(document, "{{ 版头上行 }}", UPPER))
    _red(document, "{{ 版头下行 }}", LOWER)
    when(document, "期号", lambda: set_line(document.add_paragraph(), "{{ 期号 }}", BODY, "body", align=CENTER))
    made = document.add_paragraph()
    made.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    set_line(made, "{{ 编印单位 }}\t{{ 日期 }}", BODY, "body", before=0.5)
    add_border(made, "bottom", "single", size=12, space=4)
    when(document, "标题", lambda: _line(document, "{{ 标题 }}", TITLE, "title", align=CENTER, before=1))
    _each(document, "按语 in 按语表", lambda: _paragraph(document, "按语", "first", "second"))
    _each(document, "栏 in 栏目表", lambda: _block(document))
    when(document, "报送表", lambda: _foot(document))
    when(document, "份数", lambda: _line(document, "{{ 份数 }}", SMALL, "body", align=RIGHT, right=CHAR))
    return document


def _line(document: Any, words: str, size: Any, font: str, **form: Any) -> None:
    set_line(document.add_paragraph(), words, size, font, **form)


def _each(document: Any, loop: str, write: Any) -> None:
    for tag in ("{%p for " + loop + " %}", "", "{%p endfor %}"):
        if tag:
            add_run(document.add_paragraph(), tag, Pt(9), "body")
        else:
            write()


def _red(document: Any, words: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_after = Pt(4)
    add_run(paragraph, words, Pt(size), "title").font.color.rgb = RED


def _paragraph(document: Any, of: str, face: str, font: str) -> None:
    paragraph = document.add_paragraph()
    set_form(paragraph, first_line=2 * CHAR)
    set_indent(paragraph, 2)
    add_run(paragraph, "{{ " + of + ".引 }}", BODY, face)
    add_run(paragraph, "{{ " + of + ".正文 }}", BODY, font)


def _block(document: Any) -> None:
    when(document, "栏.栏题", lambda: _heading(document))
    _each(document, "段 in 栏.段落表", lambda: _paragraph(document, "段", "second", "body"))


def _heading(document: Any) -> None:
    paragraph = document.add_paragraph()
    set_form(paragraph, first_line=2 * CHAR, before=0.5 * LINE.pt)
    set_indent(paragraph, 2)
    paragraph.paragraph_format.keep_with_next = True
    add_run(paragraph, "{{ 栏.栏题 }}", BODY, "first")


def _foot(document: Any) -> None:
    """Write 报, 送, 发 between two lines as wide as the text."""
    add_rule(document, size=6, before=2)
    _each(document, "行 in 报送表", lambda: _sent(document))
    add_rule(document, size=6).paragraph_format.keep_with_next = False


def _sent(document: Any) -> None:
    paragraph = document.add_paragraph()
    set_line(paragraph, "{{ 行.报送 }}", SMALL, "body", left=CHAR + HANGING, right=CHAR)
    paragraph.paragraph_format.first_line_indent = Pt(-HANGING)
    paragraph.paragraph_format.keep_with_next = True
