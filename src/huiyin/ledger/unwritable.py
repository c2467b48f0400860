"""Whether a fault means that nothing can be written just now; both faces answer 503 to it."""

import errno

from django.db import DatabaseError, InterfaceError, OperationalError

UNWRITABLE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}


def cannot_save(error: BaseException | None) -> bool:
    """Say whether an error means that nothing can be written: disk full, read-only, the database gone or locked."""
    if isinstance(error, OSError):
        return error.errno in UNWRITABLE
    if isinstance(error, (OperationalError, InterfaceError)):
        return True
    return isinstance(error, DatabaseError) and "read-only" in str(error)
