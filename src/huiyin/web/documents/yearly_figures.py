"""The yearly report in words (办理情况报告): its chapters, once for the page and once for the Word file.

Every figure leads to the page that lists what it is made of; shares never stand without both numbers.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext

from huiyin.congress.handled import Handled
from huiyin.congress.statistics import (
    CONTENT,
    GRADES,
    IN_PARTS,
    KEPT,
    NO_UNIT,
    RATES,
    Rate,
    line_of,
    make_up,
    outcomes,
    promises,
    promises_of,
)
from huiyin.ledger import policies
from huiyin.ledger.models import Case
from huiyin.ledger.whole import whole_last_day
from huiyin.web import days
from huiyin.web.cases.words import opinions, outcome_words, replied_words
from huiyin.web.numbers import share
from huiyin.web.sentences import named
from huiyin.web.suggestions.statistics import rate_words

UNITS_RATES = ("assigned", "accepted", "replied", "replied_in_time", "met", f"last.{CONTENT}", "last.unsatisfied")
CATEGORY_RATES = ("assigned", "replied")
NEVER_BARE = "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words, with the address of what it is made of."""

    name: str
    made: str
    rate: Rate
    url: str

    @property
    def share(self) -> str:
        """The share, or — where the denominator is 0."""
        return share(self.rate.part, self.rate.whole) if self.rate.whole else NEVER_BARE


@dataclass(frozen=True, slots=True)
class Told:
    """A suggestion or a promise as a row of a chapter."""

    key: str
    number: str
    title: str
    filer: str
    unit: str
    stage: str
    note: str


@dataclass(frozen=True, slots=True)
class Chapters:
    """All chapters of a year."""

    received: int
    note: str
    rates: list[Figure]
    categories: list[tuple[str, list[Figure]]]
    units: list[tuple[str, list[Figure]]]
    units_note: str
    rounds: dict[str, list[Figure]]
    schemes: list[tuple[str, int, list[Figure]]]
    promises: Figure
    promise_list: list[Told]
    key_items: list[Told]
    unsatisfied: list[Told]
    rolled: list[Told]


def chapters(items: Sequence[Handled], year: int) -> Chapters:
    """Return the chapters of a year, of these suggestions."""
    ids = [item.pk for item in items]
    rules = {item.policy for item in items}
    taken = [item for item in items if item.taken]
    return Chapters(
        received=len(items),
        note=_note(rules) if len(rules) > 1 else "",
        rates=[figure(items, code, year) for code in RATES],
        categories=_groups(taken, year, "category", CATEGORY_RATES),
        units=_groups(taken, year, "unit", UNITS_RATES),
        units_note=_units_note(taken),
        rounds={
            which: [figure(items, f"{which}.{grade}", year) for grade in (GRADES[0], CONTENT, *GRADES[1:])]
            for which in ("first", "last")
        },
        schemes=_schemes(items, year),
        promises=Figure(*rate_words()["promises"], promises(ids), made_url(year, "promises")),
        promise_list=[promise_told(case) for case in _open_promises(ids)],
        key_items=[told(item, "，".join(item.key_item or ())) for item in taken if item.key_item is not None],
        unsatisfied=[told(item, _evaluated(item)) for item in taken if item.last == "unsatisfied"],
        rolled=[told(item, _why_open(item)) for item in taken if not item.closed],
    )


def unit_heads() -> list[str]:
    """Return what the figures of units are called, short."""
    return [
        pgettext("yearly report", "Handed over"),
        pgettext("yearly report", "Accepted"),
        pgettext("yearly report", "Replied"),
        pgettext("yearly report", "In time"),
        pgettext("yearly report", "Talked"),
        pgettext("yearly report", "Satisfied"),
        pgettext("yearly report", "Not satisfied"),
    ]


def figure(items: Sequence[Handled], code: str, year: int, **narrowed: str) -> Figure:
    """Return a figure of some suggestions; `narrowed` is what the address needs to find them again."""
    return Figure(*figure_words(code), make_up(items, code).rate, made_url(year, code, **narrowed))


def figure_words(code: str) -> tuple[str, str]:
    """Return what a figure is called and what it counts; KeyError where there is none."""
    which, _dot, grade = code.partition(".")
    if which in ("first", "last"):
        names = {**dict(opinions()), CONTENT: pgettext("opinions", "Satisfied or basically satisfied")}
        made = {
            "first": gettext("first evaluations / evaluated; who did not evaluate is left out"),
            "last": gettext("latest evaluations / evaluated; who did not evaluate is left out"),
        }
        return names[grade], made[which]
    if which == "outcome":
        rules, _dot, outcome = grade.rpartition(".")
        return replied_words(policies.current_policy(rules), outcome), gettext("replies with this outcome / replied")
    return rate_words()[code]


def made_url(year: int, code: str, **narrowed: str) -> str:
    """Return the address of what a figure is made of."""
    return reverse("yearly_made") + "?" + urlencode({"year": str(year), "code": code, **narrowed})


def _note(rules: set[str]) -> str:
    names = "、".join(sorted(named(policies.current_policy(each).names) for each in rules))
    return gettext(
        "The suggestions of this year are handled under several rules (%(names)s). Each is held against its own time "
        "limits; outcomes are told apart, since the letters of two schemes say different things."
    ) % {"names": names}


def _groups(items: Sequence[Handled], year: int, by: str, codes: Sequence[str]) -> list[tuple[str, list[Figure]]]:
    """Return figures by category or by unit, the largest group first, what is of no single unit last."""
    groups: dict[tuple[str, str], list[Handled]] = {}
    for item in items:
        value = (line_of(item), line_words(item)) if by == "unit" else (item.category, item.category)
        groups.setdefault(value, []).append(item)
    ordered = sorted(groups.items(), key=lambda each: (_of_no_unit(each[0][0], by), -len(each[1]), each[0][1]))
    return [
        (name or gettext("Without a category"), [figure(rows, code, year, **{by: value or "-"}) for code in codes])
        for (value, name), rows in ordered
    ]


def _of_no_unit(line: str, by: str) -> int:
    return (IN_PARTS, NO_UNIT).index(line) + 1 if by == "unit" and line in (IN_PARTS, NO_UNIT) else 0


def line_words(item: Handled) -> str:
    """Return what the line of an item is called among those of units."""
    words = {
        IN_PARTS: pgettext("line of a table by unit", "Handled in parts"),
        NO_UNIT: pgettext("line of a table by unit", "Not with a unit yet"),
    }
    return words.get(line_of(item), item.unit)


def _units_note(items: Sequence[Handled]) -> str:
    """Return how what is handled in parts is counted, with how many parts each unit has; "" where nothing is."""
    units = Counter(name for item in items for _key, name in item.parts)
    if not units:
        return ""
    told = pgettext("between items", ", ").join(
        f"{name} {n}" for name, n in sorted(units.items(), key=lambda each: (-each[1], each[0]))
    )
    return gettext(
        "What several units handle in parts stands in a line of its own, each suggestion once: accepted once all of "
        "them have accepted it, replied once all have replied. Parts by unit: %(units)s."
    ) % {"units": told}


def _schemes(items: Sequence[Handled], year: int) -> list[tuple[str, int, list[Figure]]]:
    found = []
    for rules, counts in sorted(outcomes(items).items()):
        rows = [figure(items, f"outcome.{rules}.{code}", year) for code, _n in Counter(counts).most_common()]
        found.append((named(policies.current_policy(rules).names), sum(counts.values()), rows))
    return found


def told(item: Handled, note: str) -> Told:
    """Return a suggestion as a row."""
    return Told(item.key, item.number, item.title, item.filer, item.unit, stage_of(item), note)


def stage_of(item: Handled) -> str:
    """Return what the rules of a suggestion call its stage."""
    stage = policies.policy_version(item.policy, item.policy_version).stage(item.stage)
    return named(stage.names) if stage else item.stage


def _evaluated(item: Handled) -> str:
    names = dict(opinions())
    values = {"first": names.get(item.first, item.first), "stage": stage_of(item)}
    return gettext("first: %(first)s; now: %(stage)s") % values


def _why_open(item: Handled) -> str:
    if item.replied_on:
        return gettext("%(stage)s; replied on %(day)s") % {
            "stage": stage_of(item),
            "day": days.full_day(item.replied_on),
        }
    return stage_of(item)


def _open_promises(ids: list[int]) -> list[Case]:
    """Return the promises that are not fulfilled, by their own last day; one without a day last."""
    rows = promises_of(ids).exclude(closed=True, outcome__in=KEPT).exclude(stage="withdrawn")
    found = list(rows.select_related("lead_unit", "promised_in").order_by("pk"))
    return sorted(found, key=lambda case: (whole_last_day(case.state)[0] or date.max, case.pk))


def promise_told(case: Case) -> Told:
    """Return a promise as a row: of which suggestion, by when, how far; the day is its own, not that of a report."""
    rules = policies.policy_version(case.policy, case.policy_version)
    stage, last_on = rules.stage(case.stage), whole_last_day(case.state)[0]
    words = [named(stage.names) if stage else case.stage]
    if case.outcome:
        words.append(outcome_words(rules, case.outcome))
    if last_on:
        words.append(gettext("by %(day)s") % {"day": days.full_day(last_on)})
    if case.promised_in:
        words.append(gettext("of %(number)s") % {"number": case.promised_in.number or case.promised_in.title})
    unit = case.lead_unit.label if case.lead_unit else ""
    return Told(case.key, case.number, case.title, "", unit, words[0], "，".join(words))
