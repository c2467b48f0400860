"""Django's entry for the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Sources, cases and their events."""

    name = "huiyin.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Let the recorder know its projections."""
        from huiyin.ledger import projections, source_rows  # noqa: F401  they register on import
