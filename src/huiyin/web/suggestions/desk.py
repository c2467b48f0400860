"""The secretariat's desk of suggestions (登记台): what was filed, where it stands, the list of what is handed over."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress.similar import TYPES
from huiyin.ledger import policies
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Case, CaseDeputy, CaseParty
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.search import matching
from huiyin.ledger.step_choices import CATEGORIES
from huiyin.people.permissions import may
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import occasion_words
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named
from huiyin.web.workbooks import Cell, Sheet, download

SIZE = 30
CHUNK = 500
HANDED = ("forwarded", "assigned", "in_parts", "merged")
WITH_UNITS = ("assigned", "in_parts", "handling", "rehandling", "awaiting_approval", "merged")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the desk is asked for."""

    view: str = ""
    query: str = ""
    category: str = ""
    occasion: str = ""
    year: str = ""

    @classmethod
    def of(cls, request: PageRequest) -> "Asked":
        """Return what the address asks for; what is unknown is left out."""
        get = request.GET.get
        year = get("year", "")
        return cls(
            view=get("view", "") if get("view", "") in views() else "",
            query=get("q", "").strip()[:100],
            category=get("category", "") if get("category", "") in CATEGORIES else "",
            occasion=get("occasion", "") if get("occasion", "") in ("session", "between") else "",
            year=year if year.isdecimal() and len(year) == 4 else "",
        )

    def url(self, **changes: str) -> str:
        """Return the address of this with changes."""
        told = {"view": self.view, "q": self.query, "category": self.category, "occasion": self.occasion}
        told |= {"year": self.year, **changes}
        return "?" + urlencode({name: value for name, value in told.items() if value})


def views() -> dict[str, str]:
    """Return the views of the desk by their codes."""
    return {
        "": gettext("All"),
        "filed": gettext("To register"),
        "registered": gettext("To hand over"),
        "with_deputy": gettext("Back with the deputy"),
        "forwarded": gettext("With the government's office"),
        "returned": gettext("Returned by units"),
        "units": gettext("With units"),
        "replied": gettext("Replied"),
        "overdue": gettext("Evaluation overdue"),
        "disputed": gettext("Still not satisfied"),
        "closed": gettext("Closed"),
    }


def _in_view(view: str, request: PageRequest) -> Q:
    return {
        "": Q(),
        "units": Q(stage__in=WITH_UNITS),
        "replied": Q(stage__in=("replied", "parts_replied", "evaluated", "tracking")),
        "overdue": Q(turn="deputy", late_on__lte=request.today),
        "closed": Q(closed=True),
    }.get(view, Q(stage=view))


def rows_of(request: PageRequest, asked: Asked) -> QuerySet[Case]:
    """Return the suggestions and motions that a viewer may see, by what was asked for."""
    rows = visible_cases(request.viewer).filter(case_type__in=TYPES)
    rows = rows.filter(_in_view(asked.view, request))
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.occasion:
        rows = rows.filter(filing__at_session=asked.occasion == "session")
    if asked.year:
        rows = rows.filter(year=int(asked.year))
    if asked.query:
        names = Q(deputies__deputy__name=asked.query)
        rows = rows.filter(
            names | Q(pk__in=matching(Case.objects.filter(case_type__in=TYPES), asked.query).values("pk"))
        )
    return Case.objects.filter(pk__in=rows.order_by().values("pk"))


@page("suggestion.desk")
@require_GET
def suggestions(request: PageRequest) -> HttpResponse:
    """List suggestions and motions with where they stand; the narrowest thing to do stands first in the tabs."""
    asked = Asked.of(request)
    rows = rows_of(request, asked)
    printing = "print" in request.GET
    pages = Paginator(read(rows), 2000 if printing else SIZE)
    shown = pages.get_page(request.GET.get("page"))
    counts = _counts(request, asked)
    context = {
        "rows": shown_rows(shown.object_list, request),
        "asked": asked,
        "tabs": [
            {"label": f"{label} {counts[code]}", "url": asked.url(view=code), "current": code == asked.view}
            for code, label in views().items()
            if counts[code] or code in ("", "filed", asked.view)
        ],
        "categories": [(each, each == asked.category) for each in CATEGORIES],
        "words": ngettext("%(n)d item", "%(n)d items", pages.count) % {"n": pages.count},
        "prev_url": asked.url(page=str(shown.number - 1)) if shown.has_previous() else "",
        "next_url": asked.url(page=str(shown.number + 1)) if shown.has_next() else "",
        "export_url": asked.url(),
        "print_url": asked.url(print="1"),
        "printing": printing,
        "may_paper": may(request.viewer, "suggestion.paper"),
        "may_import": may(request.viewer, "suggestion.import"),
        "as_of": days.moment(timezone.now()),
    }
    return render(request, "suggestions/desk.html", context)


def _counts(request: PageRequest, asked: Asked) -> dict[str, int]:
    rows = rows_of(request, Asked(query=asked.query, category=asked.category, occasion=asked.occasion, year=asked.year))
    told = {code or "all": Count("pk", filter=_in_view(code, request)) if code else Count("pk") for code in views()}
    counted = rows.order_by().aggregate(**told)
    return {code: counted[code or "all"] for code in views()}


def read(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return rows with what a row of the desk shows beside the case itself.

    Deputies are joined, not looked up: a long list has more than the thousand that SQLite takes in one lookup.
    """
    beside = (
        Prefetch("deputies", CaseDeputy.objects.select_related("deputy").order_by("pk")),
        Prefetch("parties", CaseParty.objects.select_related("unit").order_by("pk")),
    )
    return rows.select_related("filing", "lead_unit", "place", "merged_into").prefetch_related(*beside).order_by("-pk")


def shown_rows(cases: Iterable[Case], request: PageRequest) -> list[dict[str, Any]]:
    """Return rows of the desk."""
    found = []
    for case in cases:
        rules = policies.policy_version(case.policy, case.policy_version)
        stage = rules.stage(case.stage)
        signed = [each for each in case.deputies.all() if each.active]
        filer = next((each.deputy.name for each in signed if each.part == CaseDeputy.Part.FILER), "")
        filing = getattr(case, "filing", None)
        found.append(
            {
                "case": case,
                "motion": case.case_type == "motion",
                "stage": named(stage.names) if stage else case.stage,
                "light": case_light(case, request.today),
                "filer": filer,
                "n_others": len(signed) - 1,
                "others": [each.deputy.name for each in signed if each.part != CaseDeputy.Part.FILER],
                "at_session": filing.at_session if filing else None,
                "paper": bool(filing and filing.paper),
                "units": _units(case, CaseParty.Part.PART_HANDLER) or (case.lead_unit.label if case.lead_unit else ""),
                "co": _units(case, CaseParty.Part.CO_HANDLER),
            }
        )
    return found


def _units(case: Case, part: str) -> str:
    return "、".join(each.unit.label for each in case.parties.all() if each.active and each.part == part)


@page("suggestion.desk")
@require_GET
def suggestions_export(request: PageRequest) -> HttpResponseBase:
    """Send the list of what is handed over (交办清单) as XLSX, in the order of numbers."""
    asked = Asked.of(request)
    rows = read(rows_of(request, asked)).order_by("year", "number", "pk")
    about = [
        (gettext("Rows"), str(rows.count())),
        (gettext("As of"), days.moment(timezone.now())),
        (gettext("View"), views()[asked.view]),
        (gettext("Address of this list"), request.build_absolute_uri(asked.url())),
    ]
    sheets = [
        Sheet(gettext("Hand-over list"), hand_over_columns(), hand_over_cells(rows, request)),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("Value"), 80)), about),
    ]
    return download(sheets, f"{gettext('Hand-over list')}-{request.today.isoformat()}")


def hand_over_columns(due: str = "") -> list[tuple[str, int]]:
    """Return the heads of the hand-over list with their widths; `due` is what its last day is called."""
    return [
        (pgettext("of an item", "Number"), 14),
        (gettext("Title"), 48),
        (gettext("Filing deputy"), 12),
        (gettext("Co-signing deputies"), 24),
        (gettext("Category"), 12),
        (gettext("Filed on"), 12),
        (gettext("Filed"), 12),
        (gettext("Stage"), 14),
        (pgettext("part of a suggestion", "Lead unit"), 20),
        (pgettext("part of a suggestion", "Co-handlers"), 24),
        (gettext("Handed over on"), 12),
        (due or gettext("Last day"), 12),
        (gettext("Handled with"), 14),
    ]


def hand_over_cells(
    rows: QuerySet[Case], request: PageRequest, due: Callable[[Case], date | None] = lambda case: case.due_on
) -> Iterator[list[Cell]]:
    """Yield the rows of the hand-over list as cells; `due` gives the last day, without it that of the next step."""
    cases = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(cases, CHUNK)):
        for row in shown_rows(chunk, request):
            case: Case = row["case"]
            yield [
                case.number,
                case.title,
                row["filer"],
                "、".join(row["others"]),
                case.category,
                case.opened_at,
                occasion_words(row["at_session"]),
                row["stage"],
                row["units"],
                row["co"],
                case.issued_on,
                due(case),
                case.merged_into.number if case.merged_into else "",
            ]
