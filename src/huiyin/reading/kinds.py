"""Kinds (陈述类别): an ordered table of rules over flags; the first that fits decides, the others that fit have lost.

What a clause says (cue words), where it stands (section, time anchor, who speaks, what came before in the sentence)
are one number of flags, so the same situation is decided once and looked up ever after.
"""

from huiyin.reading.context import Context
from huiyin.reading.kind_rules import RULES, Rule
from huiyin.reading.model import Kind, Record

__all__ = ["RULES", "Context", "Decision", "Rule", "all_fitting", "decide"]


class Decision(Record, frozen=True):
    """What a rule decided: its name, the kind as a plain code, and the flag that the next clause sees it by."""

    name: str
    kind: str
    after: int


_AFTER = {
    Kind.APPRAISAL: Context.AFTER_APPRAISAL,
    Kind.ACHIEVEMENT: Context.AFTER_ACHIEVEMENT,
    Kind.COMMITMENT: Context.AFTER_COMMITMENT,
    Kind.SUGGESTION: Context.AFTER_SUGGESTION,
    Kind.BACKGROUND: Context.AFTER_BACKGROUND,
}


class _Decisions(dict[int, Decision]):
    """What the first rule that fits some flags (`Cue` and `Context` bits) says; the last one fits always."""

    def __missing__(self, flags: int) -> Decision:
        rule = next(rule for rule in RULES if _fits(rule, flags))
        decision = self[flags] = Decision(rule.name, rule.kind.value, _AFTER[rule.kind])
        return decision


decide = _Decisions().__getitem__  # a table that fills itself as flags come up: `decide(flags)`


def all_fitting(flags: int) -> list[Rule]:
    """Return every rule that fits, the winner first: what `--explain` shows."""
    return [rule for rule in RULES if _fits(rule, flags)]


def _fits(rule: Rule, flags: int) -> bool:
    if flags & rule.every != rule.every or flags & rule.without:
        return False
    return (not rule.some or bool(flags & rule.some)) and (not rule.also or bool(flags & rule.also))
