"""Time anchors (时间锚): which years a time expression means, seen from the year of the document."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import CURRENT, LONG, NONE, PAST

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "０": 0}
# Each pattern begins with a literal or a small set, so that a scan skips from one possible start to the next.
_CENTURIES = (re.compile(r"2[09]\d\d(?!\d)"), re.compile(r"1[09]\d\d(?!\d)"))
_AFTER_YEAR = re.compile(
    r"年?(?:[—\-－~～至到]{1,2})([12][09]\d\d)年?|年(?:\d{1,2}月(?:份)?)?以来|年(?!第|度|版|修)(?:底|末|前)?"
)
_MONTH = re.compile(r"\d{1,2}月")
_HAN_YEAR = re.compile(r"二[〇零][〇零一二三四五六七八九]{2}年(?:底|末|前)?")
_PLAN = re.compile(r"五[”’]?(?:时期|期间|以来|末)")
_PLAN_HEAD = re.compile(r"[“‘]?(十[一二三四五六七八九]?|[一二三四五六七八九])$")
_YEARS_SINCE = re.compile(r"年(?:多)?来")
_MONTHS_SINCE = re.compile(r"个多?月以?来")
_MONTHS_HEAD = re.compile(r"近?[0-9一二三四五六七八九十两几]{1,3}$")
_YEARS_HEAD = re.compile(r"(?:过去|这|近|最近)?(?:的)?(?:[二三四五六七八九十几两近多]{1,2}|近?\d{1,2})$")
_YEARS_GONE = re.compile(r"过去(?:的|这)?(?:[二三四五六七八九十两]|\d{1,2})年(?!来)")
_EVENT_SINCE = re.compile(r"(?:换届|开幕|履职|任期)以来")
_YEARS_NOW = re.compile(r"这[二三四五六七八九十两]年(?!来)")
_DATE = re.compile(r"月(?<=[0-9]月)\d{1,2}[日号](?:至\d{1,2}日)?(?!前|之前|底)")
_CALENDAR_YEAR = re.compile(r"[12][09]\d\d(?!\d)")
_UNTIL_NOW = re.compile(r"截[至止][^，。]{2,12}")
_AHEAD_YEARS = re.compile(r"[三四五六七八九十几\d]+年|一个时期|几年")
_COMPARED = ("比", "较", "与", "同")
_TOWARDS = ("到", "至")
_ARABIC = frozenset("0123456789")
_IN_DATE = _ARABIC | {"年"}


class When(NamedTuple):
    """A time expression: its place, its years (inclusive, None if it gives none) and what period it sets."""

    start: int
    end: int
    first: int | None
    last: int | None
    period: str


def chinese_year(digits: str) -> int | None:
    """Return 2026 for «2026» and «二〇二六», None for anything else."""
    if digits.isdecimal() and digits.isascii():
        return int(digits)
    figures = [_DIGITS.get(c, -1) for c in digits]
    return int("".join(map(str, figures))) if len(figures) == 4 and min(figures) >= 0 else None


def find_anchors(folded: str, year: int | None, lexicons: Lexicons = DEFAULT) -> list[When]:
    """Return every time expression of the text in order, judged from the document's `year` (None if unknown)."""
    found = [*_words(folded, year, lexicons), *_years(folded, year), *_spans_of_years(folded, year)]
    found.sort()
    kept: list[When] = []
    end = -1
    for when in found:
        if when.start >= end:
            kept.append(when)
            end = when.end
    return kept


@cache
def _time_words(lexicons: Lexicons) -> tuple[AhoCorasick, list[str]]:
    """Return the machine that finds the words of `times.toml`, and the kind of each."""
    kinds = {word: kind for kind, words in lexicons.table("times").items() for word in words.split()}
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), list(kinds.values())


def _words(folded: str, year: int | None, lexicons: Lexicons) -> list[When]:
    """Fixed words: 今年, 去年, 下一步 …"""
    found = []
    machine, kinds = _time_words(lexicons)
    for number, start, end in machine.find_matches_as_indexes(folded):
        kind = kinds[number]
        first = last = None
        if kind == "ago":
            if folded[start - 1 : start] in _COMPARED and folded[start] in "去上":
                continue
            first = last = year - 1 if year else None
            period = PAST
        elif kind == "now":
            first = last = year
            period = CURRENT
        elif kind == "soon":
            period = CURRENT
            if folded[end - 1] in "后来":
                ahead = _AHEAD_YEARS.match(folded, end)
                if ahead:
                    end, period = ahead.end(), LONG
        elif kind == "next":
            first = last = year + 1 if year else None
            period = LONG
        else:
            period = PAST
            if folded.startswith("今年", start):
                first = year
        found.append(When(start, end, first, last, period))
    return found


def _years(folded: str, year: int | None) -> list[When]:
    """Calendar years and dates: 2026年, 到2030年, 2026—2030年, 二〇三五年, 1月8日."""
    found = []
    for match in chain.from_iterable(century.finditer(folded) for century in _CENTURIES):
        start, end = match.span()
        if folded[start - 1 : start].isdigit():
            continue
        after = _AFTER_YEAR.match(folded, end)
        if not after:
            continue
        first = last = int(match.group())
        if after.group(1):
            last = int(after.group(1))
        elif after.group().endswith("以来"):
            found.append(When(start, after.end(), first, None, PAST))
            continue
        found.append(_year(folded, start, after.end(), first, last, year))
    for match in _HAN_YEAR.finditer(folded):
        named = chinese_year(match.group()[:4])
        if named:
            found.append(_year(folded, match.start(), match.end(), named, named, year))
    for match in _DATE.finditer(folded):
        start = match.start() - 1
        start -= folded[start - 1 : start] in _ARABIC
        if folded[start - 1 : start] not in _IN_DATE:
            found.append(When(start, match.end(), None, None, PAST))
    return found


def _year(folded: str, start: int, end: int, first: int, last: int, year: int | None) -> When:
    if folded[start - 1 : start] in _TOWARDS:
        period = CURRENT if year or _MONTH.match(folded, end) else LONG  # 到2026年6月底 is near, whatever the year
        if year and last != year:
            period = LONG if last > year else PAST
        return When(start - 1, end, year, last, period)
    return When(start, end, first, last, _of_years(first, last, year))


def _spans_of_years(folded: str, year: int | None) -> list[When]:
    """Plan periods and stretches of years: “十四五”时期, 五年来, 过去五年, 截至…"""
    found = []
    for match in _PLAN.finditer(folded):
        head = _PLAN_HEAD.search(folded, max(0, match.start() - 3), match.start())
        number = _plan_number(head.group(1)) if head else 0
        if head and number >= 6:
            first, last = 1951 + 5 * number, 1955 + 5 * number
            period = NONE if year is None else PAST if last <= year else LONG
            if match.group().endswith("以来"):
                period = PAST  # what has been done since then
            found.append(When(head.start(), match.end(), first, last, period))
    for since, before in ((_YEARS_SINCE, _YEARS_HEAD), (_MONTHS_SINCE, _MONTHS_HEAD)):
        for match in since.finditer(folded):
            head = before.search(folded, max(0, match.start() - 5), match.start())
            if head:
                found.append(When(head.start(), match.end(), None, None, PAST))
    for pattern in (_YEARS_GONE, _YEARS_NOW, _EVENT_SINCE):
        found += [When(m.start(), m.end(), None, None, PAST) for m in pattern.finditer(folded)]
    for match in _UNTIL_NOW.finditer(folded):
        named = _CALENDAR_YEAR.search(folded, match.start(), match.end())
        found.append(When(match.start(), match.end(), None, int(named.group()) if named else None, PAST))
    return found


def _of_years(first: int, last: int, year: int | None) -> str:
    if year is None:
        return NONE
    if last < year:
        return PAST
    return CURRENT if first == last == year else LONG


def _plan_number(numeral: str) -> int:
    if len(numeral) == 2:
        return 10 + _DIGITS[numeral[1]]
    return 10 if numeral == "十" else _DIGITS[numeral]


_SESSION = re.compile(
    r"((?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2})年([\d一二三四五六七八九十]{1,3})月[\d一二三四五六七八九十]{1,3}日在"
    r"([^，。\n]{4,24}(?:人民代表大会|人大)第?[一二三四五六七八九十]{1,3}次)?"
)
_YEARS_END = ("11", "12", "十一", "十二")
_TITLE = re.compile(r"((?:19|20)\d\d)年[\u4e00-\u9fff]{0,14}?(?:政府)?工作报告")
_DONE_YEAR = re.compile(
    r"((?:19|20)\d\d)年[^，。\n]{0,12}?(?:工作的?(?:主要)?回顾|工作总结|工作成绩)|(?:刚刚)?过去的((?:19|20)\d\d)年"
    r"|(?:回顾|总结)(?!和展望)[^，。；\n\d]{0,10}((?:19|20)\d\d)年"
)
_PLAN_YEAR = re.compile(
    r"((?:19|20)\d\d)年[^，。\n]{0,10}?(?:工作安排|重点工作|主要工作|工作任务|目标任务|工作部署|"
    r"总体要求|主要目标|工作打算|政府工作)"
)
_DATED = re.compile(r"(?:时间|日期|发布)[：:\s]*((?:19|20)\d\d)[-年/.]")
_HAS_DONE = re.compile("领导下，|(?:作出|做出|取得|完成|实现|交出|走过|经受住|战胜)了")
_IS_TO_DO = re.compile("将(?![军领近])|(?:，|我们)(?:要|力争|确保)|目标")
_OFTEN = 2  # a year that ends in 0 or 5 may be a distant goal unless it is named more often
_ANY = re.compile(r"(?<![\d到至])((?:19|20)\d\d)(?=年|/\d|-\d)")


def latest_year(folded: str) -> int | None:
    """Return the latest year that a letter or message names, distant goals left out."""
    years = [int(y) for y in re.findall(r"(?<![\d到至])((?:19|20)\d\d)(?=年|/\d|-\d)(?!年(?:底|末)?前)", folded)]
    return max(years) if years else None


def document_year(folded: str) -> int | None:
    """Return the year in which the text was spoken or written, None where it does not say.

    The date of the session (of a congress late in the year, the year after) outranks the title, the title outranks
    the reviewed and the planned year, and these a date of publication; failing all that, the latest year that is
    named at least twice and is no distant goal.
    """
    head = folded[:1500]
    session = _SESSION.search(head)
    if session:
        named = chinese_year(session.group(1))
        closes = session.group(3) and session.group(2) in _YEARS_END  # a congress plans the year to come
        return named + 1 if named and closes else named
    title = _TITLE.search(head)
    if title:
        return int(title.group(1))
    planned, reviewed = _PLAN_YEAR.search(folded), _DONE_YEAR.search(folded)
    gone = int(next(filter(None, reviewed.groups()))) if reviewed else 0
    if planned and reviewed and int(planned.group(1)) == gone:
        return gone + 1 if planned.start() <= reviewed.start() else gone
    if reviewed:
        return gone + 1
    if planned:
        return int(planned.group(1))
    dated = _DATED.search(head)
    if dated:
        return int(dated.group(1))
    years = Counter(int(y) for y in _ANY.findall(folded))
    near = [year for year, times in years.items() if year % 5 or times > _OFTEN or year - 1 in years]
    latest = max(near) if near else None
    if latest and _told_of(folded, latest):
        return latest + 1  # 「2009年，…作出了贡献。对今年的部署…」
    return latest


def _told_of(folded: str, year: int) -> bool:
    """True where a sentence that begins with the year tells what was done in it, and none what will be."""
    sentences = re.findall(rf"(?<![\d到至]){year}年，[^。\n]*", folded)
    return any(_HAS_DONE.search(each) for each in sentences) and not any(_IS_TO_DO.search(each) for each in sentences)
