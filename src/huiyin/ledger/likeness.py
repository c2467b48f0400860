"""How alike two texts are (查重): shingles of characters, a bottom-k sketch to find candidates, a count to say so.

Shingling and resemblance: A. Broder, "On the resemblance and containment of documents", 1997. A sketch of the k
smallest hashes: E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007. The sketch only finds
candidates; what is shown to people is counted on the texts themselves.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from huiyin.reading.fold import fold

WIDTH = 8  # characters a shingle: shorter ones recur in any two reports, longer ones die of one changed figure
SKETCH = 128  # smallest hashes kept; the estimate is then right to about 0.05
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share: `same` shingles stand in both, `all` in either, `mine` in the first."""

    same: int
    all: int
    mine: int

    @property
    def share(self) -> float:
        """Resemblance (Jaccard): 1.0 for equal texts but for punctuation and blanks."""
        return self.same / self.all if self.all else 1.0

    @property
    def percent(self) -> int:
        """The share in per cent, rounded down, so that 100 means all."""
        return 100 * self.same // self.all if self.all else 100


def shingles(text: str) -> frozenset[str]:
    """Return all runs of `WIDTH` characters of a text without punctuation and blanks; a short text is one shingle."""
    bare = _MARKS.sub("", fold(text)).casefold()
    if len(bare) <= WIDTH:
        return frozenset((bare,)) if bare else frozenset()
    return frozenset(bare[at : at + WIDTH] for at in range(len(bare) - WIDTH + 1))


def sketch(found: Iterable[str]) -> list[int]:
    """Return the smallest hashes of shingles, in order; 52 bits each, so that JSON keeps them exactly."""
    return sorted({_hash(each) for each in found})[:SKETCH]


def estimate(one: Sequence[int], other: Sequence[int]) -> float:
    """Return about how much two texts share, by their sketches alone."""
    if not one or not other:
        return 0.0
    smallest = sorted({*one, *other})[:SKETCH]
    both = set(one) & set(other)
    return sum(each in both for each in smallest) / len(smallest)


def compare(text: str, other: str) -> Likeness:
    """Return how much two texts share, counted."""
    mine, theirs = shingles(text), shingles(other)
    same = len(mine & theirs)
    return Likeness(same, len(mine) + len(theirs) - same, len(mine))


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest()) >> 12
