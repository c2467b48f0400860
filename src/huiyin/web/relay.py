"""The relay (接力计时) made ready for its component: a row for each hand, measured in working days."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.utils.translation import gettext, ngettext

from huiyin.policy import Calendar, name_of
from huiyin.policy.model import Hand
from huiyin.web.sentences import named


class Row(msgspec.Struct, frozen=True):
    """One hand: who, what for, working days used and allowed (None: no limit of its own), light, note."""

    name: str
    role: str
    used: int
    limit: int | None
    light: str
    now: bool
    note: str


def relay_rows(hands: Iterable[Hand], *, unit_names: Mapping[str, str], calendar: Calendar) -> list[Row]:
    """Return the rows of a relay.

    Args:
        unit_names: names of units by the keys that hands have; a hand without a key is called by what it is.
        calendar: turns a limit of months or days into the working days that it holds.
    """
    return [_row(hand, unit_names, calendar) for hand in hands]


def relay_sum(hands: Iterable[Hand], *, whole_used: int, whole_limit: int | None) -> str:
    """Return the sentence under a relay: what the whole has used, and that hands side by side are not added."""
    if whole_limit is None:
        words = ngettext("%(n)d working day used in all.", "%(n)d working days used in all.", whole_used)
        words %= {"n": whole_used}
    else:
        words = gettext("%(n)d of %(limit)d working days used in all.") % {"n": whole_used, "limit": whole_limit}
    if any(hand.parallel for hand in hands):
        words = gettext("%(sum)s Hands that work side by side are not added.") % {"sum": words}
    return words


def _row(hand: Hand, unit_names: Mapping[str, str], calendar: Calendar) -> Row:
    what = named(name_of("hand", hand.hand))
    unit = unit_names.get(hand.key, "")
    return Row(
        name=unit or what,
        role=what if unit else "",
        used=hand.used,
        limit=_allowed(hand, calendar),
        light=hand.light,
        now=hand.turn,
        note=_over(hand.over),
    )


def _allowed(hand: Hand, calendar: Calendar) -> int | None:
    """Return the working days between the start of a hand's latest clock and its last day."""
    due_on: date | None = hand.due_on
    if hand.limit is None or due_on is None:
        return None
    if hand.limit.unit == "wd":
        return hand.limit.amount
    starts = [stretch.from_on for stretch in hand.stretches if stretch.due_on == due_on]
    return calendar.working_days_between(max(starts), due_on) if starts else None


def _over(over: int) -> str:
    if not over:
        return ""
    words = ngettext("%(n)d working day over the limit", "%(n)d working days over the limit", over)
    return words % {"n": over}
