"""Cases (办理): listed, shown with what may be done, opened from statements, taken a step further."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin import policy
from huiyin.api.access import viewer
from huiyin.api.finding import case_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.shapes import NO_NUL, Code, Day, Key, Moment, PathKey, Year
from huiyin.api.steps import StepIn, StepOut, evidence, filled, step_shown
from huiyin.api.versions import seen, tell
from huiyin.errors import StaleWrite, StepRefused
from huiyin.ledger import cases, policies
from huiyin.ledger.filling import given_of
from huiyin.ledger.given import Given
from huiyin.ledger.lights import case_light, causes, progress_light
from huiyin.ledger.listing import Filters, listed
from huiyin.ledger.models import Case, Passage, Watch
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.unlikely_figures import ask_if_unlikely
from huiyin.ledger.uses import uses_of
from huiyin.people.models import House, Unit
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Run, State

router = Router(tags=["cases"])


class UnitRef(Schema):
    """A unit."""

    key: str
    name: str


class CaseOut(Schema):
    """Where a case stands."""

    key: str
    version: int
    number: str
    title: str
    case_type: str
    policy: str
    policy_version: str
    house: str
    place: str
    year: int | None
    stage: str
    turn: str
    turn_unit: UnitRef | None
    lead_unit: UnitRef | None
    issued: bool
    closed: bool
    outcome: str
    light: str
    light_by: list[str]
    due_on: date | None
    provisional: bool
    round: int
    supervision: int
    vague: bool
    indicator: str
    unit_of_measure: str
    target_relation: str
    target_value: Decimal | None
    reached_value: Decimal | None
    base_value: Decimal | None
    end_state: str
    progress_light: str
    category: str
    topics: list[Any]
    starts_on: date | None
    leader: str
    contact: str
    milestones: list[Any]
    opened_at: datetime
    closed_at: datetime | None
    last_report_on: date | None
    changed_at: datetime
    entry: str


class CasePage(Schema):
    """A page of cases."""

    items: list[CaseOut]
    next: str | None


class PartyOut(Schema):
    """A unit that has, or had, a part."""

    unit: UnitRef
    part: str
    active: bool
    accepted: bool


class PassageOut(Schema):
    """The words on which a case rests; `source` is null where the account may not read that."""

    source: str | None
    title: str
    statement: str | None
    start: int
    end: int
    quote: str


class ClockOut(Schema):
    """A clock with its last day and how that came about."""

    clock: str
    unit: str
    hand: str
    started_at: datetime
    stopped_at: datetime | None
    paused: bool
    due_on: date
    near_on: date
    late_on: date
    provisional: bool
    reasons: list[dict[str, Any]]


class CaseDetail(CaseOut):
    """A case with its parties, passages, clocks, and the steps that the account may take now.

    `uses`: what a report of progress fills (`ledger`, `yearly_table`, `reply`, `promise`, `briefing`, `public`), where
    the account may report.
    """

    parties: list[PartyOut]
    passages: list[PassageOut]
    clocks: list[ClockOut]
    steps: list[StepOut]
    previous: str | None
    watched: bool
    uses: list[str]


class CaseFilter(Paging):
    """Which cases: the filters of the page, and what programs need besides."""

    q: Annotated[str, Query("", max_length=100, pattern=NO_NUL, description="words of title and passages")]
    type: Annotated[Code | None, Query(None)]
    stage: Annotated[Code | None, Query(None)]
    light: Annotated[Literal["done", "on_time", "near", "late", "no_word", "open", "provisional"] | None, Query(None)]
    year: Annotated[Year | None, Query(None)]
    unit: Annotated[Key | None, Query(None, description="the lead unit; with part=any every unit that has a part")]
    part: Annotated[Literal["lead", "any"], Query("lead")]
    turn: Annotated[Key | None, Query(None, description="the unit whose turn it is")]
    leader: Annotated[Key | None, Query(None, description="the account of the leader in charge")]
    place: Annotated[str | None, Query(None, pattern=r"^[0-9A-Za-z-]{1,20}$")]
    source: Annotated[Key | None, Query(None)]
    due_from: Annotated[Day | None, Query(None)]
    due_to: Annotated[Day | None, Query(None)]
    closed: Annotated[bool | None, Query(None)]
    vague: Annotated[bool | None, Query(None)]
    mine: Annotated[bool | None, Query(None, description="what waits for the account")]
    house: Annotated[House | None, Query(None)]
    number: Annotated[str | None, Query(None, max_length=40, pattern=NO_NUL)]
    changed_since: Annotated[Moment | None, Query(None)]


class TakenOut(Schema):
    """The case after a step; `case` is null where the account sees it no longer."""

    key: str
    version: int
    case: CaseDetail | None


class WatchOut(Schema):
    """Whether the account follows the case."""

    watched: bool


def _unit(unit: Unit | None) -> UnitRef | None:
    return UnitRef(key=unit.key, name=unit.name) if unit else None


OWN = ("place", "turn_unit", "lead_unit", "light", "light_by", "progress_light", "entry")
PLAIN = tuple(name for name in CaseOut.model_fields if name not in OWN)


def fields_of(case: Case, today: date) -> dict[str, Any]:
    """Return a case as lists show it."""
    return {
        **{name: getattr(case, name) for name in PLAIN},
        "place": case.place.code,
        "turn_unit": _unit(case.turn_unit),
        "lead_unit": _unit(case.lead_unit),
        "light": case_light(case, today),
        "light_by": list(causes(case, today)),
        "progress_light": progress_light(case, today),
        "entry": case.entry.key,
    }


def detail(case: Case, by: Viewer, *, today: date, at: datetime) -> CaseDetail:
    """Return a case as a whole."""
    rules = policies.policy_version(case.policy, case.policy_version)
    state = msgspec.convert(case.state, State) if case.state else policy.NOTHING
    steps = cases.possible_steps(case, by, at=at)
    parties = case.parties.select_related("unit").order_by("pk")
    return CaseDetail(
        **fields_of(case, today),
        parties=[
            PartyOut(
                unit=UnitRef(key=row.unit.key, name=row.unit.name),
                part=row.part,
                active=row.active,
                accepted=row.accepted,
            )
            for row in parties
        ],
        passages=passages_of(case, by),
        clocks=[_clock(run) for run in state.runs],
        steps=[step_shown(each, case, rules, by, today) for each in steps],
        previous=_previous(case, by),
        watched=Watch.objects.filter(case=case, account_id=by.account_id).exists(),
        uses=list(uses_of(case)) if any(step.reports_progress for step in steps) else [],
    )


def _previous(case: Case, by: Viewer) -> str | None:
    """Return last year's case, where the account may see it."""
    seen_too = visible_cases(by).filter(pk=case.previous_id).first() if case.previous_id else None
    return seen_too.key if seen_too else None


def passages_of(case: Case, by: Viewer) -> list[PassageOut]:
    """Return the words on which a case rests; the source beyond them only within its house."""
    rows = Passage.objects.filter(entry_id=case.entry_id).select_related("source", "statement")
    return [_passage(row, at_home=by.works_at(row.source.house, row.source.home_id)) for row in rows]


def _passage(row: Passage, *, at_home: bool) -> PassageOut:
    return PassageOut(
        source=row.source.key if at_home else None,
        title=row.source.title,
        statement=row.statement.key if row.statement and at_home else None,
        start=row.start,
        end=row.end,
        quote=row.quote,
    )


def _clock(run: Run) -> ClockOut:
    due = run.deadline
    return ClockOut(
        clock=run.clock,
        unit=run.key,
        hand=run.hand,
        started_at=run.started_at,
        stopped_at=run.stopped_at,
        paused=run.paused,
        due_on=due.due_on,
        near_on=due.near_on,
        late_on=due.late_on,
        provisional=due.provisional,
        reasons=msgspec.to_builtins(due.reasons),
    )


def _anew(request: HttpRequest, key: str, *, at: datetime) -> CaseDetail:
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    return detail(case_of(viewer(request), key), viewer(request), today=today, at=at)


@operation(
    router, "GET", "/cases", says=gettext_noop("List cases"), scope="cases:read", action="case.view", gives=CasePage
)
def list_cases(request: HttpRequest, which: Query[CaseFilter]) -> Any:
    """The cases that the account may see, newest first."""
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    asked = which.model_dump(exclude={"after", "limit", "house", "number", "changed_since"}, exclude_none=True)
    rows = listed(viewer(request), Filters(**asked), today=today)
    for name in ("house", "number"):
        if getattr(which, name) is not None:
            rows = rows.filter(**{name: getattr(which, name)})
    if which.changed_since is not None:
        rows = rows.filter(changed_at__gte=_moment(which.changed_since))
    found, after = part(rows.select_related("entry", "place", "lead_unit", "turn_unit"), which)
    return CasePage(items=[CaseOut(**fields_of(case, today)) for case in found], next=after)


def _moment(moment: datetime) -> datetime:
    """Return a moment that databases can hold; the edges of the calendar overflow when they are turned to UTC."""
    return moment if 1900 < moment.year < 9000 else moment.replace(year=min(max(moment.year, 1901), 8999), day=1)


@operation(
    router,
    "GET",
    "/cases/{key}",
    says=gettext_noop("Show a case"),
    scope="cases:read",
    action="case.view",
    gives=CaseDetail,
)
def get_case(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """Whose turn it is, the clocks with their derivations, and the steps that the account may take now."""
    found = _anew(request, key, at=timezone.now())
    tell(response, found.version)
    return found


@operation(
    router,
    "POST",
    "/cases/{key}/steps/{action}",
    says=gettext_noop("Take a step of a case"),
    scope="cases:act",
    action="case.act",
    gives=TakenOut,
    versioned=True,
)
def take_step(request: HttpRequest, key: PathKey, action: Code, body: StepIn) -> Any:
    """A step that the policy allows the account; `steps` of the case names them and what each needs."""
    case, version = case_of(viewer(request), key), seen(request)
    return once(request, body, lambda: _taken(request, case, action, body, version))


def _taken(request: HttpRequest, case: Case, action: str, body: StepIn, version: int) -> TakenOut:
    by, at = viewer(request), timezone.now()
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    rules = policies.policy_version(case.policy, case.policy_version)
    if all(each.action != action for each in rules.transitions):
        raise StepRefused("step.unknown_action", action=action)
    if version != case.version:
        raise StaleWrite("stale", expected=version, found=case.version)
    possible = [each for each in cases.possible_steps(case, by, at=at) if each.action == action]
    handed = Given()  # where the step is not possible the policy says why not, whatever was sent
    if possible:
        given = filled(body, possible[0], case=case, rules=rules, viewer=by, today=today)
        ask_if_unlikely(case, action, given, sure=body.lower)
        handed = given_of(case, action, given, attachments=evidence(body, case))
    return taken_out(request, cases.act(case=case, action=action, given=handed, by=by, at=at, expected=version), at=at)


def taken_out(request: HttpRequest, taken: Case, *, at: datetime) -> TakenOut:
    """Return a case after a step, as far as the account may still see it."""
    seen_still = visible_cases(viewer(request)).filter(pk=taken.pk).exists()
    return TakenOut(key=taken.key, version=taken.version, case=_anew(request, taken.key, at=at) if seen_still else None)


@operation(
    router,
    "POST",
    "/cases/{key}/watch",
    says=gettext_noop("Follow a case"),
    scope="cases:act",
    action="own.change",
    gives=WatchOut,
)
def watch_case(request: HttpRequest, key: PathKey) -> Any:
    """Its changes come to the notices of the account."""

    def watch() -> WatchOut:
        Watch.objects.get_or_create(case=case_of(viewer(request), key), account_id=viewer(request).account_id)
        return WatchOut(watched=True)

    return once(request, "", watch)


@operation(
    router,
    "DELETE",
    "/cases/{key}/watch",
    says=gettext_noop("Follow a case no longer"),
    scope="cases:act",
    action="own.change",
    gives=WatchOut,
)
def unwatch_case(request: HttpRequest, key: PathKey) -> Any:
    """Its changes come to the notices only where they concern the account."""

    def unwatch() -> WatchOut:
        Watch.objects.filter(case=case_of(viewer(request), key), account_id=viewer(request).account_id).delete()
        return WatchOut(watched=False)

    return once(request, "", unwatch)
