"""Which statement of a report a line of a plan speaks of: by the pairs of characters that both have."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.ledger.models import Statement

LEAST = 0.5  # below this nothing is matched: no passage is better than a wrong one
_BARE = re.compile(r"[^\w%.]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A statement and how much of the shorter text both have in common, 0 to 1."""

    statement: Statement
    score: float


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text without marks."""
    bare = _BARE.sub("", text)
    return frozenset(bare[n : n + 2] for n in range(len(bare) - 1)) or frozenset((bare,) if bare else ())


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two texts have in common: the mean of the share of the shorter and of both (Dice)."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    contained = common / min(len(one), len(other))
    dice = 2 * common / (len(one) + len(other))
    return (contained + dice) / 2


class Matcher:
    """The commitments of a source, ready to be compared."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements: Sequence[tuple[Statement, frozenset[str]]] = [(each, pairs(each.text)) for each in statements]
        self.by_pair: dict[str, list[int]] = {}
        for place, (_statement, own) in enumerate(self.statements):
            for pair in own:
                self.by_pair.setdefault(pair, []).append(place)

    def best(self, text: str) -> Match | None:
        """Return the statement that has most in common with a text, or None; of equals the earlier one."""
        wanted = pairs(text)
        near = {place for pair in wanted for place in self.by_pair.get(pair, ())}
        scored = [(overlap(wanted, self.statements[place][1]), -place) for place in near]
        if not scored:
            return None
        score, place = max(scored)
        return Match(self.statements[-place][0], round(score, 3)) if score >= LEAST else None
