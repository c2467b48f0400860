"""What is known of congresses, sessions, rosters and meetings (读取); the viewer comes first.

Whoever works in a place, or in one below it, sees its congress: the order of a session is no secret. A deputy sees the
session and the meetings of all and of the own delegation.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from huiyin.congress.models import Congress, Delegation, Mandate, Meeting, Membership, Session
from huiyin.congress.seats import holding, in_order, seats_on
from huiyin.ledger.models import Case, CaseDeputy
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Deputy, Place, Role
from huiyin.people.permissions import READERS
from huiyin.people.viewer import Viewer

STAFF = READERS | {Role.ADMINISTRATOR}


def congresses_visible_to(viewer: Viewer) -> QuerySet[Congress]:
    """Return the congresses of the viewer's places and of those above them, newest first."""
    rows = Congress.objects.filter(place__in=places_of(viewer)).select_related("place")
    return rows.order_by("place_id", "-number")


def sessions_visible_to(viewer: Viewer) -> QuerySet[Session]:
    """Return the sessions that a viewer may see, newest first."""
    rows = Session.objects.filter(congress__place__in=places_of(viewer))
    return rows.select_related("congress__place").order_by("-opens_on", "-pk")


def delegations_visible_to(viewer: Viewer) -> QuerySet[Delegation]:
    """Return the delegations of the congresses that a viewer may see."""
    return Delegation.objects.filter(congress__in=congresses_visible_to(viewer)).select_related("congress__place")


def deputies_visible_to(viewer: Viewer) -> QuerySet[Deputy]:
    """Return the deputies who sit or sat in a congress that a viewer may see."""
    seated = Mandate.objects.filter(deputy=OuterRef("pk"), congress__in=congresses_visible_to(viewer))
    return Deputy.objects.filter(Exists(seated))


def meetings_visible_to(viewer: Viewer) -> QuerySet[Meeting]:
    """Return the meetings that a viewer may see: a deputy those of all, of the own delegation, of the own presidium."""
    rows = Meeting.objects.filter(session__in=sessions_visible_to(viewer)).annotate(on=TruncDate("starts_at"))
    if not viewer.has(*STAFF):
        own = Membership.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=OuterRef("on")),
            from_on__lte=OuterRef("on"),
            delegation=OuterRef("delegation"),
            mandate__deputy__account_id=viewer.account_id,
        )
        presiding = Session.presidium.through.objects.filter(
            session=OuterRef("session"), mandate__deputy__account_id=viewer.account_id
        )
        rows = rows.filter(
            Q(kind=Meeting.Kind.PLENARY) | Exists(own) | (Q(kind=Meeting.Kind.PRESIDIUM) & Exists(presiding))
        )
    rows = rows.select_related("session__congress__place", "delegation", "group")
    return rows.order_by("starts_at", F("delegation__position").asc(nulls_first=True), "group__name", "pk")


def places_of(viewer: Viewer) -> frozenset[int]:
    """Return the places in which a viewer holds a role, with all above them."""
    found = {grant.place_id for grant in viewer.grants}
    level = found
    while level:
        above = Place.objects.filter(pk__in=level, parent__isnull=False).values_list("parent_id", flat=True)
        level = set(above) - found
        found = found | level
    return frozenset(found)


def shown_on(session: Session, today: date) -> date:
    """Return the day as of which a session shows its roster: today while it sits, else its last or first day."""
    last = session.closes_on or max(today, session.opens_on)
    return min(max(today, session.opens_on), last)


@dataclass(frozen=True, slots=True)
class Size:
    """How many deputies a delegation has on a day, and who heads it."""

    delegation: Delegation
    members: int
    groups: int
    heads: tuple[Deputy, ...]


def sizes(congress: Congress, on: date) -> list[Size]:
    """Return the delegations of a congress with their sizes on a day."""
    seats = list(seats_on(congress, on))
    members = Counter(seat.delegation_id for seat in seats)
    heads = {
        pk: tuple(seat.mandate.deputy for seat in rows if seat.office == Membership.Office.HEAD)
        for pk, rows in ((pk, list(rows)) for pk, rows in groupby(seats, key=lambda seat: seat.delegation_id))
    }
    rows = congress.delegations.prefetch_related("groups").order_by("position", "pk")
    return [Size(row, members[row.pk], len(row.groups.all()), heads.get(row.pk, ())) for row in rows]


def left_delegation(delegation: Delegation, on: date) -> list[Membership]:
    """Return the memberships of a delegation that had ended before a day, latest first."""
    rows = in_order(delegation.memberships.filter(to_on__lt=on))
    return list(rows.order_by("-to_on", "pk"))


def roster(
    congress: Congress, *, on: date, words: str = "", delegation: str = "", state: str = ""
) -> QuerySet[Mandate]:
    """Return the mandates of a congress with their memberships in `seats`, latest first.

    Args:
        words: part of a name, a post or a number.
        delegation: only deputies who sit in the delegation of this key on the day.
        state: `valid` on the day, `ended` before it, or "" for all.
    """
    rows = Mandate.objects.filter(congress=congress).select_related("deputy__account")
    if words:
        rows = rows.filter(
            Q(deputy__name__icontains=words) | Q(deputy__post__icontains=words) | Q(number__icontains=words)
        )
    if delegation:
        sitting = Membership.objects.filter(holding(on), mandate=OuterRef("pk"), delegation__key=delegation)
        rows = rows.filter(Exists(sitting))
    if state == "valid":
        rows = rows.filter(holding(on))
    elif state == "ended":
        rows = rows.filter(to_on__lt=on)
    seats = Membership.objects.select_related("delegation", "group").order_by("-from_on")
    return rows.order_by("number", "deputy__name", "pk").prefetch_related(
        Prefetch("memberships", queryset=seats, to_attr="seats")
    )


def seat_on(seats: Iterable[Membership], on: date) -> Membership | None:
    """Return the membership that holds on a day, else the last one before it, out of those given latest first."""
    return next((seat for seat in seats if seat.from_on <= on), None)


def filed_by(deputy: Deputy, viewer: Viewer) -> list[tuple[Case, str]]:
    """Return the cases that a deputy filed or co-signed, as far as the viewer may see them, newest first."""
    rows = CaseDeputy.objects.filter(deputy=deputy, active=True, case__in=visible_cases(viewer))
    return [(row.case, row.part) for row in rows.select_related("case").order_by("-case__pk")]
