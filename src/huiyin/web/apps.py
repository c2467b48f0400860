"""Django's entry for the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files."""

    name = "huiyin.web"
    label = "web"
