"""The list of suggestions that are handed over (交办清单), of a session or of a day: page, workbook, Word file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from huiyin.congress.models import Session
from huiyin.congress.selectors import sessions_visible_to
from huiyin.congress.similar import TYPES
from huiyin.congress.suggestion_desk import with_people
from huiyin.documents.word_fields import Link
from huiyin.documents.word_kinds import MOST_ROWS
from huiyin.ledger.listing import kept_back
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.congress.words import session_title
from huiyin.web.documents.common import day_words, foot_of, head, in_chinese, send, too_many, whole_due
from huiyin.web.requests import PageRequest
from huiyin.web.suggestions.desk import hand_over_cells, hand_over_columns, shown_rows
from huiyin.web.workbooks import Sheet, download

SHOWN = 500  # rows of the page; more is for the files
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which session and of which day; empty for all."""

    session: Session | None
    on: date | None

    @classmethod
    def of(cls, request: PageRequest) -> "Asked":
        """Return what the address asks for; what is unknown is left out."""
        key = request.GET.get("session", "")
        try:
            on = date.fromisoformat(request.GET.get("on", ""))
        except ValueError:
            on = None
        return cls(sessions_visible_to(request.viewer).filter(key=key).first() if key else None, on)

    @property
    def query(self) -> str:
        """What an address says of it."""
        told = {"session": self.session.key if self.session else "", "on": self.on.isoformat() if self.on else ""}
        words = urlencode({name: value for name, value in told.items() if value})
        return f"?{words}" if words else ""

    def words(self) -> list[tuple[str, str]]:
        """Return it in words."""
        told = [(gettext("Session"), session_title(self.session) if self.session else "")]
        told.append((gettext("Handed over on"), days.full_day(self.on) if self.on else ""))
        return [(name, value) for name, value in told if value]


def handed(rows: QuerySet[Case], asked: Asked) -> QuerySet[Case]:
    """Return the suggestions and motions among cases that were handed over, of what was asked for."""
    rows = rows.filter(case_type__in=TYPES, issued_on__isnull=False)
    if asked.session is not None:
        rows = rows.filter(filing__session=asked.session.key)
    return rows if asked.on is None else rows.filter(issued_on=asked.on)


def listed(request: PageRequest, asked: Asked) -> QuerySet[Case]:
    """Return what was handed over and the viewer may see, by numbers."""
    rows = handed(visible_cases(request.viewer), asked)
    found = Case.objects.filter(pk__in=rows.order_by().values("pk"))
    return with_people(found).order_by("year", "number", "pk")


@page("suggestion.desk")
@require_GET
def hand_over(request: PageRequest) -> HttpResponse:
    """Show what was handed over."""
    asked = Asked.of(request)
    rows = listed(request, asked)
    count = rows.count()
    shown = _rows(rows[:SHOWN], request)
    ever = handed(visible_cases(request.viewer), Asked(None, None))
    dates = ever.order_by("-issued_on").values_list("issued_on", flat=True).distinct()[:MOST_DAYS]
    context = {
        "asked": asked,
        "rows": shown,
        "cut": count > SHOWN,
        "hidden": kept_back(request.viewer, handed(Case.objects.all(), asked)),
        "words": ngettext("%(n)d item", "%(n)d items", count) % {"n": count},
        "sessions": [(each, session_title(each)) for each in sessions_visible_to(request.viewer)],
        "dates": list(dates),
        "units": units_of(shown) if count <= SHOWN else [],
        "as_of": days.moment(timezone.now()),
        "crumbs": [
            {"label": gettext("Suggestions"), "url": reverse("suggestions")},
            {"label": gettext("Hand-over list"), "url": ""},
        ],
    }
    return render(request, "documents/hand_over.html", context)


@page("suggestion.desk")
@require_GET
@in_chinese
def hand_over_word(request: PageRequest, *, language: str) -> HttpResponse:
    """Send the list as DOCX."""
    asked = Asked.of(request)
    rows = listed(request, asked)
    count = rows.count()
    if count > MOST_ROWS:
        return too_many(request, language)
    values = head(
        request,
        title=gettext("List of suggestions handed over"),
        path=reverse("hand_over") + asked.query,
        count=count,
        hidden=kept_back(request.viewer, handed(Case.objects.all(), asked)),
        filters="；".join(f"{name} {value}" for name, value in asked.words()),
    )
    shown = _rows(rows, request)
    values["session"] = session_title(asked.session) if asked.session else ""
    values["day"] = day_words(asked.on)
    values["suggestions"] = list(_values(request, shown))
    values["units"] = units_of(shown)
    return send(request, "hand_over_list", values, language=language)


def _rows(rows: Iterable[Case], request: PageRequest) -> list[dict[str, Any]]:
    """Return the rows of the desk, with the last day for the reply instead of that for the next step."""
    return [{**row, "reply_due": whole_due(row["case"])} for row in shown_rows(rows, request)]


def _values(request: PageRequest, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, 1):
        case: Case = row["case"]
        yield {
            "index": number,
            "number": case.number,
            "title": case.title,
            "type": gettext("Motion") if row["motion"] else gettext("Suggestion"),
            "category": case.category,
            "filer": row["filer"],
            "cosigners": "、".join(row["others"]),
            "lead": row["units"],
            "co_handlers": row["co"],
            "assigned_on": day_words(case.issued_on),
            "due_on": day_words(row["reply_due"]),
            "stage": row["stage"],
            "merged_into": case.merged_into.number if case.merged_into else "",
            "link": Link(case.number or "—", request.build_absolute_uri(reverse("case", args=[case.key]))),
        }


def units_of(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return how much each unit is handed, most first."""
    leads: Counter[str] = Counter()
    helps: Counter[str] = Counter()
    for row in rows:
        leads.update(filter(None, row["units"].split("、")))
        helps.update(filter(None, row["co"].split("、")))
    names = sorted(leads | helps, key=lambda name: (-leads[name], -helps[name], name))
    return [{"unit": name, "leads": leads[name], "helps": helps[name]} for name in names]


@page("suggestion.desk")
@require_GET
def hand_over_workbook(request: PageRequest) -> HttpResponseBase:
    """Send the list as XLSX."""
    asked = Asked.of(request)
    rows = listed(request, asked)
    about = [
        (gettext("Rows"), str(rows.count())),
        (
            gettext("Withheld, neither listed nor counted"),
            str(kept_back(request.viewer, handed(Case.objects.all(), asked))),
        ),
        (gettext("As of"), days.full_moment(timezone.now())),
        *asked.words(),
        (gettext("Address of this list"), request.build_absolute_uri(reverse("hand_over") + asked.query)),
    ]
    sheets = [
        Sheet(
            gettext("Hand-over list"),
            hand_over_columns(gettext("Reply due")),
            hand_over_cells(rows, request, whole_due),
            foot_of(about),
        ),
        Sheet(gettext("About"), ((gettext("What"), 24), (gettext("In detail"), 80)), about),
    ]
    return download(sheets, f"{gettext('Hand-over list')}-{request.today.isoformat()}")
