"""Reminders while writing (提示): words in a text that the field's rules say a suggestion should not be about.

They are data with their source (`reminders.toml`), they point at the words, and they never hinder anybody. Whether
one item is about several matters (一事一议) is read out of its proposals, too: bodies that are asked for things which
have no topic in common.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from huiyin.ledger.lexicon import lexicons
from huiyin.reading import Kind, MentionType, TextKind, read
from huiyin.reading.topics import find_topics

FILE = Path(__file__).parent / "reminders.toml"
SEVERAL = re.compile(r"(?:以及|及|和|、)")  # in a title: perhaps two matters
OBJECTS = (MentionType.PLACE, MentionType.PROJECT, MentionType.PROGRAMME)
DIVISION = re.compile(r"[省市县区旗]$")  # all of an item's proposals are of one city


@dataclass(frozen=True, slots=True)
class Rule:
    """One ground with the words that may show it and where it is said."""

    ground: str
    words: tuple[re.Pattern[str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What stands in a text, and which ground it may be; `ground` is a code of the policies' names."""

    ground: str
    found: str
    source: str


@dataclass(slots=True)
class Matter:
    """The bodies that are asked, in their order, and what about: codes of topics, and names."""

    bodies: dict[str, None]
    about: set[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules as the file has them, in its order."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Rule(ground, tuple(re.compile(word) for word in told["words"]), told["source"]) for ground, told in held.items()
    )


def reminders(title: str, text: str) -> list[Reminder]:
    """Return a reminder for each ground of which words stand in a title or text, with the first of these words."""
    whole = f"{title}\n{text}"
    found = []
    for rule in rules():
        first = min((match for word in rule.words if (match := word.search(whole))), key=re.Match.start, default=None)
        if first is not None:
            found.append(Reminder(rule.ground, first.group(), rule.source))
    if not any(each.ground == "several_matters" for each in found):
        shown = "、".join(bodies_apart(title, text)) or (title if SEVERAL.search(title) else "")
        if shown:
            last = next(rule for rule in rules() if rule.ground == "several_matters")
            found.append(Reminder(last.ground, shown, last.source))
    return found


def bodies_apart(title: str, text: str) -> list[str]:
    """Return the bodies that an item asks for different things, the first of each matter; [] where it is one matter.

    Proposals are of one matter where they share a topic or the name of a place, a project or a programme, also by way
    of a third one or of the title, or ask one body.
    """
    parts = _proposals(text)
    (titled,) = find_topics(title, [(0, len(title))], lexicons())
    about = {*titled, *(name for part in parts for name in part.about if name in title)}
    matters: list[Matter] = [Matter({}, about)] if about else []
    for part in parts:
        near = [each for each in matters if each.about & part.about or each.bodies.keys() & part.bodies.keys()]
        joined = Matter({}, set())
        for each in (*near, part):
            joined.bodies.update(each.bodies)
            joined.about.update(each.about)
        matters = [each for each in matters if each not in near] + [joined]
    apart = [next(iter(each.bodies)) for each in matters if each.bodies]
    return apart if len(apart) > 1 else []


def _proposals(text: str) -> list["Matter"]:
    """Return what each body is asked for; a proposal that names none goes on with the one before it."""
    found: list[Matter] = []
    for each in read(text, text_kind=TextKind.SUGGESTION.value, lexicons=lexicons()).statements:
        if each.kind != Kind.SUGGESTION:
            continue
        names = [(name.type, text[name.start : name.end]) for name in each.mentions]
        bodies = dict.fromkeys(words for type_, words in names if type_ == MentionType.ORGANISATION)
        about = {*each.topics, *(words for type_, words in names if type_ in OBJECTS and not DIVISION.search(words))}
        if bodies:
            found.append(Matter(bodies, about))
        elif found:
            found[-1].about.update(about)
    return [each for each in found if each.about]
