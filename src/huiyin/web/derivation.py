"""The reckoning of a deadline as sentences (期限讲道理): one line for each `Reason`, in the order of the reckoning.

Pure: values in, words of the reader's language out. What a place calls its clock is data of its policy.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import msgspec
from django.utils.translation import get_language, gettext, ngettext

from huiyin.policy.model import Clock, Deadline, Reason
from huiyin.web import days
from huiyin.web.sentences import amount_words, left_words, named


class Line(msgspec.Struct, frozen=True):
    """One line of a derivation: the day or amount it is about, what holds, where from; `total` is the last line."""

    when: str
    text: str
    note: str = ""
    unconfirmed: bool = False
    total: bool = False


class About(msgspec.Struct, frozen=True):
    """What lines need beside their reason: the day it is, the rule, what started the clock in words, or ""."""

    today: date
    clock: Clock | None = None
    event: str = ""


def derivation(
    deadline: Deadline, *, today: date, left: int | None = None, clock: Clock | None = None, event: str = ""
) -> tuple[Line, ...]:
    """Return the lines that say how a deadline came about, in order, the sum last.

    Weekends that the reckoning passed are one line: nobody checks nine Saturdays.

    Args:
        left: working days left, below zero once the last day is over; None where it does not matter any more.
        clock: names the rule with its source.
        event: what started the clock, in words.
    """
    about = About(today, clock, event)
    lines = [LINES.get(reason.code, _unknown)(reason, about) for reason in _with_one_weekend(deadline.reasons)]
    if left is not None:
        lines.append(
            Line(when=left_words(left, over=today > deadline.due_on), text=_counted(deadline, today), total=True)
        )
    return tuple(lines)


def _with_one_weekend(reasons: Sequence[Reason]) -> list[Reason]:
    """Return the reasons with all weekends of the count in the place of the first; after a last day they stay."""
    count, kept = 0, list[Reason]()
    place = None
    for reason in reasons:
        if reason.code == "weekend" and not any(each.code == "rolled" for each in kept):
            count += int(reason.values.get("days", 1))
            if place is None:
                place = len(kept)
                kept.append(reason)
        else:
            kept.append(reason)
    if place is not None:
        kept[place] = Reason("weekends", kept[place].on, {"days": count})
    return kept


def _counted(deadline: Deadline, today: date) -> str:
    day = days.day(deadline.due_on, today)
    if today > deadline.due_on:
        return gettext("counted from the day after %(day)s to today") % {"day": day}
    if deadline.due_on == today:
        return gettext("today is the last day")
    return gettext("counted from tomorrow to %(day)s, the last day included") % {"day": day}


def _start(reason: Reason, about: About) -> Line:
    words = (
        gettext("The clock starts: %(event)s") % {"event": about.event} if about.event else gettext("The clock starts")
    )
    return Line(when=days.day(reason.on, about.today), text=words)


def _start_not_counted(reason: Reason, about: About) -> Line:
    return Line(when=days.day(reason.on, about.today), text=gettext("The day on which it starts is not counted"))


def _limit(reason: Reason, about: About) -> Line:
    words = amount_words(int(reason.values["amount"]), str(reason.values["unit"]))
    return Line(
        when=gettext("+ %(limit)s") % {"limit": words},
        text=named(about.clock.names) if about.clock else gettext("The limit"),
        note=gettext("Rule: %(source)s") % {"source": about.clock.source} if about.clock and about.clock.source else "",
        unconfirmed=bool(about.clock and not about.clock.confirmed),
    )


def _given(reason: Reason, about: About) -> Line:
    return Line(
        when=days.day(reason.on, about.today),
        text=named(about.clock.names) if about.clock else gettext("The limit"),
        note=gettext("This day was named when the clock started"),
    )


def _weekends(reason: Reason, about: About) -> Line:
    n = int(reason.values["days"])
    words = ngettext("%(n)d Saturday or Sunday", "%(n)d Saturdays and Sundays", n) % {"n": n}
    return Line(when=words, text=gettext("Weekends are not counted"))


def _weekend(reason: Reason, about: About) -> Line:
    return Line(when=_stretch(reason, about), text=gettext("Weekends are not counted"))


def _holiday(reason: Reason, about: About) -> Line:
    return Line(
        when=_stretch(reason, about),
        text=gettext("%(holiday)s, not counted") % {"holiday": _name(reason)},
        note=_notice(reason),
    )


def _make_up_day(reason: Reason, about: About) -> Line:
    return Line(
        when=days.day(reason.on, about.today, with_weekday=True),
        text=gettext("Worked in place of %(holiday)s, counted") % {"holiday": _name(reason)},
        note=_notice(reason),
    )


def _month_end(reason: Reason, about: About) -> Line:
    words = gettext("The month has no day %(n)s: its last day holds") % {"n": reason.values["wanted"]}
    return Line(when=days.day(reason.on, about.today), text=words)


def _rolled(reason: Reason, about: About) -> Line:
    was = days.day(date.fromisoformat(str(reason.values["from"])), about.today, with_weekday=True)
    words = gettext("%(day)s is no working day: the next one holds") % {"day": was}
    return Line(when=days.day(reason.on, about.today), text=words)


def _pause(reason: Reason, about: About) -> Line:
    n = int(reason.values["days"])
    if not reason.values["to"]:
        when = gettext("since %(day)s") % {"day": days.day(reason.on, about.today)}
        return Line(when=when, text=gettext("The clock stands still; the last day moves when it goes on"))
    by_table = about.clock is not None and about.clock.limit.unit in ("wd", "wh")
    added = amount_words(n, "wd" if by_table else "d")
    words = gettext("The clock stood still; %(days)s are added") % {"days": added}
    return Line(when=_stretch(reason, about), text=words)


def _extension(reason: Reason, about: About) -> Line:
    until, was = (date.fromisoformat(str(reason.values[key])) for key in ("until", "from"))
    words = gettext("Extended from %(was)s to %(until)s") % {
        "was": days.day(was, about.today),
        "until": days.day(until, about.today),
    }
    note = gettext("Decided on %(day)s") % {"day": days.day(reason.on, about.today)}
    return Line(when=days.day(until, about.today), text=words, note=note)


def _provisional_year(reason: Reason, about: About) -> Line:
    words = gettext("Provisional until the %(year)d holiday notice; computed anew then")
    return Line(when=gettext("Provisional"), text=words % {"year": int(reason.values["year"])})


def _due(reason: Reason, about: About) -> Line:
    at = str(reason.values.get("at", ""))
    when = days.day(reason.on, about.today, with_weekday=True)
    if at:
        return Line(
            when=when, text=gettext("The last moment is %(time)s") % {"time": _clock(datetime.fromisoformat(at))}
        )
    return Line(when=when, text=gettext("The last day, itself included"))


def _unknown(reason: Reason, about: About) -> Line:
    """Say a code that is newer than these words as it stands rather than leave its line out."""
    return Line(when=days.day(reason.on, about.today), text=reason.code)


LINES: dict[str, Callable[[Reason, About], Line]] = {
    "start": _start,
    "start_not_counted": _start_not_counted,
    "limit": _limit,
    "given": _given,
    "weekends": _weekends,
    "weekend": _weekend,
    "holiday": _holiday,
    "make_up_day": _make_up_day,
    "month_end": _month_end,
    "rolled": _rolled,
    "pause": _pause,
    "extension": _extension,
    "provisional_year": _provisional_year,
    "due": _due,
}


def _stretch(reason: Reason, about: About) -> str:
    return days.stretch(reason.on, date.fromisoformat(str(reason.values["to"])), about.today)


def _name(reason: Reason) -> str:
    """Return the name of a holiday in the reader's language."""
    return str(reason.values["zh" if (get_language() or "zh").startswith("zh") else "en"])


def _notice(reason: Reason) -> str:
    values = {"year": reason.on.year}
    if reason.values.get("provisional"):
        return gettext("The holiday notice of %(year)s is not out yet") % values
    return gettext("Holiday notice of %(year)s") % values


def _clock(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"
