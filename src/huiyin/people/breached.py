"""Passwords that were found in breaches (已泄露密码): a list beside the site, which asks nothing of the network.

The file is what Have I Been Pwned publishes: one line `SHA1:COUNT` a password, in order of the digests. It has some
forty gigabytes, so that it is searched where it lies. No framework: `huiyin doctor` looks at it, too.
"""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from huiyin.errors import HuiyinError

DIGEST = 40
LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?\Z")
PLACES = 64  # at which the order is looked at: enough for a file of another order, too few to take time
LONGEST = 4096  # of a line; what has longer ones is no list


def is_breached(password: str, path: Path) -> bool:
    """Return whether a password stands in the list.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            start, line = _line_from(file, middle)
            if not line or start >= high:
                high = middle
                continue
            found = line[:DIGEST].upper()
            if found == digest:
                return True
            if found < digest:
                low = start + len(line)
            else:
                high = middle
    return False


def check_list(path: Path) -> None:
    """Make sure that a file can be searched, as far as a look at some places tells.

    Raises:
        HuiyinError: it cannot be read, holds other lines or is not in order (`breached.…`).
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            before = b""
            for place in range(PLACES + 1):
                _start, line = _line_from(file, size * place // (PLACES + 1))
                if line and not LINE.match(line):
                    raise HuiyinError("breached.shape", path=str(path))
                if line and line[:DIGEST].upper() < before:
                    raise HuiyinError("breached.order", path=str(path))
                before = line[:DIGEST].upper() or before
    except OSError as error:
        raise HuiyinError("breached.unreadable", path=str(path), reason=error.strerror or str(error)) from None
    if not before:
        raise HuiyinError("breached.shape", path=str(path))


def _line_from(file: BinaryIO, offset: int) -> tuple[int, bytes]:
    """Return where the first line from an offset on begins, and the line; b"" where there is none."""
    file.seek(max(offset - 1, 0))
    if offset:
        file.readline(LONGEST)
    return file.tell(), file.readline(LONGEST)
