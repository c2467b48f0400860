"""Statistics of a large ledger by unit, type and month, all years and one (bench/README.md).

    HUIYIN_DATABASE_URL=… python bench/case_statistics.py

The database is one that `bench/ledger_data.py` filled. The peer is what no statistics can do without: one count of the
same rows, in the same run.
"""

import statistics as middle
import time
from collections.abc import Callable

import site_setup

ROUNDS = 5


def main() -> None:
    """Print milliseconds by grouping, and those of a bare count of the same rows."""
    site_setup.start()
    from huiyin.ledger.listing import Filters, counted_as_task, listed
    from huiyin.ledger.statistics import GROUPS, statistics
    from huiyin.people.models import Account
    from huiyin.people.viewer import viewer_of
    from ledger_data import TODAY

    viewer = viewer_of(Account.objects.get(username="supervisor"), today=TODAY)
    for year in (None, TODAY.year):
        filters = Filters(year=year)
        rows = listed(viewer, filters, today=TODAY).filter(counted_as_task())
        peer = timed(lambda rows=rows: rows.count())  # type: ignore[misc]
        for by in GROUPS:
            ours = timed(lambda by=by, filters=filters: statistics(viewer, filters, by=by, today=TODAY))  # type: ignore[misc]
            print(
                f"{by:6} {year or 'all':>6}  {ours:8.0f} ms  a count {peer:8.0f} ms  ratio {ours / peer:.1f}",
                flush=True,
            )


def timed(run: Callable[[], object]) -> float:
    """Return the median time of several runs, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    return middle.median(times)


if __name__ == "__main__":
    main()
