"""The tour of the demo (导览): for each role ten pages to open, with what to see and to try there.

`tour.toml` names pages by their views and things by what they are called; here both become addresses of this very
database. A page that is not built in, or a thing that is not there, is left out.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from django.urls import NoReverseMatch, reverse

from huiyin.congress.models import Congress, Delegation, Meeting, Session, SuggestionDraft
from huiyin.ledger.models import Case, Receipt, Source
from huiyin.people.models import Account, Deputy, Unit

STEPS = 10
LANGUAGES = ("zh", "en")
Words = tuple[str, str]  # Chinese, English


class TourStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page as `tour.toml` names it: the view, the thing it is asked for, and words."""

    view: str
    page: Words
    see: Words
    of: Mapping[str, str | int] = {}
    query: str = ""
    try_: Words = msgspec.field(name="try", default=("", ""))


class TourWalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way of one role through the demo; `account` is "" for who needs none."""

    role: str
    who: Words
    step: Sequence[TourStep]
    account: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A page with its address, in one language."""

    address: str
    page: str
    see: str
    to_try: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Ten steps of one role, in one language."""

    role: str
    account: str
    name: str
    who: str
    steps: tuple[Step, ...]


def roles() -> tuple[tuple[str, str, str], ...]:
    """Return the roles that have a walk: code, Chinese, English."""
    return tuple((walk.role, *walk.who) for walk in _told())


def walks(language: str) -> list[Walk]:
    """Return the walk of every role, with the addresses of this database; `language` is `zh` or `en`."""
    return [_walk(each, LANGUAGES.index(language)) for each in _told()]


def walk_of(role: str, language: str) -> Walk | None:
    """Return the walk of one role, None for a role that has none."""
    found = next((each for each in _told() if each.role == role), None)
    return _walk(found, LANGUAGES.index(language)) if found else None


@lru_cache(maxsize=1)
def _told() -> list[TourWalk]:
    text = Path(__file__).with_name("tour.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["walk"], list[TourWalk])


def _walk(told: TourWalk, at: int) -> Walk:
    steps: list[Step] = []
    for each in told.step:
        address = address_of(each)
        if address and len(steps) < STEPS:
            steps.append(Step(address, each.page[at], each.see[at], each.try_[at]))
    name = Account.objects.filter(username=told.account).values_list("name", flat=True).first() or ""
    return Walk(told.role, told.account, name, told.who[at], tuple(steps))


def address_of(step: TourStep) -> str:
    """Return the address of a step, or "" where the page or the thing is not there."""
    named: dict[str, str] = {}
    if step.of:
        of = dict(step.of)
        sort = next(iter(of))
        found = FINDERS[sort](of)
        if found is None:
            return ""
        named = {NAMED.get(sort, "key"): found}
    try:
        address = reverse(step.view, kwargs=named)
    except NoReverseMatch:
        return ""
    return f"{address}?{step.query}" if step.query else address


Of = Mapping[str, str | int]
NAMED = {"policy": "name", "receipt": "code"}  # how an address names a thing, where not by its key


def _case(of: Of) -> str | None:
    """Return a suggestion or motion by its whole title; a motion that became a suggestion has both."""
    rows = Case.objects.filter(title=of["case"], previous__isnull="type" not in of)
    return rows.values_list("key", flat=True).order_by("pk").first()


def _task(of: Of) -> str | None:
    rows = Case.objects.filter(case_type="commitment", title__contains=str(of["task"]), year=of["year"])
    return rows.values_list("key", flat=True).order_by("pk").first()


def _meeting(of: Of) -> str | None:
    """Return the last session's first meeting of a delegation."""
    rows = Meeting.objects.filter(kind=Meeting.Kind.DELEGATION, delegation__name=of["meeting"])
    return rows.values_list("key", flat=True).order_by("-session__number", "starts_at").first()


def _receipt(of: Of) -> str | None:
    filed = Case.objects.filter(title=of["receipt"]).values("key")
    return Receipt.objects.filter(stream_key__in=filed).values_list("code", flat=True).first()


FINDERS: dict[str, Callable[[Of], str | None]] = {
    "case": _case,
    "task": _task,
    "meeting": _meeting,
    "receipt": _receipt,
    "policy": lambda of: str(of["policy"]),
    "source": lambda of: _key(Source, title=of["source"]),
    "session": lambda of: _key(Session, number=of["session"]),
    "congress": lambda of: _key(Congress, number=of["congress"]),
    "delegation": lambda of: _key(Delegation, name=of["delegation"]),
    "deputy": lambda of: _key(Deputy, name=of["deputy"]),
    "draft": lambda of: _key(SuggestionDraft, title=of["draft"]),
    "unit": lambda of: _key(Unit, short_name=of["unit"]),
    "account": lambda of: _key(Account, username=of["account"]),
}


def _key(model: type, **which: object) -> str | None:
    found: str | None = model.objects.filter(**which).values_list("key", flat=True).order_by("pk").first()  # type: ignore[attr-defined]
    return found
