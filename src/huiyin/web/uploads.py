"""Large files on their way in: where the disk has no room for one it is left out, and what was typed is still read.

Otherwise the whole form would be lost with the file. `ErrorPages` answers such a request with 503 and gives the words
back; programs have nothing to be given back, and get the fault at once.
"""

from contextlib import suppress
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from huiyin.ledger.unwritable import cannot_save


class SpoolingHandler(TemporaryFileUploadHandler):
    """Writes a file to the disk piece by piece; names of files without room are noted as `request.without_room`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._left_out(error)
            raise SkipFile from error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._left_out(error)
            raise SkipFile from error

    def file_complete(self, file_size: int) -> Any:
        """Return the file as a whole; the last piece may be the one that does not fit."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._left_out(error)
            return None

    def _left_out(self, error: OSError) -> None:
        request = self.request
        if not cannot_save(error) or request is None or request.path.startswith("/api/"):
            raise error
        file = getattr(self, "file", None)
        if file is not None:
            with suppress(OSError):  # what waits to be written has no room either
                file.close()
        request.without_room = [*getattr(request, "without_room", []), self.file_name]  # type: ignore[attr-defined]
