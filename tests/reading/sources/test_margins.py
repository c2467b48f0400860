"""What stands in page heads and feet, in cells and boxes: not read as text, but a mark of secrecy is found there."""

import io
import zipfile

import openpyxl
import pytest

from huiyin.reading.secrecy import secret_mark
from huiyin.reading.sources import open_source
from huiyin.reading.sources.packed import OLE, packed_words
from sources.builders import SPEECH, docx, p, pdf, typeset

MARK = "机密★10年"
TITLE = "重点工作分工方案"  # what the builder of a docx states in its properties


def with_relations(document: bytes, *parts: tuple[str, str]) -> bytes:
    """Return a docx whose document names its page heads and feet, as Word does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                told = "".join(
                    f'<Relationship Id="h{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/{kind}" Target="{target}.xml"/>'
                    for at, (kind, target) in enumerate(parts)
                )
                content = content.replace(b"</Relationships>", told.encode() + b"</Relationships>")
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("where", ["header", "footer"])
def test_a_page_head_of_word_is_a_margin_and_no_text(where: str) -> None:
    """Two heads, of which the second bears the mark: a document has one for each sort of page."""
    beside = {f"{where}1": p("云汀市"), f"{where}2": p(MARK)}
    content = with_relations(docx(p(SPEECH[0]), **beside), (where, f"{where}1"), (where, f"{where}2"))
    source = open_source(content)
    assert source.text == SPEECH[0]
    assert source.margins.split("\n") == ["云汀市", MARK, TITLE]


def test_a_page_without_heads_has_what_the_file_states_of_itself_for_margins() -> None:
    """A title in the properties is no text; a pasted text states nothing."""
    assert open_source(docx(p(SPEECH[0]))).margins == TITLE
    assert open_source("机密★\n正文".encode()).margins == ""


def test_a_head_that_all_pages_of_a_pdf_repeat_is_a_margin() -> None:
    """It is left out of the text as furniture; the check sees it all the same."""
    pages = [[*typeset(SPEECH), (60.0, 815.0, 9.0, MARK)] for _ in range(3)]
    source = open_source(pdf(pages))
    assert MARK not in source.text
    assert secret_mark(source.margins) == "机密★"


def workbook(*, cell: str = "", head: str = "", second: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "内容", cell])
    sheet.oddHeader.left.text = head
    book.create_sheet("附").append([second])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        workbook(cell=MARK),
        workbook(head=MARK),
        workbook(head="机密"),
        workbook(second="密级：秘密"),
        OLE + b"\x00" * 600 + f"\r{MARK}\r".encode("utf-16-le") + b"\xff" * 9,
    ],
    ids=["cell", "head", "head-line", "second-sheet", "old-word"],
)
def test_a_mark_in_an_office_file_is_found(content: bytes) -> None:
    assert secret_mark(packed_words(content))


def test_ordinary_cells_and_slides_bear_no_mark() -> None:
    """A column that is called 秘密 is a column; heads of sheets have codes of their own."""
    assert secret_mark(packed_words(workbook(cell="秘密", head='&"宋体,加粗"&12第&P页', second="保密工作"))) == ""
    assert secret_mark(packed_words(OLE + "保守国家秘密".encode("utf-16-le") * 400)) == ""
