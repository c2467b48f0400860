"""A Word document (docx, docm): its text parts streamed out of the archive, after the archive was weighed."""

from collections.abc import Sequence

from huiyin.errors import ReadingError
from huiyin.reading.sources.archive import Archive
from huiyin.reading.sources.docx_body import BodyReader, DocxLine
from huiyin.reading.sources.docx_numbering import read_numbering
from huiyin.reading.sources.docx_xml import Parts, feed, parse_part, read_texts
from huiyin.reading.sources.model import ENDNOTE, FOOTNOTE, Mark, Source
from huiyin.reading.sources.text import refuse_empty

# Other documents that are zip archives too, by a member that only they have.
_FOREIGN = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_MIMETYPES = (
    ("epub", "epub"),
    ("opendocument.text", "odt"),
    ("opendocument.spreadsheet", "ods"),
    ("opendocument", "odf"),
)

_STATED = frozenset(("title", "subject", "keywords", "category", "description", "contentStatus"))


def open_docx(content: bytes, sha256: str) -> Source:
    """Return the source of a docx: one line for each paragraph and table row, then foot- and endnotes."""
    archive = Archive(content, "docx" if b"word/" in content else "zip")
    _refuse_foreign(archive)
    parts = Parts(archive)
    if parts.path_of["officeDocument"] not in archive.names:
        raise ReadingError("source.unsupported", format="zip")
    lines = _read_lines(parts)
    text = "\n".join(line.text for line in lines)
    refuse_empty(text)
    stated = read_texts(parts, "core-properties", _STATED)
    return Source(
        text=text,
        format="docx",
        encoding=None,
        sha256=sha256,
        title=stated.get("title", "").strip() or None,
        publisher=read_texts(parts, "extended-properties", frozenset(("Company",))).get("Company", "").strip() or None,
        places=_marks(lines),
        margins="\n".join(filter(None, (_read_margins(parts), *stated.values()))),
    )


def _read_lines(parts: Parts) -> list[DocxLine]:
    numbering = read_numbering(parts)
    body = BodyReader(numbering)
    parse_part(parts, "officeDocument", body.connect)
    lines = body.lines
    for kind, part in (("footnotes", FOOTNOTE), ("endnotes", ENDNOTE)):
        notes = BodyReader(numbering, part)
        parse_part(parts, kind, notes.connect)
        lines.extend(notes.lines)
    return lines


def _read_margins(parts: Parts) -> str:
    """Return what stands in page heads and feet, which is no part of the text."""
    lines: list[DocxLine] = []
    for path in dict.fromkeys(parts.margins):
        if path in parts.archive.names:
            margin = BodyReader(read_numbering(parts))
            feed(parts.archive, path, margin.connect)
            lines.extend(margin.lines)
    return "\n".join(line.text for line in lines)


def _refuse_foreign(archive: Archive) -> None:
    for member, format_name in _FOREIGN:
        if member in archive.names:
            raise ReadingError("source.unsupported", format=format_name)
    if "mimetype" in archive.names:
        kind = archive.head("mimetype", 200).decode("ascii", "ignore")
        for words, format_name in _MIMETYPES:
            if words in kind:
                raise ReadingError("source.unsupported", format=format_name)
    if archive.is_encrypted():
        raise ReadingError("source.encrypted", format="zip")


def _marks(lines: Sequence[DocxLine]) -> tuple[Mark, ...]:
    marks, start = [], 0
    for line in lines:
        marks.append(Mark(start, None, line.paragraph, None, line.part))
        start += len(line.text) + 1
    return tuple(marks)
