"""Search for a word of two characters in a large ledger, beside `icontains` in the same run (bench/README.md).

    HUIYIN_DATABASE_URL=… python bench/search.py

The database is one that `bench/ledger_data.py` filled. Measured is what the list asks for a word: the newest 50, the
first 50 by last day, and the count that ends at 1,000; for a rare word, a word in half of all rows, one that is
nowhere, and a phrase.
"""

import json
import statistics
import time
from collections.abc import Callable

import site_setup

ROUNDS = 5
WORDS = {"rare": "停水", "common": "改造", "absent": "瓷砖", "phrase": "老旧小区供热管网", "two words": "停水 食堂"}


def main() -> None:
    """Print milliseconds by word, ours and the peer's."""
    site_setup.start()
    from django.db.models import Q

    from huiyin.ledger.listing import Filters, counts, listed, page_of
    from huiyin.ledger.models import Case
    from huiyin.ledger.relations import visible_cases
    from huiyin.people.models import Account
    from huiyin.people.viewer import viewer_of
    from ledger_data import TODAY

    viewer = viewer_of(Account.objects.get(username="supervisor"), today=TODAY)
    for name, word in WORDS.items():
        rows = listed(viewer, Filters(q=word), today=TODAY)
        plain = visible_cases(viewer)
        for each in word.split():
            plain = plain.filter(Q(title__icontains=each) | Q(entry__passages__quote__icontains=each))
        found = len(page_of(rows, order="new").cases)
        told = {
            "word": word,
            "found": found,
            "page_ms": timed(lambda word=word: page_of(listed(viewer, Filters(q=word), today=TODAY), order="new")),  # type: ignore[misc]
            "by_last_day_ms": timed(
                lambda word=word: page_of(listed(viewer, Filters(q=word), today=TODAY), order="due")
            ),  # type: ignore[misc]
            "count_ms": timed(
                lambda word=word: counts(
                    listed(viewer, Filters(q=word), today=TODAY, counting=True), visible_cases(viewer)
                )
            ),  # type: ignore[misc]
            "peer_page_ms": timed(lambda plain=plain: list(plain.order_by("-pk")[:50]), rounds=1),  # type: ignore[misc]
            "peer_count_ms": timed(lambda plain=plain: plain.count(), rounds=1),  # type: ignore[misc]
        }
        print(name, json.dumps(told, ensure_ascii=False), flush=True)
    print("cases", Case.objects.count())


def timed(run: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the median time of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    main()
