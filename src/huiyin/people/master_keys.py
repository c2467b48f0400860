"""The master keys of the vault (主密钥): a file outside the database, one line a version; the newest wraps.

The file holds `VERSION BASE64` a line. It is made on the first use, readable by its owner only. A database whose
persons were wrapped under a key that the file lacks cannot be read: the file is kept apart from its backups.
"""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from django.conf import settings

from huiyin.errors import PeopleError

KEY_BYTES = 32
Keys = dict[int, bytes]


def key_file() -> Path:
    """Return where the keys are kept (`HUIYIN_VAULT_KEY_FILE`)."""
    path: Path = settings.ENVIRONMENT.vault_key
    return path


def load(*, may_make: bool) -> Keys:
    """Return all keys by version.

    Args:
        may_make: whether a missing file may be made; false once anybody's data lies in the vault.
    Raises:
        PeopleError: the file is missing (`vault.key_missing`), open to others (`vault.key_open`) or damaged.
    """
    path = key_file()
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        if not may_make:
            raise PeopleError("vault.key_missing", path=str(path)) from None
        _write(path, {1: secrets.token_bytes(KEY_BYTES)}, first=True)
        text = path.read_text(encoding="ascii")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o007:
        raise PeopleError("vault.key_open", path=str(path))
    return _parse(text, path)


def add_version(keys: Keys) -> Keys:
    """Add a fresh key as the newest version and return all; the old ones stay until they are retired."""
    grown = keys | {max(keys) + 1: secrets.token_bytes(KEY_BYTES)}
    _write(key_file(), grown)
    return grown


def retire_old(keys: Keys) -> Keys:
    """Keep the newest key only; older backups of the database can then no longer be read."""
    newest = max(keys)
    _write(key_file(), {newest: keys[newest]})
    return {newest: keys[newest]}


def _parse(text: str, path: Path) -> Keys:
    keys: Keys = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        version, _space, encoded = line.partition(" ")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not version.isdecimal() or len(key) != KEY_BYTES:
            raise PeopleError("vault.key_damaged", path=str(path))
        keys[int(version)] = key
    if not keys:
        raise PeopleError("vault.key_damaged", path=str(path))
    return keys


def _write(path: Path, keys: Keys, *, first: bool = False) -> None:
    """Replace the file as a whole: a power cut leaves the old one or the new one. A first one never replaces."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = "".join(f"{version} {base64.b64encode(key).decode()}\n" for version, key in sorted(keys.items()))
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        if first:
            os.link(part, path)  # fails where another process was first
            part.unlink()
        else:
            part.replace(path)
    except FileExistsError:
        part.unlink()
