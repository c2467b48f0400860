"""Figures of what is public (公开数字), each with its make-up: what is not shown is in no count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.congress.public_items import KEPT, Item


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its make-up: how many of each state make up the whole."""

    total: int
    counts: tuple[tuple[str, int], ...]

    def of(self, code: str) -> int:
        """Return how many are in a state."""
        return dict(self.counts).get(code, 0)


STATES = ("kept", "other_outcome", "on_time", "late", "no_word")


def state_of(item: Item) -> str:
    """Return the one of `STATES` in which a promise is counted; "" where its state is not shown.

    Closed without having been kept is a state of its own, and no colour: partly, changed, dropped each say so.
    """
    if not item.light:
        return ""
    if item.closed:
        return "kept" if item.outcome_code in KEPT else "other_outcome"
    return item.light if item.light in STATES else "on_time"


def promises_by_state(items: Sequence[Item]) -> Figure:
    """Count promises by their state; those whose state is not shown are in no count."""
    counted = [state for item in items if (state := state_of(item))]
    return Figure(len(counted), tuple((code, counted.count(code)) for code in STATES))


def of_year(items: Iterable[Item], year: int | None) -> list[Item]:
    """Return the items of a year; a promise that was carried over (结转) is of the year in which it goes on."""
    return [item for item in items if item.year == year]


def carried_in(items: Iterable[Item], year: int | None) -> list[Item]:
    """Return the promises of a year that were carried over from the one before, and whose state is shown."""
    return [item for item in items if item.rolled and item.year == year and state_of(item)]


def carried_on(items: Iterable[Item], year: int | None) -> list[Item]:
    """Return the promises of a report for a year that were carried over into a later one, and whose state is shown."""
    return [item for item in items if item.rolled and (item.year or 0) > (year or 0) and state_of(item)]


def by_month(items: Iterable[Item]) -> list[tuple[str, int]]:
    """Return how many items were replied to in each month, from the first to the last, months without one too."""
    months = [f"{item.replied_on:%Y-%m}" for item in items if item.replied_on]
    if not months:
        return []
    year, month = map(int, min(months).split("-"))
    found = []
    while (name := f"{year:04}-{month:02}") <= max(months):
        found.append((name, months.count(name)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found[-24:]
