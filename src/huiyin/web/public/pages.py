"""The home of the public pages (首页), and search."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext

from huiyin.congress.public import LONGEST_QUERY, MOST_FOUND, search
from huiyin.congress.public_figures import by_month, of_year
from huiyin.congress.public_items import Item
from huiyin.web.context import place_name
from huiyin.web.public import charts, parts
from huiyin.web.public.links import public_url
from huiyin.web.public.serving import PublicRequest, public_page, show
from huiyin.web.public.years import years_shown

NEWEST = 8
SHOWN = 50


@public_page
def home(request: PublicRequest) -> HttpResponse:
    """Show the year in figures with their make-up, and what is new."""
    shown = request.shown
    promises = shown.of_kind("commitment")
    years = sorted({item.year for item in promises if item.year}, reverse=True)
    newest = years[0] if years else None
    told = next((found for each in shown.reports if (found := years_shown(shown.beside_last_year(each)))), None)
    suggested = shown.of_kind("suggestion")  # motions get no reply and no evaluation of this sort
    asked_in = max((item.year for item in suggested if item.year), default=None)
    data: dict[str, Any] = {
        "@type": "WebSite",
        "name": gettext("Huiyin") + (f" {place_name()}" if place_name() else ""),
        "url": request.build_absolute_uri(request.path),
        "inLanguage": request.language,
    }
    if not request.still:
        target = request.build_absolute_uri(public_url("public_search")) + "?q={search_term_string}"
        data["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        }
    context = {
        "year": newest if asked_in in (None, newest) else asked_in if newest is None else None,
        "figure": parts.year_figure(promises, newest) if newest else None,
        "figure_url": _list_url(request, "promises", kind="commitment", year=str(newest)),
        "suggestions": _suggestions(request, of_year(suggested, asked_in), asked_in) if suggested else None,
        "other_years": [
            (year, parts.year_figure(promises, year))
            for year in years[1:]
            if not (told and told["figure"] and year == told["year"])
        ],
        "years": told,
        "chart": charts.columns(by_month(suggested)),
        "reports": shown.reports,
        "newest": _newest(request),
        "delegations": shown.delegations(),
        "data": data,
        "title": gettext("What was promised, and what came of it"),
        "text": gettext("What reports promise, what deputies ask for, and what came of it, each with its source"),
    }
    return show(request, "public/home.html", context)


def _suggestions(request: PublicRequest, items: list[Item], year: int | None) -> dict[str, Any]:
    """Return how the suggestions of a year were answered and evaluated; what is not shown of that year is counted."""
    marks = [each for each in parts.marks_of(request.shown, "suggestion") if each.year == year]
    return {
        "year": year,
        "all": len(items),
        "replied": sum(bool(item.replies) for item in items),
        "marks": len(marks),
        "graded": _graded(items),
        "url": _list_url(request, "suggestions", kind="suggestion", year=str(year)),
    }


def _list_url(request: PublicRequest, name: str, **asked: str) -> str:
    """Return the address of a list of what a figure counts; files know no questions, and "" says so."""
    return "" if request.still else public_url(f"public_{name}") + "?" + urlencode(asked)


def _graded(suggestions: list[Item]) -> dict[str, int] | None:
    """Return how deputies found the result of what was handled last, of those who said so."""
    last = [item.grades[-1].result for item in suggestions if item.grades and item.grades[-1].result]
    if not last:
        return None
    content = sum(each in ("satisfied", "basically") for each in last)
    return {"content": content, "all": len(last), "left_out": len(suggestions) - len(last)}


def _newest(request: PublicRequest) -> list[Any]:
    since = request.shown.day - timedelta(days=3660)
    changed = sorted(request.shown.items, key=lambda item: (item.changed_at, item.key), reverse=True)
    return [item for item in changed if item.changed_on >= since][:NEWEST]


@public_page
def find(request: PublicRequest) -> HttpResponse:
    """Search what is shown; the words of a query are few, and so is what it finds."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = search(request.shown, query)
    context = {
        "query": query,
        "items": found[:SHOWN],
        "n": len(found),
        "more": len(found) >= MOST_FOUND,
        "cut": len(found) > SHOWN,
        "n_shown": SHOWN,
        "noindex": True,
        "title": gettext("Search what is public"),
        "description": gettext("A word, a number, a unit"),
    }
    return show(request, "public/search.html", context)
