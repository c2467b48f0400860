"""The noun that a figure counts (55个 → 重点建设项目), which stands behind it."""

import re
from typing import NamedTuple

from huiyin.reading.measure_forms import STOPS, Forms
from huiyin.reading.measure_numbers import Figure
from huiyin.reading.measure_subject_words import SubjectWords

_AHEAD = re.compile(f"(?:“[^“”，。；\\n]{{1,16}}”)?[^{STOPS}\\s]{{0,18}}")
_AGAIN = re.compile(r"[0-9.]+[余多]?[万亿]?[项件个家条批名户类种]")
_MONEY = re.compile("的?(?![为等是])[\u4e00-\u9fff]{0,6}?(?:费|款|金|税|工资|补贴|补助|债券|国债|项目)")
_CONJUNCTIONS = frozenset("和与及")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_DIGIT = re.compile(r"[0-9一二三四五六七八九十两]")
_GRADED = re.compile(r"、[0-9]+个[^、，。；0-9]{0,6}?级(?P<head>[^、，。；级0-9]{2,12})")
_WORKS = re.compile("(?!的)[\u4e00-\u9fff]{2,12}?(?:项目|工程|机组|装置|基地|泊位)")
_LENGTHS = frozenset(("年", "个月", "天", "周", "小时", "个小时", "分钟", "工作日", "个工作日", "百分点", "个百分点"))
_PEOPLE_OF = frozenset(("岁", "周岁"))
_COUNTING = frozenset(("", "%", "成"))
_NO_NOUN = ("我", "我们", "本人", "交", "花", "掉", "关", "对于")
_NO_THING = re.compile(r"的?(?:比例|比重|速度|水平|标准|目标|幅度|[0-9一二三四五六七八九十吨级])")
_PLACES = frozenset("中内里上下外前后时起年")
_DONE = re.compile("[\u4e00-\u9fff]了")
_NUMBERED = re.compile("(?<=[\u4e00-\u9fff”])[0-9]+(?![A-Za-z])")


_NOTHING_MORE = frozenset(f"{STOPS.replace('“', '')} ") | {""}


class Counted(NamedTuple):
    """A noun behind a figure; `sure` where it is what the figure counts, whatever stands before."""

    noun: str
    sure: bool

    def stronger(self, before: str) -> bool:
        """Tell whether the noun says more than the words before the figure: these are a verb or a pronoun only."""
        return bool(self.noun) and (len(before) < 2 or before.endswith(_NO_NOUN) or self.noun.endswith("率"))


NOT_COUNTED = Counted("", sure=False)


def counted(text: str, figure: Figure, told: SubjectWords, forms: Forms) -> Counted:
    """Return the noun that a count stands before, or "" where a verb or a stop follows."""
    unit, at = figure.unit or "", max(figure.end, figure.stop)
    if text[at : at + 1] in _NOTHING_MORE:
        return NOT_COUNTED
    if unit in forms.classifiers or unit == "户":
        noun = noun_at(text, at, told)
        return Counted(noun, sure=bool(noun))
    if unit in _PEOPLE_OF:
        return Counted(noun_at(text, at, told) if text.startswith("的", at) else "", sure=False)
    if unit in _COUNTING:
        noun = "" if _NO_THING.match(text, at) else noun_at(text, at, told)
        joined = bool(noun) and not text.startswith("的", at) and _HAN.match(noun) is not None
        return Counted(noun, sure=joined)
    if unit.endswith("元"):
        if at > figure.end:
            return Counted(noun_at(text, at, told), sure=False)
        money = _MONEY.match(text, at)
        return Counted(money[0].strip("的") if money else "", sure=False)
    works = _WORKS.match(text, at) if unit not in _LENGTHS else None
    if works and not any(found["cut"] for found in told.predicate.finditer(works[0])):
        return Counted(works[0], sure=True)
    return NOT_COUNTED


def noun_at(text: str, at: int, told: SubjectWords) -> str:
    """Return the nominal words at a place, up to a verb, a stop, or a conjunction with another count behind it."""
    ahead = _AHEAD.match(text, at)
    noun = ahead[0] if ahead else ""
    if noun[:1].isdigit():
        again = _AGAIN.match(noun)
        noun = noun[again.end() :] if again else ""
    noun = _up_to_predicate(noun, told)
    if "了" in noun or not noun.isalpha():
        for pattern in (_NUMBERED, _DONE):
            found = pattern.search(noun)
            noun = noun[: found.start()] if found else noun
    if noun.endswith("级") and text.startswith("、", at + len(noun)):
        shared = _GRADED.search(text, at, at + 60)
        if shared:
            noun += _up_to_predicate(shared["head"], told)
    noun = noun.strip("的")
    return "" if noun in _PLACES else noun


def _up_to_predicate(noun: str, told: SubjectWords) -> str:
    """Cut the words at the first verb or function word; a conjunction stays where it joins two nouns."""
    joined = -1
    for found in told.predicate.finditer(noun, noun.find("”") + 1):
        cut = found["cut"]
        if cut is None:
            continue
        if cut in _CONJUNCTIONS and joined < 0 and found.start():
            joined = found.start()
            continue
        if joined < 0:
            return noun[: found.start()]
        return noun[: joined if cut == "等" else _end(noun, joined, found.start())]
    return noun[: _end(noun, joined, len(noun))] if joined >= 0 else noun


def _end(noun: str, joined: int, end: int) -> int:
    """Return where the noun ends: behind the conjunction where a second noun follows, else before it."""
    second = noun[joined + 1 : end]
    return end if 2 <= len(second) <= 10 and not _DIGIT.search(second) else joined
