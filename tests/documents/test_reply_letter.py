"""The letter of a reply as DOCX and PDF: what stands where, in which font, and the same each time."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from huiyin.congress.letter_text import Paragraph, Piece, letter_paragraphs
from huiyin.congress.letters import Letter, numeral
from huiyin.documents.issued_letter import letter_by
from huiyin.documents.reply_letter import (
    attachment_lines,
    copies_words,
    letter_pdf,
    note_apart_from,
    title_lines,
)
from huiyin.documents.word_kinds import shipped

TEXT = """您提出的《关于加快解决老旧小区停车难问题的建议》收悉。现答复如下：
一、已开展的工作
　　近年来，我局把“停车难”作为城市更新的重点内容。
二、关于您提出的具体建议
（一）关于挖潜增位：2026年，新增泊位1800个左右。

（联系人：方知远　联系电话：0000-0000000）"""
LETTER = Letter(
    organ="云汀市住房和城乡建设局",
    number="云住建函〔2026〕31号",
    mark="B",
    title="关于云汀市十七届人大五次会议第0087号建议的答复",
    addressed="陆闻舟代表",
    text=TEXT,
    on=date(2026, 4, 8),
    copies=("云汀市人大常委会代表工作委员会", "云汀市人民政府办公室"),
)
HEAD = ("云汀市住房和城乡建设局", "方正小标宋简体", 30)  # stands in the head of the first page
LINES = [  # the text of the body in its order, with the Chinese font and the size of the first run that says anything
    ("云住建函〔2026〕31号", "仿宋_GB2312", 16),
    ("关于云汀市十七届人大五次会议\n第0087号建议的答复", "方正小标宋简体", 22),
    ("陆闻舟代表：", "仿宋_GB2312", 16),
    ("您提出的《关于加快解决老旧小区停车难问题的建议》收悉。现答复如下：", "仿宋_GB2312", 16),
    ("一、已开展的工作", "黑体", 16),
    ("近年来，我局把“停车难”作为城市更新的重点内容。", "仿宋_GB2312", 16),
    ("二、关于您提出的具体建议", "黑体", 16),
    ("（一）关于挖潜增位：2026年，新增泊位1800个左右。", "楷体_GB2312", 16),
    ("抄送：云汀市人大常委会代表工作委员会，云汀市人民政府办公室。", "仿宋_GB2312", 14),  # a frame at the foot
    ("云汀市住房和城乡建设局", "仿宋_GB2312", 16),
    ("2026年4月8日", "仿宋_GB2312", 16),
    ("（联系人：方知远　联系电话：0000-0000000）", "仿宋_GB2312", 16),
]


def letter_docx(letter: Letter) -> bytes:
    """Return a letter by the shipped template."""
    return letter_by(shipped("reply_letter"), letter)


def test_the_docx_says_what_the_letter_says() -> None:
    """In this order, each in the font and size of its sort."""
    document = Document(io.BytesIO(letter_docx(LETTER)))
    found = [told(paragraph) for paragraph in document.paragraphs]
    assert found == LINES
    assert told(document.sections[0].first_page_header.paragraphs[1]) == HEAD


def told(paragraph: Any) -> tuple[str, str, float]:
    """Return what a paragraph says, with the Chinese font and the size of the first run that says anything."""
    run = next(run for run in paragraph.runs if run.text)
    return paragraph.text.strip(), run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def test_the_docx_is_a_letter_by_the_standard() -> None:
    """A4; the mark at the top right and no number on page one; two red double lines of 170 mm."""
    document = Document(io.BytesIO(letter_docx(LETTER)))
    section = document.sections[0]
    sizes = ("page_width", "page_height", "top_margin", "left_margin", "right_margin")
    assert [round(getattr(section, name).mm) for name in sizes] == [210, 297, 37, 28, 26]
    assert section.different_first_page_header_footer
    head = section.first_page_header.paragraphs[0]
    assert (head.text, head.alignment) == ("B", 2)
    assert section.first_page_footer.paragraphs[0].text == ""
    for paragraph, side, kind in (
        (section.first_page_header.paragraphs[1], "bottom", "thickThinSmallGap"),
        (section.first_page_footer.paragraphs[0], "bottom", "thinThickSmallGap"),
    ):
        line = paragraph._p.pPr.find(qn("w:pBdr")).find(qn(f"w:{side}"))
        assert line.get(qn("w:val")) == kind
        assert line.get(qn("w:color")) == "C00000"
        form = paragraph.paragraph_format
        assert [round(each.mm) for each in (form.left_indent, form.right_indent) if each] == [-7, -7]
    for foot, side in ((section.footer, 2), (section.even_page_footer, 0)):  # odd pages right, even ones left
        assert "PAGE" in foot.paragraphs[0]._p.xml
        assert foot.paragraphs[0].alignment == side
    body = document.paragraphs[3]
    form = body.paragraph_format
    assert (form.line_spacing, form.first_line_indent) == (Pt(28.95), Pt(32))
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    copies = document.paragraphs[8]._p.pPr.find(qn("w:framePr"))
    assert (copies.get(qn("w:vAnchor")), copies.get(qn("w:yAlign"))) == ("margin", "bottom")


def test_the_last_paragraph_goes_with_organ_and_day() -> None:
    """A page that holds nothing but these two is no page of a letter."""
    document = Document(io.BytesIO(letter_docx(replace(LETTER, copies=()))))
    kept = [paragraph.text for paragraph in document.paragraphs if paragraph.paragraph_format.keep_with_next]
    assert kept == [LINES[7][0], "\t云汀市住房和城乡建设局", "\t2026年4月8日"]


def test_fonts_have_stand_ins_by_name() -> None:
    """Where a machine lacks 仿宋_GB2312, it is told to take 仿宋; nothing is embedded."""
    with zipfile.ZipFile(io.BytesIO(letter_docx(LETTER))) as package:
        fonts = package.read("word/fontTable.xml").decode()
        assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,' in fonts
        assert not [name for name in package.namelist() if "fonts/" in name]
        assert 'w:eastAsia="zh-CN"' in package.read("word/styles.xml").decode()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于云汀市第0087号建议的答复", 1),
        ("关于云汀市十七届人大五次会议第0087号建议的答复", 2),
        ("关于云汀市十七届人大闭会期间第0022号建议的答复", 2),
    ],
)
def test_a_long_title_is_broken_by_its_sense(title: str, lines: int) -> None:
    """Before the number, never within a word."""
    found = title_lines(title)
    assert (len(found), "".join(found)) == (lines, title)
    assert found[-1].startswith(("第", "关于"))


def test_the_same_letter_is_the_same_file() -> None:
    """And another letter is another."""
    assert letter_docx(LETTER) == letter_docx(LETTER)
    assert letter_docx(LETTER) != letter_docx(replace(LETTER, mark="A"))
    with zipfile.ZipFile(io.BytesIO(letter_docx(LETTER))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_pdf_says_the_same_on_one_page() -> None:
    """Text comes back in the order of the letter; the mark stands right of everything, above the organ."""
    with pypdfium2.PdfDocument(letter_pdf(LETTER)) as pdf:
        assert len(pdf) == 1
        page = pdf[0].get_textpage()
        words = "".join(page.get_text_range().split())
        places = [words.find("".join(text.split())) for text, _font, _size in LINES]
        assert -1 not in places
        boxes = {page.get_text_bounded(*page.get_rect(n)).strip(): page.get_rect(n) for n in range(page.count_rects())}
        mark, number = boxes["B"], next(box for text, box in boxes.items() if text.startswith("云住建函"))
        assert mark[1] > number[3]
        assert mark[2] > 500


def test_without_mark_number_day_and_copies_nothing_stands_for_them() -> None:
    """Nothing is made up."""
    bare = replace(LETTER, mark="", number="", on=None, copies=())
    document = Document(io.BytesIO(letter_docx(bare)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text.strip() for text in texts] == [text for text, _font, _size in [*LINES[1:8], LINES[9], LINES[11]]]
    assert document.sections[0].first_page_header.paragraphs[0].text == ""
    assert copies_words(bare) == ""
    assert letter_pdf(bare).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "答复如下。\n\n　　（联系人：方知远　联系电话：0000）\n",
            ("答复如下。", "（联系人：方知远　联系电话：0000）"),
        ),
        ("答复如下。\n联系人：方知远\n联系电话：0000", ("答复如下。", "（联系人：方知远　联系电话：0000）")),
        ("答复如下。\n(电话：0000)", ("答复如下。", "（电话：0000）")),
        ("答复如下。\n请与我局联系。", ("答复如下。\n请与我局联系。", "")),
        ("联系人：方知远。\n答复如下。", ("联系人：方知远。\n答复如下。", "")),
        ("联系人：方知远", ("联系人：方知远", "")),
    ],
)
def test_whom_to_ask_is_a_note_below_the_day(text: str, apart: tuple[str, str]) -> None:
    """In brackets, as the standard has it; only the last lines, and never the whole letter."""
    assert note_apart_from(text) == apart


def test_a_template_without_a_field_for_the_note_keeps_it_in_the_text() -> None:
    """A place's own template of before loses no word of the letter."""
    old, kept = Document(io.BytesIO(shipped("reply_letter"))), io.BytesIO()
    for paragraph in old.paragraphs[-3:]:
        assert "附注" in paragraph.text or "endif" in paragraph.text
        paragraph._p.getparent().remove(paragraph._p)
    old.save(kept)
    for template, at in ((kept.getvalue(), 8), (shipped("reply_letter"), 11)):
        texts = [paragraph.text.strip() for paragraph in Document(io.BytesIO(letter_by(template, LETTER))).paragraphs]
        assert [n for n, text in enumerate(texts) if "联系人" in text] == [at]


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        ("一、已开展的工作", Paragraph("first", "一、已开展的工作", "")),
        (
            "（二）关于错时共享：经与市机关事务管理局协商",
            Paragraph("second", "（二）关于错时共享：", "经与市机关事务管理局协商"),
        ),
        ("　　一是加强管理。", Paragraph("body", "", "一是加强管理。")),
    ],
)
def test_headings_are_known_by_their_numbers(line: str, paragraph: Paragraph) -> None:
    assert letter_paragraphs(line) == [paragraph]


@pytest.mark.parametrize(
    ("number", "words"), [(5, "五"), (10, "十"), (11, "十一"), (17, "十七"), (20, "二十"), (34, "三十四")]
)
def test_numbers_of_congresses(number: int, words: str) -> None:
    assert numeral(number) == words


MARKED = """一、已开展的工作
已新增泊位300个，其中**老旧小区260个**。
片区\t泊位数\t完成时间
临江片区\t180\t2026年6月底前
老城片区\t120
二、下一步打算
1.加快**建设。
（会办意见）
市财政局：同意。"""
FULL = replace(LETTER, text=MARKED, attachments=("2026年新增停车泊位分布表", "老旧小区停车管理办法"))


def test_marks_become_emphasis_and_tables() -> None:
    """A mark without its fellow stays; a row that is short is filled up; numbered lines are paragraphs."""
    found = letter_paragraphs(MARKED)
    rows = (("片区", "泊位数", "完成时间"), ("临江片区", "180", "2026年6月底前"), ("老城片区", "120", ""))
    assert [(each.level, each.head or each.rest) for each in found if not each.rows] == [
        ("first", "一、已开展的工作"),
        ("body", "已新增泊位300个，其中**老旧小区260个**。"),
        ("first", "二、下一步打算"),
        ("body", "1.加快**建设。"),
        ("second", "（会办意见）"),
        ("body", "市财政局：同意。"),
    ]
    assert found[1].pieces == [Piece("已新增泊位300个，其中"), Piece("老旧小区260个", strong=True), Piece("。")]
    assert [each.rows for each in found if each.rows] == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "\t本局高度重视。\n\t现答复如下。",  # a tab sets a paragraph in
        "联系人：方知远\t电话：0000",
        "一、加强\t管理\n\n二、加强\t宣传",  # a blank line between
    ],
)
def test_tabs_alone_make_no_table(text: str) -> None:
    assert not [each for each in letter_paragraphs(text) if each.rows]


def test_a_table_begins_with_words_and_may_have_an_empty_first_cell() -> None:
    """As a spreadsheet gives it; empty columns at the end are left away."""
    (table,) = letter_paragraphs("类别\t**数量**\t\n\t12\t\n合计\t\t")
    assert table.rows == (("类别", "数量"), ("", "12"), ("合计", ""))


def test_a_heading_in_emphasis_is_a_heading() -> None:
    assert letter_paragraphs("**一、总体情况。**见**附件**") == [Paragraph("first", "一、总体情况。", "见附件")]
    assert letter_paragraphs("一、总体情况。见**附件**") == [Paragraph("first", "一、总体情况。", "见**附件**")]


def test_the_docx_has_table_emphasis_and_attachments() -> None:
    """The table stands where it stood in the text, the attachments after the text and before the organ."""
    document = Document(io.BytesIO(letter_docx(FULL)))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["片区", "泊位数", "完成时间"],
        ["临江片区", "180", "2026年6月底前"],
        ["老城片区", "120", ""],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    assert told(table.rows[0].cells[0].paragraphs[0])[1:] == ("黑体", 14)
    assert table._tbl.getprevious().xpath("string(.)").startswith("已新增泊位300个")
    strong = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold and run.text]
    assert strong == ["老旧小区260个"]
    texts = [paragraph.text.strip() for paragraph in document.paragraphs]
    at = texts.index("附件：1.2026年新增停车泊位分布表")
    assert texts[at - 1 : at + 2] == ["市财政局：同意。", "附件：1.2026年新增停车泊位分布表", "2.老旧小区停车管理办法"]
    assert at < texts.index("云汀市住房和城乡建设局")
    assert told(document.paragraphs[texts.index("（会办意见）")])[1] == "楷体_GB2312"
    assert letter_docx(FULL) == letter_docx(FULL)


def test_a_single_attachment_has_no_number() -> None:
    assert attachment_lines(replace(LETTER, attachments=("分布表",))) == [("附件：", "", "分布表")]
    assert attachment_lines(LETTER) == []


def test_the_pdf_has_them_in_the_same_order() -> None:
    with pypdfium2.PdfDocument(letter_pdf(FULL)) as pdf:
        words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    wanted = [
        "其中老旧小区260个。", "片区泊位数完成时间", "老城片区120", "二、下一步打算", "1.加快**建设。",
        "附件：1.2026年新增停车泊位分布表2.老旧小区停车管理办法", "2026年4月8日",
    ]  # fmt: skip
    places = [words.find(each) for each in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_a_template_of_before_loses_no_word() -> None:
    """Where it has no place for tables and attachments, their words stand in the text, without marks."""
    old, kept = Document(), io.BytesIO()
    for words in ("{%p for 段 in 段落表 %}", "{{ 段.一级标题 }}{{ 段.正文 }}", "{%p endfor %}", "{{ 机关 }}"):
        old.add_paragraph(words)
    old.save(kept)
    texts = [paragraph.text for paragraph in Document(io.BytesIO(letter_by(kept.getvalue(), FULL))).paragraphs]
    assert texts[1:5] == [
        "已新增泊位300个，其中老旧小区260个。",
        "片区　泊位数　完成时间",
        "临江片区　180　2026年6月底前",
        "老城片区　120",
    ]
    assert texts[-3:] == ["附件：1.2026年新增停车泊位分布表", "2.老旧小区停车管理办法", "云汀市住房和城乡建设局"]
