"""Statistics (统计): each number with the filters of the list that it counts, so that any caller can count after it."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.operations import operation
from huiyin.api.shapes import Code, Day, Key, Year
from huiyin.ledger.listing import Filters
from huiyin.ledger.statistics import COLUMNS, statistics

router = Router(tags=["statistics"])


class LineOut(Schema):
    """One line: what it counts together, its numbers by column, and the filters of the list that it counts.

    A column's own filters are `columns` of the whole answer; both together give the cases behind one number.
    """

    name: str
    filters: dict[str, Any]
    counts: dict[str, int]


class SchemeOut(Schema):
    """The cases under one policy; sums over policies are not made, because they count differently."""

    policy: str
    lines: list[LineOut]
    total: dict[str, int]


class StatisticsOut(Schema):
    """Tables by policy; `left_out` says how many cases are in no table, by why."""

    day: date
    by: str
    columns: dict[str, dict[str, Any]]
    schemes: list[SchemeOut]
    left_out: dict[str, int]


class Asked(Schema):
    """Which cases, and by what they are told apart."""

    by: Annotated[Literal["unit", "type", "month"], Query("unit")]
    type: Annotated[Code | None, Query(None)]
    year: Annotated[Year | None, Query(None)]
    unit: Annotated[Key | None, Query(None, description="the lead unit")]
    source: Annotated[Key | None, Query(None)]
    issued_from: Annotated[Day | None, Query(None)]
    issued_to: Annotated[Day | None, Query(None)]


@operation(
    router,
    "GET",
    "/statistics/cases",
    says=gettext_noop("Count cases"),
    scope="statistics:read",
    action="statistics.view",
    gives=StatisticsOut,
)
def count_cases(request: HttpRequest, which: Query[Asked]) -> Any:
    """What the account may see and what was handed over, by lead unit, type or month, a table for each policy."""
    today: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    asked = Filters(**which.model_dump(exclude={"by"}, exclude_none=True))
    found = statistics(viewer(request), asked, by=which.by, today=today)
    schemes = [
        SchemeOut(
            policy=scheme.policy,
            lines=[LineOut(name=line.name, filters=_told(line.filters), counts=line.counts) for line in scheme.lines],
            total=scheme.total,
        )
        for scheme in found.schemes
    ]
    return StatisticsOut(day=today, by=which.by, columns=COLUMNS, schemes=schemes, left_out=found.left_out)


def _told(filters: Filters) -> dict[str, Any]:
    """Return the filters that narrow anything."""
    return {name: value for name, value in msgspec.structs.asdict(filters).items() if value not in ("", None)}
