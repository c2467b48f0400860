"""The page of statistics: tables by scheme; each number leads to its cases, each table says what it leaves out."""

from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.ledger import policies
from huiyin.ledger.listing import Filters
from huiyin.ledger.statistics import COLUMNS, GROUPS, Scheme, Statistics, statistics
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import period_words
from huiyin.web.ledger import words
from huiyin.web.ledger.asked import Choices, asked, chips, choices_asked, choices_told, url_of
from huiyin.web.ledger.rows import rows_and_more
from huiyin.web.ledger.views import options_drawn
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import light_words, named
from huiyin.web.workbooks import Cell, Sheet, download

LIGHTS = ("done", "on_time", "near", "late", "no_word")
Heads = dict[str, tuple[str, str]]


@page("statistics.view")
@require_GET
def statistics_page(request: PageRequest) -> HttpResponse:
    """Show the statistics; without any filter, those of this year."""
    filters, by = _asked(request)
    found = statistics(request.viewer, filters, by=by, today=request.today)
    offered = _choices(request)
    at = timezone.now()
    context = {
        "by": by,
        "tabs": [
            {"label": label, "url": url_of(filters, "statistics", by=code), "current": code == by}
            for code, label in _groups().items()
        ],
        "chips": _chips(request, filters, by, offered),
        "fields": _fields(request, filters, offered),
        "heads": list(_heads().values()),
        "group": _groups()[by],
        "schemes": [_scheme(scheme, by, at) for scheme in found.schemes],
        "several": len(found.schemes) > 1,
        "left_out": _left_out(found, filters),
        "upside_down": asked(request.GET).upside_down,
        "every_url": url_of(Filters(), "statistics", by=by) if filters != Filters() else "",
        "export_url": url_of(filters, "statistics_export", by=by),
        "as_of": days.moment(at),
    }
    return render(request, "statistics/page.html", context)


def _asked(request: PageRequest) -> tuple[Filters, str]:
    query = request.GET or QueryDict(f"year={request.today.year}")
    by = query.get("by", "")
    return asked(query).filters, by if by in GROUPS else GROUPS[0]


def _choices(request: PageRequest) -> Choices:
    _none, extra = rows_and_more((), request.today, choices_asked(request.viewer, request.today))
    return choices_told(extra)


def _groups() -> dict[str, str]:
    return {
        "unit": gettext("By lead unit"),
        "type": gettext("By type"),
        "month": gettext("By month of assignment"),
    }


def _heads() -> Heads:
    """Return the head of each column, with what its number is a part of."""
    of_all, of_done = gettext("of those assigned"), gettext("of those done with a last day")
    return {
        "assigned": (pgettext("statistics", "Assigned"), gettext("counted in this table")),
        "accepted": (pgettext("statistics", "Accepted"), of_all),
        "sent_back": (pgettext("statistics", "Sent back"), of_all),
        "extended": (pgettext("statistics", "Extended"), of_all),
        "vague": (pgettext("statistics", "To be refined"), of_all),
        "done": (pgettext("statistics", "Done"), of_all),
        "in_time": (pgettext("statistics", "Done in time"), of_done),
        "done_late": (pgettext("statistics", "Done late"), of_done),
        "late": (light_words("late"), of_all),
        "near": (light_words("near"), of_all),
        "on_time": (light_words("on_time"), of_all),
        "no_word": (light_words("no_word"), of_all),
    }


def _chips(request: PageRequest, filters: Filters, by: str, offered: Choices) -> list[dict[str, str]]:
    """Return the filters in force; taking one away stays on this page and keeps the grouping."""
    wanted = asked(QueryDict(url_of(filters).partition("?")[2]))
    shown = chips(wanted, offered, request.viewer, request.today)
    kept = [name for name in wanted.query if name != "part"]
    return [
        {**chip, "remove_url": url_of(_without(filters, name), "statistics", by=by)}
        for name, chip in zip(kept, shown, strict=True)
    ]


def _without(filters: Filters, name: str) -> Filters:
    nothing: dict[str, Any] = {name: getattr(Filters(), name)}
    return msgspec.structs.replace(filters, **nothing)


def _fields(request: PageRequest, filters: Filters, offered: Choices) -> list[dict[str, Any]]:
    names = words.filter_names()
    years = [(str(year), str(year)) for year in range(request.today.year + 1, 2019, -1)]
    lists = {"year": years, "type": words.types(), "place": list(offered.places.items())}
    chosen = {name: str(getattr(filters, name) or "") for name in lists}
    fields: list[dict[str, Any]] = [
        {
            "name": name,
            "label": names[name],
            "options": options_drawn((("", gettext("Any")), *options), chosen[name]),
        }
        for name, options in lists.items()
    ]
    dates = ("issued_from", "issued_to")
    fields += [{"name": name, "label": names[name], "value": str(getattr(filters, name) or "")} for name in dates]
    return fields


def _scheme(scheme: Scheme, by: str, at: datetime) -> dict[str, Any]:
    total = scheme.total
    parts = [{"code": code, "count": total[code], "url": _url(scheme.filters, code)} for code in LIGHTS]
    return {
        "name": _scheme_name(scheme.policy),
        "lines": [
            {
                "name": line_words(line.name, by),
                "url": url_of(line.filters),
                "cells": [(number, _url(line.filters, name)) for name, number in line.counts.items()],
            }
            for line in scheme.lines
        ],
        "total": [(number, _url(scheme.filters, name)) for name, number in total.items()],
        "assigned": total["assigned"],
        "done": total["done"],
        "parts": parts,
        "of": gettext("done of %(n)d assigned") % {"n": total["assigned"]},
        "made": gettext(
            "Done in time: %(in_time)d of %(dated)d that were done and had a last day. As of %(now)s; only cases that "
            "you may see."
        )
        % {"in_time": total["in_time"], "dated": total["in_time"] + total["done_late"], "now": days.moment(at)},
    }


def _url(filters: Filters, column: str) -> str:
    """Return the list that a number counts."""
    return url_of(msgspec.structs.replace(filters, **COLUMNS[column]))


def line_words(name: str, by: str) -> str:
    """Return what a line is called."""
    if not name:
        return gettext("without a day of assignment") if by == "month" else gettext("without a lead unit")
    if by == "type":
        return words.type_words(name)
    return period_words(name) if by == "month" else name


def _scheme_name(policy_id: str) -> str:
    return named(policies.current_policy(policy_id).names)


def _left_out(found: Statistics, filters: Filters) -> list[dict[str, Any]]:
    """Return what was not counted and why, each with its list."""
    said = {
        "draft": gettext("not assigned yet"),
        "proposed": gettext("proposed to another government"),
        "withdrawn": gettext("withdrawn"),
        "declined": gettext("not taken up"),
    }
    narrowed: dict[str, dict[str, Any]] = {name: {"stage": name} for name in said}
    narrowed["draft"] = {"issued": False}
    return [
        {"words": said[name], "count": n, "url": url_of(msgspec.structs.replace(filters, **narrowed[name]))}
        for name, n in found.left_out.items()
        if n
    ]


@page("statistics.view")
@require_GET
def statistics_export(request: PageRequest) -> HttpResponseBase:
    """Send the tables as XLSX: a sheet a scheme, and one that says what was counted."""
    filters, by = _asked(request)
    found = statistics(request.viewer, filters, by=by, today=request.today)
    heads = [(_groups()[by], 28), *((head, 12) for head, _of in _heads().values())]
    sheets = [Sheet(_scheme_name(scheme.policy), heads, _rows(scheme, by)) for scheme in found.schemes]
    about: list[tuple[Cell, ...]] = [
        (gettext("As of"), days.moment(timezone.now())),
        (gettext("Address of this list"), request.build_absolute_uri(url_of(filters, "statistics", by=by))),
    ]
    about += [(chip["name"], chip["words"]) for chip in _chips(request, filters, by, _choices(request))]
    about += [(head, of) for head, of in _heads().values()]
    about += [
        (gettext("Left out: %(why)s") % {"why": each["words"]}, each["count"]) for each in _left_out(found, filters)
    ]
    if len(found.schemes) > 1:
        about.append((gettext("Several schemes"), _never_added()))
    sheets.append(Sheet(gettext("About"), ((gettext("What"), 28), (gettext("In detail"), 80)), about))
    return download(sheets, f"{pgettext('navigation', 'Statistics')}-{request.today.isoformat()}")


def _never_added() -> str:
    return gettext("These cases are handled under different rules: they are not added up and not compared.")


def _rows(scheme: Scheme, by: str) -> list[list[Cell]]:
    lines: list[list[Cell]] = [[line_words(line.name, by), *line.counts.values()] for line in scheme.lines]
    return [*lines, [gettext("Total"), *scheme.total.values()]]
