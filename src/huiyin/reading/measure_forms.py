"""The written forms of figures (量值的写法): compiled patterns, made once for each set of lexicons.

One pattern runs over the whole text and stops at each number; a second one runs leftwards from the number over the
reversed text, so that comparators, verbs and the clause before it are found by one match instead of many searches.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, NamedTuple

from huiyin.reading.lexicon import Lexicons
from huiyin.reading.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, DIGITS

STOPS = '，,。.；;：:！!？?、“”"《》（）()〔〕［］\\[\\]【】\\n\\r\\t|…‘’'
FILLERS = "了的是为约：:（(到至达在近超都 "
_D = "[0-9０-９]"
_C = f"[{CHINESE_NUMERALS}]"
_SPACES, _LINKS, _REACHING = " \u3000", "了为有占达", "到至为达在了是有"
_REACHED = frozenset("到至为在")
MANY = 4  # options of a pattern from which on it pays to look at the next sign first
RANGE_SIGNS = frozenset(("-", "－", "—", "——", "–", "−", "~", "～", "至", "到", "%-", "─", "-−"))


class Lead(NamedTuple):
    """What the words right before a number say of it (量值前文)."""

    relation: str
    multiplier_word: str
    reached: bool
    verb: str
    apart: bool


class Forms(NamedTuple):
    """The patterns and word tables that one set of lexicons gives."""

    number: re.Pattern[str]
    before: re.Pattern[str]
    beside: frozenset[str]
    clause: re.Pattern[str]
    said: Callable[..., Lead]
    relation_after: dict[str, str]
    called: dict[str, str]
    names: dict[str, tuple[str, ...]]
    classifiers: frozenset[str]
    labels: frozenset[str]
    of_quality: frozenset[str]
    time_before: tuple[str, ...]
    duration_before: tuple[str, ...]
    growth_after: tuple[str, ...]
    time_after: tuple[str, ...]
    counting_verbs: tuple[str, ...]
    apart: re.Pattern[str]
    relation_apart: dict[str, str]
    bare_cues: tuple[str, ...]
    scales: tuple[str, ...]


def words(value: Any) -> list[str]:
    """Return the words of a lexicon entry: one string, or a list of strings, of words set apart by white space."""
    return value.split() if isinstance(value, str) else [word for line in value for word in line.split()]


def trie(terms: Iterable[str]) -> str:
    """Return a pattern that matches the longest of some words, shared beginnings written once."""
    return _branch(_tree(terms))


def reversed_trie(terms: Iterable[str]) -> str:
    """Return the pattern of the words written backwards, for use on a reversed text."""
    return trie(term[::-1] for term in terms)


def _tree(terms: Iterable[str]) -> dict[str, Any]:
    """Return the words as a tree of signs; the end of a word is the key "" with the word itself."""
    tree: dict[str, Any] = {}
    for term in sorted(terms):
        node = tree
        for sign in term:
            node = node.setdefault(sign, {})
        node[""] = term
    return tree


def _branch(node: dict[str, Any]) -> str:
    singles = [re.escape(sign) for sign, rest in node.items() if sign and not (rest.keys() - {""})]
    longer = [re.escape(sign) + _branch(rest) for sign, rest in node.items() if sign and rest.keys() - {""}]
    if singles:
        longer.append(singles[0] if len(singles) == 1 else f"[{''.join(singles)}]")
    if not longer:
        return ""
    return f"(?:{_sifted(longer, node)}){'?' if '' in node else ''}"


def _sifted(options: list[str], node: dict[str, Any]) -> str:
    """Return the pattern of several options; of many, none is tried unless one begins with the next sign."""
    if len(options) < MANY:
        return "|".join(options)
    return f"(?=[{''.join(re.escape(sign) for sign in node if sign)}])(?:{'|'.join(options)})"


def _units(table: dict[str, Any], kinds: Iterable[str], extra: str = "") -> str:
    """Return the pattern of the units of some kinds, each with what may not follow it; `extra` adds a table."""
    barred = {unit: words(after) for unit, after in table.get("not_before", {}).items()}
    if extra:
        for unit, after in table.get(extra, {}).items():
            barred[unit] = [*barred.get(unit, ()), *words(after)]
    return _guarded(_tree({unit for kind in kinds for unit in words(table.get(kind, ()))}), barred)


def _guarded(node: dict[str, Any], barred: dict[str, list[str]]) -> str:
    """Return the pattern of a tree of units; the longest comes first, a shorter one only if its guard allows."""
    options = [re.escape(sign) + _guarded(rest, barred) for sign, rest in node.items() if sign]
    if len(options) >= MANY:
        options = [_sifted(options, node)]
    end = node.get("")
    if end:
        guard = f"(?!{trie(barred[end])})" if barred.get(end) else ""
        if end[-1].isascii() and end[-1].isalpha():
            guard += "(?![A-Za-z0-9])"
        options.append(guard)
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


@lru_cache(maxsize=8)
def forms(lexicons: Lexicons) -> Forms:
    """Return the patterns for these lexicons."""
    units, compare, names = lexicons.table("units"), lexicons.table("comparators"), lexicons.table("number_names")
    before = {word: sign for sign, listed in compare["before"].items() for word in words(listed)}
    after = {word: sign for sign, listed in compare["after"].items() for word in words(listed)}
    apart = {word: sign for sign, listed in compare["apart"].items() for word in words(listed)}
    relation_before = {word[::-1]: sign for word, sign in before.items()}
    multiplier_only = frozenset(word[::-1] for word in words(compare["before_multiplier_only"]))
    return Forms(
        number=re.compile(_number(units, after, names)),
        before=re.compile(_before(compare, before)),
        beside=_last_signs(compare, before),
        clause=re.compile(f"[^{STOPS}]{{0,40}}"),
        said=lru_cache(maxsize=4096)(partial(_said, relation_before, multiplier_only)),
        relation_after=after,
        called=dict(units.get("called", {})),
        names=_by_first(words(names["words"])),
        classifiers=frozenset((*words(units["classifiers"]), *words(units["arabic_only"]))),
        labels=frozenset(words(units["labels"])),
        of_quality=frozenset(words(compare["change"]["of_quality"])),
        time_before=tuple(words(names["time_before"])),
        duration_before=tuple(words(names["duration_before"])),
        time_after=tuple(words(names["time_after"])),
        counting_verbs=tuple(words(names["counting_verbs"])),
        apart=re.compile(f"({'|'.join(apart)})[\u4e00-\u9fff]{{1,4}}$"),
        relation_apart=apart,
        growth_after=tuple(words(names["growth_after"])),
        scales=tuple(words(compare["bare"]["scales"])),
        bare_cues=tuple({cue.rstrip(FILLERS) for cue in words(compare["bare"]["cues"])} - {""}),
    )


def _said(
    relation_before: dict[str, str],
    multiplier_only: frozenset[str],
    rel: str | None,
    to: str,
    rel2: str | None,
    apart: str | None,
    verb: str | None,
    adverbs: str,
) -> Lead:
    """Return what the groups of the pattern `before` say, words written backwards."""
    word = rel or rel2
    return Lead(
        relation_before[word] if word else "=",
        word if word and word in multiplier_only else "",
        not _REACHED.isdisjoint(to),
        verb[::-1] if verb else "",
        bool(apart) or "别分" in adverbs,
    )


def _last_signs(compare: dict[str, Any], before: dict[str, str]) -> frozenset[str]:
    """Return every sign that can stand right before a number and be more than the end of its clause."""
    listed = [*before, *words(compare["change"]["verbs"]), *words(compare["change"]["adverbs"]), "的", "分别"]
    return frozenset(_SPACES + _LINKS + _REACHING).union(word[-1] for word in listed)


def _by_first(terms: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the terms grouped by their first sign."""
    return {term[0]: tuple(other for other in terms if other[0] == term[0]) for term in terms}


def _number(units: dict[str, Any], after: dict[str, str], names: dict[str, Any]) -> str:
    """Return the pattern of a number with its unit and the comparator after it.

    It begins with one set of signs, so that the engine skips all else at full speed, and looks back from there.
    Groups: `digits` ends where an Arabic number ends, `by` its multipliers, `more` and `more2` 余 and 多, `unit`,
    `half` and `length` for 3个多月, `ratio` the second part of 2：1; `han`, `hby`, `hmore`, `hunit`, `hhalf`,
    `hlength` the same for Chinese numerals; `pct` for 百分之, `part` for fractions; `after` the comparator.
    """
    arabic = _units(units, ("quantities", "classifiers", "arabic_only"))
    chinese = _units(units, ("quantities", "classifiers"), "not_before_chinese")
    per = f"(?:[/／](?:{trie(words(units['per']))}))?"
    tail = f"(?!多[数半少])(?:{trie(after)})"
    name = trie(words(names["after"]))
    han_name = trie([*words(names["after"]), *words(names["after_chinese"])])
    rest = rf"{_D}{{0,14}}+(?:,{_D}{{3}}(?!{_D})){{0,8}}+(?:[.．]{_D}{{1,8}}+)?"
    more = r"(?P<{0}half>个?多|个半|半|个(?=亿(?![元斤吨级户千立])))(?P<{0}length>月|小时|星期|季度|工作日|亿)"
    return (
        rf"[{DIGITS}{CHINESE_NUMERALS}](?:(?<={_D})(?<!{_D}{{2}})(?![0-9]{{3}}年)(?P<digits>{rest})(?!{_D})"
        rf"(?:[：:](?P<ratio>{_D}(?:[.．]{_D}+)?)(?![0-9０-９:：])|"
        rf" ?(?P<more>[余多来])?(?P<by>(?:[十百万亿]|千(?![瓦克米伏卡帕焦赫])){{0,8}})"
        rf"(?:(?<=万)(?P<low>[0-9](?:千|(?![0-9０-９.．,，]?[0-9]|[年月日号千百万亿]))))?(?P<more2>[余多])?"
        rf"(?!{name})(?:{more.format('')}| ?(?P<unit>{arabic}{per}|成(?=[以左多，、。])))?)"
        rf"|(?<={_C})(?<!{_C}{{2}})"
        rf"(?:(?<=[百千])分之(?P<pct>{_C}{{1,8}}+(?:点{_C}{{1,4}})?|{_D}{{1,6}}(?:[.．]{_D}{{1,4}})?)|"
        rf"{_C}{{0,3}}+分之(?P<part>{_C}{{1,4}}+)|"
        rf"(?P<han>{_C}{{0,12}}+(?:点[{CHINESE_DIGITS}]{{1,4}})?)(?P<hmore>[余多来]|(?<=十)几)?(?P<hby>[万亿]{{0,8}})(?!{han_name})"
        rf"(?:{more.format('h')}|(?P<hunit>{chinese}{per}|成(?![为立果员效功熟就分本都型长品交因一]))"
        rf"|(?=(?:至|到|[-—~～])[{DIGITS}{CHINESE_NUMERALS}])|(?<=[十百千万][多余]|[多余][万亿])(?=[\u4e00-\u9fff])|(?=之[多众巨])|(?<=[上近超][百千万])(?=[业住居村群职员学家商农工老市民教])"
        rf"|(?=[，。；、,.;!?！？）)\s]|\Z))))"
        rf"(?:[ 钱]?(?P<after>{tail}))?"
    )


def _before(compare: dict[str, Any], before: dict[str, str]) -> str:
    """Return the pattern, for the reversed text, of what stands before a number.

    Groups: `rel` the comparator, `to` a word that makes the number the level reached (提高到), `verb` the verb of
    change next to it, `apart` and `adverbs` whether 分别 stands there, `chunk` the rest of the clause.
    """
    barred = {word[::-1]: [other[::-1] for other in words(listed)] for word, listed in compare["not_after"].items()}
    rel = _guarded(_tree(word[::-1] for word in before), barred)
    verbs = reversed_trie(words(compare["change"]["verbs"]))
    adverbs = reversed_trie(words(compare["change"]["adverbs"]))
    reach = rf"(?P<to>(?:在制控|在持保|在定稳|到制控|[{_REACHING}]){{0,3}})"
    return (
        rf"[{_SPACES}]?[{_LINKS}]?(?P<rel>{rel})?[的 ]?{reach}(?P<rel2>{rel})?了?(?P<apart>别分)?"
        rf"(?P<verb>(?!增[新所只]){verbs})?(?P<adverbs>(?:{adverbs}){{0,3}})(?P<chunk>[^{STOPS}]{{0,40}})"
    )
