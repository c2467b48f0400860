"""A deputy's evaluation of a reply (评价): one answer on one screen; which step of the policy it is follows from it."""

from datetime import datetime

from huiyin import policy
from huiyin.errors import CongressError
from huiyin.ledger import policies
from huiyin.ledger.cases import Given, act, possible_steps
from huiyin.ledger.lights import OPEN
from huiyin.ledger.models import Case, CaseDeputy
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Need, Transition


def evaluations_asked(viewer: Viewer, *, at: datetime) -> list[Case]:
    """Return the cases that wait for a deputy's evaluation, by the last day."""
    signed = CaseDeputy.objects.filter(deputy__account_id=viewer.account_id, active=True)
    rows = Case.objects.filter(OPEN, pk__in=signed.values("case_id"), turn="deputy")
    rows = rows.select_related("lead_unit", "place", "entry").order_by("late_on", "pk")
    return [case for case in rows if evaluating_steps(case, viewer, at=at)]


def evaluating_steps(case: Case, viewer: Viewer, *, at: datetime) -> list[Transition]:
    """Return the steps by which a person may evaluate a case now: satisfied, not satisfied.

    What is entered from paper for the deputy (`on_paper`) is a step on the case's own page.
    """
    steps = possible_steps(case, viewer, at=at)
    return [each for each in steps if need_of(each, "result") is not None and not each.entered]


def need_of(transition: Transition, name: str) -> Need | None:
    """Return the need of a step by its name."""
    return next((need for need in transition.needs if need.name == name), None)


def scale(case: Case) -> tuple[str, ...]:
    """Return the grades of the place, best first."""
    rules = policies.policy_version(case.policy, case.policy_version)
    setting = rules.settings.get("evaluation_scale")
    return tuple(str(setting.value).split()) if setting else ("satisfied", "basically", "unsatisfied")


def results_of(step: Transition, rules: policy.Policy) -> tuple[str, ...]:
    """Return the results that a step of evaluating takes; () where it takes every one.

    Where the policy names none and has a second such step, as that of promises does, the step that begins a new round
    is for what is not satisfactory, and the other one for the rest.
    """
    need = need_of(step, "result")
    if need is None or need.choices:
        return need.choices if need else ()
    beside = [each for each in rules.transitions if each is not step and need_of(each, "result") is not None]
    if step.new_round:
        return ("unsatisfied",)
    return ("satisfied", "basically") if any(each.new_round for each in beside) else ()


def step_of(steps: list[Transition], result: str, rules: policy.Policy) -> Transition | None:
    """Return the step that a result means."""
    for each in steps:
        if need_of(each, "result") is not None and result in (results_of(each, rules) or (result,)):
            return each
    return None


def evaluate(
    *,
    case: Case,
    result: str,
    attitude: str = "",
    reason: str = "",
    unit_key: str = "",
    by: Viewer,
    at: datetime,
    expected: int | None,
) -> Case:
    """Evaluate a reply, or the fulfilment of a promise.

    Raises:
        CongressError: `evaluation.none`: there is nothing to evaluate, or not by this person, or not so.
        StepRefused: the policy asks for more (a reason, the unit whose part is meant).
        StaleWrite: somebody else has since changed the case.
    """
    rules = policies.policy_version(case.policy, case.policy_version)
    step = step_of(evaluating_steps(case, by, at=at), result, rules)
    if step is None:
        raise CongressError("evaluation.none")
    values = {"result": result, "attitude": attitude, "unit_key": unit_key}
    word = "reason" if need_of(step, "reason") is not None else "text"
    given = Given(
        words={word: reason} if reason else {}, values={name: value for name, value in values.items() if value}
    )
    return act(case=case, action=step.action, given=given, by=by, at=at, expected=expected)
