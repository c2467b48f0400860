"""Django's entry for the app."""

from django.apps import AppConfig


class CongressConfig(AppConfig):
    """Sessions, delegations, meetings, records, suggestions."""

    name = "huiyin.congress"
    label = "congress"
