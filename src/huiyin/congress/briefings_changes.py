"""What an editor changed in a text (修改痕迹): the words taken out and put in, and those that nobody said. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

MARKS = "，。；：、？！“”‘’（）《》 \n"
LEAST = 2  # characters put in that no passage has; a single one joins what was cut, unless it stands for another


@dataclass(frozen=True, slots=True)
class Change:
    """A run of characters: `how` is `same`, `out` or `in`."""

    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Added:
    """Words of a text that its passages lack, with their place in it."""

    start: int
    end: int
    words: str


def changes(original: str, text: str) -> list[Change]:
    """Return how a text came of its original: all but `in` make the original, all but `out` the text."""
    found: list[Change] = []
    for op, a, b, c, d in SequenceMatcher(None, original, text, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Change("same", original[a:b]))
            continue
        if b > a:
            found.append(Change("out", original[a:b]))
        if d > c:
            found.append(Change("in", text[c:d]))
    return found


def added(originals: list[str], text: str) -> list[Added]:
    """Return the runs of a text that stand in none of its passages."""
    at, found, instead = 0, [], False
    for each in changes("".join(originals), text):
        if each.how == "out":
            instead = bool(each.words.strip(MARKS))
            continue
        words = each.words.strip(MARKS)
        enough = 1 if instead else LEAST
        instead = False
        if each.how == "in" and len(words) >= enough and not (len(words) >= LEAST and _said(words, originals)):
            start = at + each.words.index(words)
            found.append(Added(start, start + len(words), words))
        at += len(each.words)
    return found


def _said(words: str, originals: list[str]) -> bool:
    return any(words in original for original in originals)
