"""Figures of handling (办理统计): each with numerator, denominator and what was left out; never a bare rate.

Outcomes are counted under the rules that they were given by: letters of two schemes are never added or compared.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from huiyin.congress.handled import Handled, handled
from huiyin.ledger.models import Case

KEPT = ("kept", "exceeded", "late")  # outcomes of a promise that was fulfilled, late or not
GRADES = ("satisfied", "basically", "unsatisfied")
ROUNDS = ("first", "last")
RATES = ("assigned", "accepted", "returned", "replied", "replied_in_time", "met")
Test = Callable[[Handled], bool]
IN_PARTS = "parts"  # the line of what several units handle in parts (分办), where figures are told by unit
NO_UNIT = "-"  # and of what no unit was given yet
CONTENT = "content"  # satisfied or basically satisfied (满意，含基本满意)


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure with its make-up: `left_out` counts what belongs to neither."""

    code: str
    part: int
    whole: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the suggestions of one year that a viewer may see."""

    received: int
    rates: tuple[Rate, ...]
    opinions: dict[str, tuple[Rate, ...]] = field(default_factory=dict)  # first, last: by grade
    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)  # by policy, by outcome
    categories: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MakeUp:
    """What a figure is made of: items that count, the rest of the denominator, items that belong to neither."""

    code: str
    part: tuple[Handled, ...]
    rest: tuple[Handled, ...]
    left_out: tuple[Handled, ...] = ()

    @property
    def rate(self) -> Rate:
        """The figure itself."""
        return Rate(self.code, len(self.part), len(self.part) + len(self.rest), len(self.left_out))


def figures(cases: QuerySet[Case], *, today: date) -> Figures:
    """Return the figures of some suggestions; motions and promises are not among them."""
    items = handled(cases, today=today)
    rates = [make_up(items, code).rate for code in RATES]
    return Figures(
        received=len(items),
        rates=(*rates, promises([item.pk for item in items])),
        opinions={
            name: tuple(replace(make_up(items, f"{name}.{grade}").rate, code=grade) for grade in GRADES)
            for name in ROUNDS
        },
        outcomes=outcomes(items),
        categories=dict(Counter(item.category for item in items if item.taken and item.category).most_common()),
    )


def make_up(items: Sequence[Handled], code: str) -> MakeUp:
    """Return what a figure is made of.

    Args:
        code: one of `RATES`; or a round and a grade (`first.satisfied`, `last.content`); or `outcome.` with the rules
            and the outcome (`outcome.suggestion.general.resolved`).
    Raises:
        KeyError: there is no such figure.
    """
    told, _dot, grade = code.partition(".")
    if told in ROUNDS:
        return _of_round(items, code, told, grade)
    if told == "outcome":
        rules, _dot, outcome = grade.rpartition(".")
        replied = [item for item in _assigned(items) if item.replied and item.policy == rules]
        return _split(code, replied, lambda item: item.outcome == outcome)
    sorts: dict[str, tuple[Test, Test]] = {
        "assigned": (lambda item: item.taken, lambda item: item.assigned_on is not None),
        "accepted": (_is_assigned, lambda item: item.accepted),
        "returned": (_is_assigned, lambda item: item.sent_back),
        "replied": (_is_assigned, lambda item: item.replied),
        "replied_in_time": (
            lambda item: _is_assigned(item) and item.in_time is not None,
            lambda item: bool(item.in_time),
        ),
        "met": (_is_assigned, lambda item: item.met),
    }
    whole, counts = sorts[code]
    left = [] if code not in ("assigned", "replied_in_time") else items if code == "assigned" else _assigned(items)
    return _split(code, filter(whole, items), counts, [item for item in left if not whole(item)])


def _of_round(items: Sequence[Handled], code: str, which: str, grade: str) -> MakeUp:
    grades = ("satisfied", "basically") if grade == CONTENT else (grade,)
    if grade not in (*GRADES, CONTENT):
        raise KeyError(code)
    replied = [item for item in _assigned(items) if item.replied]
    return _split(
        code,
        [item for item in replied if getattr(item, which)],
        lambda item: getattr(item, which) in grades,
        [item for item in replied if not getattr(item, which)],
    )


def _split(code: str, whole: Iterable[Handled], counts: Test, left_out: Iterable[Handled] = ()) -> MakeUp:
    rows = list(whole)
    return MakeUp(
        code,
        tuple(item for item in rows if counts(item)),
        tuple(item for item in rows if not counts(item)),
        tuple(left_out),
    )


def _is_assigned(item: Handled) -> bool:
    return item.taken and item.assigned_on is not None


def _assigned(items: Iterable[Handled]) -> list[Handled]:
    return [item for item in items if _is_assigned(item)]


def outcomes(items: Iterable[Handled]) -> dict[str, dict[str, int]]:
    """Return how often each outcome was given, rules by rules."""
    counted: dict[str, Counter[str]] = {}
    for item in _assigned(items):
        if item.replied:
            counted.setdefault(item.policy, Counter())[item.outcome] += 1
    return {name: dict(counts) for name, counts in counted.items()}


def line_of(item: Handled) -> str:
    """Return the line in which an item stands where figures are told by unit: each in one, so that lines add up."""
    return IN_PARTS if item.parts else item.unit_key or NO_UNIT


def of_unit_or_category(items: Iterable[Handled], *, unit: str = "", category: str = "") -> list[Handled]:
    """Return those that were taken up of one unit's line (`line_of`), or of a category ("-" is without); "" is any."""
    return [
        item
        for item in items
        if (not unit or (item.taken and line_of(item) == unit))
        and (not category or (item.taken and (item.category or "-") == category))
    ]


def promises(ids: Iterable[int]) -> Rate:
    """Return the promises that were fulfilled among those that were closed; what still runs is left out."""
    kept, rest, running = (rows.count() for rows in promise_groups(ids))
    return Rate("promises", kept, kept + rest, running)


def promise_groups(ids: Iterable[int]) -> tuple[QuerySet[Case], QuerySet[Case], QuerySet[Case]]:
    """Return the promises of some suggestions: those that were fulfilled, the rest of the closed, what still runs."""
    rows = promises_of(ids)
    closed = closed_promises(rows)
    return (
        closed.filter(outcome__in=KEPT),
        closed.exclude(outcome__in=KEPT),
        rows.exclude(pk__in=closed.order_by().values("pk")),
    )


def promises_of(ids: Iterable[int]) -> QuerySet[Case]:
    """Return the promises made in the replies to some suggestions."""
    return Case.objects.filter(promised_in_id__in=list(ids))


def closed_promises(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return those that are over and done with one way or the other: what was rolled over is not."""
    return rows.filter(closed=True).exclude(stage__in=("withdrawn", "rolled_over"))
