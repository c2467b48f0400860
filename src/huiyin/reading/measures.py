"""Figures of a text (量值): every number with its unit that says how much, how many, how far, or which rank.

One pass over the whole text: a pattern stops at each number, then the number is read, refused or related to what
stands before it. GUIDELINES «Measures» says what counts; `find_rejected` tells why a number did not.
"""

import re

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.measure_formal import halves, plainly, weights
from huiyin.reading.measure_forms import RANGE_SIGNS, Forms, Lead, forms
from huiyin.reading.measure_numbers import Figure, read_number
from huiyin.reading.measure_refusals import bare_amount, hopeless, plain_refusal, refusal, speech
from huiyin.reading.measure_relations import lead_of, role_of
from huiyin.reading.measure_shared import coordinated, dealt_out
from huiyin.reading.measure_subject_words import SubjectWords, subject_words
from huiyin.reading.measure_subjects import subject_of
from huiyin.reading.model import Measure
from huiyin.reading.numerals import CHINESE_NUMERALS, arabic_value, plain

_JOINERS = frozenset(("、", "和", "及", "与", "以及", "，", ",", "或"))
_JOINER_ENDS = frozenset(joiner[-1] for joiner in _JOINERS)
_LIST_SIGNS = frozenset(("、", "和", "及", "与"))
_NUMBER_RUN = re.compile(f"[0-9０-９]+(?:[.．][0-9０-９]+)?|[{CHINESE_NUMERALS}]+")
_UNIT_RULES = {"%": "percent", "‰": "percent", "百分点": "points", "倍": "times", "番": "times", "": "bare"}
_ENDLESS = frozenset(
    ("元", "块", "年", "个月", "天", "小时", "个小时", "米", "公里", "公分", "吨", "斤", "公斤", "岁", "倍")
)
_MULTIPLIERS = frozenset("百千万亿")
_INCLUDED = re.compile("（含[^（）]{0,8}）(?P<side>以[上下内])")  # 达到30%（含30%）以上
_NEARLY = re.compile("(?<![加较更最很增尽飞])快$")
_SOON = frozenset(("年", "个月", "天", "岁", "小时", "个小时", "周", "个星期"))
_BOUNDS = {"以上": ">=", "以下": "<=", "以内": "<="}

Refused = dict[int, tuple[int, int, str]]


def find_measures(text: str, lexicons: Lexicons = DEFAULT) -> list[Measure]:
    """Return the figures of a text in text order, disjoint, each with `text[start:end]` as its own text."""
    patterns = forms(lexicons)
    figures = _scan(plainly(text), patterns, subject_words(lexicons), None)
    apart = [*halves(text), *weights(text)]
    if apart:
        taken = {position for figure in apart for position in range(figure.start, figure.end)}
        figures = [figure for figure in figures if figure.start not in taken and figure.end - 1 not in taken]
        figures = sorted([*figures, *apart], key=lambda figure: figure.start)
    return [_measure(figure, text, patterns) for figure in figures]


def find_rejected(text: str, lexicons: Lexicons = DEFAULT) -> list[tuple[int, int, str]]:
    """Return the number-like passages that are no figures, as (start, end, rule), in text order."""
    refused: Refused = {}
    figures = [*_scan(plainly(text), forms(lexicons), subject_words(lexicons), refused), *halves(text), *weights(text)]
    taken = sorted((figure.start, figure.end) for figure in figures)
    at = 0
    found = []
    for run in _NUMBER_RUN.finditer(text):
        while at < len(taken) and taken[at][1] <= run.start():
            at += 1
        if at == len(taken) or taken[at][0] >= run.end():
            found.append(
                refused.get(run.start(), (run.start(), run.end(), plain_refusal(text, run.start(), run.end())))
            )
    return found


def _measure(figure: Figure, text: str, patterns: Forms) -> Measure:
    """Return the immutable value of a figure that was accepted."""
    unit = figure.unit or ""
    kind = figure.shape or _UNIT_RULES.get(unit) or ("count" if unit in patterns.classifiers else "amount")
    return Measure(
        figure.start,
        figure.end,
        text[figure.start : figure.end],
        figure.value,
        unit,
        figure.relation,
        figure.role,
        figure.subject,
        f"measure.{kind}.{figure.role}",
    )


def _scan(text: str, patterns: Forms, told: SubjectWords, refused: Refused | None) -> list[Figure]:
    """Return the accepted figures; those refused go to `refused`, where it is given."""
    found: list[Figure] = []
    shared: list[tuple[int, int]] = []
    backwards, length = text[::-1], len(text)
    before: Figure | None = None
    last: Figure | None = None
    for match in patterns.number.finditer(text):
        if match.lastgroup == "by" and hopeless(match, text):
            continue
        for figure in read_number(match, text, patterns):
            start = figure.start
            low = None if before is None or start - before.stop > 2 else _partner(before, figure, text)
            before = figure
            if figure.opens_pair:
                continue
            if low is not None:
                start = low.start
            reason = refusal(figure, text, patterns, low)
            if reason is None:
                lead, back_end, back_start = lead_of(backwards, length - start, patterns)
                clause = (length - back_start, length - back_end)
                if figure.chinese and figure.shape != "rank":
                    reason = speech(figure, text, patterns, lead, low)
                if reason is None and figure.unit is None:
                    reason = bare_amount(figure, text, patterns, lead, clause[0], last)
            if reason is not None:
                if refused is not None:
                    refused[figure.start] = (figure.start, figure.end, reason)
                continue
            if low is None:
                _relate(figure, figure, lead, clause, text, patterns, last)
                figure.subject = subject_of(figure, figure, clause, text, told, patterns, last)
            else:
                _carry(low, figure)
                earlier = last if last is not low else None
                _relate(low, figure, lead, clause, text, patterns, earlier)
                low.subject = subject_of(low, figure, clause, text, told, patterns, earlier)
                _align(low, figure, text)
                if low is not last:
                    found.append(low)
            apart = clause[1] if lead.apart else dealt_out(text, clause[1], told)
            if apart and (low is None or low.relation == "="):
                shared.append((len(found) - (low is not None), apart))
            found.append(figure)
            last = figure
    for at, end in shared:
        _distribute(found, at, coordinated(backwards, length, end, told), text)
    return found


def _partner(before: Figure, figure: Figure, text: str) -> Figure | None:
    """Return the number close before if it shares the unit of this one: a range (3至5个), a list (3.1和1.6个百分点).

    Where a change is told (由3到5) there is no range; in a list only decimals are surely no labels.
    """
    if before.stop > figure.start:
        return None
    if before.opens_pair:
        return before
    sign = text[before.stop : figure.start]
    if before.stop > before.end or before.unit not in (None, "", figure.unit):
        return None
    if sign == "、" and _side_by_side(before, figure):
        return before
    if sign in _LIST_SIGNS:
        return before if before.unit is None and figure.unit and "." in before.numeral else None
    if sign not in RANGE_SIGNS or (before.start and text[before.start - 1] in "从由自"):
        return None
    return before


def _side_by_side(low: Figure, high: Figure) -> bool:
    """True for digits that follow each other before one unit: 五、六年, 6、7万元 are ranges, as 五六年 is."""
    return low.raw < 10 and low.raw + 1 == high.raw and high.unit in _ENDLESS and not low.multipliers


def _carry(low: Figure, high: Figure) -> None:
    """Give the lower end of a range the multiplier that stands once at its end (3—5万)."""
    if not low.unit and high.multipliers and not low.multipliers and not low.opens_pair and low.raw < high.raw:
        low.value = plain(arabic_value("1", high.multipliers) * low.value)


def _align(low: Figure, high: Figure, text: str) -> None:
    """Make two figures alike in all but value; as ends of a range they have its relations."""
    low.unit, high.role, high.subject, high.shape = high.unit, low.role, low.subject, low.shape
    sign = text[low.stop : high.start]
    if low.opens_pair or sign in RANGE_SIGNS or (sign == "、" and _side_by_side(low, high)):
        low.relation, high.relation = ">=", "<="


def _relate(
    figure: Figure, upper: Figure, lead: Lead, clause: tuple[int, int], text: str, patterns: Forms, last: Figure | None
) -> None:
    """Set relation and role of a figure; `upper` is its other end where it opens a range."""
    unit = upper.unit
    if unit is None:
        unit = upper.unit = ""
    figure.unit = unit
    start, end = clause
    floor = last.stop if last else 0
    chunk = text[max(floor, start) : end]
    if (
        lead.relation != "="
        and not (figure.more and lead.relation == "~")
        and (
            not lead.multiplier_word
            or _MULTIPLIERS.issuperset(figure.numeral)
            or (figure.multipliers and lead.multiplier_word != "上")
        )
    ):
        figure.relation = lead.relation
    if figure.relation == "=" and ("至" in chunk or "最" in chunk):
        apart = patterns.apart.search(text, max(0, figure.start - 8), figure.start)
        if apart is not None:
            figure.relation = patterns.relation_apart[apart[1]]
    if figure.relation == "=" and text.startswith("（含", figure.end):
        included = _INCLUDED.match(text, figure.end)
        figure.relation = _BOUNDS[included.group("side")] if included else "="
    if figure.relation == "=" and unit in _SOON and _NEARLY.search(text, max(0, figure.start - 2), figure.start):
        figure.relation = "~"
    ranked = figure.shape == "rank"
    if ranked:
        figure.role = "rank"
    elif (
        last is not None
        and last.unit == unit
        and not lead.verb
        and (text[figure.start - 1] in _JOINER_ENDS or text[figure.start - 1].isspace())
        and text[floor : figure.start].strip() in _JOINERS
    ):
        figure.role = last.role if last.role != "rank" else "level"
    else:
        figure.role = role_of(unit, lead, chunk, patterns, fraction=figure.shape == "fraction")


def _distribute(found: list[Figure], at: int, subjects: list[str], text: str) -> None:
    """Give each figure of a list after 分别 its own one of the coordinated subjects."""
    count = 1
    while at + count < len(found):
        before, figure = found[at + count - 1], found[at + count]
        if text[before.stop : figure.start].strip() not in _JOINERS:
            break
        figure.role = found[at].role if figure.unit == found[at].unit else figure.role
        count += 1
    closing = found[at + count - 1].relation
    for figure in found[at : at + count]:
        if figure.relation == "=" and closing in ("~", ">=", "<="):
            figure.relation = closing
    if len(subjects) > 1 and count <= len(subjects):
        for figure, subject in zip(found[at : at + count], subjects[-count:], strict=True):
            figure.subject = subject
