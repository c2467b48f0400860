"""Numbers as they are written (数字与单位): from a match of the number pattern to value, unit and extent."""

import re
from decimal import Decimal
from typing import Any

from huiyin.reading.measure_forms import Forms
from huiyin.reading.numerals import adjacent_values, arabic_value, chinese_value, plain

_HALF = Decimal("0.5")
_HUNDRED_MILLION = Decimal(10**8)
_LIMITS_OF = frozenset(
    ("天", "日", "周", "小时", "个小时", "分钟", "秒", "个月", "工作日", "个工作日", "个星期")
) | frozenset(("自然日", "个自然日", "个季度", "公里", "千米", "米", "里路", "里地"))


class Figure:
    """A number on its way to being a figure; `stop` is where its comparator ends, `unit` None where it has no unit."""

    multipliers: str = ""
    more: bool = False
    chinese: bool = False
    opens_pair: bool = False
    relation: str = "="
    role: str = "level"
    subject: str = ""
    shape: str = ""

    def __init__(self, start: int, end: int, stop: int, value: Decimal, unit: str | None, numeral: str) -> None:
        self.start = start
        self.end = end
        self.stop = stop
        self.value = value
        self.raw = value
        self.unit = unit
        self.numeral = numeral


def read_number(match: re.Match[str], text: str, forms: Forms) -> tuple[Figure, ...]:
    """Return what one match says: one figure, two for side-by-side numerals (五六家), none where it is no number."""
    start, stop = match.span()
    groups = match.groups()
    digits, ratio, after = groups[0], groups[1], groups[-1]
    end = stop
    if after is not None:
        end -= len(after)
        end -= text[end - 1] in " 钱"
    if digits is not None:
        if ratio is not None:
            return _ratio(text, start, match.end(1), end, stop, ratio, after, forms)
        return (_arabic(groups, text, start, end, stop, forms),)
    pct, part, han = groups[9:12]
    if han is not None:
        return _chinese(groups, text, start, end, stop, forms)
    if pct is not None:
        value = arabic_value(pct) if pct[0].isdigit() and pct[0] not in "一二三四五六七八九" else chinese_value(pct)
        unit = "%" if text[start] == "百" else "‰"
        figure = Figure(start, end, stop, value or Decimal(0), unit, text[start:end])
        figure.relation = _relation(after, "%", forms)
        return (figure,)
    return _fraction(text, start, end, stop, part, after, forms)


def _relation(after: str | None, unit: str | None, forms: Forms) -> str:
    """Return the relation that the words after a figure give; 内 and 多 count only beside a unit of measurement."""
    if after is None:
        return "="
    if after == "内":
        return "<=" if unit in _LIMITS_OF else "="
    if after in ("多", "余") and (unit is None or unit in forms.classifiers):
        return "="
    return forms.relation_after[after]


def _arabic(groups: tuple[Any, ...], text: str, start: int, end: int, stop: int, forms: Forms) -> Figure:
    """Read an Arabic number with its multipliers and unit."""
    digits, _, more, by, low, more2, half, length, unit = groups[:9]
    number_end = start + 1 + len(digits)
    numeral = text[start:number_end]
    named = forms.called.get(unit, unit) if unit else None
    figure = Figure(start, end, stop, arabic_value(numeral, by), named, numeral)
    if by:
        figure.multipliers = by
        figure.raw = arabic_value(numeral)
        if low:
            figure.value += arabic_value(low[0], "千")
    if stop == end and not (more or more2 or half) and unit != "成":
        return figure
    if half:
        _lengthen(figure, half, length, Decimal(1))
    if unit == "成":
        figure.value, figure.unit = figure.value * 10, "%"
    mark = more or more2
    if mark == "来" and (unit is None or unit == "成"):
        figure.unit, figure.end, figure.stop = None, number_end, number_end
        return figure
    if mark:
        figure.more = True
        figure.relation = "~" if mark == "来" else ">"
    elif figure.relation == "=":
        figure.relation = _relation(groups[-1], unit, forms)
    if stop > end and figure.relation == "=":
        figure.stop = end
    return figure


def _lengthen(figure: Figure, half: str, length: str, scale: Decimal) -> None:
    """Read 个半月, 个多月, 多小时: half a unit more, or an open one."""
    figure.unit = "个月" if length == "月" else length
    if length == "亿":  # 七个多亿
        figure.unit, figure.multipliers, figure.value = "", length, figure.value * _HUNDRED_MILLION
        scale = _HUNDRED_MILLION
    if half == "个":
        return
    if "多" in half:
        figure.more, figure.relation = True, ">"
    else:
        figure.value = plain(figure.value + _HALF * scale)


def _chinese(groups: tuple[Any, ...], text: str, start: int, end: int, stop: int, forms: Forms) -> tuple[Figure, ...]:
    """Read a Chinese numeral with its unit; two figures where its digits name a range."""
    han, hmore, hby, half, length, unit = groups[11:17]
    after = groups[-1]
    numeral = text[start : start + 1 + len(han)]
    named = forms.called.get(unit, unit) if unit else None
    pair = adjacent_values(numeral + (hby or "")) if unit and han else None
    if pair:
        cut = next(at for at in range(1, len(numeral)) if numeral[at - 1] in _ONES and numeral[at] in _ONES)
        low = Figure(start, start + cut, start + cut, pair[0], named, numeral[:cut])
        high = Figure(start + cut, end, stop, pair[1], named, numeral[cut:])
        if unit == "成":
            low.value, high.value, low.unit, high.unit = low.value * 10, high.value * 10, "%", "%"
        low.chinese = high.chinese = low.opens_pair = True
        low.more = high.more = bool(hmore)
        return low, high
    value = chinese_value(numeral)
    if value is None:
        return ()
    if hby:
        value = value * (chinese_value(hby) or 1)
    figure = Figure(start, end, stop, value, named, numeral)
    figure.chinese = True
    if hby or "万" in numeral or "亿" in numeral:
        figure.multipliers = "".join(sign for sign in numeral if sign in "万亿") + hby
    if half:
        _lengthen(figure, half, length, Decimal(1))
    elif unit == "成":
        figure.value, figure.unit = value * 10, "%"
        figure.relation = _relation(after, "%", forms)
    elif hmore:
        figure.more, figure.relation = True, "~" if hmore == "来" else ">"
    else:
        figure.relation = _relation(after, unit, forms)
    if after and figure.relation == "=":
        figure.stop = end
    return (figure,)


_ONES = frozenset("一二两三四五六七八九")


def _ratio(
    text: str, start: int, number_end: int, end: int, stop: int, second: str, after: str | None, forms: Forms
) -> tuple[Figure, ...]:
    """Read `2.3：1` as 2.3 without a unit; any other pair of numbers is a score, a scale or a clock time."""
    if arabic_value(second) != 1:
        return ()
    figure = Figure(start, end, stop, arabic_value(text[start:number_end]), "", text[start:number_end])
    figure.shape, figure.relation = "ratio", _relation(after, "", forms)
    return (figure,)


def _fraction(
    text: str, start: int, end: int, stop: int, part: str, after: str | None, forms: Forms
) -> tuple[Figure, ...]:
    """Read 三分之一 as 0.3333."""
    whole, over = chinese_value(text[start:end].partition("分之")[0]), chinese_value(part)
    if not whole or over is None:
        return ()
    figure = Figure(start, end, stop, plain(round(over / whole, 4)), "", text[start:end])
    figure.shape, figure.relation = "fraction", _relation(after, "", forms)
    return (figure,)
