"""Administrative divisions (行政区划) in a text: those of GB/T 2260 by full or short name, others by form.

A name that several divisions bear (`朝阳区`) gets the code of the one whose province or prefecture the text
names too; while that leaves more than one, the code is "".
"""

import re
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import Mention, MentionType, Place

# peoples in the names of autonomous divisions, left out of the short form (本溪满族自治县 -> 本溪县)
PEOPLES = re.compile(
    "(?:蒙古|朝鲜|维吾尔|哈萨克|柯尔克孜|塔吉克|达斡尔|鄂温克|鄂伦春|土家|东乡|保安|撒拉|裕固|布依|仡佬|拉祜|傈僳|景颇|布朗|"
    "普米|仫佬|毛南|哈尼|纳西|独龙|锡伯|赫哲|门巴|珞巴|[回藏苗彝壮满侗瑶白傣黎佤畲水羌怒土])族|各族"
)
AUTONOMOUS = ("自治州", "自治县", "自治旗")
TAILS = ("地区", "林区", "矿区", "省", "市", "县", "区", "盟")
# divisions that the gazetteer does not hold: townships, anonymised and fictional ones, zones with an administration
FORM = re.compile(
    r"(?:[一-鿿]{1,7}(?:自治[州县旗]|[省市县区旗盟镇乡村州]|街道|社区|高新区|经开区|开发区)|高新区|经开区"
    r"|[A-Z]\d{0,3} ?[省市县区镇乡村])\Z"
)


class Entry(NamedTuple):
    """What a form stands for: the codes it may mean, and the full names one of which must stand in the text too."""

    codes: tuple[str, ...]
    needs: tuple[str, ...]


def short_names(name: str) -> tuple[str, ...]:
    """Return the short names (简称) that follow from a full name by rule.

    `本溪满族自治县` gives `本溪县`, `延边朝鲜族自治州` gives `延边州` and `延边`, `沈阳市` gives `沈阳`;
    a one-character name (`雄县`, `城区`) has none.
    """
    if name.endswith(AUTONOMOUS):
        stem, tail = PEOPLES.sub("", name[:-3]), name[-3:]
        if len(stem) < 2:
            return ()
        return (stem + tail[-1], stem) if tail == "自治州" else (stem + tail[-1],)
    for tail in TAILS:
        if name.endswith(tail):
            return (name[: -len(tail)],) if len(name) - len(tail) >= 2 else ()
    return ()


class Gazetteer:
    """Full and short names of all divisions with what they mean (`entries`), and the full names by code (`names`)."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.names: dict[str, str] = {}
        full: dict[str, tuple[str, ...]] = {}
        free: dict[str, tuple[str, ...]] = {}
        bound: dict[str, tuple[str, ...]] = {}
        for code, name, *rest in lexicons.rows("places"):
            self.names[code] = name
            full[name] = (*full.get(name, ()), code)
            rule = rest[0] if rest else ""
            if rule == "-":
                continue
            # the short name of a district (平山 of 平山区) is an ordinary word too often
            shorts = bound if rule == "~" or (not rule and name[-1] == "区") else free
            for form in short_names(name) if rule in ("", "~") else rule.split(","):
                shorts[form] = (*shorts.get(form, ()), code)
        self.entries = {form: Entry(codes, ()) for form, codes in full.items()}
        for form, codes in free.items():
            self.entries.setdefault(form, Entry(codes, ()))
        for form, codes in bound.items():
            if form not in self.entries:
                self.entries[form] = Entry(codes, tuple({self.names[code] for code in codes}))
        words = lexicons.table("mentions")
        for word in (*words["not_places"], *words["never_places"]):
            self.entries.pop(word, None)
        self.guards = tuple(words["not_places"])


@lru_cache(maxsize=8)
def gazetteer(lexicons: Lexicons = DEFAULT) -> Gazetteer:
    """Return the gazetteer of these lexicons, built once."""
    return Gazetteer(lexicons)


@lru_cache(maxsize=8)
def _matcher(lexicons: Lexicons) -> tuple[list[str], AhoCorasick]:
    book = gazetteer(lexicons)
    forms = [*book.entries, *book.guards]
    matcher = AhoCorasick(
        forms,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
        store_patterns=False,
    )
    return forms, matcher


def find_places(text: str, mentions: list[Mention], lexicons: Lexicons = DEFAULT) -> list[tuple[int, int, Place]]:
    """Return the administrative divisions that stand in the text, also inside longer names, in text order.

    Args:
        mentions: the names found in the same text; of those, places of an administrative form (`云汀市`,
            `A3区`, `高新区`) that the gazetteer does not know are returned with the code "".
    """
    book = gazetteer(lexicons)
    forms, matcher = _matcher(lexicons)
    hits = [(start, end, forms[index]) for index, start, end in matcher.find_matches_as_indexes(text)]
    said = {form for _, _, form in hits}
    sole = {entry.codes[0] for form in said if (entry := book.entries.get(form)) and _is_sole(entry)}
    meant = {form: _resolved(book, form, said, sole) for form in said}
    found = [(start, end, place) for start, end, form in hits if (place := meant[form]) is not None]
    place_type = MentionType.PLACE
    taken = {end for _, end, _ in found}
    found += [
        (mention.start, mention.end, Place(mention.text, ""))
        for mention in mentions
        if mention.type == place_type and mention.end not in taken and FORM.match(mention.text)
    ]
    return sorted(found, key=itemgetter(0, 1))


def _is_sole(entry: Entry) -> bool:
    return len(entry.codes) == 1 and not entry.needs


def _resolved(book: Gazetteer, form: str, said: set[str], sole: set[str]) -> Place | None:
    """Return the division that a form means in a text that says `said`; None where it is an ordinary word there."""
    entry = book.entries.get(form)
    if entry is None or (entry.needs and said.isdisjoint(entry.needs)):
        return None
    codes = tuple(code for code in entry.codes if not entry.needs or book.names[code] in said)
    for higher in ("00", "0000"):
        if len(codes) > 1:
            width = 6 - len(higher)
            codes = tuple(c for c in codes if c[width:] != higher and c[:width] + higher in sole) or codes
    if len(codes) > 1:
        codes = tuple(code for code in codes if code[4:] == "00") or codes
    names = {book.names[code] for code in codes}
    return Place(names.pop() if len(names) == 1 else form, codes[0] if len(codes) == 1 else "")
