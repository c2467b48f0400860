"""Looking for viruses (病毒查杀) in what is handed in and handed out again, where the place has a scanner.

Who looks is the site's to say (`huiyin.site.apps` fills `SCANNERS`): nothing here reaches the network.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from huiyin.errors import LedgerError

logger = logging.getLogger("huiyin.security")

Scanner = Callable[[bytes], str]  # returns what was found, or ""; an OSError where it cannot be asked
SCANNERS: list[Scanner] = []
LOOKED_AT = "huiyin_looked_at"


def look(content: bytes, name: str) -> None:
    """Refuse a file in which a scanner finds something, and any file while it cannot be asked.

    Raises:
        LedgerError: `file.infected` or `file.unscanned`; `name` is among the values.
    """
    for scanner in SCANNERS:
        try:
            found = scanner(content)
        except OSError as error:
            logger.error("a file could not be scanned: %s", error)
            raise LedgerError("file.unscanned", name=name) from error
        if found:
            logger.warning("a file was refused: %r", found)
            raise LedgerError("file.infected", name=name)


def look_at_uploads(uploads: Iterable[Any]) -> None:
    """Look at files before a transaction begins: while a scanner thinks, nobody else should wait for the database.

    Each is looked at once (`files.keep_file` looks at those that nobody did). What is longer than the limit is refused
    there anyway.

    Raises:
        LedgerError: as `look`.
    """
    limit = settings.UPLOAD_LIMIT_BYTES
    for upload in uploads:
        if not SCANNERS or getattr(upload, LOOKED_AT, False):
            continue
        upload.seek(0)
        content = upload.read(limit + 1)
        upload.seek(0)
        if len(content) <= limit:
            look(content, upload.name or "")
        setattr(upload, LOOKED_AT, True)
