"""Cases moved to another version of their rules (转用规则): previewed, then recorded, each as an event of its own.

A case keeps the version under which it began until somebody who answers for it moves it, and says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from huiyin import policy
from huiyin.errors import LedgerError, StaleWrite, StepRefused
from huiyin.ledger import policies
from huiyin.ledger.bulk import Taken, each_by_itself
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Case, PolicyVersion, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.notices import tell
from huiyin.ledger.record import NewEvent, hold, record
from huiyin.people.models import Role
from huiyin.people.viewer import Viewer

LEAST_REASON = 10  # characters
EVENT = "case.policy_moved"


@dataclass(frozen=True, slots=True)
class Change:
    """What a move does to one running clock; `after` is None where the new rules do not know it and it ends."""

    clock: str
    unit: str
    before: date
    after: date | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a move would do to a case: the clocks that change, or why it cannot be moved."""

    case: Case
    changes: tuple[Change, ...] = ()
    refusal: policy.Refusal | None = None


def movable_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the open cases whose rules a viewer may change: the house's own office, and the place's administrator."""
    mine = Q(pk__in=[])
    for grant in viewer.grants:
        if grant.role in (Role.SUPERVISOR, Role.SECRETARY) and grant.house:
            mine |= Q(house=grant.house, place_id=grant.place_id)
        elif grant.role == Role.ADMINISTRATOR:
            mine |= Q(place_id=grant.place_id)
    return Case.objects.filter(mine, closed=False).exclude(state={}).select_related("place", "entry", "lead_unit")


def behind(cases: QuerySet[Case], found: policy.Policy) -> QuerySet[Case]:
    """Return those of the cases that run under other rules than these, of the same type."""
    same = Q(policy=found.id, policy_version=found.version)
    return cases.filter(~same, case_type=found.case_type).order_by("pk")


def versions_for(case: Case) -> list[policy.Policy]:
    """Return the rules to which a case might be moved, those in force first: every version kept for its type."""
    now = policies.current_policy(policies.policy_id(case.case_type))
    kept = PolicyVersion.objects.filter(policy__startswith=f"{case.case_type}.").order_by("-loaded_at")
    known = [now, *(policies.policy_version(row.policy, row.version) for row in kept)]
    fresh = {(each.id, each.version): each for each in known if each.case_type == case.case_type}
    fresh.pop((case.policy, case.policy_version), None)
    return list(fresh.values())


def version_of(case: Case, policy_id: str, version: str) -> policy.Policy:
    """Return one of the rules to which a case might be moved.

    Raises:
        LedgerError: `move.unknown`: nothing of that name and version is kept for this type of case; `move.same`: the
            case runs under it.
    """
    if (case.policy, case.policy_version) == (policy_id, version):
        raise LedgerError("move.same")
    found = [each for each in versions_for(case) if (each.id, each.version) == (policy_id, version)]
    if not found:
        raise LedgerError("move.unknown", policy=policy_id, version=version)
    return found[0]


def preview_move(case: Case, found: policy.Policy, *, at: datetime) -> Preview:
    """Return what moving a case to these rules would change, without moving it."""
    state = msgspec.convert(case.state, policy.State)
    step = policy.moved(state, found, actor="", at=at, calendar=policies.calendar())
    if isinstance(step, policy.Refusal):
        return Preview(case, refusal=step)
    return Preview(case, changes=tuple(_changes(state, step)))


def _changes(state: policy.State, step: policy.Step) -> Iterable[Change]:
    before = {(run.clock, run.key, run.ordinal): run.deadline.due_on for run in state.runs}
    for change in step.clocks:
        run = change.run
        after = None if change.change == "stop" else run.deadline.due_on
        yield Change(run.clock, run.key, before[run.clock, run.key, run.ordinal], after)


@transaction.atomic
def move_case(
    *, case: Case, to: policy.Policy, reason: str, by: Viewer, at: datetime, expected: int | None = None
) -> Case:
    """Move a case to other rules of its type; its clocks are reckoned anew, and what they were before is kept.

    Args:
        expected: the version of the case that the person saw.
    Raises:
        StepRefused: `step.wrong_role`; `step.move_closed`, `step.move_stage`, `step.move_pending`: it cannot stand
            under these rules; `step.need_short`: the reason is too short.
        LedgerError: `move.unknown`, `move.same`.
        StaleWrite: somebody else has since changed the case.
    """
    hold(Stream.CASE, case.key)
    case = Case.objects.get(pk=case.pk)
    if expected is not None and expected != case.version:
        raise StaleWrite("stale", expected=expected, found=case.version)
    version_of(case, to.id, to.version)
    if not case.closed and not movable_cases(by).filter(pk=case.pk).exists():
        raise StepRefused("step.wrong_role", action=policy.MOVE, roles="supervisor administrator")
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise StepRefused("step.need_short", need="reason", min_length=LEAST_REASON, length=len(reason))
    state = msgspec.convert(case.state, policy.State) if case.state else policy.NOTHING
    step = policy.moved(state, to, actor=by.key, at=at, calendar=policies.calendar(), event=EVENT)
    if isinstance(step, policy.Refusal):
        raise StepRefused(f"step.{step.code}", **step.values)
    policies.keep_version(to)
    payload = {
        "step": msgspec.to_builtins(step),
        "moved": {"policy": to.id, "policy_version": to.version},
        "from": {"policy": case.policy, "policy_version": case.policy_version},
        "before": _derivations(state, step),
        "notes": {"reason": keep_note(reason)},
    }
    events = [NewEvent(EVENT, payload)]
    told = record(stream=Stream.CASE, key=case.key, events=events, by=actor_of(by), at=at, expected=case.version)
    moved = Case.objects.select_related("entry", "place").get(pk=case.pk)
    tell(told, case=moved)
    return moved


def _derivations(state: policy.State, step: policy.Step) -> dict[str, object]:
    """Return the deadlines that a move changed as they were, each with its whole derivation."""
    changed = {(each.run.clock, each.run.key, each.run.ordinal) for each in step.clocks}
    return {
        f"{run.clock}:{run.key}:{run.ordinal}": msgspec.to_builtins(run.deadline)
        for run in state.runs
        if (run.clock, run.key, run.ordinal) in changed
    }


def move_many(
    *,
    cases: Iterable[Case],
    to: policy.Policy,
    reason: str,
    by: Viewer,
    at: datetime,
    versions: Mapping[str, int] | None = None,
) -> Taken:
    """Move each of the cases, in a transaction of its own; one that is refused holds up no other.

    Args:
        versions: by key, the version of each case that the person saw; a case that is missing here is not checked.
    """
    return each_by_itself(
        cases, versions, lambda case, seen: move_case(case=case, to=to, reason=reason, by=by, at=at, expected=seen)
    )
