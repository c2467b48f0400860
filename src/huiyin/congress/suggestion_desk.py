"""What the secretariat's desk lists (登记台): suggestions and motions by where they stand, category, words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from huiyin.congress.similar import TYPES
from huiyin.ledger.models import Case, CaseDeputy, CaseParty
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.search import matching
from huiyin.people.viewer import Viewer

WITH_UNITS = ("assigned", "in_parts", "handling", "rehandling", "awaiting_approval", "merged")
VIEWS = (  # the narrowest thing to do first; "" is all
    "",
    "filed",
    "registered",
    "with_deputy",
    "forwarded",
    "returned",
    "units",
    "replied",
    "overdue",
    "disputed",
    "closed",
)


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """What of the desk is asked for; an empty value narrows nothing. `occasion` is `session` or `between`."""

    view: str = ""
    query: str = ""
    category: str = ""
    occasion: str = ""
    year: int | None = None


def _in_view(view: str, today: date) -> Q:
    return {
        "": Q(),
        "units": Q(stage__in=WITH_UNITS),
        "replied": Q(stage__in=("replied", "parts_replied", "evaluated", "tracking")),
        "overdue": Q(turn="deputy", late_on__lte=today),
        "closed": Q(closed=True),
    }.get(view, Q(stage=view))


def on_the_desk(viewer: Viewer, asked: DeskFilters, *, today: date) -> QuerySet[Case]:
    """Return the suggestions and motions that a viewer may see, by what was asked for."""
    rows = visible_cases(viewer).filter(case_type__in=TYPES).filter(_in_view(asked.view, today))
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.occasion:
        rows = rows.filter(filing__at_session=asked.occasion == "session")
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.query:
        names = Q(deputies__deputy__name=asked.query)
        found = matching(Case.objects.filter(case_type__in=TYPES), asked.query)
        rows = rows.filter(names | Q(pk__in=found.values("pk")))
    return Case.objects.filter(pk__in=rows.order_by().values("pk"))


def desk_counts(viewer: Viewer, asked: DeskFilters, *, today: date) -> Mapping[str, int]:
    """Return how many there are in each view, by what else was asked for."""
    rows = on_the_desk(viewer, replace(asked, view=""), today=today)
    told = {code or "all": Count("pk", filter=_in_view(code, today)) if code else Count("pk") for code in VIEWS}
    counted = rows.order_by().aggregate(**told)
    return {code: counted[code or "all"] for code in VIEWS}


def with_people(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return rows with what a row of the desk shows beside the case itself, newest first.

    Deputies are joined, not looked up: a long list has more than the thousand that SQLite takes in one lookup.
    """
    beside = (
        Prefetch("deputies", CaseDeputy.objects.select_related("deputy").order_by("pk")),
        Prefetch("parties", CaseParty.objects.select_related("unit").order_by("pk")),
    )
    return rows.select_related("filing", "lead_unit", "place", "merged_into").prefetch_related(*beside).order_by("-pk")
