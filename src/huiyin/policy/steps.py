"""Taking steps: what an action leads to under a policy, or why it is refused."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec.structs import replace

from huiyin.policy.calendar import Calendar
from huiyin.policy.cases import NOTHING, advance
from huiyin.policy.clocks import Clocks
from huiyin.policy.lights import is_over, reached
from huiyin.policy.model import Need, Policy, Refusal, State, Step, Transition

OPEN = "open"  # the first step, which brings a case into being
NO_KEYS: Mapping[str, tuple[str, ...]] = {}
NO_ROLES: frozenset[str] = frozenset()
NOTHING_GIVEN: Mapping[str, object] = {}
HANDS = {  # in whose hands a case is by what is named in a step
    "unit": "lead_unit",
    "government": "government",
    "office": "supervisor",
    "co_units": "co_handler",
    "part_units": "part_handler",
}
TAKE_BACK = ("recall_reply",)  # what was answered, and with it the outcome that the answer gave
COUNTED = ("signers", "discontent_share")  # needs that are numbers


def begin(
    policy: Policy,
    *,
    actor: str,
    at: datetime,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
    given: Mapping[str, object] | None = None,
) -> Step:
    """Return the first step of a case: it stands in the policy's first stage, in round 1."""
    item_class = str((given or {}).get("class") or "")
    clocks = Clocks(policy, NOTHING, at, calendar, _hands(keys, given or {}), given or {}, item_class)
    clocks.begin()
    stage = policy.stage(policy.start)
    turn = stage.turn if stage else ""
    return Step(
        action=OPEN,
        event=f"{policy.case_type}.opened",
        stage=policy.start,
        turn=turn,
        round=1,
        closed=False,
        outcome="",
        actor=actor,
        at=at,
        clocks=clocks.changes,
        turn_key=_turn_key(turn, clocks.keys),
        item_class=item_class,
    )


def next_step(
    policy: Policy,
    state: State,
    action: str,
    *,
    roles: frozenset[str],
    actor: str,
    given: Mapping[str, object],
    at: datetime,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
) -> Step | Refusal:
    """Return what an action leads to, or why it cannot be taken.

    Args:
        policy: the version of the rules under which the case runs.
        state: where the case stands.
        action: code of the action (办理动作).
        roles: what the person is to this case, by code; `unit_handler@co_handler` says in which hand the person's
            unit is.
        actor: id of the person, for the rule of the second person.
        given: what was filled in, by the names of the needs; `unit_key` names the hand's key where one of several is
            meant, `until` and a clock's own last day are dates.
        at: the moment, with its time zone.
        calendar: working days.
        keys: units by hand as they are after this step; what `given` names (`HANDS`) goes before them.
    """
    found = _fitting(policy, state, action)
    if isinstance(found, Refusal):
        return found
    found = _as_entered(found, roles)
    refusal = _not_allowed(found, state, roles=roles, actor=actor, at=at, given=given) or _not_given(found, given)
    if refusal is not None:
        return refusal
    step = _taken(policy, state, found, actor=actor, given=given, at=at, calendar=calendar, keys=keys)
    if isinstance(step, Refusal) or not found.asks or "until" not in given:
        return step
    return _asked_in_vain(policy, advance(state, step), action, given=given, at=at, calendar=calendar) or step


def what_if(
    policy: Policy,
    state: State,
    action: str,
    *,
    at: datetime,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
    roles: frozenset[str] = NO_ROLES,
    given: Mapping[str, object] | None = None,
) -> Step | Refusal:
    """Return what an action would lead to (若今天退回), without asking what it must be given or for a second person.

    Args:
        policy, state, action, at, calendar, keys, given: as for `next_step`.
        roles: whose; nobody is asked for a role where there are none.
    """
    found = _fitting(policy, state, action)
    if isinstance(found, Refusal):
        return found
    refusal = _not_allowed(found, state, roles=roles or frozenset(found.by), actor="", at=at, given=given or {})
    if refusal is not None:
        return refusal
    return _taken(policy, state, found, actor="", given=given or {}, at=at, calendar=calendar, keys=keys)


def as_it_went(
    policy: Policy,
    state: State,
    action: str,
    *,
    at: datetime,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS,
    given: Mapping[str, object] | None = None,
) -> tuple[Step | None, Refusal | None]:
    """Return the step of an action that has happened, and what the policy has against it.

    Roles, persons and needs are not asked for any more. An action that came too late is refused and taken all the same.
    """
    found = _fitting(policy, state, action)
    if isinstance(found, Refusal):
        return None, found
    late = _too_late(found, state, at, given or {})
    step = _taken(policy, state, found, actor="", given=given or {}, at=at, calendar=calendar, keys=keys)
    return (None, step) if isinstance(step, Refusal) else (step, late)


def possible(
    policy: Policy,
    state: State,
    *,
    roles: frozenset[str],
    actor: str = "",
    at: datetime | None = None,
) -> tuple[Transition, ...]:
    """Return the steps that may be taken from here by these roles, in the policy's order.

    Args:
        policy, state, roles: as for `next_step`.
        actor: leaves out what only another person may do, where it is known.
        at: leaves out what comes too late, where it is known.
    """
    return tuple(
        _as_entered(each, roles)
        for each in policy.transitions
        if _fits(each, state, policy) and _not_allowed(each, state, roles=roles, actor=actor, at=at) is None
    )


def _fitting(policy: Policy, state: State, action: str) -> Transition | Refusal:
    """Return the transition of an action from where the case stands."""
    named = [each for each in policy.transitions if each.action == action]
    if not named:
        return Refusal("unknown_action", {"action": action})
    for each in named:
        if _fits(each, state, policy):
            return each
    if any(_leaves(each, state, policy) for each in named):
        return Refusal("wrong_round", {"action": action, "round": state.round})
    return Refusal("wrong_stage", {"action": action, "stage": state.stage})


def _fits(transition: Transition, state: State, policy: Policy) -> bool:
    """Say whether a transition may be taken where the case stands, in its round."""
    in_round = transition.from_round <= state.round <= (transition.until_round or state.round)
    return in_round and _leaves(transition, state, policy)


def _leaves(transition: Transition, state: State, policy: Policy) -> bool:
    """Say whether a transition leaves from where the case stands; from everywhere means from every open stage."""
    if transition.from_stages:
        return state.stage in transition.from_stages
    return not state.closed and policy.stage(state.stage) is not None


def _not_allowed(
    transition: Transition,
    state: State,
    *,
    roles: Collection[str],
    actor: str,
    at: datetime | None,
    given: Mapping[str, object] = NOTHING_GIVEN,
) -> Refusal | None:
    """Return why this person cannot take this step now, or None."""
    action = transition.action
    if not any(_serves(role, transition) or _enters(role, transition) for role in roles):
        return Refusal("wrong_role", {"action": action, "roles": " ".join(transition.by)})
    earlier = transition.other_than
    if earlier and actor and state.actors.get(earlier) == actor:
        return Refusal("same_person", {"action": action, "earlier": earlier})
    if transition.answers and not transition.unasked and transition.answers not in state.pending:
        return Refusal("not_asked", {"action": action, "asked": transition.answers})
    return _too_late(transition, state, at, given) if at is not None else None


def _too_late(transition: Transition, state: State, at: datetime, given: Mapping[str, object]) -> Refusal | None:
    """Return the refusal of an action whose clock is over, or None; of several units the one that is meant counts."""
    meant = given.get("unit_key")
    watched = [run for run in state.runs if run.clock == transition.within and run.stopped_at is None]
    held = [run for run in watched if run.key == meant] or watched
    if held and all(is_over(run.deadline, reached(run, at)) for run in held):
        return Refusal("limit_over", {"clock": held[0].clock, "due_on": held[0].deadline.due_on})
    return None


def _serves(role: str, transition: Transition) -> bool:
    """Say whether a role will do; one that names its hand (`unit_handler@co_handler`) must be of the right one."""
    code, _at, hand = role.partition("@")
    return code in transition.by and (not hand or not transition.hand or hand == transition.hand)


def _enters(role: str, transition: Transition) -> bool:
    """Say whether a role may enter the step for whoever took it on paper."""
    return role.partition("@")[0] in transition.on_paper


def _as_entered(transition: Transition, roles: Collection[str]) -> Transition:
    """Return a step as these roles take it: who only enters it from paper says when it was signed, and hands it in."""
    if any(_serves(role, transition) for role in roles) or not any(_enters(role, transition) for role in roles):
        return transition
    beside = tuple(need for need in transition.needs if need.name != "evidence")
    return replace(transition, needs=(Need("signed_on"), *beside, Need("evidence")), entered=True)


def _not_given(transition: Transition, given: Mapping[str, object]) -> Refusal | None:
    """Return what is missing among what was filled in, or None."""
    for need in transition.needs:
        if need.when and given.get(need.when) != need.when_is:
            continue
        refusal = _unmet(need, given.get(need.name))
        if refusal is not None:
            return refusal
    helping = given.get("co_units")
    if isinstance(helping, Collection) and given.get("unit") and given["unit"] in helping:
        return Refusal("unit_twice", {"need": "co_units"})  # it would owe an opinion to itself
    outcome = str(given.get("outcome") or "")
    if (outcome or len(transition.outcomes) > 1) and outcome not in transition.outcomes:
        return Refusal("bad_outcome", {"outcome": outcome, "outcomes": " ".join(transition.outcomes)})
    return None


def _unmet(need: Need, held: object) -> Refusal | None:
    """Return why a need is not met; white space is nothing, and zero is something."""
    if isinstance(held, str):
        held = held.strip()
    if held is None or (isinstance(held, (str, Collection)) and not held):
        return Refusal("need_missing", {"need": need.name}) if need.required else None
    if need.name in COUNTED and (isinstance(held, bool) or not isinstance(held, (int, Decimal))):
        return Refusal("need_invalid", {"need": need.name})
    if isinstance(held, (int, Decimal)) and held < need.min_length:
        return Refusal("need_low", {"need": need.name, "least": need.min_length})
    if isinstance(held, str) and len(held) < need.min_length:
        values: dict[str, str | int | date] = {"need": need.name, "min_length": need.min_length, "length": len(held)}
        return Refusal("need_short", values)
    if need.choices and held not in need.choices:
        return Refusal("bad_choice", {"need": need.name, "choices": " ".join(need.choices)})
    return None


def _taken(
    policy: Policy,
    state: State,
    transition: Transition,
    *,
    actor: str,
    given: Mapping[str, object],
    at: datetime,
    calendar: Calendar,
    keys: Mapping[str, tuple[str, ...]],
) -> Step | Refusal:
    """Return the step with all that follows from it, or what its clocks refuse."""
    item_class = _class_after(transition, state, given)
    clocks = Clocks(policy, state, at, calendar, _hands(keys, given), given, item_class)
    if transition.when_last:
        transition = clocks.of_one(transition)
    reached = policy.stage(transition.to_stage or state.stage)
    if reached is None:
        return Refusal("wrong_stage", {"action": transition.action, "stage": state.stage})
    refusal = clocks.follow(transition, policy.stage(state.stage), reached)
    if refusal is not None:
        return refusal
    return Step(
        action=transition.action,
        event=transition.event,
        stage=reached.code,
        turn=reached.turn,
        round=state.round + transition.new_round,
        closed=reached.closed,
        outcome=_outcome(transition, state, given),
        actor=actor,
        at=at,
        clocks=clocks.changes,
        turn_key=_turn_key(reached.turn, clocks.keys) or _kept_key(reached.turn, state),
        pending=() if reached.closed else tuple(_pending(transition, state)),
        item_class=item_class,
    )


def _asked_in_vain(
    policy: Policy, asked: State, action: str, *, given: Mapping[str, object], at: datetime, calendar: Calendar
) -> Refusal | None:
    """Return why no answer could grant the extension that is asked for, or None where one could.

    Args:
        policy, action, given, at, calendar: as for `next_step`.
        asked: where the case stands once it was asked.
    """
    refusals = []
    for answer in policy.transitions:
        if answer.answers != action or not answer.extends or not _fits(answer, asked, policy):
            continue
        for key in _keys_of_answer(answer, asked, given):
            meant = {**given, "unit_key": key}
            refusal = Clocks(policy, asked, at, calendar, NO_KEYS, meant, asked.item_class).extend(answer)
            if refusal is None:
                return None
            refusals.append(refusal)
    return next((each for each in refusals if each.code.startswith("extension_")), None)


def _keys_of_answer(answer: Transition, asked: State, given: Mapping[str, object]) -> Collection[object]:
    """Return the keys that an answer may name: the one asked for, else any that runs where it is to name one."""
    if given.get("unit_key") or not any(need.name == "unit_key" for need in answer.needs):
        return (given.get("unit_key"),)
    return [run.key for run in asked.runs if run.clock == answer.extends and run.stopped_at is None]


def _class_after(transition: Transition, state: State, given: Mapping[str, object]) -> str:
    """Return the class of the item after a step: the one given, else what it was."""
    asked = any(need.name == "class" for need in transition.needs)
    return (str(given.get("class") or "") if asked else "") or state.item_class


def _outcome(transition: Transition, state: State, given: Mapping[str, object]) -> str:
    """Return the outcome after a step: the one given, the only one, none where it is taken back, else as before."""
    if transition.action in TAKE_BACK:
        return ""
    if not transition.outcomes:
        return state.outcome
    return str(given.get("outcome") or "") or (transition.outcomes[0] if len(transition.outcomes) == 1 else "")


def _pending(transition: Transition, state: State) -> Iterator[str]:
    """Yield the actions that wait for an answer after a step."""
    for action in state.pending:
        if action not in (transition.answers, transition.action):
            yield action
    if transition.asks:
        yield transition.action


def _hands(keys: Mapping[str, tuple[str, ...]], given: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the units by hand: those named in the step, else those known."""
    hands = {hand: tuple(units) for hand, units in keys.items()}
    for need, hand in HANDS.items():
        named = given.get(need)
        if isinstance(named, str) and named:
            hands[hand] = (named,)
        elif isinstance(named, Collection) and not isinstance(named, str) and named:
            hands[hand] = tuple(str(each) for each in named)
    return hands


def _turn_key(hand: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """Return the unit whose turn it is; "" where nobody or several have this hand."""
    units = keys.get(hand, ())
    return units[0] if len(units) == 1 else ""


def _kept_key(hand: str, state: State) -> str:
    """Return the unit that had this hand last, where a step does not say."""
    return next((turn.key for turn in reversed(state.turns) if turn.hand == hand), "")
