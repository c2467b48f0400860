"""Lists of units by name (单位名单): how people type several, and which can be picked in a place."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from huiyin.people.models import Place, Unit

_SEVERAL = re.compile(r"[、，,;；/\n]+")


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
