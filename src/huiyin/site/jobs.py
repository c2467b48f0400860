"""Background jobs (后台任务) as the queue knows them; each calls a plain function of an app and may run twice.

They are asked for through `huiyin.ledger.jobs.later`: the queue is a table, a job in it is committed with its work.
"""

from collections.abc import Callable

from django_tasks import task


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


def give_up(path: str, args: list[str]) -> None:
    """Let the app know that a job of this path was begun too often and is not begun again."""
    from huiyin.ledger.jobs import give_up_reading

    known: dict[str, Callable[..., None]] = {read_source.module_path: give_up_reading}
    if path in known:
        known[path](*args)
