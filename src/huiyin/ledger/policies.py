"""The policies of this place, kept with every version that a case was begun under, and its calendar."""

import json
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from huiyin import policy
from huiyin.ledger.models import Event, PolicyVersion, Stream

LOOK_EVERY = 5.0  # seconds


def folders() -> tuple[Path, ...]:
    """Return the place's own folder of policy files, where one is set."""
    return (settings.ENVIRONMENT.policies,) if settings.ENVIRONMENT.policies else ()


def policy_id(case_type: str) -> str:
    """Return the id of the policy under which cases of a type begin now: the one loaded last, else the general one."""
    loaded = Event.objects.filter(stream=Stream.POLICY, stream_key=case_type, type="policy.loaded").last()
    return str(loaded.payload["policy"]) if loaded else f"{case_type}.general"


@lru_cache(maxsize=64)
def current_policy(policy_id: str) -> policy.Policy:
    """Return the policy now in force under an id; what a place loaded itself goes before a file of that name."""
    loaded = Event.objects.filter(stream=Stream.POLICY, type="policy.loaded", payload__policy=policy_id).last()
    if loaded is not None:
        row = PolicyVersion.objects.get(policy=policy_id, version=loaded.payload["version"])
        return policy.from_json(json.dumps(row.content))
    return policy.load(policy_id, folders=folders())


def keep_version(found: policy.Policy) -> None:
    """Keep a version in the database, in the transaction of what begins under it: a case asks for it years later."""
    if not PolicyVersion.objects.filter(policy=found.id, version=found.version).exists():
        kept = {"content": json.loads(policy.to_json(found)), "origin": found.id, "loaded_at": timezone.now()}
        PolicyVersion.objects.get_or_create(policy=found.id, version=found.version, defaults=kept)
        in_work.cache_clear()


@lru_cache(maxsize=256)
def policy_version(policy_id: str, version: str) -> policy.Policy:
    """Return the version of a policy under which a case began."""
    now = current_policy(policy_id)
    if now.version == version:
        return now
    row = PolicyVersion.objects.get(policy=policy_id, version=version)
    return policy.from_json(json.dumps(row.content))


@lru_cache(maxsize=1)
def calendar() -> policy.Calendar:
    """Return the calendar of working days: the shipped notices and those that this place loaded."""
    from huiyin.ledger.models import CalendarNotice

    own = tuple(CalendarNotice.objects.order_by("year", "loaded_at").values_list("content", flat=True))
    return policy.Calendar.shipped(extra=own)


def in_force() -> tuple[policy.Policy, ...]:
    """Return the policy now in force for each type of case that is known."""
    types = dict.fromkeys(each.partition(".")[0] for each in policy.shipped())
    return tuple(current_policy(policy_id(each)) for each in types)


@lru_cache(maxsize=1)
def in_work() -> tuple[frozenset[str], tuple[tuple[str, str, str], ...]]:
    """Return the stages in which a hand is at work (在办): those that are so by all rules, and others rule by rule.

    The second are policy, version and stage. All versions count under which a case may run.
    """
    kept = PolicyVersion.objects.values_list("policy", "version").distinct()
    known = [*in_force(), *(policy_version(*each) for each in kept)]
    rules = {(each.id, each.version): each for each in known}
    told: dict[str, dict[tuple[str, str], bool]] = {}
    for key, each in rules.items():
        for stage in each.stages:
            told.setdefault(stage.code, {})[key] = stage.code in each.in_work
    by_all = frozenset(code for code, said in told.items() if all(said.values()))
    some = ((*key, code) for code, said in told.items() if code not in by_all for key, yes in said.items() if yes)
    return by_all, tuple(some)


def look_again() -> None:
    """Forget what was loaded where another process has since loaded something; asked at most every few seconds."""
    now = time.monotonic()
    if now - _seen.at < LOOK_EVERY:
        return
    _seen.at = now
    last_event = Event.objects.filter(stream=Stream.POLICY).order_by("-pk").values_list("pk", flat=True).first()
    if last_event != _seen.event:
        _seen.event = last_event
        forget_loaded()


@dataclass(slots=True)
class _Seen:
    at: float = 0.0
    event: int | None = None


_seen = _Seen()


def forget_loaded() -> None:
    """Read policies and calendar anew; after a notice or a policy file was loaded."""
    current_policy.cache_clear()
    policy_version.cache_clear()
    in_work.cache_clear()
    calendar.cache_clear()
