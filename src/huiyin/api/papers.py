"""Lists as workbooks and Word tables (导出): exactly the filtered list, the file that the page of the same list sends.

The pages make the files; the site hands the makers in (`MAKERS`), because faces do not import one another. What was
asked is checked here first and handed on as it was understood, so that no filter is passed over in silence.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from huiyin.api.access import viewer
from huiyin.api.operations import operation
from huiyin.api.problems import Refused
from huiyin.api.shapes import NO_NUL, Code, Day, Key, PathKey, Year
from huiyin.api.statistics import Asked
from huiyin.congress.suggestion_desk import VIEWS
from huiyin.ledger.step_choices import CATEGORIES

router = Router(tags=["papers"])
paper = partial(operation, router, "GET", gives=None)
ledger = partial(paper, scope="cases:read", action="ledger.export")
desk = partial(paper, scope="suggestions:read", action="suggestion.desk")
Maker = Callable[..., HttpResponseBase]
MAKERS: dict[str, Maker] = {}  # by the name of the operation


class LedgerAsked(Schema):
    """The filters of the list of cases, and its order."""

    q: Annotated[str, Query("", max_length=100, pattern=NO_NUL)]
    type: Annotated[Code | None, Query(None)]
    stage: Annotated[Code | None, Query(None)]
    light: Annotated[Literal["done", "on_time", "near", "late", "no_word", "open", "provisional"] | None, Query(None)]
    year: Annotated[Year | None, Query(None)]
    unit: Annotated[Key | None, Query(None)]
    part: Annotated[Literal["lead", "any"] | None, Query(None)]
    lead: Annotated[Key | None, Query(None)]
    turn: Annotated[Key | None, Query(None)]
    place: Annotated[str | None, Query(None, pattern=r"^[0-9A-Za-z-]{1,20}$")]
    source: Annotated[Key | None, Query(None)]
    due_from: Annotated[Day | None, Query(None)]
    due_to: Annotated[Day | None, Query(None)]
    issued_from: Annotated[Day | None, Query(None)]
    issued_to: Annotated[Day | None, Query(None)]
    closed: Annotated[bool | None, Query(None)]
    issued: Annotated[bool | None, Query(None)]
    vague: Annotated[bool | None, Query(None)]
    mine: Annotated[bool | None, Query(None)]
    order: Annotated[Literal["due", "new", "changed"] | None, Query(None)]


class DeskAsked(Schema):
    """The filters of the desk of suggestions."""

    view: Annotated[Literal[VIEWS], Query("")]  # type: ignore[valid-type]
    q: Annotated[str, Query("", max_length=100, pattern=NO_NUL)]
    category: Annotated[Literal[CATEGORIES] | None, Query(None)]  # type: ignore[valid-type]
    occasion: Annotated[Literal["session", "between"] | None, Query(None)]
    year: Annotated[Year | None, Query(None)]


class HandedAsked(Schema):
    """Of which session and of which day; all where they are left out."""

    session: Annotated[Key | None, Query(None)]
    on: Annotated[Day | None, Query(None)]


class YearAsked(Schema):
    """Of which year."""

    year: Annotated[Year | None, Query(None)]


class GlanceAsked(Schema):
    """One day or one item of the agenda of a session; with drafts, or what is confirmed only."""

    day: Annotated[Day | None, Query(None)]
    item: Annotated[Key | None, Query(None)]
    drafts: Annotated[bool, Query(False)]


def made(request: HttpRequest, name: str, which: Schema | None = None, **named: str) -> HttpResponseBase:
    """Return the file that a page makes of what was asked.

    Raises:
        Refused: 413 more rows than a file holds, 422 the place's own template cannot be filled.
    """
    asked = which.model_dump(mode="json", exclude_none=True) if which else {}
    told: dict[str, Any] = {
        name_: str(int(value)) if isinstance(value, bool) else value for name_, value in asked.items() if value != ""
    }
    request.viewer = viewer(request)  # type: ignore[attr-defined]  # as the pages' own middleware does
    request.GET = QueryDict(urlencode(told))
    response = MAKERS[name](request, **named)
    if response.status_code >= 400:
        status = response.status_code if response.status_code in (403, 404, 413, 422) else 422
        raise Refused(status, "paper.too_many" if status == 413 else "paper.refused")
    response["Cache-Control"] = "private, no-store"
    return response


@ledger("/papers/ledger.xlsx", says=gettext_noop("Download the ledger as a workbook"))
def get_ledger_workbook(request: HttpRequest, which: Query[LedgerAsked]) -> Any:
    """The rows of `/cases` with the same filters, each with where its words stand."""
    return made(request, "get_ledger_workbook", which)


@ledger("/papers/ledger.docx", says=gettext_noop("Download the ledger as a Word table"))
def get_ledger_table(request: HttpRequest, which: Query[LedgerAsked]) -> Any:
    """By the template of the place."""
    return made(request, "get_ledger_table", which)


@paper(
    "/papers/statistics.xlsx",
    says=gettext_noop("Download figures of cases as a workbook"),
    scope="statistics:read",
    action="statistics.view",
)
def get_statistics_workbook(request: HttpRequest, which: Query[Asked]) -> Any:
    """What `/statistics/cases` counts."""
    return made(request, "get_statistics_workbook", which)


@ledger("/sources/{key}/plan.xlsx", says=gettext_noop("Download the plan of a report as a workbook"))
def get_plan_workbook(request: HttpRequest, key: PathKey) -> Any:
    """The tasks of a report with their units."""
    return made(request, "get_plan_workbook", key=key)


@ledger("/sources/{key}/plan.docx", says=gettext_noop("Download the plan of a report as a Word table"))
def get_plan_table(request: HttpRequest, key: PathKey) -> Any:
    """By the template of the place."""
    return made(request, "get_plan_table", key=key)


@desk("/papers/suggestions.xlsx", says=gettext_noop("Download the list of suggestions as a workbook"))
def get_suggestions_workbook(request: HttpRequest, which: Query[DeskAsked]) -> Any:
    """The rows of `/suggestions` with the same filters, in the order of numbers."""
    return made(request, "get_suggestions_workbook", which)


@desk("/papers/hand-over.xlsx", says=gettext_noop("Download the hand-over list as a workbook"))
def get_hand_over_workbook(request: HttpRequest, which: Query[HandedAsked]) -> Any:
    """What was handed over, by numbers."""
    return made(request, "get_hand_over_workbook", which)


@desk("/papers/hand-over.docx", says=gettext_noop("Download the hand-over list as a Word table"))
def get_hand_over_table(request: HttpRequest, which: Query[HandedAsked]) -> Any:
    """By the template of the place."""
    return made(request, "get_hand_over_table", which)


@desk("/papers/yearly-report.docx", says=gettext_noop("Download the yearly report of suggestions"))
def get_yearly_report(request: HttpRequest, which: Query[YearAsked]) -> Any:
    """A draft with its figures; by the template of the place."""
    return made(request, "get_yearly_report", which)


@paper(
    "/congresses/{key}/deputies.xlsx",
    says=gettext_noop("Download the roster as a workbook"),
    scope="congress:read",
    action="roster.export",
)
def get_roster_workbook(request: HttpRequest, key: PathKey) -> Any:
    """Without what is in the vault."""
    return made(request, "get_roster_workbook", key=key)


@paper(
    "/meetings/{key}/attendance.xlsx",
    says=gettext_noop("Download the attendance of a meeting as a workbook"),
    scope="congress:read",
    action="attendance.view",
)
def get_attendance_workbook(request: HttpRequest, key: PathKey) -> Any:
    """The sheet of the meeting."""
    return made(request, "get_attendance_workbook", key=key)


@paper(
    "/sessions/{key}/said.xlsx",
    says=gettext_noop("Download what was said as a workbook"),
    scope="congress:read",
    action="glance.view",
)
def get_glance_workbook(request: HttpRequest, key: PathKey, which: Query[GlanceAsked]) -> Any:
    """Topics by delegation, with what the figures are made of."""
    return made(request, "get_glance_workbook", which, key=key)
