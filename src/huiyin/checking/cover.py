"""Whether a passage holds the words of a draft's clause (逐词对应): all of them, in their order, letter for letter.

The draft may leave words out, but none that deny, limit or only intend, and no other name than one listed beside
its own.
"""

from huiyin.checking.agreement import named
from huiyin.checking.index import View
from huiyin.checking.passages import MASK, QUOTES
from huiyin.checking.words import Words

_UNQUOTED = {ord(sign): None for sign in QUOTES}
_LONGEST = 2000  # a longer clause is no clause
_SMALL = frozenset("、，；：（）—·")


def covers(draft: View, clause: int, source: View, at: int, words: Words) -> bool:
    """Tell whether a clause of a source holds all the words of a clause of the draft; figures stand for each other."""
    mine, theirs = _words(draft, clause), _words(source, at)
    lead, own = source.frames.leads(at).start, source.passages.clauses[at].end
    others = [owner.text.translate(_UNQUOTED) for owner in named(source, lead, own)]
    if any(name not in theirs for name in _names(draft, clause)):
        return False
    i = j = 0
    length = len(mine)
    if not 2 <= length <= _LONGEST or len(theirs) > _LONGEST or _unnamed(draft, clause) < 2:
        return False  # a name alone says nothing
    while i < length:
        if j < len(theirs) and mine[i] == theirs[j]:
            i, j = i + 1, j + 1
            continue
        neutral = (
            words.neutral.match(mine, i)
            or words.filler.match(mine, i)
            or (mine[i] in _SMALL and words.joiners.match(mine, i))
        )
        if neutral:
            i = neutral.end()
            continue
        size = 1 if mine[i] == MASK else 2
        found = theirs.find(mine[i : i + size], j) if i + size <= length else -1
        if found < 0 or not _skippable(theirs[j:found], others, words):
            return False
        j = found
    return not words.modal.search(theirs[j:])


def _names(view: View, clause: int) -> list[str]:
    """Return the names in a clause's own words."""
    own, text = view.passages.clauses[clause], view.passages.text
    start = view.frames.leads(clause).start
    inside = [m for m in view.passages.mentions_in(start, own.end) if m.end <= own.end]
    return [text[m.start : m.end].translate(_UNQUOTED) for m in inside]


def _unnamed(view: View, clause: int) -> int:
    """Return how many letters of a clause belong neither to its times and owners nor to a name or figure."""
    own, passages = view.passages.clauses[clause], view.passages
    taken = [(m.start, m.end) for m in passages.mentions_in(own.start, own.end)]
    taken += [(passages.figures[f].outer_start, passages.figures[f].outer_end) for f in own.figures]
    start = view.frames.leads(clause).start
    return sum(
        passages.text[at].isalnum() and not any(left <= at < right for left, right in taken)
        for at in range(start, own.end)
    )


def _words(view: View, clause: int) -> str:
    """Return the words of a clause after its times and owners, figures as one sign, without quotation marks."""
    own, figures = view.passages.clauses[clause], view.passages.figures
    start = view.frames.leads(clause).start
    pieces, left = [], start
    for each in own.figures:
        figure = figures[each]
        if figure.outer_start >= start:
            pieces.append(view.passages.text[left : figure.outer_start])
            left = figure.outer_end
    pieces.append(view.passages.text[left : own.end])
    return MASK.join(pieces).translate(_UNQUOTED)


def _skippable(gap: str, others: list[str], words: Words) -> bool:
    """Tell whether the draft may leave a stretch of its source out."""
    left = words.neutral.sub("", words.joiners.sub("", gap))
    if not left:
        return True
    if len(left) < 2 or words.modal.search(left):
        return False
    bare = left
    for name in others:
        bare = bare.replace(words.joiners.sub("", name), "")
    return bare == left or not bare
