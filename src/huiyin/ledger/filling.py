"""From what a form or a program fills in, by the names of a step's needs, to what a step is given."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from huiyin.ledger import uses
from huiyin.ledger.cases import NOTES
from huiyin.ledger.given import Given
from huiyin.ledger.milestones import amended, kept
from huiyin.ledger.models import Attachment, Case

VALUES = (
    "due_on", "until", "outcome", "level", "year", "unit_key", "attitude", "result", "form", "end_state", "value",
    "class", "ground", "hand_over_by", "contact_form", "contacted_on", "contact_with", "letter_number", "letter_on",
    "committee", "leader", "signers", "signed_on", "decide_by", "answer_by", "answer_form", "respondent",
    "discontent_share", "contact", "milestones_done",
)  # fmt: skip
FIGURE = ("indicator", "target_relation", "target_value", "unit_of_measure", "base_value")
SETTLED = {  # needs that settle a column of the 台账, by its name
    "category": "category", "task_leader": "leader", "starts_on": "starts_on", "base_value": "base_value",
    "contact": "contact",
}  # fmt: skip


def given_of(
    case: Case, action: str, filled: Mapping[str, Any], *, attachments: Sequence[Attachment] = (), unit: str = ""
) -> Given:
    """Return what a step is given.

    Args:
        filled: by the names of needs, each value in its own type (`Unit`, `date`, `Decimal`, text); `figure` is a
            mapping of the columns that tell a target, `milestones` are `Milestone`s, `milestones_done` aims of them.
            What is empty counts as not filled in.
        attachments: files that were handed in with it.
        unit: key of the unit that reports; the lead unit where "".
    """
    have = {name: value for name, value in filled.items() if value not in (None, "", [], {})}
    evidence = [{"attachment": each.key, "sha256": each.sha256} for each in attachments]
    values = {name: have[name] for name in VALUES if name in have}
    if have.get("figure"):
        values["figure"] = True
    return Given(
        words={name: str(have[name]) for name in NOTES if name in have},
        values=values,
        unit=have.get("unit"),
        government=have.get("government"),
        office=have.get("office"),
        into=have.get("into"),
        part_units=have.get("part_units", ()),
        co_units=have.get("co_units", ()),
        responsible_units=have.get("responsible_units", ()),
        attachments=evidence,
        fields=_fields(case, action, have),
        report=_report(case, have, evidence, unit) if action == "report" and "period" in have else None,
    )


def _fields(case: Case, action: str, have: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of the 台账 that a step settles."""
    fields: dict[str, Any] = {}
    if action == "refine":
        fields |= {name: value for name, value in (have.get("figure") or {}).items() if name in FIGURE}
        if "end_state" in have:
            fields["end_state"] = have["end_state"]
    fields |= {column: have[need] for need, column in SETTLED.items() if need in have}
    if "milestones" in have:
        fields["milestones"] = [each.plain() for each in amended(kept(case.milestones), have["milestones"])]
    if action == "complete" and "value" in have:
        fields["reached_value"] = have["value"]
    return fields


def _report(case: Case, have: Mapping[str, Any], evidence: Sequence[Mapping[str, str]], unit: str) -> dict[str, Any]:
    """Return a progress report; `uses` says which forms it fills (一次填，处处用).

    It is of a period: the report on an opinion, or of a committee on a motion, has none and is no progress report.
    """
    value: Decimal | None = have.get("value")
    return {
        "unit": unit or (case.lead_unit.key if case.lead_unit else ""),
        "period": have["period"],
        "form": have.get("form", ""),
        "value": value,
        "share": have.get("share"),
        "evidence": [each["attachment"] for each in evidence],
        "uses": list(uses.uses_of(case)),
    }
