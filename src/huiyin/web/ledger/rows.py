"""A case as a row of the list: what stands in each column, ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from huiyin.ledger import policies
from huiyin.ledger.lights import listed_light
from huiyin.ledger.listing import Beside, Extra, beside
from huiyin.ledger.models import Case
from huiyin.ledger.schedule import done_share, schedule
from huiyin.policy import elapsed_share
from huiyin.web import days
from huiyin.web.lights import Why, why
from huiyin.web.links import link
from huiyin.web.numbers import grouped, scaled
from huiyin.web.sentences import left_words, named

SOURCE_SHOWN, OTHERS_SHOWN = 16, 40  # characters
RELATIONS = {">=": "≥", "<=": "≤", "~": "≈", ">": ">", "<": "<"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list; words are ready, numbers are those of the case."""

    case: Case
    url: str
    light: str
    why: Why
    provisional: bool
    stage: str
    lead: str
    co: list[str]
    target: str
    reached: str
    done: Decimal | None  # share of the target, 0 to 100
    elapsed: Decimal | None  # share of the time, 0 to 100
    left: str
    beside: Beside

    @property
    def source(self) -> str:
        """The title of the source, cut where a row has no room."""
        return _cut(self.beside.source, SOURCE_SHOWN)

    @property
    def others(self) -> str:
        """The other units with a part, cut where a row has no room."""
        return _cut("、".join(self.co), OTHERS_SHOWN)

    @property
    def made(self) -> str:
        """What is reached, of how much."""
        return f"{scaled(self.case.reached_value)}/{scaled(self.case.target_value)}"

    @property
    def parts(self) -> tuple[dict[str, Any], ...]:
        """What the bar draws: how much of the target is reached, in the colour of the light."""
        colour = "none" if self.light == "no_word" else self.light
        return ({"code": colour, "count": max(min(self.done or Decimal(0), Decimal(100)), Decimal(0))},)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def rows_of(cases: Iterable[Case], today: date) -> list[Row]:
    """Return cases as rows; one query for what stands beside them."""
    return rows_and_more(cases, today, ())[0]


def rows_and_more(
    cases: Iterable[Case], today: date, more: Sequence[QuerySet[Any, Any]]
) -> tuple[list[Row], list[Extra]]:
    """Return cases as rows, and the rows of what else was asked by the same query (`listing.beside`)."""
    found = list(cases)
    around, extra = beside(found, more)
    calendar = policies.calendar()
    return [_row(case, around[case.pk], today, calendar) for case in found], extra


def _row(case: Case, near: Beside, today: date, calendar: Any) -> Row:
    share = done_share(case, case.reached_value)
    span = schedule(case) if share is not None else None
    return Row(
        case=case,
        url=link("case", case.key),
        light=listed_light(case, today),
        why=why(case, today),
        provisional=case.provisional and not case.closed,
        stage=stage_words(case),
        lead=case.lead_unit.label if case.lead_unit else "",
        co=[*near.units("responsible_unit"), *near.units("co_handler")],
        target=target_words(case),
        reached=f"{scaled(case.reached_value)} {case.unit_of_measure}".strip()
        if case.reached_value is not None
        else "",
        done=_hundredths(share),
        elapsed=_hundredths(elapsed_share(span[0], span[1], today)) if span else None,
        left=_left(case, today, calendar),
        beside=near,
    )


def _hundredths(share: Any) -> Decimal | None:
    return None if share is None else (Decimal(share.numerator) / Decimal(share.denominator) * 100).quantize(Decimal(1))


def _left(case: Case, today: date, calendar: Any) -> str:
    """Return how many working days are left; counted up to a year, for more nobody counts."""
    if case.due_on is None or case.closed:
        return ""
    if abs((case.due_on - today).days) > 366:
        return ""
    if today <= case.due_on:
        return left_words(calendar.working_days_between(today, case.due_on))
    return left_words(-calendar.working_days_between(case.due_on, today), over=True)


def stage_words(case: Case) -> str:
    """Return what the rules of a case call its stage."""
    stage = policies.policy_version(case.policy, case.policy_version).stage(case.stage)
    return named(stage.names) if stage else case.stage


def target_words(case: Case) -> str:
    """Return what is aimed at: the figure with its relation, else the end state, else that it is to be refined."""
    if case.target_value is not None:
        relation = RELATIONS.get(case.target_relation, "")
        return f"{relation}{scaled(case.target_value)} {case.unit_of_measure}".strip()
    if case.end_state:
        return case.end_state
    return gettext("To be refined") if case.vague else ""


def citation(near: Beside) -> str:
    """Return where the words stand: title and `[start:end]`."""
    return f"{near.source} [{near.start}:{near.end}]" if near.passages else ""


def due_words(case: Case, today: date) -> str:
    """Return the last day in words."""
    return days.day(case.due_on, today) if case.due_on else ""


def number_words(value: Decimal | None) -> str:
    """Return a number with commas, or ""."""
    return grouped(value) if value is not None else ""
