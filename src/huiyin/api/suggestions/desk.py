"""Suggestions and motions as the desk lists them (登记台), what a deputy signed, and figures of handling."""

from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import today, viewer
from huiyin.api.cases import CaseOut, UnitRef, fields_of
from huiyin.api.congress.agendas import DeputyRef
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.problems import Refused
from huiyin.api.shapes import NO_NUL, Key, Year
from huiyin.congress.handled import Handled, handled
from huiyin.congress.models import Kind
from huiyin.congress.statistics import Rate, figures, make_up, of_unit_or_category, promise_groups
from huiyin.congress.suggestion_desk import VIEWS, DeskFilters, desk_counts, on_the_desk, with_people
from huiyin.ledger.models import Case, CaseDeputy
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.step_choices import CATEGORIES

router = Router(tags=["suggestions"])
desk = partial(operation, router, "GET", action="suggestion.desk")


class SuggestionOut(CaseOut):
    """A suggestion or motion: its case, who filed it and when, who handles it."""

    filer: DeputyRef | None
    cosigners: list[DeputyRef]
    at_session: bool | None
    paper: bool
    publish: bool | None
    part_handlers: list[UnitRef]
    co_handlers: list[UnitRef]
    merged_into: str | None


class SuggestionPage(Schema):
    """A page of suggestions; `counts` are how many there are in each view, by the other filters."""

    items: list[SuggestionOut]
    next: str | None
    counts: dict[str, int]


class SuggestionFilter(Paging):
    """Which suggestions; a view is where they stand, as on the desk."""

    view: Annotated[Literal[VIEWS], Query("")]  # type: ignore[valid-type]
    q: Annotated[str, Query("", max_length=100, pattern=NO_NUL, description="words, or the whole name of a deputy")]
    category: Annotated[Literal[CATEGORIES] | None, Query(None)]  # type: ignore[valid-type]
    occasion: Annotated[Literal["session", "between"] | None, Query(None)]
    year: Annotated[Year | None, Query(None)]


class SignedOut(CaseOut):
    """What a deputy filed or co-signed, or a promise made in its reply; `part` says which."""

    part: str


class SignedPage(Schema):
    """A page of what a deputy signed."""

    items: list[SignedOut]
    next: str | None


class RateOut(Schema):
    """A figure with its make-up: `part` of `whole`; `left_out` belongs to neither."""

    code: str
    part: int
    whole: int
    left_out: int


class HandlingFigures(Schema):
    """Figures of a year; outcomes are counted under the rules that they were given by, and never added over them."""

    year: int
    day: date
    received: int
    rates: list[RateOut]
    opinions: dict[str, list[RateOut]]
    outcomes: dict[str, dict[str, int]]
    categories: dict[str, int]


class CountedOut(Schema):
    """A suggestion, or a promise, that a figure counts or does not."""

    key: str
    number: str
    title: str
    unit: str


class MadeOf(Schema):
    """What a figure is made of: what counts, the rest of the denominator, what belongs to neither."""

    year: int
    code: str
    part: list[CountedOut]
    rest: list[CountedOut]
    left_out: list[CountedOut]


class FiguresFilter(Schema):
    """Of which year; the newest that there is where it is left out."""

    year: Annotated[Year | None, Query(None)]


class MadeOfFilter(FiguresFilter):
    """Which figure (`rates`, `first.satisfied`, `last.content`, `promises` …), of which unit or category alone.

    The unit `parts` is what several units handle in parts, `-` what no unit was given yet.
    """

    code: Annotated[str, Query(pattern=r"^[a-z_]{1,20}([.][a-z_.]{1,60})?$")]
    unit: Annotated[Key | Literal["parts", "-"] | None, Query(None)]
    category: Annotated[Literal[(*CATEGORIES, "-")] | None, Query(None)]  # type: ignore[valid-type]


def suggestion_shown(case: Case, on: date) -> SuggestionOut:
    """Return a row of the desk; what stands beside the case was fetched with it."""
    signed = [row for row in case.deputies.all() if row.active]
    filing = getattr(case, "filing", None)
    people: dict[str, Any] = {
        sort: [DeputyRef(key=row.deputy.key, name=row.deputy.name) for row in signed if row.part == sort]
        for sort in CaseDeputy.Part.values
    }

    def units(sort: str) -> list[UnitRef]:
        rows = [row for row in case.parties.all() if row.active and row.part == sort]
        return [UnitRef(key=row.unit.key, name=row.unit.name) for row in rows]

    return SuggestionOut(
        **fields_of(case, on),
        filer=next(iter(people[CaseDeputy.Part.FILER]), None),
        cosigners=people[CaseDeputy.Part.COSIGNER],
        at_session=filing.at_session if filing else None,
        paper=bool(filing and filing.paper),
        publish=filing.publish if filing else None,
        part_handlers=units("part_handler"),
        co_handlers=units("co_handler"),
        merged_into=case.merged_into.key if case.merged_into else None,
    )


@desk("/suggestions", says=gettext_noop("List suggestions and motions"), scope="suggestions:read", gives=SuggestionPage)
def list_suggestions(request: HttpRequest, which: Query[SuggestionFilter]) -> Any:
    """As the desk of the secretariat has them; what may be done with one its case says (`/cases/{key}`)."""
    by, on = viewer(request), today(request)
    asked = DeskFilters(which.view, which.q.strip(), which.category or "", which.occasion or "", which.year)
    rows = with_people(on_the_desk(by, asked, today=on)).select_related("entry", "turn_unit")
    found, after = part(rows, which)
    counts = dict(desk_counts(by, asked, today=on))
    counts["all"] = counts.pop("")
    return SuggestionPage(items=[suggestion_shown(case, on) for case in found], next=after, counts=counts)


@operation(
    router,
    "GET",
    "/own-suggestions",
    says=gettext_noop("List what a deputy signed"),
    scope="suggestions:read",
    action="suggestion.own",
    gives=SignedPage,
)
def list_own_suggestions(request: HttpRequest, which: Query[Paging]) -> Any:
    """Suggestions, motions, inquiries, and promises made in replies to them, newest first."""
    by, on = viewer(request), today(request)
    signed = CaseDeputy.objects.filter(deputy__account_id=by.account_id, active=True)
    parts = dict(signed.values_list("case_id", "part"))
    rows = Case.objects.filter(pk__in=signed.values("case_id"))
    found, after = part(rows.select_related("entry", "place", "lead_unit", "turn_unit"), which)
    items = [
        SignedOut(**fields_of(case, on), part=parts[case.pk] if case.case_type in Kind.values else "promise")
        for case in found
    ]
    return SignedPage(items=items, next=after)


@desk(
    "/statistics/suggestions",
    says=gettext_noop("Count the handling of suggestions"),
    scope="statistics:read",
    gives=HandlingFigures,
)
def count_suggestions(request: HttpRequest, which: Query[FiguresFilter]) -> Any:
    """Each figure with what it is made of, of what the account may see."""
    on = today(request)
    year, rows = _of_year(request, which)
    found = figures(rows, today=on)
    return HandlingFigures(
        year=year,
        day=on,
        received=found.received,
        rates=[_rate(each) for each in found.rates],
        opinions={name: [_rate(each) for each in rows] for name, rows in found.opinions.items()},
        outcomes=found.outcomes,
        categories=found.categories,
    )


@desk(
    "/statistics/suggestions/made-of",
    says=gettext_noop("List what a figure of suggestions is made of"),
    scope="statistics:read",
    gives=MadeOf,
)
def list_made_of(request: HttpRequest, which: Query[MadeOfFilter]) -> Any:
    """Of the figures of `/statistics/suggestions`, each suggestion or promise behind them."""
    year, rows = _of_year(request, which)
    items = handled(rows, today=today(request))
    items = of_unit_or_category(items, unit=which.unit or "", category=which.category or "")
    if which.code == "promises":
        groups = promise_groups([item.pk for item in items])
        told = [[_promise(case) for case in each.select_related("lead_unit").order_by("pk")] for each in groups]
    else:
        try:
            found = make_up(items, which.code)
        except KeyError as error:
            raise Refused(422, "figure.unknown", given=which.code) from error
        told = [[_counted(item) for item in each] for each in (found.part, found.rest, found.left_out)]
    return MadeOf(year=year, code=which.code, **dict(zip(("part", "rest", "left_out"), told, strict=True)))


def _of_year(request: HttpRequest, which: FiguresFilter) -> tuple[int, QuerySet[Case]]:
    """Return the year that is asked for, or the newest, and its suggestions."""
    visible = visible_cases(viewer(request)).filter(case_type="suggestion")
    newest = visible.order_by("-year").values_list("year", flat=True).exclude(year=None).first()
    year = which.year or newest or today(request).year
    return year, visible.filter(year=year)


def _counted(item: Handled) -> CountedOut:
    return CountedOut(key=item.key, number=item.number, title=item.title, unit=item.unit)


def _promise(case: Case) -> CountedOut:
    unit = case.lead_unit.label if case.lead_unit else ""
    return CountedOut(key=case.key, number=case.number, title=case.title, unit=unit)


def _rate(each: Rate) -> RateOut:
    return RateOut(code=each.code, part=each.part, whole=each.whole, left_out=each.left_out)
