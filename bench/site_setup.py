"""The site in a benchmark: its settings, its database, and a person who asks for pages."""

import os
import tempfile
from typing import Any


def start() -> None:
    """Load Django with the database that `HUIYIN_DATABASE_URL` names; without it, a new SQLite file."""
    os.environ.setdefault("HUIYIN_HOME", tempfile.mkdtemp(prefix="huiyin-bench-"))
    os.environ.setdefault("HUIYIN_DEMO", "1")
    os.environ.setdefault("HUIYIN_HOSTS", "testserver,127.0.0.1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the database up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def collect_static() -> None:
    """Gather stylesheet and scripts, without which no page is drawn."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def signed_in(username: str) -> Any:
    """Return a client of the whole site, middlewares and all, for a person."""
    from django.test import Client

    from huiyin.people.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client
