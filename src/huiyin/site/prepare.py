"""Make a home ready to serve: `python -m huiyin.site.prepare [--demo]`. Quick when nothing has changed.

Creates the database's tables or brings them up to date, gathers the static files once per version, and with `--demo`
loads the fictional city into a database that is still empty.
"""

import os
import sys
from pathlib import Path

from huiyin.errors import HuiyinError
from huiyin.render.errors import told

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")


def main(arguments: list[str]) -> int:
    """Do what is needed; return 0, or 1 where a setting cannot be used, which is told in a sentence."""
    try:
        _prepare(arguments)
    except HuiyinError as error:
        sys.stderr.write(told(error) + "\n")
        return 1
    return 0


def _prepare(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    migrate()
    if not settings_static_fresh():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp_static()
    if "--demo" in arguments:
        from huiyin.demo.city import load_city

        load_city()


def migrate() -> None:
    """Bring the tables up to date; only when something is missing, which is quicker to ask than to do."""
    from django.core.management import call_command

    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)


def is_behind() -> bool:
    """Say whether a migration of this version has not run in the database."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def settings_static_fresh() -> bool:
    """Return whether the gathered static files are those of this version."""
    from django.conf import settings

    stamp = settings.STATIC_ROOT / "stamp"
    return stamp.exists() and stamp.read_text(encoding="ascii") == _static_state()


def stamp_static() -> None:
    """Note which static files were gathered."""
    from django.conf import settings

    (settings.STATIC_ROOT / "stamp").write_text(_static_state(), encoding="ascii")


def _static_state() -> str:
    """Return what tells one set of static files from another: version, number of files, latest change."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    times = [
        Path(storage.path(path)).stat().st_mtime_ns
        for finder in get_finders()
        for path, storage in finder.list(ignore_patterns=None)
    ]
    return f"{settings.VERSION} {len(times)} {max(times, default=0)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
