"""Which of the replies to an item stand (有效答复): a recalled one (撤回) answers nothing any more.

Whoever counts, shows, quotes or prints replies asks here. The trail keeps what was issued and recalled.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.utils import timezone

from huiyin.ledger.models import Event, Stream

REPLY = "reply"
REPLIES = (REPLY, "correct_reply")
RECALL = "recall_reply"
ACTIONS = (*REPLIES, RECALL)
IN_PARTS = "in_parts"  # the stage in which a reply is that of one unit among several (分办), not of all
T = TypeVar("T")


def standing(told: Iterable[tuple[str, T]]) -> list[T]:
    """Return what stands of the replies to one item; `told` are actions, each with whatever tells of it, in order.

    A recall takes back the last reply with its corrections, and nothing of an earlier round.
    """
    kept: list[tuple[str, T]] = []
    for action, each in told:
        if action != RECALL:
            kept.append((action, each))
            continue
        while kept and kept.pop()[0] != REPLY:
            pass
    return [each for _action, each in kept]


def answered(keys: Iterable[str]) -> tuple[dict[str, tuple[date, str]], set[str]]:
    """Return when items were answered first, with the outcome of the last reply, and which have a reply recalled.

    An item in parts is answered with the last of its parts, and stays so when a part is handled again.
    """
    rows: dict[str, list[tuple[str, tuple[date, str, str]]]] = {}
    recalled: set[str] = set()
    step = "payload__step__"
    events = Event.objects.filter(
        stream=Stream.CASE, stream_key__in=list(keys), payload__step__action__in=ACTIONS
    ).order_by("position")
    columns = ("stream_key", "at", f"{step}action", f"{step}stage", f"{step}outcome")
    for key, at, action, stage, outcome in events.values_list(*columns):
        rows.setdefault(key, []).append((action, (timezone.localdate(at), stage, outcome)))
        if action == RECALL:
            recalled.add(key)
    found: dict[str, tuple[date, str]] = {}
    for key, told in rows.items():
        stands = standing(told)
        first = next((on for on, stage, _outcome in stands if stage != IN_PARTS), None)
        if first is not None:
            found[key] = (first, stands[-1][2])
    return found, recalled
