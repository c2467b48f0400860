"""The words by which the site reads (词库): the shipped ones, and a place's own beside them (`HUIYIN_LEXICON`).

Which words were in force stands in the name of the reader: after they change, a source can be read anew, and the page
of re-reading says what would differ.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

from huiyin import __version__
from huiyin.reading.lexicon import DEFAULT, Lexicons


def lexicons() -> Lexicons:
    """Return the lexicons in force; a place's folder is read once, when it is first asked for.

    Raises:
        ReadingError: `lexicon.folder_missing`; later, when a file is first asked for, `lexicon.invalid`.
    """
    folder: Path | None = settings.ENVIRONMENT.lexicon
    return _of(folder) if folder else DEFAULT


def reader_name() -> str:
    """Return which reader reads: its version, and where a place has words of its own, what they come to."""
    folder: Path | None = settings.ENVIRONMENT.lexicon
    return f"huiyin {__version__}" + (f" +{_digest(folder)}" if folder else "")


@cache
def _of(folder: Path) -> Lexicons:
    return Lexicons(folder)


@cache
def _digest(folder: Path) -> str:
    told = hashlib.sha256()
    for file in sorted(folder.glob("*.t*")):
        if file.suffix in (".toml", ".tsv"):
            told.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return told.hexdigest()[:8]
