"""Explanations (判读依据): for each label the rule that gave it and those that would have given another."""

from huiyin.reading.kinds import all_fitting
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.measures import find_rejected
from huiyin.reading.model import Record
from huiyin.reading.reader import Analysis, analyse


class Explanation(Record, frozen=True):
    """Why one label was given.

    `label` is `span`, `kind`, `period`, `speaker`, `measure`, `mention` or `no_measure` (a number that is none);
    `lost` holds, for a kind, the rules that fitted too, as `rule=kind`, in the order in which they were asked.
    """

    statement: str
    label: str
    value: str
    start: int
    end: int
    rule: str
    lost: tuple[str, ...]


def explain(
    text: str,
    *,
    year: int | None = None,
    place: str | None = None,  # noqa: ARG001  taken so that it is called like `read`; no label depends on it
    text_kind: str | None = None,
    lexicons: Lexicons = DEFAULT,
) -> list[Explanation]:
    """Return why each statement of a text got its labels, in text order.

    Raises:
        ReadingError: as `read` does.
    """
    found = analyse(text, year=year, text_kind=text_kind, lexicons=lexicons)
    spans = _spans(text, found, lexicons)
    at = 0
    explanations: list[Explanation] = []
    for draft in found.drafts:
        start, end = draft.clause.start, draft.clause.end
        identity = f"{start}-{end}"
        explanations.append(Explanation(identity, "span", text[start:end], start, end, draft.clause.rule, ()))
        fitting = all_fitting(draft.flags)
        lost = tuple(f"{rule.name}={rule.kind}" for rule in fitting[1:] if rule.kind != draft.kind)
        explanations.append(Explanation(identity, "kind", draft.kind, start, end, fitting[0].name, lost))
        explanations.append(Explanation(identity, "period", draft.period, start, end, draft.rules[-1], ()))
        if draft.speaker:
            told = next((rule for rule in draft.rules if rule.startswith("speaker.")), "speaker.inherited")
            explanations.append(Explanation(identity, "speaker", draft.speaker.name, start, end, told, ()))
        while at < len(spans) and spans[at][0] < end:
            first, last, label, value, rule = spans[at]
            at += 1
            if first >= start and last <= end:
                explanations.append(Explanation(identity, label, value, first, last, rule, ()))
    return explanations


def _spans(text: str, found: Analysis, lexicons: Lexicons) -> list[tuple[int, int, str, str, str]]:
    """Return figures, names and refused numbers as (start, end, label, value, rule), in text order."""
    spans = [(m.start, m.end, "measure", f"{m.relation} {m.value} {m.unit}".rstrip(), m.rule) for m in found.measures]
    spans += [(m.start, m.end, "mention", f"{m.type} {m.text}", m.rule) for m in found.mentions]
    spans += [(start, end, "no_measure", text[start:end], rule) for start, end, rule in find_rejected(text, lexicons)]
    return sorted(spans)
