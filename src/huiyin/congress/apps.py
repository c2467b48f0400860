"""Django's entry for the app."""

from django.apps import AppConfig


class CongressConfig(AppConfig):
    """Sessions, delegations, meetings, records, suggestions."""

    name = "huiyin.congress"
    label = "congress"

    def ready(self) -> None:
        """Let the ledger know what reports of progress fill here (`fills`)."""
        from huiyin.congress import fills  # noqa: F401  its models are ready only now
