"""Quorum (法定人数): whether enough deputies are there for a meeting to be held; the rule is data with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from django.conf import settings

from huiyin.congress.attendance import Count
from huiyin.congress.models import Meeting
from huiyin.errors import CongressError

SHIPPED = Path(__file__).parent / "quorum.toml"
OWN = "quorum.toml"  # in the home of the site; stands in place of what ships
BASES = ("valid_mandates", "seats")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of meeting needs: a share of all deputies, its source, and whether somebody has read it there."""

    share: Fraction
    of: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """How a meeting stands: `reached`, `missed`, or `open` while the answer hangs on those not recorded yet."""

    rule: Rule
    base: int
    needed: int
    present: int
    state: str

    @property
    def lacking(self) -> int:
        """How many more must be present."""
        return max(0, self.needed - self.present)


def quorum_of(meeting: Meeting, count: Count) -> Quorum | None:
    """Return how a meeting stands, or None where no rule asks anything of its kind."""
    rule = rules().get(meeting.kind)
    if rule is None:
        return None
    seats = meeting.session.congress.size
    base = seats if rule.of == "seats" and seats else count.expected
    needed = ceil(rule.share * base)
    possible = count.present + count.unrecorded
    state = "reached" if count.present >= needed else "open" if possible >= needed else "missed"
    return Quorum(rule, base, needed, count.present, state)


def rules() -> Mapping[str, Rule]:
    """Return the rules by kind of meeting: the site's own file where there is one, else what ships."""
    own = settings.ENVIRONMENT.home / OWN
    path = own if own.is_file() else SHIPPED
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Mapping[str, Rule]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return {kind: _rule(values) for kind, values in raw.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise CongressError("quorum.file", path=str(path), reason=str(error)) from error


def _rule(values: Mapping[str, Any]) -> Rule:
    share = Fraction(values["share"])
    if not 0 < share <= 1:
        raise ValueError("share must lie between 0 and 1")
    if values["of"] not in BASES:
        raise ValueError(f"of must be one of {', '.join(BASES)}")
    if not isinstance(values["confirmed"], bool):
        raise TypeError("confirmed must be true or false")
    return Rule(share, values["of"], str(values["source"]), values["confirmed"])
