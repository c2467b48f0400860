"""Django's entry for the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files."""

    name = "huiyin.web"
    label = "web"

    def ready(self) -> None:
        """Begin to note security events."""
        from huiyin.web.accounts import logged  # noqa: F401  late: needs loaded apps
