"""Django's entry for the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, units, roles and the vault."""

    name = "huiyin.people"
    label = "people"
