"""What somebody asks of the list (条件): an address, its filters and order, and its parts that can be taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from django.db.models import CharField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import pgettext

from huiyin.ledger.listing import FIRST_EXTRA, ORDERS, SIZES, Extra, Filters
from huiyin.ledger.models import SavedView
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.task_people import leaders_at
from huiyin.people.models import Place, Unit
from huiyin.people.viewer import Viewer
from huiyin.web import days
from huiyin.web.cases.words import supervision_words
from huiyin.web.ledger import words
from huiyin.web.sentences import light_words

PAGE = "ledger"
LONGEST = 100
DAYS = ("due_from", "due_to", "issued_from", "issued_to")


@dataclass(frozen=True, slots=True)
class Choices:
    """Units, places, saved views and leaders that the page offers, read by one query."""

    units: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    views: tuple[tuple[int, str, str], ...] = ()
    leaders: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, order and size of a page; everything that an address of the list says."""

    filters: Filters
    order: str
    size: int
    after: str

    @property
    def query(self) -> dict[str, str]:
        """The filters as parts of an address, in their order."""
        return {name: plain(value) for name, value in asdict(self.filters).items()}

    @property
    def upside_down(self) -> bool:
        """Whether a last day that is asked for lies before its first, so that nothing can fit."""
        asked = self.filters
        pairs = ((asked.due_from, asked.due_to), (asked.issued_from, asked.issued_to))
        return any(first and last and last < first for first, last in pairs)

    def url(self, view: str = "ledger", *, without: str = "", **more: object) -> str:
        """Return an address of the same list: without a filter, in another order, from a cursor on."""
        said: dict[str, Any] = {name: value for name, value in self.query.items() if name != without}
        if without == "unit":
            said.pop("part", None)
        said |= {"order": self.order if self.order != usual(self.filters) else ""}
        said |= {"size": self.size if self.size != SIZES[1] else ""} | more
        kept = {name: value for name, value in said.items() if value not in ("", None)}
        return reverse(view) + (f"?{urlencode(kept)}" if kept else "")


def url_of(filters: Filters, view: str = "ledger", **more: object) -> str:
    """Return the address of a list, or of another view, with filters in its usual order."""
    said: dict[str, Any] = {name: plain(value) for name, value in asdict(filters).items()} | more
    kept = {name: value for name, value in said.items() if value not in ("", None)}
    return reverse(view) + (f"?{urlencode(kept)}" if kept else "")


def asked(query: QueryDict) -> Asked:
    """Return what an address asks; a part that makes no sense is passed over."""
    filters = Filters()
    for name in Filters.__struct_fields__:
        value = query.get(name, "").strip()[:LONGEST].replace("\0", "")
        if value:
            filters = _with(filters, name, value)
    order, size = query.get("order", ""), query.get("size", "")
    return Asked(
        filters=filters,
        order=order if order in ORDERS else usual(filters),
        size=int(size) if size in map(str, SIZES) else SIZES[1],
        after=query.get("after", "")[:200],
    )


def usual(filters: Filters) -> str:
    """Return the order where none is asked: what was searched for newest first, all else by last day."""
    return "new" if filters.q else "due"


def _with(filters: Filters, name: str, value: str) -> Filters:
    try:
        found = msgspec.convert({name: value}, Filters, strict=False)
    except msgspec.ValidationError:
        return filters
    number = getattr(found, name)
    if isinstance(number, int) and not 0 <= number <= 9999:
        return filters
    return msgspec.structs.replace(filters, **{name: number})


def asdict(filters: Filters) -> dict[str, Any]:
    """Return the filters that narrow anything."""
    return {name: value for name, value in msgspec.structs.asdict(filters).items() if value not in ("", None)}


def plain(value: Any) -> str:
    """Return a value as an address says it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def choices_asked(viewer: Viewer, today: date) -> tuple[QuerySet[Any, Any], ...]:
    """Return the queries of what the page offers to choose from, to be fetched with `listing.beside`."""
    label = Coalesce(NullIf("short_name", Value("")), "name", output_field=CharField())
    none = Cast(Value(0), IntegerField())
    units = Unit.objects.valid_on(today).order_by()
    places = Place.objects.order_by()
    views = SavedView.objects.filter(account_id=viewer.account_id, page=PAGE).order_by()
    leaders = leaders_at(*{grant.place_id for grant in viewer.grants}).order_by()
    return (
        units.values_list(Value(FIRST_EXTRA), "pk", none, label, "key", none, none),
        places.values_list(Value(FIRST_EXTRA + 1), "pk", none, "name", "code", none, none),
        views.values_list(Value(FIRST_EXTRA + 2), "pk", none, "name", "query", none, none),
        leaders.values_list(Value(FIRST_EXTRA + 3), "pk", none, "name", "key", none, none),
    )


def choices_told(rows: Iterable[Extra]) -> Choices:
    """Return what the page offers, from the rows of `choices_asked`."""
    found: dict[int, list[tuple[int, str, str]]] = {0: [], 1: [], 2: [], 3: []}
    for sort, pk, _none, name, value, *_rest in rows:
        found[sort - FIRST_EXTRA].append((pk, name, value))
    return Choices(
        units={key: name for _pk, name, key in found[0]},
        places={code: name for _pk, name, code in found[1]},
        views=tuple(found[2]),
        leaders={key: name for _pk, name, key in found[3]},
    )


def chips(asked: Asked, offered: Choices, viewer: Viewer, today: date) -> list[dict[str, str]]:
    """Return the filters in force in words, each with the address without it."""
    names = words.filter_names()
    said = asdict(asked.filters)
    found = []
    for name, value in said.items():
        if name == "part":
            continue
        called = names[name]
        if name == "unit":
            called = pgettext("filter", "Has a part") if said.get("part") == "any" else pgettext("filter", "Leads")
        shown = _source_title(viewer, value) if name == "source" else value_words(name, value, offered, today)
        found.append({"name": called, "words": shown, "remove_url": asked.url(without=name)})
    return found


def _source_title(viewer: Viewer, key: str) -> str:
    return visible_sources(viewer).filter(key=key).values_list("title", flat=True).first() or key


def value_words(name: str, value: Any, offered: Choices, today: date) -> str:
    """Return the value of a filter in words."""
    if isinstance(value, bool):
        return words.yes_no(name, yes=value)
    if name in DAYS:
        return days.day(value, today)
    if name == "supervision":
        return supervision_words(value)
    tables: dict[str, Mapping[str, str]] = {
        "unit": offered.units,
        "lead": offered.units,
        "turn": offered.units,
        "leader": offered.leaders,
        "place": offered.places,
        "light": {"open": dict(words.lights())["open"], **{code: light_words(code) for code in words.LIGHTS}},
    }
    lists = {"stage": words.stages, "type": words.types, "topic": words.topics}
    table = tables.get(name) or (dict(lists[name]()) if name in lists else {})
    return table.get(str(value), str(value))
