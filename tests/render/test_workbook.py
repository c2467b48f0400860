"""The workbook: what a clerk opens in Excel."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from huiyin.render.document import Document
from huiyin.render.words import Language
from huiyin.render.workbook import Book, rows_of, workbook_bytes
from render.cases import TEXT, document, mention, reading, statement


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(workbook_bytes(document())))


def cells(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the words of its head."""
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_sheets_are_named_in_chinese(book: Any) -> None:
    """Statements, figures, names, sections, sources and a legend."""
    assert book.sheetnames == ["陈述", "量值", "名称", "章节", "来源", "说明"]


def test_a_sheet_is_ready_for_work(book: Any) -> None:
    """The head stays in view and is printed on each page, columns can be filtered and are wide enough, text wraps."""
    sheet = book["陈述"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:S{1 + 7}"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["C"].width >= 60
    assert sheet["C2"].alignment.wrap_text
    assert sheet["A1"].font.bold


def test_codes_are_shown_by_name(book: Any) -> None:
    """No code of the reading is left for people to guess."""
    first = cells(book["陈述"])[0]
    assert (first["类别"], first["时段"], first["领域"]) == ("成效", "已过", "综合经济与规划")
    figures = cells(book["量值"])
    assert [(row["原文量值"], row["关系"], row["数值"], row["单位"], row["作用"]) for row in figures] == [
        ("6.2%", "等于", 6.2, "%", "增减"),
        ("31家", "等于", 31, "家", "数量"),
        ("6%", "约", 6, "%", "增减"),
        ("3%", "不超过", 3, "%", "占比"),
    ]
    assert [(row["名称"], row["起"]) for row in cells(book["名称"])][2] == ("云汀大桥", TEXT.index("云汀大桥"))


def test_the_workbook_speaks_english_too() -> None:
    """Heads, codes and legend follow the language that is asked for."""
    book = load_workbook(io.BytesIO(workbook_bytes(document(), "en")))
    assert book.sheetnames == ["Statements", "Figures", "Names", "Sections", "Sources", "Legend"]
    assert cells(book["Statements"])[0]["Kind"] == "Achievement"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("x")', "#N/A"])
def test_a_formula_is_stored_as_text(words: str) -> None:
    """Cells from the source never run."""
    text = f"{words}。"
    shown = Document(
        "x", text, reading(text, (statement(text, words, "background", mentions=(mention(text, words, "project"),)),))
    )
    sheet = load_workbook(io.BytesIO(workbook_bytes(shown)))["名称"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (words, "s")


def test_what_a_cell_cannot_hold_is_replaced_or_cut() -> None:
    """Control characters and over-long texts do not break the file."""
    text = "字\x07" + "长" * 40_000
    shown = Document("x", text, reading(text, (statement(text, text, "background"),)))
    value = load_workbook(io.BytesIO(workbook_bytes(shown)))["陈述"]["C2"].value
    assert value.startswith("字\ufffd长")
    assert (len(value), value[-1]) == (32_767, "…")


def test_rows_beyond_a_sheet_go_to_a_further_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel's limit of rows loses nothing."""
    monkeypatch.setattr("huiyin.render.workbook.ROWS_OF_A_SHEET", 5)
    book = Book()
    book.add(rows_of(document()))
    page = io.BytesIO()
    book.save(page)
    found = load_workbook(page)
    assert [name for name in found.sheetnames if name.startswith("陈述")] == ["陈述", "陈述 2"]
    assert found["陈述 2"].max_row == 1 + 3
    assert found["陈述 2"].auto_filter.ref == "A1:S4"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_heading_comes_twice(language: Language) -> None:
    """Each column of a sheet is called something of its own; counts are called counts."""
    book = load_workbook(io.BytesIO(workbook_bytes(document(), language)))
    for sheet in book.worksheets[:5]:
        head = [cell.value for cell in sheet[1]]
        assert len(set(head)) == len(head), sheet.title
    if language == "zh":
        assert {"编号", "量值数", "名称数"} <= {cell.value for cell in book["陈述"][1]}
