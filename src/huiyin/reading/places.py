"""Administrative divisions (行政区划) in a text: those of GB/T 2260 by full or short name, others by form.

A name that several divisions bear (`朝阳区`) gets the code of the one whose province or prefecture the text
names too; while that leaves more than one, the code is "".
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import Mention, MentionType, Place

# peoples in the names of autonomous divisions, stripped for the short form (本溪满族自治县 -> 本溪县)
PEOPLES = re.compile(
    "(?:蒙古|朝鲜|维吾尔|哈萨克|柯尔克孜|塔吉克|达斡尔|鄂温克|鄂伦春|乌孜别克|塔塔尔|俄罗斯|哈尼|"
    "土家|东乡|保安|撒拉|裕固|布依|仡佬|拉祜|傈僳|景颇|布朗|德昂|阿昌|普米|基诺|仫佬|毛南|"
    "[回藏苗彝壮满侗瑶白傣黎佤畲水纳羌怒土京门珞锡]|各)族|纳西族|独龙族|高山族|锡伯族|赫哲族|门巴族|珞巴族"
)
AUTONOMOUS = ("自治州", "自治县", "自治旗")
FORM = re.compile(
    r"(?:[一-鿿]{1,7}(?:自治[州县旗]|[省市县区旗盟镇乡村州]|街道|社区|高新区|经开区|开发区)|[A-Z]\d{0,3}[省市县区镇乡村])\Z"
)
GENERIC_ZONE = re.compile("高新区|经开区")


class Entry(NamedTuple):
    """One form that stands for divisions: its name as shown, the codes it may mean, and whether it needs the full name."""

    codes: tuple[str, ...]
    needs: tuple[str, ...]


def short_names(name: str) -> tuple[str, ...]:
    """Return the short names (简称) that follow from a full name by rule.

    `本溪满族自治县` gives `本溪县`, `延边朝鲜族自治州` gives `延边州` and `延边`, `沈阳市` gives `沈阳`;
    a one-character name (`雄县`, `城区`) has none.
    """
    for tail in AUTONOMOUS:
        if name.endswith(tail):
            stem = PEOPLES.sub("", name[: -len(tail)])
            if len(stem) < 2:
                return ()
            return (stem + tail[-1], stem) if tail == "自治州" else (stem + tail[-1],)
    for tail in ("地区", "林区", "矿区", "省", "市", "县", "区", "盟"):
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return (name[: -len(tail)],)
    return ()


class Gazetteer:
    """Full and short names of all divisions with their codes; short ones that need the full name in the text are marked."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.names: dict[str, str] = {}
        full: dict[str, list[str]] = {}
        short: dict[str, list[tuple[str, str, bool]]] = {}
        for row in lexicons.rows("places"):
            code, name, rule = row[0], row[1], row[2] if len(row) > 2 else ""
            self.names[code] = name
            full.setdefault(name, []).append(code)
            if rule == "-":
                continue
            given = rule not in ("", "~")
            bound = rule == "~" or (name.endswith("区") and not given)
            for form in tuple(rule.split(",")) if given else short_names(name):
                if form not in full or form != name:
                    short.setdefault(form, []).append((code, name, bound))
        self.entries: dict[str, Entry] = {name: Entry(tuple(codes), ()) for name, codes in full.items()}
        for form, bearers in short.items():
            if form in self.entries:
                continue
            free = tuple(code for code, _, bound in bearers if not bound)
            if free:
                self.entries[form] = Entry(free, ())
            else:
                self.entries[form] = Entry(tuple(c for c, _, _ in bearers), tuple({n for _, n, _ in bearers}))
        forms = lexicons.table("mentions")
        for word in (*forms["not_places"], *forms["never_places"]):
            self.entries.pop(word, None)
        self.forms = list(self.entries)

    @property
    def free(self) -> list[str]:
        """Forms that stand for a division wherever they occur."""
        return [form for form, entry in self.entries.items() if not entry.needs]


@lru_cache(maxsize=8)
def gazetteer(lexicons: Lexicons = DEFAULT) -> Gazetteer:
    """Return the gazetteer of these lexicons, built once."""
    return Gazetteer(lexicons)


@lru_cache(maxsize=8)
def _matcher(lexicons: Lexicons) -> tuple[list[str], "AhoCorasick"]:
    book = gazetteer(lexicons)
    forms = list(dict.fromkeys((*book.forms, *lexicons.table("mentions")["not_places"])))
    return forms, AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)


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
    held = {code for form in said if form in book.entries for code in _sole(book.entries[form])}
    found: list[tuple[int, int, Place]] = []
    resolved: dict[str, Place | None] = {}
    for start, end, form in hits:
        if form not in resolved:
            resolved[form] = _resolve(book, form, said, held)
        place = resolved[form]
        if place is not None:
            found.append((start, end, place))
    taken = {(start, end) for start, end, _ in found}
    for mention in mentions:
        if mention.type == MentionType.PLACE and FORM.match(mention.text):
            if not any((s, mention.end) in taken for s in range(mention.start, mention.end)):
                found.append((mention.start, mention.end, Place(mention.text, "")))
    found.sort(key=lambda item: (item[0], item[1]))
    return found


def _sole(entry: Entry) -> tuple[str, ...]:
    return entry.codes if len(entry.codes) == 1 and not entry.needs else ()


def _resolve(book: Gazetteer, form: str, said: set[str], held: set[str]) -> Place | None:
    """Return the division that a form means in a text that says `said`; None where it is an ordinary word there."""
    entry = book.entries.get(form)
    if entry is None or (entry.needs and said.isdisjoint(entry.needs)):
        return None
    codes = entry.codes
    if entry.needs:
        codes = tuple(code for code in codes if book.names[code] in said)
    if len(codes) > 1:
        near = [c for c in codes if c[:4] + "00" in held and c[4:] != "00"] or [
            c for c in codes if c[:2] + "0000" in held
        ]
        codes = tuple(near) if near else codes
    if len(codes) > 1:
        higher = [c for c in codes if c[4:] == "00"]
        codes = tuple(higher) if len(higher) == 1 else codes
    names = {book.names[code] for code in codes}
    return Place(names.pop() if len(names) == 1 else form, codes[0] if len(codes) == 1 else "")
