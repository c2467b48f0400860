"""Which codes a need of a step may be given (可选值): pages offer them with words, programs get them as they are."""

from datetime import date

from django.db.models import QuerySet

from huiyin import policy
from huiyin.ledger.milestones import kept
from huiyin.ledger.models import Case, CaseParty
from huiyin.ledger.task_people import contacts_of, leaders_at
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Transition

FORMS = ("done", "exceeded", "on_schedule", "nearly", "behind", "not_started", "hard", "adjusted")  # 形象进度
OPINIONS = ("satisfied", "basically", "unsatisfied")
CATEGORIES = (  # 内容类别, as offices of congresses sort suggestions
    "财政经济", "农业农村", "城建环资", "教科文卫", "监察司法", "社会建设", "民主法制", "其他",
)  # fmt: skip
RELATIONS = (">=", "=", "~", "<=", ">", "<")
PERIODS = 4  # months, or quarters, that can be reported on
QUARTER = 3  # months; whoever reports no more often does so by quarter
YEARS = 6  # to which a task can roll over


def choices(
    need: str, *, case: Case, rules: policy.Policy, transition: Transition, viewer: Viewer, today: date
) -> tuple[str, ...] | None:
    """Return the codes that a need may have, None where it is no matter of codes."""
    own = next((each.choices for each in transition.needs if each.name == need), ())
    if own:
        return own
    if need == "outcome":
        return transition.outcomes
    if need == "category":
        return categories(rules)
    if need == "task_leader":
        return tuple(leaders_at(case.place_id).values_list("key", flat=True))
    if need == "contact":
        return tuple(contacts_of(case).values_list("key", flat=True))
    if need == "milestones_done":
        return tuple(each.aim for each in kept(case.milestones) if each.done_on is None)
    if need == "level":
        setting = rules.settings.get("levels")
        return tuple(str(setting.value).split()) if setting else ("blue", "yellow", "red")
    if need == "unit_key":
        return asked_units(case, transition, viewer)
    if need == "year":
        first = (case.year or today.year) + 1
        return tuple(str(year) for year in range(first, first + YEARS))
    if need == "period":
        return periods(today, quarterly=by_quarter(case, rules, transition))
    return {"form": FORMS, "attitude": OPINIONS, "result": OPINIONS}.get(need)


def categories(rules: policy.Policy) -> tuple[str, ...]:
    """Return the classes of content that a policy sorts by; those of suggestions where it names none."""
    setting = rules.settings.get("categories")
    return tuple(str(setting.value).split()) if setting else CATEGORIES


def by_quarter(case: Case, rules: policy.Policy, transition: Transition) -> bool:
    """Say whether progress is reported by quarter: the clock that each report starts anew gives three months or more.

    The limit that the case's own clock runs by goes before that of the rules.
    """
    for code in (each for each in transition.starts if each in transition.stops):
        own = [run["limit"] for run in case.state.get("runs", ()) if run["clock"] == code]
        clock = rules.clock(code)
        unit, amount = (own[-1]["unit"], own[-1]["amount"]) if own else ("", 0)
        if not own and clock is not None:
            unit, amount = clock.limit.unit, clock.limit.amount
        if unit == "m":
            return amount >= QUARTER
    return False


def periods(today: date, *, quarterly: bool = False) -> tuple[str, ...]:
    """Return the months, or quarters, that can be reported on, the present one first."""
    if quarterly:
        quarters = [divmod(today.year * 4 + (today.month - 1) // 3 - back, 4) for back in range(PERIODS)]
        return tuple(f"{year}-Q{quarter + 1}" for year, quarter in quarters)
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(PERIODS)]
    return tuple(f"{year}-{month + 1:02}" for year, month in months)


def asked_units(case: Case, transition: Transition, viewer: Viewer) -> tuple[str, ...]:
    """Return the keys of the units that can be meant by a step (`asked_parties`)."""
    return tuple(asked_parties(case, transition, viewer).values_list("unit__key", flat=True))


def asked_parties(case: Case, transition: Transition, viewer: Viewer) -> QuerySet[CaseParty]:
    """Return the parties that can be meant by a step: one's own where units take it, else all in that hand."""
    own = transition.hand in ("co_handler", "part_handler")
    part = transition.hand if own else "part_handler"
    if not own and not case.parties.filter(active=True, part=part).exists():
        part = "co_handler"
    parties = case.parties.filter(active=True, part=part).select_related("unit").order_by("pk")
    return parties.filter(unit_id__in=viewer.unit_ids("unit_handler", "unit_head")) if own else parties
