"""Figures of handling (办理统计): each with numerator, denominator and what was left out; never a bare rate.

Outcomes are counted under the rules that they were given by: letters of two schemes are never added or compared.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from huiyin.ledger.models import Case, Evaluation, Event, Stream

NOT_TAKEN = ("withdrawn", "declined")
FACE_TO_FACE = ("visit", "interview", "meeting", "survey")  # 走访、面商、座谈、调研
KEPT = ("kept", "exceeded", "late")  # outcomes of a promise that was fulfilled, late or not


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure with its make-up: `left_out` counts what belongs to neither."""

    code: str
    part: int
    whole: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the suggestions of one year that a viewer may see."""

    received: int
    rates: tuple[Rate, ...]
    opinions: dict[str, tuple[Rate, ...]] = field(default_factory=dict)  # first, last: by grade
    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)  # by policy, by outcome
    categories: dict[str, int] = field(default_factory=dict)


def figures(cases: QuerySet[Case], *, today: date) -> Figures:
    """Return the figures of some suggestions; motions and promises are not among them."""
    rows: Any = list(
        cases.filter(case_type="suggestion").values(
            "pk",
            "key",
            "stage",
            "policy",
            "category",
            "outcome",
            "issued_on",
            "accepted",
            "sent_back",
            "state",
            "closed",
        )
    )
    taken = [row for row in rows if row["stage"] not in NOT_TAKEN]
    assigned = [row for row in taken if row["issued_on"]]
    done = _with_action((row["key"] for row in assigned), ("reply",))
    replied = [row for row in assigned if row["key"] in done]
    met = _with_action((row["key"] for row in assigned), ("contact",), forms=FACE_TO_FACE)
    due = [row for row in assigned if row["key"] in done or _is_over(row["state"], today)]
    rates = (
        Rate("assigned", len(assigned), len(taken), len(rows) - len(taken)),
        Rate("accepted", sum(row["accepted"] for row in assigned), len(assigned)),
        Rate("returned", sum(row["sent_back"] for row in assigned), len(assigned)),
        Rate("replied", len(replied), len(assigned)),
        Rate("replied_in_time", sum(_in_time(row["state"]) for row in replied), len(due), len(assigned) - len(due)),
        Rate("met", sum(row["key"] in met for row in assigned), len(assigned)),
        _promises([row["pk"] for row in rows]),
    )
    return Figures(
        received=len(rows),
        rates=rates,
        opinions=_opinions([row["pk"] for row in replied]),
        outcomes=_outcomes(replied),
        categories=dict(Counter(row["category"] for row in taken if row["category"]).most_common()),
    )


def _with_action(keys: Iterable[str], actions: tuple[str, ...], *, forms: tuple[str, ...] = ()) -> set[str]:
    """Return which of the cases have an event of an action, of a form where some are given."""
    events = Event.objects.filter(stream=Stream.CASE, stream_key__in=list(keys), payload__step__action__in=actions)
    if forms:
        events = events.filter(payload__given__contact_form__in=forms)
    return set(events.values_list("stream_key", flat=True))


def _whole(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [run for run in state.get("runs", ()) if run["clock"] == "whole"]


def _in_time(state: dict[str, Any]) -> bool:
    """Say whether the first reply came before the last day by law was over."""
    runs = _whole(state)
    if not runs or not runs[0]["stopped_at"]:
        return False
    replied_on = timezone.localdate(datetime.fromisoformat(runs[0]["stopped_at"]))
    return replied_on.isoformat() < str(runs[0]["deadline"]["late_on"])


def _is_over(state: dict[str, Any], today: date) -> bool:
    runs = _whole(state)
    return bool(runs) and runs[0]["deadline"]["late_on"] <= today.isoformat()


def _opinions(ids: list[int]) -> dict[str, tuple[Rate, ...]]:
    """Return the grades of the first and of the last round; who did not evaluate is left out of the denominator."""
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    for case, result in (
        Evaluation.objects.filter(case_id__in=ids).order_by("position").values_list("case_id", "result")
    ):
        first.setdefault(case, result)
        last[case] = result
    told = {}
    for name, found in (("first", first), ("last", last)):
        counts = Counter(found.values())
        told[name] = tuple(
            Rate(grade, counts[grade], len(found), len(ids) - len(found))
            for grade in ("satisfied", "basically", "unsatisfied")
        )
    return told


def _outcomes(replied: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for row in replied:
        counted.setdefault(row["policy"], Counter())[row["outcome"]] += 1
    return {name: dict(counts) for name, counts in counted.items()}


def _promises(ids: list[int]) -> Rate:
    """Return the promises that were fulfilled among those that were closed; what still runs is left out."""
    rows = Case.objects.filter(promised_in_id__in=ids)
    closed = rows.filter(closed=True).exclude(stage__in=("withdrawn", "rolled_over"))
    return Rate("promises", closed.filter(outcome__in=KEPT).count(), closed.count(), rows.count() - closed.count())
