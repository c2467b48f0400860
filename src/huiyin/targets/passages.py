"""Where a report speaks of targets and of results (目标段与回顾段), and for which year."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

_SESSION = re.compile(r"(20\d\d)年(\d{1,2})月\d{1,2}日\s*(?:在|上午|下午)")
_SESSION_HAN = re.compile(
    r"(二[〇○零]二[〇○零一二三四五六七八九])年(十?[一二三四五六七八九十])月[一二三四五六七八九十]{1,3}日"
)
_NAMED_YEAR = (
    re.compile(r"(20\d\d)年[^，。；\n]{0,24}?(?:预期目标|主要目标)"),
    re.compile(r"(20\d\d)年(?:政府|重点|主要|经济社会发展)*(?:工作)?(?:安排|任务|总体要求|重点工作|工作总体要求)"),
    re.compile(r"做好(20\d\d)年"),
    re.compile(r"(?m)^[ 　]*(?:[第（(]?[一二三四五六七八九十]{1,3}[、）)部])?[^\n，。；]{0,6}?(20\d\d)年工作[ 　]*$"),
)
_REVIEW_YEAR = re.compile(r"(20\d\d)年(?:的)?(?:政府|主要)?工作(?:的)?(?:简要|主要|基本)?回顾")
_ANY_YEAR = re.compile(r"(?<!到)(?<!至)(?<![-—–－~～])(20\d\d)年")  # 到2030年 is where a plan ends
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_TARGET = re.compile(r"目标|预期指标|主要指标|预期为|预期是")
_LISTED = re.compile(r"(?:目标|指标|预期)[^，。；\n]{0,14}?[：:是为]")
_COMING_YEARS = re.compile(r"(?:今后|未来)(?:五|5)年|纲要[（(]?草案|《纲要》(?:提出|明确|确定|安排)")
_AVERAGE = re.compile("年均")
_CLAUSE = re.compile(r"[^，。；]+")
_EDGE_YEAR = re.compile(r"开好?局|收官")
_PLAN_NAME = re.compile(r"十[一二三四五六七八九](?:五|个五年)")
_HEADING_LENGTH = 40
_SECTION_LENGTH = 20
_LIST_LENGTH = 60  # lines
_LEAD_LENGTH = 300
_TOP_HEADING = re.compile(r"\s*(?:第?[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分)")
_WORK_AHEAD = re.compile(r"安排|任务|目标|重点|打算|部署|思路|要求|计划|草案")
_LOOKS_BACK = re.compile(r"回顾|成就|成效|完成情况|执行情况|总结|过去五年|五年来")
_YEAR_AHEAD = re.compile(r"到(20\d\d)年")
_DONE = re.compile(r"圆满|超额|较好|胜利|顺利|如期|(?:全面|基本|已|已经)?完成了|目标任务(?:全面)?完成")
_BULLET = re.compile(
    r"\s*(?:——|—|●|▪|·|•|-|\(?（?[0-9一二三四五六七八九十]{1,2}[）)、.．]|[一二三四五六七八九十]{1,2}是|(?!各位|同志)[\u4e00-\u9fff]{2,10}[：:](?=.))"
)
_SENTENCE = re.compile(r"[^。；]+")
_SPAN_WORDS = re.compile(
    r"五年来|过去五年|五年间|五年累计|五年实现|这五年|“?十[一二三四五]五”?(?:时期|期间|以来)?|年均"
)
_PAST_WORDS = re.compile(r"去年|过去一年|过去的一年|一年来|这一年|上年度|刚刚过去")


class Passage(NamedTuple):
    """A stretch of text with the period that its figures hold for."""

    start: int
    end: int
    period: str

    @property
    def is_span(self) -> bool:
        """Whether the period is several years."""
        return "-" in self.period


def planned_year(text: str) -> int | None:
    """Return the year that a report plans: from its targets' heading, the session's date, or its review's year."""
    head = text[:3000]
    session = _SESSION.search(head)
    if session:
        return int(session[1]) + (int(session[2]) >= 11)
    han = _SESSION_HAN.search(head)
    if han:
        return int(han[1].translate(_HAN_DIGITS)) + (han[2] in ("十一", "十二"))
    votes: Counter[int] = Counter()
    for pattern in _NAMED_YEAR:
        votes.update({int(match[1]) for match in pattern.finditer(text)})
    review = _REVIEW_YEAR.search(text)
    if review:
        votes[int(review[1]) + 1] += 2
    if votes:
        return max(votes, key=lambda year: (votes[year], -year))
    years = [int(match[1]) for match in _ANY_YEAR.finditer(head)]
    return max(years) if years else None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs (lines) of a text as (start, end), blank ones left out."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def target_candidates(text: str, year: int, has_figures: Callable[[int, int], bool]) -> Iterator[tuple[Passage, int]]:
    """Yield the stretches that may list targets, each with points for how its heading speaks of them.

    Args:
        has_figures: tells whether any figure stands from an offset up to another; a stretch without one is none.
    """
    lines = paragraphs(text)
    averages = [match.start() for match in _AVERAGE.finditer(text)]
    for number, (start, end) in enumerate(lines):
        stop: int | None = None
        for match in _TARGET.finditer(text, start, end):
            if stop is None:
                stop = _list_end(text, lines, number, year)
                under_plan = _under_plan(text, lines, number, year)
            if not has_figures(match.start(), stop):
                break
            near = max(start, match.start() - _LEAD_LENGTH)
            sentence = max(text.rfind("。", near, match.start()) + 1, near)
            lead = text[sentence : match.end() + 12]
            averaged = bisect_left(averages, stop) - bisect_left(averages, match.start()) > 1
            period, points = _rated(lead, year, under_plan=under_plan, averaged=averaged)
            yield Passage(match.start(), stop, period), points


def _list_end(text: str, lines: list[tuple[int, int]], number: int, year: int) -> int:
    """Return where a paragraph with a word 目标 ends, or the list that follows it."""
    start, end = lines[number]
    following = number + 1
    open_end = text[start:end].rstrip().endswith(("：", ":", "；", ";", "目标", "是", "为"))
    under_heading = _is_heading(text[start:end]) and not _looks_back(text[start:end], year)
    while following < len(lines) and following - number < _LIST_LENGTH:
        low, high = lines[following]
        if under_heading and following - number < _SECTION_LENGTH and not _is_heading(text[low:high]):
            end, following = high, following + 1
            continue
        if not open_end and not (_BULLET.match(text, low) and following - number < 30 and end > lines[number][1]):
            break
        end = high
        open_end = text[low:high].rstrip().endswith(("；", ";", "：", ":", "，"))
        following += 1
    return end


def _rated(lead: str, year: int, *, under_plan: bool, averaged: bool) -> tuple[str, int]:
    """Return the period of a stretch and its points, by the words that lead to it."""
    this_year = str(year) in lead or "今年" in lead or "全年" in lead or "年度" in lead
    named = _speaks_of_plan(lead, year) or under_plan
    long_term = named and not this_year
    points = (
        3 * ("预期目标" in lead or "预期性目标" in lead) + 2 * this_year + 2 * bool(_LISTED.search(lead)) - long_term
    )
    later = any(int(one[1]) > _plan_start(year) + 4 for one in _ANY_YEAR.finditer(lead))
    if _DONE.search(lead) or (not named and not this_year and (later or averaged)):
        points -= 10
    return f"{_plan_start(year)}-{_plan_start(year) + 4}" if long_term else str(year), points


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading by its form: short, and not a sentence."""
    line = line.strip()
    return 0 < len(line) <= _HEADING_LENGTH and not line.endswith(("。", "；", "！", "，", "：", ":", ";", "？"))


def _under_plan(text: str, lines: list[tuple[int, int]], number: int, year: int) -> bool:
    """Tell whether the headings above a paragraph speak of a five-year plan alone (“十五五”时期主要目标).

    A heading that names no years, such as （一）发展目标, leaves it to the one above it.
    """
    for start, end in reversed(lines[max(0, number - 12) : number]):
        line = text[start:end]
        if not _is_heading(line):
            continue
        if f"{year}年" in line or "今年" in line:
            return False
        if _speaks_of_plan(line, year):
            return True
        if _TOP_HEADING.match(line) or _looks_back(line, year):
            return False
    return False


def _speaks_of_plan(passage: str, year: int) -> bool:
    """Tell whether words name the five-year plan that a year is in, its outline (纲要草案), or the years to come."""
    own = str(_plan_start(year))
    passage = _without_edge_years(passage)
    named = any(span_of_plan(match[0]).startswith(own) for match in _PLAN_NAME.finditer(passage))
    return named or f"{int(own) + 4}年" in passage or _COMING_YEARS.search(passage) is not None


def _without_edge_years(passage: str) -> str:
    """Return words without the clauses that name a plan only to say that a year begins or ends it (开局之年)."""
    if not _EDGE_YEAR.search(passage):
        return passage
    return _CLAUSE.sub(lambda clause: "" if _EDGE_YEAR.search(clause[0]) else clause[0], passage)


def _looks_back(heading: str, year: int) -> bool:
    """Tell whether a heading announces a review: of the year before, or of a plan that has ended."""
    ended = any(int(span_of_plan(match[0])[:4]) < _plan_start(year) for match in _PLAN_NAME.finditer(heading))
    said = _LOOKS_BACK.search(heading) or _PAST_WORDS.search(heading)
    return ended or said is not None or f"{year - 1}年" in heading


def _looks_ahead(heading: str, year: int) -> bool:
    """Tell whether a heading announces nothing but the plan or the work of the planned year."""
    named = _speaks_of_plan(heading, year) or (f"{year}年" in heading and _WORK_AHEAD.search(heading) is not None)
    return named and not _looks_back(heading, year)


def span_of_plan(name: str) -> str:
    """Return the years of a five-year plan by its name (十五五 is 2026-2030)."""
    start = 2006 + 5 * ("一二三四五六七八九".index(name[1]))
    return f"{start}-{start + 4}"


def _plan_start(year: int) -> int:
    """Return the first year of the five-year plan that a year is in (2026 is the first of 2026-2030)."""
    return year - (year - 1) % 5


def unmarked_candidates(text: str, year: int) -> list[Passage]:
    """Return the paragraphs that may give targets without calling them so: those that speak of this year."""
    found = []
    for start, end in paragraphs(text):
        paragraph = text[start:end]
        if ("今年" in paragraph or f"{year}年" in paragraph) and not _PAST_WORDS.search(paragraph):
            found.append(Passage(start, end, str(year)))
    return found


def _looked_back_on(sentence: str, past: str, span: str) -> str | None:
    """Return the period that a sentence names first, the past year or the past five, or None."""
    sentence = _without_edge_years(sentence)
    years, one = _SPAN_WORDS.search(sentence), _PAST_WORDS.search(sentence.replace(f"{past}年", "去年"))
    if years and (not one or years.start() < one.start()):
        return span
    return past if one else None


def _ahead(sentence: str, year: int) -> bool:
    """Tell whether a sentence speaks of what is to come: the plan, a year not yet over, or a list of targets."""
    named = _YEAR_AHEAD.search(sentence)
    if (named and int(named[1]) >= year) or _speaks_of_plan(sentence, year):
        return True
    return _LISTED.search(sentence) is not None and not _DONE.search(sentence) and "预期" in sentence


def review_passages(text: str, until: int, year: int) -> list[Passage]:
    """Return the sentences that look back, each with the year or the span of years that it looks back on.

    What follows a heading or a sentence on targets to come is left out until the report looks back again.
    """
    past = str(year - 1)
    span = f"{year - 5}-{year - 1}"
    current = past
    closed = paused = False
    found = []
    for start, end in paragraphs(text[:until]):
        line = text[start:end]
        if _is_heading(line):
            closed = _looks_ahead(line, year) or (closed and not _looks_back(line, year))
            paused = paused and not _looks_back(line, year)
        if closed:
            continue
        for at, stop in _sentences(text, start, end):
            sentence = text[at:stop]
            if _ahead(sentence, year):
                paused = paused or _TARGET.search(sentence) is not None or "草案" in sentence
                continue
            named = _looked_back_on(sentence, past, span)
            paused = paused and (named is None or _looked_back_on(sentence.replace("年均", ""), past, span) is None)
            if paused:
                continue
            current = named or current
            found.append(Passage(at, stop, span if "年均" in sentence and current == past else current))
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph, parted by 。 and ；."""
    for match in _SENTENCE.finditer(text, start, end):
        yield match.span()
