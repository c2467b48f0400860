"""What a clause is about (主体与时间): the times and the owners that open it, or that hold from a clause before it.

An owner (主体) is the place, body or scope (全市) at the beginning of a clause; it holds for the later clauses of its
sentence until another stands there. A time does likewise, and in a source also from the heading above.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from huiyin.checking.passages import QUOTES, Passages
from huiyin.checking.words import Words
from huiyin.reading.model import MentionType

T = TypeVar("T")
DIVISIONS = ("省", "自治区", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道")
_OWNING = frozenset((MentionType.PLACE, MentionType.ORGANISATION))
_TIME_WORDS = re.compile(
    r"[“”]?(?:上半年|下半年|前?[一二三四三]季度|年内|年底前|年底|年末|年初|截至目前|目前|当前|期末|期初|当年|同期|届时|到?\d{1,2}月底前?|\d{1,2}个月内)"
)
_TIME_TAIL = re.compile(
    r"(?:年|[上下]半年|前?[一二三四]季度|(?:到|至)?年?(?:底|末|初)|以来|期间|时期|前|间|全年|[,，])+"
)
_LINK = re.compile(r"[、和及与”’]|以及")
_DIVISION = re.compile(
    r"([一-鿿]{2,12}?(?:省|自治区|市|县|区|州|盟|旗|镇|乡))(?:人民)?政府(?:的)?工作报告|^([一-鿿]{2,10}?(?:省|自治区|市|县|区|州|盟|旗))第?[一-鿿\d]{1,6}届"
)
# A title or a line of dates says when a text was made, not what its parts are about.
_NO_PERIOD = re.compile(r"报告|来源|时间|日期|公报|\d月\d{1,2}日|\d{4}-\d")
_NATION = re.compile(r"国务院总理|全国人民代表大会[^。\n]{0,12}会议上")


class Time(NamedTuple):
    """A time that opens a clause: `first, last` are its years where it means whole years."""

    start: int
    end: int
    text: str
    first: int | None
    last: int | None

    def agrees(self, other: "Time") -> bool:
        """Tell whether both mean the same: the same words, or the same whole years."""
        if self.text == other.text:
            return True
        return self.first is not None and (self.first, self.last) == (other.first, other.last)


class Owner(NamedTuple):
    """Somebody or some place that opens a clause."""

    start: int
    end: int
    text: str


class Leads(NamedTuple):
    """What opens a clause; its own words begin at `start`."""

    times: tuple[Time, ...]
    owners: tuple[Owner, ...]
    start: int


class Frames:
    """The leads of a text's clauses and what holds for a clause from before; each is worked out when first asked for.

    Args:
        known: places that other texts name; they open a clause here too (青石区工业增加值).
    """

    def __init__(self, passages: Passages, words: Words, known: Iterable[str] = ()) -> None:
        self.passages = passages
        self.words = words
        self._leads: dict[int, Leads] = {}
        self._owning = {m.start: m for m in passages.mentions if m.type in _OWNING}
        self._dates = {date.start: date for date in passages.dates}
        self._held_times: dict[int, tuple[Time, ...]] = {}
        self._held_owners: dict[int, tuple[Owner, ...]] = {}
        self._inherited: dict[int, tuple[Time, ...]] = {}
        self._headed: dict[int, tuple[str, ...]] = {}
        self._carried: list[tuple[Time | None, Owner | None]] = []
        self.place = _own_place(passages.text)
        said = {passages.text[m.start : m.end] for m in passages.mentions if m.type == MentionType.PLACE}
        said |= {m.text.removesuffix("代表团") for m in passages.mentions if m.text.endswith("代表团")}
        self.places = frozenset(
            name for name in (*known, *said, self.place) if len(name) >= 3 and name.endswith(DIVISIONS)
        )
        self._by_sign: dict[str, list[str]] = {}
        for name in sorted(self.places, key=lambda name: (-len(name), name)):
            self._by_sign.setdefault(name[0], []).append(name)
        level = next((sign for sign in words.levels if self.place and self.place.endswith(sign)), "")
        self.scope = words.levels.get(level, frozenset())

    def leads(self, index: int) -> Leads:
        """Return what opens a clause."""
        found = self._leads.get(index)
        if found is None:
            found = self._leads[index] = self._read(index)
        return found

    def _read(self, index: int) -> Leads:
        clause = self.passages.clauses[index]
        text, end = self.passages.text, clause.end
        times: list[Time] = []
        owners: list[Owner] = []
        at = stop = clause.start
        while at < end:
            first = self.words.neutral_first.match(text, at, end)
            look = first.end() if first and first.end() < end else at
            while look < end and text[look] in QUOTES:
                look += 1
            time = self._time(look, end)
            owner = None if time else self._owner(look, end)
            if time:
                times.append(time)
                at = stop = time.end
            elif owner:
                owners.append(owner)
                at = stop = owner.end
            else:
                break
            link = _LINK.match(text, at, end)  # 临江区、青石区: a link counts only before another lead
            at = link.end() if link else at
        while stop < end and text[stop] in QUOTES:
            stop += 1
        return Leads(tuple(times), tuple(owners), stop)

    def _time(self, at: int, end: int) -> Time | None:
        """Return the time expression at an offset, or None."""
        text, when, date = self.passages.text, self.passages.anchors.get(at), self._dates.get(at)
        stop = max(when.end if when else 0, date.end if date else 0)
        word = _TIME_WORDS.match(text, at, end)
        stop = max(stop, word.end() if word else 0)
        if stop <= at or stop > end:
            return None
        tail = _TIME_TAIL.match(text, stop, end)
        whole = when is not None and when.end == stop and tail is None
        stop = tail.end() if tail else stop
        shown = "".join(sign for sign in text[at:stop] if sign not in QUOTES)
        if (
            when is not None
            and not whole
            and re.fullmatch(r"[”]?(?:年|全年|时期|期间|间|以来)*", text[when.end : stop])
        ):
            whole = "以来" not in text[when.end : stop]
        known = when is not None and whole and when.first is not None and when.last is not None
        return Time(at, stop, shown, when.first if known and when else None, when.last if known and when else None)

    def _owner(self, at: int, end: int) -> Owner | None:
        """Return the owner at an offset, or None."""
        text = self.passages.text
        mention = self._owning.get(at)
        if mention and mention.end <= end:
            return Owner(at, mention.end, text[at : mention.end])
        for name in self._by_sign.get(text[at : at + 1], ()):
            if text.startswith(name, at, end):
                return Owner(at, at + len(name), name)
        scope = self.words.scope.match(text, at, end)
        return Owner(at, scope.end(), scope[0]) if scope else None

    def is_frame(self, index: int) -> bool:
        """Tell whether a clause is nothing but times and owners (2025年，)."""
        return self.leads(index).start >= self.passages.clauses[index].end

    def owners(self, index: int) -> tuple[Owner, ...]:
        """Return the owners that hold for a clause: its own, or those of the nearest before it in its sentence."""
        return self._holding(index, self._held_owners, lambda leads: leads.owners)

    def times(self, index: int) -> tuple[Time, ...]:
        """Return the times that hold for a clause within its sentence."""
        return self._holding(index, self._held_times, lambda leads: leads.times)

    def _holding(
        self, index: int, known: dict[int, tuple[T, ...]], told: Callable[[Leads], tuple[T, ...]]
    ) -> tuple[T, ...]:
        """Return what the nearest clause of the sentence, from this one back, tells; kept for all clauses passed."""
        passed: list[int] = []
        found: tuple[T, ...] = ()
        sentence = self.passages.clauses[index].sentence
        while index >= 0 and self.passages.clauses[index].sentence == sentence:
            if index in known:
                found = known[index]
                break
            passed.append(index)
            found = told(self.leads(index))
            if found:
                break
            index -= 1
        for each in passed:
            known[each] = found
        return found

    def carried(self, index: int) -> tuple[Time | None, Owner | None]:
        """Return the time and the division that an earlier sentence of the same line opened with, if any."""
        held = self._carried
        clauses = self.passages.clauses
        while len(held) <= index:
            at = len(held)
            if not at or clauses[at - 1].line != clauses[at].line:
                held.append((None, None))
            elif clauses[at - 1].sentence == clauses[at].sentence:
                held.append(held[-1])
            else:
                held.append(self._handed_on(at - 1))
        return held[index]

    def _handed_on(self, index: int) -> tuple[Time | None, Owner | None]:
        """Return what a sentence, given by its last clause, hands on to the next one of its line."""
        time, owner = self._carried[index]
        leads = self.leads(self.passages.clauses_of(self.passages.clauses[index].sentence).start)
        known = [each for each in leads.times if each.first is not None]
        divisions = [each for each in leads.owners if each.text.endswith(DIVISIONS)]
        return known[-1] if known else time, divisions[-1] if divisions else owner

    def inherited_times(self, index: int) -> tuple[Time, ...]:
        """Return the time that a clause without one has from earlier in its line or from the heading above."""
        time = self.carried(index)[0]
        return (time,) if time is not None else self.heading_times(index)

    def heading_times(self, index: int) -> tuple[Time, ...]:
        """Return the first whole-year time of the nearest heading above a clause that has one."""
        return self._above(index, self._inherited, self._time_in)

    def headed(self, index: int, endings: tuple[str, ...]) -> tuple[str, ...]:
        """Return the places and bodies, by their endings, in the nearest heading above a clause that names any."""

        def names(heading: int) -> tuple[str, ...]:
            clause = self.passages.clauses[heading]
            owning = [m for m in self.passages.mentions_in(clause.start, clause.end) if m.type in _OWNING]
            return tuple(self.passages.text[m.start : m.end] for m in owning if m.text.endswith(endings))

        return self._above(index, self._headed, names)

    def _above(
        self, index: int, known: dict[int, tuple[T, ...]], read: Callable[[int], tuple[T, ...]]
    ) -> tuple[T, ...]:
        """Return what the nearest heading above a clause gives that gives anything; kept for all clauses passed."""
        passed: list[int] = []
        found: tuple[T, ...] = ()
        index -= 1
        while index >= 0:
            if index in known:
                found = known[index]
                break
            passed.append(index)
            if self.passages.is_heading(index):
                found = read(index)
                if found:
                    break
            index -= 1
        for each in passed:
            known[each] = found
        return found

    def _time_in(self, heading: int) -> tuple[Time, ...]:
        clause = self.passages.clauses[heading]
        if _NO_PERIOD.search(self.passages.text, clause.start, clause.end):
            return ()
        for at in range(clause.start, clause.end):
            when = self.passages.anchors.get(at)
            if when is not None and when.first is not None and when.last is not None:
                return (Time(at, when.end, self.passages.text[at : when.end], when.first, when.last),)
        return ()


def _own_place(text: str) -> str:
    """Return the division that a text is about by its title (云汀市政府工作报告), or ""."""
    head = text[:600]
    found = _DIVISION.search(head)
    if found:
        return re.sub(r"^(?:(?:19|20)\d\d年|关于)", "", found[1] or found[2])
    return "国" if _NATION.search(head) else ""
