"""Finding the passage of each clause of a draft (对应原文): the same words first, then the same claim in other words.

The clauses of a sentence are laid on the sources in the longest runs that have the same keys. A figure in such a run
is held against the figure at that very place; only a clause outside any run may look for its claim elsewhere. Where the
runs of one sentence do not belong together, what follows the break is not supported: its subject may be another's.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from huiyin.checking.agreement import headings_agree, owners_agree, times_agree
from huiyin.checking.claims import Claim
from huiyin.checking.context import Context
from huiyin.checking.cover import covers
from huiyin.checking.index import At, Index, View

_ACTING = frozenset("将把对并以")  # begin a clause of somebody who was named before
_MOST_PLACES = 100
_NEAR = 0.3  # from which a passage is worth showing
_SAYING = 24  # letters of a clause like 报告指出
_LIKE = 0.5  # share of a clause's words from which a passage is worth a closer look


class How(Enum):
    """In what way a clause of the draft was found."""

    NOT = "not"
    SAME = "same"  # same words at the same place of a run
    CLAIM = "claim"  # a figure's claim in other words
    WORDS = "words"  # all its words in their order
    FRAME = "frame"  # a time or owner that introduces the next clause
    SAYING = "saying"  # 报告指出


@dataclass(slots=True)
class Fit:
    """Where a clause of the draft was found; `good` is false where it does not belong with the clauses before it.

    `figures` gives for each figure of the clause the source's figure that it agrees with, `nearest` the likest clause;
    `whole` is false where only some figures of a reworded clause agree, so that nothing may build on it.
    """

    how: How = How.NOT
    at: At | None = None
    good: bool = False
    figures: dict[int, tuple[At, int]] = field(default_factory=dict)
    nearest: At | None = None
    whole: bool = True

    @property
    def sound(self) -> bool:
        """Tell whether later clauses of the sentence may build on this one."""
        return self.good and self.whole


class Matcher:
    """Lays the sentences of one draft on the sources, in their order."""

    def __init__(self, draft: View, index: Index) -> None:
        self.draft = draft
        self.index = index
        self.context = Context(draft, index)
        self.last: At | None = None
        self._asked: dict[tuple[object, ...], list[tuple[float, At]]] = {}

    def sentence(self, clauses: range) -> dict[int, Fit]:
        """Return the fit of each clause of a sentence."""
        fits = self._runs(clauses)
        self._frames(clauses, fits)
        self._mistaken(clauses, fits)
        for clause in clauses:
            fit = fits[clause]
            if fit.how is How.NOT:
                self._reworded(clause, clauses, fits)
            elif fit.how is How.SAME and fit.at is not None:
                fit.good = self._goes_on(clause, fit.at, clauses, fits)
        self._aliens(clauses, fits)
        for clause in clauses:
            fit = fits[clause]
            if fit.at is not None and fit.good:
                fit.good = self.context.holds(clause, fit.at)
            if fit.at is not None and fit.good:
                self.last = fit.at
                self.context.renew(clause)
        for clause in clauses:
            fit = fits[clause]
            if not fit.good and fit.at is None and fit.nearest is not None:
                self.context.disturb(clause, fit.nearest)
        return fits

    # --- the same words -------------------------------------------------------------------------------------------

    def _runs(self, clauses: range) -> dict[int, Fit]:
        """Return the fits of the longest runs of clauses with the same keys."""
        fits = {clause: Fit() for clause in clauses}
        at = clauses.start
        while at < clauses.stop:
            best, length = self._longest(at, clauses.stop)
            if best is None:
                at += 1
                continue
            for step in range(length):
                place = At(best.source, best.clause + step)
                fits[at + step] = Fit(How.SAME, place, figures=self._same_figures(at + step, place), nearest=place)
            at += length
        return fits

    def _longest(self, start: int, stop: int) -> tuple[At | None, int]:
        """Return where the longest run from a clause on stands, the one with the most equal figures of several."""
        mine = self.draft.passages.clauses
        best: tuple[tuple[int, int, int, int], At] | None = None
        numbering = self.draft.passages.numbering(start)
        figures = sum(len(mine[each].figures) for each in range(start, stop))
        most = (stop - start, figures, 1, int(self.last is not None))
        for at in self._places(start, stop):
            view = self.index.views[at.source]
            theirs = view.passages.clauses
            length = 1
            while (
                start + length < stop
                and at.clause + length < len(theirs)
                and mine[start + length].key == theirs[at.clause + length].key
            ):
                length += 1
            if best is not None and length < best[0][0]:
                continue
            equal = sum(len(self._same_figures(start + n, At(at.source, at.clause + n))) for n in range(length))
            numbered = numbering == view.passages.numbering(at.clause)
            rank = (length, equal, int(numbered), int(self._follows(at)))
            if best is None or rank > best[0]:
                best = rank, at
            if rank == most:
                break  # of a thousand equal lines the first is as good as any
        return (best[1], best[0][0]) if best else (None, 0)

    def _places(self, start: int, stop: int) -> list[At]:
        """Return where a run from a clause on may begin: where its words stand, found by a rarer clause after it."""
        mine, by_key = self.draft.passages.clauses, self.index.by_key
        places = by_key.get(mine[start].key, [])
        for step in range(1, min(4, stop - start)):
            if len(places) <= _MOST_PLACES:
                break
            after = by_key.get(mine[start + step].key, [])
            if 0 < len(after) < len(places):
                views = self.index.views
                moved = [At(at.source, at.clause - step) for at in self._ahead(after) if at.clause >= step]
                near = [at for at in moved if views[at.source].passages.clauses[at.clause].key == mine[start].key]
                places = near or places
        return self._ahead(places)

    def _ahead(self, places: list[At]) -> list[At]:
        """Return some places, those that follow what was found last first."""
        first = bisect_right(places, self.last) if self.last else 0
        if len(places) > _MOST_PLACES:
            return places[first : first + _MOST_PLACES] or places[:_MOST_PLACES]
        last = bisect_right(places, At(self.last.source + 1, -1)) if self.last else first
        return [*places[first:last], *places[:first], *places[last:]]

    def _follows(self, at: At) -> bool:
        """Tell whether a place stands in the same source after what was found last."""
        return self.last is not None and at.source == self.last.source and at.clause > self.last.clause

    def _same_figures(self, clause: int, at: At) -> dict[int, tuple[At, int]]:
        """Return the figures of a clause that are equal to those at the same places of a source's clause."""
        mine, view = self.draft.passages, self.index.views[at.source]
        if not mine.clauses[clause].figures:
            return {}
        pairs = zip(mine.clauses[clause].figures, view.passages.clauses[at.clause].figures, strict=False)
        return {a: (at, b) for a, b in pairs if mine.figures[a].amount == view.passages.figures[b].amount}

    def _frames(self, clauses: range, fits: dict[int, Fit]) -> None:
        """Mark clauses that only introduce what follows, unless they stand in one run with it or are all there is."""
        passages, words = self.draft.passages, self.index.words
        for run in _stretches(clauses, fits):
            telling = sum(not self.draft.frames.is_frame(clause) for clause in run)
            for clause in run:
                key, frame = passages.clauses[clause].key, self.draft.frames.is_frame(clause)
                if telling > (not frame):
                    continue  # in one run with another clause that says something
                if len(key) <= _SAYING and words.saying.fullmatch(key):
                    fits[clause] = Fit(How.SAYING, nearest=fits[clause].nearest)
                    telling = 0
                elif frame and len(clauses) > 1:
                    fits[clause] = Fit(How.FRAME, nearest=fits[clause].nearest)

    def _goes_on(self, clause: int, at: At, clauses: range, fits: dict[int, Fit]) -> bool:
        """Tell whether a clause of a run may stand: it goes on from a good one, begins its sentence, or joins it."""
        before = fits.get(clause - 1)
        if before and before.how is How.SAME and before.at and at == At(before.at.source, before.at.clause + 1):
            return before.good
        if clause == clauses.start:
            return self._headed(clause, at)
        return self._joins(clause, at, clauses, fits)

    def _headed(self, clause: int, at: At) -> bool:
        return headings_agree(self.draft, clause, self.index.views[at.source], at.clause)

    def _mistaken(self, clauses: range, fits: dict[int, Fit]) -> None:
        """Let a run of figures alone, none of which agrees, look for its claims elsewhere."""
        passages = self.draft.passages
        start = clauses.start
        while start < clauses.stop:
            stop = start + 1
            fit = fits[start]
            while stop < clauses.stop and fit.at and fits[stop].at == At(fit.at.source, fit.at.clause + stop - start):
                stop += 1
            run = range(start, stop)
            bare = [
                clause
                for clause in run
                if not passages.clauses[clause].figures and not self.draft.frames.is_frame(clause)
            ]
            if fit.how is How.SAME and not bare and not any(fits[clause].figures for clause in run):
                for clause in run:
                    if passages.clauses[clause].figures:
                        fits[clause] = Fit(nearest=fits[clause].at)
            start = stop

    # --- other words ----------------------------------------------------------------------------------------------

    def _reworded(self, clause: int, clauses: range, fits: dict[int, Fit]) -> None:
        """Look for the claims of a clause's figures, else for a passage that holds all its words."""
        fit = fits[clause]
        key = self.draft.passages.clauses[clause].key
        context = "".join(self.draft.passages.clauses[each].key for each in clauses)
        for figure in self.draft.passages.clauses[clause].figures:
            found = self._claim(figure, clause, clauses, fits)
            if found is None:
                break  # what follows in the clause may share the subject that was not found
            fit.figures[figure] = found
            fit.how, fit.at, fit.good = How.CLAIM, fit.at or found[0], True
        mine = self.draft.passages
        amounts = [mine.figures[figure].amount for figure in mine.clauses[clause].figures]
        near = self._nearest(key, context, amounts)
        if near and near[0][0] >= _NEAR:
            fit.nearest = fit.nearest or near[0][1]
        if fit.how is How.CLAIM:
            fit.whole = len(fit.figures) == len(self.draft.passages.clauses[clause].figures)
            fit.nearest = fit.at
            return
        if mine.clauses[clause].figures or self.index.has_template(mine.template(clause)):
            return  # its words alone, with other figures or names, are no support for any of it
        for score, at in near:
            view = self.index.views[at.source]
            if score < _LIKE or not covers(self.draft, clause, view, at.clause, self.index.words):
                continue
            if self._agrees(clause, at) and self._joins(clause, at, clauses, fits):
                fit.how, fit.at, fit.good, fit.nearest = How.WORDS, at, True, at
                return

    def _nearest(self, key: str, context: str, amounts: list[tuple[object, ...]]) -> list[tuple[float, At]]:
        """Return the clauses of the sources most like one; lines that come again and again are looked up once."""
        asked = (key, context, tuple(amounts))
        if asked not in self._asked:
            self._asked[asked] = self.index.nearest(key, context, amounts)
        return self._asked[asked]

    def _claim(self, figure: int, clause: int, clauses: range, fits: dict[int, Fit]) -> tuple[At, int] | None:
        """Return the figure of a source that says the same of the same."""
        mine = self.draft.passages.figures[figure]
        claim = self.draft.claims.of(figure, clause)
        others: set[Claim] = set()
        for at, other in self.index.by_figure.get(mine.amount, [])[:_MOST_PLACES]:
            view = self.index.views[at.source]
            theirs = view.claims.of(other, at.clause)
            if theirs in others:
                continue
            if not self.draft.claims.agree(claim, theirs):
                others.add(theirs)
                continue
            if (
                self._agrees(clause, at)
                and self._understood(at, other, clauses, clause, fits)
                and self._joins(clause, at, clauses, fits)
            ):
                return at, other
            fits[clause].nearest = fits[clause].nearest or at  # the same claim of somebody else, or of another time
        return None

    def _agrees(self, clause: int, at: At) -> bool:
        """Tell whether owner, time and headings of both clauses agree."""
        view = self.index.views[at.source]
        return (
            owners_agree(self.draft, clause, view, at.clause)
            and times_agree(self.draft, clause, view, at.clause)
            and self._headed(clause, at)
        )

    def _understood(self, at: At, figure: int, clauses: range, clause: int, fits: dict[int, Fit]) -> bool:
        """Tell whether nobody but the draft's own subject acts in the source's sentence before its claim."""
        view = self.index.views[at.source]
        claim = view.claims.of(figure, at.clause)
        if view.passages.clauses[at.clause].opens or claim.rooted:
            return True
        first = view.passages.clauses_of(view.passages.clauses[at.clause].sentence).start
        before = [each for each in range(first, at.clause) if not view.frames.is_frame(each)]
        if all(self._verbal(view, each) or view.passages.clauses[each].figures for each in before):
            return True
        return any(self._beside(fits[each].at, at) for each in range(clauses.start, clause) if fits[each].sound)

    def _beside(self, one: At | None, other: At) -> bool:
        """Tell whether two clauses of the sources stand in one sentence, the first before the second."""
        if one is None or one.source != other.source or one.clause > other.clause:
            return False
        theirs = self.index.views[one.source].passages.clauses
        return theirs[one.clause].sentence == theirs[other.clause].sentence

    def _verbal(self, view: View, clause: int) -> bool:
        """Tell whether a clause's own words begin with a verb."""
        start = view.frames.leads(clause).start
        text = view.passages.text
        return text[start : start + 1] in _ACTING or any(
            text[start : start + size] in self.index.words.verbs for size in (2, 3, 4)
        )

    def _standing(self, clause: int) -> bool:
        """Tell whether a clause names its own subject."""
        figures = self.draft.passages.clauses[clause].figures
        if not figures:
            return not self._verbal(self.draft, clause)
        claim = self.draft.claims.of(figures.start, clause)
        return claim.rooted and not claim.dependent

    # --- belonging together ---------------------------------------------------------------------------------------

    def _joins(self, clause: int, at: At, clauses: range, fits: dict[int, Fit]) -> bool:
        """Tell whether a passage may support a clause, seeing what stands before the clause in its sentence."""
        if self._whole_before(clause, at, fits):
            return self._headed(clause, at)
        if not self._agrees(clause, at):
            return False
        mine, view = self.draft.passages, self.index.views[at.source]
        before = [each for each in range(clauses.start, clause) if fits[each].how not in (How.FRAME, How.SAYING)]
        before = [each for each in before if not self.draft.frames.is_frame(each)]
        if not before:
            return True
        opens = view.passages.clauses[at.clause].opens
        if not all(fits[each].sound for each in before):
            return False
        last = before[-1]
        if self._beside(fits[last].at, at):
            first = fits[last].at
            skipped = range(first.clause + 1, at.clause) if first else range(0)
            if self._standing(clause) and mine.clauses[last].figures:
                return True
            return all(self._verbal(view, each) or view.passages.clauses[each].figures for each in skipped)
        return self._standing(clause) and (bool(mine.clauses[last].figures) or (opens and self._ends(fits[last].at)))

    def _whole_before(self, clause: int, at: At, fits: dict[int, Fit]) -> bool:
        """Tell whether two whole sentences of the sources were joined here, each in its own words."""
        before = fits.get(clause - 1)
        if before is None or before.how is not How.SAME or not before.sound or before.at is None:
            return False
        opens = self.index.views[at.source].passages.clauses[at.clause].opens
        return opens and self._ends(before.at) and fits[clause].how is How.SAME

    def _ends(self, at: At | None) -> bool:
        """Tell whether a clause of a source is the last of its sentence."""
        if at is None:
            return False
        clauses = self.index.views[at.source].passages.clauses
        return at.clause + 1 == len(clauses) or clauses[at.clause + 1].opens

    def _aliens(self, clauses: range, fits: dict[int, Fit]) -> None:
        """Withdraw what stands before a break: of two runs that do not belong together the first may be strange."""
        runs = _stretches(clauses, fits)
        for one, other in pairwise(runs):
            broken = fits[other.start].how is How.SAME and not fits[other.start].good
            bare = not any(self.draft.passages.clauses[clause].figures for clause in one)
            if broken and bare and len(one) <= len(other):
                for clause in one:
                    fits[clause].good = False


def _stretches(clauses: range, fits: dict[int, Fit]) -> list[range]:
    """Return the clauses of a sentence in runs that stand together in the sources; one not found is alone."""
    start = clauses.start
    runs: list[range] = []
    for clause in clauses:
        here, following = fits[clause].at, fits[clause + 1].at if clause + 1 < clauses.stop else None
        if here is None or following != At(here.source, here.clause + 1):
            runs.append(range(start, clause + 1))
            start = clause + 1
    return runs
