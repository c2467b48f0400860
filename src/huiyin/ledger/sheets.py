"""When a deputy signed a sheet that an office enters (纸质意见的签署日期): between the issued reply and the entry.

Clocks count from the entry, as they do for every step; the day of signing is kept and shown beside it.
"""

from datetime import date, datetime

from django.utils import timezone

from huiyin.errors import StepRefused
from huiyin.ledger.models import Case, Event, Stream

SIGNED = "signed_on"  # the need of a step that is entered from paper
_ASKED = "deputy"  # in whose hands a case is that waits for an opinion


def issued_on(case: Case) -> date | None:
    """Return from which day a deputy can have signed in this round; None where nothing waits for a deputy.

    That is the day of the letter where it is earlier than the day on which its issue was entered. Of several letters
    (部分答复) the first counts, of one that was recalled none.
    """
    rows = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__has_key="step").order_by("position")
    letters: list[date] = []
    since: date | None = None
    for at, payload in rows.values_list("at", "payload"):
        step = payload["step"]
        if step["turn"] != _ASKED:
            letters = [] if since is not None else letters
            since = None
        elif since is None:
            since = timezone.localdate(at)
        if letter := (payload.get("given") or {}).get("letter_on"):
            letters.append(date.fromisoformat(str(letter)))
    return None if since is None else min([since, *letters])


def refuse_impossible(case: Case, signed_on: date, *, at: datetime) -> None:
    """Make sure that a sheet can have been signed on a day.

    Raises:
        StepRefused: `step.signed_later` (it is still to come), `step.signed_early` (with `issued_on`).
    """
    if signed_on > timezone.localdate(at):
        raise StepRefused("step.signed_later", need=SIGNED)
    issued = issued_on(case)
    if issued is not None and signed_on < issued:
        raise StepRefused("step.signed_early", need=SIGNED, issued_on=issued)
