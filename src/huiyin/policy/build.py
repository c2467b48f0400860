"""From the tables of a file to a `Policy`: each field read, each code known."""

import re
from collections.abc import Mapping
from typing import Any

from huiyin.policy.fields import GIVEN, Fields
from huiyin.policy.files import Tables
from huiyin.policy.hours import parse_hours
from huiyin.policy.lengths import parse_limits
from huiyin.policy.model import Clock, Light, Limit, Outcome, Policy, Setting, Stage, Transition
from huiyin.policy.names import codes

OPEN = "open"
AT_ONCE = Limit(0, "d")
NUMBER = re.compile(r"[^{}]*(?:\{year\}[^{}]*)?\{n(?::0\d)?\}[^{}]*")  # 任务 {year}-{n:03}
GROUPS = ("stages", "transitions", "clocks", "outcomes", "lights", "settings")
MOVES = ("starts", "stops", "reopens", "pauses", "resumes")  # what actions do to a clock, listed with the clock


def build(tables: Tables) -> Policy:
    """Return the policy that a file and those it extends hold.

    Raises:
        PolicyError: a key is missing, unknown, of another shape, or names what is not there.
    """
    for group in GROUPS:
        tables.content.setdefault(group, {})
    top = Fields(tables)
    held = {group: [Fields(tables, group, code) for code in _keys(top, group)] for group in GROUPS}
    source, confirmed = top.text("source"), top.yes("confirmed")
    clocks = tuple(map(_clock, held["clocks"]))  # before the transitions, which look into their lists
    digest = tables.digest
    policy = Policy(
        id=top.text("id"),
        version=digest[:16],
        case_type=top.text("case_type"),
        names=top.names(),
        start=top.code("start", "stage", tables.content["stages"]),
        stages=tuple(map(_stage, held["stages"])),
        transitions=tuple(_transition(each, source, confirmed) for each in held["transitions"]),
        clocks=clocks,
        outcomes=tuple(map(_outcome, held["outcomes"])),
        lights=tuple(map(_light, held["lights"])),
        settings={each.where[-1]: _setting(each) for each in held["settings"]},
        digest=digest,
        extends=tables.extends,
        source=source,
        confirmed=confirmed,
        opening=_moved(tables.content, OPEN, "starts"),
    )
    top.done()
    return policy


def _keys(top: Fields, group: str) -> tuple[str, ...]:
    """Return the codes of a group in the order of the file."""
    top.asked.add(group)
    held = top.held[group]
    if not isinstance(held, dict):
        raise top.fault("policy.shape", group, reason="table")
    return tuple(held)


def _stage(fields: Fields) -> Stage:
    stage = Stage(
        code=fields.where[-1],
        names=fields.names(),
        turn=fields.code("turn", "hand", codes("hand"), ""),
        closed=fields.yes("closed", False),
        public=fields.yes("public", False),
        returned=fields.yes("returned", False),
        in_work=fields.yes("in_work", False),
        shows=fields.code_list("shows", "shown", codes("shown")),
    )
    fields.done()
    return stage


def _clock(fields: Fields) -> Clock:
    limit = fields.limit("limit", given=True)
    for move in MOVES:
        named = fields.texts(move)
        known = (OPEN, *fields.tables.content["transitions"]) if move == "starts" else None
        fields.known(move, "action", named, known or fields.tables.content["transitions"])
    hands = codes("hand")
    clock = Clock(
        code=fields.where[-1],
        names=fields.names(),
        limit=limit,
        hand=fields.code("hand", "hand", hands),
        near=fields.limit("near", AT_ONCE),
        counts_to=fields.code("counts_to", "clock", fields.tables.content["clocks"], ""),
        pauses_when_returned=fields.yes("pauses_when_returned", False),
        extend_by=fields.code_list("extend_by", "role", codes("role")),
        extend_times=fields.number("extend_times", 0),
        extend_max=fields.limit("extend_max") if "extend_max" in fields.held else None,
        source=fields.text("source"),
        confirmed=fields.yes("confirmed"),
        given=fields.code("given", "need", codes("need"), *(() if limit == GIVEN else ("",))),
        rolls=fields.yes("rolls", limit != GIVEN),
        counts_start=fields.yes("counts_start", False),
        classes=fields.limits("classes", "class", codes("class")),
        latest=fields.limit("latest") if "latest" in fields.held else None,
    )
    fields.asked |= {"near", "extend_max", "latest"}
    fields.done()
    return clock


def _transition(fields: Fields, source: str, confirmed: bool) -> Transition:
    content: Mapping[str, Any] = fields.tables.content
    stages, clocks = content["stages"], content["clocks"]
    code = fields.where[-1]
    actions = [each.get("action", key) for key, each in content["transitions"].items()]
    own = "source" in fields.held
    transition = Transition(
        action=fields.text("action", code),
        names=fields.names(),
        event=fields.text("event"),
        from_stages=fields.code_list("from", "stage", stages),
        to_stage=fields.code("to", "stage", stages, ""),
        by=fields.code_list("by", "role", codes("role")),
        needs=fields.needs("needs"),
        starts=_moved(content, code, "starts"),
        stops=_moved(content, code, "stops"),
        pauses=_moved(content, code, "pauses"),
        resumes=_moved(content, code, "resumes"),
        extends=fields.code("extends", "clock", clocks, ""),
        within=fields.code("within", "clock", clocks, ""),
        other_than=fields.code("other_than", "action", actions, ""),
        outcomes=fields.code_list("outcomes", "outcome", content["outcomes"]),
        new_round=fields.yes("new_round", False),
        source=fields.text("source", source),
        confirmed=fields.yes("confirmed", False if own else confirmed),
        asks=fields.yes("asks", False),
        answers=fields.code("answers", "action", actions, ""),
        unasked=fields.yes("unasked", False),
        hand=fields.code("hand", "hand", codes("hand"), ""),
        code=code,
        extends_whole=fields.yes("extends_whole", False),
        when_last=fields.yes("when_last", False),
        from_round=fields.number("from_round", 0),
        until_round=fields.number("until_round", 0),
        on_paper=fields.code_list("on_paper", "role", codes("role")),
        reopens=_moved(content, code, "reopens"),
    )
    fields.done()
    return transition


def _moved(content: Mapping[str, Any], code: str, move: str) -> tuple[str, ...]:
    """Return the clocks that say that this transition starts, stops, reopens, pauses or resumes them."""
    return tuple(clock for clock, held in content["clocks"].items() if code in held.get(move, ()))


def _outcome(fields: Fields) -> Outcome:
    fields.known("", "outcome", (fields.where[-1],), codes("outcome"))
    outcome = Outcome(fields.where[-1], fields.names(), fields.text("letter", ""))
    fields.done()
    return outcome


def _light(fields: Fields) -> Light:
    fields.known("", "light", (fields.where[-1],), codes("light"))
    light = Light(fields.where[-1], fields.names(), fields.text("source"), fields.yes("confirmed"))
    fields.done()
    return light


def _setting(fields: Fields) -> Setting:
    code = fields.where[-1]
    fields.known("", "setting", (code,), codes("setting"))
    fields.asked.add("value")
    value = fields.held.get("value")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        missing = "policy.shape" if "value" in fields.held else "policy.key_missing"
        raise fields.fault(missing, "value", reason="value")
    if code == "office_hours" and parse_hours(str(value)) is None:
        raise fields.fault("policy.hours", "value", given=value)
    if code == "remind_before" and not parse_limits(str(value)):
        raise fields.fault("policy.limit", "value", given=value)
    if code == "number" and not NUMBER.fullmatch(str(value)):
        raise fields.fault("policy.pattern", "value", given=value)
    if code.endswith(("_pp", "_least")) and not isinstance(value, int):
        raise fields.fault("policy.shape", "value", reason="number")
    setting = Setting(value, fields.text("source"), fields.yes("confirmed"))
    fields.done()
    return setting
