"""Misuse of a policy, found at load: what nobody reaches, starts, may do or can end, and limits that cannot hold."""

from collections.abc import Iterator

from huiyin.errors import PolicyError
from huiyin.policy.clocks import SEVERAL
from huiyin.policy.files import Tables
from huiyin.policy.model import Clock, Limit, Policy, Transition

DAYS = {"d": 1.0, "wd": 1.0, "m": 28.0, "wh": 0.0}  # the least that a unit may be, to compare lengths by
WHOLE = "whole"


def check(policy: Policy, tables: Tables) -> None:
    """Refuse a policy by which no case could run as it says.

    Raises:
        PolicyError: the first misuse found, with file, line and key.
    """
    for fault in _faults(policy, tables):
        raise fault


def _faults(policy: Policy, tables: Tables) -> Iterator[PolicyError]:
    yield from _stages(policy, tables)
    for transition in policy.transitions:
        yield from _transition(policy, transition, tables)
    yield from _clocks(policy, tables)
    for each in policy.outcomes:
        if not any(each.code in transition.outcomes for transition in policy.transitions):
            yield tables.fault("policy.outcome_unused", "outcomes", each.code)


def _stages(policy: Policy, tables: Tables) -> Iterator[PolicyError]:
    """Yield what is wrong with the stages: one that nothing leads to, or from which nothing leads on."""
    if not any(stage.closed for stage in policy.stages):
        yield tables.fault("policy.never_closed", "stages")
    if policy.stages and (start := policy.stage(policy.start)) and start.closed:
        yield tables.fault("policy.closed_at_start", "start", given=policy.start)
    reached = reachable(policy)
    for stage in policy.stages:
        if stage.code not in reached:
            yield tables.fault("policy.unreachable_stage", "stages", stage.code, given=stage.code)
        leaves = any(_leads_on(each, stage.code) for each in policy.transitions)
        if not stage.closed and not leaves:
            yield tables.fault("policy.dead_end", "stages", stage.code, given=stage.code)


def reachable(policy: Policy) -> set[str]:
    """Return the stages that a case may reach from the first one."""
    stages, found = {stage.code: stage for stage in policy.stages}, {policy.start}
    waiting = [policy.start]
    while waiting:
        here = waiting.pop()
        for each in policy.transitions:
            fits = here in each.from_stages if each.from_stages else not stages[here].closed
            if fits and each.to_stage and each.to_stage not in found:
                found.add(each.to_stage)
                waiting.append(each.to_stage)
    return found


def _leads_on(transition: Transition, stage: str) -> bool:
    leaves = stage in transition.from_stages or not transition.from_stages
    return leaves and transition.to_stage not in ("", stage)


def _transition(policy: Policy, each: Transition, tables: Tables) -> Iterator[PolicyError]:
    """Yield what is wrong with one action: nobody may take it, or it speaks of what cannot be."""
    where = ("transitions", each.code)
    needs = {need.name for need in each.needs}
    if not each.by:
        yield tables.fault("policy.nobody_may", *where, "by")
    if each.action == "open":
        yield tables.fault("policy.open_is_reserved", *where)
    if len(each.outcomes) > 1 and "outcome" not in needs:
        yield tables.fault("policy.outcome_not_needed", *where, "outcomes")
    if "outcome" in needs and not each.outcomes:
        yield tables.fault("policy.no_outcomes", *where, "needs")
    if each.extends:
        clock = policy.clock(each.extends)
        if clock is not None and not (set(each.by) & set(clock.extend_by) and clock.extend_times):
            yield tables.fault("policy.may_not_extend", *where, "extends", given=each.extends)
        if not any(need.name == "until" and need.required for need in each.needs):
            yield tables.fault("policy.until_not_needed", *where, "extends")
    yield from _reach(policy, each, tables)
    if each.answers and not any(other.action == each.answers and other.asks for other in policy.transitions):
        yield tables.fault("policy.asks_nothing", *where, "answers", given=each.answers)
    stage = policy.stage(each.to_stage) if each.to_stage else None
    if stage is not None and stage.closed and each.starts:
        yield tables.fault("policy.starts_when_closed", "clocks", each.starts[0], "starts", given=each.code)
    if stage is not None and stage.closed and each.reopens:
        yield tables.fault("policy.starts_when_closed", "clocks", each.reopens[0], "reopens", given=each.code)
    yield from _overlaps(policy, each, tables)


def _reach(policy: Policy, each: Transition, tables: Tables) -> Iterator[PolicyError]:
    """Yield what is wrong with how far an action reaches: a whole that is none, units and rounds that never are."""
    where = ("transitions", each.code)
    clock = policy.clock(each.extends) if each.extends else None
    if each.extends_whole and not (clock and clock.counts_to):
        yield tables.fault("policy.extends_no_whole", *where, "extends_whole")
    hands = {clock.hand for clock in policy.clocks if clock.code in each.stops}
    names_unit = any(need.name == "unit_key" and need.required for need in each.needs)
    if each.when_last and not (each.to_stage and names_unit and hands & set(SEVERAL)):
        yield tables.fault("policy.last_of_nothing", *where, "when_last")
    if each.until_round and each.from_round > each.until_round:
        yield tables.fault("policy.no_round", *where, "from_round")


def _overlaps(policy: Policy, each: Transition, tables: Tables) -> Iterator[PolicyError]:
    """Yield where one action has two transitions from one stage, so that nobody could say which is meant."""
    for other in policy.transitions:
        if other.code >= each.code or other.action != each.action or _in_other_rounds(other, each):
            continue
        both = set(other.from_stages) & set(each.from_stages)
        if both or not (other.from_stages and each.from_stages):
            yield tables.fault("policy.ambiguous", "transitions", each.code, "from", given=other.code)


def _in_other_rounds(one: Transition, other: Transition) -> bool:
    """Say whether there is no round in which both may be taken."""
    return 0 < one.until_round < other.from_round or 0 < other.until_round < one.from_round


def _clocks(policy: Policy, tables: Tables) -> Iterator[PolicyError]:
    """Yield what is wrong with the clocks."""
    used = {code for each in policy.transitions for code in each.starts} | set(policy.opening)
    extended = {each.extends for each in policy.transitions}
    for clock in policy.clocks:
        where = ("clocks", clock.code)
        if clock.code not in used:
            yield tables.fault("policy.clock_never_starts", *where)
        outer = policy.clock(clock.counts_to) if clock.counts_to else None
        if outer is not None and outer.hand != WHOLE:
            yield tables.fault("policy.counts_to_a_hand", *where, "counts_to", given=outer.code)
        if not _near_fits(clock):
            yield tables.fault("policy.near_too_long", *where, "near")
        if clock.extend_times and not clock.extend_by:
            yield tables.fault("policy.nobody_extends", *where, "extend_times")
        if clock.extend_times and clock.code not in extended:
            yield tables.fault("policy.never_extended", *where, "extend_times")
        yield from _moves(policy, clock, tables)


def _moves(policy: Policy, clock: Clock, tables: Tables) -> Iterator[PolicyError]:
    """Yield where a clock stands still for ever, or has a last day that nobody can name."""
    where = ("clocks", clock.code)
    pausing = [each for each in policy.transitions if clock.code in each.pauses]
    resuming = [each for each in policy.transitions if clock.code in each.resumes]
    if pausing and not resuming:
        yield tables.fault("policy.never_resumed", *where, "pauses")
    if any(clock.code in each.reopens for each in policy.transitions) and not any(
        clock.code in each.stops for each in policy.transitions
    ):
        yield tables.fault("policy.never_ended", *where, "reopens")
    if clock.limit.unit != "given":
        return
    for each in policy.transitions:
        if clock.code in each.starts and not any(need.name == clock.given for need in each.needs):
            yield tables.fault("policy.given_not_needed", *where, "starts", given=each.code, need=clock.given)


def _near_fits(clock: Clock) -> bool:
    """Say whether the light turns near within each limit that the clock may have."""
    return all(_is_within(clock.near, limit) for limit in (clock.limit, *clock.classes.values()))


def _is_within(near: Limit, limit: Limit) -> bool:
    """Say whether one length is shorter than another; working days and days are not held against each other."""
    if limit.unit == "given" or near.amount == 0:
        return True
    if near.unit == limit.unit:
        return near.amount < limit.amount
    if limit.unit == "wh":
        return near.unit == "wh"
    return _least(near) < _least(limit) or near.unit == "wh"


def _least(limit: Limit) -> float:
    return limit.amount * DAYS[limit.unit]


def unconfirmed(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Yield all values that nobody has confirmed: group, code, source. The flow as a whole is `policy`, with its id."""
    if not policy.confirmed:
        yield "policy", policy.id, policy.source
    for clock in policy.clocks:
        if not clock.confirmed:
            yield "clocks", clock.code, clock.source
    for each in policy.transitions:
        if not each.confirmed and each.source != policy.source:
            yield "transitions", each.code, each.source
    for light in policy.lights:
        if not light.confirmed:
            yield "lights", light.code, light.source
    for code, setting in policy.settings.items():
        if not setting.confirmed:
            yield "settings", code, setting.source
