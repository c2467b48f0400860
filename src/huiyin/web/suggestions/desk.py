"""The secretariat's desk of suggestions (登记台): what was filed, where it stands, the list of what is handed over."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress.suggestion_desk import DeskFilters, desk_counts, on_the_desk, with_people
from huiyin.ledger import policies
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Case, CaseDeputy, CaseParty
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

    @property
    def filters(self) -> DeskFilters:
        """What is asked for, as the list takes it."""
        year = int(self.year) if self.year else None
        return DeskFilters(self.view, self.query, self.category, self.occasion, year)

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


def rows_of(request: PageRequest, asked: Asked) -> QuerySet[Case]:
    """Return the suggestions and motions that a viewer may see, by what was asked for."""
    return on_the_desk(request.viewer, asked.filters, today=request.today)


@page("suggestion.desk")
@require_GET
def suggestions(request: PageRequest) -> HttpResponse:
    """List suggestions and motions with where they stand; the narrowest thing to do stands first in the tabs."""
    asked = Asked.of(request)
    rows = rows_of(request, asked)
    printing = "print" in request.GET
    pages = Paginator(with_people(rows), 2000 if printing else SIZE)
    shown = pages.get_page(request.GET.get("page"))
    counts = desk_counts(request.viewer, asked.filters, today=request.today)
    context = {
        "rows": shown_rows(shown.object_list, request),
        "asked": asked,
        "narrowed": bool(asked.url().strip("?")),
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
    rows = with_people(rows_of(request, asked)).order_by("year", "number", "pk")
    about = [
        (gettext("Rows"), str(rows.count())),
        (gettext("As of"), days.moment(timezone.now())),
        (gettext("View"), views()[asked.view]),
        (gettext("Address of this list"), request.build_absolute_uri(asked.url())),
    ]
    sheets = [
        Sheet(gettext("Hand-over list"), hand_over_columns(), hand_over_cells(rows, request)),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("In detail"), 80)), about),
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
