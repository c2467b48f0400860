"""What `--resume` may leave out: a hidden file in the output folder says of each output how it was made.

`.huiyin-read.jsonl` has a line for each output: its name below the folder, a digest of the options and of the
version that made it, name, size and time of the input, size and time of the output. The last line of a name counts.
Without a line, or where anything differs, an input is read again. Names go from the folder that was given, so that the
folders may be moved in between.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from huiyin import __version__
from huiyin.commands.inputs import STDIN, Input
from huiyin.commands.work import Settings, written_whole

NAME = ".huiyin-read.jsonl"
TAIL = 1 << 16  # bytes at the end of a file that are looked at first


class Record:
    """The lines of one output folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.format = settings.format
        self.options = options_digest(settings)
        self.lines = dict(_lines(folder / NAME))
        self.seen: dict[str, list[int]] = {}
        self.output: BinaryIO | None = None

    def look_at(self, path: str) -> None:
        """Remember an input as it is before it is read, so that a change meanwhile is not missed."""
        with suppress(OSError, ValueError):
            self.seen[path] = _state(Path(path))

    def is_done(self, source: Input, target: Path) -> bool:
        """Say whether an output is whole and was made from this input with these options."""
        made = self._made(source, target)
        return made is not None and made == self.lines.get(self._name(target)) and is_whole(target, self.format)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the file open for `note`; lines that later ones made idle are dropped first."""
        path = self.folder / NAME
        with written_whole(path) as output:
            for line in self.lines.values():
                output.write(_encoded(line))
        with path.open("ab") as self.output:
            yield
        self.output = None

    def note(self, source: Input, target: Path) -> None:
        """Write down that an output was made from an input."""
        made = self._made(source, target)
        if made is not None and self.output is not None:
            self.output.write(_encoded(made))
            self.output.flush()

    def _made(self, source: Input, target: Path) -> dict[str, Any] | None:
        """Return the line that fits both files as they are now; None where one is not there."""
        try:
            read, written = self.seen.get(source.path) or _state(Path(source.path)), _state(target)
        except (OSError, ValueError):
            return None
        if source.path == STDIN:
            return None
        name = self._name(target)
        return {
            "file": name,
            "options": self.options,
            "input": [source.name, *read],
            "output": written,
        }

    def _name(self, target: Path) -> str:
        return target.relative_to(self.folder).as_posix()


def options_digest(settings: Settings) -> str:
    """Return a digest of all that shapes a reading beside the text: options, words of the place, version."""
    words = [
        [file.name, *_state(file)]
        for folder in settings.lexicons
        for file in sorted(Path(folder).iterdir())
        if file.is_file()
    ]
    shaping = [
        __version__,
        settings.format,
        settings.table,
        sorted(settings.kinds),
        settings.text_kind,
        settings.year,
        settings.place,
        settings.explain,
        settings.language,
        words,
    ]
    return hashlib.sha256(json.dumps(shaping).encode()).hexdigest()


def is_whole(path: Path, format_: str) -> bool:
    """Say whether a file of a format ends as one does that was written to its end."""
    if format_ == "xlsx":
        from zipfile import BadZipFile, ZipFile

        try:
            with ZipFile(path) as book:
                return "xl/workbook.xml" in book.namelist()
        except (BadZipFile, OSError):
            return False
    end = _end_of(path)
    match format_:
        case "json":
            return end.endswith(b"}\n")
        case "jsonl":
            return not end or (end.endswith(b"\n") and _parses(end))
        case "html":
            return end.rstrip().endswith(b"</html>")
        case _:
            return end.endswith(b"\n")


def _end_of(path: Path) -> bytes:
    """Return the end of a file, with its last line whole."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        for length in (min(TAIL, size), size):
            file.seek(size - length)
            end = file.read()
            if b"\n" in end[:-1]:
                break
    return end


def _parses(lines: bytes) -> bool:
    """Say whether the last line is JSON."""
    try:
        json.loads(lines.rstrip(b"\n").rpartition(b"\n")[2])
    except ValueError:
        return False
    return True


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the lines of the file by name; one that breaks off, or is none of ours, is passed over."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and isinstance(found.get("file"), str):
            yield found["file"], found


def _encoded(line: dict[str, Any]) -> bytes:
    """Return a line; names that are no Unicode survive as escapes."""
    return json.dumps(line).encode() + b"\n"


def _state(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]
