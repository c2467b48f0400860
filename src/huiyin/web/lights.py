"""A light explains itself (亮灯依据): by which rule it shines, and how each was reckoned, in words.

Three rules give a light: the last day (时限) of the clock that ends first, the schedule (序时进度), what is expected by
today against what was reported, and the next milestone (阶段节点). Lists have fifty lights: all comes from columns of
the case, nothing is asked for.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from huiyin import policy
from huiyin.ledger import policies
from huiyin.ledger.lights import causes, first_run
from huiyin.ledger.milestones import first_open, kept
from huiyin.ledger.models import Case
from huiyin.ledger.schedule import WORKED_ON_BY, done_share, schedule, thresholds
from huiyin.policy.model import Policy, Setting
from huiyin.web import days
from huiyin.web.due import days_until
from huiyin.web.numbers import grouped
from huiyin.web.sentences import left_words, limited, named

A_YEAR = 366  # days; over more nobody counts working days


@dataclass(frozen=True, slots=True)
class Why:
    """How a light comes about: `rules` that give it where it is near or late, and a line for each that was reckoned.

    `behind` says how far the case lies behind, where no last day gives the light.
    """

    rules: str
    lines: tuple[str, ...]
    behind: str = ""

    @property
    def text(self) -> str:
        """All lines, one below another, for what a pointer or a screen reader is told."""
        return "\n".join(self.lines)


def rule_names() -> dict[str, str]:
    """Return what the rules that give a light are called."""
    return {
        "deadline": pgettext("rule of a light", "Last day"),
        "schedule": pgettext("rule of a light", "Schedule"),
        "milestone": pgettext("rule of a light", "Milestone"),
    }


def why(case: Case, today: date) -> Why:
    """Return how the light of a case comes about, the rule that gives it first."""
    if case.closed:
        return Why("", tuple(_closed(case)))
    rules = policies.policy_version(case.policy, case.policy_version)
    found, names, progress = causes(case, today), rule_names(), _progresses(case.policy, case.policy_version)
    told = {
        "deadline": [_last_day(case, rules, today)],
        "schedule": schedule_lines(case, rules, today) if progress else [],
        "milestone": _milestone(case, today),
    }
    lines = [line for name in sorted(told, key=lambda name: name not in found) for line in told[name]]
    if case.provisional:
        lines.append(gettext("The last day is provisional until the holiday notice of its year is out."))
    if case.last_report_on is None and progress:
        lines.append(gettext("Not reported yet. This does not mean that nothing was done."))
    by = pgettext("between items", ", ").join(names[each] for each in found)
    return Why(by, tuple(lines), _behind(case, found, today))


@lru_cache(maxsize=64)
def _progresses(policy_id: str, version: str) -> bool:
    """Say whether cases under these rules report progress; asked for each row of a list."""
    return policies.policy_version(policy_id, version).reports_progress


def _behind(case: Case, found: tuple[str, ...], today: date) -> str:
    """Return how far a case lies behind where no last day says so: in percentage points, or by a milestone."""
    if not found or "deadline" in found:
        return ""
    return behind_words(case, today) if "schedule" in found else milestone_words(case, today)


def milestone_words(case: Case, today: date) -> str:
    """Return when the next milestone is, and whether its day is over."""
    if case.milestone_on is None:
        return ""
    over = today > case.milestone_on
    words = gettext("Milestone was due on %(day)s") if over else gettext("Milestone due on %(day)s")
    return words % {"day": days.day(case.milestone_on, today)}


def milestone_aim(case: Case) -> str:
    """Return what is to stand by the next milestone, "" where none is waited for."""
    following = first_open(kept(case.milestones)) if case.milestone_on else None
    return gettext("Milestone: %(aim)s") % {"aim": following.aim} if following else ""


def _milestone(case: Case, today: date) -> list[str]:
    """Return the next milestone with what is to stand by then; nothing where none is waited for."""
    following = first_open(kept(case.milestones)) if case.milestone_on else None
    if following is None or case.milestone_on is None:
        return []
    told = {"aim": following.aim, "day": days.day(case.milestone_on, today), "left": _left(case.milestone_on, today)}
    return [gettext("Milestone “%(aim)s” by %(day)s: %(left)s.") % told]


def _closed(case: Case) -> list[str]:
    """Return when a case was closed, and whether that was in time."""
    lines = []
    if case.closed_at is not None:
        lines.append(gettext("Closed on %(day)s.") % {"day": days.full_day(timezone.localdate(case.closed_at))})
    if case.in_time is not None:
        lines.append(gettext("Done by its last day.") if case.in_time else gettext("Done after its last day."))
    return lines


def _last_day(case: Case, rules: Policy, today: date) -> str:
    """Return the last day of the clock that ends first, the days left or over, and when its light turns."""
    run = first_run(case)
    if run is None:
        return gettext("No clock is running.")
    deadline, clock = run.deadline, rules.clock(run.clock)
    name = limited(named(clock.names)) if clock else run.clock
    if run.paused:
        stopped_on = run.pauses[-1].from_on
        words = gettext("%(clock)s by %(day)s: it has stood still since %(stopped)s, with %(left)s.")
        told = {"stopped": days.day(stopped_on, today), "left": _left(deadline.due_on, stopped_on)}
        return words % {"clock": name, "day": days.day(deadline.due_on, today), **told}
    lights = {light.code: named(light.names) for light in rules.lights}
    return gettext("%(clock)s by %(day)s: %(left)s (%(near)s from %(near_on)s, %(late)s from %(late_on)s).") % {
        "clock": name,
        "day": days.day(deadline.due_on, today),
        "left": _left(deadline.due_on, today),
        "near": lights.get("near", "near"),
        "near_on": days.day(deadline.near_on, today),
        "late": lights.get("late", "late"),
        "late_on": days.day(deadline.late_on, today),
    }


def _left(due_on: date, today: date) -> str:
    if abs((due_on - today).days) > A_YEAR:
        return gettext("more than a year left") if due_on > today else gettext("more than a year late")
    return left_words(days_until(due_on, today, policies.calendar()), over=today > due_on)


def behind_points(case: Case, today: date) -> Fraction | None:
    """Return how many percentage points a case lies behind the time that has passed; None where nothing can be said."""
    done, span = done_share(case, case.reached_value), schedule(case)
    return None if done is None or span is None else (policy.elapsed_share(*span, today) - done) * 100


def behind_words(case: Case, today: date) -> str:
    """Return how far a case lies behind, in percentage points."""
    points = behind_points(case, today)
    return "" if points is None else gettext("%(points)s points behind") % {"points": number(points)}


def schedule_lines(case: Case, rules: Policy, today: date) -> list[str]:
    """Return how the light by schedule comes about: what was expected by today, what was reported, the thresholds.

    Where a task has a target but nothing can be said of a part of it, the line says why; without one there is none.
    """
    if case.target_value is None:
        return []
    done, span, turns = done_share(case, case.reached_value), schedule(case), thresholds(rules.settings)
    if span is None:
        return [gettext("Schedule: the task has no year and no last day, so nothing is expected by today.")]
    elapsed = policy.elapsed_share(*span, today)
    gone = gone_words(span, elapsed)
    if case.reached_value is None:
        return [gone] if case.last_report_on is None else [gone, gettext("No figure of it has been reported yet.")]
    if done is None:
        return [gone, gettext("A part of this target says nothing about the time that has passed.")]
    amounts = {
        "expected": grouped(_expected(case, elapsed)),
        "reached": grouped(case.reached_value),
        "target": grouped(case.target_value),
        "unit": case.unit_of_measure,
        "done": number(done * 100),
    }
    met = gettext("Expected by today: %(expected)s %(unit)s; reported: %(reached)s of %(target)s %(unit)s, %(done)s%%.")
    if case.turn != WORKED_ON_BY:
        at_rest = gettext("It is not the lead unit's turn: the schedule gives no light now.")
        return [gone, met % amounts, at_rest]
    return [gone, met % amounts, *_thresholds(elapsed - done, turns)]


def gone_words(span: tuple[date, date], elapsed: Fraction) -> str:
    """Return how much of the time of a task has passed."""
    passed = {"from": days.full_day(span[0]), "to": days.full_day(span[1]), "elapsed": number(elapsed * 100)}
    return gettext("Schedule: %(elapsed)s%% of the time from %(from)s to %(to)s has passed.") % passed


def _expected(case: Case, elapsed: Fraction) -> Any:
    """Return how much is to be reached by now, with one decimal where the target is no large number."""
    base = Fraction(case.base_value or 0)
    wanted = base + (Fraction(case.target_value or 0) - base) * elapsed
    tenths = int(wanted * 10)
    return tenths // 10 if tenths % 10 == 0 or wanted >= 1000 else tenths / 10


def _thresholds(share: Fraction, turns: tuple[Setting, Setting] | None) -> list[str]:
    """Return how far a case lies behind, and from where on that is yellow and red by its rules."""
    if turns is None:
        return []
    told = {"points": number(abs(share) * 100), "yellow": turns[0].value, "red": turns[1].value}
    if share > 0:
        words = gettext("%(points)s percentage points behind; yellow from %(yellow)s, red above %(red)s.")
    else:
        words = gettext("%(points)s percentage points ahead; behind, it is yellow from %(yellow)s, red above %(red)s.")
    return [words % told]


def number(value: Fraction) -> str:
    """Return a number with one decimal, cut and not rounded: what is shown as 30 is not above it."""
    tenths = int(value * 10)
    return grouped(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:,.1f}"
