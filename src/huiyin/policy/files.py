"""Policy files: found by name, joined with what they extend, and asked for the line on which a key stands."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.errors import PolicyError

SHIPPED = Path(__file__).parent.parent / "policies"
ENDING = ".toml"
LINE = re.compile(r"line (\d+)")
HEADER = re.compile(r"^\s*\[+\s*([^\]]+?)\s*\]+\s*(?:#.*)?$")
KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=""")


class File:
    """One policy file as it was read."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        try:
            self.tables: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = LINE.search(str(error))
            line = int(found[1]) if found else text.count("\n") + 1
            reason = re.sub(r"\s*\(at .*\)$", "", str(error))
            raise PolicyError("policy.syntax", path=path, line=line, reason=reason) from error

    def line_of(self, keys: tuple[str, ...]) -> int:
        """Return the line on which a key stands, else that of the nearest table above it, else 0.

        TOML readers give no lines, so that the text is looked through: tables by their headers, keys below them.
        """
        best, depth = 0, 0
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            header, key = HEADER.match(line), KEY.match(line)
            if header:
                table = _parts(header[1])
                here = table
            elif key:
                here = (*table, *_parts(key[1]))
            else:
                continue
            shared = len(keys) if here[: len(keys)] == keys else len(here) if here == keys[: len(here)] else 0
            if shared > depth:
                best, depth = number, shared
        return best

    def first_table(self) -> int:
        """Return the line of the first table: whatever belongs to the top must stand before it."""
        lines = self.text.splitlines()
        return next((number for number, line in enumerate(lines, 1) if HEADER.match(line)), len(lines) + 1)


class Tables:
    """The content of a policy: its own file over those that it extends."""

    def __init__(self, content: dict[str, Any], files: tuple[File, ...], names: tuple[str, ...]) -> None:
        self.content, self.files, self.extends = content, files, names

    @property
    def digest(self) -> str:
        """The SHA-256 of the joined content; comments, spacing and order do not count."""
        return hashlib.sha256(json.dumps(self.content, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()

    def fault(self, code: str, *keys: str, **values: object) -> PolicyError:
        """Return the error for a key, with the file and the line on which it stands."""
        file = next((each for each in self.files if _holds(each.tables, keys)), self.files[0])
        line = file.line_of(keys)
        if not line:  # what is missing at the top stands nowhere; it must come before the first table
            values["before"] = file.first_table()
        return PolicyError(code, path=file.path, line=line, key=".".join(keys), **values)


@cache  # lists ask it once a row, and the package does not change while it runs
def shipped() -> tuple[str, ...]:
    """Return the names of the policies that come with the package."""
    return tuple(sorted(path.name.removesuffix(ENDING) for path in SHIPPED.glob(f"*{ENDING}")))


def read(name_or_path: str | Path, folders: Iterable[Path | str] = ()) -> Tables:
    """Return a policy's joined content.

    Args:
        name_or_path: the name of a policy (`commitment.general`), or a file.
        folders: a place's own folders, searched before the shipped policies.
    Raises:
        PolicyError: `policy.not_found`, `policy.unreadable`, `policy.syntax`, `policy.circle`.
    """
    searched = [*map(Path, folders), SHIPPED]
    path = Path(name_or_path)
    if path.suffix != ENDING and len(path.parts) == 1:
        path = _find(str(name_or_path), searched, ())
    else:
        searched.insert(0, path.parent)
    return _joined(path, searched)


def read_text(text: str, *, path: str = "", folders: Iterable[Path | str] = ()) -> Tables:
    """Return the joined content of a policy that is given as text."""
    file = File(path, text)
    return _over(file, [*map(Path, folders), SHIPPED], ())


def _joined(path: Path, searched: list[Path]) -> Tables:
    return _over(_file(path), searched, (path.resolve(),))


def _over(file: File, searched: list[Path], seen: tuple[Path, ...]) -> Tables:
    """Return a file joined with what it extends, and so on."""
    files, names = [file], []
    content = file.tables
    wanted = content.get("extends")
    while wanted is not None:
        if not isinstance(wanted, str):
            raise Tables({}, (files[-1],), ()).fault("policy.shape", "extends", reason="text")
        path = _find(wanted, searched, seen)
        if path.resolve() in seen:
            raise Tables({}, (files[-1],), ()).fault("policy.circle", "extends", given=wanted)
        seen = (*seen, path.resolve())
        base = _file(path)
        files.append(base)
        names.append(wanted)
        content = _merged(base.tables, content)
        wanted = base.tables.get("extends")
    content = _without_removed({key: value for key, value in content.items() if key != "extends"})
    return Tables(content, tuple(files), tuple(names))


def _find(name: str, searched: list[Path], seen: tuple[Path, ...]) -> Path:
    """Return the file of a name: the first that was not read yet, so that a place's file may extend its namesake."""
    found = [folder / f"{name}{ENDING}" for folder in searched if (folder / f"{name}{ENDING}").is_file()]
    if not found:
        raise PolicyError("policy.not_found", name=name, known=shipped())
    return next((path for path in found if path.resolve() not in seen), found[0])


def _file(path: Path) -> File:
    try:
        return File(str(path), path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PolicyError("policy.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise PolicyError("policy.encoding", path=str(path), offset=error.start) from error


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Join two tables: tables by key, anything else the newer, lists too."""
    joined = dict(old)
    for key, value in new.items():
        before = joined.get(key)
        joined[key] = _merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return joined


def _without_removed(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table without the tables in it that say `remove = true`."""
    kept = {}
    for key, value in table.items():
        if isinstance(value, dict):
            if value.get("remove") is True:
                continue
            value = _without_removed(value)
        kept[key] = value
    return kept


def _holds(table: Any, keys: tuple[str, ...]) -> bool:
    """Say whether a file itself has a key."""
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True


@cache
def _parts(dotted: str) -> tuple[str, ...]:
    """Return the parts of a dotted key without their quotation marks."""
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted))
