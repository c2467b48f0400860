"""What is done with one input: open, read, render; in this process or in a worker of the pool."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from huiyin.commands.destination import refuse_special
from huiyin.commands.inputs import STDIN, Input, standard_input
from huiyin.errors import HuiyinError
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.render.errors import fault, sentence
from huiyin.render.words import Language
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.reading import Explanation, Reading
    from huiyin.reading.sources import Source
    from huiyin.render.document import Document
    from huiyin.render.terminal import Colour

FORMATS = ("terminal", "json", "jsonl", "csv", "xlsx", "html")
_PDF = b"%PDF-"
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
    """What became of an input: `payload` for the common output, or the sentence that says what is wrong.

    `remark` is a sentence too: the input was read, but not all of it.
    """

    source: Input
    payload: Any = None
    problem: str = ""
    remark: str = ""


def work(task: Task) -> Outcome:
    """Read one input and render it; whatever goes wrong with it becomes its outcome."""
    try:
        document = document_of(task.source, task.settings)
        payload = render(document, task.settings)
        remark = _remark(document)
        if task.target is None:
            return Outcome(task.source, payload, remark=remark)
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
    return Outcome(task.source, remark=remark)


def work_again(task: Task) -> Outcome:
    """Read an input whose process died under it; what it left half written goes first."""
    if task.target is not None:
        target = Path(task.target)
        for part in target.parent.glob(f".{escape(target.name)}.*.part"):
            with suppress(OSError):
                part.unlink()
    return work(task)


def lost(task: Task) -> Outcome:
    """Return what is said of an input that no process lives to read."""
    return Outcome(task.source, problem=sentence(HuiyinError("work.lost", path=task.source.path)))


def is_risky(task: Task) -> bool:
    """Tell whether an input is a pdf: the library that opens it is no Python and could take the process with it."""
    with suppress(OSError, ValueError):
        path = Path(task.source.path)
        if task.source.path != STDIN and path.is_file():
            with path.open("rb") as file:
                return file.read(len(_PDF)) == _PDF
    return False


def _remark(document: "Document") -> str:
    """Return what has to be said of a file that was read in part."""
    if not document.unread_pages:
        return ""
    pages = ", ".join(map(str, document.unread_pages))
    return _("pages {pages} hold pictures without text and were not read.").format(pages=pages)


def document_of(source: Input, settings: Settings) -> "Document":
    """Open an input and read it.

    Raises:
        HuiyinError: the input cannot be opened or read.
    """
    from msgspec.structs import replace

    from huiyin.reading import read
    from huiyin.render.document import Document, place_words

    opened = _opened(source)
    reading = read(
        opened.text,
        year=settings.year,
        place=settings.place,
        text_kind=settings.text_kind,
        lexicons=lexicons_of(settings),
    )
    stated = {name: getattr(opened, name) for name in ("title", "publisher", "published", "url")}
    known = {name: value for name, value in stated.items() if value}  # what the file states outranks what was found
    reading = replace(reading, source=replace(reading.source, **known))
    if settings.kinds:
        kept = tuple(each for each in reading.statements if each.kind in settings.kinds)
        reading = replace(reading, statements=kept)

    def place_of(offset: int) -> str:
        return place_words(opened.place_of(offset), settings.language)

    why = _explanations(opened.text, reading, settings)
    return Document(source.name, opened.text, reading, place_of, why, opened.unread_pages)


def _opened(source: Input) -> "Source":
    """Return the text of an input, with what its file says of itself."""
    from huiyin.reading.sources import open_path, open_stream

    return open_stream(standard_input()) if source.path == STDIN else open_path(Path(source.path))


def _explanations(text: str, reading: "Reading", settings: Settings) -> "dict[str, list[Explanation]]":
    """Return which rules won and lost, by statement; nothing where nobody asked."""
    if not settings.explain:
        return {}
    from huiyin.reading import explain

    found: dict[str, list[Explanation]] = {statement.id: [] for statement in reading.statements}
    for each in explain(text, year=settings.year, text_kind=settings.text_kind, lexicons=lexicons_of(settings)):
        if each.statement in found:  # others were left out by --kind
            found[each.statement].append(each)
    return found


def render(document: "Document", settings: Settings) -> Any:
    """Return the document in the format that is set: bytes, or rows where several share a workbook."""
    match settings.format:
        case "json":
            from huiyin.render.record import json_bytes

            return json_bytes(document) + (b"" if settings.together else b"\n")
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
        case _other:
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

    A link is followed to its file; a file that is replaced hands on its permissions.

    Raises:
        HuiyinError: `output.unwritable`, `output.not_a_file`.
    """
    refuse_special(path)
    path = path.resolve() if path.is_symlink() else path
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as output:
            yield output
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    except OSError as error:
        raise HuiyinError("output.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):  # gone by now, unless something went wrong
            part.unlink()
