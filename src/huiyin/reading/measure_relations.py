"""How a figure relates to the real amount, and what part it plays (关系与作用): `relation` and `role`."""

from typing import NamedTuple

from huiyin.reading.measure_forms import Forms

_RATES = frozenset(("增速", "增幅", "涨幅", "降幅", "跌幅", "增长率", "减幅"))
_REACHED = frozenset("到至为在")
_CHANGE_WORDS = ("增长", "增速", "涨幅", "降幅", "下降", "提高", "降低", "增幅", "同比", "上涨", "减少")
_SHARE_WORDS = ("占", "率", "比重", "比例")


class Lead(NamedTuple):
    """What stands before a number in its clause (量值前文): `chunk` runs from `chunk_start` to `chunk_end`."""

    relation: str
    multiplier_word: str
    reached: bool
    verb: str
    apart: bool
    chunk_start: int
    chunk_end: int


def lead_of(backwards: str, length: int, start: int, forms: Forms) -> Lead:
    """Read leftwards from a number; `backwards` is the whole text reversed and `length` its length."""
    match = forms.before.match(backwards, length - start)
    if match is None:
        return Lead("=", "", False, "", False, start, start)
    rel, to, rel2, apart, verb, adverbs = match.group("rel", "to", "rel2", "apart", "verb", "adverbs")
    word = rel or rel2
    chunk_end, chunk_start = match.span("chunk")
    return Lead(
        forms.relation_before[word] if word else "=",
        word if word in forms.multiplier_only else "",
        bool(to) and not _REACHED.isdisjoint(to),
        verb[::-1] if verb else "",
        bool(apart) or (adverbs != "" and "别分" in adverbs),
        length - chunk_start,
        length - chunk_end,
    )


def role_of(unit: str, lead: Lead, chunk: str, forms: Forms, *, fraction: bool) -> str:
    """Return `change`, `share` or `level`: a verb of change beside the number, a percentage, anything else."""
    verb = lead.verb
    if verb in forms.of_quality and unit in forms.classifiers and unit != "位":
        return "level"
    if verb and (not lead.reached or verb in _RATES):
        return "change"
    if unit == "百分点":
        return "change"
    if unit in ("%", "‰"):
        if (
            not verb
            and any(word in chunk for word in _CHANGE_WORDS)
            and not any(word in chunk for word in _SHARE_WORDS)
        ):
            return "change"
        return "share"
    return "share" if fraction else "level"
