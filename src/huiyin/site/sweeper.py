"""Takes up again what a dead worker left running, and what the database had no room for: the queue itself would not.

A worker beats (`WorkerBeat`) from a thread of its own while it lives. A job that is RUNNING under a worker that has not
beaten for `SILENCE`, or FAILED because the database was away, locked or full, is put back as READY, at most `LIMIT`
times, and then given up as FAILED.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huiyin.site import jobs
from huiyin.site.models import Rescue, WorkerBeat

SILENCE = timedelta(seconds=60)
LIMIT = 3
PASSING = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
LEFT = Q(status=TaskResultStatus.RUNNING) | Q(status=TaskResultStatus.FAILED, exception_class_path__in=PASSING)
logger = logging.getLogger("huiyin.jobs")


def beat(worker: str, *, at: datetime) -> None:
    """Note that a worker lives."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": at})


def sweep(*, at: datetime) -> tuple[int, int]:
    """Put back the jobs of dead workers; return how many were taken up again and how many were given up."""
    alive = set(WorkerBeat.objects.filter(beat_at__gt=at - SILENCE).values_list("worker", flat=True))
    again = given_up = 0
    for job in DBTaskResult.objects.filter(LEFT):
        if job.status == TaskResultStatus.RUNNING and alive.intersection(job.worker_ids[-1:]):
            continue
        if _put_back(job):
            again += 1
        else:
            given_up += 1
    WorkerBeat.objects.filter(beat_at__lt=at - timedelta(days=1)).delete()
    return again, given_up


@transaction.atomic
def _put_back(job: DBTaskResult[Any, Any]) -> bool:
    """Let a job be begun anew; False gives it up, because it was begun anew too often already."""
    rescue, _made = Rescue.objects.get_or_create(job=job.pk)
    if rescue.times >= LIMIT:
        job.set_failed(RuntimeError(f"it came to no end {LIMIT + 1} times"))
        jobs.give_up(job.task_path, job.args_kwargs["args"])
        logger.error("job %s given up", job.pk)
        return False
    # Another worker may have put it back, and a third one begun it, since it was looked at.
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
    rescue.times += same.update(status=TaskResultStatus.READY, started_at=None, finished_at=None)
    rescue.save(update_fields=["times"])
    logger.warning("job %s taken up again, time %d of %d", job.pk, rescue.times, LIMIT)
    return True
