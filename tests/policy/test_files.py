"""Policy files: found, joined with what they extend, known by their content, and refused with the line at fault."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.policy.cases import at
from tests.policy.smallest import OWN, SMALLEST, changed

from huiyin.policy import Calendar, begin, from_json, load, load_text, shipped, to_json
from huiyin.policy.misuse import reachable, unconfirmed
from huiyin.policy.model import Limit, Need, Record
from huiyin.policy.names import codes, groups, name_of


@pytest.mark.parametrize("name", shipped())
def test_shipped_policies_load(name: str) -> None:
    """Each is named after its file, reaches all its stages, and gives every value its source; no flow is confirmed."""
    policy = load(name)
    assert policy.id == name
    assert reachable(policy) == {stage.code for stage in policy.stages}
    assert (policy.version, len(policy.digest)) == (policy.digest[:16], 64)
    assert not policy.confirmed
    assert all(each.source for each in (*policy.clocks, *policy.lights, *policy.transitions))
    assert {each.event.partition(".")[0] for each in policy.transitions} == {policy.case_type}


def test_the_shipped_policies_are_known() -> None:
    """Their names."""
    assert shipped() == (
        *("commitment.general", "inquiry.general", "motion.general", "motion.township", "opinion.general"),
        *("reply_promise.general", "suggestion.chongqing", "suggestion.general", "suggestion.henan"),
        "suggestion.shandong",
    )


@pytest.mark.parametrize("name", [each for each in shipped() if each.endswith((".general", ".township"))])
def test_a_general_policy_confirms_what_national_law_says_and_nothing_else(name: str) -> None:
    """Each confirmed value names one of the three laws that were read; a light never is confirmed."""
    policy = load(name)
    held = [*policy.clocks, *policy.transitions, *policy.settings.values()]
    assert all(re.search(r"(代表法|地方组织法|监督法)（20\d\d", each.source) for each in held if each.confirmed)
    assert not any(light.confirmed for light in policy.lights)
    if name in ("commitment.general", "reply_promise.general"):
        assert not any(each.confirmed for each in held)


@pytest.mark.parametrize(
    ("name", "version"), [("commitment.general", "d5ffe0f366f270b6"), ("reply_promise.general", "652668bcfcfbfd91")]
)
def test_the_version_of_a_policy_is_its_content_s_alone(name: str, version: str) -> None:
    """What the language has learnt since does not make another version of a file that does not use it."""
    assert load(name).version == version


def test_a_small_policy_is_enough() -> None:
    """Two stages, one action, one clock; everything else has its default."""
    policy = load_text(SMALLEST)
    assert [stage.code for stage in policy.stages] == ["here", "there"]
    some = policy.clock("some")
    assert some is not None
    assert (some.limit, some.near, some.rolls, some.counts_start, some.extend_times) == (
        *(Limit(5, "wd"), Limit(1, "wd"), True, False, 0),
    )
    assert policy.opening == ("some",)
    assert (policy.transitions[0].source, policy.transitions[0].confirmed) == ("测试", False)
    assert policy.clock("other") is None
    assert policy.stage("other") is None
    step = begin(policy, actor="", at=at("01-12"), calendar=Calendar.shipped())
    assert [each.run.clock for each in step.clocks] == ["some"]


def test_a_transition_with_its_own_source_is_confirmed_by_itself() -> None:
    """The whole file's confirmation speaks for those without a source only."""
    text = changed("confirmed = false", "confirmed = true")
    assert load_text(text).transitions[0].confirmed
    assert not load_text(text + 'source = "某规定"\n').transitions[0].confirmed
    assert load_text(SMALLEST + 'source = "某规定"\nconfirmed = true\n').transitions[0].confirmed


def test_needs_are_written_shortly() -> None:
    """A name, `?` for what may be left out, `>=` for the shortest length."""
    policy = load_text(SMALLEST + 'needs = ["unit", "evidence?", "reason>=10", "text?>=5"]\n')
    assert policy.transitions[0].needs == (
        *(Need("unit"), Need("evidence", required=False)),
        *(Need("reason", min_length=10), Need("text", required=False, min_length=5)),
    )


def test_the_version_is_that_of_the_content() -> None:
    """Comments, spacing and the order of keys make none; a number, a name or a source does."""
    version = load_text(SMALLEST).version
    assert load_text("# 说明\n\n" + changed('zh = "去"\nen = "Go"', 'en = "Go"\nzh = "去"')).version == version
    assert load_text(changed('limit = "5 wd"', 'limit = "6 wd"')).version != version
    assert load_text(changed('source = "测试"', 'source = "另"')).version != version


def test_a_policy_is_kept_as_json_and_comes_back() -> None:
    """A case keeps the rules under which it began."""
    for name in shipped():
        policy = load(name)
        assert from_json(to_json(policy)) == policy
        assert hashlib.sha256(to_json(policy)).digest() == hashlib.sha256(to_json(load(name))).digest()


# What the language has learnt since policies were first kept, each with what it comes to where nothing is said.
SINCE: dict[str, Any] = {
    "shows": (),
    "classes": {},
    "latest": None,
    "choices": (),
    "when": "",
    "when_is": "",
    "on_paper": (),
} | {"extends_whole": False, "when_last": False, "from_round": 0, "until_round": 0, "entered": False, "in_work": False}


def without_what_came_since(value: Any) -> Any:
    """JSON as a policy was kept before its language knew these keys."""
    if isinstance(value, dict):
        return {key: without_what_came_since(held) for key, held in value.items() if key not in SINCE}
    return [without_what_came_since(each) for each in value] if isinstance(value, list) else value


def saying_none_of_it(value: Any) -> Any:
    """A policy, or part of one, that says nothing of what came since, and everything else as it does."""
    if isinstance(value, Record):
        held = {name: saying_none_of_it(getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **{name: SINCE.get(name, each) for name, each in held.items()})
    return tuple(map(saying_none_of_it, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", shipped())
def test_a_policy_that_was_kept_before_is_read(name: str) -> None:
    """What the language has learnt since comes to nothing; all the rest is as it was kept."""
    policy = load(name)
    kept = json.dumps(without_what_came_since(json.loads(to_json(policy))))
    assert not any(f'"{key}":' in kept for key in SINCE)
    assert from_json(kept) == saying_none_of_it(policy)


@pytest.mark.parametrize("name", ["commitment.general", "reply_promise.general"])
def test_a_policy_that_was_kept_before_has_its_stages_of_work(name: str) -> None:
    """Which stages are work in hand no file said in those days."""
    kept = json.dumps(without_what_came_since(json.loads(to_json(load(name)))))
    assert from_json(kept).in_work == load(name).in_work != frozenset()


def test_what_the_language_has_learnt_since_is_used_by_some_policy() -> None:
    """Otherwise the test before would compare nothing with nothing; `entered` is what no file says."""
    said = {key for name in shipped() for key, value in SINCE.items() if _says(load(name), key, value)}
    assert set(SINCE) - said == {"entered"}


def _says(value: Any, key: str, nothing: Any) -> bool:
    if isinstance(value, Record):
        own = getattr(value, key, nothing) != nothing
        return own or any(_says(getattr(value, name), key, nothing) for name in value.__struct_fields__)
    return isinstance(value, tuple) and any(_says(each, key, nothing) for each in value)


def test_a_place_changes_what_it_has_rules_for(tmp_path: Path) -> None:
    """Tables are joined, single values replaced, and what says `remove` is gone."""
    (tmp_path / "commitment.yunting.toml").write_text(OWN, encoding="utf-8")
    own, general = load("commitment.yunting", folders=[tmp_path]), load("commitment.general")
    accept = own.clock("accept")
    assert accept is not None
    assert (accept.limit, accept.confirmed, accept.hand) == (Limit(7, "wd"), True, "lead_unit")
    assert own.extends == ("commitment.general",)
    assert len(own.transitions) == len(general.transitions) - 1
    assert own.version != general.version
    assert own == load(tmp_path / "commitment.yunting.toml")
    assert own == load(str(tmp_path / "commitment.yunting.toml"))


def test_a_place_s_file_may_extend_its_namesake(tmp_path: Path) -> None:
    """The shipped one of that name."""
    text = OWN.replace("commitment.yunting", "commitment.general")
    (tmp_path / "commitment.general.toml").write_text(text, encoding="utf-8")
    own = load("commitment.general", folders=[tmp_path])
    assert (own.names.zh, own.names.en) == ("报告任务（云汀市）", "Commitment tasks (general)")


def test_policies_may_extend_one_another_in_a_row(tmp_path: Path) -> None:
    """A district stands on its city, the city on the shipped file; the nearest is named first."""
    (tmp_path / "commitment.yunting.toml").write_text(OWN, encoding="utf-8")
    district = 'extends = "commitment.yunting"\nid = "commitment.district"\n'
    (tmp_path / "commitment.district.toml").write_text(district, encoding="utf-8")
    policy = load("commitment.district", folders=[tmp_path])
    assert policy.extends == ("commitment.yunting", "commitment.general")
    assert policy.names.zh == "报告任务（云汀市）"


def test_what_nobody_confirmed_is_listed() -> None:
    """The flow, clocks, settings and transitions with a source of their own; confirmed ones are not."""
    listed = list(unconfirmed(load("commitment.general")))
    assert ("policy", "commitment.general") in [(group, code) for group, code, _source in listed]
    assert {"clocks", "settings", "lights", "transitions"} <= {group for group, _code, _source in listed}
    own = load_text(OWN)
    assert ("clocks", "accept") not in [(group, code) for group, code, _source in unconfirmed(own)]


def test_codes_are_called_something_in_both_languages() -> None:
    """Types of cases, roles, hands, needs and what they may be, outcomes, lights …; one without names is its own."""
    assert set(groups()) == {
        *("case_type", "role", "hand", "need", "outcome", "light", "unit", "setting"),
        *("class", "ground", "contact", "opinion", "answer", "shown"),
    }
    assert all(each.zh and each.en for table in groups().values() for each in table.values())
    assert name_of("role", "nobody").zh == "nobody"
    assert set(codes("case_type")) == {load(each).case_type for each in shipped()}
