"""How a figure relates to the real amount, and what part it plays (关系与作用): `relation` and `role`."""

from huiyin.reading.measure_forms import Forms, Lead

_RATES = frozenset(("增速", "增幅", "涨幅", "降幅", "跌幅", "增长率", "减幅"))
NO_LEAD = Lead("=", "", reached=False, verb="", apart=False)
_CHANGE_WORDS = ("增长", "增速", "涨幅", "降幅", "下降", "提高", "降低", "增幅", "同比", "上涨", "减少")
_SHARE_WORDS = ("占", "率", "比重", "比例")


def lead_of(backwards: str, at: int, forms: Forms) -> tuple[Lead, int, int]:
    """Read leftwards from a number, in the whole text reversed.

    Returns:
        What the words beside the number say, and where the rest of its clause ends and starts in the reversed text.
    """
    if backwards[at : at + 1] not in forms.beside:
        clause = forms.clause.match(backwards, at)
        return NO_LEAD, at, clause.end() if clause else at
    match = forms.before.match(backwards, at)
    if match is None:  # cannot be: every part of the pattern may be empty
        return NO_LEAD, at, at
    rel, to, rel2, apart, verb, adverbs, chunk = match.groups()
    stop = match.end()
    return forms.said(rel, to, rel2, apart, verb, adverbs), stop - len(chunk), stop


def role_of(unit: str, lead: Lead, chunk: str, forms: Forms, *, fraction: bool) -> str:
    """Return `change`, `share` or `level`: a verb of change beside the number, a percentage, anything else."""
    verb = lead.verb
    if verb:
        if verb in forms.of_quality and unit in forms.classifiers and unit != "位":
            return "level"
        if not lead.reached or verb in _RATES:
            return "change"
    if unit == "百分点":
        return "change"
    if unit in ("%", "‰"):
        if not verb and any(map(chunk.__contains__, _CHANGE_WORDS)) and not any(map(chunk.__contains__, _SHARE_WORDS)):
            return "change"
        return "share"
    return "share" if fraction else "level"
