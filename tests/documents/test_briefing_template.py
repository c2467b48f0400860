"""A briefing by a Word template of the place, and as one HTML file."""

import io
import re
from dataclasses import replace

from docx import Document
from tests.documents.test_briefing import LINES, SHEET, lines_of

from huiyin.congress.briefings_sheet import Block, Line
from huiyin.documents.briefing_html import briefing_html
from huiyin.documents.briefing_template import briefing_values, tells_the_mark
from huiyin.documents.word_check import faults
from huiyin.documents.word_kinds import KINDS, document, shipped


def test_the_shipped_template_says_what_the_layout_says() -> None:
    """In the same order, fonts and sizes, so that a place begins with what it had."""
    made = document("briefing", shipped("briefing"), briefing_values(SHEET))
    assert lines_of(made) == LINES
    assert made == document("briefing", shipped("briefing"), briefing_values(SHEET))
    assert Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == ""


def test_a_draft_says_so_on_each_page() -> None:
    """Also by a template; one that has no place for it is found out."""
    made = Document(io.BytesIO(document("briefing", shipped("briefing"), briefing_values(SHEET, "草稿"))))
    section = made.sections[0]
    assert [head.paragraphs[0].text for head in (section.header, section.even_page_header)] == ["草稿", "草稿"]
    assert tells_the_mark(shipped("briefing"))
    other, kept = Document(), io.BytesIO()
    other.add_paragraph("{{ 标题 }}")
    other.save(kept)
    assert not tells_the_mark(kept.getvalue())


def test_what_is_not_there_leaves_no_line() -> None:
    bare = replace(SHEET, number="", day="", title="", note="", blocks=())
    bare = replace(bare, report_to="", send_to="", issue_to="", copies=None)
    made = document("briefing", shipped("briefing"), briefing_values(bare))
    assert [text for text, _font, _size in lines_of(made)] == [*[line[0] for line in LINES[:2]], "大会秘书处编\t"]


def test_the_shipped_template_has_no_fault() -> None:
    assert faults(shipped("briefing"), KINDS["briefing"].fields) == []


def test_the_html_file_says_the_same_and_needs_no_other() -> None:
    """Every word in its order; nothing is fetched, nothing runs."""
    page = briefing_html(SHEET).decode()
    body = page[page.index("<body>") :]
    words = "".join(re.sub(r"<[^>]+>", "", body).split())
    assert words == "".join("".join(text.split()) for text, _font, _size in LINES)
    assert not re.search(r"<script|<link|<img|url\(|@import|https?:", page)
    assert "草稿" not in page
    assert "草稿" in briefing_html(SHEET, mark="草稿").decode()


def test_words_in_the_html_file_are_words() -> None:
    """What somebody typed is shown, never obeyed."""
    sheet = replace(SHEET, title="<script>alert(1)</script>", blocks=(Block("a<b", (Line("甲&乙：", "1<2"),)),))
    page = briefing_html(sheet).decode()
    assert "<script>" not in page
    for words in ("&lt;script&gt;", "<h2>a&lt;b</h2>", "<b>甲&amp;乙：</b>1&lt;2"):
        assert words in page
