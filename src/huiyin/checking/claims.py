"""What a figure is said of (量值的所指): its clause without what changes nothing, compared form against form.

`地区生产总值达到1286.4亿元、增长5.6%` makes two claims, one on the level and one on the growth of the same subject;
`新增规上工业企业46家` and `规上工业企业新增46家` make the same.
"""

import re
from typing import NamedTuple

from huiyin.checking.leads import Frames
from huiyin.checking.passages import QUOTES, Passages
from huiyin.checking.words import Words

_UNQUOTED = {ord(sign): None for sign in QUOTES}
# What parts two figures of a clause, so that neither is bound to the other (37个亿元以上项目 are bound).
_CONNECTOR = re.compile("以及|[、和及与或]|(?=(?:增|提|升|降|减|扩|缩|上|下)[高升长加低少大小降]?[到至])")
_EDGES = "、和及与或,：:（）"
_BOUND = 6  # figures in one breath
_FROM = "由从自"
_APART = "分别"


class Form(NamedTuple):
    """What is measured, the verbs about it, and which one it is of several figures in a row."""

    nominal: str
    verbs: frozenset[str]
    place: int


class Claim(NamedTuple):
    """A figure's form; `head` is what a following figure without a subject measures too, `shared` the form by which
    a list after 分别 gives it its own subject; `rooted` is true where what is measured is named and not acted upon."""

    form: Form
    head: str
    shared: Form | None
    rooted: bool
    dependent: bool


class Claims:
    """The claims of a text's figures, worked out when first asked for."""

    def __init__(self, passages: Passages, frames: Frames, words: Words) -> None:
        self.passages = passages
        self.frames = frames
        self.words = words
        self._known: dict[int, Claim] = {}

    def of(self, figure: int, clause: int) -> Claim:
        """Return the claim of a figure that stands in a clause."""
        clauses, first = self.passages.clauses, clause
        if figure not in self._known:
            while not clauses[first].opens and first and clauses[first - 1].figures:
                first -= 1
            for each in range(first, clause + 1):  # a claim stands on the one before it
                for other in clauses[each].figures:
                    if other not in self._known:
                        self._known[other] = self._read(other, each)
        return self._known[figure]

    def sides(self, figure: int, clause: int) -> tuple[str, str]:
        """Return the words before and after a figure that belong to it alone, as they stand."""
        text, own = self.passages.text, self.passages.clauses[clause]
        figures = self.passages.figures
        this, group = figures[figure], self._group(figure, clause)
        if group.start == own.figures.start:
            left = max(own.start, min(self.frames.leads(clause).start, figures[group.start].outer_start))
        else:
            before = figures[group.start - 1].outer_end
            link = _CONNECTOR.search(text, before, figures[group.start].outer_start)
            left = link.end() if link else before
        right = own.end
        if group.stop < own.figures.stop:
            link = _CONNECTOR.search(text, figures[group.stop - 1].outer_end, figures[group.stop].outer_start)
            right = link.start() if link else figures[group.stop].outer_start
        return text[left : max(left, this.outer_start)], text[this.outer_end : max(right, this.outer_end)]

    def _group(self, figure: int, clause: int) -> range:
        """Return the figures of a clause that no connecting word parts."""
        own, figures, text = self.passages.clauses[clause], self.passages.figures, self.passages.text
        first, last = figure, figure + 1
        least, most = max(own.figures.start, figure - _BOUND), min(own.figures.stop, figure + _BOUND)
        while first > least and not _CONNECTOR.search(text, figures[first - 1].outer_end, figures[first].outer_start):
            first -= 1
        while last < most and not _CONNECTOR.search(text, figures[last - 1].outer_end, figures[last].outer_start):
            last += 1
        return range(first, last)

    def bound(self, figure: int, clause: int) -> list[int]:
        """Return the other figures of a clause without which a figure does not say the same."""
        return [each for each in self._group(figure, clause) if each != figure]

    def _read(self, figure: int, clause: int) -> Claim:
        before, after = self.sides(figure, clause)
        before, after = self.words_of(before, last=True), self.words_of(after)
        verbs: set[str] = set()
        trailing = self.words.verb_last.search(before)
        if trailing:
            verbs.add(trailing[0])
            before = before[: trailing.start()]
        leading = self.words.verb_first.match(before) if not trailing else None
        if leading:
            verbs.add(leading[0])
            before = before[leading.end() :]
        nominal = before.strip(_EDGES) + after.strip(_EDGES)
        verb_first = bool(leading) or self._verbal(nominal)
        anaphor = self.words.anaphor.match(nominal)
        dependent = not nominal or anaphor is not None
        place, head, rooted = 0, nominal, bool(nominal) and not verb_first
        if dependent:
            rooted = False
            previous = self._previous(figure, clause)
            if previous is not None:
                head, rooted = previous.head.rstrip(_FROM), previous.rooted
                if not nominal and not verbs:
                    verbs, place = set(previous.form.verbs), previous.form.place + 1
                nominal = head + nominal
            else:
                head = ""
                nominal = nominal if anaphor and len(nominal) > anaphor.end() else ""
        form = Form(nominal, frozenset(verbs), place)
        return Claim(form, head, self._shared(figure, clause, verbs), rooted, dependent)

    def words_of(self, passage: str, *, last: bool = False) -> str:
        """Return the words of a passage that count, those of one meaning written alike."""
        passage = passage.translate(_UNQUOTED).strip(_EDGES)
        passage = (
            self.words.neutral_first.sub("", passage, count=1) if self.words.neutral_first.match(passage) else passage
        )
        while last and passage.endswith(self.words.neutral_last):
            passage = passage[: -max(len(word) for word in self.words.neutral_last if passage.endswith(word))]
        pattern, alike = self.words.same
        return pattern.sub(lambda found: alike[found[0]], self.words.neutral.sub("", passage))

    def _previous(self, figure: int, clause: int) -> Claim | None:
        """Return the claim of the figure before, if it stands in the same clause or at the end of the one before it."""
        own = self.passages.clauses[clause]
        if figure > own.figures.start:
            return self.of(figure - 1, clause)
        if clause == 0 or own.opens:
            return None
        before = self.passages.clauses[clause - 1]
        return self.of(before.figures.stop - 1, clause - 1) if before.figures else None

    def _shared(self, figure: int, clause: int, verbs: set[str]) -> Form | None:
        """Return the form with the figure's own one of several subjects (一、二产业增加值分别增长4%、5%)."""
        own = self.passages.clauses[clause]
        text = self.passages.text
        if _APART not in text[own.start : own.end]:
            return self._borrowed(figure, clause, verbs)
        if self.words.modal.search(text, own.start, own.end):
            return None
        if not verbs and figure > own.figures.start:
            verbs = set(self.of(figure - 1, clause).form.verbs)
        subject = self.words_of(self.passages.figures[figure].subject)
        return Form(subject, frozenset(verbs), 0) if subject else None

    def _borrowed(self, figure: int, clause: int, verbs: set[str]) -> Form | None:
        """Return the form with the verb of the figure before, for one without its own (新增托位800个、床位600张)."""
        own = self.passages.clauses[clause]
        if verbs or figure == own.figures.start or figure - 1 in self._group(figure, clause):
            return None
        before, (left, right) = self.of(figure - 1, clause), self.sides(figure, clause)
        nominal = self.words_of(left, last=True).strip(_EDGES) + self.words_of(right).strip(_EDGES)
        return Form(nominal, before.form.verbs, 0) if nominal and before.form.verbs and not before.dependent else None

    def _verbal(self, nominal: str) -> bool:
        """Tell whether words begin with a verb, so that who acts was named before or is understood."""
        return any(nominal[:size] in self.words.verbs for size in (2, 3, 4))

    def agree(self, mine: Claim, theirs: Claim) -> bool:
        """Tell whether two claims say the same of the same; one without a subject agrees with none."""
        if not mine.form.nominal:
            return False
        for form in self._written(mine.form):
            if form == theirs.form or form == theirs.shared:
                return True
        return any(mine.form == form for form in self._written(theirs.form))

    def _written(self, form: Form) -> list[Form]:
        """Return a form in all its readings (GDP is 地区生产总值 or 国内生产总值)."""
        found = [form]
        for short, full in self.words.either:
            if short in form.nominal:
                found.append(form._replace(nominal=form.nominal.replace(short, full)))
        return found
