"""What a deputy evaluates (评价): by the place's rules for suggestions, for the promises of a reply, too."""

from collections.abc import Mapping
from typing import Any

from huiyin import policy
from huiyin.errors import StepRefused
from huiyin.ledger import policies
from huiyin.ledger.models import Case


def attitude_asked(case: Case) -> str:
    """Return whether attitude is evaluated apart from the result here: `no`, `may`, `must`.

    A promise follows the suggestion in whose reply it was made, where its own rules leave it open.
    """
    rules = policies.policy_version(case.policy, case.policy_version)
    setting = rules.settings.get("evaluation")
    if setting is not None:
        parts = str(setting.value).split()
        return "must" if "attitude" in parts else "may" if "attitude?" in parts else "no"
    asked = _own_needs(rules)
    if asked == "may" and case.promised_in is not None:
        return attitude_asked(case.promised_in)
    return asked


def _own_needs(rules: policy.Policy) -> str:
    """Return what the steps of evaluating need by themselves."""
    needs = [need for each in rules.transitions for need in each.needs if need.name == "attitude"]
    return "must" if any(need.required for need in needs) else "may" if needs else "no"


def refuse_unasked(case: Case, given: Mapping[str, Any]) -> None:
    """Make sure that an evaluation of a promise has what the place evaluates, and nothing else.

    Raises:
        StepRefused: `step.need_missing`, `step.need_invalid`: of the attitude.
    """
    if case.promised_in_id is None or "result" not in given:
        return
    asked = attitude_asked(case)
    if asked == "must" and not given.get("attitude"):
        raise StepRefused("step.need_missing", need="attitude")
    if asked == "no" and given.get("attitude"):
        raise StepRefused("step.need_invalid", need="attitude")
