"""Word documents: everything a reader of the printed page sees, once, in document order."""

import pytest

from huiyin.errors import ReadingError
from huiyin.reading.sources import FilePlace, open_source
from sources.builders import SPEECH, STRICT_W, docx, p, relabelled, table, wrapped


def lines_of(body: str, **more: str) -> list[str]:
    """Return the lines that are read from a document with this body."""
    return open_source(docx(body, **more)).text.split("\n")


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    """A table is read where it stands, each row a line with tabs between the cells."""
    body = p("一、主要目标") + table(["指标", "2026年"], ["粮食产量", "10万吨"]) + p("二、重点任务")
    source = open_source(docx(body))
    assert source.text.split("\n") == ["一、主要目标", "指标\t2026年", "粮食产量\t10万吨", "二、重点任务"]
    assert (source.format, source.encoding, source.title) == ("docx", None, "重点工作分工方案")
    assert source.place_of(source.text.index("10万吨")) == FilePlace(None, 4, None, "table")
    assert source.place_of(source.text.index("二、")) == FilePlace(None, 6, None, "body")


def test_headers_comments_and_styles_are_no_text() -> None:
    """What stands beside the text in the package is left beside it."""
    beside = {name: p("不是正文") for name in ("header1", "footer1", "comments", "styles", "glossary")}
    body = (
        p("一、总体要求", '<w:pStyle w:val="1"/><w:jc w:val="center"/>')
        + p(SPEECH[0])
        + "<w:sectPr><w:cols/></w:sectPr>"
    )
    assert lines_of(body, **beside) == ["一、总体要求", SPEECH[0]]


def box(text: str) -> str:
    """Return a drawing with a text box, kept twice as Word does it."""
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{content}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def run(content: str) -> str:
    """Return a run."""
    return f"<w:r>{content}</w:r>"


def paragraph(*runs: str) -> str:
    """Return a paragraph of runs."""
    return f"<w:p>{''.join(run(content) for content in runs)}</w:p>"


def framed(text: str) -> str:
    """Return the content of a text box."""
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


PINYIN = f"<w:ruby><w:rt>{run('<w:t>tīng</w:t>')}</w:rt><w:rubyBase>{run('<w:t>汀</w:t>')}</w:rubyBase></w:ruby>"
FALLBACK = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{framed('备用')}</mc:Fallback></mc:AlternateContent>"
CHOICES = (
    "<mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Choice><w:t>乙</w:t></mc:Choice>"
    "</mc:AlternateContent>"
)
HIDDEN, SHOWN = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
DELETED = f"<w:del>{run('<w:delText>旧</w:delText>')}</w:del>"
TAB_STOPS = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
CONTENTS = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'

BODIES = {
    "text box once, after its paragraph": (
        paragraph("<w:t>正文前</w:t>", box("框内文字"), "<w:t>正文后</w:t>"),
        ["正文前正文后", "框内文字"],
    ),
    "old text box without a choice": (
        paragraph(f"<w:pict><v:textbox>{framed('旧框文字')}</v:textbox></w:pict>"),
        ["旧框文字"],
    ),
    "fallback where the choice has no text": (paragraph(FALLBACK), ["备用"]),
    "only one of two choices": (paragraph(CHOICES), ["甲"]),
    "runs of one word": (paragraph("<w:t>增长5.</w:t>", "<w:t>1%</w:t>"), ["增长5.1%"]),
    "line break": (paragraph("<w:t>上行</w:t><w:br/><w:t>下行</w:t>"), ["上行", "下行"]),
    "tab between words, tab stops ignored": (
        f"<w:p>{TAB_STOPS}{run('<w:t>市长</w:t><w:tab/><w:t>林某</w:t>')}</w:p>",
        ["市长\t林某"],
    ),
    "deleted and inserted text": (
        f"<w:p>{DELETED}<w:ins>{run('<w:t>新</w:t>')}</w:ins><w:moveFrom>{run('<w:t>移走</w:t>')}</w:moveFrom></w:p>",
        ["新"],
    ),
    "hidden text": (
        paragraph(f"{HIDDEN}<w:t>隐藏</w:t>", "<w:t>可见</w:t>", f"{SHOWN}<w:t>也可见</w:t>"),
        ["可见也可见"],
    ),
    "hidden paragraph mark": (p("可见", HIDDEN), ["可见"]),
    "pinyin over a word": (paragraph(PINYIN), ["汀"]),
    "field code and result": (paragraph("<w:instrText>PAGE</w:instrText>", "<w:t>12</w:t>"), ["12"]),
    "contents list left out": (
        f"<w:sdt>{CONTENTS}<w:sdtContent>{p('一、总体要求 3')}</w:sdtContent></w:sdt>{p('正文')}",
        ["正文"],
    ),
    "content control kept": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的字')}</w:sdtContent></w:sdt>",
        ["控件里的字"],
    ),
    "formula": (f"<w:p>{run('<w:t>占比</w:t>')}<m:oMath><m:r><m:t>≥5</m:t></m:r></m:oMath></w:p>", ["占比≥5"]),
    "frame of one cell": (table([p("第一段。") + p("第二段。")]), ["第一段。", "第二段。"]),
    "cell of two paragraphs": (table(["任务", p("建成港区") + p("通车")]), ["任务\t建成港区 通车"]),
    "empty cells": (table(["", "目标", ""], ["指标", "", "单位"], ["", "", ""]), ["目标", "指标\t\t单位"]),
    "table in a table": (table(["甲", table(["乙", "丙"])]), ["甲\t乙 丙"]),
    "empty paragraphs": (f"{p('')}{p('　')}{p('字')}<w:p/>", ["字"]),
}


@pytest.mark.parametrize("case", BODIES)
def test_what_is_seen_is_read_once(case: str) -> None:
    """Each construction of Word gives the lines that a reader of the page would see."""
    body, lines = BODIES[case]
    assert lines_of(body) == lines


def test_the_strict_form_of_the_format_is_read() -> None:
    """Documents saved as strict OOXML have other namespaces and the same text."""
    assert open_source(docx(p("严格格式"), word=STRICT_W)).text == "严格格式"


def test_notes_follow_the_body() -> None:
    """Footnotes and endnotes stand after the text, each marked as what it is; separators are no notes."""
    source = open_source(
        docx(
            p("正文"),
            footnotes=f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("名词解释")}</w:footnote>',
            endnotes=f"<w:endnote>{p('尾注')}</w:endnote>",
        )
    )
    assert source.text.split("\n") == ["正文", "名词解释", "尾注"]
    assert source.place_of(source.text.index("名词")) == FilePlace(None, 1, None, "footnote")
    assert source.place_of(source.text.index("尾注")).part == "endnote"


def test_the_place_of_a_text_box_is_told() -> None:
    """A passage in a text box is marked as standing in one."""
    source = open_source(docx(f"<w:p>{run('<w:t>正文</w:t>')}{run(box('框'))}</w:p>"))
    assert source.place_of(source.text.index("框")).part == "textbox"


def level(at: int, form: str, pattern: str, start: int = 1) -> str:
    """Return one level of a list."""
    counting = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{at}">{counting}<w:lvlText w:val="{pattern}"/></w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "chineseCountingThousand", "%1、")}'
    f"{level(1, 'chineseCounting', '（%2）')}"
    f"{level(2, 'decimal', '%3.')}{level(3, 'bullet', '•')}</w:abstractNum>"
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text: str, at: int, number_id: int = 3) -> str:
    """Return a paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number_id}"/></w:numPr>')


def test_automatic_numbers_are_read_as_they_are_shown() -> None:
    """Headings numbered by Word keep the numbers that the page shows; bullets are no words."""
    headings = [("回顾", 0), ("产业", 1), ("项目", 2), ("园区", 2), ("点", 3), ("民生", 1), ("安排", 0), ("港区", 1)]
    body = "".join(numbered(*heading) for heading in headings) + numbered("另起", 0, 4) + numbered("无", 0, 99)
    assert lines_of(body, numbering=NUMBERING) == [
        *(
            "一、回顾",
            "（一）产业",
            "1. 项目",
            "2. 园区",
            "点",
            "（二）民生",
            "二、安排",
            "（一）港区",
            "五、另起",
            "无",
        ),
    ]


def test_numbers_of_a_style_are_read() -> None:
    """A heading style may carry the list, itself or through the style it builds on."""
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:styleId="C"><w:basedOn w:val="C"/></w:style>'
    )
    body = "".join(p(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", "A"), ("乙", "B"), ("丙", "C")))
    assert lines_of(body, numbering=NUMBERING, styles=styles) == ["一、甲", "二、乙", "丙"]


def test_a_document_without_text_is_empty() -> None:
    """A document of pictures only is refused as empty."""
    with pytest.raises(ReadingError) as caught:
        open_source(docx("<w:p/>"), name="空.docx")
    assert (caught.value.code, caught.value.values) == ("source.empty", {"name": "空.docx"})


def test_a_large_document_is_read_in_seconds() -> None:
    """A document of a hundred thousand paragraphs is streamed, nested a thousand deep or not."""
    source = open_source(docx("".join(p(f"第{at}项，{at * 7919 % 10007}万元。") for at in range(100_000))))
    assert len(source.places) == 100_000
    deep = "<w:tbl><w:tr><w:tc>" * 50_000 + p("底") + "</w:tc></w:tr></w:tbl>" * 50_000
    assert lines_of(deep + p("完")) == ["底", "完"]


def test_a_list_may_begin_with_another_number() -> None:
    """The level says with which."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.", start=5)}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert lines_of(numbered("甲", 0) + numbered("乙", 0), numbering=numbering) == ["5. 甲", "6. 乙"]


def test_a_document_that_states_nothing_of_itself_has_no_title() -> None:
    """Its properties are not there."""
    content = relabelled({"word/document.xml": wrapped("document", f"<w:body>{p(SPEECH[0])}</w:body>")})
    source = open_source(content)
    assert (source.text, source.title, source.publisher) == (SPEECH[0], None, None)
