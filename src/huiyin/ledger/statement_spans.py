"""Where statements begin and end (起止): cutting, joining and moving spans, and which figures and names go along. Pure.

All offsets count code points of the source's text.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiyin.errors import LedgerError

OUTER = " \t\r\n\u3000\u00a0"  # blanks belong to no statement
MARKS = OUTER + "，,。；;！!？?：:、…"  # nor do the marks between two of them
Span = tuple[int, int]
Found = Mapping[str, Any]


def tidy(text: str, start: int, end: int, *, marks: str = OUTER) -> Span:
    """Return a span without blanks (or other marks) at its ends.

    Raises:
        LedgerError: `review.span_empty`: nothing is left; `review.span_outside`: it does not lie in the text.
    """
    if not 0 <= start < end <= len(text):
        raise LedgerError("review.span_outside", start=start, end=end, length=len(text))
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    if start == end:
        raise LedgerError("review.span_empty")
    return start, end


def cut(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """Return the two spans that a cut makes; marks between them belong to neither.

    Raises:
        LedgerError: `review.cut_outside`: one side would be empty.
    """
    start, end = span
    if not start < at < end:
        raise LedgerError("review.cut_outside", at=at, start=start, end=end)
    try:
        return (start, tidy(text, start, at, marks=MARKS)[1]), (tidy(text, at, end, marks=MARKS)[0], end)
    except LedgerError as error:
        raise LedgerError("review.cut_outside", at=at, start=start, end=end) from error


def cut_places(text: str, span: Span) -> list[int]:
    """Return where a statement is likeliest to be cut: after each mark inside it, of which something follows."""
    start, end = span
    return [at for at in range(start + 1, end) if text[at - 1] in MARKS and text[at] not in MARKS]


def inside(found: Iterable[Found], span: Span) -> list[dict[str, Any]]:
    """Return the figures or names that lie wholly in a span."""
    return [dict(each) for each in found if span[0] <= each["start"] and each["end"] <= span[1]]


def carried(kept: Iterable[Found], pool: Iterable[Found], span: Span, before: Sequence[Span]) -> list[dict[str, Any]]:
    """Return the figures or names of a statement that got a new span.

    What it had and still holds stays. Of what the machine found, only that comes in which lay in none of the spans
    before: what a person took out there stays out.
    """
    mine = inside(kept, span)
    for each in inside(pool, span):
        known = any(start <= each["start"] and each["end"] <= end for start, end in before)
        overlaps = any(each["start"] < other["end"] and other["start"] < each["end"] for other in mine)
        if not known and not overlaps:
            mine.append(each)
    return sorted(mine, key=lambda each: (each["start"], each["end"]))
