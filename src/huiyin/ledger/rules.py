"""Rules that a place loads itself (载入规则): a policy file in force from now on, a notice of holidays, deadlines anew.

A case keeps the version under which it began. Each loading is an event; so is each deadline that a notice moves.
"""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from huiyin import policy
from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger import jobs, policies
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import CalendarNotice, Case, Event, PolicyVersion, Stream
from huiyin.ledger.record import SYSTEM, Actor, NewEvent, record
from huiyin.people.viewer import Viewer

CALENDAR = "calendar"  # key of the stream of notices
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day that a notice moved."""

    case: Case
    clock: str
    before: date
    after: date
    at: datetime


def read_policy(text: str, *, name: str) -> policy.Policy:
    """Return the policy that a file holds, checked against misuse.

    Raises:
        PolicyError: what is wrong, with file, line and key.
        LedgerError: `rules.case_type`: it is for a type of case that nothing here opens.
    """
    found = policy.load_text(text, path=name, folders=policies.folders())
    known = {each.partition(".")[0] for each in policy.shipped()}
    if found.case_type not in known:
        raise LedgerError("rules.case_type", case_type=found.case_type, known=" ".join(sorted(known)))
    return found


@transaction.atomic
def load_policy(*, text: str, name: str, by: Viewer, at: datetime) -> policy.Policy:
    """Put a policy in force for cases that are opened from now on; loading the one in force again changes nothing."""
    found = read_policy(text, name=name)
    kept = {"content": json.loads(policy.to_json(found)), "origin": name[:200], "loaded_at": at}
    PolicyVersion.objects.get_or_create(policy=found.id, version=found.version, defaults=kept)
    put_in_force(found, by=actor_of(by), at=at)
    return found


def put_in_force(found: policy.Policy, *, by: Actor, at: datetime) -> None:
    """Have the cases of its type begin under a policy whose version is kept; once in force, nothing changes."""
    last = Event.objects.filter(stream=Stream.POLICY, stream_key=found.case_type, type="policy.loaded").last()
    told = {"policy": found.id, "version": found.version}
    if last is None or {name: last.payload[name] for name in told} != told:
        record(stream=Stream.POLICY, key=found.case_type, events=[NewEvent("policy.loaded", told)], by=by, at=at)
    policies.forget_loaded()


@transaction.atomic
def load_notice(*, text: str, name: str, by: Viewer, at: datetime) -> CalendarNotice:
    """Load a notice of holidays; deadlines that it moves are computed anew behind the pages.

    Raises:
        PolicyError: the file is no notice, with the place of what is wrong.
    """
    notice = policy.read_notice_text(text, path=name)
    content = policy.notice_content(notice)
    version = policy.Calendar.shipped(extra=[notice]).version(notice.year)
    row, fresh = CalendarNotice.objects.get_or_create(
        year=notice.year,
        version=version,
        defaults={"content": content, "source": notice.source[:300], "loaded_by_id": by.account_id, "loaded_at": at},
    )
    if fresh:
        events = [NewEvent("calendar.loaded", {"year": notice.year, "version": version})]
        record(stream=Stream.POLICY, key=CALENDAR, events=events, by=actor_of(by), at=at)
    policies.forget_loaded()
    jobs.later("recompute_deadlines")
    return row


def recompute_deadlines() -> int:
    """Compute the running deadlines of all open cases by the calendar in force; return how many cases moved.

    Each case is an event of its own; what has not moved is left alone, so that this may run as often as one likes.
    """
    policies.forget_loaded()
    moved = 0
    for case in Case.objects.filter(closed=False).exclude(state={}).order_by("pk").iterator(chunk_size=200):
        try:
            moved += _recomputed(case, at=timezone.now())
        except StaleWrite:
            _log.info("case %s changed meanwhile; its deadlines are computed by the next run", case.key)
    return moved


def _recomputed(case: Case, *, at: datetime, by: Actor = SYSTEM) -> bool:
    rules = policies.policy_version(case.policy, case.policy_version)
    state = msgspec.convert(case.state, policy.State)
    changes = policy.recompute(state, rules, policies.calendar())
    if not changes:
        return False
    step = policy.recomputed(state, changes, event="case.deadline_recomputed", actor=by.key, at=at)
    before = {f"{run.clock}:{run.key}:{run.ordinal}": run.deadline.due_on.isoformat() for run in state.runs}
    names = [f"{each.run.clock}:{each.run.key}:{each.run.ordinal}" for each in changes]
    payload = {"step": msgspec.to_builtins(step), "before": {name: before[name] for name in names}}
    events = [NewEvent("case.deadline_recomputed", payload)]
    record(stream=Stream.CASE, key=case.key, events=events, by=by, at=at, expected=case.version)
    return True


def moved_lately(*, most: int = 50) -> list[Moved]:
    """Return the last days that notices moved, newest first; the caller shows those of cases that may be seen."""
    events = Event.objects.filter(stream=Stream.CASE, type="case.deadline_recomputed").order_by("-pk")[:most]
    cases = {case.key: case for case in Case.objects.filter(key__in=[event.stream_key for event in events])}
    found = []
    for event in events:
        for change in event.payload["step"]["clocks"]:
            run = change["run"]
            before = event.payload.get("before", {}).get(f"{run['clock']}:{run['key']}:{run['ordinal']}")
            case = cases.get(event.stream_key)
            if case is not None and before:
                after = date.fromisoformat(run["deadline"]["due_on"])
                found.append(Moved(case, run["clock"], date.fromisoformat(before), after, event.at))
    return found


jobs.JOBS["recompute_deadlines"] = recompute_deadlines
