"""Office hours (工作时间): the spells of a working day in which working hours pass."""

import re

from huiyin.policy.model import Record

SPELL = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
MIDNIGHT = 24 * 60


class OfficeHours(Record, frozen=True):
    """Spells as minutes of the day, from and to, in order and apart."""

    spells: tuple[tuple[int, int], ...]

    @property
    def minutes(self) -> int:
        """How many minutes a working day has."""
        return sum(end - start for start, end in self.spells)

    def pass_on(self, after: int, left: int) -> tuple[int, int]:
        """Return the minute of the day at which `left` minutes are used up, and how many remain after its end.

        Args:
            after: the minute of the day from which on they are used.
            left: how many minutes there are to use; at least one.
        """
        minute = after
        for start, end in self.spells:
            begin = max(start, after)
            if begin >= end:
                continue
            used = min(end - begin, left)
            minute, left = begin + used, left - used
            if left == 0:
                break
        return minute, left


def parse_hours(text: str) -> OfficeHours | None:
    """Return the office hours written as `9:00-12:00 13:00-17:00`, or None where they are not so written."""
    spells = []
    before = 0
    for each in text.split():
        found = SPELL.fullmatch(each)
        if found is None:
            return None
        h1, m1, h2, m2 = map(int, found.groups())
        start, end = h1 * 60 + m1, h2 * 60 + m2
        if m1 > 59 or m2 > 59 or not before <= start < end <= MIDNIGHT:
            return None
        spells.append((start, end))
        before = end
    return OfficeHours(tuple(spells)) if spells else None


OFFICE_HOURS = OfficeHours(((9 * 60, 12 * 60), (13 * 60, 17 * 60)))  # nobody's rule: a policy says its own
