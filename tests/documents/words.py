"""Small Word files for tests: paragraphs and rows as they are written, and what a file says."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document


def docx(*paragraphs: str, rows: Sequence[Sequence[str]] = (), foot: str = "") -> bytes:
    """Return a file with paragraphs, then a table, and a foot of the page."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(words)
    if foot:
        document.sections[0].footer.paragraphs[0].add_run(foot)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | None] = {}, **replace: tuple[str, str]) -> bytes:
    """Return a file with parts added, or taken out (None), and words replaced in the body (`document`) or others."""
    names = {"document": "word/document.xml", "types": "[Content_Types].xml", "rels": "word/_rels/document.xml.rels"}
    swaps = {names[name]: swap for name, swap in replace.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if parts.get(name, b"") is None:
                continue
            told = old.read(name)
            if name in swaps:
                before, after = (words.encode() for words in swaps[name])
                assert before in told
                told = told.replace(before, after, 1)
            new.writestr(name, told)
        for name, told in parts.items():
            if told is not None:
                new.writestr(name, told)
    return out.getvalue()


def says(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs of a file that say anything, and the rows of its tables."""
    document = Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()], rows
