"""Bytes to characters: byte order mark, strict UTF-8, then GB18030; never a guess, never a character altered.

Statistics over short Chinese texts mislead (docs/decisions/0004), while UTF-8 that decodes strictly *is* UTF-8 and what
a Chinese office writes otherwise is GB18030 or its subsets GBK and GB2312. Nearly any bytes decode as
GB18030, so two facts are held against it: more good UTF-8 than bad means a damaged UTF-8 file,
and private-use characters mean another encoding (the full stop of Big5 lands there).
"""

import re

from huiyin.errors import ReadingError
from huiyin.reading.sources.model import Source

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# Below this share a control or private-use character is a slip of some program, above it the file is something else.
TOLERATED = 0.01

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_IDEOGRAPH = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x1a"


def open_text(content: bytes, sha256: str) -> Source:
    """Return the source of a plain text: exactly its characters, without the byte order mark, line ends kept."""
    text, encoding = decode(content)
    refuse_empty(text)
    return Source(text=text, format="txt", encoding=encoding, sha256=sha256)


def decode(content: bytes) -> tuple[str, str]:
    """Return the characters and the name of the encoding.

    Raises:
        ReadingError: `source.binary`, or `source.encoding` with the byte offset of the first bad byte.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                text = content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadingError("source.encoding", encoding=encoding, offset=len(mark) + error.start) from error
            refuse_binary(text)
            return text, encoding
    refuse_binary(content)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(content):
            raise ReadingError("source.encoding", encoding="utf-8", offset=error.start) from error
    return _decode_gb18030(content), "gb18030"


def refuse_binary(content: bytes | str) -> None:
    """Raise `source.binary` for bytes or characters that no text has: a NUL, or many control characters."""
    if isinstance(content, str):
        if "\0" in content:
            raise ReadingError("source.binary")
        return
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > TOLERATED * len(content):
        raise ReadingError("source.binary")


def refuse_empty(text: str) -> None:
    """Raise `source.empty` when there is nothing to see: blanks, marks without width."""
    if not text.strip().strip(_INVISIBLE).strip():
        raise ReadingError("source.empty")


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell a damaged UTF-8 text: GB18030 bytes hardly ever form a three-byte sequence, let alone more than errors."""
    text = content.decode("utf-8", "replace")
    return 2 * len(_IDEOGRAPH.findall(text)) > text.count("\ufffd")


def _decode_gb18030(content: bytes) -> str:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise ReadingError("source.encoding", encoding="gb18030", offset=error.start) from error
    private = _PRIVATE.findall(text)
    if len(private) > TOLERATED * len(text):
        first = text.index(private[0])
        raise ReadingError("source.encoding", encoding="gb18030", offset=len(text[:first].encode("gb18030")))
    return text
