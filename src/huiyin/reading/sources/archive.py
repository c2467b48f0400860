"""A zip archive opened with care: counted and weighed before anything is unpacked, parts streamed under a limit."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from huiyin.errors import ReadingError
from huiyin.reading.sources import limits

_END_RECORD = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_LOCATOR_MAGIC, _LOCATOR_BYTES = b"PK\x06\x07", 20
_END64 = struct.Struct("<4sQ2H2L4Q")
_CHUNK = 64 * 1024

# What `zipfile` and `zlib` raise on broken archives, found by reading them and by fuzzing.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    struct.error,
    UnicodeDecodeError,
    ValueError,
    OverflowError,
    IndexError,
)


class Archive:
    """The members of a zip file; nothing is unpacked until a part is asked for.

    Raises:
        ReadingError: `source.truncated` or `source.zip_bomb` (values `reason`, `value`, `limit`).
    """

    def __init__(self, content: bytes, format_name: str) -> None:
        self._format = format_name
        self._check_directory(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._members = {member.filename: member for member in self._zip.infolist()}
        except _BROKEN as error:
            raise ReadingError("source.truncated", format=format_name) from error
        self.names = frozenset(self._members)
        for member in self._zip.infolist():
            _check_member(member)
        total = sum(member.file_size for member in self._zip.infolist())
        if total > limits.ZIP_TOTAL_BYTES:
            raise _bomb("size", total, limits.ZIP_TOTAL_BYTES)

    def _check_directory(self, content: bytes) -> None:
        """Read the counts at the end of the archive before `zipfile` makes an object of each member."""
        at = content.rfind(_END_MAGIC, max(0, len(content) - _END_RECORD.size - 0xFFFF))
        if at < 0 or at + _END_RECORD.size > len(content):
            raise ReadingError("source.truncated", format=self._format)
        _, _, _, _, members, directory_bytes, _, _ = _END_RECORD.unpack_from(content, at)
        end64 = at - _LOCATOR_BYTES - _END64.size
        if end64 >= 0 and content.startswith(_LOCATOR_MAGIC, at - _LOCATOR_BYTES):
            fields = _END64.unpack_from(content, end64)
            members, directory_bytes = fields[7], fields[8]
        # A directory entry takes 46 bytes and the name; `zipfile` goes by the bytes, not by the count.
        counted = max(members, directory_bytes // 512)
        if counted > limits.ZIP_MEMBERS:
            raise _bomb("members", counted, limits.ZIP_MEMBERS)

    def is_encrypted(self) -> bool:
        """Tell whether any member asks for a password."""
        return any(member.flag_bits & 1 for member in self._members.values())

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part piece by piece; a part that unpacks to more than the limit is refused midway."""
        unpacked = 0
        try:
            with self._zip.open(self._members[name]) as part:
                while chunk := part.read(_CHUNK):
                    unpacked += len(chunk)
                    if unpacked > limits.ZIP_PART_BYTES:
                        raise _bomb("size", unpacked, limits.ZIP_PART_BYTES)
                    yield chunk
        except _BROKEN as error:
            raise ReadingError("source.truncated", format=self._format) from error
        except RuntimeError as error:  # zipfile's way to ask for a password
            raise ReadingError("source.encrypted", format=self._format) from error

    def head(self, name: str, size: int) -> bytes:
        """Return at most the first `size` bytes of a part."""
        held = b""
        for chunk in self.chunks(name):
            held += chunk
            if len(held) >= size:
                break
        return held[:size]


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.file_size > limits.ZIP_SMALL_BYTES and member.file_size > limits.ZIP_RATIO * member.compress_size:
        raise _bomb("ratio", member.file_size // max(1, member.compress_size), limits.ZIP_RATIO)


def _bomb(reason: str, value: int, limit: int) -> ReadingError:
    return ReadingError("source.zip_bomb", reason=reason, value=value, limit=limit)
