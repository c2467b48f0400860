"""The yearly report on the handling of suggestions (办理情况报告): page, what its figures are made of, Word file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from huiyin.congress.handled import Handled, handled
from huiyin.congress.statistics import make_up, of_unit_or_category, promise_groups
from huiyin.documents.word_fields import Link
from huiyin.documents.word_kinds import MOST_ROWS
from huiyin.errors import HuiyinError
from huiyin.ledger import policies
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import opinions, outcome_words
from huiyin.web.documents.common import day_words, head, home_of, in_chinese, send, too_many
from huiyin.web.documents.yearly_figures import (
    Chapters,
    Figure,
    Told,
    chapters,
    figure_words,
    line_words,
    promise_told,
    stage_of,
    told,
    unit_heads,
)
from huiyin.web.numbers import grouped
from huiyin.web.requests import PageRequest


@page("suggestion.desk")
@require_GET
def yearly(request: PageRequest) -> HttpResponse:
    """Show the report of a year."""
    years, year = _years(request)
    items = _items(request, year)
    found, heads = chapters(items, year), unit_heads()
    context = {
        "title": _title(request, year),
        "year": year,
        "years": years,
        "any": bool(items),
        "found": found,
        "unit_heads": heads,
        "units": [(name, list(zip(figures, heads, strict=True))) for name, figures in found.units],
        "as_of": days.moment(timezone.now()),
        "crumbs": [
            {"label": gettext("Suggestions"), "url": reverse("suggestions")},
            {"label": gettext("Figures of suggestions"), "url": reverse("suggestions_statistics")},
            {"label": gettext("Yearly report on handling"), "url": ""},
        ],
    }
    return render(request, "documents/yearly.html", context)


@page("suggestion.desk")
@require_GET
def yearly_made(request: PageRequest) -> HttpResponse:
    """Show what a figure is made of: what counts, the rest of the denominator, what belongs to neither."""
    _all, year = _years(request)
    code = request.GET.get("code", "")
    unit, category = request.GET.get("unit", ""), request.GET.get("category", "")
    items = of_unit_or_category(_items(request, year), unit=unit, category=category)
    groups = _promises(items) if code == "promises" else _made(items, code)
    name, made = figure_words(code)
    parts = [
        (gettext("Counted"), groups[0]),
        (gettext("In the denominator, not counted"), groups[1]),
        (gettext("Left out"), groups[2]),
    ]
    context = {
        "title": name,
        "made": made,
        "narrowed": _narrowing(request, items),
        "groups": [{"name": label, "count": len(rows), "rows": rows} for label, rows in parts],
        "part": len(groups[0]),
        "whole": len(groups[0]) + len(groups[1]),
        "as_of": days.moment(timezone.now()),
        "crumbs": [
            {"label": _title(request, year), "url": reverse("yearly") + f"?year={year}"},
            {"label": name, "url": ""},
        ],
    }
    return render(request, "documents/yearly_made.html", context)


def _made(items: Sequence[Handled], code: str) -> tuple[list[Told], ...]:
    try:
        figure_words(code)
        found = make_up(items, code)
    except (KeyError, HuiyinError) as error:
        raise Http404 from error
    return _rows(found.part), _rows(found.rest), _rows(found.left_out)


def _rows(items: Iterable[Handled]) -> list[Told]:
    return [told(item, stage_of(item)) for item in items]


def _promises(items: Iterable[Handled]) -> tuple[list[Told], ...]:
    groups = promise_groups([item.pk for item in items])
    return tuple(
        [promise_told(case) for case in rows.select_related("lead_unit", "promised_in").order_by("pk")]
        for rows in groups
    )


def _narrowing(request: PageRequest, items: Sequence[Handled]) -> str:
    """Return of which unit or category alone a figure is."""
    if request.GET.get("unit"):
        return next((line_words(item) for item in items), "")
    category = request.GET.get("category", "")
    return gettext("Without a category") if category == "-" else category


@page("suggestion.desk")
@require_GET
@in_chinese
def yearly_word(request: PageRequest, *, language: str) -> HttpResponse:
    """Send the report as DOCX."""
    _all, year = _years(request)
    items = _items(request, year)
    if len(items) > MOST_ROWS:
        return too_many(request, language)
    found = chapters(items, year)
    path = reverse("yearly") + f"?year={year}"
    values = head(request, title=_title(request, year), path=path, count=len(items))
    values |= {"year": year, "received": grouped(found.received), **_values(request, found)}
    values["made_of"] = [_made_of(request, item) for item in items]
    return send(request, "yearly_report", values, language=language)


def _values(request: PageRequest, found: Chapters) -> dict[str, Any]:
    """Return the chapters as fields of the template; every number leads to what it counts."""

    def number(figure: Figure, n: int) -> Link:
        return Link(str(n), request.build_absolute_uri(figure.url))

    def whole(figure: Figure) -> dict[str, Any]:
        return {
            "name": figure.name,
            "made": figure.made,
            "part": number(figure, figure.rate.part),
            "whole": number(figure, figure.rate.whole),
            "share": figure.share,
            "left_out": number(figure, figure.rate.left_out),
        }

    def ratio(figure: Figure) -> Link:
        return Link(f"{figure.rate.part}/{figure.rate.whole}", request.build_absolute_uri(figure.url))

    def item(row: Told) -> dict[str, Any]:
        return {
            "number": Link(row.number or "—", request.build_absolute_uri(reverse("case", args=[row.key]))),
            "title": row.title,
            "filer": row.filer,
            "unit": row.unit,
            "stage": row.stage,
            "note": row.note,
        }

    return {
        "schemes_note": found.note,
        "rates": [whole(each) for each in found.rates],
        "categories": [
            {
                "category": name,
                "received": number(assigned, assigned.rate.whole),
                "assigned": number(assigned, assigned.rate.part),
                "replied": number(replied, replied.rate.part),
            }
            for name, (assigned, replied) in found.categories
        ],
        "units": [
            {
                "unit": name,
                **{
                    field: number(each, each.rate.part)
                    for field, each in zip(("assigned", "accepted", "replied"), figures, strict=False)
                },
                "in_time": ratio(figures[3]),
                "met": number(figures[4], figures[4].rate.part),
                "satisfied": ratio(figures[5]),
                "unsatisfied": number(figures[6], figures[6].rate.part),
            }
            for name, figures in found.units
        ],
        "units_note": found.units_note,
        "first_round": [whole(each) for each in found.rounds["first"]],
        "last_round": [whole(each) for each in found.rounds["last"]],
        "schemes": [
            {
                "rules": rules,
                "whole": grouped(n),
                "outcomes": [
                    {"outcome": each.name, "part": number(each, each.rate.part), "share": each.share} for each in rows
                ],
            }
            for rules, n, rows in found.schemes
        ],
        "promises": whole(found.promises),
        "promise_list": [item(row) for row in found.promise_list],
        "key_items": [item(row) for row in found.key_items],
        "unsatisfied": [item(row) for row in found.unsatisfied],
        "rolled": [item(row) for row in found.rolled],
    }


def _made_of(request: PageRequest, item: Handled) -> dict[str, Any]:
    """Return a suggestion with everything that the figures count."""
    rules = policies.policy_version(item.policy, item.policy_version)
    grades = dict(opinions())
    yes_no = {True: gettext("yes"), False: gettext("no"), None: ""}
    return {
        "number": Link(item.number or "—", request.build_absolute_uri(reverse("case", args=[item.key]))),
        "title": item.title if item.taken else f"{item.title}（{stage_of(item)}）",
        "category": item.category,
        "unit": item.unit,
        "assigned_on": day_words(item.assigned_on),
        "replied_on": day_words(item.replied_on),
        "in_time": yes_no[item.in_time] if item.assigned_on else "",
        "met": yes_no[True] if item.met else "",
        "outcome": outcome_words(rules, item.outcome) if item.outcome else "",
        "first": grades.get(item.first, item.first),
        "last": grades.get(item.last, item.last),
    }


def _years(request: PageRequest) -> tuple[list[int], int]:
    """Return the years that have suggestions, latest first, and the one that is asked for."""
    rows = visible_cases(request.viewer).filter(case_type="suggestion")
    years = sorted({year for year in rows.order_by().values_list("year", flat=True).distinct() if year}, reverse=True)
    asked = request.GET.get("year", "")
    if asked.isdecimal() and int(asked[:9]) in years:
        return years, int(asked)
    return years, years[0] if years else request.today.year


def _items(request: PageRequest, year: int) -> list[Handled]:
    return handled(visible_cases(request.viewer).filter(year=year), today=request.today)


def _title(request: PageRequest, year: int) -> str:
    place = home_of(request)
    return gettext("%(place)s: handling of deputies' suggestions in %(year)d") % {
        "place": place.name if place else "",
        "year": year,
    }
