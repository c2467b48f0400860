"""Figures of handling on a page: each with what it is made of, and as of when."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress.statistics import Rate, figures
from huiyin.ledger import policies
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import opinions, replied_words
from huiyin.web.numbers import share
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named


def rate_words() -> dict[str, tuple[str, str]]:
    """Return what a figure is called and what it counts."""
    return {
        "assigned": (gettext("Handed over"), gettext("handed over / received; withdrawn and not taken are left out")),
        "accepted": (
            gettext("Accepted"),
            gettext("accepted by the lead unit of now, or by each unit that handles a part / handed over"),
        ),
        "returned": (gettext("Sent back"), gettext("sent back at least once / handed over")),
        "replied": (
            pgettext("rate", "Replied"),
            gettext("replied at least once, for every part, and not recalled / handed over"),
        ),
        "replied_in_time": (
            gettext("Replied in time"),
            gettext("first reply within the limit by law / replied or overdue; what is still running is left out"),
        ),
        "met": (gettext("Talked face to face"), gettext("with a visit, talk, meeting or joint survey / handed over")),
        "promises": (
            gettext("Promises fulfilled"),
            gettext("fulfilled / closed promises; what still runs is left out"),
        ),
    }


@page("suggestion.desk")
@require_GET
def suggestions_statistics(request: PageRequest) -> HttpResponse:
    """Show the figures of a year, of what the viewer may see."""
    visible = visible_cases(request.viewer).filter(case_type="suggestion")
    years = sorted(
        {year for year in visible.order_by().values_list("year", flat=True).distinct() if year}, reverse=True
    )
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked[:9]) in years else (years[0] if years else request.today.year)
    found = figures(visible.filter(year=year), today=request.today)
    words = rate_words()
    context = {
        "year": year,
        "years": years,
        "received": ngettext("%(n)d suggestion received", "%(n)d suggestions received", found.received)
        % {"n": found.received},
        "any": found.received,
        "rates": [{**_rate(each), "name": words[each.code][0], "made": words[each.code][1]} for each in found.rates],
        "opinions": [
            {"round": name, "rows": [{**_rate(each), "name": dict(opinions())[each.code]} for each in rows]}
            for name, rows in (
                (pgettext("opinions", "First round"), found.opinions.get("first", ())),
                (pgettext("opinions", "Latest round"), found.opinions.get("last", ())),
            )
        ],
        "outcomes": [_outcomes(name, counts) for name, counts in found.outcomes.items()],
        "categories": found.categories.items(),
        "as_of": days.moment(timezone.now()),
    }
    return render(request, "suggestions/statistics.html", context)


def _rate(each: Rate) -> dict[str, Any]:
    return {
        "part": each.part,
        "whole": each.whole,
        "share": share(each.part, each.whole) if each.whole else "—",
        "left_out": each.left_out,
    }


def _outcomes(name: str, counts: dict[str, int]) -> dict[str, Any]:
    rules = policies.current_policy(name)
    whole = sum(counts.values())
    rows = [
        {"name": replied_words(rules, code), **_rate(Rate(code, n, whole))}
        for code, n in sorted(counts.items(), key=lambda each: -each[1])
    ]
    return {"rules": named(rules.names), "rows": rows}
