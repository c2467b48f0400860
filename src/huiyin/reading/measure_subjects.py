"""What a figure measures (量值的主语): the nominal words before it, or after it where it counts them."""

import re

from huiyin.reading.measure_counted import NOT_COUNTED, counted
from huiyin.reading.measure_forms import STOPS, Forms
from huiyin.reading.measure_numbers import Figure
from huiyin.reading.measure_subject_words import SubjectWords

_TRAILING = "的达为到至了共仅约是在有计于由从均，, \u3000"
_JOINED = frozenset(("、", "和", "及", "与", "以及", "，", ",", "或", ""))
_CLAUSE = re.compile(f"[^{STOPS}]{{0,40}}")
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")
_OPENED_BY = {"”": "“", "）": "（"}
_BREAKS = frozenset("”）.")
_ORDINAL = re.compile(r"[一二三四五六七八九十0-9]+\Z")
_IN_CODE = re.compile(r"[A-Za-z0-9_.]+\Z")
_BROKEN_OFF = re.compile("[，。；：！？\n]")
_SHORT = re.compile(f"(?:[{STOPS}]|^)[^{STOPS}]{{2,8}}\\Z")
_WHERE = re.compile("在[^，]{2,12}(?:中|上)\\Z")
_HOW_LONG = re.compile(r"[一二三四五六七八九十两0-9]+(?:年|个月|天|周)来?\Z")
_HOW_LONG_LASTS = frozenset("年月天周来")
_CONJUNCTIONS = frozenset("和与及并而但")
_NOUNS = ("项目", "任务", "工程", "行动", "企业")
_WIDEST = 60
_LEAST = 5  # two signs before an inner lead-in, two behind it
_ASIDE = 4  # a longer insertion in brackets is more than part of a name
_PACES = frozenset(("增速", "增幅", "涨幅", "降幅"))
_CHANGED = frozenset(("change", "rank"))


def subject_of(
    figure: Figure,
    upper: Figure,
    clause: tuple[int, int],
    text: str,
    told: SubjectWords,
    forms: Forms,
    last: Figure | None,
) -> str:
    """Return what a figure measures, "" where nothing says it; `upper` is its other end where it opens a range.

    The noun that it counts goes before the words before it; where both are wanting the figure before may name it.
    """
    after = counted(text, upper, told, forms) if figure.shape != "rank" else NOT_COUNTED
    if after.sure:
        return after.noun
    floor = last.stop if last else 0
    start, end = clause
    if start < floor:
        start = floor
    elif text[start - 1 : start] in _BREAKS and not _acted(text, start, end, told):
        start = _widened(text, start, end, floor)
    words = text[start:end]
    before = subject_before(words, told, ranked=figure.shape == "rank") if words else ""
    if before in _PACES and last is not None and _SENTENCE_END.search(text, last.stop, max(last.stop, start)) is None:
        return last.subject.removesuffix(before) + before
    if before or after.noun:
        return before if before and not after.stronger(before) else after.noun
    if last is not None and (text[floor:end].strip() in _JOINED or _goes_on(figure, words, text, start, last)):
        return last.subject
    return _named_before(text, start, told) if figure.unit == "%" or figure.shape == "rank" else ""


def subject_before(chunk: str, told: SubjectWords, *, ranked: bool = False) -> str:
    """Return the words of a clause up to its figure without lead-ins (推动, 全年) and linking words (的, 达)."""
    chunk = chunk.strip()
    chunk = _without_tail(chunk, told.ranked) if ranked else chunk.rstrip(_TRAILING)
    while not ranked and chunk and chunk[-1] in told.tails:
        bare = _without_tail(chunk, told.trailing)
        if bare == chunk:
            break
        chunk = bare
    lead = told.lead_ins.match(chunk) if chunk and chunk[0] in told.lead_firsts else None
    if lead:
        chunk = chunk[lead.end() :]
    inner = told.inner.search(chunk, 2) if len(chunk) >= _LEAST else None
    if inner:
        chunk = chunk[inner.end() :]
    chunk = chunk.strip().lstrip("的")
    if not chunk or chunk in _CONJUNCTIONS or (chunk[-1] in _HOW_LONG_LASTS and _HOW_LONG.match(chunk)):
        return ""
    return chunk


def _without_tail(chunk: str, tail: re.Pattern[str]) -> str:
    """Return a clause without the words at its end that a pattern takes away, and the linking words before them."""
    found = tail.search(chunk)
    return _WHERE.sub("", (chunk[: found.start()] if found else chunk).removesuffix("第").rstrip(_TRAILING))


def _goes_on(figure: Figure, words: str, text: str, start: int, last: Figure) -> bool:
    """Tell whether a figure without words of its own says more of what the figure before it measures."""
    if not words and figure.role not in _CHANGED:
        return False
    return _SENTENCE_END.search(text, last.stop, max(last.stop, start)) is None


def _acted(text: str, start: int, end: int, told: SubjectWords) -> bool:
    """Tell whether words behind a mark begin with a verb, so that the mark closes who acts, not what is measured."""
    lead = told.lead_ins.match(text, start, end)
    return lead is not None and not text.startswith(_NOUNS, lead.end())


def _widened(text: str, start: int, end: int, floor: int) -> int:
    """Return where a clause begins together with the marks or brackets before it (“禁塑”|达标率), and 2. in PM2.5."""
    while floor < start and end - start < _WIDEST:
        sign = text[start - 1]
        if sign in _OPENED_BY:
            opened = text.rfind(_OPENED_BY[sign], max(floor, start - 24), start - 1)
            inside = text[opened + 1 : start - 1]
            if opened < 0 or _BROKEN_OFF.search(inside) or (sign == "）" and _ORDINAL.match(inside)):
                break
            if sign == "）" and (len(inside) > _ASIDE or not _SHORT.search(text, max(floor, opened - 12), opened)):
                break
            start = opened
        elif sign == "." and text[start : start + 1].isdigit():
            code = _IN_CODE.search(text, max(floor, start - 8), start)
            if code is None or not code[0][0].isalpha():
                break
            start = code.start()
        else:
            break
        left = _CLAUSE.match(text[max(floor, start - 40) : start][::-1])
        start -= left.end() if left else 0
    return start


def _named_before(text: str, start: int, told: SubjectWords) -> str:
    """Return what the clause before names, for a percentage or a rank that has no words of its own."""
    if text[start - 1 : start] not in ("，", ",", "、"):
        return ""
    left = _CLAUSE.match(text[max(0, start - 41) : start - 1][::-1])
    words = left[0][::-1] if left else ""
    lead = told.lead_ins.match(words)
    words = words[lead.end() :] if lead else words
    for found in told.predicate.finditer(words):
        if found["cut"] is not None:
            return words[: found.start()] if found.start() > 1 else ""
    return ""
