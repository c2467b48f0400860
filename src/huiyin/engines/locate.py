"""Finding the words that a model quotes (引文定位) in the text, in order; what has no one place is never guessed.

A model gives words, not offsets. The words of one answer must stand in the text one after another, so each quote
is looked for between its neighbours. A quote is placed only if that leaves exactly one place for it: a bare `增长5%`
that could be the second or the third of the passage is left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

_MANY = 200  # more places than this in one passage, and a quote says nothing about where it is from

Fits = Callable[[int, int], bool]


class Placed(NamedTuple):
    """The quote of that number stands at `start, end`."""

    number: int
    start: int
    end: int


class Lost(NamedTuple):
    """The quote of that number has no one place: `not_found`, `ambiguous` or `out_of_order`."""

    number: int
    reason: str


class _Link(NamedTuple):
    number: int
    before: "_Link | None"


def locate(
    quotes: Sequence[str], text: str, start: int, end: int, fits: Fits | None = None
) -> tuple[list[Placed], list[Lost]]:
    """Place quotes in `text[start:end]`, one after another, as many as possible.

    Args:
        quotes: the words, in the order in which they should stand.
        text: the text; both it and the quotes must be folded in the same way, if at all.
        fits: tells whether a place is possible at all (a figure does not begin inside a longer number).
    """
    lost: list[Lost] = []
    places: dict[int, list[int]] = {}
    for index, quote in enumerate(quotes):
        if index >= end - start:  # more quotes than characters cannot all stand there; the time for them is bounded
            lost.append(Lost(index, "out_of_order"))
            continue
        found = _places(quote, text, start, end, fits)
        if found is None or not found:
            lost.append(Lost(index, "ambiguous" if found is None else "not_found"))
        else:
            places[index] = found
    chain = _longest_chain(quotes, places)
    lost.extend(Lost(index, "out_of_order") for index in sorted(places.keys() - set(chain)))
    placed: list[Placed] = []
    for index, first, last in _room(quotes, places, chain, start, end):
        if first == last:
            placed.append(Placed(index, first, first + len(quotes[index])))
        else:
            lost.append(Lost(index, "ambiguous"))
    return placed, sorted(lost)


def _places(quote: str, text: str, start: int, end: int, fits: Fits | None) -> list[int] | None:
    """All places of a quote, ascending; None for too many."""
    found: list[int] = []
    at = text.find(quote, start, end) if quote else -1
    while at >= 0:
        if fits is None or fits(at, at + len(quote)):
            found.append(at)
            if len(found) > _MANY:
                return None
        at = text.find(quote, at + 1, end)
    return found


def _longest_chain(quotes: Sequence[str], places: dict[int, list[int]]) -> list[int]:
    """The largest set of quotes that can stand one after another without overlap, by index.

    As in the longest increasing subsequence: for each length of a chain, only the one that ends first is kept.
    """
    ends: list[int] = []
    links: list[_Link] = []
    for index, starts in places.items():
        size = len(quotes[index])
        # Where this quote may stand in a chain, by that chain's length; ascending starts: the first is the best.
        better: dict[int, int] = {}
        for at in starts:
            length = bisect_right(ends, at)
            if length == len(ends) or at + size < ends[length]:
                better.setdefault(length, at + size)
        # Longest first, so that no quote follows itself.
        for length in sorted(better, reverse=True):
            link = _Link(index, links[length - 1] if length else None)
            if length == len(ends):
                ends.append(better[length])
                links.append(link)
            else:
                ends[length], links[length] = better[length], link
    chain: list[int] = []
    last = links[-1] if links else None
    while last is not None:
        chain.append(last.number)
        last = last.before
    return chain[::-1]


def _room(
    quotes: Sequence[str], places: dict[int, list[int]], chain: list[int], start: int, end: int
) -> list[tuple[int, int, int]]:
    """For each quote of the chain, the first and the last place that its neighbours leave to it."""
    firsts: list[int] = []
    for index in chain:
        at = places[index][bisect_left(places[index], start)]
        firsts.append(at)
        start = at + len(quotes[index])
    lasts: list[int] = []
    for index in reversed(chain):
        at = places[index][bisect_right(places[index], end - len(quotes[index])) - 1]
        lasts.append(at)
        end = at
    return list(zip(chain, firsts, reversed(lasts), strict=True))
