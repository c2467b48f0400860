"""A Word file as a package (文件包): what is let in as a template, and the same bytes for the same content each time.

Templates come from outside: only plain DOCX is taken, weighed before it is unpacked, without macros, without parts
that run or embed anything, and without anything that is fetched from elsewhere when the file is opened.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import XMLParserType

from huiyin.errors import CongressError, ReadingError
from huiyin.reading.sources.archive import Archive
from huiyin.reading.sources.docx_xml import Names, feed

MOST_OCTETS = 2 * 1024 * 1024
MOST_UNPACKED = 16 * 1024 * 1024
MOST_MEMBERS = 400
LONGEST_PART = 3 * 1024 * 1024  # of the parts that are filled
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FILLED = re.compile(r"(?!\[Content_Types\]).*\.xml")  # wherever it lies, since relations say what a part is for
FILLED_KINDS = ("officeDocument", "header", "footer", "footnotes")
RUNS = re.compile(  # parts that run, embed or bring in anything
    r"vba|activex|embeddings/|oleobject|afchunk|attachedtoolbars|\.bin$|\.exe$|\.dll$|\.docm$|\.dotm$", re.IGNORECASE
)
RUNNING_TYPES = re.compile(r"macroEnabled|vba|oleObject|activeX|package$", re.IGNORECASE)
FIELDS = (  # of Word, that compute from the document itself
    "PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE TOC PAGEREF REF SEQ STYLEREF EQ "
    "ADVANCE HYPERLINK TITLE AUTHOR SUBJECT NOTEREF SYMBOL ="
)
_FIELD = re.compile(r"^\s*(\\?[A-Za-z]+|=)")


def refuse_unfit(content: bytes, name: str) -> None:
    """Refuse what may not be a template.

    Raises:
        CongressError: `template.ending`, `.too_large`, `.empty`, `.content` (no DOCX, or a broken one), `.bomb`,
            `.macros`, `.embedded`, `.external` (values `kind`), `.field` (values `field`).
    """
    if not name.lower().endswith(".docx"):
        raise CongressError("template.ending", name=name)
    if len(content) > MOST_OCTETS:
        raise CongressError("template.too_large", size=len(content), limit=MOST_OCTETS)
    if not content:
        raise CongressError("template.empty", name=name)
    try:
        archive = Archive(content, "docx")
        _weigh(content)
        _look_into(archive)
    except ReadingError as error:
        raise CongressError("template.bomb" if error.code == "source.zip_bomb" else "template.content") from error


def _weigh(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise CongressError("template.bomb")
    if any(each.file_size > LONGEST_PART for each in members if FILLED.fullmatch(each.filename)):
        raise CongressError("template.bomb")
    if len({each.filename for each in members}) < len(members):
        raise CongressError("template.content")  # two parts of one name: who reads which is anybody's guess
    if any(each.flag_bits & 1 for each in members):
        raise CongressError("template.content")


def _look_into(archive: Archive) -> None:
    if "[Content_Types].xml" not in archive.names or "word/document.xml" not in archive.names:
        raise CongressError("template.content")
    for name in sorted(archive.names):
        if "vba" in name.lower():
            raise CongressError("template.macros")
        if RUNS.search(name):
            raise CongressError("template.embedded", part=posixpath.basename(name))
        if name.endswith((".xml", ".rels")):
            _part(archive, name)


def _part(archive: Archive, name: str) -> None:
    """Read a part once: well formed, no entities, nothing that runs, nothing from outside, only fields that we know."""
    types: list[tuple[str, str]] = []
    outside: list[str] = []
    told: list[str] = []
    open_tags: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        open_tags.append(local)
        if local in ("Override", "Default"):
            types.append((attributes.get("PartName", ""), attributes.get("ContentType", "")))
        elif local == "Relationship" and attributes.get("TargetMode") == "External":
            outside.append(attributes.get("Type", "").rpartition("/")[2] + " " + attributes.get("Target", ""))
        elif local == "Relationship" and attributes.get("Type", "").endswith(FILLED_KINDS):
            if not attributes.get("Target", "").endswith(".xml"):
                raise CongressError("template.content")  # a part that would be filled without being looked at
        elif local == "fldChar" and _attribute(attributes, "fldCharType") == "begin":
            told.append("")
        elif local == "fldSimple":
            told.append(_attribute(attributes, "instr"))
        elif local in ("altChunk", "object", "control"):
            raise CongressError("template.embedded", part=local)

    def end(_: str) -> None:
        open_tags.pop()

    def text(words: str) -> None:
        if open_tags and open_tags[-1] == "instrText":
            told[-1:] = [(told[-1] if told else "") + words]

    def connect(parser: XMLParserType, _: Names) -> None:
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text

    feed(archive, name, connect)
    for part, kind in types:
        if RUNNING_TYPES.search(kind):
            raise CongressError("template.macros" if "acro" in kind else "template.embedded", part=kind)
        if part == "/word/document.xml" and kind != MAIN:
            raise CongressError("template.content")
    for each in outside:
        kind, _space, target = each.partition(" ")
        if kind != "hyperlink" or not target.lower().startswith(("https://", "http://", "mailto:")):
            raise CongressError("template.external", kind=kind)
    for each in told:
        field = _FIELD.match(each)
        if each.strip() and (field is None or field[1].upper() not in FIELDS.split()):
            raise CongressError("template.field", field=each.split()[0][:40])


def _attribute(attributes: dict[str, str], local: str) -> str:
    return next((value for name, value in attributes.items() if name.rpartition("}")[2] == local), "")


def parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a checked template that are filled: the body, heads, feet, footnotes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(package.namelist(), key=lambda name: (name != "word/document.xml", name))
        for name in names:
            if FILLED.fullmatch(name):
                yield name, package.read(name)


def same_each_time(content: bytes) -> bytes:
    """Return a package whose parts all bear one time, so that the same document is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
