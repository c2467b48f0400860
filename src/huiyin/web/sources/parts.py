"""Parts of a long source (部分): sections taken together until a page is full, so that 3,000 statements stay quick."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from huiyin.ledger.models import Source

FULL = 60  # statements a page, about; a section is not cut before it has twice as many


@dataclass(frozen=True, slots=True)
class Group:
    """A section, or a piece of a very long one, as it stands on a page; `level` is 0 where it has no heading."""

    start: int
    end: int
    heading: str
    level: int
    heading_at: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the workbench; `number` counts from 1, `first` is the number of its first statement."""

    number: int
    start: int
    end: int
    groups: tuple[Group, ...]
    first: int
    count: int

    @property
    def title(self) -> str:
        """The heading of its first section."""
        return next((group.heading for group in self.groups if group.heading), "")


def parts_of(source: Source, starts: Sequence[int]) -> list[Part]:
    """Return the parts of a source.

    Args:
        starts: where its standing statements begin, in order.
    """
    groups = [piece for group in _sections(source) for piece in _pieces(source.text, group, starts)]
    parts: list[Part] = []
    run: list[Group] = []
    count = 0
    for group in groups:
        inside = bisect_left(starts, group.end) - bisect_left(starts, group.start)
        if run and count and (count + inside > FULL or (group.level == 1 and count > FULL // 3)):
            parts.append(_part(len(parts) + 1, run, starts))
            run, count = [], 0
        run.append(group)
        count += inside
    if run:
        parts.append(_part(len(parts) + 1, run, starts))
    return parts


def part_at(parts: Sequence[Part], offset: int) -> Part:
    """Return the part in which a place lies."""
    return parts[max(0, bisect_right([part.start for part in parts], offset) - 1)]


def _part(number: int, groups: list[Group], starts: Sequence[int]) -> Part:
    first = bisect_left(starts, groups[0].start)
    count = bisect_left(starts, groups[-1].end) - first
    return Part(number, groups[0].start, groups[-1].end, tuple(groups), first + 1, count)


def _sections(source: Source) -> list[Group]:
    told: list[dict[str, Any]] = next(
        iter(source.readings.order_by("-pk").values_list("reading__sections", flat=True)[:1]), []
    )
    groups = [Group(each["start"], each["end"], each["heading"], each["level"], each["start"]) for each in told]
    whole = source.length
    if not groups:
        return [Group(0, whole, "", 0)]
    if groups[0].start > 0:
        groups.insert(0, Group(0, groups[0].start, "", 0))
    return groups


def _pieces(text: str, group: Group, starts: Sequence[int]) -> list[Group]:
    """Cut a section that is too long for one page at the ends of lines."""
    first, last = bisect_left(starts, group.start), bisect_left(starts, group.end)
    if last - first <= 2 * FULL:
        return [group]
    pieces = []
    start, at = group.start, group.heading_at
    for number in range(first + FULL, last - FULL // 2, FULL):
        cut = text.rfind("\n", start, starts[number]) + 1
        if cut > start:
            pieces.append(Group(start, cut, group.heading, group.level, at))
            start, at = cut, -1
    return [*pieces, Group(start, group.end, group.heading, group.level, at)]
