"""Real sites for the tests of this folder, each on a copy of one that was filled once for each kind of database.

On SQLite, and on PostgreSQL too where `HUIYIN_TEST_POSTGRES` names a server that answers; a run that is on PostgreSQL
as a whole (`HUIYIN_DATABASE_URL`) leaves SQLite to the other run.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from tests.reliability.running import PATH, RunningSite
from tests.site.processes import other_database, run

CASES = 41
Template = Callable[[str], tuple[Path, str, dict[str, Any]]]


def server_of_postgresql() -> str:
    """Return the address of the PostgreSQL to test on, or "" where none is named."""
    for name in ("HUIYIN_DATABASE_URL", "HUIYIN_TEST_POSTGRES"):
        if os.environ.get(name, "").startswith("postgres"):
            return os.environ[name]
    return ""


ON_POSTGRESQL = os.environ.get("HUIYIN_DATABASE_URL", "").startswith("postgres")


@pytest.fixture(params=["postgresql"] if ON_POSTGRESQL else ["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; PostgreSQL is skipped, visibly, where there is none."""
    if request.param == "postgresql":
        url = server_of_postgresql()
        if not url:
            pytest.skip("no PostgreSQL named by HUIYIN_DATABASE_URL or HUIYIN_TEST_POSTGRES: tried on SQLite only")
        psycopg = pytest.importorskip("psycopg")
        try:
            psycopg.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            pytest.skip(f"PostgreSQL does not answer ({error}): tried on SQLite only")
    return str(request.param)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Return what gives the home, the database and the keys of a site that was filled; each kind is filled once."""
    made: dict[str, tuple[Path, str, dict[str, Any]]] = {}

    def of(kind: str) -> tuple[Path, str, dict[str, Any]]:
        if kind not in made:
            home = tmp_path_factory.mktemp(kind) / "home"
            for other, _url, _told in made.values():  # static files are the same for each, and slow to gather
                shutil.copytree(other / "static", home / "static")
            url = other_database(server_of_postgresql(), f"huiyin_rel_{uuid4().hex}") if kind == "postgresql" else ""
            made[kind] = (home, url, _filled(home, url))
        return made[kind]

    yield of
    for _home, url, _told in made.values():
        _drop(url)


def _filled(home: Path, url: str) -> dict[str, Any]:
    done = run(home, "tests.reliability.founding", CASES, database=url, PYTHONPATH=PATH)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def site(kind: str, template: Template, tmp_path: Path) -> Iterator[RunningSite]:
    """A site of its own, filled and not started yet; whatever runs on it at the end is killed."""
    home, url, told = template(kind)
    shutil.copytree(home, tmp_path / "home")
    database = ""
    if url:
        name = urlsplit(url).path[1:]
        database = other_database(url, f"{name}_copy", like=name)
    opened = RunningSite(tmp_path / "home", database, told)
    yield opened
    opened.kill()
    _drop(database)


def _drop(url: str) -> None:
    """Remove a database that was made for these tests."""
    if url:
        import psycopg

        parts = urlsplit(url)
        with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{parts.path[1:]}" WITH (FORCE)')
