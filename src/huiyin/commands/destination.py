"""Where output may go, and what is said once it is there: never over an input, never onto a device, pipe or folder.

`check_destination` is for every command with an `--out`; `written_whole` (work.py) holds to the same rules.
"""

import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from huiyin.commands.inputs import STDIN
from huiyin.errors import HuiyinError
from huiyin.render.words import gettext as _


def check_destination(out: Path, inputs: Iterable[str]) -> None:
    """Refuse an output that is an input, by whatever name or link, or no regular file.

    Raises:
        HuiyinError: `output.is_input`, `output.not_a_file`, `output.unwritable`.
    """
    refuse_special(out)
    refuse_inputs([out], inputs)


def refuse_special(out: Path) -> None:
    """Refuse what is there and is no regular file: a folder, device, pipe, or a link to nowhere.

    Raises:
        HuiyinError: `output.not_a_file`, `output.unwritable`.
    """
    try:
        is_file = stat.S_ISREG(out.stat().st_mode)
    except FileNotFoundError:
        is_file = not out.is_symlink()
    except OSError as error:
        raise HuiyinError("output.unwritable", path=str(out), reason=error.strerror or str(error)) from error
    if not is_file:
        raise HuiyinError("output.not_a_file", path=str(out))


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[str]) -> None:
    """Refuse an output that is the same file as an input.

    Raises:
        HuiyinError: `output.is_input`.
    """
    read = {_identity(Path(each)) for each in inputs if each != STDIN} - {None}
    for output in outputs:
        if _identity(output) in read:
            raise HuiyinError("output.is_input", path=str(output))


def refuse_file_as_folder(folder: Path) -> None:
    """Refuse a plain file where a folder is meant; said once, not for each input.

    Raises:
        HuiyinError: `output.not_a_folder`.
    """
    if folder.exists() and not folder.is_dir():
        raise HuiyinError("output.not_a_folder", path=str(folder))


def format_of(out: Path, endings: Mapping[str, str]) -> str:
    """Return the format that the ending of an output says; `endings` gives each format's own.

    Raises:
        HuiyinError: `output.ending`.
    """
    ending = out.suffix.lower()
    for name, each in endings.items():
        if each == ending:
            return name
    raise HuiyinError("output.ending", path=str(out), endings=list(endings.values()))


def say_written(out: Path, *, replaced: bool) -> None:
    """Say on standard error what was written, and whether a file of that name was there before."""
    said = _("Overwritten: {path}") if replaced else _("Written: {path}")
    click.echo(said.format(path=out), err=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what is the same for all names of a file, or None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
