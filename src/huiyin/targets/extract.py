"""Reading a report's targets and results: `read_targets`."""

import re
from bisect import bisect_left

from huiyin.reading.measures import find_measures
from huiyin.reading.model import Measure
from huiyin.targets.indicators import patterns
from huiyin.targets.model import Figure, ReportTargets
from huiyin.targets.pairing import Pair, pairs_in
from huiyin.targets.passages import Passage, planned_year, review_passages, target_candidates, unmarked_candidates

_DOUBTFUL = -5
_LONE = 100
_YEARLY = re.compile(r"(?:年均|每年|年平均)(?!(?:分别|均|实际|名义)*(?:[增升降]|提高|下降|上升|减少|浓度|值))")


def read_targets(text: str, *, year: int | None = None, source: str = "") -> ReportTargets:
    """Return the targets (主要预期目标) that a report sets and the results of the year before.

    Args:
        year: the planned year; found in the text where it is not given. Without any year nothing is found.
        source: the name of the text, handed on.
    """
    planned = year if year is not None else planned_year(text)
    if planned is None:
        return ReportTargets(source, (), ())
    measures = find_measures(text)
    starts = [measure.start for measure in measures]
    passages = _target_passages(text, planned, measures, starts)
    targets = [figure for passage in passages for figure in _figures(text, passage, measures, starts)]
    until = min((passage.start for passage in passages), default=len(text))
    results: dict[tuple[str, str], Figure] = {}
    for passage in review_passages(text, until, planned):
        for figure in _figures(text, passage, measures, starts):
            results.setdefault((figure.indicator, figure.period), figure)
    return ReportTargets(
        source,
        tuple(sorted(targets, key=lambda figure: (figure.start, figure.end))),
        tuple(sorted(results.values(), key=lambda figure: (figure.start, figure.end))),
    )


def _target_passages(text: str, year: int, measures: list[Measure], starts: list[int]) -> list[Passage]:
    """Return the passage for the year and the one for its five-year plan, as far as the report has them."""
    candidates = target_candidates(text, year)
    annual = _best(text, [one for one in candidates if one[0].period == str(year) and one[1] >= 0], measures, starts)
    if annual is None:
        annual = _best_unmarked(text, year, measures, starts)
    planned = [one for one in candidates if one[0].period != str(year) and one[1] > _DOUBTFUL]
    if annual is not None:
        before = [
            (one._replace(end=min(one.end, annual.start)), points)
            for one, points in planned
            if one.start < annual.start
        ]
        planned = before + [one for one in planned if one[0].start >= annual.end]
    plan = _best(text, planned, measures, starts)
    return [passage for passage in (annual, plan) if passage is not None]


def _best(
    text: str, candidates: list[tuple[Passage, int]], measures: list[Measure], starts: list[int]
) -> Passage | None:
    """Return the candidate that gives most indicators under the best heading; the first one where they are equal.

    A single yearly average (年均) is enough for a plan that gives no more.
    """
    best: tuple[int, Passage] | None = None
    for passage, points in candidates:
        figures = _figures(text, passage, measures, starts)
        count = len(figures)
        lone = count == 1 and passage.is_span and "年均" in figures[0].text
        worth = points * 3 + count - _LONE * lone
        if (lone or count >= (2 if points > 1 or passage.is_span else 3)) and (best is None or worth > best[0]):
            best = (worth, passage)
    return best[1] if best else None


def _best_unmarked(text: str, year: int, measures: list[Measure], starts: list[int]) -> Passage | None:
    """Return the paragraph on this year with most indicators, several of them 左右 or 以上 as targets are."""
    best: tuple[int, Passage] | None = None
    for passage in unmarked_candidates(text, year):
        figures = _figures(text, passage, measures, starts)
        soft = sum(figure.relation != "=" for figure in figures)
        if len(figures) >= 3 and soft >= 2 and (best is None or len(figures) > best[0]):
            best = (len(figures), passage)
    return best[1] if best else None


def _figures(text: str, passage: Passage, measures: list[Measure], starts: list[int]) -> list[Figure]:
    """Return what a passage says of each indicator; what it says first holds."""
    low, high = bisect_left(starts, passage.start), bisect_left(starts, passage.end)
    if low == high:
        return []
    found: dict[str, Figure] = {}
    for pair in pairs_in(text, passage.start, passage.end, measures[low:high], patterns()):
        yearly = "年均" in pair.between or "平均" in pair.between
        if pair.indicator.growth and yearly != passage.is_span and not pair.indicator.plain and pair.amount.unit == "%":
            continue
        if not pair.indicator.growth and _is_yearly(text, pair, passage):
            continue
        found.setdefault(pair.indicator.id, _figure(text, pair, passage.period))
    return list(found.values())


def _is_yearly(text: str, pair: Pair, passage: Passage) -> bool:
    """Tell whether a level or a cut is the average of a year (年均超过46万人), which is not what its span comes to."""
    clause = max(text.rfind(sign, passage.start, pair.name.start) for sign in "，。；,;：\n") + 1
    clause = max(clause, passage.start)
    words = text[clause : pair.name.start] + "|" + text[pair.name.end : pair.amount.start]
    if passage.is_span and (text.startswith("年", clause) or (pair.indicator.cut and "年均" in pair.between)):
        return True
    return _YEARLY.search(words) is not None


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
