"""Finds the files that a command was given: single files, folders with all that is below them, standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huiyin.errors import HuiyinError

STDIN = "-"
READ = (".txt", ".html", ".htm", ".shtml", ".xhtml", ".docx", ".pdf")
OFFICE_FORMS = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ofd", ".mht", ".mhtml")  # texts that are not read
OWN_OUTPUT = ".reading."


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its path (or "-"), and its name below the folder that was given."""

    path: str
    name: str


def find_inputs(given: Sequence[str]) -> list[Input]:
    """Return the inputs in the order given, a folder's files sorted by their path.

    In a folder, texts in forms that cannot be read are listed too, so that they are reported and not passed over;
    anything else, hidden files and our own outputs are left out.

    Different files of one name go by their path below the folder that they share.

    Raises:
        HuiyinError: `input.none` for a folder without any such file.
    """
    found: list[Input] = []
    for each in given:
        path = Path(each)
        if each == STDIN or not path.is_dir():
            found.append(Input(each, _readable(path.name) if each != STDIN else "stdin"))
            continue
        below = [Input(str(file), _readable(file.relative_to(path).as_posix())) for file in _files_below(path)]
        if not below:
            raise HuiyinError("input.none", path=each, endings=READ)
        found.extend(below)
    return _told_apart(found)


def standard_input() -> BinaryIO:
    """Return the bytes of standard input.

    Raises:
        HuiyinError: `input.closed` when the caller has closed it.
    """
    if sys.stdin is None:
        raise HuiyinError("input.closed")
    return sys.stdin.buffer


def _told_apart(inputs: list[Input]) -> list[Input]:
    """Return the inputs, those of one name and different paths named from the folder that they share."""
    paths: dict[str, set[str]] = {}
    for each in inputs:
        if each.path != STDIN:
            paths.setdefault(each.name, set()).add(_whole_path(each))
    found = []
    for each in inputs:
        namesakes = paths.get(each.name, set())
        if each.path != STDIN and len(namesakes) > 1 and len({Path(path).anchor for path in namesakes}) == 1:
            name = Path(_whole_path(each)).relative_to(os.path.commonpath(namesakes)).as_posix()
            found.append(Input(each.path, name))
        else:
            found.append(each)
    return found


def _readable(name: str) -> str:
    """Return a name with a mark for each byte that is not UTF-8, which no output could hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _whole_path(source: Input) -> str:
    """Return the path from the root, without `..`, which would lead a name out of the output folder."""
    return os.path.normpath(Path(source.path).absolute())


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the texts below a folder in a stable order, without following links to folders."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            ending = Path(name).suffix.lower()
            if ending in (*READ, *OFFICE_FORMS) and not _is_hidden(name) and OWN_OUTPUT not in name:
                path = Path(root, name)
                if path.is_file() or path.is_symlink():  # a pipe would be waited for for ever; a dead link is told
                    yield path


def _is_hidden(name: str) -> bool:
    """Say whether a name is hidden, a word processor's lock file, or an archive tool's leftover."""
    return name.startswith((".", "~$")) or name == "__MACOSX"
