"""Takes up again what a dead worker left running: the queue itself would leave such a job running for ever.

A worker beats (`WorkerBeat`) from a thread of its own while it lives. A job that is RUNNING under workers none of which
has beaten for `SILENCE` is put back as READY, at most `LIMIT` times, and then given up as FAILED.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huiyin.site.models import Rescue, WorkerBeat

SILENCE = timedelta(seconds=60)
LIMIT = 3
logger = logging.getLogger("huiyin.jobs")


def beat(worker: str, *, at: datetime) -> None:
    """Note that a worker lives."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": at})


def sweep(*, at: datetime) -> tuple[int, int]:
    """Put back the jobs of dead workers; return how many were taken up again and how many were given up."""
    alive = set(WorkerBeat.objects.filter(beat_at__gt=at - SILENCE).values_list("worker", flat=True))
    again = given_up = 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if alive.intersection(job.worker_ids):
            continue
        with transaction.atomic():
            rescue, _made = Rescue.objects.get_or_create(job=job.pk)
            if rescue.times >= LIMIT:
                job.set_failed(RuntimeError(f"its worker died {LIMIT} times"))
                given_up += 1
                continue
            rescue.times += 1
            rescue.save(update_fields=["times"])
            still = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING)
            again += still.update(status=TaskResultStatus.READY, started_at=None)
        logger.warning("job %s taken up again, time %d of %d", job.pk, rescue.times, LIMIT)
    WorkerBeat.objects.filter(beat_at__lt=at - timedelta(days=1)).delete()
    return again, given_up
