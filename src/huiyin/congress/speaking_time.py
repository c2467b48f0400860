"""Speaking time (发言时长) per person and delegation, where the place measures it: totals in the order of the roster.

Each remark counts for the delegation of its day, so that who changed delegation stands in both with what was said in
each. Only confirmed remarks count, and what has no time is counted apart. There is no ranking and no sorting by it:
remarks are not held against anybody (代表法).
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from huiyin.congress.models import Delegation, Remark, Session


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said in one delegation: remarks, of how many the time is known, and the sum of that."""

    name: str
    number: str
    remarks: int
    timed: int
    seconds: int


@dataclass(frozen=True, slots=True)
class OfDelegation:
    """The people of one delegation who spoke; `delegation` is None for who sits in, and for nobody of the roster."""

    delegation: Delegation | None
    people: tuple[Spoken, ...]

    @property
    def remarks(self) -> int:
        """How many remarks."""
        return sum(each.remarks for each in self.people)

    @property
    def timed(self) -> int:
        """Of how many of them the time is known."""
        return sum(each.timed for each in self.people)

    @property
    def seconds(self) -> int:
        """How long all of them spoke, as far as it is known."""
        return sum(each.seconds for each in self.people)


def is_measured(session: Session) -> bool:
    """Say whether speaking time is measured in a session at all."""
    return session.meetings.filter(records__timed=True).exists()


def speaking_time(session: Session) -> list[OfDelegation]:
    """Return who spoke how long in a session, delegation by delegation, in the order of the roster."""
    rows = measured(session).select_related("delegation", "mandate__deputy", "observer")
    groups: dict[int, dict[tuple[str, str, int], list[Remark]]] = defaultdict(lambda: defaultdict(list))
    delegations: dict[int, Delegation] = {}
    for row in rows:
        if row.delegation is not None:
            delegations[row.delegation.pk] = row.delegation
        groups[row.delegation_id or 0][_person(row)].append(row)
    order = sorted(delegations.values(), key=lambda each: (each.position, each.pk))
    found = [OfDelegation(each, _people(groups[each.pk])) for each in order]
    return [*found, OfDelegation(None, _people(groups[0]))] if 0 in groups else found


def measured(session: Session) -> QuerySet[Remark]:
    """Return the confirmed remarks of the records of a session that measure time."""
    return Remark.objects.filter(record__meeting__session=session, record__timed=True, state=Remark.State.CONFIRMED)


def _person(row: Remark) -> tuple[str, str, int]:
    """Return number, name and id of who spoke; two of one name are two."""
    if row.mandate is not None:
        return (row.mandate.number, row.mandate.deputy.name, row.mandate.pk)
    if row.observer is not None:
        return ("", row.observer.name, row.observer.pk)
    return ("", row.named, 0)


def _people(rows: dict[tuple[str, str, int], list[Remark]]) -> tuple[Spoken, ...]:
    order = sorted(rows, key=lambda who: (who[0] == "", *who))
    found = []
    for who in order:
        times = [row.seconds for row in rows[who] if row.seconds is not None]
        found.append(Spoken(who[1], who[0], len(rows[who]), len(times), sum(times)))
    return tuple(found)
