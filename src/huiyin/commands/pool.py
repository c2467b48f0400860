"""Runs tasks in order, one after another or in several processes, with a bounded number of them under way."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2  # tasks waiting beyond those at work: enough to keep processes busy, few enough to bound memory


@dataclass(frozen=True, slots=True)
class Job(Generic[Task, Result]):
    """What is done with each task, and what where that costs a process its life.

    A library may crash, and the system may kill a process when memory runs out. Then each task that was under way is
    tried `again` in a process of its own; the one that kills that too comes out as what `lost` says of it.
    `risky` tells which tasks get a process of their own even where one process reads everything.
    """

    work: Callable[[Task], Result]
    again: Callable[[Task], Result]
    lost: Callable[[Task], Result]
    risky: Callable[[Task], bool]


def run_in_order(job: Job[Task, Result], tasks: Iterable[Task], jobs: int) -> Generator[Result]:
    """Yield the result of each task in the order of the tasks; close the generator to give up early."""
    workers: _Workers[Task, Result] = _Workers(job, jobs)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in tasks:
            if jobs <= 1 and not job.risky(task):
                yield job.work(task)
                continue
            waiting.append((task, workers.begin(task)))
            if jobs <= 1 or len(waiting) >= jobs + AHEAD:
                yield workers.result(*waiting.popleft())
        while waiting:
            yield workers.result(*waiting.popleft())
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits any more for what is under way
        workers.stop()
        raise
    workers.end()


class _Workers(Generic[Task, Result]):
    """The processes, started when first needed and anew when one of them has died."""

    def __init__(self, job: Job[Task, Result], count: int) -> None:
        self.job = job
        self.count = max(count, 1)
        self.pool: ProcessPoolExecutor | None = None

    def begin(self, task: Task) -> "Future[Result]":
        """Hand a task to a process."""
        from concurrent.futures.process import BrokenProcessPool

        if self.pool is not None:
            try:
                return self.pool.submit(self.job.work, task)
            except BrokenProcessPool:
                self.pool.shutdown(wait=False)
        self.pool = _pool(self.count)
        return self.pool.submit(self.job.work, task)

    def result(self, task: Task, future: "Future[Result]") -> Result:
        """Return what became of a task; where its process died, it is tried once more with nothing beside it."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return future.result()
        except BrokenProcessPool:
            alone = _pool(1)
            try:
                return alone.submit(self.job.again, task).result()
            except BrokenProcessPool:
                return self.job.lost(task)
            finally:
                alone.shutdown(wait=False)

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        if self.pool is None:
            return
        from multiprocessing import active_children

        for process in active_children():
            process.terminate()
        self.pool.shutdown(wait=False, cancel_futures=True)

    def end(self) -> None:
        """Let the processes go; they have nothing left to do."""
        if self.pool is not None:
            self.pool.shutdown()


def _pool(count: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count, initializer=_follow_main)


def _follow_main() -> None:
    """Let the main process alone answer Ctrl-C; end with it even when it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    """Leave as soon as the main process is gone; nobody else would tell this one."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
