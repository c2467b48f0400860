"""What can be checked in a text (核对项): figures, dates, names, and every other run of numerals.

All offsets are those of the text in normal form.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from huiyin.checking.model import ItemType
from huiyin.checking.words import Words
from huiyin.reading.measure_forms import RANGE_SIGNS
from huiyin.reading.model import Measure
from huiyin.reading.numerals import CHINESE_NUMERALS

_HAN = f"[{CHINESE_NUMERALS}]"
_DAYS = "[一二三四五六七八九十]{1,3}"
# Years, months, days, quarters, clock times, written together as one date.
_DATE = re.compile(
    r"(?:(?<!\d)(?:19|20)\d\d年?(?:[-~—至到](?:19|20)?\d\d)?年度?|二[〇零][〇零一二三四五六七八九]{2}年)"
    r"(?:(?:前?\d{1,2}|[一二三四五六七八九十]{1,2})(?:[-~—至到]\d{1,2})?个?月份?)?"
    rf"(?:(?:\d{{1,2}}|{_DAYS})(?:[-~—至到]\d{{1,2}})?[日号])?"
    r"|(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)"
    rf"|(?<![\d.])\d{{1,2}}(?:[-~—至到]\d{{1,2}})?月份?(?:\d{{1,2}}(?:[-~—至到]\d{{1,2}})?[日号])?(?!\d)|(?<!个){_DAYS}月{_DAYS}[日号]"
    r"|(?<![\d.])\d{1,2}[日号](?![楼院线])"
    r"|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)|(?<![\d.])\d{1,2}[时点](?:\d{1,2}分|半)?(?!\d)|前?[一二三四]季度"
)
_CODE = "A-Za-z0-9+._/×#*-"
# Runs that belong together (1+10, PM2.5, SPH3127); Chinese numerals with a decimal part; Roman and circled ones.
_RUN = re.compile(
    rf"[{_CODE}]+(?:[:,]\d+)*%?|\d+|{_HAN}+(?:点[〇零一二三四五六七八九]+)?|[Ⅰ-ⅿ]+|[①-⒛㊀-㊉❶-❿➀-➓]|[壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+"
)
_MONEY = 10000  # a bare amount from here on, 81亿, is one of money
_NO_NUMBER = re.compile("亿万|万万|[百千]{2}")  # 亿万 and the like count nothing
_AMONG = "1.."  # 前5位 is not 第5位
_NEARLY = "~<"  # 近四成 is less than 约四成 may be


class Figure(NamedTuple):
    """A figure, or both ends of a range (`upper` is None for one value).

    `start, end` is number and unit, `outer_start, outer_end` takes in the comparators beside it; `subject` is what the
    reader found it to measure.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    relation: str
    rank: bool
    subject: str

    @property
    def amount(self) -> tuple[object, ...]:
        """Return what figures that say the same share: 81亿元 is 8100000000元 and 81亿, no other unit or relation."""
        unit = "元" if not self.unit and self.value >= _MONEY else self.unit
        return self.value, self.upper, unit, self.relation, self.rank


class Found(NamedTuple):
    """An item with its place; `figure` is the index of its figure, -1 for other items."""

    start: int
    end: int
    type: ItemType
    binding: bool = True
    figure: int = -1


def figures_of(measures: list[Measure], text: str, words: Words) -> list[Figure]:
    """Return the figures of a text in order, the two ends of a range as one."""
    found: list[Figure] = []
    for measure in measures:
        unit = words.units.get(measure.unit, measure.unit)
        if _NO_NUMBER.search(measure.text):
            unit = measure.text
        left, right, relation = measure.start, measure.end, measure.relation
        if measure.role == "rank" and text[max(0, left - 1) : left + 1].find("前") >= 0:
            relation = _AMONG
        elif relation != "=":
            left, right, relation = _with_comparators(measure, text, words)
        figure = Figure(
            measure.start, measure.end, left, right, measure.value, None, unit, relation,
            measure.role == "rank", measure.subject,
        )  # fmt: skip
        last = found[-1] if found else None
        if (
            last
            and measure.relation == "<="
            and last.relation == ">="
            and last.upper is None
            and _range(last, figure, text)
        ):
            found[-1] = last._replace(
                end=figure.end,
                outer_end=figure.outer_end,
                upper=figure.value,
                relation="..",
                unit=figure.unit or last.unit,
            )
        else:
            found.append(figure)
    return found


def _range(low: Figure, high: Figure, text: str) -> bool:
    """Tell whether two figures are the ends of one range: a sign of range between them, or nothing (五六家)."""
    between = text[low.end : high.start].strip()
    return low.unit == high.unit and (not between or between in RANGE_SIGNS or between in ("%-", "~", "-"))


def _with_comparators(measure: Measure, text: str, words: Words) -> tuple[int, int, str]:
    """Return start and end of a figure with the comparators beside it that gave its relation, and that relation."""
    start, end, relation = measure.start, measure.end, measure.relation
    head = text[max(0, start - 7) : start]
    before = words.rel_before.search(head)
    if before and words.relations[before[0]] == relation:
        start -= len(head) - before.start()
        relation = _NEARLY if "近" in before[0] else relation
    after = words.rel_after.match(text, end)
    if after and words.relations[after[0]] == measure.relation:
        end = after.end()
    return start, end, relation


def items_of(
    text: str, figures: list[Figure], names: list[tuple[int, int]], words: Words
) -> tuple[list[Found], list[Found]]:
    """Return the items of a text in order and, apart, its dates; every numeral lies in an item that is no name."""
    taken = [(figure.start, figure.end) for figure in figures]
    dates = [Found(*span, ItemType.DATE) for span in free((m.span() for m in _DATE.finditer(text)), taken)]
    taken = sorted([*taken, *((date.start, date.end) for date in dates)])
    ordinary = [match.span() for match in words.ordinary.finditer(text)]
    others = [
        Found(start, end, ItemType.FIGURE, not any(s <= start and end <= e for s, e in _near(ordinary, start, end)))
        for start, end in _rest(text, taken)
    ]
    found = [
        *(Found(figure.start, figure.end, ItemType.FIGURE, True, index) for index, figure in enumerate(figures)),
        *dates,
        *others,
        *(Found(start, end, ItemType.NAME) for start, end in names),
    ]
    return sorted(found, key=lambda item: (item.start, item.end)), dates


def free(spans: Iterable[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that touch none of the taken ones; both come in order."""
    free = []
    at = 0
    for start, end in spans:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            free.append((start, end))
    return free


def _near(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    at = bisect_left(spans, (start, end))
    return spans[max(0, at - 1) : at + 2]


def _rest(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of each run of numerals lies outside the taken spans."""
    rest: list[tuple[int, int]] = []
    at = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        look = at
        while look < len(taken) and taken[look][0] < end:
            if taken[look][0] > start:
                rest.append((start, taken[look][0]))
            start = max(start, taken[look][1])
            look += 1
        if start < end:
            rest.append((start, end))
    return [trimmed for trimmed in (_trimmed(text, *span) for span in rest) if trimmed]


_NUMERAL = re.compile(rf"[\d{CHINESE_NUMERALS}Ⅰ-ⅿ①-⒛㊀-㊉❶-❿➀-➓壹贰叁肆伍陆柒捌玖拾佰仟廿卅]")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a run without signs at its ends, None where no numeral is left in it."""
    while start < end and text[start] in "+._/-#*×":
        start += 1
    while start < end and text[end - 1] in "+._/-#*×:,":
        end -= 1
    return (start, end) if _NUMERAL.search(text, start, end) else None
