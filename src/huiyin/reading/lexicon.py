"""Lexicons (词库): the data files that rules stand on, shipped ones first and a place's own after them.

TOML files hold structured lists, TSV files long ones. A place adds a folder with files of the same names: lists, and
strings of several words, are appended to, tables merged, single values replaced. Nothing is cached here but what was
read; each rule module builds what it needs from a `Lexicons` once and keeps it by that object.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.errors import ReadingError

_WORDS = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")  # several words in one string
SHIPPED = Path(__file__).parent / "lexicons"


class Lexicons:
    """The data files in force: the shipped folder and, in order, the folders a place adds.

    Raises:
        ReadingError: `lexicon.folder_missing`; and, when a file is first asked for, `lexicon.invalid`
            with file, line and reason.
    """

    def __init__(self, *folders: Path) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise ReadingError("lexicon.folder_missing", path=str(folder))
        self.folders = (SHIPPED, *folders)

    @cache  # noqa: B019  lives as long as the process; there are one or two of these
    def table(self, name: str) -> dict[str, Any]:
        """Return the merged content of `NAME.toml`."""
        found: dict[str, Any] = {}
        for folder in self.folders:
            path = folder / f"{name}.toml"
            if path.exists():
                try:
                    found = merged(found, tomllib.loads(path.read_text(encoding="utf-8-sig")))
                except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                    raise _invalid(path, error) from error
        return found

    @cache  # noqa: B019
    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return the rows of `NAME.tsv`, without comment lines (`#`) and blank ones."""
        found: list[tuple[str, ...]] = []
        for folder in self.folders:
            path = folder / f"{name}.tsv"
            if path.exists():
                try:
                    text = path.read_text(encoding="utf-8-sig")
                except UnicodeDecodeError as error:
                    raise _invalid(path, error) from error
                found.extend(row for _number, row in lines_of(text))
        return tuple(found)


def lines_of(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of a TSV file with the numbers of their lines."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, tuple(line.split("\t"))


def _invalid(path: Path, error: ValueError) -> ReadingError:
    """Return why a file cannot be read, with the line where it is known."""
    line = path.read_bytes()[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else 0
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else line
    return ReadingError("lexicon.invalid", path=f"{path}:{line}" if line else str(path), reason=str(error))


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Join two tables: tables by key, lists and strings of words end to end, anything else the newer."""
    joined = dict(old)
    for key, value in new.items():
        before = joined.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[key] = merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            joined[key] = [*before, *value]
        elif isinstance(before, str) and isinstance(value, str) and _WORDS.search(before):
            joined[key] = f"{before} {value}"
        else:
            joined[key] = value
    return joined


DEFAULT = Lexicons()
