"""What a body names by key (所指): found among what the account may name, or refused with the field that is meant."""

from collections.abc import Iterable
from typing import TypeVar, overload

from django.db.models import Model, QuerySet

from huiyin.api.problems import Refused
from huiyin.people.models import Place, Unit

M = TypeVar("M", bound=Model)


@overload
def named(rows: QuerySet[M], key: str, where: str, *, by: str = "key") -> M: ...
@overload
def named(rows: QuerySet[M], key: str | None, where: str, *, by: str = "key") -> M | None: ...
def named(rows: QuerySet[M], key: str | None, where: str, *, by: str = "key") -> M | None:
    """Return what a key names; None where there is no key.

    Raises:
        Refused: 422 `reference.unknown`, with the field and the key.
    """
    if not key:
        return None
    found = rows.filter(**{by: key}).first()
    if found is None:
        raise Refused(422, "reference.unknown", where=where, key=key)
    return found


def all_named(rows: QuerySet[M], keys: Iterable[str], where: str) -> list[M]:
    """Return what keys name, in their order, each once.

    Raises:
        Refused: 422 `reference.unknown`, with the field and the first key that names nothing.
    """
    wanted = list(dict.fromkeys(keys))
    found = {str(row.key): row for row in rows.filter(key__in=wanted)}  # type: ignore[attr-defined]  # models here have one
    for key in wanted:
        if key not in found:
            raise Refused(422, "reference.unknown", where=where, key=key)
    return [found[key] for key in wanted]


def place_named(code: str | None, where: str = "place") -> Place | None:
    """Return the place of a code."""
    return named(Place.objects.all(), code, where, by="code")


def unit_named(key: str | None, where: str = "unit") -> Unit | None:
    """Return the unit of a key, whether it exists today or not."""
    return named(Unit.objects.all(), key, where)
