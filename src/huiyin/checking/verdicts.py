"""What is said of each sentence and item of a draft (核对结论), from where its clauses were found."""

import re
from collections.abc import Sequence

from huiyin.checking.index import At, Index, View, index_of
from huiyin.checking.items import Found
from huiyin.checking.matching import Fit, How, Matcher
from huiyin.checking.model import SCHEMA, CheckReport, Item, ItemType, Passage, Sentence, Verdict
from huiyin.checking.passages import MASK, QUOTES
from huiyin.errors import ReadingError
from huiyin.reading.lexicon import DEFAULT, Lexicons

_SURROGATE = re.compile("[\ud800-\udfff]")
_PART = re.compile(r"[^。！？…；\n]*(?:[。！？…；]+[”’）》】]*|\n|\Z)")
_LONG_NAME = 80
_TOGETHER = 12  # clauses between which one passage is shown
_SHOWN = 40  # figures of a passage among which the nearest is sought
_FOUND = (How.SAME, How.CLAIM, How.WORDS)


def check(
    draft: str,
    sources: Sequence[tuple[str, str]],
    *,
    year: int | None = None,
    lexicons: Lexicons = DEFAULT,
) -> CheckReport:
    """Hold a draft against its sources, sentence by sentence.

    Args:
        draft: the text to be checked; offsets of the result count its code points.
        sources: name and text of each source; the name comes back in every passage.
        year: the year in which the draft was written, for 去年 and 今年; that of the sources where it is not given.
        lexicons: the data files in force.
    Raises:
        ReadingError: `text.surrogate` for a lone surrogate in any of the texts.
    """
    for text in (draft, *(text for _, text in sources)):
        surrogate = _SURROGATE.search(text)
        if surrogate:
            raise ReadingError("text.surrogate", offset=surrogate.start())
    index = index_of(tuple((name, text) for name, text in sources), lexicons)
    view = View("", draft, lexicons, index, year or index.year)
    return CheckReport(SCHEMA, tuple(_Judge(view, index).sentences()))


class _Judge:
    """Turns the fits of a draft's clauses into verdicts."""

    def __init__(self, draft: View, index: Index) -> None:
        self.draft = draft
        self.index = index
        self.matcher = Matcher(draft, index)
        self.fits: dict[int, Fit] = {}
        self.groups: dict[int, range] = {}
        self._led: dict[int, Fit | None] = {}

    def sentences(self) -> list[Sentence]:
        """Return the sentences of the draft; every sign that is no white space or stray mark lies in one."""
        passages = self.draft.passages
        at = 0
        while at < len(passages.clauses):
            group = passages.clauses_of(passages.clauses[at].sentence)
            self.fits |= self.matcher.sentence(group)
            self.groups |= dict.fromkeys(group, group)
            at = group.stop
        found = []
        for part in _PART.finditer(passages.text):
            start, end = _trimmed(passages.text, *part.span())
            if start < end:
                found.append(self._sentence(start, end))
        return found

    def _sentence(self, start: int, end: int) -> Sentence:
        passages = self.draft.passages
        inside = passages.clauses_in(start, end)
        inside_items = passages.items_in(start, end)
        items = tuple(self._item(item) for item in inside_items)
        verdict = self._verdict(items, inside)
        first, last = passages.normal.span(start, end)
        lost = {self._clause_of(found) for found, item in zip(inside_items, items, strict=True) if not item.source}
        place = self._place(inside, good=True)
        nearest = self._place(sorted(inside, key=lambda clause: clause not in lost), good=False)
        return Sentence(
            first,
            last,
            passages.normal.raw[first:last],
            str(verdict),
            items,
            place if verdict is Verdict.SUPPORTED else None,
            None if verdict is Verdict.SUPPORTED else nearest,
        )

    def _verdict(self, items: tuple[Item, ...], clauses: range) -> Verdict:
        """Return the verdict of a sentence: the gravest of its items', then whether all its words were found."""
        verdicts = {item.verdict for item in items if item.binding}
        for verdict in (Verdict.FIGURE_DIFFERS, Verdict.NAME_DIFFERS, Verdict.NOT_FOUND):
            if verdict in verdicts:
                return verdict
        if not clauses:
            return Verdict.SUPPORTED if items else Verdict.NOT_FOUND
        fits = [self.fits[clause] for clause in clauses]
        known = all((fit.good and fit.how in _FOUND) or fit.how in (How.FRAME, How.SAYING) for fit in fits)
        return Verdict.SUPPORTED if known else Verdict.NOT_FOUND

    def _place(self, clauses: Sequence[int], *, good: bool) -> Passage | None:
        """Return the passage of a sentence: from its first to its last clause there, as far as they stand together."""
        fits = [self.fits[clause] for clause in clauses]
        places = [fit.at if good else fit.at or fit.nearest for fit in fits if not good or fit.good]
        found = [at for at in places if at is not None]
        if not found:
            return None
        source = found[0].source
        theirs = self.index.views[source].passages.clauses
        line, first = theirs[found[0].clause].line, found[0].clause
        near = [at.clause for at in found if at.source == source and abs(at.clause - first) <= _TOGETHER]
        together = [theirs[clause] for clause in near if theirs[clause].line == line]
        return self.index.passage(source, min(c.start for c in together), max(c.end for c in together))

    # --- items ----------------------------------------------------------------------------------------------------

    def _item(self, found: Found) -> Item:
        passages = self.draft.passages
        clause = self._clause_of(found)
        source = self._source(found, clause) if clause is not None else None
        nearest = None if source else self._nearest(found, clause)
        verdict = Verdict.SUPPORTED if source else self._difference(found, clause, nearest)
        start, end = passages.normal.span(found.start, found.end)
        text = passages.normal.raw[start:end]
        said = text
        if found.figure >= 0:
            figure = passages.figures[found.figure]
            said = passages.text[figure.outer_start : figure.outer_end]
        return Item(start, end, text, str(found.type), str(verdict), source, nearest, found.binding, said)

    def _clause_of(self, found: Found) -> int | None:
        """Return the clause in which an item begins, or None for one outside all clauses."""
        clause = self.draft.passages.clause_at(found.start)
        return clause if clause >= 0 and found.start < self.draft.passages.clauses[clause].end else None

    def _source(self, found: Found, clause: int) -> Passage | None:
        """Return where an item stands in the sources, None where that cannot be established."""
        fit = self.fits[clause]
        if fit.how is How.SAME:
            return self._in_run(found, clause, fit) if fit.good else None
        if found.figure >= 0:
            other = fit.figures.get(found.figure) if fit.good else None
            if other is None:
                return None
            figure = self.index.views[other[0].source].passages.figures[other[1]]
            return self.index.passage(other[0].source, figure.start, figure.end)
        if fit.how in (How.FRAME, How.SAYING):
            return self._introduced(found, clause)
        if fit.good and fit.at and fit.how in (How.CLAIM, How.WORDS):
            if fit.how is How.CLAIM and not self._told(found, clause, fit):
                return None
            return self._literal(found, fit.at)
        return None

    def _in_run(self, found: Found, clause: int, fit: Fit) -> Passage | None:
        """Return the place of an item in a clause with the same words."""
        if fit.at is None:
            return None
        if found.figure >= 0:
            return self._figure_in_run(found.figure, clause, fit)
        own = self.draft.passages.clauses[clause]
        if found.start < own.start:
            return self._numbering(found, clause, fit.at)
        inside = [f for f in own.figures if found.start <= self.draft.passages.figures[f].start < found.end]
        if any(figure not in fit.figures for figure in inside):
            return None
        return self._answering(found)

    def _answering(self, found: Found) -> Passage | None:
        """Return what answers to an item sign by sign, its quotation marks as far as the source has them too."""
        passages = self.draft.passages
        first, last = found.start, found.end
        while first < last and passages.text[first] in QUOTES:
            first += 1
        while last > first and not passages.text[last - 1].isalnum():
            last -= 1
        start, end = (self._mapped(first), self._mapped(last - 1)) if first < last else (None, None)
        if start is None or end is None or start[0] != end[0] or end[1] < start[1]:
            return None
        view = self.index.views[start[0]].passages
        left, right = start[1] - (first - found.start), end[2] + (found.end - last)
        if left >= 0 and view.text[left:right] == passages.text[found.start : found.end]:
            return self.index.passage(start[0], left, right)
        return self.index.passage(start[0], start[1], end[2])

    def _figure_in_run(self, figure: int, clause: int, fit: Fit) -> Passage | None:
        """Return the place of a figure; one bound to a changed figure, or without a subject, has none."""
        if figure not in fit.figures or fit.at is None:
            return None
        if any(other not in fit.figures for other in self.draft.claims.bound(figure, clause)):
            return None
        theirs = self.index.views[fit.at.source].passages.clauses[fit.at.clause]
        starts = clause == self.groups[clause].start or self.fits[clause - 1].at is None
        if starts and not theirs.opens and not self.draft.claims.of(figure, clause).form.nominal:
            return None
        at, other = fit.figures[figure]
        found = self.index.views[at.source].passages.figures[other]
        return self.index.passage(at.source, found.start, found.end)

    def _numbering(self, found: Found, clause: int, at: At) -> Passage | None:
        """Return the place of a numeral in the numbering before a clause (一是, （一）)."""
        own, view = self.draft.passages.clauses[clause], self.index.views[at.source].passages
        theirs = view.clauses[at.clause]
        if self.draft.passages.numbering(clause) != view.numbering(at.clause):
            return None
        start = theirs.head + found.start - own.head
        return self.index.passage(at.source, start, start + found.end - found.start)

    def _mapped(self, at: int) -> tuple[int, int, int] | None:
        """Return source, start and end of what answers to one sign of the draft in a run of same words."""
        passages = self.draft.passages
        clause = passages.clause_at(at)
        fit = self.fits.get(clause)
        if fit is None or fit.how is not How.SAME or fit.at is None or not fit.good:
            return None
        own, view = passages.clauses[clause], self.index.views[fit.at.source].passages
        theirs = view.clauses[fit.at.clause]
        left, right = own.start, theirs.start
        for a, b in zip(own.figures, theirs.figures, strict=True):
            mine, other = passages.figures[a], view.figures[b]
            if at < mine.outer_start:
                break
            if at < mine.outer_end:
                return fit.at.source, other.start, other.end
            left, right = mine.outer_end, other.outer_end
        if at >= own.end or passages.text[at] in QUOTES:
            return None
        there = view.ranked(right, passages.rank(left, at))
        return (fit.at.source, there, there + 1) if there < theirs.end else None

    def _told(self, found: Found, clause: int, fit: Fit) -> bool:
        """Tell whether an item belongs to the words of a figure that was found, or opens its clause."""
        if found.start < self.draft.frames.leads(clause).start:
            return True
        figures = self.draft.passages.figures
        own = self.draft.passages.clauses[clause]
        following = [f for f in own.figures if figures[f].outer_start >= found.end]
        before = [f for f in own.figures if figures[f].outer_end <= found.start]
        within = [f for f in own.figures if figures[f].outer_start < found.end and found.start < figures[f].outer_end]
        beside = [*following[:1], *before[-1:], *within]
        return bool(beside) and all(figure in fit.figures for figure in beside)

    def _introduced(self, found: Found, clause: int) -> Passage | None:
        """Return the place of a time or owner that introduces the next clause that was found."""
        fit = self._told_next(clause)
        return self._literal(found, fit.at) if fit is not None and fit.good and fit.at else None

    def _told_next(self, clause: int) -> Fit | None:
        """Return the fit of the clause that those which only introduce lead to, None where there is none."""
        if clause not in self._led:
            group = self.groups[clause]
            following: Fit | None = None
            for each in reversed(group):
                self._led[each] = following
                if self.fits[each].how not in (How.FRAME, How.SAYING):
                    following = self.fits[each]
        return self._led[clause]

    def _literal(self, found: Found, at: At) -> Passage | None:
        """Return where an item stands letter for letter: in the clause, its sentence, its heading, or the title."""
        view = self.index.views[at.source]
        passages = view.passages
        wanted = self.draft.passages.text[found.start : found.end]
        theirs = passages.clauses_of(passages.clauses[at.clause].sentence)
        clause = passages.clauses[at.clause]
        stretches = [(clause.start, clause.end), (passages.clauses[theirs.start].start, clause.end)]
        own = self._clause_of(found)
        leading = own is not None and found.start < self.draft.frames.leads(own).start
        if leading and found.type is not ItemType.FIGURE:  # what opens a clause may hold there from above
            times = (*view.frames.inherited_times(at.clause), *view.frames.heading_times(at.clause))
            stretches += [(time.start, passages.clauses[passages.clause_at(time.start)].end) for time in times]
            stretches.append((0, min(600, len(passages.text))))
        for start, end in stretches:
            place = _whole(passages.text, wanted, start, end)
            if place >= 0 and not (found.type is ItemType.NAME and self._cut(found, view, place)):
                return self.index.passage(at.source, place, place + len(wanted))
        return None

    def _cut(self, found: Found, source: View, start: int) -> bool:
        """Tell whether a name is only part of a longer one in the source: by the reader, or by its neighbours there."""
        end = start + found.end - found.start
        names = source.passages.mentions_in(max(0, start - _LONG_NAME), start + 1)
        if any(end <= m.end and m.end - m.start > end - start for m in names):
            return True
        clause = self._clause_of(found)
        if clause is not None and found.start < self.draft.frames.leads(clause).start:
            return False
        mine, theirs = self.draft.passages.text, source.passages.text
        return not (_parted(theirs, start - 1, -1, mine, found.start - 1) and _parted(theirs, end, 1, mine, found.end))

    # --- what differs ---------------------------------------------------------------------------------------------

    def _near(self, clause: int | None) -> At | None:
        if clause is None:
            return None
        fit = self.fits[clause]
        return fit.at or fit.nearest

    def _nearest(self, found: Found, clause: int | None) -> Passage | None:
        """Return what the nearest passage has in an item's stead: its figure of the same unit, else its clause."""
        at = self._near(clause)
        if at is None or clause is None:
            return None
        view = self.index.views[at.source].passages
        theirs = view.clauses[at.clause]
        if found.figure >= 0 and theirs.figures:
            mine = self.draft.passages.figures[found.figure]
            rank = found.figure - self.draft.passages.clauses[clause].figures.start
            same = [f for f in theirs.figures[:_SHOWN] if view.figures[f].unit == mine.unit]
            if self.fits[clause].how is How.SAME and rank < len(theirs.figures):
                chosen = theirs.figures[rank]
            else:
                chosen = (same or list(theirs.figures))[0]
            return self.index.passage(at.source, view.figures[chosen].outer_start, view.figures[chosen].outer_end)
        if found.type is ItemType.DATE:
            inside = view.items_in(theirs.start, theirs.end)[:_SHOWN]
            long = [
                each for each in inside if each.type is found.type and each.end - each.start == found.end - found.start
            ]
            if long:
                return self.index.passage(at.source, long[0].start, long[0].end)
        if found.type is ItemType.NAME:
            signs = set(self.draft.passages.text[found.start : found.end])
            names = view.mentions_in(theirs.start, theirs.end)[:_SHOWN]
            like = max(names, key=lambda m: len(signs.intersection(m.text)), default=None)
            if like is not None and len(signs.intersection(like.text)) >= 2:
                return self.index.passage(at.source, like.start, like.end)
        return self.index.passage(at.source, theirs.start, theirs.end)

    def _difference(self, found: Found, clause: int | None, nearest: Passage | None) -> Verdict:
        """Return the verdict of an item without a source."""
        at = self._near(clause)
        if nearest is None or at is None:
            return Verdict.NOT_FOUND
        if found.type is ItemType.NAME:
            return Verdict.NAME_DIFFERS
        view = self.index.views[at.source].passages
        if found.figure >= 0:
            mine = self.draft.passages.figures[found.figure]
            theirs = [view.figures[f] for f in view.clauses[at.clause].figures[:_SHOWN]]
            if any(mine.amount == other.amount for other in theirs):
                return Verdict.NAME_DIFFERS
            return Verdict.FIGURE_DIFFERS if theirs else Verdict.NOT_FOUND
        words = self.draft.passages.text[found.start : found.end]
        stands = _whole(view.text, words, view.clauses[at.clause].start, view.clauses[at.clause].end) >= 0
        return Verdict.NAME_DIFFERS if stands else Verdict.FIGURE_DIFFERS


def _whole(text: str, wanted: str, start: int, end: int) -> int:
    """Return where some words stand in a stretch, not as part of a longer number or Latin word; -1 if nowhere."""
    at = text.find(wanted, start, end)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
        cut = (_wordlike(before) and _wordlike(wanted[0])) or (_wordlike(after) and _wordlike(wanted[-1]))
        if not cut:
            return at
        at = text.find(wanted, at + 1, end)
    return -1


_MARKS = frozenset("，。；：！？…、（）\n和与及暨等的")


def _parted(text: str, at: int, step: int, other: str, there: int) -> bool:
    """Tell whether a name ends at an offset: a mark, a joining word, or the same sign as in another text is there."""
    while 0 <= at < len(text) and text[at] in QUOTES:
        at += step
    while 0 <= there < len(other) and other[there] in QUOTES:
        there += step
    if not 0 <= at < len(text) or text[at] in _MARKS:
        return True
    return 0 <= there < len(other) and text[at] == other[there]


def _wordlike(sign: str) -> bool:
    return bool(sign) and ((sign.isascii() and sign.isalnum()) or sign in "〇零一二三四五六七八九十百千万亿两.")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without white space at its ends, empty where nothing but marks is in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    inside = text[start:end]
    return (start, end) if any(sign.isalnum() for sign in inside) or MASK in inside else (start, start)
