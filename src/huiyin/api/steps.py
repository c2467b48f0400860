"""What a program sends with a step (办理动作), and what it is told of the steps that are possible."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from huiyin import policy
from huiyin.api.shapes import NO_NUL, Code, Day, Key, Line, Short, Words, Year
from huiyin.errors import StepRefused
from huiyin.ledger.files import MOST_AT_ONCE
from huiyin.ledger.milestones import LONGEST, Milestone
from huiyin.ledger.milestones import MOST as MOST_MILESTONES
from huiyin.ledger.models import Attachment, Case
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.step_choices import choices
from huiyin.people.models import Account, Role, Unit
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Transition

LETTER = 20_000  # characters of a reply that goes out as a letter
Amount = Annotated[Decimal, Field(max_digits=24, decimal_places=6)]


class Name(Schema):
    """A name in both languages, as the policy has it."""

    zh: str
    en: str


class NeedOut(Schema):
    """What a step must be given; `choices` are the codes that it may have, null where it is free."""

    name: str
    names: Name
    required: bool
    min_length: int
    choices: list[str] | None


class StepOut(Schema):
    """A step that the account may take now."""

    action: str
    names: Name
    to_stage: str
    needs: list[NeedOut]


class Figure(Schema):
    """A target: what is measured, and how much of it."""

    indicator: Short = ""
    target_relation: Annotated[str, Field(pattern=r"^(>=|=|~|<=|>|<)?$")] = ""
    target_value: Amount
    unit_of_measure: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")] = ""
    base_value: Amount | None = None


class MilestoneIn(Schema):
    """A milestone of a task: what is to stand, and by when."""

    aim: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00\n;；]*\S[^\x00\n;；]*$")]
    due_on: Day | None = None


class StepIn(Schema):
    """What is given with a step, by the names of its needs; units by key, files by the key of an uploaded one."""

    reason: Words | None = None
    text: Annotated[str, Field(max_length=LETTER, pattern=NO_NUL)] | None = None
    said: Words | None = None
    problem: Words | None = None
    next: Words | None = None
    end_state: Line | None = None
    unit: Key | None = None
    government: Key | None = None
    unit_key: Key | None = None
    co_units: Annotated[list[Key], Field(max_length=50)] = []
    due_on: Day | None = None
    until: Day | None = None
    period: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = None
    form: Code | None = None
    outcome: Code | None = None
    level: Code | None = None
    attitude: Code | None = None
    result: Code | None = None
    value: Amount | None = None
    lower: Annotated[bool, Field(description="the value is unlikely (lower, far above the target) and right")] = False
    figure: Figure | None = None
    year: Year | None = None
    class_: Annotated[Code | None, Field(alias="class")] = None
    category: Short | None = None
    ground: Code | None = None
    office: Key | None = None
    part_units: Annotated[list[Key], Field(max_length=50)] = []
    into: Key | None = None
    contact_form: Code | None = None
    contact_with: Annotated[list[Key], Field(max_length=50)] = []
    contacted_on: Day | None = None
    letter_number: Annotated[str, Field(max_length=60, pattern=NO_NUL)] | None = None
    letter_on: Day | None = None
    signed_on: Day | None = None
    committee: Annotated[str, Field(max_length=80, pattern=NO_NUL)] | None = None
    respondent: Annotated[str, Field(max_length=80, pattern=NO_NUL)] | None = None
    leader: Key | None = None
    responsible_units: Annotated[list[Key], Field(max_length=50)] = []
    task_leader: Key | None = None
    contact: Key | None = None
    starts_on: Day | None = None
    base_value: Amount | None = None
    milestones: Annotated[list[MilestoneIn], Field(max_length=MOST_MILESTONES)] = []
    milestones_done: Annotated[list[Line], Field(max_length=MOST_MILESTONES)] = []
    hand_over_by: Day | None = None
    decide_by: Day | None = None
    answer_by: Day | None = None
    answer_form: Code | None = None
    signers: Annotated[int, Field(ge=1, le=5000)] | None = None
    discontent_share: Amount | None = None
    evidence: Annotated[list[Key], Field(max_length=MOST_AT_ONCE)] = []


def step_shown(transition: Transition, case: Case, rules: policy.Policy, viewer: Viewer, today: date) -> StepOut:
    """Return a possible step with its needs."""
    needs = [(need.name, need.required, need.min_length) for need in transition.needs]
    if transition.reports_progress:
        needs.insert(0, ("period", True, 0))
    found = []
    for name, required, least in needs:
        codes = choices(name, case=case, rules=rules, transition=transition, viewer=viewer, today=today)
        names = policy.name_of("need", name)
        found.append(
            NeedOut(
                name=name,
                names=Name(zh=names.zh, en=names.en),
                required=required,
                min_length=least,
                choices=None if codes is None else list(codes),
            )
        )
    own = transition.names
    return StepOut(
        action=transition.action, names=Name(zh=own.zh, en=own.en), to_stage=transition.to_stage, needs=found
    )


def filled(
    sent: StepIn, transition: Transition, *, case: Case, rules: policy.Policy, viewer: Viewer, today: date
) -> dict[str, Any]:
    """Return what was sent in the types of `huiyin.ledger.filling`; what the step does not ask for is refused.

    Raises:
        StepRefused: `step.need_unknown`, `step.need_invalid`, `step.need_missing` (with `need`).
    """
    given = {
        "class" if name == "class_" else name: value
        for name, value in sent
        if value not in (None, "", []) and name not in ("evidence", "lower")
    }
    asked = {need.name for need in transition.needs} | ({"period"} if transition.reports_progress else set())
    for name in given:
        if name not in asked:
            raise StepRefused("step.need_unknown", need=name)
        codes = choices(name, case=case, rules=rules, transition=transition, viewer=viewer, today=today)
        told = given[name] if isinstance(given[name], list) else [given[name]]
        if codes is not None and not {str(each) for each in told} <= set(codes):
            raise StepRefused("step.need_invalid", need=name, choices=" ".join(codes))
    if transition.reports_progress and "period" not in given:
        raise StepRefused("step.need_missing", need="period")
    return given | _named(given, case, viewer, today)


def _named(given: Mapping[str, Any], case: Case, viewer: Viewer, today: date) -> dict[str, Any]:
    """Return what was named by key as what it is."""
    found: dict[str, Any] = {
        name: _unit(given[name], name, today) for name in ("unit", "government", "office") if name in given
    }
    for name in ("co_units", "part_units", "responsible_units"):
        if name in given:
            found[name] = list(dict.fromkeys(_unit(key, name, today) for key in given[name]))
    if "figure" in given:
        unsaid = {"base_value"} if given["figure"].base_value is None else set()
        found["figure"] = given["figure"].model_dump(exclude=unsaid)
    if "milestones" in given:
        found["milestones"] = [Milestone(each.aim.strip(), each.due_on) for each in given["milestones"]]
    if "into" in given:
        found["into"] = visible_cases(viewer).filter(key=given["into"], case_type=case.case_type).first()
    if "contact_with" in given:
        signed = case.deputies.filter(active=True).values_list("deputy__key", flat=True)
        found["contact_with"] = [key for key in dict.fromkeys(given["contact_with"]) if key in set(signed)]
    if "leader" in given:
        leaders = Account.objects.filter(grants__role=Role.LEADER, is_active=True)
        found["leader"] = given["leader"] if leaders.filter(key=given["leader"]).exists() else None
    for name, value in found.items():
        if not value:
            raise StepRefused("step.need_invalid", need=name)
    return found


def evidence(sent: StepIn, case: Case) -> list[Attachment]:
    """Return the files that were uploaded for a case before.

    Raises:
        StepRefused: `step.need_invalid`: one of them was not.
    """
    keys = list(dict.fromkeys(sent.evidence))
    found = {each.key: each for each in Attachment.objects.filter(stream_key=case.key, key__in=keys)}
    if len(found) != len(keys):
        raise StepRefused("step.need_invalid", need="evidence")
    return [found[key] for key in keys]


def _unit(key: str, need: str, today: date) -> Unit:
    units = Unit.objects.valid_on(today).select_related("place")
    found = (units.filter(is_government=True) if need == "government" else units).filter(key=key).first()
    if found is None:
        raise StepRefused("step.need_invalid", need=need)
    return found


__all__ = ["Figure", "StepIn", "StepOut", "evidence", "filled", "step_shown"]
