"""Pdf files: wrapped lines joined, page furniture out, every offset led back to its page and line."""

import pytest

from huiyin.errors import ReadingError
from huiyin.reading.sources import FilePlace, open_source
from huiyin.reading.sources.pdf_flow import flow
from huiyin.reading.sources.pdf_lines import PdfLine
from sources.builders import SPEECH, Shown, pdf, typeset

LEFT, SIZE = 72.0, 12.0
FULL = 36  # characters of a full line, as `typeset` fills them


def lines(*texts: str, left: float = LEFT, top: float = 780, size: float = SIZE, step: float = 18) -> list[Shown]:
    """Return lines one below the other, each where it begins; a leading `>` indents by two characters."""
    return [
        (left + 2 * size * text.startswith(">"), top - step * at, size, text.removeprefix(">"))
        for at, text in enumerate(texts)
    ]


def test_wrapped_lines_become_paragraphs() -> None:
    """A full line goes on in the next one without a blank, a short one ends its paragraph."""
    source = open_source(pdf([typeset(SPEECH)]))
    assert source.text.split("\n") == list(SPEECH)
    assert (source.format, source.encoding, source.unread_pages) == ("pdf", None, ())


def test_a_paragraph_goes_on_over_the_page() -> None:
    """Page number and running header between two halves of a sentence do not part it."""
    first, second = (
        lines(">" + "甲" * 34, "乙" * FULL, "丙" * FULL),
        lines("丁" * 9 + "。", ">戊" + "己" * 8 + "。", "庚。"),
    )
    header = [(LEFT, 815.0, 9.0, "云汀市人民政府文件")]
    pages = [[*header, *first, (280.0, 40.0, 9.0, "— 1 —")], [*header, *second, (280.0, 40.0, 9.0, "— 2 —")]]
    source = open_source(pdf(pages))
    assert source.text.split("\n") == [
        "甲" * 34 + "乙" * FULL + "丙" * FULL + "丁" * 9 + "。",
        "戊" + "己" * 8 + "。",
        "庚。",
    ]
    assert source.place_of(source.text.index("乙")) == FilePlace(1, 1, 3, "body")
    assert source.place_of(source.text.index("丁")) == FilePlace(2, 1, 2, "body")
    assert source.place_of(source.text.index("庚")) == FilePlace(2, 3, 4, "body")


BODY = ("甲" * FULL, "乙" * FULL, "丙" * FULL, "丁" * FULL)  # shows where the margins are
JOINTS = {
    "a full line and its rest": (("春" * FULL, "夏" * 5 + "。"), ["春" * FULL + "夏" * 5 + "。"]),
    "a short line": (("春" * 20, "夏。"), ["春" * 20, "夏。"]),
    "an indented line": (("春" * FULL, ">夏。"), ["春" * FULL, "夏。"]),
    "a full line that ends a sentence": (("春" * 35 + "。", "夏。"), ["春" * 35 + "。", "夏。"]),
    "a word that did not fit": (("春" * 33, "Huiyin 夏。"), ["春" * 33 + "Huiyin 夏。"]),
    "latin words": (("春" * 25 + "large pages", "of text。"), ["春" * 25 + "large pages of text。"]),
    "latin and then a han character": (
        ("春" * 25 + "large pages", "夏of text。"),
        ["春" * 25 + "large pages夏of text。"],
    ),
    "a centred title of two lines": (("春" * FULL, (LEFT + 14 * SIZE, "夏" * 8)), ["春" * FULL + "夏" * 8]),
    "a number broken in two": (("春" * 34 + "20", "26年。"), ["春" * 34 + "2026年。"]),
    "a number and its unit": (("春" * 34 + "120", "亿元。"), ["春" * 34 + "120亿元。"]),
}


@pytest.mark.parametrize("case", JOINTS)
def test_lines_are_joined_or_parted(case: str) -> None:
    """What a full line, an indentation, a sentence end and a long word mean."""
    shown, expected = JOINTS[case]
    rows = [*BODY[:3], "丁。", *shown]
    placed: list[Shown] = []
    for at, row in enumerate(rows):
        left, text = row if isinstance(row, tuple) else (LEFT + 2 * SIZE * row.startswith(">"), row.removeprefix(">"))
        step = 0.0
        placed.append((left, 780 - 18 * at - step, SIZE, text))
    assert open_source(pdf([placed])).text.split("\n")[1:] == expected


def test_sentences_are_joined_where_the_document_indents_its_paragraphs() -> None:
    """In a document that indents, a line at the margin goes on with its paragraph even after a full stop."""
    texts = ["春" * 33 + "。" + "夏" * 20 + "。"] * 3
    assert open_source(pdf([typeset(texts)])).text.split("\n") == texts


def test_another_type_size_is_another_paragraph() -> None:
    """A heading in larger type is no part of the line below it."""
    shown = [(LEFT, 780.0, 18.0, "题" * 24), *lines(*BODY[:3], top=750)]
    assert open_source(pdf([shown])).text.split("\n")[0] == "题" * 24


def test_two_columns_are_read_one_after_the_other() -> None:
    """A column's lines are full at the column's own edge."""
    left = lines(">" + "左" * 16, *["左" * 18] * 4, "完。", left=60)
    right = lines(">" + "右" * 16, *["右" * 18] * 4, "毕。", left=310)
    assert open_source(pdf([[*left, *right]])).text.split("\n") == ["左" * 88 + "完。", "右" * 88 + "毕。"]


def test_cells_are_divided_by_tabs_and_rows_stay_alone() -> None:
    """A wide gap divides two cells; the row is marked as one of a table."""
    cells = [(LEFT, 600.0, SIZE, "粮食产量"), (250.0, 600.0, SIZE, "万吨"), (400.0, 600.0, SIZE, "10以上")]
    source = open_source(pdf([[*lines(*BODY), *cells]]))
    assert source.text.split("\n")[-1] == "粮食产量\t万吨\t10以上"
    assert source.place_of(source.text.index("粮食")) == FilePlace(1, 2, 5, "table")


def test_a_letterspaced_heading_is_one_word() -> None:
    """A heading set wide is no row of cells."""
    for heading in ("工作报告", "说明书"):
        spaced = [(LEFT + 60.0 * at, 780.0, 22.0, character) for at, character in enumerate(heading)]
        assert open_source(pdf([[*spaced, *lines(*BODY, top=700)]])).text.split("\n")[0] == heading


def test_two_characters_far_apart_are_two_cells() -> None:
    """It takes three to be a word set wide."""
    spaced = [(LEFT + 60.0 * at, 780.0, 22.0, character) for at, character in enumerate("甲乙")]
    assert open_source(pdf([[*spaced, *lines(*BODY, top=700)]])).text.split("\n")[0] == "甲\t乙"


def test_a_head_of_half_the_pages_is_furniture() -> None:
    """A book has another head on every other page."""
    head = (60.0, 815.0, 9.0, "云汀市政府工作报告")
    pages = [[*typeset(SPEECH), *([head] if at % 2 else [])] for at in range(4)]
    assert open_source(pdf(pages)).text.split("\n") == [*SPEECH] * 4


def test_repeated_body_lines_are_no_furniture() -> None:
    """Two pages with the same words keep both copies: only what stands apart from the body can be a header."""
    assert open_source(pdf([typeset(SPEECH), typeset(SPEECH)])).text.split("\n") == [*SPEECH, *SPEECH]


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        pytest.param("— 1 —", False, id="between dashes"),
        pytest.param("1", False, id="plain"),
        pytest.param("第1页 共1页", False, id="in words"),
        pytest.param("37", True, id="another number"),
        pytest.param("2026年1月8日", True, id="a date"),
    ],
)
def test_page_numbers_are_left_out(shown: str, kept: bool) -> None:
    """The number of the page at its edge is furniture, another number is text."""
    text = open_source(pdf([[*typeset(SPEECH), (280.0, 40.0, 10.0, shown)]])).text
    assert (shown in text.split("\n")) is kept


def test_radicals_that_fonts_give_are_read_as_characters() -> None:
    """A Kangxi radical or a simplified radical in place of a character is a fault of the font, and is undone."""
    assert open_source(pdf([lines("⼀、⼈⺠⽣活，⻓期⻅效。")])).text == "一、人民生活，长期见效。"


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        pytest.param("政府工作报告", "政府工作报告", id="a title"),
        pytest.param("Microsoft Word - 报告1", None, id="a program's name"),
        pytest.param("报告终稿.docx", None, id="a file name"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_title_is_what_somebody_wrote(stated: str, title: str | None) -> None:
    """What a program put there by itself is no title."""
    assert open_source(pdf([typeset(SPEECH)], title=stated)).title == title


def test_pages_of_pictures_inside_a_text_are_told() -> None:
    """A scan among the pages is not passed over in silence."""
    assert open_source(pdf([typeset(SPEECH), [], typeset(SPEECH)], image=True)).unread_pages == (2,)


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        pytest.param(pdf([[], []], image=True), "source.scanned_pdf", {"pages": 2, "reason": "no_text"}, id="scan"),
        pytest.param(
            pdf([[(300.0, 30.0, 9.0, "扫描件1")]], image=True),
            "source.scanned_pdf",
            {"pages": 1, "reason": "no_text"},
            id="scan with a stamp",
        ),
        pytest.param(pdf([[]]), "source.scanned_pdf", {"pages": 1, "reason": "no_text"}, id="blank page"),
        pytest.param(
            pdf([lines("\ue5e5\ue5d2\ue5c3" * 9)]),
            "source.scanned_pdf",
            {"pages": 1, "reason": "unknown_characters"},
            id="no meaning",
        ),
        pytest.param(pdf([typeset(SPEECH)])[:700], "source.truncated", {"format": "pdf"}, id="half a file"),
        pytest.param(pdf([typeset(SPEECH)])[:-8], "source.truncated", {"format": "pdf"}, id="end missing"),
        pytest.param(
            pdf([typeset(SPEECH)]).replace(b"/Type /Catalog", b"/Linearized 1 /L 99999 /Type /Catalog"),
            "source.truncated",
            {"format": "pdf"},
            id="shorter than it says",
        ),
        pytest.param(b"%PDF-1.4\nnothing\n%%EOF", "source.truncated", {"format": "pdf"}, id="no objects"),
        pytest.param(
            pdf(
                [typeset(SPEECH)],
                trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<61><61>]"
                % (b"61" * 32, b"62" * 32),
            ),
            "source.encrypted",
            {"format": "pdf"},
            id="password",
        ),
        pytest.param(
            pdf([[]] * 5001), "source.too_large", {"what": "pages", "size": 5001, "limit": 5000}, id="too many pages"
        ),
    ],
)
def test_what_cannot_be_read_has_a_code(content: bytes, code: str, values: dict[str, object]) -> None:
    """Scans, locked, damaged and endless files are told apart."""
    with pytest.raises(ReadingError) as caught:
        open_source(content, name="报告.pdf")
    assert (caught.value.code, caught.value.values) == (code, {**values, "name": "报告.pdf"})


def test_the_number_of_characters_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that unfolds to more characters than the limit is refused at the page where it passes it."""
    monkeypatch.setattr("huiyin.reading.sources.limits.PDF_CHARACTERS", 200)
    with pytest.raises(ReadingError) as caught:
        open_source(pdf([typeset(SPEECH)] * 3))
    assert caught.value.values["what"] == "characters"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        pytest.param("全文 exam\u00ad", "ple 在此。", "全文 example 在此。", id="a word is closed up"),
        pytest.param("规划期为2026\u00ad", "2030年。", "规划期为2026-2030年。", id="a span of years keeps its hyphen"),
        pytest.param("短\u00ad", "新段。", "短-\n新段。", id="at the end of a paragraph"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_dropped_only_inside_a_word(before: str, after: str, joined: str) -> None:
    """Between letters the hyphen was typesetting, between figures it is part of them; the marks follow."""
    right = 500.0 if len(before) > 3 else 120.0
    lines_of_page = [
        PdfLine("版" * 30, 1, 1, 72, 500, 760, 772, 12, True, 595),
        PdfLine("面" * 30 + "。", 1, 2, 72, 500, 742, 754, 12, True, 595),
        PdfLine(before, 1, 3, 72, right, 724, 736, 12, True, 595),
        PdfLine(after, 1, 4, 72, 200, 706, 718, 12, True, 595),
    ]
    text, marks = flow([lines_of_page])
    assert text.endswith(joined)
    assert text[marks[-1].start :] == after
