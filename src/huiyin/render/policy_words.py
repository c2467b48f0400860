"""Words for policies on the terminal: names of codes, lengths of time, lines of a reckoning, refusals."""

from collections.abc import Callable

from huiyin.policy.model import Limit, Names, Reason, Refusal
from huiyin.policy.names import name_of
from huiyin.render.words import Language, language, ngettext, noted
from huiyin.render.words import gettext as _

WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
REFUSALS = {
    "unknown_action": noted("the policy has no action {action}"),
    "wrong_stage": noted("not possible in the stage {stage}"),
    "wrong_round": noted("not possible in round {round}"),
    "not_asked": noted("nobody asked for it ({asked})"),
    "limit_over": noted("too late: the clock {clock} ended on {due_on}"),
    "not_running": noted("the clock {clock} is not running"),
    "need_missing": noted("{need} is missing"),
    "need_invalid": noted("{need} is of another shape"),
    "need_low": noted("{need} must be at least {least}"),
    "unit_twice": noted("{need} names the unit that leads, too"),
    "bad_choice": noted("{need} must be one of: {choices}"),
    "day_runs": noted("the clock {clock} runs already, until {due_on}"),
    "extension_spent": noted("the clock {clock} was extended {times} times already"),
    "extension_not_later": noted("the clock {clock} ends on {due_on} anyway"),
    "extension_too_long": noted("the clock {clock} may be extended to {longest_on} at most"),
}


def said(names: Names, chosen: Language | None = None) -> str:
    """Return a name of the policy's own in the language in force."""
    return names.zh if (chosen or language()) == "zh" else names.en


def called(group: str, code: str) -> str:
    """Return what a code is called."""
    return said(name_of(group, code))


def listed(words: list[str]) -> str:
    """Return words with the comma of the language between them."""
    return ("、" if language() == "zh" else ", ").join(words)


def length(limit: Limit) -> str:
    """Return a length of time in words."""
    n = limit.amount
    if limit.unit == "wd":
        return working_days(n)
    if limit.unit == "d":
        return ngettext("{n} day", "{n} days", n).format(n=n)
    if limit.unit == "m":
        return ngettext("{n} month", "{n} months", n).format(n=n)
    if limit.unit == "wh":
        return ngettext("{n} working hour", "{n} working hours", n).format(n=n)
    return _("by the day that is named")


def working_days(n: int) -> str:
    """Return a number of working days in words."""
    return ngettext("{n} working day", "{n} working days", n).format(n=n)


def refused(refusal: Refusal) -> str:
    """Return why a step cannot be taken."""
    return _(REFUSALS.get(refusal.code, refusal.code)).format_map(refusal.values)


def reason_words(reason: Reason) -> str:
    """Return one line of a reckoning without its day."""
    tell = TOLD.get(reason.code)
    return tell(reason) if tell else reason.code


def weekday(reason: Reason) -> str:
    """Return the day of a line with its weekday: `2026-01-19 一`."""
    return f"{reason.on} {WEEKDAYS[language()][reason.on.weekday()]}"


def _holiday_name(reason: Reason) -> str:
    return str(reason.values[language()])


def _until(reason: Reason) -> str:
    return str(reason.values["to"])


TOLD: dict[str, Callable[[Reason], str]] = {
    "start": lambda _reason: _("the clock starts"),
    "start_not_counted": lambda _reason: _("the day of the start is not counted"),
    "limit": lambda reason: _("the limit is {length}").format(
        length=length(Limit(int(reason.values["amount"]), str(reason.values["unit"])))
    ),
    "given": lambda _reason: _("this day was named"),
    "weekend": lambda reason: _("weekend up to {day}, not counted").format(day=_until(reason)),
    "holiday": lambda reason: _("{holiday} up to {day}, not counted").format(
        holiday=_holiday_name(reason), day=_until(reason)
    ),
    "make_up_day": lambda reason: _("worked in place of {holiday}, counted").format(holiday=_holiday_name(reason)),
    "month_end": lambda reason: _("the month has no day {n}: its last day holds").format(n=reason.values["wanted"]),
    "rolled": lambda reason: _("{day} is no working day: the next one holds").format(day=reason.values["from"]),
    "pause": lambda reason: _("stood still up to {day}: {n} days given back").format(
        day=_until(reason) or "…", n=reason.values["days"]
    ),
    "extension": lambda reason: _("extended from {before} to {day}").format(
        before=reason.values["from"], day=reason.values["until"]
    ),
    "provisional_year": lambda reason: _("provisional until the notice of {year} is loaded").format(
        year=reason.values["year"]
    ),
    "due": lambda reason: _("the last day") + (f" {str(reason.values['at'])[11:16]}" if reason.values["at"] else ""),
}
