"""Written otherwise (大写与半): numerals as they stand on receipts (贰拾万), and half a length of time (半年)."""

import re
from decimal import Decimal

from huiyin.reading.measure_numbers import Figure

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖"
_FORMAL_SUM = re.compile(f"[{_FORMAL_DIGITS}][{_FORMAL_DIGITS}拾佰仟万亿零]{{0,24}}(?=[元圆块])")
# 半 comes first, so that the search passes over all that is no half; what stands before it is looked at then.
_HALF = re.compile(
    r"半(?<![上下前后每多这那过一二两三四五六七八九十百千万几\d年月天时个]半)(?:(?P<months>个多?月)|(?P<years>年多?|年有余)|(?P<hours>个?多?小时|个钟头)|(?P<days>天))"
    r"(?:(?<=[等要过需再]半年)(?=后)|(?<=[等要过需再]半个月)(?=后)|(?![前后来度票检级薪]|以[来前后]|之[前后]|[一左]|多?[来前后]|时间[内里]))(?P<within>之?内)?"
)
_UNITS = {"months": "个月", "years": "年", "hours": "小时", "days": "天"}
_ABOUT = ("近", "将近", "约", "大约", "差不多", "接近")


def plainly(text: str) -> str:
    """Return a copy of equal length in which sums of money are written with plain numerals."""
    if not any(map(text.__contains__, _FORMAL_DIGITS)):  # few texts hold any; the search would stop at every sign
        return text
    return _FORMAL_SUM.sub(lambda found: found.group().translate(_FORMAL), text)


def _doubles(text: str) -> list[Figure]:
    """Return what is told as twofold (双倍)."""
    found, at = [], text.find("双倍")
    while at >= 0:
        figure = Figure(at, at + 2, at + 2, Decimal(2), "倍", "双")
        figure.chinese = True
        found.append(figure)
        at = text.find("双倍", at + 2)
    return found


# the weights of three sectors: 三次产业结构调整为9.7:47.3:43; the colon comes first, so that the search can skip
_WEIGHTS = re.compile(r"[:：︰∶](?<=\d[:：︰∶])(?P<second>\d+(?:\.\d+)?)[:：︰∶](?P<third>\d+(?:\.\d+)?)(?![\d:：︰∶])")
_FIRST_WEIGHT = re.compile(r"(?P<of>(?:产业|结构|比例|构成)[^，。；,;\d]{0,14})(?P<first>\d+(?:\.\d+)?)\Z")


def weights(text: str) -> list[Figure]:
    """Return the three weights of a structure as shares."""
    found = []
    for match in _WEIGHTS.finditer(text):
        first = _FIRST_WEIGHT.search(text, max(0, match.start() - 30), match.start())
        if first is None:
            continue
        for start, end in (first.span("first"), match.span("second"), match.span("third")):
            figure = Figure(start, end, end, Decimal(text[start:end]), "", text[start:end])
            figure.role, figure.subject = "share", ""
            found.append(figure)
    return found


def halves(text: str) -> list[Figure]:
    """Return the lengths of half a year, month, hour or day, and what is twofold."""
    found = _doubles(text)
    for match in _HALF.finditer(text):
        end = match.end()
        if match.group("within"):
            end -= len(match.group("within"))
        said = text[match.start() : end]
        unit = next(unit for name, unit in _UNITS.items() if match.group(name))
        figure = Figure(match.start(), end, match.end(), Decimal("0.5"), unit, "半")
        figure.chinese = True
        figure.more = "多" in said or "余" in said or text[match.start() - 1 : match.start()] == "大"
        if figure.more:
            figure.relation = ">"
        elif figure.stop > end:
            figure.relation = "<="
        elif text.endswith(_ABOUT, 0, match.start()):
            figure.relation = "~"
        found.append(figure)
    return found
