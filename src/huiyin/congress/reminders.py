"""Reminders while writing (提示): words in a text that the field's rules say a suggestion should not be about.

They are data with their source (`reminders.toml`), they point at the words, and they never hinder anybody.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "reminders.toml"
SEVERAL = re.compile(r"(?:以及|及|和|、)")  # in a title: perhaps two matters


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
    if SEVERAL.search(title) and not any(each.ground == "several_matters" for each in found):
        last = next(rule for rule in rules() if rule.ground == "several_matters")
        found.append(Reminder(last.ground, title, last.source))
    return found
