"""How far a statement can be checked (可核查度, 0 to 4): figure, deadline, owner, end state (domain.md §6i)."""

import re
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.fold import fold
from huiyin.reading.lexicon import Lexicons
from huiyin.reading.model import Measure, Mention

OWNERS = frozenset({"organisation", "place", "project"})
_DATED = re.compile(
    r"[月个日天到至](?:(?<=[0-9].)(?:(?<=月)(?:底|末|中旬|上旬|下旬|[0-9]{1,2}日)?(?:前|之前|底前)|"
    r"(?<=个)(?:月|工作日)内|(?<=[日天])内)|(?<=[到至])(?:20[0-9]{2}|二[〇零]..)年)"
)
_ARABIC = frozenset("0123456789")


@lru_cache(maxsize=8)
def _automata(lexicons: Lexicons) -> tuple[AhoCorasick, AhoCorasick]:
    words = lexicons.table("cues")["checkable"]
    return tuple(  # type: ignore[return-value]  # two of them
        AhoCorasick(words[group].split(), matchkind=MatchKind.LeftmostLongest) for group in ("ends", "deadlines")
    )


def end_states(folded: str, lexicons: Lexicons) -> list[int]:
    """Return where words of an observable end state (竣工, 投产, 获批 …) begin, in order."""
    ends, _ = _automata(lexicons)
    return [start for _, start, _ in ends.find_matches_as_indexes(folded)]


def deadlines(folded: str, lexicons: Lexicons) -> list[int]:
    """Return where deadlines narrower than a year (6月底前, 上半年 …) or with a year begin, in order."""
    _, worded = _automata(lexicons)
    found = [start for _, start, _ in worded.find_matches_as_indexes(folded)]
    for match in _DATED.finditer(folded):
        start = match.start()
        if folded[start] not in "到至":
            start -= 2 if folded[max(0, start - 2) : start - 1] in _ARABIC else 1
        found.append(start)
    found.sort()
    return found


def checkable(
    statement: str, measures: tuple[Measure, ...], mentions: tuple[Mention, ...], owned: bool, lexicons: Lexicons
) -> int:
    """Return one point each for a figure or name, a deadline, a named owner and an observable end state.

    Args:
        statement: the statement alone; `deadlines` and `end_states` answer for a whole text at once.
        owned: true where somebody is known to say or answer for it.
    """
    folded = fold(statement)
    owner = owned or any(mention.type in OWNERS for mention in mentions)
    return bool(measures or mentions) + bool(deadlines(folded, lexicons)) + owner + bool(end_states(folded, lexicons))
