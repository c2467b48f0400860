"""The text as known words: one pass of an automaton over the vocabulary, the places and the forms of names.

What no entry covers is a gap; unknown names live there. `Tokens.left` goes left from an anchor, the word that a name
ends with, to where the name can begin at the earliest.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from huiyin.reading.lexicon import Lexicons
from huiyin.reading.places import gazetteer

# roles of a token: lower case ends a name or carries none, upper case can end a name or is one
BOUNDARY, LISTING, JOINT, STOP = "b", "l", "c", "s"
VERBAL, ADJECTIVE, NOUN, GRADE = "w", "a", "n", "g"
WIN, SEEK = "W", "k"
PLACE, BOUND_PLACE, KNOWN, CENTRAL = "P", "Q", "K", "X"
WORKS, LOCALITY, BODY_FORM, CAMPAIGN, EVENT, PAPER = "J", "L", "O", "G", "E", "T"
DEPARTMENT, BODY = "D", "B"
ENDS = "blcsWk"
HARD_ENDS = "blsWk"
SUFFIXES = (
    ("document", PAPER),
    ("programme", CAMPAIGN),
    ("event", EVENT),
    ("organisation", BODY_FORM),
    ("place", LOCALITY),
    ("project", WORKS),
)
CLASSES = {"v": STOP, "d": STOP, "m": STOP, "w": VERBAL, "a": ADJECTIVE, "n": NOUN}
MARKS = "。；，：！？“”‘’《》（）〔〕【】［］…·,;:!?()[]\"'\n\r\t 　▼●■◆|/~～"
JOINTS = ("和", "与", "及", "以及", "暨")
# words of nature: after one unknown character they make a name (小云河)
NATURAL = "山河江湖岛溪沟峡岭湾洲泉海"
# characters that the automaton reads at a time: what it returns takes a hundred times as much memory, and is gone
# through soonest while it is in the processor's cache
STRETCH = 1024
# how far before its last word a name can begin
REACH = 40
# an amount or a date: names do not reach over it; it opens with one set of characters so that the search can skip
COUNT = re.compile(
    r"[\d.一二两三四五六七八九十百几多数](?:(?<=\d)\d*强(?:企业)?|(?<=[\d.])[\d.]*[万亿余多]*"
    r"(?:[个家项条座所处户名位件场次期批只宗笔例起辆套栋幢台张块段对][米里方吨]*|平[米方]*|公[里斤顷吨]|千[米克瓦]|元|亩|吨|年[底初度]?|月[底初份]?|日|点半?|时|分|号(?!线)|%|％)"
    r"|(?<=[一二两三四五六七八九十百几多数])[一二两三四五六七八九十百几多数]*[个家项条座所处户名位件批大])"
)


class Candidate(NamedTuple):
    """A possible name before overlaps are settled; an empty type only keeps others off its span."""

    start: int
    end: int
    type: str
    rule: str


class Vocabulary:
    """All entries with their roles, the automaton over them and the lists the rules ask; one per lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        names: dict[str, Any] = lexicons.table("mentions")
        units: dict[str, Any] = lexicons.table("unit_suffixes")
        honours: dict[str, Any] = lexicons.table("honours")
        self.book = gazetteer(lexicons)
        self.known: dict[str, str] = {name: kind for kind, words in names["known"].items() for name in words}
        self.regions = frozenset(units["regions"])
        self.heads = tuple(honours["heads"])
        self.generic = frozenset(names["words"]["generic"])
        self.sorts = tuple(names["forms"]["sorts"])
        self.head_ends = frozenset(head[-1] for head in self.heads)
        self.weak = frozenset(honours["weak"])
        self.figures = frozenset(names["words"]["figures"])
        self.forms: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in names["forms"].items()}
        self.facilities = tuple(names["forms"]["facilities"])
        self.ways = tuple(names["forms"]["ways"])
        self.houses = tuple(names["forms"]["houses"])
        self.whole_places = tuple(names["forms"]["whole_places"])
        self.firms = tuple(names["forms"]["firms"])
        self.joinable = tuple(names["forms"]["joinable"])
        self.launch = tuple(names["forms"]["launch"])
        roles = self._roles(lexicons, names, units)
        roles.update(dict.fromkeys(honours["win"], WIN))
        roles.update(dict.fromkeys(honours["seek"], SEEK))
        roles.update(dict.fromkeys((*MARKS, "——"), BOUNDARY))
        roles["、"] = LISTING
        roles.update(dict.fromkeys(JOINTS, JOINT))
        self.roles = list(roles.values())
        words = list(roles)
        self.words = frozenset(words)
        self.border = _border(words)
        self.matcher = AhoCorasick(
            words,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def _roles(self, lexicons: Lexicons, names: dict[str, Any], units: dict[str, Any]) -> dict[str, str]:
        """Return the role of each word; a later list outranks an earlier one."""
        roles: dict[str, str] = {}
        for row in lexicons.rows("vocabulary"):
            roles.update(dict.fromkeys(row[1].split(" "), CLASSES[row[0]]))
        roles.update(dict.fromkeys(names["words"]["generic"], NOUN))
        roles.update(dict.fromkeys(names["words"]["stop"], STOP))
        for name, entry in self.book.entries.items():
            if not entry.needs:
                roles[name] = PLACE
            elif name not in roles:
                roles[name] = BOUND_PLACE
        for name in names["never_places"]:
            roles.pop(name, None)
        roles.update(dict.fromkeys(names["not_places"], NOUN))
        for key, role in SUFFIXES:
            roles.update(dict.fromkeys(names[key], role))
        _compound(roles, frozenset(names["words"]["generic"]))
        roles.update(dict.fromkeys(units["regions"], LOCALITY))
        roles.update(dict.fromkeys((word for word in units["bodies"] if roles.get(word) != BODY_FORM), BODY))
        roles.update({stem + end: DEPARTMENT for stem in units["stems"] for end in units["ends"]})
        roles.update(dict.fromkeys(units["central"], CENTRAL))
        roles.update(dict.fromkeys(self.known, KNOWN))
        roles.update(dict.fromkeys(names["words"]["grade"], GRADE))
        return roles


def _border(words: list[str]) -> re.Pattern[str]:
    """Return the pattern of the marks that stand in no longer entry, so that no token reaches across one."""
    longer = "".join(word for word in words if len(word) > 1)
    return re.compile(f"[{''.join(re.escape(mark) for mark in MARKS if mark not in longer)}]")


def _compound(roles: dict[str, str], generic: frozenset[str]) -> None:
    """Give an ordinary noun that ends with a suffix (`数据中心`, `师范大学`) the role of that suffix."""
    for word, role in roles.items():
        if role == NOUN and len(word) > 2 and word not in generic:
            for cut in range(1, len(word) - 1):
                inner = roles.get(word[cut:])
                if inner is not None and inner in "JLOE":
                    roles[word] = inner
                    break


@lru_cache(maxsize=8)
def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Return the vocabulary of these lexicons, built once."""
    return Vocabulary(lexicons)


class Tokens:
    """The known words of one text in order: `starts`, `ends` and, a character each, `roles`."""

    __slots__ = ("_said", "ends", "roles", "starts", "text", "vocabulary")

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self.text = text
        self.vocabulary = vocabulary(lexicons)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.roles = "".join(self._scanned())
        self._said: frozenset[str] | None = None

    def _scanned(self) -> Iterator[str]:
        """Find the words and yield their roles, stretch by stretch; all at once they would take far more memory."""
        text, border, role_of = self.text, self.vocabulary.border, self.vocabulary.roles.__getitem__
        at, length = 0, len(text)
        while at < length:
            mark = border.search(text, at + STRETCH)
            end = mark.end() if mark else length
            hits = self.vocabulary.matcher.find_matches_as_indexes(text[at:end])
            if at:
                self.starts += [at + start for _, start, _ in hits]
                self.ends += [at + stop for _, _, stop in hits]
            else:
                self.starts += map(itemgetter(1), hits)
                self.ends += map(itemgetter(2), hits)
            yield "".join(map(role_of, map(itemgetter(0), hits)))
            at = end

    def having(self, roles: str) -> list[int]:
        """Return the tokens that have one of these roles, in order."""
        find = self.roles.find
        found = []
        for role in roles:
            i = find(role)
            while i >= 0:
                found.append(i)
                i = find(role, i + 1)
        if len(roles) > 1:
            found.sort()
        return found

    def word(self, i: int) -> str:
        """Return the entry that token `i` is."""
        return self.text[self.starts[i] : self.ends[i]]

    def bound_holds(self, form: str) -> bool:
        """Return whether a full name that this short place name needs stands in the text."""
        return not self.said().isdisjoint(self.vocabulary.book.entries[form].needs)

    def said(self) -> frozenset[str]:
        """Return the divisions that stand in the text under a name that needs no other."""
        if self._said is None:
            self._said = frozenset(map(self.word, self.having(PLACE)))
        return self._said

    def knows(self, word: str) -> bool:
        """Return whether a word stands in the vocabulary."""
        return word in self.vocabulary.words

    def adjoins(self, i: int) -> bool:
        """Return whether another token ends where token `i` begins."""
        return i > 0 and self.ends[i - 1] == self.starts[i]

    def bare(self, i: int) -> bool:
        """Return whether a mark, verb or function word ends right before token `i`: no name reaches across it."""
        return i > 0 and self.ends[i - 1] == self.starts[i] and self.roles[i - 1] in HARD_ENDS

    def covers(self, position: int) -> bool:
        """Return whether a token goes on across `position`."""
        i = bisect_left(self.starts, position) - 1
        return i >= 0 and self.ends[i] > position

    def left(self, i: int) -> tuple[int, int]:
        """Return where a name that token `i` ends can begin, and the index of its first token."""
        starts, ends, roles = self.starts, self.ends, self.roles
        position = starts[i]
        limit = max(0, position - REACH)
        j = i - 1
        while j >= 0:
            end = ends[j]
            if end < position:
                if end < limit:
                    return limit, j + 1
                position = end
            role = roles[j]
            # 和 right after 、 opens a name (和云铁路)
            if role in ENDS and not (role == JOINT and j and roles[j - 1] == LISTING and ends[j - 1] == starts[j]):
                return position, j + 1
            if starts[j] < limit:
                return position, j + 1
            position = starts[j]
            j -= 1
        return limit, 0
