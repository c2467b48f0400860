"""Where files are kept: as Django keeps them, but wholly or not at all, and on the disk before a row names them."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class Storage(FileSystemStorage):
    """Files of the home folder; their names are chances, so that none is ever another's."""

    def _save(self, name: str, content: Any) -> str:
        """Keep a file, and wait until the disk has it; of one for which there was no room nothing stays."""
        try:
            kept: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
            handle = os.open(self.path(kept), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError:
            with suppress(OSError):
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        return kept
