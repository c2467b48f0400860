"""Milestones of a task (阶段节点): what is to stand by when, and when it was reported done.

A case keeps them as a list of `{"aim", "due_on", "done_on"}` in the order of their days; "" where there is no day.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from huiyin.ledger.day_words import day_at_start

MOST = 20
LONGEST = 100  # characters of an aim
_BETWEEN = re.compile(r"[\n；;]+")
_ITEM = re.compile(r"^[\s　]*(?:[（(]?\d{1,2}[)）.．、](?!\d))?[\s　]*")
_JOINT = re.compile(r"^[\s　]*(?:[:：，,、—-]+)?[\s　]*")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone; without a day where its words name none."""

    aim: str
    due_on: date | None = None
    done_on: date | None = None

    def plain(self) -> dict[str, str]:
        """Return it as events and rows hold it."""
        return {name: (value.isoformat() if isinstance(value, date) else value or "") for name, value in _of(self)}

    def state(self, today: date) -> str:
        """Return `done`, `late` (its day is over), or `open`."""
        if self.done_on is not None:
            return "done"
        return "late" if self.due_on is not None and self.due_on < today else "open"


def first_open(milestones: Iterable[Milestone]) -> Milestone | None:
    """Return the milestone that is to stand next: the first one with a day that is not reported done."""
    waited = [each for each in milestones if each.done_on is None and each.due_on is not None]
    return min(waited, key=lambda each: each.due_on or date.max, default=None)


def _of(milestone: Milestone) -> Iterable[tuple[str, Any]]:
    return asdict(milestone).items()


def kept(rows: Iterable[Mapping[str, str]]) -> tuple[Milestone, ...]:
    """Return milestones as rows and events hold them."""
    return tuple(Milestone(row["aim"], _day(row.get("due_on")), _day(row.get("done_on"))) for row in rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def in_words(text: str, *, year: int | None) -> tuple[Milestone, ...]:
    """Return the milestones of a text, one a line or between semicolons: 6月底前完成选址；三季度：开工.

    The day stands first. Where none does, the milestone has none: nothing is guessed.
    """
    found = []
    for part in _BETWEEN.split(text):
        words = _ITEM.sub("", part).strip(" 　。.")
        if not words:
            continue
        due_on, length = day_at_start(words, year=year)
        aim = _JOINT.sub("", words[length:]) if due_on else words
        found.append(Milestone((aim or words)[:LONGEST], due_on))
    return in_order(found)


def in_order(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return milestones by their days, those without one last."""
    return tuple(sorted(milestones, key=lambda each: (each.due_on is None, each.due_on or date.min)))


def as_text(milestones: Iterable[Milestone]) -> str:
    """Return milestones as they can be typed in again."""
    return "\n".join(f"{each.due_on.isoformat() if each.due_on else ''} {each.aim}".strip() for each in milestones)


def amended(now: Sequence[Milestone], wanted: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones that are wanted; one whose aim stood there stays as done as it was."""
    done = {each.aim: each.done_on for each in now}
    return in_order(Milestone(each.aim, each.due_on, done.get(each.aim)) for each in wanted)


def reached(now: Sequence[Milestone], done: Collection[str], *, on: date) -> tuple[Milestone, ...]:
    """Return the milestones, those whose aims are named done on a day; one that was done before stays as it was."""
    return tuple(
        Milestone(each.aim, each.due_on, on) if each.aim in done and each.done_on is None else each for each in now
    )
