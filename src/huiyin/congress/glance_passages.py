"""The passages behind the figures of what was said (一览所据原文): every number opens its list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from huiyin.congress.glance import NONE, Asked, Drew, about_remarks, drew_remarks, fold, paragraph, said_in
from huiyin.congress.models import Delegation, Remark
from huiyin.ledger.models import Source, Statement
from huiyin.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Cell:
    """Which passages: of a topic, of a delegation (by key), that name something; "" is any, `NONE` is without."""

    topic: str = ""
    delegation: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """A statement with the delegation that it counts for, None where that is not known."""

    statement: Statement
    delegation: Delegation | None


def statements_behind(viewer: Viewer, asked: Asked, cell: Cell) -> list[tuple[int, str]]:
    """Return the statements that a number counts, in the order of records, with the delegation of each."""
    name = fold(cell.name)
    return [
        (each.pk, each.delegation)
        for each in said_in(viewer, asked)[0]
        if (not cell.topic or cell.topic in (each.topics or (NONE,)))
        and cell.delegation in ("", each.delegation)
        and (not name or any(name == named for _type, named in each.names))
    ]


def passages(found: Sequence[tuple[int, str]]) -> list[Behind]:
    """Return statements with their records, meetings and delegations, in the order given; three queries."""
    by_pk = Statement.objects.in_bulk([pk for pk, _key in found])
    sources = Source.objects.select_related("record__meeting__delegation", "record__meeting__group")
    texts = sources.defer("record__text").in_bulk({row.source_id for row in by_pk.values()})  # each text once
    for row in by_pk.values():
        row.source = texts[row.source_id]
    delegations = {each.key: each for each in Delegation.objects.filter(key__in={key for _pk, key in found})}
    return [Behind(by_pk[pk], delegations.get(key)) for pk, key in found if pk in by_pk]


def drew_at(viewer: Viewer, asked: Asked, about: Source, at: int) -> Drew | None:
    """Return the paragraph of a report that begins at an offset, if remarks are counted of it."""
    found = drew_remarks(viewer, asked)
    return next((each for each in found if each.source == about and each.start == at), None)


def remarks_behind(viewer: Viewer, asked: Asked, about: Source, at: int) -> QuerySet[Remark]:
    """Return the remarks that speak about one paragraph of a report, the confirmed ones first."""
    start, end = paragraph(about.text, at)
    rows = about_remarks(viewer, asked).filter(about=about, about_start__gte=start, about_start__lt=max(end, start + 1))
    rows = rows.select_related("delegation", "record__source", "record__meeting__delegation", "record__meeting__group")
    return rows.defer("record__text").order_by("-about_confirmed", "record__meeting__starts_at", "record_id", "start")
