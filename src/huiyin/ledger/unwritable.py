"""Whether a fault means that nothing can be written just now, and what is done then; both faces answer 503 to it."""

import errno
import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import Error, InterfaceError, OperationalError, connection

Found = TypeVar("Found")
UNWRITABLE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}
READ_ONLY = "25006"  # the state of SQL in which PostgreSQL refuses to write; its words are in the server's language
MISTAKE = "SQLITE_ERROR"  # SQLite's one code for statements that are wrong: no such column, a fault of ours
_log = logging.getLogger("huiyin.unwritable")


def cannot_save(error: BaseException | None) -> bool:
    """Say whether an error means that nothing can be written: disk full, read-only, the database gone or locked."""
    if isinstance(error, OSError):
        return error.errno in UNWRITABLE
    if isinstance(error, (OperationalError, InterfaceError)):
        return getattr(error.__cause__, "sqlite_errorname", "") != MISTAKE
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == READ_ONLY


def if_it_can(write: Callable[[], Found], otherwise: Found) -> Found:
    """Write what a page only notes by the way (seen, read, last used); where nothing can be written it goes on."""
    try:
        return write()
    except (Error, OSError) as error:
        if not cannot_save(error) or connection.in_atomic_block:  # whoever began a transaction must hear of it
            raise
        _log.warning("not noted: %s", error)
        open_anew()
        return otherwise


def open_anew() -> None:
    """Let the next request open the database anew: what was opened read-only stays so after it is mended."""
    if not connection.in_atomic_block:
        connection.close()
