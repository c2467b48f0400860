"""Lists with filters and pages (列表): suggestions, promises; units and delegations with what they answer for."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext

from huiyin.congress.public import Snapshot, narrowed
from huiyin.congress.public_figures import STATES, state_of
from huiyin.congress.public_items import Item, Named
from huiyin.web.public import parts, words
from huiyin.web.public.links import public_url
from huiyin.web.public.serving import PublicRequest, public_page, show

FILTERS = ("kind", "year", "unit", "delegation", "state")
ENDED = {"kept", "other_outcome"}
Choices = list[tuple[str, str, list[tuple[str, str]]]]
FEEDS = (("rss", "RSS"), ("atom", "Atom"))


@public_page
def suggestions(request: PublicRequest, number: int = 1, by: str = "", value: str = "") -> HttpResponse:
    """List suggestions and motions."""
    items = request.shown.of_kind(*parts.SUGGESTIONS)
    told = {
        "title": gettext("Suggestions of deputies"),
        "text": gettext("What deputies filed, and what was answered: as far as the rules and people let it be public"),
        "empty": gettext("No suggestion is public yet."),
        "marks": parts.marks_of(request.shown, *parts.SUGGESTIONS) if number == 1 else [],
    }
    return _list(request, "suggestions", items, number, told, (by, value))


@public_page
def supervision(request: PublicRequest, number: int = 1, by: str = "", value: str = "") -> HttpResponse:
    """List opinions of the standing committee and formal inquiries, each with what was answered."""
    items = request.shown.of_kind(*parts.SUPERVISION)
    told = {
        "title": gettext("Supervision by the congress"),
        "text": gettext("Opinions of the standing committee and formal inquiries, and what was answered to each"),
        "empty": gettext("No opinion and no inquiry is public yet."),
        "marks": parts.marks_of(request.shown, *parts.SUPERVISION) if number == 1 else [],
    }
    return _list(request, "supervision", items, number, told, (by, value))


@public_page
def promises(request: PublicRequest, number: int = 1, by: str = "", value: str = "") -> HttpResponse:
    """List what reports and replies promise."""
    items = request.shown.of_kind(*parts.PROMISES)
    told = {
        "title": gettext("Promises"),
        "text": gettext("What reports and replies promise, and how far each has come"),
        "empty": gettext("No promise is public yet."),
        "marks": parts.marks_of(request.shown, *parts.PROMISES) if number == 1 else [],
    }
    return _list(request, "promises", items, number, told, (by, value))


def states_of(sort: str, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the states by which a list can be narrowed: of promises those that there are, else open and closed."""
    if sort != "promises":
        return [("open", gettext("In handling")), ("closed", gettext("Closed"))]
    present = {state_of(item) for item in items}
    states = [(code, words.state_words(code)) for code in STATES if code in present - ENDED]
    return [*states, ("closed", gettext("Closed"))] if present & ENDED else states


def _list(
    request: PublicRequest,
    sort: str,
    items: Sequence[Item],
    number: int,
    told: dict[str, Any],
    by: tuple[str, str],
) -> HttpResponse:
    """Draw a list: narrowed by the question of its address, or by one filter that stands in its path (`by`)."""
    name, states = f"public_{sort}", states_of(sort, items)
    filters = filters_of(request.shown, items, states)
    if by[0] and by[1] not in {value for each, _l, values in filters if each == by[0] for value, _w in values}:
        raise Http404
    asked = dict([by]) if by[0] else asked_of(request, items, states)
    found = narrowed(items, **asked)
    page = parts.page_of(found, number)
    tail = "?" + urlencode(asked) if asked and not by[0] else ""
    context = {
        **told,
        "items": page.object_list,
        "asked_filters": asked,
        "filters": filters,
        "narrow": _narrow(name, filters, asked, items) if request.still else [],
        "chips": _chips(request, asked, states, items, clear=public_url(name) if by[0] else "."),
        "clear_url": public_url(name),
        "n_found": len(found),
        "n_all": len(items),
        "pager": parts.pager(page, f"{name}_by" if by[0] else name, {} if by[0] else asked, by if by[0] else ()),
        "many": page.paginator.num_pages > 1,
        "action": public_url(name),
        "feeds": [(label, public_url("public_feed", feed_of(sort, *by), form) + tail) for form, label in FEEDS],
        "noindex": bool(asked),
        "promised": sort == "promises",
    }
    if request.still and by[0]:
        context["marks"] = []  # of the whole list, not of what the filter leaves
    return show(request, "public/list.html", context)


def feed_of(sort: str, by: str = "", value: str = "") -> str:
    """Return what the feed of a list is called in its address, or of the list by one value of a filter."""
    return f"{sort}-{by}-{value}" if by else sort


def _narrow(name: str, filters: Choices, asked: dict[str, str], items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the pages of a list by each of its filters, for files, which no question can be put to."""
    return [
        {
            "label": label,
            "choices": [
                {"words": said, "url": public_url(f"{name}_by", each, value), "current": asked.get(each) == value}
                for value, said in values
                if narrowed(items, **{each: value})
            ],
        }
        for each, label, values in filters
    ]


def asked_of(request: PublicRequest, items: Sequence[Item], states: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the filters that the address asks for; what is unknown is left out."""
    known = {name: {value for value, _label in values} for name, _l, values in filters_of(request.shown, items, states)}
    return {name: value for name in FILTERS if (value := request.GET.get(name, "")) and value in known.get(name, ())}


def filters_of(shown: Snapshot, items: Sequence[Item], states: Sequence[tuple[str, str]]) -> Choices:
    """Return the filters of a list with what each offers; one with a single choice narrows nothing."""
    kinds = list(dict.fromkeys(item.kind for item in items))
    years = sorted({str(item.year) for item in items if item.year}, reverse=True)
    units = {item.lead: None for item in items if item.lead}
    delegations = {each.delegation: None for item in items for each in item.filers if each.delegation}
    offered: Choices = [
        ("kind", gettext("Type"), [(kind, words.kind_words(kind)) for kind in kinds]),
        ("year", gettext("Year"), [(year, year) for year in years]),
        ("unit", gettext("Unit"), _named(units)),
        ("delegation", gettext("Delegation"), _named(delegations)),
        ("state", gettext("State"), list(states)),
    ]
    return [each for each in offered if len(each[2]) > 1]


def _named(rows: dict[Named, None]) -> list[tuple[str, str]]:
    return sorted(((each.key, each.name) for each in rows), key=lambda each: each[1])


def _chips(
    request: PublicRequest,
    asked: dict[str, str],
    states: Sequence[tuple[str, str]],
    items: Sequence[Item],
    *,
    clear: str,
) -> list[dict[str, str]]:
    offered = {name: (label, dict(values)) for name, label, values in filters_of(request.shown, items, states)}
    chips = []
    for name, value in asked.items():
        label, values = offered[name]
        rest = urlencode({key: each for key, each in asked.items() if key != name})
        chips.append({"name": label, "words": values[value], "remove_url": f"?{rest}" if rest else clear})
    return chips


@public_page
def units(request: PublicRequest) -> HttpResponse:
    """List the units that answer for something."""
    rows = [_row(each, _of_unit(request.shown, each.key)) for each in request.shown.units()]
    told = {
        "title": gettext("Units"),
        "text": gettext("Who answers for what"),
        "name": "public_unit",
        "promising": True,
    }
    return _names(request, rows, told)


@public_page
def delegations(request: PublicRequest) -> HttpResponse:
    """List the delegations whose deputies filed something."""
    rows = [_row(each, _of_delegation(request.shown, each.key)) for each in request.shown.delegations()]
    told = {"title": gettext("Delegations"), "text": gettext("Whose deputies filed what"), "name": "public_delegation"}
    return _names(request, rows, told)


def _names(request: PublicRequest, rows: Sequence[dict[str, Any]], told: dict[str, Any]) -> HttpResponse:
    """Draw a list of units or delegations; with opinions and inquiries where some row has any."""
    supervised = any(row["n_supervision"] for row in rows)
    context = {**told, "rows": rows, "supervised": supervised, "empty": gettext("Nothing is public yet.")}
    return show(request, "public/names.html", context)


def _row(named: Named, items: Sequence[Item]) -> dict[str, Any]:
    promised = [item for item in items if item.kind in parts.PROMISES]
    filed = [item for item in items if item.kind in parts.SUGGESTIONS]
    asked = [item for item in items if item.kind in parts.SUPERVISION]
    return {
        "named": named,
        "n_promises": len(promised),
        "n_kept": sum(state_of(item) == "kept" for item in promised),
        "n_suggestions": len(filed),
        "n_replied": sum(bool(item.replies) for item in filed),
        "n_supervision": len(asked),
        "n_answered": sum(bool(item.replies) for item in asked),
    }


@public_page
def unit(request: PublicRequest, key: str) -> HttpResponse:
    """Show what a unit leads, and how it stands."""
    named = next((each for each in request.shown.units() if each.key == key), None)
    return _page_of_one(request, named, _of_unit(request.shown, key), "unit", ("public_units", gettext("Units")))


@public_page
def delegation(request: PublicRequest, key: str) -> HttpResponse:
    """Show what the deputies of a delegation filed."""
    named = next((each for each in request.shown.delegations() if each.key == key), None)
    back = ("public_delegations", gettext("Delegations"))
    return _page_of_one(request, named, _of_delegation(request.shown, key), "delegation", back)


def _page_of_one(
    request: PublicRequest, named: Named | None, items: Sequence[Item], sort: str, back: tuple[str, str]
) -> HttpResponse:
    if named is None:
        raise Http404
    promised = [item for item in items if item.kind in parts.PROMISES]
    context = {
        "title": named.name,
        "description": gettext("What it answers for") if sort == "unit" else gettext("What its deputies filed"),
        "named": named,
        "sort": sort,
        "figure": parts.promises_figure(promised),
        "promises": promised,
        "suggestions": [item for item in items if item.kind in parts.SUGGESTIONS],
        "supervision": [item for item in items if item.kind in parts.SUPERVISION],
        "crumbs": [{"label": back[1], "url": public_url(back[0])}, {"label": named.name, "url": ""}],
        "feeds": [(label, public_url("public_feed", f"{sort}-{named.key}", form)) for form, label in FEEDS],
        "data": {"@type": "GovernmentOrganization", "name": named.name, "url": request.build_absolute_uri()},
    }
    return show(request, "public/one.html", context)


def _of_unit(shown: Snapshot, key: str) -> list[Item]:
    return [item for item in shown.items if item.lead is not None and item.lead.key == key]


def _of_delegation(shown: Snapshot, key: str) -> list[Item]:
    return narrowed(shown.items, delegation=key)
