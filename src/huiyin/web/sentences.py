"""Codes of policies as words and sentences: lights, what is left, limits, why a step is refused.

Pure: values in, words of the reader's language out. What a place calls its own steps and clocks is data of its policy.
"""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import get_language, gettext, ngettext, pgettext, pgettext_lazy

from huiyin.errors import HuiyinError
from huiyin.policy import Policy, Refusal, name_of
from huiyin.policy.model import Limit, Names
from huiyin.web import days

Values = Mapping[str, object]


def named(names: Names) -> str:
    """Return a name of a policy file in the reader's language."""
    return names.zh if (get_language() or "zh").startswith("zh") else names.en


def limited(name: str) -> str:
    """Return the name of a clock as it stands before its last day: 法定答复期限 is followed by 限 only once."""
    return name.removesuffix("限")


DESK = {
    "on_time": pgettext_lazy("light", "On time"),
    "near": pgettext_lazy("light", "Due soon"),
    "late": pgettext_lazy("light", "Late"),
    "done": pgettext_lazy("light", "Done"),
    "provisional": pgettext_lazy("light", "Provisional"),
    "no_word": pgettext_lazy("light", "No report yet"),
}
PUBLIC = {
    "on_time": pgettext_lazy("light", "On schedule"),
    "near": pgettext_lazy("light", "On schedule"),
    "late": pgettext_lazy("light", "Behind schedule"),
    "done": pgettext_lazy("light", "Kept"),
    "provisional": pgettext_lazy("light", "Date provisional"),
    "no_word": pgettext_lazy("light", "No word yet"),
}


LIGHTS = tuple(DESK)


def scan_words(error: HuiyinError) -> str:
    """Return why a file was refused by the scanner for viruses, or "" for any other error."""
    sentences = {
        "file.infected": gettext("The virus scanner refused “%(name)s”. Have the computer it came from checked."),
        "file.unscanned": gettext(
            "“%(name)s” could not be scanned for viruses just now, so it is not taken. Nothing else is lost: choose it "
            "again in a few minutes. If it goes on, tell the administrator."
        ),
    }
    return sentences.get(error.code, "") % {"name": error.values.get("name", "")}


def light_words(code: str, *, public: bool = False) -> str:
    """Return the word of a light; the public reads of promises, the desk of deadlines."""
    return str((PUBLIC if public else DESK).get(code, code))


def left_words(left: int, *, over: bool = False) -> str:
    """Return how many working days are left, by a number that is below zero once the last day is over.

    `over` says that the last day is over though no working day has passed since: it was a Friday, and it is Saturday.
    """
    if left == 0:
        return gettext("last day over") if over else gettext("due today")
    if left > 0:
        return ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return ngettext("%(n)d working day late", "%(n)d working days late", -left) % {"n": -left}


def state_words(light: str, left: int | None, *, over: bool = False) -> str:
    """Return what stands beside a last day: its light where that is no matter of days, else the days left."""
    if light in ("done", "provisional", "no_word"):
        return light_words(light)
    return "" if left is None else left_words(left, over=over)


def limit_words(limit: Limit) -> str:
    """Return a length of time in words: 5 个工作日, 3 months."""
    return gettext("a day that is named") if limit.unit == "given" else amount_words(limit.amount, limit.unit)


def amount_words(amount: int, unit: str) -> str:
    """Return an amount of `wd`, `d`, `m` or `wh` in words; an unknown unit stays as it is."""
    if unit == "wd":
        words = ngettext("%(n)d working day", "%(n)d working days", amount)
    elif unit == "d":
        words = ngettext("%(n)d day", "%(n)d days", amount)
    elif unit == "m":
        words = ngettext("%(n)d month", "%(n)d months", amount)
    elif unit == "wh":
        words = ngettext("%(n)d working hour", "%(n)d working hours", amount)
    else:
        return f"{amount} {unit}"
    return words % {"n": amount}


def refusal_words(refusal: Refusal, *, policy: Policy, today: date) -> str:
    """Return why a step cannot be taken, and what can be done where there is something."""
    values = refusal.values
    make = REFUSALS.get(refusal.code)
    return make(values, policy, today) if make else refusal.code


def need_words(need: str) -> str:
    """Return what a need of a step is called."""
    return named(name_of("need", need))


def action_words(action: str, policy: Policy) -> str:
    """Return what the policy calls an action."""
    found = next((each for each in policy.transitions if each.action == action), None)
    return named(found.names) if found else action


def _roles(values: Values) -> str:
    comma = pgettext("between alternatives", " or ")
    return comma.join(named(name_of("role", role)) for role in str(values["roles"]).split())


def _stage(values: Values, policy: Policy) -> str:
    stage = policy.stage(str(values["stage"]))
    return named(stage.names) if stage else str(values["stage"])


def _clock(values: Values, policy: Policy) -> str:
    clock = policy.clock(str(values["clock"]))
    return named(clock.names) if clock else str(values["clock"])


def _day(value: object, today: date) -> str:
    return days.day(value if isinstance(value, date) else date.fromisoformat(str(value)), today)


def _need_short(values: Values, policy: Policy, today: date) -> str:
    n = int(str(values["min_length"]))
    words = ngettext(
        "Write at least %(n)d character for “%(need)s”; there are %(length)s.",
        "Write at least %(n)d characters for “%(need)s”; there are %(length)s.",
        n,
    )
    return words % {"n": n, "need": need_words(str(values["need"])), "length": values["length"]}


REFUSALS: dict[str, Callable[[Values, Policy, date], str]] = {
    "unknown_action": lambda *_: gettext("The rules of this case know no such step."),
    "wrong_stage": lambda v, p, _: (
        gettext("“%(action)s” cannot be done now: the case is at “%(stage)s”. Reload the page to see what can be done.")
        % {"action": action_words(str(v["action"]), p), "stage": _stage(v, p)}
    ),
    "wrong_round": lambda v, p, _: (
        gettext("“%(action)s” cannot be done in round %(round)s.")
        % {"action": action_words(str(v["action"]), p), "round": v["round"]}
    ),
    "wrong_role": lambda v, p, _: (
        gettext("“%(action)s” is for %(roles)s.") % {"action": action_words(str(v["action"]), p), "roles": _roles(v)}
    ),
    "same_person": lambda v, p, _: (
        gettext("This needs a second person: you did “%(earlier)s” yourself.")
        % {"earlier": action_words(str(v["earlier"]), p)}
    ),
    "not_asked": lambda v, p, _: (
        gettext("Nobody has done “%(asked)s” yet, so there is nothing to answer.")
        % {"asked": action_words(str(v["asked"]), p)}
    ),
    "limit_over": lambda v, p, t: (
        gettext("Too late: “%(clock)s” ended on %(day)s.") % {"clock": _clock(v, p), "day": _day(v["due_on"], t)}
    ),
    "need_missing": lambda v, *_: gettext("Fill in “%(need)s”.") % {"need": need_words(str(v["need"]))},
    "need_invalid": lambda v, *_: gettext("“%(need)s” cannot be used as it is.") % {"need": need_words(str(v["need"]))},
    "need_short": _need_short,
    "need_low": lambda v, *_: (
        gettext("“%(need)s” must be at least %(least)s.") % {"need": need_words(str(v["need"])), "least": v["least"]}
    ),
    "unit_twice": lambda *_: gettext("The unit that leads stands here, too; leave it out."),
    "bad_choice": lambda v, *_: (
        gettext("Choose one of what the rules offer for “%(need)s”.") % {"need": need_words(str(v["need"]))}
    ),
    "bad_outcome": lambda *_: gettext("Choose one of the outcomes that the rules offer."),
    "not_running": lambda v, p, _: gettext("“%(clock)s” is not running.") % {"clock": _clock(v, p)},
    "day_runs": lambda v, p, t: (
        gettext(
            "“%(clock)s” runs already, until %(day)s, and goes on as it is. Leave the day out; to move it, have an "
            "extension asked for and granted."
        )
        % {"clock": _clock(v, p), "day": _day(v["due_on"], t)}
    ),
    "extension_spent": lambda v, p, _: (
        gettext("The rules allow no further extension of “%(clock)s”.") % {"clock": _clock(v, p)}
    ),
    "extension_not_later": lambda v, _, t: (
        gettext("The new day must be later than %(day)s.") % {"day": _day(v["due_on"], t)}
    ),
    "signed_later": lambda *_: gettext("The day of signing is still to come; take it from the sheet."),
    "signed_early": lambda v, _, t: (
        gettext("The sheet cannot have been signed before %(day)s, when what it answers was issued.")
        % {"day": _day(v["issued_on"], t)}
    ),
    "same_unit": lambda _v, p, _t: (
        gettext("This unit has it already and sent it back: name another one, or use “%(step)s” and give the reason.")
        % {"step": action_words("refuse_return", p)}
    ),
    "nothing_given": lambda *_: gettext("Nothing is filled in that would change the task."),
    "day_later": lambda v, *_: gettext("“%(need)s” cannot lie after today.") % {"need": need_words(str(v["need"]))},
    "letter_early": lambda v, _, t: (
        gettext("The letter cannot bear a day before %(day)s, the day of what it answers.")
        % {"day": _day(v["asked_on"], t)}
    ),
    "value_far": lambda v, *_: (
        gettext(
            "The target is %(target)s; “%(need)s” is ten times that or more. Look at the unit and at the decimal "
            "point. Correct it, or confirm that it is right."
        )
        % {"target": v["target"], "need": need_words(str(v["need"]))}
    ),
    "value_lower": lambda v, *_: (
        (
            gettext(
                "The last report (%(period)s) said %(last)s, and “%(need)s” counts from the beginning. "
                "Correct it, or confirm that it is right."
            )
            if v["period"]
            else gettext(
                "%(last)s is on record already, and “%(need)s” counts from the beginning. "
                "Correct it, or confirm that it is right."
            )
        )
        % {"period": v["period"], "last": v["last"], "need": need_words(str(v["need"]))}
    ),
    "move_closed": lambda *_: gettext("The case is closed; it keeps the rules by which it was closed."),
    "move_stage": lambda v, p, _: (
        gettext("These rules have no open stage “%(stage)s”, where the case stands. Take the next step first.")
        % {"stage": _stage(v, p)}
    ),
    "move_pending": lambda v, p, _: (
        gettext("“%(action)s” waits for an answer that these rules do not have. Answer it first.")
        % {"action": action_words(str(v["action"]), p)}
    ),
    "extension_too_long": lambda v, _, t: (
        gettext("The rules allow an extension to %(day)s at most.") % {"day": _day(v["longest_on"], t)}
    ),
}
