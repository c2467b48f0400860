"""Django's entry for the app that wires the others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Jobs, health and commands."""

    name = "huiyin.site"
    label = "huiyin_site"
