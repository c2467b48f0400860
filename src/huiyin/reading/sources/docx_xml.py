"""The XML parts of a docx as a stream of tags: no tree, no entities, no depth limit to fall over.

`expat` of the standard library reads a part piece by piece while it is unpacked, so a document of any size is read in
constant memory. A document type declaration, which OOXML forbids and bombs need, is refused at its first byte.
"""

import posixpath
from collections.abc import Callable
from xml.parsers import expat
from xml.parsers.expat import ExpatError, XMLParserType

from huiyin.errors import ReadingError
from huiyin.reading.sources import limits
from huiyin.reading.sources.archive import Archive

SEPARATOR = "}"  # cannot stand in a namespace or name

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_PREFIXES = {
    **dict.fromkeys(_WORD, ""),
    _COMPATIBILITY: "mc:",
    **dict.fromkeys(_MATHS, "m:"),
}
_RELATION_KINDS = (
    "officeDocument",
    "footnotes",
    "endnotes",
    "numbering",
    "styles",
    "core-properties",
    "extended-properties",
)
_MARGINS = ("header", "footer")


class Names:
    """Short names of tags and attributes: those of Word without prefix (`p`), others with one or as they stand."""

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}

    def tag(self, name: str) -> str:
        """Return the short name of a tag; both the transitional and the strict namespace count as Word's."""
        short = self._tags.get(name)
        if short is None:
            space, _, local = name.rpartition(SEPARATOR)
            short = _PREFIXES.get(space, f"{space}{SEPARATOR}") + local
            if len(self._tags) < 10_000:
                self._tags[name] = short
        return short

    def value(self, attributes: dict[str, str]) -> str:
        """Return Word's `val` attribute, or ""."""
        return self.attribute(attributes, "val")

    def attribute(self, attributes: dict[str, str], local: str) -> str:
        """Return an attribute of Word's namespace by its local name, or ""."""
        for space in _WORD:
            if (found := attributes.get(f"{space}{SEPARATOR}{local}")) is not None:
                return found
        return ""


class Parts:
    """Where the parts of the document lie in its archive, by what they are for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.path_of: dict[str, str] = {}
        self.margins: list[str] = []  # page heads and feet; a document has one for each sort of page and section
        self._follow("_rels/.rels", "")
        document = self.path_of.get("officeDocument", "word/document.xml")
        if document not in archive.names and "word/document.xml" in archive.names:
            document = "word/document.xml"
        self.path_of["officeDocument"] = document
        folder, file = posixpath.split(document)
        self._follow(posixpath.join(folder, "_rels", file + ".rels"), folder)

    def _follow(self, relations: str, folder: str) -> None:
        """Note the targets of a relations part; external ones are never followed."""

        def start(_: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "").rpartition("/")[2]
            if (kind in _RELATION_KINDS or kind in _MARGINS) and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                if kind in _MARGINS:
                    self.margins.append(path)
                else:
                    self.path_of.setdefault(kind, path)

        def connect(parser: XMLParserType, _: Names) -> None:
            parser.StartElementHandler = start

        if relations in self.archive.names:
            feed(self.archive, relations, connect)


def parse_part(parts: Parts, kind: str, connect: Callable[[XMLParserType, Names], None]) -> bool:
    """Read one part if the document has it: `connect` hangs its handlers on the parser; return whether it was there."""
    path = parts.path_of.get(kind)
    if path is None or path not in parts.archive.names:
        return False
    feed(parts.archive, path, connect)
    return True


def feed(archive: Archive, path: str, connect: Callable[[XMLParserType, Names], None]) -> None:
    """Stream a part of the archive through a parser.

    Raises:
        ReadingError: `source.truncated` when it is no well-formed XML, `source.zip_bomb` when it declares entities.
    """
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    connect(parser, Names())
    try:
        for chunk in archive.chunks(path):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as error:  # the latter two: an encoding that Python lacks
        raise ReadingError("source.truncated", format="docx") from error


def _refuse_doctype(*_: object) -> None:
    raise ReadingError("source.zip_bomb", reason="entities", value=1, limit=0)


def read_texts(parts: Parts, kind: str, wanted: frozenset[str]) -> dict[str, str]:
    """Return the text of the wanted elements, by local name, of a small flat part such as the core properties."""
    found: dict[str, str] = {}
    open_tags: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        open_tags.append(name.rpartition(SEPARATOR)[2])

    def end(_: str) -> None:
        open_tags.pop()

    def text(words: str) -> None:
        if open_tags and open_tags[-1] in wanted and len(found.get(open_tags[-1], "")) < limits.MIB:
            found[open_tags[-1]] = found.get(open_tags[-1], "") + words

    def connect(parser: XMLParserType, _: Names) -> None:
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text

    parse_part(parts, kind, connect)
    return found
