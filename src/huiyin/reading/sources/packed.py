"""All words of an office file, in no particular order: enough to look for a mark in it, not to be read as a text.

Workbooks, slides and OFD are not read as sources, but they are handed in; what stands in their cells, boxes, page
heads and feet is gathered here. An old Word or Excel file (OLE) is searched for its UTF-16 text.
"""

import re
from xml.parsers.expat import XMLParserType

from huiyin.reading.sources.archive import Archive
from huiyin.reading.sources.docx_xml import SEPARATOR, Names, feed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = frozenset(("t", "TextCode"))
_HEADS = frozenset(f"{which}{part}" for which in ("odd", "even", "first") for part in ("Header", "Footer"))
_ENDS = {"si": "\t", "is": "\t", "p": "\n", "TextObject": "\n"}  # one cell is no line: its neighbours are not known
_FOLDERS = re.compile(r"(?:xl|ppt|word|docProps)/(?!_rels)[\w/.-]+\.xml|(?:Doc_\d+/)[\w/.-]+\.xml", re.ASCII)
_HEAD_CODES = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[^LCR]')
_HEAD_PLACES = re.compile(r"&[LCR]")


def packed_words(content: bytes) -> str:
    """Return the words of a workbook, slides, an OFD, a docx, or of an old Office file.

    Raises:
        ReadingError: the archive is damaged, locked, or unpacks to too much.
    """
    if content.startswith(OLE):
        words = content[512:].decode("utf-16-le", "replace")
        return re.sub(r"[\x00-\x08\x0b-\x1f]", "\n", words)
    archive = Archive(content, "zip")
    return "\n".join(_words(archive, name) for name in sorted(archive.names) if _FOLDERS.fullmatch(name))


def _words(archive: Archive, name: str) -> str:
    pieces: list[str] = []
    stated = name in ("docProps/core.xml", "docProps/custom.xml")
    inside: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        inside.append(tag.rpartition(SEPARATOR)[2])

    def end(_: str) -> None:
        local = inside.pop()
        pieces.append("\n" if stated or local in _HEADS else _ENDS.get(local, ""))

    def data(words: str) -> None:
        local = inside[-1] if inside else ""
        if local in _HEADS:
            pieces.append(_HEAD_PLACES.sub("\n", _HEAD_CODES.sub("", words)))
        elif stated or local in _TEXTS:
            pieces.append(words)

    def connect(parser: XMLParserType, _: Names) -> None:
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data

    feed(archive, name, connect)
    return "".join(pieces)
