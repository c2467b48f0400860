"""What the operator decides comes from the environment; a value that cannot be used is named."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from tests.site.processes import run

from huiyin.commands.django_setup import without_tables
from huiyin.engines import settings
from huiyin.errors import HuiyinError
from huiyin.people.credentials import check_forced_roles
from huiyin.site.environment import read_environment


def test_nothing_set_gives_a_site_that_is_safe_to_expose(tmp_path: Path) -> None:
    found = read_environment({"HUIYIN_HOME": str(tmp_path)})
    assert (found.demo, found.debug, found.trusted_proxies) == (False, False, 0)
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert found.database_url == f"sqlite:///{tmp_path / 'huiyin.sqlite3'}"


@pytest.mark.parametrize(
    ("variables", "public"),
    [
        ({}, False),
        ({"HUIYIN_DEMO": "1"}, True),
        ({"HUIYIN_DEMO": "1", "HUIYIN_PUBLIC": "0"}, False),
        ({"HUIYIN_PUBLIC": "1"}, True),
    ],
)
def test_a_site_publishes_only_where_somebody_says_so(tmp_path: Path, variables: dict[str, str], public: bool) -> None:
    """The demo does by itself."""
    assert read_environment({"HUIYIN_HOME": str(tmp_path), **variables}).public is public


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = read_environment({"HUIYIN_HOME": str(tmp_path)}).secret_key
    assert read_environment({"HUIYIN_HOME": str(tmp_path)}).secret_key == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("HUIYIN_DEMO", "maybe", "setting.switch"),
        ("HUIYIN_DATABASE_URL", "mysql://huiyin:geheim@localhost/huiyin", "setting.database"),
        ("HUIYIN_DATABASE_URL", "localhost/huiyin", "setting.database"),
        ("HUIYIN_TLS", "2", "setting.switch"),
        ("HUIYIN_PROXIES", "one", "setting.number"),
        ("HUIYIN_UPLOAD_LIMIT_MB", "-5", "setting.number"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str, code: str) -> None:
    with pytest.raises(HuiyinError) as caught:
        read_environment({"HUIYIN_HOME": str(tmp_path), name: value})
    assert (caught.value.code, caught.value.values["name"]) == (code, name)


@pytest.mark.parametrize(
    ("value", "roles"),
    [("", ()), ("all", ("all",)), (" secretary , unit_head,", ("secretary", "unit_head"))],
)
def test_roles_that_must_have_a_second_factor_are_a_list(tmp_path: Path, value: str, roles: tuple[str, ...]) -> None:
    """Spaces and a comma too many are no mistake; administrators need not be named."""
    found = read_environment({"HUIYIN_HOME": str(tmp_path), "HUIYIN_SECOND_FACTOR": value})
    assert found.second_factor == roles
    check_forced_roles(found.second_factor)


def test_a_role_that_there_is_not_stops_the_start_and_says_which_there_are(tmp_path: Path) -> None:
    """A misspelt name would leave a role without what the place wanted."""
    own = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_SECOND_FACTOR": "secretary,secretery", "HUIYIN_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "huiyin", "ledger", "verify"], env=os.environ | own, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "HUIYIN_SECOND_FACTOR holds secretery" in done.stderr
    assert "unit_head" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("HUIYIN_DATABASE_URL", "mysql://huiyin:geheim@localhost/huiyin"), ("HUIYIN_TLS", "ja")]
)
def test_a_site_that_cannot_start_says_why_in_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    """No trace of the program, and no password of the database."""
    own = {"HUIYIN_HOME": str(tmp_path), name: value, "HUIYIN_LANG": "en", "DJANGO_SETTINGS_MODULE": ""}
    environment = {key: kept for key, kept in (os.environ | own).items() if kept}
    done = subprocess.run(
        [sys.executable, "-m", "huiyin.site.prepare"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith(name)
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


ELSEWHERE = {"HUIYIN_COMPLETE"}  # set by the shell's completion itself


@pytest.mark.parametrize("page", ["operations.md", "operations.zh-CN.md"])
def test_every_setting_stands_in_the_table(page: str) -> None:
    """Whatever the program reads from the environment, and nothing that it does not read."""
    root = Path(__file__).resolve().parents[2]
    read = {
        name
        for path in (root / "src").rglob("*.py")
        for name in re.findall(r"\bHUIYIN_[A-Z_]*[A-Z]\b(?!_)", path.read_text(encoding="utf-8"))
    }
    read |= set(re.findall(r"^HUIYIN_[A-Z_]+", (settings.__doc__ or ""), re.MULTILINE))
    table = set()
    for line in (root / "docs" / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("| `HUIYIN_"):
            names = re.findall(r"`(HUIYIN_[A-Z_]+)`", line.split("|")[1])
            ends = re.findall(r"`…(_[A-Z_]+)`", line.split("|")[1])
            table |= {*names, *(names[0].rpartition("_")[0] + end for end in ends)}
    assert len(read) > 25
    assert sorted(read - ELSEWHERE - table) == []
    assert sorted(table - read) == []


@pytest.mark.django_db
def test_a_missing_column_is_an_older_ledger_only_where_a_migration_waits() -> None:
    """In a database that is up to date it is a fault of ours, and told as such."""
    missing = OperationalError("no such column: ledger_case.invented")
    assert without_tables(missing) is None
    MigrationRecorder(connection).record_unapplied("people", "0005_push_device")
    told = without_tables(missing)
    assert told is not None
    assert told.code == "ledger.none"
    assert without_tables(OperationalError("database is locked")) is None


def test_a_home_without_a_ledger_is_named(tmp_path: Path) -> None:
    """Commands of the ledger say which home they looked in and what to do, not what the database said."""
    done = run(tmp_path, "huiyin", "ledger", "verify")
    assert done.returncode == 2
    assert f"Is {tmp_path} the home of your site?" in done.stderr
    assert "no such table" not in done.stderr
