"""One step for many cases (批量办理): says beforehand who can take it, and takes each in a transaction of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from huiyin.errors import LedgerError
from huiyin.ledger.cases import Given, act, possible_steps
from huiyin.ledger.models import Case
from huiyin.people.viewer import Viewer

MOST = 500


@dataclass(slots=True)
class Split:
    """Which cases can take a step, and which cannot: the code says why (`wrong_stage`, `wrong_role`)."""

    can: list[Case] = field(default_factory=list)
    cannot: list[tuple[Case, str]] = field(default_factory=list)


@dataclass(slots=True)
class Taken:
    """What came of a step for many: the cases that took it, and the errors of those that did not."""

    done: list[Case] = field(default_factory=list)
    refused: list[tuple[Case, LedgerError]] = field(default_factory=list)


def who_can(*, cases: Iterable[Case], action: str, viewer: Viewer, at: datetime) -> Split:
    """Return which of the cases can take a step now, without taking it; at most `MOST` are looked at."""
    split = Split()
    for case in list(cases)[:MOST]:
        if any(each.action == action for each in possible_steps(case, viewer, at=at)):
            split.can.append(case)
        else:
            split.cannot.append((case, "closed" if case.closed else "wrong_stage"))
    return split


def act_on_many(
    *,
    cases: Iterable[Case],
    action: str,
    given: Given,
    by: Viewer,
    at: datetime,
    versions: Mapping[str, int] | None = None,
) -> Taken:
    """Take a step of each case; one that is refused holds up no other.

    Args:
        versions: by key, the version of each case that the person saw; a case that is missing here is not checked.
    """
    return each_by_itself(
        cases, versions, lambda case, seen: act(case=case, action=action, given=given, by=by, at=at, expected=seen)
    )


def each_by_itself(
    cases: Iterable[Case], versions: Mapping[str, int] | None, do: Callable[[Case, int | None], Case]
) -> Taken:
    """Do something with each of the cases, which gets the version that was seen; at most `MOST` are taken."""
    taken = Taken()
    for case in list(cases)[:MOST]:
        try:
            taken.done.append(do(case, (versions or {}).get(case.key)))
        except LedgerError as error:
            taken.refused.append((case, error))
    return taken
