"""Files in (来源): bytes of a txt, html, docx or pdf to the stored text, with a map back to the file's own places.

`open_source` takes bytes (a file's, or standard input's), `open_path` a path, `open_stream` anything that reads. What a
file is, is told by its content first and its name second. Bad input raises `ReadingError` and nothing else:

| code                 | values                              | fact                                                 |
|----------------------|-------------------------------------|------------------------------------------------------|
| `source.missing`     | path                                | there is no such file                                |
| `source.is_folder`   | path                                | it is a folder                                       |
| `source.unreadable`  | path, reason                        | the system refuses; `reason` is its name: `EACCES` … |
| `source.too_large`   | name, what, size, limit             | more `bytes`, `pages` or `characters` than the       |
|                      |                                     | limit; size is None where the end was not looked for |
| `source.empty`       | name                                | no byte, nothing but blanks, a page without text     |
| `source.binary`      | name                                | neither text nor a known format                      |
| `source.encoding`    | name, encoding, offset              | the byte at `offset` does not fit the likeliest      |
|                      |                                     | encoding                                             |
| `source.unsupported` | name, format                        | known, not read: `xlsx`, `pptx`, `ofd`, `rtf`, `png` |
| `source.legacy_word` | name                                | .doc or .wps of before 2007: to be saved as docx     |
| `source.encrypted`   | name, format (`docx`, `pdf`, `zip`) | a password is asked for                              |
| `source.truncated`   | name, format (`docx`, `pdf`, `zip`) | incomplete or damaged: to be fetched again; `xlsx`,  |
|                      |                                     | `pptx`, `ofd`, `odt` …, where the name says so       |
| `source.zip_bomb`    | name, reason, value, limit          | unpacks to too much (`size`, `ratio`, `members`), or |
|                      |                                     | declares `entities`                                  |
| `source.scanned_pdf` | name, pages, reason                 | `no_text`: pictures of pages; `unknown_characters`:  |
|                      |                                     | its fonts do not say which characters they show      |

`name` is the file's name as the caller gave it, "" for standard input; `limit` and `size` are plain numbers.
"""

import errno
import hashlib
import re
import stat
from pathlib import Path
from typing import BinaryIO

from huiyin.errors import ReadingError
from huiyin.reading.sources import limits
from huiyin.reading.sources.model import FORMATS, FilePlace, Mark, Source
from huiyin.reading.sources.sniff import choose
from huiyin.reading.sources.text import open_text

OFFICE = {".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".pptx": "pptx", ".ofd": "ofd"}
# Other forms of offices that are zip files inside, by their suffix: not all of them say in themselves what they are.
PACKED = re.compile(r"\.(?:od[tspg]|ot[tspg]|wp[st]|ett?|dp[st]|uo[ftsp]|pages|numbers|key)")

__all__ = ["FORMATS", "FilePlace", "Mark", "Source", "open_path", "open_source", "open_stream"]


def open_source(content: bytes, *, name: str = "", kind: str | None = None) -> Source:
    """Return the source that the bytes of one file hold.

    Args:
        content: the whole file.
        name: its name, for the suffix where the content leaves a choice, and for messages.
        kind: one of `FORMATS` to say what it is; `txt` and `html` are taken at the caller's word.
    Raises:
        ReadingError: see the table of this module.
    """
    try:
        chosen = choose(content, name, kind)
        sha256 = hashlib.sha256(content).hexdigest()
        if chosen == "txt":
            return open_text(content, sha256)
        if chosen == "html":  # the other openers import much and are loaded only when a file asks for them
            from huiyin.reading.sources.page import open_page

            return open_page(content, sha256)
        if chosen == "docx":
            from huiyin.reading.sources.docx import open_docx

            return open_docx(content, sha256)
        from huiyin.reading.sources.pdf import open_pdf

        return open_pdf(content, sha256)
    except ReadingError as error:
        if error.values.get("format") == "zip":
            raise _named(error, name) from error
        error.values.setdefault("name", name)
        raise


def _named(error: ReadingError, name: str) -> ReadingError:
    """Return what is told of an archive that is called a document: nobody who sent one knows that it is a zip."""
    suffix = Path(name).suffix.lower()
    if error.code in ("source.truncated", "source.unsupported"):
        if called := OFFICE.get(suffix):
            return ReadingError("source.truncated", **{"name": name, **error.values, "format": called})
        if PACKED.fullmatch(suffix):
            return ReadingError(error.code, **{"name": name, **error.values, "format": suffix[1:]})
    return ReadingError(error.code, **{"name": name, **error.values})


def open_path(path: Path, *, kind: str | None = None, limit_bytes: int = limits.FILE_BYTES) -> Source:
    """Return the source that lies at a path; a file above the limit is refused by its size, before it is read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadingError("source.is_folder", path=str(path))
        if status.st_size > limit_bytes:
            raise _too_large(path.name, status.st_size, limit_bytes)
        with path.open("rb") as stream:
            return open_stream(stream, name=path.name, kind=kind, limit_bytes=limit_bytes)
    except FileNotFoundError as error:
        raise ReadingError("source.missing", path=str(path)) from error
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "EIO")
        raise ReadingError("source.unreadable", path=str(path), reason=reason) from error
    except ValueError as error:  # a path with a NUL character
        raise ReadingError("source.missing", path=str(path)) from error


def open_stream(
    stream: BinaryIO, *, name: str = "", kind: str | None = None, limit_bytes: int = limits.FILE_BYTES
) -> Source:
    """Return the source that a stream holds (standard input, an upload); at most `limit_bytes` are taken from it."""
    content = stream.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise _too_large(name, None, limit_bytes)
    return open_source(content, name=name, kind=kind)


def _too_large(name: str, size: int | None, limit: int) -> ReadingError:
    return ReadingError("source.too_large", name=name, what="bytes", size=size, limit=limit)
