"""A place's own lexicon files tried out (词库检查): what is wrong in them is told once, by file and line.

A file that parses may still hold an entry that a rule cannot use. So a sample is read by the rules of every lexicon,
with one file of the place and no other, and where that fails, with ever less of the file.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.errors import HuiyinError
from huiyin.reading.explain import explain
from huiyin.reading.lexicon import SHIPPED, Lexicons, lines_of, merged
from huiyin.reading.model import TextKind
from huiyin.reading.reader import read
from huiyin.reading.topics import topic_names

SHIPPED_ONLY = ("people.toml", "page_furniture.tsv")  # rules read these without asking for a place's own
SAMPLE = (
    "2026年市政府工作报告\n一、2025年工作回顾\n去年，云汀市荣获全国文明城市称号，地区生产总值达到1000亿元、增长5%以上。\n"
    "二、2026年工作安排\n今年，将力争新建改建学校20所，推进云汀大桥项目，《条例》实施。张明代表说，建议加强医疗服务。\n"
)
Rows = tuple[tuple[str, ...], ...]


class _Trial(Lexicons):
    """The shipped files with the content of one file of a place, whole or in part."""

    def __init__(self, name: str, content: Mapping[str, Any] | Rows) -> None:
        super().__init__()
        self._name, self._content = name, content

    @cache  # noqa: B019  lives as long as one trial
    def table(self, name: str) -> dict[str, Any]:
        """Return what `Lexicons` does, with the content on trial."""
        shipped = super().table(name)
        return merged(shipped, self._content) if name == self._name and isinstance(self._content, dict) else shipped

    @cache  # noqa: B019
    def rows(self, name: str) -> Rows:
        """Return what `Lexicons` does, with the content on trial."""
        shipped = super().rows(name)
        return (*shipped, *self._content) if name == self._name and isinstance(self._content, tuple) else shipped


def check_lexicons(folders: Iterable[str]) -> None:
    """Read a place's own lexicon files, and a sample with them.

    Raises:
        HuiyinError: `lexicon.folder_missing`, `lexicon.unknown`, `lexicon.not_a_file`, `lexicon.invalid`,
            `lexicon.shape`; where the place is known, `path` ends with its line.
    """
    for folder in folders:
        own = Lexicons(Path(folder))
        files = [file for file in sorted(Path(folder).iterdir()) if file.suffix in (".toml", ".tsv")]
        for file in files:
            if file.name not in known_files():
                raise HuiyinError("lexicon.unknown", path=str(file), known=known_files())
            if not file.is_file():
                raise HuiyinError("lexicon.not_a_file", path=str(file))
        for file in files:
            own.table(file.stem) if file.suffix == ".toml" else own.rows(file.stem)
            _try_file(file)


def known_files() -> list[str]:
    """Return the names of the files that a place may add."""
    names = sorted(path.name for path in SHIPPED.iterdir() if path.suffix in (".toml", ".tsv"))
    return [name for name in names if name not in SHIPPED_ONLY]


def _try_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".toml":
        content: Any = tomllib.loads(text)
        error = _fault(file.stem, content)
        line = _line_of_key(text, _bad_keys(file.stem, content)) if error else 0
    else:
        numbered = list(lines_of(text))
        error = _fault(file.stem, tuple(row for _n, row in numbered))
        line = _line_of_row(file.stem, numbered) if error else 0
    if error is not None:
        where = f"{file}:{line}" if line else str(file)
        raise HuiyinError("lexicon.shape", path=where, reason=f"{type(error).__name__}: {error}") from error


def _fault(name: str, content: Mapping[str, Any] | Rows) -> Exception | None:
    """Return what a rule stumbles over with this content, or None."""
    lexicons = _Trial(name, content)
    try:
        for kind in (TextKind.REPORT, TextKind.DELIBERATION, TextKind.HOTLINE):
            read(SAMPLE, text_kind=kind, lexicons=lexicons)
        explain(SAMPLE, lexicons=lexicons)
        topic_names("zh", lexicons)
    except Exception as error:
        return error
    return None


def _bad_keys(name: str, content: Mapping[str, Any], path: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the way of keys to the first entry that alone is a fault; as far as it can be narrowed."""
    for key, value in content.items():
        alone: Any = {key: value}
        for outer in reversed(path):
            alone = {outer: alone}
        if _fault(name, alone) is not None:
            return _bad_keys(name, value, (*path, key)) if isinstance(value, dict) and len(path) < 2 else (*path, key)
    return path


def _line_of_key(text: str, keys: Sequence[str]) -> int:
    """Return the line on which a key stands below those that lead to it; 0 where it cannot be told."""
    found = 0
    lines = text.splitlines()
    for key in keys:
        word = rf'"?{re.escape(key)}"?'
        here = re.compile(rf"^\s*\[+(?:[^\]]*\.)?{word}\s*[.\]]|^\s*{word}\s*[.=]|[{{,]\s*{word}\s*=")
        at = next((n for n in range(max(found - 1, 0), len(lines)) if here.search(lines[n])), None)
        if at is None:
            return found
        found = at + 1
    return found


def _line_of_row(name: str, numbered: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """Return the line of the first row with which it fails."""
    low, high = 0, len(numbered)  # with the first `low` rows it holds, with the first `high` it does not
    while high - low > 1:
        middle = (low + high) // 2
        holds = _fault(name, tuple(row for _n, row in numbered[:middle])) is None
        low, high = (middle, high) if holds else (low, middle)
    return numbered[high - 1][0]
