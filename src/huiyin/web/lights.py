"""Which rule gave a case its light (亮灯依据), in words: the last day (时限), or the schedule (序时进度)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import get_language, gettext, pgettext

from huiyin import policy
from huiyin.ledger import policies
from huiyin.ledger.lights import causes
from huiyin.ledger.models import Case
from huiyin.ledger.schedule import done_share, schedule
from huiyin.web import days
from huiyin.web.numbers import grouped


@dataclass(frozen=True, slots=True)
class Why:
    """Why a light is near or late: `rules` in a word or two, whether the schedule is one, a sentence.

    `behind` says how far the case lies behind, where the schedule alone gives the light.
    """

    rules: str
    schedule: bool
    sentence: str
    behind: str


def rule_names() -> dict[str, str]:
    """Return what the rules that give a light are called."""
    return {"deadline": pgettext("rule of a light", "Last day"), "schedule": pgettext("rule of a light", "Schedule")}


def why(case: Case, today: date) -> Why | None:
    """Return why a case's light is near or late; None for any other light."""
    found = causes(case, today)
    if not found:
        return None
    names, told = rule_names(), []
    if "deadline" in found and case.due_on is not None:
        told.append(gettext("Last day %(day)s.") % {"day": days.full_day(case.due_on)})
    if "schedule" in found:
        told.append(schedule_sentence(case, today))
    apart = "" if (get_language() or "zh").startswith("zh") else " "
    behind = behind_words(case, today) if found == ("schedule",) else ""
    rules = pgettext("between items", ", ").join(names[each] for each in found)
    return Why(rules, "schedule" in found, apart.join(told), behind)


def behind_points(case: Case, today: date) -> Fraction | None:
    """Return how many percentage points a case lies behind the time that has passed; None where nothing can be said."""
    done, span = done_share(case, case.reached_value), schedule(case)
    return None if done is None or span is None else (policy.elapsed_share(*span, today) - done) * 100


def behind_words(case: Case, today: date) -> str:
    """Return how far a case lies behind, in percentage points."""
    points = behind_points(case, today)
    return "" if points is None else gettext("%(points)s points behind") % {"points": _number(points)}


def schedule_sentence(case: Case, today: date) -> str:
    """Return how the light by schedule comes about: what is done, what has passed, and the thresholds."""
    done, span = done_share(case, case.reached_value), schedule(case)
    settings = policies.policy_version(case.policy, case.policy_version).settings
    if done is None or span is None:
        return ""
    elapsed = policy.elapsed_share(*span, today)
    return gettext(
        "%(done)s%% done, %(elapsed)s%% of the time passed: %(points)s percentage points behind; "
        "yellow from %(yellow)s, red above %(red)s."
    ) % {
        "done": _number(done * 100),
        "elapsed": _number(elapsed * 100),
        "points": _number((elapsed - done) * 100),
        "yellow": settings["light_yellow_pp"].value,
        "red": settings["light_red_pp"].value,
    }


def _number(value: Fraction) -> str:
    """Return a number with one decimal, cut and not rounded: what is shown as 30 is not above it."""
    tenths = int(value * 10)
    return grouped(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:,.1f}"
