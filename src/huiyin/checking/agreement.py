"""Whether two clauses are about the same (主体与时间一致): owner, time and heading of a draft's clause and a source's.

What the source leaves unsaid is taken from its heading and title; what the draft leaves unsaid is not held against
it, unless the source limits its figure to a place or a part of a year that the draft does not name.
"""

from huiyin.checking.index import View
from huiyin.checking.leads import DIVISIONS, Frames, Owner, Time
from huiyin.reading.model import MentionType

_HEADED = ("代表团", *DIVISIONS)
_NATION = frozenset(("全国", "我国", "中国"))


def owners_agree(draft: View, clause: int, source: View, at: int) -> bool:
    """Tell whether both clauses have the same owner."""
    mine = tuple(owner.text for owner in draft.frames.owners(clause))
    theirs = tuple(owner.text for owner in source.frames.owners(at))
    if mine == theirs:
        return True
    if not mine:
        return all(_is_own(owner, source.frames) for owner in theirs)
    if not theirs:
        headed = heading_owners(source, at)
        if headed and not all(_is_own(owner, source.frames) for owner in headed):
            return len(mine) == 1 and any(_same_name(mine[0], owner) for owner in headed)
        return all(_is_own(owner, source.frames) for owner in mine)
    if len(mine) != len(theirs):
        return False
    return all(
        a == b or (_is_own(a, source.frames) and _is_own(b, source.frames)) for a, b in zip(mine, theirs, strict=True)
    )


def _is_own(owner: str, frames: Frames) -> bool:
    """Tell whether a name or scope word means the place that the whole source is about."""
    if frames.place == "国":
        return owner in _NATION
    return owner in frames.scope or (bool(frames.place) and owner in (frames.place, frames.place[:-1]))


def _same_name(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def times_agree(draft: View, clause: int, source: View, at: int) -> bool:
    """Tell whether both clauses are about the same time."""
    mine, theirs = draft.frames.times(clause), source.frames.times(at)
    if not mine:
        return all(time.first is not None for time in theirs)
    theirs = theirs or source.frames.inherited_times(at)
    return len(mine) == len(theirs) and all(a.agrees(b) for a, b in zip(mine, theirs, strict=True))


def headings_agree(draft: View, clause: int, source: View, at: int) -> bool:
    """Tell whether what stands above both clauses is compatible: no other delegation, no other year."""
    mine, theirs = heading_owners(draft, clause), heading_owners(source, at)
    related = not mine or not theirs or any(_same_name(a, b) for a in mine for b in theirs)
    if not related and not all(_is_own(owner, source.frames) for owner in mine):
        return False
    if not carried_agree(draft, clause, source, at):
        return False
    if draft.frames.times(clause):
        return True
    above, below = draft.frames.heading_times(clause), source.frames.heading_times(at)
    return not (above and below) or any(_overlap(a, b) for a in above for b in below)


def carried_agree(draft: View, clause: int, source: View, at: int) -> bool:
    """Tell whether nothing that holds from an earlier sentence of the line contradicts."""
    (time, owner), (other_time, other_owner) = draft.frames.carried(clause), source.frames.carried(at)
    timed = draft.frames.times(clause) or source.frames.times(at)
    if time and other_time and not timed and not time.agrees(other_time):
        return False
    owned = draft.frames.owners(clause) or source.frames.owners(at)
    return not owner or not other_owner or bool(owned) or owner.text == other_owner.text


def _overlap(one: Time, other: Time) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def heading_owners(view: View, clause: int) -> tuple[str, ...]:
    """Return the delegations and divisions named in the nearest heading above a clause that names any."""
    return view.frames.headed(clause, _HEADED)


def named(view: View, start: int, end: int) -> list[Owner]:
    """Return the places and bodies that stand in a stretch."""
    owning = (MentionType.PLACE, MentionType.ORGANISATION, MentionType.PROJECT)
    found = [m for m in view.passages.mentions_in(start, end) if m.type in owning]
    return [Owner(m.start, m.end, view.passages.text[m.start : m.end]) for m in found]
