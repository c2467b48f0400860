"""Cases moved to another version of their rules (转用规则): what would change, one moved, many moved."""

from datetime import date, datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import viewer
from huiyin.api.cases import TakenOut, taken_out
from huiyin.api.finding import case_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.policies import Id
from huiyin.api.shapes import Key, PathKey, Words
from huiyin.api.versions import seen, tell
from huiyin.ledger import moving, policies
from huiyin.ledger.bulk import MOST
from huiyin.ledger.models import Case
from huiyin.policy import Policy

router = Router(tags=["policies"])
PolicyId = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}\.[a-z0-9_]{1,40}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,64}$")]


class Target(Schema):
    """The rules to which a case is to be moved; those in force for its type where both are left out."""

    policy: Annotated[PolicyId | None, Query(None)]
    version: Annotated[Version | None, Query(None)]


class ClockMove(Schema):
    """What a move does to a running clock; `after` is null where the other rules do not have it and it ends."""

    clock: str
    unit: str
    before: date
    after: date | None


class MovePreview(Schema):
    """What moving a case would change; `refused` is the code of why it cannot be moved, null where it can."""

    key: str
    version: int
    number: str
    policy: str
    policy_version: str
    to_policy: str
    to_version: str
    changes: list[ClockMove]
    refused: str | None


class MoveList(Schema):
    """The open cases of the account that run by other rules than these, the first 200 of `total`."""

    total: int
    items: list[MovePreview]


class CaseMoveIn(Schema):
    """The rules to which a case is moved, and why: at least ten characters."""

    policy: PolicyId
    version: Version
    reason: Words


class MoveManyIn(Schema):
    """The cases that are moved to the rules in force, and why."""

    cases: Annotated[list[Key], Field(min_length=1, max_length=MOST)]
    reason: Words


class MoveRefused(Schema):
    """A case that was not moved, and the code of why."""

    key: str
    code: str


class MovedOut(Schema):
    """What came of moving many."""

    moved: list[str]
    refused: list[MoveRefused]


def _movable(request: HttpRequest, key: str) -> Case:
    """Return an open case whose rules the account may change; one that is only visible is forbidden."""
    case = moving.movable_cases(viewer(request)).filter(key=key).first()
    if case is None:
        case_of(viewer(request), key)
        raise PermissionDenied
    return case


def _shown(case: Case, to: Policy, at: datetime) -> MovePreview:
    preview = moving.preview_move(case, to, at=at)
    return MovePreview(
        key=case.key,
        version=case.version,
        number=case.number,
        policy=case.policy,
        policy_version=case.policy_version,
        to_policy=to.id,
        to_version=to.version,
        changes=[
            ClockMove(clock=each.clock, unit=each.unit, before=each.before, after=each.after)
            for each in preview.changes
        ],
        refused=f"step.{preview.refusal.code}" if preview.refusal else None,
    )


def _to(case: Case, which: Target) -> Policy:
    now = policies.current_policy(policies.policy_id(case.case_type))
    return moving.version_of(case, which.policy or now.id, which.version or now.version)


@operation(
    router,
    "GET",
    "/cases/{key}/policy",
    says=gettext_noop("Show what moving a case to other rules would change"),
    scope="cases:read",
    action="case.move",
    gives=MovePreview,
)
def preview_move(request: HttpRequest, response: HttpResponse, key: PathKey, which: Query[Target]) -> Any:
    """Running clocks with their last days before and after; nothing is changed."""
    case = _movable(request, key)
    tell(response, case.version)
    return _shown(case, _to(case, which), timezone.now())


@operation(
    router,
    "POST",
    "/cases/{key}/policy",
    says=gettext_noop("Move a case to other rules"),
    scope="cases:act",
    action="case.move",
    gives=TakenOut,
    versioned=True,
)
def move_case(request: HttpRequest, key: PathKey, body: CaseMoveIn) -> Any:
    """Its running clocks are reckoned anew; the event keeps what they were before."""
    case, version = _movable(request, key), seen(request)

    def do() -> TakenOut:
        at = timezone.now()
        to = moving.version_of(case, body.policy, body.version)
        told: dict[str, Any] = {"reason": body.reason, "by": viewer(request), "at": at, "expected": version}
        return taken_out(request, moving.move_case(case=case, to=to, **told), at=at)

    return once(request, body, do)


def _in_force(name: str) -> Policy:
    found = next((each for each in policies.in_force() if each.id == name), None)
    if found is None:
        raise Http404
    return found


@operation(
    router,
    "GET",
    "/policies/{name}/moves",
    says=gettext_noop("List cases that run by other rules than those in force"),
    scope="cases:read",
    action="case.move",
    gives=MoveList,
)
def list_moves(request: HttpRequest, name: Id) -> Any:
    """The open cases that the account answers for, each with what moving it would change."""
    to, at = _in_force(name), timezone.now()
    cases = moving.behind(moving.movable_cases(viewer(request)), to)
    return MoveList(total=cases.count(), items=[_shown(case, to, at) for case in cases[:200]])


@operation(
    router,
    "POST",
    "/policies/{name}/moves",
    says=gettext_noop("Move cases to the rules in force"),
    scope="cases:act",
    action="case.move",
    gives=MovedOut,
)
def move_cases(request: HttpRequest, name: Id, body: MoveManyIn) -> Any:
    """Each in a transaction of its own; one that is refused holds up no other."""
    to = _in_force(name)

    def do() -> MovedOut:
        cases = moving.movable_cases(viewer(request)).filter(key__in=body.cases).order_by("pk")
        told: dict[str, Any] = {"reason": body.reason, "by": viewer(request), "at": timezone.now()}
        done = moving.move_many(cases=cases, to=to, **told)
        known = {case.key for case in cases}
        unknown = [MoveRefused(key=key, code="move.not_yours") for key in body.cases if key not in known]
        return MovedOut(
            moved=[case.key for case in done.done],
            refused=[MoveRefused(key=case.key, code=error.code) for case, error in done.refused] + unknown,
        )

    return once(request, body, do)
