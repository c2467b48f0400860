"""A briefing as DOCX and PDF: what stands where, in which font, and the same each time."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from huiyin.congress.briefings_sheet import Block, Line, Sheet
from huiyin.documents.briefing import briefing_docx, briefing_pdf

ON = date(2026, 1, 9)
SHEET = Sheet(
    masthead="云汀市第十七届人民代表大会第五次会议简报",
    number="第3期（总第21期）",
    organ="大会秘书处",
    day="2026年1月9日",
    title="临溪区代表团、青石区代表团审议《政府工作报告》",
    note_lead="编者按：",
    note="1月9日下午，各代表团审议政府工作报告。\n现将发言摘登如下。",
    blocks=(
        Block(
            "临溪区代表团",
            (
                Line("陆闻舟代表：", "过去一年，临溪区新增省级专精特新企业3家。\n　　2026年，将推进12个重点项目。"),
                Line("有的代表：", "建议进一步推广“免申即享”。"),
            ),
        ),
        Block("青石区代表团", (Line("何𬭎代表：", "青石河出境断面水质连续20个月达标。"),)),
    ),
    report_to="市人大常委会主任、副主任",
    send_to="市政府办公室。",
    issue_to="各代表团",
    copies=260,
    draft=False,
)
LINES = [  # the text of the body in its order, with the Chinese font and the size of the first run
    ("云汀市第十七届人民代表大会第五次会议", "方正小标宋简体", 22),
    ("简　报", "方正小标宋简体", 44),
    ("第3期（总第21期）", "仿宋_GB2312", 16),
    ("大会秘书处编\t2026年1月9日", "仿宋_GB2312", 16),
    ("临溪区代表团、青石区代表团审议《政府工作报告》", "方正小标宋简体", 22),
    ("编者按：1月9日下午，各代表团审议政府工作报告。", "黑体", 16),
    ("现将发言摘登如下。", "楷体_GB2312", 16),
    ("临溪区代表团", "黑体", 16),
    ("陆闻舟代表：过去一年，临溪区新增省级专精特新企业3家。", "楷体_GB2312", 16),
    ("2026年，将推进12个重点项目。", "仿宋_GB2312", 16),
    ("有的代表：建议进一步推广“免申即享”。", "楷体_GB2312", 16),
    ("青石区代表团", "黑体", 16),
    ("何𬭎代表：青石河出境断面水质连续20个月达标。", "楷体_GB2312", 16),
    ("报：市人大常委会主任、副主任。", "仿宋_GB2312", 14),
    ("送：市政府办公室。", "仿宋_GB2312", 14),
    ("发：各代表团。", "仿宋_GB2312", 14),
    ("（共印260份）", "仿宋_GB2312", 14),
]


def lines_of(content: bytes) -> list[tuple[str, str | None, float]]:
    found = []
    for paragraph in Document(io.BytesIO(content)).paragraphs:
        if not paragraph.text:
            continue  # a line drawn over or under the foot
        run = next(run for run in paragraph.runs if run.text)
        assert run.font.size is not None
        found.append((paragraph.text, run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt))
    return found


def test_the_docx_says_what_the_sheet_says() -> None:
    """In this order, each in the font and size of its sort; masthead and its line in red; numbers of pages."""
    content = briefing_docx(SHEET, on=ON)
    assert lines_of(content) == LINES
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    sizes = ("page_width", "page_height", "top_margin", "left_margin", "right_margin")
    assert [round(getattr(section, name).mm) for name in sizes] == [210, 297, 37, 28, 26]
    assert [str(document.paragraphs[n].runs[0].font.color.rgb) for n in (0, 1)] == ["C00000", "C00000"]
    assert document.paragraphs[3]._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")) == "C00000"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml
    rules = [paragraph for paragraph in document.paragraphs[4:] if paragraph._p.pPr.find(qn("w:pBdr")) is not None]
    assert [paragraph.paragraph_format.left_indent for paragraph in rules] == [0, 0]  # as wide as the text
    sent = document.paragraphs[-4].paragraph_format
    assert (sent.left_indent, sent.first_line_indent) == (Pt(44), Pt(-28))


def test_the_pdf_says_the_same() -> None:
    """In the order of the sheet, 22 lines a page; a name with a rare sign comes back whole."""
    with pypdfium2.PdfDocument(briefing_pdf(SHEET, on=ON)) as pdf:
        assert len(pdf) == 2
        words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    at = 0
    for text, _font, _size in LINES:
        at = words.index("".join(text.replace("　", "").split()), at)


@pytest.mark.parametrize("make", [briefing_docx, briefing_pdf])
def test_the_same_sheet_is_the_same_file(make: "object") -> None:
    """And another sheet is another; a mark stands on each page."""
    assert callable(make)
    assert make(SHEET, on=ON) == make(SHEET, on=ON)
    assert make(SHEET, on=ON) != make(replace(SHEET, copies=261), on=ON)
    assert make(SHEET, on=ON) != make(SHEET, on=ON, mark="草稿")


def test_what_nobody_filled_in_is_not_there() -> None:
    """No number, day, title, note, foot: nothing is made up, and no empty line stands for it."""
    bare = replace(
        SHEET, number="", day="", title="", note="", report_to="", send_to="", issue_to="", copies=None, draft=True
    )
    assert [text for text, _font, _size in lines_of(briefing_docx(bare, mark="草稿"))] == [
        "云汀市第十七届人民代表大会第五次会议",
        "简　报",
        "大会秘书处编\t",
        *[text for text, _font, _size in LINES[7:13]],
    ]
    assert Document(io.BytesIO(briefing_docx(bare, mark="草稿"))).sections[0].header.paragraphs[0].text == "草稿"
    with pypdfium2.PdfDocument(briefing_pdf(bare, mark="草稿")) as pdf:
        words = pdf[0].get_textpage().get_text_range()
    assert "草稿" in words
    assert "报：" not in words
