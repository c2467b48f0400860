"""Where a report speaks of targets and of results (目标段与回顾段), and for which year."""

import re
from collections import Counter
from typing import NamedTuple

_SESSION = re.compile(r"(20\d\d)年(\d{1,2})月\d{1,2}日\s*(?:在|上午|下午)")
_SESSION_HAN = re.compile(
    r"(二[〇○零]二[〇○零一二三四五六七八九])年(十?[一二三四五六七八九十])月[一二三四五六七八九十]{1,3}日"
)
_NAMED_YEAR = (
    re.compile(r"(20\d\d)年[^，。；\n]{0,24}?(?:预期目标|主要目标)"),
    re.compile(r"(20\d\d)年(?:政府|重点|主要|经济社会发展)*(?:工作)?(?:安排|任务|总体要求|重点工作|工作总体要求)"),
    re.compile(r"做好(20\d\d)年"),
)
_REVIEW_YEAR = re.compile(r"(20\d\d)年(?:的)?(?:政府|主要)?工作(?:的)?(?:简要|主要|基本)?回顾")
_ANY_YEAR = re.compile(r"(20\d\d)年")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_TARGET = re.compile(r"目标|预期指标|主要指标|预期为|预期是")
_LISTED = re.compile(r"(?:目标|指标|预期)[^，。；\n]{0,14}?[：:是为]")
_COMING_YEARS = re.compile(r"(?:今后|未来)(?:五|5)年|20[3-9]\d年")
_EDGE_YEAR = re.compile(r"[^，。；]*(?:开[好]?局|收官)[^，。；]*")
_PLAN_NAME = re.compile(r"十([一二三四五六七八九])五")
_HEADING_LENGTH = 40
_SECTION_LENGTH = 20
_YEAR_AHEAD = re.compile(r"到(20\d\d)年")
_DONE = re.compile(r"圆满|超额|较好|胜利|顺利|如期|(?:全面|基本|已|已经)?完成了|目标任务(?:全面)?完成")
_BULLET = re.compile(r"\s*(?:——|—|●|▪|·|•|-|\(?（?[0-9一二三四五六七八九十]{1,2}[）)、.．])")
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


def target_candidates(text: str, year: int) -> list[tuple[Passage, int]]:
    """Return the stretches that may list targets, each with points for how its heading speaks of them."""
    lines = paragraphs(text)
    found = []
    for number, (start, end) in enumerate(lines):
        for match in _TARGET.finditer(text, start, end):
            sentence = max(text.rfind("。", start, match.start()) + 1, start)
            lead = text[sentence : match.end() + 12]
            found.append(_candidate(text, lines, number, match.start(), lead, year))
    return found


def _candidate(
    text: str, lines: list[tuple[int, int]], number: int, at: int, lead: str, year: int
) -> tuple[Passage, int]:
    """Return one stretch from a word 目标 to the end of its paragraph, or of the list that follows it."""
    start, end = lines[number]
    following = number + 1
    open_end = text[at:end].rstrip().endswith(("：", ":", "；", ";", "目标", "是", "为"))
    under_heading = _is_heading(text[start:end])
    while following < len(lines):
        low, high = lines[following]
        if under_heading and following - number < _SECTION_LENGTH and not _is_heading(text[low:high]):
            end, following = high, following + 1
            continue
        if not open_end and not (_BULLET.match(text, low) and following - number < 30 and end > lines[number][1]):
            break
        end = high
        open_end = text[low:high].rstrip().endswith(("；", ";", "：", ":", "，"))
        following += 1
    this_year = str(year) in lead or "今年" in lead or "全年" in lead or "年度" in lead
    named = _speaks_of_plan(lead, year) or _under_plan(text, lines, number, year)
    long_term = named and not this_year
    points = (
        3 * ("预期目标" in lead or "预期性目标" in lead) + 2 * this_year + 2 * bool(_LISTED.search(lead)) - long_term
    )
    if _DONE.search(lead) or (not named and not this_year and text.count("年均", at, end) > 1):
        points -= 10
    period = f"{_plan_start(year)}-{_plan_start(year) + 4}" if long_term else str(year)
    return Passage(max(start, at), end, period), points


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading by its form: short, and not a sentence."""
    line = line.strip()
    return 0 < len(line) <= _HEADING_LENGTH and not line.endswith(("。", "；", "！", "，", "：", ":", ";", "？"))


def _under_plan(text: str, lines: list[tuple[int, int]], number: int, year: int) -> bool:
    """Tell whether the heading above a paragraph speaks of a five-year plan alone (“十五五”时期主要目标)."""
    for start, end in reversed(lines[max(0, number - 12) : number]):
        line = text[start:end]
        if _is_heading(line):
            return _speaks_of_plan(line, year) and f"{year}年" not in line and "今年" not in line
    return False


def _speaks_of_plan(passage: str, year: int) -> bool:
    """Tell whether words name the five-year plan that a year is in, or the years to come."""
    own = str(_plan_start(year))
    passage = _EDGE_YEAR.sub("", passage)
    named = any(span_of_plan(match[0]).startswith(own) for match in _PLAN_NAME.finditer(passage))
    return named or _COMING_YEARS.search(passage) is not None


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
    sentence = _EDGE_YEAR.sub("", sentence)
    years, one = _SPAN_WORDS.search(sentence), _PAST_WORDS.search(sentence.replace(f"{past}年", "去年"))
    if years and (not one or years.start() < one.start()):
        return span
    return past if one else None


def review_passages(text: str, until: int, year: int) -> list[Passage]:
    """Return the sentences before the plan, each with the year or the span of years that it looks back on."""
    past = str(year - 1)
    span = f"{year - 5}-{year - 1}"
    current = past
    found = []
    for start, end in paragraphs(text[:until]):
        at = start
        while at < end:
            stop = min((place for sign in "。；" if (place := text.find(sign, at, end)) >= 0), default=end)
            sentence = text[at:stop]
            ahead = _YEAR_AHEAD.search(sentence)
            if ahead and int(ahead[1]) >= year:
                at = stop + 1
                continue
            current = _looked_back_on(sentence, past, span) or current
            found.append(Passage(at, stop, span if "年均" in sentence and current == past else current))
            at = stop + 1
    return found
