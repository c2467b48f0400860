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
from huiyin.ledger.lights import OPEN
from huiyin.ledger.models import Case, CaseParty, Event, Notice, Stream, Watch
from huiyin.people.models import Account, Role, RoleGrant

UNIT_ROLES = (Role.UNIT_HANDLER, Role.UNIT_HEAD)
HOUSE_HANDS: dict[str, tuple[str, ...]] = {  # which roles of the house are a hand
    "supervisor": (Role.SUPERVISOR,),
    "secretariat": (Role.SECRETARY,),
    "leader": (Role.LEADER,),
}
DEPUTIES = {"deputy": ("filer", "cosigner"), "filer": ("filer",), "cosigner": ("cosigner",)}
AT_HOME = ("deputy", "secretariat")  # who is concerned before a case is handed out
NEAREST = timedelta(days=62)  # no clock turns near earlier than this before its last day
QUIET = ("open", "recompute", "import")  # steps of which nobody needs to be told


def tell(events: Iterable[Event]) -> int:
    """Tell those concerned of events of cases; return how many notices are new."""
    rows: list[Notice] = []
    for event in events:
        rows += _of_event(event)
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


def _of_event(event: Event) -> list[Notice]:
    """Return the notices of one event: to the hand whose turn it now is, to those asked, to those who follow."""
    step = event.payload.get("step", {})
    action = step.get("action", "")
    if event.stream != Stream.CASE or not action or action in QUIET:
        return []
    case = Case.objects.select_related("place").filter(key=event.stream_key).first()
    if case is None or not (case.issued or step.get("turn") in AT_HOME):
        return []
    on = timezone.localdate(event.at)
    turn, asked = _ids_in_turn(case, step, on), _ids_asked(case, event.payload, step, on)
    concerned = (
        turn
        | asked
        | _ids_concerned(case, on)
        | _ids_replaced(event.payload, on)
        | set(case.watches.values_list("account_id", flat=True))
    )
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


def _ids_in_turn(case: Case, step: Mapping[str, Any], on: date) -> set[int]:
    """Return the accounts whose turn it is by a step that changed hands; a deputy's turn may have no last day."""
    began = any(change["change"] == "start" for change in step.get("clocks", ())) or step.get("turn") == "deputy"
    return ids_of_hand(case, str(step.get("turn", "")), str(step.get("turn_key", "")), on) if began else set()


def _ids_asked(case: Case, payload: Mapping[str, Any], step: Mapping[str, Any], on: date) -> set[int]:
    """Return those for whom a step started a clock beside the one whose turn it is, and who must answer it."""
    found: set[int] = set()
    for change in step.get("clocks", ()):
        run = change["run"]
        if change["change"] == "start" and run["hand"] not in ("whole", step.get("turn", "")):
            found |= ids_of_hand(case, run["hand"], run["key"], on)
    if step.get("action") == "ask_extension":
        found |= ids_of_hand(case, "supervisor", "", on) | ids_of_hand(case, "leader", "", on)
    if payload.get("supervision") or step.get("action") == "ask_refinement":
        found |= ids_of_hand(case, "lead_unit", "", on)
    return found


def _ids_concerned(case: Case, on: date) -> set[int]:
    """Return the people of the lead unit and the supervisors of the house."""
    return ids_of_hand(case, "lead_unit", "", on) | ids_of_hand(case, "supervisor", "", on)


def _ids_replaced(payload: Mapping[str, Any], on: date) -> set[int]:
    """Return the people of a unit that leads no longer: it is told that the case went to another."""
    ended = [unit for unit, part, change in payload.get("parties", ()) if (part, change) == ("lead_unit", "end")]
    return _granted(Q(role__in=UNIT_ROLES, unit__key__in=ended), on) if ended else set()


def ids_of_hand(case: Case, hand: str, key: str, on: date) -> set[int]:
    """Return the accounts that are a hand of a case on a day; `key` narrows it to one unit."""
    offices = case.parties.filter(active=True, part=CaseParty.Part.OFFICE).values("unit_id")
    if hand in DEPUTIES:
        return _signers(case, DEPUTIES[hand])
    if hand == "assigner":
        hand = "supervisor" if offices.exists() else "secretariat"
    if hand in HOUSE_HANDS:
        home = Q(role__in=HOUSE_HANDS[hand], unit__house=case.house, unit__place_id=case.place_id)
        return _granted(home | Q(role__in=HOUSE_HANDS[hand], unit_id__in=offices), on)
    part = {"unit_head": "lead_unit", "government": CaseParty.Part.PROPOSED}.get(hand, hand)
    units = case.parties.filter(active=True, part=part)
    if key:
        units = units.filter(unit__key=key)
    roles = (Role.LEADER,) if hand == "government" else (Role.UNIT_HEAD,) if hand == "unit_head" else UNIT_ROLES
    return _granted(Q(role__in=roles, unit_id__in=units.values("unit_id")), on)


def _signers(case: Case, parts: Sequence[str]) -> set[int]:
    """Return the accounts of the deputies who signed a case; who has none is told on paper."""
    signed = case.deputies.filter(active=True, part__in=parts, deputy__account__is_active=True)
    return set(signed.values_list("deputy__account_id", flat=True))


def _granted(which: Q, on: date) -> set[int]:
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    grants = RoleGrant.objects.filter(which, valid, account__is_active=True)
    return set(grants.values_list("account_id", flat=True))


def watch_deadlines(*, today: date, at: datetime | None = None) -> int:
    """Tell the hands of last days that come near, are today, or are over; return how many notices are new.

    Of a last day that is over the supervisors of the house are told too. It may run as often as one likes.
    """
    rows: list[Notice] = []
    at = at or timezone.now()
    watched = Q(due_on__lte=today + NEAREST) | Q(milestone_near_on__lte=today)
    cases = Case.objects.filter(OPEN, watched).select_related("place")
    for case in cases.iterator(chunk_size=500):
        rows += _of_milestone(case, today, at)
        state = msgspec.convert(case.state, policy.State)
        for run in state.runs:
            code = _due_code(run, today)
            known = case.issued or run.hand in AT_HOME
            if run.stopped_at is None and not run.paused and code and known:
                rows += _of_run(case, state, run, code, today, at)
    return _keep(rows)


def _due_code(run: Any, today: date) -> str:
    if today >= run.deadline.late_on:
        return "late"
    if today == run.deadline.due_on:
        return "due_today"
    return "near" if today >= run.deadline.near_on else ""


def _of_run(case: Case, state: policy.State, run: Any, code: str, today: date, at: datetime) -> list[Notice]:
    hand, key = (state.turn, "") if run.hand == "whole" else (run.hand, run.key)
    due = run.deadline.due_on.isoformat()
    told = _ids_of_day(case, hand, key, code, today)
    values = {"clock": run.clock, "key": run.key, "due_on": due}
    return _of_day(case, code, told, values, f"{run.clock}:{run.key}:{run.ordinal}:{due}", at)


def _of_milestone(case: Case, today: date, at: datetime) -> list[Notice]:
    """Return the notices of the milestone that is to stand next: to the lead unit, and to who supervises once late."""
    due_on, near_on = case.milestone_on, case.milestone_near_on
    if due_on is None or near_on is None or today < near_on:
        return []
    code = "late" if today > due_on else "due_today" if today == due_on else "near"
    told, due = _ids_of_day(case, "lead_unit", "", code, today), due_on.isoformat()
    return _of_day(case, code, told, {"milestone": True, "due_on": due}, f"milestone:{due}", at)


def _ids_of_day(case: Case, hand: str, key: str, code: str, today: date) -> set[int]:
    late = ids_of_hand(case, "supervisor", "", today) if code == "late" else set()
    return ids_of_hand(case, hand, key, today) | late


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
