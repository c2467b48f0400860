"""Loads Django for the commands that work on the ledger; imported by those only, so that reading starts fast."""

import os


def start_django() -> None:
    """Load the site's settings and apps.

    Raises:
        HuiyinError: an environment variable holds a value that cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")
    import django

    django.setup()
