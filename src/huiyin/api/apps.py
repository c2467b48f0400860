"""Django's entry for the interface of programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """No tables of its own: tokens are of `people`, webhooks of `ledger`."""

    name = "huiyin.api"
    label = "huiyin_api"
