"""What stands before a suffix: where the name begins, and what of it is proper (`Build`)."""

import re
from typing import NamedTuple

from huiyin.reading.mention_tokens import (
    BODY_FORM,
    COUNT,
    GRADE,
    LOCALITY,
    NATURAL,
    NOUN,
    VERBAL,
    WORKS,
    Tokens,
)

# these hardly ever stand inside the name of a place or a region
LINK = re.compile(r"[给请由经报至到与从在被将往]")
# a verb or preposition that sticks to an unknown name
LEAD = re.compile(r"[受经由至到与给请向找问为对从将报交赴沿过抵去回在离靠说而依]")
LETTER = re.compile(r"[A-Z]")
# right after a street or place these say where something is, they do not continue the name
ASIDE = re.compile(r"[上里内中旁边往到至后前处的即系属有]")
# what forms adjectives from anything (千亿级, 陆港型) tells no name
ADJECTIVAL = re.compile(r"(?:[A-Za-z\d一-鿿]{1,6}[级型式类化性制版]|[\d.一二两三四五六七八九十百千万亿%+]+)\Z")
NUMERALS = frozenset("万千百两三四五六七八九")
BUILDING = ("建设", "改造", "打造")


class Build(NamedTuple):
    """Where a name begins, how many characters of it no word explains, how many places it holds, and a grade."""

    start: int
    gap: int
    places: int
    grade: bool

    @property
    def proper(self) -> bool:
        """Whether it holds more than ordinary words."""
        return self.gap >= 2 or self.places > 0


class _Scan:
    """The state of one walk over the words of a name from left to right."""

    __slots__ = ("gap", "grade", "opened", "places", "start")

    def __init__(self, start: int) -> None:
        self.restart(start)

    def restart(self, start: int) -> None:
        self.start, self.opened, self.gap, self.places, self.grade = start, -1, 0, 0, False

    def open(self, at: int) -> None:
        if self.opened < 0:
            self.opened = at

    def result(self) -> Build:
        """Ordinary words before the first proper part are cut off."""
        cut = self.opened >= 0 and (self.gap > 1 or self.places or self.grade)
        return Build(self.opened if cut else self.start, self.gap, self.places, self.grade)


def build(tokens: Tokens, last: int) -> Build:
    """Return what the name that token `last` ends is made of.

    Counts (`55个`, `2026年`) are cut off; so is a street or place that only says where (`青石路上`).
    """
    starts, ends, roles = tokens.starts, tokens.ends, tokens.roles
    start, first = tokens.left(last)
    if start < starts[last]:
        for count in COUNT.finditer(tokens.text, start, starts[last]):
            start = count.end()
        while first < last and starts[first] < start:
            first += 1
    if start == starts[last]:
        return Build(start, 0, 0, grade=False)
    # words that change nothing; a noun can begin the name of a firm anew
    idle = "a" if roles[last] == BODY_FORM else "an"
    scan = _Scan(start)
    position = start
    for j in range(first, last + 1):
        if starts[j] > position:
            _take_gap(scan, tokens, position, j, last, first)
        position = ends[j]
        if j == last:
            break
        role = roles[j]
        if role in idle:
            continue
        if role in "PQKX":
            scan.places += 1
            scan.open(starts[j])
        elif role == GRADE:
            scan.grade = True
            scan.open(starts[j])
        elif role == LOCALITY and position - starts[j] == 1:
            scan.gap += 2 if tokens.text[starts[j]] in NATURAL else 1
            scan.open(
                starts[j - 1] if j > first and tokens.adjoins(j) else starts[j] - _numeral_before(tokens, j, start)
            )
        elif _begins_anew(tokens, j, first, last):
            scan.restart(position)
    return scan.result()


def _take_gap(scan: _Scan, tokens: Tokens, position: int, j: int, last: int, first: int) -> None:
    """Count the unknown characters from `position` to token `j`, or begin anew where they say `where` or `whither`."""
    text, end = tokens.text, tokens.starts[j]
    kind = tokens.roles[last]
    if kind != WORKS and j > first and tokens.roles[j - 1] in "LPO" and ASIDE.match(text, position):
        position += 1
        scan.restart(position)
    if kind == BODY_FORM and j > first and tokens.roles[j - 1] in "DBX":
        position += LEAD.match(text, position) is not None
        scan.restart(position)
    link = LINK.search(text, position, end) if kind == LOCALITY else None
    if link:
        position = link.end()
        scan.restart(position)
    if end > position and not ADJECTIVAL.match(text, position, end):
        scan.gap += end - position
        scan.open(position)


def _numeral_before(tokens: Tokens, j: int, start: int) -> int:
    """Return 1 where a numeral begins the name of a water or mountain (万泉河, 两江), else 0."""
    at = tokens.starts[j] - 1
    return int(at >= start and tokens.text[at] in NUMERALS and tokens.text[at + 1] in NATURAL)


def _begins_anew(tokens: Tokens, j: int, first: int, last: int) -> bool:
    """Return whether the name begins after token `j`: `…片区建设` + name of works, `领军企业` + name of a firm."""
    text, start = tokens.text, tokens.starts[j]
    if tokens.roles[j] == VERBAL:
        before = "LJOP" if tokens.roles[last] == LOCALITY else "LJO"
        return j > first and tokens.roles[j - 1] in before and text.startswith(BUILDING, start)
    return tokens.roles[j] == NOUN and tokens.roles[last] == BODY_FORM and text.endswith("企业", start, tokens.ends[j])


def name_start(text: str, start: int, end: int) -> int:
    """Skip what leads to an unknown name: verbs and prepositions, or all before an anonymised one (`A市`)."""
    letter = LETTER.search(text, start, end)
    if letter:
        return start if letter.start() == start else letter.start()
    for link in LINK.finditer(text, start, end):
        start = link.end()
    return start + 1 if end - start >= 3 and LEAD.match(text, start) else start
