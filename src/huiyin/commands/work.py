"""What is done with one input: open, read, render; in this process or in a worker of the pool."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from huiyin.commands.inputs import STDIN, Input
from huiyin.errors import HuiyinError
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.render.errors import fault, sentence
from huiyin.render.words import Language

if TYPE_CHECKING:
    from huiyin.render.document import Document
    from huiyin.render.terminal import Colour

FORMATS = ("terminal", "json", "jsonl", "csv", "xlsx", "html")
ENDINGS = {"terminal": ".txt", "json": ".json", "jsonl": ".jsonl", "csv": ".csv", "xlsx": ".xlsx", "html": ".html"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read and how to show, the same for all inputs; it can be sent to another process.

    `language` is that of workbook and page, `width` and `colour` those of the terminal; `together` is true when
    one output takes several readings.
    """

    format: str
    table: str = "statements"
    kinds: frozenset[str] = frozenset()
    text_kind: str | None = None
    year: int | None = None
    place: str | None = None
    lexicons: tuple[str, ...] = ()
    explain: bool = False
    language: Language = "zh"
    width: int = 100
    colour: "Colour" = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One input and, where each input has its own output, that output's path."""

    source: Input
    settings: Settings
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: `payload` to be added to the common output, or the sentence that says what is wrong."""

    source: Input
    payload: Any = None
    problem: str = ""


def work(task: Task) -> Outcome:
    """Read one input and render it; whatever goes wrong with it becomes its outcome."""
    try:
        payload = render(document_of(task.source, task.settings), task.settings)
        if task.target is None:
            return Outcome(task.source, payload)
        with written_whole(Path(task.target)) as output:
            output.write(payload)
    except HuiyinError as error:
        return Outcome(task.source, problem=sentence(error))
    except MemoryError:
        return Outcome(task.source, problem=sentence(HuiyinError("work.memory", path=task.source.path)))
    except Exception as error:  # one input must not stop the others, whatever the fault
        if os.environ.get("HUIYIN_DEBUG"):
            raise
        return Outcome(task.source, problem=fault(error))
    return Outcome(task.source)


def document_of(source: Input, settings: Settings) -> "Document":
    """Open an input and read it.

    Raises:
        HuiyinError: the input cannot be opened or read.
    """
    from msgspec.structs import replace

    from huiyin.reading.reader import read
    from huiyin.render.document import Document

    text, title = _opened(source)
    reading = read(
        text, year=settings.year, place=settings.place, text_kind=settings.text_kind, lexicons=lexicons_of(settings)
    )
    if title and not reading.source.title:
        reading = replace(reading, source=replace(reading.source, title=title))
    if settings.kinds:
        kept = tuple(each for each in reading.statements if each.kind in settings.kinds)
        reading = replace(reading, statements=kept)
    return Document(source.name, text, reading)


def _opened(source: Input) -> tuple[str, str | None]:
    """TEMPORARY until huiyin.reading.sources lands."""
    data = sys.stdin.buffer.read() if source.path == STDIN else Path(source.path).read_bytes()
    return data.decode("utf-8-sig"), None


def render(document: "Document", settings: Settings) -> Any:
    """Return the document in the format that is set: bytes, or rows where several share a workbook."""
    match settings.format:
        case "json":
            from huiyin.render.record import json_bytes

            return json_bytes(document, with_file=settings.together) + (b"" if settings.together else b"\n")
        case "jsonl":
            from huiyin.render.record import jsonl_bytes

            return jsonl_bytes(document)
        case "csv":
            from huiyin.render.tables import TABLES, csv_bytes, csv_head

            table = TABLES[settings.table]
            return (b"" if settings.together else csv_head(table)) + csv_bytes(table, document)
        case "xlsx":
            from huiyin.render.workbook import rows_of, workbook_bytes

            if settings.together:
                return rows_of(document)
            return workbook_bytes(document, settings.language, lexicons_of(settings))
        case "html":
            from huiyin.render.page import page_bytes

            return page_bytes(document, settings.language, lexicons_of(settings))
        case _:
            from huiyin.render.terminal import terminal_text

            lexicons = lexicons_of(settings)
            return terminal_text(document, width=settings.width, colour=settings.colour, lexicons=lexicons).encode()


def lexicons_of(settings: Settings) -> Lexicons:
    """Return the lexicons in force, read once per process."""
    return _lexicons(settings.lexicons) if settings.lexicons else DEFAULT


@lru_cache(maxsize=2)
def _lexicons(folders: tuple[str, ...]) -> Lexicons:
    return Lexicons(*map(Path, folders))


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes its name only when all of it is written, so that a file that exists is whole.

    Raises:
        HuiyinError: `output.unwritable`.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as output:
            yield output
        part.replace(path)
    except OSError as error:
        raise HuiyinError("output.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):  # gone by now, unless something went wrong
            part.unlink()
