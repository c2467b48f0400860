"""What a false sentence does to those after it (语境): a year or place changed in it no longer holds for them.

Frames know what the opening of a sentence hands on. Here a year or place counts wherever it stands in a sentence, but
only where the sources have another one in its stead: then what follows in both, in the same lines, is said of another
year or place, unless it names its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from huiyin.checking.agreement import named
from huiyin.checking.index import At, Index, View
from huiyin.checking.leads import DIVISIONS

_FORM = re.compile("[\u4e00-\u9fff]{2,4}?(?:自治区|[市县区州盟旗镇乡])(?!级)")


class Broken(NamedTuple):
    """A line of the draft and the place in the sources from which on a time or place is another than the draft's."""

    line: int
    at: At


class Context:
    """Follows a draft sentence by sentence; `times` and `places` say where each was broken last."""

    def __init__(self, draft: View, index: Index) -> None:
        self.draft = draft
        self.index = index
        self.time: Broken | None = None
        self.place: Broken | None = None

    def holds(self, clause: int, at: At) -> bool:
        """Tell whether what stands before a clause in its line leaves its passage to it."""
        view = self.index.views[at.source]
        if self._follows(self.time, clause, at) and not (
            self.draft.frames.times(clause) or view.frames.times(at.clause)
        ):
            return False
        owned = (
            self.draft.frames.owners(clause) or view.frames.owners(at.clause) or _FORM.match(_words(self.draft, clause))
        )
        return bool(owned) or not self._follows(self.place, clause, at)

    def _follows(self, broken: Broken | None, clause: int, at: At) -> bool:
        """Tell whether a clause and its passage follow a break in both texts, in the same lines."""
        if broken is None or self.draft.passages.clauses[clause].line != broken.line or at.source != broken.at.source:
            return False
        theirs = self.index.views[at.source].passages.clauses
        return at.clause > broken.at.clause and theirs[at.clause].line == theirs[broken.at.clause].line

    def renew(self, clause: int) -> None:
        """Let a clause that was found set its own time or place for what follows."""
        if self.draft.frames.times(clause):
            self.time = None
        if self.draft.frames.owners(clause):
            self.place = None

    def disturb(self, clause: int, nearest: At) -> None:
        """Note a clause that was not found, if its nearest passage has another year or place where it has its own."""
        view = self.index.views[nearest.source]
        broken = Broken(self.draft.passages.clauses[clause].line, nearest)
        if _differ(set(_years(self.draft, clause)), set(_years(view, nearest.clause))):
            self.time = broken
        mine = {*self._places(self.draft, clause), *_by_form(self.draft, clause)}
        theirs = set(self._places(view, nearest.clause))
        strange = any(name not in _words(view, nearest.clause) for name in mine)
        if strange and theirs and not any(name in _words(self.draft, clause) for name in theirs):
            self.place = broken

    def _places(self, view: View, clause: int) -> Iterator[str]:
        """Yield the divisions and scope words of a clause."""
        own = view.passages.clauses[clause]
        yield from (owner.text for owner in named(view, own.start, own.end) if owner.text.endswith(DIVISIONS))
        yield from (found[0] for found in self.index.words.scope.finditer(view.passages.text, own.start, own.end))


def _years(view: View, clause: int) -> Iterator[str]:
    """Yield the dates with a year in a clause."""
    own = view.passages.clauses[clause]
    for item in view.passages.items_in(own.start, own.end):
        words = view.passages.text[item.start : item.end]
        if item.type == "date" and "年" in words:
            yield words


def _by_form(view: View, clause: int) -> list[str]:
    """Return what looks like the name of a division, known or not."""
    return _FORM.findall(_words(view, clause))


def _words(view: View, clause: int) -> str:
    own = view.passages.clauses[clause]
    return view.passages.text[own.start : own.end]


def _differ(mine: set[str], theirs: set[str]) -> bool:
    """Tell whether each has something that the other lacks."""
    return bool(mine - theirs) and bool(theirs - mine)
