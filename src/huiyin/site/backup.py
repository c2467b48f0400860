"""Backup and restore (备份与恢复): one zip with the database, the files and the place's own settings.

The vault's master key is left out unless it is asked for: a backup that somebody steals then opens no citizen's data.
Who keeps backups without the key keeps the key elsewhere; without it the vault of a restored site stays shut for good.
The list of the forgotten lies outside the backup on purpose: a restore replays it, so nobody comes back.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from huiyin.errors import HuiyinError
from huiyin.site.environment import PUSH_KEY

SCHEMA = "huiyin.backup/1"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
KEPT = ("files", "policies", "calendars")  # folders of the home that are copied
SECRET = "secret.key"  # noqa: S105  the name of a file
VAULT_KEY = "vault.key"
SECRETS = (SECRET, PUSH_KEY)  # with the second, devices that are turned on stay so


def backup(out: Path, *, at: datetime, with_vault_key: bool = False) -> dict[str, Any]:
    """Write a backup that is whole or not there at all; return what it holds.

    The database is copied in one consistent state while people go on working.

    Raises:
        HuiyinError: `backup.exists`, or `backup.no_pg_dump`.
    """
    if out.exists():
        raise HuiyinError("backup.exists", path=str(out))
    home = settings.ENVIRONMENT.home
    part = out.with_name(out.name + ".part")
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "version": settings.VERSION,
        "made_at": at.isoformat(),
        "database": connection.vendor,
    }
    count = 0
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        dump = Path(scratch) / DATABASES[connection.vendor]
        _dump(dump)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            archive.write(dump, dump.name)
            for path in _kept(home):
                archive.write(path, str(path.relative_to(home)))
                count += 1
            for name in SECRETS:
                if (home / name).exists():
                    archive.write(home / name, name)
            vault_key = settings.ENVIRONMENT.vault_key
            with_key = with_vault_key and vault_key.exists()
            if with_key:
                archive.write(vault_key, VAULT_KEY)
            head |= {"files": count, "vault_key": with_key}
            archive.writestr("backup.json", json.dumps(head, ensure_ascii=False, indent=1))
    part.chmod(0o600)
    part.replace(out)
    return head


def restore(archive_path: Path) -> dict[str, Any]:
    """Put a backup into an empty home and an empty database; return what it held.

    Raises:
        HuiyinError: `restore.not_a_backup`, `restore.not_empty`, `restore.other_database`, `restore.no_pg_restore`.
    """
    home = settings.ENVIRONMENT.home
    with _opened(archive_path) as archive:
        head = _head(archive, archive_path)
        if head["database"] != connection.vendor:
            raise HuiyinError("restore.other_database", wanted=head["database"], found=connection.vendor)
        _refuse_full(home)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=home) as scratch:
            dump = Path(archive.extract(DATABASES[head["database"]], scratch))
            for name in _safe_names(archive):
                archive.extract(name, home)
                (home / name).chmod(0o600)
            _load(dump)
    return head


def _dump(path: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        target = sqlite3.connect(path)
        try:
            connection.connection.backup(target)
        finally:
            target.close()
        return
    _run("pg_dump", ["--format=custom", "--no-owner", "--file", str(path)])


def _load(path: Path) -> None:
    if connection.vendor == "sqlite":
        target = Path(settings.DATABASES["default"]["NAME"])
        connection.close()
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        return
    connection.close()
    _run("pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", "--dbname", _database(), str(path)])


def _run(program: str, arguments: list[str]) -> None:
    """Run one of PostgreSQL's own programs with the settings of the connection; the password goes by environment."""
    found = shutil.which(program)
    if found is None:
        raise HuiyinError(f"{'backup.no' if program == 'pg_dump' else 'restore.no'}_{program}")
    told: dict[str, Any] = dict(settings.DATABASES["default"])
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    environment = {**os.environ, **{names[key]: str(told[key]) for key in names if told.get(key)}}
    command = [found, *arguments] if program == "pg_restore" else [found, *arguments, _database()]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise HuiyinError("backup.program_failed", program=program, reason=done.stderr.strip().splitlines()[-1][:300])


def _database() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _kept(home: Path) -> Iterator[Path]:
    for folder in KEPT:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield path


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise HuiyinError("restore.not_a_backup", path=str(path)) from error


def _head(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        head: dict[str, Any] = json.loads(archive.read("backup.json"))
    except (KeyError, ValueError) as error:
        raise HuiyinError("restore.not_a_backup", path=str(path)) from error
    if head.get("schema") != SCHEMA:
        raise HuiyinError("restore.not_a_backup", path=str(path))
    return head


def _refuse_full(home: Path) -> None:
    """Refuse where anything would be overwritten."""
    if connection.vendor == "sqlite":
        full = Path(settings.DATABASES["default"]["NAME"]).exists()
    else:
        full = bool(connection.introspection.table_names())
    if full or any((home / folder).exists() for folder in KEPT):
        raise HuiyinError("restore.not_empty", path=str(home))


def _safe_names(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the names that belong into the home; one that would lead out of it is a forged backup."""
    for name in archive.namelist():
        parts = Path(name).parts
        if name == "backup.json" or name in DATABASES.values():
            continue
        if name not in (*SECRETS, VAULT_KEY) and (parts[0] not in KEPT or ".." in parts):
            raise HuiyinError("restore.not_a_backup", path=name)
        yield name
