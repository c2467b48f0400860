"""Cases for many at once (批量): opened from confirmed statements, and one step taken of several.

The operations stand in the router of cases, as those of one path must.
"""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from huiyin.api.access import viewer
from huiyin.api.cases import CaseOut, fields_of, router
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.problems import Refused
from huiyin.api.shapes import Code, Key, Words
from huiyin.api.steps import StepIn, filled
from huiyin.errors import LedgerError, StepRefused
from huiyin.ledger import bulk, cases, policies, tasks
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.source_selectors import house_sources
from huiyin.ledger.unlikely_figures import ask_if_unlikely
from huiyin.people.models import Unit


class OpenIn(Schema):
    """Confirmed commitments that are to become tasks, or to be proposed to another government."""

    statements: Annotated[list[Key], Field(min_length=1, max_length=500)]
    government: Key | None = None
    text: Words = ""


class PassedOver(Schema):
    """A statement of which no case was made, and why."""

    statement: str
    code: str
    case: str | None = None


class OpenOut(Schema):
    """What came of it; nothing is passed over in silence."""

    made: list[CaseOut]
    passed_over: list[PassedOver]


class ManyIn(Schema):
    """One step for many cases: the version of each that was seen, and what is given, the same for all."""

    cases: Annotated[
        dict[Key, Annotated[int, Field(ge=1, le=1_000_000_000)]], Field(min_length=1, max_length=bulk.MOST)
    ]
    given: StepIn = StepIn()


class NotTaken(Schema):
    """A case that did not take the step, and why."""

    case: str
    code: str


class ManyOut(Schema):
    """What came of it; one that is refused holds up no other."""

    done: list[str]
    refused: list[NotTaken]


@operation(
    router,
    "POST",
    "/cases",
    says=gettext_noop("Open cases from statements"),
    scope="cases:act",
    action="case.open",
    gives=OpenOut,
    status=201,
)
def open_cases(request: HttpRequest, body: OpenIn) -> Any:
    """Make a task of each confirmed commitment; with `government`, propose commitments voiced in a delegation to it."""
    by = viewer(request)
    sources = house_sources(by)
    found = list(Statement.objects.filter(key__in=body.statements, source__in=sources).select_related("source"))
    missing = set(body.statements) - {row.key for row in found}
    if missing:
        raise Refused(422, "statement.unknown", statements=sorted(missing))
    found.sort(key=lambda row: (row.source_id, row.start))
    return once(request, body, lambda: _opened(request, body, found), status=201)


def _opened(request: HttpRequest, body: OpenIn, rows: list[Statement]) -> OpenOut:
    by, at = viewer(request), timezone.now()
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    if body.government:
        units = Unit.objects.valid_on(today).filter(is_government=True)
        government = units.filter(key=body.government).first()
        if government is None:
            raise LedgerError("task.government", unit=body.government)
        made = tasks.propose_commitments(statements=rows, government=government, by=by, at=at, text=body.text)
    else:
        made = tasks.make_tasks(statements=rows, by=by, at=at)
    seen_too = set(
        visible_cases(by).filter(pk__in=[case.pk for _row, case in made.present]).values_list("pk", flat=True)
    )
    fresh = Case.objects.filter(pk__in=[case.pk for case in made.made])
    cases_made = fresh.select_related("entry", "place", "lead_unit", "turn_unit").order_by("pk")
    return OpenOut(
        made=[CaseOut(**fields_of(case, today)) for case in cases_made],
        passed_over=[
            *(
                PassedOver(statement=row.key, code="present", case=case.key if case.pk in seen_too else None)
                for row, case in made.present
            ),
            *(PassedOver(statement=row.key, code=code) for row, code in made.refused),
        ],
    )


@operation(
    router,
    "POST",
    "/cases/steps/{action}",
    says=gettext_noop("Take a step of many cases"),
    scope="cases:act",
    action="case.bulk",
    gives=ManyOut,
)
def take_steps(request: HttpRequest, action: Code, body: ManyIn) -> Any:
    """Each in a transaction of its own; files cannot be given here, they belong to one case."""
    return once(request, body, lambda: _taken_by_many(request, action, body))


def _taken_by_many(request: HttpRequest, action: str, body: ManyIn) -> ManyOut:
    by, at = viewer(request), timezone.now()
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    if body.given.evidence:  # a file belongs to the one case for which it was uploaded
        raise StepRefused("step.need_unknown", need="evidence")
    found = list(visible_cases(by).filter(key__in=body.cases).select_related("place", "entry").order_by("pk"))
    refused = [NotTaken(case=key, code="not_found") for key in sorted(set(body.cases) - {each.key for each in found})]
    split = bulk.who_can(cases=found, action=action, viewer=by, at=at)
    refused += [NotTaken(case=case.key, code=code) for case, code in split.cannot]
    if not split.can:
        return ManyOut(done=[], refused=refused)
    first = split.can[0]
    rules = policies.policy_version(first.policy, first.policy_version)
    step = next(each for each in cases.possible_steps(first, by, at=at) if each.action == action)
    given = filled(body.given, step, case=first, rules=rules, viewer=by, today=today)
    handed = given_of(first, action, given)

    def step_of(case: Case, seen: int | None) -> Case:
        ask_if_unlikely(case, action, given, sure=body.given.lower)
        return cases.act(case=case, action=action, given=handed, by=by, at=at, expected=seen)

    taken = bulk.each_by_itself(split.can, body.cases, step_of)
    refused += [NotTaken(case=case.key, code=error.code) for case, error in taken.refused]
    return ManyOut(done=[case.key for case in taken.done], refused=refused)
