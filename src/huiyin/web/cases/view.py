"""A case as its page sees it: with its rules, its state, and the steps that the viewer may take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils.translation import gettext

from huiyin import policy
from huiyin.congress.replying import to_begin_with
from huiyin.ledger import policies
from huiyin.ledger.cases import possible_steps
from huiyin.ledger.co_opinions import OPINION, GivenOpinion, opinion_given
from huiyin.ledger.models import Case, Event
from huiyin.ledger.tasks import due_on_in_text
from huiyin.people.viewer import Viewer
from huiyin.policy.model import State, Transition
from huiyin.web.cases.forms import LETTERS, StepForm
from huiyin.web.cases.setting import Setting
from huiyin.web.cases.words import step_words

BESIDE = {  # the other answer that stands beside the likely one
    "accept": "send_back",
    "take_up": "decline",
    "confirm": "reject_completion",
    "grant_extension": "refuse_extension",
    "reassign": "refuse_return",
    "report": "complete",
    "register": "return_to_deputy",
    "reply": "return_draft",
    "answer": "return_draft",
    "track": "close",
    "put_on_agenda": "turn_into_suggestion",
    "cosign": "decline_cosigning",
}
# What a stage asks for, most wanted first; of those that a person may take, one is offered openly.
FIRST = (
    "accept",
    "take_up",
    "confirm",
    "assign",
    "reassign",
    "grant_extension",
    "report",
    "opinion",
    "comment",
    "consult",
    "have_answered",
    "remind",
    "start",
    "refine",
    "register",
    "refile",
    "reply",
    "answer",
    "draft_reply",
    "convene",
    "assess",
    "track",
    "close",
    "put_on_agenda",
    "adopt",
)

NOT_ASKED = ("redirect",)  # a unit that has not sent the case back is not replaced as a matter of course


def likely(case: Case, steps: Iterable[Transition], rules: policy.Policy, viewer: Viewer) -> Transition | None:
    """Return the step that is most likely wanted: an answer that is waited for, else what the stage asks for.

    Who may ask waits for the answer of others: an office that asked for a refinement does not refine for the unit. Of a
    co-handler whose opinion is there nothing more is wanted, though it may add to it. Where a policy has steps of its
    own, the only one that leads on is wanted.
    """
    steps = tuple(steps)
    by_action = {each.action: each for each in steps if each.action in FIRST and each.code not in NOT_ASKED}
    if OPINION in by_action and opinion_given(case, viewer) is not None:
        by_action = {action: each for action, each in by_action.items() if each.hand and action != OPINION}
    pending = case.state.get("pending", ())
    asked = {each.action for each in rules.transitions if each.action in pending and not viewer.has(*each.by)}
    waited_for = [each for each in by_action.values() if each.answers in asked]
    found = sorted(waited_for or by_action.values(), key=lambda each: FIRST.index(each.action))
    return found[0] if found else _only_way_on(case, steps)


def _only_way_on(case: Case, steps: Iterable[Transition]) -> Transition | None:
    """Return the one step that leads to another stage and needs no reason; None where there are several, or none.

    What a deputy decides has pages of its own, and is never offered by itself.
    """
    leads = [each for each in steps if each.to_stage not in ("", case.stage) and not each.entered]
    plain = [each for each in leads if not any(need.name == "reason" and need.required for need in each.needs)]
    return plain[0] if len(plain) == 1 and "deputy" not in plain[0].by else None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that its page is reckoned from."""

    case: Case
    rules: policy.Policy
    state: State
    viewer: Viewer
    today: date
    at: datetime
    steps: tuple[Transition, ...]
    given: GivenOpinion | None = None  # as co-handlers, by the viewer's units

    @classmethod
    def of(cls, case: Case, viewer: Viewer, *, today: date, at: datetime) -> "CaseView":
        """Return the view of a case for somebody at a moment."""
        rules = policies.policy_version(case.policy, case.policy_version)
        state = msgspec.convert(case.state, State) if case.state else policy.NOTHING
        steps = possible_steps(case, viewer, at=at)
        return cls(case, rules, state, viewer, today, at, steps, None if case.closed else opinion_given(case, viewer))

    def transition(self, action: str) -> Transition | None:
        """Return the transition of an action: the one that may be taken, else one that keeps what was typed."""
        fitting = [each for each in self.steps if each.action == action]
        return next(iter(fitting or [each for each in self.rules.transitions if each.action == action]), None)

    def form(self, transition: Transition, *args: Any, **options: Any) -> StepForm:
        """Return the form of a step."""
        setting = Setting(self.case, transition, self.rules, self.viewer, self.today)
        proposed = {**_proposed(self.case, transition), **self._own_opinion(transition)}
        initial = {"version": self.case.version, **proposed, **options.pop("initial", {})}
        return StepForm(setting, *args, initial=initial, prefix=None, auto_id=f"step_{transition.action}_%s", **options)

    def named(self, transition: Transition) -> str:
        """Return what a step is called here: an opinion that is there is added to."""
        if transition.action == OPINION and self.given is not None:
            return gettext("Add to the opinion that was given, or change it")
        return step_words(transition)

    def _own_opinion(self, transition: Transition) -> dict[str, str]:
        """Return the words of the opinion that stands, to be added to."""
        return {"text": self.given.text} if transition.action == OPINION and self.given is not None else {}


def _proposed(case: Case, transition: Transition) -> dict[str, Any]:
    """Return what is proposed for a step: the day that was asked for, or the last day that the text names."""
    if transition.action == "grant_extension":
        asked = Event.objects.filter(stream_key=case.key, payload__step__action="ask_extension").last()
        return {"until": asked.payload.get("given", {}).get("until")} if asked else {}
    if transition.action in LETTERS:
        return {"text": to_begin_with(case, transition.action)}
    if transition.action == "assign" and case.merged_into and case.merged_into.lead_unit:
        return {"unit": case.merged_into.lead_unit.name}
    if not any(need.name == "due_on" for need in transition.needs):
        return {}
    due = due_on_in_text(case)
    return {"due_on": due} if due else {}
