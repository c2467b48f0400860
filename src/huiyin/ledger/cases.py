"""What is done to a case (办理): opening one, and taking a step that its policy allows.

One function, `act`, takes every step of every policy: it asks the policy, keeps what was typed as notes, and records
one event that holds all that follows. Which roles a person has in the case is `relations.case_roles`'s to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from huiyin import policy
from huiyin.errors import StaleWrite, StepRefused
from huiyin.ledger import consequences, letters, notices, policies, sheets
from huiyin.ledger.evaluations import refuse_unasked
from huiyin.ledger.given import Given, Ground
from huiyin.ledger.image import Image
from huiyin.ledger.models import Case, Event, Stream
from huiyin.ledger.notes import keep_note
from huiyin.ledger.numbers import next_number
from huiyin.ledger.opening import Opening, open_cases, plain, plain_fields
from huiyin.ledger.projections import image_of_rows, with_rows
from huiyin.ledger.record import Actor, NewEvent, hold, record
from huiyin.ledger.relations import case_roles, office_of
from huiyin.ledger.reply_gaps import refuse_unfilled
from huiyin.people.models import Deputy, Place, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading.secrecy import refuse_secret_words

__all__ = ["Given", "Ground", "act", "actor_of", "open_case", "possible_steps"]

NOTES = ("reason", "text", "said", "problem", "next")  # what a step is given in people's own words
SUPERVISION = {"remind": 1, "supervise": 2, "list_for_supervision": 3}  # 催办 → 督办 → 挂牌督办


def actor_of(viewer: Viewer) -> Actor:
    """Return a viewer as events name one."""
    return Actor(viewer.key, viewer.acting_for_key)


def open_case(
    *,
    kind: str,
    policy_id: str,
    house: str,
    place: Place,
    title: str,
    year: int | None,
    number: str = "",
    passages: Sequence[Ground] = (),
    fields: Mapping[str, Any] | None = None,
    previous: Case | None = None,
    deputies: Sequence[tuple[Deputy, str]] = (),
    filed: Mapping[str, Any] | None = None,
    attachments: Sequence[Mapping[str, str]] = (),
    given: Mapping[str, object] | None = None,
    lead: Unit | None = None,
    office: Unit | None = None,
    promised_in: Case | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Make an entry with its passages and open its first case under the policy in force (`opening.Opening`)."""
    opening = Opening(
        kind=kind,
        policy_id=policy_id,
        house=house,
        place=place,
        title=title,
        year=year,
        at=at,
        number=number,
        passages=passages,
        fields=fields,
        previous=previous,
        deputies=deputies,
        filed=filed,
        attachments=attachments,
        given=given,
        lead=lead,
        office=office,
        promised_in=promised_in,
    )
    return open_cases([opening], by=by)[0]


@transaction.atomic
def act(*, case: Case, action: str, given: Given, by: Viewer, at: datetime, expected: int | None) -> Case:
    """Take a step of a case.

    Args:
        expected: the version of the case that the person saw.
    Raises:
        StepRefused: the policy does not allow it; the code says why (`step.wrong_role`, `step.limit_over` …), or
            `step.same_unit`: what is handed out anew would go to the unit that sent it back;
            `step.nothing_given`: an amendment changes nothing.
        LedgerError: `reply.empty`, `reply.unfilled`: a reply that is only its form, or has places of it left empty.
        SecretText: something that was typed bears a mark of secrecy.
        StaleWrite: somebody else has since changed the case.
    """
    refuse_secret_words([given.words, given.values, given.fields, given.report or {}])
    hold(Stream.CASE, case.key)
    case = with_rows(Case.objects.filter(pk=case.pk)).get()
    if expected is not None and expected != case.version:  # before the policy, which would call it a wrong stage
        raise StaleWrite("stale", expected=expected, found=case.version)
    rules = policies.policy_version(case.policy, case.policy_version)
    image = image_of_rows(case)
    if sheets.SIGNED in given.values:
        sheets.refuse_impossible(case, given.values[sheets.SIGNED], at=at)
    letters.refuse_impossible(case, given.values, at=at)
    if action == "reassign" and given.unit is not None and given.unit.key == image.lead:
        # That is to refuse the return, which leaves the clocks as they are.
        raise StepRefused("step.same_unit", need="unit")
    if action == "amend":
        given = _what_differs(case, image, given)
    given = consequences.with_consequences(case, action, given, rules=rules, at=at)
    step = policy.next_step(
        rules,
        image.state or policy.NOTHING,
        action,
        roles=case_roles(by, case),
        actor=by.key,
        given=_for_policy(given),
        at=at,
        calendar=policies.calendar(),
        keys=_hands(image, given),
    )
    if isinstance(step, policy.Refusal):
        raise StepRefused(f"step.{step.code}", **step.values)
    refuse_unasked(case, given.values)
    refuse_unfilled(action, given.words.get("text"))
    payload = _payload(step, image, given, action)
    if "attitude" in given.values or "result" in given.values:
        payload["evaluation"] = _evaluation(by, case, given)
    if action == "decline_cosigning":
        payload["deputies"] = [[key, "cosigner", "end"] for key in _signs_as(by, case)]
    if action == "propose":
        payload["parties"] += [[unit, "supervisor", "add"] for unit in _offices(by, case)]
    events = record(
        stream=Stream.CASE,
        key=case.key,
        events=[NewEvent(step.event, payload)],
        by=actor_of(by),
        at=at,
        expected=expected,
        rows=case,
    )
    taken = Case.objects.select_related("entry", "place").get(pk=case.pk)
    notices.tell(events, case=taken)
    return _after(taken, action, given, rules=rules, by=by, at=at)


def _after(case: Case, action: str, given: Given, *, rules: policy.Policy, by: Viewer, at: datetime) -> Case:
    """Take the steps that follow from one; return the case as it then stands."""
    if action in ("assign", "reassign") and case.vague and _knows(rules, "ask_refinement"):
        return act(case=case, action="ask_refinement", given=Given(), by=by, at=at, expected=case.version)
    if action in ("assign", "reassign", "merge"):
        _assign_merged(case, given, by=by, at=at)
    elif action == "turn_into_suggestion":
        _open_as_suggestion(case, by=by, at=at)
    elif action == "roll_over":
        _open_next_year(case, int(given.values["year"]), by=by, at=at)
    else:
        return case
    return Case.objects.select_related("entry", "place").get(pk=case.pk)


def _assign_merged(case: Case, given: Given, *, by: Viewer, at: datetime) -> None:
    """Hand items that are handled with another (并案) to the unit that has that one; each is still replied to itself.

    What this person may not hand over stays as it is, for somebody who may.
    """
    lead = given.unit or (given.into.lead_unit if given.into is not None else None)
    if lead is None:
        return
    waiting = [case] if given.into is not None else list(case.merged.filter(stage="merged", closed=False))
    for each in waiting:
        if any(step.action == "assign" for step in possible_steps(each, by, at=at)):
            act(case=each, action="assign", given=Given(unit=lead), by=by, at=at, expected=each.version)


def _open_next_year(case: Case, year: int, *, by: Viewer, at: datetime) -> Case:
    """Open next year's case of the same entry; what is still to be reached is carried over as it stands."""
    rules = policies.current_policy(case.policy)
    fields = {name: getattr(case, name) for name in consequences.KEPT_NEXT_YEAR}
    return open_case(
        kind=case.entry.kind,
        policy_id=case.policy,
        house=case.house,
        place=case.place,
        title=case.title,
        year=year,
        number=next_number(rules, place=case.place, year=year),
        fields={**fields, "base_value": case.base_value, "vague": case.vague, "leader": case.leader},
        previous=case,
        **_kept_hands(case),
        by=actor_of(by),
        at=at,
    )


def _kept_hands(case: Case) -> dict[str, Any]:
    """Return what a promise keeps in the next year: the unit that gave its word, the office, and the deputies."""
    if case.promised_in is None:
        return {}
    signed = case.deputies.filter(active=True).select_related("deputy").order_by("pk")
    deputies = [(each.deputy, each.part) for each in signed]
    hands = {"lead": case.lead_unit, "office": office_of(case)}
    return {**hands, "promised_in": case.promised_in, "deputies": deputies}


def _open_as_suggestion(motion: Case, *, by: Viewer, at: datetime) -> Case:
    """Open the suggestion into which a motion was turned (转作建议): of the same entry, by the same deputies."""
    filing = motion.filing
    wish = Event.objects.get(stream=Stream.CASE, stream_key=motion.key, position=1).payload["filed"].get("wish")
    told = {name: getattr(filing, name) for name in ("session", "at_session", "paper", "publish")}
    signed = motion.deputies.filter(active=True).select_related("deputy").order_by("pk")
    return open_case(
        kind=motion.entry.kind,
        policy_id=policies.policy_id("suggestion"),
        house=motion.house,
        place=motion.place,
        title=motion.title,
        year=motion.year,
        fields={"category": motion.category},
        previous=motion,
        deputies=[(each.deputy, each.part) for each in signed],
        filed={**told, **({"wish": wish} if wish else {})},
        by=actor_of(by),
        at=at,
    )


def _knows(rules: policy.Policy, action: str) -> bool:
    return any(each.action == action for each in rules.transitions)


def possible_steps(case: Case, viewer: Viewer, *, at: datetime | None) -> tuple[policy.Transition, ...]:
    """Return the steps that a viewer may take now; without a moment, those that come too late as well."""
    if not case.state:
        return ()
    rules = policies.policy_version(case.policy, case.policy_version)
    state = msgspec.convert(case.state, policy.State)
    return policy.possible(rules, state, roles=case_roles(viewer, case), actor=viewer.key, at=at)


def _what_differs(case: Case, image: Image, given: Given) -> Given:
    """Return an amendment without what stands as it is said.

    Raises:
        StepRefused: `step.nothing_given`.
    """
    fields = {name: value for name, value in given.fields.items() if value != getattr(case, name)}
    units = {unit.key for unit in given.responsible_units} != set(image.in_hand("responsible_unit"))
    if not fields and not (units and given.responsible_units):
        raise StepRefused("step.nothing_given")
    return replace(given, fields=fields)


def _for_policy(given: Given) -> dict[str, object]:
    """Return what the policy looks at: words, values, and whether units and evidence are there."""
    seen: dict[str, object] = {**given.words, **given.values}
    if given.unit is not None:
        seen["unit"] = given.unit.key
    if given.government is not None:
        seen["government"] = given.government.key
    if given.office is not None:
        seen["office"] = given.office.key
    if given.into is not None:
        seen["into"] = given.into.key
    if given.part_units:
        seen["part_units"] = [unit.key for unit in given.part_units]
    if given.co_units:
        seen["co_units"] = [unit.key for unit in given.co_units]
    if given.attachments:
        seen["evidence"] = [attachment["attachment"] for attachment in given.attachments]
    if given.report is not None:
        seen["report"] = given.report
    return seen


def _hands(image: Image, given: Given) -> dict[str, tuple[str, ...]]:
    """Return the units in each hand once the step is taken; clocks start for them."""
    lead = given.unit.key if given.unit else image.lead
    co = tuple(unit.key for unit in given.co_units) or image.in_hand("co_handler")
    co = tuple(unit for unit in co if unit != lead)  # who now leads owes no opinion to itself
    parts = tuple(unit.key for unit in given.part_units) or image.in_hand("part_handler")
    leads = (lead,) if lead else ()
    return {"lead_unit": leads, "unit_head": leads, "co_handler": co, "part_handler": parts}


def _payload(step: policy.Step, image: Image, given: Given, action: str) -> dict[str, Any]:
    payload: dict[str, Any] = {"step": msgspec.to_builtins(step)}
    if action == "take_up":
        payload["moved"] = _moved(image)
    notes = {name: keep_note(given.words[name]) for name in NOTES if given.words.get(name)}
    parties = _party_changes(image, given, action)
    if parties:
        payload["parties"] = parties
    if given.deputies:
        payload["deputies"] = [[deputy.key, part, "add"] for deputy, part in given.deputies]
    if given.unit or given.government or given.office or given.part_units:
        payload["issued"] = True
    if given.into is not None:
        payload["merged_into"] = given.into.key
    if given.fields:
        payload["fields"] = plain_fields(given.fields)
    if given.values:
        payload["given"] = {name: plain(value) for name, value in given.values.items()}
    if given.attachments:
        payload["attachments"] = [dict(attachment) for attachment in given.attachments]
    if action in SUPERVISION:
        payload["supervision"] = max(SUPERVISION[action], image.supervision)
    if given.report is not None:
        said = {name: notes.pop(name) for name in ("said", "problem", "next") if name in notes}
        payload["report"] = {**{name: plain(value) for name, value in given.report.items()}, **said}
    if notes:
        payload["notes"] = notes
    return payload


def _evaluation(by: Viewer, case: Case, given: Given) -> dict[str, str]:
    """Return what a deputy found; who writes it down for a deputy is the event's actor, and no deputy is named."""
    opinions = {name: str(given.values[name]) for name in ("attitude", "result") if given.values.get(name)}
    return {"deputy": next(iter(_signs_as(by, case)), ""), **opinions}


def _signs_as(by: Viewer, case: Case) -> list[str]:
    """Return the key of the deputy of a case who a person is, if any."""
    signed = case.deputies.filter(active=True, deputy__account_id=by.account_id)
    return list(signed.order_by("pk").values_list("deputy__key", flat=True))


def _offices(by: Viewer, case: Case) -> list[str]:
    """Return the units for which a person hands out cases of this house and place."""
    ids = [
        grant.unit_id
        for grant in by.grants
        if grant.unit_id and (grant.house, grant.place_id) == (case.house, case.place_id)
    ]
    return list(Unit.objects.filter(pk__in=ids).order_by("pk").values_list("key", flat=True))


def _moved(image: Image) -> dict[str, str]:
    """Return house and place of the government that takes a commitment up as its own (认领)."""
    government = Unit.objects.select_related("place").get(key=image.in_hand("proposed")[0])
    return {"house": government.house, "place": government.place.code}


def _party_changes(image: Image, given: Given, action: str) -> list[list[str]]:
    changes: list[list[str]] = []
    if given.unit is not None:
        changes += [[unit, "lead_unit", "end"] for unit in image.in_hand("lead_unit") if unit != given.unit.key]
        changes.append([given.unit.key, "lead_unit", "add"])
        helped = given.unit.key in image.in_hand("co_handler")
        changes += [[given.unit.key, "co_handler", "end"]] if helped else []
    if given.government is not None:
        changes.append([given.government.key, "proposed", "add"])
    if given.office is not None:
        changes.append([given.office.key, "office", "add"])
    if given.part_units:
        changes += _part_changes(image, given)
    changes += [[unit.key, "co_handler", "add"] for unit in given.co_units]
    changes += _responsible_changes(image, given, action)
    if action == "accept" and image.lead and not given.values.get("unit_key"):  # which names a part (`image` reads it)
        changes.append([image.lead, "lead_unit", "accept"])
    if action in ("take_up", "decline"):
        changes += [[unit, "proposed", "end"] for unit in image.in_hand("proposed")]
    return changes


def _part_changes(image: Image, given: Given) -> list[list[str]]:
    """Return who handles parts from now on; where one part goes to another unit, the rest stay as they are."""
    have, named = image.in_hand("part_handler"), {unit.key for unit in given.part_units}
    meant = given.values.get("unit_key")
    changes = [[unit, "lead_unit", "end"] for unit in image.in_hand("lead_unit")]
    changes += [[unit, "part_handler", "end"] for unit in have if unit not in named and meant in (None, unit)]
    kept = have if meant else ()
    return changes + [[unit, "part_handler", "add"] for unit in sorted(named) if unit not in kept]


def _responsible_changes(image: Image, given: Given, action: str) -> list[list[str]]:
    """Return the changes of the responsible units: what names them anew names all of them, all else adds some.

    Who now leads is no responsible unit beside itself.
    """
    named, now = {unit.key: None for unit in given.responsible_units}, image.in_hand("responsible_unit")
    leads = given.unit.key if given.unit is not None else ""
    anew = action in ("amend", "reassign")
    ended = [unit for unit in now if unit == leads or (anew and named and unit not in named)]
    added = [unit for unit in named if unit != leads and not (anew and unit in now)]
    return [[unit, "responsible_unit", "end"] for unit in ended] + [[unit, "responsible_unit", "add"] for unit in added]
