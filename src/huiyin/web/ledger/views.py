"""The page of the list: filters in the address, a page of rows, what is counted and what is not shown."""

from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from huiyin.ledger.listing import COUNTED, SIZES, Counts, counts, in_order, listed, page_of, unlisted
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.people.permissions import may
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.ledger import words
from huiyin.web.ledger.asked import Asked, Choices, asked, chips, choices_asked, choices_told
from huiyin.web.ledger.bulk import actions_of
from huiyin.web.ledger.exporting import MOST_ROWS
from huiyin.web.ledger.rows import Row, rows_and_more
from huiyin.web.ledger.saved import tabs
from huiyin.web.links import link
from huiyin.web.requests import PageRequest

IN_FORM = (
    "unit", "part", "leader", "light", "stage", "type", "year", "topic", "place", "vague", "supervision", "due_from",
    "due_to",
)  # fmt: skip  # filters that the form sets itself
PRINTED = 1000  # rows of a print; more is for the export


@page("ledger.view")
@require_GET
def ledger(request: PageRequest) -> HttpResponse:
    """List the cases that the viewer may see; with `print` without pages, to be printed."""
    wanted = asked(request.GET)
    seen = visible_cases(request.viewer)
    rows = listed(request.viewer, wanted.filters, today=request.today, seen=seen)
    printing = "print" in request.GET
    counted = counts(_to_count(request, wanted, rows, seen), seen)
    if printing:
        found, following, first = list(in_order(rows, wanted.order, most=PRINTED)), "", True
    else:
        shown = page_of(rows, order=wanted.order, after=wanted.after, size=wanted.size)
        found, following, first = shown.cases, shown.following, shown.first
    lines, extra = rows_and_more(found, request.today, choices_asked(request.viewer, request.today))
    offered = choices_told(extra)
    context = {
        **_counted(counted, printing=printing, request=request, wanted=wanted),
        **_around(request, wanted, offered, lines),
        "rows": lines,
        "printing": printing,
        "next_url": wanted.url(after=following) if following else "",
        "first_url": "" if first else wanted.url(),
        "export_url": wanted.url("ledger_export") if may(request.viewer, "ledger.export") else "",
        "word_url": wanted.url("ledger_table"),
        "export_rows": min(counted.shown, COUNTED),
        "export_capped": counted.shown > COUNTED,
        "export_most": MOST_ROWS,
        "print_url": wanted.url(print=1),
    }
    return render(request, "ledger/list.html", context)


def _to_count(request: PageRequest, wanted: Asked, rows: QuerySet[Case], seen: QuerySet[Case]) -> QuerySet[Case]:
    """Return the rows of the list as they are best counted: only a search goes another way to the same."""
    if not wanted.filters.q:
        return rows
    return listed(request.viewer, wanted.filters, today=request.today, seen=seen, counting=True)


def _counted(found: Counts, *, printing: bool, request: PageRequest, wanted: Asked) -> dict[str, Any]:
    return {
        "shown": min(found.shown, COUNTED),
        "total": found.total if found.total <= COUNTED else min(found.shown, COUNTED),
        "capped": found.shown > COUNTED,
        "hidden": unlisted(request.viewer, wanted.filters, today=request.today),
        "cut": printing and found.shown > PRINTED,
        "as_of": days.moment(timezone.now()),
    }


def _around(request: PageRequest, wanted: Asked, offered: Choices, lines: list[Row]) -> dict[str, Any]:
    """Return what stands around the table: tabs, chips, the form of filters, orders, sizes, steps for many."""
    return {
        "asked": wanted,
        "query": wanted.filters.q,
        "kept": [(name, value) for name, value in wanted.query.items() if name != "q"],
        "kept_other": [(name, value) for name, value in wanted.query.items() if name not in ("q", *IN_FORM)],
        "asked_query": urlencode(wanted.query),
        "chips": chips(wanted, offered, request.viewer, request.today),
        "clear_url": link("ledger"),
        "upside_down": wanted.upside_down,
        "tabs": tabs(wanted, offered, request.viewer),
        "views": offered.views,
        "fields": _fields(wanted, offered),
        "columns": _columns(wanted),
        "orders": [
            {"label": label, "url": wanted.url(order=code), "current": code == wanted.order}
            for code, label in words.orders()
        ],
        "sizes": [{"n": n, "url": wanted.url(size=n), "current": n == wanted.size} for n in SIZES],
        "lights": light_legend(),
        "actions": actions_of(request.viewer) if lines else [],
        "policies_url": link("policies"),
        "sources_url": link("sources") if may(request.viewer, "case.open") else "",
    }


def _columns(wanted: Asked) -> dict[str, dict[str, str]]:
    """Return the heads of the columns that can be sorted."""
    order = wanted.order
    return {
        "due": {"url": wanted.url(order="due"), "order": "ascending" if order == "due" else ""},
        "changed": {"url": wanted.url(order="changed"), "order": "descending" if order == "changed" else ""},
    }


def _fields(wanted: Asked, offered: Choices) -> list[dict[str, Any]]:
    """Return the fields of the form that adds filters; a select each, or a day."""
    names, said = words.filter_names(), wanted.query
    years = [(str(year), str(year)) for year in range(timezone.localdate().year + 1, 2019, -1)]
    lists: dict[str, list[tuple[str, str]]] = {
        "unit": list(offered.units.items()),
        "part": [("", gettext("It leads")), ("any", gettext("It has any part"))],
        "leader": list(offered.leaders.items()),
        "light": words.lights(),
        "stage": words.stages(),
        "type": words.types(),
        "year": years,
        "topic": words.topics(),
        "place": list(offered.places.items()),
        "vague": [("1", words.yes_no("vague", yes=True)), ("0", words.yes_no("vague", yes=False))],
        "supervision": words.supervisions(),
    }
    fields = []
    for name, options in lists.items():
        choices = options if name == "part" else [("", gettext("Any")), *options]
        fields.append(
            {
                "name": name,
                "label": gettext("Part of the unit") if name == "part" else names[name],
                "options": options_drawn(tuple(choices), said.get(name, "")),
            }
        )
    fields += [{"name": name, "label": names[name], "value": said.get(name, "")} for name in ("due_from", "due_to")]
    return fields


@lru_cache(maxsize=256)
def options_drawn(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Return the options of a select; there are hundreds on each page, and few that differ."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == chosen else "", label) for value, label in choices),
    )


def light_legend() -> list[dict[str, str]]:
    """Return what each light means in a list of cases (components/legend.html)."""
    return [
        {"code": "on_time", "meaning": gettext("reported, nothing near or late")},
        {
            "code": "near",
            "meaning": gettext("a last day or milestone comes near, or the task falls behind schedule, by the rules"),
        },
        {"code": "late", "meaning": gettext("a last day or milestone is over, or the task is far behind schedule")},
        {"code": "no_word", "meaning": gettext("no report yet; this does not mean not done")},
        {"code": "provisional", "meaning": gettext("the year's holidays are not announced")},
        {"code": "done", "meaning": ""},
    ]
