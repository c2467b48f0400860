"""Who a name in a record may be (发言人比对): the roster of that day and who sits in; proposals, never a guess; pure.

A full name that one person alone bears is `exact`. A name that two bear, a surname with a title and an office name
several, and a person chooses; an unknown name proposes nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.congress.remark_words import POSTS

EXACT, SAME_NAME, SURNAME, OFFICE = "exact", "same_name", "surname", "office"
MOST = 8  # candidates of a surname; more help nobody to choose
TITLES = ("代表", "委员", *POSTS)
OFFICES = {
    "团长": "head",
    "代表团团长": "head",
    "副团长": "deputy_head",
    "代表团副团长": "deputy_head",
    "召集人": "convenor",
    "小组召集人": "convenor",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may have spoken: a deputy with the seat of that day, or who sits in (`kind` `observer`)."""

    kind: str
    pk: int
    name: str
    post: str = ""
    delegation: int | None = None
    office: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who it may be, and by what (`why`)."""

    person: Person
    why: str


def candidates(
    named: str, people: Sequence[Person], *, post: str = "", delegation: int | None = None
) -> list[Candidate]:
    """Return who a name may mean, likeliest first.

    Args:
        people: all who may have spoken, in the order of the roster.
        post: what the record says of the person, `市住建局局长`.
        delegation: whose meeting it is.
    """
    name = _plain(named)
    if not name:
        return []
    same = [person for person in people if _plain(person.name) == name]
    if len(same) == 1:
        return [Candidate(same[0], EXACT)]
    if same:
        return [Candidate(person, SAME_NAME) for person in _likeliest(same, post, delegation)]
    if name in OFFICES:
        held = [each for each in people if each.office == OFFICES[name] and each.delegation == delegation is not None]
        return [Candidate(person, OFFICE) for person in held]
    surname = next((name.removesuffix(title) for title in TITLES if name.endswith(title)), "")
    if len(surname) not in (1, 2):
        return []
    bear = [each for each in people if each.name.startswith(surname) and len(each.name) > len(surname)]
    near = [each for each in bear if each.delegation == delegation] if delegation is not None else bear
    found = _likeliest(near or bear, post or name.removeprefix(surname), delegation)
    return [Candidate(person, SURNAME) for person in found] if len(found) <= MOST else []


def _likeliest(people: Sequence[Person], post: str, delegation: int | None) -> list[Person]:
    """Return people, first those whose post the record names, then those of the delegation that meets."""
    return sorted(people, key=lambda each: (not _fits(each.post, post), each.delegation != delegation))


def _fits(post: str, said: str) -> bool:
    return bool(said and post) and (said in post or post in said)


def _plain(name: str) -> str:
    return "".join(name.split()).replace("•", "·").replace("・", "·")
