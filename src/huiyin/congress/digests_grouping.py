"""What is said once in a digest: a sentence is one point, and so are like sentences of several delegations. Pure.

Likeness is counted on pairs of characters. Points with other figures, other names or another number of negations are
never alike: those say something else, however few characters differ.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.congress.similar import dice, pairs
from huiyin.reading.fold import fold

ALIKE = 0.6  # of two points: what three of five pairs share is said twice
PARTS = {"appraisal": "appraisal", "achievement": "past", "commitment": "current", "suggestion": "suggestion"}
OF_PERIOD = {"past": "past", "current": "current"}  # where a background statement goes that somebody brings in
BETWEEN = re.compile(r"[，,、：:\s]*")  # what may stand between two statements of one sentence
LAST = "，,、；;：:。 \t\r\n\u3000"
FIGURES = re.compile(r"\d+(?:\.\d+)?%?")
NEGATIONS = re.compile(r"[不未没无非]")


@dataclass(frozen=True, slots=True)
class Said:
    """A confirmed statement, and whose it is: `delegation` is an id, `order` what comes first."""

    pk: int
    delegation: int
    order: tuple[int, ...]
    source: int
    remark: int | None
    start: int
    end: int
    part: str
    names: frozenset[str]  # of places, bodies, projects: the words as they stand
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence, of the statements that stand in it; `text` is what the source has, with a stop at its end."""

    said: tuple[Said, ...]
    text: str

    @property
    def part(self) -> str:
        """Where it stands in a block."""
        return self.said[0].part

    @property
    def delegations(self) -> tuple[int, ...]:
        """Whose words they are."""
        return tuple(dict.fromkeys(each.delegation for each in self.said))


def part_of(kind: str, period: str) -> str:
    """Return the part of a block for a kind of statement; background goes by its period."""
    return PARTS.get(kind) or OF_PERIOD.get(period, "appraisal")


def points_of(said: Iterable[Said], texts: dict[int, str]) -> list[Point]:
    """Return the points that statements make: those of one sentence, one part and one remark are one."""
    found: list[list[Said]] = []
    for each in sorted(said, key=lambda one: (one.order, one.source, one.start)):
        last = found[-1][-1] if found else None
        if last is not None and _goes_on(last, each, texts[each.source]):
            found[-1].append(each)
        else:
            found.append([each])
    return [Point(tuple(run), sentence(texts[run[0].source], run[0].start, run[-1].end)) for run in found]


def _goes_on(last: Said, each: Said, text: str) -> bool:
    same = (last.source, last.remark, last.part, last.delegation) == (
        each.source,
        each.remark,
        each.part,
        each.delegation,
    )
    return same and last.end <= each.start and bool(BETWEEN.fullmatch(text[last.end : each.start]))


def sentence(text: str, start: int, end: int) -> str:
    """Return a passage as a sentence: no mark that leads on at its end, a stop instead."""
    words = text[start:end].strip().rstrip(LAST)
    for opens, closes in ("“”", "‘’", "（）", "《》"):
        if words.count(opens) < words.count(closes):
            words = words.rstrip(closes) if words.endswith(closes) else words
        elif words.count(opens) > words.count(closes) and words.startswith(opens):
            words = words.removeprefix(opens)
    return words if words.endswith(("！", "？", "…", "。”")) else words + "。"


def grouped(points: Sequence[Point]) -> list[list[Point]]:
    """Return points with their like: each group in the order given, the first of it speaks for all.

    A point joins the first group whose first point it is like, so that a chain of small changes makes no group.
    """
    groups: list[list[Point]] = []
    rivals: dict[object, list[list[Point]]] = {}  # groups that could be like, by what must be the same
    for point in points:
        near = rivals.setdefault((point.part, _facts(point)), [])
        home = next((group for group in near if _alike(group[0], point)), None)
        if home is None:
            home = []
            near.append(home)
            groups.append(home)
        home.append(point)
    return groups


def alike(one: Point, other: Point) -> bool:
    """Return whether two points say the same."""
    return (one.part, _facts(one)) == (other.part, _facts(other)) and _alike(one, other)


def _alike(one: Point, other: Point) -> bool:
    return dice(pairs(one.text), pairs(other.text)) >= ALIKE


def _facts(point: Point) -> tuple[object, ...]:
    names = frozenset(name for each in point.said for name in each.names)
    figures = frozenset(figure for each in point.said for figure in each.figures)
    words = fold(point.text)
    return names, figures, tuple(sorted(FIGURES.findall(words))), len(NEGATIONS.findall(words))
