"""The regular jobs themselves, one line each into the app that does the work; `schedule.REGULAR` lists them."""

from django.utils import timezone

from huiyin.ledger.seals import seal_missed
from huiyin.site.sweeper import sweep


def sweep_jobs() -> None:
    """Take up again what a dead worker left."""
    sweep(at=timezone.now())


def seal_days() -> None:
    """Seal every day that is over."""
    seal_missed(today=timezone.localdate())
