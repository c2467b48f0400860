"""Runs our own programs in processes of their own, with homes and databases of their own."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


def environment(home: Path, database: str = "") -> dict[str, str]:
    """Return the environment of a site in a home: nothing of ours is inherited but what is given."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("HUIYIN_", "DJANGO_"))}
    own |= {"HUIYIN_HOME": str(home), "HUIYIN_DEMO": "1", "HUIYIN_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    return {**own, **({"HUIYIN_DATABASE_URL": database} if database else {})}


def run(
    home: Path, module: str, *arguments: object, database: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a module of ours to its end; `more` are further variables of its environment."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    variables = {**environment(home, database), **more}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def other_database(url: str, name: str, *, like: str = "template1") -> str:
    """Make a database beside the one that a URL names, empty or like another, and return its URL."""
    import psycopg

    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return urlunsplit(parts._replace(path=f"/{name}"))
