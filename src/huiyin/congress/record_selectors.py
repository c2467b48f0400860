"""Which records and remarks a person may see (读取); the viewer comes first.

The secretariat and auditors of a place see all of its records, editors those that are handed to the reader. Deputies
see what was offered to them (`huiyin.congress.offers.own_offers`). No query here orders or narrows by tone (代表法).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from huiyin.congress.models import Record, Remark, Session
from huiyin.ledger.models import Statement
from huiyin.people.models import Role
from huiyin.people.viewer import Viewer

STATED = ("appraisal", "achievement", "commitment", "suggestion")
WHOLE = (Role.SECRETARY, Role.AUDITOR)


def records_visible_to(viewer: Viewer) -> QuerySet[Record]:
    """Return the records that a viewer may see, in the order of the meetings."""
    whole, handed = viewer.place_ids(*WHOLE), viewer.place_ids(Role.EDITOR)
    rows = Record.objects.filter(
        Q(meeting__session__congress__place__in=whole)
        | Q(meeting__session__congress__place__in=handed, source__isnull=False)
    )
    rows = rows.select_related(
        "source", "meeting__session__congress__place", "meeting__delegation", "meeting__group", "changed_by"
    )
    return rows.order_by("meeting__starts_at", "meeting_id", "pk")


def with_counts(records: QuerySet[Record]) -> QuerySet[Record]:
    """Return records with `n_remarks` and `n_confirmed`."""
    confirmed = Q(remarks__state=Remark.State.CONFIRMED)
    return records.annotate(n_remarks=Count("remarks"), n_confirmed=Count("remarks", filter=confirmed))


def records_of_session(viewer: Viewer, session: Session) -> QuerySet[Record]:
    """Return the records of a session that a viewer may see, with counts."""
    return with_counts(records_visible_to(viewer).filter(meeting__session=session))


def remarks_of(record: Record) -> QuerySet[Remark]:
    """Return the remarks of a record in text order, with who spoke and what about."""
    rows = record.remarks.select_related("mandate__deputy", "observer", "delegation__place", "about", "decided_by")
    return rows.prefetch_related("offers__deputy").order_by("start")


@dataclass(frozen=True, slots=True)
class Said:
    """A remark with the statements that begin in it."""

    remark: Remark
    statements: tuple[Statement, ...]


def said_in(record: Record, remarks: Sequence[Remark]) -> list[Said]:
    """Return remarks with what they state, by one query; background is left out."""
    stated = Statement.objects.filter(source=record.source_id, gone=False, kind__in=STATED)
    rows = list(stated.order_by("start", "end"))
    found = []
    for remark in remarks:
        inside = tuple(row for row in rows if remark.start <= row.start < remark.end)
        found.append(Said(remark, inside))
    return found
