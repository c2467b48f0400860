"""Which figure belongs to which indicator (指标与数值的配对): names and figures of one passage, in reading order."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from huiyin.reading.model import Measure
from huiyin.targets.indicators import LEFT_OUT, Indicator, Patterns

_RANGE_SIGNS = frozenset(("-", "－", "—", "——", "–", "−", "~", "～", "至", "到"))
_JOINERS = frozenset(("、", "和", "及", "与", "以及", "和、", "，", ","))
_NAME_JOINERS = frozenset(("、", "和", "及", "与", "以及"))
_AFTER = re.compile(r"(?:左右|以上|以下|以内|之内|上下)")
_RISEN_FROM = re.compile(r"[由从](?:20\d\d年[底末]?的?)?$")
_RELATIONS = {">": ">=", "<": "<="}
_LEFT_OUT = re.compile(LEFT_OUT)  # 减税降费 in it is no decline
_LEAST_BARE = 1000
_LONGEST_CHAIN = 30  # names that share figures
_STOPS = re.compile(r"[。！？；;\n]")


class Name(NamedTuple):
    """An indicator's name in the text, with what it can stand for; `own` is false where it is the name of a part."""

    start: int
    end: int
    choices: tuple[tuple[Indicator, ...], ...]
    own: bool


class Amount(NamedTuple):
    """A figure or a whole range; `end` is behind the comparator that follows it."""

    start: int
    end: int
    relation: str
    value: Decimal
    value2: Decimal | None
    unit: str
    role: str


class Pair(NamedTuple):
    """An indicator with its figure; `between` is the wording that joins them."""

    indicator: Indicator
    name: Name
    amount: Amount
    negative: bool
    between: str


def names_in(text: str, start: int, end: int, patterns: Patterns) -> list[Name]:
    """Return the names of indicators in a stretch of text, the longest one at each place."""
    found: list[Name] = []
    at = start
    while match := patterns.any_name.search(text, at, end):
        begin = match.start()
        best, which = match.end(), -1
        for index, form in enumerate(patterns.forms):
            one = form.match(text, begin, end)
            if one and (one.end() > best or (which < 0 and one.end() == best)):
                best, which = one.end(), index
        choices = tuple(
            choice
            for index, form in enumerate(patterns.forms)
            if (one := form.match(text, begin, end)) and one.end() == best
            for choice in patterns.meant[index]
        )
        own = patterns.before.search(text[max(0, begin - 30) : begin]) is not None
        found.append(Name(begin, best, choices, own))
        at = best
    return found


def amounts_in(text: str, measures: list[Measure]) -> list[Amount]:
    """Return the figures with the two ends of a range made one."""
    found: list[Amount] = []
    at = 0
    while at < len(measures):
        one = measures[at]
        upper: Measure | None = None
        if one.relation == ">=" and at + 1 < len(measures):
            following = measures[at + 1]
            if following.relation == "<=" and text[one.end : following.start] in _RANGE_SIGNS:
                upper = following
        last = upper or one
        after = _AFTER.match(text, last.end)
        relation = "range" if upper else _RELATIONS.get(one.relation, one.relation)
        found.append(
            Amount(
                one.start,
                after.end() if after else last.end,
                relation,
                one.value,
                upper.value if upper else None,
                one.unit,
                one.role,
            )
        )
        at += 2 if upper else 1
    return found


def pairs_in(text: str, start: int, end: int, measures: list[Measure], patterns: Patterns) -> Iterator[Pair]:
    """Yield the pairs of a stretch of text; `measures` are those that lie in it."""
    names, amounts = names_in(text, start, end, patterns), amounts_in(text, measures)
    holders: list[Name] = []
    at = used = 0
    left_behind = False
    while at < len(amounts):
        run = _run(text, amounts, at)
        first = amounts[at]
        while used < len(names) and names[used].end <= first.start:
            used += 1
        chain = _chain(text, names, used, amounts[at - 1].end if at else start)
        between = text[chain[-1].end : first.start] if chain else ""
        if chain and patterns.between.fullmatch(between):
            holders = chain
        else:
            between = text[amounts[at - 1].end : first.start].lstrip("，、,") if at else ""
            if not holders or not _goes_on(text, amounts[at - 1], first, left_behind, between, patterns):
                holders = []
            if holders and "分别" in between:
                holders = names[max(0, used - run) : used] if run > 1 else []
        left_behind = bool(holders) and _RISEN_FROM.search(between) is not None
        if not left_behind:
            yield from _deal(text, holders, amounts[at : at + run], between, patterns)
        at += run


def _goes_on(text: str, before: Amount, one: Amount, left_behind: bool, between: str, patterns: Patterns) -> bool:
    """Tell whether a figure says more of the same indicator: a level then its growth, or what was risen from."""
    if _STOPS.search(text, before.end, one.start) or (one.unit == before.unit and not left_behind):
        return False
    return patterns.between.fullmatch(between) is not None


def _run(text: str, amounts: list[Amount], at: int) -> int:
    """Return how many figures stand in one list from `at` on (5%、6%和7%)."""
    count = 1
    while at + count < len(amounts):
        before, one = amounts[at + count - 1], amounts[at + count]
        if one.unit != before.unit or text[before.end : one.start] not in _JOINERS:
            break
        count += 1
    return count


def _chain(text: str, names: list[Name], stop: int, floor: int) -> list[Name]:
    """Return the last names before `names[stop]`, after `floor`, that are joined by 、 or 和 into one subject."""
    first = stop
    while first and stop - first < _LONGEST_CHAIN:
        before = names[first - 1]
        if before.start < floor or (first < stop and text[before.end : names[first].start] not in _NAME_JOINERS):
            break
        first -= 1
    return names[first:stop]


def _deal(text: str, holders: list[Name], amounts: list[Amount], between: str, patterns: Patterns) -> Iterator[Pair]:
    """Give the figures of one list to the names before it: in order, or one figure to all."""
    if not holders or not holders[0].own:
        return
    last = holders[-1]
    if len(amounts) > 1 and len(holders) == 1:
        for choice in last.choices:
            if len(choice) == len(amounts):
                for indicator, amount in zip(choice, amounts, strict=True):
                    yield from _pair(text, indicator, last, amount, between, patterns)
                return
    if len(amounts) > 1 and len(holders) == 1 and "分别" not in between:
        amounts = _last_step(text, amounts)
    if "分别" in between:
        holders, amounts = holders[-len(amounts) :], amounts[-len(holders) :]
    if len(amounts) > 1 and len(holders) >= len(amounts):
        for name, amount in zip(holders[-len(amounts) :], amounts, strict=True):
            for choice in name.choices:
                if len(choice) == 1:
                    yield from _pair(text, choice[0], name, amount, between, patterns)
        return
    for name in holders:
        for choice in name.choices:
            if len(choice) == 1:
                yield from _pair(text, choice[0], name, amounts[0], between, patterns)


def _last_step(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return the last of levels that one thing passed one after another (先后突破4万亿元、5万亿元), else all."""
    steps = all(one.role != "change" and one.unit != "%" for one in amounts)
    rising = all(
        one.value < other.value and text[one.end : other.start] not in "，," for one, other in pairwise(amounts)
    )
    return amounts[-1:] if steps and rising else amounts


def _pair(
    text: str, indicator: Indicator, name: Name, amount: Amount, between: str, patterns: Patterns
) -> Iterator[Pair]:
    """Yield the pair if the figure has a unit and a wording that the indicator may have."""
    bare = amount.unit == "" and "%" not in indicator.units and amount.value >= _LEAST_BARE
    if amount.unit not in indicator.units and not bare:
        return
    wording = text[name.start : name.end] + between
    negative = False
    if indicator.growth:
        grown = patterns.growth.search(wording) is not None or amount.role == "change"
        if not grown and not indicator.plain:
            return
        negative = patterns.decline.search(_LEFT_OUT.sub("", between)) is not None
    elif not indicator.cut and amount.role == "change" and amount.unit == "%":
        return
    yield Pair(indicator, name, amount, negative, between)
