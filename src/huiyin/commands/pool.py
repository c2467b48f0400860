"""Runs tasks in order, one after another or in several processes, with a bounded number of them under way."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from huiyin.errors import HuiyinError

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2  # tasks waiting beyond those at work: enough to keep processes busy, few enough to bound memory


def run_in_order(work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int) -> Generator[Result]:
    """Yield the result of each task in the order of the tasks; close the generator to give up early.

    Raises:
        HuiyinError: `work.lost` when a process died, which the system does to it when memory runs out.
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children

    waiting: deque[Future[Result]] = deque()
    pool = ProcessPoolExecutor(jobs, initializer=_follow_main)
    try:
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) >= jobs + AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise HuiyinError("work.lost") from error
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits any more for what is under way
        for process in active_children():
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


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
