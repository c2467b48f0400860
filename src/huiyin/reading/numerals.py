"""The values of written numbers (数字): Arabic, full-width and Chinese, the multipliers 十百千万亿 folded in."""

from decimal import Decimal
from functools import lru_cache

CHINESE_DIGITS = "〇零一二三四五六七八九两"
CHINESE_NUMERALS = CHINESE_DIGITS + "十百千万亿"
DIGITS = "0123456789０１２３４５６７８９"

_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u3000\u00a0")


def plain(value: Decimal) -> Decimal:
    """Return the same number without an exponent or trailing zeros (`1.50` is `1.5`, `1E+2` is `100`)."""
    if value == value.to_integral_value():
        return Decimal(int(value))  # quantize() refuses more digits than the context has
    return value.normalize()


@lru_cache(maxsize=8192)
def arabic_value(digits: str, multipliers: str = "") -> Decimal:
    """Return the value of Arabic digits (full-width, grouped by commas or spaces) times its multipliers."""
    value = Decimal(digits.translate(_NARROW))
    for sign in multipliers:
        value *= _SCALE[sign]
    return plain(value)


@lru_cache(maxsize=4096)
def chinese_value(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral (`三十七`, `一百零五`, `三点五`, `二〇二六`), or None if it is no number.

    `十五五` and `百分` are no numbers; a run of plain digits is read digit by digit.
    """
    whole, dot, decimals = numeral.partition("点")
    value = _chinese_integer(whole)
    if value is None:
        return None
    if not dot:
        return Decimal(value)
    if not decimals or any(sign not in _DIGIT for sign in decimals):
        return None
    return plain(Decimal(f"{value}.{''.join(str(_DIGIT[sign]) for sign in decimals)}"))


def _chinese_integer(numeral: str) -> int | None:
    """Return the integer that a numeral without a decimal part writes, or None."""
    if not numeral:
        return None
    if len(numeral) > 1 and all(sign in _DIGIT for sign in numeral):
        return int("".join(str(_DIGIT[sign]) for sign in numeral))
    total = section = 0
    digit: int | None = None
    if len(numeral) > 1 and numeral[-1] in _DIGIT and numeral[-2] in _SCALE:  # 三万八: the last digit counts thousands
        head = _chinese_integer(numeral[:-1])
        return None if head is None else head + _DIGIT[numeral[-1]] * _SCALE[numeral[-2]] // 10
    for sign in numeral:
        if sign in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[sign]
        elif sign in "万亿":
            section += digit or 0
            if not section and not total:
                section = 1
            total = (total + section) * _SCALE[sign] if sign == "亿" else total + section * _SCALE[sign]
            section, digit = 0, None
        else:
            section += (1 if digit is None else digit or 1) * _SCALE[sign]
            digit = None
    return total + section + (digit or 0)


@lru_cache(maxsize=1024)
def adjacent_values(numeral: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends where two digits side by side name a range (`五六`, `七八十`, `十七八`), else None."""
    if len(numeral) < 2:
        return None
    for at in range(len(numeral) - 1):
        low, high = _DIGIT.get(numeral[at], 0), _DIGIT.get(numeral[at + 1], 0)
        if not low or not high:
            continue
        head, tail = numeral[:at], numeral[at + 2 :]
        follows = high == low + 1 or (low, high) == (3, 5)
        if not follows or (head and head[-1] not in _SCALE) or any(sign not in _SCALE for sign in tail):
            return None
        first, second = chinese_value(head + numeral[at] + tail), chinese_value(head + numeral[at + 1] + tail)
        return None if first is None or second is None else (first, second)
    return None
