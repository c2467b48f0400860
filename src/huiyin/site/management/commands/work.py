"""The background worker: runs queued jobs, beats while it lives, and does the regular work."""

import logging
import threading
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from huiyin.ledger.unwritable import cannot_save
from huiyin.site.schedule import run_due
from huiyin.site.sweeper import beat

BEAT_SECONDS = 15
WAIT_SECONDS = 5  # until the database is asked again that took nothing
logger = logging.getLogger("huiyin.jobs")


class Command(BaseCommand):
    """`python -m django work`; `huiyin serve` starts it."""

    help = "Run queued jobs and regular work until told to stop."
    # They would load every page and operation, 80 MB that no job needs; `.ci/run` and the tests check the site.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks into the queue")
        parser.add_argument("--batch", action="store_true", help="stop when the queue is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        worker = Worker(
            queue_names=["*"],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=_name(),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        stop = threading.Event()
        try:
            _work(worker, stop)
        finally:
            stop.set()


def _name() -> str:
    return f"huiyin-{uuid.uuid4().hex}"


def _work(worker: Worker, stop: threading.Event) -> None:
    """Run jobs until told to stop; while the database takes nothing (full, read-only, away) wait for it.

    It goes on under a new name: a job of which it could not note the end is then taken up again like a dead worker's.
    """
    side = threading.Thread(target=_beside, args=(worker, stop), daemon=True)
    while True:
        try:
            beat(worker.worker_id, at=timezone.now())
            if not side.is_alive():
                side.start()
            worker.run()
        except Error as error:
            if not cannot_save(error):
                raise
            logger.error("no job can be done just now: %s", error)
        else:
            return
        worker.worker_id = _name()
        connection.close()
        stop.wait(WAIT_SECONDS)


def _beside(worker: Worker, stop: threading.Event) -> None:
    """Beat and do the regular work beside the jobs, on a connection of its own."""
    while not stop.is_set():
        close_old_connections()
        try:
            beat(worker.worker_id, at=timezone.now())
            run_due(at=timezone.now())
        except Error as error:  # it must go on beating: who does not beat is taken for dead
            logger.error("no regular work can be done just now: %s", error)
        stop.wait(BEAT_SECONDS)
    connection.close()
