"""Lines of the log (日志): each time says how far it is from UTC, so that logs of two machines go together."""

import logging
from datetime import UTC, datetime


class Line(logging.Formatter):
    """Writes a moment as `2026-05-13T09:40:12.345+08:00`, in the time of the place."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  logging's
        """Return the moment of a record."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")
