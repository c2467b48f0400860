"""Congresses and sessions (届次): founding, opening, the agenda (议程), the presidium (主席团), who sits in (列席)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from huiyin.congress.events import day, tell, write
from huiyin.congress.meetings import EARLIEST
from huiyin.congress.models import AgendaItem, Congress, Delegation, Mandate, Observer, Session
from huiyin.errors import CongressError, refuse
from huiyin.ledger.models import Source
from huiyin.ledger.record import Actor
from huiyin.people.models import Place, Unit
from huiyin.reading.secrecy import refuse_secret

CONGRESS_FIELDS = frozenset({"level", "number", "from_on", "to_on", "size"})
SESSION_FIELDS = frozenset({"number", "year", "opens_on", "closes_on"})
ITEM_FIELDS = frozenset({"title", "treatment", "source"})


@transaction.atomic
def found_congress(
    *,
    place: Place,
    level: str,
    number: int,
    from_on: date,
    by: Actor,
    to_on: date | None = None,
    size: int | None = None,
) -> Congress:
    """Found a congress in its term (届).

    Raises:
        CongressError: the place has a congress of that number, or the days are turned round.
    """
    refuse(congress_faults(place=place, number=number, from_on=from_on, to_on=to_on))
    congress = Congress.objects.create(place=place, level=level, number=number, from_on=from_on, to_on=to_on, size=size)
    tell(congress.key, by, "congress.founded", place=place.code, number=number)
    return congress


@transaction.atomic
def change_congress(*, congress: Congress, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change level, number, days or seats of a congress; return which fields differ now."""
    _known(changes, CONGRESS_FIELDS)
    row = Congress.objects.get(pk=congress.pk)
    told = {name: changes.get(name, getattr(row, name)) for name in ("number", "from_on", "to_on")}
    refuse(congress_faults(place=row.place, **told, but=row))
    changed = write(row, changes)
    if changed:
        tell(row.key, by, "congress.changed", fields=changed)
    return changed


def congress_faults(
    *, place: Place | None, number: int | None, from_on: date | None, to_on: date | None, but: Congress | None = None
) -> Iterator[CongressError]:
    """Yield all that hinders a congress from being entered so; None is what a form could not read."""
    yield from _in_order(from_on, to_on)
    if place is not None and number is not None:
        taken = Congress.objects.filter(place=place, number=number)
        if (taken.exclude(pk=but.pk) if but else taken).exists():
            yield CongressError("congress.number_taken")


@transaction.atomic
def open_session(
    *, congress: Congress, number: int, year: int, opens_on: date, by: Actor, closes_on: date | None = None
) -> Session:
    """Open a session (次) of a congress.

    Raises:
        CongressError: there is a session of that number, the days are turned round, or it opens outside of the term.
    """
    refuse(session_faults(congress, number=number, opens_on=opens_on, closes_on=closes_on))
    session = Session.objects.create(
        congress=congress, number=number, year=year, opens_on=opens_on, closes_on=closes_on
    )
    tell(session.key, by, "session.opened", congress=congress.key, number=number, opens_on=day(opens_on))
    return session


@transaction.atomic
def change_session(*, session: Session, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change number, year or days of a session; return which fields differ now."""
    _known(changes, SESSION_FIELDS)
    row = Session.objects.select_related("congress").get(pk=session.pk)
    told = {name: changes.get(name, getattr(row, name)) for name in ("number", "opens_on", "closes_on")}
    refuse(session_faults(row.congress, **told, but=row))
    changed = write(row, changes)
    if changed:
        tell(row.key, by, "session.changed", fields=changed)
    return changed


def session_faults(
    congress: Congress,
    *,
    number: int | None,
    opens_on: date | None,
    closes_on: date | None,
    but: Session | None = None,
) -> Iterator[CongressError]:
    """Yield all that hinders a session from being entered so; None is what a form could not read."""
    yield from _in_order(opens_on, closes_on)
    if opens_on is not None and (opens_on < congress.from_on or (congress.to_on and opens_on > congress.to_on)):
        yield CongressError("session.outside_term")
    if but is not None and opens_on is not None:
        yield from _without_meetings(but, opens_on, closes_on)
    if number is not None:
        taken = Session.objects.filter(congress=congress, number=number)
        if (taken.exclude(pk=but.pk) if but else taken).exists():
            yield CongressError("session.number_taken")


def _without_meetings(session: Session, opens_on: date, closes_on: date | None) -> Iterator[CongressError]:
    """Refuse days that leave meetings outside which lie within now; where that helps, with longer days to begin with.

    A meeting stays within its session at every moment, so that a postponed session lasts from its old days to the
    new ones (`from_on`, and `to_on` unless there is no last day) while its meetings are moved.
    """
    held = [timezone.localdate(at) for at in session.meetings.values_list("starts_at", flat=True)]
    within = [on for on in held if _holds(on, session.opens_on, session.closes_on)]
    left = [on for on in within if not _holds(on, opens_on, closes_on)]
    if not left:
        return
    first = min(session.opens_on, opens_on)
    last = max(session.closes_on, closes_on) if session.closes_on and closes_on else None
    told: dict[str, date] = {}
    if (first, last) != (session.opens_on, session.closes_on):
        told = {"from_on": first} if last is None else {"from_on": first, "to_on": last}
    yield CongressError("session.without_meetings", n=len(left), on=min(left), **told)


def _holds(on: date, opens_on: date, closes_on: date | None) -> bool:
    """Say whether a session of these days may have a meeting on that day."""
    return opens_on - EARLIEST <= on and (closes_on is None or on <= closes_on)


@transaction.atomic
def add_item(*, session: Session, title: str, treatment: str, by: Actor, source: Source | None = None) -> AgendaItem:
    """Put an item at the end of the agenda; a report that the site keeps goes with it as its source.

    Raises:
        SecretText: its title bears a mark of secrecy.
    """
    refuse_secret(title)
    last = AgendaItem.objects.select_for_update().filter(session=session).order_by("-position").first()
    item = AgendaItem.objects.create(
        session=session, title=title, treatment=treatment, source=source, position=last.position + 1 if last else 1
    )
    tell(session.key, by, "session.item_added", item=item.key, treatment=treatment, source=source.key if source else "")
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change the words of an item, what is done with it, or its report; return which fields differ now."""
    _known(changes, ITEM_FIELDS)
    row = AgendaItem.objects.select_related("session").get(pk=item.pk)
    changed = write(row, changes)
    if changed:
        tell(row.session.key, by, "session.item_changed", item=row.key, fields=changed)
    return changed


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Actor) -> bool:
    """Let an item change places with its neighbour; return False where it has none on that side."""
    rows = list(AgendaItem.objects.select_for_update().filter(session=item.session_id).order_by("position"))
    at = next(index for index, row in enumerate(rows) if row.pk == item.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return False
    _swap(rows[at], rows[other])
    tell(item.session.key, by, "session.item_moved", item=item.key, up=up)
    return True


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Actor) -> None:
    """Take an item off the agenda; those after it move up."""
    session, key, position = item.session, item.key, item.position
    item.delete()
    for row in AgendaItem.objects.filter(session=session, position__gt=position).order_by("position"):
        AgendaItem.objects.filter(pk=row.pk).update(position=F("position") - 1)
    tell(session.key, by, "session.item_removed", item=key)


@transaction.atomic
def set_presidium(*, session: Session, members: Iterable[Mandate], by: Actor) -> bool:
    """Make these the presidium of a session; return whether anything changed.

    Raises:
        CongressError: somebody does not sit in this congress.
    """
    members = list(members)
    if any(mandate.congress_id != session.congress_id for mandate in members):
        raise CongressError("presidium.stranger")
    before = set(session.presidium.values_list("pk", flat=True))
    after = {mandate.pk for mandate in members}
    if before == after:
        return False
    session.presidium.set(members)
    tell(session.key, by, "session.presidium_set", members=len(after), joined=len(after - before))
    return True


@transaction.atomic
def add_observer(
    *, session: Session, name: str, post: str, by: Actor, unit: Unit | None = None, delegation: Delegation | None = None
) -> Observer:
    """Let somebody sit in without a vote (列席), in the meetings of one delegation where one is named.

    Raises:
        CongressError: the same person in the same post is listed already, or the delegation is of another congress.
        SecretText: name or post bear a mark of secrecy.
    """
    refuse_secret(name, post)
    if delegation is not None and delegation.congress_id != session.congress_id:
        raise CongressError("delegation.other_congress")
    if Observer.objects.filter(session=session, name=name, post=post).exists():
        raise CongressError("observer.twice")
    row = Observer.objects.create(session=session, name=name, post=post, unit=unit, delegation=delegation)
    where = delegation.key if delegation else ""
    tell(session.key, by, "session.observer_added", observer=row.key, delegation=where)
    return row


@transaction.atomic
def remove_observer(*, observer: Observer, by: Actor) -> None:
    """Take somebody off the list of those who sit in.

    Raises:
        CongressError: it is recorded whether the person was at a meeting, spoke there or was asked something.
    """
    if observer.attendances.exists() or observer.remarks.exists() or observer.questions.exists():
        raise CongressError("observer.recorded")
    session, key = observer.session, observer.key
    observer.delete()
    tell(session.key, by, "session.observer_removed", observer=key)


def _swap(one: AgendaItem, other: AgendaItem) -> None:
    """Exchange two positions over a third, since a position is unique at every moment."""
    free = 0
    here, there = one.position, other.position
    AgendaItem.objects.filter(pk=one.pk).update(position=free)
    AgendaItem.objects.filter(pk=other.pk).update(position=here)
    AgendaItem.objects.filter(pk=one.pk).update(position=there)


def _in_order(first: date | None, last: date | None) -> Iterator[CongressError]:
    if first is not None and last is not None and last < first:
        yield CongressError("days.turned_round")


def _known(changes: Mapping[str, Any], fields: frozenset[str]) -> None:
    if unknown := set(changes) - fields:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
