"""Leanings (倾向): whether a clause of people's own writing judges or tells, where no single word decides.

Cues that are weak alone are weighed together: words by their group (`lexicons/leanings.toml`), forms as below. A group
counts once, however many of its words stand in the clause; numbers, days, places and what was said or done weigh
against a judgement. A weight says how surely the cue tells, not how often it was seen.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.context import Context
from huiyin.reading.lazily import lazily
from huiyin.reading.lexicon import Lexicons

ENOUGH: Final = 2  # a clause whose weights come to this is a judgement


class _Form(NamedTuple):
    """A form of a clause that leans, by its name and weight."""

    name: str
    weight: int
    pattern: re.Pattern[str]


_FORMS = (
    _Form("figure", -1, lazily(r"(?<![A-Za-z\d])\d|[一二两三四五六七八九十]{1,3}[个年月天日号人户次元块米里]")),
    _Form("done", -1, lazily("(?<!太)[^，]了(?!解)")),
    _Form("been", -3, lazily("[^超通不经]过(?![于分度高低大多少])")),
    _Form("dated", -1, lazily("[年月日][^，]?")),
    _Form("oneself", -1, lazily("(?:[但而]?我(?!们)|本人|我家)")),
    _Form("cause", -3, lazily("[但而]?(?:由于|因为|因(?![此而]))")),
    _Form("placed", -1, lazily("在[^，]{1,10}(?:[路街区楼口村镇县市站场]|小区)")),
    _Form(
        "this_is",
        1,
        lazily(
            "(?:但|而|可|所以|因此)?[这那此][样种些个]?[^，]{0,8}(?:(?<![还总要])是(?!否)|算(?!出)|叫|与|跟|对|会|就是)"
        ),
    ),
    _Form("asked_at", 2, lazily("[^，]*(?:[不没这该][^，]*[吗么]$|谁[^，]{0,8}[吗呢啊]?$)")),
)
_AT_HEAD = frozenset(("oneself", "cause", "this_is", "asked_at"))
_INQUIRES = lazily(
    "怎么办|违规|请问|[想询]问|想知道|是否|是不是|哪|多少|几|还是|该[^，]{0,6}(?:谁|办|找)"
    "|什么时候|何时|如何|能否|可否|能不能"
)


class Leanings:
    """The groups of `leanings.toml` in one automaton."""

    def __init__(self, lexicons: Lexicons) -> None:
        groups: dict[str, str] = {}
        self._weights: dict[str, int] = {}
        for name, group in lexicons.table("leanings").items():
            self._weights[name] = group["weight"]
            for word in group["words"].split():
                groups.setdefault(word, name)
        self._groups = list(groups.values())
        self._words = AhoCorasick(list(groups), matchkind=MatchKind.LeftmostLongest)

    def weigh(self, text: str, mark: str, before: int) -> int:
        """Return how far a clause leans towards a judgement; below zero it tells.

        Args:
            mark: what stands behind the clause.
            before: the kind of the clause before it in the sentence, as an `AFTER_…` flag.
        """
        groups, weights = self._groups, self._weights
        touched = {groups[word] for word, _, _ in self._words.find_matches_as_indexes(text)}
        weight = sum([weights[name] for name in touched])
        for name, worth, pattern in _FORMS:
            if (pattern.match if name in _AT_HEAD else pattern.search)(text):
                weight += worth
        if mark == "！" or (mark == "？" and not _INQUIRES.search(text)):
            weight += 1
        return weight + (before == Context.AFTER_APPRAISAL)


@lru_cache(maxsize=8)
def leanings(lexicons: Lexicons) -> Leanings:
    """Return the leanings of these lexicons, built once."""
    return Leanings(lexicons)
