"""Where words stand in a Word file (第几段、第几表第几行), counted as a person who looks at the page would count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

P, T, TBL, TR = qn("w:p"), qn("w:t"), qn("w:tbl"), qn("w:tr")


@dataclass(frozen=True, slots=True)
class Where:
    """A place: the part (`body`, `header`, `footer`, `footnotes`), and there a paragraph, or a row of a table.

    Numbers begin with 1. Within tables `paragraph` is 0; outside of them `table` and `row` are.
    """

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, runs joined, and where it stands."""

    text: str
    where: Where


def paragraphs(name: str, content: bytes) -> list[Paragraph]:
    """Return the paragraphs of a part in order.

    Raises:
        etree.XMLSyntaxError: the part is broken.
    """
    part = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    counter = _Counter("body" if part == "document" else part)
    return [found for found in counter.of(root) if found.text]


class _Counter:
    def __init__(self, part: str) -> None:
        self.part = part
        self.paragraphs = self.tables = 0

    def of(self, element: Any, table: int = 0, row: int = 0) -> Iterator[Paragraph]:
        """Yield the paragraphs of an element; rows are counted within the outermost table."""
        for each in element.iterchildren(etree.Element):
            if each.tag == TBL and not table:
                self.tables += 1
                number = self.tables
                for at, line in enumerate(each.iterchildren(TR), 1):
                    yield from self.of(line, number, at)
            elif each.tag == P:
                yield from self._paragraph(each, table, row)
            else:
                yield from self.of(each, table, row)

    def _paragraph(self, paragraph: Any, table: int, row: int) -> Iterator[Paragraph]:
        if not table:
            self.paragraphs += 1
        where = Where(self.part, 0 if table else self.paragraphs, table, row)
        yield Paragraph("".join(each.text or "" for each in paragraph.iter(T) if _nearest(each) is paragraph), where)
        for box in paragraph.iter(qn("w:txbxContent")):  # text boxes hold paragraphs of their own
            if _nearest(box.getparent()) is paragraph:
                yield from self.of(box, table, row)


def _nearest(element: Any) -> Any:
    while element is not None and element.tag != P:
        element = element.getparent()
    return element
