"""The text as known words: one pass of an automaton over the vocabulary, the places and the forms of names.

What no entry covers is a gap; unknown names live there. `Tokens.walk` goes left from an anchor, the word that a name
ends with, to where the name can begin at the earliest.
"""

import re
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from huiyin.reading.lexicon import Lexicons
from huiyin.reading.places import gazetteer

# roles of a token; upper case: something a name can end with or consist of
BOUNDARY, LISTING, JOINT, STOP = "b", "l", "c", "s"
VERBAL, ADJECTIVE, NOUN, GRADE = "w", "a", "n", "g"
PLACE, BOUND_PLACE = "P", "Q"
WORKS, LOCALITY, BODY_FORM, CAMPAIGN, EVENT, PAPER = "J", "L", "O", "G", "E", "T"
DEPARTMENT, BODY, CENTRAL, KNOWN, WIN, SEEK = "D", "B", "X", "K", "W", "k"
ENDS = "blcsWk"
CLASSES = {"v": STOP, "d": STOP, "m": STOP, "w": VERBAL, "a": ADJECTIVE, "n": NOUN}
MARKS = "。；，：！？、“”‘’《》（）〔〕【】—…·,;:!?()[]\"'\n\r\t 　▼●■◆|/~～"
JOINTS = ("和", "与", "及", "以及", "暨")
REACH = 40
COUNT = re.compile(
    r"[\d.]+[万亿余多]*(?:[个家项条座所处户名位件场次期批只宗笔例起辆套栋幢台张块段对平公千][米里方吨]*|元|亩|吨|年|月|日|%|％)|"
    r"[一二两三四五六七八九十百几多数]+(?:[个家项条座所处户名位件批大]|期工?程?(?=项目))"
)


class Vocabulary:
    """All entries with their roles, and the automaton over them; one per lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        forms: dict[str, Any] = lexicons.table("mentions")
        units: dict[str, Any] = lexicons.table("unit_suffixes")
        honours: dict[str, Any] = lexicons.table("honours")
        self.book = gazetteer(lexicons)
        roles: dict[str, str] = {}
        for row in lexicons.rows("vocabulary"):
            roles.update(dict.fromkeys(row[1].split(" "), CLASSES[row[0]]))
        roles.update(dict.fromkeys(forms["words"]["generic"], NOUN))
        roles.update(dict.fromkeys(forms["not_places"], NOUN))
        roles.update(dict.fromkeys(forms["words"]["stop"], STOP))
        for name, entry in self.book.entries.items():
            if not entry.needs:
                roles[name] = PLACE
            elif name not in roles:
                roles[name] = BOUND_PLACE
        for key, role in (
            ("document", PAPER),
            ("programme", CAMPAIGN),
            ("event", EVENT),
            ("organisation", BODY_FORM),
            ("place", LOCALITY),
            ("project", WORKS),
        ):
            roles.update(dict.fromkeys(forms[key], role))
        _compound(roles)
        roles.update(dict.fromkeys(units["regions"], LOCALITY))
        roles.update(dict.fromkeys(units["bodies"], BODY))
        roles.update({stem + end: DEPARTMENT for stem in units["stems"] for end in units["ends"]})
        roles.update(dict.fromkeys(units["central"], CENTRAL))
        self.known: dict[str, str] = {name: kind for kind, names in forms["known"].items() for name in names}
        roles.update(dict.fromkeys(self.known, KNOWN))
        roles.update(dict.fromkeys(forms["words"]["grade"], GRADE))
        roles.update(dict.fromkeys(honours["win"], WIN))
        roles.update(dict.fromkeys(honours["seek"], SEEK))
        roles.update(dict.fromkeys(MARKS, BOUNDARY))
        roles["、"] = LISTING
        roles.update(dict.fromkeys(JOINTS, JOINT))
        self.roles = list(roles.values())
        self.words = list(roles)
        self.regions = frozenset(units["regions"])
        self.bodies = frozenset(units["bodies"])
        self.campaigns = frozenset(forms["programme"])
        self.heads = tuple(honours["heads"])
        self.weak = frozenset(honours["weak"])
        self.grades = frozenset(forms["words"]["grade"])
        self.matcher = AhoCorasick(
            self.words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )


def _compound(roles: dict[str, str]) -> None:
    """Give an ordinary noun that ends with a suffix (`数据中心`, `师范大学`) the role of that suffix."""
    for word, role in roles.items():
        if role == NOUN and len(word) > 2:
            for cut in range(1, len(word) - 1):
                if (inner := roles.get(word[cut:])) is not None and inner in "JLOE":
                    roles[word] = inner
                    break


@lru_cache(maxsize=8)
def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Return the vocabulary of these lexicons, built once."""
    return Vocabulary(lexicons)


class Tokens:
    """The known words of one text in order: their starts, ends and roles."""

    __slots__ = ("_said", "ends", "roles", "starts", "text", "vocabulary", "words")

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self.text = text
        self.vocabulary = vocabulary(lexicons)
        hits = self.vocabulary.matcher.find_matches_as_indexes(text)
        roles = self.vocabulary.roles
        self.words = [index for index, _, _ in hits]
        self.starts = [start for _, start, _ in hits]
        self.ends = [end for _, _, end in hits]
        self.roles = "".join([roles[index] for index in self.words])

        self._said: dict[str, bool] = {}

    def bound_holds(self, form: str) -> bool:
        """Return whether the full name that this short place name needs stands in the text."""
        if form not in self._said:
            self._said[form] = any(name in self.text for name in self.vocabulary.book.entries[form].needs)
        return self._said[form]

    def word(self, i: int) -> str:
        """Return the entry that token `i` is."""
        return self.vocabulary.words[self.words[i]]

    def left(self, i: int, stops: str = ENDS) -> tuple[int, int]:
        """Return where a name that token `i` ends can begin, and the index of its first token."""
        starts, ends, roles = self.starts, self.ends, self.roles
        position = starts[i]
        limit = position - REACH
        j = i - 1
        while j >= 0:
            if ends[j] < position:
                position = max(ends[j], limit)
                if ends[j] < limit:
                    break
            if roles[j] in stops or starts[j] < limit:
                break
            position = starts[j]
            j -= 1
        else:
            position = max(0, limit)
        return position, j + 1
