"""How the shipped Word templates look in an office suite, as far as their XML says it."""

import re
import zipfile
from pathlib import Path

import pytest

import huiyin.documents

TEMPLATES = sorted((Path(huiyin.documents.__path__[0]) / "templates").glob("*.docx"))
FONTS = re.compile(r"<w:rFonts\b[^>]*w:eastAsia=[^>]*>")
GRID = re.compile(r"<w:tblGrid>(.*?)</w:tblGrid>", re.DOTALL)


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_quotation_marks_are_chinese(path: Path) -> None:
    """Without the hint Word takes “ ” and — from the Latin font, half as wide as the signs around them."""
    fonts = FONTS.findall(words_of(path))
    assert fonts
    assert [each for each in fonts if 'w:hint="eastAsia"' not in each] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_tables_fit_between_the_margins(path: Path) -> None:
    """None is wider than the text of its page, to within half a millimetre."""
    found = words_of(path)
    sizes = re.findall(r'<w:pgSz w:w="(\d+)"', found)
    margins = re.findall(r'<w:pgMar[^>]*w:right="(\d+)"[^>]*w:left="(\d+)"', found)
    widest = max(int(size) - sum(map(int, sides)) for size, sides in zip(sizes, margins, strict=True))
    widths = [sum(map(int, re.findall(r'w:w="(\d+)"', grid))) for grid in GRID.findall(found)]
    assert all(width <= widest + 28 for width in widths), (widths, widest)
