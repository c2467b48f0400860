"""The lines of a docx in document order: paragraphs, table rows with tabs between cells, text boxes, notes.

A text box stands after the paragraph that holds it; of a drawing kept twice (`mc:AlternateContent`) one copy is read.
Left out is what nobody sees in print: deleted and hidden text, field codes, pinyin over a word, contents lists.
"""

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers.expat import XMLParserType

from huiyin.reading.sources.docx_numbering import Numbering, as_int
from huiyin.reading.sources.docx_xml import Names
from huiyin.reading.sources.model import BODY, TABLE, TEXT_BOX

# Whole subtrees whose text is not part of the document as it reads.
_SKIPPED_TAGS = "del moveFrom rt instrText delInstrText delText pPrChange rPrChange sectPr tblPr trPr tcPr tblGrid"
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_OFF = ("0", "false", "off")
_LABEL_ENDS = "、．）)〕］】」：:，"  # after these a label needs no blank


class DocxLine(NamedTuple):
    """One line, the number of its paragraph in its part of the document, and the kind of part."""

    text: str
    paragraph: int
    part: str


class _Paragraph:
    """A paragraph being read, with the lines of its text boxes, which follow it."""

    __slots__ = ("boxes", "level", "number", "number_id", "pieces", "style")

    def __init__(self, number: int) -> None:
        self.number = number
        self.pieces: list[str] = []
        self.boxes: list[DocxLine] = []
        self.style = ""
        self.number_id: str | None = None
        self.level: int | None = None


class BodyReader:
    """Handlers for one part (document, footnotes, endnotes); `lines` holds what was read."""

    def __init__(self, numbering: Numbering, part: str = BODY) -> None:
        self._numbering = numbering
        self._sinks: list[tuple[list[DocxLine], str]] = [([], part)]
        self._rows: list[list[list[DocxLine]]] = []
        self._paragraphs: list[_Paragraph] = []
        self._count = 0
        self._characters = 0
        self._skipping = 0
        self._capturing = self._hidden = False
        self._properties = 0  # how deep inside paragraph properties
        self._choices: list[tuple[int, bool]] = []  # characters before, whether a branch gave text
        self._contents: list[bool] = []  # of each open sdt: is it a contents list
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "pPr": self._start_properties,
            "tr": lambda _: self._rows.append([]),
            "tc": lambda _: self._sinks.append(([], TABLE)),
            "txbxContent": lambda _: self._sinks.append(([], TEXT_BOX)),
            "sdt": lambda _: self._contents.append(False),
            "docPartGallery": self._note_gallery,
            "vanish": self._note_hidden,
            "pStyle": self._note_list,
            "numId": self._note_list,
            "ilvl": self._note_list,
            "mc:AlternateContent": lambda _: self._choices.append((self._characters, False)),
            "t": self._start_text,
            "m:t": self._start_text,
            "tab": lambda _: self._write("\t"),
            "ptab": lambda _: self._write("\t"),
            "br": lambda _: self._write("\n"),
            "cr": lambda _: self._write("\n"),
            "noBreakHyphen": lambda _: self._write("-"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "pPr": self._end_properties,
            "tr": self._end_row,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
            "sdt": lambda: self._drop(self._contents),
            "mc:Choice": self._end_choice,
            "mc:Fallback": self._end_choice,
            "mc:AlternateContent": lambda: self._drop(self._choices),
            "t": self._end_text,
            "m:t": self._end_text,
        }

    @property
    def lines(self) -> list[DocxLine]:
        """Return the lines of the part."""
        return self._sinks[0][0]

    def connect(self, parser: XMLParserType, names: Names) -> None:
        """Hang the handlers on a parser."""
        self._names = names
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names.tag(name)
        if self._skipping or tag in _SKIPPED or self._is_second_copy(tag) or self._is_left_out(tag, attributes):
            self._skipping += 1
            return
        self._tag = tag
        if handler := self._starts.get(tag):
            handler(attributes)

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif handler := self._ends.get(self._names.tag(name)):
            handler()

    def _data(self, text: str) -> None:
        if self._capturing and not self._skipping:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._paragraphs and not self._hidden and not self._properties:
            self._paragraphs[-1].pieces.append(text)
            self._characters += len(text)

    def _is_second_copy(self, tag: str) -> bool:
        return tag in ("mc:Choice", "mc:Fallback") and bool(self._choices) and self._choices[-1][1]

    def _is_left_out(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag == "sdtContent":
            return bool(self._contents) and self._contents[-1]
        return tag in ("footnote", "endnote") and self._names.attribute(attributes, "type") not in ("", "normal")

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._count += 1
        self._paragraphs.append(_Paragraph(self._count))
        self._hidden = self._capturing = False

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        self._hidden = self._capturing = False
        sink, part = self._sinks[-1]
        label = self._label(paragraph)  # an empty paragraph is counted too
        text = "".join(paragraph.pieces)
        if text.strip():
            text = label + text
        for line in text.split("\n"):
            if line.strip():
                sink.append(DocxLine(line.strip(), paragraph.number, part))
        sink.extend(paragraph.boxes)

    def _label(self, paragraph: _Paragraph) -> str:
        """Return the automatic number that Word shows before the paragraph, or ""."""
        by_style = self._numbering.of_style.get(paragraph.style)
        number_id, level = by_style or (None, 0)
        number_id = paragraph.number_id if paragraph.number_id is not None else number_id
        level = paragraph.level if paragraph.level is not None else level
        if number_id is None or not 0 <= level < 9:
            return ""
        label = self._numbering.label(number_id, level)
        return label if not label or label[-1] in _LABEL_ENDS else label + " "

    def _start_run(self, _: dict[str, str]) -> None:
        self._hidden = False

    def _note_hidden(self, attributes: dict[str, str]) -> None:
        if not self._properties:  # in paragraph properties it is only the paragraph mark that is hidden
            self._hidden = self._names.value(attributes) not in _OFF

    def _start_text(self, _: dict[str, str]) -> None:
        self._capturing = True

    def _end_text(self) -> None:
        self._capturing = False

    def _start_properties(self, _: dict[str, str]) -> None:
        self._properties += 1

    def _end_properties(self) -> None:
        self._properties -= 1

    def _note_list(self, attributes: dict[str, str]) -> None:
        if not self._paragraphs or not self._properties:
            return
        paragraph, value = self._paragraphs[-1], self._names.value(attributes)
        if self._tag == "pStyle":
            paragraph.style = value
        elif self._tag == "numId":
            paragraph.number_id = value
        else:
            paragraph.level = as_int(value, 0)

    def _note_gallery(self, attributes: dict[str, str]) -> None:
        if self._contents and self._names.value(attributes) == "Table of Contents":
            self._contents[-1] = True

    def _end_choice(self) -> None:
        if self._choices:
            before, _ = self._choices[-1]
            self._choices[-1] = (before, self._characters > before)

    def _end_cell(self) -> None:
        if len(self._sinks) < 2:
            return
        lines, _ = self._sinks.pop()
        if self._rows:
            self._rows[-1].append(lines)
        else:
            self._sinks[-1][0].extend(lines)

    def _end_row(self) -> None:
        if not self._rows:
            return
        cells = self._rows.pop()
        sink, _ = self._sinks[-1]
        filled = [lines for lines in cells if lines]
        if len(filled) == 1:  # a frame around text rather than a row of facts: its paragraphs stay paragraphs
            sink.extend(filled[0])
        elif filled:
            texts = [" ".join(line.text.replace("\t", " ") for line in lines) for lines in cells]
            sink.append(DocxLine("\t".join(texts).rstrip("\t"), filled[0][0].paragraph, TABLE))

    def _end_box(self) -> None:
        if len(self._sinks) < 2:
            return
        lines, _ = self._sinks.pop()
        target = self._paragraphs[-1].boxes if self._paragraphs else self._sinks[-1][0]
        target.extend(lines)

    @staticmethod
    def _drop(stack: list[tuple[int, bool]] | list[bool]) -> None:
        if stack:
            stack.pop()
