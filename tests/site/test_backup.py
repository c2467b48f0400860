"""A backup brings the same history back, on both databases; nothing is ever overwritten."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.demo.loaded import copied
from tests.site.processes import other_database, run

POSTGRES = os.environ.get("HUIYIN_DATABASE_URL", "")
ON = ["", *([POSTGRES] if POSTGRES.startswith("postgres") else [])]


def databases(url: str, *names: str) -> list[str]:
    return [other_database(url, f"huiyin_test_{name}") if url else "" for name in names]


@pytest.mark.parametrize("url", ON, ids=lambda url: "postgresql" if url else "sqlite")
def test_a_round_trip_gives_the_same_history(tmp_path: Path, url: str, request: pytest.FixtureRequest) -> None:
    if url and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed: the backup of PostgreSQL was not tried")
    here, there = tmp_path / "here", tmp_path / "there"
    first, second = databases(url, "backup_a", "backup_b")
    if not url:
        copied(request.getfixturevalue("city_home"), here)  # loaded once for all; PostgreSQL has none to copy
    assert run(here, "huiyin.site.prepare", "--demo", database=first).returncode == 0
    before = json.loads(run(here, "huiyin", "ledger", "verify", "--format", "json", database=first).stdout)
    done = run(here, "huiyin", "backup", tmp_path / "b.zip", database=first)
    assert done.returncode == 0, done.stderr
    done = run(there, "huiyin", "restore", tmp_path / "b.zip", database=second)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == before
    again = run(there, "huiyin", "restore", tmp_path / "b.zip", database=second)
    assert (again.returncode, "Nothing was restored" in again.stderr) == (2, True)
    again = run(here, "huiyin", "backup", tmp_path / "b.zip", database=first)
    assert (again.returncode, "already there" in again.stderr) == (2, True)


def test_the_key_of_the_vault_is_left_out_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert run(tmp_path / "h", "huiyin.site.prepare").returncode == 0
    (tmp_path / "h" / "vault.key").write_text("not a real key", encoding="ascii")
    run(tmp_path / "h", "huiyin", "backup", tmp_path / "without.zip")
    run(tmp_path / "h", "huiyin", "backup", "--with-vault-key", tmp_path / "with.zip")
    assert "vault.key" not in zipfile.ZipFile(tmp_path / "without.zip").namelist()
    assert "vault.key" in zipfile.ZipFile(tmp_path / "with.zip").namelist()


def test_the_key_towards_push_services_is_in_a_backup_and_comes_back(tmp_path: Path) -> None:
    """Else every device that shows notices would have to be turned on anew."""
    here, there = tmp_path / "here", tmp_path / "there"
    assert run(here, "huiyin.site.prepare").returncode == 0
    (here / "push.key").write_text("a key\n", encoding="ascii")
    run(here, "huiyin", "backup", tmp_path / "b.zip")
    assert run(there, "huiyin", "restore", tmp_path / "b.zip").returncode == 0
    assert (there / "push.key").read_text(encoding="ascii") == "a key\n"
    assert (there / "push.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["../escaped.txt", "files/../../escaped.txt", "elsewhere.txt"])
def test_a_forged_backup_writes_nothing_outside_its_home(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({"schema": "huiyin.backup/1", "database": "sqlite"}))
        archive.writestr("database.sqlite3", b"")
        archive.writestr(name, "x")
    done = run(tmp_path / "inner" / "home", "huiyin", "restore", tmp_path / "forged.zip")
    assert done.returncode == 2
    assert not list(tmp_path.rglob("escaped.txt"))


def test_what_is_no_backup_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 but no more")
    done = run(tmp_path / "home", "huiyin", "restore", tmp_path / "b.zip")
    assert (done.returncode, "no backup of Huiyin" in done.stderr) == (2, True)
