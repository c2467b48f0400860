"""Time anchors (时间锚): which years a time expression means, seen from the year of the document."""

import re
from typing import NamedTuple

from huiyin.reading.model import Period

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "０": 0}
_FIND = re.compile(
    r"(?P<deadline>[到至](?:20\d\d|二[〇零]\w\w)年(?:底|末|前)?)"
    r"|(?P<sincenow>(?:今年|\d{4}年)(?:\d{1,2}月(?:份)?)?以来|今年已)"
    r"|(?P<span>(?:20\d\d|19\d\d)年?(?:[—\-－~～至到]{1,2})(?:20\d\d)年?)"
    r"|(?P<year>(?:20\d\d|19\d\d|二[〇零][〇零一二三四五六七八九]{2})年(?!第|度|版|修))"
    r"|(?P<plan>[“‘]?(?P<no>十[一二三四五六七八九]?|[一二三四五六七八九])五[”’]?(?:时期|期间|以来|末))"
    r"|(?P<ago>过去(?:的)?一年|(?:这|一)年来|(?<![比较与同])去年|(?<![比较与同])上年|刚刚过去的一年|去年以来|过去的一年|本届政府以来)"
    r"|(?P<yearsago>(?:过去|这|近|最近)?(?:的)?[二三四五六七八九十几两]{1,2}年(?:多)?来|(?:过去|这)(?:的|这)?[二三四五六七八九十两]年|近年来|多年来|长期以来|以来|本届政府任期|这些年)"
    r"|(?P<thisyear>这一年)"
    r"|(?P<now>今年|本年度?|新的一年|新一年|年内|年底前|放眼)"
    r"|(?P<next>明年|未来[三四五六七八九十几\d]*年|今后[三四五六七八九十几\d]+年|今后一个时期|未来一个时期|未来几年)"
    r"|(?P<soon>下一步|接下来|今后|未来|下阶段|下一阶段|后续|下步)"
    r"|(?P<sofar>截至[^，。]{2,12}|截止[^，。]{2,12}|到目前为止|迄今|目前已)"
    r"|(?P<news>(?<![\d年])\d{1,2}月\d{1,2}[日号](?:至\d{1,2}日)?(?!前|之前|底)|昨[天日]|前[天几]|近日|日前|当天|最近|上次|之前一年|前段时间|前不久|当时)"
)
_LONG_GOAL = re.compile(r"(?:目标|远景|展望|任务|发展|规划)")


class When(NamedTuple):
    """A time expression: its place, its years (inclusive, None if it gives none) and what period it sets."""

    start: int
    end: int
    first: int | None
    last: int | None
    period: Period


def chinese_year(digits: str) -> int | None:
    """Return 2026 for «2026» and «二〇二六», None for anything else."""
    if digits.isdecimal() and digits.isascii():
        return int(digits)
    figures = [_DIGITS.get(c, -1) for c in digits]
    return int("".join(map(str, figures))) if len(figures) == 4 and min(figures) >= 0 else None


def find_anchors(folded: str, year: int | None) -> list[When]:
    """Return every time expression of the text in order, judged from the document's `year` (None if unknown)."""
    found = []
    for match in _FIND.finditer(folded):
        when = _judge(match, year)
        if when:
            found.append(when)
    return found


def _judge(match: re.Match[str], year: int | None) -> When | None:
    kind = match.lastgroup if match.lastgroup != "no" else "plan"
    text = match.group()
    first: int | None = None
    last: int | None = None
    if kind == "deadline":
        last = chinese_year(text[1:5])
        period = Period.LONG if last and year and last > year else Period.CURRENT
        first = year
        if last and year and last < year:
            period = Period.PAST
    elif kind == "year":
        first = last = chinese_year(text[:4])
        if first is None:
            return None
        period = _of_years(first, first, year)
    elif kind == "span":
        first, last = int(text[:4]), int(re.findall(r"\d{4}", text)[-1])
        period = _of_years(first, last, year)
    elif kind == "plan":
        number = _plan_number(match.group("no"))
        if number < 6:
            return None
        first, last = 1951 + 5 * number, 1955 + 5 * number
        if year is None:
            period = Period.NONE
        elif last < year:
            period = Period.PAST
        else:
            period = Period.LONG if first >= year or last > year else Period.PAST
    elif kind in ("ago", "thisyear"):
        first = last = year - 1 if year else None
        period = Period.PAST
    elif kind in ("yearsago", "sofar", "news", "sincenow"):
        period = Period.PAST
    elif kind == "now":
        first = last = year
        period = Period.CURRENT
    elif kind == "next":
        period = Period.CURRENT if text == "明年" else Period.LONG
    else:
        period = Period.CURRENT
    return When(match.start(), match.end(), first, last, period)


def _of_years(first: int, last: int, year: int | None) -> Period:
    if year is None:
        return Period.NONE
    if last < year:
        return Period.PAST
    return Period.CURRENT if first == last == year else Period.LONG


def _plan_number(numeral: str) -> int:
    if len(numeral) == 2:
        return 10 + _DIGITS[numeral[1]]
    return 10 if numeral == "十" else _DIGITS[numeral]


_SESSION = re.compile(r"(?:——|（|\()?\s*((?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日在")
_TITLE = re.compile(r"((?:19|20)\d\d)年[\u4e00-\u9fff]{0,14}?(?:政府)?工作报告")
_DONE_YEAR = re.compile(r"((?:19|20)\d\d)年[^，。\n]{0,12}?(?:工作的?(?:主要)?回顾|工作总结|工作成绩)|(?:刚刚)?过去的((?:19|20)\d\d)年")
_PLAN_YEAR = re.compile(r"((?:19|20)\d\d)年[^，。\n]{0,10}?(?:工作安排|重点工作|主要工作|工作任务|目标任务|工作部署|总体要求|主要目标|工作打算|政府工作)")
_DATED = re.compile(r"(?:时间|日期|发布)[：:\s]*((?:19|20)\d\d)[-年/.]")
_ANY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|/\d|-\d)")


def latest_year(folded: str) -> int | None:
    """Return the latest year that a letter or message names, distant goals left out."""
    years = [int(y) for y in re.findall(r"(?<![\d到至])((?:19|20)\d\d)(?=年|/\d|-\d)(?!年(?:底|末)?前)", folded)]
    return max(years) if years else None


def document_year(folded: str) -> int | None:
    """Return the year in which the text was spoken or written, None where it does not say.

    The date of the session outranks the title, the title outranks the reviewed and the planned year, and these
    a date of publication; failing all that, the latest year that is named at least twice and is no distant goal.
    """
    head = folded[:1500]
    session = _SESSION.search(head)
    if session:
        return chinese_year(session.group(1))
    title = _TITLE.search(head)
    if title:
        return int(title.group(1))
    planned, reviewed = _PLAN_YEAR.search(folded), _DONE_YEAR.search(folded)
    if planned and reviewed and int(planned.group(1)) == int(reviewed.group(1) or reviewed.group(2)):
        return int(planned.group(1)) + 1 if planned.start() < reviewed.start() else int(planned.group(1))
    if reviewed:
        return int(reviewed.group(1) or reviewed.group(2)) + 1
    if planned:
        return int(planned.group(1))
    dated = _DATED.search(head)
    if dated:
        return int(dated.group(1))
    years = [int(y) for y in _ANY.findall(folded)]
    near = [y for y in years if y % 5 or years.count(y) > 2]
    return max(near) if near else None
