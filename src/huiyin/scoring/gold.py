"""Gold folders: `NAME.json` files, each beside the text that it annotates (GUIDELINES «File format»)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from huiyin.errors import ReadingError
from huiyin.reading.model import Record
from huiyin.scoring.values import FiledReading, FiledStatement, GoldReading

T = TypeVar("T")


class GoldDocument(Record, frozen=True, gc=False):
    """One gold file with its text; `file` is the name that a prediction of it bears in another folder."""

    name: str
    file: str
    text: str
    statements: tuple[FiledStatement, ...]


def gold_documents(folder: Path) -> Iterator[GoldDocument]:
    """Yield the gold documents of a folder by name, the text exactly as stored.

    Raises:
        ReadingError: `score.no_gold` for a folder without gold files, `score.file_invalid` for a file that is
            none (with `path`, `reason`), `score.file_unreadable` for one that cannot be opened or decoded.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise ReadingError("score.no_gold", path=str(folder))
    for path in paths:
        gold = _decode(path, GoldReading)
        source = folder / gold.source
        yield GoldDocument(source.stem, path.name, _text(source), gold.statements)


def filed_statements(path: Path) -> tuple[FiledStatement, ...]:
    """Return the statements of a reading in a file (errors as above)."""
    return _decode(path, FiledReading).statements


def _decode(path: Path, of: type[T]) -> T:
    try:
        return msgspec.json.decode(_bytes(path), type=of)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadingError("score.file_invalid", path=str(path), reason=str(error)) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadingError("score.file_unreadable", path=str(path), reason=error.strerror or "") from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadingError("score.file_unreadable", path=str(path), reason="UTF-8") from error
