"""Regular work (定时任务): what runs once a day or once an hour, by whichever worker comes first.

Each job is idempotent; `ScheduledRun` keeps the last period for which it ran, so that a restart repeats nothing and a
night without power is made up for in the morning.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from huiyin.site.models import ScheduledRun

logger = logging.getLogger("huiyin.jobs")


@dataclass(frozen=True, slots=True)
class Regular:
    """A regular job: the function's dotted path, the form of its period, and the local hour before which it waits."""

    path: str
    period: str
    not_before: int = 0


DAILY, HOURLY = "%Y-%m-%d", "%Y-%m-%dT%H"
MINUTELY = "%Y-%m-%dT%H:%M"
REGULAR: tuple[Regular, ...] = (
    Regular("huiyin.site.regular.sweep_jobs", MINUTELY),
    Regular("huiyin.site.regular.seal_days", DAILY, not_before=1),  # an hour after midnight every writer has committed
    Regular("huiyin.site.regular.watch_deadlines", HOURLY),
    Regular("huiyin.site.regular.deliver_notices", MINUTELY),
    Regular("huiyin.site.regular.tell_programs", MINUTELY),
    Regular("huiyin.site.regular.forget_answers", DAILY, not_before=2),
    Regular("huiyin.site.regular.count_indexes", DAILY, not_before=3),
    Regular("huiyin.site.regular.send_digests", DAILY, not_before=8),
)


def run_due(*, at: datetime, jobs: tuple[Regular, ...] = REGULAR) -> list[str]:
    """Run what is due; return the paths of what ran. A job that fails is logged and tried again the next minute."""
    local = timezone.localtime(at)
    ran = []
    for job in jobs:
        period = local.strftime(job.period)
        if local.hour < job.not_before or not _is_due(job.path, period):
            continue
        try:
            function: Callable[[], object] = import_string(job.path)
            function()
        except Exception:
            logger.exception("regular job %s failed", job.path)
            continue
        _note(job.path, period, at)
        ran.append(job.path)
    return ran


def _is_due(name: str, period: str) -> bool:
    return not ScheduledRun.objects.filter(name=name, period__gte=period).exists()


def _note(name: str, period: str, at: datetime) -> None:
    try:
        with transaction.atomic():
            ScheduledRun.objects.update_or_create(name=name, defaults={"period": period, "ran_at": at})
    except IntegrityError:
        logger.info("regular job %s was noted by another worker", name)
