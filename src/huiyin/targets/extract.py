"""Reading a report's targets and results: `read_targets`."""

from huiyin.targets.model import Figure, ReportTargets
from huiyin.targets.pairing import Pair
from huiyin.targets.passages import Passage, planned_year, review_passages, target_candidates, unmarked_candidates
from huiyin.targets.said import Said

_DOUBTFUL = -5
_LONE = 100


def read_targets(text: str, *, year: int | None = None, source: str = "") -> ReportTargets:
    """Return the targets (主要预期目标) that a report sets and the results of the year before.

    Args:
        year: the planned year; found in the text where it is not given. Without any year nothing is found.
        source: the name of the text, handed on.
    """
    planned = year if year is not None else planned_year(text)
    if planned is None:
        return ReportTargets(source, (), ())
    said = Said(text)
    passages = _target_passages(text, planned, said)
    targets = [figure for passage in passages for figure in _figures(text, passage, said)]
    until = min((passage.start for passage in passages), default=len(text))
    results: dict[tuple[str, str], Figure] = {}
    for passage in review_passages(text, until, planned):
        for figure in _figures(text, passage, said):
            results.setdefault((figure.indicator, figure.period), figure)
    return ReportTargets(
        source,
        tuple(sorted(targets, key=lambda figure: (figure.start, figure.end))),
        tuple(sorted(results.values(), key=lambda figure: (figure.start, figure.end))),
    )


def _target_passages(text: str, year: int, said: Said) -> list[Passage]:
    """Return the passage for the year and the one for its five-year plan, as far as the report has them."""
    candidates = list(target_candidates(text, year, said.has_figures))
    annual = _best([one for one in candidates if one[0].period == str(year) and one[1] >= 0], said)
    if annual is None:
        annual = _best_unmarked(text, year, said)
    planned = [one for one in candidates if one[0].period != str(year) and one[1] > _DOUBTFUL]
    if annual is not None:
        before = [
            (one._replace(end=min(one.end, annual.start)), points)
            for one, points in planned
            if one.start < annual.start
        ]
        planned = before + [one for one in planned if one[0].start >= annual.end]
    plan = _best(planned, said)
    return [passage for passage in (annual, plan) if passage is not None]


def _best(candidates: list[tuple[Passage, int]], said: Said) -> Passage | None:
    """Return the candidate that gives most indicators under the best heading; the first one where they are equal.

    A single yearly average (年均) is enough for a plan that gives no more.
    """
    best: tuple[int, Passage] | None = None
    for passage, points in candidates:
        pairs = said.within(passage)
        count = len(pairs)
        lone = count == 1 and passage.is_span and "年均" in pairs[0].between
        worth = points * 3 + count - _LONE * lone
        if (lone or count >= (2 if points > 1 or passage.is_span else 3)) and (best is None or worth > best[0]):
            best = (worth, passage)
    return best[1] if best else None


def _best_unmarked(text: str, year: int, said: Said) -> Passage | None:
    """Return the paragraph on this year with most indicators, several of them 左右 or 以上 as targets are."""
    best: tuple[int, Passage] | None = None
    for passage in unmarked_candidates(text, year):
        pairs = said.within(passage)
        soft = sum(pair.amount.relation != "=" for pair in pairs)
        if len(pairs) >= 3 and soft >= 2 and (best is None or len(pairs) > best[0]):
            best = (len(pairs), passage)
    return best[1] if best else None


def _figures(text: str, passage: Passage, said: Said) -> list[Figure]:
    """Return the figures of a passage."""
    return [_figure(text, pair, passage.period) for pair in said.within(passage)]


def _figure(text: str, pair: Pair, period: str) -> Figure:
    """Return the figure of a pair; a decline of a growth rate is negative."""
    amount, sign = pair.amount, -1 if pair.negative else 1
    return Figure(
        indicator=pair.indicator.id,
        period=period,
        relation=amount.relation,
        value=amount.value * sign,
        value2=None if amount.value2 is None else amount.value2 * sign,
        unit=amount.unit,
        start=pair.name.start,
        end=amount.end,
        text=text[pair.name.start : amount.end],
    )
