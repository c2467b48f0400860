"""Whether a fault means that nothing can be written just now; both faces answer 503 to it."""

import errno

from django.db import Error, InterfaceError, OperationalError

UNWRITABLE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}
READ_ONLY = "25006"  # the state of SQL in which PostgreSQL refuses to write; its words are in the server's language
MISTAKE = "SQLITE_ERROR"  # SQLite's one code for statements that are wrong: no such column, a fault of ours


def cannot_save(error: BaseException | None) -> bool:
    """Say whether an error means that nothing can be written: disk full, read-only, the database gone or locked."""
    if isinstance(error, OSError):
        return error.errno in UNWRITABLE
    if isinstance(error, (OperationalError, InterfaceError)):
        return getattr(error.__cause__, "sqlite_errorname", "") != MISTAKE
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == READ_ONLY
