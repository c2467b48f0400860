"""Codes of the policy as sentences (期限讲道理): lights, what is left, limits, the lines of a deadline, refusals.

Pure: values in, words of the reader's language out. What a place calls its own steps and clocks is data of its policy
and comes in by the caller.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

import msgspec
from django.utils.translation import get_language, gettext, ngettext, pgettext

from huiyin.policy.model import Clock, Deadline, Limit, Names, Reason, Refusal
from huiyin.web import days

LIGHTS = ("on_time", "near", "late", "done", "provisional", "no_word")
Values = Mapping[str, object]


class Line(msgspec.Struct, frozen=True):
    """One line of a derivation: the day or amount it is about, what holds, where from; `total` is the last line."""

    when: str
    text: str
    note: str = ""
    unconfirmed: bool = False
    total: bool = False


def named(names: Names) -> str:
    """Return a name of a policy file in the reader's language."""
    return names.zh if (get_language() or "zh").startswith("zh") else names.en


def light_words(code: str, *, public: bool = False) -> str:
    """Return the word of a light; the public reads of promises, the desk of deadlines."""
    desk = {
        "on_time": pgettext("light", "On time"),
        "near": pgettext("light", "Due soon"),
        "late": pgettext("light", "Late"),
        "done": pgettext("light", "Done"),
        "provisional": pgettext("light", "Provisional"),
        "no_word": pgettext("light", "No report yet"),
    }
    outside = {
        "on_time": pgettext("light", "On schedule"),
        "near": pgettext("light", "On schedule"),
        "late": pgettext("light", "Behind schedule"),
        "done": pgettext("light", "Kept"),
        "provisional": pgettext("light", "Date provisional"),
        "no_word": pgettext("light", "No word yet"),
    }
    return (outside if public else desk).get(code, code)


def left_words(left: int) -> str:
    """Return how many working days are left, by a number that is below zero once the last day is over."""
    if left == 0:
        return gettext("due today")
    if left > 0:
        return ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return ngettext("%(n)d working day late", "%(n)d working days late", -left) % {"n": -left}


def limit_words(limit: Limit) -> str:
    """Return a length of time in words: 5 个工作日, 3 months."""
    return amount_words(limit.amount, limit.unit)


def amount_words(amount: int, unit: str) -> str:
    """Return an amount of `wd`, `d`, `m` or `wh` in words; an unknown unit stays as it is."""
    forms = {
        "wd": ngettext("%(n)d working day", "%(n)d working days", amount),
        "d": ngettext("%(n)d day", "%(n)d days", amount),
        "m": ngettext("%(n)d month", "%(n)d months", amount),
        "wh": ngettext("%(n)d working hour", "%(n)d working hours", amount),
    }
    return forms.get(unit, "%(n)d " + unit) % {"n": amount}


def derivation(
    deadline: Deadline, *, today: date, left: int | None = None, clock: Clock | None = None
) -> tuple[Line, ...]:
    """Return the lines that say how a deadline came about, in order, the sum last.

    Holidays that follow each other are one line, and so are all weekends: nobody checks nine Saturdays.
    """
    lines = [
        line
        for code, reasons in groupby(_in_order(deadline.reasons), key=lambda each: each.code)
        for line in _lines(code, tuple(reasons), today, clock)
    ]
    if not any(each.code == "due" for each in deadline.reasons):
        lines += _due((Reason(code="due", on=deadline.due_on, values={}),), today, clock)
    if left is not None:
        lines.append(Line(when=left_words(left), text=_counted_to(deadline, today, left), total=True))
    return tuple(lines)


def _in_order(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons with what was skipped or added brought together: holidays, make-up days, weekends."""
    ranks = {"start": 0, "start_not_counted": 1, "limit": 2, "pause": 3, "weekend": 4, "holiday": 5, "make_up_day": 6}
    late = {"month_end": 7, "rolled": 8, "extension": 9, "provisional_year": 10, "due": 11}
    return sorted(reasons, key=lambda each: ((ranks | late).get(each.code, 7), each.on))


def _counted_to(deadline: Deadline, today: date, left: int) -> str:
    if left < 0:
        return gettext("counted from the day after %(day)s to today") % {"day": days.day(deadline.due_on, today)}
    return gettext("counted from tomorrow to %(day)s, the last day included") % {
        "day": days.day(deadline.due_on, today)
    }


def _lines(code: str, reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    make = MAKERS.get(code)
    if make is None:  # a code that is newer than these words: said as it stands rather than left out
        return [Line(when=days.day(each.on, today), text=each.code) for each in reasons]
    return make(reasons, today, clock)


def _start(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    return [
        Line(
            when=days.day(each.on, today),
            text=gettext("The clock starts: %(event)s") % {"event": each.values["event"]}
            if each.values.get("event")
            else gettext("The clock starts"),
        )
        for each in reasons
    ]


def _start_not_counted(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    return [
        Line(when=days.day(each.on, today), text=gettext("The day on which it starts is not counted"))
        for each in reasons
    ]


def _limit(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    lines = []
    for each in reasons:
        amount, unit = each.values.get("amount"), str(each.values.get("unit", ""))
        words = amount_words(int(amount), unit) if isinstance(amount, int) else ""
        source = str(each.values.get("source") or (clock.source if clock else ""))
        confirmed = each.values.get("confirmed", clock.confirmed if clock else True)
        lines.append(
            Line(
                when=gettext("+ %(limit)s") % {"limit": words} if words else "",
                text=named(clock.names) if clock else gettext("The limit"),
                note=gettext("Rule: %(source)s") % {"source": source} if source else "",
                unconfirmed=not confirmed,
            )
        )
    return lines


def _weekend(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    n = len({each.on for each in reasons})
    words = ngettext("%(n)d Saturday or Sunday", "%(n)d Saturdays and Sundays", n) % {"n": n}
    return [Line(when=words, text=gettext("Weekends are not counted"))]


def _holiday(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    lines = []
    for name, group in groupby(reasons, key=lambda each: _name(each.values)):
        spread = sorted({each.on for each in group})
        for first, last in _runs(spread):
            lines.append(
                Line(
                    when=days.stretch(first, last, today),
                    text=gettext("%(holiday)s, not counted") % {"holiday": name or gettext("Public holiday")},
                    note=_notice(reasons[0]),
                )
            )
    return lines


def _make_up_day(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    return [
        Line(
            when=days.day(each.on, today, with_weekday=True),
            text=gettext("A working day in place of a holiday, counted"),
            note=_notice(each),
        )
        for each in reasons
    ]


def _month_end(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    words = gettext("The month has no such day: its last day holds")
    return [Line(when=days.day(each.on, today), text=words) for each in reasons]


def _rolled(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    lines = []
    for each in reasons:
        was = _as_day(each.values.get("from"))
        text = (
            gettext("%(day)s is no working day: the next one holds") % {"day": days.day(was, today, with_weekday=True)}
            if was
            else gettext("The last day is no working day: the next one holds")
        )
        lines.append(Line(when=days.day(each.on, today), text=text))
    return lines


def _pause(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    lines = []
    for each in reasons:
        to = _as_day(each.values.get("to"))
        when = days.stretch(each.on, to, today) if to else gettext("since %(day)s") % {"day": days.day(each.on, today)}
        n = each.values.get("days")
        note = ngettext("%(n)d day added", "%(n)d days added", n) % {"n": n} if isinstance(n, int) else ""
        lines.append(Line(when=when, text=gettext("The clock stood still"), note=note))
    return lines


def _extension(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    lines = []
    for each in reasons:
        until = _as_day(each.values.get("until") or each.values.get("until_on")) or each.on
        decided = _as_day(each.values.get("decided_on") or each.values.get("decided"))
        note = gettext("Decided on %(day)s") % {"day": days.day(decided, today)} if decided else ""
        if each.values.get("by"):
            note = gettext("%(decided)s by %(who)s") % {"decided": note, "who": each.values["by"]}
        text = gettext("Extended to %(day)s") % {"day": days.day(until, today)}
        lines.append(Line(when=days.day(until, today), text=text, note=note.strip()))
    return lines


def _provisional_year(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    years = sorted({int(str(each.values.get("year") or each.on.year)) for each in reasons})
    return [
        Line(
            when=gettext("Provisional"),
            text=gettext("Provisional until the %(year)d holiday notice; computed anew then") % {"year": year},
        )
        for year in years
    ]


def _due(reasons: Sequence[Reason], today: date, clock: Clock | None) -> list[Line]:
    return [
        Line(when=days.day(each.on, today, with_weekday=True), text=gettext("The last day, itself included"))
        for each in reasons
    ]


MAKERS: dict[str, Callable[[Sequence[Reason], date, Clock | None], list[Line]]] = {
    "start": _start,
    "start_not_counted": _start_not_counted,
    "limit": _limit,
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


def _name(values: Values) -> str:
    """Return the name of a holiday in the reader's language, where the calendar gives one."""
    chinese = (get_language() or "zh").startswith("zh")
    return str(values.get("name_zh" if chinese else "name_en") or values.get("name") or "")


def _notice(reason: Reason) -> str:
    version = reason.values.get("notice") or reason.values.get("version")
    return gettext("Holiday notice of %(year)s") % {"year": reason.on.year} if version else ""


def _as_day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _runs(spread: Sequence[date]) -> list[tuple[date, date]]:
    """Return the stretches of days that follow each other."""
    runs: list[tuple[date, date]] = []
    for on in spread:
        if runs and (on - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], on)
        else:
            runs.append((on, on))
    return runs


def refusal_words(refusal: Refusal, *, need: str = "", today: date) -> str:
    """Return why a step cannot be taken, with what can be done where there is something; `need` names the field."""
    values = refusal.values
    over = _as_day(values.get("due_on"))
    sentences: dict[str, str] = {
        "unknown_action": gettext("The rules of this case know no such step."),
        "wrong_stage": gettext(
            "This step cannot be taken at the present stage. Reload the page to see where it stands."
        ),
        "wrong_role": gettext("Your role may not take this step."),
        "need_missing": gettext("Fill in %(need)s.") % {"need": need or values.get("need", "")},
        "need_short": ngettext(
            "Write at least %(n)d character for %(need)s.",
            "Write at least %(n)d characters for %(need)s.",
            int(str(values.get("min_length", 0))),
        )
        % {"n": int(str(values.get("min_length", 0))), "need": need or values.get("need", "")},
        "bad_outcome": gettext("Choose one of the outcomes that the rules know."),
        "limit_over": gettext("Too late: the limit ended on %(day)s.") % {"day": days.day(over, today)}
        if over
        else gettext("Too late: the limit is over."),
        "same_person": gettext("This step needs a second person: you took the one before it yourself."),
        "extension_spent": gettext("The rules allow no further extension."),
        "extension_too_long": gettext("The extension is longer than the rules allow."),
        "not_running": gettext("No clock is running that this step could change."),
    }
    return sentences.get(refusal.code, refusal.code)
