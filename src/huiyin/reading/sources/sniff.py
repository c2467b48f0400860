"""What a file is, told by its first bytes and only then by its name: offices rename files, bytes do not lie."""

import re
from pathlib import PurePath

from huiyin.errors import ReadingError
from huiyin.reading.sources.model import FORMATS
from huiyin.reading.sources.text import BOMS

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PDF_MAGIC = b"%PDF-"
PDF_MAGIC_WITHIN = 1024  # as Acrobat does: junk may stand before it

# Formats that are known and not read, by magic number at an offset.
_OTHERS = (
    (0, b"\x89PNG\r\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"{\\rtf", "rtf"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (8, b"WEBP", "webp"),
    (8, b"WAVE", "wav"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mp4"),
    (0, b"SQLite format 3\0", "sqlite"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90\0", "program"),
)

_HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|article|p|h[1-6])\b", re.IGNORECASE)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b|<pkg:package\b")
_MHTML_START = re.compile(rb"\s*(?:From:|MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE)
_SCANNED_BYTES = 4096

_HTML_SUFFIXES = {".html", ".htm", ".shtml", ".xhtml"}
_LEGACY_WORD_SUFFIXES = {".doc", ".dot", ".wps", ".wpt"}


def sniff(content: bytes, name: str) -> str:
    """Return the format of the content, one of `FORMATS`, or `zip` for an archive that the docx opener must look into.

    Raises:
        ReadingError: `source.empty`, `source.legacy_word`, `source.encrypted` or `source.unsupported`.
    """
    if not content:
        raise ReadingError("source.empty")
    if content.startswith(OLE_MAGIC):
        raise _ole_refusal(content, name)
    if content.startswith(ZIP_MAGICS):
        return "zip"
    if PDF_MAGIC in content[:PDF_MAGIC_WITHIN]:
        return "pdf"
    for offset, magic, format_name in _OTHERS:
        if content.startswith(magic, offset):
            raise ReadingError("source.unsupported", format=format_name)
    return _sniff_text(content, name)


def choose(content: bytes, name: str, kind: str | None) -> str:
    """Return the opener to use: `kind` where the caller says so and the bytes allow it, else what `sniff` tells."""
    if kind is not None and kind not in FORMATS:
        raise ReadingError("source.unsupported", format=kind)
    found = sniff(content, name)
    if kind is None or kind == found or (kind == "docx" and found == "zip"):
        return "docx" if found == "zip" else found
    if kind in ("txt", "html") and found in ("txt", "html"):
        return kind
    raise ReadingError("source.unsupported", format=found)


def _sniff_text(content: bytes, name: str) -> str:
    start = content[:_SCANNED_BYTES]
    for mark, encoding in BOMS[1:]:
        if start.startswith(mark):
            start = start[len(mark) :].decode(encoding, "ignore").encode("utf-8")
    if _WORD_XML.search(start):
        raise ReadingError("source.unsupported", format="word-xml")
    if _MHTML_START.match(start) and re.search(rb"multipart/related", start, re.IGNORECASE):
        raise ReadingError("source.unsupported", format="mhtml")
    looks_html = start.removeprefix(BOMS[0][0]).lstrip().startswith(b"<") and _HTML_TAG.search(start)
    return "html" if looks_html or _suffix(name) in _HTML_SUFFIXES else "txt"


def _ole_refusal(content: bytes, name: str) -> ReadingError:
    """Tell the OLE files apart by the names of their streams, which stand in UTF-16 in the directory."""
    if _has_stream(content, "EncryptedPackage"):
        return ReadingError("source.encrypted", format="docx")
    if _has_stream(content, "WordDocument") or _suffix(name) in _LEGACY_WORD_SUFFIXES:
        return ReadingError("source.legacy_word")
    for stream, format_name in (("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt")):
        if _has_stream(content, stream):
            return ReadingError("source.unsupported", format=format_name)
    return ReadingError("source.unsupported", format="ole")


def _has_stream(content: bytes, name: str) -> bool:
    return (name + "\0").encode("utf-16-le") in content


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()
