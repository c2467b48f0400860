"""Counts of a meeting with their make-up (应到、实到、请假、缺席、未登记), and its quorum, in words."""

from typing import Any

from django.utils.translation import gettext, ngettext

from huiyin.congress.attendance import Count, Roll
from huiyin.congress.models import Meeting
from huiyin.congress.quorum import Quorum, quorum_of
from huiyin.web.congress.words import STATES


def counts_shown(meeting: Meeting, roll: Roll) -> dict[str, Any]:
    """Return what components/fig.html needs for the deputies, and sentences for the rest."""
    count = roll.count
    return {
        "count": count,
        "of": ngettext("of %(n)d deputy expected", "of %(n)d deputies expected", count.expected)
        % {"n": count.expected},
        "parts": _parts(count),
        "made": _made(roll),
        "quorum": _quorum(quorum_of(meeting, count)),
        "observers": _observers(roll.observer_count) if roll.observers else "",
    }


def _parts(count: Count) -> list[dict[str, Any]]:
    numbers = {"present": count.present, "leave": count.leave, "absent": count.absent, "": count.unrecorded}
    return [
        {"code": light, "words": str(words), "count": numbers[state]}
        for state, (light, _key, words) in STATES.items()
        if count.expected
    ]


def _made(roll: Roll) -> str:
    said = [gettext("Expected is who holds a seat here on the day of the meeting. Not recorded is not absent.")]
    if roll.beyond:
        words = ngettext(
            "%(n)d mark of a deputy who does not belong here on that day is not counted.",
            "%(n)d marks of deputies who do not belong here on that day are not counted.",
            roll.beyond,
        )
        said.append(words % {"n": roll.beyond})
    return " ".join(said)


def _quorum(quorum: Quorum | None) -> dict[str, Any] | None:
    """Return how a meeting stands to its quorum: light, sentence, and where the rule comes from."""
    if quorum is None:
        return None
    values = {"needed": quorum.needed, "base": quorum.base, "share": str(quorum.rule.share), "n": quorum.lacking}
    rule = gettext("%(share)s of %(base)s deputies, that is %(needed)s") % values
    light, words = {
        "reached": ("done", gettext("Quorum reached")),
        "missed": ("late", gettext("Quorum missed: %(n)s too few") % values),
        "open": ("no_word", gettext("Quorum not known yet: %(n)s more must be present") % values),
    }[quorum.state]
    source = {"source": quorum.rule.source, "confirmed": quorum.rule.confirmed}
    return {"light": light, "words": words, "rule": rule, **source}


def _observers(count: Count) -> str:
    values = {
        "expected": count.expected,
        "present": count.present,
        "leave": count.leave,
        "absent": count.absent,
        "unrecorded": count.unrecorded,
    }
    return (
        gettext(
            "Sitting in: %(expected)s expected; %(present)s present, %(leave)s on leave, %(absent)s absent, "
            "%(unrecorded)s not recorded."
        )
        % values
    )
