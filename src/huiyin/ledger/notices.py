"""Notices (通知): who is told of an event, and of a last day that comes near, is today, or is over.

A notice holds codes and is put into words when shown. `dedupe` makes each happen once for each person, so that whatever
is told may be told again: after a crash, by the queue and by a command at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Q
from django.utils import timezone

from huiyin import policy
from huiyin.ledger.hands import Hands
from huiyin.ledger.lights import OPEN
from huiyin.ledger.models import Case, Event, Notice, Stream, Watch
from huiyin.people.models import Account

AT_HOME = ("deputy", "secretariat")  # who is concerned before a case is handed out
NEAREST = timedelta(days=62)  # no clock turns near earlier than this before its last day
QUIET = ("open", "recompute", "import")  # steps of which nobody needs to be told


def tell(events: Iterable[Event], *, case: Case | None = None) -> int:
    """Tell those concerned of events of cases; return how many notices are new.

    Args:
        case: the one whose events they are, as it stands after them; else it is looked up.
    """
    rows: list[Notice] = []
    for event in events:
        rows += _of_event(event, case)
    return _keep(rows)


def catch_up(*, since: datetime) -> int:
    """Tell again of every event since a moment; what was told already stays as it is."""
    return tell(Event.objects.filter(stream=Stream.CASE, at__gte=since).order_by("pk").iterator())


def _keep(rows: Sequence[Notice]) -> int:
    """Keep notices; the database refuses those that are there."""
    wanted = {(row.account_id, row.dedupe): row for row in rows}
    have = set(
        Notice.objects.filter(dedupe__in={row.dedupe for row in wanted.values()}).values_list("account_id", "dedupe")
    )
    fresh = [row for who, row in wanted.items() if who not in have]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _of_event(event: Event, known: Case | None) -> list[Notice]:
    """Return the notices of one event: to the hand whose turn it now is, to those asked, to those who follow."""
    step = event.payload.get("step", {})
    action = step.get("action", "")
    if event.stream != Stream.CASE or not action or action in QUIET:
        return []
    case = known or Case.objects.filter(key=event.stream_key).first()
    if case is None or not (case.issued or step.get("turn") in AT_HOME):
        return []
    hands = Hands(case, timezone.localdate(event.at))
    turn, asked = _ids_in_turn(hands, step), _ids_asked(hands, event.payload, step)
    watching = set(case.watches.values_list("account_id", flat=True))
    concerned = turn | asked | hands.of("lead_unit") | hands.of("supervisor") | _ids_replaced(hands, event.payload)
    concerned |= watching
    actor = Account.objects.filter(key=event.actor).values_list("pk", flat=True).first()
    values = {"action": action, "actor": event.actor, "acting_for": event.acting_for, "position": event.position}
    return [
        Notice(
            account_id=account,
            case=case,
            code="turn" if account in turn else "asked" if account in asked else "changed",
            values=values,
            dedupe=f"event:{case.key}:{event.position}",
            at=event.at,
        )
        for account in sorted(concerned - {actor})
    ]


def _ids_in_turn(hands: Hands, step: Mapping[str, Any]) -> set[int]:
    """Return the accounts whose turn it is by a step that changed hands; a deputy's turn may have no last day."""
    began = any(change["change"] == "start" for change in step.get("clocks", ())) or step.get("turn") == "deputy"
    return hands.of(str(step.get("turn", "")), str(step.get("turn_key", ""))) if began else set()


def _ids_asked(hands: Hands, payload: Mapping[str, Any], step: Mapping[str, Any]) -> set[int]:
    """Return those for whom a step started a clock beside the one whose turn it is, and who must answer it."""
    found: set[int] = set()
    for change in step.get("clocks", ()):
        run = change["run"]
        if change["change"] == "start" and run["hand"] not in ("whole", step.get("turn", "")):
            found |= hands.of(run["hand"], run["key"])
    if step.get("action") == "ask_extension":
        found |= hands.of("supervisor") | hands.of("leader")
    if payload.get("supervision") or step.get("action") == "ask_refinement":
        found |= hands.of("lead_unit")
    return found


def _ids_replaced(hands: Hands, payload: Mapping[str, Any]) -> set[int]:
    """Return the people of a unit that leads no longer: it is told that the case went to another."""
    ended = [unit for unit, part, change in payload.get("parties", ()) if (part, change) == ("lead_unit", "end")]
    return hands.of_units(ended) if ended else set()


def watch_deadlines(*, today: date, at: datetime | None = None) -> int:
    """Tell the hands of last days that come near, are today, or are over; return how many notices are new.

    Of a last day that is over the supervisors of the house are told too. It may run as often as one likes.
    """
    rows: list[Notice] = []
    at = at or timezone.now()
    watched = Q(due_on__lte=today + NEAREST) | Q(milestone_near_on__lte=today)
    cases = Case.objects.filter(OPEN, watched)
    for case in cases.iterator(chunk_size=500):
        hands = Hands(case, today)
        rows += _of_milestone(case, hands, today, at)
        state = msgspec.convert(case.state, policy.State)
        for run in state.runs:
            code = _due_code(run, today)
            known = case.issued or run.hand in AT_HOME
            if run.stopped_at is None and not run.paused and code and known:
                rows += _of_run(case, hands, state, run, code, at)
    return _keep(rows)


def _due_code(run: Any, today: date) -> str:
    if today >= run.deadline.late_on:
        return "late"
    if today == run.deadline.due_on:
        return "due_today"
    return "near" if today >= run.deadline.near_on else ""


def _of_run(case: Case, hands: Hands, state: policy.State, run: Any, code: str, at: datetime) -> list[Notice]:
    hand, key = (state.turn, "") if run.hand == "whole" else (run.hand, run.key)
    due = run.deadline.due_on.isoformat()
    told = _ids_of_day(hands, hand, key, code)
    values = {"clock": run.clock, "key": run.key, "due_on": due}
    return _of_day(case, code, told, values, f"{run.clock}:{run.key}:{run.ordinal}:{due}", at)


def _of_milestone(case: Case, hands: Hands, today: date, at: datetime) -> list[Notice]:
    """Return the notices of the milestone that is to stand next: to the lead unit, and to who supervises once late."""
    due_on, near_on = case.milestone_on, case.milestone_near_on
    if due_on is None or near_on is None or today < near_on:
        return []
    code = "late" if today > due_on else "due_today" if today == due_on else "near"
    told, due = _ids_of_day(hands, "lead_unit", "", code), due_on.isoformat()
    return _of_day(case, code, told, {"milestone": True, "due_on": due}, f"milestone:{due}", at)


def _ids_of_day(hands: Hands, hand: str, key: str, code: str) -> set[int]:
    late = hands.of("supervisor") if code == "late" else set()
    return hands.of(hand, key) | late


def _of_day(case: Case, code: str, told: set[int], values: dict[str, Any], which: str, at: datetime) -> list[Notice]:
    dedupe = f"due:{case.key}:{which}:{code}"
    return [
        Notice(account_id=account, case=case, code=code, values=values, dedupe=dedupe, at=at)
        for account in sorted(told)
    ]


def unread_count(account_id: int) -> int:
    """Return how many notices somebody has not read."""
    return Notice.objects.filter(account_id=account_id, read_at__isnull=True).count() if account_id else 0


def read_notices(account_id: int, *, at: datetime, case: Case | None = None) -> int:
    """Mark notices as read: those of a case that was opened, or all."""
    unread = Notice.objects.filter(account_id=account_id, read_at__isnull=True)
    if case is not None:
        unread = unread.filter(case=case)
    return unread.update(read_at=at)


def follows(account_id: int, case: Case) -> bool:
    """Say whether somebody follows a case."""
    return Watch.objects.filter(account_id=account_id, case=case).exists()
