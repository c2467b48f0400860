"""Carrying out the plan of a table of suggestions (导入建议): all rows or none, or batch by batch for a large file."""

from collections.abc import Callable

from huiyin.congress.models import Congress
from huiyin.congress.papers import file_papers
from huiyin.congress.seated_deputies import SeatedDeputies
from huiyin.congress.suggestion_import import Plan, batches
from huiyin.people.viewer import Viewer

BATCH = 200  # items of one transaction, where a file is taken in batch by batch


def take_in(*, congress: Congress, plan: Plan, by: Viewer) -> int:
    """File what a plan says in one transaction; return how many items. Rows that the plan refuses are left out.

    Raises:
        CongressError: something changed since the plan was made; nothing is written.
    """
    papers = plan.papers
    return len(file_papers(congress=congress, papers=papers, by=by)) if papers else 0


def take_in_batches(*, congress: Congress, plan: Plan, by: Viewer, done: Callable[[int], None]) -> int:
    """File what a plan says, `BATCH` items a transaction, and tell after each how many there are.

    What is stopped half way leaves whole batches: the next run finds them on record and goes on after them.

    Raises:
        CongressError: something changed since the plan was made; this batch is not written, those before it stay.
    """
    seated, count = SeatedDeputies(congress), 0
    for papers in batches(plan.papers, BATCH):
        count += len(file_papers(congress=congress, papers=papers, by=by, seated=seated))
        done(count)
    return count
