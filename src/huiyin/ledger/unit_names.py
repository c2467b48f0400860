"""Units by what people call them (单位名称): full name, short name, alias or former name."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from huiyin.people.models import Place, Unit

_MARKS = re.compile(r"[\s　·]+")
_SEVERAL = re.compile(r"[、，,;；/\n]+")


def plain_name(name: str) -> str:
    """Return a name without white space and in one width, as names are compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def units_named(name: str, *, on: date, place: Place | None = None) -> list[Unit]:
    """Return the units that are called so, those of the place first and alone where there are any."""
    wanted = plain_name(name)
    if not wanted:
        return []
    called = Q(name=wanted) | Q(short_name=wanted) | Q(names__name=wanted)
    found = list(Unit.objects.valid_on(on).filter(called).select_related("place").distinct())
    own = [unit for unit in found if place is not None and unit.place_id == place.pk]
    exact = [unit for unit in own or found if unit.name == wanted]
    return exact or own or found


def unit_named(name: str, *, on: date, place: Place | None = None) -> Unit | None:
    """Return the one unit of that name; None where there is none or several."""
    found = units_named(name, on=on, place=place)
    return found[0] if len(found) == 1 else None


def split_names(text: str) -> list[str]:
    """Return the names in a list of units as people type it: 市财政局、市自然资源局."""
    return [name for part in _SEVERAL.split(text) if (name := part.strip())]


def units_to_pick(place: Place, *, on: date) -> QuerySet[Unit]:
    """Return the units of a place to which something can be handed, and the governments below it."""
    below = Place.objects.filter(Q(pk=place.pk) | Q(parent=place))
    return (
        Unit.objects.valid_on(on)
        .filter(Q(place=place) | Q(place__in=below, is_government=True))
        .select_related("place")
        .order_by("place_id", "name")
    )


def labels(units: Iterable[Unit]) -> str:
    """Return names of units one after the other, as people write them."""
    return "、".join(unit.label for unit in units)
