"""Cases as they went (往案), out of the events: what a changed rule is tried on (`huiyin policy replay`)."""

from collections.abc import Callable, Iterator
from itertools import groupby

import msgspec
from django.db.models import QuerySet

from huiyin.ledger.models import Case, Event, Stream
from huiyin.policy.model import Step
from huiyin.policy.replay import PastCase, past_case

Tick = Callable[[int], None]
BATCH = 500


def past_cases(case_type: str, *, year: int | None = None) -> QuerySet[Case]:
    """Return the cases of a type, those opened in a year where one is named; drafts that nobody handled are there."""
    cases = Case.objects.filter(case_type=case_type)
    if year is not None:
        cases = cases.filter(opened_at__year=year)
    return cases.order_by("pk")


def as_they_went(cases: QuerySet[Case], *, tick: Tick | None = None) -> Iterator[PastCase]:
    """Yield cases as they went, by number or key; one that an older system handled begins where it was taken over.

    Args:
        tick: called with the number of cases looked at since the last call, for a progress bar.
    """
    rows = list(cases.values_list("key", "number"))
    for start in range(0, len(rows), BATCH):
        names = {key: number or key for key, number in rows[start : start + BATCH]}
        events = Event.objects.filter(stream=Stream.CASE, stream_key__in=list(names), payload__has_key="step")
        found = events.order_by("stream_key", "position").values_list("stream_key", "payload")
        for key, group in groupby(found.iterator(chunk_size=2000), key=lambda row: row[0]):
            steps = [msgspec.convert(payload["step"], Step) for _key, payload in group]
            past = past_case(names[key], steps)
            if past.steps:
                yield past
        if tick is not None:
            tick(len(names))
