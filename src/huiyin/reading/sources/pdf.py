"""A pdf with a text layer: pdfium gives characters and where they stand, `pdf_lines` and `pdf_flow` make text of them.

pdfium is not safe to call from two threads at once, so a lock lets one document through at a time; whoever wants two
cores takes two processes.
"""

import re
import threading
from typing import Any

from huiyin.errors import ReadingError
from huiyin.reading.sources import limits
from huiyin.reading.sources.model import Source
from huiyin.reading.sources.pdf_flow import EDGE_LINES, flow
from huiyin.reading.sources.pdf_lines import PdfLine, read_lines
from huiyin.reading.sources.text import refuse_empty

UNREADABLE = 0.3  # share of characters without a meaning, above which a text layer is none
STATED = ("Title", "Subject", "Keywords", "Author")  # what may be read of its properties
STRAY_CHARACTERS = 12  # per scanned page: a stamp, a page number or a scanner's name is no text layer

_LOCK = threading.Lock()
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s{1,9}(\d{1,12})\b")
_PROGRAM_TITLE = re.compile(r"^(?:Microsoft \w+|WPS \w+|Word|untitled|无标题)\b|\.\w{2,5}$", re.IGNORECASE)


def open_pdf(content: bytes, sha256: str) -> Source:
    """Return the source of a pdf: paragraphs joined from their lines, page furniture left out, pages marked."""
    _refuse_cut_off(content)
    with _LOCK:
        pages, unread, stated = _read(content)
    title = stated.get("Title", "")
    _refuse_scan(pages, unread)
    text, places = flow(pages)
    refuse_empty(text)
    return Source(
        text=text,
        format="pdf",
        encoding=None,
        sha256=sha256,
        title=title if title and not _PROGRAM_TITLE.search(title) else None,
        places=places,
        unread_pages=unread,
        margins="\n".join(filter(None, (_margins(pages), *stated.values()))),
    )


def _margins(pages: list[list[PdfLine]]) -> str:
    """Return the lines of the first page, which the text has joined, and the highest and lowest of each other."""
    first = pages[0] if pages else []
    edges = [line for page in pages[1:] for line in (page[:EDGE_LINES] + page[-EDGE_LINES:])]
    return "\n".join(line.text for line in (*first, *edges))


def _read(content: bytes) -> tuple[list[list[PdfLine]], tuple[int, ...], dict[str, str]]:
    """Return the lines of each page, the numbers of the pages that are pictures only, and what the file states."""
    import pypdfium2  # takes 0.1 s to import: only pdf files pay for it
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise ReadingError("source.encrypted" if is_locked else "source.truncated", format="pdf") from error
    try:
        count = len(document)
        if count > limits.PDF_PAGES:
            raise ReadingError("source.too_large", what="pages", size=count, limit=limits.PDF_PAGES)
        pages, unread, characters = [], [], 0
        for number in range(1, count + 1):
            lines, is_picture, size = _read_page(document, number, limits.PDF_CHARACTERS - characters)
            characters += size
            pages.append(lines)
            if is_picture:
                unread.append(number)
        return pages, tuple(unread), _stated(document)
    except pypdfium2.PdfiumError as error:
        raise ReadingError("source.truncated", format="pdf") from error
    finally:
        document.close()


def stated_in(content: bytes) -> str:
    """Return what a pdf states of itself, line by line, be its pages text or pictures; "" where it cannot be opened."""
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return ""
        try:
            return "\n".join(_stated(document).values())
        finally:
            document.close()


def _stated(document: Any) -> dict[str, str]:
    return {name: words for name in STATED if (words := _value(document, name))}


def _value(document: Any, name: str) -> str:
    try:
        return str(document.get_metadata_value(name)).replace("\0", "").strip()
    except UnicodeDecodeError:  # half a character in it
        return ""


def _read_page(document: Any, number: int, budget: int) -> tuple[list[PdfLine], bool, int]:
    from pypdfium2 import raw

    page = document[number - 1]
    try:
        text_page = page.get_textpage()
        try:
            size = max(0, raw.FPDFText_CountChars(text_page))
            if size > budget:
                limit = limits.PDF_CHARACTERS
                raise ReadingError("source.too_large", what="characters", size=limit - budget + size, limit=limit)
            lines = read_lines(text_page, size, number, page.get_width())
        finally:
            text_page.close()
        has_text = sum(len(line.text) for line in lines) > STRAY_CHARACTERS
        is_picture = (
            not has_text and next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        )
        return lines, is_picture, size
    finally:
        page.close()


def _refuse_cut_off(content: bytes) -> None:
    """Refuse a file whose end is missing: pdfium would mend it and silently show less than was written."""
    stated = _LINEARIZED.search(content[:2048])
    if b"%%EOF" not in content or (stated and int(stated[1]) > len(content)):
        raise ReadingError("source.truncated", format="pdf")


def _refuse_scan(pages: list[list[PdfLine]], unread: tuple[int, ...]) -> None:
    """Refuse a document without usable text: pictures of pages, or characters whose font does not say what they are."""
    texts = [line.text for lines in pages for line in lines]
    characters = sum(len(text) for text in texts)
    unknown = sum(text.count("\ufffd") for text in texts)
    if not characters or (len(unread) == len(pages)):
        raise ReadingError("source.scanned_pdf", pages=len(pages), reason="no_text")
    if unknown > UNREADABLE * characters:
        raise ReadingError("source.scanned_pdf", pages=len(pages), reason="unknown_characters")
