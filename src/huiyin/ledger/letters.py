"""Which day a letter (发文日期) or a talk can bear: none still to come, and a letter none before what it answers.

A letter is often entered some days after its date, so that its own day is kept and not that of the entry.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from huiyin.errors import StepRefused
from huiyin.ledger.models import Case, Event, Stream
from huiyin.ledger.sheets import SIGNED

LETTER = "letter_on"  # the need of a step that issues a letter
PAST = (LETTER, "contacted_on")  # needs that name a day on which something was done


def asked_on(case: Case) -> date:
    """Return from which day on a letter of this round can have been issued: the day of what it answers.

    In the first round that is the day on which the item was put forward, which a paper or a motion that became a
    suggestion has from before its case; in a later one the day of what was said against the last letter, from the sheet
    where it was signed on paper.
    """
    rows = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__has_key="step").order_by("position")
    since = _put_forward(case)
    against: date | None = None  # what first moved the case on after a letter
    stage, round_ = "", 1
    for at, payload in rows.values_list("at", "payload"):
        step, given = payload["step"], payload.get("given") or {}
        if given.get(LETTER):
            against = None
        elif against is None and step["stage"] != stage:
            against = min(filter(None, (timezone.localdate(at), _day(given.get(SIGNED)))))
        if step["round"] > round_:
            since = against or since
        stage, round_ = step["stage"], step["round"]
    return since


def refuse_impossible(case: Case, values: Mapping[str, Any], *, at: datetime) -> None:
    """Make sure that what was done on a day can have been done then.

    Raises:
        StepRefused: `step.day_later` (the day is still to come), `step.letter_early` (with `asked_on`).
    """
    for name in PAST:
        if name in values and values[name] > timezone.localdate(at):
            raise StepRefused("step.day_later", need=name)
    if LETTER in values:
        asked = asked_on(case)
        if values[LETTER] < asked:
            raise StepRefused("step.letter_early", need=LETTER, asked_on=asked)


def _put_forward(case: Case) -> date:
    opened = timezone.localdate(min(case.opened_at, case.entry.created_at))
    own = case.entry.passages.select_related("source").first()
    return min(filter(None, (opened, own.source.published_on if own is not None else None)))


def _day(told: object) -> date | None:
    return date.fromisoformat(str(told)) if told else None
