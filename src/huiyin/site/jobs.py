"""Background jobs (后台任务) as the queue knows them; each calls a plain function of an app and may run twice.

Enqueue with `enqueue(job, …)`: the job is queued when the transaction in force is committed, never before.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task


def enqueue(job: Any, *args: Any, **kwargs: Any) -> None:
    """Queue a job once what it works on is committed."""
    transaction.on_commit(partial(job.enqueue, *args, **kwargs))


@task()
def read_source(source_key: str) -> None:
    """Read a source that was added."""
    from huiyin.ledger.jobs import read_source as run

    run(source_key)


@task()
def recompute_deadlines() -> None:
    """Compute deadlines anew after a notice of holidays was loaded."""
    from huiyin.ledger.rules import recompute_deadlines as run

    run()
