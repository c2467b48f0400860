"""Changes of units (单位变动): adding, changing, renaming with the former name kept, ending with a successor.

No events here: `huiyin.ledger.units` calls these and records, in one transaction.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from huiyin.errors import PeopleError
from huiyin.people.models import Place, Unit, UnitName
from huiyin.reading.secrecy import refuse_secret, refuse_secret_words

CHANGEABLE = frozenset(
    {"short_name", "house", "place", "parent", "is_government", "credit_code", "duties", "valid_from", "valid_to"}
)


def add_place(*, code: str, name: str, short_name: str, parent: Place) -> Place:
    """Add a place below another.

    Raises:
        PeopleError: the code, or the name within the place above, is taken.
        SecretText: a name bears a mark of secrecy.
    """
    refuse_secret(code, name, short_name)
    if Place.objects.filter(code=code).exists():
        raise PeopleError("place.code_taken")
    if Place.objects.filter(name=name, parent=parent).exists():
        raise PeopleError("place.name_taken")
    return Place.objects.create(code=code, name=name, short_name=short_name, parent=parent)


def add_unit(*, name: str, place: Place, house: str, aliases: Iterable[str] = (), **more: Any) -> Unit:
    """Add a unit with its other names.

    Raises:
        PeopleError: the place has a unit of that name already.
        SecretText: a name, or the duties, bear a mark of secrecy.
    """
    refuse_secret_words((name, more))
    _free(name, place)
    unit = Unit.objects.create(name=name, place=place, house=house, **more)
    for alias in aliases:
        add_alias(unit, alias)
    return unit


def change_unit(unit: Unit, changes: Mapping[str, Any]) -> list[str]:
    """Write changed fields of a unit, `aliases` among them; return which differ now.

    Raises:
        PeopleError: it would stand below itself or begin after its end, or its name is taken in the new place.
        SecretText: a name, or the duties, bear a mark of secrecy.
    """
    if unknown := set(changes) - CHANGEABLE - {"aliases"}:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    refuse_secret_words(changes)
    before = Unit.objects.get(pk=unit.pk)
    changed = sorted(name for name in CHANGEABLE & set(changes) if getattr(before, name) != changes[name])
    if "parent" in changed:
        _no_circle(unit, changes["parent"])
    if "place" in changed:
        _free(unit.name, changes["place"])
    _in_order(changes.get("valid_from", before.valid_from), before.valid_to)
    for name in changed:
        setattr(unit, name, changes[name])
    if changed:
        unit.save(update_fields=changed)
    if "aliases" in changes and set_aliases(unit, changes["aliases"]):
        changed.append("aliases")
    return changed


def rename_unit(unit: Unit, *, name: str, short_name: str, on: date) -> str:
    """Give a unit a new name from a day on; the former ones stay known, with the day on which they ended.

    Returns:
        the former name.
    Raises:
        PeopleError: it is the name already, or that of another unit of the place.
        SecretText: it bears a mark of secrecy.
    """
    refuse_secret(name, short_name)
    former, short = unit.name, unit.short_name
    if name == former:
        raise PeopleError("unit.same_name")
    _free(name, unit.place)
    until = on - timedelta(days=1)
    for each in dict.fromkeys(filter(None, (former, short))):
        if each not in (name, short_name):
            UnitName.objects.update_or_create(
                unit=unit, name=each, defaults={"sort": UnitName.Sort.FORMER, "valid_to": until}
            )
    unit.names.filter(name__in=(name, short_name)).delete()
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name"])
    return former


def end_unit(unit: Unit, *, on: date, successor: Unit | None) -> None:
    """End a unit with a day; what stood below it stands below its successor.

    Raises:
        PeopleError: it has ended already, began only later, or the successor does not exist on the next day.
    """
    if unit.valid_to is not None:
        raise PeopleError("unit.ended")
    _in_order(unit.valid_from, on)
    children = Unit.objects.filter(parent=unit, valid_to__isnull=True)
    if successor is not None:
        if successor.pk == unit.pk or successor.pk in below(unit):
            raise PeopleError("unit.successor")
        if not Unit.objects.valid_on(on + timedelta(days=1)).filter(pk=successor.pk).exists():
            raise PeopleError("unit.successor")
        children.update(parent=successor)
    elif children.exists():
        raise PeopleError("unit.children")
    unit.valid_to, unit.successor = on, successor
    unit.save(update_fields=["valid_to", "successor"])


def _in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise PeopleError("unit.ends_before", first=first, last=last)


def add_alias(unit: Unit, name: str) -> bool:
    """Add another name of a unit (别称); return whether it is new.

    Raises:
        SecretText: it bears a mark of secrecy.
    """
    refuse_secret(name)
    if not name or name in (unit.name, unit.short_name):
        return False
    _row, made = UnitName.objects.get_or_create(unit=unit, name=name, defaults={"sort": UnitName.Sort.ALIAS})
    return made


def set_aliases(unit: Unit, names: Iterable[str]) -> bool:
    """Make these the other names of a unit; former names stay. Return whether anything changed."""
    wanted = {name for name in names if name and name not in (unit.name, unit.short_name)}
    gone = unit.names.filter(sort=UnitName.Sort.ALIAS).exclude(name__in=wanted)
    removed, _by_model = gone.delete()
    added = [name for name in sorted(wanted) if add_alias(unit, name)]
    return bool(removed or added)


def below(unit: Unit) -> set[int]:
    """Return the units below a unit."""
    found: set[int] = set()
    level = {unit.pk}
    while level:
        level = set(Unit.objects.filter(parent_id__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def _no_circle(unit: Unit, parent: Unit | None) -> None:
    if parent is not None and (parent.pk == unit.pk or parent.pk in below(unit)):
        raise PeopleError("unit.circle")


def _free(name: str, place: Place) -> None:
    if Unit.objects.filter(Q(name=name), place=place, valid_to__isnull=True).exists():
        raise PeopleError("unit.name_taken")
