"""The background worker: runs queued jobs, beats while it lives, and does the regular work."""

import threading
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from huiyin.site.schedule import run_due
from huiyin.site.sweeper import beat

BEAT_SECONDS = 15


class Command(BaseCommand):
    """`python -m django work`; `huiyin serve` starts it."""

    help = "Run queued jobs and regular work until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks into the queue")
        parser.add_argument("--batch", action="store_true", help="stop when the queue is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        name = f"huiyin-{uuid.uuid4().hex}"
        beat(name, at=timezone.now())
        stop = threading.Event()
        side = threading.Thread(target=_beside, args=(name, stop), daemon=True)
        side.start()
        worker = Worker(
            queue_names=["*"],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stop.set()


def _beside(name: str, stop: threading.Event) -> None:
    """Beat and do the regular work beside the jobs, on a connection of its own."""
    try:
        while not stop.is_set():
            beat(name, at=timezone.now())
            run_due(at=timezone.now())
            stop.wait(BEAT_SECONDS)
    finally:
        connection.close()
