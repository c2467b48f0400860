"""Loads Django for the commands that work on the ledger; imported by those only, so that reading starts fast."""

import os
import re

from huiyin.errors import HuiyinError

NO_TABLE = re.compile(r"no such (?:table|column)|(?:relation|column) .* does not exist", re.DOTALL)  # both databases


def start_django() -> None:
    """Load the site's settings and apps.

    Raises:
        HuiyinError: an environment variable holds a value that cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")
    import django

    django.setup()


def without_tables(error: Exception) -> HuiyinError | None:
    """Return what is to be told where a command met a database without our tables, or with those of an older version.

    Code: `ledger.none`, with the home that was looked in. A database that is up to date lacks nothing but what we ask
    for by mistake: that is a fault of ours.
    """
    from django.conf import settings
    from django.db import DatabaseError

    from huiyin.site.prepare import is_behind

    if not isinstance(error, DatabaseError) or not NO_TABLE.search(str(error)) or not is_behind():
        return None
    return HuiyinError("ledger.none", home=settings.ENVIRONMENT.home)
