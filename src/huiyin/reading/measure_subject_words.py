"""The words around a figure that are not what it measures: compiled patterns, made once for each set of lexicons."""

import re
from functools import lru_cache
from typing import NamedTuple

from huiyin.reading.lexicon import Lexicons
from huiyin.reading.measure_forms import trie, words

_MARKED = "(?:“[^“”，。；]{1,12}”)"
_YEAR = "(?:[0-9]{4}|上|去|前|同|当)年(?:同期|年?[末底初]|[0-9]{1,2}月底?)?"
_BY = (
    "[0-9]{1,4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?[末底]?(?:[之以]?前(?![0-9一二三四五六七八九十]))?"  # 2027年6月底前
)
_TERM = f"(?:{_MARKED}|“?十[一二三四五六]五”?)(?:时期|期间|末期|[末初])?"
_REGION = "(?:[A-Z][0-9]{1,3}|[\u4e00-\u9fff]{2,3})[省市县区]"


class SubjectWords(NamedTuple):
    """The patterns that tell what is measured from what only leads to it, follows it or is compared with it."""

    lead_ins: re.Pattern[str]
    lead_firsts: frozenset[str]
    inner: re.Pattern[str]
    predicate: re.Pattern[str]
    trailing: re.Pattern[str]
    tails: frozenset[str]
    ranked: re.Pattern[str]
    dealt: re.Pattern[str]


@lru_cache(maxsize=8)
def subject_words(lexicons: Lexicons) -> SubjectWords:
    """Return the patterns for these lexicons."""
    told = {name: words(listed) for name, listed in lexicons.table("subjects").items()}
    scope = trie(told["scopes"])
    adverbs = trie(told["trailing"])
    compared = (
        f"(?:[较比同与对为占到至从由自]{_TERM}的?|[较比从由自到至于]{_YEAR}的?"
        f"|{trie(told['against'])}(?:{scope})[\u4e00-\u9fff]{{0,10}}|占(?:{scope}))"
    )
    ranked = trie(told["ranked"])
    short = [word for word in told["predicates"] if len(word) == 1]
    long = [word for word in told["predicates"] if len(word) > 1]
    firsts = "".join({word[0] for word in (*told["hidden"], *told["predicates"])})  # so that the engine can skip
    lead = f"(?!{trie(told['nouns_whole'])}){trie(told['lead_ins'])}(?!{trie(told['nouns_after'])})"
    return SubjectWords(
        lead_ins=re.compile(f"(?:{lead}|了|{_BY}|和(?={lead})){{1,5}}"),
        lead_firsts=frozenset(word[0] for word in told["lead_ins"]) | frozenset("了和0123456789"),
        inner=re.compile(f"{trie(told['inner'])}(?!{trie(told['nouns_after'])})(?=.{{2}})"),
        predicate=re.compile(
            f"(?=[{firsts}])(?:{trie(told['hidden'])}|(?P<cut>{trie(long)}(?!{trie(told['nouns_of'])})|{trie(short)}))"
        ),
        trailing=re.compile(f"(?:{compared}|{adverbs})+$"),
        tails=frozenset(word[-1] for word in (*told["trailing"], *told["scopes"])) | frozenset("期间底末初月”五年"),
        ranked=re.compile(f"(?:(?:{adverbs})*(?:{ranked}(?:{_REGION})?)?(?:{scope})*第?前?|{compared})+$"),
        dealt=re.compile(f"分别(?:{compared}|{adverbs}|完成|为|惠及|达到?|有)+$"),
    )
