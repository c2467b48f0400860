"""Which codes a need of a step may be given (可选值): pages offer them with words, programs get them as they are."""

from datetime import date

from huiyin import policy
from huiyin.ledger.models import Case
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Transition

FORMS = ("done", "exceeded", "on_schedule", "nearly", "behind", "not_started", "hard", "adjusted")  # 形象进度
OPINIONS = ("satisfied", "basically", "unsatisfied")
RELATIONS = (">=", "=", "~", "<=", ">", "<")
PERIODS = 4  # months that can be reported on
YEARS = 6  # to which a task can roll over


def choices(
    need: str, *, case: Case, rules: policy.Policy, transition: Transition, viewer: Viewer, today: date
) -> tuple[str, ...] | None:
    """Return the codes that a need may have, None where it is no matter of codes."""
    if need == "outcome":
        return transition.outcomes
    if need == "level":
        setting = rules.settings.get("levels")
        return tuple(str(setting.value).split()) if setting else ("blue", "yellow", "red")
    if need == "unit_key":
        return asked_units(case, transition, viewer)
    if need == "year":
        first = (case.year or today.year) + 1
        return tuple(str(year) for year in range(first, first + YEARS))
    if need == "period":
        return periods(today)
    return {"form": FORMS, "attitude": OPINIONS, "result": OPINIONS}.get(need)


def periods(today: date) -> tuple[str, ...]:
    """Return the months that can be reported on, the present one first."""
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(PERIODS)]
    return tuple(f"{year}-{month + 1:02}" for year, month in months)


def asked_units(case: Case, transition: Transition, viewer: Viewer) -> tuple[str, ...]:
    """Return the viewer's own units that were asked in a case."""
    own = viewer.unit_ids("unit_handler", "unit_head")
    parties = case.parties.filter(active=True, part=transition.hand or "co_handler", unit_id__in=own)
    return tuple(parties.order_by("pk").values_list("unit__key", flat=True))
