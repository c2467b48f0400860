"""What the data files tell of each suggestion and motion: its words, who handles it, and how far its story goes.

`days` ago or a day (`on`) is when it is filed; what is over has a day of its year, what is open counts from today.
"""

import tomllib
from collections.abc import Sequence
from datetime import date

import msgspec

from huiyin.demo.city.files import FOLDER

FILES = ("suggestions-2025.toml", "suggestions-2026.toml")
# The common way; every other story leaves it behind the stage that is named here.
WAY = ("draft", "filed", "registered", "forwarded", "assigned", "handling", "awaiting_approval", "replied")
BEYOND = {
    **dict.fromkeys(("with_deputy", "withdrawn", "declined"), "filed"),
    "merged": "registered",
    "in_parts": "forwarded",
    "returned": "assigned",
    **dict.fromkeys(("opined", "extension"), "handling"),
    **dict.fromkeys(("reminded", "closed_unevaluated", "evaluated", "promised", "closed"), "replied"),
    **dict.fromkeys(("rehandling", "replied_again", "closed_again", "disputed", "settled"), "replied"),
}


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One suggestion (建议) or motion (议案) with its story."""

    who: str  # account of the deputy who files
    title: str
    grounds: str
    proposals: str
    story: str  # a stage of `WAY`, a key of `BEYOND`, or of a motion: adopted, on_agenda, turned
    kind: str = "suggestion"
    cosigners: Sequence[str] = ()  # of a draft they are only asked
    category: str = ""
    class_: str = msgspec.field(name="class", default="ordinary")
    days: int = 0
    on: date | None = None
    unit: str = ""
    co: Sequence[str] = ()
    parts: Sequence[str] = ()  # units that each reply for a part (分办)
    allotted: str = ""  # which unit has which part
    key: str = ""  # the committee that supervises a key item (重点督办)
    supervised: str = ""  # what the secretariat asked for meanwhile
    into: str = ""  # title of the item with which it is merged (并案)
    ground: str = ""
    reason: str = ""  # of a return, a withdrawal, a request; of a deputy who is not satisfied
    mark: str = ""
    reply: str = ""
    grades: tuple[str, str] = ("satisfied", "satisfied")  # attitude and result
    again: str = ""  # the second reply
    again_mark: str = ""
    again_grades: tuple[str, str] = ("satisfied", "satisfied")
    dispute: str = ""  # why the second reply does not satisfy either
    convened: str = ""
    last: str = ""  # the third reply
    last_mark: str = ""
    last_grades: tuple[str, str] = ("satisfied", "satisfied")
    promises: Sequence[str] = ()  # what becomes of each dated promise of the reply
    committee: str = ""  # to which a motion is referred
    report: str = ""  # what the committee says
    decision: str = ""  # of the presidium, to have a motion handled as a suggestion
    then: str = ""  # how far the suggestion goes into which a motion was turned

    def reaches(self, stage: str) -> bool:
        """Whether the story comes to a stage of the common way."""
        story = self.then or self.story
        return WAY.index(BEYOND.get(story, story)) >= WAY.index(stage)

    def filed_ago(self, today: date) -> int:
        """Return how many days ago it is filed."""
        return (today - self.on).days if self.on else self.days


def items(today: date) -> list[Item]:
    """Return all of them, the oldest first, so that they are numbered as they were filed."""
    found = [row for name in FILES for row in _rows(name)]
    return sorted(found, key=lambda item: -item.filed_ago(today))


def _rows(name: str) -> list[Item]:
    told = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return msgspec.convert(told["item"], list[Item])
